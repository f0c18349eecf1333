"""Writes the model card (Mitchell et al., 2019) that goes with the weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsclaims.training.corpora import Corpora
from newsclaims.training.start import MINILM_SHA256

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

_TEMPLATE = """\
# Model card: newsclaims encoder

## What it is
A BERT encoder of 6 layers, 384 wide (MiniLM-L6), with heads for attribution roles, links from cues
to sources and contents, parts of speech, Universal Dependencies, mentions of entities and their
coreference. {megabytes} MB as ONNX, weights quantised to 8-bit integers. It is made to find who
said what in English news articles.

## Data and licences
- Starting weights: {start}
- Attributions: {articles}. PolNeAR (Newell et al., 2018), where it is used, is a research corpus of
  US political news of 2015 and 2016; its authors state no licence.
- Syntax, and in GUM (Zeldes, 2017) mentions and coreference: {treebanks}. GUM is CC BY, the English
  Web Treebank CC BY-SA 4.0.
No text of any of them is in the weights' files.

## Figures
Measured by `python -m newsclaims.training` when these weights were written. The attribution figures
are of attributions in one layer, as PolNeAR marks them; see docs/figures.md for the library's own.

{figures}

Expected calibration error of the confidence: {error} on dev (ten bins; 0 is perfect).

## Settings
{settings}

## Limits
- English only; edited news prose is what it knows. Other genres, all-capitals text and translated
  or machine-written text are read less well.
- It learned from US political news of one election: names and offices of that time are familiar
  to it, and confidences are calibrated on such articles.
- PolNeAR marks one layer of attribution. Attributions inside others are found by reading contents
  a second time; their confidence is an estimate.
- Coreference was learned from 123 documents of many genres, of which 14 are news; it is the weakest
  layer.
- Who is quoted is not who is right: it says nothing about truth.
"""


def write_card(folder: Path, report: Mapping[str, object], corpora: Corpora) -> None:
    """Writes ``MODEL_CARD.md`` from what the training measured."""
    settings = report["settings"]
    assert isinstance(settings, Mapping)
    treebanks = ", ".join(f"{path.parent.name}/{path.name}" for path in corpora.treebanks)
    text = _TEMPLATE.format(
        megabytes=report["megabytes"],
        start=f"sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), SHA-256 {MINILM_SHA256}, "
        "or the exported model given.",
        articles=f"{corpora.articles.parent.name}/{corpora.articles.name}",
        treebanks=treebanks or "the starting model's own reading of the articles",
        figures="\n".join(_rows(report)) or "No dev articles were given.",
        error=report.get("calibration_error_dev", "not measured"),
        settings=", ".join(f"{name} {value}" for name, value in settings.items()),
    )
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")


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
