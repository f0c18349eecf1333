"""Cuts words into BERT's word pieces by greedy longest match (Wu et al., 2016), memoised.

The vocabulary is that of bert-base-uncased, which MiniLM shares. Forty lines here instead of the
`tokenizers` package, which would bring a hub client and an HTTP stack into an offline library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

MAX_PIECES = 12
"""A word of more pieces is cut off here, so that a monstrous one cannot fill a window."""

_MAX_CHARACTERS = 100
_PUNCTUATION = re.compile(r"(?u)\w+|[^\w\s]|_")


class WordPieces:
    """The word-piece vocabulary.

    Args:
        vocabulary: The pieces; a piece's id is its position.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.start = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self._unknown = self._ids["[UNK]"]
        self.pieces = lru_cache(maxsize=100_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one and at most `MAX_PIECES`."""
        found: list[int] = []
        for part in _PUNCTUATION.findall(_normalised(word[:_MAX_CHARACTERS])):
            found.extend(self._longest_match(part))
        return tuple(found[:MAX_PIECES]) or (self._unknown,)

    def _longest_match(self, part: str) -> list[int]:
        found, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self._ids.get(prefix + part[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _normalised(word: str) -> str:
    """Lower case without accents, as the uncased vocabulary was built."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
