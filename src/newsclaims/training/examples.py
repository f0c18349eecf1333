"""Turns annotated articles and treebanks into training batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from newsclaims.document import Document, Reading
from newsclaims.labels import RELATIONS, TAGS, UPOS
from newsclaims.segment import segment
from newsclaims.training.brat import ROLES, AnnotatedText, read_brat
from newsclaims.training.treebank import read_conllu
from newsclaims.windows import Inputs, Window, Words, batch, cut, describe
from newsclaims.wordpiece import WordPieces

IGNORE = -100
"""The label of a word that a loss leaves out (PyTorch's convention)."""

TARGETS = ("tags", "upos", "heads", "relations", "content_links", "source_links")
_POINTERS = ("heads", "content_links", "source_links")
_WINDOW_SIZES = (320, 320, 256, 256, 192, 128, 64)

Labels = npt.NDArray[np.int64]


@frozen(eq=False)
class Example:
    """A document with its gold labels.

    Attributes:
        document: The text.
        words: Its tokens as the encoder takes them.
        targets: For each name in `TARGETS` one label per token; `IGNORE` where there is none.
            Pointers are token indices in the document.
        annotated: The article as annotated, if it is annotated with attributions.
    """

    document: Document
    words: Words
    targets: dict[str, Labels]
    annotated: AnnotatedText | None = None


@frozen(eq=False)
class Batch:
    """Inputs and, for each name in `TARGETS`, (B, W) labels; pointers count within the window."""

    inputs: Inputs
    targets: dict[str, Labels] = field(factory=dict)


def attribution_examples(folder: Path, vocabulary: WordPieces) -> list[Example]:
    """Every annotated article of a folder in brat layout."""
    return [_attribution_example(annotated, vocabulary) for annotated in read_brat(folder)]


def treebank_examples(paths: Iterable[Path], vocabulary: WordPieces) -> list[Example]:
    """Every document of some treebanks."""
    return [
        Example(document, describe(document, vocabulary), syntax_targets(reading))
        for path in paths
        for document, reading in read_conllu(path)
    ]


def syntax_targets(reading: Reading) -> dict[str, Labels]:
    """Labels for the syntactic heads; a root points to itself."""
    own = range(len(reading.upos))
    rows = {
        "upos": [UPOS.index(tag) if tag in UPOS else IGNORE for tag in reading.upos],
        "heads": [i if head < 0 else head for i, head in zip(own, reading.heads, strict=True)],
        "relations": [RELATIONS.index(r) if r in RELATIONS else IGNORE for r in reading.relations],
    }
    absent = np.full(len(reading.upos), IGNORE)
    return {name: np.array(rows[name]) if name in rows else absent for name in TARGETS}


def _attribution_example(annotated: AnnotatedText, vocabulary: WordPieces) -> Example:
    document = segment(annotated.text)
    targets = {name: np.full(len(document.tokens), IGNORE) for name in TARGETS}
    targets["tags"][:] = 0
    for annotation in annotated.annotations:
        found = {
            role: [t for t in (document.tokens_in(*o) for o in getattr(annotation, role)) if t]
            for role in ROLES
        }
        for role, stretches in found.items():
            for stretch in stretches:
                targets["tags"][stretch.start : stretch.stop] = TAGS.index(f"I-{role}")
                targets["tags"][stretch.start] = TAGS.index(f"B-{role}")
        if found["cue"]:
            cue = found["cue"][0].start
            targets["source_links"][cue] = found["source"][0].start if found["source"] else cue
            for stretch in found["content"]:
                targets["content_links"][stretch.start : stretch.stop] = cue
    return Example(document, describe(document, vocabulary), targets, annotated)


def training_batches(
    examples: Sequence[Example], vocabulary: WordPieces, size: int, rng: random.Random
) -> Iterator[Batch]:
    """Batches of about ``size`` windows of similar length, cut anew at random for each epoch."""
    rows = [
        (example, window)
        for example in examples
        for window in cut(example.document, example.words, rng.choice(_WINDOW_SIZES))
    ]
    rows.sort(key=lambda row: (row[1].last - row[1].first) + rng.random() * 16)
    groups: list[list[tuple[Example, Window]]] = []
    group: list[tuple[Example, Window]] = []
    budget = size * 230  # so that batches of short windows hold more of them
    for row in rows:
        length = row[1].last - row[1].first
        if group and (len(group) + 1) * max(length, 1) > budget:
            groups.append(group)
            group = []
        group.append(row)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, vocabulary)


def whole_batches(examples: Sequence[Example], vocabulary: WordPieces) -> Iterator[Batch]:
    """A batch for each document, cut as at run time."""
    for example in examples:
        rows = [(example, window) for window in cut(example.document, example.words)]
        if rows:
            yield collate(rows, vocabulary)


def collate(rows: Sequence[tuple[Example, Window]], vocabulary: WordPieces) -> Batch:
    """One batch from some windows."""
    inputs = batch(vocabulary, [(example.words, window) for example, window in rows])
    targets = {name: np.full(inputs.starts.shape, IGNORE) for name in TARGETS}
    for i, (example, window) in enumerate(rows):
        for name, labels in targets.items():
            row = example.targets[name][window.first : window.last]
            if name in _POINTERS:
                inside = (row >= window.first) & (row < window.last)
                row = np.where(inside, row - window.first, IGNORE)
            labels[i, : len(row)] = row
    return Batch(inputs, targets)
