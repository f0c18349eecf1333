"""What a clause's own modal verbs, adverbs and negations leave of it, a question or a condition."""

from __future__ import annotations

from attrs import frozen

from newsclaims.factuality.governors import Governors
from newsclaims.factuality.judgements import Judgement, Marker, outcome, together
from newsclaims.factuality.negation import SHARED, Denial
from newsclaims.trace import Rule, decide_by, is_traced, note
from newsclaims.words.dependencies import AUXILIARIES
from newsclaims.words.factuality import (
    ADVERBS,
    CERTAIN,
    DENIABLE_MODALS,
    DENIED_ADVERBS,
    FALLING_SHORT,
    LATER,
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
)

_HEDGES = FALLING_SHORT | DENIED_ADVERBS.keys() | ADVERBS.keys()
_QUOTATION_MARKS = frozenset("“”\"«»„‟``''")


@frozen(slots=True, eq=False)
class Words:
    """The words of the clause of a token that may bear on whether it holds; -1 for none.

    Attributes:
        token: The word that the clause hangs from.
        first: The first of two clauses of which it is the second.
        denials: What denies it.
        modals: Its modal verbs, with what follows them if that makes a difference.
        adverbs: Its adverbs.
        question: Its question mark.
        condition: The first word of a condition on which it depends.
    """

    token: int
    first: int
    denials: list[Denial]
    modals: dict[str, int]
    adverbs: list[int]
    question: int
    condition: int


def own_words(facts: Governors, token: int) -> Judgement:
    """What a clause's own words leave of it."""
    words = _words(facts, token)
    facts.modals[token] = words.modals
    found: list[tuple[Rule[..., object], Marker]] = [
        (rule, Marker(*stretch, "negation", NOT)) for rule, stretch in words.denials
    ]
    for adverb in words.adverbs:
        is_hedge = facts.syntax.forms[adverb] in _HEDGES
        if is_hedge and (hedge := decide_by(HEDGES, facts, token, adverb)) is not None:
            found.append((hedge[0], Marker(adverb, adverb + 1, "adverb", hedge[1])))
    for modal, verb in words.modals.items():
        if (reading := decide_by(MODAL_VERBS, facts, words, modal)) is not None:
            found.append((reading[0], Marker(verb, verb + 1, "modal", reading[1])))
    if (arranged := decide_by(ARRANGEMENTS, facts, words)) is not None:
        found.append(arranged)
    if (opened := decide_by(OPEN, facts, words)) is not None:
        found.append(opened)
        if opened[1].kind != "condition":
            facts.open[token] = opened[1]
    if is_traced():
        for rule, marker in found:
            words_of_it = marker.first, marker.last
            note(rule, outcome(marker.factuality), (token, token + 1), words_of_it)
    return together([marker for _, marker in found if marker.factuality != CERTAIN])


def _words(facts: Governors, token: int) -> Words:
    syntax, forms = facts.syntax, facts.forms
    first = syntax.heads[token] if syntax.relations[token] == "conj" else -1
    modals, denials = _modals(facts, token), facts.negation.words(token)
    if first >= 0 and syntax.own_subject[token] < 0 and not forms.auxiliaries(token):
        if len(denials) % 2 == 0:
            shared = decide_by(SHARED, facts.negation, token, first)
            denials += [] if shared is None else [shared]
        if syntax.forms[token] == syntax.lemma(token):
            modals = facts.modals.get(first, {})  # "will meet him and visit her"
    adverbs: list[int] = []
    condition = -1
    for child in syntax.children[token]:
        relation = syntax.relations[child]
        if relation in ("advmod", "discourse"):
            adverbs.append(child)
            if condition < 0 and syntax.forms[child] == "long":
                condition = forms.as_long_as(child)
        elif relation in ("advcl", "parataxis") and condition < 0:
            condition = forms.dependence(child)
    question = facts.questions.get(token, -1)
    return Words(token, first, denials, modals, adverbs, question, condition)


