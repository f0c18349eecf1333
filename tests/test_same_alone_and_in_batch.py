"""An article is read exactly the same alone and beside any others, in whatever order."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from newsclaims import Article, examples, parse_article, parse_articles

SENTENCES = (
    "The harbour authority will close two of its five piers in March, its director said.",
    "“Nobody has asked the fishermen,” said Marta Lindqvist, who speaks for thirty boats.",
    "According to the ministry, traffic through the strait fell by a tenth last year.",
    "She added that her members had believed the promises and were told nothing since.",
    "Officials denied that a sale was planned.",
    "The mayor, Tom Okafor, wrote that he regretted the decision; critics called it overdue.",
    "It rained all day.",
    "Two people familiar with the talks said Norvik, the largest tenant, wants to leave.",
    "“We heard from the port that the report says the wall is safe,” the engineer told them.",
    "A spokeswoman declined to comment, but promised an answer by Friday.",
)


def paragraphs(number: int, seed: int) -> str:
    """So many paragraphs of one to four sentences."""
    chance = random.Random(seed)
    return "\n\n".join(
        " ".join(chance.choices(SENTENCES, k=chance.randint(1, 4))) for _ in range(number)
    )


def articles() -> list[str]:
    """From a few words to several windows of the encoder."""
    whole = examples.libya()
    lines = [line for line in whole.split("\n") if line]
    return [
        SENTENCES[6],
        SENTENCES[1],
        "",
        whole,
        "\n\n".join(lines[1:4]),
        "\n\n".join(lines[8:]),
        lines[2],
        *(paragraphs(number, seed) for seed, number in enumerate((1, 2, 5, 9, 20, 30))),
    ]


TEXTS = articles()


@pytest.fixture(scope="module")
def alone() -> list[Article]:
    return [parse_article(text) for text in TEXTS]


def orders() -> list[list[int]]:
    """As they are, backwards, at random, a few only, and one more than once."""
    everything = list(range(len(TEXTS)))
    shuffled = everything.copy()
    random.Random(1).shuffle(shuffled)
    return [everything, everything[::-1], shuffled, shuffled[:5], [3, 0, 3, 12, 3]]


@pytest.mark.parametrize("order", orders())
def test_the_same_alone_and_in_a_batch(alone: Sequence[Article], order: Sequence[int]) -> None:
    together = list(parse_articles(TEXTS[i] for i in order))
    assert together == [alone[i] for i in order]


def test_there_is_something_to_compare(alone: Sequence[Article]) -> None:
    assert sum(len(article.attributions) for article in alone) > 50
    assert any(a.parent is not None for article in alone for a in article.attributions)
