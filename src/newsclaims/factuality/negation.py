"""What denies a clause: negations, negative arguments, and denials shared with a first verb."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, first_of, note
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
#: No other nouns are looked at, and none with other words before it.
_NOUNS = NEGATIVE_PRONOUNS | APPROXIMATE | {"one"}
_DETERMINERS = NEGATIVE_DETERMINERS | APPROXIMATE | {"not"}

#: Tokens of a word or phrase that denies: the first, and just past the last.
Stretch = tuple[int, int]


class Negation:
    """The words that deny the clauses and the noun phrases of a document."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        # Asked again for each clause that hangs from a word, so kept.
        self._denial = cache(self._find_denial)
        self._before = cache(self._find_before)
        self._conjunctions = cache(self._find_conjunctions)

    def words(self, token: int) -> list[Stretch]:
        """The words that deny the clause that hangs from a token; two cancel each other."""
        syntax = self.syntax
        found: list[tuple[Rule[..., object], Stretch]] = []
        joined = False
        nor = -1
        for child in syntax.children[token]:
            relation = syntax.relations[child]
            if relation == "cc":
                joined = joined or child < token
                nor = child if syntax.forms[child] == "nor" else nor
                continue
            denial = None
            if relation in ARGUMENTS:
                denial = self._denial(child)
            elif relation in _NEGATING or relation.startswith("obl"):
                denial = first_of(DENIALS, self, child, joined and bool(found))
            if denial is not None:
                found.append(denial)
        for rule in PHRASES:
            stretch = rule(syntax, token, -1 if found else nor)
            if stretch is not None:
                found.append((rule, stretch))
        for by, stretch in found:
            note(by, "negative", (token, token + 1), stretch)
        return [stretch for _, stretch in found]

    def shared(self, token: int, first: int) -> list[Stretch]:
        """What denies a second verb with the first."""
        for rule in SHARED:
            stretch = rule(self, token, first)
            if stretch is not None:
                note(rule, "negative", (token, token + 1), stretch)
                return [stretch]
        return []

    def denier(self, noun: int) -> Stretch | None:
        """What in a noun phrase denies its clause: "no details", "nobody", "not everyone"."""
        denial = self._denial(noun)
        return None if denial is None else denial[1]

    def before(self, token: int) -> Stretch | None:
        """The first negation before a verb that denies it."""
        return self._before(token)

    def conjunction(self, token: int, first: int) -> str:
        """What joins a further verb to the first: "attacked, occupied or shelled"."""
        return self._conjunctions(first).get(token, "and")

    def _find_denial(self, noun: int) -> tuple[Rule[..., object], Stretch] | None:
        syntax = self.syntax
        before = {syntax.forms[c]: c for c in syntax.children[noun] if c < noun}
        if syntax.forms[noun] not in _NOUNS and _DETERMINERS.isdisjoint(before):
            return None
        found = first_of(NOUNS, syntax, noun, before)
        return (found[0], found[1][0]) if found and found[1] else None

    def _find_before(self, token: int) -> Stretch | None:
        syntax = self.syntax
        for child in syntax.children[token]:
            if child < token and syntax.forms[child] in NEGATIONS:
                negates = syntax.relations[child] in ("advmod", "cc:preconj")
                if negates and not _is_focused(syntax, child):
                    return child, child + 1
        return None

    def _find_conjunctions(self, first: int) -> dict[int, str]:
        syntax = self.syntax
        found: dict[int, str] = {}
        word = "and"
        for verb in reversed(syntax.children[first]):
            if syntax.relations[verb] == "conj":
                for child in syntax.children[verb]:
                    if syntax.relations[child] == "cc":
                        word = syntax.forms[child]
                found[verb] = word
        return found


# --- Noun phrases: what denies the clause they are in; () if they hold a denial of something else -


