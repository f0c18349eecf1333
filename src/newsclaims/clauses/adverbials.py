"""The roles of adverbials: when, where, about what, why and how, by preposition and main word."""

from __future__ import annotations

import re

from newsclaims.syntax.predicates import Syntax
from newsclaims.words import by_value, having, values
from newsclaims.words.entity_words import GROUP_WORDS, KIN_WORDS, PERSON_WORDS
from newsclaims.words.factuality import NEGATIONS, SPEECH

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


def phrase_role(syntax: Syntax, token: int, verb: str) -> str | None:
    """The role of an adverbial phrase, or None if it says nothing of the event ("himself").

    Args:
        syntax: The trees.
        token: The phrase's main word.
        verb: Base form of the verb it goes with.
    """
    case = [c for c in syntax.children[token] if syntax.relations[c] == "case"]
    preposition = syntax.forms[case[0]] if case else ""
    word = syntax.lemma(token)
    if is_time(syntax, token) and preposition not in ("for", "about", "of", "with", "to", "as"):
        return "time"
    if preposition in _TIME_PREPOSITIONS and word != "all":
        return "time"
    if not case:
        if syntax.forms[token].endswith(("self", "selves")):
            return None  # "he decided himself"
        if has_time(syntax, token):
            return "time"
        return (
            "other"
            if syntax.upos[token] in ("PROPN", "NUM") or _counts(syntax, token)
            else "manner"
        )
    if preposition == "for" and is_time(syntax, token):
        return "time"
    if preposition == "according":
        return "other"
    if preposition == "to" and verb in _TO_RECIPIENT:
        return "recipient"
    if preposition in ("about", "regarding", "concerning") or (
        preposition in _TOPICS and verb in _OF_TOPIC and syntax.upos[token] != "PROPN"
    ):
        return "topic"
    if preposition in PLACE_PREPOSITIONS:
        named = syntax.upos[token] == "PROPN" and preposition in _IN
        moving = verb.partition(" ")[0] in _MOTION
        if (named or word in _PLACE_NOUNS) and (moving or preposition not in _FROM_TO):
            return "place"
        if moving and syntax.upos[token] == "PROPN":
            return "place"
    if preposition in ("because", "due", "owing", "thanks", "amid") or (
        verb in _PREPOSITIONS_OF_CAUSE.get(preposition, ())
    ):
        return "cause"
    if preposition in ("through", "via", "using") or (preposition == "by" and word in _VEHICLES):
        return "instrument"
    if preposition in ("as", "like") or (preposition == "in" and word in _MANNERS):
        return "manner"
    if preposition == "with":
        return _with(syntax, token, word)
    return "other"


def _counts(syntax: Syntax, token: int) -> bool:
    """Whether a phrase is an amount: "fell 3 percent"."""
    return any(syntax.relations[c] == "nummod" for c in syntax.children[token])


def _with(syntax: Syntax, token: int, word: str) -> str:
    """Whom something is done with, how, or by what means."""
    if syntax.upos[token] in ("PROPN", "PRON") or word in PERSON_WORDS | KIN_WORDS | GROUP_WORDS:
        return "accompaniment"
    if word in _MANNERS or word.endswith(("ness", "ity", "ence", "ance", "asm", "tion", "sion")):
        return "manner"
    verb = syntax.heads[token]
    acted_on = verb >= 0 and (syntax.own_object[verb] >= 0 or syntax.is_passive[verb])
    return "instrument" if acted_on else "other"


def adverb_role(syntax: Syntax, token: int, verb: int) -> str | None:
    """The role of an adverb, or None if it says nothing of the event ("however")."""
    form = syntax.forms[token]
    if form in NEGATIONS:
        return None
    if form in _TIME_ADVERBS or has_time(syntax, token):
        return "time"
    if form in _PLACE_ADVERBS:
        return "place"
    return None if form in _CONNECTIVES and token < verb else "manner"


def clause_role(syntax: Syntax, token: int) -> str | None:
    """The role of an adverbial clause, or None if it is put forward in its own right."""
    marks = [
        syntax.forms[c]
        for c in syntax.children[token]
        if syntax.relations[c] in ("mark", "case") and c < token
    ]
    if syntax.is_infinitive(token):
        return "purpose"
    if syntax.condition(token) not in (None, "whether", "until", "till", "lest"):
        return "condition"
    if syntax.is_predicate(token) and (syntax.has_subject[token] or not marks):
        return _CLAUSE_ROLES.get(marks[0]) if marks and marks[0] in _TELLING else None
    return _CLAUSE_ROLES.get(marks[0], "other") if marks else "other"
