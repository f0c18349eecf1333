"""Dependency trees of a document: its phrases, and what clause structure asks of a word.

Works on the relations of the English Web Treebank and GUM. A parser errs, so any tree is taken as
it comes; a head outside the sentence counts as none, and a cycle is cut. Everything here takes time
in proportion to the number of tokens, whatever the shape of the trees.
"""

from __future__ import annotations

import re

from newsclaims.document import Document, Reading
from newsclaims.factuality import AUXILIARY_LIKE, CONDITIONS, NEGATIONS, RAISING_PASSIVES
from newsclaims.lemmas import lemma
from newsclaims.repairs import Tree

#: No phrase is taken to be longer than this many tokens; it bounds the work on endless nesting.
LONGEST_PHRASE = 150

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"})
#: What a phrase may start with that is no part of it.
EDGES = frozenset({"cc", "punct", "mark", "discourse"})
RELATIVES = frozenset("who whom whose which that where when why".split())

_CLAUSAL = frozenset(
    """root ccomp conj advcl advcl:relcl acl acl:relcl parataxis csubj csubj:pass csubj:outer xcomp
    list dep""".split()
)
_PASSIVE = frozenset({"aux:pass", "nsubj:pass", "obl:agent", "csubj:pass"})
_ASIDES = frozenset(
    """punct acl:relcl advcl:relcl parataxis discourse vocative list reparandum orphan
    dislocated""".split()
)
_OF_PREDICATE = frozenset({"aux", "aux:pass", "advmod", "cop"})
_BETWEEN = frozenset({"mark", "aux", "aux:pass", "advmod"})
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


