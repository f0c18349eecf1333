"""Reads the files that are named on the command line, and says what is wrong with one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
from attrs import evolve

from newsclaims import Article, ModelFileError, WebPage, parse_articles, read_html
from newsclaims.results import LIKELIER_RIGHT

STANDARD_INPUT = "-"

_URL = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_START_LENGTH = 8192  # bytes that are looked at to see what a file is
_FORMATS = (
    (b"%PDF-", "a PDF file", "pdftotext {name} article.txt"),
    (
        b"PK\x03\x04",
        "a ZIP archive, as Word and OpenDocument files are",
        "pandoc --to plain -o article.txt {name}",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "soffice --convert-to txt {name}"),
    (b"{\\rtf", "an RTF file", "pandoc --to plain -o article.txt {name}"),
    (b"\x1f\x8b", "compressed with gzip", "gunzip {name}"),
)
"""How files start that are taken for texts by mistake, what they are, and what makes them text."""


class InputError(click.ClickException):
    """A file that cannot be done; the others still can."""


class Inputs:
    """The articles of some files, read one after the other as they are asked for.

    Iterating gives pairs of file name and article. A file that cannot be read is reported on
    standard error and left out.

    Attributes:
        failed: Whether something was wrong with a file so far.
    """

    def __init__(
        self,
        files: Iterable[str],
        given: Mapping[str, str | None] | None = None,
        minimum_confidence: float = LIKELIER_RIGHT,
    ) -> None:
        """Takes file names, the metadata of every article, and the least confidence of claims."""
        self.failed = False
        self._files = files
        self._given = {k: v for k, v in (given or {}).items() if v is not None}
        self._minimum_confidence = minimum_confidence
        self._names: list[str] = []

    def __iter__(self) -> Iterator[tuple[str, Article]]:
        try:
            least = self._minimum_confidence
            for article in parse_articles(self._pages(), minimum_confidence=least):
                yield self._names.pop(0), article
        except ModelFileError as error:
            raise click.ClickException(str(error)) from error

    def one(self) -> Article | None:
        """The article of the only file, or None if it cannot be read."""
        return next((article for _, article in self), None)

    def report(self, error: InputError) -> None:
        """Says on standard error what is wrong with a file."""
        self.failed = True
        error.show()

    def _pages(self) -> Iterator[WebPage]:
        for file in self._files:
            try:
                page = read_page(file)
            except InputError as error:
                self.report(error)
            else:
                self._names.append(click.format_filename(file))
                yield evolve(page, **self._given)


def read_page(file: str) -> WebPage:
    """The text of a file, with what a web page says of itself.

    Args:
        file: Path of a file, UTF-8 text or HTML, or "-" for standard input.

    Raises:
        InputError: The file cannot be read, with what to do about it.
    """
    name = click.format_filename(file)
    data = _read_bytes(file, name)
    if _HTML_NAME.search(file) or _HTML_START.match(data[:_START_LENGTH]):
        try:
            return read_html(data)
        except (ModuleNotFoundError, ValueError) as error:
            raise InputError(f"cannot read {name}: {error}") from error
    return WebPage(_decoded(data, name))


def _read_bytes(file: str, name: str) -> bytes:
    if file == STANDARD_INPUT:
        return _read_standard_input()
    if not file:
        raise InputError("the name of a file is empty.")
    if _URL.match(file):
        raise InputError(
            f"{name} is a URL, and nothing is fetched. "
            f"Save the page and give the file, for example: curl -o page.html '{name}'"
        )
    path = Path(file)
    try:
        if path.is_dir():
            raise InputError(f"cannot read {name}: it is a folder. Give its files: {name}/*.txt")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read {name}: {reason}") from error


def _read_standard_input() -> bytes:
    if sys.stdin is None:  # "<&-" in a shell
        raise InputError("cannot read standard input: it is closed")
    if sys.stdin.isatty():
        click.echo("Type or paste the article; end with Ctrl-D on a line of its own.", err=True)
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(f"cannot read standard input: {error.strerror or error}") from error


def _decoded(data: bytes, name: str) -> str:
    for start, what, command in _FORMATS:
        if data.startswith(start):
            raise InputError(
                f"{name} is {what}, not text. "
                f"Convert it first, for example: {command.format(name=name)}"
            )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            f"{name} is UTF-16, not UTF-8 text. "
            f"Convert it first, for example: iconv -f UTF-16 -t UTF-8 {name}"
        )
    if b"\0" in data[:_START_LENGTH]:
        raise InputError(f"{name} is not text: it holds zero bytes.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text (byte 0x{data[error.start]:02x} at offset {error.start}). "
            f"Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 {name}"
        ) from error
