"""Which clauses are put forward, by the article or by somebody it reports.

`ASSERTED` says of each predicate whether it is, by how it hangs in its tree. A parser errs: a
clause that a faulty tree leaves without what it needs to say something by itself is passed over,
which is for `DROPPED` to say.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from newsclaims.attributions.voices import Voices
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part
from newsclaims.factuality.clause_factuality import ClauseFactuality
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import FREE_RELATIVES
from newsclaims.trace import Rule, is_traced, note
from newsclaims.words import having
from newsclaims.words.dependencies import VERBAL
from newsclaims.words.factuality import SPEECH, is_belief

#: Conjunctions that no complement has.
_ADVERBIAL = having("adverbial-conjunction")
_IMPERSONAL = having("impersonal-verb")
#: Verbs that frame what is said elsewhere, beside those of speech and belief.
_ASIDES = having("framing-verb")


#: Participles that stand for a preposition: "starting in May".
_PREPOSITIONAL = having("participial-preposition")


#: Relations of a clause to the word that it completes.
_COMPLETING = frozenset({"ccomp", "csubj", "acl"})


@frozen(eq=False, slots=True)
class Grounds:
    """What it is decided on whether a clause is put forward.

    Attributes:
        syntax: The trees.
        clauses: Their clauses.
        voices: Who speaks where.
        factuality: What words imply about the clauses they govern.
        asserted: For each predicate decided so far whether it is put forward.
    """

    syntax: Syntax
    clauses: Clauses
    voices: Voices
    factuality: ClauseFactuality
    asserted: dict[int, bool] = field(factory=dict, init=False)


@frozen(slots=True)
class Predicate:
    """A word that a clause hangs from.

    Attributes:
        token: The word.
        head: Its head, or -1.
        relation: Its relation to it, without a subtype.
        full: Whether it has what a clause needs, a verb and a subject.
        top: Whether the content of an attribution hangs from it.
    """

    token: int
    head: int
    relation: str
    full: bool
    top: bool


@frozen(eq=False, slots=True)
class Assertion:
    """A clause that is put forward.

    Attributes:
        token: The token that it hangs from.
        clause: The clause.
        rule: Why it is put forward.
    """

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
    full = syntax.has_copula[token] or (
        syntax.has_subject[token] and syntax.upos[token] in ("VERB", "AUX", "ADJ")
    )
    relation = syntax.relations[token].partition(":")[0]
    return Predicate(token, head, relation, full, grounds.voices.is_top(token, head))


def _assertion(grounds: Grounds, predicate: Predicate, taken_in: bool) -> Assertion | None:
    """The clause of a predicate, if it is put forward."""
    token = predicate.token
    rule, asserted = _first_that_knows(grounds, predicate)
    grounds.asserted[token] = asserted
    if not asserted or (taken_in and not predicate.top):
        if is_traced():
            outcome = "part of another claim" if taken_in else "no claim"
            note(rule, outcome, grounds.clauses.clause(token).range)
        return None
    clause = _with_speaker(grounds, predicate)
    for dropping in DROPPED:
        if dropping(grounds, predicate, clause):
            note(dropping, "no claim", clause.range)
            return None
    return Assertion(token, clause, rule)


def _first_that_knows(
    grounds: Grounds, predicate: Predicate
) -> tuple[Rule[[Grounds, Predicate], bool], bool]:
    for rule in ASSERTED:
        if (asserted := rule(grounds, predicate)) is not None:
            return rule, asserted
    return ASSERTED[-1], False


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


# Put forward


def _content(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A content hangs from it, and it is more than a noun."""
    syntax, token = grounds.syntax, predicate.token
    nominal = syntax.upos[token] in ("NOUN", "PROPN") and not syntax.has_copula[token]
    return True if predicate.top and not nominal else None


def _auxiliary(grounds: Grounds, predicate: Predicate) -> bool | None:
    """An auxiliary is alone: "they didn't"; what they did not do is said elsewhere."""
    syntax, token = grounds.syntax, predicate.token
    return False if syntax.upos[token] == "AUX" and syntax.lemma(token) != "be" else None


