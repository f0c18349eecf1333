"""Reads corpora of coreference alone: LitBank (Bamman et al., 2020) and GAP (Webster et al., 2018).

They say nothing of syntax, and mark some mentions only. A teacher's reading of them gives the
syntax, the heads of the mentions, and the mentions that they leave out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from attrs import evolve, frozen

from newsclaims.text.document import Document, Mention, Reading
from newsclaims.text.segment import segment
from newsclaims.training.examples import Example, SoftLabels, describe_coreference, one_per_head
from newsclaims.training.text_builder import TextBuilder
from newsclaims.training.treebank import mention_head
from newsclaims.words import having

_BRACKET = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_PART = 700  # tokens of a part of a LitBank text, cut between sentences
_PARAGRAPH = 6  # sentences of a paragraph, which LitBank does not mark
_NO_SPACE_BEFORE = (
    frozenset(". , ; : ! ? ) ] ’ ”".split())
    | having("clitic")
    | {clitic.replace("'", "’") for clitic in having("clitic")}
)
_NO_SPACE_AFTER = frozenset("( [ “ ‘".split())
_HELD_BACK = {"litbank": 10, "gap": 5}
"""One document in so many is not learned from: the choice of antecedents is fitted on those."""


@frozen
class Chains:
    """A document with the coreference that is annotated in it.

    Attributes:
        document: The text.
        mentions: (first, last, chain) of each annotated mention, half-open.
    """

    document: Document
    mentions: tuple[tuple[int, int, int], ...]


@frozen
class Choice:
    """A GAP snippet: a pronoun and two names, each of which it stands for or not.

    Attributes:
        document: The text.
        pronoun: Index of its token.
        names: The tokens of each name.
        right: Whether the pronoun stands for it.
    """

    document: Document
    pronoun: int
    names: tuple[range, range]
    right: tuple[bool, bool]


def read_litbank(folder: Path, held_back: bool = False) -> Iterator[Chains]:
    """Yields parts of the texts in ``coref/*.conll`` of LitBank.

    Those that are ``held_back`` are every tenth, the others are to learn from.
    """
    files = sorted((folder / "coref").glob("*.conll"))
    for number, path in enumerate(files):
        if (number % _HELD_BACK["litbank"] == 0) == held_back:
            yield from _parts(_sentences(path.read_text(encoding="utf-8")))


def read_gap(path: Path, held_back: bool = False) -> Iterator[Choice]:
    """Yields the snippets of a file of GAP; those ``held_back`` are every fifth."""
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if (number % _HELD_BACK["gap"] == 0) == held_back:
                choice = _choice(row)
                if choice is not None:
                    yield choice


def _choice(row: dict[str, str]) -> Choice | None:
    document = segment(row["Text"])
    start = int(row["Pronoun-offset"])
    pronoun = document.tokens_in(start, start + len(row["Pronoun"]))
    names = []
    for name in "AB":
        offset = int(row[f"{name}-offset"])
        names.append(document.tokens_in(offset, offset + len(row[name])))
    if len(pronoun) != 1 or not all(names):
        return None
    right = tuple(row[f"{name}-coref"].upper() == "TRUE" for name in "AB")
    return Choice(document, pronoun.start, (names[0], names[1]), (right[0], right[1]))


_Rows = list[tuple[str, str]]  # the form and the brackets of each token


def _sentences(conll: str) -> list[_Rows]:
    sentences: list[_Rows] = [[]]
    for line in conll.splitlines():
        if line.startswith("#"):
            continue
        if not line.strip():
            sentences.append([])
            continue
        columns = line.split("\t")
        sentences[-1].append((columns[3], columns[-1]))
    return [rows for rows in sentences if rows]


def _parts(sentences: Sequence[_Rows]) -> Iterator[Chains]:
    part: list[_Rows] = []
    for rows in sentences:
        if part and sum(map(len, part)) + len(rows) > _PART:
            yield _chains(part)
            part = []
        part.append(rows)
    if part:
        yield _chains(part)


def _chains(part: Sequence[_Rows]) -> Chains:
    builder = TextBuilder()
    mentions: list[tuple[int, int, int]] = []
    since = 0
    for rows in part:
        since += 1
        new_paragraph = rows[0][0] == "“" or since > _PARAGRAPH
        if new_paragraph:
            since = 1
        first, before = builder.begin_sentence(new_paragraph), ""
        open_brackets: dict[int, list[int]] = {}
        for form, brackets in rows:
            if before and (form in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER):
                builder.space = ""
            at, before = len(builder.tokens), form
            builder.add_token(form)
            for whole, opens, closes in _BRACKET.findall(brackets):
                if whole:
                    mentions.append((at, at + 1, int(whole)))
                elif opens:
                    open_brackets.setdefault(int(opens), []).append(at)
                elif open_brackets.get(int(closes)):
                    start = open_brackets[int(closes)].pop()
                    mentions.append((start, at + 1, int(closes)))
        builder.end_sentence(first, new_paragraph)
    return Chains(builder.document(), tuple(mentions))


def coreference_examples(
    chains: Sequence[Chains],
    choices: Sequence[Choice],
    taught: Sequence[tuple[SoftLabels, Reading]],
    plain: Sequence[Example],
) -> list[Example]:
    """Examples of both corpora, with the teacher's labels for all but coreference.

    Args:
        chains: Of LitBank.
        choices: Of GAP.
        taught: What the teacher reads in each of them, in this order.
        plain: Their examples without labels, in this order.
    """
    found = []
    everything: list[Chains | Choice] = [*chains, *choices]
    for one, example, (soft, reading) in zip(everything, plain, taught, strict=True):
        if isinstance(one, Chains):
            mentions, coreferent, known = _all_mentions(one, reading)
        else:
            mentions, coreferent, known = _around_pronoun(one, reading)
        if not known.diagonal().any():
            continue
        coreference = describe_coreference(one.document, reading.upos, mentions, coreferent, known)
        found.append(evolve(example, coreference=coreference, soft=soft, reading=reading))
    return found


_Known = tuple[list[Mention], "np.ndarray", "np.ndarray"]


def _all_mentions(chains: Chains, reading: Reading) -> _Known:
    """The annotated mentions, and the others that the teacher reads, which are none of theirs."""
    types = {m.head: m.type for m in reading.mentions}
    own = []
    for first, last, chain in chains.mentions:
        head = mention_head(reading.heads, reading.relations, first, last)
        own.append(Mention(first, last, head, types.get(head, "person"), chain, None))
    heads = {mention.head for mention in own}
    others = [m for m in reading.mentions if m.head not in heads]
    mentions = one_per_head([*own, *others])
    numbers = np.array([mention.chain for mention in mentions])
    annotated = numbers >= 0
    coreferent = (numbers[:, None] == numbers[None, :]) & annotated
    # Of an unannotated mention it is only known that it is no annotated one.
    known = np.broadcast_to(annotated[:, None], coreferent.shape).copy()
    return mentions, coreferent, known


def _around_pronoun(choice: Choice, reading: Reading) -> _Known:
    """The teacher's mentions, and whether the pronoun stands for the two names among them.

    Of the other pronouns nobody knows, nor of further mentions of the names' own words.
    """
    document = choice.document
    own = [Mention(choice.pronoun, choice.pronoun + 1, choice.pronoun, "person", -1, None)]
    for name in choice.names:
        head = mention_head(reading.heads, reading.relations, name.start, name.stop)
        if not any(m.head in name and m.type == "person" for m in reading.mentions):
            own.append(Mention(name.start, name.stop, head, "person", -1, None))
    heads = {mention.head for mention in own}
    mentions = one_per_head([*own, *(m for m in reading.mentions if m.head not in heads)])
    number = len(mentions)
    coreferent, known = np.zeros((2, number, number), dtype=bool)
    here = next(i for i, m in enumerate(mentions) if m.head == choice.pronoun)
    words = [{document.tokens[i].text.lower() for i in name} for name in choice.names]
    sides = []
    for mention in mentions:
        form = document.tokens[mention.head].text.lower()
        at = next((k for k, name in enumerate(choice.names) if mention.head in name), None)
        named = [k for k in (0, 1) if form in words[k]]
        sides.append(at if at is not None else named[0] if len(named) == 1 else None)
    for i, (mention, side) in enumerate(zip(mentions, sides, strict=True)):
        if i == here:
            known[i, i] = True
        elif side is not None:
            known[here, i] = True
            coreferent[here, i] = choice.right[side]
        elif reading.upos[mention.head] != "PRON":
            # A common noun may be the same person ("the actor"), a thing is not.
            known[here, i] = mention.type != "person" or reading.upos[mention.head] == "PROPN"
    if not any(choice.right):  # then it stands for any other person
        for i, (mention, side) in enumerate(zip(mentions, sides, strict=True)):
            if i != here and side is None and mention.type == "person":
                known[here, i] = coreferent[here, i] = True
    if not coreferent[here, :here].any():
        known[here, here] = False  # who it is comes after the pronoun, if at all
    return mentions, coreferent, known
