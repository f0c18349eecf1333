"""A document's dependency tree that can be changed in place, and what its repairs share."""

from __future__ import annotations

from collections.abc import Sequence

NAMES = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
#: A noun is looked for at most this many words after, or steps above, another word.
NEAR = 8
#: No word is taken to lie deeper in its tree than this; it bounds the work on odd trees.
DEEP = 100


class Tree:
    """The words of one document with the heads and relations to mend, in place.

    Attributes:
        forms: Each token, lower-case.
        upos: Part of speech of each token.
        heads: Head of each token, or -1; no head lies outside its sentence.
        relations: Relation of each token to its head.
        sentence: Index of each token's sentence.
    """

    def __init__(
        self,
        forms: Sequence[str],
        sentence: Sequence[int],
        upos: list[str],
        heads: list[int],
        relations: list[str],
    ) -> None:
        self.forms = forms
        self.sentence = sentence
        self.upos = upos
        self.heads = heads
        self.relations = relations

    def children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        children: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head >= 0:
                children[head].append(i)
        return children

    def edges(self) -> tuple[list[int], list[int]]:
        """First and last word of each token's phrase; for a discontinuous phrase, an estimate."""
        left, right = list(range(len(self.heads))), list(range(len(self.heads)))
        # A phrase that lies to one side of its head is complete when the head is reached.
        for i, head in enumerate(self.heads):
            if head > i and left[i] < left[head] and self.upos[i] != "PUNCT":
                left[head] = left[i]
        for i in range(len(self.heads) - 1, -1, -1):
            head = self.heads[i]
            if 0 <= head < i and right[i] > right[head] and self.upos[i] != "PUNCT":
                right[head] = right[i]
        return left, right

    def move(self, token: int, head: int, relation: str) -> bool:
        """Gives a token another head, unless that makes a cycle or leaves the sentence."""
        if self.sentence[head] != self.sentence[token]:
            return False
        above, steps = head, 0
        while above >= 0:
            if above == token or steps > DEEP:
                return False
            above, steps = self.heads[above], steps + 1
        self.heads[token], self.relations[token] = head, relation
        return True
