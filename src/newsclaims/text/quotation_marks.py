"""Finds what stands in quotation marks.

One pass over the marks of each paragraph, with a stack. A mark's family (double, single,
guillemet, corner bracket) comes from its character; whether it opens or closes comes from the
character too where it tells (“ ”), and otherwise from its neighbours, as in CommonMark's rule of
left-flanking and right-flanking delimiters: an opening mark has a space or bracket before it and
a word after it, a closing mark the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, frozen


@frozen(slots=True)
class Quotation:
    """A stretch between quotation marks; offsets are code points of the text.

    Attributes:
        start: Offset of the opening mark.
        end: Offset just past the closing mark.
        inner_start: Offset just past the opening mark.
        inner_end: Offset of the closing mark.
        depth: 0 for an outermost quotation, 1 for one inside another, and so on.
        continued: Index of the quotation, in an earlier paragraph, that this one continues, or
            None.
        closed: Whether it has a closing mark; if not, it ends with its paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    continued: int | None
    closed: bool


# Apostrophes inside a word ("don't", "6'2") are no candidates, so most are never looked at.
# Of three straight single marks, the outer two make up the double one.
_MARKS = re.compile(
    r"``|(?<![^\s(\[{—–-])''|''(?!'(?!'))|’’|‘‘|[“”„‟\"＂«»‹›「」『』｢｣‘‚‛`]|(?<!\w)['’]|['’](?!\w)"
)

_DOUBLE, _SINGLE, _GUILLEMET, _SINGLE_GUILLEMET, _CORNER, _WHITE_CORNER = range(6)
_FAMILIES = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "＂", "``", "''", "‘‘", "’’"), _DOUBLE),
    **dict.fromkeys("‘’‚‛'`", _SINGLE),
    **dict.fromkeys("«»", _GUILLEMET),
    **dict.fromkeys("‹›", _SINGLE_GUILLEMET),
    **dict.fromkeys("「」｢｣", _CORNER),
    **dict.fromkeys("『』", _WHITE_CORNER),
}
_OPENS, _CLOSES, _EITHER, _NEITHER = range(4)

_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_DASHES = "—–-‐‑‒―/|…*_~"
_BEFORE_OPENING = frozenset("([{>" + _DASHES)
_AFTER_CLOSING = frozenset(")]}<.,;:!?" + _DASHES)
_SENTENCE_PUNCTUATION = frozenset(".,;:!?…—–-")
_LEADING_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]*")
_WORD = re.compile(r"\w")
_NOT_SPACE = re.compile(r"\S")

# Words that begin with an apostrophe; a year or decade ('16, '90s) does too.
_ELISION = re.compile(
    r"['‘](?:\d\d(?:s|(?!\w))|(?:em|til|till|tis|twas|twere|twill|cause|cuz|coz|bout|round|kay|nuff"
    r"|neath|tude|hood|im|er|fraid|nother|n|t|s|d|ve|ll|re|m)(?!\w))",
    re.IGNORECASE,
)
# Words that may end with an apostrophe: plural possessives, dropped letters (goin', ol') and feet.
_FINAL_APOSTROPHE = re.compile(r"(?:[sxz\d]|\w\win|\b(?:an|n|o|ol|th|wi|mo|lil))\Z", re.IGNORECASE)
_LONGEST_ENDING = 4


@define(slots=True, eq=False)
class _Mark:
    """A possible quotation mark.

    Attributes:
        role: Whether it opens, closes, may do either, or is no quotation mark.
        weak: It is probably an apostrophe or a unit (feet, inches), and counts as a quotation
            mark only where the marks around it leave no other reading.
        clear: It may be left open until the end of its paragraph.
        before_closing: The next mark of its family closes.
    """

    start: int
    end: int
    family: int
    role: int
    weak: bool = False
    clear: bool = False
    before_closing: bool = False


