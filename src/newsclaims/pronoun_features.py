"""What speaks for and against an antecedent of a third-person pronoun.

Distance, grammatical role and frequency after the salience factors of Lappin and Leass (1994) and
Mitkov (1998), the subjects that binding and control make likely (Hobbs, 1978), and the encoder's
own scores of the pairs. Everything is a small number under a name; `newsclaims.pronouns` weighs
them.
"""

from __future__ import annotations

from math import log1p

from attrs import frozen

from newsclaims.data.pronouns import Gender
from newsclaims.entities import Cluster
from newsclaims.nearby import Nearby

Features = dict[str, float]

#: Scores of the encoder count up to this, either way.
_BOUND = 8.0
_SCALE = 4.0
_LONGEST_CLIMB = 12
_FARTHEST = 8
_CLAUSES = frozenset(
    "root ccomp advcl advcl:relcl acl acl:relcl parataxis csubj csubj:pass xcomp conj list".split()
)
_FRONTED = ("advcl", "obl", "acl", "dislocated", "nmod", "parataxis")
_ROLES = {
    "nsubj": "subject",
    "obj": "object",
    "iobj": "object",
    "obl": "oblique",
    "nmod:poss": "possessive",
    "nmod": "complement",
    "vocative": "vocative",
}
_INDEFINITE_ARTICLES = frozenset(["a", "an", "one"])


