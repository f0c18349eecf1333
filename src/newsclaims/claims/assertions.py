"""Which clauses are put forward, by the article or by somebody it reports.

`RULES` says of each predicate whether it is, by how it hangs in its tree; `DROPPED` passes over
what says nothing by itself.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from newsclaims.attributions.voices import Voices
from newsclaims.clauses.adverbials import is_time
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part
from newsclaims.factuality.clause_factuality import ClauseFactuality
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import FREE_RELATIVES
from newsclaims.trace import Rule, decide_by, first_of, is_traced, note
from newsclaims.words import having
from newsclaims.words.dependencies import AUXILIARIES, VERBAL
from newsclaims.words.factuality import INTERROGATIVES, MODAL_VERBS, SPEECH, is_belief

#: Conjunctions that no complement has.
_ADVERBIAL = having("adverbial-conjunction")
_IMPERSONAL = having("impersonal-verb")
_SEEMING = having("seeming-noun")
#: Verbs that frame what is said elsewhere, beside those of speech and belief.
_ASIDES = having("framing-verb")
#: Participles that stand for a preposition: "starting in May".
_PREPOSITIONAL = having("participial-preposition")
#: Verbs whose "which" after a comma is the whole clause before.
_RESULTS = having("result-verb")
_SAYS_OF_CLAUSE = having("says-of-clause")
_NEEDS_OBJECT = having("needs-object")


@frozen(eq=False, slots=True)
class Grounds:
    """What it is decided on whether a clause is put forward."""

    syntax: Syntax
    clauses: Clauses
    voices: Voices
    factuality: ClauseFactuality
    #: For each predicate decided so far whether it is put forward.
    asserted: dict[int, bool] = field(factory=dict, init=False)


@frozen(slots=True)
class Predicate:
    """A word that a clause hangs from."""

    token: int
    head: int
    #: Whether it has what a clause needs, a verb and a subject.
    full: bool
    #: Whether the content of an attribution hangs from it.
    top: bool


@frozen(eq=False, slots=True)
class Assertion:
    """A clause that is put forward, the token that it hangs from, and the rule that says so."""

    token: int
    clause: Clause
    rule: Rule[[Grounds, Predicate], bool]


def find_assertions(grounds: Grounds) -> list[Assertion]:
    """The clauses that are put forward, in the order of the tokens that they hang from."""
    syntax = grounds.syntax
    #: The verbs that a predicate before them takes in.
    inner: set[int | None] = set()
    found = []
    for token in filter(syntax.is_predicate, syntax.order):  # each after its head
        assertion = _assertion(grounds, _predicate(grounds, token), token in inner)
        if assertion is not None:
            found.append(assertion)
        inner.add(syntax.inner_verb(token))
    return sorted(found, key=lambda assertion: assertion.token)


def _predicate(grounds: Grounds, token: int) -> Predicate:
    syntax, head = grounds.syntax, grounds.syntax.heads[token]
    verbal = syntax.has_subject[token] and syntax.upos[token] in ("VERB", "AUX", "ADJ")
    full = syntax.has_copula[token] or verbal
    return Predicate(token, head, full, grounds.voices.is_top(token, head))


def _assertion(grounds: Grounds, predicate: Predicate, taken_in: bool) -> Assertion | None:
    """The clause of a predicate, if it is put forward."""
    token = predicate.token
    relation = grounds.syntax.relations[token] if predicate.head >= 0 else "root"
    found = first_of(RULES.get(relation.partition(":")[0], RULES[""]), grounds, predicate)
    rule, asserted = found or (ELSEWHERE[0], False)
    grounds.asserted[token] = asserted
    if not asserted or (taken_in and not predicate.top):
        if is_traced():
            outcome = "part of another claim" if taken_in else "no claim"
            note(rule, outcome, grounds.clauses.clause(token).range)
        return None
    clause = _with_speaker(grounds, predicate)
    bare = clause.object is None and not clause.arguments
    dropped = decide_by(DROPPED_IF_BARE if bare else DROPPED, grounds, predicate, clause)
    if dropped is not None:
        note(dropped[0], "no claim", clause.range)
        return None
    return Assertion(token, clause, rule)


def _with_speaker(grounds: Grounds, predicate: Predicate) -> Clause:
    """A clause, with the source as the subject of what it means to do: "planned to leave"."""
    voices, token = grounds.voices, predicate.token
    clause, voice = grounds.clauses.clause(token), voices.innermost[token]
    if clause.subject is not None or not predicate.top or not grounds.syntax.is_infinitive(token):
        return clause
    source = voices.attributions[voice].source
    found = None if source is None else voices.range_of(source)
    if found is None:
        return clause
    return evolve(clause, subject=Part("subject", grounds.syntax.top(*found), *found, True))


# Put forward: any clause


def _content(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A content hangs from it, and it is more than a noun."""
    syntax, token = grounds.syntax, predicate.token
    nominal = syntax.upos[token] in ("NOUN", "PROPN") and not syntax.has_copula[token]
    return True if predicate.top and not nominal else None


