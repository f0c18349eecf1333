"""What a description takes up: "the minister", "the agency", "the men".

What it is called by finds the antecedent: the same noun before, a word of a name, or a noun that
fits many. Where the encoder links a description, that goes first
(`newsclaims.speakers.links`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory, field, frozen

from newsclaims.speakers.entities import Cluster, Clusters, fits, titles
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import OFFICES, singular
from newsclaims.speakers.nearby import WINDOW, Nearby, indices, tokens_of
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, is_traced, note
from newsclaims.words import having
from newsclaims.words.entity_words import (
    GENERIC_ORGANIZATION,
    GENERIC_PERSON,
    GENERIC_PLACE,
    ORGANIZATION_NAMES,
    PARTIES,
)
from newsclaims.words.factuality import SPEECH
from newsclaims.words.pronouns import Gender

#: How many sentences back what a description takes up may lie.
NOMINAL_SENTENCES = 24
GENERIC_SENTENCES = 3
#: A part is called by so many of the nouns of its whole, and only if so few others are.
MOST_NOUNS = 20
MOST_ALIKE = 2_000

#: What begins a description of something not mentioned before.
_NEW = frozenset(["another", "other", "others"])
#: What says that it is not the one before: "a second official", "the other man".
_ELSE = having("not-the-same") - {"others"}
#: Offices that holders of others may be called by, too.
_LOOSE_OFFICES = GENERIC_PERSON | having("loose-office")
#: What leaves out the noun of the source before: "another said".
_ELLIPTICAL = having("elliptical")
_SAY = SPEECH | {"said"}
_DEFINITE = having("demonstrative") | {"the"}
_GENERIC = GENERIC_ORGANIZATION | GENERIC_PERSON | GENERIC_PLACE
_TELLING = having("tells-apart")
_ALL = frozenset(["all", "both"])
_TWO = having("two-together")
_GENDERED: dict[str, Gender] = {"man": "male", "woman": "female"}


@frozen(eq=False, slots=True)
class Search:
    """What is known of an article while its descriptions are put to what they take up.

    Attributes:
        nearby: What stands near each expression.
        by_noun: For each noun, and each word of a name, the expressions with it, in order.
        in_headline: For each noun the expression of those who say something in the headline.
        holders: For each noun, who was last said to be one.
        clusters: The expressions, as far as they are put together.
        syntax: The trees.
        expressions: The expressions with what their words show.
    """

    nearby: Nearby
    by_noun: defaultdict[str, list[ExpressionIndex]]
    in_headline: Mapping[str, ExpressionIndex]
    holders: dict[str, ExpressionIndex] = Factory(dict)
    clusters: Clusters = field(init=False)
    syntax: Syntax = field(init=False)
    expressions: Sequence[Expression] = field(init=False)

    @clusters.default
    def _clusters_nearby(self) -> Clusters:
        return self.nearby.clusters

    @syntax.default
    def _syntax_nearby(self) -> Syntax:
        return self.nearby.syntax

    @expressions.default
    def _expressions_nearby(self) -> Sequence[Expression]:
        return self.nearby.expressions


@frozen(eq=False, slots=True)
class Description:
    """A description whose antecedent is looked for.

    Attributes:
        index: Its expression.
        expression: That one with what its words show.
        own: The entity that it is put to, so far.
        modifiers: The content words besides its head noun that tell it from others.
        beside: Keys of the entities beside it in its clause.
        speaker: The entity that says the words in quotation marks that it stands in, or None.
    """

    index: ExpressionIndex
    expression: Expression
    own: Cluster
    modifiers: set[str]
    beside: set[int]
    speaker: Cluster | None


@frozen(eq=False, slots=True)
class Found:
    """The expression that something takes up, and the rule that found it."""

    index: ExpressionIndex
    rule: Rule[..., object]


def start_search(nearby: Nearby) -> Search:
    """What is known of an article before any description is looked at."""
    by_noun: defaultdict[str, list[ExpressionIndex]] = defaultdict(list)
    for index in indices(nearby.clusters):
        expression = nearby.expressions[index]
        if expression.form != "pronoun":
            role = (t for w in (expression.role or "").lower().split() for t in titles(w))
            for word in {*map(singular, expression.words), *role}:
                by_noun[word].append(index)
    return Search(nearby, by_noun, _say_in_headline(nearby.clusters))


def _say_in_headline(clusters: Clusters) -> dict[str, ExpressionIndex]:
    """For each noun the expression of those who say something in the headline."""
    syntax, found = clusters.syntax, dict[str, ExpressionIndex]()
    for index in indices(clusters):
        expression = clusters.expressions[index]
        if syntax.sentence[expression.head] == syntax.document.title:
            governor = syntax.heads[expression.head]
            subject = syntax.relations[expression.head].startswith("nsubj")
            if subject and expression.plural and syntax.forms[governor] in _SAY:
                found.setdefault(expression.word, index)
    return found


# What a description takes up


def take_up(search: Search, index: ExpressionIndex) -> None:
    """Puts "the minister", "the union" or "the men" to what it takes up, if to anything."""
    if not _is_definite(search, index) or _are_two(search, index):
        return
    found = described(search, index)
    if found is None:
        speaker = SPOKE_BEFORE(search, index)
        found = None if speaker is None else Found(speaker, SPOKE_BEFORE)
    if found is not None and search.clusters.join(index, found.index, "coreference", found.rule):
        show_organization(search, index)


def take_name(search: Search, index: ExpressionIndex) -> None:
    """Puts what a description is linked to, without a name, to the name of such a one."""
    found = NAME_OF_SUCH(search, index)
    if found is not None:
        search.clusters.join(index, found, "coreference", NAME_OF_SUCH)


def show_organization(search: Search, index: ExpressionIndex) -> None:
    """Makes an organisation of what a description takes up if it says so."""
    if CALLED_ORGANIZATION(search, index):
        note(CALLED_ORGANIZATION, "an organisation", *tokens_of(search.clusters, index))


def described(search: Search, index: ExpressionIndex) -> Found | None:
    """The expression that a description goes with best, or None."""
    description = _describe(search, index)
    scored = list(_likenesses(search, description))
    if not scored:
        holder = HOLDER(search, description)
        return None if holder is None else Found(holder, HOLDER)
    best = max(scored, key=lambda pair: pair[0])
    if is_traced():
        for score, found in scored:
            if found is not best[1]:
                pair = tokens_of(search.clusters, index, found.index)
                note(found.rule, f"considered, {score:.1f}", *pair)
    return best[1]


def _describe(search: Search, index: ExpressionIndex) -> Description:
    expression, syntax = search.expressions[index], search.syntax
    told = modifiers(syntax, expression) - PARTIES.keys() - {"presidential"}
    if expression.word in GENERIC_PERSON:  # "the New York businessman"
        before = range(expression.first, expression.head)
        told -= {syntax.forms[i] for i in before if syntax.upos[i] == "PROPN"}
    speaker = search.nearby.speaker_at[expression.head]
    cluster_of = search.clusters.cluster_of
    return Description(
        index,
        expression,
        cluster_of[index],
        told,
        search.nearby.barred(index),
        cluster_of[speaker] if speaker is not None and speaker >= 0 else None,
    )


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


def _likenesses(search: Search, description: Description) -> Iterator[tuple[float, Found]]:
    """The entities that a description may take up, with how well it goes with each."""
    cluster_of, seen = search.clusters.cluster_of, set[int]()
    for other, distance in _before(search, description.index):
        cluster = cluster_of[other]
        key = cluster.id
        if key in seen or cluster is description.own:
            continue
        seen.add(key)
        if _is_kept_apart(search, description, other):
            continue
        likeness = decide_by(LIKENESS, search, description, other, distance)
        if likeness is not None and likeness[1] > 0:
            yield likeness[1], Found(other, likeness[0])


def _before(search: Search, index: ExpressionIndex) -> Iterator[tuple[ExpressionIndex, int]]:
    """Earlier expressions that a description may take up, with their distance in sentences."""
    expressions, sentence = search.expressions, search.syntax.sentence
    word, here = expressions[index].word, sentence[expressions[index].head]
    alike = search.by_noun[word]
    latest = bisect_left(alike, index) - 1
    for position in range(latest, max(-1, latest - WINDOW), -1):
        distance = here - sentence[expressions[alike[position]].head]
        if distance > NOMINAL_SENTENCES:
            break
        yield alike[position], distance
    if word in _GENERIC:
        for other, distance in search.nearby.before(index, GENERIC_SENTENCES):
            if expressions[other].form == "name":
                yield other, distance


def _is_kept_apart(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """Whether a veto rules out that a description takes up an earlier expression."""
    veto = decide_by(DESCRIPTION_VETOES, search, description, other)
    if veto is not None and is_traced():
        cluster = search.clusters.cluster_of[other]
        if cluster.name or description.expression.word in cluster.nouns:
            note(veto[0], "kept apart", *tokens_of(search.clusters, description.index, other))
    return veto is not None


def _is_beside(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """A description takes up nobody beside it in its clause: "the judge agreed with the judge"."""
    return search.clusters.cluster_of[other].id in description.beside


def _is_nested(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """A description takes up nothing that it is a part of, or that is a part of it."""
    expression, candidate = description.expression, search.expressions[other]
    if candidate.first <= expression.head < candidate.last:
        return True
    return expression.first <= candidate.head < expression.last


def _says_it(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """Nobody describes himself in words of his own: "The mayor lied," the mayor said."""
    return search.clusters.cluster_of[other] is description.speaker


def _differs_in_number(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """A description of one takes up nobody who is several, nor the other way round."""
    return search.clusters.cluster_of[other].plural != description.own.plural


def _does_not_fit(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """A description takes up nothing that another veto keeps it apart from: "the woman", him."""
    return not fits(search.clusters.cluster_of[other], description.own)


def _says_more(search: Search, description: Description, other: ExpressionIndex) -> bool:
    """A description takes up nobody of whom its other words were not said: "the Labour leader"."""
    cluster = search.clusters.cluster_of[other]
    if description.expression.word not in cluster.nouns:
        return False
    known = set(cluster.nouns)
    for index in cluster.members[:20]:
        known |= modifiers(search.syntax, search.expressions[index])
    return not description.modifiers <= known


# How well a description goes with an entity


def _is_called_so(
    search: Search, description: Description, other: ExpressionIndex, distance: int
) -> float | None:
    """A description takes up whoever was called by its noun: "a surgeon … the surgeon"."""
    cluster = search.clusters.cluster_of[other]
    if description.expression.word not in cluster.nouns:
        return None
    return 10 - 0.1 * distance + bool(cluster.name)


def _ends_name(
    search: Search, description: Description, other: ExpressionIndex, distance: int
) -> float | None:
    """A bare noun takes up a name that ends in it: "Deutsche Bank … the bank"."""
    name = search.clusters.cluster_of[other].name
    if description.modifiers or len(name) < 2:
        return None
    return 9 - 0.1 * distance if description.expression.word == singular(name[-1]) else None


def _is_in_name(
    search: Search, description: Description, other: ExpressionIndex, distance: int
) -> float | None:
    """A bare noun takes up an organisation's name with it: "the Bank of Canada … the bank"."""
    cluster = search.clusters.cluster_of[other]
    if description.modifiers or cluster.kind != "organization":
        return None
    inside = description.expression.word in map(singular, cluster.name[:-1])
    return 6 - 0.1 * distance if inside else None


