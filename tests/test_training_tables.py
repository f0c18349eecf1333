"""What training learns besides the network: the table of base forms, and Punkt's parameters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclaims.text.lemmas import by_suffix
from newsclaims.text.segment import load_punkt
from newsclaims.training.lemmas import dump, learn, write
from newsclaims.training.punkt import save_punkt, train_punkt

TREEBANK = """\
1	Rebels	rebel	NOUN	_	_	2	nsubj	_	_
2	walked	walk	VERB	_	_	0	root	_	_
3	talked	talk	VERB	_	_	2	conj	_	_
4	rested	rest	VERB	_	_	2	conj	_	_
5	knelt	kneel	VERB	_	_	2	conj	_	_
6	dnace	dance	VERB	_	Typo=Yes	2	conj	_	_
7-8	don't	_	_	_	_	_	_	_	_
"""


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


def test_punkt_parameters_survive_saving(tmp_path: Path) -> None:
    texts = ["He met Dr. Lund. The doctor, Dr. Lund, met Dr. Ali. It rained."] * 20
    save_punkt(train_punkt(texts), tmp_path / "a.json")
    save_punkt(train_punkt(texts), tmp_path / "b.json")
    data = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert data == (tmp_path / "b.json").read_text(encoding="utf-8")
    assert "dr" in json.loads(data)["abbreviations"]
    assert "dr" in load_punkt(data).abbrev_types
