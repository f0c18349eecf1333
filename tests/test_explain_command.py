"""The command ``newsclaims explain``: what it prints of some words, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsclaims.cli import main
from newsclaims.cli.wrapping import width

TEXT = "The mayor asked for time. If it rains, the match will be off, the club said."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def invoke(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, ["explain", *arguments], env={"COLUMNS": None, **environment}, prog_name="newsclaims"
    )


def test_says_what_decided(article: str) -> None:
    done = invoke(article, "it rains")
    assert done.exit_code == 0
    assert done.output.startswith("Words: “it rains” (29–37)\n")
    assert "“factuality: condition” (factuality/" in done.output


def test_several_words_are_apart(article: str) -> None:
    blocks = invoke(article, "asked for time", "the club").output.split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [
        "Words: “asked for time” (10–24)",
        "Words: “the club” (62–70)",
    ]


@pytest.mark.parametrize("columns", [60, 100])
def test_fits_the_terminal(article: str, columns: int) -> None:
    done = invoke(article, "it rains", COLUMNS=str(columns))
    assert max(map(width, done.output.splitlines())) <= columns


def test_words_that_are_not_there(article: str) -> None:
    done = invoke(article, "the tram")
    assert done.exit_code == 1
    assert done.stderr == "Error: the words “the tram” are not in the article as printed.\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = invoke(str(tmp_path / "none.txt"), "words")
    assert done.exit_code == 1
    assert "cannot read" in done.stderr


def test_words_are_needed(article: str) -> None:
    assert invoke(article).exit_code == 2