def _main(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A main clause is put forward, if it has a verb."""
    verbal = predicate.full or grounds.syntax.upos[predicate.token] in VERBAL
    return True if predicate.head < 0 and verbal else None


def _verbless(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A sentence without a verb says nothing."""
    return False if predicate.head < 0 else None


def _second_infinitive(grounds: Grounds, predicate: Predicate) -> bool | None:
    """The second of two infinitives counts as the verb that governs both: "to meet and talk"."""
    outer = grounds.syntax.lending_verb(predicate.token)
    return grounds.asserted.get(outer, False) if outer >= 0 else None


def _second(grounds: Grounds, predicate: Predicate) -> bool | None:
    """The second of two verbs counts as the first does."""
    if predicate.relation != "conj":
        return None
    first = predicate.head
    return grounds.asserted.get(first, predicate.full and not grounds.syntax.is_predicate(first))


def _free_relative(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause that stands for a thing is not put forward: "what the court decides"."""
    syntax = grounds.syntax
    relative = syntax.relations[predicate.token] in ("acl:relcl", "advcl:relcl")
    return False if relative and syntax.forms[predicate.head] in FREE_RELATIVES else None


def _relative(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A relative clause is said of its noun: "the man who fled"."""
    return True if grounds.syntax.is_relative(predicate.token) else None


def _prepositional(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A participle that stands for a preposition is not put forward: "starting in May"."""
    if predicate.relation != "advcl" or predicate.full:
        return None
    return False if grounds.syntax.forms[predicate.token] in _PREPOSITIONAL else None


def _purpose(grounds: Grounds, predicate: Predicate) -> bool | None:
    """What somebody means to do may never come about: "met to settle it"."""
    infinitive = grounds.syntax.is_infinitive(predicate.token)
    return False if predicate.relation == "advcl" and infinitive else None


def _adverbial(grounds: Grounds, predicate: Predicate) -> bool | None:
    """An adverbial clause holds too, if it is full or a participle: "leaving, he waved"."""
    holds = predicate.full or grounds.syntax.is_participle(predicate.token)
    return True if predicate.relation == "advcl" and holds else None


def _contrast(grounds: Grounds, predicate: Predicate) -> bool | None:
    """An adverbial clause that hangs from a noun holds, too: "backs the ban, while Peru waits"."""
    syntax, token = grounds.syntax, predicate.token
    if predicate.relation != "acl" or not predicate.full or not syntax.has_subject[token]:
        return None
    marks = (syntax.forms[c] for c in syntax.children[token] if syntax.relations[c] == "mark")
    return True if any(mark in _ADVERBIAL for mark in marks) else None


def _participle(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A participle is said of the noun before it: "a man accused of theft"."""
    modifies = predicate.relation == "acl" and not predicate.full
    return True if modifies and grounds.syntax.is_participle(predicate.token) else None


def _complement(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause that completes a word is not put forward without a subject: "a plan to leave"."""
    infinitive = grounds.syntax.is_infinitive(predicate.token)
    return (
        False if predicate.relation in _COMPLETING and (infinitive or not predicate.full) else None
    )


def _of_noun(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause right after a noun that vouches for it holds: "in a sign the strike may end"."""
    syntax, token = grounds.syntax, predicate.token
    before = syntax.left[token] - 1
    if before < 0 or before == predicate.head or not predicate.full:
        return None
    if predicate.relation not in _COMPLETING or syntax.upos[before] != "NOUN":
        return None
    near = syntax.sentence[before] == syntax.sentence[token]
    return True if near and _vouches(grounds, before) else None


def _reported(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause in what somebody is reported to say is that one's."""
    reported = grounds.voices.innermost[predicate.token] >= 0
    return True if predicate.relation in _COMPLETING and reported else None


def _vouched_for(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause of the article's own holds if the word that governs it vouches for it."""
    if predicate.relation not in _COMPLETING:
        return None
    if grounds.syntax.upos[predicate.head] == "AUX":
        return True  # "the problem is that …"
    return True if _vouches(grounds, predicate.head) else None


def _vouches(grounds: Grounds, word: int) -> bool:
    """Whether a word says that its clause holds, or that it seems to."""
    syntax, name = grounds.syntax, grounds.syntax.lemma(word)
    effect = grounds.factuality.implied(word)
    if effect is None or name in SPEECH or effect.certainty == "unknown":
        return False
    if effect.certainty == "certain" or syntax.upos[word] == "ADJ" or name in _IMPERSONAL:
        return True
    signs = ("sign", "indication", "chance", "possibility", "risk")
    return syntax.upos[word] == "NOUN" and name in signs


def _not_vouched_for(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A clause that completes a word of the article's own is merely considered."""
    return False if predicate.relation in _COMPLETING else None


def _taken_in(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A verb counts as the one that takes it in and adds only phase or success: "began to rise"."""
    syntax, head = grounds.syntax, predicate.head
    if predicate.relation != "xcomp" or syntax.inner_verb(head) != predicate.token:
        return None
    return grounds.asserted.get(head, False) if syntax.is_auxiliary_like(head) else None


def _completes(grounds: Grounds, predicate: Predicate) -> bool | None:
    """Any other verb without a subject of its own only completes another: "asked him to go"."""
    return False if predicate.relation == "xcomp" else None


def _interruption(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A verb of speech or belief beside a clause only frames it: "…, I think"."""
    syntax, name = grounds.syntax, grounds.syntax.lemma(predicate.token)
    if predicate.relation != "parataxis" or not (name in SPEECH or is_belief(name)):
        return None
    relations = {syntax.relations[c] for c in syntax.children[predicate.token]}
    return False if relations.isdisjoint({"obj", "ccomp"}) else None


def _beside(grounds: Grounds, predicate: Predicate) -> bool | None:
    """A verb beside a clause is put forward."""
    verbal = predicate.full or grounds.syntax.upos[predicate.token] == "VERB"
    return True if predicate.relation == "parataxis" and verbal else None


def _elsewhere(grounds: Grounds, predicate: Predicate) -> bool | None:
    """Any other clause is put forward if it is full."""
    return True if predicate.full else None


def _fragment(grounds: Grounds, predicate: Predicate) -> bool | None:
    """What is no full clause is not put forward."""
    return False


#: Whether a clause is put forward; the first that knows.
ASSERTED: tuple[Rule[[Grounds, Predicate], bool], ...] = (
    Rule("claims: content of an attribution", _content),
    Rule("claims: auxiliary alone", _auxiliary),
    Rule("claims: main clause", _main),
    Rule("claims: sentence without verb", _verbless),
    Rule("claims: second of two infinitives", _second_infinitive),
    Rule("claims: second of two verbs", _second),
    Rule("claims: stands for a thing", _free_relative),
    Rule("claims: relative clause", _relative),
    Rule("claims: participle for a preposition", _prepositional),
    Rule("claims: infinitive of purpose", _purpose),
    Rule("claims: adverbial clause", _adverbial),
    Rule("claims: adverbial clause on a noun", _contrast),
    Rule("claims: participle after a noun", _participle),
    Rule("claims: complement without subject", _complement),
    Rule("claims: content of the noun before it", _of_noun),
    Rule("claims: content of a report", _reported),
    Rule("claims: vouched for by a word of the article", _vouched_for),
    Rule("claims: nobody vouches for it", _not_vouched_for),
    Rule("claims: taken in by the verb before", _taken_in),
    Rule("claims: only completes another verb", _completes),
    Rule("claims: interrupts what it frames", _interruption),
    Rule("claims: clause beside another", _beside),
    Rule("claims: any other clause", _elsewhere),
    Rule("claims: no full clause", _fragment),
)


# Dropped again


def _is_bare(clause: Clause) -> bool:
    alone = clause.last - clause.first == 1
    return clause.object is None and not clause.arguments and alone


def _only_frames(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Says who says or thinks something, and nothing else: "I think", "you know"."""
    name = grounds.syntax.lemma(predicate.token)
    return _is_bare(clause) and (name in SPEECH or name in _ASIDES or is_belief(name))


def _without_object(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is a participle that lacks what it acts on: "the issues facing"."""
    modifies = grounds.syntax.relations[predicate.token] in ("acl", "advcl") and not predicate.top
    return modifies and _is_bare(clause) and grounds.syntax.is_participle(predicate.token)


def _nothing_said(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has a form of "be" with nothing said of the subject."""
    return clause.lemma == "be" and clause.object is None and not clause.arguments


def _from_further_on(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has a subject from further on, of which another clause says something."""
    subject = clause.subject
    if (
        subject is None
        or not subject.filled
        or not 0 <= clause.first < clause.last <= subject.first
    ):
        return False
    return not predicate.top and grounds.syntax.relations[predicate.token] != "advcl"


def _without_antecedent(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Has a relative pronoun for a subject, and nothing stands for it."""
    syntax, voices, subject = grounds.syntax, grounds.voices, clause.subject
    if subject is None or subject.first < 1 or subject.last != subject.first + 1:
        return False
    pronoun, before = subject.first, subject.first - 1
    return (
        syntax.forms[pronoun] in ("who", "which", "that")
        and syntax.upos[before] in ("NOUN", "PROPN", "PUNCT")
        and syntax.sentence[before] == syntax.sentence[pronoun]
        and voices.innermost[before] == voices.innermost[pronoun]
    )


def _bare_command(grounds: Grounds, predicate: Predicate, clause: Clause) -> bool:
    """Is a command of one word: "listen"."""
    if clause.subject is not None or not grounds.syntax.is_imperative(predicate.token):
        return False
    return clause.object is None and not clause.arguments


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
DROPPED: tuple[Rule[[Grounds, Predicate, Clause], bool], ...] = (
    Rule("claims: only frames what is said", _only_frames),
    Rule("claims: participle without object", _without_object),
    Rule("claims: nothing said of it", _nothing_said),
    Rule("claims: subject from further on", _from_further_on),
    Rule("claims: relative pronoun without antecedent", _without_antecedent),
    Rule("claims: command of one word", _bare_command),
    Rule("claims: nobody does it", _nobody_does),
    Rule("claims: aside about the source", _aside),
)
