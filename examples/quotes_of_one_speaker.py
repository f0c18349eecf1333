"""Prints every quote of one speaker in a folder of articles, one UTF-8 text file each.

    python examples/quotes_of_one_speaker.py [FOLDER [NAME]]

Articles are read one after another, so the folder may be larger than memory. Without arguments:
what Maren Oduya, an invented mayor, says in the invented stories of ``examples/articles``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from newsclaims import Quote, parse_articles

FOLDER = Path(__file__).parent / "articles"
NAME = "Maren Oduya"


def quotes_of(name: str, paths: list[Path]) -> Iterator[tuple[Path, Quote]]:
    """Each quote whose speaker has the name, with the file it stands in."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    for path, article in zip(paths, parse_articles(texts), strict=True):
        for quote in article.quotes:
            if quote.speaker is not None and same_name(quote.speaker.name, name):
                yield path, quote


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: an article may know a speaker by surname only."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return longer[-len(shorter) :] == shorter


def main(folder: Path | str = FOLDER, name: str = NAME) -> None:
    """Print the quotes, each after the name of its file."""
    found = 0
    for path, quote in quotes_of(name, sorted(Path(folder).glob("*.txt"))):
        print(f"{path.name}: {quote}")
        found += 1
    print(f"Quotes of {name}: {found}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
