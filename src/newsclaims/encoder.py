"""Runs the shipped model over documents: one pass gives attributions, syntax and mentions.

The contents of attributions are read a second time, each as a text of its own, where something in
them looks like a cue: this is how an attribution inside another one is found, since the training
corpus marks one layer only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from attrs import evolve, frozen

from newsclaims.coreference import PairWeights, chain_types, chains, describe_mentions, link
from newsclaims.data.pronouns import PRONOUNS
from newsclaims.decoding import (
    ATTRIBUTION_SCORES,
    INNER_SCORES,
    MENTION_SCORES,
    SYNTAX_SCORES,
    Scores,
    Transitions,
    WindowAttributions,
    WindowMentions,
    WindowSyntax,
    read_attributions,
    read_inner,
    read_mentions,
    read_syntax,
)
from newsclaims.document import Attributed, Document, Mention, Reading, Token
from newsclaims.model_files import read_bytes, read_json, silence_onnxruntime
from newsclaims.windows import Window, Words, batch, cut, describe
from newsclaims.wordpiece import WordPieces

if TYPE_CHECKING:
    import onnxruntime

OUTPUT_NAMES = (
    "tags",
    "upos",
    "arcs",
    "relations",
    "content_links",
    "source_links",
    *MENTION_SCORES,
    *INNER_SCORES,
)
"""In the order of `newsclaims.training.network.Scores`."""

SQUARE_OUTPUTS = frozenset(
    ("arcs", "content_links", "source_links", "firsts", "lasts", "inner_content_links")
)
"""Those that score pairs of words."""

_NESTED_CUE = 0.02  # a content with a likelier inner cue is read again; see docs/figures.md
_NESTED_MIN_WORDS = 4

_PRONOUNS = PRONOUNS | {"there", "whomever"}


@frozen(slots=True, eq=False)
class _Request:
    """A window to read."""

    words: Words
    window: Window


_T = TypeVar("_T")


@frozen(slots=True, eq=False)
class _WindowReading:
    """What is read in one window; syntax and mentions unless only attributions are read."""

    attributions: WindowAttributions
    inner: list[Attributed]
    syntax: WindowSyntax | None
    mentions: WindowMentions | None


@frozen(slots=True, eq=False)
class Encoder:
    """The model, its vocabulary and what it learned besides the network.

    Attributes:
        session: Takes `newsclaims.windows.Inputs` and gives `OUTPUT_NAMES`.
        vocabulary: Word pieces.
        transitions: Of the tags.
        pair_weights: Of coreference.
        nested: Whether attributions inside attributions are looked for.
    """

    session: onnxruntime.InferenceSession
    vocabulary: WordPieces
    transitions: Transitions
    pair_weights: PairWeights
    nested: bool = True
    inner: Transitions | None = None

    def read(
        self, documents: Sequence[Document], *, attributions_only: bool = False
    ) -> list[Reading]:
        """Reads some documents, each as it would be read alone.

        With ``attributions_only`` syntax and mentions are left empty, which saves some time.
        """
        described = [describe(document, self.vocabulary) for document in documents]
        requests = [
            (i, _Request(words, window))
            for i, (document, words) in enumerate(zip(documents, described, strict=True))
            for window in cut(document, words)
        ]
        names: Sequence[str] = ATTRIBUTION_SCORES
        if not attributions_only:
            names = (*names, *SYNTAX_SCORES, *MENTION_SCORES)
        if self.inner is not None and self.nested:
            names = (*names, *INNER_SCORES)
        results = self._run([request for _, request in requests], names, self._decode)
        by_document: list[list[tuple[Window, _WindowReading]]] = [[] for _ in documents]
        for (i, request), result in zip(requests, results, strict=True):
            by_document[i].append((request.window, result))
        readings = [
            self._joined(document, parts)
            for document, parts in zip(documents, by_document, strict=True)
        ]
        return self._with_nested(documents, described, by_document, readings)

    def _decode(self, scores: Scores, sentences: Sequence[int]) -> _WindowReading:
        has_all = SYNTAX_SCORES[0] in scores
        return _WindowReading(
            read_attributions(scores, sentences, self.transitions),
            read_inner(scores, sentences, self.inner) if self.inner and self.nested else [],
            read_syntax(scores, sentences) if has_all else None,
            read_mentions(scores) if has_all else None,
        )

    def _joined(
        self, document: Document, parts: Sequence[tuple[Window, _WindowReading]]
    ) -> Reading:
        """One reading from those of a document's windows."""
        upos: list[str] = []
        heads: list[int] = []
        relations: list[str] = []
        attributed: list[Attributed] = []
        for window, part in parts:
            attributed += [_moved(found, window.first) for found in part.attributions.attributed]
            if part.syntax:
                words = document.tokens[window.first : window.last]
                upos += map(_part_of_speech, words, part.syntax.upos, part.syntax.not_pronouns)
                heads += [h if h < 0 else h + window.first for h in part.syntax.heads]
                relations += part.syntax.relations
        inner = [_moved(i, window.first) for window, part in parts for i in part.inner]
        attributed += _inside(attributed, inner)
        mentions = self._linked(document, upos, parts)
        return Reading(tuple(upos), tuple(heads), tuple(relations), tuple(attributed), mentions)

    def _linked(
        self,
        document: Document,
        upos: Sequence[str],
        parts: Sequence[tuple[Window, _WindowReading]],
    ) -> tuple[Mention, ...]:
        """The mentions of a document's windows with their coreference."""
        found = [(window.first, part.mentions) for window, part in parts if part.mentions]
        mentions = [
            Mention(first + offset, last + offset, head + offset, kind, -1, None)
            for offset, part in found
            for first, last, head, kind in part.found
        ]
        if not mentions:
            return ()
        links = link(
            describe_mentions(document, upos, mentions),
            np.concatenate([part.anaphors for _, part in found]),
            np.concatenate([part.antecedents for _, part in found]),
            self.pair_weights,
        )
        numbers = chains(links.to)
        types = chain_types(np.concatenate([part.types for _, part in found]), numbers)
        return tuple(
            evolve(mention, type=kind, chain=number, link=to, scores=scores)
            for mention, kind, number, to, scores in zip(
                mentions, types, numbers, links.to, links.scores, strict=True
            )
        )

    def _with_nested(
        self,
        documents: Sequence[Document],
        described: Sequence[Words],
        by_document: Sequence[Sequence[tuple[Window, _WindowReading]]],
        readings: list[Reading],
    ) -> list[Reading]:
        """Adds to each reading the attributions inside its attributions' contents."""
        if not self.nested or self.inner is not None:
            return readings
        requests: list[tuple[int, int, _Request]] = []
        for i, (document, reading) in enumerate(zip(documents, readings, strict=True)):
            for parent, window in _nested_windows(document, reading, by_document[i]):
                requests.append((i, parent, _Request(described[i], window)))
        found: list[list[Attributed]] = [list(reading.attributed) for reading in readings]
        results = self._run(
            [request for _, _, request in requests],
            ATTRIBUTION_SCORES,
            lambda scores, sentences: read_attributions(scores, sentences, self.transitions),
        )
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

    def _run(
        self,
        requests: Sequence[_Request],
        names: Sequence[str],
        decode: Callable[[Scores, Sequence[int]], _T],
    ) -> list[_T]:
        """Runs the model on windows and decodes its scores.

        Each window runs alone, so that what is read in it depends on nothing else: beside a longer
        one it would be padded, and sums over other lengths are rounded otherwise. Full windows
        would gain nothing together; see docs/figures.md for short ones.

        Args:
            requests: The windows.
            names: The outputs of the model that are needed.
            decode: Makes a result from the scores of a window and the sentence of each word.

        Returns:
            The results in the order of the requests.
        """
        results = []
        for request in requests:
            inputs = batch(self.vocabulary, [(request.words, request.window)])
            outputs = self.session.run(list(names), inputs.named())
            scores = {name: output[0] for name, output in zip(names, outputs, strict=True)}
            results.append(decode(scores, inputs.sentences[0].tolist()))
        return results


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
    return Encoder(
        _session(read_bytes("encoder.onnx")),
        vocabulary,
        Transitions.from_lists(read_json("tagging.json")),
        PairWeights.from_lists(read_json("coreference.json")),
        inner=_inner(read_json("tagging.json")),
    )


