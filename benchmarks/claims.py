"""How many claims a careful reader accepts, and whether `Claim.confidence` knows it.

``sample SHARED SHEET LABELS`` draws claims at random and writes a worksheet for a person to judge
them by, and the file of labels to fill in; ``score SHARED [LABELS…]`` reads labels. SHARED is a
folder that holds ``data/polnear/dev`` and ``data/gum/dev``; ``annotations/stories`` has invented
articles. ``annotations/README.md`` says what was judged, and how.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from attrs import frozen

from newsclaims import Article, Claim, parse_article
from newsclaims.training.claim_confidence import area_under_curve, calibration_error
from newsclaims.training.judged_claims import (
    CAUSES,
    COLUMNS,
    CORPORA,
    JudgedClaim,
    claim_key,
    documents,
    read_judged,
)
from polnear import ANNOTATIONS

STORIES = ANNOTATIONS / "stories"
LABELS = ANNOTATIONS / "claims.tsv"
_BEFORE, _AFTER = 4, 1  # sentences shown around a claim's own
_RESAMPLES = 2000

_shared = click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group(help=__doc__)
def main() -> None: ...


# Drawing


@frozen(eq=False)
class Drawn:
    """A claim to be judged, with the article it is from."""

    document: str
    article: Article
    claim: Claim

    @property
    def key(self) -> str:
        return claim_key(self.claim)


@main.command("sample")
@_shared
@click.argument("sheet", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("labels", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--number", default=100, show_default=True, help="How many claims.")
@click.option("--seed", default=2026, show_default=True)
@click.option("--each", default=3, show_default=True, help="At most so many from one document.")
@click.option("--corpus", "corpora", multiple=True, type=click.Choice(CORPORA), help="All else.")
@click.option("--part", default="1/1", show_default=True, help="Of several judges the first: 1/4.")
@click.option("--set", "name", required=True, help="Name of the sample.")
@click.option("--minimum", default=0.0, help="Only claims with as much confidence; 0 draws of all.")
@click.option("--second-pass", is_flag=True, help="What it draws is judged again.")
@click.option("--balanced/--as-they-come", default=True, help="As many own as reported claims.")
@click.option(
    "--without",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Leave out what these labels have.",
)
@click.option(
    "--documents",
    "only",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of documents, one a line: draw from these.",
)
def draw(
    shared: Path,
    sheet: Path,
    labels: Path,
    number: int,
    seed: int,
    each: int,
    corpora: tuple[str, ...],
    part: str,
    name: str,
    minimum: float,
    second_pass: bool,
    balanced: bool,
    without: tuple[Path, ...],
    only: Path | None,
) -> None:
    """Draws claims and writes SHEET, to read, and LABELS, to fill in."""
    known = {(row.document, row.key) for path in without for row in _unfinished(path)}
    texts = list(documents(shared, STORIES, corpora or CORPORA))
    if only is not None:
        names = set(only.read_text(encoding="utf-8").split())
        texts = [(document, text) for document, text in texts if document in names]
    index, parts = map(int, part.split("/"))
    # Shuffled with a seed of their own, so that parts have no document in common.
    random.Random(seed).shuffle(texts)
    chosen = random.Random(f"{seed} {part}")
    drawn: list[Drawn] = []
    for document, text in texts[index - 1 :: parts]:
        if len(drawn) >= number:
            break
        article = parse_article(text, minimum_confidence=minimum)
        claims = [c for c in article.claims if (document, claim_key(c)) not in known]
        picked = _picked(claims, each, chosen, balanced)[: number - len(drawn)]
        drawn += [Drawn(document, article, claim) for claim in picked]
    sheet.write_text("\n\n".join(_shown(i, one) for i, one in enumerate(drawn, 1)) + "\n")
    rows = [(one.document, one.key, "", "", str(1 + second_pass), name) for one in drawn]
    labels.write_text("".join("\t".join(row) + "\n" for row in (COLUMNS, *rows)))
    click.echo(f"{len(drawn)} claims: read {sheet}, fill in {labels}")


@frozen
class _Row:
    document: str
    key: str


def _unfinished(path: Path) -> Iterator[_Row]:
    """Which claims a file of labels has, judged or not yet."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        document, key, *_ = line.split("\t")
        yield _Row(document, key)


def _picked(
    claims: Sequence[Claim], count: int, chosen: random.Random, balanced: bool
) -> list[Claim]:
    """Some of an article's claims at random, in the order in which they stand there."""
    order = list(range(len(claims)))
    chosen.shuffle(order)
    if balanced:
        own = [i for i in order if claims[i].attribution is None]
        reported = [i for i in order if claims[i].attribution is not None]
        sides = (own, reported) if chosen.random() < 0.5 else (reported, own)
        order = [i for pair in zip(*sides) for i in pair]  # noqa: B905 - as far as both go
        order += [i for i in (*own, *reported) if i not in order]
    return [claims[i] for i in sorted(order[:count])]


