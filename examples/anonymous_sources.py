"""An audit of unnamed and anonymous sources over a folder of articles, one UTF-8 text file each.

    python examples/anonymous_sources.py [FOLDER]

For each article: which sources have no name, which of them are kept anonymous (`Entity.anonymous`),
what is quoted from them, and whether anybody else in the article says anything of the same. A
headline is noted if it rests on unnamed sources: it names such a source itself, or the claim below
that is most like it is theirs. What is alike is decided by shared words, as in ``two_accounts.py``.

Documents ("the annual report") and organisations that speak for themselves ("the town council") are
not counted. Without a folder: four invented stories in ``examples/anonymous``.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any

from newsclaims import Claim, Entity, Quote
from two_accounts import Account, described, is_unnamed, pairs_of_the_same, read_accounts

FOLDER = Path(__file__).parent / "anonymous"
WIDTH = 100


def unnamed_quotes(account: Account) -> list[Quote]:
    """What the article quotes from unnamed sources, kept anonymous or not."""
    return [quote for quote in account.article.quotes if is_unnamed(quote.speaker)]


def shares(account: Account) -> dict[str, Any]:
    """How many of an article's quotes come from unnamed and anonymous sources; a row of a table."""
    unnamed = unnamed_quotes(account)
    return {
        "article": account.name,
        "quotes": len(account.article.quotes),
        "unnamed": len(unnamed),
        "anonymous": sum(q.speaker is not None and q.speaker.anonymous for q in unnamed),
        "share unnamed": len(unnamed) / max(1, len(account.article.quotes)),
    }


def named_on_the_same(account: Account, claim: Claim) -> Claim | None:
    """The claim of a named source, or of the article itself, that is most like one; or None."""
    others = [other for other in account.claims if not is_unnamed(other.speaker)]
    pairs = pairs_of_the_same(account, [claim], account, others)
    return pairs[0].second if pairs else None


def sources_of_headline(account: Account) -> list[Entity]:
    """The unnamed sources that the headline rests on."""
    headline = [c for c in account.article.claims if c.content[0].start < account.body]
    speakers = [claim.speaker for claim in headline if is_unnamed(claim.speaker)]
    if not speakers:
        pairs = pairs_of_the_same(account, headline, account, account.claims)
        speakers = [pair.second.speaker for pair in pairs[:1] if is_unnamed(pair.second.speaker)]
    return list({speaker.id: speaker for speaker in speakers if speaker is not None}.values())


def report(account: Account) -> str:
    """The unnamed sources of one article, and what is claimed on their word."""
    lines = [f"{account.name}: {account.article.title or '(no headline)'}"]
    behind = sources_of_headline(account)
    if behind:
        lines.append(f"  The headline rests on: {', '.join(source.name for source in behind)}")
    speakers = [speaker for speaker in account.article.speakers if is_unnamed(speaker)]
    for speaker in speakers:
        lines.append(f"  {described(speaker)}")
        for claim in account.claims:
            if claim.speaker == speaker:
                lines += indented(claim.text, "    - ")
                other = named_on_the_same(account, claim)
                if other is not None:
                    lines += indented(str(other), "      compare: ")
    return "\n".join(lines if speakers else [*lines, "  Every person quoted has a name."])


def indented(text: str, start: str) -> list[str]:
    """The lines of a text that begins with something, the others as far in as the first."""
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))


def main(folder: Path = FOLDER) -> None:
    """Print the share of unnamed sources in each article, then the sources themselves."""
    accounts = read_accounts(sorted(folder.glob("*.txt")))
    if not accounts:
        sys.exit(f"No articles in {folder}/*.txt")
    print(f"{'article':30}  quotes  unnamed  anonymous  share unnamed")
    for row in map(shares, accounts):
        print(
            f"{row['article']:30}  {row['quotes']:6}  {row['unnamed']:7}  {row['anonymous']:9}"
            f"  {row['share unnamed']:13.0%}"
        )
    print('\nA claim without "compare" rests on its unnamed source alone.')
    for account in accounts:
        print()
        print(report(account))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
