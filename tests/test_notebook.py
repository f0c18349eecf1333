"""The notebook in examples/ runs, and shows what it showed when it was committed.

After a change to it, or to what comes out, ``python tests/test_notebook.py`` writes it anew.
"""

from __future__ import annotations

import pathlib
import sys
from copy import deepcopy
from typing import Any

import pytest

NEEDED = ("nbformat", "nbclient", "ipykernel", "pandas")
NOTEBOOK = pathlib.Path(__file__).parents[1] / "examples" / "newsclaims.ipynb"


def executed(notebook: Any) -> Any:
    """A copy of the notebook, run by a fresh kernel of the interpreter that runs the tests."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    class ThisInterpreter(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> Any:
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=command, display_name=kernel_name, language="python")

    fresh = deepcopy(notebook)
    client = NotebookClient(
        fresh,
        km=AsyncKernelManager(kernel_spec_manager=ThisInterpreter()),
        timeout=600,
        record_timing=False,
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
    )
    client.execute()
    fresh.metadata = notebook.metadata  # not which Python ran it
    return fresh


def printed(cell: Any) -> str:
    """What a cell prints, and its result as plain text."""
    return "".join(
        output.text if output.output_type == "stream" else output.data.get("text/plain", "")
        for output in cell.get("outputs", ())
    )


@pytest.fixture(scope="module")
def committed() -> Any:
    for name in NEEDED:
        reason = f"{name} is not installed: pip install 'newsclaims[notebook,pandas]'"
        pytest.importorskip(name, reason=reason)
    import nbformat

    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def cells(committed: Any) -> dict[str, Any]:
    """The cells of a fresh run, by their ids."""
    return {cell.id: cell for cell in executed(committed).cells}


def test_is_a_valid_notebook_of_a_size_that_is_shown(committed: Any) -> None:
    import nbformat

    nbformat.validate(committed)
    assert NOTEBOOK.stat().st_size < 400_000


def test_prints_no_warnings(cells: dict[str, Any]) -> None:
    outputs = [output for cell in cells.values() for output in cell.get("outputs", ())]
    assert outputs
    assert not [output for output in outputs if output.get("name") == "stderr"]


def test_shows_the_article_as_a_page(cells: dict[str, Any]) -> None:
    (output,) = cells["article"].outputs
    assert "Libyan peace talks fall short" in output.data["text/html"]


@pytest.mark.parametrize("name", ["chart", "stories-chart"])
def test_shows_charts(cells: dict[str, Any], name: str) -> None:
    (output,) = cells[name].outputs
    assert output.data["image/svg+xml"].lstrip().startswith("<svg")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quotes", "Today we can report progress was made"),
        ("claims", "Haftar will not sign the ceasefire proposal"),
        ("explain", "will not sign"),
        ("shares", "share unnamed"),
        ("report", "The headline rests on"),
        ("speakers", "Only in Meridian Wire"),
        ("pairs", "numbers: 41 / 26"),
    ],
)
def test_shows_results(cells: dict[str, Any], name: str, text: str) -> None:
    assert text in printed(cells[name])


def test_shows_what_was_committed(committed: Any, cells: dict[str, Any]) -> None:
    """All text is the same but that of `explain`, which has confidences to the last digit."""
    assert {cell.id: printed(cell) for cell in committed.cells if cell.id != "explain"} == {
        name: printed(cell) for name, cell in cells.items() if name != "explain"
    }


def test_names_no_folder_of_the_machine_and_no_time(committed: Any) -> None:
    written = NOTEBOOK.read_text(encoding="utf-8")
    assert str(pathlib.Path.home()) not in written
    assert str(NOTEBOOK.parent) not in written
    assert not any(cell.metadata for cell in committed.cells)
    assert set(committed.metadata) == {"kernelspec", "language_info"}


if __name__ == "__main__":
    import nbformat

    nbformat.write(executed(nbformat.read(NOTEBOOK, as_version=4)), NOTEBOOK)
