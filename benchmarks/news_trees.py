"""What the trees of news articles show without any gold: sure arcs, signs of bad tagging.

Used by ``syntax.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

import numpy as np
from attrs import frozen

from newsclaims.reading.decoding import SYNTAX_SCORES, Scores, read_syntax
from newsclaims.reading.encoder import Encoder
from newsclaims.reading.trees import softmax
from newsclaims.text.document import Document, Reading

ARTICLES = frozenset({"the", "a", "an"})
MOST_UNTAGGED = 0.1
"""An article looks untagged if more than this share of its "the" and "a" are no determiners."""


@frozen
class NewsTrees:
    """What is counted in one article.

    Attributes:
        arcs: Probability of each token's arc to its head.
        reparandum: Whether any relation is `reparandum`, which speech has and news has not.
        untagged: Whether it looks untagged.
    """

    arcs: Sequence[float]
    reparandum: bool
    untagged: bool


def news_trees(encoder: Encoder, document: Document, reading: Reading) -> NewsTrees:
    """Counts in one article, given what the encoder reads in it."""
    return NewsTrees(
        arc_probabilities(encoder, document),
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
    return {
        "arc_probability": {
            "mean": percent(fmean(tokens)),
            "worst": percent(min(map(fmean, arcs))),
        },
        "reparandum": percent(fmean(article.reparandum for article in found)),
        "untagged": percent(fmean(article.untagged for article in found)),
    }


def percent(share: float) -> float:
    return round(100 * share, 2)


def arc_probabilities(encoder: Encoder, document: Document) -> list[float]:
    """How probable the chosen head of each token is among all words of its window."""

    def of_window(scores: Scores, sentences: Sequence[int]) -> list[float]:
        # A root is its own head here.
        heads = read_syntax(scores, sentences, encoder.attachments).heads
        heads = [i if head < 0 else head for i, head in enumerate(heads)]
        chosen: list[float] = softmax(scores["arcs"])[np.arange(len(heads)), heads].tolist()
        return chosen

    windows = encoder.windows(document, ("tags", *SYNTAX_SCORES), of_window)
    return [probability for _, found in windows for probability in found]


def looks_untagged(document: Document, reading: Reading) -> bool:
    """Whether more than `MOST_UNTAGGED` of the words "the", "a" and "an" are no determiners."""
    tags = [
        upos
        for token, upos in zip(document.tokens, reading.upos, strict=True)
        if token.text.lower() in ARTICLES
    ]
    return sum(upos != "DET" for upos in tags) > MOST_UNTAGGED * len(tags)
