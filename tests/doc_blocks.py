"""Reads the fenced blocks of a Markdown page and runs them, as its reader would.

Python blocks of a page run in order in one namespace, sh blocks with bash, all in one folder. A
block without a language, or of ``text``, that follows is what they print: a line "…" stands for
any lines, and "…" in a line for any characters. JSON has to parse, and is what was printed if it
follows a block that printed something. A comment right before a block says more of it::

    <!-- needs: pandas -->              run where pandas is installed
    <!-- runs elsewhere: .ci/run -->    not run here; the file named runs it
    <!-- command: run -->               the same, for the README's commands in .ci/run
    <!-- illustration -->               printed by nothing
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OUTPUT = ("", "text")
_COMMENT = re.compile(r"<!--\s*([\w ]+?)\s*(?::\s*(.+?))?\s*-->")
_FENCE = re.compile(r"(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})\s*(?P<language>[\w+-]*)(?P<rest>.*)")
_TIMEOUT = 3600.0


@dataclass(frozen=True)
class Block:
    """A fenced block, and the comments right before it."""

    page: str
    line: int  # of its first line of text, counted from 1
    language: str
    text: str
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


class BrokenBlock(AssertionError):
    """A block does not do what its page says."""

    def __init__(self, block: Block, message: str) -> None:
        super().__init__(f"{block.place}: {message}")


def blocks_of(page: str, markdown: str) -> list[Block]:
    """The fenced blocks of a page, in order.

    Raises:
        ValueError: The last fence is never closed.
    """
    lines = markdown.splitlines()
    found: list[Block] = []
    marks: dict[str, str] = {}
    i = 0
    while i < len(lines):
        fence = _FENCE.fullmatch(lines[i])
        if fence is None:
            if comment := _COMMENT.fullmatch(lines[i].strip()):
                marks[comment[1]] = comment[2] or ""
            elif lines[i].strip():
                marks = {}
            i += 1
            continue
        closed = re.compile(rf" *{fence['fence'][0]}{{{len(fence['fence'])},}} *")
        end = next((j for j in range(i + 1, len(lines)) if closed.fullmatch(lines[j])), None)
        if end is None:
            raise ValueError(f"{page}:{i + 1}: a block that is never closed")
        indent = len(fence["indent"])
        text = "\n".join(line[indent:] for line in lines[i + 1 : end])
        found.append(Block(page, i + 2, fence["language"], text, marks))
        marks = {}
        i = end + 1
    return found


def difference(expected: str, printed: str) -> str | None:
    """What is wrong with an output, or None where it is as the page says."""
    wanted = [line.rstrip() for line in expected.strip("\n").splitlines()]
    given = [line.rstrip() for line in printed.strip("\n").splitlines()]
    at = 0
    anywhere = False
    for number, line in enumerate(wanted):
        if line == "…":
            anywhere = True
            continue
        pattern = re.compile(".*?".join(map(re.escape, line.split("…"))))
        last = number == len(wanted) - 1
        if last and anywhere:  # what stands last has to be the last that is printed
            at = max(at, len(given) - 1)
        while anywhere and at < len(given) and not pattern.fullmatch(given[at]):
            at += 1
        if at >= len(given) or not pattern.fullmatch(given[at]):
            found = "the end" if at >= len(given) else repr(given[at])
            return f"should print {line!r}, but prints {found}\n--- all that is printed\n{printed}"
        at += 1
        anywhere = False
    if at < len(given) and not anywhere:
        return f"prints {given[at]!r} too\n--- all that is printed\n{printed}"
    return None


@dataclass
class Runner:
    """Runs the blocks of one page.

    Attributes:
        folder: Where they run.
        environment: That of the commands.
        left_out: Why a block cannot be run here, or None where it can.
    """

    folder: Path
    environment: Mapping[str, str]
    left_out: Callable[[Block], str | None]
    namespace: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    printed: str | None = None  # by the last block that was run; None where no output may follow
    is_left_out: bool = False  # the last block that would have been run

    def run(self, block: Block) -> None:
        """Runs or checks a block.

        Raises:
            BrokenBlock: It fails, or prints something else than the page says.
        """
        if block.language in OUTPUT:
            self._check_output(block)
        elif block.language == "json":
            self._check_json(block)
        elif block.language in ("python", "sh"):
            self.is_left_out = self.left_out(block) is not None
            self.printed = None
            if not self.is_left_out:
                run = self._run_python if block.language == "python" else self._run_sh
                self.printed = run(block)
        else:
            raise BrokenBlock(block, f"cannot check a block of {block.language!r}")

    def _check_output(self, block: Block) -> None:
        if "illustration" in block.marks or self.is_left_out:
            return
        if self.printed is None:
            raise BrokenBlock(block, "the output of no block; mark it <!-- illustration -->")
        if (wrong := difference(block.text, self.printed)) is not None:
            raise BrokenBlock(block, wrong)
        self.printed = None

    def _check_json(self, block: Block) -> None:
        try:
            data = json.loads(block.text)
            if "illustration" in block.marks or not self.printed:
                return
            if data != json.loads(self.printed):
                raise BrokenBlock(block, f"prints other data:\n{self.printed}")
        except json.JSONDecodeError as error:
            raise BrokenBlock(block, f"not JSON, or not all that is printed: {error}") from error
        self.printed = None

    def _run_python(self, block: Block) -> str:
        printed = io.StringIO()
        source = "\n" * (block.line - 1) + block.text  # so that tracebacks name the page's line
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(source, block.page, "exec"), self.namespace)
        except (Exception, SystemExit) as error:
            raise BrokenBlock(block, f"fails\n{traceback.format_exc()}") from error
        return printed.getvalue()

    def _run_sh(self, block: Block) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.text],
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_TIMEOUT,
        )
        if done.returncode:
            message = f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}"
            raise BrokenBlock(block, message)
        return done.stdout


def write_commands(folder: Path) -> None:
    """Puts ``newsclaims`` and ``python`` into a folder for PATH, as this interpreter runs them."""
    folder.mkdir(parents=True, exist_ok=True)
    python = shlex.quote(sys.executable)
    for name, command in {
        "newsclaims": f"{python} -m newsclaims",
        "python": python,
        "browser": "echo opened",
    }.items():
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
