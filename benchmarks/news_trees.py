"""What the trees of news articles show without any gold: sure arcs, repairs, signs of bad tagging.

Used by ``syntax.py``.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from statistics import fmean
from typing import Any
from unittest.mock import patch

import numpy as np
from attrs import frozen

from newsclaims import repairs
from newsclaims.reading.decoding import Scores, best_heads
from newsclaims.reading.encoder import Encoder
from newsclaims.repairs.tree import Tree
from newsclaims.syntax.trees import Trees
from newsclaims.text.document import Document, Reading

ARTICLES = frozenset({"the", "a", "an"})
MOST_UNTAGGED = 0.1
"""An article looks untagged if more than this share of its "the" and "a" are no determiners."""

REPAIRS = tuple(
    name for name in repairs.mend.__code__.co_names if inspect.isfunction(vars(repairs).get(name))
)
"""The functions that `newsclaims.repairs.mend` calls, in the order in which it does."""


@frozen
class NewsTrees:
    """What is counted in one article.

    Attributes:
        arcs: Probability of each token's arc to its head.
        repaired: Number of tokens whose head, relation or part of speech a repair changes, by its
            name, and "all": by any of them.
        reparandum: Whether any relation is `reparandum`, which speech has and news has not.
        untagged: Whether it looks untagged.
    """

    arcs: Sequence[float]
    repaired: Counter[str]
    reparandum: bool
    untagged: bool


def news_trees(encoder: Encoder, document: Document, reading: Reading) -> NewsTrees:
    """Counts in one article, given what the encoder reads in it."""
    return NewsTrees(
        arc_probabilities(encoder, document),
        repaired_tokens(document, reading),
        "reparandum" in reading.relations,
        looks_untagged(document, reading),
    )


def summary(found: Sequence[NewsTrees]) -> dict[str, Any]:
    """Figures in percent: of tokens, and of articles in the last two.

    ``arc_probability`` has the mean over all tokens ("mean") and the least mean of an article
    ("worst").
    """
    arcs = [article.arcs for article in found if article.arcs]
    tokens = [probability for article in arcs for probability in article]
    changed = sum((article.repaired for article in found), Counter())
    return {
        "arc_probability": {
            "mean": percent(fmean(tokens)),
            "worst": percent(min(map(fmean, arcs))),
        },
        "repaired": {name: percent(changed[name] / len(tokens)) for name in ("all", *REPAIRS)},
        "reparandum": percent(fmean(article.reparandum for article in found)),
        "untagged": percent(fmean(article.untagged for article in found)),
    }


def percent(share: float) -> float:
    return round(100 * share, 2)


def arc_probabilities(encoder: Encoder, document: Document) -> list[float]:
    """How probable the chosen head of each token is among all words of its window."""
    windows = encoder.windows(document, ("arcs",), _of_window)
    return [probability for _, found in windows for probability in found]


def _of_window(scores: Scores, sentences: Sequence[int]) -> list[float]:
    rows = scores["arcs"]
    # A root is its own head here.
    heads = [i if head < 0 else head for i, head in enumerate(best_heads(rows, sentences))]
    likely = np.exp(rows - rows.max(-1, keepdims=True))
    chosen: list[float] = (likely[np.arange(len(rows)), heads] / likely.sum(-1)).tolist()
    return chosen


def repaired_tokens(document: Document, reading: Reading) -> Counter[str]:
    """How many tokens each repair changes, and "all" of them do; a token counts once in each."""
    with _watched() as changed:
        Trees(document, reading)
    counts = Counter({name: len(tokens) for name, tokens in changed.items()})
    counts["all"] = len(set().union(*changed.values()))
    return counts


@contextmanager
def _watched() -> Iterator[dict[str, set[int]]]:
    """While it is open, notes which tokens each repair changes."""
    changed: dict[str, set[int]] = {name: set() for name in REPAIRS}

    def watching(repair: Callable[..., Any], tokens: set[int]) -> Callable[..., Any]:
        @wraps(repair)
        def watched(tree: Tree, *rest: Any) -> Any:
            before = _columns(tree)
            result = repair(tree, *rest)
            for old, new in zip(before, _columns(tree), strict=True):
                if old != new:
                    tokens.update(
                        i for i, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]
                    )
            return result

        return watched

    functions = {name: watching(getattr(repairs, name), tokens) for name, tokens in changed.items()}
    with patch.multiple(repairs, **functions):
        yield changed


def _columns(tree: Tree) -> tuple[list[Any], ...]:
    return list(tree.heads), list(tree.relations), list(tree.upos)


def looks_untagged(document: Document, reading: Reading) -> bool:
    """Whether more than `MOST_UNTAGGED` of the words "the", "a" and "an" are no determiners."""
    tags = [
        upos
        for token, upos in zip(document.tokens, reading.upos, strict=True)
        if token.text.lower() in ARTICLES
    ]
    return sum(upos != "DET" for upos in tags) > MOST_UNTAGGED * len(tags)