def _shown(number: int, drawn: Drawn) -> str:
    """What a judge sees of a claim."""
    claim, article = drawn.claim, drawn.article
    place = claim.predicate.span or claim.content[0]
    stretches = [(s.start, s.end) for s in (*claim.content, place)]
    if claim.attribution is not None and claim.attribution.cue is not None:
        stretches.append((claim.attribution.cue.start, claim.attribution.cue.end))
    start, end = min(s for s, _ in stretches), max(e for _, e in stretches)
    own = [i for i, s in enumerate(article.sentences) if s.start < end and start < s.end]
    sentences = article.sentences
    first, last = own[0], own[-1] + 1
    lines = [f"[{number}] {drawn.document} {drawn.key}"]
    if article.title and first > _BEFORE:
        lines.append(f"  headline: {' '.join(article.title.split())}")
    for i in range(max(0, first - _BEFORE), min(len(sentences), last + _AFTER)):
        mark = ">>" if first <= i < last else "  "
        lines.append(f"  {mark} {' '.join(sentences[i].text.split())}")
    voice = "the article itself"
    if claim.attribution is not None:
        voice = str(claim.speaker or claim.attribution.source or "nobody named")
    lines.append(f"  CLAIM: {claim}")
    lines.append(f"  {claim.polarity}, {claim.certainty}; put forward by: {voice}")
    return "\n".join(lines)


# Scoring


@frozen(eq=False)
class Labelled:
    """A label, and how sure the library is of its claim."""

    label: JudgedClaim
    confidence: float
    is_own: bool


@main.command()
@_shared
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--set", "names", multiple=True, help="Only labels of these samples.")
@click.option("--minimum", default=0.5, show_default=True, help="Claims kept by default.")
def score(shared: Path, paths: tuple[Path, ...], names: tuple[str, ...], minimum: float) -> None:
    """Prints the shares of verdicts, and how well `Claim.confidence` fits them."""
    labels = [row for path in paths or (LABELS,) for row in read_judged(path)]
    labels = [row for row in labels if not names or row.set in names]
    found = labelled(labels, shared)
    click.echo(f"{len(found)} of {len(labels)} labels have a claim that still reads so")
    first = [one for one in found if one.label.pass_ == 1]
    for title, group in _groups(first):
        click.echo(f"{title}: {_shares(group)}")
    bad = Counter(one.label.cause for one in first if one.label.verdict == "bad")
    click.echo("causes of bad ones: " + ", ".join(f"{c} {bad[c]}" for c in CAUSES if bad[c]))
    click.echo(f"two passes agree: {_agreement(labels)}")
    click.echo(json.dumps(figures(first, minimum)))


def labelled(labels: Sequence[JudgedClaim], shared: Path) -> list[Labelled]:
    """The labels whose claims still exist, with these claims' confidence."""
    of_document: dict[str, list[JudgedClaim]] = defaultdict(list)
    for row in labels:
        of_document[row.document].append(row)
    corpora = {document.split("/")[0] for document in of_document}
    found = []
    for document, text in documents(shared, STORIES, corpora):
        if document not in of_document:
            continue
        claims = {
            claim_key(claim): claim for claim in parse_article(text, minimum_confidence=0).claims
        }
        for row in of_document[document]:
            if (claim := claims.get(row.id)) is not None:
                found.append(Labelled(row, claim.confidence, claim.attribution is None))
    return found


def _groups(found: Sequence[Labelled]) -> Iterator[tuple[str, list[Labelled]]]:
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for one in found:
        corpus, _, _ = one.label.document.partition("/")
        for title in ("all", corpus, "the article's own" if one.is_own else "attributed"):
            groups[title].append(one)
    yield from groups.items()


def _shares(group: Sequence[Labelled]) -> str:
    counts = Counter(one.label.verdict for one in group)
    shares = " / ".join(f"{v} {100 * counts[v] / len(group):.0f}" for v in ("good", "minor", "bad"))
    low, high = _interval(group, lambda some: float(np.mean([o.label.is_accepted for o in some])))
    return f"{len(group)}: {shares} %; not bad, 95 % interval {100 * low:.0f} to {100 * high:.0f}"


def _interval(
    group: Sequence[Labelled], figure: Callable[[Sequence[Labelled]], float]
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure, resampled by document."""
    of_document: dict[str, list[Labelled]] = defaultdict(list)
    for one in group:
        of_document[one.label.document].append(one)
    blocks = list(of_document.values())
    random_numbers = np.random.default_rng(0)
    values = []
    for _ in range(_RESAMPLES):
        chosen = random_numbers.integers(len(blocks), size=len(blocks))
        values.append(figure([one for i in chosen for one in blocks[i]]))
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _agreement(labels: Iterable[JudgedClaim]) -> str:
    passes: dict[tuple[str, str], dict[int, JudgedClaim]] = defaultdict(dict)
    for row in labels:
        passes[row.document, row.id][row.pass_] = row
    both = [p for p in passes.values() if len(p) == 2]
    if not both:
        return "none was judged twice"
    same = sum(p[1].verdict == p[2].verdict for p in both)
    accepted = sum(p[1].is_accepted == p[2].is_accepted for p in both)
    return f"{same} of {len(both)} verdicts, {accepted} whether it is bad"


def figures(found: Sequence[Labelled], minimum: float) -> dict[str, float]:
    """How well confidence fits the labels; shares in percent."""
    confidence = np.array([one.confidence for one in found])
    accepted = np.array([one.label.is_accepted for one in found])
    good = np.array([one.label.verdict == "good" for one in found])
    kept = confidence >= minimum
    return {
        "claims": len(found),
        "not_bad": round(100 * float(accepted.mean()), 1),
        "auc": round(area_under_curve(confidence, accepted), 3),
        "calibration_error": round(calibration_error(confidence, accepted), 3),
        "kept_not_bad": round(100 * float(accepted[kept].mean()), 1) if kept.any() else 0.0,
        "good_kept": round(100 * float(kept[good].mean()), 1) if good.any() else 0.0,
        "kept": round(100 * float(kept.mean()), 1),
    }


if __name__ == "__main__":
    main()
