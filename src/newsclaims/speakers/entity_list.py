"""Writes down the entities of an article, with their mentions and why these are theirs.

Names are in `newsclaims.speakers.entity_names`, roles in `newsclaims.speakers.entity_roles`, and
who is anonymous in `newsclaims.speakers.unnamed_sources`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from attrs import frozen

from newsclaims.results import Attribution, CoreferenceLink, Entity, EntityKind
from newsclaims.speakers.cluster import Cluster
from newsclaims.speakers.clusters import Clusters, is_in_name
from newsclaims.speakers.entity_names import EntityNames
from newsclaims.speakers.entity_roles import roles_of
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import PREFIXES
from newsclaims.speakers.paragraphs import Participant
from newsclaims.speakers.unnamed_sources import Draft, mark_anonymous
from newsclaims.trace import Rule, decide_by, note

_KINDS_SHOWN = ("person", "organization", "place", "document", "group")

Place = tuple[int, int]
"""Where something stands: half-open code-point offsets."""


def list_entities(
    clusters: Clusters,
    sources: Mapping[int, int | None],
    participants: Mapping[int, Participant],
    attributions: Sequence[Attribution],
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """The entities that a reader is shown, and the attributions with their speakers.

    Args:
        clusters: The mentions of the article, put together.
        sources: For each attribution the expression of its source, where it has one.
        participants: For each first and second person who says or hears it, where that is known.
        attributions: With their sources as printed.
    """
    speaking = {s for s in sources.values() if s is not None}
    shown = _shown(clusters, participants, speaking)
    places = _places(clusters, shown, speaking)
    drafts = _drafts(clusters, EntityNames.of(clusters, participants, shown), places)
    drafts = mark_anonymous(clusters, drafts, speaking)
    drafts += _unread(clusters, sources, attributions, places.taken)
    return _numbered(drafts, clusters, sources, attributions)


# Which entities are shown


def _shown(
    clusters: Clusters, participants: Mapping[int, Participant], speaking: Set[int]
) -> list[Cluster]:
    """The clusters of sources, and those that nothing leaves out."""
    sources = {clusters.cluster_of[source].id for source in speaking}
    return [
        cluster
        for cluster in clusters.all()
        if cluster.id in sources or not _is_left_out(clusters, participants, cluster)
    ]


def _is_left_out(
    clusters: Clusters, participants: Mapping[int, Participant], cluster: Cluster
) -> bool:
    about = About(
        clusters,
        cluster,
        tuple(clusters.expressions[i] for i in cluster.members),
        not participants.keys().isdisjoint(cluster.members),
    )
    decided = decide_by(LEFT_OUT, about)
    if decided is not None:
        note(decided[0], "left out", *map(clusters.tokens, cluster.members))
    return decided is not None


@frozen(slots=True)
class About:
    """What is known of something that is not a source.

    Attributes:
        clusters: The mentions of the article, put together.
        cluster: Those of this thing.
        expressions: The same.
        takes_part: Whether it is known who says or hears one of them ("I", "you").
    """

    clusters: Clusters
    cluster: Cluster
    expressions: tuple[Expression, ...]
    takes_part: bool

    @property
    def has_only_pronouns(self) -> bool:
        """Whether it is neither named nor described."""
        return all(expression.form == "pronoun" for expression in self.expressions)


def _part_of_name(about: About) -> bool:
    """The owner inside of a name is left out: "Food Workers" of "Food Workers’ Union"."""
    return len(about.expressions) == 1 and is_in_name(about.clusters, about.expressions[0])


def _fragment(about: About) -> bool:
    """One word that only begins another expression is left out: "Fire" of "Fire chief"."""
    if len(about.expressions) > 1:
        return False
    expression, syntax = about.expressions[0], about.clusters.syntax
    if expression.form != "nominal" or expression.last - expression.first > 1:
        return False
    head = expression.head
    modifies = syntax.upos[head] in ("ADJ", "DET", "NUM") or (
        syntax.relations[head] in ("amod", "compound", "nmod:desc")
    )
    return modifies and head + 1 < len(syntax.heads) and syntax.heads[head] > head


def _pronoun_for_nobody(about: About) -> bool:
    """Pronouns that stand for nothing else are left out: "it" of "it is said"."""
    return not (about.cluster.name or about.takes_part) and about.has_only_pronouns


def _for_or_against(about: About) -> bool:
    """What somebody is only for or against is left out: "pro-EU" of "pro-EU MPs"."""
    return not about.cluster.name and about.expressions[0].words[0].startswith(PREFIXES)


def _told_in_clauses(about: About) -> bool:
    """What happened, told in clauses, is left out: "The firm closed, which …"."""
    if about.cluster.name or about.has_only_pronouns:
        return False
    upos = about.clusters.syntax.upos
    return all(upos[expression.head] in ("AUX", "VERB") for expression in about.expressions)


def _mentioned_once(about: About) -> bool:
    """What has no name and is mentioned once is left out, unless it is somebody or a known sort."""
    cluster = about.cluster
    if cluster.name or len(about.expressions) > 1 or cluster.kind in ("person", "group"):
        return False
    if about.takes_part:
        return False  # who is spoken to: "you"
    return cluster.kind not in _KINDS_SHOWN or not about.expressions[0].sure


LEFT_OUT: tuple[Rule[[About], bool], ...] = (
    Rule("speakers: part of a name", _part_of_name),
    Rule("speakers: beginning of an expression", _fragment),
    Rule("speakers: pronoun for nothing else", _pronoun_for_nobody),
    Rule("speakers: only for or against something", _for_or_against),
    Rule("speakers: told in clauses", _told_in_clauses),
    Rule("speakers: mentioned only once", _mentioned_once),
)
"""What is no entity to show, unless it is a source; the first rule decides."""


# Where they are mentioned


@frozen(slots=True)
class _Places:
    """Where entities are mentioned.

    Attributes:
        of: For each cluster that is shown its places, in order, with the expressions there; a
            source's place may be without one.
        taken: All places; no two entities have the same.
    """

    of: list[tuple[Cluster, dict[Place, int | None]]]
    taken: set[Place]


def _places(clusters: Clusters, shown: Sequence[Cluster], speaking: Set[int]) -> _Places:
    """Where each entity is mentioned; names claim their place before descriptions and pronouns."""
    taken: set[Place] = set()
    found: dict[int, dict[Place, int | None]] = {cluster.id: {} for cluster in shown}
    for form in ("name", "nominal", "pronoun"):
        for cluster in shown:
            for index in cluster.members:
                expression = clusters.expressions[index]
                if expression.form != form or is_in_name(clusters, expression):
                    continue
                place = _place(clusters, index)
                if place not in taken:
                    taken.add(place)
                    found[cluster.id][place] = index
    sources = {clusters.cluster_of[source].id for source in speaking}
    placed: list[tuple[Cluster, dict[Place, int | None]]] = []
    for cluster in shown:
        places = dict(sorted(found[cluster.id].items()))
        if not places and cluster.id in sources:
            places[_free(_place(clusters, cluster.members[0]), taken)] = None
        if places:
            placed.append((cluster, places))
    return _Places(placed, taken)


def _place(clusters: Clusters, index: int) -> Place:
    first, last = clusters.tokens(index)
    tokens = clusters.syntax.document.tokens
    return tokens[first].start, tokens[last - 1].end


def _free(place: Place, taken: set[Place]) -> Place:
    """A place, or the longest part of it that no other entity has."""
    start, end = place
    while (start, end) in taken and end - start > 1:
        end -= 1
    taken.add((start, end))
    return start, end


# What is written down


def _drafts(clusters: Clusters, names: EntityNames, places: _Places) -> list[Draft]:
    roles = roles_of(clusters)
    document = clusters.syntax.document
    drafts: list[Draft] = []
    for cluster, placed in places.of:
        kind = _kind(cluster)
        entity = Entity(
            id="",
            name=names.name(cluster),
            kind=kind,
            named=names.is_named(cluster),
            role=roles.get(cluster.id) if kind in ("person", "other") else None,
            mentions=tuple(document.span(*place) for place in placed),
            links=_links(clusters, list(placed.values())),
        )
        drafts.append(Draft(next(iter(placed)), cluster, entity))
    return drafts


def _kind(cluster: Cluster) -> EntityKind:
    return "group" if cluster.kind == "person" and cluster.plural else cluster.kind


def _links(clusters: Clusters, shown: Sequence[int | None]) -> tuple[CoreferenceLink, ...]:
    """Why the mentions shown refer to the entity."""
    position = {index: k for k, index in enumerate(shown) if index is not None}
    found: list[CoreferenceLink] = []
    for index, k in position.items():
        reason = clusters.reasons.get(index)
        if reason is None:
            continue
        antecedent = position.get(reason[0], k)
        if antecedent != k:
            found.append(CoreferenceLink(k, antecedent, reason[1]))
    return tuple(found)


def _unread(
    clusters: Clusters,
    sources: Mapping[int, int | None],
    attributions: Sequence[Attribution],
    taken: set[Place],
) -> list[Draft]:
    """Entities for the sources that are no mention."""
    document = clusters.syntax.document
    places = {
        (attribution.source.start, attribution.source.end): None
        for index, attribution in enumerate(attributions)
        if attribution.source is not None and sources.get(index) is None
    }
    drafts: list[Draft] = []
    for place in places:
        text = document.span(*_free(place, taken))
        drafts.append(Draft(place, None, Entity("", text.text, "other", False, None, (text,))))
    return drafts


def _numbered(
    drafts: Sequence[Draft],
    clusters: Clusters,
    sources: Mapping[int, int | None],
    attributions: Sequence[Attribution],
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """The entities in order, with ids, and the attributions with their speakers."""
    entities: list[Entity] = []
    of_cluster: dict[int, Entity] = {}
    at_place: dict[Place, Entity] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.place, draft.entity.name)):
        entity = replace(draft.entity, id=f"e{len(entities) + 1}")
        entities.append(entity)
        if draft.cluster is None:
            at_place[draft.place] = entity
        else:
            of_cluster[draft.cluster.id] = entity
    spoken: list[Attribution] = []
    for index, attribution in enumerate(attributions):
        speaker: Entity | None = None
        if attribution.source is not None:
            source = sources.get(index)
            if source is None:
                speaker = at_place[attribution.source.start, attribution.source.end]
            else:
                speaker = of_cluster[clusters.cluster_of[source].id]
        spoken.append(replace(attribution, speaker=speaker))
    return tuple(entities), tuple(spoken)
