"""Which words are in quotation marks, and who is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from newsclaims.results import Attribution
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document
from newsclaims.text.indices import AttributionIndex, ParagraphIndex
from newsclaims.text.quotation_marks import Quotation
from newsclaims.trace import Rule, decide_by, note

_SHORTEST = 4  # tokens of a quotation that is given to somebody without an attribution of its own


@define(slots=True)
class _Quoted:
    """The tokens of an outermost quotation; ``fills`` if they are most of its paragraph."""

    first: int
    last: int
    paragraph: ParagraphIndex
    fills: bool
    owner: AttributionIndex | None


def quoting(
    syntax: Syntax, quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> tuple[list[bool], list[AttributionIndex | None]]:
    """For each token whether it is in quotation marks, and the attribution that quotes it.

    A quotation without an attribution is put to another's, as `ADOPTIONS` say.
    """
    document = syntax.document
    size = len(document.tokens)
    depths = [-1] * size
    for quotation in quotations:
        tokens = document.tokens_in(quotation.inner_start, quotation.inner_end)
        depths[tokens.start : tokens.stop] = [quotation.depth] * len(tokens)
    quoted = _quoted_by_contents(document, attributions, depths)
    outermost = [
        _outermost(syntax, tokens, quoted)
        for q in quotations
        if q.depth == 0 and (tokens := document.tokens_in(q.inner_start, q.inner_end))
    ]
    _adopt(outermost, quoted)
    return [depth >= 0 for depth in depths], quoted


def _quoted_by_contents(
    document: Document, attributions: Sequence[Attribution], depths: Sequence[int]
) -> list[AttributionIndex | None]:
    """For each token the innermost attribution that quotes it."""
    size = len(depths)
    quoted: list[AttributionIndex | None] = [None] * size
    contents = [
        (document.tokens_in(span.start, span.end), AttributionIndex(index), attribution.source)
        for index, attribution in enumerate(attributions)
        for span in attribution.content
    ]
    contents.sort(key=lambda row: -len(row[0]))
    budget = 8 * size  # contents nest a few deep; never more work than that
    for tokens, index, source in contents:
        budget -= len(tokens)
        if budget < 0:
            break
        if source is None:
            continue
        first = document.tokens_in(source.start, source.end).start
        around = depths[min(first, size - 1)]
        for i in tokens:
            if depths[i] > around:  # marks that hold the source too are not its own
                quoted[i] = index
    return quoted


def _outermost(syntax: Syntax, tokens: range, quoted: Sequence[AttributionIndex | None]) -> _Quoted:
    sentence = syntax.document.sentences[syntax.sentence[tokens.start]]
    whole = len(syntax.document.tokens_in(*syntax.document.paragraphs[sentence.paragraph]))
    fills = len(tokens) + 2 > 0.8 * whole
    owner = quoted[(tokens.start + tokens.stop) // 2]
    return _Quoted(tokens.start, tokens.stop, ParagraphIndex(sentence.paragraph), fills, owner)


def _adopt(quotations: Sequence[_Quoted], quoted: list[AttributionIndex | None]) -> None:
    """Puts quotations without an attribution to the one that most likely goes on."""
    latest: _Quoted | None = None
    for n, quotation in enumerate(quotations):
        following = quotations[n + 1] if n + 1 < len(quotations) else None
        first, last = quotation.first, quotation.last
        found = None
        if quotation.owner is None and last - first >= _SHORTEST:
            found = decide_by(ADOPTIONS, quotation, latest, following)
        if found is not None:
            rule, other = found
            note(rule, "same source", (first, last), (other.first, other.last))
            quotation.owner = owner = other.owner
            quoted[first:last] = [owner if q is None else q for q in quoted[first:last]]
        if quotation.owner is not None:
            latest = quotation


def _same_paragraph(
    quotation: _Quoted, latest: _Quoted | None, following: _Quoted | None
) -> _Quoted | None:
    """The last quotation before it in its paragraph has the same source."""
    return latest if latest is not None and latest.paragraph == quotation.paragraph else None


def _before_another(
    quotation: _Quoted, latest: _Quoted | None, following: _Quoted | None
) -> _Quoted | None:
    """The next quotation of its paragraph has the same source, if it has one."""
    if following is None or following.owner is None:
        return None
    return following if following.paragraph == quotation.paragraph else None


def _own_paragraph(
    quotation: _Quoted, latest: _Quoted | None, following: _Quoted | None
) -> _Quoted | None:
    """A quotation that fills its paragraph goes on with the last one of the paragraph before."""
    if latest is None or not quotation.fills:
        return None
    return latest if latest.paragraph == quotation.paragraph - 1 else None


#: Which quotation another without an attribution shares its source with; the first that says.
ADOPTIONS: tuple[Rule[[_Quoted, _Quoted | None, _Quoted | None], _Quoted], ...] = (
    Rule("attributions: quotation in the source's paragraph", _same_paragraph),
    Rule("attributions: quotation before one with a source", _before_another),
    Rule("attributions: quotation in a paragraph of its own", _own_paragraph),
)