def _modals(facts: Governors, token: int) -> dict[str, int]:
    """The modal verbs of a clause, with what follows them if that makes a difference."""
    syntax = facts.syntax
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
        if (relation in AUXILIARIES or relation == "mark") and child < token:
            follower = form if relation in ("aux", "mark") else ""
    return found


# --- Adverbs --------------------------------------------------------------------------------------


def _almost(facts: Governors, token: int, adverb: int) -> Factuality | None:
    """What almost or nearly happens does not: "almost hit"."""
    syntax = facts.syntax
    falls_short = syntax.forms[adverb] in FALLING_SHORT and adverb + 1 == token
    return NOT if falls_short and syntax.upos[token] == "VERB" else None


def _not_necessarily(facts: Governors, token: int, adverb: int) -> Factuality | None:
    """An adverb that hedges once it is denied: "not necessarily"."""
    forms = facts.syntax.forms
    return DENIED_ADVERBS.get(forms[adverb]) if adverb and forms[adverb - 1] in NEGATIONS else None


def _adverb(facts: Governors, token: int, adverb: int) -> Factuality | None:
    """An adverb that hedges or all but denies: "probably", "hardly"."""
    return ADVERBS.get(facts.syntax.forms[adverb])


HEDGES: tuple[Rule[[Governors, int, int], Factuality], ...] = (
    Rule("factuality: almost", _almost),
    Rule("factuality: not necessarily", _not_necessarily),
    Rule("factuality: adverb", _adverb),
)


# --- Modal verbs ----------------------------------------------------------------------------------


def _told_would(facts: Governors, words: Words, modal: str) -> Factuality | None:
    """A "would" that stands for "will" told in the past, or is a wish, leaves no doubt."""
    if modal != "would" or words.condition >= 0:
        return None
    wish = facts.syntax.lemma(words.token) in WISHES
    later = any(facts.syntax.forms[adverb] in LATER for adverb in words.adverbs)
    return CERTAIN if later or wish or _is_told(facts, words.token) else None


def _sensation(facts: Governors, words: Words, modal: str) -> Factuality | None:
    """What somebody could hear or feel they did."""
    felt = facts.syntax.lemma(words.token) in SENSATIONS
    return CERTAIN if felt and modal.partition(" ")[0] == "could" else None


def _denied_modal(facts: Governors, words: Words, modal: str) -> Factuality | None:
    """Some modal verbs leave no doubt when denied: "cannot sign", "would not comment"."""
    denied = len(words.denials) % 2 == 1 and modal != "would have"
    return CERTAIN if denied and modal.partition(" ")[0] in DENIABLE_MODALS else None


def _performative(facts: Governors, words: Words, modal: str) -> Factuality | None:
    """Saying does it: "we can report" is a hedged performative (Fraser, 1975)."""
    syntax, token = facts.syntax, words.token
    subject = syntax.own_subject[token]
    first_person = subject >= 0 and syntax.forms[subject] in ("i", "we")
    does = first_person and syntax.lemma(token) in SPEECH
    return CERTAIN if does and modal.partition(" ")[0] in ("can", "must") else None


def _inference(facts: Governors, words: Words, modal: str) -> Factuality | None:
    """A "must" with a state infers it: "must know"."""
    state = facts.syntax.lemma(words.token) in STATES
    return PROBABLE if state and modal.partition(" ")[0] == "must" else None


def _modal(facts: Governors, words: Words, modal: str) -> Factuality | None:
    """What the table says of the modal verb: "may resign"."""
    return MODALS.get(modal) or MODALS[modal.partition(" ")[0]]


def _is_told(facts: Governors, token: int) -> bool:
    """Whether a clause stands in reported speech, or tells what came next in the past."""
    syntax = facts.syntax
    voice = facts.voices.innermost[token]
    if voice >= 0:
        words = facts.voices.attributions[voice].content[0].text
        return words[:1] not in _QUOTATION_MARKS
    head = syntax.heads[token]
    if syntax.relations[token] == "ccomp":
        name = syntax.lemma(head)
        return syntax.forms[head] not in (name, f"{name}s")
    # "A summit, which he would attend", not "a law that would ban it".
    before = syntax.left[token] - 1
    return syntax.is_relative(token) and before >= 0 and syntax.forms[before] == ","


