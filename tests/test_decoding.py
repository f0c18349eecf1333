"""Decoding: hard guarantees for any scores, and what the best reading of clear scores is."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.reading.decoding import (
    Scores,
    Transitions,
    best_tags,
    join,
    read_attributions,
    read_mentions,
    spans,
)
from newsclaims.reading.labels import MENTION_TYPES, RELATIONS, TAGS, UPOS
from newsclaims.reading.trees import Attachments, best_heads, best_tree
from newsclaims.text.document import Attributed

FREE = Transitions.from_lists(
    {"between": np.zeros((len(TAGS), len(TAGS))).tolist(), "first": [0.0] * len(TAGS)}
)


def scores_for(tags: list[str], contents: dict[int, int], sources: dict[int, int]) -> Scores:
    """Clear scores: ``contents`` gives the cue of words, ``sources`` the source of a cue."""
    n = len(tags)
    emissions = np.full((n, len(TAGS)), -4, dtype=np.float32)
    emissions[range(n), [TAGS.index(tag) for tag in tags]] = 4
    content_links = np.zeros((n, n), dtype=np.float32)
    source_links = np.zeros((n, n), dtype=np.float32)
    for word, cue in contents.items():
        content_links[word, cue] = 8
    for cue, source in sources.items():
        source_links[cue, source] = 8
    return {"tags": emissions, "content_links": content_links, "source_links": source_links}


def linked(tags: str, contents: dict[int, int], sources: dict[int, int]) -> list[object]:
    scores = scores_for(tags.split(), contents, sources)
    found = read_attributions(scores, list(range(len(scores["tags"]))), FREE)
    return [(a.source, a.cue, a.content) for a in found]


def test_a_content_goes_to_its_cue_and_a_cue_to_its_source() -> None:
    tags = "B-source B-cue B-content I-content O B-source B-cue B-content"
    found = linked(tags, {2: 1, 3: 1, 7: 6}, {1: 0, 6: 5})
    assert found == [((0, 1), (1, 2), ((2, 4),)), ((5, 6), (6, 7), ((7, 8),))]


def test_a_broken_content_is_one_attribution() -> None:
    """ "A," he said, "B"."""
    tags = "B-content I-content B-source B-cue B-content"
    assert linked(tags, {0: 3, 1: 3, 4: 3}, {3: 2}) == [((2, 3), (3, 4), ((0, 2), (4, 5)))]


def test_a_short_gap_in_a_content_is_filled() -> None:
    """But not one across a sentence's end, nor one that holds the cue."""
    parts = [Attributed((0, 1), None, ((1, 2), (3, 4), (5, 6)), None, (0.0,))]
    other = [Attributed((2, 3), None, ((6, 7),), None, (0.0,))]
    one_sentence, two = [0] * 7, [0] * 4 + [1] * 3
    assert join(parts, one_sentence)[0].content == ((1, 6),)
    assert join(parts, two)[0].content == ((1, 4), (5, 6))
    assert join(parts + other, one_sentence)[0].content == ((1, 2), (3, 6))


def test_two_cues_share_a_source() -> None:
    tags = "B-source B-cue B-content O B-cue B-content"
    found = linked(tags, {2: 1, 5: 4}, {1: 0, 4: 0})
    assert [source for source, _, _ in found] == [(0, 1), (0, 1)]


def test_a_cue_that_points_to_itself_has_no_source() -> None:
    tags = "B-source O B-cue B-content"
    assert linked(tags, {3: 2}, {2: 2}) == [(None, (2, 3), ((3, 4),))]


def test_a_cue_without_content_is_left_out() -> None:
    assert linked("B-source B-cue O", {}, {1: 0}) == []


def test_an_untagged_word_that_a_content_points_to_becomes_its_cue() -> None:
    assert linked("B-source O B-content", {2: 1}, {1: 0}) == [((0, 1), (1, 2), ((2, 3),))]


def test_without_any_cue_there_is_nothing() -> None:
    """The content's words point to themselves: there is no cue to make."""
    assert linked("B-source O B-content", {2: 2}, {}) == []


FLOATS = st.floats(-5, 5, width=32)


@given(st.lists(st.lists(FLOATS, min_size=7, max_size=7), min_size=1, max_size=7))
def test_best_tags_is_the_best_of_all_valid_sequences(rows: list[list[float]]) -> None:
    emissions = np.array(rows[:4], dtype=np.float32)

    def score(path: tuple[int, ...]) -> float:
        total = FREE.first[path[0]] + emissions[0, path[0]]
        for i in range(1, len(path)):
            total += FREE.between[path[i - 1], path[i]] + emissions[i, path[i]]
        return float(total)

    paths = itertools.product(range(len(TAGS)), repeat=len(emissions))
    best = best_tags(emissions, FREE)
    assert score(tuple(best)) == pytest.approx(max(map(score, paths)), abs=1e-4)
    spans(best)  # fails on a tag inside a span that was not begun


def assert_trees(heads: list[int], sentences: list[int]) -> None:
    for sentence in set(sentences):
        members = [i for i, other in enumerate(sentences) if other == sentence]
        assert sum(heads[i] == -1 for i in members) == 1
    for i in range(len(heads)):
        steps = 0
        while heads[i] != -1:
            assert sentences[heads[i]] == sentences[i]
            i, steps = heads[i], steps + 1
            assert steps <= len(heads)


