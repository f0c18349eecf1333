"""All rules of the library, for its documentation, its benchmark and whoever asks why."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import newsclaims
from newsclaims.trace import Rule

#: Packages and modules that decide nothing about an article.
_OTHERS = ("__main__", "cli", "exchange", "spacy_component", "training", "view")


def all_rules() -> tuple[Rule[..., object], ...]:
    """Every rule that stands in a table of its module, by module and in the tables' order."""
    found: dict[str, Rule[..., object]] = {}
    for module in _modules():
        for value in vars(importlib.import_module(module)).values():
            if isinstance(value, tuple):
                for rule in value:
                    if isinstance(rule, Rule):
                        found.setdefault(rule.name, rule)
    return tuple(found.values())


def _modules() -> Iterator[str]:
    for info in pkgutil.iter_modules(newsclaims.__path__):
        if info.name in _OTHERS:
            continue
        name = f"newsclaims.{info.name}"
        yield name
        if info.ispkg:
            package = importlib.import_module(name)
            yield from (f"{name}.{part.name}" for part in pkgutil.iter_modules(package.__path__))
