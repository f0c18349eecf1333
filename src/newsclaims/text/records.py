"""What a document consists of, and what the encoder reads in it."""

from __future__ import annotations

from attrs import Attribute, field, frozen, validators


@frozen(slots=True)
class Token:
    """A word or punctuation mark, and its place in the syntax of its sentence.

    The last four attributes are filled by `newsclaims.read_document`; in a document that is only
    segmented they have their defaults.

    Attributes:
        start: Code-point offset of its first character in the article.
        end: Offset just past its last character.
        text: As printed; broken and escaped characters as they were meant (see `text.repair`).
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
class Sureness:
    """How sure the encoder is of what it reads of each token, as probabilities.

    Attributes:
        upos: Of its part of speech.
        heads: Of its head.
        relations: Of its relation, as if it had its likeliest head.
        contents: That it stands in the content of an attribution; inner ones do not count.
    """

    upos: tuple[float, ...] = ()
    heads: tuple[float, ...] = ()
    relations: tuple[float, ...] = ()
    contents: tuple[float, ...] = ()


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
        sureness: How sure the encoder is of each token; empty where no encoder read it.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...] = field(validator=_one_per_token)
    relations: tuple[str, ...] = field(validator=_one_per_token)
    attributed: tuple[Attributed, ...]
    mentions: tuple[Mention, ...] = ()
    sureness: Sureness = field(default=Sureness(), repr=False)
