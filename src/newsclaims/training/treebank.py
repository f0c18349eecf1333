"""Reads Universal Dependencies treebanks (CoNLL-U) into documents with their gold syntax.

GUM's entities and coreference, in the "Entity" attribute of its last column, become mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import define, evolve, field

from newsclaims.text.document import Document, Mention, Reading, Token
from newsclaims.training.text_builder import TextBuilder

_BRACKET = re.compile(r"\([^()]+\)?|\d+\)")  # "(7-person-new…", "7)" or "(7-person-new…)"


@define
class _Builder(TextBuilder):
    """Builds a document with its syntax and mentions from the rows of CoNLL-U."""

    upos: list[str] = field(factory=list)
    heads: list[int] = field(factory=list)
    relations: list[str] = field(factory=list)
    mentions: list[Mention] = field(factory=list)

    def add_sentence(self, rows: list[list[str]], new_paragraph: bool) -> None:
        first = self.begin_sentence(new_paragraph)
        multiword_end = 0
        for row in rows:
            if "-" in row[0]:
                begin, multiword_end = map(int, row[0].split("-"))
                forms = [
                    r[1] for r in rows if r[0].isdigit() and begin <= int(r[0]) <= multiword_end
                ]
                self._add_multiword(row[1], forms, row[9])
            elif row[0].isdigit():
                if int(row[0]) > multiword_end:
                    self.add_token(row[1])
                    self._add_space(row[9])
                head = int(row[6])
                self.upos.append(row[3])
                self.heads.append(first + head - 1 if head else -1)
                self.relations.append(row[7])
        self._add_mentions([row for row in rows if row[0].isdigit()], first)
        self.end_sentence(first, new_paragraph)

    def _add_space(self, misc: str) -> None:
        self.space = "" if "SpaceAfter=No" in misc else " "

    def _add_multiword(self, surface: str, forms: list[str], misc: str) -> None:
        """Adds "don't" as "do" and "n't"; where the forms do not spell the surface, cuts it."""
        self.text += self.space
        position, end = len(self.text), len(self.text) + len(surface)
        self.text += surface
        for i, form in enumerate(forms):
            stop = (
                end
                if i == len(forms) - 1
                else min(position + len(form), end - (len(forms) - 1 - i))
            )
            stop = max(stop, position)
            self.tokens.append(Token(position, stop, self.text[position:stop]))
            position = stop
        self._add_space(misc)

    def _add_mentions(self, rows: list[list[str]], first: int) -> None:
        """Adds the mentions of a sentence that starts at a token; chains keep GUM's numbers."""
        open_brackets: list[tuple[int, str, int]] = []  # chain, type, first token
        for i, row in enumerate(rows, start=first):
            for bracket in _BRACKET.findall(_attribute(row[9], "Entity")):
                if bracket.startswith("("):
                    chain, kind = bracket.strip("()").split("-")[:2]
                    open_brackets.append((int(chain), kind, i))
                    if not bracket.endswith(")"):
                        continue
                    chain_number = int(chain)
                else:
                    chain_number = int(bracket[:-1])
                at = max(
                    (k for k, opened in enumerate(open_brackets) if opened[0] == chain_number),
                    default=None,
                )
                if at is not None:
                    _, kind, start = open_brackets.pop(at)
                    head = mention_head(self.heads, self.relations, start, i + 1)
                    self.mentions.append(Mention(start, i + 1, head, kind, chain_number, None))

    def build(self) -> tuple[Document, Reading]:
        reading = Reading(
            tuple(self.upos),
            tuple(self.heads),
            tuple(self.relations),
            (),
            tuple(_linked(self.mentions)),
        )
        return self.document(), reading


def mention_head(heads: Sequence[int], relations: Sequence[str], first: int, last: int) -> int:
    """The token that stands for a mention: its syntactic head, of a coordination the conjunction.

    A coordination needs a token of its own, since its head is that of its first conjunct.
    """
    head = next(i for i in range(first, last) if not first <= heads[i] < last)
    conjuncts = {i for i in range(first, last) if relations[i] == "conj" and heads[i] == head}
    return next(
        (i for i in range(first, last) if relations[i] == "cc" and heads[i] in conjuncts), head
    )


def _linked(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions in order, each with its predecessor in its chain."""
    latest: dict[int, int] = {}
    for i, mention in enumerate(sorted(mentions, key=lambda m: (m.first, -m.last))):
        yield evolve(mention, link=latest.get(mention.chain))
        latest[mention.chain] = i


def _attribute(misc: str, name: str) -> str:
    return next((v[len(name) + 1 :] for v in misc.split("|") if v.startswith(name + "=")), "")


def read_conllu(path: Path) -> Iterator[tuple[Document, Reading]]:
    """Yields each document of a CoNLL-U file, or of a folder of them, with its gold syntax.

    Raises:
        FileNotFoundError: There is no such file or folder, or no ``.conllu`` file in it.
    """
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(f"no .conllu file in {path}")
    for file in files:
        with file.open(encoding="utf-8") as lines:
            yield from _documents(lines)


def _documents(lines: Iterable[str]) -> Iterator[tuple[Document, Reading]]:
    builder, rows, new_paragraph = _Builder(), [], False
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if builder.tokens:
                yield builder.build()
            builder = _Builder()
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            builder.add_sentence(rows, new_paragraph)
            rows, new_paragraph = [], False
    if rows:
        builder.add_sentence(rows, new_paragraph)
    if builder.tokens:
        yield builder.build()
