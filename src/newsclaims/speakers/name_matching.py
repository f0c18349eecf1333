"""How one name goes with another: surnames, initials, shorter names of organisations.

Names are tuples of lower-case words, without titles.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrs import frozen

from newsclaims.results import EntityKind
from newsclaims.speakers.names import NAME_SUFFIXES
from newsclaims.trace import Rule, decide_by
from newsclaims.words import having
from newsclaims.words.entity_words import ORGANIZATION_WORDS, PLACES

_LINK_WORDS = having("left-out-of-acronym")

#: In words; by no longer part of a longer name does an article go on.
_LONGEST_PART = 5
_LONGEST_BEGINNING = 3


@frozen(slots=True)
class Name:
    """A name, and the kind of what it stands for as far as that is known."""

    words: tuple[str, ...]
    kind: EntityKind


# Which fuller name a name stands for


def _same_name(name: Name, full: Name) -> int | None:
    """A name stands for whom it named before: "Jane Roe" and "Jane Roe"."""
    return 5 if name.words == full.words else None


def _initials_of(name: Name, full: Name) -> int | None:
    """Initials stand for the name that they are of: "LNA" and "Libyan National Army"."""
    fits = full.kind != "person" and (name.kind == full.kind or len(name.words[0]) > 2)
    return 4 if fits and abbreviates(name.words, full.words) else None


def _last_names(name: Name, full: Name) -> int | None:
    """A surname stands for the person with the full name: "Roe" and "Jane Roe"."""
    if full.kind != "person" or _core(full.words)[-len(name.words) :] != name.words:
        return None
    return 3 if name.kind == "person" else 1 if len(name.words) == 1 else None


def _first_and_last_name(name: Name, full: Name) -> int | None:
    """A name may leave out those in the middle: "Jane Roe" and "Jane Alice Roe"."""
    core = _core(full.words)
    return 3 if full.kind == "person" and name.words == (core[0], core[-1]) else None


def _given_name(name: Name, full: Name) -> int | None:
    """A given name stands for the person with the full name: "Jane" and "Jane Roe"."""
    both = name.kind == full.kind == "person"
    return 1 if both and name.words == _core(full.words)[:1] else None


def _last_words(name: Name, full: Name) -> int | None:
    """The end of an organisation's name stands for it: "Farmers Union" and "Delta Farmers Union".

    Where it is not known what the fuller name stands for, its last word may be a surname.
    """
    core, count = _core(full.words), len(name.words)
    unsure = full.kind == "other" and name.kind == "person" and count == 1
    if not (unsure or name.kind == full.kind == "organization") or len(core) <= count:
        return None
    return 2 if core[-count:] == name.words and core[-count - 1] not in _LINK_WORDS else None


def _first_words(name: Name, full: Name) -> int | None:
    """The beginning of an organisation's name stands for it: "Delta" and "Delta Farmers Union"."""
    words = name.words
    if not name.kind == full.kind == "organization" or words != full.words[: len(words)]:
        return None
    return None if words[-1] in ORGANIZATION_WORDS or " ".join(words) in PLACES else 1


INITIALS = Rule("speakers: initials of a name", _initials_of)

NAME_MATCHES: tuple[Rule[[Name, Name], int], ...] = (
    Rule("speakers: the same name", _same_name),
    INITIALS,
    Rule("speakers: surname", _last_names),
    Rule("speakers: first and last name", _first_and_last_name),
    Rule("speakers: given name", _given_name),
    Rule("speakers: last words of a name", _last_words),
    Rule("speakers: first words of an organisation's name", _first_words),
)
"""Ways in which a name stands for a fuller one, each with how well it then does; first one wins."""


def match(name: Name, full: Name) -> tuple[Rule[[Name, Name], int], int] | None:
    """By which rule a name goes with a fuller one, and how well; None if it does not."""
    return decide_by(NAME_MATCHES, name, full)


def shorter_names(words: tuple[str, ...], kind: EntityKind) -> Iterator[tuple[str, ...]]:
    """A name, and the shorter ones by which an article may go on."""
    yield words
    core = _core(words)
    if kind in ("person", "other"):
        for i in range(1, min(len(core), _LONGEST_PART + 1)):
            yield core[i:]
        if len(core) > 1:
            yield core[:1]
        if len(core) > 2:
            yield core[0], core[-1]
    if kind != "person" and len(words) > 1:
        for i in range(1, min(len(words), _LONGEST_PART + 1)):
            yield words[i:]
        for i in range(1, min(len(words), _LONGEST_BEGINNING + 1)):
            yield words[:i]
        initials = _initials(words)
        if len(initials) > 1:
            yield (initials,)
            yield (".".join(initials),)


# Whether two names can be one's


def abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name is made of the initials of another: "U.S." and "United States"."""
    return len(short) == 1 < len(full) and short[0].replace(".", "") == _initials(full)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: "Jane Roe" and "Roe", "J. Roe" or "Jane A. Roe"."""
    one, other = (tuple(map(_without_accents, _core(name))) for name in (one, other))
    short, full = sorted((one, other), key=len)
    if set(short) <= set(full) or not all("".join(name).isascii() for name in (one, other)):
        return True  # in another script nothing is alike
    initials = short[0][0] == full[0][0] and (len(short[0]) == 1 or len(full[0]) == 1)
    return len(short) > 1 and short[-1] == full[-1] and (short[0] == full[0] or initials)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _LINK_WORDS)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _core(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without "Jr." and the like."""
    return name[:-1] if len(name) > 1 and name[-1] in NAME_SUFFIXES else name
