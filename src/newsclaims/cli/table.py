"""An article as a table to read on a terminal: speaker, cue, claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import click

from newsclaims import Article, Attribution, Claim, Entity
from newsclaims.cli.wrapping import pad, printable, width, wrap
from newsclaims.view.verbatim import with_marks

Row = tuple[str, str, list[str]]
"""Speaker, cue and claims."""

HEADER: Row = ("SPEAKER", "CUE", ["CLAIM"])
SPEAKER_WIDTH = 28
CUE_WIDTH = 16
GAP = "  "
LONGEST_CONTENT = 240
"""Code points; longer contents in which no claim was found are cut."""

NOTES = frozenset({"negative", "probable", "possible", "unknown"})
"""What is noted of a claim's polarity and certainty: all but the rule (positive, certain)."""


def table_lines(article: Article, columns: int | None) -> Iterator[str]:
    """Who said what, and what the article says in its own voice.

    Args:
        article: Any article.
        columns: Where lines are wrapped; None puts each claim on one line, with its speaker and
            cue, for programs that work line by line.

    Yields:
        Lines without their ends; headings are bold in ANSI.
    """
    if article.title is not None:
        yield from _headings(article.title, columns)
        yield ""
    rows = list(_rows(article, is_wrapped=columns is not None))
    if rows:
        yield from _table(rows, columns)
    else:
        yield "Nobody is reported to have said anything."
    own = [claim for claim in article.claims if claim.attribution is None]
    if own:
        yield ""
        yield from _headings("In the article's own voice", columns)
        for text in _with_notes((str(claim), claim) for claim in own):
            yield from wrap(f"- {text}", columns, indent="  ")


def explanation_lines(article: Article, columns: int | None) -> Iterator[str]:
    """What led to each claim, one statement a line; `table_lines` has the arguments."""
    for claim in article.claims:
        yield from statement_lines(article.explain(claim), columns)
        yield ""


def statement_lines(explanation: str, columns: int | None) -> Iterator[str]:
    """The statements of an explanation, each on lines of its own."""
    for statement in explanation.split("\n"):
        yield from wrap(printable(statement), columns, indent="  ")


def _headings(text: str, columns: int | None) -> Iterator[str]:
    for line in wrap(printable(text), columns):
        yield click.style(line, bold=True)


def _rows(article: Article, is_wrapped: bool) -> Iterator[Row]:
    """A row for each attribution, with its claims, or its content if no claim was found in it."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in article.claims:
        if claim.attribution is not None:
            claims[claim.attribution.id].append(claim)
    quotes = {quote.attribution.id: quote for quote in article.quotes if quote.attribution}
    attributions = {attribution.id: attribution for attribution in article.attributions}
    introduced: set[str] = set()
    for attribution in article.attributions:
        name = str(attribution.speaker or attribution.source or "(nobody named)")
        # Each line of a pipe stands alone, and should be found by the name.
        if is_wrapped:
            name += _introduction(attribution.speaker, introduced)
            name += _outer_source(attributions.get(attribution.parent or ""))
        quote = quotes.get(attribution.id)
        texts = _with_notes((with_marks(c, quote), c) for c in claims[attribution.id])
        cue = printable(str(attribution.cue or ""))
        yield printable(name), cue, texts or [_content(attribution)]


def _introduction(speaker: Entity | None, introduced: set[str]) -> str:
    """What is said after the name of a speaker who was not introduced before."""
    if speaker is None or speaker.id in introduced:
        return ""
    introduced.add(speaker.id)
    if speaker.anonymous:
        return " (anonymous)"
    if speaker.role and speaker.role.lower() not in speaker.name.lower():
        return f", {speaker.role}"
    return ""


def _outer_source(outer: Attribution | None) -> str:
    """Who says that this one says it."""
    source = (outer.speaker or outer.source) if outer is not None else None
    return f" (according to {source})" if source is not None else ""


def _content(attribution: Attribution) -> str:
    text = printable(" … ".join(map(str, attribution.content)))
    return text if len(text) <= LONGEST_CONTENT else text[:LONGEST_CONTENT].rstrip() + " …"


def _with_notes(claims: Iterable[tuple[str, Claim]]) -> list[str]:
    """The claims as worded, each wording once, with what is to be noted of it."""
    notes: dict[str, list[str]] = {}
    for text, claim in claims:
        found = notes.setdefault(printable(text), [])
        found += [v for v in (claim.polarity, claim.certainty) if v in NOTES]
    return [
        f"{text} [{', '.join(dict.fromkeys(found))}]" if found else text
        for text, found in notes.items()
    ]


def _table(rows: list[Row], columns: int | None) -> Iterator[str]:
    speaker = _column(HEADER[0], [row[0] for row in rows], SPEAKER_WIDTH, columns)
    cue = _column(HEADER[1], [row[1] for row in rows], CUE_WIDTH, columns)
    if columns is None:
        for name, signal, claims in (HEADER, *rows):
            for claim in claims:
                yield f"{pad(name, speaker)}{GAP}{pad(signal, cue)}{GAP}{claim}"
        return
    widths = speaker, cue, max(10, columns - speaker - cue - 2 * len(GAP))
    yield from (click.style(line, bold=True) for line in _wrapped(HEADER, widths))
    for row in rows:
        yield from _wrapped(row, widths)


def _column(title: str, cells: list[str], most: int, columns: int | None) -> int:
    """How wide a column is: as its widest cell, within bounds."""
    if columns is not None:
        most = min(most, columns * most // 80)
    return max(width(title), min(most, max(map(width, cells))))


def _wrapped(row: Row, widths: tuple[int, int, int]) -> Iterator[str]:
    name, cue, claims = row
    cells = (
        wrap(name, widths[0]),
        wrap(cue, widths[1]),
        [line for claim in claims for line in wrap(claim, widths[2], indent="  ")],
    )
    for parts in zip_longest(*cells, fillvalue=""):
        yield GAP.join(map(pad, parts, widths)).rstrip()
