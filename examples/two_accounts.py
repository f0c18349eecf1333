"""Puts two accounts of the same event side by side, and says where they differ.

    python examples/two_accounts.py [--html] [FILE FILE]

Prints who speaks in both and who in one only, who is quoted in direct speech by one and not by the
other, and what the two say of the same things. ``--html`` prints the same as a web page:

    python examples/two_accounts.py --html > accounts.html

Without files: two invented stories of one accident, in ``examples/accounts``.

Which claims are of the same thing is decided by the words that they share: the lemmas of their
nouns, verbs, adjectives and adverbs, and the names of whom they are about. A word counts for more
the fewer claims have it, and two claims are compared by the cosine of their words' weights (tf-idf,
as in a search engine). Each claim is put beside the one that is most like it. That is simple, and
sometimes wrong: accounts that use other words for the same thing are not brought together.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from pathlib import Path

from newsclaims import Article, Claim, Document, Entity, Quote, parse_articles, read_document
from quotes_of_one_speaker import same_name

FOLDER = Path(__file__).parent / "accounts"
FILES = FOLDER / "dunmarrow_gazette.txt", FOLDER / "meridian_wire.txt"

CONTENT_WORDS = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}
UNNAMED_KINDS = {"person", "group", "other"}  # not documents, nor organisations
SAME_THING = 0.25  # claims less alike than this, from 0 to 1, are of different things


@dataclass(frozen=True)
class Account:
    """An article, the words that it was read from, and a name for it."""

    name: str
    document: Document
    article: Article

    @property
    def body(self) -> int:
        """Where the text below the headline begins."""
        title = self.document.title
        return 0 if title is None else self.document.sentences[title].end

    @property
    def claims(self) -> list[Claim]:
        """The claims below the headline, less titles and offices ("Lindqvist is fire chief")."""
        return [
            claim
            for claim in self.article.claims
            if claim.predicate.span is not None and claim.content[0].start >= self.body
        ]


@dataclass(frozen=True)
class Pair:
    """Two claims of the same thing, one from each account, and how alike they are, 0 to 1."""

    similarity: float
    first: Claim
    second: Claim


def read_accounts(paths: Iterable[Path]) -> list[Account]:
    """Read articles; each account is called after its file, "meridian_wire.txt" "Meridian Wire"."""
    paths = list(paths)
    documents = [read_document(path.read_text(encoding="utf-8")) for path in paths]
    # Unlikely claims too: they stand beside others that they can be held against.
    articles = parse_articles(documents, minimum_confidence=0)
    return [
        Account(path.stem.replace("_", " ").title(), document, article)
        for path, document, article in zip(paths, documents, articles, strict=True)
    ]


def content_words(document: Document, claim: Claim) -> set[str]:
    """The words that tell what a claim is about, in lower case."""
    tokens = [
        document.tokens[i]
        for span in claim.content
        for i in document.tokens_in(span.start, span.end)
    ]
    arguments = [claim.subject, claim.object, *claim.arguments]
    entities = [argument.entity for argument in arguments if argument is not None]
    names = [entity.name for entity in entities if entity is not None and entity.named]
    words = [token.lemma for token in tokens if token.upos in CONTENT_WORDS]
    return set(" ".join(words + names).lower().split())


def numbers(document: Document, claim: Claim) -> list[str]:
    """The numbers in the words of a claim, as printed."""
    return [
        document.tokens[i].text
        for span in claim.content
        for i in document.tokens_in(span.start, span.end)
        if document.tokens[i].upos == "NUM"
    ]


def pairs_of_the_same(
    first: Account, claims: Sequence[Claim], second: Account, others: Sequence[Claim]
) -> list[Pair]:
    """Each two claims, one from each account, that are of the same thing; the most alike first.

    Two words must be the same, and one of them no person's name: not all that is said of one
    person is of the same thing.
    """
    people = {
        word
        for account in (first, second)
        for entity in account.article.entities
        if entity.named and entity.kind == "person"
        for word in entity.name.lower().split()
    }
    left = [content_words(first.document, claim) for claim in claims]
    right = [content_words(second.document, claim) for claim in others]
    count = Counter(word for words in (*left, *right) for word in words)
    weight = {word: math.log((len(left) + len(right)) / n) ** 2 for word, n in count.items()}

    def total(words: set[str]) -> float:
        return sum(weight[word] for word in words)

    pairs = []
    for claim, words in zip(claims, left, strict=True):
        for other, other_words in zip(others, right, strict=True):
            shared = words & other_words
            if len(shared) < 2 or shared <= people:
                continue
            length = math.sqrt(total(words) * total(other_words))
            if length and total(shared) / length >= SAME_THING:
                pairs.append(Pair(total(shared) / length, claim, other))
    return sorted(pairs, key=lambda pair: -pair.similarity)


def side_by_side(first: Account, second: Account) -> list[Pair]:
    """The claims of both accounts that belong together, each in one pair, as the first has them."""
    taken: set[int] = set()
    chosen = []
    for pair in pairs_of_the_same(first, first.claims, second, second.claims):
        if id(pair.first) not in taken and id(pair.second) not in taken:
            taken |= {id(pair.first), id(pair.second)}
            chosen.append(pair)
    return sorted(chosen, key=lambda pair: pair.first.content[0].start)


def quote_kind(account: Account, claim: Claim) -> str:
    """How the words of a claim are quoted, "direct", "indirect" or "mixed"; "" if they are not."""
    for quote in account.article.quotes:
        if quote.attribution is not None and quote.attribution == claim.attribution:
            return quote.kind
    return ""


def differences(first: Account, second: Account, pair: Pair) -> list[str]:
    """What is not the same in two claims: numbers, polarity, certainty, how they are quoted."""
    one, other = pair.first, pair.second
    rows: list[tuple[str, str, str]] = [
        ("polarity", one.polarity, other.polarity),
        ("certainty", one.certainty, other.certainty),
    ]
    figures = numbers(first.document, one), numbers(second.document, other)
    if all(figures):
        rows.append(("numbers", ", ".join(figures[0]), ", ".join(figures[1])))
    if one.speaker and other.speaker and same_name(one.speaker.name, other.speaker.name):
        rows.append(("quotation", quote_kind(first, one), quote_kind(second, other)))
    return [f"{name}: {left} / {right}" for name, left, right in rows if left != right]


def is_unnamed(speaker: Entity | None) -> bool:
    """Whether a source is a person, or people, without a name."""
    return speaker is not None and not speaker.named and speaker.kind in UNNAMED_KINDS


def described(speaker: Entity) -> str:
    """The speaker's name, with the office if there is one; unnamed people are marked."""
    if is_unnamed(speaker):
        return f"{speaker.name} ({'anonymous' if speaker.anonymous else 'unnamed'})"
    return f"{speaker.name} ({speaker.role})" if speaker.role is not None else speaker.name


