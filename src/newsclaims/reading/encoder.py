"""Runs the shipped model over documents: one pass gives attributions, syntax and mentions."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from attrs import evolve, fields, frozen

from newsclaims.model_files import read_bytes, read_json, silence_onnxruntime
from newsclaims.reading.coreference import PairWeights, chain_types, chains, describe_mentions, link
from newsclaims.reading.decoding import (
    ATTRIBUTION_SCORES,
    INNER_SCORES,
    MENTION_SCORES,
    SYNTAX_SCORES,
    Scores,
    Transitions,
    WindowMentions,
    WindowSyntax,
    read_attributions,
    read_mentions,
    read_syntax,
)
from newsclaims.reading.outer_clauses import hang_from_copula
from newsclaims.reading.trees import Attachments
from newsclaims.reading.windows import Window, batch, cut, describe
from newsclaims.reading.wordpiece import WordPieces
from newsclaims.text.document import Attributed, Document, Mention, Reading, Sureness, Token
from newsclaims.words.pronouns import PRONOUNS

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

_PRONOUNS = PRONOUNS | {"there", "whomever"}


_T = TypeVar("_T")


@frozen(slots=True, eq=False)
class _WindowReading:
    """What is read in one window; syntax and mentions unless only attributions are read."""

    attributed: list[Attributed]
    inner: list[Attributed]
    syntax: WindowSyntax | None
    mentions: WindowMentions | None


@frozen(slots=True, eq=False)
class Encoder:
    """The model, its vocabulary and what it learned besides the network.

    ``session`` takes `newsclaims.reading.windows.Inputs` and gives `OUTPUT_NAMES`; attributions
    inside others are read if ``nested``.
    """

    session: onnxruntime.InferenceSession
    vocabulary: WordPieces
    transitions: Transitions
    inner_transitions: Transitions
    attachments: Attachments
    pair_weights: PairWeights
    nested: bool = True

    def read(
        self, documents: Sequence[Document], *, attributions_only: bool = False
    ) -> list[Reading]:
        """Reads some documents, each as it would be read alone.

        With ``attributions_only`` syntax and mentions are left empty, which saves some time.
        """
        names: Sequence[str] = ATTRIBUTION_SCORES
        if not attributions_only:
            names = (*names, *SYNTAX_SCORES, *MENTION_SCORES)
        if self.nested:
            names = (*names, *INNER_SCORES)
        return [
            self._joined(document, list(self.windows(document, names, self._decode)))
            for document in documents
        ]

    def windows(
        self,
        document: Document,
        names: Sequence[str],
        decode: Callable[[Scores, Sequence[int]], _T],
    ) -> Iterator[tuple[Window, _T]]:
        """Runs the model on the windows of a document and decodes its scores.

        Each window runs alone, so that what is read in it depends on nothing else: beside a longer
        one it would be padded, and sums over other lengths are rounded otherwise. Together, windows
        of less than 60 pieces would take 6 to 22 % less time, longer ones would not.

        Args:
            document: The text.
            names: The outputs of the model that are needed.
            decode: Makes a result from the scores of a window and the sentence of each word.

        Yields:
            Each window with its result, in order.
        """
        words = describe(document, self.vocabulary)
        for window in cut(document, words):
            inputs = batch(self.vocabulary, [(words, window)])
            outputs = self.session.run(list(names), inputs.named())
            scores = {name: output[0] for name, output in zip(names, outputs, strict=True)}
            yield window, decode(scores, inputs.sentences[0].tolist())

    def _decode(self, scores: Scores, sentences: Sequence[int]) -> _WindowReading:
        has_all = SYNTAX_SCORES[0] in scores
        inner: list[Attributed] = []
        if self.nested:
            inner = read_attributions(scores, sentences, self.inner_transitions, "inner_")
        return _WindowReading(
            read_attributions(scores, sentences, self.transitions),
            inner,
            read_syntax(scores, sentences, self.attachments) if has_all else None,
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
            attributed += [_moved(found, window.first) for found in part.attributed]
            if part.syntax:
                words = document.tokens[window.first : window.last]
                upos += map(_part_of_speech, words, part.syntax.upos, part.syntax.not_pronouns)
                heads += [h if h < 0 else h + window.first for h in part.syntax.heads]
                relations += part.syntax.relations
        inner = [_moved(i, window.first) for window, part in parts for i in part.inner]
        attributed += _inside(attributed, inner)
        mentions = self._linked(document, upos, parts)
        reading = Reading(
            tuple(upos),
            tuple(heads),
            tuple(relations),
            tuple(attributed),
            mentions,
            _joined_sureness([part.syntax.sureness for _, part in parts if part.syntax]),
        )
        return hang_from_copula(document, reading) if relations else reading

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
        *_transitions(read_json("tagging.json")),
        Attachments.from_lists(read_json("attachments.json")),
        PairWeights.from_lists(read_json("coreference.json")),
    )


def open_encoder(folder: Path, *, nested: bool = True, weights: str = "encoder.onnx") -> Encoder:
    """An encoder from a folder that a training wrote; its files are not checked."""
    tagging, attachments, pairs = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("tagging.json", "attachments.json", "coreference.json")
    )
    return Encoder(
        _session((folder / weights).read_bytes()),
        read_vocabulary(folder),
        *_transitions(tagging),
        Attachments.from_lists(attachments),
        PairWeights.from_lists(pairs),
        nested,
    )


def _transitions(tagging: dict[str, Any]) -> tuple[Transitions, Transitions]:
    """Of attributions, and of those inside others."""
    return Transitions.from_lists(tagging), Transitions.from_lists(tagging["inner"])


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


def _joined_sureness(parts: Sequence[Sureness]) -> Sureness:
    return Sureness(
        *(
            tuple(chain.from_iterable(getattr(part, field.name) for part in parts))
            for field in fields(Sureness)
        )
    )


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
