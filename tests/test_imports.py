"""How the modules hang together: no circles, few lazy imports, few modules at the top.

``lint-imports`` holds which package may import from which (``[tool.importlinter]`` in
pyproject.toml); here are the things that it does not tell.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
FILES = sorted((SOURCE / "newsclaims").rglob("*.py"))

MOST_AT_THE_TOP = 12
#: Where modules of the project are imported inside functions, and why.
LAZY = {
    "newsclaims.article": "its methods, so that `import newsclaims` is quick",
    "newsclaims.parser": "what reads, so that `import newsclaims` is quick",
    "newsclaims.training.claim_confidence": "what exports, as that needs torch",
    "newsclaims.training.given_names": "what exports, as that needs torch",
    "newsclaims.training.card": "where the export begins, as that needs onnx",
    "newsclaims.training.pronouns": "what exports, as that needs torch",
    "newsclaims.training.turns": "what exports, as that needs torch",
}


def module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(file): ast.parse(file.read_text(encoding="utf-8")) for file in FILES}


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules of the project that are imported somewhere in a tree, lazily or for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports within the project are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if whole in MODULES:
                    yield whole
                elif node.module in MODULES:
                    yield node.module


def lazily_imported(tree: ast.Module) -> set[str]:
    """Those that are imported inside a function."""
    functions = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return {name for function in functions for name in imported(function)}


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, the first one twice; none if there are none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def test_no_circles() -> None:
    assert circle({name: set(imported(tree)) for name, tree in MODULES.items()}) == []


@pytest.mark.parametrize(
    "code",
    [
        "import newsclaims.parser",
        "from newsclaims.parser import parse_article",
        "from newsclaims import parser",
        "def later():\n    from newsclaims.parser import parse_article",
        "if TYPE_CHECKING:\n    from newsclaims.parser import parse_article",
    ],
)
def test_a_circle_would_be_found(code: str) -> None:
    imports = {name: set(imported(tree)) for name, tree in MODULES.items()}
    name = "newsclaims.exchange.web_page"
    imports[name] |= set(imported(ast.parse(code)))
    assert {name, "newsclaims.parser"} <= set(circle(imports))


def test_lazy_imports_are_those_of_the_list() -> None:
    assert {name for name, tree in MODULES.items() if lazily_imported(tree)} == set(LAZY)


def test_results_import_nothing_of_the_project() -> None:
    assert not set(imported(MODULES["newsclaims.results"]))


def test_few_modules_at_the_top() -> None:
    top = [file.stem for file in (SOURCE / "newsclaims").glob("*.py")]
    assert len(top) <= MOST_AT_THE_TOP, sorted(top)


def test_importing_the_package_loads_nothing_slow() -> None:
    code = "import sys, newsclaims; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    slow = {"newsclaims.pipeline", "newsclaims.view.page", "nltk", "numpy", "onnxruntime", "tqdm"}
    assert "newsclaims" in loaded
    assert not slow & set(loaded)
