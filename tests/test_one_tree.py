"""Attributions, speakers, claims and the public document see one tree, and a sound one.

The table has sentences that were once read as trees that contradict themselves, such as two
subjects of one verb, with claims that can only be right where the tree is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsclaims import examples, parse_article, read_document
from newsclaims.reading.outer_clauses import hang_from_copula
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document

DATA = Path(__file__).parent / "data" / "trees"
ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "polnear" / "dev" / "text"


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    mark = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["comment"], marks=mark) for row in table]


@pytest.mark.parametrize("row", [*rows("in_the_wild"), *rows("known_failures")])
def test_sound_trees(row: dict[str, Any]) -> None:
    claims = parse_article(row["text"], minimum_confidence=0).claims
    found = {f"{claim.text} | {claim.polarity} {claim.certainty}" for claim in claims}
    assert found.issuperset(row["claims"])


def assert_one_tree(document: Document) -> None:
    reading = document.reading
    assert reading is not None
    syntax = Syntax(document, reading)
    heads = [-1 if token.head is None else token.head for token in document.tokens]
    relations = [token.relation for token in document.tokens]
    assert syntax.heads == list(reading.heads) == heads
    assert syntax.relations == list(reading.relations) == relations
    assert syntax.upos == list(reading.upos) == [token.upos for token in document.tokens]


def test_libya() -> None:
    assert_one_tree(read_document(examples.libya()))


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="no ../shared/data/polnear/dev")
def test_development_articles() -> None:
    for path in sorted(ARTICLES.glob("*.txt")):
        assert_one_tree(read_document(path.read_text(encoding="utf-8")))


def test_a_copula_heads_the_clause_that_it_links() -> None:
    document = read_document("The problem is that nobody came to the meeting.")
    by_text = {token.text: (index, token) for index, token in enumerate(document.tokens)}
    copula, token = by_text["is"]
    assert token.head is None and token.relation == "root"
    assert (by_text["came"][1].head, by_text["came"][1].relation) == (copula, "ccomp")
    assert (by_text["problem"][1].head, by_text["problem"][1].relation) == (copula, "nsubj")
    assert document.reading is not None
    assert hang_from_copula(document, document.reading) == document.reading
