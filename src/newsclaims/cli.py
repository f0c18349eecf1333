"""The ``newsclaims`` command: who said what in one article, as a table or as JSON."""

from __future__ import annotations

import io
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsclaims import __version__

if TYPE_CHECKING:
    from newsclaims import Article, Attribution, Claim

WIDEST = 120
SPEAKER_WIDTH = 28
CUE_WIDTH = 16
GAP = "  "

NOTABLE = frozenset({"negative", "probable", "possible", "unknown"})
"""What is said of a claim only where it is not the rule (positive, certain)."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print everything that was read, as JSON.")
@click.option("--explain", is_flag=True, help="Print for each claim what led to it.")
@click.version_option(__version__, prog_name="newsclaims")
def main(file: Path, as_json: bool, explain: bool) -> None:
    """Print who said what in the news article FILE (UTF-8 text), or in standard input for "-"."""
    if as_json and explain:
        raise click.UsageError("--json and --explain exclude each other.")
    text = _read(file)
    # Imported late, so that --help and mistakes in the arguments answer at once.
    from newsclaims import ModelFileError, parse_article

    try:
        article = parse_article(text)
    except ModelFileError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(article.to_json())
        return
    # A console that cannot show a character gets a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST)
    for line in _explanations(article, width) if explain else _report(article, width):
        click.echo(line)


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"cannot read {file}: {error.strerror or error}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{file} is not UTF-8 text (byte 0x{data[error.start]:02x} at offset {error.start}). "
            f"Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 {file}"
        ) from error


def _report(article: Article, width: int) -> Iterator[str]:
    if article.title is not None:
        yield _printable(article.title)
        yield ""
    if article.attributions:
        yield "Who said what"
        yield from _table(article.attributions, width)
    else:
        yield "Nobody is reported to have said anything."
    if article.claims:
        yield ""
        yield "Claims"
        for claim in article.claims:
            yield from textwrap.wrap(
                _claim(claim), width, initial_indent="- ", subsequent_indent="  "
            )


def _explanations(article: Article, width: int) -> Iterator[str]:
    for claim in article.claims:
        for statement in article.explain(claim).split("\n"):
            yield from textwrap.wrap(_printable(statement), width, subsequent_indent="  ")
        yield ""


def _claim(claim: Claim) -> str:
    notes = [note for note in (claim.polarity, claim.certainty) if note in NOTABLE]
    return _printable(str(claim)) + (f" [{', '.join(notes)}]" if notes else "")


def _table(attributions: Iterable[Attribution], width: int) -> Iterator[str]:
    """Rows of speaker, cue and content, each cell wrapped to its column."""
    rows = [("SPEAKER", "CUE", "CONTENT")]
    for attribution in attributions:
        rows.append(
            (
                str(attribution.speaker or attribution.source or "(nobody named)"),
                str(attribution.cue or ""),
                " … ".join(map(str, attribution.content)),
            )
        )
    speaker = min(SPEAKER_WIDTH, max(len(row[0]) for row in rows))
    cue = min(CUE_WIDTH, max(len(row[1]) for row in rows))
    widths = (speaker, cue, max(20, width - speaker - cue - 2 * len(GAP)))
    for row in rows:
        cells = [
            textwrap.wrap(_printable(cell), columns, break_on_hyphens=False) or [""]
            for cell, columns in zip(row, widths, strict=True)
        ]
        for i in range(max(map(len, cells))):
            line = GAP.join(
                (cell[i] if i < len(cell) else "").ljust(columns)
                for cell, columns in zip(cells, widths, strict=True)
            )
            yield line.rstrip()


def _printable(text: str) -> str:
    """The text on one line, without characters that would steer a terminal."""
    line = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in line)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")
