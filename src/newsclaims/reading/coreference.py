"""Links each mention to an earlier one of the same thing.

Mention ranking (Denis and Baldridge, 2008; Lee et al., 2017) between the mentions' heads, as in
word-level coreference (Dobrovolskii, 2021): the score of a pair is the product of two vectors that
the encoder gives to the heads, plus a learned weight for each of some plain features of the pair.
Training and run time share this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from newsclaims.reading.labels import MENTION_TYPES
from newsclaims.text.document import Document, Mention
from newsclaims.text.quotation_marks import find_quotations
from newsclaims.words import having
from newsclaims.words.pronouns import PERSONAL

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

FARTHEST = 400
"""How many mentions back an antecedent is looked for."""

NEAR = 120
"""How many mentions back the scores of a third-person pronoun's antecedents are kept."""

AHEAD = 12
"""How many mentions on they are kept of what may take it up: "When he came, Roe said …"."""

_LEAST_KEPT = -12.0  # scores below say no more than that a pair is out of the question

_BLOCK = 128  # mentions that are linked at a time

# Chosen on GUM's dev documents; what they give is in docs/figures.md.
_LINKING = 1.0  # added to the score of every pair
_WHOLE_CHAIN = 0.3  # weight of a chain's mean score beside that of the antecedent alone
_BOUND = 6.0  # scores count up to this in the mean

_PRONOUNS = ("I", "we", "you", "he", "she", "it", "they", "pointing")
_PERSON = PERSONAL
_DEFINITE = having("demonstrative") | having("possessive") - {"whose"} | {"the"}
_DETERMINERS = _DEFINITE | having("article") | {"'s", "’s"}
_FORMS = (*_PRONOUNS, "name", "definite", "indefinite")
_THIRD_PERSON = np.isin(_FORMS, ("he", "she", "it", "they"))
_TAKES_UP = np.isin(_FORMS, ("name", "definite"))
FORMS = len(_FORMS)
"""How many kinds of mentions are told apart by their form."""

# Pairs are described by a few small numbers, each seen together with the forms of both mentions.
_SENTENCES = np.array([0, 1, 2, 3, 5, 9, 17])  # least distances of the classes
_MENTIONS = np.array([0, 2, 3, 4, 6, 10, 20, 40])
_PARAGRAPHS = np.array([0, 1, 2, 3, 4])
_MATCHES = ("none", "head in the other", "same head", "same words", "one inside the other")
_QUOTATIONS = ("outside", "same", "two", "anaphor only", "antecedent only")
_SIZES = (len(_SENTENCES), len(_MENTIONS), len(_PARAGRAPHS), len(_MATCHES), len(_QUOTATIONS))
_OFFSETS = np.cumsum([0, *(FORMS * FORMS * size for size in _SIZES)])
PAIR_WEIGHTS = int(_OFFSETS[-1]) + len(MENTION_TYPES) ** 2
"""How many weights the features of pairs have, that for the two types included."""


PAIR_WEIGHT_NAMES = ("pairs", "new", "new_key")


@frozen(eq=False)
class MentionFeatures:
    """M mentions as the pair features need them; every array is (M,).

    Attributes:
        words: The numbers of its words, one tuple a mention.
        forms: Pronoun, name or description; index in `_FORMS`.
        types: Index in `MENTION_TYPES`.
        first: First token.
        last: Token after the last one.
        sentences: Number of the sentence.
        paragraphs: Number of the paragraph.
        quotations: Number of the outermost quotation that it is in, or -1.
        heads: Number of the head word; equal words have equal numbers.
        wholes: Number of all the words, determiners left out.
    """

    words: tuple[tuple[int, ...], ...]
    forms: Integers
    types: Integers
    first: Integers
    last: Integers
    sentences: Integers
    paragraphs: Integers
    quotations: Integers
    heads: Integers
    wholes: Integers


@frozen(slots=True, eq=False)
class PairWeights:
    """The learned weights.

    Attributes:
        pairs: (PAIR_WEIGHTS,) of the features of a pair.
        new: (FORMS,) score of having no antecedent, by form.
        new_key: (size,) the vector that stands for having none.
    """

    pairs: Floats
    new: Floats
    new_key: Floats

    @classmethod
    def from_lists(cls, data: Mapping[str, Sequence[float]]) -> PairWeights:
        """From lists by name."""
        return cls(*(np.array(data[name], dtype=np.float32) for name in PAIR_WEIGHT_NAMES))


