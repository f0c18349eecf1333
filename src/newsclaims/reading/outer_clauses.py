"""The one departure of our trees from Universal Dependencies as they are now.

In "the problem is that nobody came" they hang both subjects and "is" from "came" ("nsubj:outer").
Here "is" is the head, with "came" as its `ccomp`, as the guidelines had it before 2022: so each
clause has its own subject, and whatever asks a verb for its clause finds it in one place.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from newsclaims.text.document import Document, Reading
from newsclaims.words.factuality import NEGATIONS


def hang_from_copula(document: Document, reading: Reading) -> Reading:
    """The reading with "is" as the head of each clause that it links to a subject."""
    forms = [token.text.lower() for token in document.tokens]
    heads, relations = list(reading.heads), list(reading.relations)
    for sentence in document.sentences:
        _hang(forms, heads, relations, sentence.first, sentence.last)
    return evolve(reading, heads=tuple(heads), relations=tuple(relations))


def _hang(
    forms: Sequence[str], heads: list[int], relations: list[str], first: int, last: int
) -> None:
    """Does so in the sentence from a token up to, not including, another."""
    for subject in range(first, last):
        inner = heads[subject]
        if inner < subject or not relations[subject].endswith(":outer"):
            continue
        copulas = (
            i for i in range(subject + 1, inner) if heads[i] == inner and relations[i] == "cop"
        )
        copula = next(copulas, -1)
        if copula < 0:
            continue
        for i in range(first, copula):
            if heads[i] == inner:
                heads[i] = copula
        after = copula + 1
        if after < inner and forms[after] in NEGATIONS and heads[after] == inner:
            heads[after] = copula
        heads[copula], relations[copula] = heads[inner], relations[inner]
        heads[inner], relations[inner] = copula, "ccomp"
        relations[subject] = relations[subject].partition(":")[0]
