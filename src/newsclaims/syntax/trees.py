"""Dependency trees of a document, and the phrases in them.

Works on the relations of the English Web Treebank and GUM. A parser errs, so any tree is taken as
it comes; a head outside the sentence counts as none, and a cycle is cut. Everything here takes time
in proportion to the number of tokens, whatever the shape of the trees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from newsclaims.text.document import Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.words import having
from newsclaims.words.dependencies import (
    ASIDES,
    AUXILIARIES,
    CONJOINED,
    EDGES,
    NOMINAL,
    PASSIVE,
    SUBJECTS,
    VERBAL,
)
from newsclaims.words.factuality import NEGATIONS

#: No phrase is taken to be longer than this many tokens; it bounds the work on endless nesting.
LONGEST_PHRASE = 150
RELATIVES = having("relative-pronoun") | having("relative-adverb")
#: "What" of "what the court decides" stands for a thing of its own.
FREE_RELATIVES = having("free-relative")
_FINITE = AUXILIARIES
_PASSIVE = PASSIVE
_ASIDES = ASIDES
_PLURAL_PRONOUNS = having("plural-pronoun")
_PLURAL_NOUNS = having("plural-noun")
_SETS_OFF = frozenset(", ( [ – — --".split())
_SEPARATORS = frozenset(", ; : - – — . … ) ] ” »".split())
_PAIRS = (
    ("“", "”"),
    ("(", ")"),
    ("[", "]"),
    ("«", "»"),
    ("``", "''"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
)
_MARKS = frozenset(mark for pair in _PAIRS for mark in pair)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


class Trees:
    """The dependency trees of a document.

    Attributes:
        document: The document.
        upos: Part of speech of each token.
        heads: Head of each token, or -1.
        relations: Relation of each token to its head.
        forms: Each token, lower-case, with straight apostrophes.
        sentence: Index of each token's sentence.
        children: Dependents of each token, in order.
        order: All tokens, each after its head.
        left: First token of each token's phrase.
        right: Last token of each token's phrase.
        own_subject: The subject among each token's dependents, or -1.
        own_object: The first nominal object among each token's dependents, or -1.
        possessor: The possessor among each token's dependents, or -1.
        has_subject: Whether each token has a subject.
        has_copula: Whether each token has a copula.
        is_passive: Whether each token's subject undergoes what it says.
        negators: For each token that has any, the words that deny it as a predicate.
    """

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        words = [token.text for token in document.tokens]
        self.forms = [word.lower().replace("’", "'") for word in words]
        self.upos = list(reading.upos)
        self.relations = list(reading.relations)
        size = len(self.forms)
        self.heads = heads = list(reading.heads)
        #: Hyphens between two words that are printed as one.
        self._hyphens = {
            i
            for i in range(1, size - 1)
            if words[i] == "-"
            and document.tokens[i - 1].end == document.tokens[i].start
            and document.tokens[i].end == document.tokens[i + 1].start
        }
        self.sentence = [0] * size
        self._first_of = [0] * size
        for index, sentence in enumerate(document.sentences):
            first, last = sentence.first, sentence.last
            for i in range(first, last):
                self.sentence[i] = index
                self._first_of[i] = first
                if not first <= heads[i] < last or heads[i] == i:
                    heads[i] = -1
        self._unfold_outer_clauses()
        self.children = _children(heads)
        self.order = self._order()
        self._mark_dependents()
        self.left = list(range(size))
        self.right = list(range(size))
        for i in reversed(self.order):
            if self.children[i]:
                self.left[i], self.right[i] = self.phrase(i)

    def _unfold_outer_clauses(self) -> None:
        """Gives "the problem is that …" two heads: "is", and the head of the clause it takes.

        Universal Dependencies hangs both subjects from the inner clause ("nsubj:outer").
        """
        heads, relations = self.heads, self.relations
        self._mark_outer_subjects()
        for subject, relation in enumerate(relations):
            inner = heads[subject]
            if inner < subject or not relation.endswith(":outer"):
                continue
            copula = next(
                (
                    i
                    for i in range(subject + 1, inner)
                    if heads[i] == inner and relations[i] == "cop"
                ),
                -1,
            )
            if copula < 0:
                continue
            for i in range(self._first_of[inner], copula):
                if heads[i] == inner:
                    heads[i] = copula
            after = copula + 1
            if after < inner and self.forms[after] in NEGATIONS and heads[after] == inner:
                heads[after] = copula
            heads[copula], relations[copula] = heads[inner], relations[inner]
            heads[inner], relations[inner] = copula, "ccomp"
            relations[subject] = relation.partition(":")[0]

    def _mark_outer_subjects(self) -> None:
        """Tells outer subjects by the two pairs of subject and verb that hang from one word."""
        verbs: dict[int, list[int]] = {}
        subjects: dict[int, list[int]] = {}
        for token, relation in enumerate(self.relations):
            if self.heads[token] > token:
                if relation in _FINITE:
                    verbs.setdefault(self.heads[token], []).append(token)
                elif relation in SUBJECTS:
                    subjects.setdefault(self.heads[token], []).append(token)
        for head, found in subjects.items():
            if len(found) < 2 or len(verbs.get(head, ())) < 2:
                continue
            outer = verbs[head][0]
            if self.relations[outer] == "cop" and found[0] < outer < found[-1]:
                for subject in found:
                    if subject < outer:
                        self.relations[subject] = "nsubj:outer"

    def _mark_dependents(self) -> None:
        """Notes at each token what its dependents are, so that nothing has to look again."""
        size = len(self.forms)
        self.own_subject = [-1] * size
        self.own_object = [-1] * size
        self.possessor = [-1] * size
        self.has_subject = [False] * size
        self.has_copula = [False] * size
        self.is_passive = [False] * size
        self.negators: dict[int, list[int]] = {}
        for token, head in enumerate(self.heads):
            if head < 0:
                continue
            relation = self.relations[token]
            if relation in SUBJECTS:
                self._mark_subject(token, head, relation)
            elif relation == "cop":
                self.has_copula[head] = True
            elif relation in ("obj", "iobj"):
                if self.own_object[head] < 0 and self.upos[token] in NOMINAL:
                    self.own_object[head] = token
            elif relation == "nmod:poss":
                self.possessor[head] = token
            if relation in _PASSIVE:
                self.is_passive[head] = True
            if self._is_negator(token, relation):
                self.negators.setdefault(head, []).append(token)

    def _mark_subject(self, token: int, head: int, relation: str) -> None:
        self.has_subject[head] = True
        found = self.own_subject[head]
        if found < 0 or (
            self.relations[found] in ("csubj", "csubj:pass") and not relation.startswith("csubj")
        ):
            self.own_subject[head] = token

    def _is_negator(self, token: int, relation: str) -> bool:
        if relation not in ("advmod", "det", "cc:preconj"):
            return False
        form = self.forms[token]
        if form in ("longer", "more"):
            return any(self.forms[child] in ("no", "not") for child in self.children[token])
        return form in NEGATIONS

    def _order(self) -> list[int]:
        """Heads before dependents; a cycle, which no sound parser makes, is cut."""
        order = [i for i, head in enumerate(self.heads) if head < 0]
        position = 0
        seen = [head < 0 for head in self.heads]
        rest = 0
        while True:
            while position < len(order):
                for child in self.children[order[position]]:
                    if not seen[child]:
                        seen[child] = True
                        order.append(child)
                position += 1
            if len(order) == len(seen):
                return order
            while seen[rest]:
                rest += 1
            self.children[self.heads[rest]].remove(rest)
            self.heads[rest] = -1
            seen[rest] = True
            order.append(rest)

    def lemma(self, token: int) -> str:
        """The base form of a token."""
        return lemma(self.document.tokens[token].text, self.upos[token])

    # Phrases

    def phrase(self, head: int, dropped: frozenset[str] = frozenset()) -> tuple[int, int]:
        """First and last token of a head's phrase without asides and edge punctuation.

        Args:
            head: The head; the phrases of its dependents are known.
            dropped: Relations to leave out as well.
        """
        left, right = head, head
        upos, relations = self.upos, self.relations
        whole = True
        nominal = upos[head] in NOMINAL
        for child in self.children[head]:
            relation = relations[child]
            if relation in dropped or (
                relation in _ASIDES and not (nominal and self.forms[head] in FREE_RELATIVES)
            ):
                continue
            after = self.right[child] + 1
            if relation == "acl" and after < head and upos[after] == "PUNCT":
                continue  # "Born in Lagos, Bello"
            if child > head and nominal and self._is_set_off(child, head):
                continue
            if relation == "appos" and self._after_punctuation(child, head):
                continue
            if relation == "advcl":
                if upos[head] in NOMINAL and not self.has_copula[head]:
                    continue
            elif relation == "conj" and (
                self.has_subject[child] or (upos[child] in VERBAL and upos[head] not in VERBAL)
            ):
                continue
            if child < head:
                left = min(left, self.left[child])
            elif relation == "conj":
                right = max(right, self.right[child])
                whole = True
            elif whole:
                if all(upos[i] == "PUNCT" for i in range(right + 1, self.left[child])):
                    right = max(right, self.right[child])
                else:
                    whole = False
        return left, right

    def _after_punctuation(self, child: int, head: int) -> bool:
        before = self.left[child] - 1
        return before > head and self.upos[before] == "PUNCT"

    def _is_set_off(self, child: int, head: int) -> bool:
        """Whether a comma, a dash or a bracket sets a modifier off from its noun as an aside."""
        relation = self.relations[child]
        if relation in ("conj", "flat") or not self._after_punctuation(child, head):
            return False
        if self.forms[self.left[child] - 1] not in _SETS_OFF:
            return False
        if relation == "acl":
            return True
        # "Livorno, Tuscany" and "August 21, 2015" are one name and one date.
        if self.upos[child] == "PROPN" and self.left[child] == child:
            return relation == "appos"
        return not (self.upos[child] == "NUM" and _YEAR.fullmatch(self.forms[child]))

    def trimmed(self, head: int, edges: frozenset[str] = EDGES) -> tuple[int, int]:
        """A head's phrase as a token range, without the conjunction or "that" it starts with."""
        first, last = self.left[head], self.right[head]
        for child in self.children[head]:
            if child >= head or self.left[child] > first:
                break
            if self.left[child] == first and self.relations[child] in edges:
                if self.relations[child] == "mark" and self.forms[child] != "that":
                    break
                first = self.right[child] + 1
        while first < head and self.forms[first] in _SEPARATORS:
            first += 1
        return self.balanced(min(first, head), last + 1)

    def conjuncts(self, head: int) -> list[int]:
        """The nouns, or adjectives, that "and" joins to one; none where "or" or "but" does."""
        found = [
            c
            for c in self.children[head]
            if self.relations[c] == "conj" and self.upos[c] in CONJOINED and not self.has_subject[c]
        ]
        if not found or self.upos[head] not in CONJOINED:
            return []
        links = {
            self.forms[c]
            for i in (head, *found)
            for c in self.children[i]
            if self.relations[c] == "cc"
        }
        return found if links == {"and"} else []

    def is_split(self, head: int, first: int, last: int) -> bool:
        """Whether a range holds one conjunct only of those that "and" joins."""
        if self.relations[head] == "conj":
            return first > self.heads[head] >= 0 and head in self.conjuncts(self.heads[head])
        return any(c >= last for c in self.conjuncts(head)[:1])

    def top(self, first: int, last: int) -> int:
        """The first token of a range whose head lies outside it."""
        return next((t for t in range(first, last) if not first <= self.heads[t] < last), last - 1)

    def balanced(self, first: int, last: int) -> tuple[int, int]:
        """The range with the rest of a hyphenated word, or of a pair of marks, that it cuts."""
        forms = self.forms
        if self._hyphens:
            while first - 1 in self._hyphens:
                first -= 2
            while last in self._hyphens:
                last += 2
        last = min(last, first + LONGEST_PHRASE)
        if _MARKS.isdisjoint(forms[first:last]):
            return first, last
        for opening, closing in _PAIRS:
            inside = forms[first:last]
            opened, closed = inside.count(opening), inside.count(closing)
            if opening == closing:
                if opened % 2:
                    if last < len(forms) and forms[last] == closing:
                        last += 1
                    elif first and forms[first - 1] == opening:
                        first -= 1
            elif opened > closed and last < len(forms) and forms[last] == closing:
                last += 1
            elif closed > opened and first and forms[first - 1] == opening:
                first -= 1
        return first, last

    def is_genitive(self, token: int) -> bool:
        """Whether a phrase ends in "'s"."""
        return self.forms[self.right[token]] == "'s"

    def is_plural(self, head: int) -> bool:
        """Whether a noun phrase's head takes a plural verb."""
        if self.upos[head] == "NOUN":
            return self.forms[head] != self.lemma(head) or self.forms[head] in _PLURAL_NOUNS
        if self.upos[head] == "PROPN":
            before = (self.forms[c] for c in takewhile(lambda c: c < head, self.children[head]))
            return self.forms[head].endswith("s") and not _PLURAL_PRONOUNS.isdisjoint(before)
        return self.forms[head] in _PLURAL_PRONOUNS or self.upos[head] == "NUM"


def _children(heads: Sequence[int]) -> list[list[int]]:
    """The dependents of each token, in order."""
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head >= 0:
            children[head].append(token)
    return children
