"""What a training reads in each epoch: its examples, some of them changed, in batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from attrs import evolve, frozen

from newsclaims.reading.wordpiece import WordPieces
from newsclaims.training.brat import AnnotatedText
from newsclaims.training.examples import (
    IGNORE,
    Batch,
    Example,
    SoftLabels,
    attribution_example,
    training_batches,
)
from newsclaims.training.swapping import swap
from newsclaims.training.typography import CHANGES

_CHANGES = {
    "joined": 3,
    "no_full_stops": 3,
    "no_quotation_marks": 3,
    "ocr": 3,
    "no_commas": 2,
    "upper_case": 1,
    "single_marks": 1,
}
"""How often each change of typography is made, beside the others: as often as it costs much."""


@frozen(eq=False)
class Course:
    """The examples of a training.

    Attributes:
        vocabulary: Word pieces.
        articles: Annotated with attributions.
        treebank: Annotated with syntax.
        coreference: Annotated with coreference, beside those of the treebank.
        surnames: What people are called in documents with other names.
        altered: Share of the articles that are printed otherwise in each epoch.
        renamed: Share of the documents whose people get other names in each epoch.
    """

    vocabulary: WordPieces
    articles: Sequence[Example] = ()
    treebank: Sequence[Example] = ()
    coreference: Sequence[Example] = ()
    surnames: Sequence[str] = ()
    altered: float = 0.3
    renamed: float = 0.4

    def batches(
        self,
        passes: tuple[float, float, float, float],
        sizes: tuple[int, int],
        rng: random.Random,
    ) -> list[Batch]:
        """The batches of an epoch in random order.

        Args:
            passes: How often are read: the articles, the treebanks, once more those documents of
                them that have mentions, the documents with coreference alone. Need not be whole.
            sizes: Full windows in a batch of articles, and of other documents.
            rng: Where chance comes from.
        """
        mentions = [example for example in self.treebank if example.coreference]
        drawn, *others = (
            _drawn(examples, number, rng)
            for examples, number in zip(
                (self.articles, self.treebank, mentions, self.coreference), passes, strict=True
            )
        )
        articles = [self._article(example, rng) for example in drawn]
        batches = [
            *training_batches(articles, self.vocabulary, sizes[0], rng),
            *training_batches(
                [self._other(example, rng) for example in chain.from_iterable(others)],
                self.vocabulary,
                sizes[1],
                rng,
            ),
        ]
        rng.shuffle(batches)
        return batches

    def _article(self, example: Example, rng: random.Random) -> Example:
        chance = rng.random()
        if chance < self.altered and example.annotated is not None:
            return self._altered(example, example.annotated, rng)
        renames = chance < self.altered + (1 - self.altered) * self.renamed
        return self._renamed(example, rng) if renames and self._has_people(example) else example

    def _other(self, example: Example, rng: random.Random) -> Example:
        renames = self._has_people(example) and rng.random() <= self.renamed
        return self._renamed(example, rng) if renames else example

    def _has_people(self, example: Example) -> bool:
        return bool(self.surnames and example.reading and example.reading.mentions)

    def _renamed(self, example: Example, rng: random.Random) -> Example:
        return swap(example, self.surnames, self.vocabulary, rng)

    def _altered(self, example: Example, annotated: AnnotatedText, rng: random.Random) -> Example:
        (name,) = rng.choices(list(_CHANGES), list(_CHANGES.values()))
        text = CHANGES[name](annotated.text, rng)
        changed = evolve(annotated, text=text)
        altered = attribution_example(changed, self.vocabulary, example.inner)
        if example.soft is None:
            return altered
        return evolve(altered, soft=transferred(example.soft, example, altered))


def _drawn(examples: Sequence[Example], passes: float, rng: random.Random) -> Iterator[Example]:
    whole, part = divmod(passes, 1)
    for _ in range(int(whole)):
        yield from examples
    yield from rng.sample(list(examples), round(len(examples) * part))


def transferred(labels: SoftLabels, example: Example, altered: Example) -> SoftLabels:
    """A teacher's labels for the same text in another print, where the tokens are the same."""
    places = {(t.start, t.end): i for i, t in enumerate(altered.document.tokens)}
    to = np.array([places.get((t.start, t.end), -1) for t in example.document.tokens])
    old, new = np.flatnonzero(to >= 0), to[to >= 0]
    number = len(altered.document.tokens)
    dense = {}
    for name, values in labels.dense.items():
        dense[name] = np.zeros((number, values.shape[1]), dtype=np.float16)
        dense[name][new] = values[old]
    pointers = {}
    for name, (index, weight) in labels.pointers.items():
        words = np.zeros((number, index.shape[1]), dtype=np.int32)
        weights = np.zeros((number, index.shape[1]), dtype=np.float16)
        target = to[index[old]]
        words[new] = np.maximum(target, 0)
        weights[new] = np.where(target >= 0, weight[old], 0)
        pointers[name] = (words, weights)
    heads = np.full(number, IGNORE)
    heads[new] = to[labels.heads[old]]
    return SoftLabels(dense, pointers, heads)
