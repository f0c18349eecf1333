"""What denies a clause: negations, negative arguments, and denials shared with a first verb."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from newsclaims.syntax.predicates import Syntax
from newsclaims.words import having
from newsclaims.words.dependencies import CORE_ARGUMENTS, NEGATING
from newsclaims.words.factuality import (
    AFTER_NO,
    APPROXIMATE,
    DENIABLE_ADVERBS,
    DENYING_PHRASES,
    FOCUS,
    NEGATIONS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_PRONOUNS,
    NO_OCCASIONS,
    QUANTIFIERS,
)

ARGUMENTS = CORE_ARGUMENTS
_NEGATING = NEGATING
_ARTICLES = having("article") | {"quite", "not"}


#: Tokens of a word or phrase that denies: the first, and just past the last.
Stretch = tuple[int, int]


class Negation:
    """The words that deny the clauses and the noun phrases of a document."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        # Asked again for each clause that hangs from a word, so kept.
        self.denier = cache(self._find_denier)
        self._before = cache(self._find_before)
        self._conjunctions = cache(self._find_conjunctions)

    def words(self, token: int) -> list[Stretch]:
        """The words that deny the clause that hangs from a token; two cancel each other."""
        syntax = self._syntax
        forms, relations = syntax.forms, syntax.relations
        found: list[Stretch] = []
        joined = False
        nor = -1
        for child in syntax.children[token]:
            form, relation = forms[child], relations[child]
            if relation in ARGUMENTS or relation.startswith("obl"):
                is_argument = relation in ARGUMENTS
                denier = self.denier(child) if is_argument else self._adverbial_denier(child)
                if denier is not None:
                    found.append(denier)
            elif relation == "cc":
                joined = joined or child < token
                nor = child if form == "nor" else nor
            elif form in DENIABLE_ADVERBS and relation == "advmod":
                for c in syntax.children[child]:
                    if forms[c] in NEGATIONS:
                        found.append((c, max(c, child) + 1))
                        break
            elif (
                form in NEGATIONS
                and relation in _NEGATING
                and (form != "no" or relation == "det")
                and not self._is_focused(child)
                and not (joined and found)  # "cannot and will not" denies once
            ):
                found.append((child, child + 1))
        if nor >= 0 and not found:
            found.append((nor, nor + 1))
        phrase = self._denying_phrase(token)
        if phrase is not None:
            found.append(phrase)
        return found

    def shared(self, token: int, first: int) -> list[Stretch]:
        """What denies a second verb with the first.

        "Did not resign or apologise" denies both, "did not resign but apologised" only one.
        """
        syntax = self._syntax
        found = self._before(first)
        if not found:
            return found
        conjunction = self._conjunctions(first).get(token, "and")
        is_base = syntax.forms[token] == syntax.lemma(token)
        return found if conjunction == "or" or (is_base and conjunction == "and") else []

    def _find_denier(self, noun: int) -> Stretch | None:
        """What in a noun phrase denies its clause: "no details", "nobody", "not everyone"."""
        syntax = self._syntax
        forms, form = syntax.forms, syntax.forms[noun]
        before = {forms[c]: c for c in syntax.children[noun] if c < noun}
        words = before.keys()
        if form in NEGATIVE_PRONOUNS or (form == "one" and noun and forms[noun - 1] == "no"):
            first = noun - 1 if form == "one" else noun
            return None if self._next(noun) in AFTER_NO else (first, noun + 1)
        if "not" in words:
            at = before["not"]
            denied = form in QUANTIFIERS or not words.isdisjoint(QUANTIFIERS)
            return (at, at + 1) if denied and not self._is_focused(at) else None
        if "no" in words:
            at = before["no"]
            return None if self._next(at) in AFTER_NO else (at, at + 1)
        if not words.isdisjoint(NEGATIVE_DETERMINERS):
            at = min(before[word] for word in words & NEGATIVE_DETERMINERS)
            return at, at + 1
        if form not in APPROXIMATE and words.isdisjoint(APPROXIMATE):
            return None
        if "little" in words and form != syntax.lemma(noun):
            return None  # "little spies" are small
        at = min((before[word] for word in words & APPROXIMATE), default=noun)
        denied = words.isdisjoint(_ARTICLES) and (at == 0 or forms[at - 1] not in _ARTICLES)
        return (at, at + 1) if denied else None

    def _adverbial_denier(self, noun: int) -> Stretch | None:
        """The same of an adverbial: "to no one", "at no time", but not "with no money"."""
        syntax = self._syntax
        form = syntax.forms[noun]
        is_person = form == "one" or (form in NEGATIVE_PRONOUNS and form != "nothing")
        return self.denier(noun) if is_person or syntax.lemma(noun) in NO_OCCASIONS else None

    def _next(self, token: int) -> str:
        forms = self._syntax.forms
        return forms[token + 1] if token + 1 < len(forms) else ""

    def _is_focused(self, negation: int) -> bool:
        """Whether a negation denies no more than the word after it: "not only", "not just".

        "Can not simply leave" still denies it.
        """
        word = self._next(negation)
        after_can = negation > 0 and self._syntax.forms[negation - 1] in ("can", "ca", "could")
        return word in FOCUS and not (after_can and word != "only")

    def _denying_phrase(self, token: int) -> Stretch | None:
        """The "far from" before a word, or headed by it; none in "far from the city"."""
        syntax = self._syntax
        start = max(token - 2, 0)
        words = syntax.forms[start : token + 2]
        if token + 2 < len(syntax.upos) and syntax.upos[token + 2] == "DET":
            return None
        for at, pair in enumerate(pairwise(words), start=start):
            if pair in DENYING_PHRASES:
                return at, at + 2
        return None

    def _find_before(self, token: int) -> list[Stretch]:
        """The negations before a verb that deny it."""
        syntax = self._syntax
        return [
            (c, c + 1)
            for c in syntax.children[token]
            if c < token
            and syntax.forms[c] in NEGATIONS
            and syntax.relations[c] in ("advmod", "cc:preconj")
            and not self._is_focused(c)
        ]

    def _find_conjunctions(self, first: int) -> dict[int, str]:
        """What joins each further verb to the first: "attacked, occupied or shelled"."""
        syntax = self._syntax
        found: dict[int, str] = {}
        word = "and"
        for verb in reversed(syntax.children[first]):
            if syntax.relations[verb] == "conj":
                for child in syntax.children[verb]:
                    if syntax.relations[child] == "cc":
                        word = syntax.forms[child]
                found[verb] = word
        return found
