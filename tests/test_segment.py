from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.text.repair import repaired
from newsclaims.text.segment import (
    MAX_SENTENCE_LENGTH,
    MAX_TOKEN_LENGTH,
    load_punkt,
    mask_quotes,
    segment,
    tokenize,
)

DATA = Path(__file__).parent / "data" / "segment"


def rows(name: str, *marks: pytest.MarkDecorator) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(row, id=f"{name}: {row['comment']}, {row['text'][:20]}", marks=marks)
        for row in table
    ]


@pytest.mark.parametrize(
    "row",
    rows("in_the_wild") + rows("negative") + rows("known_failures", pytest.mark.xfail(strict=True)),
)
def test_table(row: dict[str, Any]) -> None:
    text = row["text"]
    document = segment(text)
    if "tokens" in row:
        assert [token.text for token in tokenize(text, 0, len(text))] == row["tokens"]
    if "sentences" in row:
        assert [text[s.start : s.end] for s in document.sentences] == row["sentences"]
    if "title" in row:
        title = None
        if document.title is not None:
            sentence = document.sentences[document.title]
            title = text[sentence.start : sentence.end]
        assert title == row["title"]


ODD = st.sampled_from(
    [
        *"“ ” \" '' `` ' ’ « » . ... … ? ! ) ( - -- U.S. Mr. don't can’t a-b 1/2 $5 @x".split(),
        *"a@b.c 😀 שלום http://x.y/z Word word said No. cannot é [1] :) & / _".split(),
        *"\n\r\x0c\x85\u2028\u2029 \t\u00a0\0\ud800",
        *("\r\n", "\n\n", "\r\n\r\n"),
    ]
)
TEXTS = st.one_of(st.text(st.characters()), st.lists(ODD, max_size=40).map("".join)).filter(
    lambda text: repaired(text) is None
)


@given(TEXTS)
def test_segmentation_covers_the_text_exactly(text: str) -> None:
    document = segment(text)
    assert document == segment(text)
    position = 0
    for token in document.tokens:
        assert not text[position : token.start].strip()
        assert text[token.start : token.end] == token.text
        assert token.text and not any(map(str.isspace, token.text))
        assert len(token.text) <= MAX_TOKEN_LENGTH
        position = token.end
    assert not text[position:].strip()

    first = end = paragraph = 0
    for sentence in document.sentences:
        assert sentence.first == first < sentence.last
        assert end <= sentence.start == document.tokens[sentence.first].start
        assert sentence.end == document.tokens[sentence.last - 1].end
        left, right = document.paragraphs[sentence.paragraph]
        assert left <= sentence.start < sentence.end <= right
        assert sentence.paragraph in (paragraph, paragraph + 1)
        first, end, paragraph = sentence.last, sentence.end, sentence.paragraph
    assert first == len(document.tokens)
    assert document.title in (None, 0)


@given(TEXTS)
def test_masking_keeps_the_length(text: str) -> None:
    assert len(mask_quotes(text)) == len(text)


@pytest.mark.parametrize(
    "unit", ["x", "word ", '"', "”", "\n", ".", "a. ", "a-", '." A', "http://"]
)
def test_long_texts_are_bounded(unit: str) -> None:
    document = segment(unit * 20_000)
    assert "".join(token.text for token in document.tokens) == (unit * 20_000).replace(
        " ", ""
    ).replace("\n", "")
    assert all(s.end - s.start <= MAX_SENTENCE_LENGTH for s in document.sentences)


def test_a_long_paragraph_is_not_cut_inside_a_sentence() -> None:
    sentence = "The council met again on Tuesday and said nothing."
    document = segment(" ".join([sentence] * 3000))
    assert {document.text[s.start : s.end] for s in document.sentences} == {sentence}


def test_tokens_have_offsets_of_the_whole_text() -> None:
    text = "He left. She didn’t."
    assert [(t.start, t.end) for t in tokenize(text, 9, 20)] == [
        (9, 12),
        (13, 16),
        (16, 19),
        (19, 20),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n\t\u2029"])
def test_blank_text_has_nothing_in_it(text: str) -> None:
    document = segment(text)
    assert (document.paragraphs, document.sentences, document.tokens) == ((), (), ())


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"abbreviations": []}'])
def test_broken_punkt_parameters_are_a_value_error(data: str) -> None:
    with pytest.raises(ValueError):
        load_punkt(data)


def test_importing_does_not_load_the_parameters() -> None:
    code = "import newsclaims.text.segment as s; assert not s._parameters.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)