def source(account: Account, claim: Claim) -> str:
    """Who says it, and how that is quoted; the account itself where nobody is quoted."""
    if claim.speaker is None:
        return account.name
    kind = quote_kind(account, claim)
    return f"{claim.speaker.name}, {kind}" if kind else claim.speaker.name


def cited(account: Account, claim: Claim) -> str:
    """A claim, after whoever says it."""
    return f"{source(account, claim)}: {claim.text}"


def speakers_in_both(first: Account, second: Account) -> list[tuple[Entity, Entity]]:
    """The named speakers that the two accounts share."""
    return [
        (one, other)
        for one in first.article.speakers
        for other in second.article.speakers
        if one.named and other.named and same_name(one.name, other.name)
    ]


def direct_quotes(account: Account, speaker: Entity) -> list[Quote]:
    """The quotes of a speaker that are verbatim, all or in part."""
    return [q for q in account.article.quotes if q.speaker == speaker and q.verbatim]


def speaker_lists(first: Account, second: Account) -> list[tuple[str, list[str]]]:
    """What can be said of the speakers of two accounts: headings, each with its lines."""
    both = speakers_in_both(first, second)
    shared = {id(speaker) for pair in both for speaker in pair}
    direct = []
    for one, other in both:
        quotes = direct_quotes(first, one), direct_quotes(second, other)
        if bool(quotes[0]) != bool(quotes[1]):
            account = first if quotes[0] else second
            words = (quotes[0] or quotes[1])[0].text.rstrip(",")
            direct.append(f"{one.name}, in {account.name}: “{words}”")
    sections = [
        ("Speakers in both", [described(one) for one, _ in both]),
        ("In direct speech in one only", direct),
    ]
    for account in (first, second):
        only = [speaker for speaker in account.article.speakers if id(speaker) not in shared]
        sections.append((f"Only in {account.name}", [described(speaker) for speaker in only]))
    return sections


