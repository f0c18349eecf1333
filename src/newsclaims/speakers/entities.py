"""Puts the mentions of an article together into what they refer to.

The encoder links mentions within windows of a few hundred words; names are then matched over the
whole article (`newsclaims.speakers.name_matching`), and what cannot be one is kept apart
(`newsclaims.speakers.vetoes`): two different full names, a "he" and a ministry, one and several.
Pronouns and descriptions follow in `newsclaims.speakers.antecedents`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import frozen

from newsclaims.results import LinkBasis
from newsclaims.speakers.cluster import LONGEST_DESCRIPTION, SHOWN, Cluster, titles
from newsclaims.speakers.clusters import Clusters, is_in_name, is_inside, is_personal
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.name_matching import INITIALS, Name, match, shorter_names
from newsclaims.speakers.names import POSSESSIVE
from newsclaims.speakers.vetoes import fits
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule

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

Links = Sequence[int | None]


@frozen(slots=True)
class Pair:
    """Two expressions that are to be put together.

    Attributes:
        index: The one.
        antecedent: What it is put to.
        basis: Why, as the results have it.
        rule: The rule that says so, where that is not the one of the table.
    """

    index: int
    antecedent: int
    basis: LinkBasis
    rule: Rule[..., object] | None = None


def join_names(clusters: Clusters, links: Links) -> None:
    """Puts together the names of the same thing, and what stands in apposition to them.

    Args:
        clusters: Each expression on its own.
        links: For each the earlier one that the encoder links it to, or None.
    """
    for rule in MERGES:
        # A rule sees what became of each pair before it finds the next one.
        for pair in rule(clusters, links) or ():
            clusters.join(pair.index, pair.antecedent, pair.basis, pair.rule or rule)


# The network's links


def _linked_names(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A name stands for the name that the network links it to: "Roe" and "Jane Roe"."""
    expressions = clusters.expressions
    for index, expression in enumerate(expressions):
        if expression.form != "name" or is_in_name(clusters, expression):
            continue
        antecedent = _linked_name(expressions, links, index)
        if antecedent is None:
            continue
        if not is_inside(clusters.syntax, expression, expressions[antecedent]):
            yield Pair(index, antecedent, "coreference")


def _linked_name(expressions: Sequence[Expression], links: Links, index: int) -> int | None:
    """The nearest name along the links from an expression."""
    antecedent = links[index]
    for _ in range(LONGEST_CHAIN):
        if antecedent is None or expressions[antecedent].form == "name":
            break
        antecedent = links[antecedent]
    return antecedent


# Names over the whole article


