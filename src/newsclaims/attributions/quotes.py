"""Quotes: the reported words of a document, and which of them are verbatim.

A quote is an attribution that reports words, in speech or in writing. That is every assertion
whose cue introduces what was said ("said", "wrote", "according to"), every directive or promise
("urged", "vowed to": indirect speech too, though of type eventuality), and everything that is
printed in quotation marks at all. Beliefs, knowledge and intentions without quotation marks ("he
hopes to win") are attributions but no quotes, and so is the bare mention of a topic or a verdict
("criticised the plan"; Leech and Short, 1981: a narrative report of a speech act).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from attrs import frozen

from newsclaims.attributions.attribution_type import reports_words
from newsclaims.results import Attribution, Quote, QuoteKind, Span
from newsclaims.text.document import Document
from newsclaims.text.quotation_marks import Quotation
from newsclaims.words import having

_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+(?:[’'.-]\w+)*")

# An attribution speaks for a quotation if it holds this much of it.
_NEARLY_ALL = 0.8
# A quotation without an attribution is a quote if it has this many words, as a sentence has.
_SENTENCE_WORDS = 5

_WORKS = "|".join(sorted(having("titled-work")))
_WORK_BEFORE = re.compile(rf"\b(?:{_WORKS}|titled|entitled)s?,?\s*\Z", re.IGNORECASE)
_WORK_AFTER = re.compile(rf"\W{{0,3}}(?:{_WORKS}|star|host|author|author's)\b", re.IGNORECASE)
_LONGEST_WORK = 14
_NAME_BEFORE = re.compile(r"\b[A-Z][\w.’'-]*\s*\Z")
_NAME_AFTER = re.compile(r"\s*[A-Z]\w")
_LONGEST_NAME = 30


def complete_quotations(
    document: Document, quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Fits the contents of attributions to the quotation marks around them.

    A stretch of content that holds all the words of a quotation gets its marks too, and loses
    marks at its edges that belong to another quotation; a stretch without a word is left out.
    Content that holds nearly all of a quotation of several paragraphs (see `Quotation.continued`)
    is extended to the others, unless another attribution already claims their words; attributions
    that stand whole in what was added get this one as their parent.

    Args:
        document: The segmented article.
        quotations: Its quotations, as `find_quotations` returns them.
        attributions: Its attributions.

    Returns:
        The attributions, in the order given; ids do not change.
    """
    marks = _Marks.of(document.text, quotations)
    snapped = [
        replace(a, content=tuple(_merged(document, map(marks.snap, _worded(a.content)))))
        for a in attributions
    ]
    if all(q.continued is None for q in quotations):
        return tuple(snapped)
    added = _continuations(quotations, marks, snapped)
    parents: dict[int, str] = {piece: snapped[i].id for i in added for piece in added[i]}
    completed = []
    for i, attribution in enumerate(snapped):
        if i in added:
            pieces = ((quotations[p].start, quotations[p].end) for p in added[i])
            old = ((s.start, s.end) for s in attribution.content)
            content = tuple(_merged(document, sorted((*old, *pieces))))
            attribution = replace(attribution, content=content)
        elif attribution.parent is None and parents:
            piece = marks.outermost_around(attribution)
            if piece in parents:
                attribution = replace(attribution, parent=parents[piece])
        completed.append(attribution)
    return tuple(completed)


