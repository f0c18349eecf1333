"""Finds what third-person pronouns stand for.

All candidates that no veto rules out are weighed against each other, and against there being none,
by a log-linear ranker (Denis and Baldridge, 2007) over the features of
`newsclaims.speakers.pronoun_features`. Its weights are fitted by `newsclaims.training.pronouns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import exp

from attrs import Factory, define, frozen

from newsclaims.model_files import read_json
from newsclaims.speakers.entities import Cluster, Clusters, fits, is_inside
from newsclaims.speakers.mentions import INDEFINITE, Expression
from newsclaims.speakers.nearby import Nearby, refers, tokens_of
from newsclaims.speakers.pronoun_features import (
    MOST_MEMBERS,
    Candidate,
    Describer,
    Features,
    Pairs,
    Pronoun,
    read_features,
)
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, is_traced, note
from newsclaims.words import having
from newsclaims.words.pronouns import Gender

#: Verbs whose "it" stands for nothing.
_WEATHER = having("weather-verb")
#: How many sentences back an antecedent may lie.
SENTENCES = 6
#: So many of the likeliest candidates are told of in a trace.
MOST_NOTED = 4

Options = Sequence[tuple[Candidate | None, Features]]
"""The candidates with their features; the last one is None, that there is no antecedent."""

Choose = Callable[[Clusters, Pronoun, Options], Candidate | None]


@frozen(slots=True, eq=False)
class Ranker:
    """Chooses by the learned weights.

    Attributes:
        weights: For each group of pronouns the weight of each feature.
    """

    weights: Mapping[str, Mapping[str, float]]

    def __call__(self, clusters: Clusters, pronoun: Pronoun, options: Options) -> Candidate | None:
        """The likeliest option; of equal ones the first."""
        scores = self.scores(pronoun, options)
        return options[scores.index(max(scores))][0]

    def scores(self, pronoun: Pronoun, options: Options) -> list[float]:
        """How much speaks for each option."""
        weights = self.weights[pronoun.group]
        return [
            sum(weights.get(name, 0.0) * value for name, value in features.items())
            for _, features in options
        ]


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """The shipped ranker, loaded once.

    Raises:
        ModelFileError: Its file is missing or altered.
    """
    return Ranker(read_json("pronouns.json"))


@frozen(slots=True, eq=False)
class Pronouns:
    """The third-person pronouns of an article and what they may stand for.

    Attributes:
        nearby: What stands near them.
        describer: Tells what speaks for and against a candidate.
        choose: Chooses among the candidates.
    """

    nearby: Nearby
    describer: Describer
    choose: Choose


@frozen(slots=True, eq=False)
class Sought:
    """A pronoun whose antecedent is looked for.

    Attributes:
        pronoun: It.
        expression: It as an expression.
        own: The entity that it is put to, so far.
        nearby: What stands near it.
        beside: Keys of the entities beside it in its clause, or that it owns.
        speaker: The entity that says the words in quotation marks that it stands in, or None.
        refused: Where somebody listens, the entities ruled out, each by what and which mention.
    """

    pronoun: Pronoun
    expression: Expression
    own: Cluster
    nearby: Nearby
    beside: set[int]
    speaker: Cluster | None
    refused: dict[int, tuple[Rule[..., bool], ExpressionIndex]] = Factory(dict)


def read_pronouns(nearby: Nearby, scores: Sequence[Pairs], choose: Choose) -> Pronouns:
    """The pronouns of an article, with the encoder's scores of its mentions."""
    return Pronouns(nearby, read_features(nearby, scores), choose)


def resolve(pronouns: Pronouns, index: ExpressionIndex) -> None:
    """Puts a pronoun to what it stands for, if to anything."""
    clusters, pronoun = pronouns.nearby.clusters, pronouns.describer.pronoun(index)
    if IT_OF_WEATHER(pronouns, pronoun):
        note(IT_OF_WEATHER, "stands for nothing", *tokens_of(clusters, index))
        return
    chosen = RANKED(pronouns, pronoun)
    if chosen is not None and not clusters.join(index, chosen.index, "coreference", RANKED):
        OVERRULED(pronouns, pronoun, chosen)


