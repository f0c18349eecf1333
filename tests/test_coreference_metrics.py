"""The worked examples of the papers that define the metrics, and the assignment by brute force."""

from __future__ import annotations

import importlib.util
import itertools
import random
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).parents[1] / "benchmarks" / "coreference_metrics.py"
spec = importlib.util.spec_from_file_location("coreference_metrics", PATH)
assert spec is not None and spec.loader is not None
metrics = importlib.util.module_from_spec(spec)
sys.modules["coreference_metrics"] = metrics  # dataclasses look their module up
spec.loader.exec_module(metrics)


def chains(text: str) -> list[frozenset[str]]:
    """Chains of one-letter mentions: "abc de" is {a, b, c} and {d, e}."""
    return [frozenset(chain) for chain in text.split()]


# Pradhan et al. (2014), figure 1 and the text beside it; Luo (2005), table 1: the same truth and
# four systems; Vilain et al. (1995), the first examples.
WORKED = [
    ("abc defg", "ab cd fghi", "muc", (2 / 5, 2 / 5, 0.40)),
    ("abc defg", "ab cd fghi", "b_cubed", (5 / 12, 1 / 2, 0.4545)),
    ("abc defg", "ab cd fghi", "ceaf_e", (0.65, 1.3 / 3, 0.52)),
    ("12345 67 89ABC", "12345 6789ABC", "muc", (1, 0.9, 0.947)),
    ("12345 67 89ABC", "12345 6789ABC", "b_cubed", (1, 0.762, 0.865)),
    ("12345 67 89ABC", "12345 6789ABC", "ceaf_e", (0.611, 0.917, 0.733)),
    ("12345 67 89ABC", "1234589ABC 67", "muc", (1, 0.9, 0.947)),
    ("12345 67 89ABC", "1234589ABC 67", "b_cubed", (1, 0.583, 0.737)),
    ("12345 67 89ABC", "1234589ABC 67", "ceaf_e", (0.556, 0.833, 0.667)),
    ("12345 67 89ABC", "123456789ABC", "muc", (1, 0.818, 0.9)),
    ("12345 67 89ABC", "123456789ABC", "b_cubed", (1, 0.375, 0.545)),
    ("12345 67 89ABC", "123456789ABC", "ceaf_e", (0.196, 0.588, 0.294)),
    ("12345 67 89ABC", "1 2 3 4 5 6 7 8 9 A B C", "muc", (0, 0, 0)),
    ("12345 67 89ABC", "1 2 3 4 5 6 7 8 9 A B C", "b_cubed", (0.25, 1, 0.4)),
    ("12345 67 89ABC", "1 2 3 4 5 6 7 8 9 A B C", "ceaf_e", (0.444, 0.111, 0.178)),
    ("abcd", "ab cd", "muc", (2 / 3, 1, 0.8)),
    ("ab cd", "abcd", "muc", (1, 2 / 3, 0.8)),
]


@pytest.mark.parametrize(("key", "response", "name", "expected"), WORKED)
def test_worked_examples(
    key: str, response: str, name: str, expected: tuple[float, float, float]
) -> None:
    score = metrics.METRICS[name](chains(key), chains(response))
    found = (score.recall, score.precision, score.f1)
    assert found == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize("name", ["muc", "b_cubed", "ceaf_e"])
def test_gold_against_itself(name: str) -> None:
    score = metrics.METRICS[name](chains("abc de fghi"), chains("fghi abc de"))
    assert (score.recall, score.precision, score.f1) == (1, 1, 1)


@pytest.mark.parametrize("name", ["muc", "b_cubed", "ceaf_e"])
@pytest.mark.parametrize(("key", "response"), [("", ""), ("ab", ""), ("", "ab"), ("ab", "cd")])
def test_nothing_in_common(name: str, key: str, response: str) -> None:
    assert metrics.METRICS[name](chains(key), chains(response)).f1 == 0


def test_documents_are_added_before_f1() -> None:
    documents = [(chains("abcd"), chains("ab cd")), (chains("ab"), chains(""))]
    scores = metrics.conll(documents)
    assert (scores["muc"].recall, scores["muc"].precision) == (2 / 4, 1)
    assert (scores["b_cubed"].recall, scores["b_cubed"].precision) == (2 / 6, 1)
    # One of {a, b} and {c, d} is aligned with {a, b, c, d}, at 2 · 2 / (4 + 2).
    assert scores["ceaf_e"].recall == pytest.approx(2 / 3 / 2)
    assert scores["ceaf_e"].precision == pytest.approx(2 / 3 / 2)
    mean = (2 * 0.5 / 1.5 + 2 / 3 / (4 / 3) + 1 / 3) / 3
    assert metrics.conll_f1(scores) == pytest.approx(mean)


def test_mentions_dropped_and_a_chain_split() -> None:
    # Key: two chains of four. The response lacks d and splits the second chain in the middle.
    scores = metrics.conll([(chains("abcd efgh"), chains("abc ef gh"))])
    assert (scores["muc"].recall, scores["muc"].precision) == (4 / 6, 1)
    assert (scores["b_cubed"].recall, scores["b_cubed"].precision) == ((9 / 4 + 2) / 8, 1)
    total = 6 / 7 + 4 / 6
    assert scores["ceaf_e"].recall == pytest.approx(total / 2)
    assert scores["ceaf_e"].precision == pytest.approx(total / 3)


def test_singletons_are_left_out() -> None:
    assert metrics.without_singletons(chains("a bc d efg")) == chains("bc efg")


@pytest.mark.parametrize("seed", range(40))
def test_assignment_is_the_best_of_all(seed: int) -> None:
    generator = random.Random(seed)
    rows, columns = generator.randint(1, 5), generator.randint(1, 5)
    weights = [[round(generator.random(), 2) for _ in range(columns)] for _ in range(rows)]
    for row in weights:  # most pairs of chains have nothing in common
        for j in range(columns):
            row[j] *= generator.random() < 0.6
    wide = weights if rows <= columns else [list(column) for column in zip(*weights, strict=True)]
    best = max(
        sum(row[j] for row, j in zip(wide, order, strict=True))
        for order in itertools.permutations(range(max(rows, columns)), min(rows, columns))
    )
    assert metrics.best_assignment(weights) == pytest.approx(best)


def test_nothing_to_assign() -> None:
    assert metrics.best_assignment([]) == metrics.best_assignment([[], []]) == 0
