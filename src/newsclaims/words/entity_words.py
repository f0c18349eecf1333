"""Words that show what sort of thing a name or a description stands for.

What each set holds is said in the lexicon (`newsclaims words --property NAME`): offices and
occupations, kinds of organisation, of document and of place, and the names that articles have most.
"""

from __future__ import annotations

from newsclaims.words.lexicon import by_value, having, lists, values
from newsclaims.words.pronouns import Gender


def _genders(name: str) -> dict[str, Gender | None]:
    """For each word with a property the gender that it shows, if it shows one."""
    shown: dict[str, Gender] = {"male": "male", "female": "female"}
    return {word: shown.get(value) for word, value in values(name).items()}


# Titles before names.

#: The gender that a courtesy title shows; such a title is left out of a role.
COURTESY = _genders("courtesy-title")
#: What the holder of an office is called, too ("Justice Lang … the judge").
OTHER_TITLES = lists("also-called")
#: Titles, and the nouns that an article goes on with ("Sen. Cruz … the senator").
ABBREVIATED_TITLES = {word: OTHER_TITLES.get(word, ()) for word in having("title")}
QUANTIFYING_ADJECTIVES = having("before-title")

# Frequent given names, by the gender that they are mostly given to. They tell a person's name from
# another name and let "he" and "she" find the right person. Only names that are clearly one or the
# other are listed: "Jordan", "Taylor" and "Robin" say nothing.

GIVEN_NAMES = _genders("given-name")
NAME_PARTS = _genders("name-part")
NAME_SYLLABLES = _genders("gendered-syllable")
SURNAME_ENDINGS = _genders("surname-ending")

# Nouns for persons, and offices among them.

PERSON_WORDS = having("kind", "person")
GROUP_WORDS = having("kind", "group")
GENERIC_PERSON = having("generic", "person")
GENDERED_WORDS = _genders("gender")
KIN_WORDS = having("kin")
RELATIONAL_WORDS = having("relational-noun")
DISTINCT_OFFICES = having("distinct-office")
PORTFOLIOS = having("portfolio")
OFFICES_OF = having("office-of")
OFFICES_WITH_DEPUTIES = having("office-with-deputies")
DEPUTY_WORDS = having("deputy")
PARTY_WORDS = having("partisan")
PARTIES = values("party")
PARTICLES = having("name-particle")

# Organisations.

ORGANIZATION_WORDS = having("kind", "organization")
ORGANIZATIONS = having("organization-name")
GENERIC_ORGANIZATION = having("generic", "organization")
_NAMES = by_value("taken-up-by")
#: For nouns that may take up an organisation, words in the names of what they stand for.
ORGANIZATION_NAMES = _NAMES | {noun: _NAMES[like] for noun, like in values("takes-up-like").items()}
LINES_OF_ORGANIZATIONS = values("line-of-organization")
CLASSIFYING_MEDIA = having("classifying-noun", "media")
CLASSIFYING_ORGANIZATION = having("classifying-noun")
NAME_LINKS = having("name-link")

# Documents, places and times.

DOCUMENT_WORDS = having("kind", "document")
PLACE_WORDS = having("kind", "place")
GENERIC_PLACE = having("generic", "place")
PLACES = having("place-name")
PLACE_ALIASES = lists("fuller-name")
ABBREVIATED_NAMES = lists("abbreviation-of")
TIME_WORDS = having("weekday") | having("month") | having("calendar-word")
