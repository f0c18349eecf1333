"""Runs the shipped model over documents: one pass gives attributions and syntax.

The contents of attributions are read a second time, each as a text of its own, where something in
them looks like a cue: this is how an attribution inside another one is found, since the training
corpus marks one layer only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from attrs import evolve, frozen

from newsclaims.decoding import Transitions, WindowReading, WindowScores, decode
from newsclaims.document import Attributed, Document, Reading
from newsclaims.model_files import read_bytes, read_json
from newsclaims.windows import MAX_PIECES, Window, Words, batch, cut, describe
from newsclaims.wordpiece import WordPieces

OUTPUT_NAMES = ("tags", "upos", "arcs", "relations", "content_links", "source_links")
_BATCH_PIECES = MAX_PIECES + 2
"""Padded pieces in a batch: full windows run alone, short ones (also of other articles) together.

More is slower on a processor, and activations are quantised batch by batch, so that an article
would depend on its neighbours; see docs/figures.md.
"""

_NESTED_CUE = 0.02  # a content with a likelier inner cue is read again; see docs/figures.md
_NESTED_MIN_WORDS = 4


@frozen(slots=True, eq=False)
class _Request:
    """A window to read."""

    words: Words
    window: Window


@frozen(slots=True, eq=False)
class Encoder:
    """The model, its vocabulary and the scores of its tag chain.

    Attributes:
        session: Takes `newsclaims.windows.Inputs` and gives `WindowScores` by name.
        vocabulary: Word pieces.
        transitions: Of the tags.
    """

    session: onnxruntime.InferenceSession
    vocabulary: WordPieces
    transitions: Transitions
    nested: bool = True

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        """Reads some documents together, so that their windows share batches."""
        described = [describe(document, self.vocabulary) for document in documents]
        requests = [
            (i, _Request(words, window))
            for i, (document, words) in enumerate(zip(documents, described, strict=True))
            for window in cut(document, words)
        ]
        results = self._read_windows([request for _, request in requests])
        by_document: list[list[tuple[Window, WindowReading]]] = [[] for _ in documents]
        for (i, request), result in zip(requests, results, strict=True):
            by_document[i].append((request.window, result))
        readings = [_joined(parts) for parts in by_document]
        return self._with_nested(documents, described, by_document, readings)

    def _with_nested(
        self,
        documents: Sequence[Document],
        described: Sequence[Words],
        by_document: Sequence[Sequence[tuple[Window, WindowReading]]],
        readings: list[Reading],
    ) -> list[Reading]:
        """Adds to each reading the attributions inside its attributions' contents."""
        if not self.nested:
            return readings
        requests: list[tuple[int, int, _Request]] = []
        for i, (document, reading) in enumerate(zip(documents, readings, strict=True)):
            for parent, window in _nested_windows(document, reading, by_document[i]):
                requests.append((i, parent, _Request(described[i], window)))
        found: list[list[Attributed]] = [list(reading.attributed) for reading in readings]
        results = self._read_windows([request for _, _, request in requests])
        for (i, parent, request), result in zip(requests, results, strict=True):
            whole = (request.window.first, request.window.last)
            for inner in result.attributed:
                moved = evolve(_moved(inner, request.window.first), parent=parent)
                if moved.source is not None and moved.content != (whole,):
                    found[i].append(moved)
        return [
            evolve(reading, attributed=tuple(attributed))
            for reading, attributed in zip(readings, found, strict=True)
        ]

    def _read_windows(self, requests: Sequence[_Request]) -> list[WindowReading]:
        """Reads windows in batches of similar length; the results are in the order of the input."""
        results: list[WindowReading | None] = [None] * len(requests)
        lengths = [request.window.last - request.window.first for request in requests]
        order = sorted(range(len(requests)), key=lengths.__getitem__)
        for group in _groups(order, [_pieces(request) for request in requests]):
            rows = [(requests[i].words, requests[i].window) for i in group]
            inputs = batch(self.vocabulary, rows)
            outputs = self.session.run(list(OUTPUT_NAMES), inputs.named())
            for row, i in enumerate(group):
                n = lengths[i]
                tags, upos, relations = (outputs[k][row, :n] for k in (0, 1, 3))
                arcs, content, source = (outputs[k][row, :n, :n] for k in (2, 4, 5))
                scores = WindowScores(tags, upos, arcs, relations, content, source)
                sentences = inputs.sentences[row, :n].tolist()
                results[i] = decode(scores, sentences, self.transitions)
        return [result for result in results if result is not None]


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The shipped encoder, loaded once.

    The environment variable ``NEWSCLAIMS_THREADS`` sets how many threads it uses (default: all
    cores).

    Raises:
        ModelFileError: A file of the model is missing or altered.
        ValueError: ``NEWSCLAIMS_THREADS`` is not a number.
    """
    vocabulary = WordPieces(read_bytes("vocab.txt").decode("utf-8").splitlines())
    transitions = Transitions.from_lists(read_json("tagging.json"))
    return Encoder(_session(read_bytes("encoder.onnx")), vocabulary, transitions)


def open_encoder(folder: Path, *, nested: bool = True, weights: str = "encoder.onnx") -> Encoder:
    """An encoder from a folder that a training wrote; its files are not checked."""
    tagging = json.loads((folder / "tagging.json").read_text(encoding="utf-8"))
    session = _session((folder / weights).read_bytes())
    return Encoder(session, read_vocabulary(folder), Transitions.from_lists(tagging), nested)


def read_vocabulary(folder: Path) -> WordPieces:
    """The word pieces of a model folder."""
    return WordPieces((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())


def _session(weights: bytes) -> onnxruntime.InferenceSession:
    threads = os.environ.get("NEWSCLAIMS_THREADS", "0")
    if not threads.isdecimal():
        raise ValueError(f"NEWSCLAIMS_THREADS must be a number, not {threads!r}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _pieces(request: _Request) -> int:
    return sum(map(len, request.words.pieces[request.window.first : request.window.last])) + 2


def _groups(order: Iterable[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Cuts an order of windows into batches of at most `_BATCH_PIECES` padded pieces."""
    group: list[int] = []
    longest = 0
    for i in order:
        if group and max(longest, sizes[i]) * (len(group) + 1) > _BATCH_PIECES:
            yield group
            group, longest = [], 0
        group.append(i)
        longest = max(longest, sizes[i])
    if group:
        yield group


