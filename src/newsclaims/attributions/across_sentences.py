"""Mends attributions that the encoder links across sentences, where the syntax of one knows better.

A source in another sentence gives way to the cue's own subject. A content whose own sentence has a
cue for it, which was not seen, is parted from those of the cue before.
"""

from __future__ import annotations

import math
from bisect import bisect_right

from attrs import evolve

from newsclaims.text.document import Attributed, Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.words.factuality import SPEECH, is_belief
from newsclaims.words.pronouns import RELATIVE

_SUBJECTS = ("nsubj", "nsubj:pass")
#: What hangs from a verb and shares its subject.
_SHARING = ("conj", "xcomp")
#: Punctuation that a noun phrase may hold.
_INSIDE = ("-", "–", "/", "&", "'", "’")
#: No verb is looked for more steps above another.
_STEPS = 4
#: No word of a noun phrase is looked for deeper in its tree.
_LONGEST_WAY = 20
#: The evidence of a cue that was not seen: it may be one or not.
_EVEN = math.log(0.5)


def mend_across_sentences(document: Document, reading: Reading) -> list[Attributed]:
    """The attributions of a reading; those parted off stand last, as parents are indices."""
    if not any(_is_across(document, attributed) for attributed in reading.attributed):
        return list(reading.attributed)
    return _Mender(document, reading).mend()


class _Mender:
    """Mends the attributions of one document."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document, self.reading = document, reading
        self.subject: dict[int, int] = {}
        for token, relation in enumerate(reading.relations):
            if relation in _SUBJECTS:
                self.subject.setdefault(reading.heads[token], token)
        self.cues = {i for attributed in reading.attributed for i in range(*attributed.cue)}

    def mend(self) -> list[Attributed]:
        """The attributions as they were, with a source of their own, or parted."""
        mended: list[Attributed] = []
        parted: list[Attributed] = []
        for attributed in self.reading.attributed:
            off = {s: own for s in attributed.content if (own := self._parted(attributed, s))}
            kept = tuple(stretch for stretch in attributed.content if stretch not in off)
            if off and kept:
                attributed = _with_content(attributed, kept)
                parted += off.values()
            mended.append(self._with_own_source(attributed))
        return mended + parted

    def _with_own_source(self, attributed: Attributed) -> Attributed:
        """With the cue's subject as source, if what was read stands in another sentence."""
        source = attributed.source
        if source is None or attributed.parent is not None:
            return attributed
        if _sentence(self.document, source[0]) == _sentence(self.document, attributed.cue[0]):
            return attributed
        own = self._subject_of(attributed.cue)
        if own is None or any(
            own[0] < last and first < own[1] for first, last in attributed.content
        ):
            return attributed
        return evolve(attributed, source=own)

    def _parted(self, attributed: Attributed, stretch: tuple[int, int]) -> Attributed | None:
        """The attribution of a content that a verb of its own sentence reports, or None."""
        heads, relations = self.reading.heads, self.reading.relations
        if _sentence(self.document, stretch[0]) == _sentence(self.document, attributed.cue[0]):
            return None
        verbs = (heads[i] for i in range(*stretch) if relations[i] == "ccomp")
        verb = next((v for v in verbs if v >= 0 and not stretch[0] <= v < stretch[1]), -1)
        if verb < 0 or verb in self.cues or self.reading.upos[verb] != "VERB":
            return None
        name = lemma(self.document.tokens[verb].text, "VERB")
        source = self._subject_of((verb, verb + 1))
        if source is None or not (name in SPEECH or is_belief(name)):
            return None
        if source[0] < stretch[1] and stretch[0] < source[1]:
            return None
        own = evolve(attributed, cue=(verb, verb + 1), source=source, parent=None)
        return _with_content(evolve(own, evidence=(_EVEN, *own.evidence[1:])), (stretch,))

    def _subject_of(self, cue: tuple[int, int]) -> tuple[int, int] | None:
        """The tokens of the subject of a cue's first verb."""
        reading = self.reading
        verb = next((i for i in range(*cue) if reading.upos[i] in ("VERB", "AUX")), -1)
        for _ in range(_STEPS):
            if verb < 0 or verb in self.subject or reading.relations[verb] not in _SHARING:
                break
            verb = reading.heads[verb]
        subject = self.subject.get(verb, -1)
        if not 0 <= subject < cue[0]:
            return None
        if self.document.tokens[subject].text.lower() in RELATIVE:
            return None
        first, last = subject, subject + 1
        while first > 0 and self._is_under(first - 1, subject):
            first -= 1
        while last < cue[0] and self._is_under(last, subject):
            last += 1
        return first, last

    def _is_under(self, token: int, head: int) -> bool:
        """Whether a token is part of a noun phrase, relative clauses and commas left out."""
        reading = self.reading
        for _ in range(_LONGEST_WAY):
            relation, text = reading.relations[token], self.document.tokens[token].text
            if relation == "acl:relcl" or (relation == "punct" and text not in _INSIDE):
                return False
            token = reading.heads[token]
            if token == head or token < 0:
                return token == head
        return False


def _is_across(document: Document, attributed: Attributed) -> bool:
    """Whether an attribution holds tokens of more than one sentence."""
    first, *others = (attributed.cue, attributed.source or attributed.cue, *attributed.content)
    sentence = _sentence(document, first[0])
    return any(_sentence(document, other[0]) != sentence for other in others)


def _with_content(attributed: Attributed, content: tuple[tuple[int, int], ...]) -> Attributed:
    """With another content, and what the evidence says of how many stretches there are."""
    evidence = (*attributed.evidence[:-1], float(len(content) > 1))
    return evolve(attributed, content=content, evidence=evidence)


def _sentence(document: Document, token: int) -> int:
    """The number of the sentence that holds a token."""
    return bisect_right(document.sentences, token, key=lambda sentence: sentence.first)
