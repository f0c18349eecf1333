"""How many attributions inside of other ones are found, and how many of those found are right.

Run with ``python benchmarks/inner.py SHARED``, a folder that holds ``eval/attribution_eval.py`` and
``data/polnear/dev``. ``annotations/inner_attributions.json`` gives every inner attribution of some
of its articles. One of ours, with a ``parent``, is right if its cue and its source overlap the
annotated ones and its content has a token F1 of at least 0.5 with the annotated one; each counts
once. Figures are in percent of attributions: precision, recall and F1; the same where the cue alone
has to be right (``cue``); and ``recall_any_layer``, in which annotated ones also count as found
that we give without a parent. A table, then one line of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from newsclaims import Attribution, parse_article
from polnear import ANNOTATIONS, as_scored, dev_articles, load_scorer

CLOSE = 0.5

Tokens = Mapping[str, frozenset[int]]
"""The tokens of each role of one attribution."""


def annotated_tokens(scorer: Any, text: str, rows: Sequence[Mapping[str, Any]]) -> list[Tokens]:
    """The tokens of annotated attributions."""
    index = scorer.token_index(text)

    def tokens(row: Mapping[str, Any], role: str) -> frozenset[int]:
        stretches = row["content"] if role == "content" else [row[role]] if row[role] else []
        found: frozenset[int] = scorer.tokens_in(index, stretches)
        return found

    return [{role: tokens(row, role) for role in scorer.ROLES} for row in rows]


def read_tokens(scorer: Any, text: str, attributions: Sequence[Attribution]) -> list[Tokens]:
    """The tokens of our attributions."""
    index = scorer.token_index(text)
    return [
        {role: scorer.tokens_in(index, spans) for role, spans in roles.items()}
        for roles in as_scored(scorer, attributions)
    ]


def pairs(
    scorer: Any, gold: Sequence[Tokens], found: Sequence[Tokens], *, by_cue: bool = False
) -> dict[int, int]:
    """Which of ours each annotated attribution is matched with, those closest in content first."""

    def overlap(a: Tokens, b: Tokens) -> float:
        f1: float = scorer.overlap_f1(a["content"], b["content"])
        return f1

    def is_right(a: Tokens, b: Tokens) -> bool:
        if by_cue or not a["cue"] & b["cue"]:
            return bool(a["cue"] & b["cue"])
        same_source = bool(a["source"] & b["source"]) or not a["source"]
        return same_source and overlap(a, b) >= CLOSE

    candidates = sorted(
        ((i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if is_right(a, b)),
        key=lambda pair: -overlap(gold[pair[0]], found[pair[1]]),
    )
    matched: dict[int, int] = {}
    for i, j in candidates:
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def scores(right: int, found: int, annotated: int) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    return {
        "precision": round(100 * right / max(1, found), 1),
        "recall": round(100 * right / max(1, annotated), 1),
        "f1": round(200 * right / max(1, found + annotated), 1),
    }


def errors(
    text: str,
    rows: Sequence[Mapping[str, Any]],
    inner: Sequence[Attribution],
    matched: Mapping[int, int],
) -> Iterator[str]:
    """A line for each annotated attribution that is missed and each of ours that is wrong."""
    for i, row in enumerate(rows):
        if i not in matched:
            words = [text[slice(*row[role])] if row[role] else "-" for role in ("source", "cue")]
            content = " … ".join(text[start:end] for start, end in row["content"])
            yield f"  missed {words[0]} | {words[1]} | {content}"
    for j, a in enumerate(inner):
        if j not in matched.values():
            content = " … ".join(span.text for span in a.content)
            yield f"  wrong  {a.source or '-'} | {a.cue or '-'} | {content}"


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-v", "verbose", is_flag=True, help="Print the errors.")
def main(shared: Path, verbose: bool) -> None:
    scorer = load_scorer(shared)
    annotated: dict[str, list[dict[str, Any]]] = json.loads(
        (ANNOTATIONS / "inner_attributions.json").read_text(encoding="utf-8")
    )
    texts = {name: text for name, text, _ in dev_articles(shared, scorer)}
    right = by_cue = any_layer = found = 0
    for name, rows in annotated.items():
        text = texts[name]
        attributions = parse_article(text).attributions
        inner = [a for a in attributions if a.parent is not None]
        gold, ours = annotated_tokens(scorer, text, rows), read_tokens(scorer, text, inner)
        matched = pairs(scorer, gold, ours)
        right += len(matched)
        by_cue += len(pairs(scorer, gold, ours, by_cue=True))
        any_layer += len(pairs(scorer, gold, read_tokens(scorer, text, attributions)))
        found += len(inner)
        if verbose:
            click.echo("\n".join([name, *errors(text, rows, inner, matched)]))
    total = sum(map(len, annotated.values()))
    click.echo(
        f"{total} annotated in {len(annotated)} articles, {found} found, {right} right, "
        f"{by_cue} by the cue alone, {any_layer} of those annotated in any layer"
    )
    row: dict[str, Any] = scores(right, found, total)
    row["cue"] = scores(by_cue, found, total)
    row["recall_any_layer"] = scores(any_layer, found, total)["recall"]
    click.echo(json.dumps(row))


if __name__ == "__main__":
    main()
