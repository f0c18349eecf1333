"""Every script in examples/ runs, and the package's own copy of the seed is the one in seeds/."""

from __future__ import annotations

import importlib.util
import pathlib
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from newsclaims import examples

ROOT = pathlib.Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


def run(
    script: pathlib.Path, *arguments: str, folder: pathlib.Path = ROOT
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(script), *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
    )


def section(printed: str, heading: str) -> str:
    """From a line that begins with the heading up to the next blank line."""
    found = re.search(rf"^{re.escape(heading)}.*?(?:\n\n|\Z)", printed, re.DOTALL | re.MULTILINE)
    assert found is not None, printed
    return " ".join(found.group().split())


def test_seed_is_the_one_in_seeds() -> None:
    assert examples.libya() == (ROOT / "seeds" / "libya.txt").read_bytes().decode("utf-8")


def test_there_are_examples() -> None:
    assert len(SCRIPTS) >= 6


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_example_runs_from_any_folder(script: pathlib.Path, tmp_path: pathlib.Path) -> None:
    if script.stem == "claims_table" and importlib.util.find_spec("pandas") is None:
        pytest.skip("pandas is not installed: pip install 'newsclaims[pandas]'")
    done = run(script, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert not list(tmp_path.iterdir())


def test_who_said_what_names_the_speakers() -> None:
    printed = run(ROOT / "examples" / "who_said_what.py").stdout
    assert "Sergei Lavrov (Russian Foreign Minister), direct: Today we can report" in printed


def test_who_said_what_takes_a_file(tmp_path: pathlib.Path) -> None:
    (tmp_path / "rain.txt").write_text("“Rain fell,” Anna Berg said.\n", encoding="utf-8")
    printed = run(ROOT / "examples" / "who_said_what.py", str(tmp_path / "rain.txt")).stdout
    assert "Anna Berg, direct: Rain fell" in printed


def test_quotes_of_one_speaker_takes_a_folder_and_a_name(tmp_path: pathlib.Path) -> None:
    (tmp_path / "one.txt").write_text("“Rain fell,” Anna Berg said.\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("“Snow fell,” Carl Dahl said.\n", encoding="utf-8")
    script = ROOT / "examples" / "quotes_of_one_speaker.py"
    printed = run(script, str(tmp_path), "Carl Dahl").stdout.splitlines()
    assert [line.split(":")[0] for line in printed] == ["two.txt", "Quotes of Carl Dahl"]


@pytest.fixture(scope="module")
def audit() -> str:
    return run(ROOT / "examples" / "anonymous_sources.py").stdout


def test_anonymous_sources_prints_the_share_of_each_article(audit: str) -> None:
    rows = {line[:30].strip(): line[30:].split() for line in audit.split("\n\n")[0].splitlines()}
    assert list(rows) == ["article", "1 Minister", "2 Bank", "3 Hospital", "4 Library"]
    for quotes, unnamed, anonymous, share in list(rows.values())[1:-1]:
        assert int(quotes) > int(unnamed) >= int(anonymous)
        assert share == f"{int(unnamed) / int(quotes):.0%}"
        assert int(unnamed) > 0
    assert rows["4 Library"][1:] == ["1", "0", "17%"]


def test_anonymous_sources_says_what_rests_on_them(audit: str) -> None:
    minister = section(audit, "1 Minister:")
    assert (
        "A senior official in the ministry (anonymous) - lawyers had warned Thole twice in writing"
    ) in minister
    assert "compare: Marsh denied the minister had been asked to go" in minister
    assert "Livia Marsh (" not in minister
    bank = section(audit, "2 Bank:")
    assert "- Kestrel Bank has hired advisers" in bank
    assert "Emil Roth" not in bank


def test_anonymous_sources_says_which_headlines_rest_on_them(audit: str) -> None:
    assert "The headline rests on:" in section(audit, "2 Bank:")
    assert "The headline rests on: Four nurses" in section(audit, "3 Hospital:")
    assert "The headline" not in section(audit, "4 Library:")


def test_anonymous_sources_takes_a_folder(tmp_path: pathlib.Path) -> None:
    script = ROOT / "examples" / "anonymous_sources.py"
    assert run(script, str(tmp_path)).stderr.startswith("No articles in ")
    text = "The bridge is safe, said Anna Berg.\n\nA person briefed on the matter said it is not.\n"
    (tmp_path / "bridge.txt").write_text(text, encoding="utf-8")
    printed = run(script, str(tmp_path)).stdout
    assert "A person briefed on the matter (anonymous)" in printed
    assert "Anna Berg (" not in printed


@pytest.fixture(scope="module")
def accounts() -> str:
    return run(ROOT / "examples" / "two_accounts.py").stdout


def test_two_accounts_says_who_speaks_in_which(accounts: str) -> None:
    both = section(accounts, "Speakers in both")
    assert "Josef Lindqvist" in both
    assert "Henrik Sayle" in both
    gazette, wire = (
        section(accounts, f"Only in {name}") for name in ("Dunmarrow Gazette", "Meridian Wire")
    )
    assert "Ruth Calloway" in gazette
    assert "Ruth Calloway" not in wire
    assert "Philippa Strand (Chief executive)" in wire
    assert "A person familiar with the matter (anonymous)" in wire
    assert "Henrik Sayle" not in gazette + wire


def test_two_accounts_says_who_is_quoted_in_direct_speech_by_one_only(accounts: str) -> None:
    direct = section(accounts, "In direct speech in one only")
    assert "Henrik Sayle, in Dunmarrow Gazette: “We owe people an apology and an answer”" in direct
    assert "Whitlock" not in direct


class Table(HTMLParser):
    """The rows of a page's only table, and every element that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip() + " "


@pytest.fixture(scope="module")
def comparison() -> Table:
    return Table(run(ROOT / "examples" / "two_accounts.py", "--html").stdout)


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ("had treated 41 people", "sent 26 people to hospital", "numbers: 41 / 26"),
        ("The valve was old", "was not old", "polarity: positive / negative"),
        ("the alarm did not sound", "The alarm sounded", "polarity: negative / positive"),
        ("valve on a cooling line failed", "probably failed", "certainty: certain / probable"),
        ("We owe people an apology", "owed people an apology", "quotation: direct / indirect"),
        ("fire brigade within minutes", "the fire brigade was called at once", ""),
    ],
)
def test_two_accounts_puts_claims_of_the_same_thing_side_by_side(
    comparison: Table, accounts: str, first: str, second: str, difference: str
) -> None:
    (row,) = [row for row in comparison.rows if first in row[0]]
    assert second in row[1]
    assert difference == row[2].strip()
    assert f"≠ {difference}" in accounts


def test_two_accounts_page_has_what_a_screen_reader_needs(comparison: Table) -> None:
    tags = [tag for tag, _ in comparison.elements]
    assert ("html", {"lang": "en"}) in comparison.elements
    assert {"title", "main", "h1", "caption", "thead", "tbody"} <= set(tags)
    heads = [attributes for tag, attributes in comparison.elements if tag == "th"]
    assert heads == [{"scope": "col"}] * 3
    assert not {"script", "link", "img"} & set(tags)


def test_two_accounts_escapes_what_the_articles_say(tmp_path: pathlib.Path) -> None:
    files = tmp_path / "<one>.txt", tmp_path / "two.txt"
    if sys.platform == "win32":
        files = tmp_path / "one.txt", tmp_path / "two.txt"
    for file in files:
        file.write_text(
            "<script>alert(1)</script>\n\n"
            "“The old bridge & <b>ferry</b> closed,” Anna <i>Berg</i> said on Monday.\n",
            encoding="utf-8",
        )
    page = run(ROOT / "examples" / "two_accounts.py", "--html", *map(str, files)).stdout
    assert "<!doctype html>" in page
    assert not re.search(r"<(script|b|i|one)\b", page, re.IGNORECASE)


def test_two_accounts_wants_two_files() -> None:
    done = run(ROOT / "examples" / "two_accounts.py", "one.txt")
    assert done.returncode == 2
    assert "give two files, or none" in done.stderr
