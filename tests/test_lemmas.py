"""Base forms: a table of words."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.text.lemmas import lemma

DATA = Path(__file__).parent / "data" / "lemmas"


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    mark = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=f"{row['form']}-{row['upos']}", marks=mark) for row in table]


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("known_failures"))
def test_lemma(row: dict[str, str]) -> None:
    assert lemma(row["form"], row["upos"]) == row["lemma"]


@given(st.text(), st.sampled_from(["VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN", "PART", "", "?"]))
def test_any_word_has_a_base_form(form: str, upos: str) -> None:
    found = lemma(form, upos)
    assert isinstance(found, str)
    assert bool(found) == bool(form)


def test_import_loads_no_table() -> None:
    code = "import newsclaims.text.lemmas as m; assert m._tables.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_shipped_table_is_small() -> None:
    path = resources.files("newsclaims") / "model" / "lemmas.json"
    assert len(path.read_bytes()) < 60_000
