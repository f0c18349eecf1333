"""Puts the mentions of an article together into what they refer to.

The encoder links mentions within windows of a few hundred words; names are then matched over the
whole article (`newsclaims.speakers.name_matching`), and what cannot be one is kept apart
(`newsclaims.speakers.vetoes`): two different full names, a "he" and a ministry, one and several.
Pronouns and descriptions follow in `newsclaims.speakers.antecedents`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field

from newsclaims.results import LinkBasis
from newsclaims.speakers.cluster import (
    LONGEST_DESCRIPTION,
    SHOWN,
    Cluster,
    cluster_of_one,
    titles,
)
from newsclaims.speakers.confidences import confidence_of
from newsclaims.speakers.mentions import Expression, heads_of
from newsclaims.speakers.name_matching import INITIALS, Name, match, shorter_names
from newsclaims.speakers.names import OFFICES, POSSESSIVE, kind_of_noun
from newsclaims.speakers.vetoes import fits, veto
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON

__all__ = [
    "LONGEST_CHAIN",
    "LONGEST_DESCRIPTION",
    "MERGES",
    "SHOWN",
    "Cluster",
    "Clusters",
    "fits",
    "is_in_name",
    "is_inside",
    "is_personal",
    "join_names",
    "titles",
]

#: Entities that one short name is held against, the first ones named so.
MOST_OPTIONS = 20
#: Links that are followed from one name back to another.
LONGEST_CHAIN = 40
#: Steps up the tree from an expression to one that it may be a part of.
_LONGEST_CLIMB = 8
_PERSONAL = FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON

Links = Sequence[int | None]
#: An expression, the one that it is to be put to, why in the results, and the rule that says so
#: where that is not the one of the table.
Pair = tuple[int, int, LinkBasis, Rule[..., object] | None]


@define(eq=False)
class Clusters:
    """The expressions of an article, and which of them belong together.

    Attributes:
        syntax: The trees.
        expressions: In order, longer ones first.
        at: For each token that is the head or in the name of an expression, its index.
        cluster_of: For each expression, its cluster.
        reasons: For each expression that was put to another, that one and why.
        confidences: For each of them how likely that is right, 0 to 1.
    """

    syntax: Syntax
    expressions: Sequence[Expression]
    at: dict[int, ExpressionIndex]
    cluster_of: list[Cluster]
    reasons: dict[int, tuple[ExpressionIndex, LinkBasis]] = field(factory=dict)
    confidences: dict[int, float] = field(factory=dict)

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
        rule: Rule[..., object],
        confidence: float | None = None,
    ) -> bool:
        """Puts the cluster of an expression to that of another, unless they cannot be one."""
        if self.cluster_of[antecedent] is not self.cluster_of[index]:
            if not self.may_join(index, antecedent):
                return False
            self.merge(index, antecedent, basis, rule, confidence)
        return True

    def may_join(self, index: int, antecedent: int) -> bool:
        """Whether no rule keeps two expressions apart; notes the one that does."""
        kept_apart_by = veto(self.cluster_of[antecedent], self.cluster_of[index])
        if kept_apart_by is not None:
            note(kept_apart_by, "kept apart", self.tokens(index), self.tokens(antecedent))
        return kept_apart_by is None

    def merge(
        self,
        index: int,
        antecedent: int,
        basis: LinkBasis,
        rule: Rule[..., object],
        confidence: float | None = None,
    ) -> None:
        """Puts the cluster of an expression to that of another, whatever they are.

        Without a ``confidence`` it is how often the rule was right (`confidences`).
        """
        one, other = self.cluster_of[antecedent], self.cluster_of[index]
        if one is other:
            return
        note(rule, "the same", self.tokens(index), self.tokens(antecedent))
        self.reasons[index] = ExpressionIndex(antecedent), basis
        self.confidences[index] = confidence_of(rule.name) if confidence is None else confidence
        if len(one.members) < len(other.members):
            one, other = other, one
        one.take_in(other)
        for member in other.members:
            self.cluster_of[member] = one

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


# What is put together over the whole article


def join_names(clusters: Clusters, links: Links) -> None:
    """Puts together the names of the same thing, and what stands in apposition to them.

    Args:
        clusters: Each expression on its own.
        links: For each the earlier one that the encoder links it to, or None.
    """
    for rule in MERGES:
        # A rule sees what became of each pair before it finds the next one.
        for index, antecedent, basis, said_by in rule(clusters, links) or ():
            clusters.join(index, antecedent, basis, said_by or rule)


def _linked_names(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A name stands for the name that the network links it to: "Roe" and "Jane Roe"."""
    expressions = clusters.expressions
    for index in _names(clusters):
        antecedent = links[index]
        for _ in range(LONGEST_CHAIN):
            if antecedent is None or expressions[antecedent].form == "name":
                break
            antecedent = links[antecedent]
        if antecedent is not None and not is_inside(
            clusters.syntax, expressions[index], expressions[antecedent]
        ):
            yield index, antecedent, "coreference", None


