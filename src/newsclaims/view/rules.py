"""All rules of the library, for its documentation, its benchmark and whoever asks why."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

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
    root = Path(__file__).parents[1]
    for info in pkgutil.iter_modules([str(root)]):
        if info.name not in _OTHERS:
            yield f"newsclaims.{info.name}"
            for part in pkgutil.iter_modules([str(root / info.name)] if info.ispkg else []):
                yield f"newsclaims.{info.name}.{part.name}"
