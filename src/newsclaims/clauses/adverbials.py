"""The roles of adverbials: when, where, about what, why and how, by preposition and main word."""

from __future__ import annotations

import re

from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, first_of, note
from newsclaims.words import by_value, having, values
from newsclaims.words.entity_words import GROUP_WORDS, KIN_WORDS, PERSON_WORDS
from newsclaims.words.factuality import SPEECH

#: Adverbs that link or frame clauses and say nothing of the event.
_CONNECTIVES = having("connective-adverb")
_TIME_NOUNS = (
    having("time-noun") | having("weekday") | having("month") | having("abbreviation", "month")
)
_TIME_ADVERBS = having("time-adverb")
_PLACE_ADVERBS = having("place-adverb")
_PLACE_NOUNS = having("place-noun")
PLACE_PREPOSITIONS = having("place-preposition")
#: With a name these are places; the others may as well go with a person or an organisation.
_IN = having("preposition-before-name")
_FROM_TO = having("preposition-of-motion")
_MOTION = having("motion-verb")
_TOPICS = having("topic-preposition")
#: Verbs whose "about", "on" or "over" is what is spoken or thought of.
_OF_TOPIC = SPEECH | having("takes-topic")
_TO_RECIPIENT = SPEECH | having("takes-recipient")
#: For each preposition of a cause, the verbs whose phrase with it says why.
_PREPOSITIONS_OF_CAUSE = by_value("cause-preposition")
#: The roles that prepositions give on their own.
_ROLES = {**dict.fromkeys(having("time-preposition"), "time"), **values("preposition-role")}
_NOT_OF_TIME = having("not-of-time")
_OPEN = having("open-clause")
_PEOPLE = PERSON_WORDS | KIN_WORDS | GROUP_WORDS
#: How nouns end that name a quality: "with enthusiasm".
_QUALITIES = ("ness", "ity", "ence", "ance", "asm", "tion", "sion")
_VEHICLES = having("means-noun")
_MANNERS = having("manner-noun")
#: Years, decades: "2019", "1990s", "'90s".
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s|-\d\d)?|['’]\d0s")
#: Of the conjunctions of clauses that are put forward in their own right, those that say when or
#: why the main clause holds too.
_TELLING = (having("clause-role", "time") | having("clause-role", "cause")) - {"while"}
_CLAUSE_ROLES = values("clause-role")
#: Adverbs that begin a clause as conjunctions do.
_WHEN = frozenset({"when", "whenever", "once"})


def is_time(syntax: Syntax, token: int) -> bool:
    """Whether a word names a time."""
    return (
        syntax.forms[token].rstrip(".") in _TIME_NOUNS
        or syntax.lemma(token) in _TIME_NOUNS
        or _YEAR.fullmatch(syntax.forms[token]) is not None
        or (syntax.upos[token] == "NUM" and has_time(syntax, token))
    )


def has_time(syntax: Syntax, token: int) -> bool:
    """Whether a dependent of a word names a time ("10 August", "so far")."""
    return any(
        syntax.lemma(c).rstrip(".") in _TIME_NOUNS or syntax.forms[c] in _TIME_ADVERBS
        for c in syntax.children[token]
    )


def phrase_role(syntax: Syntax, token: int, verb: str) -> str | None:
    """The role of an adverbial phrase, or None if it says nothing of the event ("himself").

    Args:
        syntax: The trees.
        token: The phrase's main word.
        verb: Base form of the verb it goes with.
    """
    case = syntax.related(token, "case")
    if not case:
        return _first_role(BARE, "manner", syntax, token)
    return _first_role(PHRASES, "other", syntax, token, verb, syntax.forms[case[0]])


def _first_role(
    rules: tuple[Rule[..., str], ...], default: str, syntax: Syntax, token: int, *rest: object
) -> str | None:
    """What the first rule that knows says of a dependent; None if it says nothing of the event."""
    found = first_of(rules, syntax, token, *rest)
    if found is None:
        return default
    note(found[0], found[1] or "left out", syntax.words(token))
    return found[1] or None


def _reflexive(syntax: Syntax, token: int) -> str | None:
    """Says nothing of the event: "he decided himself"."""
    return "" if syntax.forms[token].endswith(("self", "selves")) else None


def _bare_time(syntax: Syntax, token: int) -> str | None:
    """Says when, if it or a word that goes with it names a time: "Monday", "10 August"."""
    return "time" if is_time(syntax, token) or has_time(syntax, token) else None


def _amount(syntax: Syntax, token: int) -> str | None:
    """Says how much, if it is a name or counts something: "fell 3 percent"."""
    counts = syntax.upos[token] in ("PROPN", "NUM") or syntax.related(token, "nummod")
    return "other" if counts else None


#: What a phrase without a preposition says of the event; "manner" if none knows: "that way".
BARE = (
    Rule("clauses: reflexive says nothing", _reflexive),
    Rule("clauses: noun of time", _bare_time),
    Rule("clauses: phrase is an amount", _amount),
)


def _names_time(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says when, if the main word names a time: "on Monday", but not "about Monday"."""
    other = preposition in _NOT_OF_TIME
    return "time" if not other and is_time(syntax, token) else None


def _recipient(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says who is given or told something: "sent it to the court"."""
    return "recipient" if preposition == "to" and verb in _TO_RECIPIENT else None


def _topic(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says what is spoken or thought of: "voted on the plan"."""
    spoken = preposition in _TOPICS and verb in _OF_TOPIC
    return "topic" if spoken and syntax.upos[token] != "PROPN" else None


def _place(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says where, if the preposition goes with places and so does the noun: "in the city"."""
    moving = verb.partition(" ")[0] in _MOTION
    if preposition not in PLACE_PREPOSITIONS or (preposition in _FROM_TO and not moving):
        return None
    named = syntax.upos[token] == "PROPN" and (moving or preposition in _IN)
    return "place" if named or syntax.lemma(token) in _PLACE_NOUNS else None


def _blamed(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says why, with a verb that asks for it: "fined for speeding", "died of thirst"."""
    return "cause" if verb in _PREPOSITIONS_OF_CAUSE.get(preposition, ()) else None


def _company(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says with whom: "with Oloo", "with the crew"."""
    if preposition != "with":
        return None
    people = syntax.upos[token] in ("PROPN", "PRON") or syntax.lemma(token) in _PEOPLE
    return "accompaniment" if people else None


def _manner(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says how: "in secret", "with ease"."""
    if preposition not in ("in", "with"):
        return None
    word = syntax.lemma(token)
    quality = preposition == "with" and word.endswith(_QUALITIES)
    return "manner" if quality or word in _MANNERS else None


def _means(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says by what means: "by train", "opened it with a key"."""
    head = syntax.heads[token]
    acted_on = head >= 0 and (syntax.own_object[head] >= 0 or syntax.is_passive[head])
    tool = preposition == "with" and acted_on
    vehicle = preposition == "by" and syntax.lemma(token) in _VEHICLES
    return "instrument" if tool or vehicle else None


def _by_preposition(syntax: Syntax, token: int, verb: str, preposition: str) -> str | None:
    """Says what its preposition says: "until noon", "due to rain", "as a doctor", "about it"."""
    after_all = preposition == "after" and syntax.forms[token] == "all"
    return None if after_all else _ROLES.get(preposition)


#: What a phrase with a preposition says of the event, the first that knows; "other" if none does.
PHRASES = (
    Rule("clauses: phrase names a time", _names_time),
    Rule("clauses: phrase names a recipient", _recipient),
    Rule("clauses: phrase names a topic", _topic),
    Rule("clauses: phrase names a place", _place),
    Rule("clauses: phrase names a cause", _blamed),
    Rule("clauses: phrase names company", _company),
    Rule("clauses: phrase says how", _manner),
    Rule("clauses: phrase names a means", _means),
    Rule("clauses: role by preposition", _by_preposition),
)


def adverb_role(syntax: Syntax, token: int, verb: int) -> str | None:
    """The role of an adverb, or None if it says nothing of the event ("however")."""
    return _first_role(ADVERBS, "manner", syntax, token, verb)


def _adverb_of_time(syntax: Syntax, token: int, verb: int) -> str | None:
    """Says when: "soon", "so far"."""
    when = syntax.forms[token] in _TIME_ADVERBS or has_time(syntax, token)
    return "time" if when else None


def _adverb_of_place(syntax: Syntax, token: int, verb: int) -> str | None:
    """Says where: "abroad"."""
    return "place" if syntax.forms[token] in _PLACE_ADVERBS else None


def _connective(syntax: Syntax, token: int, verb: int) -> str | None:
    """Only links what it stands before: "however"."""
    return "" if syntax.forms[token] in _CONNECTIVES and token < verb else None


#: What an adverb says of the event; the first that knows. "manner" if none does.
ADVERBS = (
    Rule("clauses: adverb of time", _adverb_of_time),
    Rule("clauses: adverb of place", _adverb_of_place),
    Rule("clauses: adverb only links", _connective),
)


def clause_role(syntax: Syntax, token: int) -> str | None:
    """The role of an adverbial clause, or None if it is put forward in its own right."""
    marks = [
        syntax.forms[c]
        for c in syntax.children[token]
        if c < token and (syntax.relations[c] in ("mark", "case") or syntax.forms[c] in _WHEN)
    ]
    return _first_role(ADVERBIAL_CLAUSES, "other", syntax, token, marks)


def _purpose(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says what for, if it is an infinitive: "to win"."""
    return "purpose" if syntax.is_infinitive(token) else None


def _compared(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says what the main clause is compared with: "later than anybody expected"."""
    return "other" if max(syntax.comparison(token), syntax.correlative(token)) >= 0 else None


def _condition(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says on what condition: "if it rains"."""
    found = syntax.condition(token)
    return None if found is None or found in _OPEN else "condition"


def _in_its_own_right(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Is a claim of its own, and says nothing of the main clause unless when or why."""
    if not syntax.is_predicate(token) or (marks and not syntax.has_subject[token]):
        return None
    return _CLAUSE_ROLES.get(marks[0]) if marks and marks[0] in _TELLING else ""


def _by_conjunction(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says what its conjunction says: "by selling it"."""
    return _CLAUSE_ROLES.get(marks[0]) if marks else None


#: What an adverbial clause says of the main one; the first that knows. "other" if none does.
ADVERBIAL_CLAUSES = (
    Rule("clauses: infinitive of purpose", _purpose),
    Rule("clauses: clause is a comparison", _compared),
    Rule("clauses: clause is a condition", _condition),
    Rule("clauses: clause in its own right", _in_its_own_right),
    Rule("clauses: role by conjunction", _by_conjunction),
)
