"""Text for XML: whatever comes in, a parser takes it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from newsclaims.exchange.xml_text import xml_text


def test_replaces_only_what_is_forbidden() -> None:
    assert xml_text("a\x00\x1b\ud800\uffff\ufffe") == "a" + 5 * "\ufffd"
    kept = "a\t\n\r \x7f\x85é\ue000\ufffd🌧\U0010ffff & <"
    assert xml_text(kept) == kept


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_parsed(text: str) -> None:
    element = ET.fromstring(f"<a>{escape(xml_text(text))}</a>".encode())
    assert len(xml_text(text)) == len(text)
    assert (element.text or "").count("\ufffd") == xml_text(text).count("\ufffd")
