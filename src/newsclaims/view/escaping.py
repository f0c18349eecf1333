"""Text of an article, made safe to stand in HTML."""

from __future__ import annotations

import html
import re

_NOT_IN_HTML = re.compile("[\x00\ud800-\udfff]")


def escape(text: str) -> str:
    """Text as HTML, for the content of an element or an attribute in double quotes.

    A parser gives the same characters back, one for one. Two kinds cannot stand in a page and
    become U+FFFD REPLACEMENT CHARACTER: NUL, which the HTML standard forbids, and lone surrogates,
    which UTF-8 cannot hold.

    Args:
        text: Any string.

    Returns:
        The escaped text. A carriage return is a character reference, as a parser turns a bare one
        into a line feed (https://html.spec.whatwg.org/multipage/parsing.html).
    """
    return html.escape(_NOT_IN_HTML.sub("\ufffd", text)).replace("\r", "&#13;")