def open_encoder(folder: Path, *, nested: bool = True, weights: str = "encoder.onnx") -> Encoder:
    """An encoder from a folder that a training wrote; its files are not checked."""
    tagging, pairs = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("tagging.json", "coreference.json")
    )
    return Encoder(
        _session((folder / weights).read_bytes()),
        read_vocabulary(folder),
        Transitions.from_lists(tagging),
        PairWeights.from_lists(pairs),
        nested,
        _inner(tagging),
    )


def _inner(tagging: dict[str, Any]) -> Transitions | None:
    return Transitions.from_lists(tagging["inner"]) if "inner" in tagging else None


def read_vocabulary(folder: Path) -> WordPieces:
    """The word pieces of a model folder."""
    return WordPieces((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())


def _session(weights: bytes) -> onnxruntime.InferenceSession:
    silence_onnxruntime()
    import onnxruntime

    threads = os.environ.get("NEWSCLAIMS_THREADS", "0")
    if not threads.isdecimal():
        raise ValueError(f"NEWSCLAIMS_THREADS must be a number, not {threads!r}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _part_of_speech(word: Token, best: str, not_pronoun: str) -> str:
    """The best one, but that a capitalised word is one of the few pronouns only if it is listed.

    A name before "'s" or at the start of a sentence is sometimes taken for one.
    """
    if best != "PRON" or not word.text.istitle() or len(word.text) < 3:
        return best
    return best if word.text.lower() in _PRONOUNS else not_pronoun


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


def _inside(outer: Sequence[Attributed], inner: Sequence[Attributed]) -> list[Attributed]:
    """Those of the inner attributions that are inside the content of others, with their parents.

    A parent is the attribution with the shortest content around; it may be an inner one.
    """
    found = list(outer)
    cues = {i for attribution in outer for i in range(*attribution.cue)}
    for attribution in sorted(inner, key=_length, reverse=True):
        if attribution.source is None or not cues.isdisjoint(range(*attribution.cue)):
            continue
        first = min(attribution.cue[0], attribution.content[0][0])
        last = max(attribution.cue[1], attribution.content[-1][1])
        around = [
            (b - a, parent)
            for parent, other in enumerate(found)
            for a, b in other.content
            if a <= first and last <= b
        ]
        if around:
            found.append(evolve(attribution, parent=min(around)[1]))
    return found[len(outer) :]


def _length(attribution: Attributed) -> int:
    return sum(last - first for first, last in attribution.content)


def _nested_windows(
    document: Document, reading: Reading, parts: Sequence[tuple[Window, _WindowReading]]
) -> Iterator[tuple[int, Window]]:
    """The content stretches that may hold an attribution, with the index of theirs."""
    if not reading.attributed:
        return
    cues = np.concatenate([part.attributions.cue_probabilities for _, part in parts])
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
