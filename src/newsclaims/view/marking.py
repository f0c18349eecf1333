"""The text of the article as HTML, with sources, cues, contents and evidence marked.

These overlap and cross as they like, and elements of HTML do not. So the text is cut wherever one
of them starts or ends; an element that would cross another is closed there and opened again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import evolve, frozen

from newsclaims.results import ArticleResults, Attribution
from newsclaims.view.escaping import escape
from newsclaims.view.page_index import OWN_LOOK, PageIndex

_MAX_DEPTH = 3


@frozen(slots=True)
class MarkedText:
    """The marked text.

    Attributes:
        blocks: What belongs into each paragraph. Without tags they are the article's text.
        evidence: For each claim, by index, the id of the element where its evidence starts.
    """

    blocks: tuple[str, ...]
    evidence: dict[int, str]


@frozen(slots=True)
class _Mark:
    """A stretch of the text to be put into an element; into several, where it is cut."""

    start: int
    end: int
    tag: str
    classes: str
    attributes: str
    label: str = ""  # stands at its start, and again at the start of each paragraph
    nests: bool = False

    def opening(self, depth: int, position: int, begins_block: bool) -> str:
        classes = self.classes
        if self.nests:
            classes += f" nc-depth-{min(depth, _MAX_DEPTH)}"
        label = self.label if position == self.start or begins_block else ""
        return f'<{self.tag} class="{classes}"{self.attributes}>{label}'


def mark_text(index: PageIndex, block_starts: Iterable[int]) -> MarkedText:
    """Marks the text of an article.

    Args:
        index: The article, and how its parts refer to each other.
        block_starts: Where paragraphs start; 0 is added.

    Returns:
        The text in HTML, a block for each paragraph.
    """
    article = index.article
    starts = {0, *block_starts}
    marks = _at_start(_clipped((*_roles(index), *_verbatim(index)), len(article.text)))
    evidence = _evidence(article)
    notes = _own_voice_notes(index)
    positions = {0, len(article.text), *starts, *marks, *evidence, *notes}
    positions.update(mark.end for group in marks.values() for mark in group)
    positions.update(end for group in evidence.values() for _, end in group)

    writer = _Writer(index)
    for start, end in pairwise(sorted(positions)):
        begins_block = start in starts
        reopened = writer.close(start, begins_block)
        writer.write(notes.get(start, ""))
        writer.open([*reopened, *marks.get(start, [])], start, begins_block)
        writer.write_text(start, end, evidence.get(start, []))
    writer.close(len(article.text), begins_block=False)
    return MarkedText(tuple("".join(block) for block in writer.blocks), writer.evidence)


class _Writer:
    """Writes the text piece by piece, and knows what is open at the end of it.

    Attributes:
        blocks: What is written, in pieces, for each paragraph.
        evidence: As in `MarkedText`.
    """

    def __init__(self, index: PageIndex) -> None:
        self.blocks: list[list[str]] = []
        self.evidence: dict[int, str] = {}
        self._index = index
        self._opened: list[_Mark] = []
        self._claims: dict[int, int] = {}  # those whose evidence goes on, and where it ends

    def write(self, markup: str) -> None:
        self.blocks[-1].append(markup)

    def close(self, position: int, begins_block: bool) -> list[_Mark]:
        """Closes what ends at a position, and what is in its way.

        Returns:
            What was in the way, to be opened again.
        """
        ending = (i for i, mark in enumerate(self._opened) if begins_block or mark.end <= position)
        kept = next(ending, len(self._opened))
        closed = self._opened[kept:]
        for mark in reversed(closed):
            self.write(f"</{mark.tag}>")
        del self._opened[kept:]
        if begins_block:
            self.blocks.append([])
        return [mark for mark in closed if mark.end > position]

    def open(self, marks: Iterable[_Mark], position: int, begins_block: bool) -> None:
        """Opens marks, the longer ones outside."""
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
            depth = sum(outer.nests for outer in self._opened)
            self.write(mark.opening(depth, position, begins_block))
            self._opened.append(mark)

    def write_text(self, start: int, end: int, claims: Iterable[tuple[int, int]]) -> None:
        """Writes a piece of the text, and which claims it is evidence of.

        Args:
            start: Offset of its first code point.
            end: Offset just past its last code point.
            claims: Those whose evidence starts here, and where it ends.
        """
        self._claims = {number: last for number, last in self._claims.items() if last > start}
        for number, last in claims:
            self._claims[number] = max(last, self._claims.get(number, last))
        text = escape(self._index.article.text[start:end])
        if self._claims:
            identifier = ""
            if new := self._claims.keys() - self.evidence.keys():
                name = f"{self._index.prefix}-evidence-{min(new)}"
                self.evidence.update(dict.fromkeys(new, name))
                identifier = f' id="{name}"'
            numbers = " ".join(map(str, self._claims))
            text = f'<span class="nc-evidence"{identifier} data-claims="{numbers}">{text}</span>'
        self.write(text)


def _clipped(marks: Iterable[_Mark], length: int) -> Iterator[_Mark]:
    for mark in marks:
        if mark.start < min(mark.end, length):
            yield evolve(mark, end=min(mark.end, length))


def _at_start(marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    found: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.start].append(mark)
    return dict(found)


def _evidence(article: ArticleResults) -> dict[int, list[tuple[int, int]]]:
    """Where evidence starts: the claims, and where it ends."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, claim in enumerate(article.claims):
        for span in claim.content:
            if span.start < min(span.end, len(article.text)):
                found[span.start].append((number, min(span.end, len(article.text))))
    return dict(found)


