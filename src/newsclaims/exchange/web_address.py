"""Which addresses are of the web, and may be linked to."""

from __future__ import annotations

from urllib.parse import urlsplit


def host(url: str) -> str | None:
    """The host of an http or https address; None for any other text, such as ``javascript:…``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None
