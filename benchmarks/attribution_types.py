"""How often the type of an attribution is right, given its annotated cue and content.

Run with ``python benchmarks/attribution_types.py SHARED``, a folder that holds ``data/polnear``.
``annotations/attribution_types.json`` gives the types of attributions drawn at random. Printed are
the accuracy, that of always answering with the commonest type, precision, recall and F1 of each
type, and how often each type was taken for which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import click

from newsclaims.attributions.attribution_type import attribution_type
from newsclaims.reading.encoder import load_encoder
from newsclaims.results import AttributionType
from newsclaims.text.document import Document
from newsclaims.text.segment import segment
from newsclaims.training.brat import Annotation, Offsets
from polnear import articles, sample

TYPES: tuple[AttributionType, ...] = get_args(AttributionType)


def tokens_of(document: Document, stretches: Iterable[Offsets]) -> list[tuple[int, int]]:
    """The stretches as half-open ranges of tokens."""
    found = (document.tokens_in(*stretch) for stretch in stretches)
    return [(tokens.start, tokens.stop) for tokens in found if tokens]


def whole_cue(document: Document, annotation: Annotation) -> tuple[int, int]:
    """The tokens from the first to the last of the cue, which may have gaps."""
    ranges = tokens_of(document, annotation.cue)
    return ranges[0][0], ranges[-1][1]


def answered(folder: Path, rows: list[dict[str, Any]]) -> Iterator[AttributionType]:
    """The type that newsclaims gives to each row."""
    annotated = articles(folder, rows)
    documents = {name: segment(text) for name, (text, _) in annotated.items()}
    readings = dict(zip(documents, load_encoder().read(list(documents.values())), strict=True))
    for row in rows:
        name = row["article"]
        document = documents[name]
        annotation = annotated[name][1][row["attribution"]]
        cue, content = whole_cue(document, annotation), tokens_of(document, annotation.content)
        yield attribution_type(document, readings[name], cue, content)


def report(gold: list[AttributionType], given: list[AttributionType]) -> Iterator[str]:
    """The lines to print."""
    pairs = Counter(zip(gold, given, strict=True))
    in_gold, in_given = Counter(gold), Counter(given)
    right = sum(pairs[name, name] for name in TYPES)
    (commonest, often), *_ = in_gold.most_common()
    yield f"accuracy {right / len(gold):.1%} ({right} of {len(gold)})"
    yield f"always {commonest}: {often / len(gold):.1%}"
    yield f"{'':12}{'P':>7}{'R':>7}{'F1':>7}   given as " + " ".join(f"{n:>11}" for n in TYPES)
    for name in TYPES:
        precision = pairs[name, name] / max(1, in_given[name])
        recall = pairs[name, name] / max(1, in_gold[name])
        f1 = 2 * pairs[name, name] / max(1, in_gold[name] + in_given[name])
        taken_for = " ".join(f"{pairs[name, other]:11}" for other in TYPES)
        yield f"{name:12}{precision:7.1%}{recall:7.1%}{f1:7.1%}{'':12}{taken_for}"


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--sample",
    "name",
    type=click.Choice(["attribution_types", "attribution_types_train"]),
    default="attribution_types",
    show_default=True,
    help="Which annotations: those of PolNeAR dev, or those of train.",
)
@click.option("-v", "verbose", is_flag=True, help="Print the errors.")
def main(shared: Path, name: str, verbose: bool) -> None:
    rows = sample(name)
    split = "train" if name.endswith("_train") else "dev"
    gold: list[AttributionType] = [row["type"] for row in rows]
    given = list(answered(shared / "data" / "polnear" / split, rows))
    if verbose:
        for row, type_ in zip(rows, given, strict=True):
            if type_ != row["type"]:
                where = f"{row['article']} {row['attribution']}"
                click.echo(f"{where}: {row['cue']!r} is {row['type']}, not {type_}")
    for line in report(gold, given):
        click.echo(line)


if __name__ == "__main__":
    main()
