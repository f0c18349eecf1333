"""Lets networks that learned from treebanks label the syntax and mentions of other texts.

A head of the network is held in place only on text where it has a loss: annotated articles have
labels for attributions alone, so the syntax read in such articles drifts away. A teacher, trained
on the treebanks only, gives them the rest as probabilities (knowledge distillation, Hinton et al.,
2015); of several teachers, which differ in their seeds, the mean is taken.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from attrs import evolve, frozen
from tqdm import tqdm

from newsclaims.reading.decoding import read_mentions
from newsclaims.reading.labels import RELATIONS, UPOS
from newsclaims.reading.trees import best_heads
from newsclaims.reading.windows import Window, sentence_windows
from newsclaims.reading.wordpiece import WordPieces
from newsclaims.text.document import Mention, Reading
from newsclaims.training.coreference_corpora import coreference_examples
from newsclaims.training.corpora import TrainingData
from newsclaims.training.course import Course
from newsclaims.training.examples import (
    Batch,
    Example,
    SoftLabels,
    collate,
    plain_example,
)
from newsclaims.training.network import Network
from newsclaims.training.optimise import TEACHER, Settings, one_thread, seed_everything, train
from newsclaims.training.start import from_minilm
from newsclaims.training.swapping import surnames

_KEPT = 4  # likeliest heads that a word keeps; the rest have next to nothing
_BATCH_WORDS = 4000
_SQUARE = ("arcs", "firsts", "lasts")
_TINY = 1e-9
_MENTION = 0.2  # a word less likely than this to head a mention teaches nothing of its bounds

TEACHERS = 2
"""How many are trained: of two the mean is better than either, see docs/figures.md."""


def train_teachers(
    treebank: Sequence[Example], vocabulary: WordPieces, settings: Settings, folder: Path
) -> list[Network]:
    """Trains `TEACHERS` networks, which differ in their seeds, one thread each.

    Each has a folder of its own in ``folder``, with the checkpoint that it resumes from.
    """
    with ThreadPoolExecutor(TEACHERS) as workers:
        jobs = [
            workers.submit(_train_teacher, treebank, vocabulary, settings.seed + i, folder)
            for i in range(TEACHERS)
        ]
        return [job.result() for job in jobs]


def _train_teacher(
    treebank: Sequence[Example], vocabulary: WordPieces, seed: int, folder: Path
) -> Network:
    settings = Settings(stages=(TEACHER,), batches=1, treebank_windows=4, seed=seed)
    own = folder / f"teacher-{seed}"
    own.mkdir(exist_ok=True)
    seed_everything(seed)
    network = from_minilm()
    train(network, Course(vocabulary, treebank=treebank), settings, own)
    return network


def taught_course(
    data: TrainingData, teachers: Sequence[Network], vocabulary: WordPieces, folder: Path
) -> Course:
    """The course of a training whose articles and coreference texts the teachers have read.

    What they read is kept in ``folder``, so that a stopped training need not wait for it again.
    """
    documents = [one.document for one in data.chains] + [one.document for one in data.choices]
    plain = [plain_example(document, vocabulary) for document in documents]
    kept = folder / "taught.pickle"
    if kept.exists():
        taught = pickle.loads(kept.read_bytes())
    else:
        taught = teach(teachers, [*data.articles, *plain], vocabulary)
        kept.write_bytes(pickle.dumps(taught))
    articles = [
        evolve(example, soft=soft, reading=reading)
        for example, (soft, reading) in zip(data.articles, taught, strict=False)
    ]
    of_corpora = taught[len(articles) :]
    coreference = coreference_examples(data.chains, data.choices, of_corpora, plain)
    pool = surnames([*data.treebank, *articles, *coreference])
    return Course(vocabulary, articles, data.treebank, coreference, pool)


def teach(
    teachers: Sequence[Network], examples: Sequence[Example], vocabulary: WordPieces
) -> list[tuple[SoftLabels, Reading]]:
    """What the teachers read in each example: probabilities, and the reading that they amount to.

    They read sentences one by one, as they are mostly given in treebanks: on news that is 1.6
    points of attachment better than whole windows. The reading has no attributions, and its
    mentions no coreference.
    """
    for teacher in teachers:
        teacher.eval()
    rows = [(example, window) for example in examples for window in _sentences(example)]
    order = sorted(range(len(rows)), key=lambda i: rows[i][1].last - rows[i][1].first)
    groups = list(_groups(order, rows))

    def read(group: Sequence[int]) -> list[_Read]:
        batch = collate([rows[i] for i in group], vocabulary)
        with torch.inference_mode():
            return _read(teachers, batch)

    found: dict[int, _Read] = {}
    with ThreadPoolExecutor(torch.get_num_threads(), initializer=one_thread) as workers:
        results = tqdm(workers.map(read, groups), desc="teacher", total=len(groups), mininterval=20)
        for group, result in zip(groups, results, strict=True):
            found.update(zip(group, result, strict=True))
    by_example: dict[int, list[_Read]] = {id(example): [] for example in examples}
    for i, (example, _) in enumerate(rows):
        by_example[id(example)].append(found[i])
    return [_joined(by_example[id(example)]) for example in examples]


def _sentences(example: Example) -> Iterator[Window]:
    for sentence in example.document.sentences:
        yield from sentence_windows(example.words, sentence.first, sentence.last)


def _groups(order: Sequence[int], rows: Sequence[tuple[Example, Window]]) -> Iterator[list[int]]:
    """Cuts an order of windows into batches of about `_BATCH_WORDS` padded words."""
    group: list[int] = []
    for i in order:
        length = rows[i][1].last - rows[i][1].first
        if group and length * (len(group) + 1) > _BATCH_WORDS:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


@frozen(eq=False)
class _Read:
    """What is read in a window of n words; indices count from its first word.

    Attributes:
        mean: The mean of the teachers' probabilities: (n, classes) or (n, n).
        heads: The head of each word in the best tree, its own index at a root.
    """

    mean: dict[str, np.ndarray]
    heads: np.ndarray


def _read(teachers: Sequence[Network], batch: Batch) -> list[_Read]:
    inputs = {name: torch.from_numpy(array) for name, array in batch.inputs.named().items()}
    sentences = inputs.pop("sentences")
    with torch.autocast("cpu", torch.bfloat16):
        words = [teacher.read_words(**inputs) for teacher in teachers]
        scores = [t.score(w, sentences) for t, w in zip(teachers, words, strict=True)]
    mean = {
        name: torch.stack([getattr(s, name).float().softmax(-1) for s in scores]).mean(0).numpy()
        for name in ("upos", "arcs", "mentions", "firsts", "lasts")
    }
    sizes = (batch.inputs.sentences > 0).sum(1).tolist()
    heads = np.zeros(batch.inputs.starts.shape, dtype=np.int64)
    for i, n in enumerate(sizes):
        of_row = batch.inputs.sentences[i, :n].tolist()
        tree = best_heads(np.log(mean["arcs"][i, :n, :n] + _TINY), of_row)
        heads[i, :n] = [k if head < 0 else head for k, head in enumerate(tree)]
    with torch.autocast("cpu", torch.bfloat16):
        trees = torch.from_numpy(heads)
        labels = [t.label(w, trees) for t, w in zip(teachers, words, strict=True)]
    mean["relations"] = torch.stack([x.float().softmax(-1) for x in labels]).mean(0).numpy()
    return [
        _Read(
            {
                name: values[i, :n, :n] if name in _SQUARE else values[i, :n]
                for name, values in mean.items()
            },
            heads[i, :n],
        )
        for i, n in enumerate(sizes)
    ]


def _joined(parts: Sequence[_Read]) -> tuple[SoftLabels, Reading]:
    """The labels and the reading of a document from those of its sentences."""
    offsets = np.cumsum([0, *(len(part.heads) for part in parts)]).tolist()
    dense = {
        name: np.concatenate([part.mean[name] for part in parts])
        for name in ("upos", "relations", "mentions")
    }
    heading = (dense["mentions"][:, 0] < 1 - _MENTION)[:, None]
    pointers = {}
    for name in _SQUARE:
        rows = [_likeliest(p.mean[name], o) for p, o in zip(parts, offsets, strict=False)]
        index, weight = (np.concatenate([row[k] for row in rows]) for k in (0, 1))
        kept = weight if name == "arcs" else weight * heading
        pointers["heads" if name == "arcs" else name] = index, kept
    heads = np.concatenate([p.heads + o for p, o in zip(parts, offsets, strict=False)])
    labels = SoftLabels(
        {name: values.astype(np.float16) for name, values in dense.items()}, pointers, heads
    )
    mentions = [
        Mention(first + o, last + o, head + o, kind, -1, None)
        for part, o in zip(parts, offsets, strict=False)
        for first, last, head, kind in _mentions(part)
    ]
    reading = Reading(
        tuple(UPOS[i] for i in dense["upos"].argmax(-1)),
        tuple(-1 if head == i else int(head) for i, head in enumerate(heads)),
        tuple(RELATIONS[i] for i in dense["relations"].argmax(-1)),
        (),
        tuple(sorted(mentions, key=lambda m: (m.first, -m.last))),
    )
    return labels, reading


def _likeliest(rows: np.ndarray, offset: int) -> tuple[np.ndarray, np.ndarray]:
    """The likeliest words of each row, counted in the document, and their probabilities."""
    kept = min(_KEPT, rows.shape[1])
    index = np.argpartition(-rows, kept - 1, axis=1)[:, :kept]
    weight = np.take_along_axis(rows, index, 1)
    weight = weight / weight.sum(1, keepdims=True)
    pad = ((0, 0), (0, _KEPT - kept))
    return np.pad(index + offset, pad).astype(np.int32), np.pad(weight, pad).astype(np.float16)


def _mentions(part: _Read) -> list[tuple[int, int, int, str]]:
    nothing = np.zeros((len(part.heads), 0), dtype=np.float32)
    scores = {name: np.log(part.mean[name] + _TINY) for name in ("mentions", "firsts", "lasts")}
    return read_mentions({**scores, "anaphors": nothing, "antecedents": nothing}).found
