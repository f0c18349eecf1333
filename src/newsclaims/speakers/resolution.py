"""Puts pronouns and descriptions to what they take up, in the order in which they are looked at.

Which pronoun stands for whom is learned (`newsclaims.speakers.pronouns`); a description follows the
encoder's link where its words allow it (`newsclaims.speakers.links`), and else what it is called by
(`newsclaims.speakers.antecedents`).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence

from attrs import Factory, frozen

from newsclaims.speakers.antecedents import (
    _ALL,
    _ELLIPTICAL,
    GENERIC_SENTENCES,
    MOST_ALIKE,
    MOST_NOUNS,
    Search,
    show_organization,
    start_search,
    take_name,
    take_up,
)
from newsclaims.speakers.entities import SHOWN, Clusters, is_in_name, is_personal
from newsclaims.speakers.links import begins_new, follow_link
from newsclaims.speakers.nearby import Nearby, expression_at, indices, tokens_of
from newsclaims.speakers.pronouns import Choose, Pronouns, load_ranker, read_pronouns, resolve
from newsclaims.text.document import Mention
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, note
from newsclaims.words.pronouns import THIRD_PERSON


@frozen(eq=False, slots=True)
class Resolution:
    """An article whose pronouns and descriptions are put to what they take up.

    Attributes:
        search: What is known for its descriptions.
        pronouns: What is known for its pronouns.
        done: The expressions that were looked at.
    """

    search: Search
    pronouns: Pronouns
    done: set[ExpressionIndex] = Factory(set)


def find_antecedents(
    clusters: Clusters,
    mentions: Sequence[Mention],
    speaker_at: Sequence[ExpressionIndex | None],
    sources: Mapping[ExpressionIndex, int],
    choose: Choose | None = None,
) -> None:
    """Puts each description and each pronoun of the third person to its antecedent.

    Args:
        clusters: With the names put together.
        mentions: What the encoder reads of each expression.
        speaker_at: For each token in quotation marks the expression of who is quoted, or -1 if
            that is not known; None for other tokens.
        sources: The expressions that are sources, each with the token where it and what is
            attributed to it begin.
        choose: Chooses what a pronoun stands for; the shipped ranker if it is not given.
    """
    links = [None if m.link is None else ExpressionIndex(m.link) for m in mentions]
    nearby = Nearby(clusters, links, speaker_at, sources)
    pronouns = read_pronouns(nearby, [m.scores for m in mentions], choose or load_ranker())
    resolution = Resolution(start_search(nearby), pronouns)
    # Words in quotation marks come last: who is meant there depends on what is said around.
    for inside in (False, True):
        for index in indices(clusters):
            if (speaker_at[clusters.expressions[index].head] is not None) == inside:
                _look_at(resolution, index)


def _look_at(resolution: Resolution, index: ExpressionIndex) -> None:
    """Puts one expression to what it takes up, if to anything."""
    if index in resolution.done:
        return
    resolution.done.add(index)
    search, clusters = resolution.search, resolution.search.clusters
    expression = clusters.expressions[index]
    if is_in_name(clusters, expression):
        return
    if expression.form == "pronoun":
        _look_at_pronoun(resolution, index)
    else:
        _look_at_description(resolution, index)
    cluster = clusters.cluster_of[index]
    if cluster.name and cluster.kind == "person":
        for noun in cluster.nouns:
            search.holders[noun] = index


def _look_at_pronoun(resolution: Resolution, index: ExpressionIndex) -> None:
    search, expression = resolution.search, resolution.search.expressions[index]
    before = ANOTHER_ONE(search, index)
    if before is not None:
        note(ANOTHER_ONE, "is called so too", *tokens_of(search.clusters, index, before))
    if expression.words[0] in THIRD_PERSON:
        resolve(resolution.pronouns, index)
    elif not is_personal(expression):
        follow_link(search, index)


def _look_at_description(resolution: Resolution, index: ExpressionIndex) -> None:
    search, clusters = resolution.search, resolution.search.clusters
    expression = clusters.expressions[index]
    owner = expression_at(clusters, clusters.syntax.possessor[expression.head])
    if owner is not None and clusters.expressions[owner].form == "pronoun":
        _look_at(resolution, owner)  # who "he" is in "his wife", so that she is not he
    linked = _take_up_whole(resolution, index) or follow_link(search, index)
    linked = linked or _take_up_headline(search, index)
    if expression.form != "nominal":
        return
    if linked:
        show_organization(search, index)
        if not clusters.cluster_of[index].name:
            take_name(search, index)
    else:
        take_up(search, index)


def _take_up_whole(resolution: Resolution, index: ExpressionIndex) -> bool:
    """Puts "all of them" to them; "one of them" is called what each of them is."""
    search, clusters = resolution.search, resolution.search.clusters
    whole = clusters.expressions[index].whole
    found = None if whole is None else expression_at(clusters, whole)
    if found is None or found == index:
        return False
    _look_at(resolution, found)
    if ALL_OF_THEM(search, index, found):
        clusters.merge(index, found, "coreference", ALL_OF_THEM)
        return True
    if ONE_OF_THEM(search, index, found):
        note(ONE_OF_THEM, "is called so too", *tokens_of(clusters, index, found))
    return False


def _take_up_headline(search: Search, index: ExpressionIndex) -> bool:
    """Puts sources to those of the headline."""
    found = IN_HEADLINE(search, index) if search.in_headline else None
    if found is None:
        return False
    return search.clusters.join(index, found, "coreference", IN_HEADLINE)


def _are_all(search: Search, index: ExpressionIndex, whole: ExpressionIndex) -> bool:
    """All of some people are these people: "all of them"."""
    quantity = search.syntax.forms[search.expressions[index].head]
    return quantity in _ALL and search.clusters.cluster_of[whole].plural


def _is_one_of(search: Search, index: ExpressionIndex, whole: ExpressionIndex) -> bool:
    """One of some people is called what they are: "one of them", the nurses, is a nurse."""
    clusters, expression = search.clusters, search.expressions[index]
    if search.expressions[whole].form != "pronoun" or expression.plural:
        return False
    own, cluster = clusters.cluster_of[index], clusters.cluster_of[whole]
    nouns = sorted(cluster.nouns - own.nouns)[:MOST_NOUNS]
    for noun in nouns:
        own.nouns.add(noun)
        if len(search.by_noun[noun]) < MOST_ALIKE:
            insort(search.by_noun[noun], index)
    return bool(nouns)


def _is_in_headline(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """Sources in the plural are those of the headline: "Mayor to resign, sources say"."""
    expression = search.expressions[index]
    earlier = search.in_headline.get(expression.word)
    if earlier is None or earlier >= index or index not in search.nearby.sources:
        return None
    if not expression.plural or expression.form != "nominal" or expression.members:
        return None
    return None if begins_new(search, index, earlier) else earlier


def _another_one(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """A bare "another" that says something is what the source before is: "One nurse said …"."""
    if search.expressions[index].words[0] not in _ELLIPTICAL or index not in search.nearby.sources:
        return None
    cluster = search.clusters.cluster_of[index]
    for other, _ in search.nearby.before(index, GENERIC_SENTENCES):
        before = search.clusters.cluster_of[other]
        if other in search.nearby.sources and search.expressions[other].form == "nominal":
            if before.kind not in ("person", "group") or before.name:
                return None
            cluster.nouns |= before.nouns
            cluster.kind = "group" if cluster.plural else "person"
            cluster.votes[cluster.kind] += SHOWN
            return other
    return None


ALL_OF_THEM = Rule("speakers: all of them", _are_all)
ONE_OF_THEM = Rule("speakers: one of them is called so", _is_one_of)
ANOTHER_ONE = Rule("speakers: another like the one before", _another_one)
IN_HEADLINE = Rule("speakers: sources of the headline", _is_in_headline)

WHOLES: tuple[Rule[..., object], ...] = (ANOTHER_ONE, ALL_OF_THEM, ONE_OF_THEM, IN_HEADLINE)
"""What is taken up, or called alike, before and after the encoder's link."""
