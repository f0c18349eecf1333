"""Finds what third-person pronouns stand for.

All candidates that no veto rules out are weighed against each other, and against there being none,
by a log-linear ranker (Denis and Baldridge, 2007) over the features of
`newsclaims.speakers.pronoun_features`. Its weights are fitted by `newsclaims.training.pronouns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import exp

from attrs import frozen

from newsclaims.model_files import read_json
from newsclaims.speakers.entities import Cluster, Clusters, is_inside
from newsclaims.speakers.mentions import INDEFINITE
from newsclaims.speakers.nearby import Search, Veto, note_of
from newsclaims.speakers.pronoun_features import (
    Candidate,
    Describer,
    Features,
    Pairs,
    Pronoun,
    read_features,
)
from newsclaims.speakers.vetoes import veto
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, in_force, is_traced
from newsclaims.words import having

#: Verbs whose "it" stands for nothing.
_WEATHER = having("weather-verb")
#: How many sentences back an antecedent may lie.
SENTENCES = 6
#: How many mentions of an entity are looked at.
MOST_MEMBERS = 60
#: So many of the likeliest candidates are told of in a trace.
MOST_NOTED = 4

Options = Sequence[tuple[Candidate | None, Features]]
"""The candidates with their features; the last one is None, that there is no antecedent."""

Chosen = tuple[Candidate | None, float]
"""The option chosen, and its probability."""

Choose = Callable[[Clusters, Pronoun, Options], Chosen]


@frozen(slots=True, eq=False)
class Ranker:
    """Chooses by the learned weights, which each group of pronouns has for each feature."""

    weights: Mapping[str, Mapping[str, float]]

    def __call__(self, clusters: Clusters, pronoun: Pronoun, options: Options) -> Chosen:
        """The likeliest option, of equal ones the first, with its probability."""
        shares = self.shares(pronoun, options)
        best = max(shares)
        return options[shares.index(best)][0], best

    def shares(self, pronoun: Pronoun, options: Options) -> list[float]:
        """The probability of each option."""
        weight = self.weights[pronoun.group].get
        scores = [
            sum([weight(name, 0.0) * value for name, value in features.items()])
            for _, features in options
        ]
        highest = max(scores)
        raised = [exp(score - highest) for score in scores]
        total = sum(raised)
        return [share / total for share in raised]


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """The shipped ranker, loaded once.

    Raises:
        ModelFileError: Its file is missing or altered.
    """
    return Ranker(read_json("pronouns.json"))


@frozen(slots=True, eq=False)
class Pronouns:
    """The third-person pronouns of an article and what they may stand for."""

    search: Search
    describer: Describer
    choose: Choose
    entity_vetoes: Sequence[EntityVeto]  # those in force
    mention_vetoes: Sequence[MentionVeto]


def read_pronouns(search: Search, scores: Sequence[Pairs], choose: Choose | None) -> Pronouns:
    """The pronouns of an article, with the encoder's scores of its mentions."""
    vetoes = in_force(ENTITY_VETOES), in_force(MENTION_VETOES)
    return Pronouns(search, read_features(search, scores), choose or load_ranker(), *vetoes)


def resolve(pronouns: Pronouns, index: ExpressionIndex) -> None:
    """Puts a pronoun to what it stands for, if to anything."""
    clusters, pronoun = pronouns.search.clusters, pronouns.describer.pronoun(index)
    if IT_OF_WEATHER(pronoun):
        note_of(clusters, IT_OF_WEATHER, "stands for nothing", index)
        return
    chosen = RANKED(pronouns, pronoun)
    if chosen is not None and chosen[0] is not None:
        clusters.join(index, chosen[0].index, "coreference", RANKED, chosen[1])


# Whether, and which


def _is_of_weather(pronoun: Pronoun) -> bool:
    """The "it" of a verb of the weather stands for nothing: "it rained"."""
    if pronoun.group != "it":
        return False
    syntax = pronoun.search.syntax
    verb = syntax.heads[pronoun.token]
    return verb >= 0 and syntax.lemma(verb) in _WEATHER


def _ranked(pronouns: Pronouns, pronoun: Pronoun) -> Chosen | None:
    """A pronoun stands for what the learned ranker finds likeliest, if that is not nothing."""
    candidates, describer = _candidates(pronouns, pronoun), pronouns.describer
    if not candidates:
        return None
    described = [describer.candidate(pronoun, candidate) for candidate in candidates]
    describer.compare(candidates, described)
    options: list[tuple[Candidate | None, Features]] = [*zip(candidates, described, strict=True)]
    options.append((None, describer.none(pronoun, len(candidates))))
    if is_traced() and isinstance(pronouns.choose, Ranker):
        _note_options(pronoun, options, pronouns.choose.shares(pronoun, options))
    return pronouns.choose(pronouns.search.clusters, pronoun, options)


