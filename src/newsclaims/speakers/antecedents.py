"""What a description takes up: "the minister", "the agency", "the men".

What it is called by finds the antecedent: the same noun before, a word of a name, or a noun that
fits many. Where the encoder links a description, that goes first
(`newsclaims.speakers.resolution`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set

from attrs import frozen

from newsclaims.speakers.entities import Cluster
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import OFFICES, singular
from newsclaims.speakers.nearby import WINDOW, Search, Veto, make_kind, note_of, spoken
from newsclaims.speakers.vetoes import veto
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, is_traced
from newsclaims.words import having
from newsclaims.words.entity_words import (
    GENERIC_ORGANIZATION,
    GENERIC_PERSON,
    GENERIC_PLACE,
    ORGANIZATION_NAMES,
    PARTIES,
)
from newsclaims.words.pronouns import Gender

#: How many sentences back what a description takes up may lie.
NOMINAL_SENTENCES = 24
GENERIC_SENTENCES = 3
#: So many mentions of an entity are held against the other words of a description.
_MOST_DESCRIBED = 20

_DEFINITE = having("demonstrative") | {"the"}
_GENERIC = GENERIC_ORGANIZATION | GENERIC_PERSON | GENERIC_PLACE
_TELLING = having("tells-apart")
_TWO = having("two-together")
_GENDERED: dict[str, Gender] = {"man": "male", "woman": "female"}

Found = tuple[Rule[..., object], ExpressionIndex]
"""The expression that something takes up, after the rule that found it."""


@frozen(eq=False, slots=True)
class Description:
    """A description whose antecedent is looked for."""

    search: Search
    index: ExpressionIndex
    expression: Expression
    own: Cluster  # the entity that it is put to, so far
    modifiers: Set[str]  # the content words besides its head noun that tell it from others


@frozen(eq=False, slots=True)
class Earlier:
    """An expression before a description, so many sentences back, with its entity."""

    index: ExpressionIndex
    expression: Expression
    cluster: Cluster
    distance: int


# What a description takes up


def take_up(search: Search, index: ExpressionIndex) -> None:
    """Puts "the minister", "the union" or "the men" to what it takes up, if to anything."""
    if not _is_definite(search, index) or _are_two(search, index):
        return
    found = described(search, index) or decide_by((SPOKE_BEFORE,), search, index)
    if found and search.clusters.join(index, found[1], "coreference", found[0]):
        show_organization(search, index)


def take_name(search: Search, index: ExpressionIndex) -> None:
    """Puts what a description is linked to, without a name, to the name of such a one."""
    found = NAME_OF_SUCH(search, index)
    if found is not None:
        search.clusters.join(index, found, "coreference", NAME_OF_SUCH)


def show_organization(search: Search, index: ExpressionIndex) -> None:
    """Makes an organisation of what a description takes up if it says so."""
    if CALLED_ORGANIZATION(search, index):
        make_kind(search.clusters.cluster_of[index], "organization")
        note_of(search.clusters, CALLED_ORGANIZATION, "an organisation", index)


def described(search: Search, index: ExpressionIndex) -> Found | None:
    """The expression that a description goes with best, or None."""
    description = _describe(search, index)
    scored = list(_likenesses(description))
    if not scored:
        return None
    best = max(scored, key=lambda found: found[0])
    for found in scored if is_traced() else ():
        if found is not best:
            score, rule, other = found
            note_of(search.clusters, rule, f"considered, {score:.1f}", index, other)
    return best[1:]


def _describe(search: Search, index: ExpressionIndex) -> Description:
    expression, syntax = search.expressions[index], search.syntax
    told = modifiers(syntax, expression) - PARTIES.keys() - {"presidential"}
    if expression.word in GENERIC_PERSON:  # "the New York businessman"
        before = range(expression.first, expression.head)
        told -= {syntax.forms[i] for i in before if syntax.upos[i] == "PROPN"}
    return Description(search, index, expression, search.clusters.cluster_of[index], told)


def modifiers(syntax: Syntax, expression: Expression) -> set[str]:
    """The content words of a description besides its head noun."""
    return {
        syntax.forms[i]
        for i in range(expression.first, min(expression.last, expression.first + 12))
        if i != expression.head and syntax.upos[i] in ("ADJ", "NOUN", "PROPN")
    }


def _is_definite(search: Search, index: ExpressionIndex) -> bool:
    """Whether a description begins like something mentioned before, and is nobody's."""
    expression, syntax = search.expressions[index], search.syntax
    definite = not expression.members and syntax.forms[expression.first] in _DEFINITE
    return definite and syntax.possessor[expression.head] < 0


# Candidates


