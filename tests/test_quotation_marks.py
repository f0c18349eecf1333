"""Quotation marks: tables of texts with every quotation in them, and what always holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.text.quotation_marks import find_quotations

DATA = Path(__file__).parent / "data" / "quotation_marks"
MARKS = "\"“”„‟'‘’`«»‹›「」『』"


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["comment"], marks=marks) for row in table]


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    found, position = [], 0
    for part in text.split("\n\n"):
        found.append((position, position + len(part)))
        position += len(part) + 2
    return found


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative") + rows("known_failures"))
def test_found(row: dict[str, Any]) -> None:
    text = row["text"]
    found = [
        (text[q.start : q.end], q.depth, q.closed, q.continued)
        for q in find_quotations(text, paragraphs_of(text))
    ]
    expected = []
    for want in row["found"]:
        want = {"quotation": want} if isinstance(want, str) else want
        expected.append(
            (
                want["quotation"],
                want.get("depth", 0),
                want.get("closed", True),
                want.get("continues"),
            )
        )
    assert found == expected


texts = st.one_of(
    st.text(alphabet=st.sampled_from(MARKS + "as5.,—( \n"), max_size=60),
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "''", "'", "‘", "’", "«", "»", "``", "said", " ", ", ", ". ", "\n\n"]
        ),
        max_size=40,
    ).map("".join),
    st.text(max_size=60),
)


@given(texts)
def test_quotations_nest_and_keep_to_their_paragraphs(text: str) -> None:
    paragraphs = paragraphs_of(text)
    quotations = find_quotations(text, paragraphs)
    for i, q in enumerate(quotations):
        assert 0 <= q.start < q.inner_start < q.inner_end <= q.end <= len(text)
        assert text[q.inner_start : q.inner_end].strip()
        assert text[q.start : q.inner_start].strip(MARKS + "＂｢") == ""
        assert q.closed == (q.inner_end < q.end)
        assert any(start <= q.start and q.end <= end for start, end in paragraphs)
        outside = [o for o in quotations[:i] if o.end > q.start]
        assert q.depth == len(outside)
        assert all(o.inner_start <= q.start and q.end <= o.end for o in outside)
        if q.continued is not None:
            earlier = quotations[q.continued]
            assert q.continued < i
            assert not earlier.closed
            assert "\n\n" in text[earlier.end : q.start] or text[earlier.end : q.start].isspace()
    assert find_quotations(text, paragraphs) == quotations


@pytest.mark.parametrize("mark", [*MARKS, "''", "``", "a'", "'a ", '5" ', "“a ‘b", "“a”’ "])
def test_endless_marks(mark: str) -> None:
    text = mark * 20_000
    for q in find_quotations(text, [(0, len(text))]):
        assert 0 <= q.start < q.end <= len(text)
