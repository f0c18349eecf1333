"""The internal document: what segmentation finds and what the encoder reads into it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from attrs import Attribute, field, frozen, validators

from newsclaims.results import Span


@frozen(slots=True)
class Token:
    """A word or punctuation mark; offsets are code points of the article."""

    start: int
    end: int
    text: str


@frozen(slots=True)
class Sentence:
    """A sentence: its offsets, and its tokens as a half-open range of the document's tokens."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@frozen(slots=True)
class Document:
    """A segmented article.

    Attributes:
        text: Exactly the input.
        title: Index of the sentence that is the headline, or None.
        paragraphs: (start, end) offsets of each paragraph, in order.
        sentences: In order; none crosses a paragraph.
        tokens: In order; none crosses a sentence.
    """

    text: str
    title: int | None
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]

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
        type: One of `newsclaims.labels.MENTION_TYPES`, those of GUM (Zeldes, 2017).
        chain: Number of its coreference chain: mentions of the same thing share it.
        link: Index, in the reading, of the earlier mention that it was linked to, or None for the
            first of its chain.
    """

    first: int
    last: int
    head: int
    type: str
    chain: int
    link: int | None


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
