"""The rules that decide polarity and certainty: names, traces, switches."""

from __future__ import annotations

from itertools import chain

import pytest

from newsclaims import parse_article
from newsclaims.factuality import negation, own_words, surroundings
from newsclaims.text.segment import segment
from newsclaims.trace import Decision, Rule, tracing, without

RULES: tuple[Rule[..., object], ...] = tuple(
    chain(
        negation.NOUNS,
        negation.DENIALS,
        negation.SHARED,
        own_words.HEDGES,
        own_words.MODAL_VERBS,
        own_words.ARRANGEMENTS,
        own_words.OPEN,
        surroundings.QUESTIONS,
        surroundings.CONJUNCTS,
        surroundings.RELATIVES,
        surroundings.ADVERBIALS,
        surroundings.GOVERNED,
        surroundings.TOLD,
    )
)

# A sentence, the rule that decides, what it leaves, the clause, and the words that decide.
DECIDED = [
    ("The council may close the bridge.", "modal verb", "possible", "close", "may"),
    ("The council did not close the bridge.", "negation", "negative", "close", "not"),
    ("If it rains, the council will meet.", "condition", "unknown", "rains", "If"),
    ("If it rains, the council will meet.", "on a condition", "unknown", "meet", "If"),
    ("Had it rained, it would have fallen.", "inverted condition", "unknown", "rained", "Had"),
    ("Did the council close the bridge?", "question", "unknown", "close", "?"),
    ("Please do not cross the bridge.", "command", "unknown", "cross", "cross"),
    ("Ann asked whether it had fallen.", "embedded question", "unknown", "fallen", "whether"),
    ("The council met to discuss the bridge.", "purpose", "unknown", "discuss", "to discuss"),
    ("Ann Berg failed to open it.", "word that governs it", "negative", "open", "failed"),
    (
        "The minister doubts that the council closed it.",
        "word that governs it",
        "negative, probable",
        "closed",
        "doubts",
    ),
    (
        "The mayor rejected the claim that the council closed it.",
        "noun that is judged",
        "negative",
        "closed",
        "rejected",
    ),
    ("Ann Berg did not say that it fell.", "denied cue", "unknown", "fell", "say"),
    ("Ann Berg said that it fell.", "verb of saying", "certain", "fell", "said"),
    (
        "“The bridge is old,” Ann Berg said. “It is not safe.”",
        "cue of the attribution",
        "certain",
        "safe",
        "said",
    ),
    (
        "Ann Berg insisted that the council close the bridge.",
        "demand of the source",
        "unknown",
        "close",
        "insisted",
    ),
    ("Ann Berg is to open the bridge on Monday.", "is to", "probable", "open", "is to"),
    ("The council has yet to close the bridge.", "yet to", "negative", "close", "yet"),
    ("The bridge is too weak to carry it.", "too weak to", "negative", "carry", "too weak"),
    ("There is nobody who knows the bridge.", "nobody who", "negative", "knows", "nobody"),
    ("Nobody crossed the bridge.", "negative pronoun", "negative", "crossed", "Nobody"),
    ("Not everyone crossed the bridge.", "not everyone", "negative", "crossed", "Not"),
    ("Few people crossed the bridge.", "few or little", "negative", "crossed", "Few"),
    ("The council almost closed the bridge.", "almost", "negative", "closed", "almost"),
    ("The council probably lost the vote.", "adverb", "probable", "lost", "probably"),
    ("Ann Berg could hear the bridge fall.", "could hear", "certain", "hear", "could"),
    ("The mayor must know the plan by heart.", "must of a state", "probable", "know", "must"),
    (
        "She left the council without closing the bridge.",
        "without or instead of",
        "negative",
        "closing",
        "without",
    ),
    (
        "The council may resign, leaving a gap in the city.",
        "participle of a doubtful clause",
        "possible",
        "leaving",
        "may",
    ),
]


def decisions_of(text: str, name: str) -> list[Decision]:
    """What one rule decided about a text."""
    with tracing() as decisions:
        parse_article(text)
    return [decision for decision in decisions if decision.rule.name == f"factuality: {name}"]


def test_every_rule_has_a_name_of_its_own_and_says_what_it_does() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(name.startswith("factuality: ") for name in names)
    assert all(rule.says.endswith((".", '."')) for rule in RULES), [r.says for r in RULES]


@pytest.mark.parametrize(("text", "name", "left", "clause", "words"), DECIDED)
def test_the_trace_names_the_rule_and_the_words(
    text: str, name: str, left: str, clause: str, words: str
) -> None:
    tokens = segment(text).tokens
    found = [
        (d.outcome, [" ".join(t.text for t in tokens[a:b]) for a, b in d.tokens])
        for d in decisions_of(text, name)
    ]
    assert any(
        outcome == left and printed[0] == clause and words in printed[1:]
        for outcome, printed in found
    ), found


@pytest.mark.parametrize(("text", "name", "left", "clause", "words"), DECIDED)
def test_a_rule_that_is_switched_off_decides_nothing(
    text: str, name: str, left: str, clause: str, words: str
) -> None:
    with without([f"factuality: {name}"]):
        assert decisions_of(text, name) == []


def test_without_its_rule_a_hedged_claim_is_certain() -> None:
    text = "The council may close the bridge."
    assert [claim.certainty for claim in parse_article(text, minimum_confidence=0).claims] == [
        "possible"
    ]
    with without(["factuality: modal verb"]):
        assert [claim.certainty for claim in parse_article(text, minimum_confidence=0).claims] == [
            "certain"
        ]


def test_every_marker_of_a_claim_has_a_rule_behind_it() -> None:
    text = "Ann Berg said the council may not have closed the bridge. Nobody probably crossed it."
    with tracing() as decisions:
        article = parse_article(text, minimum_confidence=0)
    tokens = segment(text).tokens
    noted = {
        (tokens[first].start, tokens[last - 1].end)
        for decision in decisions
        if decision.rule.name.startswith("factuality: ")
        for first, last in decision.tokens
    }
    markers = [marker for claim in article.claims for marker in claim.markers]
    assert len(markers) >= 4
    assert all((marker.span.start, marker.span.end) in noted for marker in markers)
