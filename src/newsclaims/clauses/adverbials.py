"""The roles of adverbials: when, where, about what, why and how, by preposition and main word."""

from __future__ import annotations

import re

from newsclaims.syntax.predicates import Syntax
from newsclaims.words.entity_words import GROUP_WORDS, KIN_WORDS, PERSON_WORDS
from newsclaims.words.factuality import NEGATIONS, SPEECH

#: Adverbs that link or frame clauses and say nothing of the event.
_CONNECTIVES = frozenset(
    """however also therefore moreover furthermore meanwhile thus hence instead otherwise besides
    nevertheless nonetheless too so then though anyway indeed likewise similarly consequently
    accordingly additionally still yet well actually basically really just rather even why how when
    where""".split()
)
_TIME_NOUNS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun today yesterday tomorrow tonight day week
    weekend month year decade century hour minute second moment morning afternoon evening night
    midnight noon dawn dusk spring summer autumn fall winter quarter season term period time date
    era age past future present 's start beginning end christmas easter thanksgiving anniversary
    deadline bc bce ad ce a.m. p.m. am pm gmt est edt quarter fortnight eve aftermath
    while""".split()
)
_TIME_ADVERBS = frozenset(
    """today yesterday tomorrow tonight now recently lately later earlier already soon again ago
    currently previously once often always sometimes never last far first finally
    eventually immediately
    afterwards afterward annually daily weekly monthly early late long ever since before
    overnight presently shortly rarely frequently usually initially originally formerly
    then""".split()
)
_PLACE_ADVERBS = frozenset(
    """here there abroad home elsewhere nearby everywhere anywhere somewhere overseas nationwide
    worldwide upstairs downstairs inside outside locally internationally north south east west
    northward southward away ashore downtown online""".split()
)
_PLACE_NOUNS = frozenset(
    """city country capital region area town village state province district county building house
    mansion hospital court prison jail office street road world border airport station school
    university campus home site camp base square park hotel church mosque room center centre
    headquarters palace parliament neighborhood neighbourhood territory island coast sea river
    mountain valley desert north south east west northeast northwest southeast southwest place
    location venue embassy courthouse stadium farm factory plant port shop store restaurant beach
    zone front suburb community continent hall bridge highway apartment residence scene
    facility compound""".split()
)
PLACE_PREPOSITIONS = frozenset(
    """in at on near inside outside across around over beyond within throughout into onto from to
    toward towards above below behind beside between along off under via through against
    """.split()
)
#: With a name these are places; the others may as well go with a person or an organisation.
_IN = frozenset("in at near across throughout inside outside into".split())
_FROM_TO = frozenset("from to for through against over under behind off between via".split())
_MOTION = frozenset(
    """go come leave travel move fly return arrive flee walk drive send bring take march head
    migrate emigrate immigrate deport escape evacuate transfer sail run ride ship drop fall withdraw
    retreat advance enter depart land rush transport carry smuggle expel spread relocate commute
    dispatch deploy airlift race hurry climb swim invite summon recall""".split()
)
_TIME_PREPOSITIONS = frozenset("after before during until till since".split())
_TOPICS = frozenset("about regarding concerning on over".split())
#: Verbs whose "about", "on" or "over" is what is spoken or thought of.
_OF_TOPIC = SPEECH | frozenset(
    """talk speak discuss negotiate argue disagree agree vote decide question ask debate think know
    lie consult clash testify lecture brief focus centre center concentrate deliberate
    complain learn hear read worry""".split()
)
_TO_RECIPIENT = SPEECH | frozenset(
    """give send hand offer show speak talk pay sell lend promise pass grant deliver donate award
    provide apologize apologise present bring owe transfer""".split()
)
#: Verbs whose "for", "of", "from" or "over" says why.
_BLAME = frozenset(
    """arrest fine jail imprison praise thank blame criticize criticise condemn punish sue apologize
    apologise sentence know prosecute try fire sack suspend ban reward honor honour detain rebuke
    execute indict scold""".split()
)
_PREPOSITIONS_OF_CAUSE = {
    "for": _BLAME,
    "over": _BLAME | frozenset("protest resign strike quit row feud fight".split()),
    "of": frozenset("die accuse convict suspect acquit".split()),
    "from": frozenset("die suffer benefit result stem arise".split()),
}
_VEHICLES = frozenset(
    """train bus car plane boat ship air sea land road rail bicycle bike taxi helicopter ferry phone
    telephone email e-mail mail post fax hand radio satellite letter text""".split()
)
_MANNERS = frozenset(
    """way manner fashion care ease pride delight force success interest pleasure speed joy anger
    haste relief horror grace skill style detail secret public private silence""".split()
)
#: Years, decades: "2019", "1990s", "'90s".
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s|-\d\d)?|['’]\d0s")
#: Of the conjunctions of clauses that are put forward in their own right, those that say when or
#: why the main clause holds too.
_TELLING = frozenset("because after before when until till since once".split())
_CLAUSE_ROLES = {
    "after": "time",
    "before": "time",
    "when": "time",
    "while": "time",
    "since": "time",
    "until": "time",
    "till": "time",
    "once": "time",
    "because": "cause",
    "as": "other",
    "by": "manner",
    "without": "manner",
    "for": "purpose",
    "so": "purpose",
    "in": "purpose",
}


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
