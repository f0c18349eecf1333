"""The main calls: check what comes in, read it, and give articles.

What reads is imported when it is called, so that ``import newsclaims`` is quick.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from newsclaims.article import Article
from newsclaims.exchange.web_page import WebPage
from newsclaims.results import LIKELIER_RIGHT, ArticleResults
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
    _check_text(text)
    from newsclaims.pipeline import read

    return read(text)


def parse_article(
    text: str | Document | WebPage,
    *,
    published: str | datetime.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    author: str | None = None,
    minimum_confidence: float = LIKELIER_RIGHT,
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
        minimum_confidence: Claims with less confidence are left out, 0 to 1. Those below the
            default are likelier wrong than right; 0 keeps all. Attributions, quotes and entities
            are the same whatever it is.

    Returns:
        The article with its claims, quotes, attributions and entities. Offsets are code points of
        the text.

    Raises:
        TypeError: ``text`` is neither a string nor a document nor a page, or what is said of it is
            no string, or the ``minimum_confidence`` no number.
        ValueError: The ``minimum_confidence`` is not between 0 and 1.
        ModelFileError: A file of the model is missing or altered.
    """
    _check_article(text)
    check_minimum_confidence(minimum_confidence)
    metadata = _metadata(text) | _given_metadata(published, publisher, url, author)
    from newsclaims.pipeline import parse

    bare = text.text if isinstance(text, WebPage) else text
    return _article(parse(bare, metadata.get("author"), minimum_confidence), metadata)


def parse_articles(
    texts: Iterable[str | Document | WebPage],
    *,
    progress: bool = False,
    minimum_confidence: float = LIKELIER_RIGHT,
) -> Iterator[Article]:
    """Reads many articles; lazy, in order, and in memory that does not grow with their number.

    An article is read as it would be alone, whatever comes before or after it.

    Args:
        texts: The articles, or documents from `read_document`, or pages from `read_html`; taken as
            they are needed.
        progress: Show a progress bar on standard error.
        minimum_confidence: As for `parse_article`.

    Yields:
        For each text exactly what `parse_article` returns.

    Raises:
        TypeError: ``texts`` is one article, or one of them is neither a string nor a document nor
            a page, or the ``minimum_confidence`` is no number.
        ValueError: The ``minimum_confidence`` is not between 0 and 1.
        ModelFileError: A file of the model is missing or altered.
    """
    if isinstance(texts, (str, bytes, Document, WebPage)):
        raise TypeError(
            "parse_articles() takes an iterable of articles, such as a list of str; "
            "for a single article call parse_article()"
        )
    check_minimum_confidence(minimum_confidence)
    return (
        parse_article(text, minimum_confidence=minimum_confidence)
        for text in (_with_progress(texts) if progress else texts)
    )


def read_brat(
    text: str,
    annotations: str,
    *,
    published: str | datetime.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    author: str | None = None,
    minimum_confidence: float = LIKELIER_RIGHT,
) -> Article:
    """Reads an article with attributions that were annotated, or corrected, in brat.

    The attributions are those of the annotations, with the offsets given there; speakers, entities,
    quotes and claims are made from them as `parse_article` makes them from its own. The format is
    that of https://brat.nlplab.org/standoff.html, as `Article.to_brat` writes it: events, or binary
    relations to a cue, of ``Source``, ``Cue`` and ``Content``.

    * Fragments of one annotation with only line breaks between them are one stretch, since brat
      cuts there. Stretches of content that overlap are one too.
    * Source and cue are one stretch each. Several are taken from the first to the last, as long as
      no other part of the attribution and no line break stands between; else the first counts.
    * An attribution without content attributes nothing and is left out.
    * The type is that of the attribute ``Type``; without it, it is found as for any other.
    * The parent is the attribution with the shortest content that holds cue and content.
    * The confidence is 1.0, as a person answers for them.

    Args:
        text: The text of the ``.txt`` file, with its line breaks unchanged (``newline=""``).
        annotations: The text of the ``.ann`` file.
        published: When it was published; a date is kept in ISO 8601.
        publisher: Who published it.
        url: Where it stands.
        author: Who wrote it, and so, if it is one person, who "I" is outside quotations.
        minimum_confidence: As for `parse_article`.

    Returns:
        The article; its attributions are in order of their first span.

    Raises:
        TypeError: ``text`` or ``annotations`` is no string, or what is said of the article is none,
            or the ``minimum_confidence`` no number.
        ValueError: A line of the annotations is not brat standoff, or does not fit the text; the
            message gives its number. Or the ``minimum_confidence`` is not between 0 and 1.
        ModelFileError: A file of the model is missing or altered.
    """
    _check_text(text)
    if not isinstance(annotations, str):
        raise TypeError(f"annotations must be a str, not {type(annotations).__name__}")
    check_minimum_confidence(minimum_confidence)
    metadata = _given_metadata(published, publisher, url, author)
    from newsclaims.exchange.brat_reader import as_attributions, read_annotations
    from newsclaims.pipeline import assemble, read

    annotated = read_annotations(text, annotations)
    document = read(text)
    assert document.reading is not None
    given = as_attributions(document, annotated)
    results = assemble(document, document.reading, author, given, minimum_confidence)
    return _article(results, metadata)


def _article(results: ArticleResults, metadata: dict[str, Any]) -> Article:
    """The article as users have it, with what was said of it."""
    return Article(**{**vars(results), **metadata})


def _given_metadata(
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
        _check_text(text)


def check_minimum_confidence(value: object) -> None:
    """Refuses what is no probability.

    Raises:
        TypeError: It is no number.
        ValueError: It is not between 0 and 1.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"minimum_confidence must be a number, not {type(value).__name__}")
    if not 0 <= value <= 1:
        raise ValueError(f"minimum_confidence must be between 0 and 1, not {value}")


def _check_text(text: object) -> None:
    """Refuses what is no article.

    Raises:
        TypeError: It is no string.
    """
    if isinstance(text, (bytes, bytearray)):
        raise TypeError("an article must be a str, not bytes: pass text.decode('utf-8')")
    if not isinstance(text, str):
        raise TypeError(f"an article must be a str, not {type(text).__name__}: pass its text")