class Syntax:
    """The dependency trees of a document.

    Attributes:
        document: The document.
        upos: Part of speech of each token.
        heads: Head of each token, or -1.
        relations: Relation of each token to its head.
        forms: Each token, lower-case.
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
        has_outer: Whether a whole clause is said of each token's subject ("the problem is that …").
        is_passive: Whether each token's subject undergoes what it says.
        negators: For each token that has any, the words that deny it as a predicate.
        antecedent: What each token modifies as a relative clause, or -1.
    """

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        words = [token.text for token in document.tokens]
        self.forms = [word.lower() for word in words]
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
        for index, sentence in enumerate(document.sentences):
            first, last = sentence.first, sentence.last
            for i in range(first, last):
                self.sentence[i] = index
                if not first <= heads[i] < last or heads[i] == i:
                    heads[i] = -1
        Tree(words, self.forms, self.sentence, self.upos, heads, self.relations).mend()
        self.children: list[list[int]] = [[] for _ in range(size)]
        for i, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(i)
        self.order = self._order()
        self._mark_dependents()
        self._inner: dict[int, int | None] = {}
        self.left = list(range(size))
        self.right = list(range(size))
        for i in reversed(self.order):
            if self.children[i]:
                self.left[i], self.right[i] = self.phrase(i)
        self.antecedent = self._antecedents()

    def _mark_dependents(self) -> None:
        """Notes at each token what its dependents are, so that nothing has to look again."""
        size = len(self.forms)
        self.own_subject = [-1] * size
        self.own_object = [-1] * size
        self.possessor = [-1] * size
        self.has_subject = [False] * size
        self.has_copula = [False] * size
        self.has_outer = [False] * size
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
        if relation.endswith(":outer"):
            self.has_outer[head] = True
            self.own_subject[head] = token
        elif found < 0 or (
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
            if relation in _ASIDES or relation in dropped:
                continue
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

    # Predicates

    def is_predicate(self, token: int) -> bool:
        """Whether a clause hangs from a token."""
        if self.has_subject[token] or self.has_copula[token]:
            return True
        return self.upos[token] in VERBAL and self.relations[token] in _CLAUSAL

    def inner_verb(self, token: int) -> int | None:
        """The verb that a verb or adjective takes into its predicate, if any."""
        if token not in self._inner:
            self._inner[token] = self._find_inner_verb(token)
        return self._inner[token]

    def _find_inner_verb(self, token: int) -> int | None:
        found = None
        for child in self.children[token]:
            relation = self.relations[child]
            if relation in ("obj", "iobj", "ccomp"):
                return None
            if relation == "xcomp" and child > token:
                found = child
        if found is None or self.has_subject[found]:
            return None
        if self.upos[found] != "VERB" and not self.has_copula[found]:
            return None
        if self.upos[token] not in VERBAL and self.lemma(token) not in AUXILIARY_LIKE:
            return None
        # Only adverbs and the infinitive's own markers may stand between.
        verb = found
        if self.has_copula[found]:
            verb = min(c for c in self.children[found] if self.relations[c] == "cop")
        for i in range(token + 1, verb):
            if self.relations[i] not in _BETWEEN or self.heads[i] not in (token, found):
                return None
        return found

    def is_auxiliary_like(self, token: int) -> bool:
        """Whether a verb that takes another in leaves it to that one to name the event."""
        name = self.lemma(token)
        return name in AUXILIARY_LIKE or (name in RAISING_PASSIVES and self.is_passive[token])

    def stretch(self, token: int, anchor: int, copular: bool) -> tuple[int, int]:
        """The run of auxiliaries, negations and adverbs around a predicate's printed verb."""
        first = position = anchor
        children = self.children[token]
        for child in reversed(children):
            if child >= position:
                continue
            relation = self.relations[child]
            if relation not in _OF_PREDICATE or self.right[child] != position - 1:
                break
            position = self.left[child]
            if relation != "advmod" or self.forms[child] in NEGATIONS:
                first = position
        last = anchor + 1
        for child in children:
            if child == last and (
                self.relations[child] == "compound:prt"
                or (copular and child < token and self.relations[child] in ("aux", "cop"))
                or (self.forms[child] in NEGATIONS and self.relations[child] == "advmod")
            ):
                last += 1
        return first, last

    def is_infinitive(self, token: int) -> bool:
        """Whether "to" marks a verb."""
        return not self.forms[token].endswith("ing") and any(
            self.forms[c] == "to" and self.relations[c] in ("mark", "aux")
            for c in self.children[token]
        )

    def is_participle(self, token: int) -> bool:
        """Whether a verb is a bare participle: no subject, auxiliary or marker."""
        if self.upos[token] != "VERB" or self.has_subject[token]:
            return False
        for child in self.children[token]:
            if self.relations[child] in ("aux", "aux:pass", "mark", "case", "cop"):
                return False
        form = self.forms[token]
        return form.endswith("ing") or form != self.lemma(token) or form.endswith(("ed", "en"))

    def condition(self, token: int) -> str | None:
        """The word that makes an adverbial clause a condition; "had" in "had it rained"."""
        children = self.children[token]
        for child in children:
            if self.relations[child] == "mark" and self.forms[child] in CONDITIONS:
                return self.forms[child]
        if any(self.relations[c] == "mark" for c in children):
            return None
        for child in children:
            if self.relations[child] in SUBJECTS:
                return None
            if self.relations[child] in ("aux", "aux:pass", "cop"):
                return self.forms[child] if self.forms[child] in ("had", "were", "should") else None
        return None

    # Relative clauses

    def _antecedents(self) -> list[int]:
        found = [-1] * len(self.forms)
        for token in self.order:
            head = self.heads[token]
            if self.relations[token] == "conj" and head >= 0:
                found[token] = found[head]
            elif head >= 0 and self.is_relative(token):
                found[token] = head
        return found

    def is_relative(self, token: int) -> bool:
        """Whether a clause is a relative one; with "where" it may be a plain "acl"."""
        relation = self.relations[token]
        if relation == "acl" and self.has_subject[token]:
            pronoun = self.relative_pronoun(token)
            return pronoun is not None and self.forms[pronoun] != "that"
        return relation == "acl:relcl"

    def relative_pronoun(self, token: int) -> int | None:
        """The relative pronoun among the first words of a relative clause."""
        for i in range(self.left[token], min(self.left[token] + 5, token)):
            if self.forms[i] in RELATIVES and self.upos[i] in ("PRON", "ADV", "DET"):
                return i
        return None
