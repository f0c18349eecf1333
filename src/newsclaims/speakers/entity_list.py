"""Writes down the entities of an article: their names, roles, mentions and why these are theirs.

Who is anonymous is in `newsclaims.speakers.anonymity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from attrs import frozen

from newsclaims.results import Attribution, CoreferenceLink, Entity
from newsclaims.speakers.anonymity import Draft, mark_anonymous
from newsclaims.speakers.cluster import LONGEST_DESCRIPTION, Cluster
from newsclaims.speakers.confidences import OTHERWISE
from newsclaims.speakers.entities import Clusters, beside, is_in_name, is_personal
from newsclaims.speakers.mentions import Expression, describe_one, role_of
from newsclaims.speakers.names import POSSESSIVE, PREFIXES, printed
from newsclaims.speakers.paragraphs import Participant
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON

_KINDS_SHOWN = ("person", "organization", "place", "document", "group")
_NAME_RANK = 2  # what ranks so is a name; below are descriptions and pronouns
_PERSON_RANK = -1  # "I" and "you" say less of who somebody is than "she", as a source prints it

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
    taken: set[Place] = set()
    placed = _places(clusters, shown, speaking, taken)
    drafts = _drafts(clusters, participants, placed)
    drafts = mark_anonymous(clusters, drafts, speaking)
    drafts += _unread(clusters, sources, attributions, taken)
    return _numbered(drafts, clusters, sources, attributions)


# Which entities are shown


def _shown(
    clusters: Clusters, participants: Mapping[int, Participant], speaking: Set[int]
) -> list[Cluster]:
    """The clusters of sources, and those that nothing leaves out."""
    sources = {clusters.cluster_of[source].id for source in speaking}
    shown: list[Cluster] = []
    for cluster in clusters.all():
        if cluster.id not in sources:
            expressions = [clusters.expressions[i] for i in cluster.members]
            takes_part = not participants.keys().isdisjoint(cluster.members)
            decided = decide_by(LEFT_OUT, About(clusters, cluster, expressions, takes_part))
            if decided is not None:
                note(decided[0], "left out", *map(clusters.tokens, cluster.members))
                continue
        shown.append(cluster)
    return shown


@frozen(slots=True)
class About:
    """What is known of something that is not a source.

    Attributes:
        takes_part: Whether it is known who says or hears one of its expressions ("I", "you").
    """

    clusters: Clusters
    cluster: Cluster
    expressions: Sequence[Expression]
    takes_part: bool


def _fragment(about: About) -> bool:
    """One word that only begins another expression is left out: "Fire" of "Fire chief"."""
    expression, syntax = about.expressions[0], about.clusters.syntax
    if len(about.expressions) > 1 or expression.form != "nominal":
        return False
    if expression.last - expression.first > 1:
        return False
    head = expression.head
    modifies = syntax.upos[head] in ("ADJ", "DET", "NUM") or (
        syntax.relations[head] in ("amod", "compound", "nmod:desc")
    )
    return modifies and head + 1 < len(syntax.heads) and syntax.heads[head] > head


def _pronoun_for_nobody(about: About) -> bool:
    """Pronouns that stand for nothing else are left out: "it" of "it is said"."""
    if about.cluster.name or about.takes_part:
        return False
    return all(expression.form == "pronoun" for expression in about.expressions)


def _for_or_against(about: About) -> bool:
    """What somebody is only for or against is left out: "pro-EU" of "pro-EU MPs"."""
    return not about.cluster.name and about.expressions[0].words[0].startswith(PREFIXES)


def _mentioned_once(about: About) -> bool:
    """What has no name and is mentioned once is left out, unless it is somebody or a known sort."""
    cluster = about.cluster
    if cluster.name or len(about.expressions) > 1 or cluster.kind in ("person", "group"):
        return False
    if about.takes_part:
        return False  # who is spoken to: "you"
    return cluster.kind not in _KINDS_SHOWN or not about.expressions[0].sure


LEFT_OUT: tuple[Rule[[About], bool], ...] = (
    Rule("speakers: beginning of an expression", _fragment),
    Rule("speakers: pronoun for nothing else", _pronoun_for_nobody),
    Rule("speakers: only for or against something", _for_or_against),
    Rule("speakers: mentioned only once", _mentioned_once),
)
"""What is no entity to show, unless it is a source; the first rule decides."""


# Where they are mentioned


def _places(
    clusters: Clusters, shown: Sequence[Cluster], speaking: Set[int], taken: set[Place]
) -> list[tuple[Cluster, dict[Place, int | None]]]:
    """For each entity where it is mentioned, in order, with the expressions there.

    No two entities have the same place: names claim theirs before descriptions and pronouns. All
    are added to those taken. A source's place may be without an expression.
    """
    found: dict[int, dict[Place, int | None]] = {cluster.id: {} for cluster in shown}
    for form in ("name", "nominal", "pronoun"):
        for cluster in shown:
            for index in cluster.members:
                expression = clusters.expressions[index]
                if expression.form == form and not is_in_name(clusters, expression):
                    place = _place(clusters, index)
                    if place not in taken:
                        taken.add(place)
                        found[cluster.id][place] = index
    sources = {clusters.cluster_of[source].id for source in speaking}
    for cluster in shown:
        if not found[cluster.id] and cluster.id in sources:
            found[cluster.id][_free(_place(clusters, cluster.members[0]), taken)] = None
    return [(c, dict(sorted(found[c.id].items()))) for c in shown if found[c.id]]


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


def _drafts(
    clusters: Clusters,
    participants: Mapping[int, Participant],
    placed: Sequence[tuple[Cluster, dict[Place, int | None]]],
) -> list[Draft]:
    roles = roles_of(clusters)
    document = clusters.syntax.document
    drafts: list[Draft] = []
    for cluster, places in placed:
        kind = cluster.kind
        if kind == "person" and cluster.plural:
            kind = "group"
        name, named = _name(clusters, participants, cluster)
        entity = Entity(
            id="",
            name=name,
            kind=kind,
            named=named,
            role=roles.get(cluster.id) if kind in ("person", "other") else None,
            mentions=tuple(document.span(*place) for place in places),
            links=_links(clusters, list(places.values())),
        )
        drafts.append(Draft(next(iter(places)), cluster, entity))
    return drafts


def _links(clusters: Clusters, shown: Sequence[int | None]) -> tuple[CoreferenceLink, ...]:
    """Why the mentions shown refer to the entity."""
    position = {index: k for k, index in enumerate(shown) if index is not None}
    reasons, found = clusters.reasons, list[CoreferenceLink]()
    for index, k in position.items():
        if index in reasons and position.get(reasons[index][0], k) != k:
            antecedent, basis = reasons[index]
            confidence = round(clusters.confidences[index], 3)
            found.append(CoreferenceLink(k, position[antecedent], basis, confidence))
    return tuple(found)


def _unread(
    clusters: Clusters,
    sources: Mapping[int, int | None],
    attributions: Sequence[Attribution],
    taken: set[Place],
) -> list[Draft]:
    """Entities for the sources that are no mention."""
    document = clusters.syntax.document
    drafts: dict[Place, Draft] = {}
    for index, attribution in enumerate(attributions):
        if attribution.source is not None and sources.get(index) is None:
            place = attribution.source.start, attribution.source.end
            if place not in drafts:
                text = document.span(*_free(place, taken))
                entity = Entity("", text.text, "other", False, None, (text,))
                drafts[place] = Draft(place, None, entity)
    return list(drafts.values())


def _numbered(
    drafts: Sequence[Draft],
    clusters: Clusters,
    sources: Mapping[int, int | None],
    attributions: Sequence[Attribution],
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """The entities in order, with ids, and the attributions with their speakers."""
    entities: list[Entity] = []
    known: dict[int | Place, Entity] = {}  # by the id of their cluster; without one by place
    for draft in sorted(drafts, key=lambda draft: (draft.place, draft.entity.name)):
        entity = replace(draft.entity, id=f"e{len(entities) + 1}")
        entities.append(entity)
        known[draft.place if draft.cluster is None else draft.cluster.id] = entity
    spoken: list[Attribution] = []
    for index, attribution in enumerate(attributions):
        speaker: Entity | None = None
        confidence: float | None = None
        if attribution.source is not None:
            source, place = sources.get(index), (attribution.source.start, attribution.source.end)
            speaker = known[place if source is None else clusters.cluster_of[source].id]
            confidence = 1.0 if source is None else _speaker_confidence(clusters, source, speaker)
        spoken.append(replace(attribution, speaker=speaker, speaker_confidence=confidence))
    return tuple(entities), tuple(spoken)


def _speaker_confidence(clusters: Clusters, source: int, speaker: Entity) -> float:
    """How likely a source is who it is taken for: 1.0 where it prints a name.

    The product over the links from it back to one that prints a name, or is linked to no other.
    """
    likely, expressions = 1.0, clusters.expressions
    if speaker.named and source not in clusters.reasons and is_personal(expressions[source]):
        return OTHERWISE  # "I", named by who takes part
    seen = set[int]()
    while expressions[source].form != "name" and source in clusters.reasons and source not in seen:
        seen.add(source)
        likely *= clusters.confidences[source]
        source = clusters.reasons[source][0]
    return round(likely, 3)


# What they are called


def _name(
    clusters: Clusters, participants: Mapping[int, Participant], cluster: Cluster
) -> tuple[str, bool]:
    """The fullest name of an entity, or its fullest description; and whether it is named."""
    text, rank = _called(clusters, cluster)
    parts = _joint(clusters, cluster) if cluster.plural or rank < _NAME_RANK else []
    participant = next((participants[i] for i in cluster.members if i in participants), None)
    name = None if participant is None else participant.name
    named = bool(cluster.name) or name is not None
    named = named or (cluster.plural and bool(parts) and all(part.name for part in parts))
    if rank < _NAME_RANK and parts:
        names = [_called(clusters, part)[0] for part in parts]
        text = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    elif rank <= 0:  # there are only pronouns
        word = text.lower()
        if name is not None:
            text = name
        elif participant is not None and participant.is_author:
            text = "the author"
        elif word in FIRST_PERSON:
            text = "I"
        elif word in FIRST_PERSON_PLURAL or word in SECOND_PERSON:
            text = "we" if word in FIRST_PERSON_PLURAL else "you"
    return text, named


def _joint(clusters: Clusters, cluster: Cluster) -> list[Cluster]:
    """Those that an entity is made up of, if it is several who are named together."""
    if cluster.parts:
        return [clusters.cluster_of[i] for i in cluster.parts]
    expressions = clusters.expressions
    members = next((e.members for i in cluster.members if (e := expressions[i]).members), ())
    indices = [i for head in members if (i := clusters.at.get(head)) is not None]
    found = {c.id: c for c in (clusters.cluster_of[i] for i in indices)}
    if len(members) < 2 or len(found) < len(members):
        return []
    return list(found.values())


def _called(clusters: Clusters, cluster: Cluster) -> tuple[str, int]:
    """The fullest name or description among a cluster's expressions, the first; and its rank."""
    best, score = "", (_PERSON_RANK - 1, 0, 0)
    for index in cluster.members:
        text, rank, length = _fullness(clusters, index)
        if (rank, length, -index) > score:
            best, score = text, (rank, length, -index)
    return best, score[0]


