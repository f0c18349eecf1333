"""What speaks for and against an antecedent of a third-person pronoun.

Distance, grammatical role and frequency after the salience factors of Lappin and Leass (1994) and
Mitkov (1998), the subjects that binding and control make likely (Hobbs, 1978), and the encoder's
own scores of the pairs. Everything is a small number under a name; `newsclaims.speakers.pronouns`
weighs them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import exp, log, log1p

from attrs import frozen

from newsclaims.speakers.entities import Cluster, Clusters
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import INDEFINITE_ARTICLES
from newsclaims.speakers.nearby import Nearby
from newsclaims.speakers.roles import RECENT, Roles, find_roles
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.words.pronouns import THIRD_PERSON, Gender

Features = dict[str, float]
Pairs = tuple[tuple[int, float], ...]
"""The encoder's scores of a pronoun with the mentions near it, as `Mention.scores` has them."""

#: How many mentions of an entity are looked at.
MOST_MEMBERS = 60
#: Scores of the encoder count up to this, either way.
_BOUND = 8.0
_SCALE = 4.0
_FARTHEST = 8


@frozen(slots=True, eq=False)
class Candidate:
    """An entity that a pronoun may stand for.

    Attributes:
        index: Its expression nearest to the pronoun.
        recent: Its expressions near the pronoun, the nearest first.
        cluster: All of it.
        distance: In sentences.
        steps: How many other candidates are nearer.
        subjects: How many of these are subjects.
        place: "before" the pronoun; "after" it, as subject of what a phrase with the pronoun is put
            before; or "linked" only, where the encoder's link alone suggests it.
    """

    index: ExpressionIndex
    recent: tuple[ExpressionIndex, ...]
    cluster: Cluster
    distance: int
    steps: int
    subjects: int
    place: str = "before"


@frozen(slots=True, eq=False)
class Pronoun:
    """A pronoun that looks for its antecedent.

    Attributes:
        index: Its expression.
        token: Its token.
        group: "he" for he and she, "it" or "they".
        gender: That it shows.
        linked: The entity that the encoder links it to, or None.
        scores: For the key of each entity near it the encoder's scores of its mentions before the
            pronoun.
        total: The logarithm of what the encoder's scores of all of them, and of there being no
            antecedent, add up to as shares.
        ahead: For the key of each entity with mentions soon after the pronoun the best of their
            scores.
        role: Its grammatical role.
        place: Whether it is the "first_subject" of its sentence, another subject ("inner_subject"),
            a "possessive" or "other".
        subjects: Keys of the entities that are subject of its own clause and of the ones around it,
            nearest first.
        previous: The key of the entity that is subject of the sentence before, or None.
    """

    index: ExpressionIndex
    token: int
    group: str
    gender: Gender | None
    linked: Cluster | None
    scores: dict[int, list[float]]
    total: float
    ahead: dict[int, float]
    role: str
    place: str
    subjects: tuple[int | None, ...]
    previous: int | None


