"""Entity mentions and coreference on GUM dev, from gold tokens and from text.

Run with ``python benchmarks/coreference.py [DATA]`` where the extra ``benchmark`` is installed.
Everything is F1 in percent and compares exact spans of characters:

- ``mentions_typed`` are right if span and type are, ``mentions`` if the span is; ``named`` is typed
  too, of those alone whose head is a proper noun (on either side by its own parts of speech);
- ``muc``, ``b_cubed`` and ``ceaf_e`` compare coreference chains, leaving singletons out on both
  sides, and ``conll`` is their mean. They are those of the package ``scorch``, as Pradhan et al.
  (2014) define them, "Scoring Coreference Partitions of Predicted Mentions".

All genres, and the documents of news apart. A table, then one line of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from pathlib import Path
from statistics import fmean

import click
from attrs import frozen
from scorch.scores import b_cubed, ceaf_e, muc

import arguments
from newsclaims.reading.encoder import load_encoder
from newsclaims.text.document import Document, Reading
from newsclaims.text.segment import segment
from newsclaims.training.treebank import read_conllu

METRICS = {"muc": muc, "b_cubed": b_cubed, "ceaf_e": ceaf_e}
FIGURES = ("mentions_typed", "mentions", "named", *METRICS, "conll")

Chains = Sequence[AbstractSet[Hashable]]


@frozen
class Annotation:
    """The mentions of one document, by the characters that they cover."""

    typed: frozenset[tuple[int, int, str]]
    named: frozenset[tuple[int, int, str]]
    chains: Chains


def annotation(document: Document, reading: Reading) -> Annotation:
    """The mentions of a reading; of two that cover the same characters, chains keep the first."""
    typed, named, seen = set(), set(), set()
    chains: dict[int, set[Hashable]] = {}
    for mention in reading.mentions:
        start, end = document.tokens[mention.first].start, document.tokens[mention.last - 1].end
        typed.add((start, end, mention.type))
        if reading.upos[mention.head] == "PROPN":
            named.add((start, end, mention.type))
        if (start, end) not in seen:
            seen.add((start, end))
            chains.setdefault(mention.chain, set()).add((start, end))
    return Annotation(frozenset(typed), frozenset(named), without_singletons(list(chains.values())))


Pairs = Sequence[tuple[Annotation, Annotation]]


def mention_f1(pairs: Sequence[tuple[AbstractSet[object], AbstractSet[object]]]) -> float:
    """F1, between 0 and 1, of the mentions of some documents, each (gold, found)."""
    both = sum(len(gold & found) for gold, found in pairs)
    return 2 * both / max(sum(len(gold) + len(found) for gold, found in pairs), 1)


def untyped(annotation: Annotation) -> set[tuple[int, int]]:
    """The spans of all mentions."""
    return {(start, end) for start, end, _ in annotation.typed}


def without_singletons(chains: Chains) -> Chains:
    """The chains of at least two mentions."""
    return [chain for chain in chains if len(chain) > 1]


def chain_f1(pairs: Pairs) -> dict[str, float]:
    """F1, between 0 and 1, of each metric of chains over some documents, and the mean of all.

    The documents are given as one, which adds up their counts; mentions then need their document's
    number.
    """
    key, response = (
        [
            {(i, mention) for mention in chain}
            for i, pair in enumerate(pairs)
            for chain in pair[side].chains
        ]
        for side in (0, 1)
    )
    scores = {name: float(metric(key, response)[2]) for name, metric in METRICS.items()}
    return {**scores, "conll": fmean(scores.values())}


def figures_of(pairs: Pairs) -> dict[str, float]:
    """F1 of each figure in percent over some documents, each (gold, found)."""
    figures = {
        "mentions_typed": mention_f1([(gold.typed, found.typed) for gold, found in pairs]),
        "mentions": mention_f1([(untyped(gold), untyped(found)) for gold, found in pairs]),
        "named": mention_f1([(gold.named, found.named) for gold, found in pairs]),
        **chain_f1(pairs),
    }
    return {name: round(100 * value, 2) for name, value in figures.items()}


@click.command(help=__doc__)
@arguments.data
def main(data: Path) -> None:
    paths = sorted((data / "gum" / "dev").glob("*.conllu"))
    gold = [pair for path in paths for pair in read_conllu(path)]
    is_news = ["_news_" in path.stem for path in paths]
    segmented = {
        "gold_tokens": [document for document, _ in gold],
        "own_tokens": [segment(document.text) for document, _ in gold],
    }
    figures: dict[str, dict[str, dict[str, float]]] = {}
    rows: dict[str, list[float]] = {name: [] for name in FIGURES}
    for tokens, documents in segmented.items():
        readings = load_encoder().read(documents)
        pairs = [
            (annotation(*given), annotation(document, reading))
            for given, document, reading in zip(gold, documents, readings, strict=True)
        ]
        genres = {"all": pairs, "news": list(compress(pairs, is_news))}
        figures[tokens] = {genre: figures_of(chosen) for genre, chosen in genres.items()}
        for genre in genres:
            for name in FIGURES:
                rows[name].append(figures[tokens][genre][name])
    click.echo(f"{'':16}{'gold tokens':>16}{'… news':>10}{'own tokens':>16}{'… news':>10}")
    for name, values in rows.items():
        cells = [f"{value:.2f}" for value in values]
        click.echo(f"{name:16}{cells[0]:>16}{cells[1]:>10}{cells[2]:>16}{cells[3]:>10}")
    click.echo(json.dumps(figures))


if __name__ == "__main__":
    main()
