"""Finds what third-person pronouns stand for.

All candidates are weighed against each other, and against there being none, by a log-linear
ranker (Denis and Baldridge, 2007) over the features of `newsclaims.pronoun_features`. Its weights
are fitted by `newsclaims.training.pronouns`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from newsclaims.data.pronouns import THIRD_PERSON
from newsclaims.entities import Cluster, Clusters, fits, is_inside
from newsclaims.mentions import INDEFINITE, Expression
from newsclaims.model_files import read_json
from newsclaims.nearby import Nearby, refers
from newsclaims.pronoun_features import Candidate, Describer, Features, Pronoun

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
        scores: Sequence[tuple[tuple[int, float], ...]],
        choose: Choose,
    ) -> None:
        self.nearby, self.scores, self.choose = nearby, scores, choose
        self.clusters, self.expressions = nearby.clusters, nearby.expressions
        self.describer = Describer(nearby)

    def antecedent(self, index: int) -> int | None:
        """The expression that a pronoun takes up, or None."""
        gender, plural = THIRD_PERSON[self.expressions[index].words[0]]
        group = "he" if gender else "they" if plural else "it"
        pronoun = self.describer.pronoun(index, group, gender, self.scores[index])
        options: list[tuple[Candidate | None, Features]] = [
            (candidate, self.describer.candidate(pronoun, candidate))
            for candidate in self._candidates(pronoun)
        ]
        if not options:
            return None
        options.append((None, self.describer.none(pronoun)))
        chosen = self.choose(self.clusters, pronoun, options)
        return None if chosen is None else chosen.index

    def _candidates(self, pronoun: Pronoun) -> Iterator[Candidate]:
        """What a pronoun may stand for: of each entity the nearest expression."""
        seen = self._excluded(pronoun)
        steps = 0
        for other, distance in self.nearby.before(pronoun.index, SENTENCES):
            cluster = self.clusters.cluster_of[other]
            if id(cluster) not in seen and self._may_be(pronoun, other, cluster):
                seen.add(id(cluster))
                yield Candidate(other, cluster, distance, steps)
                steps += 1
        ahead = self.describer.fronted_before(pronoun.token)
        if ahead is not None and ahead > pronoun.index:
            cluster = self.clusters.cluster_of[ahead]
            told = self.expressions[ahead].form != "pronoun"
            if told and id(cluster) not in seen and self._may_be(pronoun, ahead, cluster):
                seen.add(id(cluster))
                yield Candidate(ahead, cluster, 0, steps, "after")
        yield from self._linked(pronoun, seen, steps)

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
        if not agrees(pronoun.group, cluster) or not fits(cluster, own):
            return False
        return not (
            is_inside(self.nearby.syntax, expression, candidate) or _is_open(cluster, candidate)
        )

    def _linked(self, pronoun: Pronoun, seen: set[int], steps: int) -> Iterator[Candidate]:
        """The entity that the encoder links a pronoun to, where nothing else suggests it."""
        link, linked = self.nearby.link(pronoun.index), pronoun.linked
        own = self.clusters.cluster_of[pronoun.index]
        if link is None or linked is None or id(linked) in seen or linked is own:
            return
        expression, candidate = self.expressions[pronoun.index], self.expressions[link]
        syntax = self.nearby.syntax
        if fits(linked, own) and not is_inside(syntax, expression, candidate):
            distance = syntax.sentence[pronoun.token] - syntax.sentence[candidate.head]
            yield Candidate(link, linked, max(distance, 0), steps, "linked")


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