@define(slots=True, eq=False)
class _Found:
    """A quotation in the making; not `kept` unless the next paragraph continues it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    kept: bool = True
    continued: _Found | None = None
    index: int | None = None


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Finds every quotation, nested ones included.

    Quotations nest or stand apart; none crosses another or the end of a paragraph. Marks that do
    not pair up are settled at the end of the paragraph:

    * A double mark, guillemet or corner bracket that clearly opens and has no other opening mark
      of its family after it stays open until the paragraph's end: the writer forgot to close it,
      or the quotation goes on. A single mark does so only where it begins its paragraph or the
      next paragraph reopens it, for otherwise it is rather an apostrophe.
    * If the next paragraph begins with the same opening mark, the quotation there continues the
      one left open. A closing mark alone in the next paragraph does not: it mostly
      ends a line that names the speaker.
    * Every other unpaired mark is ignored, as are apostrophes and the signs for feet and inches.
      So are empty quotations.

    They are sorted by start, outer before inner. Paragraphs are (start, end) offsets.
    """
    found: list[_Found] = []
    left_open: list[_Found] = []
    for start, end in paragraphs:
        start = _word_start(text, start, end)
        end = start + len(text[start:end].rstrip())
        if start < end:
            closed, still_open = _pair(text, start, end)
            _continue(text, left_open, start, [*closed, *still_open])
            found += [*closed, *still_open]
            left_open = still_open
    return _finished(text, found)


def _word_start(text: str, start: int, end: int) -> int:
    """Where a stretch begins, white space and invisible characters left out."""
    return _LEADING_SPACE.match(text, start, end).end()  # type: ignore[union-attr]


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The candidates of one paragraph, each with its role."""
    marks: list[_Mark] = []
    matches = [match.span() for match in _MARKS.finditer(text, start, end)]
    after = [" "] * len(matches)
    for i in range(len(matches) - 1, -1, -1):
        stop = matches[i][1]
        if i + 1 < len(matches) and matches[i + 1][0] == stop:
            after[i] = after[i + 1]
        elif stop < end:
            after[i] = text[stop]
    before, previous_end = " ", -1
    for (first, last), following in zip(matches, after, strict=True):
        if first != previous_end:
            before = text[first - 1] if first > start else " "
        previous_end = last
        mark = _classified(text, first, last, before, following)
        if mark.role != _NEITHER:
            marks.append(mark)
    closing = {_SINGLE: False, _DOUBLE: False}
    for mark in reversed(marks):
        mark.before_closing = closing.get(mark.family, False)
        if mark.family == _DOUBLE:
            closing[_SINGLE] = False
        if mark.family in closing and not (mark.weak and mark.role == _OPENS):
            closing[mark.family] = mark.role == _CLOSES
    return marks


def _is_space(character: str) -> bool:
    return character.isspace() or character in _INVISIBLE


def _classified(text: str, start: int, end: int, before: str, after: str) -> _Mark:
    """One mark with its role, judged by the characters around it, other marks passed over."""
    printed = text[start:end]
    mark = _Mark(start, end, _FAMILIES[printed], _EITHER)
    space_before, space_after = _is_space(before), _is_space(after)
    opening = (space_before or before in _BEFORE_OPENING) and not (
        space_after or (after in ")]}.,;:!?" and text[end : end + 2] != "..")
    )
    closing = not (space_before or before in "([{") and (space_after or after in _AFTER_CLOSING)
    if opening != closing:
        mark.role = _OPENS if opening else _CLOSES
    if printed in "「『｢":
        mark.role = _OPENS
    elif printed in "」』｣":
        mark.role = _CLOSES
    elif mark.family == _SINGLE:
        _classify_single(mark, text, printed, before, after)
        return mark
    elif printed in ("“", "„", "‟", "``", "‘‘", "«", "‹"):
        # Either of German „…“ and »…«, or of a mark turned the wrong way.
        mark.role = _EITHER if mark.role == _CLOSES else _OPENS
    elif printed in ("”", "’’", "»", "›"):
        mark.role = _EITHER if mark.role == _OPENS else _CLOSES
    elif before.isdigit() and text[start - 1] == before:
        # Inches, unless the quotation around them needs a closing mark.
        mark.role = _CLOSES
        mark.weak = True
    mark.clear = mark.role == _OPENS
    return mark


def _classify_single(mark: _Mark, text: str, printed: str, before: str, after: str) -> None:
    """Settles the role of a single mark, which may be an apostrophe."""
    in_word = _WORD.match(before) and _WORD.match(after)
    if in_word or (printed == "’" and mark.role != _CLOSES):
        mark.role = _NEITHER
    elif printed == "‘":
        mark.role = _CLOSES if mark.role == _CLOSES else _OPENS
    elif printed in "‚‛`":
        mark.role = _OPENS if mark.role == _OPENS else _NEITHER
    elif mark.role == _EITHER:
        mark.role = _EITHER if _is_space(before) and _is_space(after) else _NEITHER
        mark.weak = True
    if mark.role == _OPENS:
        mark.weak = _ELISION.match(text, mark.start) is not None
    elif mark.role == _CLOSES:
        ending = text[max(0, mark.start - _LONGEST_ENDING) : mark.start]
        mark.weak = _FINAL_APOSTROPHE.search(ending) is not None
    mark.clear = mark.role == _OPENS and not mark.weak


def _pair(text: str, start: int, end: int) -> tuple[list[_Found], list[_Found]]:
    """The quotations that the marks of one paragraph make, and those left open at its end."""
    closed: list[_Found] = []
    stack: list[_Mark] = []
    depth = [0] * 6
    last_opened: list[_Mark | None] = [None] * 6
    for mark in _marks(text, start, end):
        family, role = mark.family, mark.role
        if role == _EITHER:
            role = _CLOSES if depth[family] else _OPENS
        if role == _CLOSES and mark.weak and mark.before_closing:
            continue
        if role == _OPENS:
            stack.append(mark)
            depth[family] += 1
            last_opened[family] = mark
        elif depth[family]:
            _close(text, mark, stack, depth, closed)
        elif family == _DOUBLE and depth[_SINGLE] > 1 and text[mark.start] in "'’":
            # Two single marks side by side, each closing a quotation of its own.
            for half in (mark.start, mark.start + 1):
                _close(text, _Mark(half, half + 1, _SINGLE, _CLOSES), stack, depth, closed)
    left_open = []
    for mark in stack:
        if mark.clear and last_opened[mark.family] is mark and _WORD.search(text, mark.end, end):
            kept = mark.family != _SINGLE or mark.start == start
            left_open.append(_Found(mark.start, end, mark.end, end, closed=False, kept=kept))
    return closed, left_open


def _close(
    text: str, mark: _Mark, stack: list[_Mark], depth: list[int], closed: list[_Found]
) -> None:
    """Closes the innermost quotation of the mark's family, dropping what was opened inside it."""
    family = mark.family
    if family == _SINGLE:
        speech = mark.start > 0 and text[mark.start - 1] in _SENTENCE_PUNCTUATION
        if not depth[_SINGLE] or (stack[-1].family != _SINGLE and not speech):
            return
        # An apostrophe before a word ('em) is passed over for a real opening mark around it.
        while len(stack) > 1 and stack[-1].weak and stack[-2].family == _SINGLE:
            depth[stack.pop().family] -= 1
        if stack[-1].weak and mark.weak:
            return
    while stack[-1].family != family:
        depth[stack.pop().family] -= 1
    opening = stack.pop()
    depth[family] -= 1
    closed.append(_Found(opening.start, mark.end, opening.end, mark.start))