def find_quotes(
    document: Document, quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> tuple[Quote, ...]:
    """The quotes of a document.

    There is one for each attribution that reports words, and one, without attribution, for each
    quotation of the length of a sentence that no attribution holds (a pull quote). Quotation marks
    that also enclose the attribution's own cue are somebody else's and do not count; neither do
    those around the title of a work ('the film "Heat"') or a nickname, within a longer content.

    Args:
        document: The segmented article.
        quotations: Its quotations, as `find_quotations` returns them.
        attributions: Its attributions, as `complete_quotations` returns them.

    Returns:
        The quotes in order of their first stretch, with ids "q1", "q2", …
    """
    marks = _Marks.of(document.text, quotations)
    quotes = []
    for attribution in attributions:
        verbatim = marks.verbatim(attribution)
        cue = None if attribution.cue is None else attribution.cue.text
        if verbatim or reports_words(cue, attribution.type):
            kind = _kind(document.text, attribution.content, verbatim)
            quotes.append(
                Quote(
                    id="",
                    kind=kind,
                    text=_text(document.text, attribution.content, verbatim, kind),
                    content=attribution.content,
                    verbatim=tuple(document.span(*stretch) for stretch in verbatim),
                    attribution=attribution,
                    speaker=attribution.speaker,
                )
            )
    quotes += _unattributed(document, quotations, marks, attributions)
    quotes.sort(key=lambda quote: (quote.content[0].start, -quote.content[-1].end))
    return tuple(replace(quote, id=f"q{i}") for i, quote in enumerate(quotes, start=1))


@frozen(slots=True)
class _Marks:
    """The quotations of a text, indexed.

    Attributes:
        words: For each quotation, the offsets of its first word and past its last, or None.
        around: For each quotation, the index of the one it stands in, or None.
        opening, closing: For the first (last) word of quotations, their indices.
        opening_mark, closing_mark: For the offset of a mark, the offset past it.
    """

    text: str
    quotations: Sequence[Quotation]
    starts: list[int]
    words: list[tuple[int, int] | None]
    around: list[int | None]
    opening: dict[int, list[int]]
    closing: dict[int, list[int]]
    opening_mark: dict[int, int]
    closing_mark: dict[int, int]

    @classmethod
    def of(cls, text: str, quotations: Sequence[Quotation]) -> _Marks:
        words = _all_word_edges(text, quotations)
        around: list[int | None] = []
        open_now: list[int] = []
        for i, quotation in enumerate(quotations):
            while open_now and quotations[open_now[-1]].end <= quotation.start:
                open_now.pop()
            around.append(open_now[-1] if open_now else None)
            open_now.append(i)
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        for i, edges in enumerate(words):
            if edges is not None:
                opening.setdefault(edges[0], []).append(i)
                closing.setdefault(edges[1], []).append(i)
        return cls(
            text,
            quotations,
            [q.start for q in quotations],
            words,
            around,
            opening,
            closing,
            {q.start: q.inner_start for q in quotations},
            {q.inner_end: q.end for q in quotations if q.closed},
        )

    def snap(self, span: Span) -> tuple[int, int]:
        """The stretch with the marks that belong to it, and without those that do not."""
        start, end = span.start, span.end
        edges = _word_edges(self.text, start, end)
        if edges is None:
            return start, end
        first, last = edges
        position = start
        while position < first:
            if position in self.closing_mark:
                start = position = self.closing_mark[position]
            else:
                position += 1
        start += len(self.text[start:first]) - len(self.text[start:first].lstrip())
        for position in range(last, end):
            if position in self.opening_mark:
                end = position
                break
        end = last + len(self.text[last:end].rstrip())
        for i in self.opening.get(first, ()):
            if self.words[i][1] <= last:  # type: ignore[index]
                start = min(start, self.quotations[i].start)
        for i in self.closing.get(last, ()):
            if self.words[i][0] >= first:  # type: ignore[index]
                end = max(end, self.quotations[i].end)
        return start, end

    def overlapping(self, start: int, end: int) -> Iterator[int]:
        """Indices of the quotations that share characters with a stretch, outer before inner."""
        position = bisect_right(self.starts, start)
        containing: list[int] = []
        outer = position - 1 if position else None
        while outer is not None:
            if self.quotations[outer].end > start:
                containing.append(outer)
            outer = self.around[outer]
        yield from reversed(containing)
        yield from range(position, bisect_left(self.starts, end))

    def outermost(self, start: int, end: int) -> Iterator[int]:
        """Those of them that stand in no other quotation."""
        return (i for i in self.overlapping(start, end) if self.around[i] is None)

    def outermost_around(self, attribution: Attribution) -> int | None:
        """The outermost quotation that holds an attribution's content and cue, or None."""
        spans = [*attribution.content, *filter(None, (attribution.cue,))]
        i = next(self.outermost(spans[0].start, spans[0].end), None)
        if i is not None and all(self._holds(i, span) for span in spans):
            return i
        return None

    def _holds(self, i: int, span: Span) -> bool:
        return self.quotations[i].inner_start <= span.start < self.quotations[i].inner_end

    def is_of_speaker(self, i: int, attribution: Attribution) -> bool:
        """Whether a quotation's marks may be the attribution's own.

        Marks that enclose the cue too are not: the attribution is made by whoever is quoted. The
        exception is a quotation that nobody closed and that the content begins.
        """
        outside = attribution.cue or attribution.source
        if outside is None or not self._holds(i, outside):
            return True
        edges, content = self.words[i], attribution.content[0]
        return (
            not self.quotations[i].closed
            and edges is not None
            and content.start <= edges[0] < content.end <= outside.start
        )

    def verbatim(self, attribution: Attribution) -> list[tuple[int, int]]:
        """The stretches of the content inside the attribution's own quotation marks."""
        found: list[tuple[int, int]] = []
        for span in attribution.content:
            done = span.start
            for i in self.overlapping(span.start, span.end):
                quotation = self.quotations[i]
                if quotation.end <= done or not self.is_of_speaker(i, attribution):
                    continue
                start = max(quotation.inner_start, done)
                end = min(quotation.inner_end, span.end)
                inside = self.text[start:end]
                start += len(inside) - len(inside.lstrip())
                end = start + len(inside.strip())
                if not _WORD.search(self.text, start, end):
                    continue
                if not self._is_title_within(quotation, span):
                    found.append((start, end))
                done = min(quotation.end, span.end)
        return found

    def _is_title_within(self, quotation: Quotation, span: Span) -> bool:
        """Whether a quotation, in a longer stretch, is the title of a work or a nickname."""
        text, start, end = self.text, quotation.start, quotation.end
        if not (
            span.start <= start
            and end <= span.end
            and (_WORD.search(text, span.start, start) or _WORD.search(text, end, span.end))
        ):
            return False
        words = _WORDS.findall(text[start:end])
        if not _is_title_case(words):
            return False
        before = text[max(span.start, start - _LONGEST_WORK) : start]
        if _WORK_BEFORE.search(before) or _WORK_AFTER.match(text, end, span.end):
            return True
        name = text[max(span.start, start - _LONGEST_NAME) : start]
        return (
            len(words) <= 2
            and _NAME_BEFORE.search(name) is not None
            and _NAME_AFTER.match(text, end, span.end) is not None
        )


def _word_edges(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the first word character and past the last, or None if there is none."""
    match = _WORD.search(text, start, end)
    if match is None:
        return None
    last = end
    while not _WORD.match(text, last - 1):
        last -= 1
    return match.start(), last


def _worded(content: Sequence[Span]) -> Sequence[Span]:
    """The stretches that hold a word, unless none does."""
    return [span for span in content if _WORD.search(span.text)] or content


def _all_word_edges(text: str, quotations: Sequence[Quotation]) -> list[tuple[int, int] | None]:
    """`_word_edges` of every quotation; deep nesting does not make it look anywhere twice."""
    firsts: list[int] = []
    first = -1
    for quotation in quotations:
        if first < quotation.inner_start:
            match = _WORD.search(text, quotation.inner_start)
            first = len(text) if match is None else match.start()
        firsts.append(first)
    edges: list[tuple[int, int] | None] = [None] * len(quotations)
    last = len(text) + 1
    for i in sorted(range(len(quotations)), key=lambda i: -quotations[i].inner_end):
        start, end = firsts[i], quotations[i].inner_end
        if start >= end:
            continue
        if last > end:
            last = end
            while not _WORD.match(text, last - 1):
                last -= 1
        edges[i] = (start, last)
    return edges


def _merged(document: Document, stretches: Iterable[tuple[int, int]]) -> list[Span]:
    """The stretches as spans; those that meet are one."""
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and start < found[-1][1]:
            found[-1] = (min(start, found[-1][0]), max(end, found[-1][1]))
        else:
            found.append((start, end))
    return [document.span(start, end) for start, end in found]


# --- Quotations of several paragraphs ------------------------------------------------------------


def _continuations(
    quotations: Sequence[Quotation], marks: _Marks, attributions: Sequence[Attribution]
) -> dict[int, list[int]]:
    """For attributions to be extended, the quotations to be added to their contents."""
    follows = {q.continued: i for i, q in enumerate(quotations) if q.continued is not None}
    chained = {*follows, *follows.values()}
    owners: dict[int, list[int]] = {}
    claimed: set[int] = set()
    for number, attribution in enumerate(attributions):
        for span in attribution.content:
            for i in marks.overlapping(span.start, span.end):
                if i not in chained:
                    continue
                edges = marks.words[i]
                if edges is None:
                    continue
                is_own = marks.is_of_speaker(i, attribution)
                first, last = edges
                shared = min(span.end, last) - max(span.start, first)
                if is_own and shared >= _NEARLY_ALL * (last - first):
                    owners.setdefault(i, []).append(number)
                if shared > 0 and (is_own or span.start <= first):
                    claimed.add(i)
    added: dict[int, list[int]] = {}
    order = sorted(chained)
    steps = ((i, follows.get(i)) for i in order)
    backwards = ((i, quotations[i].continued) for i in reversed(order))
    for i, neighbour in (*steps, *backwards):
        if neighbour is not None and i in owners and neighbour not in claimed:
            claimed.add(neighbour)
            owners[neighbour] = owners[i]
            for number in owners[i]:
                added.setdefault(number, []).append(neighbour)
    return added


# --- Quotes --------------------------------------------------------------------------------------


def _kind(text: str, content: Sequence[Span], verbatim: Sequence[tuple[int, int]]) -> QuoteKind:
    if not verbatim:
        return "indirect"
    position = 0
    for span in content:
        start = span.start
        while position < len(verbatim) and verbatim[position][0] < span.end:
            if _WORD.search(text, start, verbatim[position][0]):
                return "mixed"
            start = verbatim[position][1]
            position += 1
        if _WORD.search(text, start, span.end):
            return "mixed"
    return "direct"


def _text(
    text: str, content: Sequence[Span], verbatim: Sequence[tuple[int, int]], kind: QuoteKind
) -> str:
    """The reported words on one line; marks around all of them are left out."""
    if kind == "direct":
        stretches = [text[start:end] for start, end in verbatim]
    else:
        stretches = [span.text for span in content]
    return " ".join(" ".join(stretches).split())


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether every word begins with a capital or digit, short function words aside."""
    return bool(words) and all(
        not word[0].islower() or (i > 0 and len(word) <= 4) for i, word in enumerate(words)
    )


def _is_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is as long as a sentence, begins like one and ends like one."""
    inside = text[quotation.inner_start : quotation.inner_end].strip()
    words = _WORDS.findall(inside)
    if len(words) < _SENTENCE_WORDS or words[0][0].islower() or _is_title_case(words):
        return False
    return not inside[-1].isalnum() and inside[-1] not in ";:"


def _unattributed(
    document: Document,
    quotations: Sequence[Quotation],
    marks: _Marks,
    attributions: Sequence[Attribution],
) -> list[Quote]:
    """Quotations of the length of a sentence that no attribution holds; whole if continued."""
    held = {
        i
        for attribution in attributions
        for span in attribution.content
        for i in marks.outermost(span.start, span.end)
        if marks.is_of_speaker(i, attribution) or span.start <= quotations[i].inner_start
    }
    chains: dict[int, list[int]] = {}
    for i, quotation in enumerate(quotations):
        if marks.around[i] is None and i not in held:
            earlier = quotation.continued
            if earlier is not None and earlier in chains:
                chains[i] = chains.pop(earlier)
                chains[i].append(i)
            else:
                chains[i] = [i]
    quotes = []
    for chain in chains.values():
        pieces = [quotations[i] for i in chain]
        if not pieces[-1].closed or not any(_is_sentence(document.text, q) for q in pieces):
            continue
        verbatim = [
            document.span(*edges)
            for q in pieces
            if (edges := _trimmed(document.text, q.inner_start, q.inner_end))
        ]
        quotes.append(
            Quote(
                id="",
                kind="direct",
                text=" ".join(" ".join(span.text for span in verbatim).split()),
                content=tuple(document.span(q.start, q.end) for q in pieces),
                verbatim=tuple(verbatim),
                attribution=None,
                speaker=None,
            )
        )
    return quotes


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())
