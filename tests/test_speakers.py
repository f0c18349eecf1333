"""Who is the speaker: tables of sentences with their syntax, and what must always hold.

A row's sentences are written as ``form|part of speech|head|relation``, heads counted from 1 within
the sentence; ``source`` may end in ``#2`` for the second place where its words stand. A row with a
``text`` instead is read by the shipped encoder, mistakes and all; only its sources are given.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.document import Document, Reading, Sentence, Token
from newsclaims.encoder import load_encoder
from newsclaims.results import Attribution, Span
from newsclaims.segment import segment
from newsclaims.speakers import name_speakers

DATA = Path(__file__).parent / "data" / "speakers"
RELATIONS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "flat",
    "compound",
    "amod",
    "appos",
    "conj",
    "acl:relcl",
    "ccomp",
    "det",
    "case",
    "punct",
    "parataxis",
    "nsubj:pass",
    "root",
    "advcl",
    "dep",
    "cop",
]


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["comment"]) for row in table]


def read(sentences: list[str]) -> tuple[Document, Reading]:
    text, tokens, ranges = "", [], []
    upos, heads, relations = [], [], []
    for line in sentences:
        first, start = len(tokens), len(text) + (2 if text else 0)
        text += "\n\n" if text else ""
        for cell in line.split():
            form, tag, head, relation = cell.split("|")
            opening = not tokens or tokens[-1].text in "“(" or len(text) == start
            text += "" if opening or form in ".,”)'s" else " "
            tokens.append(Token(len(text), len(text) + len(form), form))
            text += form
            upos.append(tag)
            heads.append(first + int(head) - 1 if head != "0" else -1)
            relations.append(relation)
        ranges.append(Sentence(start, len(text), first, len(tokens), len(ranges)))
    paragraphs = tuple((s.start, s.end) for s in ranges)
    document = Document(text, None, paragraphs, tuple(ranges), tuple(tokens))
    return document, Reading(tuple(upos), tuple(heads), tuple(relations), ())


def find(text: str, words: str) -> Span:
    words, _, place = words.partition("#")
    start = -1
    for _ in range(int(place or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def encoded(text: str) -> tuple[Document, Reading]:
    document = segment(text)
    return document, next(iter(load_encoder().read([document])))


def named(row: dict[str, Any]) -> list[dict[str, Any]]:
    document, reading = encoded(row["text"]) if "text" in row else read(row["sentences"])
    attributions = tuple(
        Attribution(
            f"a{i}",
            find(document.text, given["source"]),
            None,
            None,
            (find(document.text, given["content"]),),
            "assertion",
            None,
            1.0,
        )
        for i, given in enumerate(row["attributions"], 1)
    )
    entities, attributions = name_speakers(document, reading, attributions)
    check(document, entities)
    speakers = [attribution.speaker for attribution in attributions]
    return [
        {"name": s.name, "kind": s.kind, "named": s.named, "role": s.role}
        for s in speakers
        if s is not None
    ]


def check(document: Document, entities: Any) -> None:
    """What holds for the entities of any article."""
    spans = [(m.start, m.end) for entity in entities for m in entity.mentions]
    assert len(spans) == len(set(spans))
    assert [entity.id for entity in entities] == [f"e{i}" for i in range(1, len(entities) + 1)]
    firsts = [entity.mentions[0].start for entity in entities]
    assert firsts == sorted(firsts)
    for entity in entities:
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: (m.start, m.end))
        for mention in entity.mentions:
            assert document.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative"))
def test_speaker(row: dict[str, Any]) -> None:
    assert named(row) == row["speakers"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("row", rows("known_failures"))
def test_known_failure(row: dict[str, Any]) -> None:
    assert named(row) == row["speakers"]


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, Reading, tuple[Attribution, ...]]:
    """Any tokens with any syntax, trees or not, and sources anywhere."""
    forms = [
        "Lang",
        "he",
        "I",
        "it",
        "who",
        "the",
        "minister",
        "said",
        "“",
        "”",
        '"',
        ",",
        "(",
        "of",
        "Mr.",
        "and",
        "they",
        "Union",
        "LU",
        "\ud800",
        "🙂",
    ]
    words = draw(st.lists(st.sampled_from(forms), min_size=1, max_size=24))
    tokens, text = [], ""
    for word in words:
        tokens.append(Token(len(text), len(text) + len(word), word))
        text += word + draw(st.sampled_from(["", " "]))
    count = len(tokens)
    tags = ["PROPN", "NOUN", "PRON", "VERB", "PUNCT", "ADJ", "DET", "ADP", "NUM"]
    upos = draw(st.lists(st.sampled_from(tags), min_size=count, max_size=count))
    heads = draw(st.lists(st.integers(-1, count - 1), min_size=count, max_size=count))
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=count, max_size=count))
    cut = draw(st.integers(0, count))
    bounds = [(a, b) for a, b in ((0, cut), (cut, count)) if a < b]
    sentences = tuple(
        Sentence(tokens[a].start, tokens[b - 1].end, a, b, i) for i, (a, b) in enumerate(bounds)
    )
    document = Document(
        text, None, tuple((s.start, s.end) for s in sentences), sentences, tuple(tokens)
    )
    ranges = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(1, 5)), max_size=4))
    attributions = tuple(
        Attribution(
            f"a{i}",
            document.token_span(first, min(first + size, count)),
            None,
            None,
            (document.span(0, tokens[-1].end),),
            "assertion",
            None,
            0.5,
        )
        for i, (first, size) in enumerate(ranges, 1)
    )
    return document, Reading(tuple(upos), tuple(heads), tuple(relations), ()), attributions


@given(readings())
def test_any_reading(case: tuple[Document, Reading, tuple[Attribution, ...]]) -> None:
    document, reading, attributions = case
    entities, spoken = name_speakers(document, reading, attributions)
    check(document, entities)
    known = {entity.id: entity for entity in entities}
    for before, after in zip(attributions, spoken, strict=True):
        assert (after.id, after.source, after.content) == (before.id, before.source, before.content)
        assert after.speaker is not None and known[after.speaker.id] == after.speaker


def test_nothing() -> None:
    empty = Document("", None, (), (), ())
    assert name_speakers(empty, Reading((), (), (), ()), ()) == ((), ())
