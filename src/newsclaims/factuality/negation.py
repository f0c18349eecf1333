"""What denies a clause: negations, negative arguments, and denials shared with a first verb."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, decide_by
from newsclaims.words import having
from newsclaims.words.dependencies import CORE_ARGUMENTS, NEGATING
from newsclaims.words.factuality import (
    AFTER_NO,
    APPROXIMATE,
    DENIABLE_ADVERBS,
    FOCUS,
    NEGATIONS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_PRONOUNS,
    NO_OCCASIONS,
    QUANTIFIERS,
)

_ARTICLES = having("article") | {"quite", "not"}
#: No other nouns are looked at, and none with other words before it.
_NOUNS = NEGATIVE_PRONOUNS | APPROXIMATE | {"one"}
_DETERMINERS = NEGATIVE_DETERMINERS | APPROXIMATE | {"not"}
_ADVERBS = NEGATIONS | DENIABLE_ADVERBS

#: Tokens of a word or phrase that denies: the first, and just past the last.
Stretch = tuple[int, int]
#: A denial, and the rule that found it.
Denial = tuple[Rule[..., object], Stretch]


class Negation:
    """The words that deny the clauses and the noun phrases of a document."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        # Asked again for each clause that hangs from a word, so kept.
        self.of_noun = cache(self._of_noun)
        self.before = cache(self._before)
        self.conjunctions = cache(self._conjunctions)

    def words(self, token: int) -> list[Denial]:
        """The words that deny the clause that hangs from a token; two cancel each other."""
        syntax = self.syntax
        found: list[Denial] = []
        joined, nor = False, -1
        for child in syntax.children[token]:
            relation, form = syntax.relations[child], syntax.forms[child]
            denial: Denial | None = None
            if relation == "cc":
                joined = joined or child < token
                nor = child if form == "nor" else nor
            elif relation in CORE_ARGUMENTS:
                denial = self.of_noun(child)
            elif form in _ADVERBS if relation in NEGATING else relation.startswith("obl"):
                denial = decide_by(DENIALS, self, child, joined and bool(found))
            if denial is not None:
                found.append(denial)
        if nor >= 0 and not found:
            found += filter(None, [decide_by(DENIALS, self, nor, False)])
        return found

    def denier(self, noun: int) -> Stretch | None:
        """What in a noun phrase denies its clause: "no details", "nobody", "not everyone"."""
        denial = self.of_noun(noun)
        return None if denial is None else denial[1]

    def _of_noun(self, noun: int) -> Denial | None:
        syntax = self.syntax
        before = {syntax.forms[c]: c for c in syntax.children[noun] if c < noun}
        if syntax.forms[noun] not in _NOUNS and _DETERMINERS.isdisjoint(before):
            return None
        found = decide_by(NOUNS, syntax, noun, before)
        return (found[0], found[1][0]) if found and found[1] else None

    def _before(self, token: int) -> Stretch | None:
        """The first negation before a verb that denies it."""
        syntax = self.syntax
        for child in syntax.children[token]:
            if child < token and syntax.forms[child] in NEGATIONS:
                negates = syntax.relations[child] in ("advmod", "cc:preconj")
                if negates and not _is_focused(syntax, child):
                    return child, child + 1
        return None

    def _conjunctions(self, first: int) -> dict[int, str]:
        """What joins each further verb to the first: "attacked, occupied or shelled"."""
        syntax = self.syntax
        found: dict[int, str] = {}
        word = "and"
        for verb in reversed(syntax.related(first, "conj")):
            for child in syntax.related(verb, "cc"):
                word = syntax.forms[child]
            found[verb] = word
        return found


# --- Noun phrases: what denies the clause they are in; () if they hold a denial of something else -


def _pronoun(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """A negative pronoun denies its clause: "nobody", "no one", but not "nothing but"."""
    is_one = syntax.forms[noun] == "one" and noun > 0 and syntax.forms[noun - 1] == "no"
    if syntax.forms[noun] not in NEGATIVE_PRONOUNS and not is_one:
        return None
    return () if _next(syntax, noun) in AFTER_NO else ((noun - is_one, noun + 1),)


def _not_every(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """The "not" of "not everyone" denies the clause; that of "not the mayor" does not."""
    at = before.get("not")
    if at is None:
        return None
    denied = syntax.forms[noun] in QUANTIFIERS or not before.keys().isdisjoint(QUANTIFIERS)
    return ((at, at + 1),) if denied and not _is_focused(syntax, at) else ()


def _no(syntax: Syntax, noun: int, before: Mapping[str, int]) -> tuple[Stretch, ...] | None:
    """A negative determiner denies the clause: "no details", "neither side", "hardly any".

    But not in "no fewer than 30".
    """
    at = min((before[word] for word in before.keys() & NEGATIVE_DETERMINERS), default=-1)
    is_more = syntax.forms[at] == "no" and _next(syntax, at) in AFTER_NO
    return None if at < 0 else () if is_more else ((at, at + 1),)


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
    Rule("factuality: negative determiner", _no),
    Rule("factuality: few or little", _few),
)


# --- Other dependents of a predicate --------------------------------------------------------------


def _occasion(negation: Negation, noun: int, second: bool) -> Stretch | None:
    """A negative adverbial denies the clause: "to no one", "at no time"; "with no money" not."""
    syntax, form = negation.syntax, negation.syntax.forms[noun]
    if not syntax.relations[noun].startswith("obl"):
        return None
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
    is_other = form in DENIABLE_ADVERBS and relation == "advmod"
    if second or form not in NEGATIONS or relation not in NEGATING or is_other:
        return None
    is_determiner = form == "no" and relation != "det"
    return None if is_determiner or _is_focused(syntax, word) else (word, word + 1)


def _nor(negation: Negation, word: int, second: bool) -> Stretch | None:
    """A "nor" denies the second verb, if nothing else does."""
    return (word, word + 1) if negation.syntax.relations[word] == "cc" else None


DENIALS: tuple[Rule[[Negation, int, bool], Stretch], ...] = (
    Rule("factuality: negative adverbial", _occasion),
    Rule("factuality: no longer", _no_longer),
    Rule("factuality: negation", _negation),
    Rule("factuality: nor", _nor),
)


def _of_first_verb(negation: Negation, token: int, first: int) -> Stretch | None:
    """The negation of the first of two verbs denies both.

    "Did not resign or apologise", but not "did not resign but apologised".
    """
    syntax, stretch = negation.syntax, negation.before(first)
    if stretch is None:
        return None
    conjunction = negation.conjunctions(first).get(token, "and")
    is_base = syntax.forms[token] == syntax.lemma(token)
    return stretch if conjunction == "or" or (is_base and conjunction == "and") else None


#: What denies a second verb with the first.
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
