"""Every script in examples/ runs, and the package's own copy of the seed is the one in seeds/."""

from __future__ import annotations

import importlib.util
import pathlib
import subprocess
import sys

import pytest

from newsclaims import examples

ROOT = pathlib.Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


def run(script: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(script), *arguments],
        capture_output=True,
        encoding="utf-8",
    )


def test_seed_is_the_one_in_seeds() -> None:
    assert examples.libya() == (ROOT / "seeds" / "libya.txt").read_bytes().decode("utf-8")


def test_there_are_examples() -> None:
    assert len(SCRIPTS) >= 3


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_example_runs(script: pathlib.Path) -> None:
    if script.stem == "claims_table" and importlib.util.find_spec("pandas") is None:
        pytest.skip("pandas is not installed: pip install 'newsclaims[pandas]'")
    done = run(script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_who_said_what_names_the_speakers() -> None:
    printed = run(ROOT / "examples" / "who_said_what.py").stdout
    assert "Sergei Lavrov (Russian Foreign Minister), direct: Today we can report" in printed


def test_quotes_of_one_speaker_takes_a_folder_and_a_name(tmp_path: pathlib.Path) -> None:
    (tmp_path / "one.txt").write_text("“Rain fell,” Anna Berg said.\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("“Snow fell,” Carl Dahl said.\n", encoding="utf-8")
    script = ROOT / "examples" / "quotes_of_one_speaker.py"
    printed = run(script, str(tmp_path), "Carl Dahl").stdout.splitlines()
    assert [line.split(":")[0] for line in printed] == ["two.txt", "Quotes of Carl Dahl"]
