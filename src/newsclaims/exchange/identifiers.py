"""Identifiers of an article and of its results for linked data: the same ones in every run."""

from __future__ import annotations

import hashlib
import uuid
from urllib.parse import quote

from newsclaims.exchange.web_address import host
from newsclaims.results import ArticleResults

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:newsclaims:article")


class Identifiers:
    """The identifiers (IRIs) of one article.

    Attributes:
        article: Where it stands on the web, or else `base`.
        base: A name-based UUID (RFC 9562, section 5.5) of its URL and text, as a URN.
    """

    def __init__(self, article: ArticleResults) -> None:
        name = f"{article.url or ''}\n{article.text}".encode("utf-8", "surrogatepass")
        # Not uuid.uuid5, which takes no lone surrogates.
        digest = hashlib.sha1(_NAMESPACE.bytes + name, usedforsecurity=False).digest()
        self.base = uuid.UUID(bytes=digest[:16], version=5).urn
        self.article = article.url if article.url and host(article.url) else self.base

    def of(self, name: str) -> str:
        """The identifier of a part of the article, such as a result's id: ``urn:uuid:…#q1``."""
        return f"{self.base}#{quote(name, errors='surrogatepass')}"
