"""Pronouns by person, with the gender and number that they show."""

from __future__ import annotations

from typing import Literal

from newsclaims.words.lexicon import by_value, having, values

Gender = Literal["male", "female"]

_FORMS = by_value("pronoun")

#: Gender, and whether they are plural.
THIRD_PERSON: dict[str, tuple[Gender | None, bool]] = {
    **dict.fromkeys(_FORMS["he"], ("male", False)),
    **dict.fromkeys(_FORMS["she"], ("female", False)),
    **dict.fromkeys(_FORMS["it"], (None, False)),
    **dict.fromkeys(_FORMS["they"], (None, True)),
}
FIRST_PERSON = _FORMS["I"]
FIRST_PERSON_PLURAL = _FORMS["we"]
SECOND_PERSON = _FORMS["you"]
RELATIVE = having("relative-pronoun")
#: For each form its pronoun ("him": "he"); what points is "pointing" ("this", "who", "one").
PERSONAL = {
    word: pronoun
    for word, pronoun in values("pronoun").items()
    if word not in having("reduced-form")
}
PRONOUNS = frozenset(values("pronoun")) | RELATIVE | having("indefinite-pronoun")