# Whether, and which


def _is_of_weather(pronouns: Pronouns, pronoun: Pronoun) -> bool:
    """The "it" of a verb of the weather stands for nothing: "it rained"."""
    syntax = pronouns.nearby.syntax
    if pronoun.group != "it":
        return False
    verb = syntax.heads[pronoun.token]
    return verb >= 0 and syntax.lemma(verb) in _WEATHER


def _ranked(pronouns: Pronouns, pronoun: Pronoun) -> Candidate | None:
    """A pronoun stands for what the learned ranker finds likeliest, if that is not nothing."""
    candidates = _candidates(pronouns, pronoun)
    if not candidates:
        return None
    describer = pronouns.describer
    described = [describer.candidate(pronoun, candidate) for candidate in candidates]
    describer.compare(candidates, described)
    options: list[tuple[Candidate | None, Features]] = [*zip(candidates, described, strict=True)]
    options.append((None, describer.none(pronoun, len(candidates))))
    chosen = pronouns.choose(pronouns.nearby.clusters, pronoun, options)
    if is_traced():
        _note_options(pronouns, pronoun, options)
    return chosen


def _note_options(pronouns: Pronouns, pronoun: Pronoun, options: Options) -> None:
    """Notes the likeliest options of a pronoun with their shares of the probability."""
    if not isinstance(pronouns.choose, Ranker):
        return
    clusters, scores = pronouns.nearby.clusters, pronouns.choose.scores(pronoun, options)
    raised = [exp(score - max(scores)) for score in scores]
    likeliest = sorted(range(len(options)), key=lambda i: -raised[i])
    for i in likeliest[:MOST_NOTED]:
        candidate, share = options[i][0], f"{raised[i] / sum(raised):.2f}"
        if candidate is None:
            note(RANKED, f"considered as nobody, {share}", *tokens_of(clusters, pronoun.index))
        else:
            pair = tokens_of(clusters, pronoun.index, candidate.index)
            note(RANKED, f"considered, {share}", *pair)


def _overruled(pronouns: Pronouns, pronoun: Pronoun, chosen: Candidate) -> bool:
    """Who the ranker finds to be called "he" is a person, even where the words say otherwise."""
    clusters = pronouns.nearby.clusters
    clusters.merge(pronoun.index, chosen.index, "coreference", OVERRULED)
    cluster = clusters.cluster_of[pronoun.index]
    if cluster.kind != "person":
        cluster.votes["person"] = max(cluster.votes.values()) + 1
        cluster.kind = "person"
    return True


# Candidates


@define(eq=False)
class _Recent:
    """An entity before a pronoun: its distance in sentences, and its mentions, nearest first."""

    distance: int
    mentions: list[ExpressionIndex]


def _candidates(pronouns: Pronouns, pronoun: Pronoun) -> list[Candidate]:
    """What a pronoun may stand for: of each entity the nearest expression."""
    sought = _sought(pronouns.nearby, pronoun)
    before, cluster_of = _before(sought), pronouns.nearby.clusters.cluster_of
    are_subjects = [_is_subject(pronouns, recent) for recent in before.values()]
    found = [
        Candidate(
            recent.mentions[0],
            tuple(recent.mentions),
            cluster_of[recent.mentions[0]],
            recent.distance,
            steps,
            sum(are_subjects[:steps]),
        )
        for steps, recent in enumerate(before.values())
    ]
    steps, subjects = len(found), sum(are_subjects)
    sentence = sought.nearby.syntax.sentence
    known = set(before)
    for place, find in (("after", _ahead), ("linked", _linked)):
        index = find(pronouns, sought, known)
        if index is not None:
            cluster = cluster_of[index]
            known.add(cluster.id)
            there = sentence[sought.nearby.expressions[index].head]
            distance = max(0, sentence[pronoun.token] - there)
            found.append(Candidate(index, (index,), cluster, distance, steps, subjects, place))
    _note_refused(sought, known)
    return found


