"""Parts of speech, lemmas and attachment on GUM dev and EWT dev, from gold tokens and from text.

Run with ``python benchmarks/syntax.py [DATA]``. Figures are F1 in percent over all words,
punctuation included, as in the CoNLL 2018 shared task (Zeman et al., 2018): words that cover the
same characters on both sides are aligned, and a head is right if it is aligned with the gold head.
With gold tokens every word is aligned, so that F1 is accuracy. ``las`` compares relations without
their subtypes, as the shared task does, ``las_subtypes`` with them. Lemmas are compared in lower
case. A table, then one line of JSON.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import click
from attrs import frozen

import arguments
from newsclaims.document import Document, Reading
from newsclaims.encoder import load_encoder
from newsclaims.lemmas import lemma, normalised
from newsclaims.segment import segment
from newsclaims.training.treebank import read_conllu

FIGURES = ("sentences", "words", "upos", "lemma", "uas", "las", "las_subtypes")


@frozen
class Analysis:
    """A document, its syntax and the lemma of each token ("_": none is given)."""

    document: Document
    reading: Reading
    lemmas: tuple[str, ...]


def gold_analyses(path: Path) -> Iterator[Analysis]:
    """The documents of a CoNLL-U file."""
    with path.open(encoding="utf-8") as lines:
        rows = (line.split("\t", 3) for line in lines)
        lemmas = (row[2] for row in rows if row[0].isdigit())
        for document, reading in read_conllu(path):
            yield Analysis(document, reading, tuple(islice(lemmas, len(document.tokens))))


def our_analyses(documents: Sequence[Document]) -> Iterator[Analysis]:
    """What newsclaims reads in segmented documents."""
    readings = load_encoder().read(documents)
    for document, reading in zip(documents, readings, strict=True):
        words = zip(document.tokens, reading.upos, strict=True)
        yield Analysis(document, reading, tuple(lemma(token.text, upos) for token, upos in words))


def compare(gold: Analysis, found: Analysis) -> Counter[str]:
    """How much of an analysis is right, by figure, and how many words and sentences there are."""
    words = {(token.start, token.end): i for i, token in enumerate(gold.document.tokens)}
    aligned = [words.get((token.start, token.end)) for token in found.document.tokens]
    counts: Counter[str] = Counter()
    for j, i in enumerate(aligned):
        if i is None:
            continue
        counts["words"] += 1
        counts["upos"] += gold.reading.upos[i] == found.reading.upos[j]
        lemmas = normalised(gold.lemmas[i]), normalised(found.lemmas[j])
        counts["lemma"] += lemmas[0] in ("_", lemmas[1])
        gold_head, head = gold.reading.heads[i], found.reading.heads[j]
        if gold_head == (aligned[head] if head >= 0 else -1):
            relations = gold.reading.relations[i], found.reading.relations[j]
            universal = [relation.split(":")[0] for relation in relations]
            counts["uas"] += 1
            counts["las"] += universal[0] == universal[1]
            counts["las_subtypes"] += relations[0] == relations[1]
    sides = [{(s.start, s.end) for s in side.document.sentences} for side in (gold, found)]
    counts["sentences"] = len(sides[0] & sides[1])
    counts["all_sentences"] = len(sides[0]) + len(sides[1])
    counts["all_words"] = len(gold.document.tokens) + len(found.document.tokens)
    return counts


def f1(counts: Counter[str]) -> dict[str, float]:
    """F1 of each figure in percent."""

    def total(name: str) -> int:
        return counts["all_sentences" if name == "sentences" else "all_words"]

    return {name: round(200 * counts[name] / max(total(name), 1), 2) for name in FIGURES}


@click.command(help=__doc__)
@arguments.data
def main(data: Path) -> None:
    gum = sorted((data / "gum" / "dev").glob("*.conllu"))
    treebanks = {
        "gum": gum,
        "gum_news": [path for path in gum if "_news_" in path.stem],
        "ewt": [data / "ewt" / "dev.conllu"],
    }
    counts: dict[tuple[str, Path], Counter[str]] = {}
    for path in (*gum, *treebanks["ewt"]):
        gold = list(gold_analyses(path))
        segmented = {
            "gold_tokens": [analysis.document for analysis in gold],
            "own_tokens": [segment(analysis.document.text) for analysis in gold],
        }
        for tokens, documents in segmented.items():
            pairs = zip(gold, our_analyses(documents), strict=True)
            counts[tokens, path] = sum((compare(*pair) for pair in pairs), Counter())
    click.echo(f"{'':21}" + "".join(f"{name:>13}" for name in FIGURES))
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for treebank, paths in treebanks.items():
        figures[treebank] = {}
        for tokens in ("gold_tokens", "own_tokens"):
            row = f1(sum((counts[tokens, path] for path in paths), Counter()))
            figures[treebank][tokens] = row
            values = "".join(f"{value:13.2f}" for value in row.values())
            click.echo(f"{treebank:9} {tokens:11}{values}")
    click.echo(json.dumps(figures))


if __name__ == "__main__":
    main()