MODAL_VERBS: tuple[Rule[[Governors, Words, str], Factuality], ...] = (
    Rule("factuality: would told in the past", _told_would),
    Rule("factuality: could hear", _sensation),
    Rule("factuality: denied modal verb", _denied_modal),
    Rule("factuality: we can report", _performative),
    Rule("factuality: must of a state", _inference),
    Rule("factuality: modal verb", _modal),
)


# --- What leaves a clause open --------------------------------------------------------------------


def _arranged(facts: Governors, words: Words) -> Marker | None:
    """A form of "be" with an infinitive: "the queen is to open the hospital"."""
    arranged = facts.forms.is_arranged(words.token)
    return next(iter(facts.arrangement(words.token).markers), None) if arranged else None


def _due(facts: Governors, words: Words) -> Marker | None:
    """What is due to come will probably come, be "due to" read as a preposition or not."""
    syntax, token = facts.syntax, words.token
    plain = syntax.forms[token] == syntax.lemma(token) or syntax.is_passive[token]
    if syntax.upos[token] != "VERB" or not plain:
        return None
    due = (c for c in syntax.children[token] if syntax.forms[c] == "due" and c < token)
    word = next((c for c in due if syntax.forms[c + 1] == "to"), -1)
    return None if word < 0 else Marker(word, word + 1, "predicate", PROBABLE)


ARRANGEMENTS: tuple[Rule[[Governors, Words], Marker], ...] = (
    Rule("factuality: is to", _arranged),
    Rule("factuality: is due to", _due),
)


def _question(facts: Governors, words: Words) -> Marker | None:
    """A question is left open."""
    mark = words.question
    return None if mark < 0 else Marker(mark, mark + 1, "question", UNKNOWN)


def _command(facts: Governors, words: Words) -> Marker | None:
    """A command is left open: "please do not smoke"."""
    token = words.token
    is_command = facts.forms.is_command(token)
    return Marker(token, token + 1, "imperative", UNKNOWN) if is_command else None


def _shared_question(facts: Governors, words: Words) -> Marker | None:
    """A second verb is part of the question or the command of the first."""
    return facts.open.get(words.first)


def _dependent(facts: Governors, words: Words) -> Marker | None:
    """What depends on a condition is left open: "if it rains, they will leave"."""
    word = words.condition
    return None if word < 0 else Marker(word, word + 1, "condition", UNKNOWN)


def _correlative(facts: Governors, words: Words) -> Marker | None:
    """Each of two clauses that depend on each other is left open: "the more they pay"."""
    word = facts.syntax.correlative(words.token)
    return None if word < 0 else Marker(word, word + 2, "condition", UNKNOWN)


def _subjunctive(facts: Governors, words: Words) -> Marker | None:
    """A bare "be" says what is to come about: "a rule that all salt be iodised"."""
    syntax, token = facts.syntax, words.token
    auxiliaries = facts.forms.auxiliaries(token)
    bare = auxiliaries[:1] and syntax.forms[auxiliaries[0]] == "be"
    subject = syntax.own_subject[token]
    if not bare or not 0 <= subject < auxiliaries[0] or facts.forms.is_infinitive(token):
        return None
    return Marker(auxiliaries[0], auxiliaries[0] + 1, "modal", UNKNOWN)


def _inverted(facts: Governors, words: Words) -> Marker | None:
    """A condition that begins with its verb is left open: "had it rained"."""
    word = facts.forms.inversion(words.token)
    return None if word < 0 else Marker(word, word + 1, "condition", UNKNOWN)


OPEN: tuple[Rule[[Governors, Words], Marker], ...] = (
    Rule("factuality: question", _question),
    Rule("factuality: command", _command),
    Rule("factuality: question or command of the first verb", _shared_question),
    Rule("factuality: on a condition", _dependent),
    Rule("factuality: inverted condition", _inverted),
    Rule("factuality: the more, the more", _correlative),
    Rule("factuality: that it be", _subjunctive),
)