def _sought(nearby: Nearby, pronoun: Pronoun) -> Sought:
    cluster_of, speaker = nearby.clusters.cluster_of, nearby.speaker_at[pronoun.token]
    return Sought(
        pronoun,
        nearby.expressions[pronoun.index],
        cluster_of[pronoun.index],
        nearby,
        nearby.barred(pronoun.index),
        cluster_of[speaker] if speaker is not None and speaker >= 0 else None,
    )


def _before(sought: Sought) -> dict[int, _Recent]:
    """For the key of each entity that may be meant its mentions before the pronoun."""
    nearby, found = sought.nearby, dict[int, _Recent]()
    cluster_of, expressions, out = nearby.clusters.cluster_of, nearby.expressions, set[int]()
    for other, distance in nearby.before(sought.pronoun.index, SENTENCES):
        cluster = cluster_of[other]
        key = cluster.id
        if key in found:
            found[key].mentions.append(other)
        elif key not in out and refers(expressions[other]):
            if _is_ruled_out(sought, other, cluster):
                out.add(key)
            elif not _is_passed_over(sought, other, cluster):
                found[key] = _Recent(distance, [other])
    return found


def _is_subject(pronouns: Pronouns, recent: _Recent) -> bool:
    """Whether an entity is a subject where it was mentioned last."""
    roles = pronouns.describer.roles
    leading = pronouns.nearby.expressions[roles.leading(recent.mentions)]
    return roles.role(leading.head) == "subject"


def _ahead(pronouns: Pronouns, sought: Sought, known: set[int]) -> ExpressionIndex | None:
    """The subject that comes after a phrase or clause with a pronoun."""
    nearby, pronoun = sought.nearby, sought.pronoun
    other = pronouns.describer.roles.fronted_before(pronoun.token)
    if other is None or other <= pronoun.index or nearby.expressions[other].form == "pronoun":
        return None
    cluster = nearby.clusters.cluster_of[other]
    if cluster.id in known or not refers(nearby.expressions[other]):
        return None
    out = _is_ruled_out(sought, other, cluster) or _is_passed_over(sought, other, cluster)
    return None if out else other


def _linked(pronouns: Pronouns, sought: Sought, known: set[int]) -> ExpressionIndex | None:
    """The entity that the encoder links a pronoun to, where nothing else suggests it."""
    link, linked = sought.nearby.link(sought.pronoun.index), sought.pronoun.linked
    if link is None or linked is None or linked.id in known or linked is sought.own:
        return None
    if decide_by(PLACE_VETOES, sought, linked) is not None:
        return None
    return link if fits(linked, sought.own) and not INSIDE(sought, link, linked) else None


# What cannot be meant


def _is_ruled_out(sought: Sought, other: ExpressionIndex, cluster: Cluster) -> bool:
    """Whether a pronoun cannot stand for an entity at all."""
    if cluster is sought.own:
        return True
    return _keep(sought, decide_by(ENTITY_VETOES, sought, cluster), other, cluster)


def _is_passed_over(sought: Sought, other: ExpressionIndex, cluster: Cluster) -> bool:
    """Whether a pronoun cannot stand for an entity by one mention of it."""
    return _keep(sought, decide_by(MENTION_VETOES, sought, other, cluster), other, cluster)


def _keep(
    sought: Sought,
    veto: tuple[Rule[..., bool], bool] | None,
    other: ExpressionIndex,
    cluster: Cluster,
) -> bool:
    """Whether there is a veto; keeps the first against each entity, where somebody listens."""
    if veto is not None and is_traced():
        sought.refused.setdefault(cluster.id, (veto[0], other))
    return veto is not None


