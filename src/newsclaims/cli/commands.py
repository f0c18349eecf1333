"""The ``newsclaims`` command and its subcommands."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import get_completion_class

from newsclaims import Article, __version__, json_schema, speaker_chart
from newsclaims.cli.default_command import DefaultCommand, DefaultGroup
from newsclaims.cli.inputs import STANDARD_INPUT, InputError, Inputs
from newsclaims.cli.lexicon import property_lines, unknown_word, word_lines
from newsclaims.cli.outputs import Named, csv_lines, json_lines, standard_output, unwritable, write
from newsclaims.cli.table import explanation_lines, statement_lines, table_lines
from newsclaims.cli.wrapping import printable
from newsclaims.exchange.brat import ANNOTATION_CONF
from newsclaims.exchange.web_page_metadata import iso_8601
from newsclaims.results import LIKELIER_RIGHT
from newsclaims.words import UnknownPropertyError, having, known

WIDEST = 120
"""Columns; on wider terminals lines stay this long, so that they can be read."""

_FORMATS = ("json", "jsonl", "html", "csv", "explain")
_ONE_ARTICLE = {
    "json": "--json prints one article; for several files use --jsonl.",
    "html": "--html prints one page; run it for each file on its own.",
}

_Function = TypeVar("_Function", bound=Callable[..., Any])

_FILES = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True)
)
_FILE = click.argument("file", metavar="FILE", type=click.Path(allow_dash=True))
_OUTPUT = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    callback=lambda context, parameter, value: None if value == "-" else value,
    help="Write to FILE instead of standard output.",
)


def _metadata(function: _Function) -> _Function:
    """The options that say of the articles what their text does not."""
    options = {
        "--published": ("DATE", "When it was published, in ISO 8601, as 2020-01-14.", _iso_8601),
        "--publisher": ("NAME", "Who published it.", None),
        "--author": ("NAME", "Who wrote it, and so who “I” is in it.", None),
        "--url": ("URL", "Where it stands. Nothing is fetched from there.", None),
    }
    for name, (metavar, text, callback) in reversed(options.items()):
        function = click.option(name, metavar=metavar, help=text, callback=callback)(function)
    return function


_MINIMUM_CONFIDENCE = click.option(
    "--minimum-confidence",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=LIKELIER_RIGHT,
    show_default=True,
    help="Leave out claims with less confidence; 0 keeps all.",
)


def _iso_8601(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    date = iso_8601(value)
    if value is not None and date is None:
        raise click.BadParameter(f"{value!r} is no date in ISO 8601, as 2020-01-14")
    return date


@click.command("read", cls=DefaultCommand)
@_FILES
@click.option("--json", is_flag=True, help="Everything that was read, as JSON.")
@click.option("--jsonl", is_flag=True, help="The same, one article a line, after its file name.")
@click.option("--csv", is_flag=True, help="One claim a row, for spreadsheets.")
@click.option("--html", is_flag=True, help="A page to look at; see also the command show.")
@click.option("--explain", is_flag=True, help="What led to each claim, in words.")
@_OUTPUT
@_MINIMUM_CONFIDENCE
@_metadata
@click.pass_context
def read(
    context: click.Context,
    /,
    files: tuple[str, ...],
    output: str | None,
    minimum_confidence: float,
    published: str | None,
    publisher: str | None,
    author: str | None,
    url: str | None,
    **formats: bool,
) -> None:
    """Print who said what in the articles."""
    chosen = [name for name in _FORMATS if formats[name]]
    if len(chosen) > 1:
        raise click.UsageError(
            " and ".join(f"--{name}" for name in chosen) + " exclude each other."
        )
    form = chosen[0] if chosen else "table"
    if len(files) > 1 and form in _ONE_ARTICLE:
        raise click.UsageError(_ONE_ARTICLE[form])
    _keep_inputs(files, output)
    given = {"published": published, "publisher": publisher, "author": author, "url": url}
    articles = Inputs(files, given, minimum_confidence)
    if form in ("table", "explain"):
        lines = explanation_lines if form == "explain" else table_lines
        _print(_reports(articles, lines, _columns(output), with_names=len(files) > 1), output)
    else:
        write(_FORMATTED[form](articles), output)
    _exit(context, articles)


def _reports(
    articles: Named,
    lines: Callable[[Article, int | None], Iterator[str]],
    columns: int | None,
    with_names: bool,
) -> Iterator[str]:
    """The lines of each article, after the name of its file if there are several."""
    for i, (name, article) in enumerate(articles):
        if with_names:
            yield "\n" if i else ""
            yield click.style(f"== {printable(name)} ==", bold=True) + "\n\n"
        for line in lines(article, columns):
            yield line + "\n"


_FORMATTED: dict[str, Callable[[Named], Iterator[str]]] = {
    "json": lambda articles: (article.to_json() + "\n" for _, article in articles),
    "jsonl": json_lines,
    "csv": csv_lines,
    "html": lambda articles: (article.to_html() for _, article in articles),
}


def _columns(output: str | None) -> int | None:
    """Where lines are wrapped: at the edge of the terminal, and not at all in files and pipes."""
    if output is not None or sys.stdout is None:
        return None
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return None


def _print(lines: Iterable[str], output: str | None) -> None:
    """Prints lines for people: bold where a terminal shows it."""
    if output is not None:
        write(map(click.unstyle, lines), output)
        return
    # A console that cannot show a character gets a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    with standard_output():
        for line in lines:
            click.echo(line, nl=False, color=False if is_plain else None)


def _keep_inputs(files: Iterable[str], output: str | None) -> None:
    """Refuses to write over an article that is to be read."""
    if output is None or not os.path.exists(output):
        return
    for file in files:
        if os.path.exists(file) and os.path.samefile(file, output):
            raise click.UsageError(f"{click.format_filename(file)} is both read and written.")


def _exit(context: click.Context, articles: Inputs) -> None:
    if articles.failed:
        context.exit(1)


def _examples(*lines: str) -> str:
    """What stands below the help of a command, its lines as they are."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


