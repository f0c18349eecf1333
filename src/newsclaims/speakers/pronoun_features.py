"""What speaks for and against an antecedent of a third-person pronoun.

Distance, grammatical role and frequency after the salience factors of Lappin and Leass (1994) and
Mitkov (1998), the subjects that binding and control make likely (Hobbs, 1978), and the encoder's
own scores of the pairs. Everything is a small number under a name; `newsclaims.speakers.pronouns`
weighs them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from math import exp, log, log1p

from attrs import Factory, frozen

from newsclaims.speakers.entities import Cluster
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import INDEFINITE_ARTICLES
from newsclaims.speakers.nearby import Search, Veto
from newsclaims.speakers.roles import RECENT, Roles, find_roles
from newsclaims.text.indices import ExpressionIndex
from newsclaims.words.pronouns import THIRD_PERSON, Gender

Features = dict[str, float]
Pairs = tuple[tuple[int, float], ...]
"""The encoder's scores of a pronoun with the mentions near it, as `Mention.scores` has them."""

#: Scores of the encoder count up to this, either way.
_BOUND = 8.0
_SCALE = 4.0
_FARTHEST = 8


@frozen(slots=True, eq=False)
class Candidate:
    """An entity that a pronoun may stand for."""

    index: ExpressionIndex  # its expression nearest to the pronoun
    recent: Sequence[ExpressionIndex]  # its expressions near the pronoun, the nearest first
    leading: ExpressionIndex  # the one whose role counts
    cluster: Cluster
    distance: int  # in sentences
    steps: int  # how many other candidates are nearer
    subjects: int  # how many of these are subjects
    #: "before" the pronoun; "after" it, as subject of what a phrase with the pronoun is put before;
    #: or "linked" only, where the encoder's link alone suggests it.
    place: str = "before"


@frozen(slots=True, eq=False)
class Pronoun:
    """A pronoun that looks for its antecedent."""

    search: Search
    index: ExpressionIndex
    expression: Expression
    token: int
    group: str  # "he" for he and she, "it" or "they"
    gender: Gender | None
    own: Cluster  # the entity that it is put to, so far
    linked: Cluster | None  # the entity that the encoder links it to
    beside: Set[int]  # keys of the entities beside it in its clause, or that it owns
    speaker: Cluster | None  # who says the words in quotation marks that it stands in
    #: For the key of each entity the encoder's scores of its mentions before the pronoun.
    scores: Mapping[int, Sequence[float]]
    #: The logarithm of what all of these, and that of no antecedent, add up to as shares.
    total: float
    ahead: Mapping[int, float]  # for each key the best score of its mentions soon after the pronoun
    role: str
    place: str  # "first_subject" of its sentence, "inner_subject", "possessive" or "other"
    #: Keys of the subjects of its own clause and of the ones around it, nearest first.
    subjects: Sequence[int | None]
    fronted: int | None  # the key of the subject of what a phrase with it is put before
    previous: int | None  # the key of the subject of the sentence before
    #: Where somebody listens, the entities ruled out, each by what and which mention.
    refused: dict[int, tuple[Veto, ExpressionIndex]] = Factory(dict)


