"""Scores attributions against annotated articles.

Tokens are runs of word characters. An attribution is found if its content overlaps the annotated
one at token F1 of 0.5 or more and the sources share a token, or none is annotated; matched one to
one, best overlap first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from newsclaims.reading.encoder import Encoder
from newsclaims.reading.outer_clauses import hang_from_copula
from newsclaims.text.document import Attributed, Document
from newsclaims.text.segment import segment
from newsclaims.training.brat import ROLES, AnnotatedText, Offsets
from newsclaims.training.treebank import read_conllu

_TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*")
_BATCH = 16

Tokens = frozenset[int]


@frozen
class Judged:
    """One attribution that was read: whether it is right, and its evidence."""

    right: bool
    evidence: tuple[float, ...]


@frozen
class Scored:
    """The judgements and the counts of (right, read, annotated) for each figure."""

    judged: tuple[Judged, ...]
    counts: dict[str, tuple[int, int, int]]

    def f1(self) -> dict[str, float]:
        """F1 in percent of each figure."""
        return {
            name: 200 * right / (read + annotated) if read + annotated else 0.0
            for name, (right, read, annotated) in self.counts.items()
        }


def evaluate(encoder: Encoder, articles: Sequence[AnnotatedText]) -> Scored:
    """Reads annotated articles and scores the attributions found in them."""
    judged: list[Judged] = []
    counts: Counter[tuple[str, int]] = Counter()
    for article, document, found in _read(encoder, articles):
        judged += _score(article, document, found, counts)
    names = dict.fromkeys(name for name, _ in counts)
    rows = {name: (counts[name, 0], counts[name, 1], counts[name, 2]) for name in names}
    return Scored(tuple(judged), rows)


def _read(
    encoder: Encoder, articles: Sequence[AnnotatedText]
) -> Iterator[tuple[AnnotatedText, Document, tuple[Attributed, ...]]]:
    for i in range(0, len(articles), _BATCH):
        group = articles[i : i + _BATCH]
        documents = [segment(article.text) for article in group]
        for article, document, reading in zip(
            group, documents, encoder.read(documents), strict=True
        ):
            yield article, document, reading.attributed


def _score(
    article: AnnotatedText,
    document: Document,
    found: Sequence[Attributed],
    counts: Counter[tuple[str, int]],
) -> Iterator[Judged]:
    index = [match.span() for match in _TOKEN.finditer(article.text)]

    def offsets(stretches: Iterable[tuple[int, int]]) -> list[Offsets]:
        return [(document.tokens[a].start, document.tokens[b - 1].end) for a, b in stretches]

    gold = [
        {role: _tokens(index, getattr(annotation, role)) for role in ROLES}
        for annotation in article.annotations
    ]
    read = [
        {
            "source": _tokens(index, offsets([a.source] if a.source else [])),
            "cue": _tokens(index, offsets([a.cue])),
            "content": _tokens(index, offsets(a.content)),
        }
        for a in found
    ]
    for role in ROLES:
        ours, theirs = (frozenset().union(*(a[role] for a in side)) for side in (read, gold))
        _count(counts, role, len(ours & theirs), len(ours), len(theirs))
    gold = [annotation for annotation in gold if annotation["content"]]
    partner = _match(gold, read)
    found_all = found_exactly = 0
    for j, attribution in enumerate(read):
        annotation = gold[partner[j]] if j in partner else None
        right = annotation is not None and _is_found(annotation, attribution)
        found_all += right
        found_exactly += annotation is not None and all(
            annotation[role] == attribution[role] for role in ("source", "content")
        )
        yield Judged(right, found[j].evidence)
    _count(counts, "who_said_what", found_all, len(read), len(gold))
    _count(counts, "exact", found_exactly, len(read), len(gold))


def _count(
    counts: Counter[tuple[str, int]], name: str, right: int, read: int, annotated: int
) -> None:
    for i, number in enumerate((right, read, annotated)):
        counts[name, i] += number


def _tokens(index: Sequence[Offsets], stretches: Iterable[Offsets]) -> Tokens:
    """Which tokens overlap one of the stretches."""
    found: set[int] = set()
    for start, end in stretches:
        first = bisect_right(index, start, key=lambda token: token[1])
        found.update(range(first, bisect_left(index, end, key=lambda token: token[0])))
    return frozenset(found)


def _is_found(annotation: dict[str, Tokens], attribution: dict[str, Tokens]) -> bool:
    same_source = not annotation["source"] or bool(annotation["source"] & attribution["source"])
    return same_source and _overlap(annotation["content"], attribution["content"]) >= 0.5


def _overlap(a: Tokens, b: Tokens) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _match(gold: Sequence[dict[str, Tokens]], read: Sequence[dict[str, Tokens]]) -> dict[int, int]:
    """For each read attribution the annotated one it is compared with."""
    pairs = [
        (_overlap(g["content"], r["content"]) + 0.1 * bool(g["cue"] & r["cue"]), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(pairs, reverse=True):
        if score > 0 and i not in taken and j not in partner:
            taken.add(i)
            partner[j] = i
    return partner


def evaluate_treebank(encoder: Encoder, treebank: Path) -> dict[str, float]:
    """Figures in percent on a treebank's own tokens.

    Accuracy of parts of speech, unlabelled and labelled attachment (every token counts, and the
    whole label with its subtype); F1 of typed mentions, if it is annotated with mentions.
    """
    counts: Counter[str] = Counter()
    for document, annotated_reading in read_conllu(treebank):
        gold = hang_from_copula(document, annotated_reading)
        reading = encoder.read([document])[0]
        rows = zip(
            gold.upos,
            reading.upos,
            gold.heads,
            reading.heads,
            gold.relations,
            reading.relations,
            strict=True,
        )
        for upos, our_upos, head, our_head, relation, our_relation in rows:
            counts["tokens"] += 1
            counts["upos"] += upos == our_upos
            counts["uas"] += head == our_head
            counts["las"] += head == our_head and relation == our_relation
        annotated, found = (
            {(m.first, m.last, m.type) for m in r.mentions} for r in (gold, reading)
        )
        if annotated:
            counts["mentions"] += len(annotated) + len(found)
            counts["right_mentions"] += 2 * len(annotated & found)
    figures = {name: counts[name] / counts["tokens"] for name in ("upos", "uas", "las")}
    if counts["mentions"]:
        figures["mentions"] = counts["right_mentions"] / counts["mentions"]
    return {name: round(100 * value, 2) for name, value in figures.items()}
