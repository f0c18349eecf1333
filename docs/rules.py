"""Writes the tables of rules in docs/rules.md: ``python docs/rules.py``.

What each rule gives is kept in benchmarks/rules.json, which ``benchmarks/rules.py --json`` writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from newsclaims.trace import Rule
from newsclaims.view.rules import all_rules

PAGE = Path(__file__).with_name("rules.md")
MEASURED = Path(__file__).parents[1] / "benchmarks" / "rules.json"
BEGINNING = "<!-- The tables are written by docs/rules.py. -->\n"
HEADER = "| rule | what it does | file | decides | right | wrong |\n|---|---|---|--:|--:|--:|\n"


def tables() -> str:
    """A table of the rules of each package, in the packages' order."""
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    return "".join(
        f"\n## {package}\n\n{HEADER}" + "".join(_row(rule, measured) for rule in rules)
        for package, rules in groupby(all_rules(), key=package_of)
    )


def package_of(rule: Rule[..., object]) -> str:
    """The package that a rule is of, by its file."""
    return rule.file.partition("/")[0].removesuffix(".py")


def _row(rule: Rule[..., object], measured: Mapping[str, Any]) -> str:
    effect = measured.get(rule.name)
    counts: tuple[object, ...] = ("", "", "")
    if effect is not None:
        right, wrong = (sum(effect[side].values()) for side in ("right", "wrong"))
        counts = effect["decides"], right, wrong
    name = rule.name.partition(": ")[2]
    cells = (name, _escaped(rule.says), f"`{rule.file}`", *counts)
    return f"| {' | '.join(map(str, cells))} |\n"


def _escaped(text: str) -> str:
    return re.sub(r"([|*\[\]])", r"\\\1", text).replace("<", "&lt;")


def page(text: str) -> str:
    """The page with the tables as they are now."""
    return text.partition(BEGINNING)[0] + BEGINNING + tables()


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
