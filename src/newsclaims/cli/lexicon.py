"""What the lexicon has on a word, or with which words a property goes, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import click

from newsclaims.cli.wrapping import pad, printable, width, wrap
from newsclaims.words import Property, all_words, explained, known, values

_GAP = "  "
#: A property with a longer name stands on a line of its own.
_NAME_WIDTH = 28


def word_lines(word: str, columns: int | None) -> Iterator[str]:
    """The word, and below it each of its properties: name, value, what it means, source.

    Args:
        word: A word or phrase that is in the lexicon.
        columns: Where lines are wrapped; None puts each property on one line.
    """
    yield click.style(printable(word), bold=True)
    for property_ in known(word):
        yield from _property_lines(property_, columns)


def _property_lines(property_: Property, columns: int | None) -> Iterator[str]:
    name = f"{property_.name}={property_.value}" if property_.value else property_.name
    first = _GAP + pad(name, _NAME_WIDTH) + _GAP
    indent = " " * width(_GAP + " " * _NAME_WIDTH + _GAP)
    text = f"{property_.meaning} [{property_.source}]"
    lines = wrap(text, None if columns is None else columns - width(indent))
    if width(name) > _NAME_WIDTH:
        yield _GAP + name
        first = indent
    for i, line in enumerate(lines):
        yield (indent if i else first) + line


def property_lines(name: str, columns: int | None) -> Iterator[str]:
    """What a property means, and below it its words, each with its value.

    Args:
        name: A property of the lexicon, or one with a value ("kind=person").
        columns: Where lines are wrapped; None leaves the meaning on one line.
    """
    name, _, wanted = name.partition("=")
    meaning, source = explained(name, wanted)
    yield from wrap(f"{meaning} [{source}]", columns)
    for word, value in values(name).items():
        if not wanted:
            yield f"{word}{_GAP}{value}".rstrip()
        elif wanted in value.split(","):
            yield word


def unknown_word(word: str) -> str:
    """What to say of a word that is not in the lexicon, with those that look like it."""
    near = get_close_matches(word.lower(), all_words(), 3, cutoff=0.75)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"the lexicon does not have “{printable(word)}”.{hint}"
