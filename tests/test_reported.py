"""Who said what, from the text to the attributions: layouts and constructions that go wrong easily.

A row's attributions are all that must come out, as [source, cue, [content, …]]; its quotes, if it
has any, are their texts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsclaims import parse_article

DATA = Path(__file__).parent / "data" / "reported"


def rows(name: str, *marks: pytest.MarkDecorator) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=f"{name}: {row['comment']}", marks=marks) for row in table]


@pytest.mark.parametrize(
    "row",
    rows("in_the_wild") + rows("negative") + rows("known_failures", pytest.mark.xfail(strict=True)),
)
def test_table(row: dict[str, Any]) -> None:
    article = parse_article(row["text"])
    found = [
        [
            None if a.source is None else a.source.text,
            None if a.cue is None else a.cue.text,
            [span.text for span in a.content],
        ]
        for a in article.attributions
    ]
    assert found == row["attributions"]
    if "quotes" in row:
        assert [quote.text for quote in article.quotes] == row["quotes"]
