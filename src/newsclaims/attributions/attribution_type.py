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
from collections.abc import Mapping, Sequence
from typing import Literal, cast

from attrs import frozen

from newsclaims.results import AttributionType
from newsclaims.text.document import Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having, values
from newsclaims.words.dependencies import CLOSED_CLASSES, HEADS_OF_CONTENT

_Complement = Literal[
    "utterance", "clause", "infinitive", "gerund", "noun", "proposition", "predicate"
]


@frozen(slots=True, eq=False)
class _Sense:
    """Cue words that are alike in meaning, and the type of their attributions.

    Attributes:
        clause: The type with a finite clause or a quotation, and with every complement that has
            none of its own.
        others: The type with other complements.
        words: Complements with which the content is what somebody said or wrote.
        weak: Whether any other word of the cue that has a sense goes before these.
    """

    clause: AttributionType
    others: Mapping[str, str]
    words: Sequence[str] = ()
    weak: bool = False

    def type_with(self, complement: _Complement) -> AttributionType:
        """The type with a content of some form."""
        if complement == "utterance":
            return "eventuality" if self.clause == "eventuality" else "assertion"
        return cast(AttributionType, self.others.get(complement, self.clause))


def _sense(row: str) -> _Sense:
    """A row of the table: the type, those of other complements, and what else is said of it."""
    clause, *cells = row.split()
    others = dict(cell.split("=") for cell in cells if "=" in cell)
    words = [cell.removeprefix("words:") for cell in cells if cell.startswith("words:")]
    return _Sense(cast(AttributionType, clause), others, words, "weak" in cells)


_DECISION = "infinitive=eventuality gerund=eventuality noun=eventuality"
#: By the name that the lexicon has (`cue:verb=say`, `cue:noun=say` …); of two phrases that fit,
#: that of the first sense counts.
_SENSES = {
    "say": _sense("assertion words:clause words:infinitive"),
    "tell": _sense(
        "assertion infinitive=eventuality gerund=eventuality words:clause words:infinitive"
    ),
    "agree": _sense("assertion infinitive=eventuality words:clause"),
    "offer": _sense(
        f"assertion {_DECISION} proposition=assertion words:clause words:infinitive weak"
    ),
    "discuss": _sense("assertion"),
    "light-verb": _sense("assertion infinitive=eventuality weak"),
    "request": _sense("eventuality words:clause words:infinitive"),
    "plan": _sense("eventuality"),
    "attempt": _sense("eventuality weak"),
    "phase": _sense("assertion infinitive=eventuality weak"),
    "reject": _sense(f"assertion {_DECISION} proposition=assertion"),
    "accept": _sense(f"belief {_DECISION} proposition=belief"),
    "believe": _sense("belief"),
    "hope": _sense("belief infinitive=eventuality"),
    "consider": _sense("belief infinitive=eventuality gerund=eventuality"),
    "seem": _sense("belief weak"),
    "know": _sense("fact predicate=belief"),
    "learn": _sense("fact infinitive=eventuality predicate=belief"),
}

# A cue with no word of the table. An adjective is an attitude ("was enamored of"), and so is a
# noun that selects one of these prepositions ("an appetite for", "a row over").
_UNKNOWN = _sense("assertion infinitive=eventuality words:clause")
_ATTITUDE = _sense("belief infinitive=eventuality")
_ATTITUDE_PREPOSITIONS = having("attitude-preposition")

_WORDS: dict[str, dict[str, _Sense]] = {
    part: {word: _SENSES[name] for word, name in words.items()}
    for part, words in (
        ("VERB", values("cue:verb")),
        ("NOUN", values("cue:noun")),
        ("ADJ", values("cue:adjective")),
        ("ADV", values("cue:adverb")),
    )
}
_PARTS_OF_SPEECH = {"AUX": "VERB", "PROPN": "NOUN"}

#: Phrases by their first word. A word of a phrase may have two others before it.
_PHRASES: dict[str, list[tuple[list[str], _Sense]]] = {}
for _name, _of_name in _SENSES.items():
    for _phrase, _its_name in values("cue:phrase").items():
        if _its_name == _name:
            _first, *_rest = _phrase.split()
            _PHRASES.setdefault(_first, []).append((_rest, _of_name))
_GAP = 3

_QUOTATION_MARKS = frozenset("\"'“”„‘’‚«»「」『』`")
_CLAUSE_BEGINNERS = having("interrogative") | having("content-conjunction")
# Words that say whose words the content is: "in her words", "per the report".
_SOURCE_PREPOSITIONS = having("source-preposition")
_CUE_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")