def _is_generic(
    search: Search, description: Description, other: ExpressionIndex, distance: int
) -> float | None:
    """A bare noun that fits many takes up a near name of such a kind: "Acme … the company"."""
    cluster, candidate = search.clusters.cluster_of[other], search.expressions[other]
    if description.modifiers or not cluster.name or distance > GENERIC_SENTENCES:
        return None
    noun, kind = description.expression.word, cluster.kind
    # A name that is read as a place's may be a company's where it says something.
    sources = search.nearby.sources
    acts = kind in ("place", "other") and other in sources and not candidate.sure
    generic = (
        ((kind == "organization" or acts) and noun in GENERIC_ORGANIZATION)
        or (kind == "place" and noun in GENERIC_PLACE)
        or (kind == "person" and noun in GENERIC_PERSON)
    )
    such = is_such(description.expression, cluster) if generic else None
    if not generic or (such is False and noun in _TELLING):
        return None  # the name of a union says so
    subject = 0.5 * search.syntax.relations[candidate.head].startswith("nsubj")
    return 3.5 - distance + subject + (2.0 if such else 0.0)


def is_such(description: Expression, cluster: Cluster) -> bool | None:
    """Whether an organisation's name says that it is what a noun says; None: nobody knows."""
    known = ORGANIZATION_NAMES.get(description.word)
    if description.form != "nominal" or known is None or not cluster.name:
        return None
    return description.word in cluster.nouns or not known.isdisjoint(cluster.name)


