"""Reads characters that a wrong encoding broke, or that are escaped, as what they were meant to be.

"â€œWe had no choice,â€ said" is UTF-8 that was taken for Windows-1252; "&quot;" and "&#8217;" were
escaped once too often. The text itself is never changed: the article is read on a mended copy, and
what is found there is given the offsets of the input. What is mended are sequences that mean
nothing else, after the heuristics of ftfy (Speer, 2019, https://doi.org/10.5281/zenodo.2591652).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from attrs import evolve, frozen

from newsclaims.results import Span
from newsclaims.text.document import Document, Sentence, Token

_T = TypeVar("_T")

_TWICE = {"Ã¢â‚¬Å“": "“", "Ã¢â‚¬Ëœ": "‘", "Ã¢â‚¬â„¢": "’", "Ã¢â‚¬â€œ": "–", "Ã¢â‚¬": "”"}
_ONCE = {
    **{"â€œ": "“", "â€\x9d": "”", "â€˜": "‘", "â€™": "’", "â€“": "–", "â€”": "—", "â€¦": "…"},
    **{"â\x80\x9c": "“", "â\x80\x9d": "”", "â\x80\x98": "‘", "â\x80\x99": "’"},
    **{"â\x80\x93": "–", "â\x80\x94": "—", "â\x80¦": "…", "â„¢": "™", "â‚¬": "€"},
    **{"‚Äú": "“", "‚Äù": "”", "‚Äò": "‘", "‚Äô": "’", "‚Äì": "–", "‚Äî": "—", "‚Ä¶": "…"},
    **{"â€?": "”", "â€": "”"},
}
_CONTROLS = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x91, 0x98)}
_KNOWN = {**_TWICE, **_ONCE, **_CONTROLS}
_BROKEN = re.compile(
    r"&(?:amp;)?(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,9});|"
    + "|".join(map(re.escape, sorted(_KNOWN, key=len, reverse=True)))
    + r"|[ÂÃÄÅ][\xa1-\xaa\xac-\xba\xbc-\xbf€ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Â\xa0"
    + r"|â\?\?|â\ufffd\?|\ufffd{1,3}"
)
_MAY_BE_BROKEN = re.compile("[&ÂÃâ‚\ufffd\x91-\x97ÄÅ]")


@frozen(slots=True, eq=False)
class Repaired:
    """A mended copy of a text.

    Attributes:
        original: The text as it came.
        text: The copy.
        offsets: For each offset of the copy, its end included, that of the original.
    """

    original: str
    text: str
    offsets: list[int]

    def restored(self, document: Document) -> Document:
        """A document of the copy with the offsets of the original; tokens keep the copy's words."""
        return _moved(document, self.original, self.offsets.__getitem__)

    def applied(self, document: Document) -> Document:
        """A document of the original with the offsets of the copy."""
        return _moved(document, self.text, self._back)

    def restored_spans(self, results: _T) -> _T:
        """Results for the copy, each span as it stands in the original."""
        moved: _T = _with_spans(results, self._span_of(self.original, self.offsets.__getitem__), {})
        return moved

    def applied_spans(self, results: _T) -> _T:
        """Results for the original, each span as it stands in the copy."""
        moved: _T = _with_spans(results, self._span_of(self.text, self._back), {})
        return moved

    def _back(self, offset: int) -> int:
        return bisect_left(self.offsets, offset)

    @staticmethod
    def _span_of(text: str, moved: Callable[[int], int]) -> Callable[[Span], Span]:
        def change(span: Span) -> Span:
            start, end = moved(span.start), moved(span.end)
            return Span(start, end, text[start:end])

        return change


def repaired(text: str) -> Repaired | None:
    """A text with broken and escaped characters mended, or None if it has none."""
    if _MAY_BE_BROKEN.search(text) is None:
        return None
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _BROKEN.finditer(text):
        meant = _meant(text, match)
        if meant is None:
            continue
        pieces += text[position : match.start()], meant
        offsets += range(position, match.start() + 1)
        position = match.end()
    if not pieces:
        return None
    pieces.append(text[position:])
    offsets += range(position, len(text) + 1)
    return Repaired(text, "".join(pieces), offsets)


def _meant(text: str, match: re.Match[str]) -> str | None:
    """The one character that a sequence stands for, or None if it stands for itself."""
    printed = match[0]
    if printed[0] == "&":
        meant = html.unescape(html.unescape(printed))
        is_one = len(meant) == 1 and (meant.isprintable() or meant.isspace())
        return meant if is_one and meant not in "\r\n\x85\u2028\u2029" else None
    if printed in _KNOWN:
        return _KNOWN[printed]
    if printed[0] in "ÂÃÄÅ":
        try:
            return printed.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return None
    return _lost(text, *match.span())


def _lost(text: str, start: int, end: int) -> str:
    """The mark that was lost between its neighbours: an apostrophe, a quotation mark or a dash."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if before.isalnum() and after.isalnum():
        return "’"
    if before.isspace() and after.isspace():
        return "–"
    return "“" if before.isspace() or before in "([—–-" else "”"


def _moved(document: Document, text: str, moved: Callable[[int], int]) -> Document:
    """A document at other offsets."""

    def shift(part: Token | Sentence) -> Any:
        return evolve(part, start=moved(part.start), end=moved(part.end))

    return evolve(
        document,
        text=text,
        paragraphs=tuple((moved(start), moved(end)) for start, end in document.paragraphs),
        sentences=tuple(map(shift, document.sentences)),
        tokens=tuple(map(shift, document.tokens)),
    )


def _with_spans(value: Any, change: Callable[[Span], Span], done: dict[int, Any]) -> Any:
    """A value with every span in it changed; what is shared stays shared."""
    if isinstance(value, Span):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_with_spans(item, change, done) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if id(value) not in done:
        parts = {f.name: _with_spans(getattr(value, f.name), change, done) for f in fields(value)}
        done[id(value)] = replace(value, **parts)
    return done[id(value)]
