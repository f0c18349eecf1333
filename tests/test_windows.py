"""Word pieces and windows: what the encoder gets to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.model_files import read_bytes
from newsclaims.reading.windows import SHAPES, batch, cut, describe
from newsclaims.reading.wordpiece import MAX_PIECES, WordPieces
from newsclaims.text.segment import segment

VOCABULARY = read_bytes("vocab.txt").decode("utf-8").splitlines()
PIECES = WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("minister", ["minister"]),
        ("Minister", ["minister"]),  # uncased
        ("Erdoğan", ["er", "##dog", "##an"]),  # accents are dropped
        ("ceasefires", ["ceasefire", "##s"]),
        ("U.S.", ["u", ".", "s", "."]),  # punctuation stands alone
        ("“", ["“"]),
        ("’s", ["’", "s"]),
        ("\ud800", ["[UNK]"]),  # a lone surrogate
        ("\u200f", ["[UNK]"]),  # a mark that the vocabulary does not know
    ],
)
def test_pieces(word: str, expected: list[str]) -> None:
    assert [VOCABULARY[i] for i in PIECES.pieces(word)] == expected


@given(st.text(min_size=1, max_size=300))
def test_pieces_are_few_and_never_none(word: str) -> None:
    assert 1 <= len(PIECES.pieces(word)) <= MAX_PIECES


PARAGRAPHS = st.lists(st.text("ab .“”\"'A9", min_size=1, max_size=200), max_size=8)


@given(PARAGRAPHS, st.integers(MAX_PIECES, 60))
def test_windows_cover_every_token_once_and_stay_small(
    paragraphs: list[str], max_pieces: int
) -> None:
    document = segment("\n\n".join(paragraphs))
    words = describe(document, PIECES)
    windows = list(cut(document, words, max_pieces))
    covered = [i for window in windows for i in range(window.first, window.last)]
    assert covered == list(range(len(document.tokens)))
    for window in windows:
        pieces = words.pieces[window.first : window.last]
        assert 0 < sum(map(len, pieces)) <= max_pieces
    assert all(0 <= shape < SHAPES for shape in words.shapes)


def test_paragraphs_that_fit_are_not_cut() -> None:
    text = "\n\n".join(["One short paragraph stands here."] * 4)
    document = segment(text)
    words = describe(document, PIECES)
    starts = {document.tokens[w.first].start for w in cut(document, words, 15)}
    assert starts <= {start for start, _ in document.paragraphs}
    assert len(starts) == 2


def test_batch_pads_with_zeros_and_counts_sentences_from_one() -> None:
    document = segment("He left. She stayed at home, he said.\n\nNobody knew.")
    words = describe(document, PIECES)
    short, long = list(cut(document, words, 12))[-1], next(iter(cut(document, words, 12)))
    inputs = batch(PIECES, [(words, short), (words, long)])
    assert inputs.pieces.shape == inputs.shapes.shape == inputs.mask.shape
    assert inputs.starts.shape == inputs.sentences.shape
    assert inputs.sentences[0, 0] == inputs.sentences[1, 0] == 1
    lengths = inputs.mask.sum(1)
    assert inputs.pieces[0, lengths[0] - 1] == PIECES.end
    assert not inputs.pieces[0, lengths[0] :].any()