def _note_refused(sought: Sought, known: set[int]) -> None:
    """Notes what was ruled out, by no other mention allowed, and is near or linked or named."""
    clusters = sought.nearby.clusters
    for key, (veto, other) in sought.refused.items():
        cluster = clusters.cluster_of[other]
        likely = cluster is sought.pronoun.linked or bool(cluster.name or cluster.gender)
        if key not in known and likely:
            note(veto, "kept apart", *tokens_of(clusters, sought.pronoun.index, other))


def _is_beside(sought: Sought, cluster: Cluster) -> bool:
    """Nobody beside a pronoun in its clause, nor what it owns, is meant: "Roe told him"."""
    return cluster.id in sought.beside


def _says_it(sought: Sought, cluster: Cluster) -> bool:
    """Nobody is "he" in words of his own: "He is wrong," Roe said."""
    return cluster is sought.speaker


def _is_mute(sought: Sought, cluster: Cluster) -> bool:
    """A pronoun that says something stands for no thing that says nothing: "its offensive"."""
    sources = sought.nearby.sources
    if sought.pronoun.index not in sources or cluster.kind != "other" or cluster.name:
        return False
    return not any(i in sources for i in cluster.members[:MOST_MEMBERS])


def _is_of_other_kind(sought: Sought, cluster: Cluster) -> bool:
    """A pronoun stands for nothing of another kind or number: "they" for no one man."""
    return not agrees(sought.pronoun.group, cluster) and not _might_be(sought, cluster)


def _does_not_fit(sought: Sought, cluster: Cluster) -> bool:
    """A pronoun stands for nothing that another veto keeps it apart from: "she" for no man."""
    return not fits(cluster, sought.own) and not _might_be(sought, cluster)


def _is_told_by_pronoun(sought: Sought, other: ExpressionIndex, cluster: Cluster) -> bool:
    """A pronoun that is a source is nobody who is named in its words: "Roe left," he said."""
    head = sought.nearby.expressions[other].head
    return sought.nearby.speaker_at[head] == sought.pronoun.index


def _is_around(sought: Sought, other: ExpressionIndex, cluster: Cluster) -> bool:
    """A pronoun stands for nothing that it is a part of: "the man who told her"."""
    nearby = sought.nearby
    return is_inside(nearby.syntax, sought.expression, nearby.expressions[other])


def _is_open(sought: Sought, other: ExpressionIndex, cluster: Cluster) -> bool:
    """A pronoun stands for nobody unknown: "everyone", or a pronoun that is still on its own."""
    candidate = sought.nearby.expressions[other]
    if candidate.whole is not None:
        return False  # "one of them"
    alone = len(cluster.members) == 1
    return candidate.word in INDEFINITE or (alone and candidate.form == "pronoun")


def _might_be(sought: Sought, cluster: Cluster) -> bool:
    """Whether only other pronouns, or the encoder's type, speak against "he" or "she"."""
    gender: Gender | None = sought.pronoun.gender
    if gender is None or cluster.plural or not 0 < len(cluster.name) < 4:
        return False
    expressions = sought.nearby.expressions
    members = (expressions[i] for i in cluster.members[:MOST_MEMBERS])
    known = [e for e in members if e.form != "pronoun"]
    # A name alone may be a surname: "Allen", "Will".
    shown = (e.gender for e in known if e.sure or e.form != "name" or len(e.words) > 1)
    if any(found not in (None, gender) for found in shown):
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
OVERRULED = Rule("speakers: ranked over a veto", _overruled)
INSIDE = Rule("speakers: part of what is meant", _is_around)

PRONOUNS: tuple[Rule[..., object], ...] = (IT_OF_WEATHER, RANKED, OVERRULED)
"""How a pronoun comes to its antecedent, in this order."""

EntityVeto = Rule[[Sought, Cluster], bool]

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

MENTION_VETOES: tuple[Rule[[Sought, ExpressionIndex, Cluster], bool], ...] = (
    INSIDE,
    Rule("speakers: named in the pronoun's words", _is_told_by_pronoun),
    Rule("speakers: nobody known yet", _is_open),
)
"""What rules out that a pronoun stands for an entity by one mention of it; others may do."""
