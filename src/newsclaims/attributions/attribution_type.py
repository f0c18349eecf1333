"""What a source does with the content: asserts it, believes it, knows it, means to bring it about.

The four types are those of the Penn Discourse Treebank 2.0 (Prasad et al., 2007, annotation
manual, section 5.3: communication, propositional attitude, factive and control verbs), taken over
by PARC 3.0 (Pareti, 2016) as assertion, belief, fact and eventuality.

A type is read off two things: the sense of the cue, which the lexicon has for its words, and the
form of its complement, the content. Many cues change type with it: "told him that …" asserts,
"told him to …" asks for an eventuality; "saw the plan" is a fact, "saw the plan as a threat" a
belief; to reject a claim is to assert that it is false, to reject an offer is a decision. The words
are sorted after

* Levin (1993), sections 29.4 and 29.5 (declare and conjecture verbs: belief), 31.1 (amuse verbs),
  31.3 (admire verbs), 32 (desire), 33 (judgement) and 37 (communication);
* Kiparsky and Kiparsky (1970) and Karttunen (1971) for factive and implicative predicates;
* Sag and Pollard (1991) for verbs of influence, commitment and orientation (control).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from newsclaims.results import AttributionType
from newsclaims.text.document import Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.trace import Rule, note
from newsclaims.words import having, values
from newsclaims.words.dependencies import CLOSED_CLASSES, HEADS_OF_CONTENT

_Complement = Literal[
    "utterance", "clause", "infinitive", "gerund", "noun", "proposition", "predicate"
]


@frozen(slots=True, eq=False)
class _Sense:
    """Cue words that are alike in meaning, and the type of their attributions.

    Attributes:
        name: What the lexicon calls it (`cue:verb=say`, `cue:noun=say` …).
        clause: The type with a finite clause or a quotation, and with every complement that has
            none of its own.
        infinitive: The type with an infinitive ("agreed to leave").
        gerund: The type with an "-ing" form ("suggested leaving").
        noun: The type with a noun phrase ("accepted the offer").
        proposition: The type with a noun phrase that names words or thoughts ("the claim").
        predicate: The type with something said of an object ("saw it as a threat").
        clause_words: Whether the content, if no infinitive, is what somebody said or wrote.
        infinitive_words: The same for an infinitive.
        weak: Whether any other word of the cue that has a sense goes before these.
    """

    name: str
    clause: AttributionType
    infinitive: AttributionType | None = None
    gerund: AttributionType | None = None
    noun: AttributionType | None = None
    proposition: AttributionType | None = None
    predicate: AttributionType | None = None
    clause_words: bool = False
    infinitive_words: bool = False
    weak: bool = False

    def type_with(self, complement: _Complement) -> AttributionType:
        """The type with a content of some form."""
        if complement == "utterance":
            return "eventuality" if self.clause == "eventuality" else "assertion"
        of_its_own: AttributionType | None = getattr(self, complement)
        return of_its_own or self.clause


_SENSES = (
    _Sense("say", "assertion", clause_words=True, infinitive_words=True),
    _Sense(
        "tell",
        "assertion",
        infinitive="eventuality",
        gerund="eventuality",
        clause_words=True,
        infinitive_words=True,
    ),
    _Sense("agree", "assertion", infinitive="eventuality", clause_words=True),
    _Sense(
        "offer",
        "assertion",
        infinitive="eventuality",
        gerund="eventuality",
        noun="eventuality",
        proposition="assertion",
        clause_words=True,
        infinitive_words=True,
        weak=True,
    ),
    _Sense("discuss", "assertion"),
    _Sense("light-verb", "assertion", infinitive="eventuality", weak=True),
    _Sense("request", "eventuality", clause_words=True, infinitive_words=True),
    _Sense("plan", "eventuality"),
    _Sense("attempt", "eventuality", weak=True),
    _Sense("phase", "assertion", infinitive="eventuality", weak=True),
    _Sense(
        "reject",
        "assertion",
        infinitive="eventuality",
        gerund="eventuality",
        noun="eventuality",
        proposition="assertion",
    ),
    _Sense(
        "accept",
        "belief",
        infinitive="eventuality",
        gerund="eventuality",
        noun="eventuality",
        proposition="belief",
    ),
    _Sense("believe", "belief"),
    _Sense("hope", "belief", infinitive="eventuality"),
    _Sense("consider", "belief", infinitive="eventuality", gerund="eventuality"),
    _Sense("seem", "belief", weak=True),
    _Sense("know", "fact", predicate="belief"),
    _Sense("learn", "fact", infinitive="eventuality", predicate="belief"),
)
_BY_NAME = {sense.name: sense for sense in _SENSES}

# A cue with no word of the table. An adjective is an attitude ("was enamored of"), and so is a
# noun that selects one of these prepositions ("an appetite for", "a row over").
_UNKNOWN = _Sense("unknown", "assertion", infinitive="eventuality", clause_words=True)
_ATTITUDE = _Sense("attitude", "belief", infinitive="eventuality")
_ATTITUDE_PREPOSITIONS = having("attitude-preposition")

_WORDS: dict[str, dict[str, _Sense]] = {
    part: {word: _BY_NAME[name] for word, name in words.items()}
    for part, words in (
        ("VERB", values("cue:verb")),
        ("NOUN", values("cue:noun")),
        ("ADJ", values("cue:adjective")),
        ("ADV", values("cue:adverb")),
    )
}
_PARTS_OF_SPEECH = {"AUX": "VERB", "PROPN": "NOUN"}
_CLOSED_CLASSES = CLOSED_CLASSES
_CONTENT_HEADS = HEADS_OF_CONTENT

#: Phrases by their first word. A word of a phrase may have two others before it; of two phrases
#: that fit, that of the first sense counts.
_PHRASES: dict[str, list[tuple[list[str], _Sense]]] = {}
_ORDER = [sense.name for sense in _SENSES]
for _phrase, _name in sorted(values("cue:phrase").items(), key=lambda row: _ORDER.index(row[1])):
    _first, *_rest = _phrase.split()
    _PHRASES.setdefault(_first, []).append((_rest, _BY_NAME[_name]))
_GAP = 3

_QUOTATION_MARKS = frozenset("\"'“”„‘’‚«»「」『』`")
_CLAUSE_BEGINNERS = having("interrogative") | having("content-conjunction")
# Words that say whose words the content is: "in her words", "per the report".
_SOURCE_PREPOSITIONS = having("source-preposition")
_CUE_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")


@frozen(slots=True, eq=False)
class _Cue:
    """The words that say what an attribution's cue means.

    Attributes:
        forms: Its words.
        upos: Their parts of speech.
        following: The next two words.
        head: The place in `forms` of its syntactic head, or None.
    """

    forms: tuple[str, ...]
    upos: tuple[str, ...]
    following: tuple[str, ...] = ()
    head: int | None = None


@frozen(slots=True, eq=False)
class _Content:
    """What an attribution reports, and its cue, as tokens of a document.

    Attributes:
        cue: The tokens of the cue.
        stretches: The ranges of the content.
        words: Its tokens but for punctuation; of punctuation alone, that.
    """

    document: Document
    reading: Reading
    cue: range
    stretches: Sequence[tuple[int, int]]
    words: Sequence[int]

    def word(self, token: int) -> str:
        """A token in small letters."""
        return self.document.tokens[token].text.lower()


def attribution_type(
    document: Document, reading: Reading, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> AttributionType:
    """The type of an attribution.

    Args:
        document: The segmented article.
        reading: What the encoder reads in it; of this, parts of speech, heads and relations count.
        cue: The cue, as a half-open range of the document's tokens.
        content: The stretches of content, as ranges of tokens, in order.

    Returns:
        The type. A cue with no word of the table, such as a colon or "in", counts as an
        assertion, with an infinitive as an eventuality.
    """
    tokens, span = document.tokens, range(*cue)
    sense = _sense_of(
        _Cue(
            tuple(tokens[i].text for i in span),
            tuple(reading.upos[i] for i in span),
            tuple(token.text for token in tokens[cue[1] : cue[1] + 2]),
            next((i - cue[0] for i in span if reading.heads[i] not in span), None),
        ),
        cue,
    )
    inside = [i for stretch in content for i in range(*stretch)]
    words = [i for i in inside if reading.upos[i] != "PUNCT"] or inside
    what = _Content(document, reading, span, content, words)
    for rule in COMPLEMENTS:
        complement = rule(what)
        if complement is not None:
            found = sense.type_with(complement)
            note(rule, found, cue, *content)
            return found
    return sense.clause


def reports_words(cue: str | None, type: AttributionType) -> bool:
    """Whether an attribution without quotation marks still reports words.

    Args:
        cue: The cue as printed, or None.
        type: The attribution's type.

    Returns:
        True for speech and writing ("said", "vowed to"), False for beliefs, knowledge and
        intentions, where the cue only names the topic or the verdict ("discussed", "praised"),
        and where it is a word that the table does not hold.
    """
    if type in ("belief", "fact"):
        return False
    words = tuple(_CUE_WORDS.findall(cue or ""))
    sense = _sense_of(_Cue(words, ("",) * len(words)))
    if sense is _UNKNOWN and words:
        return type == "assertion" and not _SOURCE_PREPOSITIONS.isdisjoint(map(str.lower, words))
    if type == "eventuality":
        return sense.infinitive_words and "eventuality" in (sense.clause, sense.infinitive)
    return sense.clause_words or sense.clause != "assertion"


# --- What the cue means ---------------------------------------------------------------------------


def _sense_of(cue: _Cue, tokens: tuple[int, int] | None = None) -> _Sense:
    """The sense of a cue, which is noted at its tokens."""
    for rule in CUES:
        sense = rule(cue)
        if sense is not None:
            if tokens is not None:
                note(rule, sense.clause, tokens)
            return sense
    return _UNKNOWN


def _phrase_sense(cue: _Cue) -> _Sense | None:
    """The first phrase that starts in the cue ("makes clear"); it may end just after it."""
    words = [(form.lower(), lemma(form, "VERB")) for form in (*cue.forms, *cue.following)]
    for i in range(len(cue.forms)):
        for first in dict.fromkeys(words[i]):
            for rest, sense in _PHRASES.get(first, ()):
                if _follow(rest, words, i + 1):
                    return sense
    return None


def _follow(rest: Sequence[str], words: Sequence[tuple[str, str]], position: int) -> bool:
    """Whether the words, as printed or in their base form, occur in order and close together."""
    for word in rest:
        window = range(position, min(position + _GAP, len(words)))
        found = next((i for i in window if word in words[i]), None)
        if found is None:
            return False
        position = found + 1
    return True


def _main_word_sense(cue: _Cue) -> _Sense | None:
    """The cue's head, if a table has it, else its last verb, else its first word that has one."""
    senses = [_word_sense(form, part) for form, part in zip(cue.forms, cue.upos, strict=True)]

    def rank(i: int) -> tuple[bool | int, ...]:
        part, sense = cue.upos[i], senses[i]
        order = -i if part == "VERB" else i
        weak = sense is not None and sense.weak
        return part in _CLOSED_CLASSES, weak, i != cue.head, part != "VERB", order

    found = [i for i, sense in enumerate(senses) if sense is not None]
    return senses[min(found, key=rank)] if found else None