def _note_options(pronoun: Pronoun, options: Options, shares: Sequence[float]) -> None:
    """Notes the likeliest options of a pronoun with their shares of the probability."""
    for i in sorted(range(len(options)), key=lambda i: -shares[i])[:MOST_NOTED]:
        candidate, share = options[i][0], f"{shares[i]:.2f}"
        says = f"considered as nobody, {share}" if candidate is None else f"considered, {share}"
        others = () if candidate is None else (candidate.index,)
        note_of(pronoun.search.clusters, RANKED, says, pronoun.index, *others)


# Candidates


def _candidates(pronouns: Pronouns, pronoun: Pronoun) -> list[Candidate]:
    """What a pronoun may stand for: of each entity the nearest expression."""
    search, roles = pronouns.search, pronouns.describer.roles
    cluster_of, here = search.clusters.cluster_of, search.sentences[pronoun.index]
    before = _before(pronouns, pronoun)
    found, subjects = list[Candidate](), 0
    for steps, (distance, recent) in enumerate(before.values()):
        leading, cluster = roles.leading(recent, search.sentences), cluster_of[recent[0]]
        found.append(Candidate(recent[0], recent, leading, cluster, distance, steps, subjects))
        subjects += roles.of[leading] == "subject"
    steps, known = len(found), set(before)
    for place, find in (("after", _ahead), ("linked", _linked)):
        index = find(pronouns, pronoun, known)
        if index is not None:
            cluster, distance = cluster_of[index], max(0, here - search.sentences[index])
            known.add(cluster.id)
            found.append(
                Candidate(index, (index,), index, cluster, distance, steps, subjects, place)
            )
    _note_refused(pronoun, known)
    return found


def _before(pronouns: Pronouns, pronoun: Pronoun) -> dict[int, tuple[int, list[ExpressionIndex]]]:
    """For the key of each entity that may be meant its mentions before, and how far they are."""
    search, found = pronouns.search, dict[int, tuple[int, list[ExpressionIndex]]]()
    cluster_of, refers, out = search.clusters.cluster_of, search.refers, {pronoun.own.id}
    for other, distance in search.before(pronoun.index, SENTENCES):
        cluster = cluster_of[other]
        key = cluster.id
        if key in found:
            found[key][1].append(other)
        elif key not in out and refers[other]:
            if _is_ruled_out(pronouns, pronoun, other, cluster):
                out.add(key)
            elif not _is_passed_over(pronouns, pronoun, other, cluster):
                found[key] = distance, [other]
    return found


def _ahead(pronouns: Pronouns, pronoun: Pronoun, known: set[int]) -> ExpressionIndex | None:
    """The subject that comes after a phrase or clause with a pronoun."""
    search, other = pronouns.search, pronouns.describer.roles.fronted_before(pronoun.token)
    if other is None or other <= pronoun.index or search.expressions[other].form == "pronoun":
        return None
    cluster = search.clusters.cluster_of[other]
    if cluster.id in known or cluster is pronoun.own or not search.refers[other]:
        return None
    if _is_ruled_out(pronouns, pronoun, other, cluster):
        return None
    return None if _is_passed_over(pronouns, pronoun, other, cluster) else other


def _linked(pronouns: Pronouns, pronoun: Pronoun, known: set[int]) -> ExpressionIndex | None:
    """The entity that the encoder links a pronoun to, where nothing else suggests it."""
    link, linked = pronouns.search.link(pronoun.index), pronoun.linked
    if link is None or linked is None or linked.id in known or linked is pronoun.own:
        return None
    if decide_by(PLACE_VETOES, pronoun, linked) or veto(linked, pronoun.own):
        return None
    return None if INSIDE(pronoun, linked, link) else link


# What cannot be meant


def _is_ruled_out(
    pronouns: Pronouns, pronoun: Pronoun, other: ExpressionIndex, cluster: Cluster
) -> bool:
    """Whether a pronoun cannot stand for an entity at all."""
    for rule in pronouns.entity_vetoes:
        said = rule.decide(pronoun, cluster)
        if said:
            if is_traced():
                by = said if isinstance(said, Rule) else rule
                pronoun.refused.setdefault(cluster.id, (by, other))
            return True
    return False


def _is_passed_over(
    pronouns: Pronouns, pronoun: Pronoun, other: ExpressionIndex, cluster: Cluster
) -> bool:
    """Whether a pronoun cannot stand for an entity by one mention of it."""
    for rule in pronouns.mention_vetoes:
        if rule.decide(pronoun, cluster, other):
            if is_traced():
                pronoun.refused.setdefault(cluster.id, (rule, other))
            return True
    return False


def _note_refused(pronoun: Pronoun, known: set[int]) -> None:
    """Notes what was ruled out, by no other mention allowed, and is near or linked or named."""
    clusters = pronoun.search.clusters
    for key, (rule, other) in pronoun.refused.items():
        cluster = clusters.cluster_of[other]
        if key not in known and (cluster is pronoun.linked or cluster.name or cluster.gender):
            note_of(clusters, rule, "kept apart", pronoun.index, other)


