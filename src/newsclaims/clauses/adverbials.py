"""The roles of adverbials: when, where, about what, why and how, by preposition and main word."""

from __future__ import annotations

import re

from attrs import frozen

from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, note
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
_TIME_PREPOSITIONS = having("time-preposition")
_TOPICS = having("topic-preposition")
#: Verbs whose "about", "on" or "over" is what is spoken or thought of.
_OF_TOPIC = SPEECH | having("takes-topic")
_TO_RECIPIENT = SPEECH | having("takes-recipient")
#: For each preposition of a cause, the verbs whose phrase with it says why.
_PREPOSITIONS_OF_CAUSE = by_value("cause-preposition")
_VEHICLES = having("means-noun")
_MANNERS = having("manner-noun")
#: Years, decades: "2019", "1990s", "'90s".
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s|-\d\d)?|['’]\d0s")
#: Of the conjunctions of clauses that are put forward in their own right, those that say when or
#: why the main clause holds too.
_TELLING = (having("clause-role", "time") | having("clause-role", "cause")) - {"while"}
_CLAUSE_ROLES = values("clause-role")


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


@frozen(slots=True)
class Phrase:
    """An adverbial phrase.

    Attributes:
        syntax: The trees.
        token: Its main word.
        verb: Base form of the verb it goes with.
        preposition: The preposition it has, or "".
        word: Base form of its main word.
        upos: Part of speech of its main word.
        names_time: Whether its main word names a time.
    """

    syntax: Syntax
    token: int
    verb: str
    preposition: str
    word: str
    upos: str
    names_time: bool

    @property
    def is_moved(self) -> bool:
        """Whether its verb is one of motion."""
        return self.verb.partition(" ")[0] in _MOTION


def phrase_role(syntax: Syntax, token: int, verb: str) -> str | None:
    """The role of an adverbial phrase, or None if it says nothing of the event ("himself").

    Args:
        syntax: The trees.
        token: The phrase's main word.
        verb: Base form of the verb it goes with.
    """
    case = syntax.related(token, "case")
    preposition = syntax.forms[case[0]] if case else ""
    word, upos = syntax.lemma(token), syntax.upos[token]
    phrase = Phrase(syntax, token, verb, preposition, word, upos, is_time(syntax, token))
    for rule in PHRASES:
        if (role := rule(phrase)) is not None:
            return _noted(rule, role, syntax, token)
    return "other"


def _noted(rule: Rule[..., str], role: str, syntax: Syntax, token: int) -> str | None:
    note(rule, role or "left out", (syntax.left[token], syntax.right[token] + 1))
    return role or None


def _names_time(phrase: Phrase) -> str | None:
    """Says when, if the main word names a time: "on Monday", but not "about Monday"."""
    other = phrase.preposition in ("about", "of", "with", "to", "as")
    return "time" if phrase.names_time and not other else None


def _time_preposition(phrase: Phrase) -> str | None:
    """Says when after "after", "until" and the like, but for "after all"."""
    when = phrase.preposition in _TIME_PREPOSITIONS and phrase.word != "all"
    return "time" if when else None


def _reflexive(phrase: Phrase) -> str | None:
    """Says nothing of the event: "he decided himself"."""
    reflexive = phrase.syntax.forms[phrase.token].endswith(("self", "selves"))
    return "" if reflexive and not phrase.preposition else None


def _holds_time(phrase: Phrase) -> str | None:
    """Says when, if a word that goes with the main word names a time: "10 August"."""
    return "time" if not phrase.preposition and has_time(phrase.syntax, phrase.token) else None


def _amount(phrase: Phrase) -> str | None:
    """Says how much, if it is a name or counts something: "fell 3 percent"."""
    if phrase.preposition:
        return None
    counts = phrase.syntax.related(phrase.token, "nummod")
    return "other" if phrase.upos in ("PROPN", "NUM") or counts else None


def _bare(phrase: Phrase) -> str | None:
    """Says how, if it has no preposition: "that way"."""
    return None if phrase.preposition else "manner"


def _recipient(phrase: Phrase) -> str | None:
    """Says who is given or told something: "sent it to the court"."""
    given = phrase.preposition == "to" and phrase.verb in _TO_RECIPIENT
    return "recipient" if given else None


def _topic(phrase: Phrase) -> str | None:
    """Says what is spoken or thought of: "about the plan", "voted on the plan"."""
    spoken = phrase.verb in _OF_TOPIC and phrase.upos != "PROPN"
    alone = phrase.preposition in ("about", "regarding", "concerning")
    return "topic" if alone or (phrase.preposition in _TOPICS and spoken) else None


def _place(phrase: Phrase) -> str | None:
    """Says where, if the preposition goes with places and so does the noun: "in the city"."""
    preposition, moving = phrase.preposition, phrase.is_moved
    if preposition not in PLACE_PREPOSITIONS or (preposition in _FROM_TO and not moving):
        return None
    named = phrase.upos == "PROPN" and (moving or preposition in _IN)
    return "place" if named or phrase.word in _PLACE_NOUNS else None


def _cause(phrase: Phrase) -> str | None:
    """Says why: "due to rain", "fined for speeding", "died of thirst"."""
    preposition = phrase.preposition
    why = preposition in ("because", "due", "owing", "thanks", "amid")
    blames = phrase.verb in _PREPOSITIONS_OF_CAUSE.get(preposition, ())
    return "cause" if why or blames else None


def _company(phrase: Phrase) -> str | None:
    """Says with whom: "with Oloo", "with the crew"."""
    if phrase.preposition != "with":
        return None
    people = phrase.word in PERSON_WORDS | KIN_WORDS | GROUP_WORDS
    return "accompaniment" if people or phrase.upos in ("PROPN", "PRON") else None


def _manner(phrase: Phrase) -> str | None:
    """Says how or as what: "as a doctor", "in secret", "with ease"."""
    preposition, word = phrase.preposition, phrase.word
    quality = word.endswith(("ness", "ity", "ence", "ance", "asm", "tion", "sion"))
    how = preposition in ("in", "with") and (word in _MANNERS or (quality and preposition != "in"))
    return "manner" if how or preposition in ("as", "like") else None


def _means(phrase: Phrase) -> str | None:
    """Says by what means: "through talks", "by train", "opened it with a key"."""
    syntax, verb, preposition = phrase.syntax, phrase.syntax.heads[phrase.token], phrase.preposition
    acted_on = verb >= 0 and (syntax.own_object[verb] >= 0 or syntax.is_passive[verb])
    tool = (preposition == "with" and acted_on) or preposition in ("through", "via", "using")
    return "instrument" if tool or (preposition == "by" and phrase.word in _VEHICLES) else None


#: What an adverbial phrase says of the event, the first that knows; "other" if none does.
PHRASES: tuple[Rule[[Phrase], str], ...] = (
    Rule("clauses: phrase names a time", _names_time),
    Rule("clauses: preposition of time", _time_preposition),
    Rule("clauses: reflexive says nothing", _reflexive),
    Rule("clauses: phrase holds a time", _holds_time),
    Rule("clauses: phrase is an amount", _amount),
    Rule("clauses: phrase without preposition", _bare),
    Rule("clauses: phrase names a recipient", _recipient),
    Rule("clauses: phrase names a topic", _topic),
    Rule("clauses: phrase names a place", _place),
    Rule("clauses: phrase names a cause", _cause),
    Rule("clauses: phrase names company", _company),
    Rule("clauses: phrase says how", _manner),
    Rule("clauses: phrase names a means", _means),
)


def adverb_role(syntax: Syntax, token: int, verb: int) -> str | None:
    """The role of an adverb, or None if it says nothing of the event ("however")."""
    for rule in ADVERBS:
        if (role := rule(syntax, token, verb)) is not None:
            return _noted(rule, role, syntax, token)
    return "manner"


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
ADVERBS: tuple[Rule[[Syntax, int, int], str], ...] = (
    Rule("clauses: adverb of time", _adverb_of_time),
    Rule("clauses: adverb of place", _adverb_of_place),
    Rule("clauses: adverb only links", _connective),
)


def clause_role(syntax: Syntax, token: int) -> str | None:
    """The role of an adverbial clause, or None if it is put forward in its own right."""
    marks = [
        syntax.forms[c]
        for c in syntax.children[token]
        if syntax.relations[c] in ("mark", "case") and c < token
    ]
    for rule in ADVERBIAL_CLAUSES:
        if (role := rule(syntax, token, marks)) is not None:
            return _noted(rule, role, syntax, token)
    return "other"


def _purpose(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says what for, if it is an infinitive: "to win"."""
    return "purpose" if syntax.is_infinitive(token) else None


def _condition(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says on what condition: "if it rains"."""
    found = syntax.condition(token)
    return None if found in (None, "whether", "until", "till", "lest") else "condition"


def _in_its_own_right(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Is a claim of its own, and says nothing of the main clause unless when or why."""
    if not syntax.is_predicate(token) or (marks and not syntax.has_subject[token]):
        return None
    return _CLAUSE_ROLES.get(marks[0]) if marks and marks[0] in _TELLING else ""


def _by_conjunction(syntax: Syntax, token: int, marks: list[str]) -> str | None:
    """Says what its conjunction says: "by selling it"."""
    return _CLAUSE_ROLES.get(marks[0]) if marks else None


#: What an adverbial clause says of the main one; the first that knows. "other" if none does.
ADVERBIAL_CLAUSES: tuple[Rule[[Syntax, int, list[str]], str], ...] = (
    Rule("clauses: infinitive of purpose", _purpose),
    Rule("clauses: clause is a condition", _condition),
    Rule("clauses: clause in its own right", _in_its_own_right),
    Rule("clauses: role by conjunction", _by_conjunction),
)
