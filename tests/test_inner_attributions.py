"""Attributions inside the content of others: whose they are, and which are kept."""

from __future__ import annotations

from newsclaims.attributions.attributions import _parent
from newsclaims.reading.encoder import _inside
from newsclaims.text.document import Attributed

OUTER = Attributed((2, 3), (0, 2), ((3, 20),), None, ())  # "Ann Berg / said / …"


def inner(cue: int, first: int, last: int, source: tuple[int, int] | None = (4, 5)) -> Attributed:
    return Attributed((cue, cue + 1), source, ((first, last),), None, ())


def parents(*found: Attributed) -> list[tuple[int, int | None]]:
    """The cue of each that is kept, and the index of its parent."""
    return [(a.cue[0], a.parent) for a in _inside([OUTER], found)]


def test_the_parent_is_the_attribution_around() -> None:
    assert parents(inner(5, 6, 20)) == [(5, 0)]


def test_one_inside_another_inner_one_has_that_as_its_parent() -> None:
    assert parents(inner(9, 10, 20, (8, 9)), inner(5, 6, 20)) == [(5, 0), (9, 1)]


def test_what_reaches_out_of_every_content_is_left_out() -> None:
    assert parents(inner(5, 6, 21)) == []
    assert parents(inner(1, 4, 8)) == []


def test_an_outer_cue_is_no_inner_one() -> None:
    assert parents(inner(2, 6, 9)) == []


def test_without_a_source_there_is_no_inner_attribution() -> None:
    assert parents(inner(5, 6, 20, None)) == []


def test_a_parent_that_is_not_kept_hands_on_to_its_own() -> None:
    found = [OUTER, *_inside([OUTER], [inner(5, 6, 20), inner(9, 10, 20, (8, 9))])]
    assert [_parent(found, i, {0: "a1", 1: "a2", 2: "a3"}) for i in range(3)] == [None, "a1", "a2"]
    assert _parent(found, 2, {0: "a1", 2: "a2"}) == "a1"
