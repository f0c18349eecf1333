"""Cuts a document into windows and turns them into the encoder's inputs.

Training and run time share this module, so that the model always sees what it was trained on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from newsclaims.reading.wordpiece import MAX_PIECES as LONGEST
from newsclaims.reading.wordpiece import WordPieces
from newsclaims.text.document import Document
from newsclaims.text.furniture import unended_lines

MAX_PIECES = 256
"""Word pieces in a window at most, its start and end marks not counted."""

_SHAPES = ("lower", "capital", "capitals", "mixed", "digit", "open", "close", "straight", "other")
_SHAPE_ID = {name: i for i, name in enumerate(_SHAPES)}
_POSITIONS = 3  # inside a sentence, at its start, at a paragraph's start
SHAPES = len(_SHAPES) * _POSITIONS * 2
"""How many different values `Inputs.shapes` takes."""

_OPENING, _CLOSING, _STRAIGHT = "“«„``", "”»''", '"'


@frozen(slots=True)
class Window:
    """Tokens that are read together: a half-open range of the document's tokens."""

    first: int
    last: int


@frozen(slots=True)
class Words:
    """What the encoder needs to know of each token of a document, in order.

    Attributes:
        pieces: Word-piece ids of each token.
        shapes: Shape of each token: its case or kind of mark, its place in the sentence and
            whether it stands inside quotation marks.
        sentences: Index of the sentence of each token.
    """

    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    sentences: tuple[int, ...]


@frozen(slots=True, eq=False)
class Inputs:
    """A batch for the encoder: B windows of at most P pieces and W words, padded with zeros.

    Attributes:
        pieces: (B, P) word-piece ids.
        shapes: (B, P) shape of the word that each piece belongs to.
        mask: (B, P) 1 for a piece, 0 for padding.
        starts: (B, W) position of each word's first piece; 0 for padding.
        sentences: (B, W) sentence of each word, counted from 1 in each window; 0 for padding.
    """

    pieces: npt.NDArray[np.int64]
    shapes: npt.NDArray[np.int64]
    mask: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    sentences: npt.NDArray[np.int64]

    def named(self) -> dict[str, npt.NDArray[np.int64]]:
        """The arrays by the names of the model's inputs."""
        return {name: getattr(self, name) for name in INPUT_NAMES}


INPUT_NAMES = ("pieces", "shapes", "mask", "starts", "sentences")


def describe(document: Document, vocabulary: WordPieces) -> Words:
    """Looks up every token of a document.

    A full stop is added to the pieces of the last word of lines in a row that have none.
    """
    shapes: list[int] = []
    sentences: list[int] = []
    paragraph, inside = -1, False
    for index, sentence in enumerate(document.sentences):
        position = 1
        if sentence.paragraph != paragraph:
            paragraph, position, inside = sentence.paragraph, 2, False
        for token in document.tokens[sentence.first : sentence.last]:
            shape = _shape(token.text)
            opens = shape == "open" or (shape == "straight" and not inside)
            closes = shape == "close" or (shape == "straight" and inside)
            inside = (inside or opens) and not closes
            shapes.append((_SHAPE_ID[shape] * _POSITIONS + position) * 2 + inside)
            sentences.append(index)
            position = 0
    pieces = [vocabulary.pieces(token.text) for token in document.tokens]
    for paragraph in unended_lines(document):
        end = document.paragraphs[paragraph][1]
        last = document.tokens_in(end - 1, end).start
        pieces[last] = (*pieces[last][: LONGEST - 1], *vocabulary.pieces("."))
    return Words(tuple(pieces), tuple(shapes), tuple(sentences))


def _shape(word: str) -> str:
    if word.islower():
        return "lower"
    if word[0].isalpha():
        if word.isupper() and len(word) > 1:
            return "capitals"
        return "capital" if word[0].isupper() and not word[1:].isupper() else "mixed"
    if word[0].isdigit():
        return "digit"
    if word in _STRAIGHT:
        return "straight"
    if word in _OPENING:
        return "open"
    return "close" if word in _CLOSING else "other"


def cut(document: Document, words: Words, max_pieces: int = MAX_PIECES) -> Iterator[Window]:
    """Packs whole paragraphs into windows of at most ``max_pieces`` pieces.

    A paragraph that is too long is cut between sentences, a sentence between words.
    """
    first = size = 0
    for start, stop in _units(document, words, max_pieces):
        length = sum(len(words.pieces[i]) for i in range(start, stop))
        if size and size + length > max_pieces:
            yield Window(first, start)
            first, size = start, 0
        size += length
    if size:
        yield Window(first, len(document.tokens))


def _units(document: Document, words: Words, max_pieces: int) -> Iterator[tuple[int, int]]:
    """Token ranges that are kept whole: paragraphs, else sentences, else as much as fits."""
    paragraphs: list[list[tuple[int, int]]] = []
    last_paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != last_paragraph:
            paragraphs.append([])
            last_paragraph = sentence.paragraph
        paragraphs[-1].append((sentence.first, sentence.last))
    for sentences in paragraphs:
        whole = (sentences[0][0], sentences[-1][1])
        for unit in [whole] if _size(words, *whole) <= max_pieces else sentences:
            yield from _pieces_of(words, *unit, max_pieces)


def sentence_windows(words: Words, first: int, last: int) -> Iterator[Window]:
    """A window for one sentence alone, or several where it is too long for one."""
    for start, stop in _pieces_of(words, first, last, MAX_PIECES):
        yield Window(start, stop)


def _size(words: Words, first: int, last: int) -> int:
    return sum(map(len, words.pieces[first:last]))


def _pieces_of(words: Words, first: int, last: int, limit: int) -> Iterator[tuple[int, int]]:
    size = 0
    for i in range(first, last):
        if size + len(words.pieces[i]) > limit:
            yield first, i
            first, size = i, 0
        size += len(words.pieces[i])
    if first < last:
        yield first, last


def batch(vocabulary: WordPieces, rows: Sequence[tuple[Words, Window]]) -> Inputs:
    """The arrays for some windows, of one document or of several."""
    pieces, shapes, starts, sentences = [], [], [], []
    for words, window in rows:
        row, row_shapes, row_starts = [vocabulary.start], [0], []
        for i in range(window.first, window.last):
            row_starts.append(len(row))
            row.extend(words.pieces[i])
            row_shapes.extend([words.shapes[i]] * len(words.pieces[i]))
        pieces.append([*row, vocabulary.end])
        shapes.append([*row_shapes, 0])
        starts.append(row_starts)
        offset = words.sentences[window.first] - 1
        sentences.append([s - offset for s in words.sentences[window.first : window.last]])
    mask = [[1] * len(row) for row in pieces]
    return Inputs(*map(_padded, (pieces, shapes, mask, starts, sentences)))


def _padded(rows: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out
