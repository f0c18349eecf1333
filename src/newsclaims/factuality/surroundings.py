"""What the words around a clause leave of it: which rules are asked, and the rules.

Where a clause hangs in its tree says which tables hold for it; of those the first rule that has
something to say decides, and if none has, the clause is put forward as it is.
"""

from __future__ import annotations

from itertools import chain

from attrs import define

from newsclaims.factuality.governors import Governors
from newsclaims.factuality.judgements import SURE, Judgement, Marker, by, outcome
from newsclaims.text.indices import AttributionIndex
from newsclaims.trace import Rule, decide_by, is_traced, note
from newsclaims.words import having
from newsclaims.words.dependencies import COMPLEMENTS, CORE_ARGUMENTS
from newsclaims.words.factuality import (
    FACTIVE,
    MODALS,
    NOBODY_IN_PARTICULAR,
    NOT,
    SPEECH,
    UNKNOWN,
    Form,
    attributed,
    signature,
)

#: Conjunctions that no complement has, wherever a parser puts their clause.
_ADVERBIAL = having("adverbial-conjunction")


@define(slots=True, eq=False)
class Place:
    """Where a clause stands.

    Attributes:
        token: The word that the clause hangs from.
        head: The word that this one hangs from, or -1.
        relation: Its relation to it.
        form: The form of the clause.
        marks: The conjunctions and prepositions that introduce it.
        voice: The attribution whose content it heads, or -1.
        of_cue: Whether it hangs from the cue of that attribution.
        governor: The word whose table applies to it, if it completes one.
    """

    token: int
    head: int
    relation: str
    form: Form
    marks: tuple[str, ...]
    voice: AttributionIndex
    of_cue: bool
    governor: int = -1


_Table = tuple[Rule[[Governors, Place], Judgement], ...]


def surroundings(facts: Governors, token: int) -> Judgement:
    """What the words around a clause leave of it."""
    place = _place(facts, token)
    tables = _tables(facts, place)
    if GOVERNED in tables:
        place.governor = _governor(facts, place)
    decided = decide_by(chain.from_iterable(tables), facts, place)
    if decided is None:
        return SURE
    rule, found = decided
    if is_traced():
        cue = facts.voices.attributions[place.voice].cue if place.voice >= 0 else None
        above = facts.voices.range_of(cue) if cue else None
        above = (place.head, place.head + 1) if place.head >= 0 else above
        words = [(marker.first, marker.last) for marker in found.markers] or filter(None, [above])
        note(rule, outcome(found.factuality), (token, token + 1), *words)
    return found


def _place(facts: Governors, token: int) -> Place:
    syntax, voices, forms = facts.syntax, facts.voices, facts.forms
    head = syntax.heads[token]
    voice = voices.innermost[token] if voices.is_top(token, head) else AttributionIndex(-1)
    of_cue = voice >= 0 and head >= 0 and voices.cue_of[head] == voice
    form, marks = forms.form(token), forms.marks(token)
    return Place(token, head, syntax.relations[token], form, marks, voice, of_cue)


def _tables(facts: Governors, place: Place) -> tuple[_Table, ...]:
    """The tables that hold for a clause where it stands."""
    if place.voice >= 0 and place.relation == "advcl" and facts.forms.condition(place.token) >= 0:
        return (ADVERBIALS,)
    if place.voice >= 0:
        return QUESTIONS, GOVERNED if _is_governed_content(facts, place) else TOLD
    if place.head < 0:
        return ()
    base = place.relation.partition(":")[0]
    if base == "conj":
        return (CONJUNCTS,)
    if _is_governed(facts, place, base):
        return QUESTIONS, GOVERNED
    if base == "acl" and facts.forms.is_relative(place.token):
        return (RELATIVES,)
    return (ADVERBIALS,) if place.relation == "advcl" or base in COMPLEMENTS else ()


