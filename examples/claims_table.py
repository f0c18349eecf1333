"""Puts the claims of several articles in one pandas table, a row for each claim.

    python examples/claims_table.py [FOLDER]

Needs pandas: ``pip install 'newsclaims[pandas]'``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from newsclaims import parse_articles

FOLDER = Path(__file__).parent / "articles"
SHOWN = ["article", "speaker", "cue", "text", "polarity", "certainty", "confidence"]


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
            {"article": path.stem, **row}
            for path, article in zip(paths, articles, strict=True)
            for row in article.to_rows()
        ]
    )
    if table.empty:
        sys.exit(f"No claims in {folder}/*.txt")
    with pd.option_context("display.max_columns", None, "display.width", 160):
        print(table[SHOWN].fillna(""))
        print()
        print(table.groupby(["speaker", "polarity"], dropna=False).size().rename("claims"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
