"""Identifiers of an article and of its results for linked data: the same ones in every run."""

from __future__ import annotations

import hashlib
import uuid
from urllib.parse import quote

from attrs import frozen

from newsclaims.exchange.web_address import host
from newsclaims.results import ArticleResults

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:newsclaims:article")


@frozen(slots=True)
class Identifiers:
    """The identifiers (IRIs) of one article.

    Attributes:
        article: Where it stands on the web, or else `base`.
        base: A name-based UUID (RFC 9562, section 5.5) of its URL and text, as a URN.
    """

    article: str
    base: str

    def of(self, name: str) -> str:
        """The identifier of a part of the article, such as a result's id: ``urn:uuid:…#q1``."""
        return f"{self.base}#{quote(name, errors='surrogatepass')}"


def identifiers_of(article: ArticleResults) -> Identifiers:
    """The identifiers of an article."""
    name = f"{article.url or ''}\n{article.text}".encode("utf-8", "surrogatepass")
    # Not uuid.uuid5, which takes no lone surrogates.
    digest = hashlib.sha1(_NAMESPACE.bytes + name, usedforsecurity=False).digest()
    base = uuid.UUID(bytes=digest[:16], version=5).urn
    return Identifiers(article.url if article.url and host(article.url) else base, base)
