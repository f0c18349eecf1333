"""Sentences with their trees written by hand, for tests that must not depend on a parser.

A tree gives each token as "form upos head relation" (heads count from 1, 0 is a root), one token
after another, separated by " | "; where a token carries no space before it, its form starts with
"+".
"""

from __future__ import annotations

from newsclaims.results import Span
from newsclaims.text.document import Document, Reading, Sentence, Token


def read_trees(trees: list[str]) -> tuple[Document, Reading]:
    """A document and its reading from trees in the notation above, one paragraph each."""
    text = ""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    upos: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    for number, tree in enumerate(trees):
        text += "\n\n" if text else ""
        begin, first = len(text), len(tokens)
        for i, cell in enumerate(tree.split(" | ")):
            form, tag, head, relation = cell.split(" ")
            glued = form.startswith("+") and len(form) > 1
            form = form[1:] if glued else form
            text += "" if glued or i == 0 else " "
            tokens.append(Token(len(text), len(text) + len(form), form))
            text += form
            upos.append(tag)
            heads.append(first + int(head) - 1 if int(head) else -1)
            relations.append(relation)
        sentences.append(Sentence(begin, len(text), first, len(tokens), number))
    paragraphs = tuple((s.start, s.end) for s in sentences)
    document = Document(text, None, paragraphs, tuple(sentences), tuple(tokens))
    return document, Reading(tuple(upos), tuple(heads), tuple(relations), ())


def span_of(text: str, wanted: str) -> Span:
    """The span of a stretch; "wanted#2" is its second occurrence."""
    wanted, _, number = wanted.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(wanted, start + 1)
    return Span(start, start + len(wanted), wanted)
