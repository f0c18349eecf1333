"""Says in words which rules decided, and what was considered, from the trace of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclaims.pipeline import Traced
from newsclaims.results import ArticleResults, Attribution, Claim, Entity, Quote, Span
from newsclaims.text.document import Document
from newsclaims.trace import Decision

LONGEST_QUOTATION = 140
"""Code points; longer stretches of the article are printed without their middle."""

_Result = Claim | Quote | Attribution | Entity

#: What decides on each kind of result.
_DECIDING: dict[type, tuple[str, ...]] = {
    Claim: ("claims", "clauses", "factuality"),
    Quote: ("attributions", "text"),
    Attribution: ("attributions", "speakers"),
    Entity: ("speakers",),
}


def decisions_about(result: _Result, traced: Traced) -> Iterator[str]:
    """A line for each decision about a result; none if the text, read again, does not give it."""
    if result not in _results(traced.results):
        return
    packages = _DECIDING[type(result)]
    places = _places_of(result, traced.document)
    for decision in _distinct(traced.decisions):
        decides = decision.rule.name.partition(":")[0] in packages
        if decides and any(_is_at(decision.tokens[:1], tokens) for tokens in places):
            yield f"Decided: {_told(decision, traced.document)}"


def about_words(words: str, traced: Traced) -> Iterator[str]:
    """What was read, considered and decided wherever some words stand in the article.

    Raises:
        ValueError: They stand nowhere in it.
    """
    text, wanted = traced.document.text, " ".join(words.split())
    places = list(_places(text, wanted)) if wanted else []
    if not places:
        raise ValueError(f"the words “{wanted}” are not in the article as printed")
    for number, (start, end) in enumerate(places):
        if number:
            yield ""
        yield f"Words: {printed(Span(start, end, text[start:end]))}"
        yield from _at_place(traced, traced.document.tokens_in(start, end))


def _at_place(traced: Traced, tokens: range) -> Iterator[str]:
    document, reading = traced.document, traced.document.reading
    for sentence in document.sentences:
        if _is_at([(sentence.first, sentence.last)], tokens):
            yield f"Sentence: {printed(document.span(sentence.start, sentence.end))}"
    for i in tokens:
        token = document.tokens[i]
        of = "" if token.head is None else f" of “{document.tokens[token.head].text}”"
        yield f"Read: “{token.text}” {token.upos}, {token.relation}{of}"
    for mention in document.mentions:
        if _is_at([(mention.first, mention.last)], tokens):
            words = _range(document, (mention.first, mention.last))
            yield f"Read: mention {words}, {mention.type}"
    for read in reading.attributed if reading is not None else ():
        parts = [read.cue, *([read.source] if read.source else []), *read.content]
        if _is_at(parts, tokens):
            source = "none" if read.source is None else _range(document, read.source)
            content = " and ".join(_range(document, part) for part in read.content)
            cue = _range(document, read.cue)
            yield f"Read: attribution, source {source}, cue {cue}, content {content}"
    for decision in _distinct(traced.decisions):
        if _is_at(decision.tokens, tokens):
            yield f"Decided: {_told(decision, document)}"
    yield from _results_at(traced, tokens)


def _results_at(traced: Traced, tokens: range) -> Iterator[str]:
    """The results that the words are part of."""
    found = False
    for result in _results(traced.results):
        places = _places_of(result, traced.document)
        if _is_at([(place.start, place.stop) for place in places], tokens):
            found = True
            yield f"In the results: {type(result).__name__.lower()} {result.id}, {_line(result)}"
    if not found:
        yield "In the results: nothing"


def _results(article: ArticleResults) -> tuple[_Result, ...]:
    """Everything that was read of an article, from who it is about to what they claim."""
    return (*article.entities, *article.attributions, *article.quotes, *article.claims)


def _places_of(result: _Result, document: Document) -> list[range]:
    """The tokens that a result stands and falls with."""
    return [document.tokens_in(span.start, span.end) for span in _pinned(result)]


def _pinned(result: _Result) -> tuple[Span, ...]:
    """The stretches that a result stands and falls with."""
    if isinstance(result, Entity):
        return result.mentions
    if isinstance(result, Attribution):
        return tuple(span for span in (result.cue, result.source) if span is not None)
    if isinstance(result, Claim) and result.predicate.span is not None:
        return (result.predicate.span,)
    return result.content


def _is_at(ranges: Iterable[tuple[int, int]], tokens: range) -> bool:
    return any(first < tokens.stop and tokens.start < last for first, last in ranges)


def _distinct(decisions: Iterable[Decision]) -> Iterable[Decision]:
    """Each decision once, in order: some questions are asked several times."""
    return dict.fromkeys(decisions)


def _told(decision: Decision, document: Document) -> str:
    """One decision in a line."""
    about, *others = (_range(document, tokens) for tokens in decision.tokens)
    beside = f", beside {' and '.join(others)}" if others else ""
    rule = decision.rule
    return f"{about}{beside}: {decision.outcome}, by “{rule.name}” ({rule.file}): {rule.says}"


def _range(document: Document, tokens: tuple[int, int]) -> str:
    first, last = tokens
    return printed(document.token_span(first, max(last, first + 1)))


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand, whatever white space is between them."""
    parts = words.split(" ")
    start = text.find(parts[0])
    while start >= 0:
        end = start
        for part in parts:
            while end < len(text) and text[end].isspace():
                end += 1
            if not text.startswith(part, end):
                break
            end += len(part)
        else:
            yield start, end
        start = text.find(parts[0], start + 1)


def printed(span: Span) -> str:
    """The words of a stretch on one line, and its offsets."""
    words = " ".join(span.text.split())
    if len(words) > LONGEST_QUOTATION:
        half = LONGEST_QUOTATION // 2
        words = f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
    return f"“{words}” ({span.start}–{span.end})"


def _line(result: object) -> str:
    return " ".join(str(result).split())
