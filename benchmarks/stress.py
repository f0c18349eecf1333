"""What other print costs: who said what on PolNeAR dev with the articles' typography changed.

Run with ``python benchmarks/stress.py SHARED``, a folder that holds ``eval/attribution_eval.py``
and ``data/polnear/dev``. Each change of `newsclaims.training.typography` keeps the length of the
text, so that the annotated offsets stay; what is read in the changed text is scored on the clean
one. Figures are in percent: F1 of who said what and the points of it that are lost against the
clean text, F1 of the tokens of sources and contents, and the share of direct quotations that are
found. What chance decides is drawn anew for each article, from its name. A table, then one line of
JSON.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import click

from newsclaims import parse_article
from newsclaims.training.typography import CHANGES, Change
from polnear import as_scored, dev_articles, load_scorer

CLEAN = "clean"
FIGURES = ("who_said_what", "lost", "source", "content", "direct")


def figures(scorer: Any, gold: list[Any], change: Change | None) -> dict[str, float]:
    """The figures of some annotated articles after a change, the loss left out."""
    documents = []
    for name, text, annotators in gold:
        changed = text if change is None else change(text, random.Random(name))
        found = as_scored(scorer, parse_article(changed).attributions)
        documents.append((text, annotators[0], found))
    scores = scorer.score(documents)
    f1 = {name: scores[name]["f1"] for name in ("who_said_what", "source", "content")}
    return {**f1, "direct": scores["direct"]["recall"]}


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--limit", type=int, help="Read the first articles only.")
@click.option(
    "--changes",
    metavar="NAME,…",
    default=",".join(CHANGES),
    help="The changes to make; all of them by default.",
)
def main(shared: Path, limit: int | None, changes: str) -> None:
    names = changes.split(",")
    if unknown := set(names) - CHANGES.keys():
        raise click.BadParameter(f"no change {', '.join(sorted(unknown))}")
    scorer = load_scorer(shared)
    gold = dev_articles(shared, scorer)[:limit]
    click.echo(f"{'':18}" + "".join(f"{name:>15}" for name in FIGURES))
    rows: dict[str, dict[str, float]] = {}
    for name in (CLEAN, *names):
        row = figures(scorer, gold, CHANGES.get(name))
        rows[name] = row
        if name != CLEAN:
            row["lost"] = round(rows[CLEAN]["who_said_what"] - row["who_said_what"], 1)
        values = "".join(f"{row[key]:15.1f}" if key in row else f"{'':15}" for key in FIGURES)
        click.echo(f"{name:18}{values}")
    click.echo(json.dumps(rows))


if __name__ == "__main__":
    main()
