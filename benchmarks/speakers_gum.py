"""How often a pronoun or a description gets the right name, on GUM, by cross-validation.

Run with ``python benchmarks/speakers_gum.py SHARED``, a folder that holds ``data/gum``,
``data/gap`` and ``data/litbank``, where the extra ``benchmark`` is installed. Every document of the
chosen genres is read as text, with the labels of its speakers printed ("NAME: …") where GUM keeps
them in comments, unless ``--without-labels`` asks for the bare words.

Counted are the sources of attributions whose annotated chain has a proper name, and that have none
themselves: of the mentions that end where the source does, the longest one inside of it. A
possessive "'s" belongs to neither; what is only said of somebody ("Roe, a judge") does not count. A
source is right if the name of its speaker has a word of one of the chain's names. Beside them stand
all such mentions, whether they are found or not.

What is learned after the encoder (`parts`) is fitted again for each of five folds, without its
documents; the encoder itself was trained on GUM's train part, so that its dev part, of which
nothing was learned, stands apart. Intervals of 95 percent are of 1,000 samples of the documents.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import field, frozen

from newsclaims.attributions.attributions import find_attributions
from newsclaims.attributions.quotes import complete_quotations
from newsclaims.reading.encoder import load_encoder
from newsclaims.results import Attribution, Entity, Span
from newsclaims.speakers.pronouns import Ranker
from newsclaims.speakers.speakers import name_speakers
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document, Mention, Reading
from newsclaims.text.quotation_marks import find_quotations
from newsclaims.text.segment import segment
from newsclaims.training.corpora import find_corpora
from newsclaims.training.pronouns import Case as PronounCase
from newsclaims.training.pronouns import adapt, fit_first, read_cases, treebank_cases
from newsclaims.training.treebank import read_conllu, read_sentences
from newsclaims.words.pronouns import (
    FIRST_PERSON,
    FIRST_PERSON_PLURAL,
    SECOND_PERSON,
    THIRD_PERSON,
)

FOLDS = 5
SAMPLES = 1000
GENRES = ("news", "interview")
GROUPS = ("he, she", "descriptions of people", "it, they, things", "I, you, we")
_DIALOGUE = FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON
_POSSESSIVE = re.compile(r"['’]s?$")

Part = Callable[[Sequence[Path]], Mapping[str, Any]]
"""Learns from some documents, and gives what `name_speakers` is called with by keyword."""


@frozen
class Nameless:
    """A mention without a name in a chain that has one, as offsets; and the heads of its names."""

    start: int
    end: int
    group: str
    names: frozenset[str]


@frozen(eq=False)
class Case:
    """A document as it is read, and the mentions to be named."""

    path: Path
    document: Document
    reading: Reading
    mentions: Sequence[Nameless]

    @property
    def is_dev(self) -> bool:
        """Whether the encoder has learned nothing from it."""
        return self.path.parent.name == "dev"


@frozen(eq=False)
class Score:
    """For each group how many are right, and how many there are, in one document."""

    is_dev: bool
    right: Counter[str] = field(factory=Counter)
    all: Counter[str] = field(factory=Counter)

    def add(self, kind: str, group: str, is_right: bool) -> None:
        """Counts a source or a mention."""
        for name in (f"{kind}: {group}", f"{kind}: all"):
            self.right[name] += is_right
            self.all[name] += 1
        if group in GROUPS[:2]:
            self.right[f"{kind}: he, she, descriptions"] += is_right
            self.all[f"{kind}: he, she, descriptions"] += 1


# The documents


def read_case(path: Path, with_labels: bool) -> Case:
    """A document of GUM with its speakers' labels printed, and what the encoder reads in it."""
    ((gold, reading),) = read_conllu(path)
    inserted = printed_labels(path, gold) if with_labels else []
    text = gold.text
    for offset, label in reversed(inserted):
        text = text[:offset] + label + text[offset:]

    def moved(offset: int) -> int:
        return offset + sum(len(label) for at, label in inserted if at <= offset)

    names: dict[int, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        if reading.upos[mention.head] == "PROPN":
            names[mention.chain] |= {
                gold.tokens[i].text.lower()
                for i in range(mention.first, mention.last)
                if i == mention.head
                or (reading.heads[i] == mention.head and reading.relations[i] == "flat")
            }
    mentions = []
    for m in reading.mentions:
        last = m.last - (m.last - 1 > m.head and gold.tokens[m.last - 1].text in ("'s", "’s"))
        words = {token.text.lower() for token in gold.tokens[m.first : m.last]}
        if names[m.chain] and names[m.chain].isdisjoint(words) and not said_of(reading, m):
            start, end = gold.tokens[m.first].start, gold.tokens[last - 1].end
            word = gold.tokens[m.head].text.lower()
            group = group_of(word, reading.upos[m.head] == "PRON", m.type == "person")
            mentions.append(Nameless(moved(start), moved(end), group, frozenset(names[m.chain])))
    document = segment(text)
    return Case(path, document, load_encoder().read([document])[0], mentions)


def printed_labels(path: Path, document: Document) -> list[tuple[int, str]]:
    """Where another speaker begins, and the label that a transcript would print there."""
    found, before = list[tuple[int, str]](), None
    for sentence, gold in zip(read_sentences(path), document.sentences, strict=True):
        speaker = sentence.metadata.get("speaker")
        if speaker and speaker != before:
            found.append((gold.start, f"{_label(speaker)}: "))
        before = speaker
    return found


def said_of(reading: Reading, mention: Mention) -> bool:
    """Whether a mention is said of somebody and stands for nobody: "Roe, a judge", "is a judge"."""
    if reading.relations[mention.head] == "appos":
        return True
    heads, relations = reading.heads, reading.relations
    return any(heads[i] == mention.head and relations[i] == "cop" for i in range(len(heads)))


def _label(speaker: str) -> str:
    """A speaker as a transcript prints it: "Jane Roe" for "#JaneRoe" or "Jane_Roe"."""
    return re.sub(r"(?<=[a-z])(?<!\bMc)(?=[A-Z])", " ", speaker.strip("#").replace("_", " "))


def group_of(word: str, is_pronoun: bool, is_person: bool) -> str:
    """The group of a mention by its head word."""
    if word in _DIALOGUE and is_pronoun:
        return GROUPS[3]
    if is_pronoun and THIRD_PERSON.get(word, (None, False))[0]:
        return GROUPS[0]
    return GROUPS[1] if is_person and not is_pronoun else GROUPS[2]


# What is learned


def train_pronouns(
    annotated: Mapping[Path, Sequence[PronounCase]],
    held_back: Sequence[PronounCase],
    documents: Sequence[Path],
) -> dict[str, Any]:
    """The choice of what third-person pronouns stand for.

    The first step is fitted on GUM alone; what is held back of LitBank and GAP adapts it.
    """
    first = fit_first([case for path in documents for case in annotated[path]])
    return {"choose": Ranker(adapt(first, held_back))}


def parts(shared: Path, documents: Sequence[Path]) -> Sequence[Part]:
    """Everything that is fitted again for each fold, of documents that may be learned from."""
    held_back = list(read_cases(load_encoder(), find_corpora(shared / "data"), held_back=True))
    annotated = {path: list(treebank_cases(path)) for path in documents}
    return (partial(train_pronouns, annotated, held_back),)


# Scores


def score(case: Case, learned: Mapping[str, Any]) -> Score:
    """How many sources and mentions of a document have the right name."""
    document, reading = case.document, case.reading
    quotations = find_quotations(document.text, document.paragraphs)
    found = complete_quotations(document, quotations, find_attributions(document, reading))
    syntax = Syntax(document, reading)
    entities, attributions = name_speakers(syntax, reading.mentions, quotations, found, **learned)
    scored = Score(case.is_dev)
    for attribution in attributions:
        mention = mention_of(attribution, case.mentions)
        if mention is not None:
            scored.add("sources", mention.group, is_named(attribution.speaker, mention))
    at = {without_possessive(m): entity for entity in entities for m in entity.mentions}
    for mention in case.mentions:
        scored.add(
            "mentions", mention.group, is_named(at.get((mention.start, mention.end)), mention)
        )
    return scored


def mention_of(attribution: Attribution, mentions: Sequence[Nameless]) -> Nameless | None:
    """The longest mention in a source that ends where it does."""
    if attribution.source is None:
        return None
    start, end = without_possessive(attribution.source)
    inside = [m for m in mentions if m.end == end and m.start >= start]
    return max(inside, key=lambda m: m.end - m.start, default=None)


def without_possessive(span: Span) -> tuple[int, int]:
    """The offsets of a span without "'s" at its end."""
    return span.start, span.end - len(span.text) + len(_POSSESSIVE.sub("", span.text))


def is_named(entity: Entity | None, mention: Nameless) -> bool:
    """Whether an entity's name has the head word of one of the chain's names."""
    words = set() if entity is None else set(re.findall(r"[\w.'’-]+", entity.name.lower()))
    return not mention.names.isdisjoint(words)


def cross_validated(
    cases: Sequence[Case], parts: Sequence[Part], documents: Sequence[Path]
) -> Iterator[Score]:
    """The scores of each document, by what was learned from others than those of its fold."""
    order = sorted(cases, key=lambda case: case.path.name)
    random.Random(0).shuffle(order)
    for fold in range(FOLDS):
        learned: dict[str, Any] = {}
        held_out = order[fold::FOLDS]
        rest = [path for path in documents if all(case.path != path for case in held_out)]
        for part in parts:
            learned |= part(rest)
        yield from (score(case, learned) for case in held_out)


def interval(scores: Sequence[Score], name: str) -> tuple[float, float]:
    """The 95 percent interval of a share in percent, over samples of the documents."""
    drawn, shares = random.Random(0), list[float]()
    for _ in range(SAMPLES):
        sample = drawn.choices(scores, k=len(scores))
        total = sum(one.all[name] for one in sample)
        if total:
            shares.append(100 * sum(one.right[name] for one in sample) / total)
    shares.sort()
    return (shares[len(shares) // 40], shares[-1 - len(shares) // 40]) if shares else (0.0, 0.0)


def figures(scores: Sequence[Score]) -> Iterator[tuple[str, float, tuple[float, float], int]]:
    """For each kind and group the share in percent, its interval, and of how many."""
    for kind in ("sources", "mentions"):
        for group in (*GROUPS, "he, she, descriptions", "all"):
            name = f"{kind}: {group}"
            total = sum(one.all[name] for one in scores)
            share = 100 * sum(one.right[name] for one in scores) / max(1, total)
            yield name, share, interval(scores, name), total


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--genres", default=",".join(GENRES), show_default=True, help="Or: all.")
@click.option("--without-labels", is_flag=True, help="The labels of speakers are not printed.")
@click.option("--shipped", is_flag=True, help="Nothing is fitted again: the shipped model.")
def main(shared: Path, genres: str, without_labels: bool, shipped: bool) -> None:
    paths = sorted((shared / "data" / "gum").glob("*/*.conllu"))
    wanted = genres.split(",")
    chosen = [path for path in paths if genres == "all" or path.stem.split("_")[1] in wanted]
    cases = [read_case(path, not without_labels) for path in chosen]
    train = [path for path in paths if path.parent.name == "train"]
    learners = () if shipped else parts(shared, train)
    scores = list(cross_validated(cases, learners, train))
    found: dict[str, float] = {}
    for title, some in (("all", scores), ("dev", [one for one in scores if one.is_dev])):
        click.echo(f"{title}: {len(some)} documents")
        for name, share, (low, high), total in figures(some):
            click.echo(f"  {name:35} {share:5.1f} [{low:.1f}, {high:.1f}] of {total}")
            found[f"{title}: {name}"] = round(share, 1)
    click.echo(json.dumps(found))


if __name__ == "__main__":
    main()
