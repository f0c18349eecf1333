"""Writes the table of properties in docs/words.md: ``python docs/properties.py``."""

from __future__ import annotations

import re
from pathlib import Path

from newsclaims.words import having, properties

PAGE = Path(__file__).with_name("words.md")
HEADER = "| property | words | says of a word | source |\n|---|--:|---|---|\n"
TABLE = re.compile(re.escape(HEADER) + r"(?:\|.*\n)*")


def table() -> str:
    """The properties and the values that are described, one a row."""
    return HEADER + "".join(
        f"| `{name}` | {words(name)} | {meaning} | {source} |\n"
        for name, (meaning, source) in properties().items()
    )


def words(property_: str) -> str:
    """How many words have a property; nothing where several properties share the value."""
    name, _, value = property_.partition("=")
    if name in ("cue", "signature"):
        return ""
    return str(len(having(name, value or None)))


def page(text: str) -> str:
    """The page with the table as it is now."""
    return TABLE.sub(lambda _: table(), text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
