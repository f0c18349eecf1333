"""The type of attributions, from sentences written as ``word/UPOS`` with [cue] and {content}.

Where the syntax matters, a word also has its relation and the number of its head in the sentence:
``word/UPOS/obj>3``. Every other word depends on the cue.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsclaims.attributions import attribution_type as module
from newsclaims.attributions.attribution_type import attribution_type, reports_words
from newsclaims.text.document import Document, Reading, Sentence, Token
from newsclaims.words import values

DATA = Path(__file__).parent / "data" / "attribution_type"


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["words"], marks=marks) for row in table]


def read(words: str) -> tuple[Document, Reading, tuple[int, int], list[tuple[int, int]]]:
    tokens: list[Token] = []
    upos: list[str] = []
    attached: dict[int, tuple[str, int]] = {}
    ranges: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    opened: dict[str, int] = {}
    text = ""
    for i, word in enumerate(words.split()):
        match = re.fullmatch(r"([\[{]*)(.+?)/([A-Z]+)(?:/([a-z:]+)>(\d+))?([\]}]*)", word)
        assert match is not None, word
        before, form, part, relation, governor, after = match.groups()
        for mark in before:
            opened[mark] = i
        text += " " * bool(text)
        tokens.append(Token(len(text), len(text) + len(form), form))
        text += form
        upos.append(part)
        if relation is not None:
            attached[i] = relation, int(governor) - 1
        for mark in after:
            mark = {"]": "[", "}": "{"}[mark]
            ranges[mark].append((opened[mark], i + 1))
    n = len(tokens)
    document = Document(
        text, None, ((0, len(text)),), (Sentence(0, len(text), 0, n, 0),), tuple(tokens)
    )
    cue = ranges["["][0]
    verbs = [i for i in range(*cue) if upos[i] == "VERB"]
    head = verbs[0] if verbs else cue[0]
    arcs = [attached.get(i, ("dep", head)) for i in range(n)]
    arcs[head] = "root", -1
    relations, heads = zip(*arcs, strict=True)
    return document, Reading(tuple(upos), heads, relations, ()), cue, ranges["{"]


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative") + rows("known_failures"))
def test_type(row: dict[str, str]) -> None:
    assert attribution_type(*read(row["words"])) == row["type"]


def test_the_lexicon_names_the_senses_that_there_are() -> None:
    parts = ("verb", "noun", "adjective", "adverb", "phrase")
    named = {sense for part in parts for sense in values(f"cue:{part}").values()}
    assert named == {sense.name for sense in module._SENSES}


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
