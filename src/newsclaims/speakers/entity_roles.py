"""What each person is: the title before a name, an apposition, or "Roe is a judge"."""

from __future__ import annotations

from collections.abc import Iterator

from newsclaims.speakers.cluster import Cluster
from newsclaims.speakers.clusters import Clusters
from newsclaims.speakers.mentions import Expression, describe_one, role_of
from newsclaims.speakers.names import POSSESSIVE
from newsclaims.trace import Rule, decide_by, note


def roles_of(clusters: Clusters) -> dict[int, str]:
    """The roles of people, for each cluster's id: a title, or else what is said first."""
    found = _title_roles(clusters)
    for token, relation in enumerate(clusters.syntax.relations):
        if relation in ("appos", "cop") and clusters.syntax.heads[token] >= 0:
            for rule in ROLES:
                for name, description in rule(clusters, token) or ():
                    _add_role(found, clusters, rule, name, description)
    return found


def _title_roles(clusters: Clusters) -> dict[int, str]:
    """For each person's cluster the title before the name, the fullest of those that agree."""
    found: dict[int, str] = {}
    for index, expression in enumerate(clusters.expressions):
        decided = decide_by(TITLES, expression)
        if decided is None:
            continue
        rule, title = decided
        key = clusters.cluster_of[index].id
        known = found.get(key)
        if known is None or known.lower() in title.lower():
            found[key] = title
            note(rule, "the role", clusters.tokens(index))
    return found


def _title(expression: Expression) -> str | None:
    """A title before a name is a role: "Foreign Minister Ine Solberg"."""
    return expression.role


def _apposition(clusters: Clusters, token: int) -> Iterator[tuple[int, int]]:
    """A description beside a name is a role: "Jane Roe, a judge,"."""
    head = clusters.syntax.heads[token]
    if clusters.syntax.relations[token] == "appos":
        yield head, token
        yield token, head


def _said_to_be(clusters: Clusters, token: int) -> Iterator[tuple[int, int]]:
    """What somebody is now said to be is a role: "Roe is a judge"."""
    syntax = clusters.syntax
    if syntax.relations[token] != "cop" or syntax.forms[token] not in ("is", "'s", "’s"):
        return
    head = syntax.heads[token]
    if head not in syntax.negators:
        yield syntax.own_subject[head], head


TITLES: tuple[Rule[[Expression], str], ...] = (Rule("speakers: a title as a role", _title),)
"""Roles that a name itself shows; they come first."""

ROLES: tuple[Rule[[Clusters, int], Iterator[tuple[int, int]]], ...] = (
    Rule("speakers: role in apposition", _apposition),
    Rule("speakers: role in a statement", _said_to_be),
)
"""Where a role may stand: at a token, the heads of a name and of what describes it."""


def _add_role(
    found: dict[int, str],
    clusters: Clusters,
    rule: Rule[..., object],
    name: int,
    description: int,
) -> None:
    """Adds a description as the role of whom a name's head names, if it is one."""
    owner = clusters.at.get(name)
    if owner is None or clusters.syntax.upos[description] not in ("NOUN", "PROPN"):
        return
    cluster = clusters.cluster_of[owner]
    if cluster.id in found or not _may_have_role(clusters, cluster, description):
        return
    described = _describe(clusters, name, description)
    role = role_of(clusters.syntax, described)
    forms, end = clusters.syntax.forms, clusters.expressions[owner].last
    if role is not None and not (end < len(forms) and forms[end] in POSSESSIVE):
        found[cluster.id] = role
        note(rule, "the role", clusters.tokens(owner), (described.first, described.last))


def _may_have_role(clusters: Clusters, cluster: Cluster, description: int) -> bool:
    """Whether it is a person with a name, and what describes them no name or pronoun."""
    if not cluster.name or cluster.kind != "person":
        return False
    index = clusters.at.get(description)
    return index is None or clusters.expressions[index].form == "nominal"


def _describe(clusters: Clusters, name: int, description: int) -> Expression:
    """What the words around the head of a description show, up to the name."""
    syntax = clusters.syntax
    first, last = syntax.left[description], syntax.right[description] + 1
    if description < name:
        last = min(last, max(syntax.left[name], description + 1))
    return describe_one(syntax, first, last, description, "person")