def describe_mentions(
    document: Document, upos: Sequence[str], mentions: Sequence[Mention]
) -> MentionFeatures:
    """Looks up what the features of pairs are made of; mentions are in order of first tokens."""
    numbers: dict[object, int] = {}
    lowered = [token.text.lower() for token in document.tokens]
    sentence_of = np.repeat(
        np.arange(len(document.sentences)), [s.last - s.first for s in document.sentences]
    )
    quotation_of = _quotation_of_tokens(document)
    rows = []
    words_of = []
    for mention in mentions:
        words = [w for w in lowered[mention.first : mention.last] if w not in _DETERMINERS]
        sentence = int(sentence_of[mention.head])
        rows.append(
            (
                _FORMS.index(_form(mention, lowered, upos)),
                MENTION_TYPES.index(mention.type),
                mention.first,
                mention.last,
                sentence,
                document.sentences[sentence].paragraph,
                quotation_of[mention.head],
                numbers.setdefault(lowered[mention.head], len(numbers)),
                numbers.setdefault(tuple(words), len(numbers)),
            )
        )
        words_of.append(tuple(numbers.setdefault(word, len(numbers)) for word in words))
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), 9).T
    return MentionFeatures(tuple(words_of), *columns)


def _form(mention: Mention, lowered: Sequence[str], upos: Sequence[str]) -> str:
    if mention.last - mention.first == 1 and lowered[mention.first] in _PERSON:
        return _PERSON[lowered[mention.first]]
    if upos[mention.head] == "PROPN":
        return "name"
    return "definite" if lowered[mention.first] in _DEFINITE else "indefinite"


def _quotation_of_tokens(document: Document) -> list[int]:
    """The number of the outermost quotation of each token, or -1; a continued one keeps its."""
    found = [-1] * len(document.tokens)
    numbers: dict[int, int] = {}
    for i, quotation in enumerate(find_quotations(document.text, document.paragraphs)):
        if quotation.depth:
            continue
        before = quotation.continued
        numbers[i] = i if before is None else numbers.get(before, i)
        tokens = document.tokens_in(quotation.inner_start, quotation.inner_end)
        found[tokens.start : tokens.stop] = [numbers[i]] * len(tokens)
    return found


def pair_features(mentions: MentionFeatures, rows: range, columns: range) -> Integers:
    """(rows, columns, features) indices into the pair weights; rows are the later mentions."""
    i, j = np.array(rows)[:, None], np.array(columns)[None, :]
    forms = mentions.forms[i] * FORMS + mentions.forms[j]

    def classes(values: Integers, bounds: Integers) -> Integers:
        return np.searchsorted(bounds, np.maximum(values, 0), side="right") - 1

    found = (
        classes(mentions.sentences[i] - mentions.sentences[j], _SENTENCES),
        classes(i - j, _MENTIONS),
        classes(mentions.paragraphs[i] - mentions.paragraphs[j], _PARAGRAPHS),
        _matches(mentions, rows, columns),
        _same_quotation(mentions.quotations[i], mentions.quotations[j]),
    )
    types = mentions.types[i] * len(MENTION_TYPES) + mentions.types[j] + _OFFSETS[-1]
    indices = [
        offset + forms * size + values
        for offset, size, values in zip(_OFFSETS, _SIZES, found, strict=False)
    ]
    return np.stack([*indices, types], axis=-1)


def _matches(mentions: MentionFeatures, rows: range, columns: range) -> Integers:
    i, j = np.array(rows)[:, None], np.array(columns)[None, :]
    matches = np.zeros((len(rows), len(columns)), dtype=np.int64)
    matches[_has_head(mentions, rows, columns) | _has_head(mentions, columns, rows).T] = 1
    matches[mentions.heads[i] == mentions.heads[j]] = 2
    matches[mentions.wholes[i] == mentions.wholes[j]] = 3
    inside = (mentions.first[j] <= mentions.first[i]) & (mentions.last[i] <= mentions.last[j])
    around = (mentions.first[i] <= mentions.first[j]) & (mentions.last[j] <= mentions.last[i])
    matches[inside | around] = 4
    return matches


def _has_head(mentions: MentionFeatures, some: range, others: range) -> npt.NDArray[np.bool_]:
    """(some, others): whether a mention has the other's head word among its own."""
    heads, column = np.unique(mentions.heads[np.array(others, dtype=np.int64)], return_inverse=True)
    place = {int(number): k for k, number in enumerate(heads)}
    has = np.zeros((len(some), len(heads)), dtype=bool)
    for row, i in enumerate(some):
        for number in mentions.words[i]:
            if number in place:
                has[row, place[number]] = True
    return has[:, column]