def _pronoun(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """A negative pronoun denies its clause: "nobody", "no one", but not "nothing but"."""
    is_one = syntax.forms[noun] == "one" and noun > 0 and syntax.forms[noun - 1] == "no"
    if syntax.forms[noun] not in NEGATIVE_PRONOUNS and not is_one:
        return None
    first = noun - 1 if is_one else noun
    return () if _next(syntax, noun) in AFTER_NO else ((first, noun + 1),)


def _not_every(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """The "not" of "not everyone" denies the clause; that of "not the mayor" does not."""
    at = before.get("not")
    if at is None:
        return None
    denied = syntax.forms[noun] in QUANTIFIERS or not before.keys().isdisjoint(QUANTIFIERS)
    return ((at, at + 1),) if denied and not _is_focused(syntax, at) else ()


def _no(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """The "no" before a noun denies the clause: "no details", but not "no fewer than 30"."""
    at = before.get("no")
    if at is None:
        return None
    return () if _next(syntax, at) in AFTER_NO else ((at, at + 1),)


def _neither(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """A negative determiner denies the clause: "neither side", "hardly any details"."""
    at = min((before[word] for word in before.keys() & NEGATIVE_DETERMINERS), default=-1)
    return None if at < 0 else ((at, at + 1),)


def _few(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """A "few" or "little" without an article denies the clause; "little spies" are small."""
    forms, words = syntax.forms, before.keys()
    if forms[noun] not in APPROXIMATE and words.isdisjoint(APPROXIMATE):
        return None
    if "little" in words and forms[noun] != syntax.lemma(noun):
        return None
    at = min((before[word] for word in words & APPROXIMATE), default=noun)
    denied = words.isdisjoint(_ARTICLES) and (at == 0 or forms[at - 1] not in _ARTICLES)
    return ((at, at + 1),) if denied else None


NOUNS: tuple[Rule[[Syntax, int, Mapping[str, int]], tuple[Stretch, ...]], ...] = (
    Rule("factuality: negative pronoun", _pronoun),
    Rule("factuality: not everyone", _not_every),
    Rule("factuality: no before a noun", _no),
    Rule("factuality: negative determiner", _neither),
    Rule("factuality: few or little", _few),
)


# --- Other dependents of a predicate --------------------------------------------------------------


def _occasion(negation: Negation, noun: int, second: bool) -> Stretch | None:
    """A negative adverbial denies the clause: "to no one", "at no time"; "with no money" not."""
    syntax = negation.syntax
    if not syntax.relations[noun].startswith("obl"):
        return None
    form = syntax.forms[noun]
    is_person = form == "one" or (form in NEGATIVE_PRONOUNS and form != "nothing")
    return negation.denier(noun) if is_person or syntax.lemma(noun) in NO_OCCASIONS else None


def _no_longer(negation: Negation, adverb: int, second: bool) -> Stretch | None:
    """A negation before an adverb denies the clause: "no longer", "not once", "never before"."""
    syntax = negation.syntax
    if syntax.forms[adverb] in DENIABLE_ADVERBS and syntax.relations[adverb] == "advmod":
        for child in syntax.children[adverb]:
            if syntax.forms[child] in NEGATIONS:
                return child, max(child, adverb) + 1
    return None


def _negation(negation: Negation, word: int, second: bool) -> Stretch | None:
    """A negation denies its verb, but not in "not only"; "cannot and will not" denies once."""
    syntax = negation.syntax
    form, relation = syntax.forms[word], syntax.relations[word]
    if (
        second
        or form not in NEGATIONS
        or relation not in _NEGATING
        or (form in DENIABLE_ADVERBS and relation == "advmod")
        or (form == "no" and relation != "det")
        or _is_focused(syntax, word)
    ):
        return None
    return word, word + 1


DENIALS: tuple[Rule[[Negation, int, bool], Stretch], ...] = (
    Rule("factuality: negative adverbial", _occasion),
    Rule("factuality: no longer", _no_longer),
    Rule("factuality: negation", _negation),
)


def _nor(syntax: Syntax, token: int, nor: int) -> Stretch | None:
    """A "nor" denies the second verb, if nothing else does."""
    return (nor, nor + 1) if nor >= 0 else None


def _far_from(syntax: Syntax, token: int, nor: int) -> Stretch | None:
    """A "far from" before a word, or headed by it, denies it; not in "far from the city"."""
    start = max(token - 2, 0)
    if token + 2 < len(syntax.upos) and syntax.upos[token + 2] == "DET":
        return None
    pairs = enumerate(pairwise(syntax.forms[start : token + 2]), start=start)
    return next(((at, at + 2) for at, pair in pairs if pair in DENYING_PHRASES), None)


PHRASES: tuple[Rule[[Syntax, int, int], Stretch], ...] = (
    Rule("factuality: nor", _nor),
    Rule("factuality: far from", _far_from),
)


def _of_first_verb(negation: Negation, token: int, first: int) -> Stretch | None:
    """The negation of the first of two verbs denies both.

    "Did not resign or apologise", but not "did not resign but apologised".
    """
    syntax, stretch = negation.syntax, negation.before(first)
    if stretch is None:
        return None
    conjunction = negation.conjunction(token, first)
    is_base = syntax.forms[token] == syntax.lemma(token)
    return stretch if conjunction == "or" or (is_base and conjunction == "and") else None


SHARED: tuple[Rule[[Negation, int, int], Stretch], ...] = (
    Rule("factuality: negation of the first verb", _of_first_verb),
)


def _next(syntax: Syntax, token: int) -> str:
    return syntax.forms[token + 1] if token + 1 < len(syntax.forms) else ""


def _is_focused(syntax: Syntax, negation: int) -> bool:
    """Whether a negation denies no more than the word after it: "not only", "not just".

    "Can not simply leave" still denies it.
    """
    word = _next(syntax, negation)
    after_can = negation > 0 and syntax.forms[negation - 1] in ("can", "ca", "could")
    return word in FOCUS and not (after_can and word != "only")
