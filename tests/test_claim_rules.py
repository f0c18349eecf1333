"""The rules that make clauses and claims: their names, and what a trace says they decided."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import pytest

import newsclaims
from newsclaims import examples
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document
from newsclaims.trace import Rule, tracing, without

MODULES = """
    clauses.adverbials clauses.clause clauses.coordination clauses.descriptions clauses.settling
    clauses.subjects claims.assertions claims.claim_text claims.claims claims.entity_index
""".split()
ALDER = "Alder, which makes pumps, said on Monday that it will close its plant in Oslo."
CREW = "Ann Price met and thanked the crew. Minister Peter Oloo urged the rivals to sign a truce."
LEFT = "Ada Berg resigned in May. She moved to Oslo."
LATE = "Ada Renn called Ines Falk. She was late."
PRICES = "Prices fell, starting in May, and they rose, I think. The court expects prices to fall."
HOUSE = "The house where they met burned down. Norway and Sweden are members."
CALLS = "Officials called for Iran's withdrawal from the deal. He came to help in Rome and Bergen."

#: A text, a rule, its outcome, and the words that it decided on.
DECIDED = [
    (ALDER, "clauses: antecedent of a relative pronoun does it", "subject", "makes"),
    (ALDER, "clauses: phrase names a time", "time", "on Monday"),
    (ALDER, "clauses: phrase names a place", "place", "in Oslo"),
    (ALDER, "claims: relative clause", "a claim", "makes pumps"),
    (ALDER, "claims: content of an attribution", "a claim", "it will close its plant in Oslo"),
    (ALDER, "claims: merely reports", "no claim", ALDER[:-1]),
    (CREW, "clauses: subject of the governing verb does it", "subject", "thanked"),
    (CREW, "clauses: object of the governing verb does it", "subject", "sign"),
    (CREW, "clauses: title says what somebody is", "a claim", "Minister"),
    (CREW, "claims: main clause", "a claim", "Ann Price met"),
    (PRICES, "clauses: noun and infinitive are one object", "object", "expects"),
    (PRICES, "claims: participle for a preposition", "no claim", "starting in May"),
    (PRICES, "claims: interrupts what it frames", "no claim", "I think"),
    (PRICES, "claims: second of two verbs", "a claim", "they rose"),
    (LATE, "claims: not sure enough whom a pronoun means", "kept", "She"),
    (LEFT, "claims: name for a pronoun", "Ada Berg", "She"),
    (HOUSE, 'clauses: antecedent of "where" or "when"', "place", "met"),
    (HOUSE, "clauses: plural said of them all", "kept together", "Norway and Sweden"),
    (CALLS, "claims: clause that reports a thing", "a claim", "Officials called for Iran's"),
    (CALLS, "claims: infinitive of purpose", "no claim", "to help in Rome and Bergen"),
]


@cache
def read(text: str) -> Document:
    return newsclaims.read_document(text)


def decisions(text: str) -> list[tuple[str, str, str]]:
    """The rules that decided something, with what and on which words."""
    document = read(text)
    with tracing() as found:
        newsclaims.parse_article(document)
    return [(d.rule.name, d.outcome, document.token_span(*d.tokens[0]).text) for d in found]


def rules() -> list[Rule[..., Any]]:
    modules = [importlib.import_module(f"newsclaims.{name}") for name in MODULES]
    tables = [value for module in modules for value in vars(module).values()]
    rows = (table for table in tables if isinstance(table, tuple))
    found = (rule for table in rows for rule in table if isinstance(rule, Rule))
    return list(dict.fromkeys(found))


def test_each_rule_has_a_name_of_its_own_and_says_what_it_does() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) > 80
    assert len(set(names)) == len(names)
    for rule in rules():
        assert rule.name.startswith(rule.decide.__module__.split(".")[1] + ": ")
        assert rule.says.endswith(".")


@pytest.mark.parametrize(("text", "rule", "outcome", "words"), DECIDED)
def test_trace(text: str, rule: str, outcome: str, words: str) -> None:
    found = [(what, on) for name, what, on in decisions(text) if name == rule]
    assert any(what == outcome and on.startswith(words) for what, on in found), found
    with without([rule]):
        assert rule not in [name for name, _, _ in decisions(text)]


def test_what_a_rule_changes() -> None:
    def texts() -> list[str]:
        return [
            claim.text
            for claim in newsclaims.parse_article(read(HOUSE), minimum_confidence=0).claims
        ]

    assert "Norway and Sweden are members" in texts()
    with without(["clauses: plural said of them all"]):
        assert {"Norway is members", "Sweden is members"} <= set(texts())


def test_every_predicate_is_decided_on() -> None:
    """What could have been a claim of the Libya article and is not has a rule that says so."""
    document = read(examples.libya())
    with tracing() as found:
        newsclaims.parse_article(document)
    decided = [d for d in found if d.outcome in ("a claim", "no claim", "part of another claim")]
    assert document.reading is not None
    syntax = Syntax(document, document.reading)
    for token in filter(syntax.is_predicate, range(len(syntax.forms))):
        ranges = [d.tokens[0] for d in decided]
        assert any(first <= token < last for first, last in ranges), syntax.forms[token]
    refused = [document.token_span(*d.tokens[0]).text for d in found if d.outcome == "no claim"]
    assert "to decide on the ceasefire" in refused
    assert "to support Haftar in Benghazi" in refused
