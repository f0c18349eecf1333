"""Anonymous sources: who is quoted but kept from being named.

A source is anonymous if the article does not name it and says that it is not to be named ("spoke
on condition of anonymity", "declined to be identified"), or uses one of the phrases that newsrooms
keep for such sources: "sources", "a person familiar with the matter", "a senior official".
Organisations, spokespeople who speak for one, crowds and people met in the street are unnamed, not
anonymous.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace

from attrs import evolve, frozen

from newsclaims.results import Entity
from newsclaims.speakers.cluster import KEPT_UNNAMED, Cluster
from newsclaims.speakers.entities import Clusters
from newsclaims.speakers.names import ARTICLES
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having

#: So many mentions of an unnamed source are looked at for whether it is anonymous.
MOST_CONTEXTS = 20
#: What begins a description of one more beside others.
_OTHER = having("not-the-same")
_MARKER = re.compile(
    r"""(?xi)\b(?:
      (?:condition|guarantee|promise|assurance)s?\s+of\s+anonymity
    | (?:requested|asked\s+for|granted|given|sought|demanded|insisted\s+on)\s+anonymity
    | anonymously
    | (?:remain|stay|be\s+kept)\s+(?:anonymous|unnamed|unidentified)
    | (?:not|n['’]t|without)\s+(?:to\s+)?(?:be|being|have\s+been)\s+
        (?:publicly\s+)?(?:named|identified|quoted\s+by\s+name)
    | (?:declin|refus)\w+\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:his|her|their)\s+names?)
    | (?:not|n['’]t)\s+(?:\w+\s+)?(?:authori[sz]ed|allowed|permitted|cleared)\s+to\s+
        (?:\w+\s+)?(?:speak|talk|discuss|comment|brief|disclose|release)
    | (?:name|identity)\s+(?:was|has\s+been|is\s+being)\s+withheld
    )\b"""
)
_UNNAMED_OFFICIAL = re.compile(
    r"""(?xi)^(?:an?|one|another|two|three|several|some)\s+(?:[\w’'.-]+\s+){0,4}?
    (?:senior|top|high-ranking|high-level|ranking)\s+(?:[\w’'.-]+\s+){0,4}?
    (?:officials?|aides?|advis[eo]rs?|diplomats?|officers?|executives?|lawmakers?|staffers?
      |strategists?|operatives?|figures?|members?|commanders?|ministers?)\b"""
)


@frozen(slots=True)
class Draft:
    """An entity that is not yet numbered, and where its first mention stands, in code points.

    A source that is no mention has no cluster.
    """

    place: tuple[int, int]
    cluster: Cluster | None
    entity: Entity


def mark_anonymous(clusters: Clusters, drafts: Sequence[Draft], sources: Set[int]) -> list[Draft]:
    """Makes anonymous what sources are: those, and one of several such or another beside them.

    Args:
        clusters: The mentions of the article, put together.
        drafts: Its entities.
        sources: The expressions that are sources.
    """
    marked = list(drafts)
    speaking = {clusters.cluster_of[source].id for source in sources}
    candidates = [
        (k, draft.cluster)
        for k, draft in enumerate(drafts)
        if draft.cluster is not None and draft.cluster.id in speaking and not draft.entity.named
    ]
    for k, cluster in candidates:
        if drafts[k].entity.kind in ("person", "group", "other"):
            descriptions = {mention.text for mention in drafts[k].entity.mentions}
            descriptions.add(drafts[k].entity.name)
            decided = decide_by(ANONYMOUS, descriptions, _contexts(clusters, cluster, sources))
            if decided is not None:
                note(decided[0], "anonymous", clusters.tokens(min(cluster.members)))
                marked[k] = _anonymous(drafts[k])
    known = Anonymous.of(marked)
    for k, cluster in candidates:
        if marked[k].entity.anonymous or marked[k].entity.kind not in ("person", "group"):
            continue
        for index in cluster.members[:MOST_CONTEXTS]:
            beside = decide_by(BESIDE_ANONYMOUS, clusters, index, known)
            if beside is not None:
                note(beside[0], "anonymous", clusters.tokens(index))
                marked[k] = _anonymous(marked[k])
                break
    return marked


def _anonymous(draft: Draft) -> Draft:
    return evolve(draft, entity=replace(draft.entity, anonymous=True))


# By their own words


def _contexts(clusters: Clusters, cluster: Cluster, sources: Set[int]) -> Collection[str]:
    """The sentences in which somebody without a name is a source or the subject."""
    syntax = clusters.syntax
    found = set()
    for index in cluster.members[:MOST_CONTEXTS]:
        head = clusters.expressions[index].head
        if index in sources or syntax.relations[head].startswith("nsubj"):
            sentence = syntax.document.sentences[syntax.sentence[head]]
            found.add(syntax.document.text[sentence.start : sentence.end])
    return found


def _phrase(descriptions: Collection[str], contexts: Collection[str]) -> bool:
    """A phrase is kept for sources without a name: "a person familiar with the matter"."""
    return any(map(KEPT_UNNAMED.match, descriptions))


def _high_official(descriptions: Collection[str], contexts: Collection[str]) -> bool:
    """A high official without a name is kept from being named: "a senior official"."""
    return any(map(_UNNAMED_OFFICIAL.match, descriptions))


def _said_so(descriptions: Collection[str], contexts: Collection[str]) -> bool:
    """The article says that a source is not to be named: "on condition of anonymity"."""
    return any(map(_MARKER.search, contexts))


ANONYMOUS: tuple[Rule[[Collection[str], Collection[str]], bool], ...] = (
    Rule("speakers: phrase for an unnamed source", _phrase),
    Rule("speakers: high official without a name", _high_official),
    Rule("speakers: said not to be named", _said_so),
)
"""What makes an unnamed source an anonymous one: how it is called, or what is said beside it."""


# As some of others who are


@frozen(slots=True)
class Anonymous:
    """The anonymous sources of an article, by the ids of their clusters.

    For each noun, of several of them or of one, there is where it is first used, in code points.
    """

    ids: Set[int]
    first: Mapping[tuple[str, bool], int]

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> Anonymous:
        """Those among the entities of an article."""
        first: dict[tuple[str, bool], int] = {}
        ids: set[int] = set()
        for draft in drafts:
            if draft.cluster is not None and draft.entity.anonymous:
                ids.add(draft.cluster.id)
                for noun in draft.cluster.nouns:
                    key = noun, draft.cluster.plural
                    first[key] = min(draft.place[0], first.get(key, draft.place[0]))
        return cls(ids, first)


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
    is_another = begins[0] in _OTHER or (begins[0] in ARTICLES and not _OTHER.isdisjoint(begins))
    beside = (True, False) if is_another else (True,) if begins[0] == "one" else ()
    nouns = clusters.cluster_of[index].nouns
    first = anonymous.first
    return any(first.get((noun, several), start) < start for several in beside for noun in nouns)


BESIDE_ANONYMOUS: tuple[Rule[[Clusters, int, Anonymous], bool], ...] = (
    Rule("speakers: one of several anonymous sources", _one_of_them),
    Rule("speakers: another anonymous source", _another_one),
)
"""What makes a source anonymous because others are."""
