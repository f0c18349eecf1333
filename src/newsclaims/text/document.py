"""A segmented article, and what the encoder reads in it.

What it consists of (tokens, sentences, mentions) stands in `newsclaims.text.records`; other
packages take all from here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from newsclaims.results import Span
from newsclaims.text import nltk_trees
from newsclaims.text.indices import SentenceIndex
from newsclaims.text.lemmas import lemma
from newsclaims.text.records import Attributed, Mention, Reading, Sentence, Sureness, Token

if TYPE_CHECKING:
    from nltk.parse import DependencyGraph
    from nltk.tree import Tree

__all__ = ["Attributed", "Document", "Mention", "Reading", "Sentence", "Sureness", "Token"]


@frozen(slots=True)
class Document:
    """A segmented article; `newsclaims.read_document` gives one that has been read.

    Attributes:
        text: Exactly the input.
        title: Index of the sentence that is the headline, or None.
        paragraphs: (start, end) offsets of each paragraph, in order.
        sentences: In order; none crosses a paragraph.
        tokens: In order; none crosses a sentence.
        reading: What the encoder reads in it, or None if it is only segmented.
    """

    text: str
    title: int | None
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    reading: Reading | None = field(default=None, repr=False)

    def with_reading(self, reading: Reading) -> Document:
        """The same document with what the encoder reads in it, at its tokens too.

        Raises:
            ValueError: The reading is of another number of tokens.
        """
        rows = zip(self.tokens, reading.upos, reading.heads, reading.relations, strict=True)
        tokens = tuple(
            Token(
                t.start, t.end, t.text, _lemma(t.text, upos), upos, None if h < 0 else h, relation
            )
            for t, upos, h, relation in rows
        )
        return evolve(self, tokens=tokens, reading=reading)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The stretches that refer to something, in order, longer ones first; they may be nested.

        Those with the same ``chain`` refer to the same thing. ``token_span(mention.first,
        mention.last)`` gives the words. Empty in a document that is only segmented.
        """
        return () if self.reading is None else self.reading.mentions

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one of the document's sentences."""
        return self.tokens[sentence.first : sentence.last]

    def span(self, start: int, end: int) -> Span:
        """The stretch between two code-point offsets."""
        return Span(start, end, self.text[start:end])

    def token_span(self, first: int, last: int) -> Span:
        """The stretch from token ``first`` up to, not including, token ``last``."""
        return self.span(self.tokens[first].start, self.tokens[last - 1].end)

    def tokens_in(self, start: int, end: int) -> range:
        """The indices of the tokens that overlap the stretch between two code-point offsets."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        return range(first, bisect_left(self.tokens, end, key=lambda token: token.start))

    def sentence_of(self, token: int) -> SentenceIndex:
        """The index of the sentence that holds a token."""
        after = bisect_right(self.sentences, token, key=lambda sentence: sentence.first)
        return SentenceIndex(after - 1)

    def to_dependency_graphs(self) -> list[DependencyGraph]:
        """The syntax of each sentence as NLTK's ``DependencyGraph``.

        A node's ``address`` counts the sentence's tokens from 1; ``ctag`` and ``tag`` are both the
        Universal part of speech, and ``rel`` is the Universal Dependencies relation, "root" at the
        root. A sentence too long to be read at once has several roots: as NLTK knows only one, the
        later ones hang from the first, as "dep".

        Raises:
            ValueError: The document is only segmented.
        """
        self._read()
        return [nltk_trees.dependency_graph(self.tokens, s) for s in self.sentences]

    def to_trees(self) -> list[Tree]:
        """The syntax of each sentence as NLTK's ``Tree``, the same as ``DependencyGraph.tree()``.

        A word with dependents is the label of a subtree that holds them, in the order printed; a
        word without any is a leaf. So ``leaves()`` has not every word, and a head comes before its
        dependents wherever it is printed. For all the words in order see `to_chunk_trees`.

        Raises:
            ValueError: The document is only segmented.
        """
        self._read()
        return [nltk_trees.dependency_tree(self.tokens, s) for s in self.sentences]

    def to_chunk_trees(self) -> list[Tree]:
        """Each sentence as a flat ``Tree`` of its names, as NLTK's ``ne_chunk`` gives them.

        The leaves are all tokens, in order, as (word, Universal part of speech). Persons,
        organizations and places that have a proper name are subtrees, labelled "PERSON",
        "ORGANIZATION" and "PLACE"; of nested ones the outermost. What is said of a name after it (a
        relative clause, an apposition) is left out.

        Raises:
            ValueError: The document is only segmented.
        """
        reading = self._read()
        return nltk_trees.chunk_trees(self.tokens, self.sentences, reading)

    def _read(self) -> Reading:
        """What the encoder reads in it.

        Raises:
            ValueError: The document is only segmented.
        """
        if self.reading is None:
            raise ValueError(
                "the document is only segmented: read_document() gives one with syntax"
            )
        return self.reading


def _lemma(form: str, upos: str) -> str:
    """A base form with the capitals that Universal Dependencies keeps."""
    if upos in ("PROPN", "X"):
        return form
    found = lemma(form, upos)
    return "I" if found == "i" and upos == "PRON" else found
