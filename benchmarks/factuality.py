"""How often the polarity and the certainty of a clause are right.

Run with ``python benchmarks/factuality.py``. The tables stand in ``tests/data/factuality``: one row
for each clause to be judged, half of them written before the rules. Each sentence is read as an
article of its own, and a clause that is not found counts as wrong. Two figures for each table:

- clauses: every clause of the sentence, whether or not a claim is made of it;
- claims: those that are put forward as claims of their own (the others are left out).

The last line is a JSON object: ``polarity`` and ``certainty`` of the clauses of all tables but
those of scope, and the figures of each table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from newsclaims import Article, Attribution, parse_articles
from newsclaims.attributions.attributions import find_attributions
from newsclaims.attributions.quotes import complete_quotations
from newsclaims.attributions.voices import Voices
from newsclaims.factuality.clause_factuality import ClauseFactuality, find_factuality
from newsclaims.reading.encoder import load_encoder
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document, Reading
from newsclaims.text.quotation_marks import find_quotations
from newsclaims.text.segment import segment
from newsclaims.words.factuality import Factuality

Row = dict[str, Any]
#: A clause as a system describes it: lemmas that name it, its subject, its factuality.
Found = tuple[set[str], str, Factuality]

TABLES = Path(__file__).parent.parent / "tests" / "data" / "factuality"
NAMES = ("before_rules", "after_rules", "unseen")
#: Conditions, comparisons, questions and other clauses whose scope reaches further; the sentences
#: of the second were written before the rules, and not looked at since.
SCOPE = ("scope", "scope_unseen")


def read_table(name: str) -> list[Row]:
    """The rows of a table."""
    rows: list[Row] = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def judge_clauses(texts: list[str]) -> Iterator[list[Found]]:
    """The clauses that are found in each text."""
    for document, reading, attributions in _read(texts):
        syntax = Syntax(document, reading)
        yield clauses_of(syntax, find_factuality(syntax, Voices.of(document, attributions)))


def judge_claims(texts: list[str]) -> Iterator[list[Found]]:
    """The claims that are made of each text."""
    yield from map(described, parse_articles(texts))


def described(article: Article) -> list[Found]:
    """The claims of an article."""
    return [
        (
            {claim.predicate.lemma, claim.predicate.lemma.partition(" ")[0]},
            claim.subject.text.lower() if claim.subject else "",
            Factuality(claim.polarity, claim.certainty),
        )
        for claim in article.claims
    ]


def _read(texts: list[str]) -> Iterator[tuple[Document, Reading, tuple[Attribution, ...]]]:
    documents = [segment(text) for text in texts]
    for document, reading in zip(documents, load_encoder().read(documents), strict=True):
        attributions = find_attributions(document, reading)
        quotations = find_quotations(document.text, document.paragraphs)
        yield document, reading, complete_quotations(document, quotations, attributions)


def clauses_of(syntax: Syntax, factuality: ClauseFactuality) -> list[Found]:
    """Every clause of a document."""
    return [
        (
            _lemmas(syntax, token),
            syntax.forms[subject] if (subject := syntax.own_subject[token]) >= 0 else "",
            factuality.of_predicate(token),
        )
        for token in range(len(syntax.forms))
        if syntax.is_predicate(token)
    ]


def _lemmas(syntax: Syntax, token: int) -> set[str]:
    """What a clause may be called: its lemma with and without a particle, "be" with a copula."""
    name = syntax.lemma(token)
    names = {name}
    if token + 1 < len(syntax.forms):
        names.add(f"{name} {syntax.forms[token + 1]}")  # a particle may be taken for an adverb
    for child in syntax.children[token]:
        if syntax.relations[child] == "compound:prt":
            names.add(f"{name} {syntax.forms[child]}")
        elif syntax.relations[child] == "cop":
            names.add("be")
    return names


def find(row: Row, found: list[Found]) -> Factuality | None:
    """The factuality of the clause that a row asks for, or None if it was not found."""
    subject = row.get("subject", "").lower()
    for lemmas, whose, factuality in found:
        if row["predicate"] in lemmas and (not subject or subject in whose.split()):
            return factuality
    return None


def accuracy(pairs: list[tuple[Row, Factuality | None]]) -> tuple[float, float]:
    """Percentage of rows whose polarity, and whose certainty, is right."""
    polarity = sum(f is not None and f.polarity == row["polarity"] for row, f in pairs)
    certainty = sum(f is not None and f.certainty == row["certainty"] for row, f in pairs)
    total = max(len(pairs), 1)
    return 100 * polarity / total, 100 * certainty / total


def _judged(name: str) -> tuple[list[tuple[Row, Factuality | None]], ...]:
    rows = read_table(name)
    texts = list(dict.fromkeys(row["text"] for row in rows))
    clauses = dict(zip(texts, judge_clauses(texts), strict=True))
    claims = dict(zip(texts, judge_claims(texts), strict=True))
    of_claims = [(row, find(row, claims[row["text"]])) for row in rows]
    return (
        [(row, find(row, clauses[row["text"]])) for row in rows],
        [pair for pair in of_claims if pair[1] is not None],
    )


@click.command(help=__doc__)
@click.option("-v", "--verbose", is_flag=True, help="Print what is wrong.")
@click.option(
    "--table", "names", multiple=True, type=click.Choice(NAMES + SCOPE), help="Only this table."
)
def main(verbose: bool, names: tuple[str, ...]) -> None:
    figures: dict[str, Any] = {}
    everything = []
    for name in names or NAMES + SCOPE:
        clauses, claims = _judged(name)
        everything += clauses if name in NAMES else []
        figures[name] = {}
        sentences = len({row["text"] for row, _ in clauses})
        click.echo(f"{name}: {sentences} sentences")
        for what, pairs in (("clauses", clauses), ("claims", claims)):
            polarity, certainty = accuracy(pairs)
            figures[name][what] = _rounded(polarity, certainty, len(pairs))
            click.echo(
                f"  {what:8} {len(pairs):4}: polarity {polarity:5.1f}, certainty {certainty:5.1f}"
            )
            for row, factuality in pairs if verbose else ():
                wanted = Factuality(row["polarity"], row["certainty"])
                if factuality != wanted:
                    is_now = "not found" if factuality is None else " ".join(factuality)
                    click.echo(f"    {row['predicate']}: {' '.join(wanted)}, not {is_now}")
                    click.echo(f"      {row['text']} ({row['comment']})")
    click.echo(json.dumps({**_rounded(*accuracy(everything), len(everything)), **figures}))


def _rounded(polarity: float, certainty: float, rows: int) -> dict[str, float]:
    return {"polarity": round(polarity, 2), "certainty": round(certainty, 2), "rows": rows}


if __name__ == "__main__":
    main()
