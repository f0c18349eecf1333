"""The forms of clauses and the names of the words that govern them, as the tables list them.

Small questions about one clause at a time, whatever it stands in: which conjunctions introduce it,
whether it is finite, a condition, a command, a complement.
"""

from __future__ import annotations

from functools import cache

from newsclaims.syntax.predicates import Syntax
from newsclaims.words import having
from newsclaims.words.dependencies import AUXILIARIES, BEFORE_COMMANDS
from newsclaims.words.factuality import (
    ABSENCE,
    CONDITIONS,
    DEPENDED_ON,
    FINITE,
    INTERROGATIVES,
    MODALS,
    OPEN_IN_PRESENT,
    TWO_WORD_CONDITIONS,
    Form,
    Signature,
    signature,
)

_FINITE_BE = having("form-of-be") & FINITE
_PAST_BE = having("form-of-be") & having("past-form")
_PAST = having("past-form") & FINITE
_INVERTED = having("inverted-condition")


class ClauseForms:
    """The forms of the clauses of a document."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        # Asked again for each clause that hangs from a word, so kept.
        self.names = cache(self._names)
        self.marks = cache(self._marks)
        self.auxiliaries = cache(self._auxiliaries)
        self.condition = cache(self._condition)
        self.is_infinitive = cache(syntax.is_infinitive)

    def form(self, token: int) -> Form:
        """The form of a clause, as the words that govern it distinguish them."""
        syntax = self._syntax
        marks, auxiliaries = self.marks(token), self.auxiliaries(token)
        if syntax.forms[auxiliaries[0] if auxiliaries else token].endswith("ing"):
            return "from" if "from" in marks else "-ing"
        if not FINITE.isdisjoint(marks) or any(syntax.forms[c] in FINITE for c in auxiliaries):
            return "that"
        bare = (
            syntax.relations[token] == "xcomp"
            and syntax.upos[token] == "VERB"
            and syntax.forms[token] == syntax.lemma(token)
        )
        return "to" if bare or "to" in marks else "that"

    def _auxiliaries(self, token: int) -> list[int]:
        """Auxiliaries and copulas of a clause."""
        relations = self._syntax.relations
        return [c for c in self._syntax.children[token] if relations[c] in AUXILIARIES]

    def _marks(self, token: int) -> tuple[str, ...]:
        """The conjunctions and prepositions that introduce a clause."""
        forms, relations = self._syntax.forms, self._syntax.relations
        children = (c for c in self._syntax.children[token] if c <= token)
        return tuple([forms[c] for c in children if relations[c] in ("mark", "case")])

    # Words that govern a clause

    def _names(self, token: int) -> tuple[str, ...]:
        """What the tables may call a word: with its particle, passive, as printed, by its lemma."""
        syntax = self._syntax
        name, form = syntax.lemma(token), syntax.forms[token]
        if syntax.upos[token] in ("NOUN", "PROPN"):
            return (f"the-{name}", f"the-{form}")
        particles = [syntax.forms[c] for c in syntax.related(token, "compound:prt")]
        found = [f"{name}-{p}" for p in particles or syntax.forms[token + 1 : token + 2]]
        participle = syntax.is_participle(token) and not form.endswith("ing")
        if participle or syntax.is_passive[token]:
            found.append(f"be-{form}")
        elif form == "able" and any(syntax.forms[c] in _PAST_BE for c in syntax.children[token]):
            found.append("was-able")
        return (*found, form, name)

    def signature(self, token: int, form: Form) -> Signature | None:
        """What a word says of a clause of some form; None if there is none or no table has it."""
        if token < 0:
            return None
        found = signature(self.names(token), form)
        if found is None and form == "from":
            return signature(self.names(token), "-ing")
        return found

    def exists(self, token: int) -> bool:
        """Whether a clause only says that its subject exists: "there is no evidence"."""
        return bool(self._syntax.related(token, "expl"))

    # Kinds of clauses

    def mark(self, token: int, *words: str) -> int:
        """The token of one of these words that introduces a clause, or the clause's own."""
        syntax = self._syntax
        found = (c for c in syntax.children[token] if syntax.forms[c] in words and c <= token)
        return next(found, token)

    def begins_with_interrogative(self, token: int) -> bool:
        """Whether a clause begins with "why", "who" and so on, or with a preposition and these."""
        syntax = self._syntax
        first = syntax.left[token]
        if syntax.upos[first] == "ADP" and first < token:
            first += 1
        return syntax.forms[first] in INTERROGATIVES

    def is_relative(self, token: int) -> bool:
        """Whether a noun's clause is a relative one, not its complement ("evidence that …")."""
        syntax = self._syntax
        if not syntax.is_relative(token):
            return False
        if self.signature(syntax.heads[token], "that") is None:
            return True
        # "Evidence that he lied", "evidence he took a bribe": nothing is missing in the clause.
        conjunction = any(
            syntax.forms[c] == "that"
            and (syntax.relations[c] == "mark" or syntax.upos[c] == "SCONJ")
            for c in syntax.children[token]
        )
        complete = (
            syntax.relative_pronoun(token) is None
            and syntax.own_subject[token] >= 0
            and (syntax.own_object[token] >= 0 or syntax.has_copula[token])
        )
        return not (conjunction or complete)

    def has_own_tense(self, token: int) -> bool:
        """Whether a verb without auxiliaries is inflected."""
        syntax = self._syntax
        inflected = syntax.forms[token] != syntax.lemma(token)
        return syntax.upos[token] == "VERB" and inflected and not self.auxiliaries(token)

    def is_past(self, token: int) -> bool:
        """Whether a verb is in a past tense, as far as its form shows it."""
        forms = self._syntax.forms
        if any(forms[c] in _PAST for c in self.auxiliaries(token)):
            return True
        return self.has_own_tense(token) and not forms[token].endswith("s")

    def is_subjunctive(self, token: int) -> bool:
        """Whether a verb is in the subjunctive: "insisted that he be released"."""
        syntax = self._syntax
        subject, auxiliaries = syntax.own_subject[token], self.auxiliaries(token)
        if auxiliaries:
            return syntax.forms[auxiliaries[0]] == "be"
        if subject < 0 or syntax.upos[token] != "VERB" or self.has_own_tense(token):
            return False
        word = syntax.forms[subject]
        noun = syntax.upos[subject] in ("NOUN", "PROPN")
        return word in ("he", "she", "it") or (noun and word == syntax.lemma(subject))

    def is_command(self, token: int) -> bool:
        """Whether a verb commands: a base form without a subject, alone or with "do not"."""
        syntax = self._syntax
        if syntax.own_subject[token] >= 0 or not syntax.is_imperative(token):
            return False
        return all(
            syntax.forms[c] == "do" if syntax.relations[c] in AUXILIARIES else c > token
            for c in syntax.children[token]
            if syntax.relations[c] not in BEFORE_COMMANDS
        )

    def is_arranged(self, token: int) -> bool:
        """Whether a form of "be" governs an infinitive: "the queen is to open the hospital"."""
        forms = self._syntax.forms
        is_be = any(forms[c] in _FINITE_BE for c in self.auxiliaries(token))
        return is_be and self.is_infinitive(token)

    def absence(self, token: int) -> tuple[int, int] | None:
        """Where the "without" or "instead of" that introduces a clause begins and ends."""
        syntax = self._syntax
        for child in syntax.children[token]:
            if child >= token:
                break
            for words in ABSENCE:
                if tuple(syntax.forms[child : child + len(words)]) == words:
                    return child, child + len(words)
        return None

    # Comparisons

    def comparison(self, token: int) -> int:
        """The "than" or "as" of a clause that something is compared with, or -1.

        "Later than anybody expected", "as much as he paid"; not "as long as".
        """
        return self._syntax.comparison(token)

    # Conditions

    def open_time(self, token: int) -> int:
        """The conjunction of time that leaves a clause open: "when prices rise"; or -1.

        A past tense, here or in the main clause, tells what came about, and so does the present
        of a headline.
        """
        syntax = self._syntax
        head = main = syntax.heads[token]
        if head < 0 or syntax.sentence[token] == syntax.document.title:
            return -1
        words = OPEN_IN_PRESENT
        if syntax.forms[head] == "soon":  # "as soon as they can"
            words, main = words | {"as"}, syntax.heads[head]
        introducing = (
            c
            for c in syntax.children[token]
            if c < token and syntax.relations[c] in ("mark", "advmod", "case")
        )
        found = next((c for c in introducing if syntax.forms[c] in words), -1)
        if found < 0 or syntax.own_subject[token] < 0 or self.form(token) != "that":
            return -1
        is_future = any(syntax.lemma(c) == "will" for c in self.auxiliaries(token))
        return -1 if is_future or self.is_told(token, main, syntax.forms[found]) else found

    def is_told(self, token: int, main: int, conjunction: str) -> bool:
        """Whether a clause of time tells what came about, as its tense and the main one's do.

        In "would close once the last ship had left" both are as open as in the present.
        """
        syntax = self._syntax
        auxiliaries = [syntax.lemma(c) for c in self.auxiliaries(main)] if main >= 0 else []
        would = "have" not in auxiliaries and not MODALS.keys().isdisjoint(auxiliaries)
        if would and conjunction not in ("after", "when"):
            return False
        if conjunction == "before" and any(
            self._syntax.forms[c] == "could" for c in self.auxiliaries(token)
        ):
            return False  # "fell before it could be repaired"
        return self.is_past(token) or (main >= 0 and self.is_past(main))

    def _condition(self, token: int) -> int:
        """The word that makes an adverbial clause a condition, or -1."""
        syntax = self._syntax
        forms = syntax.forms
        if forms[token] in CONDITIONS and syntax.related(token, "ccomp"):
            return token  # "provided that …" with a verb of its own
        for child in syntax.children[token]:
            if child >= token:
                break
            form = forms[child]
            if (form, forms[child + 1]) in TWO_WORD_CONDITIONS:
                return child
            if syntax.relations[child] == "mark" and form in CONDITIONS:
                told = form in ("until", "till") and self.is_told(token, syntax.heads[token], form)
                return -1 if told else child
        return self.inversion(token)

    def inversion(self, token: int) -> int:
        """The verb of an inverted condition: "had it rained", "were he to go"; or -1."""
        syntax = self._syntax
        first = syntax.left[token]
        while first < token and syntax.upos[first] in ("PUNCT", "CCONJ"):
            first += 1
        inverted = syntax.forms[first] in _INVERTED and syntax.heads[first] == token
        return first if inverted and first < syntax.own_subject[token] else -1

    def as_long_as(self, token: int) -> int:
        """The "long" of "as long as", of which a clause makes a condition, or that one; or -1."""
        syntax = self._syntax
        if syntax.forms[token] == "long":
            return next((token for c in syntax.children[token] if "as" in self.marks(c)), -1)
        head = syntax.heads[token]
        return (
            head if head >= 0 and syntax.forms[head] == "long" and "as" in self.marks(token) else -1
        )

    def dependence(self, condition: int) -> int:
        """The word of a condition on which its main clause depends too; not in "even if"; or -1."""
        syntax = self._syntax
        if (long := self.as_long_as(condition)) >= 0:
            return long
        if syntax.relations[condition] != "advcl" and syntax.forms[condition] not in CONDITIONS:
            return -1
        word = self.condition(condition)
        if word < 0 or syntax.forms[word] not in DEPENDED_ON:
            return -1
        first = max(syntax.left[condition] - 1, 0)
        return -1 if "even" in syntax.forms[first : first + 3] else word
