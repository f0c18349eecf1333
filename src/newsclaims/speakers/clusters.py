"""The expressions of an article, and which of them belong together so far."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from newsclaims.results import LinkBasis
from newsclaims.speakers.cluster import Cluster, cluster_of_one
from newsclaims.speakers.mentions import Expression, heads_of
from newsclaims.speakers.names import POSSESSIVE
from newsclaims.speakers.vetoes import veto
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, note
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON

_PERSONAL = FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON
#: Steps up the tree from an expression to one that it may be a part of.
_LONGEST_CLIMB = 8


@define(eq=False)
class Clusters:
    """The expressions of an article, and which of them belong together.

    Attributes:
        syntax: The trees.
        expressions: In order, longer ones first.
        at: For each token that is the head or in the name of an expression, its index.
        cluster_of: For each expression, its cluster.
        reasons: For each expression that was put to another, that one and why.
    """

    syntax: Syntax
    expressions: Sequence[Expression]
    at: dict[int, ExpressionIndex]
    cluster_of: list[Cluster]
    reasons: dict[int, tuple[ExpressionIndex, LinkBasis]] = field(factory=dict)

    @classmethod
    def of(cls, syntax: Syntax, expressions: Sequence[Expression]) -> Clusters:
        """Each expression on its own."""
        alone = [cluster_of_one(syntax, ExpressionIndex(i), e) for i, e in enumerate(expressions)]
        return cls(syntax, expressions, heads_of(expressions), alone)

    def join(
        self,
        index: int,
        antecedent: int,
        basis: LinkBasis,
        rule: Rule[..., object] | None = None,
    ) -> bool:
        """Puts the cluster of an expression to that of another, unless they cannot be one."""
        if self.cluster_of[antecedent] is self.cluster_of[index]:
            return True
        if not self.may_join(index, antecedent):
            return False
        self.merge(index, antecedent, basis, rule)
        return True

    def may_join(self, index: int, antecedent: int) -> bool:
        """Whether no rule keeps two expressions apart; notes the one that does."""
        kept_apart_by = veto(self.cluster_of[antecedent], self.cluster_of[index])
        if kept_apart_by is None:
            return True
        note(kept_apart_by, "kept apart", self.tokens(index), self.tokens(antecedent))
        return False

    def merge(
        self,
        index: int,
        antecedent: int,
        basis: LinkBasis,
        rule: Rule[..., object] | None = None,
    ) -> None:
        """Puts the cluster of an expression to that of another, whatever they are."""
        one, other = self.cluster_of[antecedent], self.cluster_of[index]
        if one is other:
            return
        self.explain(index, antecedent, basis, rule)
        if len(one.members) < len(other.members):
            one, other = other, one
        one.take_in(other)
        for member in other.members:
            self.cluster_of[member] = one

    def explain(
        self,
        index: int,
        antecedent: int,
        basis: LinkBasis,
        rule: Rule[..., object] | None = None,
    ) -> None:
        """Says why an expression belongs to another one."""
        if rule is not None:
            note(rule, "the same", self.tokens(index), self.tokens(antecedent))
        self.reasons[index] = ExpressionIndex(antecedent), basis

    def tokens(self, index: int) -> tuple[int, int]:
        """The tokens of an expression, as a half-open range."""
        expression = self.expressions[index]
        return expression.first, expression.last

    def all(self) -> list[Cluster]:
        """Each cluster once, in order of its first expression."""
        return list({cluster.id: cluster for cluster in self.cluster_of}.values())


def is_personal(expression: Expression) -> bool:
    """Whether it is a first or second person, whose meaning changes with the speaker."""
    return expression.form == "pronoun" and expression.words[0] in _PERSONAL


def is_in_name(clusters: Clusters, expression: Expression) -> bool:
    """Whether it is the owner inside of a name: "Food Workers" of "Food Workers’ Union"."""
    end = expression.last
    if end >= len(clusters.syntax.forms) or clusters.syntax.forms[end] not in POSSESSIVE:
        return False
    around = clusters.at.get(end)
    name = None if around is None else clusters.expressions[around].name
    return name is not None and name[0] <= expression.first and end < name[1]


def is_inside(syntax: Syntax, inner: Expression, outer: Expression) -> bool:
    """Whether an expression is a part of another one; those in a relative clause are not."""
    if not (outer.first <= inner.first and inner.last <= outer.last):
        return False
    if outer.members:
        return True  # Russia, of "Russia and Turkey"
    token = inner.head
    for _ in range(_LONGEST_CLIMB):
        relation = syntax.relations[token]
        if relation.startswith(("acl", "appos", "conj")):
            return False
        token = syntax.heads[token]
        if token < 0 or token == outer.head:
            return token >= 0
    return False
