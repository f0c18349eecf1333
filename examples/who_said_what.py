"""Prints who said what in an article, by default the Libya article.

python examples/who_said_what.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from newsclaims import Entity, examples, parse_article


def described(speaker: Entity | None) -> str:
    """A speaker's name, with the office if the article gives one."""
    if speaker is None:
        return "somebody"
    return f"{speaker} ({speaker.role})" if speaker.role is not None else speaker.name


def main(path: Path | None = None) -> None:
    """Print each quote with its speaker, then each claim as a headline would put it."""
    text = examples.libya() if path is None else path.read_text(encoding="utf-8")
    article = parse_article(text)
    print(article.title)
    print()
    for quote in article.quotes:
        print(f"{described(quote.speaker)}, {quote.kind}: {quote.text}")
    print()
    for claim in article.claims:
        print(f"{claim}  [{claim.polarity}, {claim.certainty}]")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
