"""Parts of a web page: block quotations, embedded posts, and pages of a few lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsclaims.extras import require

_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")  # where a browser may break a word
_POINTER = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related(?: stories| articles| coverage)?"
    r"|more on this(?: story)?|watch|sign up|subscribe)\b\s*(?::.*|$)"
    r"|follow us (?:on|at)\b.*"
    r"|(?:advertisement|story continues below(?: this ad\w*)?|share this(?: article| story)?)\W*$",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE_LINE = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted)\b(?: on| at)?:?\s*)?"
    rf"(?:\w{{3,6}}day,? )?(?:\d{{1,2}} (?:{_MONTHS})\w*\.?|(?:{_MONTHS})\w*\.? \d{{1,2}})?,?"
    rf"(?: ?\d{{4}})?(?:,? (?:at )?)?(?:\d{{1,2}}[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{{2,4}})?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*[\"“”„«‘']")
_DASHES = "—–-―~ \t\r\n\xa0"
_CREDIT_ENDS = re.compile(r"\s*[(\[]?@\w|\s*\(|\s*\||\s+on\s+\w+$")
_LONGEST_CREDIT = 80  # code points
_ENDS_TEXT = re.compile(r"[.!?…][\"”’»)]*$")
_LEAST_WORDS = 4

_ARTICLES = "//article | //main | //*[@role='main'] | //*[@itemprop='articleBody']"
_NO_TEXT = (
    "self::script or self::style or self::nav or self::footer or self::aside or self::time"
    " or self::figure or self::form or self::button or self::h1"
)
_NO_TEXT_CLASS = re.compile(
    r"\b(?:share|sharing|social|date|dateline|timestamp|time|byline|author|meta|tags|related"
    r"|newsletter|promo|breadcrumbs?|kicker|caption|comments|toolbar)\b",
    re.IGNORECASE,
)
_BORDER, _BREAK = "\x00", "\x01"
_NO_SPACE = {0x0D: " ", 0x0A: " "}
_BORDERS = re.compile(rf"{_BORDER}|{_BREAK}\s*{_BREAK}[{_BREAK}\s]*")
_BREAKING = frozenset(
    "address article blockquote dd div dl dt h2 h3 h4 h5 h6 header hr li main ol p pre section"
    " table td th tr ul".split()
)


def on_one_line(text: str) -> str:
    """A text without the breaks of its lines, and without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def is_pointer(paragraph: str) -> bool:
    """Whether a paragraph is an advert or a date, or points to other articles."""
    is_date = any(map(str.isdigit, paragraph)) and _DATE_LINE.fullmatch(paragraph) is not None
    return is_date or _POINTER.match(paragraph) is not None


# --- Block quotations ----------------------------------------------------------------------------


def mark_block_quotations(tree: Any) -> None:
    """Writes quotation marks around block quotations and posts, and before them who is quoted.

    Who is quoted is left out where the paragraph before ends in a colon, as it says so. A quotation
    of words that stand in the text as well (a pull quote) is dropped, and one that holds most of
    the page is layout.
    """
    whole = on_one_line(tree.text_content())
    for quote in tree.xpath("//blockquote[not(ancestor::blockquote)]"):
        credit = _taken_credit(quote)
        text = on_one_line(quote.text_content())
        if not text or len(text) > 0.6 * len(whole):
            continue
        if whole.count(text.strip('"“”.')) > 1:
            quote.drop_tree()
            continue
        lines = quote.xpath(".//p[normalize-space()]") or [quote]
        label = f"{credit}: " if credit and not _before(quote).endswith(":") else ""
        is_marked = _QUOTED.match(text) is not None
        for number, line in enumerate(lines):
            opening = ("" if number else label) + ("" if is_marked else "“")
            line.text = opening + (line.text or "").lstrip()
        if not is_marked:
            _append(lines[-1], "”")


def _taken_credit(quote: Any) -> str:
    """Who is quoted, as a block quotation prints it, which is taken out of it."""
    named = quote.xpath(".//footer | .//cite[not(ancestor::footer)] | .//figcaption")
    text = " ".join(element.text_content() for element in named)
    for element in named:
        element.drop_tree()
    lines = quote.xpath("./p[normalize-space()]")
    if lines:
        after = [lines[-1].tail or ""]
        for element in list(lines[-1].itersiblings()):
            after.append(element.tail or "")
            if not element.text_content().strip(_DASHES):
                element.drop_tree()
            elif element.tag == "a" or after[0].strip()[:1] in ("—", "–", "-"):
                element.tail = None
                element.drop_tree()
        lines[-1].tail = None
        text = text or after[0]
    credit = _CREDIT_ENDS.split(on_one_line(text).strip(_DASHES), maxsplit=1)[0].strip(" ,;:")
    return credit if len(credit) <= _LONGEST_CREDIT else ""


def _before(element: Any) -> str:
    """The text of the block before an element, on one line."""
    previous = element.getprevious()
    while previous is None and (element := element.getparent()) is not None:
        previous = element.getprevious()
    if previous is None:
        return ""
    return on_one_line((previous.tail or "").strip() or previous.text_content())


def _append(element: Any, text: str) -> None:
    """Adds to the end of the text of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + text
    else:
        element.text = (element.text or "").rstrip() + text


# --- Pages of a few lines -------------------------------------------------------------------------


def short_paragraphs(tree: Any) -> list[str]:
    """The paragraphs of a page too short for trafilatura to find them, which gives them as one.

    Of a page that does not mark its article only lines that end as sentences do.
    """
    marked = tree.xpath(_ARTICLES)
    roots = marked[:1] or tree.xpath("//body")
    lines = [line for root in roots for line in _lines(root) if not is_pointer(line)]
    if marked:
        return lines
    return [line for line in lines if _ENDS_TEXT.search(line) and line.count(" ") >= _LEAST_WORDS]


def _lines(root: Any) -> Iterator[str]:
    """The text between the borders of blocks and at double line breaks, where there is any."""
    text = "".join(_pieces(root)).translate(_NO_SPACE)
    for block in _BORDERS.split(text):
        line = on_one_line(block.replace(_BREAK, " "))
        if line:
            yield line


def _pieces(root: Any) -> Iterator[str]:
    """The text of an element, with marks at the borders of blocks and for line breaks."""
    walk = require("lxml.etree", "html").iterwalk(root, events=("start", "end"))
    for event, element in walk:
        border = _BORDER if element.tag in _BREAKING else ""
        if event == "end":
            yield border + (element.tail or "" if element is not root else "")
        elif element.tag == "br":
            yield _BREAK
        elif element is not root and _is_no_text(element):
            walk.skip_subtree()
        else:
            yield border + (element.text or "")


def _is_no_text(element: Any) -> bool:
    named = _NO_TEXT_CLASS.search((element.get("class") or "").replace("_", "-"))
    return bool(element.xpath(_NO_TEXT)) or named is not None
