"""The command: what it prints, and what it says when something is wrong."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest

from newsclaims import Article, examples, parse_article


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "newsclaims", *arguments], input=stdin, capture_output=True
    )


@pytest.fixture
def libya(tmp_path: pathlib.Path) -> str:
    path = tmp_path / "libya.txt"
    path.write_bytes(examples.libya().encode("utf-8"))
    return str(path)


def test_prints_who_said_what(libya: str) -> None:
    done = run(libya)
    printed = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "Sergei Lavrov" in printed
    assert "Claims" in printed


def test_json_is_the_article(libya: str) -> None:
    done = run(libya, "--json")
    assert done.returncode == 0
    assert Article.from_json(done.stdout.decode("utf-8")) == parse_article(examples.libya())


def test_explains_each_claim(libya: str) -> None:
    done = run(libya, "--explain")
    printed = done.stdout.decode("utf-8")
    article = parse_article(examples.libya())
    assert done.returncode == 0
    for claim in article.claims:
        first = article.explain(claim).split("\n")[0]
        assert first[:60] in printed
    assert "Cue: “hoped”" in printed


def test_reads_standard_input() -> None:
    done = run("-", "--json", stdin=examples.libya().encode("utf-8"))
    assert done.returncode == 0
    assert json.loads(done.stdout)["text"] == examples.libya()


def test_empty_article() -> None:
    done = run("-")
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").strip() == "Nobody is reported to have said anything."


def test_byte_order_mark_is_no_part_of_the_article() -> None:
    done = run("-", "--json", stdin=b"\xef\xbb\xbfRain fell.")
    assert json.loads(done.stdout)["text"] == "Rain fell."


def test_terminal_is_not_steered() -> None:
    done = run("-", stdin="“Hello \x1b[31mworld,” Anna Berg said.".encode())
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["no-such-file.txt"], b"", 1, "cannot read no-such-file.txt: No such file"),
        (["."], b"", 1, "cannot read .:"),
        (["-"], b"caf\xe9", 1, "not UTF-8 text (byte 0xe9 at offset 3)"),
        (["-"], b"caf\xe9", 1, "iconv"),
        ([], b"", 2, "Missing argument"),
        (["--jsn", "-"], b"", 2, "No such option"),
        (["--json", "--explain", "-"], b"", 2, "exclude each other"),
    ],
)
def test_errors_are_one_clear_message(
    arguments: list[str], stdin: bytes, code: int, message: str
) -> None:
    done = run(*arguments, stdin=stdin)
    printed = done.stderr.decode("utf-8")
    assert done.returncode == code
    assert done.stdout == b""
    assert message in printed
    assert "Traceback" not in printed


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


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX pipe")
def test_reader_that_stops_early(libya: str) -> None:
    command = [sys.executable, "-m", "newsclaims", libya, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()
