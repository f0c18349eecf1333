"""Who speaks where: which attribution puts forward each word of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import evolve

from newsclaims.clauses.clause import Clause
from newsclaims.clauses.subjects import Part
from newsclaims.results import Attribution, Span
from newsclaims.text.document import Document


class Voices:
    """Who speaks where.

    Attributes:
        attributions: The attributions.
        stretches: The contents of each as token ranges, in order.
        innermost: For each token the index of the innermost attribution that holds it, or -1.
        cue_of: For each token the index of an attribution whose cue it belongs to, or -1.
    """

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.attributions = attributions
        self._document = document
        size = len(document.tokens)
        self.innermost = [-1] * size
        self.cue_of = [-1] * size
        self.stretches = [self._ranges(a.content) for a in attributions]
        lengths = [sum(last - first for first, last in ranges) for ranges in self.stretches]
        depths = self._depths()
        index = {attribution.id: i for i, attribution in enumerate(attributions)}
        self._parents = [-1 if a.parent is None else index.get(a.parent, -1) for a in attributions]
        for i in sorted(range(len(attributions)), key=lambda i: (depths[i], -lengths[i])):
            for first, last in self.stretches[i]:
                self.innermost[first:last] = [i] * (last - first)
        for i, attribution in enumerate(attributions):
            if attribution.cue is not None:
                for first, last in self._ranges((attribution.cue,)):
                    self.cue_of[first:last] = [i] * (last - first)

    def _ranges(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """The token ranges that spans touch."""
        touched = (self._document.tokens_in(span.start, span.end) for span in spans)
        return sorted((tokens.start, tokens.stop) for tokens in touched if tokens)

    def _depths(self) -> list[int]:
        index = {attribution.id: i for i, attribution in enumerate(self.attributions)}
        depths: list[int] = []
        for attribution in self.attributions:
            depth, parent = 0, attribution.parent
            while parent in index and depth < len(index):
                depth, parent = depth + 1, self.attributions[index[parent]].parent
            depths.append(depth)
        return depths

    def range_of(self, span: Span) -> tuple[int, int] | None:
        """The token range that a span touches."""
        ranges = self._ranges((span,))
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
        i = bisect_right(ranges, (token, len(self._document.tokens))) - 1
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

    def vouching(self, voice: int) -> int:
        """The innermost attribution around a content, itself included, that asserts what it holds.

        What is only hoped or believed says nothing of what somebody is; that is left to who reports
        it, at last to the article (-1).
        """
        while voice >= 0 and self.attributions[voice].type not in ("assertion", "fact"):
            voice = self._parents[voice]
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