def _is_beside(pronoun: Pronoun, cluster: Cluster) -> bool:
    """Nobody beside a pronoun in its clause, nor what it owns, is meant: "Roe told him"."""
    return cluster.id in pronoun.beside


def _says_it(pronoun: Pronoun, cluster: Cluster) -> bool:
    """Nobody is "he" in words of his own: "He is wrong," Roe said."""
    return cluster is pronoun.speaker


def _is_mute(pronoun: Pronoun, cluster: Cluster) -> bool:
    """A pronoun that says something stands for no thing that says nothing: "its offensive"."""
    sources = pronoun.search.sources
    if pronoun.index not in sources or cluster.kind != "other" or cluster.name:
        return False
    return not any(i in sources for i in cluster.members[:MOST_MEMBERS])


def _is_of_other_kind(pronoun: Pronoun, cluster: Cluster) -> bool:
    """A pronoun stands for nothing of another kind or number: "they" for no one man."""
    return not agrees(pronoun.group, cluster) and not _might_be(pronoun, cluster)


def _does_not_fit(pronoun: Pronoun, cluster: Cluster) -> Veto | None:
    """A pronoun stands for nothing that another veto keeps it apart from: "she" for no man."""
    found = veto(cluster, pronoun.own)
    return None if found is None or _might_be(pronoun, cluster) else found


def _is_told_by_pronoun(pronoun: Pronoun, cluster: Cluster, other: ExpressionIndex) -> bool:
    """A pronoun that is a source is nobody who is named in its words: "Roe left," he said."""
    search = pronoun.search
    return search.speaker_at[search.expressions[other].head] == pronoun.index


def _is_around(pronoun: Pronoun, cluster: Cluster, other: ExpressionIndex) -> bool:
    """A pronoun stands for nothing that it is a part of: "the man who told her"."""
    return is_inside(pronoun.search.syntax, pronoun.expression, pronoun.search.expressions[other])


def _is_open(pronoun: Pronoun, cluster: Cluster, other: ExpressionIndex) -> bool:
    """A pronoun stands for nobody unknown: "everyone", or a pronoun that is still on its own."""
    candidate = pronoun.search.expressions[other]
    if candidate.whole is not None:
        return False  # "one of them"
    alone = candidate.form == "pronoun" and len(cluster.members) == 1
    return alone or candidate.words[-1] in INDEFINITE


def _might_be(pronoun: Pronoun, cluster: Cluster) -> bool:
    """Whether only other pronouns, or the encoder's type, speak against "he" or "she"."""
    if pronoun.gender is None or cluster.plural or not 0 < len(cluster.name) < 4:
        return False
    members = (pronoun.search.expressions[i] for i in cluster.members[:MOST_MEMBERS])
    known = [e for e in members if e.form != "pronoun"]
    # A name alone may be a surname: "Allen", "Will".
    shown = (e.gender for e in known if e.sure or e.form != "name" or len(e.words) > 1)
    if any(found not in (None, pronoun.gender) for found in shown):
        return False
    return cluster.kind == "person" or not any(e.sure for e in known)


def agrees(group: str, cluster: Cluster) -> bool:
    """Whether a pronoun of a group can stand for an entity, by its kind and number."""
    if group == "he":
        person = cluster.kind == "person" or (cluster.kind == "other" and 0 < len(cluster.name) < 4)
        return person and not cluster.plural
    if group == "it":
        return not cluster.plural and cluster.kind not in ("person", "group")
    one = cluster.kind == "person" and not cluster.name and cluster.gender is None
    return cluster.plural or cluster.kind in ("group", "organization") or one


IT_OF_WEATHER = Rule("speakers: it of the weather", _is_of_weather)
RANKED = Rule("speakers: ranked antecedent", _ranked)
INSIDE = Rule("speakers: part of what is meant", _is_around)

PRONOUNS: tuple[Rule[..., object], ...] = (IT_OF_WEATHER, RANKED)
"""How a pronoun comes to its antecedent, in this order."""

EntityVeto = Rule[[Pronoun, Cluster], object]
MentionVeto = Rule[[Pronoun, Cluster, ExpressionIndex], bool]

PLACE_VETOES: tuple[EntityVeto, ...] = (
    Rule("speakers: beside the pronoun", _is_beside),
    Rule("speakers: pronoun in words of his own", _says_it),
)
"""What rules out an entity even where the encoder links the pronoun to it."""

ENTITY_VETOES: tuple[EntityVeto, ...] = (
    Rule("speakers: another kind than the pronoun", _is_of_other_kind),
    *PLACE_VETOES,
    Rule("speakers: thing that says nothing", _is_mute),
    Rule("speakers: pronoun does not fit", _does_not_fit),
)
"""What rules out that a pronoun stands for an entity; first what rules out most."""

MENTION_VETOES: tuple[MentionVeto, ...] = (
    INSIDE,
    Rule("speakers: named in the pronoun's words", _is_told_by_pronoun),
    Rule("speakers: nobody known yet", _is_open),
)
"""What rules out that a pronoun stands for an entity by one mention of it; others may do."""
