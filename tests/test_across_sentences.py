"""Attributions that the encoder links across sentences."""

from __future__ import annotations

from newsclaims.attributions.attributions import changed
from newsclaims.text.document import Attributed, Document, Reading
from trees_by_hand import read_trees

EVIDENCE = (0.0,) * 7
FIRST = (
    "Lima PROPN 2 nsubj | said VERB 0 root | buses NOUN 4 nsubj | "
    "run VERB 2 ccomp | +. PUNCT 2 punct"
)
SECOND = (
    "The DET 2 det | council NOUN 3 nsubj | said VERB 0 root | trains NOUN 5 nsubj | "
    "stop VERB 3 ccomp | +. PUNCT 3 punct"
)


def read(attributed: Attributed, second: str = SECOND) -> tuple[Document, Reading]:
    document, reading = read_trees([FIRST, second])
    return document, Reading(reading.upos, reading.heads, reading.relations, (attributed,))


def test_a_content_goes_to_the_cue_of_its_own_sentence() -> None:
    both = Attributed((1, 2), (0, 1), ((2, 4), (8, 10)), None, EVIDENCE)
    one, other = changed(*read(both))
    assert (one.source, one.cue, one.content) == ((0, 1), (1, 2), ((2, 4),))
    assert (other.source, other.cue, other.content) == ((5, 7), (7, 8), ((8, 10),))


def test_a_content_stays_where_its_sentence_has_no_cue() -> None:
    both = Attributed((1, 2), (0, 1), ((2, 4), (8, 10)), None, EVIDENCE)
    second = SECOND.replace("said VERB", "saw VERB")
    assert changed(*read(both, second)) == [both]


def test_a_cue_takes_its_own_subject_for_a_source_in_another_sentence() -> None:
    far = Attributed((7, 8), (0, 1), ((8, 10),), None, EVIDENCE)
    assert [found.source for found in changed(*read(far))] == [(5, 7)]


def test_a_cue_without_a_subject_keeps_its_source() -> None:
    far = Attributed((7, 8), (0, 1), ((8, 10),), None, EVIDENCE)
    second = SECOND.replace("3 nsubj |", "3 obl |", 1)
    assert changed(*read(far, second)) == [far]
