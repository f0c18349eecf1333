"""Gives the people of a training document other names, and sometimes the other gender.

The encoder would else learn who the people of its few training documents are. Names change
throughout a document, each always to the same one; with the gender the pronouns and the nouns that
show it change too, as in Zhao et al. (2018), so that "she" is as familiar as "he". The number of
tokens stays, and so do all labels.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from attrs import evolve

from newsclaims.reading.windows import describe
from newsclaims.reading.wordpiece import WordPieces
from newsclaims.text.document import Document, Reading
from newsclaims.training.examples import Example, describe_coreference
from newsclaims.training.text_builder import TextBuilder
from newsclaims.words import by_value

_BY_GENDER = by_value("given-name")
MALE, FEMALE = _BY_GENDER["male"], _BY_GENDER["female"]
_GIVEN = {"male": sorted(MALE - FEMALE), "female": sorted(FEMALE - MALE)}
_OTHER = {"male": "female", "female": "male"}
_PAIRS = """he she|him her|himself herself|man woman|men women|boy girl|boys girls|mr ms|mr. ms.|
mr. mrs.|sir madam|father mother|fathers mothers|dad mom|daddy mommy|son daughter|sons daughters|
brother sister|brothers sisters|husband wife|husbands wives|uncle aunt|nephew niece|
grandfather grandmother|grandson granddaughter|boyfriend girlfriend|actor actress|actors actresses|
king queen|prince princess|duke duchess|lord lady|gentleman lady|gentlemen ladies|
businessman businesswoman|congressman congresswoman|spokesman spokeswoman|chairman chairwoman|
policeman policewoman|salesman saleswoman|waiter waitress|male female|males females|guy lady|
widower widow|hero heroine|monk nun|groom bride|stepfather stepmother|stepson stepdaughter|
fiancé fiancée|host hostess|heir heiress|councilman councilwoman|alderman alderwoman"""
_GENDERED: dict[str, str] = {}
for _pair in _PAIRS.replace("\n", "").split("|"):
    _male, _female = _pair.split()
    _GENDERED.setdefault(_male, _female)
    _GENDERED.setdefault(_female, _male)
del _GENDERED["her"]  # "him" or "his"
_PERSON = "person"


def surnames(examples: Sequence[Example]) -> list[str]:
    """The last names of the people in some documents."""
    found = set()
    for example in examples:
        if example.reading is not None:
            _, last = _names(example.document, example.reading)
            found |= {form for form in last if len(form) > 2 and form.isalpha()}
    return sorted(found - MALE - FEMALE)


def swap(
    example: Example, pool: Sequence[str], vocabulary: WordPieces, rng: random.Random
) -> Example:
    """The example with other names; ``pool`` are last names to choose from.

    Raises:
        ValueError: The example has no syntax and mentions.
    """
    document, reading = example.document, example.reading
    if reading is None:
        raise ValueError("names are swapped only where syntax and mentions are known")
    given, last = _names(document, reading)
    turned = rng.random() < 0.5
    changes: dict[str, str] = {}
    for form in sorted(last - MALE - FEMALE):
        changes[form] = rng.choice(pool)
    for form in sorted(given | (last & (MALE | FEMALE))):
        gender = _gender(form)
        if gender is not None:
            changes[form] = rng.choice(_GIVEN[_OTHER[gender] if turned else gender])
    texts = [
        _changed(token.text, reading, i, changes, turned) for i, token in enumerate(document.tokens)
    ]
    swapped = with_forms(document, texts)
    coreference = example.coreference
    if coreference is not None:
        coreference = describe_coreference(
            swapped,
            reading.upos,
            coreference.mentions,
            coreference.coreferent,
            coreference.known,
        )
    return evolve(
        example,
        document=swapped,
        words=describe(swapped, vocabulary),
        coreference=coreference,
        annotated=None,
    )


def _gender(form: str) -> str | None:
    if (form in MALE) == (form in FEMALE):
        return None
    return "male" if form in MALE else "female"


def _names(document: Document, reading: Reading) -> tuple[set[str], set[str]]:
    """The given and the last names of those who have both in a document, in lower case."""
    heads = {m.head for m in reading.mentions if m.type == _PERSON}
    given, last = set(), set()
    for i, (head, relation) in enumerate(zip(reading.heads, reading.relations, strict=True)):
        if (
            relation == "flat"
            and head in heads
            and reading.upos[i] == reading.upos[head] == "PROPN"
        ):
            given.add(document.tokens[head].text.lower())
            last.add(document.tokens[i].text.lower())
    return given, last


def _changed(text: str, reading: Reading, index: int, changes: dict[str, str], turned: bool) -> str:
    form = text.lower()
    if form in changes and text[:1].isupper() and reading.upos[index] in ("PROPN", "X"):
        return _cased(changes[form], text)
    if not turned:
        return text
    if form == "her":
        return _cased("his" if reading.relations[index] == "nmod:poss" else "him", text)
    if form == "his":
        return _cased("her" if reading.relations[index] == "nmod:poss" else "hers", text)
    if form == "hers":
        return _cased("his", text)
    return _cased(_GENDERED[form], text) if form in _GENDERED else text


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if like[0].isupper() else form


def with_forms(document: Document, texts: Sequence[str]) -> Document:
    """The document with other forms of its tokens, as many; what stands between them stays."""
    builder, position, paragraph = TextBuilder(), 0, -1
    for sentence in document.sentences:
        first = len(builder.tokens)
        for i in range(sentence.first, sentence.last):
            token = document.tokens[i]
            builder.space = document.text[position : token.start]
            builder.add_token(texts[i])
            position = token.end
        builder.end_sentence(first, sentence.paragraph != paragraph)
        paragraph = sentence.paragraph
    builder.text += document.text[position:]
    return evolve(builder.document(), title=document.title)
