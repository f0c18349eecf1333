"""Which words are in quotation marks, and who is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.results import Attribution
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.quotation_marks import Quotation


def quoting(
    syntax: Syntax, quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> tuple[list[bool], list[int | None]]:
    """For each token whether it is in quotation marks, and the attribution that quotes it.

    A quotation without an attribution is put to that of the nearest one in its paragraph, or, if
    it fills its own, to the last of the paragraph before.
    """
    document = syntax.document
    size = len(document.tokens)
    quoted: list[int | None] = [None] * size
    ranges = []
    depths = [-1] * size
    for quotation in quotations:
        tokens = document.tokens_in(quotation.inner_start, quotation.inner_end)
        depths[tokens.start : tokens.stop] = [quotation.depth] * len(tokens)
        if quotation.depth == 0:
            ranges.append((tokens.start, tokens.stop))
    inside = [depth >= 0 for depth in depths]
    contents = sorted(
        (
            (tokens.start, tokens.stop, index)
            for index, attribution in enumerate(attributions)
            for tokens in (document.tokens_in(s.start, s.end) for s in attribution.content)
        ),
        key=lambda row: row[0] - row[1],
    )
    budget = 8 * size  # contents nest a few deep; never more work than that
    for first, last, index in contents:
        budget -= last - first
        if budget < 0:
            break
        source = attributions[index].source
        if source is None:
            continue
        around = depths[min(document.tokens_in(source.start, source.end).start, size - 1)]
        for i in range(first, last):
            if depths[i] > around:  # marks that hold the source too are not its own
                quoted[i] = index
    _adopt(syntax, ranges, quoted)
    return inside, quoted


def _adopt(
    syntax: Syntax,
    ranges: Sequence[tuple[int, int]],
    quoted: list[int | None],
) -> None:
    """Puts quotations without an attribution to the one that most likely goes on."""
    sentences = syntax.document.sentences
    where = [
        sentences[syntax.sentence[first]].paragraph if last > first else -1
        for first, last in ranges
    ]
    owner = [quoted[(first + last) // 2] if last > first else None for first, last in ranges]
    latest: int | None = None
    latest_paragraph = -9
    for n, (first, last) in enumerate(ranges):
        if owner[n] is None and last - first > 3:
            following = n + 1 < len(ranges) and where[n + 1] == where[n]
            fills = last - first + 2 > 0.8 * _paragraph_length(syntax, where[n])
            if latest is not None and latest_paragraph == where[n]:
                owner[n] = latest
            elif following and owner[n + 1] is not None:
                owner[n] = owner[n + 1]
            elif latest is not None and latest_paragraph == where[n] - 1 and fills:
                owner[n] = latest
            if owner[n] is not None:
                quoted[first:last] = [owner[n] if q is None else q for q in quoted[first:last]]
        if owner[n] is not None:
            latest, latest_paragraph = owner[n], where[n]


def _paragraph_length(syntax: Syntax, paragraph: int) -> int:
    """How many tokens a paragraph has."""
    start, end = syntax.document.paragraphs[paragraph]
    return len(syntax.document.tokens_in(start, end))
