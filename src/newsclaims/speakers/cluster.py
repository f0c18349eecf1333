"""One entity while it is being put together, and what its first mention shows of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from newsclaims.results import EntityKind
from newsclaims.speakers.given_names import gender_odds
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import kind_of_noun, printed, singular
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.words.entity_words import (
    ABBREVIATED_TITLES,
    DEPUTY_WORDS,
    OFFICES_WITH_DEPUTIES,
    OTHER_TITLES,
    PARTIES,
    PORTFOLIOS,
)
from newsclaims.words.pronouns import Gender

#: So many votes for its kind has what a name or a noun shows to be of that kind.
SHOWN = 6
#: A description is a name up to so many code points; beyond, a shorter one is.
LONGEST_DESCRIPTION = 120
_WEIGHTS = {"name": 6, "nominal": 4, "pronoun": 0}


#: Phrases that newsrooms keep for anonymous sources: "a person familiar with the matter".
KEPT_UNNAMED = re.compile(
    r"""(?xi)^(?:[\w’'.,-]+\s+){0,6}?(?:
      (?:sources?|insiders?|whistle-?blowers?|leakers?)\b
    | (?:anonymous|unnamed|unidentified)\s
    | (?:person|people|individuals?|someone|somebody|officials?|aides?|executives?|advis[eo]rs?
        |lawmakers?|diplomats?|investigators?|staffers?|officers?|those|others)\s+
        (?:\w+\s+){0,3}?(?:
          (?:familiar|acquainted)\s+with | close\s+to | briefed\s+on | privy\s+to
        | with\s+(?:\w+\s+){0,2}?knowledge\s+of | knowledgeable\s+about
        | involved\s+in\s+the\s+(?:matter|negotiations|talks)
        )
    )"""
)


@define(eq=False)
class Cluster:
    """Mentions of one thing as they are being put together.

    Attributes:
        id: The index of the expression that it began with; no other cluster has it.
        members: Indices of its expressions.
        kind: The kind that they show most strongly; ``votes`` has how strongly each is shown.
        name: Words of its fullest name; empty if it has none.
        gender_odds: What that tells of a person's gender; see `newsclaims.speakers.given_names`.
        nouns: Head nouns of its descriptions and titles.
        standing: The party of a person and, for an office, whether it is a deputy's and what it is
            for ("transport minister"), where shown.
        is_unnamed: Whether a description is one of those that are kept for unnamed sources.
        parts: Expressions of those that it is made up of ("the men").
    """

    id: int
    members: list[ExpressionIndex]
    kind: EntityKind = "other"
    name: tuple[str, ...] = ()
    votes: Counter[EntityKind] = field(factory=Counter)
    gender: Gender | None = None
    gender_odds: float = 0.0
    plural: bool = False
    nouns: set[str] = field(factory=set)
    standing: dict[str, str] = field(factory=dict)
    is_unnamed: bool = False
    parts: Sequence[int] = ()

    def take_in(self, other: Cluster) -> None:
        """Adds to it what another cluster holds and shows."""
        self.members.extend(other.members)
        self.votes.update(other.votes)
        self.kind = max(self.votes, key=self.votes.__getitem__)
        self.gender = self.gender or other.gender
        self.plural = self.plural or other.plural
        self.nouns |= other.nouns
        self.standing = {**other.standing, **self.standing}
        self.is_unnamed = self.is_unnamed or other.is_unnamed
        self.parts = self.parts or other.parts
        if len(other.name) > len(self.name):
            self.name, self.gender_odds = other.name, other.gender_odds


def cluster_of_one(syntax: Syntax, index: ExpressionIndex, expression: Expression) -> Cluster:
    """A cluster with one expression, and what its words show."""
    form, kind = expression.form, expression.kind
    cluster = Cluster(index, [index], kind, gender=expression.gender, plural=expression.plural)
    weight = _WEIGHTS[form] + SHOWN * expression.sure
    cluster.votes[kind] = max(1, weight) if kind != "other" else 1
    shown: list[str] = []  # words of a title, or of a description up to its noun …
    after: list[str] = []  # … and those after it: "of transport"
    if form == "name":
        shown = (expression.role or "").lower().split()
        cluster.name = expression.words
        if kind in ("person", "other") and expression.name is not None and not expression.plural:
            whole = printed(syntax, *expression.name).lower()  # with its hyphens
            cluster.gender_odds = gender_odds(tuple(whole.split()))
        people = (w for w in shown if kind_of_noun(w) in (None, "person", "group"))
        cluster.nouns.update(noun for word in people for noun in titles(word))
        place = shown.index("of") if "of" in shown else len(shown)
        shown, after = shown[:place], shown[place:]
    elif form == "nominal":
        head = expression.head
        cluster.nouns.add(expression.word)
        if kind in ("person", "group"):
            description = printed(syntax, expression.first, expression.last)
            cluster.is_unnamed = bool(KEPT_UNNAMED.match(description[:LONGEST_DESCRIPTION]))
        shown = syntax.forms[max(expression.first, head - 6) : head + 1]
        after = syntax.forms[head + 1 : min(expression.last, head + 4)]
    if kind == "person" and not expression.plural:
        cluster.standing = _standing(shown, after)
    return cluster


def titles(word: str) -> tuple[str, ...]:
    """A lower-case word of a title, in the singular, and the nouns that go on with it."""
    base = singular(word)
    return base, *ABBREVIATED_TITLES.get(word, ()), *OTHER_TITLES.get(base, ())


def _standing(shown: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """A person's party and office: whether it is a deputy's, and what a minister is one for."""
    parties = [PARTIES[word] for word in shown if word in PARTIES]
    found = {"party": parties[-1]} if parties else {}
    office = shown[-1] if shown else ""
    if office in OFFICES_WITH_DEPUTIES:
        found[office] = "holder" if DEPUTY_WORDS.isdisjoint(shown) else "deputy"
    if office in ("minister", "secretary"):
        of = [w for w in after if w in PORTFOLIOS] if list(after[:1]) == ["of"] else []
        portfolios = of[:1] or [w for w in shown if w in PORTFOLIOS][-1:]
        if portfolios:
            found["portfolio"] = portfolios[0]
        if office == "minister":  # nobody calls a prime minister "the minister"
            found["head of government"] = "yes" if "prime" in portfolios else "no"
    return found
