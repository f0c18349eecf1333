"""Grammatical roles of mentions, and whose clause they are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from newsclaims.speakers.entities import Clusters
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.words.dependencies import MAIN_OR_SUBORDINATE, ROLES
from newsclaims.words.pronouns import RELATIVE

#: How many mentions of an entity are looked at, the nearest ones.
RECENT = 10
_LONGEST_CLIMB = 12
_JOINED = 3  # steps up from a conjunct or an apposition
_AROUND = 3  # clauses around a token whose subjects are looked for
_FRONTED = ("advcl", "obl", "acl", "dislocated", "nmod", "parataxis")


@frozen(eq=False, slots=True)
class Roles:
    """The roles of an article's mentions."""

    clusters: Clusters
    syntax: Syntax
    tops: Sequence[int]  # of each mention the first of those that it is joined to by "and"
    of: Sequence[str]  # of each mention its role, that of the first of several joined ones
    roots: Mapping[int, int]  # of each sentence its root

    def place(self, index: ExpressionIndex) -> str:
        """Where a pronoun stands: "first_subject" of its sentence, "inner_subject", and so on."""
        role, token = self.of[index], self.clusters.expressions[index].head
        if role == "subject":
            root = self.roots.get(self.syntax.sentence[token])
            is_first = root is not None and self.syntax.own_subject[root] == token
            return "first_subject" if is_first else "inner_subject"
        return role if role == "possessive" else "other"

    def leading(
        self, recent: Sequence[ExpressionIndex], sentences: Sequence[int]
    ) -> ExpressionIndex:
        """Of the expressions in the nearest's sentence a subject, or else the nearest.

        "Roe was a friend of his": what is said of the subject is no role of its own.
        """
        here = sentences[recent[0]]
        for index in recent[:RECENT]:
            if sentences[index] != here:
                break
            if self.of[index] == "subject":
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
        root = self.roots.get(self.syntax.sentence[token] - 1)
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
        if syntax.relations[token] not in MAIN_OR_SUBORDINATE and syntax.heads[token] >= 0:
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
            clause = syntax.heads[clause]
            if clause < 0:
                return None
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
                    return self.clusters.at.get(subject)
            token = governor
        return None


def find_roles(clusters: Clusters) -> Roles:
    """The roles of an article's mentions."""
    syntax, roots = clusters.syntax, dict[int, int]()
    for token, head in enumerate(syntax.heads):
        if head < 0:
            roots.setdefault(syntax.sentence[token], token)
    tops = [_top(syntax, expression.head) for expression in clusters.expressions]
    relations = (syntax.relations[top] for top in tops)
    roles = [ROLES.get(r) or ROLES.get(r.split(":")[0], "other") for r in relations]
    return Roles(clusters, syntax, tops, roles, roots)


def _top(syntax: Syntax, token: int) -> int:
    """The first of several joined by "and" or a comma, or the token itself."""
    for _ in range(_JOINED):
        if syntax.relations[token] not in ("appos", "conj") or syntax.heads[token] < 0:
            break
        token = syntax.heads[token]
    return token
