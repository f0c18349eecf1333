"""Claims scored fact by fact, as BenchIE does (Gashteovski et al., ACL 2022).

Run with ``python benchmarks/propositions.py``; ``--errors`` prints what was missed and what was
wrong. The table ``annotations/propositions.json`` gives, for each of its sentences, all the facts
that it states. A fact is a list of the ways to put it, each "subject | predicate | object or
argument"; what stands in brackets may be left out. Articles, case and punctuation do not count;
all else has to be right, so that a bloated argument is an error.

A claim with several arguments gives one such triple for each of them, and an attribution gives one
of source, cue and content. Claims count too that are left out by default for want of confidence.
Precision is over the distinct triples, recall over the facts; the last line printed is a JSON
object with these and their F1, in percent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from newsclaims import Article, parse_article

TABLE = Path(__file__).parent / "annotations" / "propositions.json"
ARTICLES = frozenset({"a", "an", "the"})


def words(text: str) -> str:
    """The words of a text that count, each followed by a space."""
    text = re.sub(r"[^\w\s'’.-]", " ", text.lower()).replace("’", "'")
    found = (word.strip(".-") for word in text.split())
    return "".join(f"{word} " for word in found if word and word not in ARTICLES)


def pattern(part: str) -> str:
    """A regular expression for one part of a fact, over `words`."""
    pieces = re.split(r"([\[\]])", part)
    marks = {"[": "(?:", "]": ")?"}
    return "".join(marks.get(piece) or re.escape(words(piece)) for piece in pieces)


def matcher(fact: list[str]) -> Callable[[str], bool]:
    """Whether a triple is one of the ways to put a fact."""
    ways = ["\\|".join(pattern(part) for part in way.split("|")) for way in fact]
    wanted = re.compile("|".join(f"(?:{way})" for way in ways))
    return lambda triple: wanted.fullmatch(triple) is not None


def triples(article: Article) -> Iterator[tuple[str, str, str]]:
    """What an article's claims and attributions say, one argument at a time."""
    for claim in article.claims:
        subject = claim.subject.text if claim.subject else ""
        arguments = [argument.text for argument in claim.arguments]
        if claim.object is not None:
            arguments.insert(0, claim.object.text)
        for argument in arguments or [""]:
            yield subject, claim.predicate.text, argument
    for attribution in article.attributions:
        if attribution.source and attribution.cue:
            content = " ".join(span.text for span in attribution.content)
            yield attribution.source.text, attribution.cue.text, content


@click.command(help=__doc__)
@click.option("--errors", is_flag=True, help="Print what was missed and what was wrong.")
def main(errors: bool) -> None:
    right = found = hit = wanted = 0
    for row in json.loads(TABLE.read_text(encoding="utf-8")):
        printed = {
            "|".join(map(words, triple)): " | ".join(triple)
            for triple in triples(parse_article(row["sentence"], minimum_confidence=0))
        }
        matchers = [matcher(fact) for fact in row["facts"]]
        matched = {triple for triple in printed if any(match(triple) for match in matchers)}
        missed = [
            fact[0]
            for fact, match in zip(row["facts"], matchers, strict=True)
            if not any(map(match, printed))
        ]
        right, found = right + len(matched), found + len(printed)
        hit, wanted = hit + len(matchers) - len(missed), wanted + len(matchers)
        wrong = [text for triple, text in printed.items() if triple not in matched]
        if errors and (missed or wrong):
            click.echo(row["sentence"])
            for mark, texts in (("missed", missed), ("wrong", wrong)):
                for text in texts:
                    click.echo(f"  {mark:>6}: {text}")
    precision, recall = right / max(found, 1), hit / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    click.echo(
        f"precision {precision:.1%} of {found}, recall {recall:.1%} of {wanted}, F1 {f1:.1%}"
    )
    figures = {"precision": precision, "recall": recall, "f1": f1}
    click.echo(json.dumps({name: round(100 * value, 2) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
