"""Grammatical roles of mentions, and whose clause they are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from newsclaims.speakers.entities import Clusters
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.nearby import expression_at
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex, SentenceIndex
from newsclaims.words.dependencies import MAIN_OR_SUBORDINATE, ROLES
from newsclaims.words.pronouns import RELATIVE

#: How many mentions of an entity are looked at, the nearest ones.
RECENT = 10
_LONGEST_CLIMB = 12
_JOINED = 3  # steps up from a conjunct or an apposition
_AROUND = 3  # clauses around a token whose subjects are looked for
_CLAUSES = MAIN_OR_SUBORDINATE
_FRONTED = ("advcl", "obl", "acl", "dislocated", "nmod", "parataxis")
_ROLES = ROLES


@frozen(eq=False, slots=True)
class Roles:
    """The roles of an article's mentions.

    Attributes:
        clusters: The mentions, as far as they are put together.
        syntax: The trees.
        expressions: The mentions with what their words show.
        roots: Of each sentence its root.
    """

    clusters: Clusters
    syntax: Syntax
    expressions: Sequence[Expression]
    roots: Mapping[SentenceIndex, int]

    def top(self, token: int) -> int:
        """The first of several joined by "and" or a comma, or the token itself."""
        syntax = self.syntax
        for _ in range(_JOINED):
            if syntax.relations[token] not in ("appos", "conj") or syntax.heads[token] < 0:
                break
            token = syntax.heads[token]
        return token

    def role(self, token: int) -> str:
        """The grammatical role of a token, that of the first of several joined ones."""
        relation = self.syntax.relations[self.top(token)]
        return _ROLES.get(relation) or _ROLES.get(relation.split(":")[0], "other")

    def place(self, token: int) -> str:
        """Where a pronoun stands: "first_subject" of its sentence, "inner_subject", and so on."""
        role = self.role(token)
        if role == "subject":
            root = self.roots.get(SentenceIndex(self.syntax.sentence[token]))
            is_first = root is not None and self.syntax.own_subject[root] == token
            return "first_subject" if is_first else "inner_subject"
        return role if role == "possessive" else "other"

    def leading(self, recent: Sequence[ExpressionIndex]) -> ExpressionIndex:
        """Of the expressions in the nearest's sentence a subject, or else the nearest.

        "Roe was a friend of his": what is said of the subject is no role of its own.
        """
        sentence = self.syntax.sentence
        here = sentence[self.expressions[recent[0]].head]
        for index in recent[:RECENT]:
            head = self.expressions[index].head
            if sentence[head] != here:
                break
            if self.role(head) == "subject":
                return index
        return recent[0]

    # Subjects

    def subjects(self, token: int) -> tuple[int | None, ...]:
        """Keys of the entities that are subject of a token's clause and of those around it."""
        found: list[int | None] = []
        clause = self._clause(token)
        while clause >= 0 and len(found) < _AROUND:
            subject = self.syntax.own_subject[clause]
            found.append(None if subject == token else self._subject(clause))
            clause = self._clause(self.syntax.heads[clause])
        return tuple(found)

    def previous_subject(self, token: int) -> int | None:
        """The key of the entity that is the subject of the sentence before a token's."""
        root = self.roots.get(SentenceIndex(self.syntax.sentence[token] - 1))
        return None if root is None else self._subject(root)

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
        """The key of the entity that is the subject of a clause, or of a verb it is joined to."""
        syntax = self.syntax
        for _ in range(_JOINED):
            subject = syntax.own_subject[clause]
            if subject >= 0:
                if syntax.forms[subject] in RELATIVE:
                    subject = syntax.antecedent[clause]
                found = self.clusters.at.get(subject)
                return None if found is None else self.clusters.cluster_of[found].id
            if syntax.relations[clause] not in ("conj", "xcomp", "advcl"):
                return None
            if syntax.heads[clause] < 0:
                return None
            clause = syntax.heads[clause]
        return None

    def fronted_before(self, token: int) -> ExpressionIndex | None:
        """The subject that comes after a phrase or clause with a pronoun: "When he left, Roe …"."""
        syntax = self.syntax
        for _ in range(_LONGEST_CLIMB):
            governor = syntax.heads[token]
            if governor < 0:
                return None
            if syntax.relations[token].startswith(_FRONTED) and syntax.right[token] < governor:
                subject = syntax.own_subject[governor]
                if subject > syntax.right[token]:
                    return expression_at(self.clusters, subject)
            token = governor
        return None


def find_roles(clusters: Clusters) -> Roles:
    """The roles of an article's mentions."""
    roots: dict[SentenceIndex, int] = {}
    for token, head in enumerate(clusters.syntax.heads):
        if head < 0:
            roots.setdefault(SentenceIndex(clusters.syntax.sentence[token]), token)
    return Roles(clusters, clusters.syntax, clusters.expressions, roots)