@given(st.data())
def test_heads_are_a_tree_in_each_sentence(data: st.DataObject) -> None:
    lengths = data.draw(st.lists(st.integers(1, 7), min_size=1, max_size=3))
    sentences = [i for i, length in enumerate(lengths) for _ in range(length)]
    n = len(sentences)
    seed = data.draw(st.integers(0, 10_000))
    arcs = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
    arcs[np.not_equal.outer(sentences, sentences)] = -1e4
    heads = best_heads(arcs, sentences)
    assert_trees(heads, sentences)


def test_a_good_tree_is_left_as_it_is() -> None:
    arcs = np.full((4, 4), -3.0, dtype=np.float32)
    for word, head in {0: 1, 1: 1, 2: 3, 3: 1}.items():
        arcs[word, head] = 3
    assert best_heads(arcs, [0, 0, 0, 0]) == [1, -1, 3, 1]


NOTHING_SEEN = Attachments.from_lists({})


@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_best_tree_is_a_tree_with_one_subject_and_one_object(seed: int, lengths: list[int]) -> None:
    sentences = [i for i, length in enumerate(lengths) for _ in range(length)]
    n = len(sentences)
    random = np.random.default_rng(seed)
    arcs = random.normal(scale=3, size=(n, n)).astype(np.float32)
    arcs[np.not_equal.outer(sentences, sentences)] = -1e4
    scores = random.normal(scale=3, size=(n, len(RELATIONS))).astype(np.float32)
    scores[:, [RELATIONS.index("nsubj"), RELATIONS.index("obj")]] += 3
    upos = random.integers(0, len(UPOS), n)
    heads, relations = best_tree(arcs, scores, upos, sentences, NOTHING_SEEN)
    assert_trees(heads, sentences)
    assert all((head < 0) == (name == "root") for head, name in zip(heads, relations, strict=True))
    for group in (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",)):
        held = [head for head, name in zip(heads, relations, strict=True) if name in group]
        assert len(held) == len(set(held))


@given(st.integers(0, 10_000), st.integers(2, 6))
def test_heads_are_the_best_tree_with_that_root(seed: int, n: int) -> None:
    arcs = np.random.default_rng(seed).normal(scale=2, size=(n, n)).astype(np.float32)
    heads = best_heads(arcs, [0] * n)
    root = heads.index(-1)
    logs = np.log(np.exp(arcs) / np.exp(arcs).sum(1, keepdims=True) + 1e-6)

    def is_tree(candidate: tuple[int, ...]) -> bool:
        for i in range(n):
            for _ in range(n):
                i = root if i == root else candidate[i]
            if i != root:
                return False
        return True

    def score(candidate: Sequence[int]) -> float:
        return float(sum(logs[i, head] for i, head in enumerate(candidate) if i != root))

    every = itertools.product(range(n), repeat=n)
    trees = (c for c in every if c[root] == root and is_tree(c))
    assert score(heads) == pytest.approx(max(map(score, trees)), abs=1e-3)


def mention_scores(words: int, mentions: list[tuple[int, int, int, str, float]]) -> Scores:
    """Clear scores for mentions of (first, last, head, type, score of the type)."""
    size = 1 + len(MENTION_TYPES)
    types = np.zeros((words, size), dtype=np.float32)
    types[:, 0] = 4
    firsts, lasts = np.zeros((2, words, words), dtype=np.float32)
    for first, last, head, kind, score in mentions:
        types[head, 1 + MENTION_TYPES.index(kind)] = score
        firsts[head, first] = lasts[head, last - 1] = 5
    vectors = np.arange(words, dtype=np.float32)[:, None]
    return {
        "mentions": types,
        "firsts": firsts,
        "lasts": lasts,
        "anaphors": vectors,
        "antecedents": vectors,
    }


def test_mentions_may_be_nested_and_keep_the_vectors_of_their_heads() -> None:
    """the [leader of [the LNA]]"""
    scores = mention_scores(5, [(3, 5, 4, "organization", 9), (0, 5, 1, "person", 9)])
    read = read_mentions(scores)
    assert read.found == [(0, 5, 1, "person"), (3, 5, 4, "organization")]
    assert read.anaphors.ravel().tolist() == [1, 4]


def test_of_two_mentions_that_cross_the_likelier_stays() -> None:
    scores = mention_scores(5, [(0, 3, 1, "person", 7), (2, 5, 4, "place", 9)])
    assert read_mentions(scores).found == [(2, 5, 4, "place")]


@given(st.integers(1, 9), st.integers(0, 10_000))
def test_mentions_are_well_nested_for_any_scores(words: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    shapes = {"mentions": 1 + len(MENTION_TYPES), "firsts": words, "lasts": words}
    scores = {
        name: random.normal(size=(words, shapes.get(name, 3))).astype(np.float32)
        for name in ("mentions", "firsts", "lasts", "anaphors", "antecedents")
    }
    found = [(first, last) for first, last, _, _ in read_mentions(scores).found]
    assert found == sorted(set(found), key=lambda m: (m[0], -m[1]))
    for (a, b), (c, d) in itertools.combinations(found, 2):
        assert 0 <= a < b <= words
        assert b <= c or (c >= a and d <= b)
