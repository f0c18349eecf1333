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
from functools import lru_cache
from typing import Literal

from attrs import frozen

from newsclaims.results import AttributionType
from newsclaims.text.document import Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.words import having, values
from newsclaims.words.dependencies import CLOSED_CLASSES, HEADS_OF_CONTENT

_Complement = Literal["clause", "infinitive", "gerund", "noun", "proposition", "predicate"]


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
    tokens = document.tokens
    sense = _sense_of(
        tuple(tokens[i].text for i in range(*cue)),
        tuple(reading.upos[i] for i in range(*cue)),
        tuple(token.text for token in tokens[cue[1] : cue[1] + 2]),
        next((i - cue[0] for i in range(*cue) if not cue[0] <= reading.heads[i] < cue[1]), None),
    )
    if _is_utterance(document, cue, content):
        return "eventuality" if sense.clause == "eventuality" else "assertion"
    return sense.type_with(_complement(document, reading, cue, content))


@lru_cache(maxsize=16_384)
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
    sense = _sense_of(words, ("",) * len(words), (), None)
    if sense is _UNKNOWN and words:
        return type == "assertion" and not _SOURCE_PREPOSITIONS.isdisjoint(map(str.lower, words))
    if type == "eventuality":
        return sense.infinitive_words and "eventuality" in (sense.clause, sense.infinitive)
    return sense.clause_words or sense.clause != "assertion"


def _sense_of(
    forms: tuple[str, ...], upos: tuple[str, ...], following: tuple[str, ...], head: int | None
) -> _Sense:
    """The sense of a cue: of a phrase in it, else of its head, its last verb or its first word."""
    phrase = _phrase_sense(forms, following)
    if phrase is not None:
        return phrase
    senses = [_word_sense(form, part) for form, part in zip(forms, upos, strict=True)]
    found = [(_rank(sense, upos[i], i, head), sense) for i, sense in enumerate(senses) if sense]
    if found:
        return min(found, key=lambda ranked: ranked[0])[1]
    last_words = {form.lower() for form in (*forms[-1:], *following[:1])}
    if "ADJ" in upos or ("NOUN" in upos and not last_words.isdisjoint(_ATTITUDE_PREPOSITIONS)):
        return _ATTITUDE
    return _UNKNOWN


def _rank(sense: _Sense, part: str, position: int, head: int | None) -> tuple[bool | int, ...]:
    """What to sort the words of a cue by; the least decides what the cue means."""
    is_verb = part == "VERB"
    return (
        part in _CLOSED_CLASSES,
        sense.weak,
        position != head,
        not is_verb,
        -position if is_verb else position,
    )


def _phrase_sense(forms: tuple[str, ...], following: tuple[str, ...]) -> _Sense | None:
    """The sense of the first phrase that starts in a cue; it may end just after it."""
    words = [(form.lower(), lemma(form, "VERB")) for form in (*forms, *following)]
    for i in range(len(forms)):
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


def _complement(
    document: Document, reading: Reading, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> _Complement:
    """The form of the content, from its first verb, else from its syntactic head."""
    inside = [i for stretch in content for i in range(*stretch)]
    words = [i for i in inside if reading.upos[i] != "PUNCT"]
    verb_form = _verb_form(document, reading, cue, words)
    if verb_form is not None:
        return verb_form
    tokens, upos, heads = document.tokens, reading.upos, reading.heads
    ends_in_as = tokens[cue[1] - 1].text.lower() == "as"
    if ends_in_as or any(_is_predicate(document, reading, cue, i) for i in words):
        return "predicate"
    first = words[0] if words else inside[0]
    if len(words) > 1 and tokens[first].text.lower() in _CLAUSE_BEGINNERS and upos[first] != "DET":
        return "clause"
    within = set(inside)
    head = next((i for i in words if heads[i] not in within and upos[i] in _CONTENT_HEADS), first)
    if upos[head] in ("VERB", "AUX", "ADJ") or any(
        heads[i] == head and reading.relations[i].startswith(("nsubj", "cop")) for i in words
    ):
        return "clause"
    sense = _WORDS["NOUN"].get(lemma(tokens[head].text, "NOUN"))
    return "noun" if sense is None or sense.clause == "eventuality" else "proposition"


def _verb_form(
    document: Document, reading: Reading, cue: tuple[int, int], words: Sequence[int]
) -> Literal["infinitive", "gerund"] | None:
    """Whether the content is an infinitive, the "to" maybe in the cue, or begins with a gerund."""
    tokens, upos, heads = document.tokens, reading.upos, reading.heads
    after_to = bool(words) and cue[1] <= words[0] and tokens[cue[1] - 1].text.lower() == "to"
    for i in words:
        word = tokens[i].text.lower()
        if word == "to" and upos[i] == "PART":
            after_to = True
        elif upos[i] in ("VERB", "AUX"):
            if after_to:
                return "infinitive"
            if i == words[0] and word.endswith("ing"):
                return "gerund"
            break
        elif word in _CLAUSE_BEGINNERS and upos[i] in ("SCONJ", "PRON"):
            break
        elif upos[i] not in ("ADV", "PART"):
            after_to = False
    # "told {men carrying arms to leave}": the infinitive is not the first verb.
    for i in words:
        if upos[i] == "PART" and tokens[i].text.lower() == "to":
            verb = heads[i]
            is_complement = verb >= 0 and reading.relations[verb] in ("xcomp", "ccomp")
            if is_complement and cue[0] <= heads[verb] < cue[1]:
                return "infinitive"
    return None


def _is_predicate(document: Document, reading: Reading, cue: tuple[int, int], i: int) -> bool:
    """Whether a word is, or introduces, what is said of an object: "found him {guilty}"."""
    heads, upos = reading.heads, reading.upos

    def belongs_to_cue(j: int) -> bool:
        return j >= 0 and cue[0] <= heads[j] < cue[1] and upos[j] not in ("VERB", "AUX")

    if document.tokens[i].text.lower() == "as":
        return belongs_to_cue(i) or belongs_to_cue(heads[i])
    return reading.relations[i] == "xcomp" and belongs_to_cue(i)


def _is_utterance(
    document: Document, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> bool:
    """Whether the content is a quotation set off from the cue, and so was said aloud or written."""
    tokens = document.tokens
    first, last = content[0]
    if tokens[first].text[0] not in _QUOTATION_MARKS:
        return False
    return last <= cue[0] or (first > 0 and tokens[first - 1].text in (",", ":"))
