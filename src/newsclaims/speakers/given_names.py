"""What a person's name tells of whether "he" or "she" will be said of its bearer.

A list gives the odds of frequent given names of many countries; of others the letters that they
begin and end with give some; and some words of a name settle it ("Kaur", "Thi", "-ovna").
The odds are evidence among other, which `newsclaims.speakers.pronouns` weighs, and no more.
`newsclaims.training.given_names` makes the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from newsclaims.model_files import read_json
from newsclaims.words.entity_words import NAME_PARTS, NAME_SYLLABLES, SURNAME_ENDINGS
from newsclaims.words.pronouns import Gender

#: Odds are natural logarithms, of male against female, up to this.
BOUND = 5.0
_SIGNS: dict[Gender | None, int] = {None: 0, "male": 1, "female": -1}
_SETTLED = 4.0
_LONGEST_ENDING = 5


@frozen(slots=True, eq=False)
class GivenNames:
    """The list.

    Attributes:
        listed: The odds of each frequent name.
        letters: What each ending ("a$", "ra$") and beginning ("^pri") of another name adds.
    """

    listed: Mapping[str, float]
    letters: Mapping[str, float]

    def odds(self, name: str) -> float:
        """The odds of a given name in lower case, as far as they are known."""
        if name in self.listed:
            return self.listed[name]
        found = sum(self.letters.get(part, 0.0) for part in parts(name))
        return max(-BOUND, min(BOUND, found))


def parts(name: str) -> Iterator[str]:
    """The endings and beginnings of a name that its odds are made of."""
    marked = f"^{name}$"
    yield ""
    for length in range(2, _LONGEST_ENDING + 1):
        if len(marked) >= length:
            yield marked[-length:]
    for length in (3, 4):
        if len(marked) >= length:
            yield marked[:length]


@lru_cache(maxsize=1)
def load_given_names() -> GivenNames:
    """The shipped list, loaded once.

    Raises:
        ModelFileError: Its file is missing or altered.
    """
    return read_given_names(read_json("given_names.json"))


def read_given_names(data: Mapping[str, Mapping[str, str]]) -> GivenNames:
    """The list from what its file holds: for odds in tenths the names, or parts of names."""
    tables = [
        {name: int(tenths) / 10 for tenths, names in data[key].items() for name in names.split(" ")}
        for key in ("listed", "letters")
    ]
    return GivenNames(*tables)


@lru_cache(maxsize=4096)
def gender_odds(words: tuple[str, ...]) -> float:
    """The odds, a natural logarithm, that the bearer of a name is a man and no woman.

    Args:
        words: Of the name, in lower case, without titles.
    """
    for word in words[1:]:
        settled = NAME_PARTS.get(word)
        if settled is not None:
            return _SETTLED * _SIGNS[settled]
    given, names = (_given(words) if words else None), load_given_names()
    if given is None:
        return 0.0
    if len(words) == 1:  # mostly a surname, of which letters tell nothing
        return names.listed.get(given, 0.0)
    first, hyphen, last = given.rpartition("-")
    syllable = NAME_SYLLABLES.get(f"-{last}") if hyphen else None
    if syllable is not None and words[0] != given:  # "Kim Min-jun"
        return _SETTLED / 2 * _SIGNS[syllable]
    odds = names.odds(first if first and given not in names.listed else given)
    return odds + _of_surname(words[-1])


def _given(words: Sequence[str]) -> str | None:
    """The given name: the first word that is no initial, or the last one of "Kim Min-jun"."""
    last = f"-{words[-1].rpartition('-')[2]}"
    if len(words) == 2 and words[1].endswith(last) and last in NAME_SYLLABLES:
        return words[1]
    return next((word for word in words if len(word.rstrip(".")) > 1), None)


def _of_surname(word: str) -> float:
    """What the ending of a surname or a patronymic adds: "-ova", "-dottir", "-ovich"."""
    for length in range(2, 8):
        shown = SURNAME_ENDINGS.get(f"-{word[-length:]}")
        if shown is not None and len(word) > length + 1:
            return _SETTLED / 2 * _SIGNS[shown]
    return 0.0
