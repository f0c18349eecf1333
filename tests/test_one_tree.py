"""Attributions, speakers, claims and the public document see the same syntax."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclaims import examples, read_document
from newsclaims.reading.outer_clauses import hang_from_copula
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "polnear" / "dev" / "text"


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
