"""Attributions of what stands after a printed label: "ROE: Nobody told me."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsclaims.results import Attribution, Span
from newsclaims.text.document import Document
from newsclaims.text.speaker_labels import LabelledTurn, Range
from newsclaims.trace import Rule, note

#: A label says who speaks as plainly as print can; what is left is that it is no label.
_CONFIDENCE = 0.97


def with_labels(
    document: Document, turns: Sequence[LabelledTurn], attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions in order, with one for each turn that has a label.

    What else is attributed within a turn stands inside that one, and ends where the turn does.
    """
    if not turns:
        return tuple(attributions)
    names = [f"t{number}" for number in range(len(turns))]
    found: list[Attribution] = []
    for turn, name in zip(turns, names, strict=True):
        attribution = LABELLED(document, turn, name)
        if attribution is not None:
            found.append(attribution)
            note(LABELLED, "says this", *_tokens(document, turn))
    found += _within(document, turns, names, attributions)
    return _numbered(found)


def _tokens(document: Document, turn: LabelledTurn) -> Iterator[Range]:
    """The tokens of each stretch of a turn, and then those of its label."""
    for stretch in (*turn.stretches, turn.label):
        tokens = document.tokens_in(*stretch)
        yield tokens.start, tokens.stop


def _labelled(document: Document, turn: LabelledTurn, name: str) -> Attribution:
    """Whoever a label names says what stands after it, up to the next label."""
    return Attribution(
        id=name,
        source=document.span(*turn.label),
        speaker=None,
        cue=None if turn.mark is None else document.span(*turn.mark),
        content=tuple(document.span(*stretch) for stretch in turn.stretches),
        type="assertion",
        parent=None,
        confidence=_CONFIDENCE,
    )


def _within(
    document: Document,
    turns: Sequence[LabelledTurn],
    names: Sequence[str],
    attributions: Sequence[Attribution],
) -> Iterator[Attribution]:
    """The other attributions: cut to the turn of their cue, and none of those of the labels."""
    first, last = turns[0].label[0], turns[-1].stretches[-1][1]
    kept: set[str | None] = set()
    outer: str | None
    for attribution in attributions:
        at = (attribution.cue or attribution.source or attribution.content[0]).start
        k = next((k for k, turn in enumerate(turns) if _holds(turn, at)), None)
        if k is not None:
            begin, end = turns[k].stretches[0][0], turns[k].stretches[-1][1]
            content = _cut(document, attribution.content, begin, end)
            own = attribution.source is None or begin <= attribution.source.start < end
            outer = attribution.parent if attribution.parent in kept else names[k]
        else:
            content = tuple(s for s in attribution.content if s.end <= first or s.start >= last)
            own, outer = not first <= at < last, attribution.parent
        if content and own:
            kept.add(attribution.id)
            yield replace(attribution, content=content, parent=outer)


def _holds(turn: LabelledTurn, offset: int) -> bool:
    """Whether an offset lies in what is said in a turn."""
    return turn.stretches[0][0] <= offset < turn.stretches[-1][1]


def _cut(document: Document, content: Sequence[Span], begin: int, end: int) -> tuple[Span, ...]:
    """What of a content stands between two offsets."""
    cut: Iterator[Range] = ((max(s.start, begin), min(s.end, end)) for s in content)
    return tuple(document.span(a, b) for a, b in cut if a < b)


def _numbered(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """In order of their first span, with ids in that order; no parent is one that is gone."""

    def position(attribution: Attribution) -> tuple[int, bool]:
        spans = (attribution.source, attribution.cue, *attribution.content)
        return min(s.start for s in spans if s is not None), attribution.parent is not None

    order = sorted(attributions, key=position)
    ids = {attribution.id: f"a{number}" for number, attribution in enumerate(order, start=1)}
    return tuple(
        replace(a, id=ids[a.id], parent=None if a.parent is None else ids.get(a.parent))
        for a in order
    )


LABELLED = Rule("attributions: printed label", _labelled)

LABELS: tuple[Rule[[Document, LabelledTurn, str], Attribution], ...] = (LABELLED,)
"""Who says what stands after a label."""
