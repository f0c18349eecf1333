"""Text that may stand in XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Replaces what XML 1.0 forbids even in escaped form, by U+FFFD: same length, not yet escaped.

    These are most control characters, lone surrogates, U+FFFE and U+FFFF; see
    https://www.w3.org/TR/xml/#charsets.
    """
    return _FORBIDDEN.sub("\ufffd", text)
