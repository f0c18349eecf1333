"""Attributions: what is made of the encoder's links besides ids and confidences."""

from __future__ import annotations

import pytest
from attrs import evolve

from newsclaims.attributions.attributions import find_attributions
from newsclaims.text.document import Attributed
from trees_by_hand import read_trees

EVIDENCE = (0.0,) * 7

PLANNED = (
    "Keller/PROPN/nsubj>2 planned/VERB/root to/PART/mark>4 host/VERB/xcomp>2 a/DET/det>6 "
    "summit/NOUN/obj>4 +,/PUNCT/punct>8 said/VERB/parataxis>2 Berg/PROPN/nsubj>8 +./PUNCT/punct>2"
)


def contents(tree: str, attributed: Attributed) -> list[str]:
    """What each attribution's content is, for one attribution that was read in a sentence."""
    document, reading = read_trees([tree])
    reading = evolve(reading, attributed=(attributed,))
    return [span.text for found in find_attributions(document, reading) for span in found.content]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((2, 3), "to host a summit"),
        ((2, 6), "to host a summit"),
        ((5, 6), "summit"),
    ],
)
def test_a_conjunction_alone_is_completed(content: tuple[int, int], expected: str) -> None:
    attributed = Attributed((1, 2), (0, 1), (content,), None, EVIDENCE)
    assert contents(PLANNED, attributed) == [expected]


BLOW = (
    "In/ADP/case>3 a/DET/det>3 blow/NOUN/obl>8 to/ADP/case>5 Keller/PROPN/nmod>3 +,/PUNCT/punct>3 "
    "they/PRON/nsubj>8 said/VERB/root nobody/PRON/nsubj>10 came/VERB/ccomp>8 +./PUNCT/punct>8"
)


def test_a_phrase_in_front_that_tells_of_the_saying_is_no_content() -> None:
    attributed = Attributed((7, 8), (6, 7), ((0, 5), (8, 10)), None, EVIDENCE)
    assert contents(BLOW, attributed) == ["nobody came"]


def test_what_is_said_in_front_stays() -> None:
    """As in "Nobody," they said, "came": the first part hangs on the second."""
    tree = BLOW.replace("blow/NOUN/obl>8", "blow/NOUN/obl>10")
    attributed = Attributed((7, 8), (6, 7), ((0, 5), (8, 10)), None, EVIDENCE)
    assert contents(tree, attributed) == ["In a blow to Keller", "nobody came"]


def test_of_inner_attributions_those_stay_that_the_syntax_makes_clauses() -> None:
    """In "Keller planned to host …" Keller is the subject and the infinitive is governed."""
    outer = Attributed((7, 8), (8, 9), ((0, 6),), None, EVIDENCE)
    document, reading = read_trees([PLANNED])
    for source, kept in (((0, 1), 2), ((5, 6), 1)):
        inner = Attributed((1, 2), source, ((2, 6),), 0, EVIDENCE)
        found = find_attributions(document, evolve(reading, attributed=(outer, inner)))
        assert len(found) == kept
        assert [a.parent for a in found] == [None, found[0].id][:kept]
