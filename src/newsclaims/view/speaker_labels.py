"""Short labels that tell speakers apart where colour does not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclaims.results import Entity
from newsclaims.words import having

_SMALL_WORDS = having("function-word")
_MAX_LETTERS = 3
_MAX_ACRONYM = 5


def speaker_labels(speakers: Iterable[Entity]) -> tuple[str, ...]:
    """A label for each speaker, different for each: initials, with a number where they recur.

    Args:
        speakers: In the order in which the numbers are to be given.

    Returns:
        Upper case for those with a name ("SL" for Sergei Lavrov, "TASS"), lower case for others
        ("so" for "a senior official").
    """
    taken: set[str] = set()
    used: dict[str, int] = {}
    labels = []
    for speaker in speakers:
        initials = label = _initials(speaker)
        while label in taken:
            used[initials] = used.get(initials, 1) + 1
            label = f"{initials}{used[initials]}"
        taken.add(label)
        labels.append(label)
    return tuple(labels)


def _initials(speaker: Entity) -> str:
    words: list[str] = re.findall(r"[^\W_]+", speaker.name)
    words = [word for word in words if word.lower() not in _SMALL_WORDS] or words
    if not words:
        return "?"
    if len(words) == 1:
        word = words[0]
        letters = word if word.isupper() and len(word) <= _MAX_ACRONYM else word[:2]
    elif speaker.kind == "person" and speaker.named:
        letters = words[0][0] + words[-1][0]
    else:
        letters = "".join(word[0] for word in words[:_MAX_LETTERS])
    return letters.upper() if speaker.named else letters.lower()
