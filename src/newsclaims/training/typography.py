"""An article as other presses print it: changes of a text that keep its length.

Every change replaces characters one for one, so that annotations keep their offsets. Training
changes some articles, lest the model lean on one kind of print, and ``benchmarks/stress.py``
measures what each change costs. Needs nothing but the run-time package.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from functools import wraps

from newsclaims.text.quotation_marks import find_quotations
from newsclaims.text.segment import find_paragraphs, segment

Change = Callable[[str, random.Random], str]
"""Takes a text and where chance comes from; gives another text of the same length."""

CHANGES: dict[str, Change] = {}
"""Every change by the name of its function, in the order of this module."""

COLUMNS = 72
"""Characters in a line of a wrapped text at most, unless a word is longer."""

OCR_RATE = 0.03
"""Share of the letters that are misread, of those that `SIMILAR` has."""

SIMILAR = {
    pair[0]: pair[1]
    for pair in """ao bh ce dc ec ft gq hb il jl kh li mn nm oc pn qg rn sa tf un vy wv xk yv zs
    AR BR CG DO EF FP GC HN Il JI KX LI MN NM OD PF QO RB SB TI UV VU WV XK YV ZS""".split()
}
"""What each letter is misread as."""

_DOUBLE = '“”„‟«»"＂'
_STRAIGHT = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys("‘’‚‛‹›", "'"))
_LEFT_OVER = str.maketrans(dict.fromkeys("“„‟", "‘") | dict.fromkeys("”\"＂'", "’"))
_BRITISH = (("‘", "’"), ("“", "”"))  # outer marks, and those inside of them

_NO_BREAK = r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_LINE_BREAK = re.compile(_NO_BREAK.replace("^", ""))
#: What still fits on a line that is too long, and the space after it; more words follow on it.
_FULL_LINE = re.compile(
    rf"(?={_NO_BREAK}{{{COLUMNS + 1}}})({_NO_BREAK}{{0,{COLUMNS - 1}}}(?!\s){_NO_BREAK}) "
    rf"(?=(?:(?=\s){_NO_BREAK})*\S)"
)
_DOUBLE_MARK = re.compile(rf"[{_DOUBLE}]|``|''")
_COMMA = re.compile(r",(?!\d)|(?<!\d),")
_CLOSING = frozenset("”’»\"')]")


def _change(function: Change) -> Change:
    """Enters a function in the table, with a check of the length of what it gives."""

    @wraps(function)
    def checked(text: str, rng: random.Random) -> str:
        changed = function(text, rng)
        assert len(changed) == len(text), function.__name__
        return changed

    CHANGES[function.__name__] = checked
    return checked


@_change
def straight_marks(text: str, rng: random.Random) -> str:
    """Straight quotation marks and apostrophes, as from a typewriter, instead of curly ones."""
    return text.translate(_STRAIGHT)


@_change
def single_marks(text: str, rng: random.Random) -> str:
    """Curly marks as British papers have them: single ones, and double ones inside of these.

    Apostrophes are curly too. Marks of two characters stay as they are.
    """
    printed = list(text)
    for quotation in find_quotations(text, find_paragraphs(text)):
        marks = ((quotation.start, quotation.inner_start), (quotation.inner_end, quotation.end))
        for (start, end), mark in zip(marks, _BRITISH[quotation.depth % 2], strict=True):
            if end - start == 1:
                printed[start] = mark
    # What belongs to no quotation is an apostrophe, or a mark that lacks its other half.
    return "".join(
        after if after != before else after.translate(_LEFT_OVER)
        for before, after in zip(text, printed, strict=True)
    )


@_change
def lower_case(text: str, rng: random.Random) -> str:
    """Small letters only, except those capitals whose small letter takes two characters."""
    return "".join(_of_length_one(letter.lower(), letter) for letter in text)


@_change
def upper_case(text: str, rng: random.Random) -> str:
    """Capitals only, except those letters whose capital takes two characters ("ß")."""
    return "".join(_of_length_one(letter.upper(), letter) for letter in text)


@_change
def wrapped(text: str, rng: random.Random) -> str:
    """Lines of at most `COLUMNS` characters: some spaces become line breaks."""
    return _FULL_LINE.sub(r"\1\n", text)


@_change
def joined(text: str, rng: random.Random) -> str:
    """One paragraph only: line breaks become spaces."""
    return _LINE_BREAK.sub(" ", text)


@_change
def no_full_stops(text: str, rng: random.Random) -> str:
    """No full stop at the end of a sentence; closing marks move to the word before them."""
    ends = (_last_before_marks(text, s.start, s.end) for s in segment(text).sentences)
    return _without(text, (i for i in ends if text[i] == "." and text[i - 1 : i] != "."))


@_change
def no_quotation_marks(text: str, rng: random.Random) -> str:
    """Spaces instead of double quotation marks; single ones, which may be apostrophes, stay."""
    return _DOUBLE_MARK.sub(lambda mark: " " * len(mark[0]), text)


@_change
def ocr(text: str, rng: random.Random) -> str:
    """A share of `OCR_RATE` of the letters, drawn by chance, misread as similar ones."""
    return "".join(
        SIMILAR[letter] if letter in SIMILAR and rng.random() < OCR_RATE else letter
        for letter in text
    )


@_change
def no_commas(text: str, rng: random.Random) -> str:
    """No commas, except in numbers ("1,000"); closing marks move to the word before them."""
    return _without(text, (match.start() for match in _COMMA.finditer(text)))


def _of_length_one(changed: str, letter: str) -> str:
    return changed if len(changed) == 1 else letter


def _last_before_marks(text: str, start: int, end: int) -> int:
    """The offset of a sentence's last character, the closing marks at its end not counted."""
    last = end - 1
    while last > start and (text[last] in _CLOSING or text[last].isspace()):
        last -= 1
    return last


def _without(text: str, offsets: Iterable[int]) -> str:
    """A text with a space for each character at some offsets.

    Closing marks between the character and the next space change places with it, so that they
    still stand right after a word: ``Monday,”`` becomes ``Monday” ``.
    """
    printed = list(text)
    for offset in offsets:
        end = offset + 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        if end < len(text) and not text[end].isspace():
            end = offset + 1
        printed[offset:end] = [*printed[offset + 1 : end], " "]
    return "".join(printed)