def _asked(grounds: Grounds, predicate: Predicate) -> bool | None:
    """What the article itself asks or tells its readers to do is not put forward."""
    token, factuality = predicate.token, grounds.factuality
    if grounds.voices.innermost[token] >= 0:
        return None
    return False if factuality.is_question(token) or factuality.is_command(token) else None


def _auxiliary(grounds: Grounds, predicate: Predicate) -> bool | None:
    """An auxiliary is alone: "they didn't"; what they did not do is said elsewhere."""
    syntax, token = grounds.syntax, predicate.token
    return False if syntax.upos[token] == "AUX" and syntax.lemma(token) != "be" else None


def _elsewhere(grounds: Grounds, predicate: Predicate) -> bool | None:
    """Any other clause is put forward if it is full; beside another, a verb is enough."""
    syntax, token = grounds.syntax, predicate.token
    verbal = syntax.upos[token] == "VERB" and syntax.relations[token] == "parataxis"
    return predicate.full or verbal


# By the relation to the word that it hangs from


def _main(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A main clause is put forward, if it has a verb."""
    return predicate.full or grounds.syntax.upos[predicate.token] in VERBAL


def _second(grounds: Grounds, predicate: Predicate) -> bool | None:
    """The second of two verbs counts as the first does, or as what governs both infinitives."""
    syntax, first = grounds.syntax, predicate.head
    if grounds.factuality.is_absent(predicate.token):
        return False  # "resigned rather than pay"
    if (outer := syntax.lending_verb(predicate.token)) >= 0:
        return grounds.asserted.get(outer, False)
    return grounds.asserted.get(first, predicate.full and not syntax.is_predicate(first))


def _free_relative(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause that stands for a thing is not put forward: "what the court decides"."""
    syntax = grounds.syntax
    before = max(syntax.left[predicate.token] - 1, 0)
    free = FREE_RELATIVES & {syntax.forms[predicate.head], syntax.forms[before]}
    if syntax.correlative(predicate.token) >= 0:
        return False  # "the longer it lasts"
    return False if free and syntax.relations[predicate.token].endswith(":relcl") else None


def _of_clause(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A "which" that stands for the whole clause before says nothing without it."""
    syntax, token = grounds.syntax, predicate.token
    first = syntax.left[token]
    if syntax.forms[first : first + 3] == ["in", "which", "case"]:
        return False
    if syntax.relations[token] == "advcl:relcl" and syntax.upos[predicate.head] in VERBAL:
        return False
    subject, noun = syntax.own_subject[token], predicate.head
    if subject < 1 or syntax.forms[subject] != "which" or syntax.forms[subject - 1] != ",":
        return None
    if syntax.lemma(token) in _SAYS_OF_CLAUSE:
        return False
    if is_time(syntax, noun) and not syntax.has_copula[token]:
        return False  # "fell for two days, which delayed planting"
    if syntax.lemma(token) in _RESULTS and syntax.relations[noun] in ("obl", "nmod"):
        return False  # "rose in May, which caused protests"
    form, base = syntax.forms[token], syntax.lemma(token)
    auxiliaries = (c for c in syntax.children[token] if syntax.relations[c] in AUXILIARIES)
    finite = next((syntax.forms[c] for c in auxiliaries), form)
    singular = finite in ("is", "was", "has") or (finite == form and form == f"{base}s")
    return False if singular and syntax.is_plural(noun) else None


def _picks_out(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause that picks some out is not said of all: "every town that was flooded".

    In the past it may be said of a plural: "men who had robbed a bank".
    """
    syntax, token, noun = grounds.syntax, predicate.token, predicate.head
    modifies = syntax.is_relative(token) or syntax.is_participle(token)
    if not modifies or not syntax.picks_out(noun, token):
        return None
    told = grounds.factuality.is_past(token) or (not predicate.full and syntax.is_past(token))
    return None if told and not syntax.is_quantified(noun) else False


def _of_what_is_not_there(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A relative clause is not said of a part of what there is not: "little in it that helps"."""
    syntax, above = grounds.syntax, predicate.head
    for _ in range(4):
        if above < 0 or not syntax.is_relative(predicate.token):
            return None
        if syntax.expletive(above, "there") >= 0:
            denied = grounds.factuality.of_predicate(above).polarity == "negative"
            return False if denied else None
        above = syntax.heads[above]
    return None


def _not_so(grounds: Grounds, predicate: Predicate) -> bool | None:
    """What a thing is not says nothing of another like it: "a bridge that nobody has built"."""
    syntax, token, noun = grounds.syntax, predicate.token, predicate.head
    if not syntax.is_relative(token) or syntax.forms[syntax.left[token] - 1] == ",":
        return None
    if grounds.factuality.of_predicate(token).polarity != "negative":
        return None
    indefinite = {syntax.forms[c] for c in syntax.related(noun, "det")} & {"a", "an"}
    return False if indefinite else None


def _relative(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A relative clause is said of its noun: "the man who fled"."""
    return True if grounds.syntax.is_relative(predicate.token) else None


def _prepositional(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A participle that stands for a preposition is not put forward: "starting in May"."""
    stands = grounds.syntax.forms[predicate.token] in _PREPOSITIONAL
    return False if stands and not predicate.full else None


def _hypothetical(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A condition is not put forward: "if he loses", "when prices rise", "than anybody thought"."""
    token = predicate.token
    correlative = grounds.syntax.correlative(token) >= 0
    return False if correlative or grounds.factuality.is_hypothetical(token) else None


def _of_main_clause(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A participle says nothing by itself of what may come, or of a whole clause.

    "Will close, leaving 300 without work", "was jailed, leading to protests".
    """
    syntax, token, head = grounds.syntax, predicate.token, predicate.head
    if predicate.full or not syntax.is_participle(token) or not syntax.forms[token].endswith("ing"):
        return None
    modal = _may_come(syntax, head)
    result = token > head and syntax.lemma(token) in _RESULTS
    return False if modal or result else None


def _may_come(syntax: Syntax, verb: int) -> bool:
    """Whether a verb, or one that it completes or is beside, has a modal: "would try to win"."""
    while True:
        words = (verb, *syntax.related(verb, "aux"), *syntax.shared_predicate(verb))
        if any(syntax.lemma(word) in MODAL_VERBS for word in words):
            return True
        if syntax.relations[verb] not in ("xcomp", "conj") or syntax.own_subject[verb] >= 0:
            return False
        verb = syntax.heads[verb]


def _purpose(grounds: Grounds, predicate: Predicate) -> bool | None:
    """What somebody means to do may never come about: "met to settle it"."""
    return False if grounds.syntax.is_infinitive(predicate.token) else None


def _adverbial(grounds: Grounds, predicate: Predicate) -> bool | None:
    """An adverbial clause holds too, if it is full or a participle: "leaving, he waved"."""
    syntax, token = grounds.syntax, predicate.token
    marks = {syntax.forms[c] for c in syntax.children[token] if c < token}
    finite = any(syntax.relations[c] in AUXILIARIES for c in syntax.children[token])
    if "with" in marks and not finite:
        return False  # "with people shouting"
    return predicate.full or syntax.is_participle(token)


def _contrast(grounds: Grounds, predicate: Predicate) -> bool | None:
    """An adverbial clause that hangs from a noun holds, too: "backs the ban, while Peru waits"."""
    syntax, token = grounds.syntax, predicate.token
    if not predicate.full or not syntax.has_subject[token]:
        return None
    marks = (syntax.forms[c] for c in syntax.related(token, "mark"))
    return None if _ADVERBIAL.isdisjoint(marks) else True


def _participle(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A participle is said of the noun before it: "a man accused of theft"."""
    participle = not predicate.full and grounds.syntax.is_participle(predicate.token)
    return True if participle else None


def _complement(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause that completes a word is not put forward without a subject: "a plan to leave"."""
    full = predicate.full and not grounds.syntax.is_infinitive(predicate.token)
    return None if full else False


def _in_condition(grounds: Grounds, predicate: Predicate) -> bool | None:
    """What completes a condition is part of it: "provided that the owner agrees"."""
    head, factuality = predicate.head, grounds.factuality
    denied = grounds.syntax.is_predicate(head) and not grounds.asserted.get(head, True)
    return False if denied and factuality.is_hypothetical(head) else None


def _of_noun(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause right after a noun that vouches for it holds: "in a sign the strike may end"."""
    syntax, token = grounds.syntax, predicate.token
    before = syntax.left[token] - 1
    if before < 0 or before == predicate.head or syntax.upos[before] != "NOUN":
        return None
    near = syntax.sentence[before] == syntax.sentence[token]
    return True if near and _vouches(grounds, before) else None


def _reported(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause in what somebody is reported to say is that one's."""
    return True if grounds.voices.innermost[predicate.token] >= 0 else None


def _vouched_for(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause of the article's own holds if the word that governs it vouches for it."""
    # "The problem is that …"
    return grounds.syntax.upos[predicate.head] == "AUX" or _vouches(grounds, predicate.head)


def _vouches(grounds: Grounds, word: int) -> bool:
    """Whether a word says that its clause holds, or that it seems to."""
    syntax, name = grounds.syntax, grounds.syntax.lemma(word)
    effect = grounds.factuality.implied(word)
    if effect is None or name in SPEECH or effect.certainty == "unknown":
        return False
    if effect.certainty == "certain" or syntax.upos[word] == "ADJ" or name in _IMPERSONAL:
        return True
    return syntax.upos[word] == "NOUN" and name in _SEEMING


def _completes(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A verb that another takes in counts if that adds only phase or success: "began to rise"."""
    syntax, head = grounds.syntax, predicate.head
    taken_in = syntax.is_auxiliary_like(head) and syntax.inner_verb(head) == predicate.token
    return taken_in and grounds.asserted.get(head, False)


def _interruption(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A verb of speech or belief beside a clause only frames it: "…, I think"."""
    syntax, name = grounds.syntax, grounds.syntax.lemma(predicate.token)
    if not (name in SPEECH or is_belief(name)):
        return None
    relations = {syntax.relations[c] for c in syntax.children[predicate.token]}
    return False if relations.isdisjoint({"obj", "ccomp"}) else None


ANY = (
    Rule("claims: content of an attribution", _content),
    Rule("claims: question or command of the article", _asked),
    Rule("claims: auxiliary alone", _auxiliary),
)
CONDITIONAL = (Rule("claims: condition or comparison", _hypothetical),)
ELSEWHERE = (Rule("claims: any other clause", _elsewhere),)
MAIN = (Rule("claims: main clause", _main),)
CONJUNCTS = (Rule("claims: second of two verbs", _second),)
RELATIVES = (
    Rule("claims: stands for a thing", _free_relative),
    Rule("claims: said of the clause before", _of_clause),
    Rule("claims: picks some out", _picks_out),
    Rule("claims: of what is not there", _of_what_is_not_there),
    Rule("claims: not so of a thing", _not_so),
    Rule("claims: relative clause", _relative),
)
ADVERBIALS = (
    Rule("claims: participle for a preposition", _prepositional),
    Rule("claims: participle of the whole clause", _of_main_clause),
    Rule("claims: infinitive of purpose", _purpose),
    Rule("claims: adverbial clause", _adverbial),
)
ADNOMINALS = (
    Rule("claims: adverbial clause on a noun", _contrast),
    Rule("claims: participle after a noun", _participle),
)
COMPLEMENTS = (
    Rule("claims: complement without subject", _complement),
    Rule("claims: part of a condition", _in_condition),
    Rule("claims: content of the noun before it", _of_noun),
    Rule("claims: content of a report", _reported),
    Rule("claims: vouched for by a word of the article", _vouched_for),
)
OPEN_COMPLEMENTS = (Rule("claims: completes another verb", _completes),)
BESIDE = (Rule("claims: interrupts what it frames", _interruption),)
#: Whether a clause is put forward, by its relation without a subtype; the first that knows.
RULES = {
    relation: (*(CONDITIONAL if relation == "advcl" else ()), *ANY, *rules, *ELSEWHERE)
    for relation, rules in (
        ("root", MAIN),
        ("conj", CONJUNCTS),
        ("acl", (*RELATIVES, *ADNOMINALS, *COMPLEMENTS)),
        ("advcl", (*RELATIVES, *ADVERBIALS)),
        ("ccomp", COMPLEMENTS),
        ("csubj", COMPLEMENTS),
        ("xcomp", OPEN_COMPLEMENTS),
        ("parataxis", BESIDE),
        ("", ()),
    )
}


# Dropped again


def _frames(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Says who says or thinks something, and nothing else: "I think", "you know"."""
    name = grounds.syntax.lemma(predicate.token)
    framing = name in SPEECH or name in _ASIDES or is_belief(name)
    return framing and clause.last - clause.first == 1


def _without_object(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is a participle that lacks what it acts on: "the issues facing"."""
    syntax, token = grounds.syntax, predicate.token
    modifies = syntax.relations[token] in ("acl", "advcl") and not predicate.top
    return modifies and clause.last - clause.first == 1 and syntax.is_participle(token)


def _nothing_said(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has a form of "be" with nothing said of the subject."""
    return clause.lemma == "be"


def breaks_off(syntax: Syntax, clause: Clause) -> bool:
    """Whether the last word of a clause calls for another one: "it is the", "sponsored by"."""
    last = max(clause.tokens())
    if last + 1 < len(syntax.forms) and syntax.heads[last] > last:
        return syntax.relations[last] in ("case", "det", "cc", "mark", "nmod:poss", "aux")
    return syntax.upos[last] == "CCONJ" or (syntax.forms[last], syntax.upos[last]) == ("to", "PART")


def _breaks_off(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Ends before a word that it needs: "it was captured by"."""
    return breaks_off(grounds.syntax, clause)


def _without_verb(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has an adjective for a verb, and no "be": "taxes are high and the rules complicated"."""
    syntax, token = grounds.syntax, predicate.token
    return syntax.upos[token] == "ADJ" and not syntax.has_copula[token] and not predicate.top


def _gerund(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is what somebody is accused of or kept from, in no finite words: "accused of lying"."""
    syntax, token = grounds.syntax, predicate.token
    marks = {syntax.forms[c] for c in syntax.related(token, "mark")}
    bare = syntax.forms[clause.first].endswith("ing") and not clause.lent
    if bare and not predicate.top and marks and syntax.relations[token] == "acl":
        return True  # "a plan for closing it"
    return bare and not predicate.top and not marks.isdisjoint({"of", "from"})


def _asked_within(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is what somebody knows or asks, inside another clause: "I know who he is"."""
    syntax, token = grounds.syntax, predicate.token
    if predicate.top or syntax.relations[token] not in ("ccomp", "csubj", "obj", "nmod", "obl"):
        return False
    return syntax.forms[syntax.left[token]] in INTERROGATIVES


def _lacks_object(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Lacks what its verb is never without: "the board approved"."""
    syntax, verb = grounds.syntax, clause.verbs[-1]
    passive = syntax.is_passive[verb] or syntax.has_copula[verb]
    return syntax.lemma(verb) in _NEEDS_OBJECT and not passive and not predicate.top


def _without_what_it_is_about(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is a relative clause that lacks its noun: "the sort of issue the body was made to tackle"."""
    syntax, token = grounds.syntax, predicate.token
    own = clause.subject is not None and not clause.subject.filled
    return syntax.relations[token] == "acl:relcl" and own and not clause.relatives


def _about_what(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Says what somebody says of a noun outside: "the effect it said the law would have"."""
    syntax, token = grounds.syntax, predicate.token
    verb = token if syntax.relations[token] == "acl:relcl" else predicate.head
    if verb < 0 or syntax.relations[verb] != "acl:relcl" or clause.relatives:
        return False
    framing = syntax.lemma(verb) in SPEECH or is_belief(syntax.lemma(verb))
    subject = syntax.own_subject[verb]
    if not framing or subject < 0 or syntax.forms[subject] in ("who", "which", "that"):
        return False
    if token == verb:
        return bool(syntax.related(verb, "ccomp")) and syntax.antecedent[verb] >= 0
    inner = syntax.relations[token] == "ccomp" and clause.object is None
    return inner and _lacks_object(grounds, predicate, clause)


def _bare_command(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is a command of one word: "listen"."""
    return clause.subject is None and grounds.syntax.is_imperative(predicate.token)


def _from_further_on(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has a subject from further on, of which another clause says something."""
    subject = clause.subject
    if subject is None or not subject.filled or subject.first < clause.last:
        return False
    return not predicate.top and grounds.syntax.relations[predicate.token] != "advcl"


def _without_antecedent(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has a relative pronoun for a subject, and nothing stands for it."""
    syntax, voices, subject = grounds.syntax, grounds.voices, clause.subject
    if subject is None or subject.first < 1 or subject.last != subject.first + 1:
        return False
    if grounds.factuality.is_question(predicate.token):
        return False
    pronoun, before = subject.first, subject.first - 1
    return (
        syntax.forms[pronoun] in ("who", "which", "that")
        and syntax.upos[before] in ("NOUN", "PROPN", "PUNCT")
        and syntax.sentence[before] == syntax.sentence[pronoun]
        and voices.innermost[before] == voices.innermost[pronoun]
    )


def _nobody_does(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has no subject, and is neither a command nor what a content hangs from."""
    syntax, token = grounds.syntax, predicate.token
    if clause.subject is not None or syntax.is_imperative(token):
        return False
    return not predicate.top or syntax.is_infinitive(token)


def _aside(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is an infinitive of a content in pieces that hangs from another verb than its cue.

    "The bank may sell it, she said, asking not to be named": what she said ends before.
    """
    syntax, voices, token, head = grounds.syntax, grounds.voices, predicate.token, predicate.head
    voice = voices.innermost[token]
    if not predicate.top or head < 0 or len(voices.stretches[voice]) < 2:
        return False
    if not syntax.is_infinitive(token) or syntax.upos[head] != "VERB":
        return False
    if not syntax.is_participle(head) or not syntax.forms[head].endswith("ing"):
        return False
    first = voices.stretches[voice][0][0]
    return first < head < token and voices.cue_of[head] != voice


#: What keeps a clause that would be put forward from saying something by itself.
DROPPED = (
    Rule("claims: subject from further on", _from_further_on),
    Rule("claims: relative pronoun without antecedent", _without_antecedent),
    Rule("claims: nobody does it", _nobody_does),
    Rule("claims: breaks off", _breaks_off),
    Rule("claims: said of a noun outside", _about_what),
    Rule("claims: asked within another clause", _asked_within),
    Rule("claims: gerund after a preposition", _gerund),
    Rule("claims: aside about the source", _aside),
)
#: The same for a clause without object and arguments.
DROPPED_IF_BARE = (
    Rule("claims: only frames what is said", _frames),
    Rule("claims: participle without object", _without_object),
    Rule("claims: nothing said of it", _nothing_said),
    Rule("claims: verb without its object", _lacks_object),
    Rule("claims: adjective without a verb", _without_verb),
    Rule("claims: relative clause without its noun", _without_what_it_is_about),
    Rule("claims: command of one word", _bare_command),
    *DROPPED,
)
