"""Frequent given names with the gender they are mostly given to.

They tell a person's name from another name and let "he" and "she" find the right person. Only
names that are clearly one or the other are listed: "Jordan", "Taylor" and "Robin" say nothing.
"""

from __future__ import annotations

from newsclaims.words.lexicon import having

MALE = having("given-name", "male")
FEMALE = having("given-name", "female")