def _is_governed_content(facts: Governors, place: Place) -> bool:
    """Whether a table says what the word that a content hangs from leaves of it."""
    found = facts.forms.signature(place.head, place.form)
    if place.of_cue:
        # Whoever accuses or claims is sure; of somebody who "is accused" nobody says so.
        return place.form == "to" or (found is not None and not _is_sure(facts, place))
    # A cue that says nothing: "it" in "it is doubtful that …".
    complement = place.relation in ("ccomp", "csubj", "csubj:pass") or (
        place.relation.startswith("acl") and not facts.forms.is_relative(place.token)
    )
    return found is not None and (complement or _is_extraposed(facts, place))


def _is_governed(facts: Governors, place: Place, base: str) -> bool:
    """Whether a clause completes a verb, an adjective or a noun."""
    if _is_extraposed(facts, place) or (base == "parataxis" and "that" in place.marks):
        return True
    if base in COMPLEMENTS and _ADVERBIAL.isdisjoint(place.marks):
        return True
    if base == "acl":
        token = place.token
        return not (facts.forms.is_relative(token) or facts.syntax.is_participle(token))
    if place.relation != "advcl" and base not in COMPLEMENTS:
        return False
    forms = facts.forms
    if forms.condition(place.token) >= 0 or _is_as_long_as(facts, place):
        return False
    if forms.comparison(place.token) >= 0 or forms.open_time(place.token) >= 0:
        return False
    if place.form == "to":
        return _takes_infinitive(facts, place)
    if facts.forms.absence(place.token) or facts.forms.signature(place.head, place.form) is None:
        return False
    before = place.form != "that" and bool(place.marks) and place.head < place.token
    return "that" in place.marks or before


def _is_extraposed(facts: Governors, place: Place) -> bool:
    """Whether a clause is what "it" stands for: "it is doubtful that they will come"."""
    syntax, forms, token, head = facts.syntax, facts.forms, place.token, place.head
    subject, own = syntax.own_subject[head], syntax.own_subject[token]
    if token < head or not syntax.has_copula[head] or own < 0 or syntax.forms[own] == "that":
        return False
    if place.relation.partition(":")[0] not in ("ccomp", "csubj", "advcl", "acl"):
        return False
    if not forms.exists(head) and (subject < 0 or syntax.forms[subject] != "it"):
        return False
    if not _ADVERBIAL.isdisjoint(place.marks) or forms.condition(token) >= 0:
        return False
    return "that" in place.marks or forms.signature(head, "that") is not None


def _takes_infinitive(facts: Governors, place: Place) -> bool:
    """Whether an infinitive completes its head: "unlikely to", "went on to"; else a purpose."""
    names = facts.forms.names(place.head)
    passive = any(name.startswith("be-") for name in names)
    if facts.syntax.upos[place.head] in ("VERB", "AUX") and not passive:
        return signature(names[:1], "to") is not None  # with its particle
    return signature(names, "to") is not None or facts.too(place.head) >= 0


# --- Questions, second clauses, relative clauses --------------------------------------------------


def _embedded_question(facts: Governors, place: Place) -> Judgement | None:
    """A "whether" or "if" leaves its clause open: "asked whether he had left"."""
    if "whether" not in place.marks and "if" not in place.marks:
        return None
    return by("question", facts.forms.mark(place.token, "whether", "if"), UNKNOWN)


def _open_how(facts: Governors, place: Place) -> Judgement | None:
    """A "how" with a modal verb leaves its clause open: "did not say how they would pay"."""
    syntax, token = facts.syntax, place.token
    how = next((c for c in syntax.related(token, "advmod") if syntax.forms[c] == "how"), -1)
    modal = any(
        syntax.lemma(c) in MODALS or syntax.forms[c] == "will"
        for c in facts.forms.auxiliaries(token)
    )
    return by("question", how, UNKNOWN) if 0 <= how < token and modal else None


def _granted(facts: Governors, place: Place) -> Judgement | None:
    """Any other embedded question takes it for granted: "did not say why he left"."""
    granted = place.form == "that" and facts.forms.begins_with_interrogative(place.token)
    return SURE if granted else None