def _joined(parts: Sequence[tuple[Window, WindowReading]]) -> Reading:
    """One reading from those of a document's windows."""
    upos: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    attributed: list[Attributed] = []
    for window, part in parts:
        upos += part.upos
        heads += [head if head < 0 else head + window.first for head in part.heads]
        relations += part.relations
        attributed += [_moved(found, window.first) for found in part.attributed]
    return Reading(tuple(upos), tuple(heads), tuple(relations), tuple(attributed))


def _moved(found: Attributed, offset: int) -> Attributed:
    """The same attribution with token indices that count from ``offset`` tokens earlier."""

    def move(tokens: tuple[int, int]) -> tuple[int, int]:
        return tokens[0] + offset, tokens[1] + offset

    return evolve(
        found,
        cue=move(found.cue),
        source=move(found.source) if found.source else None,
        content=tuple(map(move, found.content)),
    )


def _nested_windows(
    document: Document, reading: Reading, parts: Sequence[tuple[Window, WindowReading]]
) -> Iterator[tuple[int, Window]]:
    """The content stretches that may hold an attribution, with the index of theirs."""
    if not reading.attributed:
        return
    cues = np.concatenate([part.cue_probabilities for _, part in parts])
    for parent, outer in enumerate(reading.attributed):
        for first, last in outer.content:
            first, last = _without_marks(document, first, last)
            if last - first >= _NESTED_MIN_WORDS and cues[first:last].max() > _NESTED_CUE:
                yield parent, Window(first, last)


def _without_marks(document: Document, first: int, last: int) -> tuple[int, int]:
    """The range without the marks and the "that" around it."""
    while first < last and _is_mark(document.tokens[first].text):
        first += 1
    while last > first and _is_mark(document.tokens[last - 1].text):
        last -= 1
    return first, last


def _is_mark(text: str) -> bool:
    return text == "that" or not any(map(str.isalnum, text))
