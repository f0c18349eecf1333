"""A segmented article, and what the encoder reads in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import Attribute, evolve, field, frozen, validators

from newsclaims.results import Span
from newsclaims.text.lemmas import lemma

if TYPE_CHECKING:
    from nltk.parse import DependencyGraph
    from nltk.tree import Tree


@frozen(slots=True)
class Token:
    """A word or punctuation mark, and its place in the syntax of its sentence.

    The last four attributes are filled by `newsclaims.read_document`; in a document that is only
    segmented they have their defaults.

    Attributes:
        start: Code-point offset of its first character in the article.
        end: Offset just past its last character.
        text: As printed.
        lemma: Base form, as Universal Dependencies has it: lower-case, a proper noun as printed.
        upos: Universal part of speech ("NOUN", "VERB", …).
        head: Index, in the document's tokens, of its syntactic head; None for a root.
        relation: Universal Dependencies relation to its head ("nsubj", "nsubj:pass", …), "root"
            for a root.
    """

    start: int
    end: int
    text: str
    lemma: str = ""
    upos: str = ""
    head: int | None = None
    relation: str = ""

    def __str__(self) -> str:
        return self.text


@frozen(slots=True)
class Sentence:
    """A sentence: its offsets, and its tokens as a half-open range of the document's tokens.

    Attributes:
        start: Code-point offset of its first character in the article.
        end: Offset just past its last character.
        first: Index of its first token in the document.
        last: Index of the token after its last one.
        paragraph: Index of its paragraph.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int


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
                token.start,
                token.end,
                token.text,
                _lemma(token.text, upos),
                upos,
                None if head < 0 else head,
                relation,
            )
            for token, upos, head, relation in rows
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

    def to_dependency_graphs(self) -> list[DependencyGraph]:
        """The syntax of each sentence as NLTK's ``DependencyGraph``.

        A node's ``address`` counts the sentence's tokens from 1; ``ctag`` and ``tag`` are both the
        Universal part of speech, and ``rel`` is the Universal Dependencies relation, "root" at the
        root. A sentence too long to be read at once has several roots: as NLTK knows only one, the
        later ones hang from the first, as "dep".

        Raises:
            ValueError: The document is only segmented.
        """
        from newsclaims.text.nltk_trees import dependency_graphs

        return dependency_graphs(self)

    def to_trees(self) -> list[Tree]:
        """The syntax of each sentence as NLTK's ``Tree``, the same as ``DependencyGraph.tree()``.

        A word with dependents is the label of a subtree that holds them, in the order printed; a
        word without any is a leaf. So ``leaves()`` has not every word, and a head comes before its
        dependents wherever it is printed. For all the words in order see `to_chunk_trees`.

        Raises:
            ValueError: The document is only segmented.
        """
        from newsclaims.text.nltk_trees import dependency_trees

        return dependency_trees(self)

    def to_chunk_trees(self) -> list[Tree]:
        """Each sentence as a flat ``Tree`` of its names, as NLTK's ``ne_chunk`` gives them.

        The leaves are all tokens, in order, as (word, Universal part of speech). Persons,
        organizations and places that have a proper name are subtrees, labelled "PERSON",
        "ORGANIZATION" and "PLACE"; of nested ones the outermost. What is said of a name after it (a
        relative clause, an apposition) is left out.

        Raises:
            ValueError: The document is only segmented.
        """
        from newsclaims.text.nltk_trees import chunk_trees

        return chunk_trees(self)


def _lemma(form: str, upos: str) -> str:
    """A base form with the capitals that Universal Dependencies keeps."""
    if upos in ("PROPN", "X"):
        return form
    found = lemma(form, upos)
    return "I" if found == "i" and upos == "PRON" else found


@frozen(slots=True)
class Attributed:
    """One attribution as the encoder links it; ranges are half-open token indices.

    Attributes:
        cue: Tokens of the cue.
        source: Tokens of the source, or None.
        content: Tokens of each content stretch, in order; never empty.
        parent: Index, in the reading, of the attribution whose content this one was read in.
        evidence: What the confidence is computed from; see `attributions.confidence`.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...] = field(validator=validators.min_len(1))
    parent: int | None
    evidence: tuple[float, ...]


@frozen(slots=True)
class Mention:
    """A stretch that refers to something the article talks about.

    Attributes:
        first: Its first token.
        last: The token after its last one.
        head: Its syntactic head; of a coordination ("Serraj and Haftar") the conjunction.
        type: One of `newsclaims.reading.labels.MENTION_TYPES`, those of GUM (Zeldes, 2017).
        chain: Number of its coreference chain: mentions of the same thing share it.
        link: Index, in the reading, of the earlier mention that it was linked to, or None for the
            first of its chain.
        scores: For a third-person pronoun the mentions near it that it may refer to, as indices in
            the reading, each with its score over having no antecedent; else empty.
    """

    first: int
    last: int
    head: int
    type: str
    chain: int
    link: int | None
    scores: tuple[tuple[int, float], ...] = field(default=(), repr=False)


def _one_per_token(
    reading: Reading, attribute: Attribute[tuple[object, ...]], value: tuple[object, ...]
) -> None:
    if len(value) != len(reading.upos):
        raise ValueError(f"{attribute.name}: {len(value)} values for {len(reading.upos)} tokens")


@frozen(slots=True)
class Reading:
    """What the encoder reads in a document, aligned with its tokens.

    Attributes:
        upos: Universal part of speech of each token ("NOUN", "VERB", …).
        heads: Index in the document of each token's syntactic head, or -1 for a root.
        relations: Universal Dependencies relation of each token to its head ("nsubj",
            "nsubj:pass", …), "root" for a root.
        attributed: The attributions, in order of their cues.
        mentions: The mentions of entities, in order of their first tokens, longer ones first;
            they may be nested.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...] = field(validator=_one_per_token)
    relations: tuple[str, ...] = field(validator=_one_per_token)
    attributed: tuple[Attributed, ...]
    mentions: tuple[Mention, ...] = ()
