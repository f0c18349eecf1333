"""MUC, B-cubed and CEAF-e, whose mean F1 is the CoNLL score of coreference.

Definitions as in Pradhan et al. (2014), "Scoring Coreference Partitions of Predicted Mentions: A
Reference Implementation", which also gives the terms: the *key* is the gold annotation, the
*response* what a system found. A chain is a set of mentions; on each side no mention stands in two
chains. Counts of documents are added before F1 is computed, as the reference scorer does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

Chains = Sequence[AbstractSet[Hashable]]


@dataclass(frozen=True)
class Score:
    """Numerators and denominators of recall and precision; scores of documents can be added."""

    recall_numerator: float = 0.0
    recall_denominator: float = 0.0
    precision_numerator: float = 0.0
    precision_denominator: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.recall_numerator + other.recall_numerator,
            self.recall_denominator + other.recall_denominator,
            self.precision_numerator + other.precision_numerator,
            self.precision_denominator + other.precision_denominator,
        )

    @property
    def recall(self) -> float:
        return _ratio(self.recall_numerator, self.recall_denominator)

    @property
    def precision(self) -> float:
        return _ratio(self.precision_numerator, self.precision_denominator)

    @property
    def f1(self) -> float:
        return _ratio(2 * self.recall * self.precision, self.recall + self.precision)


def muc(key: Chains, response: Chains) -> Score:
    """Links that are missing or too many (Vilain et al., 1995)."""
    return Score(*_links(key, response), *_links(response, key))


def b_cubed(key: Chains, response: Chains) -> Score:
    """Overlap of the chains that each mention stands in (Bagga and Baldwin, 1998)."""
    return Score(*_overlaps(key, response), *_overlaps(response, key))


def ceaf_e(key: Chains, response: Chains) -> Score:
    """Similarity of the chains under the best one-to-one alignment (Luo, 2005, with phi 4)."""
    chain_of = _chain_of(response)
    similarities = [[0.0] * len(response) for _ in key]
    for row, chain in zip(similarities, key, strict=True):
        for j, common in Counter(chain_of[m] for m in chain if m in chain_of).items():
            row[j] = 2 * common / (len(chain) + len(response[j]))
    total = best_assignment(similarities)
    return Score(total, len(key), total, len(response))


METRICS = {"muc": muc, "b_cubed": b_cubed, "ceaf_e": ceaf_e}


def without_singletons(chains: Chains) -> Chains:
    """The chains of at least two mentions."""
    return [chain for chain in chains if len(chain) > 1]


def conll(documents: Sequence[tuple[Chains, Chains]]) -> dict[str, Score]:
    """Each metric summed over the (key, response) of some documents."""
    return {
        name: sum((metric(key, response) for key, response in documents), Score())
        for name, metric in METRICS.items()
    }


def conll_f1(scores: Mapping[str, Score]) -> float:
    """The mean F1 of the three metrics, between 0 and 1."""
    return sum(score.f1 for score in scores.values()) / len(scores)


def best_assignment(weights: Sequence[Sequence[float]]) -> float:
    """The largest sum of weights that takes at most one of each row and each column.

    The Hungarian algorithm with potentials, cubic in the number of rows (Kuhn, 1955). Weights must
    not be negative.
    """
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = list(zip(*weights, strict=True))
    rows, columns = len(weights), len(weights[0])
    # Row and column 0 stand for "none yet": each row starts there and is moved along a path.
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        slack, previous = [float("inf")] * (columns + 1), [0] * (columns + 1)
        visited = [False] * (columns + 1)
        while row_of[column]:
            visited[column] = True
            current, nearest = row_of[column], 0
            for j in range(1, columns + 1):
                if visited[j]:
                    continue
                cost = -weights[current - 1][j - 1] - row_potential[current] - column_potential[j]
                if cost < slack[j]:
                    slack[j], previous[j] = cost, column
                if not nearest or slack[j] < slack[nearest]:
                    nearest = j
            step = slack[nearest]
            for j in range(columns + 1):
                if visited[j]:
                    row_potential[row_of[j]] += step
                    column_potential[j] -= step
                else:
                    slack[j] -= step
            column = nearest
        while column:
            row_of[column] = row_of[previous[column]]
            column = previous[column]
    return sum(weights[row_of[j] - 1][j - 1] for j in range(1, columns + 1) if row_of[j])


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator else 0.0


def _chain_of(chains: Chains) -> dict[Hashable, int]:
    """The number of the chain that each mention stands in."""
    return {mention: i for i, chain in enumerate(chains) for mention in chain}


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    """How many links of some chains the other side has too, and how many there are."""
    chain_of = _chain_of(others)
    kept = 0
    for chain in chains:
        hit = {chain_of[mention] for mention in chain if mention in chain_of}
        alone = sum(mention not in chain_of for mention in chain)
        kept += len(chain) - len(hit) - alone
    return kept, sum(len(chain) - 1 for chain in chains)


def _overlaps(chains: Chains, others: Chains) -> tuple[float, float]:
    """For each mention of some chains, the share of its chain that the other side keeps with it."""
    chain_of = _chain_of(others)
    total = 0.0
    for chain in chains:
        common = Counter(chain_of[mention] for mention in chain if mention in chain_of)
        total += sum(n * n for n in common.values()) / len(chain)
    return total, sum(map(len, chains))