QUESTIONS: _Table = (
    Rule("factuality: embedded question", _embedded_question),
    Rule("factuality: how that may be", _open_how),
    Rule("factuality: taken for granted", _granted),
)


def _past_infinitive(facts: Governors, place: Place) -> Judgement | None:
    """A finite verb after an infinitive is no second infinitive: "failed to win but kept"."""
    finite = place.form == "that" and facts.forms.has_own_tense(place.token)
    if not finite or not facts.forms.is_infinitive(place.head):
        return None
    return facts.context.get(facts.syntax.heads[place.head])


def _rather_than(facts: Governors, place: Place) -> Judgement | None:
    """What follows "rather than" does not hold, joined or not: "resigned rather than pay"."""
    absence = facts.forms.absence(place.token)
    return None if absence is None else by("negation", absence, NOT)


def _with_first(facts: Governors, place: Place) -> Judgement | None:
    """A second clause is left what is left of the first: "if it rains and floods"."""
    found = facts.context.get(place.head, SURE)
    return None if found is SURE else found


CONJUNCTS: _Table = (
    Rule("factuality: rather than a second verb", _rather_than),
    Rule("factuality: no second infinitive", _past_infinitive),
    Rule("factuality: as the first of two clauses", _with_first),
)


def _nobody_who(facts: Governors, place: Place) -> Judgement | None:
    """A relative clause of what does not exist does not hold: "there is nobody who knows"."""
    syntax, noun = facts.syntax, place.head
    above = syntax.heads[noun]
    if above < 0 or syntax.relations[noun] not in CORE_ARGUMENTS or not facts.forms.exists(above):
        return None
    denier = facts.negation.denier(noun)
    return None if denier is None else by("negation", denier, NOT)


def _nobody_in_particular(facts: Governors, place: Place) -> Judgement | None:
    """Of whom nobody need exist a relative clause leaves open what it says: "anyone who asks"."""
    syntax, noun = facts.syntax, place.head
    words = (noun, *syntax.related(noun, "det"))
    word = next((w for w in words if syntax.forms[w] in NOBODY_IN_PARTICULAR), -1)
    return None if word < 0 else by("condition", word, UNKNOWN)


RELATIVES: _Table = (
    Rule("factuality: nobody who", _nobody_who),
    Rule("factuality: nobody in particular", _nobody_in_particular),
)


# --- Adverbial clauses ----------------------------------------------------------------------------


def _condition(facts: Governors, place: Place) -> Judgement | None:
    """A condition is left open: "if it rains"."""
    condition = facts.forms.condition(place.token)
    return None if condition < 0 else by("condition", condition, UNKNOWN)


def _is_as_long_as(facts: Governors, place: Place) -> bool:
    return facts.forms.as_long_as(place.token) >= 0


def _compared(facts: Governors, place: Place) -> Judgement | None:
    """What something is compared with is left open: "later than anybody expected"."""
    word = facts.forms.comparison(place.token)
    return None if word < 0 else by("condition", word, UNKNOWN)


def _open_time(facts: Governors, place: Place) -> Judgement | None:
    """What comes about at no certain time is left open: "when prices rise"."""
    word = facts.forms.open_time(place.token)
    return None if word < 0 else by("condition", word, UNKNOWN)


def _as_long_as(facts: Governors, place: Place) -> Judgement | None:
    """What follows "as long as" is a condition too."""
    return by("condition", place.head, UNKNOWN) if _is_as_long_as(facts, place) else None


def _only_to(facts: Governors, place: Place) -> Judgement | None:
    """An "only to" tells what came: "left only to return"."""
    syntax = facts.syntax
    only = place.form == "to" and syntax.forms[syntax.left[place.token]] == "only"
    return SURE if only else None


def _purpose(facts: Governors, place: Place) -> Judgement | None:
    """A purpose is left open: "came to help"."""
    if place.form != "to":
        return None
    return by("purpose", (facts.forms.mark(place.token, "to"), place.token + 1), UNKNOWN)


