"""The main calls: check what comes in, and read it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from newsclaims.exchange.web_page import WebPage
from newsclaims.results import Article
from newsclaims.text.document import Document


def read_document(text: str) -> Document:
    """Reads one article's sentences, words, syntax and mentions.

    `parse_article` takes the result in place of the text, and does not read it again.

    Args:
        text: The article, as for `parse_article`.

    Returns:
        The document. Its tokens have lemma, part of speech, head and relation; it converts to
        NLTK's trees. Offsets are code points of ``text``.

    Raises:
        TypeError: ``text`` is not a string.
        ModelFileError: A file of the model is missing or altered.
    """
    check_text(text)
    from newsclaims.pipeline import read  # here, so that `import newsclaims` is quick

    return read(text)


def parse_article(
    text: str | Document | WebPage,
    *,
    published: str | datetime.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Reads one article: who said what, and what it claims itself.

    Args:
        text: The article, a headline on the first line if it has one. Any string will do; an empty
            one gives an article with nothing in it. Or a document from `read_document`, or a page
            from `read_html`, whose own metadata stands where none is given here.
        published: When it was published; a date is kept in ISO 8601.
        publisher: Who published it.
        url: Where it stands.
        author: Who wrote it, and so, if it is one person, who "I" is outside quotations.

    Returns:
        The article with its claims, quotes, attributions and entities. Offsets are code points of
        the text.

    Raises:
        TypeError: ``text`` is neither a string nor a document nor a page, or what is said of it is
            no string.
        ModelFileError: A file of the model is missing or altered.
    """
    _check_article(text)
    fields = _metadata(text) | given_metadata(published, publisher, url, author)
    from newsclaims.pipeline import parse  # here, so that `import newsclaims` is quick

    bare = text.text if isinstance(text, WebPage) else text
    return replace(parse(bare, fields.get("author")), **fields)


def given_metadata(
    published: str | datetime.date | None,
    publisher: str | None,
    url: str | None,
    author: str | None,
) -> dict[str, Any]:
    """What a caller says of an article, as fields of it; what is None is left out.

    Raises:
        TypeError: One of them is no string.
    """
    if isinstance(published, datetime.date):
        published = published.isoformat()
    given = {"published": published, "publisher": publisher, "url": url, "author": author}
    for name, value in given.items():
        if not isinstance(value, (str, type(None))):
            raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    return {name: value for name, value in given.items() if value is not None}


def parse_articles(
    texts: Iterable[str | Document | WebPage], *, progress: bool = False
) -> Iterator[Article]:
    """Reads many articles; lazy, in order, and in memory that does not grow with their number.

    An article is read as it would be alone, whatever comes before or after it.

    Args:
        texts: The articles, or documents from `read_document`, or pages from `read_html`; taken as
            they are needed.
        progress: Show a progress bar on standard error.

    Yields:
        For each text exactly what `parse_article` returns.

    Raises:
        TypeError: ``texts`` is one article, or one of them is neither a string nor a document nor
            a page.
        ModelFileError: A file of the model is missing or altered.
    """
    if isinstance(texts, (str, bytes, Document, WebPage)):
        raise TypeError(
            "parse_articles() takes an iterable of articles, such as a list of str; "
            "for a single article call parse_article()"
        )
    return (parse_article(text) for text in (_with_progress(texts) if progress else texts))


def _with_progress(
    texts: Iterable[str | Document | WebPage],
) -> Iterable[str | Document | WebPage]:
    from tqdm import tqdm

    bar: Iterable[str | Document | WebPage] = tqdm(texts, unit=" articles")
    return bar


def _metadata(text: str | Document | WebPage) -> dict[str, Any]:
    """What a page says of itself, as fields of an article; a bare text says nothing."""
    if not isinstance(text, WebPage):
        return {}
    fields = ("title", "published", "publisher", "url", "author")
    return {name: value for name in fields if (value := getattr(text, name)) is not None}


def _check_article(text: object) -> None:
    if not isinstance(text, (Document, WebPage)):
        check_text(text)


def check_text(text: object) -> None:
    """Refuses what is no article.

    Raises:
        TypeError: It is no string.
    """
    if isinstance(text, (bytes, bytearray)):
        raise TypeError("an article must be a str, not bytes: pass text.decode('utf-8')")
    if not isinstance(text, str):
        raise TypeError(f"an article must be a str, not {type(text).__name__}: pass its text")
