"""Puts the claims of several articles in one pandas table, a row for each claim.

    python examples/claims_table.py [FOLDER]

Needs pandas: ``pip install 'newsclaims[pandas]'``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from newsclaims import Argument, Article, parse_articles

FOLDER = Path(__file__).parent / "articles"


def rows(name: str, article: Article) -> list[dict[str, Any]]:
    """One row for each claim; what is not there is None."""
    return [
        {
            "article": name,
            "speaker": claim.speaker.name if claim.speaker is not None else None,
            "subject": _name(claim.subject),
            "predicate": claim.predicate.lemma,
            "object": _name(claim.object),
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "confidence": round(claim.confidence, 2),
            "claim": claim.text,
        }
        for claim in article.claims
    ]


def _name(argument: Argument | None) -> str | None:
    if argument is None:
        return None
    return argument.entity.name if argument.entity is not None else argument.text


def main(folder: Path = FOLDER) -> None:
    """Print the table, and how often each speaker denies something."""
    try:
        import pandas as pd
    except ImportError:
        sys.exit("This example needs pandas: pip install 'newsclaims[pandas]'")
    paths = sorted(folder.glob("*.txt"))
    articles = parse_articles(path.read_text(encoding="utf-8") for path in paths)
    table = pd.DataFrame(
        [
            row
            for path, article in zip(paths, articles, strict=True)
            for row in rows(path.stem, article)
        ]
    )
    if table.empty:
        sys.exit(f"No claims in {folder}/*.txt")
    with pd.option_context("display.max_columns", None, "display.width", 160):
        print(table)
        print()
        print(table.groupby(["speaker", "polarity"], dropna=False).size().rename("claims"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
