"""Small tables that the rules look words up in."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text that are set apart by spaces, as a set."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a text that are set apart by semicolons, as a set."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(";"))
