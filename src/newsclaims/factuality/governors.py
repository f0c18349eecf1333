"""What the words that govern a clause leave of it, each inside what governs it, up the tree."""

from __future__ import annotations

from functools import cache

from newsclaims.attributions.voices import Voices
from newsclaims.factuality.clause_forms import ClauseForms
from newsclaims.factuality.judgements import SURE, Judgement, Marker, by
from newsclaims.factuality.negation import Negation
from newsclaims.factuality.questions import questions
from newsclaims.results import Span
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import AttributionIndex
from newsclaims.words.dependencies import SUBJECTS
from newsclaims.words.factuality import (
    CONTENT_NOUNS,
    FACTIVE,
    MANDATIVES,
    NOT,
    PROBABLE,
    Form,
    attributed,
)


class Governors:
    """The words that govern the clauses of a document, and what was judged of it so far.

    Attributes:
        context: For each predicate what the words around it leave of it.
        total: What is left of it in the end.
        questions: For each predicate that a question mark ends, the mark.
        open: What makes a question or a command, which a second verb may share.
        modals: Modal verbs, which it may share too.
    """

    def __init__(self, syntax: Syntax, voices: Voices) -> None:
        self.syntax = syntax
        self.voices = voices
        self.forms = ClauseForms(syntax)
        self.negation = Negation(syntax)
        self.context: dict[int, Judgement] = {}
        self.total: dict[int, Judgement] = {}
        self.open: dict[int, Marker] = {}
        self.modals: dict[int, dict[str, int]] = {}
        self.questions = questions(syntax)
        # Asked again for each clause that hangs from a word, so kept.
        self.effect = cache(self._effect)
        self.settled = cache(self._settled)
        self.arrangement = cache(self._arrangement)
        self.too = cache(self._too)
        self.stance = cache(self._stance)

    def _effect(self, head: int, form: Form) -> Judgement | None:
        """What a governing word implies about a clause; None if the table is silent."""
        found = self.forms.signature(head, form)
        if found is None:
            return None
        outer = self.place(head)
        if found is FACTIVE:
            hypothetical = any(m.kind == "condition" for m in outer.markers)
            return outer.opened() if hypothetical else SURE  # "if they know that", "until they do"
        denied = outer.factuality.polarity == "negative"
        marker = Marker(head, head + 1, "predicate", found.affirmed)
        return outer.governing(found.negated if denied else found.affirmed, marker)

    def _settled(self, noun: int) -> Judgement | None:
        """What "rejected the claim that" or "the claim that … is false" say of a noun's clause."""
        syntax = self.syntax
        place, relation = syntax.heads[noun], syntax.relations[noun]
        if place not in self.total or syntax.lemma(noun) not in CONTENT_NOUNS:
            return None
        judged = relation in SUBJECTS and syntax.has_copula[place]
        return self.effect(place, "that") if judged or relation in ("obj", "nsubj:pass") else None

    def place(self, head: int) -> Judgement:
        """The judgement of a governing word: a predicate's own, or that of a noun's place."""
        if head in self.total:
            return self.total[head]
        syntax, forms = self.syntax, self.forms
        place = syntax.heads[head]
        outer = self.total.get(place)
        if outer is not None and (syntax.relations[head] == "obj" or forms.exists(place)):
            return outer  # in which "no" before the noun is counted
        denier = self.negation.denier(head)
        found = SURE if denier is None else by("negation", denier, NOT)
        if "without" in forms.marks(head):
            return by("negation", forms.mark(head, "without"), NOT).under(found)
        return found

    def _too(self, head: int) -> int:
        """The "too" before a word, or -1."""
        syntax = self.syntax
        return next((c for c in syntax.children[head] if c < head and syntax.forms[c] == "too"), -1)

    def _arrangement(self, token: int) -> Judgement:
        """What "she is to open it" leaves, or "the plan is to open it"."""
        syntax, forms = self.syntax, self.forms
        for child in syntax.children[token]:
            if syntax.forms[child] == "yet":
                return by("adverb", child, NOT)
        subject = syntax.own_subject[token]
        found = forms.signature(subject, "to")
        if found is not None:
            return by("predicate", subject, found.affirmed)
        be = next((c for c in forms.auxiliaries(token) if syntax.lemma(c) == "be"), token)
        return by("modal", (be, be + 1 + (syntax.forms[be + 1 : be + 2] == ["to"])), PROBABLE)

    def is_demanded(self, token: int, head: int) -> bool:
        """Whether a clause is in the subjunctive of a demand: "insisted that he be freed"."""
        return self.syntax.lemma(head) in MANDATIVES and self.forms.is_subjunctive(token)

    def _stance(self, voice: AttributionIndex, form: Form) -> Judgement:
        """How the source of an attribution stands to a content of some form."""
        attribution = self.voices.attributions[voice]
        if attribution.cue is None:
            return Judgement(attributed((), form, attribution.type, False))
        words, outer = self._cue(attribution.cue)
        negated = outer.factuality.polarity == "negative"
        names = [self.forms.names(word) for word in words]
        left = attributed(names, form, attribution.type, negated)
        found = self.voices.range_of(attribution.cue)
        return outer.governing(left, Marker(*found, "cue", left)) if found else Judgement(left)

    def _cue(self, cue: Span) -> tuple[list[int], Judgement]:
        """A cue's main words, verbs first, and what denies it."""
        upos = self.syntax.upos
        found = self.voices.range_of(cue)
        if found is None:
            return [], SURE
        words = [t for t in range(*found) if upos[t] == "VERB"]
        words += [t for t in range(*found) if upos[t] in ("NOUN", "ADJ", "ADV")]
        return words, self.place(words[0]).denials() if words else SURE
