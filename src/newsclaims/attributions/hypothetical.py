"""Words that nobody is said to have said: conditions, mottos, what people might say.

The Guardian's guide for annotators of quotations leaves them out too (JournalismAI 2021).
"""

from __future__ import annotations

from newsclaims.text.document import Attributed, Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.words import having, values
from newsclaims.words.factuality import MODALS, NEGATIONS, NEGATIVE_PRONOUNS

_CONDITIONS = having("conditional-conjunction") | {"whenever"}
_INVERTED = having("inverted-condition")
_ANYBODY = having("indefinite-person") | {"one", "people", "you"}
_NAMING = having("naming-noun")
_HYPOTHETICAL = having("hypothetical-verb")
_UNREAL = frozenset(word for word, left in MODALS.items() if left.certainty != "certain")
_SAYING = frozenset(
    verb for verb, sense in values("cue:verb").items() if sense in ("say", "tell", "request")
)
_BELOW = ("ccomp", "xcomp", "acl", "conj")
_DEEPEST = 4  # clauses between the cue and the condition around it
_MARKS = frozenset("\"'“„«‘`")


def is_name(document: Document, reading: Reading, attributed: Attributed, sure: float) -> bool:
    """What a motto, a slogan or a nickname says was not said on an occasion: "her motto was"."""
    cue = range(*attributed.cue)
    is_copular = any(reading.upos[i] == "AUX" for i in cue)
    is_bare = all(reading.upos[i] != "VERB" for i in cue) and _is_quoted(document, attributed)
    return (is_copular or is_bare) and any(_lemma(document, i, "NOUN") in _NAMING for i in cue)


def is_conditional(
    document: Document, reading: Reading, attributed: Attributed, sure: float
) -> bool:
    """What somebody says on a condition has not been said: "if anyone says"."""
    verb = _verb(reading, attributed)
    if not _is_quoted(document, attributed) and _lemma(document, verb, "VERB") not in _SAYING:
        return False
    if _is_inverted(document, reading, verb):
        return True
    for _ in range(_DEEPEST):
        if reading.relations[verb] == "advcl":
            return any(
                reading.heads[i] == verb and document.tokens[i].text.lower() in _CONDITIONS
                for i in _clause_before(document, verb)
            )
        if reading.relations[verb] not in _BELOW:
            return False
        verb = reading.heads[verb]
    return False


def _is_inverted(document: Document, reading: Reading, verb: int) -> bool:
    """Whether a condition has no conjunction: "should anyone say"."""
    sentence = document.sentences[document.sentence_of(verb)]
    first, last = sentence.first, document.tokens[sentence.last - 1].text
    is_first = reading.heads[first] == verb and first < verb
    return is_first and document.tokens[first].text.lower() in _INVERTED and last != "?"


def is_nobodys(document: Document, reading: Reading, attributed: Attributed, sure: float) -> bool:
    """What nobody says, somebody did not say, or anybody might say: "people might say"."""
    source, verb = attributed.source, _verb(reading, attributed)
    if not _is_quoted(document, attributed) or source is None:
        return False
    words = [document.tokens[i].text.lower() for i in range(*source)]
    before = {document.tokens[i].text.lower() for i in range(*attributed.cue)}
    if words[0] == "no" or (len(words) == 1 and words[0] in NEGATIVE_PRONOUNS):
        return True
    if before & NEGATIONS and _lemma(document, verb, "VERB") in _SAYING:
        return True
    is_unreal = not before.isdisjoint(_UNREAL) or _is_imagined(document, reading, verb)
    return is_unreal and (words[-1] in _ANYBODY or _is_imagined(document, reading, verb))


def _is_imagined(document: Document, reading: Reading, verb: int) -> bool:
    """Whether a clause is what the reader is asked to imagine."""
    head = reading.heads[verb]
    if head < 0 or reading.relations[verb] not in _BELOW:
        return False
    return _lemma(document, head, "VERB") in _HYPOTHETICAL and not any(
        reading.heads[i] == head and reading.relations[i].startswith("nsubj")
        for i in _clause_before(document, head)
    )


def _is_quoted(document: Document, attributed: Attributed) -> bool:
    """Whether the content begins with a quotation mark."""
    return document.tokens[attributed.content[0][0]].text[0] in _MARKS


def _verb(reading: Reading, attributed: Attributed) -> int:
    """The last verb of a cue, or its first token."""
    cue = range(*attributed.cue)
    return next((i for i in reversed(cue) if reading.upos[i] == "VERB"), cue[0])


def _clause_before(document: Document, token: int) -> range:
    """The tokens of a sentence before one of them."""
    return range(document.sentences[document.sentence_of(token)].first, token)


def _lemma(document: Document, token: int, part: str) -> str:
    return lemma(document.tokens[token].text, part)


def is_of_headline(
    document: Document, reading: Reading, attributed: Attributed, sure: float
) -> bool:
    """The verb of a headline says nothing of a quotation in the text below."""
    title = document.title
    if title is None or document.sentence_of(attributed.cue[0]) != title:
        return False
    end = document.sentences[title].last
    return all(first >= end for first, _ in attributed.content)
