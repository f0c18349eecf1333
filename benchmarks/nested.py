"""What nested attributions cost on a corpus that marks one layer only.

Run with ``python benchmarks/nested.py SHARED``, a folder that holds ``eval/attribution_eval.py``
and ``data/polnear/dev``. Every nested attribution counts as an error there, right or wrong. Also
printed: how many of the first articles are read otherwise alone than in a batch, anything in them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from newsclaims import Article, Attribution, parse_article, parse_articles
from polnear import as_scored, dev_articles, load_scorer

ALONE = 40


def figures(
    scorer: Any, gold: list[Any], articles: list[Article], keep: Callable[[Attribution], bool]
) -> str:
    documents = [
        (text, annotations[0], as_scored(scorer, filter(keep, article.attributions)))
        for (_, text, annotations), article in zip(gold, articles, strict=True)
    ]
    scores = scorer.score(documents)
    rows = {name: scores[name]["f1"] for name in (*scorer.ROLES, "who_said_what", "exact")}
    rows["alpha"] = scores["alpha"]
    return ", ".join(f"{name} {value}" for name, value in rows.items())


def differing(articles: list[Article]) -> int:
    """How many of some articles that were read in a batch differ when each is read alone."""
    return sum(article != parse_article(article.text) for article in articles)


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(shared: Path) -> None:
    scorer = load_scorer(shared)
    gold = dev_articles(shared, scorer)
    articles = list(parse_articles(text for _, text, _ in gold))
    attributions = [a for article in articles for a in article.attributions]
    nested = sum(a.parent is not None for a in attributions)
    click.echo(f"{len(attributions)} attributions, {nested} of them nested")
    click.echo(f"all:            {figures(scorer, gold, articles, lambda a: True)}")
    click.echo(f"without nested: {figures(scorer, gold, articles, lambda a: a.parent is None)}")
    first = articles[:ALONE]
    click.echo(f"read alone or in a batch: {differing(first)} of {len(first)} articles differ")


if __name__ == "__main__":
    main()