def _continue(text: str, left_open: list[_Found], position: int, found: list[_Found]) -> None:
    """Links the quotations that begin a paragraph to those left open by the one before it."""
    beginning = {row.start: row for row in found} if left_open else {}
    for earlier in left_open:
        row = beginning.get(position)
        if row is not None and _opening(text, row) == _opening(text, earlier):
            row.continued = earlier
            row.kept = earlier.kept = True
            position = _word_start(text, row.inner_start, len(text))


def _opening(text: str, row: _Found) -> str:
    """The opening mark as printed."""
    return text[row.start : row.inner_start]


def _finished(text: str, found: list[_Found]) -> tuple[Quotation, ...]:
    """The quotations kept, sorted, with their depths and links."""
    kept = [
        row
        for row in found
        if row.kept and _NOT_SPACE.search(text, row.inner_start, row.inner_end) is not None
    ]
    kept.sort(key=lambda row: (row.start, -row.end))
    quotations: list[Quotation] = []
    around: list[int] = []
    for index, row in enumerate(kept):
        row.index = index
        while around and around[-1] <= row.start:
            around.pop()
        continued = None if row.continued is None else row.continued.index
        stretch = row.start, row.end, row.inner_start, row.inner_end
        quotations.append(Quotation(*stretch, len(around), continued, row.closed))
        around.append(row.end)
    return tuple(quotations)
