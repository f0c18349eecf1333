"""Turns annotated articles and treebanks into training batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from newsclaims.coreference import describe_mentions, pair_features
from newsclaims.document import Document, Mention, Reading
from newsclaims.labels import MENTION_TYPES, RELATIONS, TAGS, UPOS
from newsclaims.segment import segment
from newsclaims.training.brat import ROLES, AnnotatedText, Annotation, read_brat
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
    "inner_tags",
    "inner_content_links",
)
_POINTERS = ("heads", "content_links", "source_links", "firsts", "lasts", "inner_content_links")
_WINDOW_SIZES = (320, 320, 256, 256, 192, 128, 64)

Labels = npt.NDArray[np.int64]
Probabilities = npt.NDArray[np.float16]


@frozen(eq=False)
class Coreference:
    """The gold coreference of a document's M mentions.

    Attributes:
        heads: (M,) token index of each mention's head.
        forms: (M,) see `newsclaims.coreference.MentionFeatures`.
        features: (M, M, features) see `newsclaims.coreference.pair_features`.
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
    soft: dict[str, npt.NDArray[np.float32]] = field(factory=dict)
    soft_pointers: dict[str, tuple[Labels, npt.NDArray[np.float32]]] = field(factory=dict)


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
    document = segment(annotated.text)
    targets = {name: np.full(len(document.tokens), IGNORE) for name in TARGETS}
    for prefix, marked in (("", annotated.annotations), ("inner_", inner)):
        if marked is None:
            continue
        tags, links = targets[prefix + "tags"], targets[prefix + "content_links"]
        tags[:] = 0
        for annotation in marked:
            _add_attribution(document, annotation, tags, links, targets["source_links"])
    words = describe(document, vocabulary)
    return Example(document, words, targets, annotated, inner=inner)


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
    for i, (example, window) in enumerate(rows):
        if example.soft:
            trees[i] = _add_soft(
                example.soft, window, inputs.sentences[i], i, len(rows), soft, soft_pointers
            )
    return Batch(inputs, targets, trees, list(_coreferences(rows)), soft, soft_pointers)


def _add_soft(
    labels: SoftLabels,
    window: Window,
    sentences: Labels,
    row: int,
    rows: int,
    soft: dict[str, npt.NDArray[np.float32]],
    soft_pointers: dict[str, tuple[Labels, npt.NDArray[np.float32]]],
) -> Labels:
    """Adds a teacher's labels of a window to those of a batch; gives the head of each word.

    A pointer out of the window or the sentence, as it is cut here, has no label.
    """
    width, n = len(sentences), window.last - window.first
    shape = (rows, width)
    tree = labels.heads[window.first : window.last] - window.first
    inside = (tree >= 0) & (tree < n)
    inside &= sentences[np.where(inside, tree, 0)] == sentences[:n]
    heads = np.arange(width)
    heads[:n] = np.where(inside, tree, heads[:n])
    for name, values in labels.dense.items():
        if name not in soft:
            soft[name] = np.zeros((*shape, values.shape[1]), dtype=np.float32)
        soft[name][row, :n] = values[window.first : window.last]
    soft["relations"][row, :n][~inside] = 0
    for name, (index, weight) in labels.pointers.items():
        if name not in soft_pointers:
            empty = np.zeros((*shape, index.shape[1]))
            soft_pointers[name] = empty.astype(np.int64), empty.astype(np.float32)
        words = index[window.first : window.last].astype(np.int64) - window.first
        reached = (words >= 0) & (words < n)
        words = np.where(reached, words, 0)
        reached &= sentences[words] == sentences[:n, None]
        kept = np.where(reached, weight[window.first : window.last], 0).astype(np.float32)
        total = kept.sum(1, keepdims=True)
        soft_pointers[name][0][row, :n] = words
        # A word most of whose probability is elsewhere has no label; the rest add up to 1.
        soft_pointers[name][1][row, :n] = np.where(total > 0.5, kept / np.maximum(total, 0.5), 0)
    return heads


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
