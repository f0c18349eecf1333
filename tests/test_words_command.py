"""The command ``newsclaims words``: what it prints of words and properties, and what it refuses."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from newsclaims.cli import main
from newsclaims.cli.wrapping import width
from newsclaims.words import having, known


def invoke(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, ["words", *arguments], env={"COLUMNS": None, **environment}, prog_name="newsclaims"
    )


def test_prints_what_is_known_of_a_word() -> None:
    done = invoke("promise")
    first, *lines = done.output.splitlines()
    assert (done.exit_code, first) == (0, "promise")
    assert len(lines) > len(known("promise"))  # the longest name has a line of its own
    assert (
        "  control:subject               Its subject does what the infinitive says" in done.output
    )
    assert "  signature:to=intention        Governs an infinitive" in done.output
    assert "[ours: collected from news articles for this library]" in done.output


@pytest.mark.parametrize("columns", [50, 80, 120])
def test_fits_the_terminal(columns: int) -> None:
    done = invoke("promise", "minister", COLUMNS=str(columns))
    assert max(map(width, done.output.splitlines())) <= columns
    assert "“promised her to leave”" in " ".join(done.output.split())


def test_several_words_and_phrases_are_apart() -> None:
    done = invoke("Minister", "point out")
    assert [block.split("\n")[0] for block in done.output.split("\n\n")] == [
        "Minister",
        "point out",
    ]


def test_a_word_that_nobody_knows_is_an_error() -> None:
    done = invoke("promisee", "minister", "xyzzy")
    assert done.exit_code == 1
    assert done.stdout.startswith("minister\n")
    assert done.stderr == (
        "Error: the lexicon does not have “promisee”. Did you mean promise?\n"
        "Error: the lexicon does not have “xyzzy”.\n"
    )


def test_lists_the_words_of_a_property() -> None:
    meaning, *words = invoke("--property", "never-passive").output.splitlines()
    assert meaning.startswith("Has no passive")
    assert words == sorted(having("never-passive"))


def test_lists_values_too() -> None:
    lines = invoke("--property", "cause-preposition").output.splitlines()
    assert "die  from,of" in lines or "die  of,from" in lines


def test_lists_the_words_with_a_value() -> None:
    meaning, *words = invoke("--property", "kind=document").output.splitlines()
    assert "a document" in meaning
    assert words == sorted(having("kind", "document"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("never-pasive", "'never-pasive'; did you mean never-passive?"),
        ("kind=documnt", "'kind=documnt'; did you mean kind=document?"),
        ("xyzzy", "no word of the lexicon has the property 'xyzzy'"),
    ],
)
def test_an_unknown_property_is_a_usage_error(name: str, message: str) -> None:
    done = invoke("--property", name)
    assert done.exit_code == 2
    assert message in done.stderr


@pytest.mark.parametrize("arguments", [[], ["promise", "--property", "never-passive"]])
def test_either_words_or_a_property(arguments: list[str]) -> None:
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert "Give one word or more, or --property with a name." in done.stderr


def test_terminal_is_not_steered() -> None:
    assert "\x1b" not in invoke("\x1b[31mred").stderr