def _names(clusters: Clusters) -> Iterator[int]:
    """The names of an article that are not the owners inside of other names."""
    for index, expression in enumerate(clusters.expressions):
        if expression.form == "name" and not is_in_name(clusters, expression):
            yield index


def _shorter_names(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A name stands for a fuller one that it is a part of or the initials of, fullest first."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in _names(clusters):
        groups[clusters.expressions[index].words].append(index)
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for words, indices in sorted(groups.items(), key=lambda item: (-len(item[0]), item[1][0])):
        for index in indices:
            if len(clusters.cluster_of[index].name) <= len(words):
                yield from _fullest(clusters, index, known[words])
            cluster = clusters.cluster_of[index]
            for key in shorter_names(words, cluster.kind):
                options = known[key]
                if len(options) < MOST_OPTIONS and all(
                    clusters.cluster_of[i] is not cluster for i in options
                ):
                    options.append(index)


def _fullest(clusters: Clusters, index: int, known: Sequence[int]) -> Iterator[Pair]:
    """A name with the fuller one that it stands for, of those that fit the best."""
    own = clusters.cluster_of[index]
    name = Name(clusters.expressions[index].words, own.kind)
    best: tuple[float, Pair] | None = None
    for other in known:
        cluster = clusters.cluster_of[other]
        found = match(name, Name(clusters.expressions[other].words, cluster.kind))
        if found is None:
            continue
        rule, fit = found
        score = fit + min(len(cluster.members), 50) / 50
        better = best is None or score > best[0]
        if better and (cluster is own or clusters.may_join(index, other)):
            best = score, (index, other, "acronym" if rule is INITIALS else "name", rule)
    if best is not None:
        yield best[1]


def _peoples(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A people stands for its members: "the American people" and "Americans"."""
    forms, expressions = clusters.syntax.forms, clusters.expressions
    named = {e.words: i for i, e in reversed(list(enumerate(expressions))) if e.form == "name"}
    for index, expression in enumerate(expressions):
        head, first = expression.head, expression.first
        if forms[head] == "people" and head - first in (1, 2):
            people = (forms[head - 1] + "s",)
            if people in named and forms[first] in ("the", people[0][:-1]):
                yield index, named[people], "name", None


# Descriptions beside a name


def _titles_before(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A title is whose name it stands before: "Foreign Minister Ine Solberg"."""
    expressions, syntax = clusters.expressions, clusters.syntax
    for index, expression in enumerate(expressions):
        start = expression.first if expression.name is None else expression.name[0]
        if "and" in syntax.forms[expression.first : start]:  # "owner and chef Lena Moss"
            for office in {i for t in range(expression.first, start) if (i := clusters.at.get(t))}:
                if expressions[office].form == "nominal" and not expressions[office].plural:
                    yield office, index, "apposition", None
    for token, relation in enumerate(syntax.relations):
        if relation != "nmod:desc":
            continue
        title, name = clusters.at.get(token), clusters.at.get(syntax.heads[token])
        if title is None or name is None or expressions[title].plural:
            continue
        if expressions[title].form == "nominal":
            yield title, name, "apposition", None


def _appositions(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A description in apposition is whose name it stands beside: "Jane Roe, the mayor,"."""
    syntax, at = clusters.syntax, clusters.at
    for token, relation in enumerate(syntax.relations):
        if relation not in ("appos", "conj") or syntax.heads[token] < 0:
            continue
        head, rule = beside(clusters, token)
        one, other = at.get(head), at.get(token)
        if one is None or other is None or one == other:
            continue
        end = clusters.expressions[one].last
        if end < len(syntax.forms) and syntax.forms[end] in POSSESSIVE:
            continue  # "Roe's lawyer" is somebody else
        one, other = min(one, other), max(one, other)
        if clusters.cluster_of[one] is not clusters.cluster_of[other]:
            if _is_described(clusters, one, other):
                yield other, one, "apposition", rule
        elif other in clusters.reasons and clusters.reasons[other][0] == one:
            clusters.reasons[other] = one, "apposition"


def beside(clusters: Clusters, token: int) -> tuple[int, Rule[..., object] | None]:
    """What a token stands in apposition to, or -1; and the rule if it hangs from something else."""
    decided = decide_by(APPOSITIONS, clusters, token)
    if decided is not None:
        return decided[1], decided[0]
    is_beside = clusters.syntax.relations[token] == "appos"
    return clusters.syntax.heads[token] if is_beside else -1, None


def _after_office(clusters: Clusters, token: int) -> int | None:
    """A name after an office is not of whose that is: "the mayor of Delta, Jane Okafor,"."""
    syntax, index = clusters.syntax, clusters.at.get(token)
    name = None if index is None else clusters.expressions[index]
    if name is None or name.name is None or name.kind != "person" or len(name.words) < 2:
        return None
    forms, whose = syntax.forms, syntax.heads[token]
    if forms[name.first - 1] != "," or forms[name.last : name.last + 1] != [","]:
        return None
    of_somebody = kind_of_noun(forms[whose]) == "person"
    if whose > name.first or (of_somebody and syntax.relations[token] == "conj"):
        return None
    office = None
    while syntax.relations[whose] == "nmod" and syntax.heads[whose] < whose:
        whose = syntax.heads[whose]
        if kind_of_noun(forms[whose]) == "person" and "," not in forms[whose : name.first - 1]:
            office = whose if forms[whose] in OFFICES else None  # "the sister of the mayor of …"
    return office


def _of_several(clusters: Clusters, token: int) -> int | None:
    """A name after "one of" some is that one: "One of the founders, Jane Roe,"."""
    syntax, index = clusters.syntax, clusters.at.get(token)
    several = syntax.heads[token]
    one = syntax.heads[several] if several >= 0 else -1
    found = clusters.at.get(one)
    if index is None or found is None or syntax.relations[token] != "appos":
        return None
    part, name = clusters.expressions[found], clusters.expressions[index]
    return one if part.whole == several and not part.plural and not name.plural else None


APPOSITIONS: tuple[Rule[[Clusters, int], int], ...] = (
    Rule("speakers: name after an office", _after_office),
    Rule("speakers: name of one of several", _of_several),
)
"""What else a name stands in apposition to than what the tree hangs it from."""


def _is_described(clusters: Clusters, one: int, other: int) -> bool:
    """Whether of two in apposition one is a name, and the other describes something like it."""
    first, second = clusters.expressions[one], clusters.expressions[other]
    if {first.form, second.form} != {"name", "nominal"} or second.members:
        return False
    a, b = clusters.cluster_of[one], clusters.cluster_of[other]
    if a.plural != b.plural:
        return False
    if a.kind == b.kind != "other" or (a.kind == "other" and a.name):
        return True
    if b.kind != "other" or not b.name or a.kind not in ("person", "organization", "other"):
        return False
    # What the name stands for is not known: only a comma may be between.
    return (
        second.first - first.last <= 1
        and "CCONJ" not in clusters.syntax.upos[first.first : first.last]
    )


MERGES: tuple[Rule[[Clusters, Links], Iterator[Pair]], ...] = (
    Rule("speakers: the network's link", _linked_names),
    Rule("speakers: shorter name", _shorter_names),
    Rule("speakers: people of a country", _peoples),
    Rule("speakers: title before a name", _titles_before),
    Rule("speakers: apposition", _appositions),
)
"""What is put together, step after step, unless a veto keeps it apart.

Which way a shorter name stands for a fuller one is told by a rule of its own
(`newsclaims.speakers.name_matching.NAME_MATCHES`).
"""
