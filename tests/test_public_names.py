"""What is public: the names in newsclaims, and three modules. Adding one is a decision."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import newsclaims

DOCS = Path(__file__).parents[1] / "docs"

NAMES = """
    Argument Article Attribution Claim CoreferenceLink Document Edge Entity FactualityMarker Mention
    ModelFileError Predicate Quote Sentence Span SpeakerCount Token WebPage __version__ examples
    json_schema parse_article parse_articles read_brat read_document read_html speaker_chart
    speaker_counts tables
""".split()
MODULES = ["newsclaims.tables", "newsclaims.spacy_component", "newsclaims.examples"]


def test_the_public_names() -> None:
    assert newsclaims.__all__ == NAMES
    assert all(hasattr(newsclaims, name) for name in NAMES)


@pytest.mark.parametrize("name", MODULES)
def test_the_public_modules(name: str) -> None:
    if name == "newsclaims.spacy_component":
        pytest.importorskip("spacy", reason="spaCy is not installed: pip install '.[spacy]'")
    assert importlib.import_module(name).__doc__


@pytest.mark.parametrize("page", ["reference.md", "versioning.md"])
def test_the_documentation_names_the_public_modules(page: str) -> None:
    text = " ".join((DOCS / page).read_text(encoding="utf-8").split())
    assert (
        "Public are `newsclaims` itself, `newsclaims.tables`, `newsclaims.spacy_component` and "
        "`newsclaims.examples`; everything else is private and may move"
    ) in text


@pytest.mark.parametrize("use", ["tables.COLUMNS", "examples.libya()"])
def test_modules_that_come_with_the_package(use: str) -> None:
    code = f"import newsclaims; print(len(newsclaims.{use}))"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert int(printed) > 0
