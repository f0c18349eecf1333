"""How often a pronoun or a description that is a source gets the right name.

Run with ``python benchmarks/speakers.py SHARED``, a folder that holds ``data/polnear/dev``.
``annotations/speakers.json`` gives 100 attributions drawn at random, read in their articles, and
the name behind each source. An attribution counts as found if one of ours overlaps both its source
and its content, and as right if the speaker's name has one of the accepted head words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import click

from newsclaims import Article, Attribution, Span, parse_articles
from newsclaims.training.brat import Annotation, Offsets
from newsclaims.words.entity_words import GIVEN_NAMES
from polnear import articles, sample


def overlap(span: Span, stretches: Iterable[Offsets]) -> int:
    """How many characters a span shares with some stretches."""
    return sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in stretches)


def counterpart(article: Article, source: Offsets, annotation: Annotation) -> Attribution | None:
    """Our attribution for an annotated one: of those that overlap it, the one that does most."""

    def shared(attribution: Attribution) -> int:
        return sum(overlap(span, annotation.content) for span in attribution.content)

    candidates = [
        a
        for a in article.attributions
        if a.source is not None and overlap(a.source, [source]) and shared(a)
    ]
    return max(candidates, key=shared, default=None)


def is_right(attribution: Attribution, accepted: Iterable[str]) -> bool:
    """Whether the speaker's name has one of the accepted head words."""
    if attribution.speaker is None:
        return False
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", attribution.speaker.name, re.IGNORECASE)
        for word in accepted
    )


def called_by_another_name(article: Article) -> list[Attribution]:
    """Those whose source prints somebody's full name of which the speaker's has no word."""
    found = []
    for attribution in article.attributions:
        if attribution.source is None or attribution.speaker is None:
            continue
        words = re.findall(r"[^\W\d_]+", attribution.source.text)
        named = any(
            one.lower() in GIVEN_NAMES and one[0].isupper() and other[0].isupper()
            for one, other in pairwise(words)
        )
        if named and not is_right(attribution, words):
            found.append(attribution)
    return found


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-v", "verbose", is_flag=True, help="Print the errors.")
def main(shared: Path, verbose: bool) -> None:
    rows = sample("speakers")
    annotated = articles(shared / "data" / "polnear" / "dev", rows)
    texts = [text for text, _ in annotated.values()]
    parsed = dict(zip(annotated, parse_articles(texts), strict=True))
    found = right = 0
    for row in rows:
        article = parsed[row["article"]]
        start, end = row["source"]
        _, annotations = annotated[row["article"]]
        ours = counterpart(article, (start, end), annotations[row["attribution"]])
        is_correct = ours is not None and is_right(ours, row["accept"])
        found += ours is not None
        right += is_correct
        if verbose and not is_correct:
            given = "not found" if ours is None else ours.speaker and ours.speaker.name
            click.echo(
                f"{row['article']} {row['attribution']}: {article.text[start:end]!r} is "
                f"{row['name']!r}, not {given!r}"
            )
    others = [a for article in parsed.values() for a in called_by_another_name(article)]
    for attribution in others if verbose else ():
        click.echo(f"{attribution.source} is called {attribution.speaker}")
    click.echo(f"sources with a full name whose speaker has another: {len(others)}")
    click.echo(f"found {found} of {len(rows)}, right {right} of {found}")
    figures = {"right_of_found": right / max(1, found), "right_of_all": right / len(rows)}
    click.echo(json.dumps({name: round(100 * value, 2) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