@frozen(eq=False, slots=True)
class Describer:
    """Describes pronouns and their candidates by features.

    Attributes:
        nearby: What stands near them.
        scores: For each mention the encoder's scores of it with those near it.
        roles: The grammatical roles of the mentions.
        wholes: The tokens of those whom a part is told of: "them" of "one of them".
        clusters: The mentions, as far as they are put together.
        syntax: The trees.
        expressions: The mentions with what their words show.
    """

    nearby: Nearby
    scores: Sequence[Pairs]
    roles: Roles
    wholes: Set[int]
    clusters: Clusters
    syntax: Syntax
    expressions: Sequence[Expression]

    # Pronouns

    def pronoun(self, index: ExpressionIndex) -> Pronoun:
        """What there is to know of a pronoun."""
        gender, plural = THIRD_PERSON[self.expressions[index].words[0]]
        group = "he" if gender else "they" if plural else "it"
        clusters, token = self.clusters, self.expressions[index].head
        link = self.nearby.link(index)
        scores: dict[int, list[float]] = {}
        ahead: dict[int, float] = {}
        for other, score in self.scores[index]:
            key = clusters.cluster_of[other].id
            if other < index:
                scores.setdefault(key, []).append(score)
            else:
                ahead[key] = max(score, ahead.get(key, score))
        return Pronoun(
            index,
            token,
            group,
            gender,
            None if link is None else clusters.cluster_of[link],
            scores,
            _log_sum([0.0, *(score for found in scores.values() for score in found)]),
            ahead,
            self.roles.role(token),
            self.roles.place(token),
            self.roles.subjects(token),
            self.roles.previous_subject(token),
        )

    # Candidates

    def candidate(self, pronoun: Pronoun, candidate: Candidate) -> Features:
        """What speaks for and against a candidate."""
        found: Features = {}
        self._add_scores(found, pronoun, candidate)
        self._add_distance(found, pronoun, candidate)
        self._add_role(found, pronoun, candidate)
        self._add_words(found, pronoun, candidate)
        self._add_binding(found, pronoun, candidate)
        self._add_speech(found, pronoun, candidate)
        return found

    def _add_scores(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        cluster = candidate.cluster
        if cluster is pronoun.linked:
            found["link"] = 1.0
        if not pronoun.scores:
            return
        scores = pronoun.scores.get(cluster.id)
        if scores is None:
            found["best"] = found["share"] = -_BOUND / _SCALE
        else:
            found["best"] = _bounded(max(scores))
            found["share"] = _bounded(_log_sum(scores) - pronoun.total)
        if cluster.id in pronoun.ahead:
            found["ahead"] = _bounded(max(pronoun.ahead[cluster.id], -_BOUND / 2))

    def _add_distance(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        if candidate.place != "before":
            found[candidate.place] = 1.0
            found["far"] = float(candidate.distance > _FARTHEST)
        if candidate.place == "after":
            return
        found["sentence"] = float(min(candidate.distance, _FARTHEST))
        found["mention"] = float(min(candidate.steps, 20))
        found["steps"] = log1p(candidate.steps)
        found["subject_steps"] = log1p(candidate.subjects)
        if candidate.distance == 0:
            found["same_sentence"] = 1.0
            found[f"{pronoun.place}_same_sentence"] = 1.0
        if candidate.steps == 0:
            found["nearest"] = 1.0
            found[f"{pronoun.place}_nearest"] = 1.0
        token = self.expressions[candidate.index].head
        found["tokens"] = log1p(max(0, pronoun.token - token))
        if self.nearby.paragraph(token) == self.nearby.paragraph(pronoun.token):
            found["same_paragraph"] = 1.0

    def _add_role(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        syntax, expression = self.syntax, self.expressions[self.roles.leading(candidate.recent)]
        role = self.roles.role(expression.head)
        found[role] = 1.0
        if role == "subject":
            found[f"{pronoun.place}_subject"] = 1.0
        if role == pronoun.role and role != "other":
            found["parallel"] = 1.0
            found[f"parallel_{role}"] = 1.0
        top = self.roles.top(expression.head)
        governor = syntax.heads[top]
        if role == "subject" and governor >= 0 and syntax.heads[governor] < 0:
            found["main_clause"] = 1.0
        if top != expression.head:
            found["joined"] = 1.0
        if expression.first == syntax.document.sentences[syntax.sentence[expression.head]].first:
            found["begins_sentence"] = 1.0
        if syntax.sentence[expression.head] == syntax.document.title:
            found["title"] = 1.0
        if any(
            self.roles.role(self.expressions[i].head) == "subject"
            for i in candidate.recent[:RECENT]
        ):
            found["was_subject"] = 1.0

    def _add_words(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        cluster, expression = candidate.cluster, self.expressions[candidate.index]
        found[expression.form] = 1.0
        if cluster.name:
            found["named"] = 1.0
        found["salience"] = log1p(len(cluster.members))
        found["recent"] = log1p(len(candidate.recent))
        if pronoun.gender is not None:
            if cluster.gender is not None:
                found["gender"] = 1.0
            if cluster.gender not in (None, pronoun.gender):
                found["other_gender"] = 1.0
            if cluster.kind != "person":
                found["no_person"] = 1.0
                if cluster.kind != "other":
                    found["other_kind"] = 1.0
        elif cluster.gender is not None:
            found["gender"] = 1.0
        if pronoun.group != "he":
            found[f"kind_{cluster.kind}"] = 1.0
        if cluster.plural:
            found["plural"] = 1.0
        if expression.form == "nominal":
            if self.syntax.forms[expression.first] in INDEFINITE_ARTICLES:
                found["indefinite"] = 1.0
            if self.syntax.possessor[expression.head] >= 0:
                found["owned"] = 1.0

    def _add_binding(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        key = candidate.cluster.id
        reflexive = self.syntax.forms[pronoun.token].endswith(("self", "selves"))
        for place, subject in zip(("own", "outer", "outmost"), pronoun.subjects, strict=False):
            if subject == key:
                kind = "reflexive" if reflexive and place == "own" else f"{place}_subject"
                found[kind] = 1.0
                if pronoun.role == "possessive":
                    found[f"{place}_possessive"] = 1.0
                break
        if pronoun.previous == key:
            found["previous_subject"] = 1.0
            found[f"{pronoun.place}_previous_subject"] = 1.0

    def _add_speech(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        near, head = self.nearby, self.expressions[candidate.index].head
        if candidate.index in near.sources:
            found["source"] = 1.0
            if pronoun.index in near.sources:
                found["both_sources"] = 1.0
        if near.speaker_at[pronoun.token] != near.speaker_at[head]:
            found["quoted"] = 1.0
        elif near.speaker_at[head] is not None:
            found["same_quotation"] = 1.0
        if candidate.cluster is not pronoun.linked and self._opens_paragraph(pronoun, candidate):
            found["new_person"] = 1.0

    def _opens_paragraph(self, pronoun: Pronoun, candidate: Candidate) -> bool:
        """Whether a source's paragraph begins with a person not mentioned before: "A boy …"."""
        first = candidate.cluster.members[0]
        if pronoun.index not in self.nearby.sources or first > candidate.index:
            return False
        syntax, start = self.syntax, self.expressions[first]
        return (
            not candidate.cluster.name
            and start.form == "nominal"
            and syntax.forms[start.first] in INDEFINITE_ARTICLES
            and syntax.relations[start.head].startswith("nsubj")
            and self.nearby.paragraph(start.head) == self.nearby.paragraph(pronoun.token)
        )

    # Among all

    def compare(self, candidates: Sequence[Candidate], options: Sequence[Features]) -> None:
        """Marks the candidates that stand out among all of them."""
        if not candidates:
            return
        frequent = max(len(candidate.recent) for candidate in candidates)
        earliest = min(candidate.cluster.members[0] for candidate in candidates)
        for candidate, features in zip(candidates, options, strict=True):
            if len(candidate.recent) == frequent > 1:
                features["most_frequent"] = 1.0
            if candidate.cluster.members[0] == earliest:
                features["earliest"] = 1.0

    # None of them

    def none(self, pronoun: Pronoun, candidates: int) -> Features:
        """What speaks for a pronoun having no antecedent, of so many candidates."""
        found: Features = {"none": 1.0, "none_candidates": log1p(candidates)}
        found[f"none_{pronoun.role}"] = 1.0
        if pronoun.linked is None and pronoun.scores:
            found["none_linked"] = 1.0
        if self.syntax.relations[pronoun.token].startswith("expl"):
            found["expletive"] = 1.0
        if pronoun.index in self.nearby.sources:
            found["none_source"] = 1.0
        if pronoun.token in self.wholes:  # "one of them" was told of
            found["none_whole"] = 1.0
        if self.nearby.speaker_at[pronoun.token] is not None:
            found["none_quoted"] = 1.0
        return found


def read_features(nearby: Nearby, scores: Sequence[Pairs]) -> Describer:
    """What describes the pronouns of an article, from the encoder's scores of its mentions."""
    clusters, expressions = nearby.clusters, nearby.expressions
    wholes = {e.whole for e in expressions if e.whole is not None}
    roles = find_roles(clusters)
    return Describer(nearby, scores, roles, wholes, clusters, clusters.syntax, expressions)


def _log_sum(scores: Sequence[float]) -> float:
    highest = max(scores)
    return highest + log(sum(exp(score - highest) for score in scores))


def _bounded(score: float) -> float:
    return max(-_BOUND, min(_BOUND, score)) / _SCALE
