"""The main calls: check what comes in, and read it in batches."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsclaims.document import Document
from newsclaims.results import Article

_BATCH_ARTICLES = 32
_BATCH_CHARACTERS = 60_000  # so that long articles do not pile up in memory


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
    _check(text)
    from newsclaims.pipeline import read  # here, so that `import newsclaims` is quick

    return read([text])[0]


def parse_article(
    text: str | Document,
    *,
    published: str | datetime.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> Article:
    """Reads one article: who said what, and what it claims itself.

    Args:
        text: The article, a headline on the first line if it has one. Any string will do; an empty
            one gives an article with nothing in it. Or a document from `read_document`.
        published: When it was published; a date is kept in ISO 8601.
        publisher: Who published it.
        url: Where it stands.
        author: Who wrote it, and so who "I" is outside quotations.

    Returns:
        The article with its claims, quotes, attributions and entities. Offsets are code points of
        the text.

    Raises:
        TypeError: ``text`` is neither a string nor a document.
        ModelFileError: A file of the model is missing or altered.
    """
    _check_article(text)
    if isinstance(published, datetime.date):
        published = published.isoformat()
    article = next(_parse([text], author))
    return replace(article, published=published, publisher=publisher, url=url, author=author)


def parse_articles(texts: Iterable[str | Document], *, progress: bool = False) -> Iterator[Article]:
    """Reads many articles; lazy, in order, and in memory that does not grow with their number.

    The encoder reads the articles of a batch together, which is faster than one by one.

    Args:
        texts: The articles, or documents from `read_document`; taken as they are needed.
        progress: Show a progress bar on standard error.

    Yields:
        For each text what `parse_article` returns.

    Raises:
        TypeError: ``texts`` is one article, or one of them is neither a string nor a document.
        ModelFileError: A file of the model is missing or altered.
    """
    if isinstance(texts, (str, bytes, Document)):
        raise TypeError(
            "parse_articles() takes an iterable of articles, such as a list of str; "
            "for a single article call parse_article()"
        )
    return _parse_in_batches(_with_progress(texts) if progress else texts)


def _with_progress(texts: Iterable[str | Document]) -> Iterable[str | Document]:
    from tqdm import tqdm

    bar: Iterable[str | Document] = tqdm(texts, unit=" articles")
    return bar


def _parse_in_batches(texts: Iterable[str | Document]) -> Iterator[Article]:
    batch: list[str | Document] = []
    size = 0
    for text in texts:
        try:
            _check_article(text)
        except TypeError:
            yield from _parse(batch)  # what came before is not lost
            raise
        batch.append(text)
        size += len(text if isinstance(text, str) else text.text)
        if len(batch) >= _BATCH_ARTICLES or size >= _BATCH_CHARACTERS:
            yield from _parse(batch)
            batch, size = [], 0
    yield from _parse(batch)


def _check_article(text: object) -> None:
    if not isinstance(text, Document):
        _check(text)


def _check(text: object) -> None:
    if isinstance(text, (bytes, bytearray)):
        raise TypeError("an article must be a str, not bytes: pass text.decode('utf-8')")
    if not isinstance(text, str):
        raise TypeError(f"an article must be a str, not {type(text).__name__}: pass its text")


def _parse(texts: Sequence[str | Document], author: str | None = None) -> Iterator[Article]:
    from newsclaims.pipeline import parse  # here, so that `import newsclaims` is quick

    return parse(texts, author)
