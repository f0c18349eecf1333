"""Everything that is decided after the network carries the name of a rule.

Checked on the Libya article, and on the development articles where they are at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsclaims import Article, Document, examples, parse_article, read_document
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Decision, Rule, note, tracing, without

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "polnear" / "dev" / "text"

Ranges = set[tuple[int, int]]


def unexplained_links(document: Document, article: Article, found: Sequence[Decision]) -> list[str]:
    """Mentions that were put to another one without a rule that says so."""
    first_of_each = {d.tokens[0] for d in found if d.rule.name.startswith("speakers:")}
    missing = []
    for entity in article.entities:
        for link in entity.links:
            mention = entity.mentions[link.mention]
            tokens = document.tokens_in(mention.start, mention.end)
            if not any(a < tokens.stop and tokens.start < b for a, b in first_of_each):
                missing.append(f"{mention.text} ({link.basis})")
    return missing


def unexplained_attributions(
    document: Document, article: Article, found: Sequence[Decision]
) -> list[str]:
    """Attributions that the network read and that are not in the result, without a rule."""
    assert document.reading is not None
    kept = {a.cue.start for a in article.attributions if a.cue is not None}
    decided = {
        tokens for d in found if d.rule.name.startswith("attributions:") for tokens in d.tokens
    }
    return [
        document.token_span(*read.cue).text
        for read in document.reading.attributed
        if document.tokens[read.cue[0]].start not in kept and read.cue not in decided
    ]


def unexplained_clauses(document: Document, found: Sequence[Decision]) -> list[str]:
    """Predicates of which no rule says whether they are claims."""
    assert document.reading is not None
    syntax = Syntax(document, document.reading)
    decided = [d.tokens[0] for d in found if d.rule.name.startswith("claims:")]
    return [
        syntax.forms[token]
        for token in filter(syntax.is_predicate, range(len(syntax.forms)))
        if not any(first <= token < last for first, last in decided)
    ]


def assert_explained(text: str) -> None:
    document = read_document(text)
    with tracing() as found:
        article = parse_article(document)
    assert unexplained_links(document, article, found) == []
    assert unexplained_attributions(document, article, found) == []
    assert unexplained_clauses(document, found) == []


def test_libya() -> None:
    assert_explained(examples.libya())


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="no ../shared/data/polnear/dev")
def test_development_articles() -> None:
    for path in sorted(ARTICLES.glob("*.txt")):
        assert_explained(path.read_text(encoding="utf-8"))


def _is_even(number: int) -> bool:
    """A number is even."""
    return number % 2 == 0


def test_a_rule_decides_and_can_be_switched_off() -> None:
    rule = Rule("test: even", _is_even)
    assert rule(2) is True and rule(3) is False
    assert rule.says == "A number is even."
    with without(["test: even"]):
        assert rule(2) is None
    assert rule(2) is True


def test_nothing_is_noted_unless_somebody_listens() -> None:
    rule = Rule("test: even", _is_even)
    note(rule, "even", (0, 1))
    with tracing() as outer:
        note(rule, "even", (0, 1), (2, 3))
        with tracing() as inner:
            note(rule, "even", (4, 5))
    assert [(d.rule, d.outcome, d.tokens) for d in outer] == [(rule, "even", ((0, 1), (2, 3)))]
    assert [d.tokens for d in inner] == [((4, 5),)]


def test_a_trace_changes_nothing() -> None:
    document = read_document(examples.libya())
    with tracing():
        traced = parse_article(document)
    assert traced == parse_article(document)
