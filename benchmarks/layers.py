"""Time of all layers against that of attributions alone, in one run and on one thread.

Run with ``python benchmarks/layers.py [FOLDER]`` (articles in ``*.txt``). Attributions alone are
sentences and tokens, what the encoder gives of attributions, and quotes, without any syntax; all
layers are what `parse_articles` gives. The two take turns over the same articles, in batches of the
same size. Time is that of the processor, so that other programs disturb it less, and the ratio of
the medians is what counts. The last line is JSON.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

import arguments

if TYPE_CHECKING:
    from newsclaims.text.document import Document, Reading

BATCH = 8


def with_empty_syntax(document: Document, reading: Reading) -> Reading:
    """The reading with a syntax that says nothing, where there is none.

    Types of attributions then rest on the words of the cue, and none is kept inside another.
    """
    n = len(document.tokens)
    return evolve(reading, upos=("X",) * n, heads=(-1,) * n, relations=("dep",) * n)


def attributions_alone(texts: Sequence[str]) -> int:
    """Reads attributions and quotes; returns how many attributions there are."""
    from newsclaims.attributions.attributions import find_attributions
    from newsclaims.attributions.quotes import complete_quotations, find_quotes
    from newsclaims.reading.encoder import load_encoder
    from newsclaims.text.quotation_marks import find_quotations
    from newsclaims.text.segment import segment

    found = 0
    for i in range(0, len(texts), BATCH):
        documents = [segment(text) for text in texts[i : i + BATCH]]
        readings = load_encoder().read(documents, attributions_only=True)
        for document, reading in zip(documents, readings, strict=True):
            quotations = find_quotations(document.text, document.paragraphs)
            attributions = find_attributions(document, with_empty_syntax(document, reading))
            attributions = complete_quotations(document, quotations, attributions)
            find_quotes(document, quotations, attributions)
            found += len(attributions)
    return found


def all_layers(texts: Sequence[str]) -> int:
    """Reads everything; returns how many attributions there are."""
    from newsclaims import parse_articles

    found = 0
    for i in range(0, len(texts), BATCH):
        found += sum(len(article.attributions) for article in parse_articles(texts[i : i + BATCH]))
    return found


def seconds(read: Callable[[Sequence[str]], int], texts: Sequence[str]) -> float:
    """Processor time of one turn."""
    start = time.process_time()
    read(texts)
    return time.process_time() - start


@click.command(help=__doc__)
@click.argument("folder", default=arguments.ARTICLES, type=click.Path(exists=True, path_type=Path))
@click.option("--limit", default=40, show_default=True, help="Read so many articles at most.")
@click.option("--rounds", default=5, show_default=True)
def main(folder: Path, limit: int, rounds: int) -> None:
    arguments.use_one_thread()  # before any library starts its own
    texts = arguments.texts_of(folder, limit)
    words = sum(len(text.split()) for text in texts)
    sides: dict[str, Callable[[Sequence[str]], int]] = {
        "attributions_alone": attributions_alone,
        "all_layers": all_layers,
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for name, read in sides.items():  # loads the model and warms caches
        click.echo(f"{name}: {read(texts)} attributions")
    for turn in range(rounds):
        for name in sorted(sides, reverse=turn % 2 == 1):
            times[name].append(seconds(sides[name], texts))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    figures = {name: round(words / median) for name, median in medians.items()}
    ratio = round(medians["all_layers"] / medians["attributions_alone"], 2)
    for name, words_per_second in figures.items():
        click.echo(f"{name:20} {words_per_second:6} words/s")
    click.echo(json.dumps({"articles": len(texts), "words_per_second": figures, "ratio": ratio}))


if __name__ == "__main__":
    main()
