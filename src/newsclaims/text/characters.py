"""What characters do to the line that they stand in."""

from __future__ import annotations

import unicodedata

REORDERING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
"""Controls that reorder what stands around them (Unicode Standard Annex 9)."""


def columns(character: str) -> int:
    """How many columns a character takes: two for a wide one, none for a combining one.

    After East Asian Width (Unicode Standard Annex 11).
    """
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
