"""Reads the article out of a web page, with trafilatura; nothing is fetched."""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from newsclaims.exchange.web_page_blocks import (
    is_pointer,
    mark_block_quotations,
    on_one_line,
    short_paragraphs,
)
from newsclaims.exchange.web_page_metadata import iso_8601, one_line, read_metadata
from newsclaims.extras import require


@frozen(slots=True)
class WebPage:
    """The article of a web page, and what the page says of it.

    Attributes:
        text: The headline on the first line, then the paragraphs, separated by blank lines. The
            offsets of what is read from it refer to this text.
        title: The headline, or None.
        author: Who wrote it, or None; several as "A, B".
        published: When it was published, in ISO 8601, with the time if the page gives it, or None.
        publisher: Who published it, or None.
        url: Where it stands, or None.
    """

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day on which it was published, or None."""
        try:
            return datetime.date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None


def read_html(html: str | bytes, *, url: str | None = None) -> WebPage:
    """Finds the article in a saved web page: its text, and what the page says of it.

    Text is found with trafilatura (Barbaresi, 2021, https://aclanthology.org/2021.acl-demo.15).
    Title, author, date and publisher come from JSON-LD, Open Graph, meta elements and the like.
    Nothing is fetched, and no script is run.

    Args:
        html: The page. The encoding of bytes is found as a browser does, from a byte order mark or
            the page's own declaration; without either they are UTF-8, or else Windows-1252.
        url: Where it stands; if None, what the page says.

    Returns:
        The page, for `parse_article`. Captions, navigation, adverts and comments are left out, as
        far as they can be told; so are tags, and nothing is marked up in the text.

    Raises:
        TypeError: ``html`` is neither str nor bytes.
        ValueError: No article was found in it.
        ModuleNotFoundError: trafilatura is not installed (``pip install 'newsclaims[html]'``).
    """
    if not isinstance(html, (str, bytes, bytearray)):
        raise TypeError(f"a page must be str or bytes, not {type(html).__name__}")
    trafilatura = require("trafilatura", "html")
    tree = _parsed(html if isinstance(html, str) else _decoded(bytes(html)))
    if tree is None:
        raise ValueError("no article was found in this page: it is empty")
    metadata = read_metadata(tree)
    headlines = metadata.headlines()
    # Dates that only stand in the text are as likely to be those of something else.
    fallback = trafilatura.extract_metadata(tree, extensive=False)
    title = next(iter(headlines), None) or one_line(fallback.title)
    known = {_folded(headline) for headline in (*headlines, title) if headline}
    _drop_next_articles(tree, known)
    _prepare(tree)
    paragraphs = list(_paragraphs(trafilatura, tree))
    if len(paragraphs) < 2:  # perhaps a page that a script fills, or one of a few lines
        paragraphs = metadata.paragraphs() or max(paragraphs, short_paragraphs(tree), key=len)
    # The headline is printed once; further down its words are part of the text.
    paragraphs = [p for i, p in enumerate(paragraphs) if i > 2 or _folded(p) not in known]
    if not paragraphs:
        raise ValueError("no article was found in this page: there are no paragraphs of text")
    return WebPage(
        text="\n\n".join([title, *paragraphs] if title else paragraphs),
        title=title,
        author=metadata.author() or _people(fallback.author),
        published=metadata.published() or iso_8601(fallback.date),
        publisher=metadata.publisher(),
        url=url or metadata.url(),
    )


# --- From bytes to a tree ------------------------------------------------------------------------

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_DECLARED_WITHIN = 4096  # bytes
# Browsers read these as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_LATIN_1 = frozenset(["ascii", "iso8859-1"])
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

# Controls that nobody means; browsers take the references to them for Windows-1252, too:
# https://html.spec.whatwg.org/#numeric-character-reference-end-state
_C1_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_C1_REFERENCE = re.compile(r"&#(1(?:2[89]|[345]\d));")


def _decoded(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")  # hardly anything else is valid UTF-8, whatever it says
    except UnicodeDecodeError:
        pass
    declared = _DECLARATION.search(data[:_DECLARED_WITHIN])
    try:
        encoding = codecs.lookup(declared[1].decode("ascii")).name if declared else "cp1252"
        if encoding in _LATIN_1:
            encoding = "cp1252"
        elif encoding.startswith("utf-"):  # in UTF-16 its declaration could not be read as ASCII
            encoding = "utf-8"
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return data.decode("cp1252", "replace")


def _parsed(page: str) -> Any:
    """The tree of the page, or None if there is nothing in it."""
    lxml_html = require("lxml.html", "html")
    etree = require("lxml.etree", "html")
    page = _C1_REFERENCE.sub(lambda match: _C1_CONTROLS[int(match[1])], page)
    data = _NOT_IN_XML.sub("", page.translate(_C1_CONTROLS)).encode("utf-8")
    try:
        return lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


# --- Text ----------------------------------------------------------------------------------------

_LEFT_OUT = (
    "//figure//figcaption | //nav | //form | //button | //template | //iframe"
    " | //*[@hidden] | //*[@role='navigation' or @role='dialog' or @role='alertdialog']"
    " | //*[contains(@class, 'pullquote') or contains(@class, 'pull-quote')]"
    " | //*[contains(@class, 'photo-credit') or contains(@class, 'image-credit')]"
    " | //*[@class='credit' or @class='credits']"
)
_BLOCKS = frozenset("p head quote item list row cell table lb ab div fw code body".split())


def _prepare(tree: Any) -> None:
    """Leaves out what is no text, and writes quotation marks where the page only shows them."""
    for element in tree.xpath(_LEFT_OUT):
        element.drop_tree()
    _mark_quotations(tree)
    mark_block_quotations(tree)
    _unwrap_layout_tables(tree)


def _paragraphs(trafilatura: Any, tree: Any) -> Iterator[str]:
    """The paragraphs of the article, each on one line."""
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    if found is None:
        return
    for text in _block_texts(found.body):
        paragraph = on_one_line(text)
        if paragraph and not is_pointer(paragraph):
            yield paragraph


def _drop_next_articles(tree: Any, headlines: set[str]) -> None:
    """Drops the articles that follow on a page that goes on without end."""
    articles = tree.xpath("//article[.//h1][not(ancestor::article)]")
    if articles and _folded(articles[0].xpath("string(.//h1)")) in headlines:
        for article in articles[1:]:
            article.drop_tree()


def _mark_quotations(tree: Any) -> None:
    """Writes the quotation marks that browsers put around ``q`` elements."""
    for element in list(tree.iter("q")):
        depth = sum(1 for _ in element.iterancestors("q"))
        opening, closing = "“”" if depth % 2 == 0 else "‘’"
        element.text = opening + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing
    require("lxml.etree", "html").strip_tags(tree, "q")


def _unwrap_layout_tables(tree: Any) -> None:
    """Makes plain blocks of tables that hold running text, as pages once were laid out."""
    text = "count(.//p) > 1 or string-length(normalize-space()) > 300"
    parts = ". | tbody | tr | tbody/tr | tr/td | tbody/tr/td"
    for table in tree.xpath(f"//table[(tr | tbody/tr)/td[{text}]]"):
        for element in table.xpath(parts):
            element.tag = "div"


def _block_texts(body: Any) -> Iterator[str]:
    """The text between the borders of blocks; trafilatura's elements are those of TEI."""
    pieces: list[str] = []
    events = require("lxml.etree", "html").iterwalk(body, events=("start", "end"))
    for event, element in events:
        if element.tag in _BLOCKS:
            yield "".join(pieces)
            pieces = []
        if event == "start":
            pieces.append(element.text or "")
        elif element is not body:
            pieces.append(element.tail or "")
    yield "".join(pieces)


_PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,4}")


def _people(names: str | None) -> str | None:
    """Names that trafilatura found in a byline, or None if they do not look like names."""
    found = (names or "").split("; ")
    return ", ".join(found) if all(map(_PERSON.fullmatch, found)) else None


def _folded(text: str) -> str:
    """Only the words, to compare headlines."""
    return " ".join(re.findall(r"\w+", text.casefold()))
