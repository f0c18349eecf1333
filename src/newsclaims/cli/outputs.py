"""Writes articles in the formats of the command line, piece by piece as they are read."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from newsclaims import Article
from newsclaims.tables import COLUMNS

Named = Iterable[tuple[str, Article]]
"""Pairs of file name and article."""

_FORMULA_STARTS = tuple("=+-@\t\r")


def write(pieces: Iterable[str], output: str | None) -> None:
    """Writes text in UTF-8 to a file, or to standard output where none is named.

    The file is opened when there is something to write, so that a mistake in the name of an input
    does not empty the output of an earlier run.

    Raises:
        click.ClickException: The file cannot be written.
    """
    if output is None:
        with standard_output():
            for piece in pieces:
                sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        return
    pieces = iter(pieces)
    first = next(pieces, None)
    if first is None:
        return
    try:
        with open(output, "w", encoding="utf-8", errors="replace", newline="") as stream:
            stream.write(first)
            stream.writelines(pieces)
    except OSError as error:
        raise unwritable(output, error) from error


@contextmanager
def standard_output() -> Iterator[None]:
    """Within it a standard output that cannot be written, as on a full disk, is a clear error.

    A reader that went away (`BrokenPipeError`) is none, and is left to click.

    Raises:
        click.ClickException: Standard output cannot be written.
    """
    if sys.stdout is None:  # ">&-" in a shell
        raise click.ClickException("cannot write standard output: it is closed")
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable("standard output", error) from error


def unwritable(path: str | Path, error: OSError) -> click.ClickException:
    """The message for a file that cannot be written."""
    name = click.format_filename(path)
    return click.ClickException(f"cannot write {name}: {error.strerror or error}")


def json_lines(articles: Named) -> Iterator[str]:
    """One article a line: what ``--json`` prints, after the name of the file."""
    for name, article in articles:
        yield json.dumps({"file": name, **article.to_dict(encode_json=True)}) + "\n"


def csv_lines(articles: Named) -> Iterator[str]:
    """One claim a row, after the name of the file; the names of the columns come first."""
    header = ["file", *COLUMNS]
    for name, article in articles:
        rows = [[name, *row.values()] for row in article.to_rows()]
        yield _csv([header, *rows] if header else rows)
        header = []


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe, as OWASP advises.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    if isinstance(value, str) and len(value) > 1 and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