def _same_quotation(anaphor: Integers, antecedent: Integers) -> Integers:
    cases = [
        (anaphor < 0) & (antecedent < 0),
        anaphor == antecedent,
        (anaphor >= 0) & (antecedent >= 0),
        anaphor >= 0,
    ]
    return np.select(cases, [0, 1, 2, 3], 4)


@frozen(slots=True, eq=False)
class Links:
    """What is linked to what.

    Attributes:
        to: For each mention the earlier one that it is linked to, or None.
        scores: For each third-person pronoun the mentions before it, and the few after it that may
            take it up, with the score of the pair over having no antecedent; what is out of the
            question is left out. Empty for other mentions.
    """

    to: list[int | None]
    scores: list[tuple[tuple[int, float], ...]]


def link(
    mentions: MentionFeatures, anaphors: Floats, antecedents: Floats, weights: PairWeights
) -> Links:
    """Finds for each mention the earlier one that it is linked to.

    A mention takes the antecedent that scores best by itself and, to a lesser part, with the rest
    of its chain, so that one likely pair does not join two chains that do not fit.
    """
    found: list[int | None] = []
    kept: list[list[tuple[int, float]]] = [[] for _ in range(len(anaphors))]
    numbers: list[int] = []  # the first mention of the chain of each mention
    for start in range(0, len(anaphors), _BLOCK):
        rows = range(start, min(start + _BLOCK, len(anaphors)))
        columns = range(max(0, start - FARTHEST), rows.stop)
        own = anaphors[rows.start : rows.stop]
        scores = own @ antecedents[columns.start : columns.stop].T
        features = pair_features(mentions, rows, columns)
        scores += sum(weights.pairs[features[..., k]] for k in range(features.shape[-1]))
        new = weights.new[mentions.forms[rows.start : rows.stop]] + own @ weights.new_key
        scores -= new[:, None] - _LINKING
        known, inverse = np.unique(numbers[columns.start :], return_inverse=True)
        chain_of = np.concatenate([inverse, np.arange(len(rows)) + len(known)])
        for row, i in enumerate(rows):
            to = _best(scores[row, : i - columns.start], chain_of[: i - columns.start])
            if to is not None:
                chain_of[i - columns.start] = chain_of[to]
                to += columns.start
            found.append(to)
            numbers.append(i if to is None else numbers[to])
        _keep(kept, mentions.forms, scores, rows, columns)
    return Links(found, [tuple(pairs) for pairs in kept])


def _keep(
    kept: list[list[tuple[int, float]]],
    forms: Integers,
    scores: Floats,
    rows: range,
    columns: range,
) -> None:
    """Adds the scores of one block's pairs to those kept for third-person pronouns."""
    for row, i in enumerate(rows):
        if _THIRD_PERSON[forms[i]]:
            first = max(columns.start, i - NEAR)
            near = scores[row, first - columns.start : i - columns.start]
            likely = np.flatnonzero(near > _LEAST_KEPT).tolist()
            kept[i] += [(first + at, round(float(near[at]), 2)) for at in likely]
        elif _TAKES_UP[forms[i]]:
            for j in range(max(columns.start, i - AHEAD), i):
                if _THIRD_PERSON[forms[j]] and scores[row, j - columns.start] > _LEAST_KEPT:
                    kept[j].append((i, round(float(scores[row, j - columns.start]), 2)))


def _best(scores: Floats, chain_of: Integers) -> int | None:
    """The antecedent to take, by each one's score over having none, and its chain; or None."""
    if not len(scores):
        return None
    bounded = np.clip(scores, -_BOUND, _BOUND)
    means = np.bincount(chain_of, bounded) / np.maximum(np.bincount(chain_of), 1)
    totals = scores + _WHOLE_CHAIN * means[chain_of]
    best = int(totals.argmax())
    return best if totals[best] > 0 else None


def chains(links: Sequence[int | None]) -> list[int]:
    """The number of each mention's chain, counted from 0 in order of their first mentions."""
    numbers: list[int] = []
    count = 0
    for link in links:
        if link is None:
            numbers.append(count)
            count += 1
        else:
            numbers.append(numbers[link])
    return numbers


def chain_types(types: Floats, numbers: Sequence[int]) -> list[str]:
    """The type of each mention: the likeliest of its chain, all of which is one thing."""
    totals = np.zeros((max(numbers, default=-1) + 1, types.shape[1]), dtype=types.dtype)
    np.add.at(totals, np.array(numbers, dtype=np.int64), types)
    best = totals.argmax(1)
    return [MENTION_TYPES[best[number]] for number in numbers]
