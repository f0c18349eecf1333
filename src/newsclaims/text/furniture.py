"""What is printed in an article and is not its text: datelines, bullets, lines that end in nothing.

Everything here is read off the characters of a line; nothing is left out of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsclaims.text.document import Document

LIST_ITEM = re.compile(
    r"(?:[-*•·▪◦●○■□►▶➤‣⁃✓✔–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])(?:\s+|\Z)",
)
"""The bullet or number of an item of a list."""

_DASH = r"(?:--+|[-–—―])"
_PLACE = r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}"
_CAPITALS = r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]*){0,3}"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]*\.?"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"\([A-Z][^()]{1,30}\)"
_TEXT = r"(?=[\"“”'‘’(\[]*[A-Z0-9])"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:,(?: {_PLACE}| {_DAY}))*,? {_AGENCY}\s*(?:{_DASH}|:)"
    rf"|{_CAPITALS}(?:,(?: {_PLACE}| {_DAY}))+\s*{_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?,? {_AGENCY}\s*(?:{_DASH}|:)"
    rf"|{_PLACE}(?:, {_PLACE})?, {_DAY}(?:,? {_AGENCY})?\s*(?:{_DASH}|:)"
    rf"|(?:{_DAY} )?{_AGENCY}\s*{_DASH}"
    rf"|(?P<bare>{_CAPITALS})\s*{_DASH})\s+{_TEXT}"
)
_LONGEST = 120  # code points
_ENDS = frozenset(".!?…:;,\"'”’»)]—–-")


def dateline_ends(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each paragraph that begins with a dateline, where it ends: the offset of the text proper.

    "TARN (Post) — ", "LONDON, May 3 - ", "Karundi, May 3: ". Capitals and a dash alone are one
    ("TARN — ") unless they are printed before several paragraphs, as the names of speakers are.
    """
    matches = (
        (number, _DATELINE.match(text, start, min(end, start + _LONGEST)))
        for number, (start, end) in enumerate(paragraphs)
    )
    found = {number: match for number, match in matches if match is not None}
    labels = Counter(match["bare"] for match in found.values())
    return {
        number: match.end()
        for number, match in found.items()
        if match["bare"] is None or labels[match["bare"]] == 1
    }


def is_dateline(document: Document, sentence: int) -> bool:
    """Whether a sentence is the dateline of the one after it."""
    if sentence + 1 >= len(document.sentences):
        return False
    first, second = document.sentences[sentence : sentence + 2]
    start, end = document.paragraphs[first.paragraph]
    found = dateline_ends(document.text, [(start, end)]) if first.start == start else {}
    return found.get(0) == second.start


def is_list_item(document: Document, paragraph: int) -> bool:
    """Whether a paragraph begins with a bullet or number."""
    return LIST_ITEM.match(document.text, *document.paragraphs[paragraph]) is not None


def is_unended(document: Document, paragraph: int) -> bool:
    """Whether a paragraph ends in no punctuation, as headlines, subheads and captions do."""
    return document.text[document.paragraphs[paragraph][1] - 1] not in _ENDS


def unended_lines(document: Document) -> frozenset[int]:
    """The paragraphs that end in no punctuation next to another such one, or to a list item.

    Where several lines in a row have no full stop, it does not tell a headline from the text, and
    each line is to be read as if it had one.
    """
    count = len(document.paragraphs)
    bare = [is_unended(document, i) for i in range(count)]
    near = [bare[i] or is_list_item(document, i) for i in range(count)]
    rows = {i for a, b in pairwise(range(count)) if near[a] and near[b] for i in (a, b)}
    return frozenset(i for i in rows if bare[i])