def _likenesses(
    description: Description,
) -> Iterator[tuple[float, Rule[..., object], ExpressionIndex]]:
    """The entities that a description may take up, with how well it goes with each, and why."""
    expressions, cluster_of = description.search.expressions, description.search.clusters.cluster_of
    seen = {description.own.id}
    for index, distance in _before(description):
        cluster = cluster_of[index]
        if cluster.id in seen:
            continue
        seen.add(cluster.id)
        earlier = Earlier(index, expressions[index], cluster, distance)
        if _is_kept_apart(description, earlier):
            continue
        likeness = decide_by(BARE if not description.modifiers else LIKENESS, description, earlier)
        if likeness is not None and likeness[1] > 0:
            yield likeness[1], likeness[0], index


def _before(description: Description) -> Iterator[tuple[ExpressionIndex, int]]:
    """Earlier expressions that a description may take up, with their distance in sentences."""
    search, index, word = description.search, description.index, description.expression.word
    alike, here = search.by_noun[word], search.sentences[index]
    latest = bisect_left(alike, index)
    for other in reversed(alike[max(0, latest - WINDOW) : latest]):
        distance = here - search.sentences[other]
        if distance > NOMINAL_SENTENCES:
            break
        yield other, distance
    if word in _GENERIC:
        for other, distance in search.before(index, GENERIC_SENTENCES):
            if search.expressions[other].form == "name":
                yield other, distance


def _is_kept_apart(description: Description, earlier: Earlier) -> bool:
    """Whether a veto rules out that a description takes up an earlier expression."""
    found = decide_by(DESCRIPTION_VETOES, description, earlier)
    cluster, clusters = earlier.cluster, description.search.clusters
    if found and (cluster.name or description.expression.word in cluster.nouns):
        note_of(clusters, spoken(found), "kept apart", description.index, earlier.index)
    return found is not None


def _is_nested(description: Description, earlier: Earlier) -> bool:
    """A description takes up nothing that it is a part of, or that is a part of it."""
    expression, other = description.expression, earlier.expression
    if other.first <= expression.head < other.last:
        return True
    return expression.first <= other.head < expression.last


def _differs_in_number(description: Description, earlier: Earlier) -> bool:
    """A description of one takes up nobody who is several, nor the other way round."""
    return earlier.cluster.plural != description.own.plural


def _does_not_fit(description: Description, earlier: Earlier) -> Veto | None:
    """A description takes up nothing that another veto keeps it apart from: "the woman", him."""
    return veto(earlier.cluster, description.own)


def _says_more(description: Description, earlier: Earlier) -> bool:
    """A description takes up nobody of whom its other words were not said: "the Labour leader"."""
    cluster, search = earlier.cluster, description.search
    if not description.modifiers or description.expression.word not in cluster.nouns:
        return False
    missing = set(description.modifiers) - cluster.nouns
    for index in cluster.members[:_MOST_DESCRIBED]:
        if not missing:
            break
        missing -= modifiers(search.syntax, search.expressions[index])
    return bool(missing)


# How well a description goes with an entity


def _is_called_so(description: Description, earlier: Earlier) -> float | None:
    """A description takes up whoever was called by its noun: "a surgeon … the surgeon"."""
    cluster = earlier.cluster
    if description.expression.word not in cluster.nouns:
        return None
    return 10 - 0.1 * earlier.distance + bool(cluster.name)


def _ends_name(description: Description, earlier: Earlier) -> float | None:
    """A bare noun takes up a name that ends in it: "Deutsche Bank … the bank"."""
    name = earlier.cluster.name
    ends = len(name) > 1 and description.expression.word == singular(name[-1])
    return 9 - 0.1 * earlier.distance if ends else None


def _is_generic(description: Description, earlier: Earlier) -> float | None:
    """A bare noun that fits many takes up a near name of such a kind: "Acme … the company"."""
    cluster, search = earlier.cluster, description.search
    if not cluster.name or earlier.distance > GENERIC_SENTENCES:
        return None
    noun, kind = description.expression.word, cluster.kind
    # A name that is read as a place's may be a company's where it says something.
    acts = kind in ("place", "other") and earlier.index in search.sources
    generic = (
        (noun in GENERIC_ORGANIZATION and kind == "organization")
        or (noun in GENERIC_ORGANIZATION and acts and not earlier.expression.sure)
        or (kind == "place" and noun in GENERIC_PLACE)
        or (kind == "person" and noun in GENERIC_PERSON)
    )
    such = is_such(description.expression, cluster) if generic else None
    if not generic or (such is False and noun in _TELLING):
        return None  # the name of a union says so
    subject = 0.5 * search.syntax.relations[earlier.expression.head].startswith("nsubj")
    return 3.5 - earlier.distance + subject + (2.0 if such else 0.0)


