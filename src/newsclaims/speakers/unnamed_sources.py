"""Which sources are anonymous: by their own words, or as some of others who are.

What the words are is in `newsclaims.speakers.anonymity`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from attrs import evolve, frozen

from newsclaims.results import Entity
from newsclaims.speakers.anonymity import why_anonymous
from newsclaims.speakers.cluster import Cluster
from newsclaims.speakers.clusters import Clusters
from newsclaims.speakers.names import ARTICLES
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having

#: So many mentions of an unnamed source are looked at for whether it is anonymous.
MOST_CONTEXTS = 20

#: What begins a description of one more beside others.
_OTHER = having("not-the-same")


@frozen(slots=True)
class Draft:
    """An entity that is not yet numbered.

    Attributes:
        place: Where its first mention stands, in code points.
        cluster: Its mentions; None of a source that is no mention.
        entity: What is known of it.
    """

    place: tuple[int, int]
    cluster: Cluster | None
    entity: Entity


@frozen(slots=True)
class Anonymous:
    """The anonymous sources of an article.

    Attributes:
        ids: Of their clusters.
        several: For each noun where several of them are first called so, in code points.
        single: The same where one is.
    """

    ids: Set[int]
    several: Mapping[str, int]
    single: Mapping[str, int]


def mark_anonymous(clusters: Clusters, drafts: Sequence[Draft], sources: Set[int]) -> list[Draft]:
    """Makes anonymous what sources are: those, and one of several such or another beside them.

    Args:
        clusters: The mentions of the article, put together.
        drafts: Its entities.
        sources: The expressions that are sources.
    """
    speaking = {clusters.cluster_of[source].id for source in sources}
    drafts = [_mark_one(clusters, draft, sources, speaking) for draft in drafts]
    anonymous = _anonymous(drafts)
    return [_mark_other(clusters, draft, speaking, anonymous) for draft in drafts]


def _mark_one(clusters: Clusters, draft: Draft, sources: Set[int], speaking: Set[int]) -> Draft:
    """Makes a source anonymous by what it is called and what is said of it."""
    cluster = draft.cluster
    if cluster is None or cluster.id not in speaking:
        return draft
    rule = why_anonymous(draft.entity, _contexts(clusters, cluster, sources))
    if rule is None:
        return draft
    note(rule, "anonymous", clusters.tokens(min(cluster.members)))
    return evolve(draft, entity=replace(draft.entity, anonymous=True))


def _contexts(clusters: Clusters, cluster: Cluster, sources: Set[int]) -> set[str]:
    """The sentences in which somebody without a name is a source or the subject."""
    syntax = clusters.syntax
    found = set()
    for index in cluster.members[:MOST_CONTEXTS]:
        head = clusters.expressions[index].head
        if index in sources or syntax.relations[head].startswith("nsubj"):
            sentence = syntax.document.sentences[syntax.sentence[head]]
            found.add(syntax.document.text[sentence.start : sentence.end])
    return found


def _anonymous(drafts: Sequence[Draft]) -> Anonymous:
    several: dict[str, int] = {}
    single: dict[str, int] = {}
    ids: set[int] = set()
    for draft in drafts:
        if draft.cluster is None or not draft.entity.anonymous:
            continue
        ids.add(draft.cluster.id)
        known = several if draft.cluster.plural else single
        for noun in draft.cluster.nouns:
            known[noun] = min(draft.place[0], known.get(noun, draft.place[0]))
    return Anonymous(ids, several, single)


def _mark_other(
    clusters: Clusters, draft: Draft, speaking: Set[int], anonymous: Anonymous
) -> Draft:
    """Makes a source anonymous that is one of several anonymous ones, or another one."""
    cluster, entity = draft.cluster, draft.entity
    if cluster is None or cluster.id not in speaking or entity.named or entity.anonymous:
        return draft
    if entity.kind not in ("person", "group"):
        return draft
    for index in cluster.members[:MOST_CONTEXTS]:
        decided = decide_by(BESIDE_ANONYMOUS, clusters, index, anonymous)
        if decided is not None:
            note(decided[0], "anonymous", clusters.tokens(index))
            return evolve(draft, entity=replace(entity, anonymous=True))
    return draft


def _whole(clusters: Clusters, index: int) -> int | None:
    """The expression that an expression is a part of: "them" of "one of them"."""
    whole = clusters.expressions[index].whole
    return None if whole is None else clusters.at.get(whole)


def _one_of_them(clusters: Clusters, index: int, anonymous: Anonymous) -> bool:
    """One of several anonymous sources is anonymous: "one of the officials"."""
    whole = _whole(clusters, index)
    if whole is None:
        return False
    cluster = clusters.cluster_of[whole]
    return cluster.id in anonymous.ids or cluster.is_unnamed


def _another_one(clusters: Clusters, index: int, anonymous: Anonymous) -> bool:
    """Another one beside anonymous sources is anonymous: "a second official", "one official"."""
    if _whole(clusters, index) is not None:
        return False
    expression, syntax = clusters.expressions[index], clusters.syntax
    start = syntax.document.tokens[expression.first].start
    begins = syntax.forms[expression.first : max(expression.head, expression.first + 1)]
    known = [anonymous.several] if begins[0] == "one" else []
    if begins[0] in _OTHER or (begins[0] in ARTICLES and not _OTHER.isdisjoint(begins)):
        known = [anonymous.several, anonymous.single]
    nouns = clusters.cluster_of[index].nouns
    return any(table.get(noun, start) < start for table in known for noun in nouns)


BESIDE_ANONYMOUS: tuple[Rule[[Clusters, int, Anonymous], bool], ...] = (
    Rule("speakers: one of several anonymous sources", _one_of_them),
    Rule("speakers: another anonymous source", _another_one),
)
"""What makes a source anonymous because others are."""