@frozen(slots=True, eq=False)
class _Cue:
    """A cue's words with their parts of speech, the two after it, and where its head is in it."""

    forms: Sequence[str]
    upos: Sequence[str]
    following: Sequence[str] = ()
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
    """The type of an attribution, whose cue and content are given as tokens.

    A cue with no word of the table, such as a colon or "in", counts as an assertion, with an
    infinitive as an eventuality.
    """
    span = range(*cue)
    found = _sense_of(document, reading, cue)
    sense = _UNKNOWN if found is None else found[1]
    if found is not None:
        note(found[0], sense.clause, cue)
    fitting = _form_of(document, reading, span, content)
    if fitting is None:
        return sense.type_with("noun")
    rule, complement = fitting
    note(rule, sense.type_with(complement), cue, *content)
    return sense.type_with(complement)


def attributes_nothing(
    document: Document, reading: Reading, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> bool:
    """Whether a cue is in no table and its content is a mere noun, not words: "slapped them"."""
    first = document.tokens[content[0][0]].text[0]
    return (
        first not in _QUOTATION_MARKS
        and _sense_of(document, reading, cue) is None
        and _form_of(document, reading, range(*cue), content) is None
    )


def _sense_of(
    document: Document, reading: Reading, cue: tuple[int, int]
) -> tuple[Rule[[_Cue], _Sense], _Sense] | None:
    """What a cue means, and the rule that says so; None if it is in no table."""
    span = range(*cue)
    texts = [token.text for token in document.tokens[cue[0] : cue[1] + 2]]
    head = next((i - cue[0] for i in span if reading.heads[i] not in span), None)
    upos = reading.upos[cue[0] : cue[1]]
    return decide_by(CUES, _Cue(texts[: len(span)], upos, texts[len(span) :], head))


def _form_of(
    document: Document, reading: Reading, cue: range, content: Sequence[tuple[int, int]]
) -> tuple[Rule[[_Content], _Complement], _Complement] | None:
    """The form of a content, and the rule that says so; None for a mere noun."""
    inside = [i for stretch in content for i in range(*stretch)]
    words = [i for i in inside if reading.upos[i] != "PUNCT"] or inside
    return decide_by(COMPLEMENTS, _Content(document, reading, cue, content, words))


def reports_words(cue: str | None, type: AttributionType) -> bool:
    """Whether an attribution without quotation marks still reports words.

    It does in speech and writing ("said", "vowed to"), but not if it is a belief, knowledge or an
    intention, if the cue as printed only names the topic or the verdict ("discussed", "praised"),
    or if it is a word that the table does not hold.
    """
    if type in ("belief", "fact"):
        return False
    words = _CUE_WORDS.findall(cue or "")
    found = decide_by(CUES, _Cue(words, [""] * len(words)))
    if found is None:
        preposition = not _SOURCE_PREPOSITIONS.isdisjoint(map(str.lower, words))
        return type == "assertion" and (preposition or not words)
    sense = found[1]
    if type == "eventuality":
        named = (sense.clause, sense.others.get("infinitive"))
        return "infinitive" in sense.words and "eventuality" in named
    return "clause" in sense.words or sense.clause != "assertion"


# --- What the cue means ---------------------------------------------------------------------------


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
        return part in CLOSED_CLASSES, weak, i != cue.head, part != "VERB", order

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


#: What a cue means; a cue in no table, as a colon is, asserts.
CUES: tuple[Rule[[_Cue], _Sense], ...] = (
    Rule("attributions: phrase of the cue", _phrase_sense),
    Rule("attributions: main word of the cue", _main_word_sense),
    Rule("attributions: attitude in no table", _attitude),
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


def _top(content: _Content) -> int:
    """The first content word whose head lies outside the content, else its first word."""
    reading = content.reading
    within = {i for stretch in content.stretches for i in range(*stretch)}
    tops = (i for i in content.words if reading.heads[i] not in within)
    return next((i for i in tops if reading.upos[i] in HEADS_OF_CONTENT), content.words[0])


#: The form of a content, which tells the type with the sense of the cue; else any other noun.
COMPLEMENTS: tuple[Rule[[_Content], _Complement], ...] = (
    Rule("attributions: quotation set off from the cue", _utterance),
    Rule("attributions: infinitive or gerund first", _first_verb),
    Rule("attributions: infinitive that the cue governs", _governed_infinitive),
    Rule("attributions: said of an object", _predicate),
    Rule("attributions: finite clause", _clause),
    Rule("attributions: noun of words or thoughts", _proposition),
)