def _absence(facts: Governors, place: Place) -> Judgement | None:
    """What follows "without" or "instead of" does not hold."""
    absence = facts.forms.absence(place.token)
    if absence is None:
        return None
    outer = facts.total.get(place.head, SURE)
    twice = outer.factuality.polarity == "negative" and "without" in place.marks
    return by("negation", absence, NOT).under(outer if twice else outer.doubts())


def _participle(facts: Governors, place: Place) -> Judgement | None:
    """A participle is as doubtful as its main clause: "may resign, leaving a gap"."""
    syntax, token = facts.syntax, place.token
    subjectless = place.form != "that" and not syntax.has_subject[token]
    found = facts.total.get(place.head, SURE).doubts()
    return found if found is not SURE and (subjectless or syntax.is_participle(token)) else None


ADVERBIALS: _Table = (
    Rule("factuality: condition", _condition),
    Rule("factuality: as long as", _as_long_as),
    Rule("factuality: compared with", _compared),
    Rule("factuality: whenever that is", _open_time),
    Rule("factuality: only to", _only_to),
    Rule("factuality: purpose", _purpose),
    Rule("factuality: without or instead of", _absence),
    Rule("factuality: participle of a doubtful clause", _participle),
)


# --- Clauses that complete a word -----------------------------------------------------------------


def _governor(facts: Governors, place: Place) -> int:
    """The word whose table applies, which need not be the one that a clause hangs from."""
    syntax, forms, head, form = facts.syntax, facts.forms, place.head, place.form
    found = forms.signature(head, form)
    if form != "that":
        # "Enabled families to buy": the verb, not its object.
        above = syntax.heads[head]
        is_object = found is None and syntax.relations[head] == "obj"
        return above if is_object and forms.signature(above, form) else head
    subject = syntax.own_subject[head]
    is_of_subject = (
        (found is None or syntax.is_passive[head])
        and subject >= 0
        and syntax.upos[subject] == "NOUN"
        and "that" in place.marks
        and forms.signature(subject, form) is not None
    )
    return subject if is_of_subject else head  # "no evidence has emerged that …"


def _not_yet(facts: Governors, place: Place) -> Judgement | None:
    """What somebody "has yet to" do is not done."""
    first = facts.syntax.left[place.token]
    before = range(max(first - 1, 0), first + 1)
    yet = next((i for i in before if facts.syntax.forms[i] == "yet"), -1)
    if yet < 0 or facts.syntax.lemma(place.governor) not in ("have", "be", "remain"):
        return None
    return by("adverb", yet, NOT).under(facts.place(place.governor)) if place.form == "to" else None


def _too_much_to(facts: Governors, place: Place) -> Judgement | None:
    """What something is "too weak to" do does not come."""
    too = facts.too(place.governor) if place.form == "to" else -1
    if too < 0:
        return None
    outer = facts.place(place.governor)
    left = UNKNOWN if outer.factuality.polarity == "negative" else NOT
    return outer.governing(left, Marker(too, place.governor + 1, "adverb", NOT))


def _plan_is_to(facts: Governors, place: Place) -> Judgement | None:
    """What "the plan is to" do, or "she is to" do, is as likely as that says."""
    if place.form != "to" or facts.syntax.lemma(place.governor) != "be":
        return None
    return facts.arrangement(place.governor).under(facts.place(place.governor))


def _demanded(facts: Governors, place: Place) -> Judgement | None:
    """The subjunctive of a demand leaves its clause open: "demanded that he be freed"."""
    demanded = place.form != "to" and facts.is_demanded(place.token, place.governor)
    return by("predicate", place.governor, UNKNOWN) if demanded else None


def _judged_noun(facts: Governors, place: Place) -> Judgement | None:
    """What is said of a noun is said of its clause: "rejected the claim that …"."""
    return facts.settled(place.governor) if _takes(facts, place) else None


def _implied(facts: Governors, place: Place) -> Judgement | None:
    """What a table says of the word that governs a clause: "failed to", "doubts that"."""
    return facts.effect(place.governor, place.form) if _takes(facts, place) else None