@frozen(eq=False, slots=True)
class Describer:
    """Describes pronouns and their candidates by features."""

    search: Search
    scores: Sequence[Pairs]  # for each mention the encoder's scores of it with those near it
    roles: Roles
    wholes: Set[int]  # the tokens of those whom a part is told of: "them" of "one of them"

    # Pronouns

    def pronoun(self, index: ExpressionIndex) -> Pronoun:
        """What there is to know of a pronoun."""
        search, expression = self.search, self.search.expressions[index]
        cluster_of, token = search.clusters.cluster_of, expression.head
        gender, plural = THIRD_PERSON[expression.words[0]]
        link = search.link(index)
        scores, ahead = defaultdict[int, list[float]](list), dict[int, float]()
        raised = [0.0]
        for other, score in self.scores[index]:
            key = cluster_of[other].id
            if other < index:
                scores[key].append(score)
            else:
                ahead[key] = max(score, ahead.get(key, score))
        for found in scores.values():
            raised += found
        return Pronoun(
            search,
            index,
            expression,
            token,
            "he" if gender else "they" if plural else "it",
            gender,
            cluster_of[index],
            None if link is None else cluster_of[link],
            search.barred(index),
            search.speaker(token),
            dict(scores),
            _log_sum(raised),
            ahead,
            self.roles.of[index],
            self.roles.place(index),
            self.roles.subjects(token),
            self._fronted(token),
            self.roles.previous_subject(token),
        )

    def _fronted(self, token: int) -> int | None:
        found = self.roles.fronted_before(token)
        return None if found is None else self.search.clusters.cluster_of[found].id

    # Candidates

    def candidate(self, pronoun: Pronoun, candidate: Candidate) -> Features:
        """What speaks for and against a candidate."""
        found: Features = {}
        _add_scores(found, pronoun, candidate)
        _add_distance(found, pronoun, candidate)
        self._add_role(found, pronoun, candidate)
        _add_words(found, pronoun, candidate)
        _add_binding(found, pronoun, candidate)
        _add_speech(found, pronoun, candidate)
        return found

    def _add_role(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        search, syntax, roles = self.search, self.search.syntax, self.roles.of
        head, top = search.expressions[candidate.leading].head, self.roles.tops[candidate.leading]
        role, sentence = roles[candidate.leading], search.sentences[candidate.leading]
        found[role] = 1.0
        if role == "subject":
            found[f"{pronoun.place}_subject"] = 1.0
            governor = syntax.heads[top]
            if governor >= 0 and syntax.heads[governor] < 0:
                found["main_clause"] = 1.0
        if role == pronoun.role and role != "other":
            found["parallel"] = 1.0
            found[f"parallel_{role}"] = 1.0
        if top != head:
            found["joined"] = 1.0
        first = search.expressions[candidate.leading].first
        if first == syntax.document.sentences[sentence].first:
            found["begins_sentence"] = 1.0
        if sentence == syntax.document.title:
            found["title"] = 1.0
        if role == "subject" or any(roles[i] == "subject" for i in candidate.recent[:RECENT]):
            found["was_subject"] = 1.0

    # Among all

    def compare(self, candidates: Sequence[Candidate], options: Sequence[Features]) -> None:
        """Marks the candidates that stand out among all of them."""
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
        if self.search.syntax.relations[pronoun.token].startswith("expl"):
            found["expletive"] = 1.0
        if pronoun.index in self.search.sources:
            found["none_source"] = 1.0
        if pronoun.token in self.wholes:  # "one of them" was told of
            found["none_whole"] = 1.0
        if self.search.speaker_at[pronoun.token] is not None:
            found["none_quoted"] = 1.0
        return found


def read_features(search: Search, scores: Sequence[Pairs]) -> Describer:
    """What describes the pronouns of an article, from the encoder's scores of its mentions."""
    wholes = {e.whole for e in search.expressions if e.whole is not None}
    return Describer(search, scores, find_roles(search.clusters), wholes)


def _add_scores(found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
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


def _add_distance(found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
    search, distance, steps = pronoun.search, candidate.distance, candidate.steps
    if candidate.place != "before":
        found[candidate.place] = 1.0
        found["far"] = float(distance > _FARTHEST)
    if candidate.place == "after":
        return
    found["sentence"] = float(min(distance, _FARTHEST))
    found["mention"] = float(min(steps, 20))
    found["steps"] = log1p(steps)
    found["subject_steps"] = log1p(candidate.subjects)
    if distance == 0:
        found["same_sentence"] = 1.0
        found[f"{pronoun.place}_same_sentence"] = 1.0
    if steps == 0:
        found["nearest"] = 1.0
        found[f"{pronoun.place}_nearest"] = 1.0
    token = search.expressions[candidate.index].head
    found["tokens"] = log1p(max(0, pronoun.token - token))
    if search.paragraph(token) == search.paragraph(pronoun.token):
        found["same_paragraph"] = 1.0


def _add_words(found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
    search, cluster = pronoun.search, candidate.cluster
    expression = search.expressions[candidate.index]
    found[expression.form] = 1.0
    if cluster.name:
        found["named"] = 1.0
    found["salience"] = log1p(len(cluster.members))
    found["recent"] = log1p(len(candidate.recent))
    if cluster.gender is not None:
        found["gender"] = 1.0
    if pronoun.gender is not None:
        if cluster.gender is None and cluster.kind == "person" and cluster.gender_odds:
            place = "given_name" if len(cluster.name) > 1 else "lone_name"
            odds = cluster.gender_odds if pronoun.gender == "male" else -cluster.gender_odds
            found[place] = log(2 / (1 + exp(-odds)))  # how much likelier than by chance
        if cluster.gender not in (None, pronoun.gender):
            found["other_gender"] = 1.0
        if cluster.kind != "person":
            found["no_person"] = 1.0
            if cluster.kind != "other":
                found["other_kind"] = 1.0
    if pronoun.group != "he":
        found[f"kind_{cluster.kind}"] = 1.0
    if cluster.plural:
        found["plural"] = 1.0
    if expression.form == "nominal":
        if search.syntax.forms[expression.first] in INDEFINITE_ARTICLES:
            found["indefinite"] = 1.0
        if search.syntax.possessor[expression.head] >= 0:
            found["owned"] = 1.0


def _add_binding(found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
    key = candidate.cluster.id
    if key in pronoun.subjects:
        place = ("own", "outer", "outmost")[pronoun.subjects.index(key)]
        reflexive = pronoun.expression.words[0].endswith(("self", "selves"))
        found["reflexive" if reflexive and place == "own" else f"{place}_subject"] = 1.0
        if pronoun.role == "possessive":
            found[f"{place}_possessive"] = 1.0
    if pronoun.fronted == key:
        found["fronted"] = 1.0
    if pronoun.previous == key:
        found["previous_subject"] = 1.0
        found[f"{pronoun.place}_previous_subject"] = 1.0


def _add_speech(found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
    search = pronoun.search
    if candidate.index in search.sources:
        found["source"] = 1.0
        if pronoun.index in search.sources:
            found["both_sources"] = 1.0
    said_by = search.speaker_at[search.expressions[candidate.index].head]
    if search.speaker_at[pronoun.token] != said_by:
        found["quoted"] = 1.0
    elif said_by is not None:
        found["same_quotation"] = 1.0
    if candidate.cluster is not pronoun.linked and _opens_paragraph(pronoun, candidate):
        found["new_person"] = 1.0


def _opens_paragraph(pronoun: Pronoun, candidate: Candidate) -> bool:
    """Whether a source's paragraph begins with a person not mentioned before: "A boy …"."""
    search, first = pronoun.search, candidate.cluster.members[0]
    if pronoun.index not in search.sources or first > candidate.index or candidate.cluster.name:
        return False
    syntax, start = search.syntax, search.expressions[first]
    return (
        start.form == "nominal"
        and syntax.forms[start.first] in INDEFINITE_ARTICLES
        and syntax.relations[start.head].startswith("nsubj")
        and search.paragraph(start.head) == search.paragraph(pronoun.token)
    )


def _log_sum(scores: Sequence[float]) -> float:
    highest = max(scores)
    return highest + log(sum([exp(score - highest) for score in scores]))


def _bounded(score: float) -> float:
    return max(-_BOUND, min(_BOUND, score)) / _SCALE
