"""The rules of the library: each has a name of its own, says what it does, and is documented."""

from __future__ import annotations

import importlib
import importlib.util
import json
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import newsclaims
from newsclaims.trace import Rule
from newsclaims.view.rules import all_rules

ROOT = Path(__file__).parents[1]
RULES = all_rules()


def modules() -> Iterator[ModuleType]:
    """All modules that decide something about an article."""
    for info in pkgutil.walk_packages(newsclaims.__path__, "newsclaims."):
        name = info.name.split(".")[1]
        if name not in ("__main__", "cli", "exchange", "spacy_component", "training", "view"):
            yield importlib.import_module(info.name)


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_of_docs", ROOT / "docs" / "rules.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_rules() -> None:
    assert len(RULES) > 50


def test_no_two_rules_have_one_name() -> None:
    every = {
        id(rule): rule.name
        for module in modules()
        for value in vars(module).values()
        for rule in (value if isinstance(value, tuple) else (value,))
        if isinstance(rule, Rule)
    }
    assert [name for name, count in Counter(every.values()).items() if count > 1] == []


def test_every_rule_stands_in_a_table() -> None:
    known = {rule.name for rule in RULES}
    alone = {
        rule.name
        for module in modules()
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    }
    assert alone <= known


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_does(rule: Rule[..., object]) -> None:
    package, _, words = rule.name.partition(": ")
    assert package == rule.file.partition("/")[0]
    assert words
    assert rule.says.strip()
    assert (ROOT / "src" / "newsclaims" / rule.file).is_file()


def test_the_page_has_every_rule_once() -> None:
    """Write it again with ``python docs/rules.py`` where this fails."""
    module = script()
    text = module.PAGE.read_text(encoding="utf-8")
    tables = text.partition(module.BEGINNING)[2]
    listed, package = [], ""
    for line in tables.splitlines():
        if line.startswith("## "):
            package = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith("| rule |"):
            listed.append(f"{package}: {line.split(' | ')[0].removeprefix('| ')}")
    assert sorted(listed) == sorted(rule.name for rule in RULES)
    assert text == module.page(text)


def test_what_is_measured_is_kept_whole() -> None:
    for name, effect in json.loads(script().MEASURED.read_text(encoding="utf-8")).items():
        assert set(effect) == {"decides", "right", "wrong"}, name
        assert effect["decides"] >= 0
        assert all(count > 0 for side in ("right", "wrong") for count in effect[side].values())


def test_tables_that_how_it_works_names_are_there() -> None:
    """The page that says where to look for a wrong output names modules and tables of rules."""
    text = (ROOT / "docs" / "how_it_works.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("|") and "tests/data/" in row]
    assert len(rows) > 20
    tables: dict[str, set[str]] = {}
    for module in modules():
        found = {name for name, value in vars(module).items() if isinstance(value, tuple)}
        tables.setdefault(module.__name__.split(".")[1], set()).update(found)
    for row in rows:
        package = re.findall(r"`([a-z]+)`, ", row)[-1]
        for file in re.findall(r"`(\w+\.\w+)`", row):
            source = ROOT / "src" / "newsclaims" / package / file
            assert source.is_file() or (ROOT / "tests/data" / package / file).is_file(), row
        assert set(re.findall(r"`([A-Z_]+)`", row)) <= tables[package] | {"WORD"}, row
        for folder in re.findall(r"`(tests/data/\w+)`", row):
            assert (ROOT / folder).is_dir(), row
