"""The parts of clauses, and who does what a clause says where that is not printed beside it."""

from __future__ import annotations

from typing import NamedTuple

from newsclaims.clauses.adverbials import phrase_role
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import FREE_RELATIVES, RELATIVES
from newsclaims.words import having
from newsclaims.words.dependencies import EDGES, NOMINAL, OF_CLAUSE
from newsclaims.words.factuality import NEGATIONS

#: Dependents of a copular predicate that belong to its clause rather than to the predicate itself.
_OF_CLAUSE = OF_CLAUSE
#: Verbs whose subject does what the infinitive says, whomever it is said to.
_SUBJECT_CONTROL = having("control:subject")
#: Verbs and adjectives with "for" before who is to do what their infinitive says.
_FOR_TO = having("for-to")


class Part(NamedTuple):
    """An argument of a clause.

    Attributes:
        role: "subject", "object", "time" and so on.
        head: Its main token.
        first: Its first token.
        last: Just past its last token.
        filled: Whether it is understood from elsewhere in the sentence.
        preposition: What to put before a relative pronoun's antecedent ("in" for "where"), or "".
        shared: Tokens of a preposition that stands before another conjunct: "in" for the second of
            "in Rome and Oslo".
    """

    role: str
    head: int
    first: int
    last: int
    filled: bool = False
    preposition: str = ""
    shared: tuple[int, ...] = ()


class Subjects:
    """Finds the subject of each clause of a document, and phrases for the gaps of clauses."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._subjects: dict[int, Part | None] = {}
        self._complements: dict[int, tuple[int, int]] = {}

    def of(self, token: int) -> Part | None:
        """The grammatical subject of the clause that hangs from a token, own or filled in."""
        if token not in self._subjects:
            # Governors first, without recursion: a sentence may nest as deep as it is long.
            path = [token]
            while (governor := self._borrows_from(path[-1])) is not None:
                if governor in self._subjects or len(path) > len(self._syntax.heads):
                    break
                path.append(governor)
            for node in reversed(path):
                self._subjects[node] = self._find_subject(node)
        return self._subjects[token]

    def _borrows_from(self, token: int) -> int | None:
        """The governor whose subject a clause without one of its own may share."""
        syntax = self._syntax
        head = syntax.heads[token]
        if syntax.has_subject[token] or head < 0:
            return None
        relation = syntax.relations[token]
        if relation in ("conj", "xcomp", "advcl", "ccomp"):
            return head
        if relation == "acl":
            return syntax.heads[head] if syntax.heads[head] >= 0 else None
        return None

    def _find_subject(self, token: int) -> Part | None:
        syntax = self._syntax
        own, head = syntax.own_subject[token], syntax.heads[token]
        relation, antecedent = syntax.relations[token], syntax.antecedent[token]
        if own >= 0:
            if antecedent >= 0 and syntax.forms[own] in RELATIVES and not syntax.children[own]:
                return self.filler(antecedent, "subject", token)
            it = syntax.anticipating(token)
            own = it if it >= 0 else own
            return Part("subject", own, *syntax.trimmed(own, EDGES | {"case"}))
        if head < 0 or syntax.is_relative(token):
            return None
        if relation == "acl":
            if not syntax.is_infinitive(token):
                return self.filler(head, "subject", token)
            if syntax.possessor[head] >= 0:
                return self.filler(syntax.possessor[head], "subject", token)
        if (doer := self._introduced(token)) >= 0:
            return self.filler(doer, "subject", token)
        controlled = (
            relation == "xcomp"
            or (relation == "ccomp" and syntax.is_infinitive(token))
            or (
                relation in ("advcl", "ccomp")
                and any(
                    syntax.forms[c] in ("of", "from") and syntax.relations[c] == "mark"
                    for c in syntax.children[token]
                )
            )
        )
        if (
            controlled
            and syntax.lemma(head) not in _SUBJECT_CONTROL
            and syntax.own_object[head] >= 0
        ):
            # "urged the rivals to sign", "accused him of lying": the object does it.
            return self.filler(syntax.own_object[head], "subject", token)
        governor = self._borrows_from(token)
        shared = self._subjects.get(governor) if governor is not None else None
        return shared._replace(filled=True) if shared is not None else None

    def _introduced(self, token: int) -> int:
        """Who is to do it, in "called for the plant to stay shut"; or -1."""
        syntax = self._syntax
        verb, first = syntax.heads[token], syntax.left[token]
        if syntax.lemma(verb) not in _FOR_TO or not syntax.is_infinitive(token):
            return -1
        for child in syntax.children[verb]:
            if verb < child < token and syntax.right[child] == first - 1:
                start = syntax.left[child]
                if syntax.upos[child] in NOMINAL and "for" in syntax.forms[start - 1 : start + 1]:
                    return child
        return -1

    def filler(self, head: int, role: str, clause: int) -> Part:
        """A noun phrase without its preposition, filled in as a part of another clause.

        Args:
            head: Its head.
            role: Its role there.
            clause: The head of that clause; where the phrase holds the clause, it ends before it.
        """
        syntax = self._syntax
        first, last = syntax.trimmed(head, EDGES | {"case"})
        if syntax.has_copula[head]:
            first, last = self._complement(head)
            while first < head and syntax.relations[first] == "case":
                first += 1
        elif syntax.has_subject[head]:
            # A noun that a faulty tree takes for a predicate stands for itself alone.
            first, last = syntax.phrase(head, _OF_CLAUSE | {"case"})
            last += 1
        # The phrase may hold the clause itself, wherever a faulty tree has put it.
        start = syntax.left[clause]
        if head < clause < last or head < start < last:
            last = max(min(start, clause), head + 1)
            while last - 1 > head and syntax.upos[last - 1] in ("PUNCT", "ADP"):
                last -= 1
        elif first <= clause <= head:
            first = head
        return Part(role, head, first, last, True)

    def _complement(self, token: int) -> tuple[int, int]:
        """The token range of what a copula says of its subject."""
        if token not in self._complements:
            copulas = [
                c for c in self._syntax.children[token] if self._syntax.relations[c] == "cop"
            ]
            stretch = self._syntax.stretch(token, copulas[-1], True)
            self._complements[token] = complement(self._syntax, token, *stretch)
        return self._complements[token]


def noun_phrase(syntax: Syntax, head: int, role: str) -> Part:
    """A head's noun phrase as an argument."""
    return Part(role, head, *syntax.trimmed(head))


