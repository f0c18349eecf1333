"""The rules that put mentions together and keep them apart, by the traces that they leave."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

import newsclaims.speakers
from newsclaims import parse_article, read_document
from newsclaims.results import EntityKind
from newsclaims.speakers.cluster import SHOWN, Cluster
from newsclaims.speakers.entities import MERGES
from newsclaims.speakers.name_matching import NAME_MATCHES, Name, match
from newsclaims.speakers.vetoes import VETOES, VETOES_OF_NAMES, fits, veto
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, tracing, without


def rules() -> Iterator[Rule[..., object]]:
    """Every rule in a table of the package."""
    for module in pkgutil.iter_modules(newsclaims.speakers.__path__):
        for value in vars(importlib.import_module(f"newsclaims.speakers.{module.name}")).values():
            if isinstance(value, tuple):
                yield from (rule for rule in value if isinstance(rule, Rule))


def test_every_rule_has_a_name_of_its_own_and_says_what_it_does() -> None:
    by_name: dict[str, Rule[..., object]] = {}
    for rule in rules():
        assert by_name.setdefault(rule.name, rule) is rule, rule.name
        assert rule.name.startswith("speakers: ")
        assert rule.says.strip(), rule.name
        assert rule.file.startswith("speakers/")
    assert len(by_name) >= len(VETOES) + len(VETOES_OF_NAMES) + len(MERGES) + len(NAME_MATCHES)


# What a rule says of two clusters


def cluster(kind: EntityKind = "other", name: str = "", **shown: object) -> Cluster:
    made = Cluster(0, [ExpressionIndex(0)], kind, tuple(name.split()), Counter({kind: SHOWN}))
    for key, value in shown.items():
        setattr(made, key, value)
    return made


KEPT_APART = [
    (
        "another gender",
        cluster("person", gender="female"),
        cluster("person", "max roe", gender="male"),
    ),
    (
        "another gender",
        cluster("person", "roe", gender="male"),
        cluster("person", "jane roe", gender="female"),
    ),
    (
        "one and several of a name",
        cluster("group", "roes", plural=True),
        cluster("person", "jane roe"),
    ),
    ("another person's name", cluster("person", "max doe"), cluster("person", "jane roe")),
    ("another name", cluster("place", "west virginia"), cluster("place", "virginia")),
    (
        "another name",
        cluster("organization", "acme"),
        cluster("organization", "delta farmers union"),
    ),
    (
        "a source kept unnamed",
        cluster("person", nouns={"person"}, is_unnamed=True),
        cluster("person", "jane roe"),
    ),
    (
        "another party or office",
        cluster("person", nouns={"nominee"}, standing={"party": "republican"}),
        cluster("person", "jane roe", standing={"party": "democratic"}),
    ),
    (
        "one and several",
        cluster("group", nouns={"official"}, plural=True),
        cluster("person", nouns={"mayor"}),
    ),
    (
        "he or she, and an organisation",
        cluster("other", gender="male"),
        cluster("organization", "acme"),
    ),
    (
        "one thing and several others",
        cluster("organization", nouns={"website"}),
        cluster("organization", nouns={"channel"}, plural=True),
    ),
    (
        "another kind",
        cluster("person", nouns={"judge"}),
        cluster("document", nouns={"report"}),
    ),
]


def test_each_veto_has_an_example() -> None:
    names = {f"speakers: {name}" for name, _, _ in KEPT_APART}
    assert names == {rule.name for rule in (*VETOES, *VETOES_OF_NAMES)}


@pytest.mark.parametrize(
    ("name", "one", "other"), [pytest.param(*row, id=row[0]) for row in KEPT_APART]
)
def test_a_veto_keeps_apart_unless_it_is_switched_off(
    name: str, one: Cluster, other: Cluster
) -> None:
    for first, second in ((one, other), (other, one)):
        decided = veto(first, second)
        assert decided is not None and decided.name == f"speakers: {name}"
        assert not fits(first, second)
        with without([decided.name]):
            assert veto(first, second) is not decided


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (cluster("place", "u.s."), cluster("place", "united states")),
        (cluster("person", "j roe"), cluster("person", "jane roe")),
        (cluster("other", "the river"), cluster("document", "a long night")),
        (cluster("organization", nouns={"newspaper"}), cluster("document", nouns={"report"})),
        (cluster("person", gender="female"), cluster("person", "roe")),
        (cluster("place", "norway"), cluster("organization", nouns={"government"})),
    ],
)
def test_what_no_rule_keeps_apart(one: Cluster, other: Cluster) -> None:
    assert fits(one, other) and fits(other, one)


@pytest.mark.parametrize(
    ("name", "full", "rule"),
    [
        (Name(("jane", "roe"), "person"), Name(("jane", "roe"), "person"), "the same name"),
        (
            Name(("lna",), "organization"),
            Name(("libyan", "national", "army"), "organization"),
            "initials of a name",
        ),
        (Name(("roe",), "person"), Name(("jane", "roe", "jr"), "person"), "surname"),
        (
            Name(("jane", "roe"), "person"),
            Name(("jane", "alice", "roe"), "person"),
            "first and last name",
        ),
        (Name(("jane",), "person"), Name(("jane", "roe"), "person"), "given name"),
        (
            Name(("farmers", "union"), "organization"),
            Name(("delta", "farmers", "union"), "organization"),
            "last words of a name",
        ),
        (
            Name(("delta",), "organization"),
            Name(("delta", "farmers", "union"), "organization"),
            "first words of an organisation's name",
        ),
        (Name(("union",), "organization"), Name(("union", "of", "actors"), "organization"), None),
        (Name(("roe",), "place"), Name(("jane", "roe"), "organization"), None),
    ],
)
def test_a_name_stands_for_a_fuller_one(name: Name, full: Name, rule: str | None) -> None:
    found = match(name, full)
    assert (found and found[0].name) == (rule and f"speakers: {rule}")


# What is noted of an article

UNION = (
    "The Delta Farmers Union (DFU) said prices would fall. The DFU met Jane Roe, the mayor of "
    "Delta, on Monday. Roe said Mr. Roe, her husband, would not attend."
)
PARTIES = (
    "“We will fight on,” the Labour leader said. Jane Roe, the Conservative leader, said Labour "
    "had failed. Roe met the Labour leader in London on Friday."
)
TITLE = "Foreign Minister Ine Solberg met reporters. A senior official said Solberg was tired."


def traced(text: str) -> set[tuple[str, str, tuple[str, ...]]]:
    document = read_document(text)
    with tracing() as decisions:
        parse_article(document)
    return {
        (
            decision.rule.name.removeprefix("speakers: "),
            decision.outcome,
            tuple(document.token_span(*tokens).text for tokens in decision.tokens),
        )
        for decision in decisions
    }


@pytest.mark.parametrize(
    ("text", "rule", "outcome", "tokens"),
    [
        (UNION, "initials of a name", "the same", ("DFU", "The Delta Farmers Union")),
        (UNION, "the network's link", "the same", ("Roe", "Jane Roe")),
        (UNION, "apposition", "the same", ("the mayor of Delta", "Jane Roe")),
        (UNION, "another gender", "kept apart", ("Mr. Roe", "Jane Roe")),
        (UNION, "role in apposition", "the role", ("Jane Roe", "the mayor of Delta")),
        (
            PARTIES,
            "another party or office",
            "kept apart",
            ("the Conservative leader", "the Labour leader"),
        ),
        (TITLE, "a title as a role", "the role", ("Foreign Minister Ine Solberg",)),
        (TITLE, "high official without a name", "anonymous", ("A senior official",)),
    ],
)
def test_what_was_decided_is_noted(
    text: str, rule: str, outcome: str, tokens: tuple[str, ...]
) -> None:
    noted = traced(text)
    assert (rule, outcome, tokens) in noted, sorted(noted)


def test_without_its_rule_nothing_is_kept_apart_or_put_together() -> None:
    names = ["speakers: another gender", "speakers: apposition"]
    with without(names):
        noted = {f"speakers: {rule}" for rule, _, _ in traced(UNION)}
        article = parse_article(UNION)
    assert noted.isdisjoint(names)
    assert len(article.entities) > 0


def test_nothing_changes_while_somebody_listens() -> None:
    with tracing():
        traced_article = parse_article(PARTIES)
    assert traced_article.to_json() == parse_article(PARTIES).to_json()
