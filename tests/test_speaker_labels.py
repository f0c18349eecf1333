"""Printed labels of who speaks: tables of short transcripts, and what must always hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims import parse_article
from newsclaims.text.segment import segment
from newsclaims.text.speaker_labels import labelled_turns

DATA = Path(__file__).parent / "data" / "speaker_labels"


def rows(name: str, key: str = "turns") -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["comment"]) for row in table if key in row]


def turns(text: str) -> list[list[Any]]:
    found = labelled_turns(segment(text))
    return [[turn.name, [text[a:b] for a, b in turn.stretches]] for turn in found]


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative"))
def test_turns(row: dict[str, Any]) -> None:
    assert turns(row["text"]) == row["turns"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("row", rows("known_failures"))
def test_known_failure(row: dict[str, Any]) -> None:
    assert turns(row["text"]) == row["turns"]


@pytest.mark.parametrize("row", rows("in_the_wild", "speakers"))
def test_each_turn_is_attributed_to_whom_its_label_names(row: dict[str, Any]) -> None:
    found = [a for a in parse_article(row["text"]).attributions if a.parent is None]
    assert [[span.text for span in a.content] for a in found] == [said for _, said in row["turns"]]
    assert [a.speaker and a.speaker.name for a in found] == row["speakers"]


def test_what_is_reported_within_a_turn_stands_inside_it() -> None:
    told = "The minister told reporters on Monday that the bank had paid in May."
    article = parse_article(f"Falk: Who paid?\n\nLima: {told}\n\nFalk: I doubt it.")
    inner = next(a for a in article.attributions if a.cue is not None and a.cue.text == "told")
    outer = next(a for a in article.attributions if a.id == inner.parent)
    assert outer.speaker is not None
    assert (outer.speaker.name, outer.content[0].text) == ("Lima", told)


@given(st.text(alphabet="AQ: .—\n*ab?I", max_size=60))
def test_turns_lie_in_order_in_the_text(text: str) -> None:
    end = 0
    for turn in labelled_turns(segment(text)):
        assert end <= turn.label[0] < turn.label[1]
        assert text[turn.label[0] : turn.label[1]].split() == turn.name.split()
        end = turn.label[1]
        for a, b in turn.stretches:
            assert end <= a < b
            end = b