def _word_sense(form: str, part: str) -> _Sense | None:
    """The sense of one word, by its part of speech if that has one, else by any."""
    for name in dict.fromkeys((_PARTS_OF_SPEECH.get(part, part), *_WORDS)):
        senses = _WORDS.get(name, {})
        base = lemma(form, name)
        # A participle may pass for an adjective, but "long" and "back" are then no verbs.
        if name == "VERB" and part in ("ADJ", "ADV") and base == form.lower():
            continue
        # A rare verb's base form may lack its last letter ("rebuk", from "rebuked").
        sense = senses.get(base) or senses.get(base + "e")
        if sense is not None:
            return sense
    return None


def _attitude(cue: _Cue) -> _Sense | None:
    """Any adjective, and a noun with a preposition that attitudes take: "an appetite for"."""
    last_words = {form.lower() for form in (*cue.forms[-1:], *cue.following[:1])}
    is_noun = "NOUN" in cue.upos and not last_words.isdisjoint(_ATTITUDE_PREPOSITIONS)
    return _ATTITUDE if "ADJ" in cue.upos or is_noun else None


def _no_table(cue: _Cue) -> _Sense:
    """No word of the cue is in a table, as with a colon: it asserts."""
    return _UNKNOWN


#: What a cue means, by the tables; the first that knows it says.
CUES: tuple[Rule[[_Cue], _Sense], ...] = (
    Rule("attributions: phrase of the cue", _phrase_sense),
    Rule("attributions: main word of the cue", _main_word_sense),
    Rule("attributions: attitude in no table", _attitude),
    Rule("attributions: cue in no table", _no_table),
)


