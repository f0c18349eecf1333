"""Turns annotated articles and treebanks into training batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from newsclaims.coreference import describe_mentions, pair_features
from newsclaims.document import Document, Mention, Reading
from newsclaims.labels import MENTION_TYPES, RELATIONS, TAGS, UPOS
from newsclaims.segment import segment
from newsclaims.training.brat import ROLES, AnnotatedText, read_brat
from newsclaims.training.treebank import read_conllu
from newsclaims.windows import Inputs, Window, Words, batch, cut, describe
from newsclaims.wordpiece import WordPieces

IGNORE = -100
"""The label of a word that a loss leaves out (PyTorch's convention)."""

TARGETS = (
    "tags",
    "upos",
    "heads",
    "relations",
    "content_links",
    "source_links",
    "mentions",
    "firsts",
    "lasts",
)
_POINTERS = ("heads", "content_links", "source_links", "firsts", "lasts")
_WINDOW_SIZES = (320, 320, 256, 256, 192, 128, 64)

Labels = npt.NDArray[np.int64]


@frozen(eq=False)
class Coreference:
    """The gold coreference of a document's M mentions.

    Attributes:
        heads: (M,) token index of each mention's head.
        forms: (M,) see `newsclaims.coreference.MentionFeatures`.
        features: (M, M, features) see `newsclaims.coreference.pair_features`.
        coreferent: (M, M) whether two mentions are in one chain.
    """

    heads: Labels
    forms: Labels
    features: Labels
    coreferent: npt.NDArray[np.bool_]


@frozen(eq=False)
class Example:
    """A document with its gold labels.

    Attributes:
        document: The text.
        words: Its tokens as the encoder takes them.
        targets: For each name in `TARGETS` one label per token; `IGNORE` where there is none.
            Pointers are token indices in the document.
        annotated: The article as annotated, if it is annotated with attributions.
        coreference: The coreference of its mentions, if that is annotated.
    """

    document: Document
    words: Words
    targets: dict[str, Labels]
    annotated: AnnotatedText | None = None
    coreference: Coreference | None = None


_Row = tuple[Example, Window]


@frozen(eq=False)
class Batch:
    """What a step of training reads.

    Attributes:
        inputs: B windows of at most W words.
        targets: For each name in `TARGETS` (B, W) labels; pointers count within the window.
        coreference: For each document with coreference the (M,) windows and the (M,) words, in
            the windows, of its mentions' heads, and the coreference.
    """

    inputs: Inputs
    targets: dict[str, Labels] = field(factory=dict)
    coreference: list[tuple[Labels, Labels, Coreference]] = field(factory=list)


def attribution_examples(folder: Path, vocabulary: WordPieces) -> list[Example]:
    """Every annotated article of a folder in brat layout."""
    return [_attribution_example(annotated, vocabulary) for annotated in read_brat(folder)]


def treebank_examples(paths: Iterable[Path], vocabulary: WordPieces) -> list[Example]:
    """Every document of some treebanks."""
    return [
        treebank_example(document, reading, vocabulary)
        for path in paths
        for document, reading in read_conllu(path)
    ]


def treebank_example(document: Document, reading: Reading, vocabulary: WordPieces) -> Example:
    """A document with the labels that a reading gives its syntax, mentions and coreference."""
    words, targets = describe(document, vocabulary), _syntax_targets(reading)
    if not reading.mentions:  # this treebank has none
        return Example(document, words, targets)
    # One mention for each head; of two the shorter, the other mostly being a whole clause.
    by_head = {m.head: m for m in sorted(reading.mentions, key=lambda m: m.first - m.last)}
    mentions = sorted(by_head.values(), key=lambda m: (m.first, -m.last))
    targets["mentions"] = np.zeros_like(targets["heads"])
    for mention in mentions:
        targets["mentions"][mention.head] = 1 + MENTION_TYPES.index(mention.type)
        targets["firsts"][mention.head] = mention.first
        targets["lasts"][mention.head] = mention.last - 1
    coreference = _coreference(document, reading.upos, mentions)
    return Example(document, words, targets, coreference=coreference)


def _coreference(
    document: Document, upos: Sequence[str], mentions: Sequence[Mention]
) -> Coreference:
    features = describe_mentions(document, upos, mentions)
    everything = range(len(mentions))
    numbers = np.array([mention.chain for mention in mentions])
    return Coreference(
        np.array([mention.head for mention in mentions]),
        features.forms,
        pair_features(features, everything, everything).astype(np.int16),
        numbers[:, None] == numbers[None, :],
    )


def _syntax_targets(reading: Reading) -> dict[str, Labels]:
    """Labels for the syntactic heads; a root points to itself."""
    own = range(len(reading.upos))
    rows = {
        "upos": [UPOS.index(tag) if tag in UPOS else IGNORE for tag in reading.upos],
        "heads": [i if head < 0 else head for i, head in zip(own, reading.heads, strict=True)],
        "relations": [RELATIONS.index(r) if r in RELATIONS else IGNORE for r in reading.relations],
    }
    absent = np.full(len(reading.upos), IGNORE)
    return {name: np.array(rows[name]) if name in rows else absent.copy() for name in TARGETS}


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
    """Batches of about ``size`` windows of similar length, cut anew at random for each epoch.

    The windows of a document with coreference stay together.
    """
    units: list[list[_Row]] = []
    for example in examples:
        max_pieces = rng.choice(_WINDOW_SIZES)
        rows = [(example, window) for window in cut(example.document, example.words, max_pieces)]
        units += [rows] if example.coreference else [[row] for row in rows]
    units.sort(key=lambda unit: max(map(_length, unit)) + rng.random() * 16)
    groups: list[list[_Row]] = []
    group: list[_Row] = []
    budget = size * 230  # so that batches of short windows hold more of them
    for unit in units:
        longest = max(map(_length, (*group, *unit)))
        if group and (len(group) + len(unit)) * longest > budget:
            groups.append(group)
            group = []
        group = [*group, *unit]
    if group:
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, vocabulary)


