"""Parts of speech, lemmas and attachment on GUM dev and EWT dev, from gold tokens and from text.

Run with ``python benchmarks/syntax.py [DATA]``. Figures are F1 in percent over all words,
punctuation included, as in the CoNLL 2018 shared task (Zeman et al., 2018): words that cover the
same characters on both sides are aligned, and a head is right if it is aligned with the gold head.
With gold tokens every word is aligned, so that F1 is accuracy. ``las`` compares relations without
their subtypes, as the shared task does, ``las_subtypes`` with them. Lemmas are compared in lower
case. The gold trees have "is" as the head of what it links to a subject, as ours have (see
`newsclaims.reading.outer_clauses`); held against the treebanks as they are, ours lose 0.4 UAS on
GUM dev, 0.2 on EWT dev.

Where DATA holds PolNeAR dev, also ``news``: the same figures on the sentences of
``annotations/news_syntax.json``, each read in its whole article, where a head outside the sentence
is wrong; and, over all articles in percent, how probable the chosen arcs are on average and in the
worst article, and what share of the articles has a ``reparandum`` or looks untagged, as
``news_trees.py`` says. A table, then one line of JSON.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

import arguments
from news_trees import news_trees, summary
from newsclaims.reading.encoder import load_encoder
from newsclaims.reading.outer_clauses import hang_from_copula
from newsclaims.text.document import Document, Reading, Sentence, Token
from newsclaims.text.lemmas import lemma, normalised
from newsclaims.text.segment import segment
from newsclaims.training.brat import read_brat
from newsclaims.training.treebank import read_conllu, read_sentences, words_of
from polnear import ANNOTATIONS, sample

FIGURES = ("sentences", "words", "upos", "lemma", "uas", "las", "las_subtypes")
NEWS_FIGURES = ("upos", "uas", "las", "las_subtypes")
NEWS_SENTENCES = "news_syntax"


@frozen
class Analysis:
    """A document, its syntax and the lemma of each token ("_": none is given)."""

    document: Document
    reading: Reading
    lemmas: tuple[str, ...]


def gold_analyses(path: Path) -> Iterator[Analysis]:
    """The documents of a CoNLL-U file."""
    words = (word for sentence in read_sentences(path) for word in words_of(sentence))
    for document, annotated in read_conllu(path):
        reading = hang_from_copula(document, annotated)
        lemmas = tuple(word["lemma"] for word in islice(words, len(document.tokens)))
        yield Analysis(document, reading, lemmas)


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


def gold_sentence(text: str, row: dict[str, Any]) -> Analysis:
    """An annotated sentence of an article as a document of its own, with the article's offsets."""
    tokens = tuple(Token(start, end, text[start:end]) for start, end in row["tokens"])
    reading = Reading(tuple(row["upos"]), tuple(row["heads"]), tuple(row["relations"]), ())
    analysis = _one_sentence(text, tokens, reading)
    return evolve(analysis, reading=hang_from_copula(analysis.document, reading))


def found_sentence(document: Document, reading: Reading, start: int, end: int) -> Analysis:
    """What is read between two offsets of an article; a head outside of them is never right."""
    inside = document.tokens_in(start, end)
    first = inside.start

    def moved(token: int, head: int) -> int:
        # No gold head is the word itself.
        return head if head < 0 else (head if head in inside else token) - first

    upos, relations = (column[first : inside.stop] for column in (reading.upos, reading.relations))
    heads = tuple(moved(token, reading.heads[token]) for token in inside)
    tokens = document.tokens[first : inside.stop]
    return _one_sentence(document.text, tokens, Reading(upos, heads, relations, ()))


def _one_sentence(text: str, tokens: tuple[Token, ...], reading: Reading) -> Analysis:
    start, end = tokens[0].start, tokens[-1].end
    sentence = Sentence(start, end, 0, len(tokens), 0)
    document = Document(text, None, ((start, end),), (sentence,), tokens)
    return Analysis(document, reading, ("_",) * len(tokens))


def news(folder: Path) -> dict[str, Any]:
    """The figures of news: of the annotated sentences, where there are any, and of all articles."""
    encoder = load_encoder()
    annotated = (ANNOTATIONS / f"{NEWS_SENTENCES}.json").exists()
    rows = sample(NEWS_SENTENCES) if annotated else []
    counts: Counter[str] = Counter()
    found = []
    for article in read_brat(folder):
        document = segment(article.text)
        (reading,) = encoder.read([document])
        found.append(news_trees(encoder, document, reading))
        for row in rows:
            if row["article"] == article.id:
                gold = gold_sentence(article.text, row)
                stretch = row["tokens"][0][0], row["tokens"][-1][1]
                counts += compare(gold, found_sentence(document, reading, *stretch))
    scores = f1(counts) if rows else {}
    return {name: scores[name] for name in NEWS_FIGURES if name in scores} | summary(found)


def lines(figures: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """A line for each figure under its dotted name."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from lines(value, f"{prefix}{name}.")
        else:
            yield f"{prefix + name:32}{value:8.2f}"


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
    figures: dict[str, dict[str, Any]] = {}
    for treebank, paths in treebanks.items():
        figures[treebank] = {}
        for tokens in ("gold_tokens", "own_tokens"):
            row = f1(sum((counts[tokens, path] for path in paths), Counter()))
            figures[treebank][tokens] = row
            values = "".join(f"{value:13.2f}" for value in row.values())
            click.echo(f"{treebank:9} {tokens:11}{values}")
    if (data / "polnear" / "dev").is_dir():
        figures["news"] = news(data / "polnear" / "dev")
        click.echo("\n".join(lines(figures["news"], "news.")))
    click.echo(json.dumps(figures))


if __name__ == "__main__":
    main()
