"""Reads each clause against the tables of `words.factuality`: whether it holds, how surely.

A clause's factuality is what its own words leave of it (modal verbs, adverbs, negation, a question
or a condition), inside what the words that govern it leave: the cue of the attribution whose
content it heads, or the verb, adjective or noun that it completes, each of these in turn inside
what governs it, up the tree. Polarities multiply and doubt prevails; only a factive lets nothing
through from above. Each word that decides is kept with what it leaves, as the claim's markers.
"""

from __future__ import annotations

from functools import cache

from newsclaims.attributions.voices import Voices
from newsclaims.clauses.clause import Clause
from newsclaims.factuality.clause_forms import ClauseForms
from newsclaims.factuality.judgements import SURE, Judgement, Marker
from newsclaims.factuality.negation import ARGUMENTS, Negation, Stretch
from newsclaims.results import MarkerKind, Span
from newsclaims.syntax.predicates import Syntax
from newsclaims.words import having
from newsclaims.words.dependencies import COMPLEMENTS, SUBJECTS
from newsclaims.words.factuality import (
    ADVERBS,
    CERTAIN,
    CONTENT_NOUNS,
    DENIABLE_MODALS,
    DENIED_ADVERBS,
    FACTIVE,
    FALLING_SHORT,
    LATER,
    MANDATIVES,
    MODALS,
    NEGATIONS,
    NOT,
    PROBABLE,
    SENSATIONS,
    SPEECH,
    STATES,
    UNKNOWN,
    WISHES,
    Factuality,
    Form,
    attributed,
    signature,
)

_QUOTATION_MARKS = frozenset("“”\"«»„‟``''")
_COMPLEMENTS = COMPLEMENTS
#: Conjunctions that no complement has, wherever a faulty tree puts their clause.
_ADVERBIAL = having("adverbial-conjunction")