def _length(row: _Row) -> int:
    return row[1].last - row[1].first


def whole_batches(examples: Sequence[Example], vocabulary: WordPieces) -> Iterator[Batch]:
    """A batch for each document, cut as at run time."""
    for example in examples:
        rows = [(example, window) for window in cut(example.document, example.words)]
        if rows:
            yield collate(rows, vocabulary)


def collate(rows: Sequence[_Row], vocabulary: WordPieces) -> Batch:
    """One batch from some windows; those of a document with coreference have to be all of its."""
    inputs = batch(vocabulary, [(example.words, window) for example, window in rows])
    targets = {name: np.full(inputs.starts.shape, IGNORE) for name in TARGETS}
    for i, (example, window) in enumerate(rows):
        for name, labels in targets.items():
            row = example.targets[name][window.first : window.last]
            if name in _POINTERS:
                inside = (row >= window.first) & (row < window.last)
                row = np.where(inside, row - window.first, IGNORE)
            labels[i, : len(row)] = row
    return Batch(inputs, targets, list(_coreferences(rows)))


def _coreferences(rows: Sequence[_Row]) -> Iterator[tuple[Labels, Labels, Coreference]]:
    by_document: dict[int, list[tuple[int, _Row]]] = {}
    for i, row in enumerate(rows):
        if row[0].coreference:
            by_document.setdefault(id(row[0]), []).append((i, row))
    for numbered in by_document.values():
        gold = numbered[0][1][0].coreference
        assert gold is not None
        firsts = np.array([window.first for _, (_, window) in numbered])
        of_window = np.searchsorted(firsts, gold.heads, side="right") - 1
        windows = np.array([i for i, _ in numbered])[of_window]
        yield windows, gold.heads - firsts[of_window], gold
