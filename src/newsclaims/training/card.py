"""Writes the model card (Mitchell et al., 2019) that goes with the weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsclaims.training.corpora import Corpora

_NAMES = {
    "source": "source token F1",
    "cue": "cue token F1",
    "content": "content token F1",
    "who_said_what": "who said what F1",
    "exact": "exact F1",
}
_TREEBANK_NAMES = {
    "upos": "parts of speech",
    "uas": "unlabelled attachment",
    "las": "labelled attachment",
    "mentions": "typed mentions, F1",
}

_LICENCES = {
    "polnear": "{}, PolNeAR (Newell et al., 2018), a research corpus of US political news of 2015\n"
    "  and 2016; its authors state no licence.",
    "gum": "Syntax, mentions and coreference: {}, GUM (Zeldes, 2017). The annotations are CC BY;\n"
    "  the texts CC BY, CC BY-SA or in the public domain. Its essays, podcasts and conversations,\n"
    "  which are CC BY-NC-SA or of other terms, are not in it.",
    "ewt": "Syntax: {}, the English Web Treebank (Silveira et al., 2014), CC BY-SA 4.0.",
    "litbank": "{}, LitBank (Bamman et al., 2020), CC BY 4.0; nine texts in ten.",
    "gap": "{}, GAP (Webster et al., 2018), Apache-2.0; four snippets in five.",
}

_GIVEN_NAMES = """\
- Given names: `given_names.json`, from the counts of newborns of the United States' Social Security
  Administration (public domain) and the names of Faker 40.63.0 (MIT licence, in NOTICE)."""

_TEMPLATE = """\
# Model card: newsclaims encoder

## What it is
A BERT encoder of 6 layers, 384 wide (MiniLM-L6), with heads for attribution roles in two layers,
links from cues to sources and contents, parts of speech, Universal Dependencies, mentions of
entities and their coreference. {megabytes} MB as ONNX, weights and activations quantised to 8-bit
integers. It is made to find who said what in English news articles.

## Data and licences
- Starting weights: {start}
{data}

No text of any of them is in the weights' files. Beside the weights `attachments.json` counts how
often the treebanks have each relation between two parts of speech; trees are held against it.

## Figures
Measured by `python -m newsclaims.training` when these weights were written. The attribution figures
are of attributions in one layer, as PolNeAR marks them; see docs/figures.md for the library's own.

{figures}

Expected calibration error of the confidence: {error} on dev (ten bins; 0 is perfect).

{confidence}
## Settings
{settings}

## Limits
- English only; edited news prose is what it knows. Other genres, all-capitals text and translated
  or machine-written text are read less well.
- It learned from US political news of one election: names and offices of that time are familiar
  to it, and confidences are calibrated on such articles.
- PolNeAR marks one layer of attribution. Attributions inside others were learned from labels that
  no human made; their confidence is an estimate.
- Syntax and mentions in news were learned from two teachers that know treebanks only, not from
  annotated news: their errors are its errors.
- Coreference was learned from few documents, of which 14 are news, and from fiction and Wikipedia;
  it is the weakest layer.
- Who is quoted is not who is right: it says nothing about truth.
"""


_CONFIDENCE = """\
## Confidence of claims
`claim_confidence.json` weighs what is known of how a claim was made: a logistic regression fitted
to claims judged by hand. It was fitted to what the shipped weights read; whoever trains others and
judges claims fits it again (`python -m newsclaims.training.claim_confidence`).
{figures}
"""


def confidence_section(report: Mapping[str, float] | None) -> str:
    """What the card says of the confidence of claims, with its figures if it was fitted now."""
    figures = "It was taken from the package."
    if report is not None:
        figures = (
            f"On documents that it had not seen, {report['claims']} claims: area under the curve "
            f"{report['auc']:.3f},\nexpected calibration error {report['calibration_error']:.3f}; "
            f"of claims at 0.5 or above {report['kept_accepted']:.0%} are\naccepted (of all "
            f"{report['accepted']:.0%}), and they are {report['accepted_kept']:.0%} of these."
        )
    return _CONFIDENCE.format(figures=figures)


def replace_confidence_section(folder: Path, report: Mapping[str, float]) -> None:
    """Writes the section anew in the card of a model's folder, if it has one."""
    path = folder / "MODEL_CARD.md"
    if path.exists():
        card = path.read_text(encoding="utf-8")
        section = confidence_section(report)
        path.write_text(_SECTION.sub(lambda _: section, card), encoding="utf-8")


_SECTION = re.compile(r"## Confidence of claims\n(?:(?!## ).*\n)*?(?=\n## )")


def write_card(folder: Path, report: Mapping[str, object], corpora: Corpora) -> None:
    """Writes ``MODEL_CARD.md`` from what the training measured."""
    # The extra "train" is needed for this only, not for the section of claims.
    from newsclaims.training.start import MINILM_SHA256

    settings = report["settings"]
    assert isinstance(settings, Mapping)
    text = _TEMPLATE.format(
        megabytes=report["megabytes"],
        start=f"sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), SHA-256 {MINILM_SHA256}, "
        "or the exported model given.",
        data="\n".join(_data(corpora)),
        figures="\n".join(_rows(report)) or "No dev articles were given.",
        error=report.get("calibration_error_dev", "not measured"),
        confidence=confidence_section(None),
        settings=", ".join(f"{name} {value}" for name, value in settings.items()),
    )
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")


def _data(corpora: Corpora) -> Iterator[str]:
    """A line for each corpus: what it teaches, and its licence as its own files state it."""
    folder = f"{corpora.articles.parent.name}/{corpora.articles.name}"
    if corpora.articles.parent.name == "polnear":
        yield f"- Attributions: {_LICENCES['polnear'].format(folder)}"
    else:
        yield f"- Attributions: {folder}, under the licence of whoever annotated them."
    if not corpora.treebanks:
        yield "- The rest: the starting model's own reading of the articles."
    for path in corpora.treebanks:
        folder = f"{path.parent.name}/{path.name}"
        yield f"- {_LICENCES[path.parent.name].format(folder)}"
    if corpora.litbank:
        yield f"- Coreference: {_LICENCES['litbank'].format('litbank/coref')}"
    if corpora.gap:
        yield f"- Pronouns: {_LICENCES['gap'].format('gap/' + corpora.gap.name)}"
    yield _GIVEN_NAMES


def _rows(report: Mapping[str, object]) -> list[str]:
    rows = []
    shipped, full = report.get("dev"), report.get("dev_fp32")
    if isinstance(shipped, Mapping) and isinstance(full, Mapping):
        rows += ["| dev articles | int8 | fp32 |", "|---|---|---|"]
        rows += [f"| {_NAMES[name]} | {shipped[name]} | {full[name]} |" for name in _NAMES]
    for name, value in report.items():
        if name.startswith("treebank_") and isinstance(value, Mapping):
            figures = ", ".join(f"{_TREEBANK_NAMES[key]} {number}" for key, number in value.items())
            treebank = name.removeprefix("treebank_").replace("_", " ")
            rows += ["", f"{treebank}, gold tokens: {figures}"]
    return rows