class ClauseFactuality:
    """The factuality of every clause of a document, as whoever puts it forward puts it."""

    def __init__(self, syntax: Syntax, voices: Voices) -> None:
        self._syntax = syntax
        self._voices = voices
        self._forms = ClauseForms(syntax)
        self._negation = Negation(syntax)
        #: For each predicate what the words around it leave of it, and what is left in the end.
        self._context: dict[int, Judgement] = {}
        self._total: dict[int, Judgement] = {}
        #: What makes a question or a command, which a second verb may share, and modal verbs, which
        #: it may share too.
        self._open: dict[int, Marker] = {}
        self._modals: dict[int, dict[str, int]] = {}
        # Asked again for each clause that hangs from a word, so kept.
        self._effect = cache(self._find_effect)
        self._settled = cache(self._find_settled)
        self._arrangement = cache(self._find_arrangement)
        self._too = cache(self._find_too)
        self._stance = cache(self._find_stance)
        self._cue = cache(self._find_cue)
        for token in syntax.order:  # each after its head, whose factuality it may need
            if syntax.is_predicate(token):
                context = self._surroundings(token)
                self._context[token] = context
                self._total[token] = self._own_words(token).under(context)

    def of_clause(self, clause: Clause) -> Judgement:
        """The judgement of the event that a clause's lemma names."""
        if clause.first < 0:
            return SURE
        event = clause.verbs[0]
        for verb in clause.verbs[1:]:
            if not self._syntax.is_auxiliary_like(event):
                break
            event = verb
        return self._total.get(event) or self._total.get(clause.head, SURE)

    def judgement(self, token: int) -> Judgement:
        """The judgement of the clause that hangs from a token."""
        return self._total.get(token, SURE)

    def of_predicate(self, token: int) -> Factuality:
        """The factuality of the clause that hangs from a token."""
        return self.judgement(token).factuality

    def of_phrase(self, token: int, voice: int) -> Judgement:
        """The judgement of a content that is no clause."""
        own = self._total.get(token)
        return own or self._own_words(token).under(self._stance(voice, "that"))

    def implied(self, head: int) -> Factuality | None:
        """What a governing word implies about a finite clause; None if its table is silent."""
        effect = self._effect(head, "that")
        return None if effect is None else effect.factuality

    # What surrounds a clause

    def _surroundings(self, token: int) -> Judgement:
        """What the words around a clause leave of it."""
        syntax, forms = self._syntax, self._forms
        head, base = syntax.heads[token], syntax.relations[token].partition(":")[0]
        form, marks = forms.form(token), forms.marks(token)
        if self._voices.is_top(token, head):
            return self._as_content(token, head, form)
        if head < 0:
            # "If only".
            return _by("condition", forms.mark(token, "if"), UNKNOWN) if "if" in marks else SURE
        if base == "conj":
            return self._as_conjunct(token, head, form)
        if self._is_extraposed(token, head) or (base == "parataxis" and "that" in marks):
            return self._governed(token, head, form)
        if base in _COMPLEMENTS and _ADVERBIAL.isdisjoint(marks):
            return self._governed(token, head, form)
        if base == "acl":
            if forms.is_relative(token):
                return self._as_relative(token)
            return SURE if syntax.is_participle(token) else self._governed(token, head, form)
        if syntax.relations[token] == "advcl" or base in _COMPLEMENTS:
            return self._as_adverbial(token, head, form)
        return SURE

    def _as_conjunct(self, token: int, first: int, form: Form) -> Judgement:
        """What is left of a second clause: what is left of the first."""
        governor = self._syntax.heads[first]
        finite = form == "that" and self._forms.has_own_tense(token)
        if finite and self._forms.is_infinitive(first) and governor in self._context:
            return self._context[governor]  # "failed to win but kept": no second infinitive
        return self._context.get(first, SURE)

    def _as_relative(self, token: int) -> Judgement:
        """What is left of a relative clause; "there is nobody who knows" denies it."""
        syntax = self._syntax
        antecedent = syntax.heads[token]
        place = syntax.heads[antecedent]
        if place < 0 or syntax.relations[antecedent] not in ARGUMENTS:
            return SURE
        denier = self._negation.denier(antecedent) if self._forms.exists(place) else None
        return SURE if denier is None else _by("negation", denier, NOT)

    def _as_adverbial(self, token: int, head: int, form: Form) -> Judgement:
        """What is left of an adverbial clause."""
        syntax, forms = self._syntax, self._forms
        outer = self._total.get(head, SURE)
        marks = forms.marks(token)
        condition = forms.condition(token)
        if condition is not None:
            return _by("condition", condition, UNKNOWN)
        if syntax.forms[head] == "long" and "as" in marks:
            return _by("condition", head, UNKNOWN)
        taken = forms.signature(head, form) is not None
        if form == "to":
            if self._takes_infinitive(token, head):
                return self._governed(token, head, form)
            if syntax.forms[syntax.left[token]] == "only":
                return SURE
            return _by("purpose", (forms.mark(token, "to"), token + 1), UNKNOWN)
        absence = forms.absence(token)
        if absence is not None:
            twice = outer.factuality.polarity == "negative" and "without" in marks
            return _by("negation", absence, NOT).under(outer if twice else outer.doubts())
        if taken and ("that" in marks or (form != "that" and marks and head < token)):
            return self._governed(token, head, form)
        if syntax.is_participle(token) or (form != "that" and not syntax.has_subject[token]):
            return outer.doubts()
        return SURE

    def _takes_infinitive(self, token: int, head: int) -> bool:
        """Whether an infinitive completes its head: "unlikely to", "went on to"; else a purpose."""
        syntax = self._syntax
        names = self._forms.names(head)
        passive = any(name.startswith("be-") for name in names)
        if syntax.upos[head] in ("VERB", "AUX") and not passive:
            return signature(names[:1], "to") is not None  # with its particle
        return signature(names, "to") is not None or self._too(head) >= 0

    def _is_extraposed(self, token: int, head: int) -> bool:
        """Whether a clause is what "it" stands for: "it is doubtful that they will come"."""
        syntax, forms = self._syntax, self._forms
        subject, own = syntax.own_subject[head], syntax.own_subject[token]
        if token < head or not syntax.has_copula[head] or own < 0 or syntax.forms[own] == "that":
            return False
        if syntax.relations[token].partition(":")[0] not in ("ccomp", "csubj", "advcl", "acl"):
            return False
        if not forms.exists(head) and (subject < 0 or syntax.forms[subject] != "it"):
            return False
        marks = forms.marks(token)
        if not _ADVERBIAL.isdisjoint(marks) or forms.condition(token) is not None:
            return False
        return "that" in marks or forms.signature(head, "that") is not None

    # What governs a clause

    def _governed(self, token: int, head: int, form: Form) -> Judgement:
        """What the verb, adjective or noun that a clause completes leaves of it."""
        syntax = self._syntax
        question = self._question(token, form)
        if question is not None:
            return question
        head = self._governor(token, head, form)
        outer = self._place(head)
        if form == "to":
            degree = self._degree(token, head, outer)
            if degree is not None:
                return degree
            if syntax.lemma(head) == "be":
                return self._arrangement(head).under(outer)
        elif self._is_demanded(token, head):
            return _by("predicate", head, UNKNOWN)
        if self._takes(token, head):
            effect = self._settled(head) or self._effect(head, form)
            if effect is not None:
                return effect
        denied = outer.factuality.polarity == "negative"
        if denied or (form == "to" and "to" in self._forms.marks(token)):
            return outer.governing(UNKNOWN, Marker(head, head + 1, "predicate", UNKNOWN))
        return outer

    def _question(self, token: int, form: Form) -> Judgement | None:
        """What is left of an embedded question, or None if a clause is none.

        "Did not say why he left" takes it for granted that he did.
        """
        forms = self._forms
        if forms.is_embedded_question(token):
            return _by("question", forms.mark(token, "whether", "if"), UNKNOWN)
        granted = form == "that" and forms.begins_with_interrogative(token)
        return SURE if granted else None

    def _governor(self, token: int, head: int, form: Form) -> int:
        """The word whose table applies, which need not be the one that a clause hangs from."""
        syntax, forms = self._syntax, self._forms
        found = forms.signature(head, form)
        if form != "that":
            # "Enabled families to buy": the verb, not its object.
            place = syntax.heads[head]
            if found is None and syntax.relations[head] == "obj" and forms.signature(place, form):
                return place
            return head
        subject = syntax.own_subject[head]
        if (
            (found is None or syntax.is_passive[head])
            and subject >= 0
            and syntax.upos[subject] == "NOUN"
            and "that" in forms.marks(token)
            and forms.signature(subject, form) is not None
        ):
            return subject  # "no evidence has emerged that …"
        return head

    def _takes(self, token: int, head: int) -> bool:
        """Whether a word takes a clause; in "voting works" the clause is a mere subject."""
        syntax = self._syntax
        return (
            not syntax.relations[token].startswith("csubj")
            or syntax.upos[head] != "VERB"
            or syntax.is_passive[head]
            or self._forms.exists(head)
        )

    def _find_effect(self, head: int, form: Form) -> Judgement | None:
        """What a governing word implies about a clause; None if the table is silent."""
        found = self._forms.signature(head, form)
        if found is None:
            return None
        if found is FACTIVE:
            return SURE
        outer = self._place(head)
        denied = outer.factuality.polarity == "negative"
        marker = Marker(head, head + 1, "predicate", found.affirmed)
        return outer.governing(found.negated if denied else found.affirmed, marker)

    def _find_settled(self, noun: int) -> Judgement | None:
        """What "rejected the claim that" or "the claim that … is false" say of a noun's clause."""
        syntax = self._syntax
        place, relation = syntax.heads[noun], syntax.relations[noun]
        if place not in self._total or syntax.lemma(noun) not in CONTENT_NOUNS:
            return None
        judged = relation in SUBJECTS and syntax.has_copula[place]
        if judged or relation in ("obj", "nsubj:pass"):
            return self._effect(place, "that")
        return None

    def _place(self, head: int) -> Judgement:
        """The judgement of a governing word: a predicate's own, or that of a noun's place."""
        total = self._total.get(head)
        if total is not None:
            return total
        syntax, forms = self._syntax, self._forms
        place = syntax.heads[head]
        outer = self._total.get(place)
        if outer is not None and (syntax.relations[head] == "obj" or forms.exists(place)):
            return outer  # in which "no" before the noun is counted
        denier = self._negation.denier(head)
        found = SURE if denier is None else _by("negation", denier, NOT)
        if "without" in forms.marks(head):
            return _by("negation", forms.mark(head, "without"), NOT).under(found)
        return found

    def _degree(self, token: int, head: int, outer: Judgement) -> Judgement | None:
        """What "too weak to win" and "has yet to win" leave of an infinitive."""
        syntax = self._syntax
        first = syntax.left[token]
        for yet in range(max(first - 1, 0), first + 1):
            if syntax.forms[yet] == "yet":
                not_yet = syntax.lemma(head) in ("have", "be", "remain")
                return _by("adverb", yet, NOT).under(outer) if not_yet else None
        too = self._too(head)
        if too < 0:
            return None
        denied = outer.factuality.polarity == "negative"
        return outer.governing(UNKNOWN if denied else NOT, Marker(too, head + 1, "adverb", NOT))

    def _find_too(self, head: int) -> int:
        """The "too" before a word, or -1."""
        syntax = self._syntax
        return next((c for c in syntax.children[head] if c < head and syntax.forms[c] == "too"), -1)

    def _find_arrangement(self, token: int) -> Judgement:
        """What "she is to open it" leaves, or "the plan is to open it"."""
        syntax, forms = self._syntax, self._forms
        for child in syntax.children[token]:
            if syntax.forms[child] == "yet":
                return _by("adverb", child, NOT)
        subject = syntax.own_subject[token]
        found = forms.signature(subject, "to")
        if found is not None:
            return _by("predicate", subject, found.affirmed)
        be = next((c for c in forms.auxiliaries(token) if syntax.lemma(c) == "be"), token)
        return _by("modal", (be, be + 1 + (syntax.forms[be + 1 : be + 2] == ["to"])), PROBABLE)

    def _is_demanded(self, token: int, head: int) -> bool:
        """Whether a clause is in the subjunctive of a demand: "insisted that he be freed"."""
        return self._syntax.lemma(head) in MANDATIVES and self._forms.is_subjunctive(token)

    # Attributions

    def _as_content(self, token: int, head: int, form: Form) -> Judgement:
        """How whoever is reported stands to the clause that heads what is reported."""
        syntax, forms = self._syntax, self._forms
        voice = self._voices.innermost[token]
        question = self._question(token, form)
        stance = question or self._stance(voice, form)
        if head < 0:
            return stance
        found = forms.signature(head, form)
        if self._voices.cue_of[head] != voice:
            # A cue that says nothing: "it" in "it is doubtful that …".
            relation = syntax.relations[token]
            complement = relation in ("ccomp", "csubj", "csubj:pass") or (
                relation.startswith("acl") and not forms.is_relative(token)
            )
            governed = complement or self._is_extraposed(token, head)
            return self._governed(token, head, form) if found and governed else stance
        settled = self._settled(head)
        if settled is not None and self._is_own_judgement(voice, head):
            return settled
        # Whoever accuses or claims is sure; of somebody who "is accused" nobody says so.
        says = syntax.lemma(head) in SPEECH and not syntax.is_passive[head]
        sure = found is not None and found is not FACTIVE and says
        if form == "to" or (found is not None and not sure):
            return self._governed(token, head, form)
        if question is not None:
            return question
        cue = Marker(head, head + 1, "cue", UNKNOWN)
        if sure and self._is_demanded(token, head):
            return _by("cue", head, UNKNOWN)
        outer = self._place(head).denials()
        if outer.factuality.polarity == "negative":
            return outer.governing(UNKNOWN, cue)
        kind = self._voices.attributions[voice].type
        return SURE if sure else outer.governing(attributed((), form, kind, False), cue)

    def _is_own_judgement(self, voice: int, noun: int) -> bool:
        """Whether who judges a claim is who is reported: not in "his claim that … is false"."""
        source = self._voices.attributions[voice].source
        return source is None or self._voices.cue_of[self._syntax.heads[noun]] == voice

    def _find_stance(self, voice: int, form: Form) -> Judgement:
        """How the source of an attribution stands to a content of some form."""
        attribution = self._voices.attributions[voice]
        if attribution.cue is None:
            return Judgement(attributed((), form, attribution.type, False))
        words, outer = self._cue(attribution.cue)
        negated = outer.factuality.polarity == "negative"
        names = [self._forms.names(word) for word in words]
        left = attributed(names, form, attribution.type, negated)
        found = self._voices.range_of(attribution.cue)
        return outer.governing(left, Marker(*found, "cue", left)) if found else Judgement(left)

    def _find_cue(self, cue: Span) -> tuple[list[int], Judgement]:
        """A cue's main words, verbs first, and what denies it."""
        upos = self._syntax.upos
        found = self._voices.range_of(cue)
        if found is None:
            return [], SURE
        words = [t for t in range(*found) if upos[t] == "VERB"]
        words += [t for t in range(*found) if upos[t] in ("NOUN", "ADJ", "ADV")]
        return words, self._place(words[0]).denials() if words else SURE

    # A clause's own words

    def _own_words(self, token: int) -> Judgement:
        """What a clause's own modal verbs, adverbs and negations leave of it."""
        syntax, forms = self._syntax, self._forms
        first = syntax.heads[token]
        second = syntax.relations[token] == "conj" and first >= 0
        modals = self._find_modals(token)
        denials = self._negation.words(token)
        if second and syntax.own_subject[token] < 0 and not forms.auxiliaries(token):
            if len(denials) % 2 == 0:
                denials += self._negation.shared(token, first)[:1]
            if syntax.forms[token] == syntax.lemma(token):
                modals = self._modals.get(first, {})  # "will meet him and visit her"
        self._modals[token] = modals
        denied = len(denials) % 2 == 1
        found = [Marker(*words, "negation", NOT) for words in denials]
        question = condition = None
        later = False
        for child in syntax.children[token]:
            relation = syntax.relations[child]
            if relation in ("advmod", "discourse"):
                later = later or syntax.forms[child] in LATER
                left = self._adverb(child, token)
                if left is not CERTAIN:
                    found.append(Marker(child, child + 1, "adverb", left))
            elif relation in ("advcl", "parataxis"):
                condition = forms.dependence(child) if condition is None else condition
            elif relation == "punct" and "?" in syntax.forms[child]:
                question = child
        for modal, verb in modals.items():
            left = self._modal(token, modal, denied, condition is not None, later)
            if left is not CERTAIN:
                found.append(Marker(verb, verb + 1, "modal", left))
        if forms.is_arranged(token):
            found += self._arrangement(token).markers
        if question is not None:
            self._open[token] = Marker(question, question + 1, "question", UNKNOWN)
        elif forms.is_command(token):
            self._open[token] = Marker(token, token + 1, "imperative", UNKNOWN)
        elif second and first in self._open:
            self._open[token] = self._open[first]
        condition = forms.inversion(token) if condition is None else condition
        if token in self._open:
            found.append(self._open[token])
        elif condition is not None:
            found.append(Marker(condition, condition + 1, "condition", UNKNOWN))
        return _together(found)

    def _adverb(self, adverb: int, token: int) -> Factuality:
        """What an adverb leaves of the clause that it modifies."""
        forms = self._syntax.forms
        form = forms[adverb]
        if form in FALLING_SHORT and adverb + 1 == token and self._syntax.upos[token] == "VERB":
            return NOT
        if form in DENIED_ADVERBS and adverb and forms[adverb - 1] in NEGATIONS:
            return DENIED_ADVERBS[form]
        return ADVERBS.get(form, CERTAIN)

    def _find_modals(self, token: int) -> dict[str, int]:
        """The modal verbs of a clause, with what follows them if that makes a difference."""
        syntax = self._syntax
        found: dict[str, int] = {}
        follower = ""
        for child in reversed(syntax.children[token]):
            form, relation = syntax.forms[child], syntax.relations[child]
            if relation == "aux":
                name = syntax.lemma(child)
                if name == "have" and form != "had" and follower == "to":
                    name = "have to"
                elif name in MODALS and follower in ("have", "be"):
                    name = f"{name} {follower}"
                if name.partition(" ")[0] in MODALS or name in MODALS:
                    found.setdefault(name, child)
            if relation in ("aux", "cop", "aux:pass", "mark") and child < token:
                follower = form if relation in ("aux", "mark") else ""
        return found

    def _modal(
        self, token: int, modal: str, denied: bool, conditional: bool, later: bool
    ) -> Factuality:
        """What a modal verb leaves of a clause."""
        name = self._syntax.lemma(token)
        verb = modal.partition(" ")[0]
        would = modal == "would" and not conditional
        if would and (later or name in WISHES or self._is_told(token)):
            return CERTAIN
        if verb == "could" and name in SENSATIONS:
            return CERTAIN
        if denied and verb in DENIABLE_MODALS and modal != "would have":
            return CERTAIN
        if verb in ("can", "must") and self._is_performative(token):
            return CERTAIN
        if verb == "must" and name in STATES:
            return PROBABLE
        return MODALS.get(modal) or MODALS[verb]

    def _is_performative(self, token: int) -> bool:
        """Whether saying does it: "we can report" is a hedged performative (Fraser, 1975)."""
        syntax = self._syntax
        subject = syntax.own_subject[token]
        first_person = subject >= 0 and syntax.forms[subject] in ("i", "we")
        return first_person and syntax.lemma(token) in SPEECH

    def _is_told(self, token: int) -> bool:
        """Whether "would" stands for "will" told in the past: in reported speech."""
        syntax = self._syntax
        voice = self._voices.innermost[token]
        if voice >= 0:
            words = self._voices.attributions[voice].content[0].text
            return words[:1] not in _QUOTATION_MARKS
        head = syntax.heads[token]
        if syntax.relations[token] == "ccomp" and head >= 0:
            name = syntax.lemma(head)
            return syntax.forms[head] not in (name, f"{name}s")
        # "A summit, which he would attend", not "a law that would ban it".
        before = syntax.left[token] - 1
        return syntax.is_relative(token) and before >= 0 and syntax.forms[before] == ","


def _by(kind: MarkerKind, words: int | Stretch, left: Factuality) -> Judgement:
    """The judgement that a token, or a stretch of tokens, alone leads to."""
    first, last = (words, words + 1) if isinstance(words, int) else words
    return SURE if left == CERTAIN else Judgement(left, (Marker(first, last, kind, left),))


def _together(markers: list[Marker]) -> Judgement:
    """The judgement that some words lead to."""
    if not markers:
        return SURE
    left = CERTAIN
    for marker in markers:
        left = left.under(marker.factuality)
    return Judgement(left, tuple(markers))
