"""What a mention stands for, where its words tell it better than the type that the network reads.

The first rule that has something to say decides; where none has, the kind that is read holds.
"""

from __future__ import annotations

from attrs import frozen

from newsclaims.results import EntityKind
from newsclaims.speakers.names import kind_of_noun
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words.entity_words import (
    CLASSIFYING_ORGANIZATION,
    DOCUMENT_WORDS,
    ORGANIZATION_WORDS,
    ORGANIZATIONS,
    PLACES,
)
from newsclaims.words.given_names import FEMALE, MALE
from newsclaims.words.pronouns import Gender


@frozen(slots=True)
class Kind:
    """What a mention stands for.

    Attributes:
        kind: That.
        sure: Whether its words show it.
    """

    kind: EntityKind
    sure: bool


# Names


@frozen(slots=True)
class NameShown:
    """What a name and the words around it show.

    Attributes:
        words: Its lower-case words.
        read: The kind that the network reads.
        titled: Whether a title stands before it.
        gender: That of a title before it.
        noun: The head noun after it: "agency" in "TASS news agency".
    """

    words: tuple[str, ...]
    read: EntityKind
    titled: bool
    gender: Gender | None
    noun: str | None

    @property
    def begins_with_given_name(self) -> bool:
        """Whether its first word is a known given name."""
        return self.words[0] in MALE or self.words[0] in FEMALE


def _noun_after(name: NameShown) -> Kind | None:
    """A noun after a name says that it is an organisation's: "TASS news agency"."""
    return Kind("organization", True) if name.noun in CLASSIFYING_ORGANIZATION else None


def _known_place(name: NameShown) -> Kind | None:
    """A known place is one, whatever is read: "Georgia", but not "Mrs. Georgia"."""
    if name.gender is not None or " ".join(name.words) not in PLACES:
        return None
    return Kind("place", True)


def _after_title(name: NameShown) -> Kind | None:
    """A name after a title is a person's: "Mayor Roe"."""
    return Kind("person", True) if name.titled else None


def _known_organization(name: NameShown) -> Kind | None:
    """A known organisation is no person: "Boeing"."""
    if name.read not in ("other", "person") or " ".join(name.words) not in ORGANIZATIONS:
        return None
    return Kind("organization", True)


def _institution(name: NameShown) -> Kind | None:
    """An organisation's name often says what it is at its end: "General Assembly"."""
    if name.read not in ("other", "person") or len(name.words) < 2:
        return None
    if name.words[-1] not in ORGANIZATION_WORDS:
        return None
    if len(name.words) == 2 and name.begins_with_given_name:
        return None  # somebody with such a surname
    return Kind("organization", True)


def _given_name(name: NameShown) -> Kind | None:
    """A name that begins with a given name is a person's: "Jane Roe"; not "Jane Roe Trust"."""
    if name.read != "other" or not 1 < len(name.words) < 5 or not name.begins_with_given_name:
        return None
    return Kind(kind_of_noun(name.words[-1]) or "person", False)


def _work(name: NameShown) -> Kind | None:
    """A name may say at its end that it is a document's: "Affordable Care Act"."""
    if name.read != "other" or name.words[-1] not in DOCUMENT_WORDS:
        return None
    return Kind("document", False)


KINDS_OF_NAMES: tuple[Rule[[NameShown], Kind], ...] = (
    Rule("speakers: noun after a name", _noun_after),
    Rule("speakers: known place", _known_place),
    Rule("speakers: name after a title", _after_title),
    Rule("speakers: known organisation", _known_organization),
    Rule("speakers: institution by its name", _institution),
    Rule("speakers: person by a given name", _given_name),
    Rule("speakers: document by its name", _work),
)
"""What a name stands for."""


def kind_of_name(name: NameShown, tokens: tuple[int, int]) -> Kind:
    """What a name stands for, and whether its words show that."""
    decided = decide_by(KINDS_OF_NAMES, name)
    if decided is None:
        return Kind(name.read, False)
    rule, shown = decided
    _note(rule, name.read, shown.kind, tokens)
    return shown


# Descriptions


@frozen(slots=True)
class NounShown:
    """What the head of a description shows.

    Attributes:
        word: It, in lower case.
        tag: Its part of speech.
        read: The kind that the network reads.
        shown: The kind that the word is known to be of, or None.
        plural: Whether it is plural.
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
    if noun.word != "the" and noun.tag not in (
        "VERB", "AUX", "ADV", "ADP", "SCONJ", "PUNCT", "PART",
    ):  # fmt: skip
        return None
    return noun.shown or "other"


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
    """Several organisations are no people: "companies"."""
    if noun.read != "person" or noun.shown != "organization" or not noun.plural:
        return None
    return "organization"


KINDS_OF_DESCRIPTIONS: tuple[Rule[[NounShown], EntityKind], ...] = (
    Rule("speakers: anybody", _anybody),
    Rule("speakers: no noun", _no_noun),
    Rule("speakers: kind by the noun alone", _unread),
    Rule("speakers: document or group by its noun", _document_or_group),
    Rule("speakers: person of an organisation", _person_of_organization),
    Rule("speakers: several organisations", _organizations),
)
"""What a description stands for."""


def kind_of_description(noun: NounShown, tokens: tuple[int, int]) -> EntityKind:
    """What a description stands for."""
    decided = decide_by(KINDS_OF_DESCRIPTIONS, noun)
    if decided is None:
        return noun.read
    rule, kind = decided
    _note(rule, noun.read, kind, tokens)
    return kind


def _note(
    rule: Rule[..., object], read: EntityKind, kind: EntityKind, tokens: tuple[int, int]
) -> None:
    """Notes a rule that gives another kind than the network reads."""
    if kind != read:
        note(rule, kind if read == "other" else f"{kind}, not {read}", tokens)
