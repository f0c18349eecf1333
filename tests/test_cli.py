"""The command: what it prints, and what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import webbrowser

import pytest
from click.testing import CliRunner, Result

from newsclaims import Article, examples, json_schema, parse_article, read_brat
from newsclaims.cli import main
from newsclaims.cli.outputs import csv_lines
from newsclaims.cli.wrapping import printable, width, wrap
from newsclaims.tables import COLUMNS

PAGE = pathlib.Path(__file__).parent / "data" / "web_page" / "json_ld_graph.html"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "newsclaims", *arguments], input=stdin, capture_output=True
    )


def invoke(*arguments: str, stdin: bytes = b"", **environment: str) -> Result:
    """As `run`, but within this process, which has loaded the model already."""
    return CliRunner().invoke(
        main,
        arguments,
        input=stdin,
        env={"COLUMNS": None, **environment},
        prog_name="newsclaims",
    )


@pytest.fixture
def libya(tmp_path: pathlib.Path) -> str:
    path = tmp_path / "libya.txt"
    path.write_bytes(examples.libya().encode("utf-8"))
    return str(path)


@pytest.fixture
def rain(tmp_path: pathlib.Path) -> str:
    path = tmp_path / "rain.txt"
    path.write_bytes("“Rain fell,” Anna Berg said.".encode())
    return str(path)


def test_prints_who_said_what(libya: str) -> None:
    done = run(libya)
    printed = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "Sergei Lavrov" in printed
    assert "In the article's own voice" in printed
    assert "\x1b" not in printed


# --- The table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_table_fits_the_terminal(libya: str, columns: int) -> None:
    printed = invoke(libya, COLUMNS=str(columns)).output
    assert max(map(width, printed.splitlines())) <= columns
    assert "Sergei Lavrov" in " ".join(printed.split())


def test_table_notes_what_is_denied_or_uncertain(libya: str) -> None:
    printed = invoke(libya, "--minimum-confidence", "0").output
    assert "Haftar will not sign the ceasefire proposal [negative]" in printed
    assert "a ceasefire in Libya becomes permanent [unknown]" in printed
    assert "Fayez al-Serraj signed the ceasefire agreement\n" in printed


def test_words_of_the_speaker_are_in_quotation_marks(libya: str) -> None:
    printed = invoke(libya, "--minimum-confidence", "0").output
    assert "“Today we can report progress was made”\n" in printed


def test_claims_below_the_minimum_are_left_out(libya: str) -> None:
    every = invoke(libya, "--csv", "--minimum-confidence", "0").output
    assert len(every) > len(invoke(libya, "--csv").output)
    assert (
        invoke(libya, "--csv", "--minimum-confidence", "0.5").output
        == invoke(libya, "--csv").output
    )
    assert invoke(libya, "--minimum-confidence", "1.5").exit_code == 2


def test_in_a_pipe_all_that_is_said_is_on_a_line_with_its_speaker(libya: str) -> None:
    table = invoke(libya, "--minimum-confidence", "0").output.split("\n\n")[1].splitlines()
    article = parse_article(examples.libya(), minimum_confidence=0)
    claims = [claim for claim in article.claims if claim.attribution]
    told = {claim.attribution.id for claim in claims if claim.attribution}
    # What the article only tells of is there too: "Turkey backs his rival".
    said = [*claims, *(a for a in article.attributions if a.id not in told)]
    assert len(table) == 1 + len(said)
    cells = [line.split("  ", 1)[0] for line in table]
    assert cells[0] == "SPEAKER"
    assert sorted(cells[1:]) == sorted(str(one.speaker) for one in said)


def test_speaker_is_introduced_once_on_a_terminal(libya: str) -> None:
    printed = " ".join(invoke(libya, COLUMNS="200").output.split())
    assert printed.count("Sergei Lavrov, Russian") == 1
    assert "Fayez al-Serraj (according" in printed


def test_anonymous_speaker_is_marked() -> None:
    text = "A person familiar with the matter said the mine would close."
    assert "(anonymous)" in invoke("-", stdin=text.encode(), COLUMNS="100").output


def test_empty_article() -> None:
    done = run("-")
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").strip() == "Nobody is reported to have said anything."


def test_terminal_is_not_steered() -> None:
    done = run("-", stdin="“Hello \x1b[31m\u202eworld,” Anna Berg said.".encode())
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert "\u202e".encode() not in done.stdout


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("rain fell on the town", 10, ["rain fell", "on the", "town"]),
        ("rainfall", 4, ["rain", "fall"]),
        ("日本の首相は", 4, ["日本", "の首", "相は"]),
        ("cafe\u0301 cafe\u0301", 9, ["cafe\u0301 cafe\u0301"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("rain fell", None, ["rain fell"]),
    ],
)
def test_wraps_by_columns(text: str, columns: int | None, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


def test_wraps_with_an_indent() -> None:
    assert wrap("rain fell on the town", 11, indent="  ") == ["rain fell", "  on the", "  town"]


def test_printable_is_one_line() -> None:
    assert printable("a\r\n\tb\x07\ud800\u2028c") == "a b�� c"


# --- Formats --------------------------------------------------------------------------------------


def test_json_is_the_article(libya: str) -> None:
    done = run(libya, "--json")
    assert done.returncode == 0
    assert Article.from_json(done.stdout.decode("utf-8")) == parse_article(examples.libya())


def test_jsonl_is_one_article_a_line(libya: str, rain: str) -> None:
    lines = invoke(libya, rain, "--jsonl").output.splitlines()
    assert [json.loads(line)["file"] for line in lines] == [libya, rain]
    assert json.loads(lines[0])["text"] == examples.libya()


def test_jsonl_is_what_json_prints_after_the_file(rain: str) -> None:
    printed = invoke(rain, "--jsonl").output
    data = json.loads(printed)
    assert next(iter(data)) == "file"
    assert data.pop("file") == rain
    assert data == json.loads(invoke(rain, "--json").output)
    assert Article.from_dict(data).text == "“Rain fell,” Anna Berg said."


def test_csv_is_one_claim_a_row(libya: str, rain: str) -> None:
    printed = invoke(libya, rain, "--csv").output
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert list(rows[0]) == ["file", *COLUMNS]
    assert printed.count("speaker_role") == 1
    assert [row["claim"] for row in rows if row["file"] == libya] == [
        str(claim) for claim in parse_article(examples.libya()).claims
    ]
    assert rows[-1]["file"] == rain


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_csv_has_no_formulas(start: str) -> None:
    article = parse_article("Rain fell.", publisher=f'{start}HYPERLINK("x")', url="a\nb, “c”")
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines([("f", article)])), newline=""))
    assert row["publisher"] == f'\'{start}HYPERLINK("x")'
    assert row["url"] == "a\nb, “c”"


def test_csv_of_standard_input_has_its_name() -> None:
    printed = invoke("-", "--csv", stdin=b"Rain fell.").output
    assert printed.splitlines()[1].startswith("-,c1,Rain fell,")


def test_html_is_the_page(libya: str) -> None:
    assert invoke(libya, "--html").output == parse_article(examples.libya()).to_html()


def test_explains_each_claim(libya: str) -> None:
    printed = invoke(libya, "--explain").output
    article = parse_article(examples.libya())
    for claim in article.claims:
        assert article.explain(claim) in printed
    assert "Cue: “hoped”" in printed


def test_output_file(libya: str, tmp_path: pathlib.Path) -> None:
    for form in ("--json", "--csv", "--html", "--jsonl", "--explain"):
        path = tmp_path / "out"
        assert invoke(libya, form, "--output", str(path)).output == ""
        assert path.read_bytes() == invoke(libya, form).stdout_bytes
    assert invoke(libya, "-o", str(path)).output == ""
    assert "\x1b" not in path.read_text(encoding="utf-8")
    assert "Sergei Lavrov" in path.read_text(encoding="utf-8")


def test_output_to_a_hyphen_is_standard_output(
    rain: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert invoke(rain, "-o", "-").output == invoke(rain).output
    assert invoke(rain, "--json", "-o", "-").output == invoke(rain, "--json").output
    assert not (tmp_path / "-").exists()


def test_mistake_in_the_input_keeps_the_output_of_before(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("before", encoding="utf-8")
    assert invoke("no-such-file.txt", "--json", "-o", str(path)).exit_code == 1
    assert path.read_text(encoding="utf-8") == "before"


def test_metadata(rain: str) -> None:
    options = ["--published", "2020-01-14", "--publisher", "The Post", "--author", "Bo Lee"]
    done = invoke(rain, "--json", *options, "--url", "https://post.example/1")
    article = Article.from_json(done.output)
    assert article.published == "2020-01-14"
    assert article.publisher == "The Post"
    assert article.author == "Bo Lee"
    assert article.url == "https://post.example/1"


# --- Inputs ---------------------------------------------------------------------------------------


def test_reads_standard_input() -> None:
    done = run("-", "--json", stdin=examples.libya().encode("utf-8"))
    assert done.returncode == 0
    assert json.loads(done.stdout)["text"] == examples.libya()


def test_byte_order_mark_is_no_part_of_the_article() -> None:
    done = invoke("-", "--json", stdin=b"\xef\xbb\xbfRain fell.")
    assert json.loads(done.output)["text"] == "Rain fell."


@pytest.mark.parametrize("is_named_so", [True, False])
def test_reads_web_pages(tmp_path: pathlib.Path, is_named_so: bool) -> None:
    pytest.importorskip("trafilatura", reason="pip install 'newsclaims[html]'")
    path = tmp_path / ("page.HTML" if is_named_so else "page")
    path.write_bytes(PAGE.read_bytes())
    article = Article.from_json(invoke(str(path), "--json", "--author", "Bo Lee").output)
    assert article.title == "Old bridge at Harlow to close for two years"
    assert article.publisher == "Harlow Courier"
    assert article.author == "Bo Lee"


def test_web_page_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    done = invoke(str(PAGE))
    assert done.exit_code == 1
    assert "pip install 'newsclaims[html]'" in done.output


def test_several_files(libya: str, rain: str) -> None:
    printed = invoke(libya, rain).output
    assert f"== {libya} ==" in printed
    assert f"\n\n== {rain} ==\n\nSPEAKER    CUE   CLAIM\nAnna Berg  said  “Rain fell”" in printed


def test_a_file_that_fails_does_not_stop_the_others(rain: str) -> None:
    done = run("no-such-file.txt", rain, ".", "--jsonl")
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [rain]
    assert done.stderr.decode().count("Error: ") == 2


def test_file_called_like_a_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "schema").write_text("“Rain fell,” Anna Berg said.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Anna Berg" in invoke("./schema").output
    assert "Anna Berg" not in invoke("schema").output


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["no-such-file.txt"], b"", 1, "cannot read no-such-file.txt: No such file"),
        (["."], b"", 1, "cannot read .:"),
        ([""], b"", 1, "the name of a file is empty"),
        (["."], b"", 1, "it is a folder. Give its files: ./*.txt"),
        (["-"], b"caf\xe9", 1, "not UTF-8 text (byte 0xe9 at offset 3)"),
        (["-"], b"caf\xe9", 1, "iconv"),
        (["-"], b"%PDF-1.7", 1, "is a PDF file, not text. Convert it first"),
        (["-"], b"PK\x03\x04", 1, "Word"),
        (["-"], b"\xff\xfeR\0", 1, "iconv -f UTF-16"),
        (["-"], b"a\0b", 1, "is not text"),
        (["-"], b"<!DOCTYPE html><html></html>", 1, "no article was found in this page"),
        (["https://post.example/1"], b"", 1, "nothing is fetched. Save the page"),
        (["-", "--json", "-o", "no-such-folder/x"], b"a", 1, "cannot write no-such-folder/x"),
        (["show", "no-such-file.txt"], b"", 1, "cannot read no-such-file.txt"),
        ([], b"", 2, "Missing argument"),
        (["--jsn", "-"], b"", 2, "No such option"),
        (["--json", "--explain", "-"], b"", 2, "exclude each other"),
        (["--json", "a", "b"], b"", 2, "for several files use --jsonl"),
        (["--html", "a", "b"], b"", 2, "one page"),
        (["-", "--published", "yesterday"], b"", 2, "no date in ISO 8601"),
        (["brat", "-"], b"", 2, "Missing option"),
        (["show"], b"", 2, "Missing argument"),
        (["completion", "dos"], b"", 2, "dos"),
    ],
)
def test_errors_are_one_clear_message(
    arguments: list[str], stdin: bytes, code: int, message: str
) -> None:
    if b"html" in stdin:
        pytest.importorskip("trafilatura", reason="pip install 'newsclaims[html]'")
    done = run(*arguments, stdin=stdin)
    printed = done.stderr.decode("utf-8")
    assert done.returncode == code
    assert done.stdout == b""
    assert message in " ".join(printed.split())
    assert "Traceback" not in printed


def test_article_is_not_written_over(rain: str) -> None:
    for arguments in ([rain], ["show", rain], ["chart", rain]):
        done = invoke(*arguments, "--output", rain)
        assert done.exit_code == 2
        assert "both read and written" in done.output
    assert "Anna Berg" in pathlib.Path(rain).read_text(encoding="utf-8")


# --- Subcommands ----------------------------------------------------------------------------------


def test_show_opens_the_page(rain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    path = pathlib.Path(invoke("show", rain).output.strip())
    assert opened == [path.as_uri()]
    page = parse_article("“Rain fell,” Anna Berg said.").to_html()
    assert path.read_text(encoding="utf-8") == page
    path.unlink()


def test_show_writes_where_it_is_told(
    rain: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail("was opened"))
    page = tmp_path / "page.html"
    done = invoke("show", rain, "--no-open", "-o", str(page), "--publisher", "The <Post>")
    assert done.output.strip() == str(page)
    assert "The &lt;Post&gt;" in page.read_text(encoding="utf-8")


def test_show_without_a_browser(rain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    done = invoke("show", rain)
    assert done.exit_code == 0
    assert "No browser was found" in done.output
    pathlib.Path(done.output.splitlines()[0]).unlink()


def test_chart(libya: str, rain: str) -> None:
    printed = invoke("chart", libya, rain, "--title", "Two & more").output
    assert printed.startswith("<svg") or printed.startswith("<?xml")
    assert "Two &amp; more" in printed
    assert "Anna Berg" in printed


def test_chart_of_nothing_is_not_drawn(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "speakers.svg"
    assert invoke("chart", "no-such-file.txt", "-o", str(path)).exit_code == 1
    assert not path.exists()


def test_brat(libya: str, rain: str, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "made" / "annotations"
    twin = tmp_path / "twin" / "rain.txt"
    twin.parent.mkdir()
    twin.write_bytes(b"Rain fell.\r\n")
    assert invoke("brat", libya, rain, str(twin), "-o", str(folder)).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "annotation.conf",
        *(f"{name}.{end}" for name in ("libya", "rain-2", "rain") for end in ("ann", "txt")),
    ]
    assert (folder / "rain-2.txt").read_bytes() == b"Rain fell.\r\n"
    text = (folder / "libya.txt").read_bytes().decode("utf-8")
    article = read_brat(text, (folder / "libya.ann").read_text(encoding="utf-8"))
    assert text == examples.libya()
    assert len(article.attributions) == len(parse_article(text).attributions)


def test_brat_keeps_corrections(rain: str, libya: str, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "annotations"
    assert invoke("brat", rain, "-o", str(folder)).exit_code == 0
    (folder / "rain.ann").write_text("corrected", encoding="utf-8")
    done = invoke("brat", rain, libya, "-o", str(folder))
    assert done.exit_code == 1
    assert "may hold corrections" in done.output
    assert (folder / "rain.ann").read_text(encoding="utf-8") == "corrected"
    assert (folder / "libya.ann").exists()
    assert invoke("brat", rain, "-o", str(folder), "--overwrite").exit_code == 0
    assert (folder / "rain.ann").read_text(encoding="utf-8") != "corrected"


def test_schema() -> None:
    assert json.loads(invoke("schema").output) == json_schema()


# --- Help and completion --------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_help_and_version_do_not_load_the_model(flag: str) -> None:
    program = (
        "import sys\nfrom newsclaims.cli import main\n"
        f"try:\n    main([{flag!r}], prog_name='newsclaims')\n"
        "except SystemExit as done:\n    assert done.code == 0\n"
        "assert 'onnxruntime' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "newsclaims" in done.stdout


@pytest.mark.parametrize(("slip", "command"), [("shwo", "show"), ("charts", "chart")])
def test_slip_in_a_command(
    slip: str, command: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke(slip, "article.txt")
    assert done.exit_code == 2
    assert f"There is no file '{slip}'. Did you mean the command {command}?" in done.output
    (tmp_path / slip).write_text("Rain fell.", encoding="utf-8")  # now it is a file
    assert "Rain fell" in invoke(slip).output


def test_help_names_everything() -> None:
    printed = invoke("--help").output
    for word in ("--json", "--csv", "--output", "--version", *main.commands, "Examples:", "Exit"):
        assert word in printed
    assert printed == invoke("-h").output == invoke("article.txt", "--help").output
    assert printed.startswith("Usage: newsclaims [OPTIONS] FILE...\n")
    for command in main.commands:
        printed = invoke(command, "--help").output
        assert "\n  Examples:\n    newsclaims " in printed or "\n  Examples:\n    eval " in printed
        assert "\\b" not in printed


def complete(line: str, position: int) -> list[str]:
    """What bash is told, as "type,value"."""
    environment = {
        "_NEWSCLAIMS_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(position),
    }
    return invoke(**environment).output.split()


@pytest.mark.parametrize(
    ("line", "position", "wanted"),
    [
        ("newsclaims sh", 1, ["file,sh", "plain,show"]),
        ("newsclaims art", 1, ["file,art"]),
        ("newsclaims --js", 1, ["plain,--json", "plain,--jsonl"]),
        ("newsclaims --json art", 2, ["file,art"]),
        ("newsclaims a.txt b", 2, ["file,b"]),
        ("newsclaims a.txt --ex", 2, ["plain,--explain"]),
        ("newsclaims show art", 2, ["file,art"]),
        ("newsclaims show --no", 2, ["plain,--no-open"]),
        ("newsclaims brat a.txt --output d", 4, ["dir,d"]),
        ("newsclaims completion z", 2, ["plain,zsh"]),
    ],
)
def test_completes(line: str, position: int, wanted: list[str]) -> None:
    assert complete(line, position) == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    assert "_NEWSCLAIMS_COMPLETE" in invoke("completion", shell).output


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_completion_in_bash(tmp_path: pathlib.Path) -> None:
    command = tmp_path / "newsclaims"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsclaims "$@"\n')
    command.chmod(0o755)
    script = (
        'eval "$(newsclaims completion bash)"; COMP_WORDS=(newsclaims sc); COMP_CWORD=1; '
        '_newsclaims_completion newsclaims 2>/dev/null; echo "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, env={**os.environ, "PATH": path}
    )
    assert done.stdout.decode().strip() == "schema"


# --- Processes ------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("form", ["--explain", "--json"])
def test_standard_output_that_is_closed(rain: str, form: str) -> None:
    command = ["sh", "-c", '"$@" >&-', "sh", sys.executable, "-m", "newsclaims", rain, form]
    done = subprocess.run(command, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == b"Error: cannot write standard output: it is closed\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("redirection", "reason"), [("<&-", "it is closed"), ("0>/dev/null", "Bad")]
)
def test_standard_input_that_cannot_be_read(redirection: str, reason: str) -> None:
    command = ["sh", "-c", f'"$@" {redirection}', "sh", sys.executable, "-m", "newsclaims", "-"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: cannot read standard input: {reason}")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_standard_output_that_is_full(rain: str, form: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "newsclaims", rain, *form]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: cannot write standard output: ")
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX pipe")
@pytest.mark.parametrize("form", ["--json", "--csv", "--explain"])
def test_reader_that_stops_early(libya: str, form: str) -> None:
    command = [sys.executable, "-m", "newsclaims", libya, form]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_interrupt() -> None:
    program = (
        "import sys; from newsclaims.cli import main\n"
        "print('ready', file=sys.stderr, flush=True); main(['-'], prog_name='newsclaims')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"ready\n"
    time.sleep(0.5)  # until it waits for the article
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert errors.decode().split("\n")[-2] == "Interrupted."
    assert b"Traceback" not in errors


def on_a_terminal(arguments: list[str], typed: bytes, **environment: str) -> bytes:
    """What the command prints when all its streams are a terminal of 80 columns."""
    pty = pytest.importorskip("pty", reason="needs a POSIX terminal")
    pid, terminal = pty.fork()
    if pid == 0:
        variables = {**os.environ, "COLUMNS": "80", "TERM": "xterm", **environment}
        command = [sys.executable, "-m", "newsclaims", *arguments]
        os.execve(sys.executable, command, {k: v for k, v in variables.items() if v})
    os.write(terminal, typed)
    printed = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        printed += piece
    os.close(terminal)
    os.waitpid(pid, 0)
    return printed


def test_headings_are_bold_on_a_terminal(rain: str) -> None:
    assert b"\x1b[1mSPEAKER" in on_a_terminal([rain], b"", NO_COLOR="")
    assert b"\x1b" not in on_a_terminal([rain], b"", NO_COLOR="1")
    assert b"\x1b" not in on_a_terminal([rain], b"", NO_COLOR="", TERM="dumb")


def test_says_how_to_end_an_article_that_is_typed() -> None:
    printed = on_a_terminal(["-"], b"\x04\x04")
    assert b"end with Ctrl-D" in printed
    assert b"Nobody is reported" in printed