@click.group(
    cls=DefaultGroup,
    default=read,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
        "newsclaims article.txt                    a table: speaker, cue, claim",
        "newsclaims page.html --json               everything, as JSON",
        "newsclaims articles/*.txt --csv -o claims.csv",
        "newsclaims articles/*.txt --jsonl | jq -r '.claims[].text'",
        "cat article.txt | newsclaims -            from standard input",
        "newsclaims show article.txt               the article, marked up, in the browser",
        "newsclaims chart articles/*.txt -o speakers.svg",
    )
    + """

\b
Exit codes:
  0  everything was read
  1  a file could not be read or written; the other files still were
  2  the command line is wrong
  130  interrupted with Ctrl-C""",
)
@click.version_option(__version__, prog_name="newsclaims")
def main() -> None:
    """Say who said what in news articles.

    FILE is an article: UTF-8 text, the headline on its first line if it has one, or a saved web
    page in HTML (needs pip install 'newsclaims[html]'), or "-" for standard input. A file that is
    called like a command is reached as ./show.

    The table is fitted to the terminal; in a file or a pipe each claim is on one line. Claims
    that are denied are marked [negative], those that the speaker is not sure of [probable],
    [possible] or [unknown]. Words in quotation marks are the speaker's own.

    In --csv an apostrophe stands before texts that a spreadsheet would run as a formula.
    """


@main.command(
    epilog=_examples(
        "newsclaims show article.txt",
        "newsclaims show page.html --output marked.html --no-open",
    )
)
@_FILE
@click.option("--open/--no-open", "opens", default=True, help="Whether to open the page.")
@click.option(
    "-o",
    "--output",
    metavar="PAGE",
    type=click.Path(),
    help="Where to write the page, and keep it.",
)
@_MINIMUM_CONFIDENCE
@_metadata
@click.pass_context
def show(
    context: click.Context,
    /,
    file: str,
    opens: bool,
    output: str | None,
    minimum_confidence: float,
    **given: str | None,
) -> None:
    """Open an article in the browser, marked up.

    The page is written to a temporary file, whose name is printed, or to PAGE. A browser that may
    not read temporary files can read PAGE.
    """
    _keep_inputs([file], output)
    articles = Inputs([file], given, minimum_confidence)
    article = articles.one()
    if article is None:
        context.exit(1)
    page = output or _temporary(f"newsclaims-{Path(file).stem}-")
    write([article.to_html()], page)
    click.echo(click.format_filename(page))
    if opens and not webbrowser.open(Path(page).resolve().as_uri()):
        click.echo("No browser was found; open the page in one yourself.", err=True)


def _temporary(prefix: str) -> str:
    try:
        with tempfile.NamedTemporaryFile(prefix=prefix, suffix=".html", delete=False) as stream:
            return stream.name
    except OSError as error:
        raise unwritable(tempfile.gettempdir(), error) from error


@main.command(
    epilog=_examples(
        "newsclaims chart article.txt --output speakers.svg",
        "newsclaims chart articles/*.txt --limit 10 > speakers.svg",
    )
)
@_FILES
@click.option("--title", metavar="TEXT", help="A heading.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="The most speakers shown.",
)
@_OUTPUT
@click.pass_context
def chart(
    context: click.Context,
    /,
    files: tuple[str, ...],
    title: str | None,
    limit: int,
    output: str | None,
) -> None:
    """Draw who says how much, in all the articles together, as SVG."""
    _keep_inputs(files, output)
    articles = Inputs(files)
    found = (article for _, article in articles)
    first = next(found, None)
    if first is not None:
        svg = speaker_chart(chain([first], found), title=title, limit=limit)
        write([svg + "\n"], output)
    _exit(context, articles)


