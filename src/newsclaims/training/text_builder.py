"""Builds a segmented document from tokens, for corpora that give tokens instead of text."""

from __future__ import annotations

from attrs import define, field

from newsclaims.text.document import Document, Sentence, Token


@define
class TextBuilder:
    """A document as far as it is built: one blank line between its paragraphs.

    Attributes:
        text: So far.
        space: What stands before the next token.
        tokens: So far.
        sentences: So far.
        paragraphs: Offsets of each so far.
    """

    text: str = ""
    space: str = ""
    tokens: list[Token] = field(factory=list)
    sentences: list[Sentence] = field(factory=list)
    paragraphs: list[tuple[int, int]] = field(factory=list)

    def begin_sentence(self, new_paragraph: bool) -> int:
        """Makes room for a sentence; gives the index of its first token."""
        if new_paragraph and self.tokens:
            self.space = "\n\n"
        return len(self.tokens)

    def add_token(self, form: str) -> None:
        """Adds a token after ``space``, which becomes one space."""
        self.text += self.space
        self.tokens.append(Token(len(self.text), len(self.text) + len(form), form))
        self.text += form
        self.space = " "

    def end_sentence(self, first: int, new_paragraph: bool) -> None:
        """Makes a sentence of the tokens from ``first`` on; the first one begins a paragraph."""
        last = len(self.tokens)
        start, end = self.tokens[first].start, self.tokens[-1].end
        if new_paragraph or not self.paragraphs:
            self.paragraphs.append((start, end))
        else:
            self.paragraphs[-1] = (self.paragraphs[-1][0], end)
        self.sentences.append(Sentence(start, end, first, last, len(self.paragraphs) - 1))

    def document(self) -> Document:
        """What is built."""
        return Document(
            self.text, None, tuple(self.paragraphs), tuple(self.sentences), tuple(self.tokens)
        )