# --- The form of the content ----------------------------------------------------------------------


def _utterance(content: _Content) -> _Complement | None:
    """A quotation set off from the cue was said aloud or written, whatever the cue."""
    tokens = content.document.tokens
    first, last = content.stretches[0]
    if tokens[first].text[0] not in _QUOTATION_MARKS:
        return None
    after_mark = first > 0 and tokens[first - 1].text in (",", ":")
    return "utterance" if last <= content.cue.start or after_mark else None


def _first_verb(content: _Content) -> _Complement | None:
    """The first verb is an infinitive, the "to" maybe in the cue, or begins as an "-ing" form."""
    upos, words, end = content.reading.upos, content.words, content.cue.stop
    after_to = end <= words[0] and content.word(end - 1) == "to"
    for i in words:
        word = content.word(i)
        if word == "to" and upos[i] == "PART":
            after_to = True
        elif upos[i] in ("VERB", "AUX"):
            if after_to:
                return "infinitive"
            return "gerund" if i == words[0] and word.endswith("ing") else None
        elif word in _CLAUSE_BEGINNERS and upos[i] in ("SCONJ", "PRON"):
            return None
        elif upos[i] not in ("ADV", "PART"):
            after_to = False
    return None


def _governed_infinitive(content: _Content) -> _Complement | None:
    """An infinitive that the cue governs, though another verb comes first.

    "Told {men carrying arms to leave}".
    """
    reading = content.reading
    for i in content.words:
        if reading.upos[i] == "PART" and content.word(i) == "to":
            verb = reading.heads[i]
            is_complement = verb >= 0 and reading.relations[verb] in ("xcomp", "ccomp")
            if is_complement and reading.heads[verb] in content.cue:
                return "infinitive"
    return None


