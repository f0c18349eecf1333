"""The annotated articles that the other benchmarks draw from, and their scorer."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsclaims import Attribution
from newsclaims.training.brat import Annotation, read_brat

ANNOTATIONS = Path(__file__).parent / "annotations"
_EVENT = re.compile(r"E\d+(?=\t)", re.MULTILINE)


def load_scorer(shared: Path) -> Any:
    """The module ``eval/attribution_eval.py`` of a folder, which scores attributions."""
    sys.path.insert(0, str(shared / "eval"))
    return importlib.import_module("attribution_eval")


def dev_articles(shared: Path, scorer: Any) -> list[tuple[str, str, Any]]:
    """The articles of PolNeAR dev: id, text, and what each annotator found."""
    return list(scorer.read_gold(shared / "data" / "polnear" / "dev"))


def as_scored(scorer: Any, attributions: Iterable[Attribution]) -> list[dict[str, Any]]:
    """Our attributions as the scorer takes them: the offsets of each role."""
    return [
        {role: scorer.spans_of(getattr(attribution, role)) for role in scorer.ROLES}
        for attribution in attributions
    ]


def sample(name: str) -> list[dict[str, Any]]:
    """The rows of a hand-annotated sample; each holds an article's and an attribution's id."""
    rows: list[dict[str, Any]] = json.loads(
        (ANNOTATIONS / f"{name}.json").read_text(encoding="utf-8")
    )
    return rows


def articles(
    folder: Path, rows: Iterable[dict[str, Any]]
) -> dict[str, tuple[str, dict[str, Annotation]]]:
    """The text and the attributions by id of each article that occurs in some rows."""
    wanted = {row["article"] for row in rows}
    found = {}
    for article in read_brat(folder):
        if article.id in wanted:
            (path, *_) = sorted((folder / "attributions").glob(f"{article.id}_????.ann"))
            ids = _EVENT.findall(path.read_text(encoding="utf-8"))
            found[article.id] = article.text, dict(zip(ids, article.annotations, strict=True))
    if missing := wanted - found.keys():
        raise FileNotFoundError(f"not in {folder}: {', '.join(sorted(missing))}")
    return found
