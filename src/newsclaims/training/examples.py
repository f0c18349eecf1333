"""Turns annotated articles and treebanks into training batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import evolve, field, frozen

from newsclaims.reading.coreference import describe_mentions, pair_features
from newsclaims.reading.labels import MENTION_TYPES, RELATIONS, TAGS, UPOS
from newsclaims.reading.windows import Inputs, Window, Words, batch, cut, describe
from newsclaims.reading.wordpiece import WordPieces
from newsclaims.text.document import Document, Mention, Reading
from newsclaims.text.segment import segment
from newsclaims.training.brat import ROLES, AnnotatedText, Annotation, read_brat
from newsclaims.training.treebank import read_conllu

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
    "inner_tags",
    "inner_content_links",
)
_POINTERS = ("heads", "content_links", "source_links", "firsts", "lasts", "inner_content_links")
_WINDOW_SIZES = (320, 320, 256, 256, 192, 128, 64)

Labels = npt.NDArray[np.int64]
Probabilities = npt.NDArray[np.float16]
_Floats = npt.NDArray[np.float32]


@frozen(eq=False)
class Coreference:
    """The gold coreference of a document's M mentions.

    Attributes:
        heads: (M,) token index of each mention's head.
        forms: (M,) see `newsclaims.reading.coreference.MentionFeatures`.
        features: (M, M, features) see `newsclaims.reading.coreference.pair_features`.
        coreferent: (M, M) whether two mentions are in one chain.
        known: (M, M) whether that is known; see `newsclaims.training.network.Coreference.loss`.
        mentions: What the rest describes.
    """

    heads: Labels
    forms: Labels
    features: Labels
    coreferent: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]
    mentions: tuple[Mention, ...]


@frozen(eq=False)
class SoftLabels:
    """What a teacher reads in a document of N tokens, as probabilities.

    Attributes:
        dense: (N, classes) for each of "upos", "relations" and "mentions".
        pointers: For each of "heads", "firsts" and "lasts" the (N, K) token indices of the K
            likeliest words, and their probabilities; all of them 0 where there is no label.
        heads: (N,) the head of each token in the teacher's tree, its own index at a root.
    """

    dense: Mapping[str, Probabilities]
    pointers: Mapping[str, tuple[npt.NDArray[np.int32], Probabilities]]
    heads: Labels


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
        soft: What a teacher reads where there are no labels.
        reading: The gold or the teacher's syntax and mentions, if there are any.
        inner: The attributions inside the content of others; None where nobody knows of any.
    """

    document: Document
    words: Words
    targets: dict[str, Labels]
    annotated: AnnotatedText | None = None
    coreference: Coreference | None = None
    soft: SoftLabels | None = None
    reading: Reading | None = None
    inner: Sequence[Annotation] | None = None


_Row = tuple[Example, Window]


@frozen(eq=False)
class Batch:
    """What a step of training reads.

    Attributes:
        inputs: B windows of at most W words.
        targets: For each name in `TARGETS` (B, W) labels; pointers count within the window.
        trees: (B, W) the head of each word, for which its relation is labelled.
        coreference: For each document with coreference the (M,) windows and the (M,) words, in
            the windows, of its mentions' heads, and the coreference.
        soft: For each name of `SoftLabels.dense` (B, W, classes) probabilities; all of them 0
            where there is no label.
        soft_pointers: For each name of `SoftLabels.pointers` (B, W, K) words of the window, and
            their probabilities.
    """

    inputs: Inputs
    targets: dict[str, Labels]
    trees: Labels
    coreference: list[tuple[Labels, Labels, Coreference]] = field(factory=list)
    soft: dict[str, _Floats] = field(factory=dict)
    soft_pointers: dict[str, tuple[Labels, _Floats]] = field(factory=dict)


def attribution_examples(
    folder: Path,
    vocabulary: WordPieces,
    inner: Mapping[str, Sequence[Annotation]] | None = None,
) -> list[Example]:
    """Every annotated article of a folder in brat layout.

    ``inner`` are, by the name of the article, attributions inside the content of others.
    """
    inner = inner or {}
    return [
        attribution_example(annotated, vocabulary, inner.get(annotated.id))
        for annotated in read_brat(folder)
    ]


def plain_example(document: Document, vocabulary: WordPieces) -> Example:
    """A document without any labels."""
    absent = np.full(len(document.tokens), IGNORE)
    targets = {name: absent.copy() for name in TARGETS}
    return Example(document, describe(document, vocabulary), targets)


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
        return Example(document, words, targets, reading=reading)
    mentions = one_per_head(reading.mentions)
    targets["mentions"] = np.zeros_like(targets["heads"])
    for mention in mentions:
        targets["mentions"][mention.head] = 1 + MENTION_TYPES.index(mention.type)
        targets["firsts"][mention.head] = mention.first
        targets["lasts"][mention.head] = mention.last - 1
    numbers = np.array([mention.chain for mention in mentions])
    coreferent = numbers[:, None] == numbers[None, :]
    known = np.ones_like(coreferent)
    coreference = describe_coreference(document, reading.upos, mentions, coreferent, known)
    return Example(document, words, targets, coreference=coreference, reading=reading)


