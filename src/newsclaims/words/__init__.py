"""What the library knows of single words: one lexicon, and what is looked up in it."""

from newsclaims.words.lexicon import (
    Property,
    UnknownPropertyError,
    all_words,
    by_value,
    explained,
    having,
    known,
    lists,
    properties,
    values,
)

__all__ = [
    "Property",
    "UnknownPropertyError",
    "all_words",
    "by_value",
    "explained",
    "having",
    "known",
    "lists",
    "properties",
    "values",
]
