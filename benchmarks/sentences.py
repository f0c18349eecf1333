"""Sentence and token boundaries on GUM dev and EWT dev, beside nltk's Punkt without parameters.

Run with ``python benchmarks/sentences.py [DATA]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer

import arguments
from newsclaims.text.document import Document
from newsclaims.text.segment import segment
from newsclaims.training.treebank import read_conllu

Offsets = set[tuple[int, int]]
Scores = tuple[float, float, float]


class Counter:
    """Counts what was found, what is gold, and what is both."""

    def __init__(self) -> None:
        self.found = self.gold = self.both = 0

    def add(self, found: Iterable[object], gold: Iterable[object]) -> None:
        found, gold = set(found), set(gold)
        self.found += len(found)
        self.gold += len(gold)
        self.both += len(found & gold)

    def scores(self) -> Scores:
        """Precision, recall and F1, in percent."""
        precision = 100 * self.both / max(self.found, 1)
        recall = 100 * self.both / max(self.gold, 1)
        return precision, recall, 200 * self.both / max(self.found + self.gold, 1)


def ours(document: Document) -> tuple[set[int], Offsets]:
    """Sentence ends and tokens as `segment` finds them."""
    found = segment(document.text)
    return {s.end for s in found.sentences}, {(t.start, t.end) for t in found.tokens}


def stock(document: Document) -> tuple[set[int], Offsets]:
    """Sentence ends and tokens of nltk without abbreviations, given the gold paragraphs."""
    ends: set[int] = set()
    tokens: Offsets = set()
    punkt, words = PunktSentenceTokenizer(), NLTKWordTokenizer()
    for start, end in document.paragraphs:
        for first, last in punkt.span_tokenize(document.text[start:end]):
            ends.add(start + last)
            sentence = document.text[start + first : start + last]
            try:
                spans = list(words.span_tokenize(sentence))
            except ValueError:  # it cannot align some quotation marks
                spans = []
            tokens |= {(start + first + i, start + first + j) for i, j in spans}
    return ends, tokens


def table(documents: list[Document]) -> Iterator[tuple[str, str, Scores]]:
    """One row for each measure and method."""
    for name, method in (("nltk, no parameters", stock), ("newsclaims", ours)):
        every, inside, tokens = Counter(), Counter(), Counter()
        for document in documents:
            ends, found = method(document)
            gold = {sentence.end for sentence in document.sentences}
            paragraph_ends = {end for _, end in document.paragraphs}
            every.add(ends, gold)
            inside.add(ends - paragraph_ends, gold - paragraph_ends)
            tokens.add(found, {(token.start, token.end) for token in document.tokens})
        yield "sentence ends", name, every.scores()
        yield "… inside paragraphs", name, inside.scores()
        yield "tokens", name, tokens.scores()


@click.command(help=__doc__)
@arguments.data
def main(data: Path) -> None:
    treebanks = {
        "GUM dev": data / "gum" / "dev",
        "EWT dev": data / "ewt" / "dev.conllu",
    }
    click.echo(f"{'':9} {'':20} {'':20} {'precision':>9} {'recall':>9} {'F1':>9}")
    for treebank, path in treebanks.items():
        documents = [document for document, _ in read_conllu(path)]
        for measure, method, scores in sorted(table(documents), key=lambda row: row[0]):
            figures = " ".join(f"{score:9.2f}" for score in scores)
            click.echo(f"{treebank:9} {measure:20} {method:20} {figures}")


if __name__ == "__main__":
    main()