def as_text(first: Account, second: Account, width: int = 100) -> str:
    """The two accounts in two columns, for a terminal that is so many characters wide."""
    lines = [f"{account.name}: {account.article.title or ''}" for account in (first, second)]
    for heading, items in speaker_lists(first, second):
        lines += ["", heading]
        for item in items:
            lines += textwrap.wrap(item, width, initial_indent="- ", subsequent_indent="  ")
    lines += ["", "Of the same things", *columns(first.name.upper(), second.name.upper(), width)]
    for pair in side_by_side(first, second):
        lines += columns(cited(first, pair.first), cited(second, pair.second), width)
        lines += [f"  ≠ {difference}" for difference in differences(first, second, pair)]
        lines.append("")
    return "\n".join(lines).rstrip()


def columns(left: str, right: str, width: int) -> list[str]:
    """The lines of two texts that are set beside each other."""
    column = (width - 3) // 2
    sides = textwrap.wrap(left, column), textwrap.wrap(right, column)
    return [f"{a:{column}} | {b}" for a, b in zip_longest(*sides, fillvalue="")]


STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2, caption { font-size: 1.1rem; font-weight: bold; text-align: left; }
h2 { margin: 1rem 0 .25rem; }
ul { margin: 0; padding-left: 1.2rem; }
.speakers { display: grid; gap: 0 2rem; }
@media (min-width: 44rem) { .speakers { grid-template-columns: 1fr 1fr; } }
table { border-collapse: collapse; margin-top: 2rem; table-layout: fixed; width: 100%; }
th, td { border-top: 1px solid #8888; overflow-wrap: anywhere; padding: .6rem 1rem .6rem 0; }
th, td { text-align: left; vertical-align: top; }
th:last-child { width: 22%; }
small { color: light-dark(#555, #bbb); display: block; font-weight: normal; }
"""


def as_html(first: Account, second: Account) -> str:
    """The two accounts as a web page of its own, with everything from the articles escaped."""
    sections = "".join(
        f"<section><h2>{escape(heading)}</h2>"
        f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items) or '<li>nobody</li>'}</ul>"
        "</section>\n"
        for heading, items in speaker_lists(first, second)
    )
    heads = "".join(
        f'<th scope="col">{escape(account.name)}'
        f"<small>{escape(account.article.title or '')}</small></th>"
        for account in (first, second)
    )
    rows = "".join(
        f"<tr>{cell(first, pair.first)}{cell(second, pair.second)}"
        f"<td>{'<br>'.join(map(escape, differences(first, second, pair)))}</td></tr>\n"
        for pair in side_by_side(first, second)
    )
    title = escape(f"{first.name} and {second.name}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<div class="speakers">\n{sections}</div>\n'
        "<table>\n<caption>What they say of the same things</caption>\n"
        f'<thead><tr>{heads}<th scope="col">Differs in</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</main>\n</body>\n</html>"
    )


def cell(account: Account, claim: Claim) -> str:
    """A cell of the table: who says it, and what."""
    return f"<td><small>{escape(source(account, claim))}</small>{escape(claim.text)}</td>"


def main() -> None:
    """Print the two accounts that are named on the command line."""
    parser = argparse.ArgumentParser(description="Two accounts of the same event, side by side.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="two articles")
    parser.add_argument("--html", action="store_true", help="print a web page")
    given = parser.parse_args()
    if len(given.files) not in (0, 2):
        parser.error("give two files, or none")
    first, second = read_accounts(given.files or FILES)
    if given.html:
        sys.stdout.buffer.write(as_html(first, second).encode("utf-8"))  # as its <meta> says
    else:
        print(as_text(first, second, min(shutil.get_terminal_size().columns, 120)))


if __name__ == "__main__":
    main()
