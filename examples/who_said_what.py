"""Prints who said what in the Libya article: run ``python examples/who_said_what.py``."""

from __future__ import annotations

from newsclaims import examples, parse_article


def main() -> None:
    """Print each quote with its speaker, then each claim as a headline would put it."""
    article = parse_article(examples.libya(), published="2020-01-14")
    print(article.title)
    print()
    for quote in article.quotes:
        speaker = quote.speaker
        name = speaker.name if speaker is not None else "somebody"
        role = f" ({speaker.role})" if speaker is not None and speaker.role is not None else ""
        print(f"{name}{role}, {quote.kind}: {quote.text}")
    print()
    for claim in article.claims:
        print(f"{claim}  [{claim.polarity}, {claim.certainty}]")


if __name__ == "__main__":
    main()