def complement(syntax: Syntax, token: int, first: int, last: int) -> tuple[int, int]:
    """What a copula says of its subject; ``first`` and ``last`` bound the copula's stretch."""
    dropped = _OF_CLAUSE
    if syntax.forms[token] in FREE_RELATIVES:
        dropped -= {"acl:relcl"}  # "that is what they want"
    left, right = syntax.phrase(token, dropped)
    for child in reversed(syntax.children[token]):
        # "ready soon" says when; "good enough" does not.
        if syntax.left[child] < token or syntax.forms[child] == "enough":
            break
        if syntax.relations[child] == "advmod" and syntax.right[child] == right:
            right = syntax.left[child] - 1
        elif syntax.relations[child] not in _OF_CLAUSE:
            break
    if syntax.upos[token] == "ADJ" or syntax.forms[token] == "home":
        for child in syntax.children[token]:
            # "responsible for the attack", "higher than in May" say one thing.
            if syntax.relations[child] == "obl" and syntax.left[child] == right + 1:
                than = syntax.forms[syntax.left[child]] == "than"
                if than or phrase_role(syntax, child, "be") in ("other", "topic"):
                    right = syntax.right[child]
                break
    if first < token < last:
        # The copula stands after what it links: "what the plan is".
        left = token
    elif left < last <= token:
        left = last
    while left < token and syntax.forms[left] in (",", ";", ":", "–", "—"):
        left += 1
    # Negation inside: "not the only one".
    while left < token and syntax.forms[left] in NEGATIONS and syntax.heads[left] == token:
        left += 1
    return syntax.balanced(left, right + 1)
