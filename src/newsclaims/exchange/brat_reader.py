"""Reads an article whose attributions were annotated, or corrected, in brat."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import get_args

from attrs import frozen

from newsclaims.exchange.standoff import (
    Group,
    Offsets,
    TextBound,
    is_cut,
    overlap,
    read_standoff,
)
from newsclaims.parser import check_text, given_metadata
from newsclaims.results import Article, Attribution, AttributionType, Span
from newsclaims.text.document import Document, Reading


def read_brat(
    text: str,
    annotations: str,
    *,
    published: str | datetime.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Reads an article with attributions that were annotated, or corrected, in brat.

    The attributions are those of the annotations, with the offsets given there; speakers, entities,
    quotes and claims are made from them as `parse_article` makes them from its own. The format is
    that of https://brat.nlplab.org/standoff.html, as `Article.to_brat` writes it: events, or binary
    relations to a cue, of ``Source``, ``Cue`` and ``Content``.

    * Fragments of one annotation with only line breaks between them are one stretch, since brat
      cuts there. Stretches of content that overlap are one too.
    * Source and cue are one stretch each. Several are taken from the first to the last, as long as
      no other part of the attribution and no line break stands between; else the first counts.
    * An attribution without content attributes nothing and is left out.
    * The type is that of the attribute ``Type``; without it, it is found as for any other.
    * The parent is the attribution with the shortest content that holds cue and content.
    * The confidence is 1.0, as a person answers for them.

    Args:
        text: The text of the ``.txt`` file, with its line breaks unchanged (``newline=""``).
        annotations: The text of the ``.ann`` file.
        published: When it was published; a date is kept in ISO 8601.
        publisher: Who published it.
        url: Where it stands.
        author: Who wrote it, and so, if it is one person, who "I" is outside quotations.

    Returns:
        The article; its attributions are in order of their first span.

    Raises:
        TypeError: ``text`` or ``annotations`` is no string, or what is said of the article is none.
        ValueError: A line of the annotations is not brat standoff, or does not fit the text; the
            message gives its number.
        ModelFileError: A file of the model is missing or altered.
    """
    check_text(text)
    if not isinstance(annotations, str):
        raise TypeError(f"annotations must be a str, not {type(annotations).__name__}")
    metadata = given_metadata(published, publisher, url, author)
    drafts = [draft for group in read_standoff(annotations, text) if (draft := _draft(text, group))]
    from newsclaims.pipeline import assemble, read  # here, so that `import newsclaims` is quick

    document = read(text)
    assert document.reading is not None
    attributions = _attributions(document, document.reading, drafts)
    return replace(assemble(document, document.reading, author, attributions), **metadata)


@frozen
class _Draft:
    """What the annotations say of one attribution."""

    source: Offsets | None
    cue: Offsets | None
    content: tuple[Offsets, ...]
    type: AttributionType | None

    @property
    def start(self) -> int:
        return min(part[0] for part in (self.source, self.cue, *self.content) if part)

    def holds(self, other: _Draft) -> bool:
        """Whether another's cue and content stand in this one's content."""
        return all(self._has(part) for part in (other.cue, *other.content) if part)

    def _has(self, part: Offsets) -> bool:
        i = bisect_right(self.content, part[0], key=lambda stretch: stretch[0]) - 1
        return i >= 0 and part[1] <= self.content[i][1]


def _draft(text: str, group: Group) -> _Draft | None:
    source, cue, content = (
        _stretches(text, spans) for spans in (group.source, group.cue, group.content)
    )
    if not content:
        return None
    return _Draft(
        _as_one(text, source, [*cue, *content]),
        _as_one(text, cue, [*source, *content]),
        tuple(content),
        None if group.type is None else _given_type(*group.type),
    )


def _given_type(line: int, value: str) -> AttributionType:
    types: tuple[AttributionType, ...] = get_args(AttributionType)
    for type in types:
        if type == value:
            return type
    raise ValueError(f"line {line}: the attribute Type is {value!r}, none of {', '.join(types)}")


def _stretches(text: str, spans: Sequence[TextBound]) -> list[Offsets]:
    """The stretches of some annotations, in order, none overlapping another."""
    whole: list[Offsets] = []
    for span in spans:
        fragments = sorted(span.fragments)
        start = fragments[0][0]
        for before, after in pairwise(fragments):
            if not is_cut(text, before, after):
                whole.append((start, before[1]))
                start = after[0]
        whole.append((start, fragments[-1][1]))
    found: list[Offsets] = []
    for start, end in sorted(whole):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _as_one(text: str, stretches: Sequence[Offsets], others: Sequence[Offsets]) -> Offsets | None:
    """One stretch from the first to the last, or else the first; None if there is none."""
    if len(stretches) < 2:
        return stretches[0] if stretches else None
    whole = stretches[0][0], stretches[-1][1]
    between = text[stretches[0][1] : stretches[-1][0]]
    if any(overlap(whole, other) for other in others) or len(between.splitlines()) > 1:
        return stretches[0]
    return whole


def _attributions(
    document: Document, reading: Reading, drafts: Sequence[_Draft]
) -> tuple[Attribution, ...]:
    parents = _parents(drafts)
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].start, parents[i] is not None, i))
    ids = {index: f"a{number}" for number, index in enumerate(order, start=1)}

    def span(part: Offsets | None) -> Span | None:
        return None if part is None else document.span(*part)

    return tuple(
        Attribution(
            id=ids[i],
            source=span(drafts[i].source),
            speaker=None,
            cue=span(drafts[i].cue),
            content=tuple(document.span(*part) for part in drafts[i].content),
            type=drafts[i].type or _type(document, reading, drafts[i]),
            parent=None if (parent := parents[i]) is None else ids[parent],
            confidence=1.0,
        )
        for i in order
    )


def _parents(drafts: Sequence[_Draft]) -> list[int | None]:
    """For each the one with the shortest content that holds it, or None."""
    lengths = [sum(end - start for start, end in draft.content) for draft in drafts]
    stretches = sorted(
        ((*stretch, index) for index, draft in enumerate(drafts) for stretch in draft.content),
        key=lambda row: (row[0], -row[1], -lengths[row[2]]),
    )
    parents: list[int | None] = [None] * len(drafts)
    around: list[tuple[int, int]] = []  # the end and the owner of the stretches that are open
    for start, end, index in stretches:
        around = [row for row in around if row[0] > start]
        if start == drafts[index].content[0][0]:
            holding = {
                i
                for _, i in around
                if lengths[i] > lengths[index] and drafts[i].holds(drafts[index])
            }
            parents[index] = min(holding, key=lambda i: (lengths[i], i), default=None)
        around.append((end, index))
    return parents


def _type(document: Document, reading: Reading, draft: _Draft) -> AttributionType:
    """The type as the cue and the form of the content show it; without a cue, an assertion."""
    from newsclaims.attributions.attribution_type import attribution_type

    cue = range(0) if draft.cue is None else document.tokens_in(*draft.cue)
    content = [tokens for part in draft.content if (tokens := document.tokens_in(*part))]
    if not cue or not content:
        return "assertion"
    ranges = [(tokens.start, tokens.stop) for tokens in content]
    return attribution_type(document, reading, (cue.start, cue.stop), ranges)