@main.command(
    epilog=_examples(
        "newsclaims brat articles/*.txt --output annotations",
    )
)
@_FILES
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    type=click.Path(file_okay=False),
    help="Where to write; made if it is not there.",
)
@click.option("--overwrite", is_flag=True, help="Write over annotations that are there already.")
@click.pass_context
def brat(context: click.Context, /, files: tuple[str, ...], output: str, overwrite: bool) -> None:
    """Write attributions as brat standoff, to correct them by hand.

    FOLDER gets a .txt and an .ann file for each article, and the configuration for brat. What is
    corrected there can be read with newsclaims.read_brat, and trained on.
    """
    articles = Inputs(files)
    folder = Path(output)
    taken: set[str] = set()
    for name, article in articles:
        stem = _unused("article" if name == STANDARD_INPUT else Path(name).stem, taken)
        if (folder / f"{stem}.ann").exists() and not overwrite:
            path = click.format_filename(folder / f"{stem}.ann")
            articles.report(
                InputError(
                    f"{path} is there already, and may hold corrections. "
                    "Name another folder, or give --overwrite."
                )
            )
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{stem}.txt").write_bytes(article.text.encode("utf-8"))
            (folder / f"{stem}.ann").write_bytes(article.to_brat().encode("utf-8"))
            if not (folder / "annotation.conf").exists():
                (folder / "annotation.conf").write_bytes(ANNOTATION_CONF.encode("utf-8"))
        except OSError as error:
            raise unwritable(folder, error) from error
    _exit(context, articles)


def _unused(stem: str, taken: set[str]) -> str:
    """The name, with a number after it if another article of this run has it."""
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 2)))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


@main.command(
    epilog=_examples(
        "newsclaims words promise",
        "newsclaims words minister 'point out'",
        "newsclaims words --property never-passive",
        "newsclaims words --property kind=document",
    )
)
@click.argument("words", metavar="[WORD...]", nargs=-1)
@click.option("--property", "name", metavar="NAME", help="List the words with this property.")
@click.pass_context
def words(context: click.Context, /, words: tuple[str, ...], name: str | None) -> None:
    """Print what is known of single words, and where that comes from.

    For each WORD, or phrase in quotation marks, its properties in the lexicon, which the rules look
    up. It stands there in its base form: promise, not promised.
    """
    if bool(words) == (name is not None):
        raise click.UsageError("Give one word or more, or --property with a name.")
    if name is not None:
        try:
            having(*name.split("=", 1))
        except UnknownPropertyError as error:
            raise click.BadParameter(str(error), param_hint="--property") from error
        _print((line + "\n" for line in property_lines(name, _columns(None))), None)
    unknown = [word for word in words if not known(word)]
    for i, word in enumerate(word for word in words if word not in unknown):
        blank = ["\n"] if i else []
        _print(chain(blank, (line + "\n" for line in word_lines(word, _columns(None)))), None)
    for word in unknown:
        click.echo(f"Error: {unknown_word(word)}", err=True)
    if unknown:
        context.exit(1)


@main.command(
    epilog=_examples(
        'newsclaims explain article.txt "The Labour leader"',
        'newsclaims explain article.txt "asked for until" "the firm"',
    )
)
@_FILE
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@_OUTPUT
@_metadata
@click.pass_context
def explain(
    context: click.Context,
    /,
    file: str,
    words: tuple[str, ...],
    output: str | None,
    **given: str | None,
) -> None:
    """Say why some words led to a result, or to none.

    WORDS are a few words of the article as printed, in quotation marks if they are several. For
    each place where they stand: what was read there, what was considered, which rule decided, in
    which file of the library, and the results that the words are part of. For every claim there is
    newsclaims FILE --explain.
    """
    _keep_inputs([file], output)
    article = Inputs([file], given).one()
    if article is None:
        context.exit(1)
    _print(_explained(article, words, _columns(output)), output)


def _explained(article: Article, words: Iterable[str], columns: int | None) -> Iterator[str]:
    for number, wanted in enumerate(words):
        try:
            explanation = article.explain(wanted)
        except ValueError as error:
            raise InputError(f"{error}.") from error
        if number:
            yield "\n"
        for line in statement_lines(explanation, columns):
            yield line + "\n"


@main.command(
    epilog=_examples(
        "newsclaims schema --output article.schema.json",
    )
)
@_OUTPUT
def schema(output: str | None) -> None:
    """Print the JSON Schema of what --json prints."""
    write([json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"], output)


@main.command(
    epilog=_examples(
        'eval "$(newsclaims completion bash)"            # in ~/.bashrc',
        'eval "$(newsclaims completion zsh)"             # in ~/.zshrc',
        "newsclaims completion fish > ~/.config/fish/completions/newsclaims.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that completes commands, options and files."""
    kind = get_completion_class(shell)
    assert kind is not None  # click knows these three
    click.echo(kind(main, {}, "newsclaims", "_NEWSCLAIMS_COMPLETE").source())
