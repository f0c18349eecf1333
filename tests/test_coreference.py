"""Coreference: what the features of pairs are, and how mentions are linked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.reading.coreference import (
    _FORMS,
    FORMS,
    NEAR,
    PAIR_WEIGHTS,
    MentionFeatures,
    PairWeights,
    chains,
    describe_mentions,
    link,
    pair_features,
)
from newsclaims.text.document import Mention
from newsclaims.text.segment import segment

TEXT = (
    "Maria Keller left the bank on Monday. She said the bank had paid her.\n\n"
    "“I am glad,” Keller said. “It was time.”"
)


def described(*printed: str) -> MentionFeatures:
    """The features of the next occurrence of each text, in order; its last word is its head."""
    document = segment(TEXT)
    mentions, start = [], 0
    for text in printed:
        start = document.text.index(text, start)
        tokens = document.tokens_in(start, start + len(text))
        mentions.append(Mention(tokens.start, tokens.stop, tokens[-1], "person", -1, None))
        start += 1
    upos = ["PROPN" if t.text in ("Maria", "Keller") else "X" for t in document.tokens]
    return describe_mentions(document, upos, mentions)


def weights(features: np.ndarray, value: float) -> PairWeights:
    """Weights that favour pairs with these features; for any other a mention stands alone."""
    pairs = np.zeros(PAIR_WEIGHTS, dtype=np.float32)
    pairs[features] = value
    return PairWeights(pairs, np.full(FORMS, 3, dtype=np.float32), np.zeros(2, dtype=np.float32))


def test_a_surname_is_linked_to_the_full_name() -> None:
    """By how the words of two names match, which is the fourth feature of a pair."""
    mentions = described("Maria Keller", "the bank", "She", "Keller")
    features = pair_features(mentions, range(3, 4), range(0, 1))[0, 0, [3]]
    none = np.zeros((4, 2), dtype=np.float32)
    assert link(mentions, none, none, weights(features, 5.0)).to == [None, None, None, 0]


def test_vectors_decide_where_features_do_not() -> None:
    mentions = described("Maria Keller", "the bank", "She")
    vectors = np.array([[3, 0], [0, 3], [3, 0]], dtype=np.float32)
    nothing = weights(np.array([], dtype=np.int64), 0.0)
    assert link(mentions, vectors, vectors, nothing).to == [None, None, 0]


def test_quotations_and_paragraphs_tell_pairs_apart() -> None:
    inside = described("Maria Keller", "I", "It")
    assert inside.quotations[0] == -1
    assert len(set(inside.quotations.tolist())) == 3
    assert inside.paragraphs.tolist() == [0, 1, 1]


def test_one_likely_pair_does_not_join_chains_that_do_not_fit() -> None:
    """The third is most like the second alone, but the second's chain speaks against it."""
    mentions = described("Maria Keller", "the bank", "She", "the bank")
    anaphors = np.array([[0, 0], [0, 0], [9, 0], [4.3, 4.0]], dtype=np.float32)
    antecedents = np.array([[1, -2], [0, 1], [1, 0], [0, 0]], dtype=np.float32)
    nothing = weights(np.array([], dtype=np.int64), 0.0)
    assert link(mentions, anaphors, antecedents, nothing).to == [None, None, 0, 1]


@pytest.mark.parametrize(
    ("links", "numbers"),
    [
        ([], []),
        ([None, None, 0, 1, 2], [0, 1, 0, 1, 0]),
        ([None, 0, None], [0, 0, 1]),
    ],
)
def test_chains(links: list[int | None], numbers: list[int]) -> None:
    assert chains(links) == numbers


@given(st.integers(0, 900), st.integers(0, 1000))
def test_links_point_back_whatever_the_scores(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = [random.integers(0, 5, count) for _ in range(9)]
    columns[2] = np.arange(count)
    columns[3] = columns[2] + 1
    mentions = MentionFeatures(tuple((int(i),) for i in columns[7]), *columns)
    anaphors, antecedents = random.normal(size=(2, count, 2)).astype(np.float32)
    found = weights(np.arange(PAIR_WEIGHTS), 0.1)
    links = link(mentions, anaphors, antecedents, found).to
    assert all(to is None or i - 600 < to < i for i, to in enumerate(links))
    assert len(chains(links)) == count


def test_scores_are_kept_for_third_person_pronouns_and_what_may_take_them_up() -> None:
    mentions = described("Maria Keller", "the bank", "She", "the bank", "her", "Keller")
    vectors = np.array([[3, 0], [0, 3], [3, 0], [0, 3], [3, 0], [3, 0]], dtype=np.float32)
    nothing = weights(np.array([], dtype=np.int64), 0.0)
    found = link(mentions, vectors, vectors, nothing).scores
    assert [bool(pairs) for pairs in found] == [False, False, True, False, True, False]
    she = dict(found[2])
    assert she[0] > 0 > she[1]  # over having no antecedent
    assert she[5] == she[0]  # a name after it
    assert 4 not in she


def test_scores_are_kept_of_the_nearest_alone() -> None:
    count = 700
    columns = [np.zeros(count, dtype=np.int64) for _ in range(9)]
    columns[0] = np.full(count, _FORMS.index("he"))
    columns[2] = np.arange(count)
    columns[3] = columns[2] + 1
    mentions = MentionFeatures(tuple((0,) for _ in range(count)), *columns)
    none = np.zeros((count, 2), dtype=np.float32)
    nothing = weights(np.array([], dtype=np.int64), 0.0)
    scores = link(mentions, none, none, nothing).scores
    assert all(i - NEAR <= j < i for i, pairs in enumerate(scores) for j, _ in pairs)
    assert len(scores[-1]) == NEAR
