"""Attributions from annotations in brat, made or corrected by hand.

`newsclaims.read_brat` says how they are understood. What the annotations say comes first, as that
needs no model; the attributions need the document's tokens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

from attrs import frozen

from newsclaims.attributions.attribution_type import attribution_type
from newsclaims.exchange.standoff import (
    Group,
    Offsets,
    TextBound,
    is_cut,
    overlap,
    read_standoff,
)
from newsclaims.results import Attribution, AttributionType, Span
from newsclaims.text.document import Document, Reading


@frozen(slots=True)
class Annotated:
    """What the annotations say of one attribution, as code-point offsets.

    Attributes:
        source: The source, or None.
        cue: The cue, or None.
        content: The stretches of the content, in order; never empty.
        type: The type, or None where the annotations give none.
    """

    source: Offsets | None
    cue: Offsets | None
    content: tuple[Offsets, ...]
    type: AttributionType | None

    @property
    def start(self) -> int:
        """Where the first part of it starts."""
        return min(part[0] for part in (self.source, self.cue, *self.content) if part)

    def holds(self, other: Annotated) -> bool:
        """Whether another's cue and content stand in this one's content."""
        return all(self._has(part) for part in (other.cue, *other.content) if part)

    def _has(self, part: Offsets) -> bool:
        i = bisect_right(self.content, part[0], key=lambda stretch: stretch[0]) - 1
        return i >= 0 and part[1] <= self.content[i][1]


def read_annotations(text: str, annotations: str) -> list[Annotated]:
    """What an ``.ann`` file says of each attribution, in the order of its lines.

    Raises:
        ValueError: A line of the annotations is not brat standoff, or does not fit the text.
    """
    found = (_annotated(text, group) for group in read_standoff(annotations, text))
    return [one for one in found if one is not None]


def _annotated(text: str, group: Group) -> Annotated | None:
    source, cue, content = (
        _stretches(text, spans) for spans in (group.source, group.cue, group.content)
    )
    if not content:
        return None
    return Annotated(
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


def as_attributions(document: Document, annotated: Sequence[Annotated]) -> tuple[Attribution, ...]:
    """The annotated attributions of a document that has been read, in order of their first span."""
    assert document.reading is not None
    parents = _parents(annotated)
    order = sorted(
        range(len(annotated)), key=lambda i: (annotated[i].start, parents[i] is not None, i)
    )
    ids = {index: f"a{number}" for number, index in enumerate(order, start=1)}

    def span(part: Offsets | None) -> Span | None:
        return None if part is None else document.span(*part)

    return tuple(
        Attribution(
            id=ids[i],
            source=span(annotated[i].source),
            speaker=None,
            cue=span(annotated[i].cue),
            content=tuple(document.span(*part) for part in annotated[i].content),
            type=annotated[i].type or _type(document, document.reading, annotated[i]),
            parent=None if (parent := parents[i]) is None else ids[parent],
            confidence=1.0,
        )
        for i in order
    )


def _parents(annotated: Sequence[Annotated]) -> list[int | None]:
    """For each the one with the shortest content that holds it, or None."""
    lengths = [sum(end - start for start, end in one.content) for one in annotated]
    stretches = sorted(
        ((*stretch, index) for index, one in enumerate(annotated) for stretch in one.content),
        key=lambda row: (row[0], -row[1], -lengths[row[2]]),
    )
    parents: list[int | None] = [None] * len(annotated)
    around: list[tuple[int, int]] = []  # the end and the owner of the stretches that are open
    for start, end, index in stretches:
        around = [row for row in around if row[0] > start]
        if start == annotated[index].content[0][0]:
            holding = {
                i
                for _, i in around
                if lengths[i] > lengths[index] and annotated[i].holds(annotated[index])
            }
            parents[index] = min(holding, key=lambda i: (lengths[i], i), default=None)
        around.append((end, index))
    return parents


def _type(document: Document, reading: Reading, one: Annotated) -> AttributionType:
    """The type as the cue and the form of the content show it; without a cue, an assertion."""
    cue = range(0) if one.cue is None else document.tokens_in(*one.cue)
    content = [tokens for part in one.content if (tokens := document.tokens_in(*part))]
    if not cue or not content:
        return "assertion"
    ranges = [(tokens.start, tokens.stop) for tokens in content]
    return attribution_type(document, reading, (cue.start, cue.stop), ranges)
