"""Fits text into the columns of a terminal, wide and combining characters included."""

from __future__ import annotations

import unicodedata

from newsclaims.text import characters


def printable(text: str) -> str:
    """The text on one line, without characters that would steer a terminal."""
    line = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in line)


def _steers(character: str) -> bool:
    return character in characters.REORDERING or unicodedata.category(character) in ("Cc", "Cs")


def width(text: str) -> int:
    """How many columns a text takes.

    Characters that a terminal draws together, as some emoji, may take less.
    """
    return sum(map(characters.columns, text))


def pad(text: str, columns: int) -> str:
    """The text with spaces after it, up to a number of columns."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int | None, indent: str = "") -> list[str]:
    """The lines of a text, at white space where possible.

    Args:
        text: Any text.
        columns: The most that a line takes, at least 2; None leaves the text on one line.
        indent: What every line but the first starts with; it counts.

    Returns:
        One line at least.
    """
    if columns is None:
        return [text]
    lines: list[str] = []
    line = ""
    taken = 0
    for word in text.split():
        for part in _parts(word, max(2, columns - width(indent))):
            needed = width(part)
            if line and taken + 1 + needed <= columns:
                line, taken = f"{line} {part}", taken + 1 + needed
                continue
            if line:
                lines.append(line)
            line = indent + part if lines else part
            taken = width(line)
    return [*lines, line]


def _parts(word: str, columns: int) -> list[str]:
    """The word, cut where it is wider than the column."""
    if width(word) <= columns:
        return [word]
    parts = [""]
    taken = 0
    for character in word:
        taken += characters.columns(character)
        if taken > columns:
            parts.append("")
            taken = characters.columns(character)
        parts[-1] += character
    return parts
