"""What a mention stands for, where its words tell it better than the type that the network reads.

The first rule that has something to say decides; where none has, the kind that is read holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import frozen

from newsclaims.results import EntityKind
from newsclaims.speakers.names import kind_of_noun
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having
from newsclaims.words.entity_words import (
    CLASSIFYING_ORGANIZATION,
    DOCUMENT_WORDS,
    GIVEN_NAMES,
    LINES_OF_ORGANIZATIONS,
    ORGANIZATION_WORDS,
    ORGANIZATIONS,
    PLACES,
)
from newsclaims.words.pronouns import Gender

#: What a firm's name ends in.
_FIRMS = having("taken-up-by", "company")
_NO_NOUNS = ("VERB", "AUX", "ADV", "ADP", "SCONJ", "PUNCT", "PART")


@frozen(slots=True)
class NameShown:
    """What a name (its lower-case words) and the words around it show.

    Attributes:
        read: The kind that the network reads.
        titled: Whether a title stands before it; ``gender`` is that of the title.
        noun: The head noun after it: "agency" in "TASS news agency".
        joined: Whether it has an ampersand.
    """

    words: tuple[str, ...]
    read: EntityKind
    titled: bool
    gender: Gender | None
    noun: str | None
    joined: bool = False


def _noun_after(name: NameShown) -> EntityKind | None:
    """A noun after a name says that it is an organisation's: "TASS news agency"."""
    return "organization" if name.noun in CLASSIFYING_ORGANIZATION else None


def _known_place(name: NameShown) -> EntityKind | None:
    """A known place is one, whatever is read: "Georgia", but not "Mrs. Georgia"."""
    return "place" if name.gender is None and " ".join(name.words) in PLACES else None


def _after_title(name: NameShown) -> EntityKind | None:
    """A name after a title is a person's: "Mayor Roe"."""
    return "person" if name.titled else None


def _known_organization(name: NameShown) -> EntityKind | None:
    """A known organisation is no person: "Boeing"."""
    known = name.read in ("other", "person") and " ".join(name.words) in ORGANIZATIONS
    return "organization" if known else None


def _joined(name: NameShown) -> EntityKind | None:
    """Names joined by an ampersand are an organisation's: "Marsh & Vale"."""
    return "organization" if name.joined and name.read in ("person", "place") else None


def _institution(name: NameShown) -> EntityKind | None:
    """An organisation's name often says what it is at its end: "General Assembly"."""
    words = name.words
    if name.read == "organization" or len(words) < 2:
        return None
    is_surname = len(words) == 2 and name.words[0] in GIVEN_NAMES
    ends = ORGANIZATION_WORDS if name.read != "place" else _FIRMS
    return "organization" if words[-1] in ends | _FIRMS and not is_surname else None


def _given_name(name: NameShown) -> EntityKind | None:
    """A name that begins with a given name is a person's: "Jane Roe"; not "Jane Roe Trust"."""
    if name.read != "other" or not 1 < len(name.words) < 5 or name.words[0] not in GIVEN_NAMES:
        return None
    return kind_of_noun(name.words[-1]) or "person"


def _work(name: NameShown) -> EntityKind | None:
    """A name may say at its end that it is a document's: "Affordable Care Act"."""
    return "document" if name.read == "other" and name.words[-1] in DOCUMENT_WORDS else None


KINDS_OF_NAMES: tuple[Rule[[NameShown], EntityKind], ...] = (
    Rule("speakers: noun after a name", _noun_after),
    Rule("speakers: known place", _known_place),
    Rule("speakers: name after a title", _after_title),
    Rule("speakers: known organisation", _known_organization),
    Rule("speakers: names joined by an ampersand", _joined),
    Rule("speakers: institution by its name", _institution),
)
"""What a name stands for beyond doubt."""

LIKELY_KINDS_OF_NAMES: tuple[Rule[[NameShown], EntityKind], ...] = (
    Rule("speakers: person by a given name", _given_name),
    Rule("speakers: document by its name", _work),
)
"""What it stands for most likely where none of these says so."""


def kind_of_name(name: NameShown, tokens: tuple[int, int]) -> tuple[EntityKind, bool]:
    """What a name stands for, and whether its words show that."""
    sure = _decide(KINDS_OF_NAMES, name, tokens)
    return (
        (sure, True) if sure else (_decide(LIKELY_KINDS_OF_NAMES, name, tokens) or name.read, False)
    )


# Descriptions


@frozen(slots=True)
class NounShown:
    """What the head of a description (a lower-case word and its part of speech) shows.

    Attributes:
        read: The kind that the network reads.
        shown: The kind that the word is known to be of, or None.
        is_anybody: Whether it is "anybody", "somebody" or the like.
    """

    word: str
    tag: str
    read: EntityKind
    shown: EntityKind | None
    plural: bool
    is_anybody: bool


def _anybody(noun: NounShown) -> EntityKind | None:
    """Somebody or everybody is a person."""
    return "person" if noun.is_anybody else None


def _no_noun(noun: NounShown) -> EntityKind | None:
    """What is not described by a noun is of no kind: what happened, told in a clause."""
    no_noun = noun.word == "the" or noun.tag in _NO_NOUNS
    return noun.shown or "other" if no_noun else None


def _unread(noun: NounShown) -> EntityKind | None:
    """A noun shows the kind where the network reads none."""
    return noun.shown if noun.read == "other" else None


def _document_or_group(noun: NounShown) -> EntityKind | None:
    """A document is no organisation, and a group is not one person: "the report", "protesters"."""
    return noun.shown if noun.shown in ("document", "group") else None


def _person_of_organization(noun: NounShown) -> EntityKind | None:
    """Who speaks for an organisation is a person: "the ministry spokesman"."""
    return "person" if noun.read == "organization" and noun.shown == "person" else None


def _organizations(noun: NounShown) -> EntityKind | None:
    """Organisations of a known line, and several of any, are no people: "the court"."""
    clear = noun.plural or noun.word in LINES_OF_ORGANIZATIONS
    clear = clear and noun.read == "person" and noun.shown == "organization"
    return "organization" if clear else None


KINDS_OF_DESCRIPTIONS: tuple[Rule[[NounShown], EntityKind], ...] = (
    Rule("speakers: anybody", _anybody),
    Rule("speakers: no noun", _no_noun),
    Rule("speakers: kind by the noun alone", _unread),
    Rule("speakers: document or group by its noun", _document_or_group),
    Rule("speakers: person of an organisation", _person_of_organization),
    Rule("speakers: organisation by its noun", _organizations),
)
"""What a description stands for."""


def kind_of_description(noun: NounShown, tokens: tuple[int, int]) -> EntityKind:
    """What a description stands for."""
    return _decide(KINDS_OF_DESCRIPTIONS, noun, tokens) or noun.read


_Shown = TypeVar("_Shown", NameShown, NounShown)


def _decide(
    rules: Sequence[Rule[[_Shown], EntityKind]], shown: _Shown, tokens: tuple[int, int]
) -> EntityKind | None:
    """The kind that the first of some rules gives; noted if the network reads another one."""
    decided = decide_by(rules, shown)
    if decided is None:
        return None
    rule, kind = decided
    if kind != shown.read:
        note(rule, kind if shown.read == "other" else f"{kind}, not {shown.read}", tokens)
    return kind
