"""Pronouns by person, with the gender and number that they show."""

from __future__ import annotations

from typing import Literal

from newsclaims.words import words

Gender = Literal["male", "female"]

THIRD_PERSON: dict[str, tuple[Gender | None, bool]] = {
    **dict.fromkeys(["he", "him", "his", "himself"], ("male", False)),
    **dict.fromkeys(["she", "her", "hers", "herself"], ("female", False)),
    **dict.fromkeys(["it", "its", "itself"], (None, False)),
    **dict.fromkeys(["they", "them", "their", "theirs", "themselves", "'em"], (None, True)),
}
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PERSON_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves", "'s"])
SECOND_PERSON = frozenset(["you", "your", "yours", "yourself", "yourselves", "ya"])
RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
PRONOUNS = (
    frozenset(THIRD_PERSON) | FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON | RELATIVE
) | words(
    """
    all another any anybody anyone anything both each either enough everybody everyone everything
    few less many more most much neither nobody none nothing one ones other others several some
    somebody someone something such these this those what whatever whichever whoever
    """
)
