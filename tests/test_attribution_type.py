"""The type of attributions, from trees (`trees_by_hand`) with [cue] and {content}."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsclaims.attributions import attribution_type as module
from newsclaims.attributions.attribution_type import attribution_type, reports_words
from newsclaims.words import values
from trees_by_hand import read_marked

DATA = Path(__file__).parent / "data" / "attribution_type"


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["tree"], marks=marks) for row in table]


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative") + rows("known_failures"))
def test_type(row: dict[str, str]) -> None:
    document, reading, marked = read_marked(row["tree"])
    ((cue,), contents) = marked["["], marked["{"]
    assert attribution_type(document, reading, cue, contents) == row["type"]


def test_the_lexicon_names_the_senses_that_there_are() -> None:
    parts = ("verb", "noun", "adjective", "adverb", "phrase")
    named = {sense for part in parts for sense in values(f"cue:{part}").values()}
    assert named == set(module._SENSES)


@pytest.mark.parametrize(
    ("cue", "type_", "expected"),
    [
        ("said", "assertion", True),
        ("according to", "assertion", True),
        (":", "assertion", True),
        (None, "assertion", True),
        ("urged", "eventuality", True),
        ("vowed", "eventuality", True),
        ("told", "eventuality", True),
        ("agreed to", "eventuality", False),
        ("declined", "eventuality", False),
        ("hopes", "eventuality", False),
        ("hoped", "belief", False),
        ("knew", "fact", False),
        ("criticized", "assertion", False),
        ("talked about", "assertion", False),
        ("did not respond to", "assertion", False),
        ("", "assertion", True),
        ("In", "assertion", True),
        ("premiered", "assertion", False),
        ("offered", "assertion", True),
        ("offered to", "eventuality", True),
        ("rejected", "eventuality", False),
        ("expressed", "assertion", False),
        ("enacted", "eventuality", False),
    ],
)
def test_reports_words(cue: str | None, type_: Any, expected: bool) -> None:
    assert reports_words(cue, type_) is expected
