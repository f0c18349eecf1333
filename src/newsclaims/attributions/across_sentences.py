"""Mends attributions that the encoder links across sentences, where the syntax of one knows better.

The two rules stand in the tables of `attributions.attributions`.
"""

from __future__ import annotations

import math

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
#: The evidence of a cue that was not seen: it may be one or not.
_EVEN = math.log(0.5)


def parted(
    document: Document, reading: Reading, attributed: Attributed
) -> tuple[Attributed, ...] | None:
    """A content that an unseen cue of its own sentence reports is parted from this cue's others.

    Returns:
        The attribution with what is left to it, then those parted off; None if none is.
    """
    found = ((s, _reported(document, reading, attributed, s)) for s in attributed.content)
    off = {stretch: own for stretch, own in found if own is not None}
    kept = tuple(stretch for stretch in attributed.content if stretch not in off)
    return (_with_content(attributed, kept), *off.values()) if off and kept else None


def with_own_source(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """A source in another sentence gives way to the cue's own subject."""
    source, cue = attributed.source, attributed.cue
    if source is None or attributed.parent is not None or not _is_far(document, source, cue):
        return None
    own = _subject_of(document, reading, cue)
    if own is None or any(_overlap(own, stretch) for stretch in attributed.content):
        return None
    return evolve(attributed, source=own)


def _reported(
    document: Document, reading: Reading, attributed: Attributed, stretch: tuple[int, int]
) -> Attributed | None:
    """The attribution of a content that a verb of its own sentence reports, or None."""
    heads, relations = reading.heads, reading.relations
    if not _is_far(document, stretch, attributed.cue):
        return None
    verbs = (heads[i] for i in range(*stretch) if relations[i] == "ccomp")
    verb = next((v for v in verbs if v >= 0 and not stretch[0] <= v < stretch[1]), -1)
    if verb < 0 or reading.upos[verb] != "VERB":
        return None
    name = lemma(document.tokens[verb].text, "VERB")
    if not (name in SPEECH or is_belief(name)):
        return None
    source = _subject_of(document, reading, (verb, verb + 1))
    is_cue = any(first <= verb < last for first, last in (a.cue for a in reading.attributed))
    if source is None or is_cue or _overlap(source, stretch):
        return None
    return evolve(
        attributed,
        cue=(verb, verb + 1),
        source=source,
        parent=None,
        content=(stretch,),
        evidence=evidence_unseen(attributed, 1),
    )


def evidence_unseen(attributed: Attributed, stretches: int) -> tuple[float, ...]:
    """The evidence of an attribution parted from another, whose cue the network did not see."""
    return _EVEN, *attributed.evidence[1:-1], float(stretches > 1)


def _subject_of(
    document: Document, reading: Reading, cue: tuple[int, int]
) -> tuple[int, int] | None:
    """The tokens of the subject of a cue's first verb."""
    verb = next((i for i in range(*cue) if reading.upos[i] in ("VERB", "AUX")), -1)
    subject = _own_subject(document, reading, verb)
    while subject < 0 <= verb and reading.relations[verb] in _SHARING:
        verb = reading.heads[verb]
        subject = _own_subject(document, reading, verb)
    if not 0 <= subject < cue[0] or document.tokens[subject].text.lower() in RELATIVE:
        return None
    first, last = subject, subject + 1
    while first > 0 and _is_under(document, reading, first - 1, subject):
        first -= 1
    while last < cue[0] and _is_under(document, reading, last, subject):
        last += 1
    return first, last


def _own_subject(document: Document, reading: Reading, verb: int) -> int:
    """The first subject that hangs from a verb, or -1."""
    if verb < 0:
        return -1
    sentence = document.sentences[document.sentence_of(verb)]
    subjects = (i for i in range(sentence.first, sentence.last) if reading.heads[i] == verb)
    return next((i for i in subjects if reading.relations[i] in _SUBJECTS), -1)


def _is_under(document: Document, reading: Reading, token: int, head: int) -> bool:
    """Whether a token is part of a noun phrase, relative clauses and commas left out."""
    while token not in (head, -1):
        relation, text = reading.relations[token], document.tokens[token].text
        if relation == "acl:relcl" or (relation == "punct" and text not in _INSIDE):
            return False
        token = reading.heads[token]
    return token == head


def _is_far(document: Document, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches begin in different sentences."""
    return document.sentence_of(one[0]) != document.sentence_of(other[0])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _with_content(attributed: Attributed, content: tuple[tuple[int, int], ...]) -> Attributed:
    """With another content, and what the evidence says of how many stretches there are."""
    evidence = (*attributed.evidence[:-1], float(len(content) > 1))
    return evolve(attributed, content=content, evidence=evidence)
