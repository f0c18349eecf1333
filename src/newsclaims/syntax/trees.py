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
#: Says how many of those that a relative clause picks out.
_OF_NAMES = having("adjective-of-name")
_QUANTIFYING = having("quantifying")
_PLURAL_PRONOUNS = having("plural-pronoun")
_PLURAL_NOUNS = having("plural-noun")
_SETS_OFF = frozenset(", ( [ – — --".split())
_MINUS = frozenset("-–−")
_SEPARATORS = frozenset(", ; : - – — . … ) ] ” »".split())
_PAIRS = [pair.split() for pair in ("“ ”", "( )", "[ ]", "« »", "`` ''", '" "', "‘ '", "' '")]
_MARKS = frozenset(mark for pair in _PAIRS for mark in pair)
OPENING_QUOTES = frozenset(opening for opening, _ in _PAIRS) - {"(", "["}
_PLURAL_ABBREVIATION = re.compile(r"[A-Z]{2,}s")  # "MPs", "PACs"
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


class Trees:
    """The dependency trees of a document; -1 stands for no token.

    Attributes:
        upos: Part of speech of each token.
        heads: Head of each token.
        relations: Relation of each token to its head.
        forms: Each token, lower-case, with straight apostrophes.
        sentence: Index of each token's sentence.
        children: Dependents of each token, in order.
        order: All tokens, each after its head.
        left, right: First and last token of each token's phrase.
        own_subject, own_object, possessor: The first such nominal among each token's dependents.
        is_passive: Whether each token's subject undergoes what it says.
        negators: For each token that has any, the words that deny it as a predicate.
        sureness: How sure the encoder is of each token.
    """

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.sureness = reading.sureness
        self.forms = [token.text.lower().replace("’", "'") for token in document.tokens]
        self.upos, self.relations = list(reading.upos), list(reading.relations)
        self.sentence = _sentences(document)
        self.heads = _inside_sentences(document, reading.heads)
        self.children = _children(self.heads)
        self.order = _order(self.heads, self.children)
        size = len(self.forms)
        self.own_subject, self.own_object, self.possessor = [-1] * size, [-1] * size, [-1] * size
        self.has_copula, self.is_passive = [False] * size, [False] * size
        self.negators: dict[int, list[int]] = {}
        for token, head in enumerate(self.heads):
            if head >= 0:
                self._note_dependent(token, head, self.relations[token])
        self.has_subject = [subject >= 0 for subject in self.own_subject]
        self._hyphens = _hyphens(document)
        self.left, self.right = list(range(len(self.forms))), list(range(len(self.forms)))
        for token in reversed(self.order):
            if self.children[token]:
                self.left[token], self.right[token] = self.phrase(token)

    def _note_dependent(self, token: int, head: int, relation: str) -> None:
        """Notes at a token's head what it is there, so that nothing has to look again."""
        if relation in SUBJECTS:
            before = self.own_subject[head]
            if before < 0 or self.relations[before].startswith("csubj"):
                self.own_subject[head] = token
        elif relation == "cop":
            self.has_copula[head] = True
        elif relation in ("obj", "iobj"):
            if self.own_object[head] < 0 and self.upos[token] in NOMINAL:
                self.own_object[head] = token
        elif relation == "nmod:poss":
            self.possessor[head] = token
        elif relation in ("advmod", "det", "cc:preconj") and self._denies(token):
            self.negators.setdefault(head, []).append(token)
        if relation in PASSIVE:
            self.is_passive[head] = True

    def _denies(self, token: int) -> bool:
        """Whether a word denies what it hangs from: "not", "no longer"."""
        if self.forms[token] in ("longer", "more"):
            return any(self.forms[child] in ("no", "not") for child in self.children[token])
        return self.forms[token] in NEGATIONS

    def lemma(self, token: int) -> str:
        """The base form of a token."""
        return lemma(self.document.tokens[token].text, self.upos[token])

    # Phrases

    def words(self, head: int) -> tuple[int, int]:
        """The token range of a head's phrase."""
        return self.left[head], self.right[head] + 1

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
            if not self.picks_out(head, child) and (
                relation in dropped or (relation in ASIDES and not self._belongs(child, head))
            ):
                continue
            after = self.right[child] + 1
            if relation == "acl" and after < head and upos[after] == "PUNCT":
                continue  # "Born in Lagos, Bello"
            if child > head and nominal and self._is_set_off(child, head):
                continue
            if relation == "appos" and self._after_punctuation(child, head):
                quoted = self.forms[self.left[child] - 1] in OPENING_QUOTES
                if not quoted or self.left[child] - 2 != head:
                    continue  # but the words "as printed" are one phrase
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
                if all(self._joins(i, child) for i in range(right + 1, self.left[child])):
                    right = max(right, self.right[child])
                else:
                    whole = False
        return left, right

    def _belongs(self, clause: int, noun: int) -> bool:
        """Whether a relative clause is a part of its noun's phrase: no comma sets it off."""
        if self.forms[noun] in FREE_RELATIVES:
            return self.upos[noun] in NOMINAL or self.relations[clause].endswith(":relcl")
        if self.upos[noun] not in NOMINAL or self.upos[noun] == "PROPN":
            return False
        set_off = clause < noun or self._after_punctuation(clause, noun)
        return self.relations[clause] == "acl:relcl" and not set_off

    def picks_out(self, noun: int, clause: int) -> bool:
        """Whether a relative clause says of whom something is said: "every town that was flooded".

        "Every town was closed" would say something else.
        """
        compared = self.upos[noun] in ("ADJ", "ADV") and self.relations[clause].endswith(":relcl")
        if compared and clause > noun > 0 and self.forms[noun - 1] == "the":
            return True  # "the longer the talks last"
        if self.relations[clause] not in ("acl:relcl", "acl"):
            return False
        if self.upos[noun] not in NOMINAL and self.forms[noun] not in _QUANTIFYING:
            return False
        if clause < noun or self._after_punctuation(clause, noun):
            return False
        return self.is_quantified(noun) or self.is_bare_plural(noun)

    def is_quantified(self, noun: int) -> bool:
        """Whether a noun phrase says how many of some: "every town", "the only one"."""
        return self.forms[noun] in _QUANTIFYING or any(
            self.forms[c] in _QUANTIFYING and self.relations[c] in ("det", "amod", "advmod")
            for c in takewhile(lambda c: c < noun, self.children[noun])
        )

    def is_bare_plural(self, noun: int) -> bool:
        """Whether nothing says of which ones a plural speaks: "families who lost their homes"."""
        before = takewhile(lambda c: c < noun, self.children[noun])
        said = {"det", "nummod", "nmod:poss"}
        plural = self.upos[noun] == "NOUN" and self.is_plural(noun)
        return plural and all(self.relations[c] not in said for c in before)

    def _joins(self, token: int, child: int) -> bool:
        """Whether a token before a phrase is no part of another: a mark, or its preposition.

        A name in two words may have its preposition at the second.
        """
        within = child <= self.heads[token] <= self.right[child]
        return self.upos[token] == "PUNCT" or (self.upos[token] == "ADP" and within)

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
        while first < head and self.forms[first] in _SEPARATORS and not self._is_minus(first):
            first += 1
        return self.balanced(min(first, head), last + 1)

    def _is_minus(self, token: int) -> bool:
        """Whether a dash is the sign of the number that it is written to: "–2.3"."""
        tokens = self.document.tokens
        return (
            self.forms[token] in _MINUS
            and self.upos[token + 1] == "NUM"
            and tokens[token].end == tokens[token + 1].start
        )

    def conjuncts(self, head: int) -> list[int]:
        """The nouns, or adjectives, that "and" joins to one; none where "or" or "but" does."""
        found = [
            c
            for c in self.children[head]
            if self.relations[c] == "conj" and self.upos[c] in CONJOINED and not self.has_subject[c]
            if c > head  # one before it is a fault of the tree
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
            if _PLURAL_ABBREVIATION.fullmatch(self.document.tokens[head].text):
                return True
            people = self.forms[head].removesuffix("s") in _OF_NAMES  # "Americans"
            plural = people or not _PLURAL_PRONOUNS.isdisjoint(before)
            return self.forms[head].endswith("s") and plural
        return self.forms[head] in _PLURAL_PRONOUNS or self.upos[head] == "NUM"


def _sentences(document: Document) -> list[int]:
    """The index of each token's sentence."""
    found = [0] * len(document.tokens)
    for index, sentence in enumerate(document.sentences):
        for token in range(sentence.first, sentence.last):
            found[token] = index
    return found


def _inside_sentences(document: Document, heads: Sequence[int]) -> list[int]:
    """The heads; one outside the sentence counts as none."""
    found = list(heads)
    for sentence in document.sentences:
        for token in range(sentence.first, sentence.last):
            if not sentence.first <= heads[token] < sentence.last or heads[token] == token:
                found[token] = -1
    return found


def _children(heads: Sequence[int]) -> list[list[int]]:
    """The dependents of each token, in order."""
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head >= 0:
            children[head].append(token)
    return children


def _order(heads: list[int], children: list[list[int]]) -> list[int]:
    """All tokens, heads before dependents; a cycle, which no sound parser makes, is cut in both."""
    order = [i for i, head in enumerate(heads) if head < 0]
    position = 0
    seen = [head < 0 for head in heads]
    rest = 0
    while True:
        while position < len(order):
            for child in children[order[position]]:
                if not seen[child]:
                    seen[child] = True
                    order.append(child)
            position += 1
        if len(order) == len(seen):
            return order
        while seen[rest]:
            rest += 1
        children[heads[rest]].remove(rest)
        heads[rest] = -1
        seen[rest] = True
        order.append(rest)


def _hyphens(document: Document) -> set[int]:
    """Hyphens between two words that are printed as one."""
    tokens = document.tokens
    return {
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].text == "-"
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
    }
