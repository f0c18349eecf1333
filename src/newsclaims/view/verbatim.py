"""Which words of a claim are verbatim, shown by quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclaims.results import Claim, Quote, Span

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_MARKS = re.compile('[“”"]')
_SHORT = 4
"""A quotation of at most so many words is marked where only one of them, as long, is left."""


def with_marks(claim: Claim, quote: Quote | None) -> str:
    """A claim's text, with quotation marks around the words that are its speaker's own.

    Args:
        claim: Any claim.
        quote: The quote that its attribution makes, or None.
    """
    text = claim.text
    if quote is None or _MARKS.search(text):
        return text
    if any(text in span.text for span in quote.verbatim):
        return f"“{text}”"
    for start, end in reversed(_runs(text, quote.verbatim)):
        text = f"{text[:start]}“{text[start:end]}”{text[end:]}"
    return text


def _runs(text: str, verbatim: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches of a text that are runs of words of quotations, in order, none in another."""
    found: list[tuple[int, int]] = []
    printed = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in printed]
    for span in verbatim:
        quoted = _WORD.findall(span.text)
        first, length = _longest_common(words, quoted)
        is_left = length == 1 and len(quoted) <= _SHORT and len(words[first]) >= _SHORT
        if length > 1 or (length and length == len(quoted)) or is_left:
            stretch = printed[first][0], printed[first + length - 1][1]
            if all(stretch[1] <= start or end <= stretch[0] for start, end in found):
                found.append(stretch)
    return sorted(found)


def _longest_common(words: Sequence[str], quoted: Sequence[str]) -> tuple[int, int]:
    """Where the longest run of words that both have begins in the first, and how many it has."""
    best, lengths = (0, 0), [0] * (len(quoted) + 1)
    for i, word in enumerate(words):
        for j in range(len(quoted), 0, -1):
            lengths[j] = lengths[j - 1] + 1 if quoted[j - 1] == word else 0
            if lengths[j] > best[1]:
                best = (i - lengths[j] + 1, lengths[j])
    return best