@frozen(slots=True, eq=False)
class Candidate:
    """An entity that a pronoun may stand for.

    Attributes:
        index: Its expression nearest to the pronoun.
        cluster: All of it.
        distance: In sentences.
        steps: How many other candidates are nearer.
        place: "before" the pronoun; "after" it, as subject of what a phrase with the pronoun is put
            before; or "linked" only, where the encoder's link alone suggests it.
    """

    index: int
    cluster: Cluster
    distance: int
    steps: int
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
        scores: For each entity near it the encoder's scores of the mentions before it, by
            expression; those of mentions after it apart.
        ahead: Likewise the best score of a mention after it, for each entity that has one.
        role: Its grammatical role.
        subjects: The entities that are subject of its own clause and of the ones around it, nearest
            first.
        previous: The entity that is subject of the sentence before, or None.
    """

    index: int
    token: int
    group: str
    gender: Gender | None
    linked: Cluster | None
    scores: dict[int, dict[int, float]]
    ahead: dict[int, float]
    role: str
    subjects: tuple[int | None, ...]
    previous: int | None


class Describer:
    """Describes pronouns and their candidates by features."""

    def __init__(self, nearby: Nearby) -> None:
        self.nearby = nearby
        self.syntax, self.expressions = nearby.syntax, nearby.expressions
        self.clusters = nearby.clusters
        self._roots: dict[int, int] = {}
        for token, head in enumerate(self.syntax.heads):
            if head < 0:
                sentence = self.syntax.sentence[token]
                known = self._roots.get(sentence)
                if known is None or self.syntax.relations[token] == "root":
                    self._roots.setdefault(sentence, token)

    # Pronouns

    def pronoun(
        self, index: int, group: str, gender: Gender | None, pairs: tuple[tuple[int, float], ...]
    ) -> Pronoun:
        """What there is to know of a pronoun; ``pairs`` are the encoder's scores."""
        clusters, token = self.clusters, self.expressions[index].head
        link = self.nearby.link(index)
        scores: dict[int, dict[int, float]] = {}
        ahead: dict[int, float] = {}
        for other, score in pairs:
            key = id(clusters.cluster_of[other])
            if other < index:
                scores.setdefault(key, {})[other] = score
            else:
                ahead[key] = max(score, ahead.get(key, score))
        before = self._roots.get(self.syntax.sentence[token] - 1, -1)
        return Pronoun(
            index,
            token,
            group,
            gender,
            None if link is None else clusters.cluster_of[link],
            scores,
            ahead,
            self.role(token),
            self._subjects(token),
            self._subject(before) if before >= 0 else None,
        )

    def _subjects(self, token: int) -> tuple[int | None, ...]:
        """The subjects of a token's clause and of the two around it."""
        found: list[int | None] = []
        clause = self._clause(token)
        while clause >= 0 and len(found) < 3:
            subject = self.syntax.own_subject[clause]
            found.append(None if subject == token else self._subject(clause))
            clause = self._clause(self.syntax.heads[clause])
        return tuple(found)

    def _clause(self, token: int) -> int:
        """The head of the clause that a token is in, or -1."""
        for _ in range(_LONGEST_CLIMB):
            if token < 0 or self._is_clause(token):
                return token
            token = self.syntax.heads[token]
        return -1

    def _is_clause(self, token: int) -> bool:
        syntax = self.syntax
        if syntax.relations[token] not in _CLAUSES and syntax.heads[token] >= 0:
            return False
        verbal = syntax.upos[token] in ("VERB", "AUX") or syntax.has_copula[token]
        return verbal or syntax.has_subject[token]

    def _subject(self, clause: int) -> int | None:
        """The entity that is the subject of a clause, that of a verb that it is joined to too."""
        syntax = self.syntax
        for _ in range(3):
            subject = syntax.own_subject[clause]
            if subject >= 0:
                if syntax.forms[subject] in ("who", "which", "that") and clause >= 0:
                    subject = max(syntax.antecedent[clause], -1)
                found = self.clusters.at.get(subject)
                return None if found is None else id(self.clusters.cluster_of[found])
            if syntax.relations[clause] not in ("conj", "xcomp", "advcl"):
                return None
            if syntax.heads[clause] < 0:
                return None
            clause = syntax.heads[clause]
        return None

    def role(self, token: int) -> str:
        """The grammatical role of a token, that of the first of several joined ones."""
        syntax = self.syntax
        for _ in range(3):
            if syntax.relations[token] not in ("appos", "conj") or syntax.heads[token] < 0:
                break
            token = syntax.heads[token]
        relation = syntax.relations[token]
        return _ROLES.get(relation) or _ROLES.get(relation.split(":")[0], "other")

    def fronted_before(self, token: int) -> int | None:
        """The subject that comes after a phrase or clause with a pronoun: "When he left, Roe …"."""
        syntax = self.syntax
        for _ in range(_LONGEST_CLIMB):
            governor = syntax.heads[token]
            if governor < 0:
                return None
            if syntax.relations[token].startswith(_FRONTED) and syntax.right[token] < governor:
                subject = syntax.own_subject[governor]
                if subject > syntax.right[token]:
                    return self.clusters.at.get(subject)
            token = governor
        return None

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
        scores = pronoun.scores.get(id(cluster))
        if scores is None:
            found["best"] = found["near"] = found["mean"] = -_BOUND / _SCALE
        else:
            best = max(scores.values())
            found["best"] = _bounded(best)
            found["near"] = _bounded(scores.get(candidate.index, -_BOUND))
            found["mean"] = _bounded(sum(scores.values()) / len(scores))
            found["likely"] = float(best > 0)
        if id(cluster) in pronoun.ahead:
            found["ahead"] = _bounded(max(pronoun.ahead[id(cluster)], -_BOUND / 2))

    def _add_distance(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        if candidate.place != "before":
            found[candidate.place] = 1.0
            found["far"] = float(candidate.distance > _FARTHEST)
        if candidate.place == "after":
            return
        found["sentence"] = float(min(candidate.distance, _FARTHEST))
        found["mention"] = float(min(candidate.steps, 20))
        found["steps"] = log1p(candidate.steps)
        if candidate.distance == 0:
            found["same_sentence"] = 1.0
        if candidate.steps == 0:
            found["nearest"] = 1.0
        token = self.expressions[candidate.index].head
        found["tokens"] = log1p(max(0, pronoun.token - token))
        if self.nearby.paragraph(token) == self.nearby.paragraph(pronoun.token):
            found["same_paragraph"] = 1.0

    def _add_role(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        syntax, expression = self.syntax, self.expressions[candidate.index]
        role = self.role(expression.head)
        found[role] = 1.0
        if role == pronoun.role and role != "other":
            found["parallel"] = 1.0
            found[f"parallel_{role}"] = 1.0
        top = self.top(expression.head)
        governor = syntax.heads[top]
        if role == "subject" and governor >= 0 and syntax.heads[governor] < 0:
            found["main_clause"] = 1.0
        if top != expression.head:
            found["joined"] = 1.0
        if expression.first == syntax.document.sentences[syntax.sentence[expression.head]].first:
            found["begins_sentence"] = 1.0
        if syntax.sentence[expression.head] == syntax.document.title:
            found["title"] = 1.0

    def top(self, token: int) -> int:
        """The first of several joined by "and" or a comma, or the token itself."""
        syntax = self.syntax
        for _ in range(3):
            if syntax.relations[token] not in ("appos", "conj") or syntax.heads[token] < 0:
                break
            token = syntax.heads[token]
        return token

    def _add_words(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        cluster, expression = candidate.cluster, self.expressions[candidate.index]
        found[expression.form] = 1.0
        if cluster.name:
            found["named"] = 1.0
        found["salience"] = log1p(len(cluster.members))
        if pronoun.gender is not None:
            if cluster.gender is not None:
                found["gender"] = 1.0
            elif cluster.kind != "person":
                found["no_person"] = 1.0
        elif cluster.gender is not None:
            found["gender"] = 1.0
        if pronoun.group != "he":
            found[cluster.kind] = 1.0
        if cluster.plural:
            found["plural"] = 1.0
        if expression.form == "nominal":
            if self.syntax.forms[expression.first] in _INDEFINITE_ARTICLES:
                found["indefinite"] = 1.0
            if self.syntax.possessor[expression.head] >= 0:
                found["owned"] = 1.0

    def _add_binding(self, found: Features, pronoun: Pronoun, candidate: Candidate) -> None:
        key = id(candidate.cluster)
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
            and syntax.forms[start.first] in _INDEFINITE_ARTICLES
            and syntax.relations[start.head].startswith("nsubj")
            and self.nearby.paragraph(start.head) == self.nearby.paragraph(pronoun.token)
        )

    # None of them

    def none(self, pronoun: Pronoun) -> Features:
        """What speaks for a pronoun having no antecedent."""
        found: Features = {"none": 1.0}
        if pronoun.linked is None:
            found["none_linked"] = 1.0
        if not pronoun.scores:
            found["none_read"] = 1.0
        if self.syntax.relations[pronoun.token].startswith("expl"):
            found["expletive"] = 1.0
        if self.nearby.speaker_at[pronoun.token] is not None:
            found["none_quoted"] = 1.0
        return found


def _bounded(score: float) -> float:
    return max(-_BOUND, min(_BOUND, score)) / _SCALE