def _predicate(content: _Content) -> _Complement | None:
    """What is said of an object: "found him {guilty}", "saw it {as a threat}"."""
    heads, upos, relations = content.reading.heads, content.reading.upos, content.reading.relations

    def belongs_to_cue(i: int) -> bool:
        return i >= 0 and heads[i] in content.cue and upos[i] not in ("VERB", "AUX")

    if content.word(content.cue[-1]) == "as":
        return "predicate"
    for i in content.words:
        is_as = content.word(i) == "as"
        if belongs_to_cue(i) and (is_as or relations[i] == "xcomp"):
            return "predicate"
        if is_as and belongs_to_cue(heads[i]):
            return "predicate"
    return None


def _clause(content: _Content) -> _Complement | None:
    """A finite clause: it begins with a conjunction or "who", or has a verb or a subject on top."""
    words, upos, heads = content.words, content.reading.upos, content.reading.heads
    first = words[0]
    if len(words) > 1 and content.word(first) in _CLAUSE_BEGINNERS and upos[first] != "DET":
        return "clause"
    head = _top(content)
    if upos[head] in ("VERB", "AUX", "ADJ") or any(
        heads[i] == head and content.reading.relations[i].startswith(("nsubj", "cop"))
        for i in words
    ):
        return "clause"
    return None


def _proposition(content: _Content) -> _Complement | None:
    """A noun phrase that names words or thoughts: "the claim", but not "the offer"."""
    sense = _WORDS["NOUN"].get(lemma(content.document.tokens[_top(content)].text, "NOUN"))
    return None if sense is None or sense.clause == "eventuality" else "proposition"


def _noun(content: _Content) -> _Complement:
    """A noun phrase that names anything else."""
    return "noun"


def _top(content: _Content) -> int:
    """The first content word whose head lies outside the content, else its first word."""
    reading = content.reading
    within = {i for stretch in content.stretches for i in range(*stretch)}
    tops = (i for i in content.words if reading.heads[i] not in within)
    return next((i for i in tops if reading.upos[i] in _CONTENT_HEADS), content.words[0])


#: The form of a content, which tells the type with the sense of the cue; the first that fits.
COMPLEMENTS: tuple[Rule[[_Content], _Complement], ...] = (
    Rule("attributions: quotation set off from the cue", _utterance),
    Rule("attributions: infinitive or gerund first", _first_verb),
    Rule("attributions: infinitive that the cue governs", _governed_infinitive),
    Rule("attributions: said of an object", _predicate),
    Rule("attributions: finite clause", _clause),
    Rule("attributions: noun of words or thoughts", _proposition),
    Rule("attributions: other noun phrase", _noun),
)
