"""Who wrote an article, where one text names several people."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"\s*(?:[,;|]\s*(?:(?:and|&)\s+)?|\s(?:and|&)\s)\s*")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*|(?:al|bin|da|de|del|den|der|di|la|le|van|von)\b)")


def people(byline: str) -> tuple[str, ...]:
    """The names in a byline: "Jane Doe, Max Roe and Ann Poe" has three.

    Only names of two words and more are told apart: "Jane Doe, Jr." and "Jane Doe, Reuters" are
    one, and so is "Jane Doe, political editor".
    """
    parts = tuple(filter(None, _BETWEEN.split(byline.strip())))
    return parts if len(parts) > 1 and all(map(_is_full_name, parts)) else (byline,)


def _is_full_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(map(_NAME.fullmatch, words))