def _fullness(clusters: Clusters, index: int) -> tuple[str, int, int]:
    """What an expression calls its entity, the rank of that, and its words."""
    expression, syntax = clusters.expressions[index], clusters.syntax
    if expression.name is not None:
        text = printed(syntax, *expression.name)
        shouted = text.isupper() and (len(expression.words) > 1 or expression.kind == "person")
        return text, _NAME_RANK + (not shouted), len(text.split())
    text = printed(syntax, expression.first, expression.last)
    clause = syntax.upos[expression.head] in ("AUX", "VERB")
    rank = int(expression.form == "nominal" and not clause)
    if is_personal(expression):
        rank = _PERSON_RANK
    length = len(text.split()) if len(text) <= LONGEST_DESCRIPTION else 0
    whole = expression.whole
    if whole is not None and syntax.upos[whole] != "NOUN":
        length = 0  # "one of them" tells less than any other description
    return text, rank, length


# What people are: the title before a name, an apposition, or "Roe is a judge"


def roles_of(clusters: Clusters) -> dict[int, str]:
    """The roles of people, for each cluster's id: a title, or else what is said first."""
    found: dict[int, str] = {}
    for index, expression in enumerate(clusters.expressions):
        title = TITLE(expression)
        key = clusters.cluster_of[index].id
        # The fullest of those that agree
        if title is not None and found.get(key, "").lower() in title.lower():
            found[key] = title
            note(TITLE, "the role", clusters.tokens(index))
    for token, relation in enumerate(clusters.syntax.relations):
        if relation in ("appos", "conj", "cop") and clusters.syntax.heads[token] >= 0:
            for rule in ROLES:
                for name, description in rule(clusters, token) or ():
                    _add_role(found, clusters, rule, name, description)
    return found