def one_per_head(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention for each head; of two the shorter, the other mostly being a whole clause."""
    by_head = {m.head: m for m in sorted(mentions, key=lambda m: m.first - m.last)}
    return sorted(by_head.values(), key=lambda m: (m.first, -m.last))


def describe_coreference(
    document: Document,
    upos: Sequence[str],
    mentions: Sequence[Mention],
    coreferent: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
) -> Coreference:
    """The features of a document's M mentions beside what is known of their coreference."""
    features = describe_mentions(document, upos, mentions)
    everything = range(len(mentions))
    return Coreference(
        np.array([mention.head for mention in mentions]),
        features.forms,
        pair_features(features, everything, everything).astype(np.int16),
        coreferent,
        known,
        tuple(mentions),
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


def attribution_example(
    annotated: AnnotatedText, vocabulary: WordPieces, inner: Sequence[Annotation] | None = None
) -> Example:
    """An annotated article with the labels of its attributions.

    ``inner`` are those inside the content of others; None where nobody knows of any.
    """
    example = plain_example(segment(annotated.text), vocabulary)
    _add_layer(example, annotated.annotations, "")
    example = evolve(example, annotated=annotated)
    return example if inner is None else with_inner(example, inner)


def with_inner(example: Example, inner: Sequence[Annotation]) -> Example:
    """An annotated article with the labels of the attributions inside the content of others too."""
    targets = {name: labels.copy() for name, labels in example.targets.items()}
    example = evolve(example, targets=targets, inner=inner)
    _add_layer(example, inner, "inner_")
    return example


def _add_layer(example: Example, annotations: Sequence[Annotation], prefix: str) -> None:
    targets = example.targets
    tags, links = targets[prefix + "tags"], targets[prefix + "content_links"]
    tags[:] = 0
    for annotation in annotations:
        _add_attribution(example.document, annotation, tags, links, targets["source_links"])


def _add_attribution(
    document: Document, annotation: Annotation, tags: Labels, links: Labels, sources: Labels
) -> None:
    found = {
        role: [t for t in (document.tokens_in(*o) for o in getattr(annotation, role)) if t]
        for role in ROLES
    }
    for role, stretches in found.items():
        for stretch in stretches:
            tags[stretch.start : stretch.stop] = TAGS.index(f"I-{role}")
            tags[stretch.start] = TAGS.index(f"B-{role}")
    if found["cue"]:
        cue = found["cue"][0].start
        sources[cue] = found["source"][0].start if found["source"] else cue
        for stretch in found["content"]:
            links[stretch.start : stretch.stop] = cue


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
    soft: dict[str, npt.NDArray[np.float32]] = {}
    soft_pointers: dict[str, tuple[Labels, npt.NDArray[np.float32]]] = {}
    for i, (example, window) in enumerate(rows):
        for name, labels in targets.items():
            row = example.targets[name][window.first : window.last]
            if name in _POINTERS:
                inside = (row >= window.first) & (row < window.last)
                row = np.where(inside, row - window.first, IGNORE)
            labels[i, : len(row)] = row
    trees = np.maximum(targets["heads"], 0)
    soft, soft_pointers = _soft_labels(rows, inputs, trees)
    return Batch(inputs, targets, trees, list(_coreferences(rows)), soft, soft_pointers)


def _soft_labels(
    rows: Sequence[_Row], inputs: Inputs, trees: Labels
) -> tuple[dict[str, _Floats], dict[str, tuple[Labels, _Floats]]]:
    """The teacher's labels of a batch; its trees are put into ``trees``.

    A pointer out of the window or the sentence, as it is cut here, has no label.
    """
    taught = [(i, e.soft, window) for i, (e, window) in enumerate(rows) if e.soft is not None]
    dense: dict[str, _Floats] = {}
    pointers: dict[str, tuple[Labels, _Floats]] = {}
    shape = inputs.starts.shape
    for row, labels, window in taught:
        n, sentences = window.last - window.first, inputs.sentences[row]
        cut_out = slice(window.first, window.last)
        heads, inside = _within(labels.heads[cut_out, None], window, sentences)
        trees[row] = np.arange(shape[1])
        trees[row, :n][inside[:, 0]] = heads[inside]
        for name, values in labels.dense.items():
            empty = np.zeros((*shape, values.shape[1]), dtype=np.float32)
            dense.setdefault(name, empty)[row, :n] = values[cut_out]
        dense["relations"][row, :n][~inside[:, 0]] = 0
        for name, (index, weight) in labels.pointers.items():
            words, reached = _within(index[cut_out], window, sentences)
            kept = np.where(reached, weight[cut_out], 0).astype(np.float32)
            total = kept.sum(1, keepdims=True)
            empty = np.zeros((*shape, index.shape[1]), dtype=np.float32)
            places, shares = pointers.setdefault(name, (empty.astype(np.int64), empty))
            places[row, :n] = words
            # A word most of whose probability is elsewhere has no label; the rest add up to 1.
            shares[row, :n] = np.where(total > 0.5, kept / np.maximum(total, 0.5), 0)
    return dense, pointers


def _within(
    index: npt.NDArray[np.integer[Any]], window: Window, sentences: Labels
) -> tuple[Labels, npt.NDArray[np.bool_]]:
    """(n, K) words of a document as words of a window, and which are in it and in the sentence."""
    n = window.last - window.first
    words = index.astype(np.int64) - window.first
    reached = (words >= 0) & (words < n)
    words = np.where(reached, words, 0)
    return words, reached & (sentences[words] == sentences[:n, None])


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