def _takes(facts: Governors, place: Place) -> bool:
    """Whether a word takes a clause; in "voting works" the clause is a mere subject."""
    syntax, head = facts.syntax, place.governor
    return (
        not place.relation.startswith("csubj")
        or syntax.upos[head] != "VERB"
        or syntax.is_passive[head]
        or facts.forms.exists(head)
    )


def _in_no_table(facts: Governors, place: Place) -> Judgement | None:
    """A denied word, or one with an infinitive, of which no table says more leaves it open."""
    outer = facts.place(place.governor)
    infinitive = place.form == "to" and "to" in place.marks
    if not infinitive and outer.factuality.polarity != "negative":
        return None
    word = Marker(place.governor, place.governor + 1, "predicate", UNKNOWN)
    return outer.governing(UNKNOWN, word)


def _with_governor(facts: Governors, place: Place) -> Judgement | None:
    """A clause is left what is left of the word that governs it."""
    found = facts.place(place.governor)
    return None if found is SURE else found


GOVERNED: _Table = (
    Rule("factuality: yet to", _not_yet),
    Rule("factuality: too weak to", _too_much_to),
    Rule("factuality: plan is to", _plan_is_to),
    Rule("factuality: demand", _demanded),
    Rule("factuality: noun that is judged", _judged_noun),
    Rule("factuality: word that governs it", _implied),
    Rule("factuality: governor in no table", _in_no_table),
    Rule("factuality: as the word that governs it", _with_governor),
)


# --- Clauses that head the content of an attribution ----------------------------------------------


def _is_sure(facts: Governors, place: Place) -> bool:
    """Whether the cue is a verb of saying in whose table stands what its clause leaves."""
    found = facts.forms.signature(place.head, place.form)
    says = facts.syntax.lemma(place.head) in SPEECH and not facts.syntax.is_passive[place.head]
    return place.of_cue and found is not None and found is not FACTIVE and says


def _demanded_by_source(facts: Governors, place: Place) -> Judgement | None:
    """The subjunctive of what the source demands: "insisted that he be freed"."""
    demanded = facts.is_demanded(place.token, place.head) and _is_sure(facts, place)
    return by("cue", place.head, UNKNOWN) if demanded else None


def _denied_cue(facts: Governors, place: Place) -> Judgement | None:
    """What somebody "did not say" is left open."""
    if not place.of_cue:
        return None
    outer = facts.place(place.head).denials()
    if outer.factuality.polarity != "negative":
        return None
    return outer.governing(UNKNOWN, Marker(place.head, place.head + 1, "cue", UNKNOWN))


def _hypothetical_cue(facts: Governors, place: Place) -> Judgement | None:
    """What somebody only says on a condition is left open: "if he says that"."""
    outer = facts.place(place.head) if place.of_cue else SURE
    return outer.opened() if any(m.kind == "condition" for m in outer.markers) else None


def _said(facts: Governors, place: Place) -> Judgement | None:
    """Whoever accuses or claims is sure."""
    return SURE if _is_sure(facts, place) else None


def _type(facts: Governors, place: Place) -> Judgement | None:
    """A cue in no table leaves what the type of its attribution does: belief, eventuality."""
    if not place.of_cue:
        return None
    left = attributed((), place.form, facts.voices.attributions[place.voice].type, False)
    cue = Marker(place.head, place.head + 1, "cue", UNKNOWN)
    return facts.place(place.head).denials().governing(left, cue)


def _cue(facts: Governors, place: Place) -> Judgement:
    """The words of the cue and the type of the attribution say how sure the source is."""
    return facts.stance(place.voice, place.form)


TOLD: _Table = (
    Rule("factuality: demand of the source", _demanded_by_source),
    Rule("factuality: denied cue", _denied_cue),
    Rule("factuality: cue in a condition", _hypothetical_cue),
    Rule("factuality: verb of saying", _said),
    Rule("factuality: type of the attribution", _type),
    Rule("factuality: cue of the attribution", _cue),
)