def _title(expression: Expression) -> str | None:
    """A title before a name is a role: "Foreign Minister Ine Solberg"."""
    return expression.role


def _apposition(clusters: Clusters, token: int) -> Iterator[tuple[int, int]]:
    """A description beside a name is a role: "Jane Roe, a judge,"."""
    head, _ = beside(clusters, token)
    if head >= 0 and clusters.syntax.relations[token] != "cop":
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


TITLE = Rule("speakers: a title as a role", _title)

ROLES: tuple[Rule[[Clusters, int], Iterator[tuple[int, int]]], ...] = (
    Rule("speakers: role in apposition", _apposition),
    Rule("speakers: role in a statement", _said_to_be),
)
"""Where a role may stand: at a token, the heads of a name and of what describes it."""

FIRST_ROLES: tuple[Rule[[Expression], str], ...] = (TITLE,)
"""Roles that a name itself shows; they come first."""


def _add_role(
    found: dict[int, str],
    clusters: Clusters,
    rule: Rule[..., object],
    name: int,
    description: int,
) -> None:
    """Adds a description as the role of the person whom a name's head names, if it is one."""
    syntax, owner = clusters.syntax, clusters.at.get(name)
    if owner is None or syntax.upos[description] not in ("NOUN", "PROPN"):
        return
    cluster, index = clusters.cluster_of[owner], clusters.at.get(description)
    if cluster.id in found or not cluster.name or cluster.kind != "person":
        return
    if index is not None and clusters.expressions[index].form != "nominal":
        return
    # What the words around the head of the description show, up to the name
    first, last = syntax.left[description], syntax.right[description] + 1
    if description < name:
        last = min(last, max(syntax.left[name], description + 1))
    described = describe_one(syntax, first, last, description, "person")
    role, end = role_of(syntax, described), clusters.expressions[owner].last
    if role is not None and not (end < len(syntax.forms) and syntax.forms[end] in POSSESSIVE):
        found[cluster.id] = role
        note(rule, "the role", clusters.tokens(owner), (described.first, described.last))
