"""Reads Universal Dependencies treebanks (CoNLL-U) into documents with their gold syntax.

GUM's entities and coreference, in the "Entity" attribute of its last column, become mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import define, evolve, field
from conllu import Token as Row
from conllu import TokenList, parse_incr

from newsclaims.text.document import Document, Mention, Reading, Token
from newsclaims.training.text_builder import TextBuilder

_BRACKET = re.compile(r"\([^()]+\)?|\d+\)")  # "(7-person-new…", "7)" or "(7-person-new…)"


@define
class _Builder(TextBuilder):
    """Builds a document with its syntax and mentions from the sentences of CoNLL-U."""

    upos: list[str] = field(factory=list)
    heads: list[int] = field(factory=list)
    relations: list[str] = field(factory=list)
    mentions: list[Mention] = field(factory=list)

    def add_sentence(self, sentence: TokenList, new_paragraph: bool) -> None:
        first = self.begin_sentence(new_paragraph)
        words = words_of(sentence)
        multiword_end = 0
        for row in sentence:
            match row["id"]:
                case (begin, "-", multiword_end):
                    forms = [word["form"] for word in words[begin - 1 : multiword_end]]
                    self._add_multiword(row["form"], forms)
                    self._add_space(row)
                case int(number) if number > multiword_end:
                    self.add_token(row["form"])
                    self._add_space(row)
        self.upos += [word["upos"] for word in words]
        self.heads += [first + word["head"] - 1 if word["head"] else -1 for word in words]
        self.relations += [word["deprel"] for word in words]
        self._add_mentions(words, first)
        self.end_sentence(first, new_paragraph)

    def _add_space(self, row: Row) -> None:
        self.space = "" if _misc(row, "SpaceAfter") == "No" else " "

    def _add_multiword(self, surface: str, forms: list[str]) -> None:
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

    def _add_mentions(self, words: list[Row], first: int) -> None:
        """Adds the mentions of a sentence that starts at a token; chains keep GUM's numbers."""
        open_brackets: list[tuple[int, str, int]] = []  # chain, type, first token
        for i, word in enumerate(words, start=first):
            for bracket in _BRACKET.findall(_misc(word, "Entity")):
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


def read_conllu(path: Path) -> Iterator[tuple[Document, Reading]]:
    """Yields each document of a CoNLL-U file, or of a folder of them, with its gold syntax.

    Raises:
        FileNotFoundError: There is no such file or folder, or no ``.conllu`` file in it.
    """
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(f"no .conllu file in {path}")
    for file in files:
        builder = _Builder()
        for sentence in read_sentences(file):
            if builder.tokens and _begins(sentence, "newdoc"):
                yield builder.build()
                builder = _Builder()
            builder.add_sentence(sentence, new_paragraph=_begins(sentence, "newpar"))
        if builder.tokens:
            yield builder.build()


def read_sentences(file: Path) -> Iterator[TokenList]:
    """Yields each sentence of a CoNLL-U file, with all columns of its rows."""
    with file.open(encoding="utf-8") as lines:
        yield from parse_incr(lines)


def words_of(sentence: TokenList) -> list[Row]:
    """The rows of syntactic words, neither of multiword tokens nor of empty nodes."""
    return [row for row in sentence if isinstance(row["id"], int)]


def _begins(sentence: TokenList, unit: str) -> bool:
    """Whether a comment says that a unit begins here ("# newdoc id = …", "# newpar")."""
    return any(key.startswith(unit) for key in sentence.metadata)


def _misc(row: Row, name: str) -> str:
    """The value of an attribute in the last column, or nothing."""
    return (row["misc"] or {}).get(name) or ""
