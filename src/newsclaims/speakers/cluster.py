"""One entity while it is being put together, and what its first mention shows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from newsclaims.results import EntityKind
from newsclaims.speakers.anonymity import is_kept_unnamed
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import printed, singular
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


@define(eq=False)
class Cluster:
    """Mentions of one thing as they are being put together.

    Attributes:
        id: The index of the expression that it began with; no other cluster has it.
        members: Indices of its expressions.
        kind: The kind that they show most strongly.
        name: Words of its fullest name; empty if it has none.
        votes: How strongly each kind is shown.
        gender: Where a name, a noun or a pronoun shows it.
        plural: Whether it is several.
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
            self.name = other.name


def cluster_of_one(syntax: Syntax, index: ExpressionIndex, expression: Expression) -> Cluster:
    """A cluster with one expression, and what its words show."""
    cluster = Cluster(
        index, [index], expression.kind, gender=expression.gender, plural=expression.plural
    )
    weight = {"name": 3, "nominal": 2, "pronoun": 0}[expression.form]
    if expression.sure:
        weight += 3
    cluster.votes[expression.kind] = max(1, 2 * weight) if expression.kind != "other" else 1
    if expression.form == "name":
        cluster.name = expression.words
        for word in (expression.role or "").lower().split():
            cluster.nouns.update(titles(word))
    elif expression.form == "nominal":
        cluster.nouns.add(expression.word)
        if expression.kind in ("person", "group"):
            description = printed(syntax, expression.first, expression.last)
            cluster.is_unnamed = is_kept_unnamed(description[:LONGEST_DESCRIPTION])
    if expression.kind == "person" and not expression.plural:
        cluster.standing = _standing(*_shown_around(syntax, expression))
    return cluster


def titles(word: str) -> tuple[str, ...]:
    """A lower-case word of a title, in the singular, and the nouns that go on with it."""
    base = singular(word)
    return base, *ABBREVIATED_TITLES.get(word, ()), *OTHER_TITLES.get(base, ())


def _shown_around(syntax: Syntax, expression: Expression) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a title or a description up to its noun, and those after: "of transport"."""
    if expression.form == "name":
        shown = (expression.role or "").lower().split()
        place = shown.index("of") if "of" in shown else len(shown)
        return shown[:place], shown[place:]
    if expression.form == "nominal":
        first, head = max(expression.first, expression.head - 6), expression.head
        after = syntax.forms[head + 1 : min(expression.last, head + 4)]
        return syntax.forms[first : head + 1], after
    return (), ()


def _standing(shown: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """A person's party and office, as far as a description or the title before a name shows them.

    For an office that is whether it is a deputy's, and what a minister is one for.
    """
    parties = [PARTIES[word] for word in shown if word in PARTIES]
    found = {"party": parties[-1]} if parties else {}
    office = shown[-1] if shown else ""
    if office in OFFICES_WITH_DEPUTIES:
        is_deputy = not DEPUTY_WORDS.isdisjoint(shown)
        found[office] = "deputy" if is_deputy else "holder"
    if office in ("minister", "secretary"):
        of = [w for w in after if w in PORTFOLIOS] if list(after[:1]) == ["of"] else []
        portfolios = of[:1] or [w for w in shown if w in PORTFOLIOS][-1:]
        if portfolios:
            found["portfolio"] = portfolios[0]
        if office == "minister":  # nobody calls a prime minister "the minister"
            found["head of government"] = "yes" if "prime" in portfolios else "no"
    return found