def _acronyms(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """Initials stand for the name that they follow in brackets: "Libyan National Army (LNA)"."""
    bracketed = _in_brackets(clusters)
    for index, expression in enumerate(clusters.expressions):
        if expression.form != "name" or is_in_name(clusters, expression):
            continue
        if expression.words in bracketed:
            yield Pair(index, bracketed[expression.words], "acronym")


def _in_brackets(clusters: Clusters) -> dict[tuple[str, ...], int]:
    """For each short name in brackets after a fuller one, that one: "… Army (LNA)"."""
    forms, tokens = clusters.syntax.forms, clusters.syntax.document.tokens
    found: dict[tuple[str, ...], int] = {}
    for index, expression in enumerate(clusters.expressions):
        if expression.name is None or expression.kind == "person" or len(expression.words) < 2:
            continue
        end = expression.name[1]
        if forms[end : end + 1] == ["("] and forms[end + 2 : end + 3] == [")"]:
            short = tokens[end + 1].text
            if short.isupper() and short.isalpha() and len(short) > 1:
                found.setdefault((forms[end + 1],), index)
    return found


def _shorter_names(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A name stands for a fuller one that it is a part of or the initials of, fullest first."""
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in _fullest_first(clusters):
        words = clusters.expressions[index].words
        if len(clusters.cluster_of[index].name) <= len(words):
            pair = _fullest(clusters, index, known[words])
            if pair is not None:
                yield pair
        cluster = clusters.cluster_of[index]
        for key in shorter_names(words, cluster.kind):
            options = known[key]
            if len(options) < MOST_OPTIONS and all(
                clusters.cluster_of[i] is not cluster for i in options
            ):
                options.append(index)


def _fullest_first(clusters: Clusters) -> Iterator[int]:
    """The names of an article, those of most words first, and the same ones one after another."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, expression in enumerate(clusters.expressions):
        if expression.form == "name" and not is_in_name(clusters, expression):
            groups[expression.words].append(index)
    for _, indices in sorted(groups.items(), key=lambda item: (-len(item[0]), item[1][0])):
        yield from indices


def _fullest(clusters: Clusters, index: int, known: Sequence[int]) -> Pair | None:
    """A name with the fuller one that it stands for, of those that fit the best."""
    own = clusters.cluster_of[index]
    name = Name(clusters.expressions[index].words, own.kind)
    best: tuple[float, Pair] | None = None
    for other in known:
        cluster = clusters.cluster_of[other]
        found = match(name, Name(clusters.expressions[other].words, cluster.kind))
        if found is None:
            continue
        score = found[0] + min(len(cluster.members), 50) / 50
        better = best is None or score > best[0]
        if better and (cluster is own or clusters.may_join(index, other)):
            basis: LinkBasis = "acronym" if found[1] is INITIALS else "name"
            best = score, Pair(index, other, basis, found[1])
    return None if best is None else best[1]


def _peoples(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A people stands for its members: "the American people" and "Americans"."""
    forms, expressions = clusters.syntax.forms, clusters.expressions
    named = {e.words: i for i, e in reversed(list(enumerate(expressions))) if e.form == "name"}
    for index, expression in enumerate(expressions):
        head, first = expression.head, expression.first
        if forms[head] != "people" or head - first not in (1, 2):
            continue
        people = (forms[head - 1] + "s",)
        if people in named and forms[first] in ("the", people[0][:-1]):
            yield Pair(index, named[people], "name")


# Descriptions beside a name


def _titles_before(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A title is whose name it stands before: "Foreign Minister Ine Solberg"."""
    expressions, syntax = clusters.expressions, clusters.syntax
    for token, relation in enumerate(syntax.relations):
        if relation != "nmod:desc":
            continue
        title, name = clusters.at.get(token), clusters.at.get(syntax.heads[token])
        if title is None or name is None or expressions[title].plural:
            continue
        if expressions[title].form == "nominal":
            yield Pair(title, name, "apposition")


def _appositions(clusters: Clusters, links: Links) -> Iterator[Pair]:
    """A description in apposition is whose name it stands beside: "Jane Roe, the mayor,"."""
    for one, other in _in_apposition(clusters):
        if clusters.cluster_of[one] is clusters.cluster_of[other]:
            reason = clusters.reasons.get(other)
            if reason is not None and reason[0] == one:
                clusters.explain(other, one, "apposition")
        elif _is_described(clusters, one, other):
            yield Pair(other, one, "apposition")


def _in_apposition(clusters: Clusters) -> Iterator[tuple[ExpressionIndex, ExpressionIndex]]:
    """Pairs of expressions, the earlier first, of which one stands in apposition to the other."""
    syntax, at = clusters.syntax, clusters.at
    for token, relation in enumerate(syntax.relations):
        if relation != "appos" or syntax.heads[token] < 0:
            continue
        one, other = at.get(syntax.heads[token]), at.get(token)
        if one is None or other is None or one == other:
            continue
        end = clusters.expressions[one].last
        if end < len(syntax.forms) and syntax.forms[end] in POSSESSIVE:
            continue  # "Roe's lawyer" is somebody else
        yield min(one, other), max(one, other)


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
    unknown = b.kind == "other" and bool(b.name) and a.kind in ("person", "organization")
    return unknown and _is_right_before(clusters, one, other)


def _is_right_before(clusters: Clusters, description: int, name: int) -> bool:
    """Whether only a comma stands between one who is described and a name."""
    one, other = clusters.expressions[description], clusters.expressions[name]
    return other.first - one.last <= 1 and "CCONJ" not in clusters.syntax.upos[one.first : one.last]


MERGES: tuple[Rule[[Clusters, Links], Iterator[Pair]], ...] = (
    Rule("speakers: the network's link", _linked_names),
    Rule("speakers: acronym in brackets", _acronyms),
    Rule("speakers: shorter name", _shorter_names),
    Rule("speakers: people of a country", _peoples),
    Rule("speakers: title before a name", _titles_before),
    Rule("speakers: apposition", _appositions),
)
"""What is put together, step after step, unless a veto keeps it apart.

Which way a shorter name stands for a fuller one is told by a rule of its own
(`newsclaims.speakers.name_matching.NAME_MATCHES`).
"""