def is_such(description: Expression, cluster: Cluster) -> bool | None:
    """Whether an organisation's name says that it is what a noun says; None: nobody knows."""
    known = ORGANIZATION_NAMES.get(description.word)
    if description.form != "nominal" or known is None or not cluster.name:
        return None
    return description.word in cluster.nouns or not known.isdisjoint(cluster.name)


# What else it may take up


def _speaker_before(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """An office takes up who spoke right before, only named: "Roe … “…” the mayor said"."""
    expression, sources = search.expressions[index], search.sources
    if expression.kind != "person" or index not in sources:
        return None
    if expression.word not in OFFICES or modifiers(search.syntax, expression):
        return None
    paragraph = search.paragraph(expression.head)
    for other, _ in search.before(index, GENERIC_SENTENCES):
        if search.paragraph(search.expressions[other].head) != paragraph:
            return None
        if other in sources:
            cluster = search.clusters.cluster_of[other]
            plain = bool(cluster.name) and cluster.kind == "person" and not cluster.nouns
            return other if plain and cluster.id not in search.barred(index) else None
    return None


def _name_of_such(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """A description linked to no name takes up the name of one called so before."""
    expression = search.expressions[index]
    if expression.kind not in ("person", "organization") or expression.plural:
        return None
    found = described(search, index) if _is_definite(search, index) else None
    if found is None:
        return None
    cluster = search.clusters.cluster_of[found[1]]
    known = expression.word in cluster.nouns or expression.word in GENERIC_PERSON
    alike = cluster.kind == expression.kind and expression.gender in (None, cluster.gender)
    known = known or is_such(expression, cluster) is True
    return found[1] if cluster.name and known and alike else None


def _are_two(search: Search, index: ExpressionIndex) -> bool:
    """Makes "the two" of the two people before, if that is what a description says."""
    parts = TWO_BEFORE(search, index)
    if parts:
        search.clusters.cluster_of[index].parts = parts
        note_of(search.clusters, TWO_BEFORE, "made up of them", index, *parts)
    return bool(parts)


def _two_before(search: Search, index: ExpressionIndex) -> list[ExpressionIndex]:
    """The plural takes up the two people that the nearest sentences name: "the men", "the two"."""
    expression = search.expressions[index]
    before = search.syntax.forms[expression.first : expression.head]
    two = "two" in before and expression.kind == "group"  # "the two leaders"
    if not expression.plural or not (expression.word in _TWO or two):
        return []
    gender, found, reached = _GENDERED.get(expression.word), dict[int, ExpressionIndex](), 0
    for other, distance in search.before(index, 3):
        if distance != reached and len(found) > 1:
            break
        reached = distance
        cluster = search.clusters.cluster_of[other]
        clash = gender is not None and cluster.gender not in (None, gender)
        if cluster.name and cluster.kind == "person" and not cluster.plural and not clash:
            found.setdefault(cluster.id, other)
    return sorted(found.values()) if len(found) == 2 else []


def _called_organization(search: Search, index: ExpressionIndex) -> bool:
    """What "the company" takes up is an organisation, if only the encoder says that it is not."""
    cluster = search.clusters.cluster_of[index]
    if search.expressions[index].word not in GENERIC_ORGANIZATION or cluster.gender:
        return False
    members = (search.expressions[i] for i in cluster.members[:WINDOW])
    return cluster.kind in ("place", "other") and not any(
        e.sure and e.form == "name" and e.kind != "organization" for e in members
    )


SPOKE_BEFORE = Rule("speakers: who spoke right before", _speaker_before)
NAME_OF_SUCH = Rule("speakers: name of one called so", _name_of_such)
TWO_BEFORE = Rule("speakers: the two before", _two_before)
CALLED_ORGANIZATION = Rule("speakers: called an organisation", _called_organization)

DESCRIPTION_VETOES: tuple[Rule[[Description, Earlier], object], ...] = (
    Rule("speakers: description inside of it", _is_nested),
    Rule("speakers: description of one or several", _differs_in_number),
    Rule("speakers: description does not fit", _does_not_fit),
    Rule("speakers: other words beside the noun", _says_more),
)
"""What rules out that a description takes up an earlier expression."""

LIKENESS: tuple[Rule[[Description, Earlier], float], ...] = (
    Rule("speakers: called so before", _is_called_so),
)
"""How well a description goes with an earlier expression."""

BARE: tuple[Rule[[Description, Earlier], float], ...] = (
    *LIKENESS,
    Rule("speakers: last word of a name", _ends_name),
    Rule("speakers: generic noun of a name", _is_generic),
)
"""How well a noun without other words goes: the first that says so, says how well."""

DESCRIPTIONS: tuple[Rule[..., object], ...] = (
    TWO_BEFORE,
    SPOKE_BEFORE,
    NAME_OF_SUCH,
    CALLED_ORGANIZATION,
)
"""What else a description takes up: two at once, or one where likeness finds nobody."""
