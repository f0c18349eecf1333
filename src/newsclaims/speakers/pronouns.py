"""Finds what third-person pronouns stand for.

All candidates are weighed against each other, and against there being none, by a log-linear
ranker (Denis and Baldridge, 2007) over the features of `newsclaims.speakers.pronoun_features`. Its
weights are fitted by `newsclaims.training.pronouns`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from attrs import frozen

from newsclaims.model_files import read_json
from newsclaims.speakers.entities import Cluster, Clusters, fits, is_inside
from newsclaims.speakers.mentions import INDEFINITE, Expression
from newsclaims.speakers.nearby import Nearby, refers
from newsclaims.speakers.pronoun_features import (
    MOST_MEMBERS,
    Candidate,
    Describer,
    Features,
    Pairs,
    Pronoun,
)
from newsclaims.words import having
from newsclaims.words.pronouns import Gender

#: Verbs whose "it" stands for nothing.
_WEATHER = having("weather-verb")
#: How many sentences back an antecedent may lie.
SENTENCES = 6

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
        weights = self.weights[pronoun.group]
        scores = [
            sum(weights.get(name, 0.0) * value for name, value in features.items())
            for _, features in options
        ]
        return options[scores.index(max(scores))][0]


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """The shipped ranker, loaded once.

    Raises:
        ModelFileError: Its file is missing or altered.
    """
    return Ranker(read_json("pronouns.json"))


class Pronouns:
    """The third-person pronouns of an article and what they may stand for."""

    def __init__(
        self,
        nearby: Nearby,
        scores: Sequence[Pairs],
        choose: Choose,
    ) -> None:
        self.nearby, self.choose = nearby, choose
        self.clusters, self.expressions = nearby.clusters, nearby.expressions
        self.describer = Describer(nearby, scores)

    def resolve(self, index: int) -> None:
        """Puts a pronoun to what it stands for, if to anything."""
        pronoun = self.describer.pronoun(index)
        if pronoun.group == "it" and self._is_of_weather(pronoun.token):
            return
        candidates = list(self._candidates(pronoun))
        if not candidates:
            return
        described = [self.describer.candidate(pronoun, candidate) for candidate in candidates]
        self.describer.compare(candidates, described)
        options: list[tuple[Candidate | None, Features]] = [
            *zip(candidates, described, strict=True)
        ]
        options.append((None, self.describer.none(pronoun, len(candidates))))
        chosen = self.choose(self.clusters, pronoun, options)
        if chosen is not None and not self.clusters.join(index, chosen.index, "coreference"):
            self.clusters.merge(index, chosen.index, "coreference")
            cluster = self.clusters.cluster_of[index]
            if cluster.kind != "person":  # who is called "she" is a person, whatever the name
                cluster.votes["person"] = max(cluster.votes.values()) + 1
                cluster.kind = "person"

    def _is_of_weather(self, token: int) -> bool:
        """Whether it stands for nothing: "it rained"."""
        syntax = self.nearby.syntax
        verb = syntax.heads[token]
        return verb >= 0 and syntax.lemma(verb) in _WEATHER

    def _candidates(self, pronoun: Pronoun) -> Iterator[Candidate]:
        """What a pronoun may stand for: of each entity the nearest expression."""
        excluded = self._excluded(pronoun)
        found: dict[int, list[int]] = {}
        distances: dict[int, int] = {}
        for other, distance in self.nearby.before(pronoun.index, SENTENCES):
            cluster = self.clusters.cluster_of[other]
            key = id(cluster)
            if key in found:
                found[key].append(other)
            elif key not in excluded and self._may_be(pronoun, other, cluster):
                found[key], distances[key] = [other], distance
        steps = subjects = 0
        for key, recent in found.items():
            cluster = self.clusters.cluster_of[recent[0]]
            yield Candidate(recent[0], tuple(recent), cluster, distances[key], steps, subjects)
            steps += 1
            leading = self.expressions[self.describer.roles.leading(recent)]
            subjects += self.describer.roles.role(leading.head) == "subject"
        excluded |= found.keys()
        sentence = self.nearby.syntax.sentence
        for place, find in (("after", self._ahead), ("linked", self._linked)):
            index = find(pronoun, excluded)
            if index is not None:
                cluster = self.clusters.cluster_of[index]
                excluded.add(id(cluster))
                there = sentence[self.expressions[index].head]
                distance = max(0, sentence[pronoun.token] - there)
                yield Candidate(index, (index,), cluster, distance, steps, subjects, place)

    def _excluded(self, pronoun: Pronoun) -> set[int]:
        """The entities that a pronoun cannot stand for by its place."""
        barred = self.nearby.barred(pronoun.index)
        speaker = self.nearby.speaker_at[pronoun.token]
        if speaker is not None and speaker >= 0:
            barred.add(id(self.clusters.cluster_of[speaker]))
        return barred

    def _may_be(self, pronoun: Pronoun, other: int, cluster: Cluster) -> bool:
        """Whether a pronoun can stand for an entity, by a mention of it."""
        expression, candidate = self.expressions[pronoun.index], self.expressions[other]
        own = self.clusters.cluster_of[pronoun.index]
        if not refers(candidate) or cluster is own:
            return False
        if self.nearby.speaker_at[candidate.head] == pronoun.index:
            return False  # nobody is named in words of his own
        if pronoun.index in self.nearby.sources and self._is_mute(cluster):
            return False
        fit = agrees(pronoun.group, cluster) and fits(cluster, own)
        if not fit and (pronoun.gender is None or not self._might_be(pronoun.gender, cluster)):
            return False
        return not (
            is_inside(self.nearby.syntax, expression, candidate) or _is_open(cluster, candidate)
        )

    def _is_mute(self, cluster: Cluster) -> bool:
        """Whether an entity is a thing that says nothing anywhere: "its offensive"."""
        if cluster.kind != "other" or cluster.name:
            return False
        return not any(i in self.nearby.sources for i in cluster.members[:MOST_MEMBERS])

    def _might_be(self, gender: Gender, cluster: Cluster) -> bool:
        """Whether only other pronouns, or the encoder's type, speak against "he" or "she"."""
        if cluster.plural or not 0 < len(cluster.name) < 4:
            return False
        members = (self.expressions[i] for i in cluster.members[:MOST_MEMBERS])
        known = [e for e in members if e.form != "pronoun"]
        # A name alone may be a surname: "Allen", "Will".
        shown = (e.gender for e in known if e.sure or e.form != "name" or len(e.words) > 1)
        if any(found not in (None, gender) for found in shown):
            return False
        return cluster.kind == "person" or not any(e.sure for e in known)

    def _ahead(self, pronoun: Pronoun, excluded: Set[int]) -> int | None:
        """The subject that comes after a phrase or clause with a pronoun."""
        other = self.describer.roles.fronted_before(pronoun.token)
        if other is None or other <= pronoun.index or self.expressions[other].form == "pronoun":
            return None
        cluster = self.clusters.cluster_of[other]
        fit = id(cluster) not in excluded and self._may_be(pronoun, other, cluster)
        return other if fit else None

    def _linked(self, pronoun: Pronoun, excluded: Set[int]) -> int | None:
        """The entity that the encoder links a pronoun to, where nothing else suggests it."""
        link, linked = self.nearby.link(pronoun.index), pronoun.linked
        own = self.clusters.cluster_of[pronoun.index]
        if link is None or linked is None or id(linked) in excluded or linked is own:
            return None
        expression, candidate = self.expressions[pronoun.index], self.expressions[link]
        inside = is_inside(self.nearby.syntax, expression, candidate)
        return link if fits(linked, own) and not inside else None


def agrees(group: str, cluster: Cluster) -> bool:
    """Whether a pronoun of a group can stand for an entity, by its kind and number."""
    if group == "he":
        person = cluster.kind == "person" or (cluster.kind == "other" and 0 < len(cluster.name) < 4)
        return person and not cluster.plural
    if group == "it":
        return not cluster.plural and cluster.kind not in ("person", "group")
    one = cluster.kind == "person" and not cluster.name and cluster.gender is None
    return cluster.plural or cluster.kind in ("group", "organization") or one


def _is_open(cluster: Cluster, candidate: Expression) -> bool:
    """Whether a candidate refers to nobody yet: "everyone", or a pronoun still on its own."""
    alone = len(cluster.members) == 1
    if candidate.whole is not None:
        return False  # "one of them"
    return candidate.word in INDEFINITE or (alone and candidate.form == "pronoun")