# What else it may take up


def _holder(search: Search, description: Description) -> ExpressionIndex | None:
    """A description takes up who was last known to be one, however long ago: "the senator"."""
    if description.expression.kind != "person":
        return None
    holder = search.holders.get(description.expression.word)
    if holder is None or holder >= description.index:
        return None
    cluster = search.clusters.cluster_of[holder]
    is_free = cluster.id not in description.beside
    return holder if is_free and description.modifiers <= cluster.nouns else None


def _speaker_before(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """An office takes up who spoke right before, only named: "Roe … “…” the mayor said"."""
    nearby, expression = search.nearby, search.expressions[index]
    if expression.kind != "person" or index not in nearby.sources:
        return None
    if expression.word not in OFFICES or modifiers(search.syntax, expression):
        return None
    paragraph = nearby.paragraph(expression.head)
    for other, _ in nearby.before(index, GENERIC_SENTENCES):
        if nearby.paragraph(search.expressions[other].head) != paragraph:
            return None
        if other in nearby.sources:
            cluster = search.clusters.cluster_of[other]
            plain = bool(cluster.name) and cluster.kind == "person" and not cluster.nouns
            return other if plain and cluster.id not in nearby.barred(index) else None
    return None


def _name_of_such(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """A description linked to no name takes up the name of one called so before."""
    expression = search.expressions[index]
    if expression.kind not in ("person", "organization") or expression.plural:
        return None
    found = described(search, index) if _is_definite(search, index) else None
    if found is None:
        return None
    cluster = search.clusters.cluster_of[found.index]
    known = expression.word in cluster.nouns or expression.word in GENERIC_PERSON
    known = known or is_such(expression, cluster) is True
    alike = cluster.kind == expression.kind and (
        expression.gender is None or cluster.gender == expression.gender
    )
    return found.index if cluster.name and known and alike else None


def _are_two(search: Search, index: ExpressionIndex) -> bool:
    """Makes "the two" of the two people before, if that is what a description says."""
    parts = TWO_BEFORE(search, index)
    if not parts:
        return False
    search.clusters.cluster_of[index].parts = [*parts]
    note(TWO_BEFORE, "made up of them", *tokens_of(search.clusters, index, *parts))
    return True


def _two_before(search: Search, index: ExpressionIndex) -> list[ExpressionIndex]:
    """The plural takes up the two people that the nearest sentences name: "the men", "the two"."""
    expression = search.expressions[index]
    before = search.syntax.forms[expression.first : expression.head]
    two = "two" in before and expression.kind == "group"  # "the two leaders"
    if not expression.plural or not (expression.word in _TWO or two):
        return []
    gender, found, reached = _GENDERED.get(expression.word), dict[int, ExpressionIndex](), 0
    for other, distance in search.nearby.before(index, 3):
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
    expression, cluster = search.expressions[index], search.clusters.cluster_of[index]
    if expression.word not in GENERIC_ORGANIZATION or cluster.gender:
        return False
    members = (search.expressions[i] for i in cluster.members[:WINDOW])
    if cluster.kind not in ("place", "other") or any(
        e.sure and e.form == "name" and e.kind != "organization" for e in members
    ):
        return False
    cluster.kind = "organization"
    cluster.votes["organization"] = max(cluster.votes.values()) + 1
    return True


HOLDER = Rule("speakers: last known to be one", _holder)
SPOKE_BEFORE = Rule("speakers: who spoke right before", _speaker_before)
NAME_OF_SUCH = Rule("speakers: name of one called so", _name_of_such)
TWO_BEFORE = Rule("speakers: the two before", _two_before)
CALLED_ORGANIZATION = Rule("speakers: called an organisation", _called_organization)

DESCRIPTION_VETOES: tuple[Rule[[Search, Description, ExpressionIndex], bool], ...] = (
    Rule("speakers: beside the description", _is_beside),
    Rule("speakers: description inside of it", _is_nested),
    Rule("speakers: description in words of his own", _says_it),
    Rule("speakers: description of one or several", _differs_in_number),
    Rule("speakers: description does not fit", _does_not_fit),
    Rule("speakers: other words beside the noun", _says_more),
)
"""What rules out that a description takes up an earlier expression."""

LIKENESS: tuple[Rule[[Search, Description, ExpressionIndex, int], float], ...] = (
    Rule("speakers: called so before", _is_called_so),
    Rule("speakers: last word of a name", _ends_name),
    Rule("speakers: word in a name", _is_in_name),
    Rule("speakers: generic noun of a name", _is_generic),
)
"""How well a description goes with an earlier expression: the first that says so, says how well."""

DESCRIPTIONS: tuple[Rule[..., object], ...] = (
    TWO_BEFORE,
    HOLDER,
    SPOKE_BEFORE,
    NAME_OF_SUCH,
    CALLED_ORGANIZATION,
)
"""What else a description takes up: two at once, or one where likeness finds nobody."""
