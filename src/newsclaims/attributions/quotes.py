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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from attrs import frozen

from newsclaims.attributions.attribution_type import reports_words
from newsclaims.results import Attribution, Quote, QuoteKind, Span
from newsclaims.text.document import Document
from newsclaims.text.quotation_marks import Quotation
from newsclaims.trace import Rule, decide_by, is_traced, note
from newsclaims.words import having

_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+(?:[’'.-]\w+)*")

# The article's own: it sets off who speaks.
_COMMA_AT_END = re.compile(r",\s*([”\"’'»]*)$")

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
    that stand whole in what was added get this one as their parent. Order and ids do not change.
    """
    marks = _Marks.of(document, quotations)
    snapped = []
    for attribution in attributions:
        worded = [span for span in attribution.content if _WORD.search(span.text)]
        stretches = [_snapped(marks, span) for span in worded or attribution.content]
        snapped.append(replace(attribution, content=_merged(document, stretches)))
    if all(q.continued is None for q in quotations):
        return tuple(snapped)
    added = _continuations(marks, snapped)
    parents = {piece: snapped[i].id for i in added for piece in added[i]}
    for i, attribution in enumerate(snapped):
        if i in added:
            spans = (*attribution.content, *map(marks.span, added[i]))
            content = _merged(document, sorted((span.start, span.end) for span in spans))
            snapped[i] = replace(attribution, content=content)
        elif (found := decide_by(PARENTS, marks, parents, attribution)) is not None:
            _note(document, found[0], "inside another", attribution.content)
            snapped[i] = replace(attribution, parent=found[1])
    return tuple(snapped)


def find_quotes(
    document: Document,
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    unsaid: Sequence[Span] = (),
) -> tuple[Quote, ...]:
    """The quotes of a document, without those in words that are ``unsaid``.

    There is one for each attribution that reports words, and one, without attribution, for each
    quotation of the length of a sentence that no attribution holds (a pull quote). Quotation marks
    that also enclose the attribution's own cue are somebody else's and do not count; neither do
    those around the title of a work ('the film "Heat"') or a nickname, within a longer content.
    They are in order of their first stretch.
    """
    marks = _Marks.of(document, quotations)
    quotes = _unattributed(marks, attributions, unsaid)
    for attribution in attributions:
        verbatim = _verbatim(marks, attribution)
        if (found := decide_by(QUOTES, attribution, verbatim)) is not None:
            quotes.append(_quote(document, attribution.content, verbatim, attribution))
            _note(document, found[0], f"{quotes[-1].kind} quote", attribution.content)
    quotes.sort(key=lambda quote: (quote.content[0].start, -quote.content[-1].end))
    return tuple(replace(quote, id=f"q{i}") for i, quote in enumerate(quotes, start=1))


def _quote(
    document: Document,
    content: tuple[Span, ...],
    verbatim: Sequence[tuple[int, int]],
    attribution: Attribution | None,
) -> Quote:
    """A quote; its text are the reported words on one line, as `Quote.text` describes them."""
    kind = _kind(document.text, content, verbatim) if attribution else "direct"
    own_words = tuple(document.span(*stretch) for stretch in verbatim)
    text = _printed(document.text, own_words if kind == "direct" else content)
    speaker = None if attribution is None else attribution.speaker
    return Quote("", kind, text, content, own_words, attribution, speaker)


def _printed(text: str, spans: Sequence[Span]) -> str:
    """Stretches on one line, " … " where others' words stand between two of them."""
    parts: list[str] = []
    end = None
    for span in spans:
        if end is not None:
            parts.append(" … " if _WORD.search(text, end, span.start) else " ")
        parts.append(_COMMA_AT_END.sub(r"\1", " ".join(span.text.split())))
        end = span.end
    return "".join(parts)


def _note(document: Document, rule: Rule[..., object], said: str, spans: Iterable[Span]) -> None:
    if is_traced():
        found = (document.tokens_in(span.start, span.end) for span in spans)
        note(rule, said, *((tokens.start, tokens.stop) for tokens in found))


@frozen(slots=True)
class _Marks:
    """The quotations of a document, indexed.

    Attributes:
        words: For each quotation, the offsets of its first word and past its last, or None.
        around: For each quotation, the index of the one it stands in, or None.
        opening: For the first word of quotations, their indices.
        closing: For the last word of quotations, their indices.
        closing_mark: For the offset of a closing mark, the offset past it.
    """

    document: Document
    quotations: Sequence[Quotation]
    starts: list[int]
    words: list[tuple[int, int] | None]
    around: list[int | None]
    opening: dict[int, list[int]]
    closing: dict[int, list[int]]
    closing_mark: dict[int, int]

    @classmethod
    def of(cls, document: Document, quotations: Sequence[Quotation]) -> _Marks:
        """Indexes the quotations of a document."""
        words = _all_word_edges(document.text, quotations)
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
            document,
            quotations,
            [q.start for q in quotations],
            words,
            around,
            opening,
            closing,
            {q.inner_end: q.end for q in quotations if q.closed},
        )

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def span(self, i: int) -> Span:
        """A quotation with its marks."""
        return self.document.span(self.quotations[i].start, self.quotations[i].end)

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
        return i if i is not None and all(self._holds(i, span) for span in spans) else None

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


# --- Marks and contents ---------------------------------------------------------------------------


def _snapped(marks: _Marks, span: Span) -> tuple[int, int]:
    """A stretch with the marks that belong to it, and without those that do not."""
    start, end = span.start, span.end
    for rule in EDGES:
        found = rule(marks, start, end)
        if found is not None and found != (start, end):
            start, end = found
            _note(marks.document, rule, "content changed", (span, marks.document.span(start, end)))
    return start, end


def _without_marks(marks: _Marks, start: int, end: int) -> tuple[int, int] | None:
    """A content loses a mark at its edge that belongs to another quotation."""
    text, edges = marks.text, _word_edges(marks.text, start, end)
    if edges is None:
        return None
    first, last = edges
    position = start
    while position < first:
        if position in marks.closing_mark:
            start = position = marks.closing_mark[position]
        else:
            position += 1
    start += len(text[start:first]) - len(text[start:first].lstrip())
    end = min([end, *marks.starts[bisect_left(marks.starts, last) :][:1]])
    return start, last + len(text[last:end].rstrip())


def _with_marks(marks: _Marks, start: int, end: int) -> tuple[int, int] | None:
    """A content that holds all the words of a quotation gets its marks too."""
    edges = _word_edges(marks.text, start, end)
    if edges is None:
        return None
    first, last = edges
    for i in marks.opening.get(first, ()):
        if marks.words[i][1] <= last:  # type: ignore[index]
            start = min(start, marks.quotations[i].start)
    for i in marks.closing.get(last, ()):
        if marks.words[i][0] >= first:  # type: ignore[index]
            end = max(end, marks.quotations[i].end)
    return start, end


#: What fits a stretch of content to the marks around it, each after the one before.
EDGES: tuple[Rule[[_Marks, int, int], tuple[int, int]], ...] = (
    Rule("attributions: marks of another quotation", _without_marks),
    Rule("attributions: marks around its words", _with_marks),
)


def _verbatim(marks: _Marks, attribution: Attribution) -> list[tuple[int, int]]:
    """The stretches of the content inside the attribution's own quotation marks."""
    found: list[tuple[int, int]] = []
    for span in attribution.content:
        done = span.start
        for i in marks.overlapping(span.start, span.end):
            quotation = marks.quotations[i]
            if quotation.end <= done or not marks.is_of_speaker(i, attribution):
                continue
            start, end = max(quotation.inner_start, done), min(quotation.inner_end, span.end)
            start, end = _trimmed(marks.text, start, end)
            if not _WORD.search(marks.text, start, end):
                continue
            if not _is_no_speech(marks, i, span):
                found.append((start, end))
            done = min(quotation.end, span.end)
    return found


def _is_no_speech(marks: _Marks, i: int, span: Span) -> bool:
    """Whether a quotation, in a longer stretch, is there for something else than to quote."""
    text, start, end = marks.text, marks.quotations[i].start, marks.quotations[i].end
    is_longer = _WORD.search(text, span.start, start) or _WORD.search(text, end, span.end)
    if not span.start <= start or not end <= span.end or not is_longer:
        return False
    rule, _ = decide_by(NAMES, text, (start, end), span) or (None, False)
    if rule is not None:
        _note(marks.document, rule, "not verbatim", (marks.span(i),))
    return rule is not None


def _is_work(text: str, marked: tuple[int, int], span: Span) -> bool:
    """The title of a work is not speech: 'the film "Heat"'."""
    start, end = marked
    before = text[max(span.start, start - _LONGEST_WORK) : start]
    is_work = _WORK_BEFORE.search(before) or _WORK_AFTER.match(text, end, span.end)
    return is_work is not None and _is_title_case(_WORDS.findall(text[start:end]))


def _is_nickname(text: str, marked: tuple[int, int], span: Span) -> bool:
    """A nickname between two names is not speech."""
    start, end = marked
    words = _WORDS.findall(text[start:end])
    before = text[max(span.start, start - _LONGEST_NAME) : start]
    return (
        len(words) <= 2
        and _is_title_case(words)
        and _NAME_BEFORE.search(before) is not None
        and _NAME_AFTER.match(text, end, span.end) is not None
    )


#: Quotation marks that quote nobody.
NAMES: tuple[Rule[[str, tuple[int, int], Span], bool], ...] = (
    Rule("attributions: title of a work", _is_work),
    Rule("attributions: nickname", _is_nickname),
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


def _merged(document: Document, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The stretches as spans; those that meet are one."""
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and start < found[-1][1]:
            found[-1] = (min(start, found[-1][0]), max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(document.span(start, end) for start, end in found)


# --- Quotations of several paragraphs ------------------------------------------------------------


def _continuations(marks: _Marks, attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    """For attributions to be extended, the quotations to be added to their contents."""
    quotations = marks.quotations
    follows = {q.continued: i for i, q in enumerate(quotations) if q.continued is not None}
    order = sorted({*follows, *follows.values()})
    owners, claimed = _owners(marks, attributions, frozenset(order))
    added: dict[int, list[int]] = {}
    steps = ((i, follows.get(i)) for i in order)
    backwards = ((i, quotations[i].continued) for i in reversed(order))
    for i, neighbour in (*steps, *backwards):
        if neighbour is None or neighbour in claimed:
            continue
        if (found := decide_by(CONTINUATIONS, owners, i)) is not None:
            spans = marks.span(neighbour), marks.span(i)
            _note(marks.document, found[0], "added to the content", spans)
            claimed.add(neighbour)
            owners[neighbour] = found[1]
            for number in found[1]:
                added.setdefault(number, []).append(neighbour)
    return added


def _owners(
    marks: _Marks, attributions: Sequence[Attribution], chained: frozenset[int]
) -> tuple[dict[int, list[int]], set[int]]:
    """The attributions that speak for each of some quotations, and those that have any words."""
    owners: dict[int, list[int]] = {}
    claimed: set[int] = set()
    for number, attribution in enumerate(attributions):
        for span in attribution.content:
            for i in marks.overlapping(span.start, span.end):
                edges = marks.words[i]
                if i not in chained or edges is None:
                    continue
                is_own = marks.is_of_speaker(i, attribution)
                first, last = edges
                shared = min(span.end, last) - max(span.start, first)
                if is_own and shared >= _NEARLY_ALL * (last - first):
                    owners.setdefault(i, []).append(number)
                if shared > 0 and (is_own or span.start <= first):
                    claimed.add(i)
    return owners, claimed


def _continued(owners: Mapping[int, list[int]], i: int) -> list[int] | None:
    """A quotation that goes on in the next paragraph is attributed there too, and backwards."""
    return owners.get(i)


def _parent_around(
    marks: _Marks, parents: Mapping[int, str], attribution: Attribution
) -> str | None:
    """What stands whole in a quotation that was added to a content is told by who is quoted."""
    if attribution.parent is not None or not parents:
        return None
    piece = marks.outermost_around(attribution)
    return None if piece is None else parents.get(piece)


#: Whose a quotation is that continues another: the attributions that have the other.
CONTINUATIONS: tuple[Rule[[Mapping[int, list[int]], int], list[int]], ...] = (
    Rule("attributions: continued quotation", _continued),
)
#: Which attribution another is put into.
PARENTS: tuple[Rule[[_Marks, Mapping[int, str], Attribution], str], ...] = (
    Rule("attributions: inside a continued quotation", _parent_around),
)


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


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether every word begins with a capital or digit, short function words aside."""
    return bool(words) and all(
        not word[0].islower() or (i > 0 and len(word) <= 4) for i, word in enumerate(words)
    )


def _is_in_marks(attribution: Attribution, verbatim: Sequence[tuple[int, int]]) -> bool:
    """What is printed in quotation marks is a quote, whatever the cue."""
    return bool(verbatim)


def _reports_words(attribution: Attribution, verbatim: Sequence[tuple[int, int]]) -> bool:
    """What a cue of speech or writing introduces is a quote: "said", "vowed to"."""
    return reports_words(attribution.cue.text if attribution.cue else None, attribution.type)


#: What makes an attribution a quote.
QUOTES: tuple[Rule[[Attribution, Sequence[tuple[int, int]]], bool], ...] = (
    Rule("attributions: words in quotation marks", _is_in_marks),
    Rule("attributions: cue of words", _reports_words),
)


# --- Quotations that nobody is said to have spoken ------------------------------------------------


def _unattributed(
    marks: _Marks, attributions: Sequence[Attribution], unsaid: Sequence[Span]
) -> list[Quote]:
    """Quotations of the length of a sentence that no attribution holds; whole if continued."""
    quotations, document = marks.quotations, marks.document
    held = {i for span in unsaid for i in marks.outermost(span.start, span.end)}
    held |= {
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
            chains[i] = [*(() if earlier is None else chains.pop(earlier, ())), i]
    quotes = []
    for chain in chains.values():
        pieces = [quotations[i] for i in chain]
        content = tuple(map(marks.span, chain))
        if (found := decide_by(NO_QUOTES, document.text, pieces)) is not None:
            _note(document, found[0], "no quote", content)
            continue
        trimmed = [_trimmed(document.text, q.inner_start, q.inner_end) for q in pieces]
        quotes.append(_quote(document, content, trimmed, None))
    return quotes


def _is_open(text: str, pieces: Sequence[Quotation]) -> bool:
    """A quotation without a closing mark and without an attribution is no quote."""
    return not pieces[-1].closed


def _is_no_sentence(text: str, pieces: Sequence[Quotation]) -> bool:
    """A quotation without an attribution is no quote if it is no sentence by length and form."""
    return not any(_is_sentence(text, quotation) for quotation in pieces)


#: What keeps a quotation without an attribution from being a quote.
NO_QUOTES: tuple[Rule[[str, Sequence[Quotation]], bool], ...] = (
    Rule("attributions: quotation left open", _is_open),
    Rule("attributions: quotation of no sentence", _is_no_sentence),
)


def _is_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is as long as a sentence, begins like one and ends like one."""
    inside = text[quotation.inner_start : quotation.inner_end].strip()
    words = _WORDS.findall(inside)
    if len(words) < _SENTENCE_WORDS or words[0][0].islower() or _is_title_case(words):
        return False
    return not inside[-1].isalnum() and inside[-1] not in ";:"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())
