"""Who speaks where: which attribution puts forward each word of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from newsclaims.clauses.clause import Clause
from newsclaims.clauses.subjects import Part
from newsclaims.results import Attribution, Span
from newsclaims.text.document import Document
from newsclaims.text.indices import AttributionIndex


@frozen(slots=True, eq=False)
class Voices:
    """Who speaks where.

    Attributes:
        document: The document.
        attributions: The attributions.
        parents: For each the index of the one it stands in, or -1.
        stretches: The contents of each as token ranges, in order.
        innermost: For each token the index of the innermost attribution that holds it, or -1.
        cue_of: For each token the index of an attribution whose cue it belongs to, or -1.
    """

    document: Document
    attributions: Sequence[Attribution]
    parents: list[AttributionIndex]
    stretches: list[list[tuple[int, int]]]
    innermost: list[AttributionIndex]
    cue_of: list[AttributionIndex]

    @classmethod
    def of(cls, document: Document, attributions: Sequence[Attribution]) -> Voices:
        """Lays out who speaks where."""
        index = {a.id: AttributionIndex(i) for i, a in enumerate(attributions)}
        none = AttributionIndex(-1)
        parents = [none if a.parent is None else index.get(a.parent, none) for a in attributions]
        stretches = [_ranges(document, a.content) for a in attributions]
        lengths = [sum(last - first for first, last in ranges) for ranges in stretches]
        innermost = [none] * len(document.tokens)
        cue_of = [none] * len(document.tokens)
        for i in sorted(range(len(parents)), key=lambda i: (_depth(parents, i), -lengths[i])):
            for first, last in stretches[i]:
                innermost[first:last] = [AttributionIndex(i)] * (last - first)
        for i, attribution in enumerate(attributions):
            for first, last in _ranges(document, filter(None, (attribution.cue,))):
                cue_of[first:last] = [AttributionIndex(i)] * (last - first)
        return cls(document, attributions, parents, stretches, innermost, cue_of)

    def range_of(self, span: Span) -> tuple[int, int] | None:
        """The token range that a span touches."""
        ranges = _ranges(self.document, (span,))
        return ranges[0] if ranges else None

    def holds(self, voice: int, token: int) -> bool:
        """Whether an attribution's content holds a token, be it in a nested content."""
        return self.clip(voice, token, token, token + 1) is not None

    def is_top(self, token: int, head: int) -> bool:
        """Whether a content hangs from a token: it is in one that does not hold its head."""
        voice = self.innermost[token]
        return voice >= 0 and (head < 0 or not self.holds(voice, head))

    def clip(self, voice: int, token: int, first: int, last: int) -> tuple[int, int] | None:
        """The part of a token range that lies in the same stretch of a content as a token."""
        ranges = self.stretches[voice]
        i = bisect_right(ranges, (token, len(self.document.tokens))) - 1
        if i < 0 or not ranges[i][0] <= token < ranges[i][1]:
            return None
        return max(first, ranges[i][0]), min(last, ranges[i][1])

    def is_frame(self, clause: Clause) -> bool:
        """Whether a clause is the one that reports: a verb of its predicate is a cue."""
        return bool(self.cues(clause))

    def cues(self, clause: Clause) -> list[int]:
        """The attributions whose cues a clause's verbs belong to."""
        return [cue for verb in clause.verbs if (cue := self.cue_of[verb]) >= 0]

    def is_wanted(self, voice: int) -> bool:
        """Whether a source means to bring its content about."""
        return self.attributions[voice].type == "eventuality"

    def is_sourceless(self, voice: int) -> bool:
        """Whether an attribution names no source."""
        return voice >= 0 and self.attributions[voice].source is None

    def vouching(self, voice: AttributionIndex) -> AttributionIndex:
        """The innermost attribution around a content, itself included, that asserts what it holds.

        What is only hoped or believed says nothing of what somebody is; that is left to who reports
        it, at last to the article (-1).
        """
        while voice >= 0 and self.attributions[voice].type not in ("assertion", "fact"):
            voice = self.parents[voice]
        return voice

    def within(self, clause: Clause, voice: int) -> Clause:
        """A clause cut to the content it stands in; a subject outside counts as filled in."""
        if voice < 0:
            return clause

        def cut(part: Part | None) -> Part | None:
            if part is None or part.filled:
                return part
            found = self.clip(voice, part.head, part.first, part.last)
            return None if found is None else evolve(part, first=found[0], last=found[1])

        subject = clause.subject
        if subject is not None:
            subject = cut(subject) or evolve(subject, filled=True)
        arguments = tuple(part for part in map(cut, clause.arguments) if part is not None)
        return evolve(clause, subject=subject, object=cut(clause.object), arguments=arguments)


def _ranges(document: Document, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The token ranges that spans touch."""
    touched = (document.tokens_in(span.start, span.end) for span in spans)
    return sorted((tokens.start, tokens.stop) for tokens in touched if tokens)


def _depth(parents: Sequence[AttributionIndex], index: int) -> int:
    """How many attributions are around one; a cycle is cut."""
    depth = 0
    while (index := parents[index]) >= 0 and depth < len(parents):
        depth += 1
    return depth
