"""Base forms: a table of words, and how the table that ships is learned."""

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

from newsclaims.text.lemmas import by_suffix, lemma
from newsclaims.training.lemmas import dump, learn, write

DATA = Path(__file__).parent / "data" / "lemmas"
TREEBANK = """\
1	Rebels	rebel	NOUN	_	_	2	nsubj	_	_
2	walked	walk	VERB	_	_	0	root	_	_
3	talked	talk	VERB	_	_	2	conj	_	_
4	rested	rest	VERB	_	_	2	conj	_	_
5	knelt	kneel	VERB	_	_	2	conj	_	_
6	dnace	dance	VERB	_	Typo=Yes	2	conj	_	_
7-8	don't	_	_	_	_	_	_	_	_
"""


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


def test_learn(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    tables = learn([path])
    assert tables["VERB"]["suffixes"]["ed"] == (2, "")
    assert tables["VERB"]["forms"]["knelt"] == "kneel"
    assert "walked" not in tables["VERB"]["forms"]
    assert "dnace" not in tables["VERB"]["forms"]
    assert tables["AUX"]["forms"]["wo"] == "will"
    assert dump(learn([path, path])) == dump(learn([path, path]))


def test_learn_passes_over_slips(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    slips = """\
1	widen	wide	VERB	VB	VerbForm=Inf	0	root	_	_
2	hinges	hing	VERB	VBZ	Mood=Ind|VerbForm=Fin	1	conj	_	_
3	reaches	reach	VERB	VBZ	Mood=Ind|VerbForm=Fin	1	conj	_	_
4	vetoes	veto	VERB	VBZ	Mood=Ind|VerbForm=Fin	1	conj	_	_
"""
    path.write_text(slips, encoding="utf-8")
    table = learn([path])["VERB"]
    bases = {
        form: table["forms"].get(form, by_suffix(form, table["suffixes"]))
        for form in ("widen", "widens", "widened", "hinges", "hinging", "reaches", "vetoes")
    }
    assert list(bases.values()) == [*["widen"] * 3, *["hinge"] * 2, "reach", "veto"]


def test_write_needs_the_treebanks(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="gum"):
        write(tmp_path, tmp_path / "lemmas.json")
