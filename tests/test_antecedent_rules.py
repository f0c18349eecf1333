"""What pronouns, descriptions and first persons take up: each rule has a name, and tells of it."""

from __future__ import annotations

from types import ModuleType

import pytest

from newsclaims import parse_article
from newsclaims.speakers import (
    antecedents,
    authors,
    labels,
    persons,
    pronouns,
    resolution,
    source_mentions,
    sources,
    speakers,
    talks,
    turns,
)
from newsclaims.text.segment import segment
from newsclaims.trace import Rule, tracing, without

MODULES = (
    antecedents, authors, labels, persons, pronouns, resolution, source_mentions, sources, speakers,
    talks, turns,
)  # fmt: skip

NEWS = """\
Kaldor mayor quits

Anna Brandt, the mayor of Kaldor, resigned on Monday. The Labour leader, Peter Holm, said she had \
lied for years.

"I have nothing to hide," Brandt told reporters. The Labour leader said he would call a vote.

Robin Tamba, the harbour master, said the boats had been old. Tamba's wife said her husband was \
right. His advice was to stay away.
"""
STRIKE = """\
Nordan cuts jobs

The company blamed the strike. The union said the company had lied. "We will fight," the union \
said. It rained.
"""
INTERVIEW = """\
Interview with Jane Roe, author of "Cold Water"

Our reporter met her after the premiere. Peter Holm asked the questions.

Where did you write the book?

I wrote it in a hut in Norway. My brother Peter Holm lent it to me.

What comes next?

I want to sleep.
"""
COLUMN = """\
By Maria Quist

I grew up in Kaldor. My father was a fisherman.
"""
TRANSCRIPT = """\
Council hearing

Roe: I saw the storm.

Tamba: I did not.

Roe: Then I was alone.

Tamba: So you were.
"""
SAID = """\
Storm in Kaldor

Robin Tamba, who said the boats were old, left. Jane Roe's advice was that people should leave, \
and her claim was that the storm would last.
"""

CASES = [
    (NEWS, "speakers: linked by the network", "the same", "The Labour leader", "The Labour leader"),
    (NEWS, "speakers: ranked antecedent", "the same", "he", "The Labour leader"),
    (NEWS, "speakers: another gender", "kept apart", "she", "Peter Holm"),
    (NEWS, "speakers: its own possessor", "kept apart", "Tamba's wife", "Robin Tamba"),
    (NEWS, "speakers: first person in quotation marks", "the same", "I", "Brandt"),
    (STRIKE, "speakers: another line of organisation", "kept apart", "The union", "The company"),
    (STRIKE, "speakers: we in quotation marks", "the same", "We", "the union"),
    (STRIKE, "speakers: it of the weather", "stands for nothing", "It"),
    (INTERVIEW, "speakers: named as interviewed", "interviewed", "Jane Roe"),
    (INTERVIEW, "speakers: likeliest speaker", "the same", "My", "Jane Roe"),
    (INTERVIEW, "speakers: likeliest you", "the same", "you", "Jane Roe"),
    (COLUMN, "speakers: byline", "the author", "By Maria Quist"),
    (COLUMN, "speakers: author outside quotation marks", "the same", "My", "Maria Quist"),
    (TRANSCRIPT, "speakers: label of a transcript", "the same", "I", "Tamba"),
    (SAID, "speakers: called so before", "the same", "the storm", "Storm in Kaldor"),
    (SAID, "speakers: relative pronoun as the source", "the source", "who", "Robin Tamba"),
]


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is decided in a text: each rule, its outcome, and the words that it is about."""
    tokens = segment(text).tokens
    with tracing() as decisions:
        parse_article(text)
    return [
        (
            decision.rule.name,
            decision.outcome,
            tuple(text[tokens[a].start : tokens[b - 1].end] for a, b in decision.tokens),
        )
        for decision in decisions
    ]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[1]}: {case[3]}" for case in CASES])
def test_a_trace_names_the_rule_and_both_expressions(case: tuple[str, ...]) -> None:
    text, name, outcome, *words = case
    assert (name, outcome, tuple(words)) in told(text)
    with without([name]):
        assert name not in {rule for rule, _, _ in told(text)}


def test_candidates_of_a_pronoun_are_told_with_their_shares() -> None:
    shares = [
        float(outcome.split()[-1])
        for rule, outcome, words in told(NEWS)
        if outcome.startswith("considered") and words[0] == "he"
    ]
    assert len(shares) > 1
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.01


def tables(module: ModuleType) -> dict[str, tuple[Rule[..., object], ...]]:
    """The tables of rules of a module."""
    return {
        name: value
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, tuple) and value and isinstance(value[0], Rule)
    }


def test_each_rule_is_in_a_table_and_says_what_it_does() -> None:
    rules = {id(r): r for module in MODULES for table in tables(module).values() for r in table}
    names = [rule.name for rule in rules.values()]
    assert len(names) == len(set(names)) > 70
    for rule in rules.values():
        assert rule.name.startswith("speakers: ")
        assert rule.says.endswith((".", '"')), rule.name
    alone = {id(v): n for m in MODULES for n, v in vars(m).items() if isinstance(v, Rule)}
    assert not set(alone) - set(rules), [alone[i] for i in set(alone) - set(rules)]


def test_without_any_of_the_rules_an_article_is_still_read() -> None:
    names = {r.name for module in MODULES for table in tables(module).values() for r in table}
    for text in (NEWS, STRIKE, INTERVIEW, COLUMN, TRANSCRIPT, SAID):
        with without(names):
            assert parse_article(text).text == text
