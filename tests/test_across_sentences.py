"""Attributions that the encoder links across sentences."""

from __future__ import annotations

from newsclaims.attributions.attributions import changed
from newsclaims.text.document import Attributed, Document, Reading
from trees_by_hand import read_trees

EVIDENCE = (0.0,) * 7
FIRST = "Lima/PROPN/nsubj>2 said/VERB/root buses/NOUN/nsubj>4 run/VERB/ccomp>2 +./PUNCT/punct>2"
SECOND = (
    "The/DET/det>2 council/NOUN/nsubj>3 said/VERB/root trains/NOUN/nsubj>5 stop/VERB/ccomp>3 "
    "+./PUNCT/punct>3"
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
    second = SECOND.replace("said/", "saw/")
    assert changed(*read(both, second)) == [both]


def test_a_cue_takes_its_own_subject_for_a_source_in_another_sentence() -> None:
    far = Attributed((7, 8), (0, 1), ((8, 10),), None, EVIDENCE)
    assert [found.source for found in changed(*read(far))] == [(5, 7)]


def test_a_cue_without_a_subject_keeps_its_source() -> None:
    far = Attributed((7, 8), (0, 1), ((8, 10),), None, EVIDENCE)
    second = SECOND.replace("nsubj>3", "obl>3")
    assert changed(*read(far, second)) == [far]
