"""Sentences with their trees written by hand, for tests that must not depend on a parser.

A tree gives each word of a sentence as ``form/UPOS/relation>head``, one space between words; heads
count from 1::

    The/DET/det>2 envoys/NOUN/nsubj>3 signed/VERB/root +./PUNCT/punct>3

A form after "+" is printed without a space before it. A word without a head is a root. Where the
syntax of a word does not matter, its part of speech is enough: it depends on the root, as "dep".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from newsclaims.results import Span
from newsclaims.text.document import Document, Reading, Sentence, Token

_WORD = re.compile(
    r"(?P<glued>\+(?=[^/]))?(?P<form>\S+?)/(?P<upos>[A-Z_]+)"
    r"(?:/(?P<relation>[a-z:]+)(?:>(?P<head>\d+))?)?"
)
_OPENS, _CLOSES = "[{", "]}"


@frozen
class Word:
    """A word of a tree.

    Attributes:
        form: As printed; here it may hold anything.
        upos: Its part of speech.
        relation: To its head; None: it depends on the root.
        head: Its head in the sentence, counted from 1; None: it is a root.
        glued: Whether no space stands before it.
    """

    form: str
    upos: str
    relation: str | None = None
    head: int | None = None
    glued: bool = False


def read_trees(trees: Iterable[str]) -> tuple[Document, Reading]:
    """A document and its reading from trees in the notation above, one paragraph each."""
    return document_of([_word(cell) for cell in tree.split(" ")] for tree in trees)


def read_marked(tree: str) -> tuple[Document, Reading, dict[str, list[tuple[int, int]]]]:
    """A tree with stretches in [brackets] and {braces}, and the tokens of each by "[" and "{"."""
    marked: dict[str, list[tuple[int, int]]] = {mark: [] for mark in _OPENS}
    cells, opened = [], {}
    for i, cell in enumerate(tree.split(" ")):
        inner = cell.lstrip(_OPENS).rstrip(_CLOSES)
        before, after = cell.split(inner)
        opened.update(dict.fromkeys(before, i))
        for mark in after:
            mark = _OPENS[_CLOSES.index(mark)]
            marked[mark].append((opened[mark], i + 1))
        cells.append(inner)
    return *read_trees([" ".join(cells)]), marked


def _word(cell: str) -> Word:
    match = _WORD.fullmatch(cell)
    assert match is not None, f"{cell!r} is not form/UPOS/relation>head"
    head = match["head"]
    return Word(
        match["form"],
        match["upos"],
        match["relation"],
        None if head is None else int(head),
        match["glued"] is not None,
    )


def document_of(sentences: Iterable[Sequence[Word]]) -> tuple[Document, Reading]:
    """A document and its reading from the words of each sentence, one paragraph each."""
    text = ""
    tokens: list[Token] = []
    found: list[Sentence] = []
    heads: list[int] = []
    relations: list[str] = []
    upos: list[str] = []
    for number, words in enumerate(sentences):
        text += "\n\n" if text else ""
        start, first = len(text), len(tokens)
        root = next((i for i, w in enumerate(words, start=1) if w.relation and not w.head), None)
        for i, word in enumerate(words):
            text += "" if word.glued or i == 0 else " "
            tokens.append(Token(len(text), len(text) + len(word.form), word.form))
            text += word.form
            upos.append(word.upos)
            head = root if word.relation is None else word.head
            heads.append(first + head - 1 if head else -1)
            relations.append(word.relation or "dep")
        found.append(Sentence(start, len(text), first, len(tokens), number))
    paragraphs = tuple((sentence.start, sentence.end) for sentence in found)
    document = Document(text, None, paragraphs, tuple(found), tuple(tokens))
    return document, Reading(tuple(upos), tuple(heads), tuple(relations), ())


def head_of(reading: Reading, first: int, last: int) -> int:
    """The token of a stretch whose head is outside of it; of a coordination the conjunction."""
    heads, relations = reading.heads, reading.relations
    head = next(i for i in range(first, last) if not first <= heads[i] < last)
    for i in range(first, last):
        if relations[i] == "cc" and relations[heads[i]] == "conj" and heads[heads[i]] == head:
            return i
    return head


def span_of(text: str, wanted: str) -> Span:
    """The span of a stretch; "wanted#2" is its second occurrence."""
    wanted, _, number = wanted.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(wanted, start + 1)
    return Span(start, start + len(wanted), wanted)