def _own_voice_notes(index: PageIndex) -> dict[int, str]:
    """Links to the claims in the article's own voice, by where their evidence starts."""
    notes = {}
    for group in index.groups:
        starts = [span.start for _, claim in group.claims for span in claim.content]
        if group.attribution is None and starts and min(starts) < len(index.article.text):
            count = len(group.claims)
            says = f"{count} claim{'s' * (count != 1)} in the article’s own voice"
            notes[min(starts)] = (
                f'<a class="nc-tag nc-note {OWN_LOOK}" href="#{index.group_id(group)}" '
                f'data-label="○" data-tip="{says}" aria-label="{says}"></a>'
            )
    return notes


def _roles(index: PageIndex) -> Iterator[_Mark]:
    """Contents, sources and cues. One source or cue of several attributions is one mark."""
    shared: dict[tuple[str, int, int], list[Attribution]] = defaultdict(list)
    kinds = {attribution: quote.kind for attribution, quote in index.quotes.items()}
    # The outer ones first, so that they are outside where both have the same words.
    for attribution in sorted(index.article.attributions, key=lambda a: _depth(index, a)):
        for tag, span in (("strong", attribution.source), ("em", attribution.cue)):
            if span is not None:
                shared[tag, span.start, span.end].append(attribution)
        tip = _tip(attribution, kinds.get(attribution.id))
        for part in attribution.content:
            yield _Mark(
                part.start,
                part.end,
                "mark",
                f"nc-content {index.look(attribution.speaker)}",
                _attributes(index, [attribution], tip),
                _label(index, attribution, tip),
                nests=True,
            )
    for (tag, start, end), attributions in shared.items():
        role = {"strong": "source", "em": "cue"}[tag]
        speaker = attributions[0].speaker
        yield _Mark(
            start,
            end,
            tag,
            f"nc-{role} {index.look(speaker)}",
            _attributes(index, attributions, f"{role.capitalize()}: {_name(attributions[0])}"),
        )


def _depth(index: PageIndex, attribution: Attribution) -> int:
    """How many attributions it is nested in; ids that lead in a circle are followed once."""
    seen = {attribution.id}
    parent = attribution.parent
    while parent in index.attributions and parent not in seen:
        seen.add(parent)
        parent = index.attributions[parent].parent
    return len(seen) - 1


def _verbatim(index: PageIndex) -> Iterator[_Mark]:
    for quote in index.article.quotes:
        for span in quote.verbatim:
            yield _Mark(
                span.start,
                span.end,
                "span",
                f"nc-verbatim {index.look(quote.speaker)}",
                "",
            )


def _attributes(index: PageIndex, attributions: list[Attribution], title: str) -> str:
    numbers = " ".join(str(index.attribution_numbers[a.id]) for a in attributions)
    return f' data-attribution="{numbers}" title="{escape(title)}"'


def _name(attribution: Attribution) -> str:
    speaker = attribution.speaker
    if speaker is None:
        return str(attribution.source or "Speaker not given")
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def _tip(attribution: Attribution, kind: str | None) -> str:
    return f"{_name(attribution)} · {f'{kind} quote' if kind else attribution.type}"


def _label(index: PageIndex, attribution: Attribution, tip: str) -> str:
    group = index.group_of_attribution.get(attribution.id)
    target = index.group_id(group) if group else index.speaker_id(attribution.speaker)
    count = len(group.claims) if group else 0
    says = f"{tip}: {count} claim{'s' * (count != 1)}"
    unnamed = attribution.speaker is None or not attribution.speaker.named
    return (
        f'<a class="nc-tag {index.look(attribution.speaker)}{" nc-unnamed" * unnamed}" '
        f'href="#{target}" '
        f'data-label="{escape(index.label(attribution.speaker))}" '
        f'data-tip="{escape(tip)}" aria-label="{escape(says)}"></a>'
    )
