"""Reads Universal Dependencies treebanks (CoNLL-U) into documents with their gold syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field

from newsclaims.document import Document, Reading, Sentence, Token


@define
class _Builder:
    """Rebuilds a document's text from its tokens: one blank line between paragraphs."""

    text: str = ""
    space: str = ""
    tokens: list[Token] = field(factory=list)
    sentences: list[Sentence] = field(factory=list)
    paragraphs: list[tuple[int, int]] = field(factory=list)
    upos: list[str] = field(factory=list)
    heads: list[int] = field(factory=list)
    relations: list[str] = field(factory=list)

    def add_sentence(self, rows: list[list[str]], new_paragraph: bool) -> None:
        first = len(self.tokens)
        if new_paragraph and self.tokens:
            self.space = "\n\n"
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
                    self._add_token(row[1], row[9])
                head = int(row[6])
                self.upos.append(row[3])
                self.heads.append(first + head - 1 if head else -1)
                self.relations.append(row[7])
        last = len(self.tokens)
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        if new_paragraph or not self.paragraphs:
            self.paragraphs.append((start, end))
        else:
            self.paragraphs[-1] = (self.paragraphs[-1][0], end)
        self.sentences.append(Sentence(start, end, first, last, len(self.paragraphs) - 1))

    def _add_token(self, form: str, misc: str) -> None:
        self.text += self.space
        self.tokens.append(Token(len(self.text), len(self.text) + len(form), form))
        self.text += form
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
        self.space = "" if "SpaceAfter=No" in misc else " "

    def build(self) -> tuple[Document, Reading]:
        document = Document(
            self.text, None, tuple(self.paragraphs), tuple(self.sentences), tuple(self.tokens)
        )
        reading = Reading(tuple(self.upos), tuple(self.heads), tuple(self.relations), ())
        return document, reading


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
