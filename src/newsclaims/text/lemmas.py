"""Base forms of English words: suffix rules and a table of irregular forms.

Both come from treebanks (`newsclaims.training.lemmas`) and stand in ``model/lemmas.json``. A rule
cuts letters off a word's end and adds others; the longest matching suffix decides, as in the
ripple-down rules of Plisson et al. (2004), and a form listed whole goes before any suffix.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from newsclaims.model_files import read_json

#: The longest suffix that a rule may ask for.
LONGEST_SUFFIX = 6

_SHORT_SYLLABLE = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]").fullmatch
_APOSTROPHES = str.maketrans("\u2019\u02bc\uff07", "'''")


@cache
def _tables() -> dict[str, Any]:
    """For each part of speech: ``suffixes`` (letters to cut, letters to add) and ``forms``."""
    tables: dict[str, Any] = read_json("lemmas.json")
    return tables


def normalised(form: str) -> str:
    """A form as the tables list it: lower-case, with straight apostrophes."""
    return form.lower().translate(_APOSTROPHES)


def by_suffix(form: str, rules: Mapping[str, Sequence[Any]]) -> str:
    """Applies to a lower-case form the rule with the longest suffix that matches it."""
    for length in range(min(LONGEST_SUFFIX, len(form)), 0, -1):
        rule = rules.get(form[-length:])
        if rule is not None:
            cut, added = rule
            # A word that is all suffix ("s", "ing") is left alone.
            if cut < len(form):
                return form[: len(form) - cut] + str(added)
            break
    return form


def is_clipped(base: str, form: str) -> bool:
    """Whether a base form lacks its last e: "pok" of "poked", as of "pok" it would be "pokked"."""
    return form in (base + "ed", base + "ing") and _SHORT_SYLLABLE(base) is not None


@lru_cache(maxsize=65_536)
def lemma(form: str, upos: str) -> str:
    """The lower-case base form of a word.

    Args:
        form: The word as printed, in any case.
        upos: Its Universal part of speech ("VERB", "NOUN", …); for one that is not known the
            word itself comes back, lower-case.
    """
    word = normalised(form)
    table = _tables().get(upos)
    if table is None:
        return word
    irregular = table["forms"].get(word)
    if irregular is not None:
        return str(irregular)
    base = by_suffix(word, table["suffixes"])
    return base + "e" if upos == "VERB" and is_clipped(base, word) else base
