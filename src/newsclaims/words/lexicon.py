"""Looks words up in the lexicon: all that the library knows of single words.

`lexicon.tsv` has a row for each word or phrase, in lower case: the word, a tab, and its properties,
separated by spaces. A property is a name (``never-passive``) or a name with a value
(``clause-role=time``), or with several, separated by commas (``kind=group,person``).
`properties.tsv` says of each property what it means and where its words come from, and of each
value where there are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from attrs import frozen


@frozen(slots=True)
class Property:
    """One thing that is known of a word.

    Attributes:
        name: The property.
        value: Its value for the word, or an empty string.
        meaning: What it says of the word, in a sentence.
        source: Where the words with it come from.
    """

    name: str
    value: str
    meaning: str
    source: str


class UnknownPropertyError(LookupError):
    """No word of the lexicon has the property that was asked for."""

    def __init__(self, name: str, value: str | None = None) -> None:
        from difflib import get_close_matches  # here, so that `import newsclaims` is quick

        asked = name if value is None else f"{name}={value}"
        if value is None:
            near = get_close_matches(name, _words_by_property(), 3)
        else:
            near = [f"{name}={other}" for other in get_close_matches(value, by_value(name), 3)]
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"no word of the lexicon has the property {asked!r}{meant}")


def having(name: str, value: str | None = None) -> frozenset[str]:
    """The words with a property.

    Args:
        name: The property.
        value: Only words of which this is the value, or one of the values.

    Raises:
        UnknownPropertyError: No word has it.
    """
    if value is None:
        return frozenset(values(name))
    found = [word for word, all_ in values(name).items() if value in all_.split(",")]
    if not found:
        raise UnknownPropertyError(name, value)
    return frozenset(found)


@cache
def values(name: str) -> Mapping[str, str]:
    """For each word with a property its value; an empty string where it has none.

    Raises:
        UnknownPropertyError: No word has it.
    """
    found = _words_by_property().get(name)
    if found is None:
        raise UnknownPropertyError(name)
    return dict(sorted((word, value) for value, words in found for word in words))


def lists(name: str) -> dict[str, tuple[str, ...]]:
    """For each word with a property its values, of which there may be several.

    Raises:
        UnknownPropertyError: No word has it.
    """
    return {word: tuple(value.split(",")) for word, value in values(name).items()}


def by_value(name: str) -> dict[str, frozenset[str]]:
    """For each value of a property the words that have it.

    Raises:
        UnknownPropertyError: No word has it.
    """
    found: dict[str, set[str]] = {}
    for word, all_ in lists(name).items():
        for value in all_:
            found.setdefault(value, set()).add(word)
    return {value: frozenset(words) for value, words in found.items()}


def known(word: str) -> tuple[Property, ...]:
    """What the lexicon has on a word or a phrase, in any case; empty if it is not there."""
    return tuple(
        Property(name, value, *explained(name, value))
        for name, value in _properties_by_word().get(" ".join(word.lower().split()), ())
    )


def all_words() -> tuple[str, ...]:
    """The words and phrases that the lexicon has, sorted."""
    return tuple(word for word, _ in _rows("lexicon.tsv"))


@cache
def properties() -> Mapping[str, tuple[str, str]]:
    """The properties, also with a value (``kind=person``): what each means, and its source."""
    return {name: (meaning, source) for name, meaning, source in _rows("properties.tsv")}


def explained(name: str, value: str = "") -> tuple[str, str]:
    """What a property means, and its values where that is said; and where its words come from."""
    rows = properties()
    meaning, source = rows[name]
    for one in value.split(","):
        # The rows of a family of properties share their values: "cue:verb" and "cue:noun".
        of_value = rows.get(f"{name.partition(':')[0]}={one}")
        if of_value is not None:
            meaning, source = f"{meaning} {one}: {of_value[0]}", of_value[1]
    return meaning, source


@cache
def _words_by_property() -> dict[str, list[tuple[str, list[str]]]]:
    """For each property its values, as they are printed, each with its words."""
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for word, all_ in _rows("lexicon.tsv"):
        for property_ in all_.split(" "):
            printed[property_].append(word)
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for property_, words in printed.items():
        name, _, value = property_.partition("=")
        found.setdefault(name, []).append((value, words))
    return found


@cache
def _properties_by_word() -> dict[str, list[tuple[str, str]]]:
    """For each word its properties, with their values."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(_words_by_property()):
        for word, value in values(name).items():
            found.setdefault(word, []).append((name, value))
    return found


def _rows(file: str) -> Iterator[list[str]]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())
