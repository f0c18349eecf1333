"""What several of the commands take, and how those that measure time set themselves up."""

from __future__ import annotations

import os
from pathlib import Path

import click

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"

data = click.argument(
    "data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="NEWSCLAIMS_SHARED_DATA",
    default=Path("../shared/data"),
)
"""The folder of the corpora."""


def use_one_thread() -> None:
    """To be called before any library starts its own threads."""
    for variable in ("NEWSCLAIMS_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = "1"


def texts_of(folder: Path, limit: int) -> list[str]:
    """The first articles of a folder (``*.txt``)."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))[:limit]]
