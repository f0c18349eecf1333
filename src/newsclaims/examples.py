"""Articles to try the package on, without any file of one's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

__all__ = ["libya"]


def libya() -> str:
    """The text of "Libyan peace talks fall short", a short agency story with many speakers.

    Returns:
        The article as it stands in ``seeds/libya.txt``; its first line is the headline.
    """
    return _seed("libya.txt")


def _seed(name: str) -> str:
    seed = resources.files("newsclaims") / "seeds" / name
    if not seed.is_file():
        # In a source tree, and in an editable install, the seeds stand beside src/.
        seed = Path(__file__).parents[2] / "seeds" / name
    return seed.read_bytes().decode("utf-8")
