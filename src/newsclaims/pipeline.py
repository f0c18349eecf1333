"""Strings the steps together: the only place that knows their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from attrs import frozen

from newsclaims.attributions.attributions import find_attributions, unsaid
from newsclaims.attributions.contents import reattached
from newsclaims.attributions.labels import with_labels
from newsclaims.attributions.quotes import complete_quotations, find_quotes
from newsclaims.claims.claims import Made, find_claims, make_claims
from newsclaims.reading.encoder import load_encoder
from newsclaims.results import ArticleResults, Attribution, Entity
from newsclaims.speakers.speakers import name_speakers
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.bylines import people
from newsclaims.text.document import Document, Reading
from newsclaims.text.quotation_marks import Quotation, find_quotations
from newsclaims.text.repair import repaired
from newsclaims.text.segment import segment
from newsclaims.text.speaker_labels import labelled_turns
from newsclaims.trace import Decision, tracing


@frozen
class Traced:
    """A reading, and what was decided on the way.

    Attributes:
        document: What was read.
        results: What came out.
        decisions: What the rules decided, in order.
    """

    document: Document
    results: ArticleResults
    decisions: Sequence[Decision]


def read(text: str) -> Document:
    """Segments an article and reads it."""
    document = segment(text)
    return document.with_reading(load_encoder().read([document])[0])


def parse(
    text: str | Document, author: str | None, minimum_confidence: float = 0.0
) -> ArticleResults:
    """The result for one article, which is read if it is not yet.

    ``author`` says who wrote it, and so who "I" is in it, or None. Claims with less than the
    ``minimum_confidence`` are left out.
    """
    document = segment(text) if isinstance(text, str) else text
    reading = document.reading or load_encoder().read([document])[0]
    return assemble(document, reading, author, None, minimum_confidence)


@lru_cache(maxsize=2)
def traced(text: str, author: str | None) -> Traced:
    """An article read with a record of what was decided, for whoever asks why."""
    with tracing() as decisions:
        document = read(text)
        results = parse(document, author)
    return Traced(document, results, tuple(decisions))


def unweighed(text: str) -> list[Made]:
    """The claims of an article with what tells how likely they are, for whoever fits that."""
    document = read(text)
    assert document.reading is not None
    return make_claims(*_grounds_of_claims(document, document.reading, None, None))


def assemble(
    document: Document,
    reading: Reading,
    author: str | None,
    given: tuple[Attribution, ...] | None = None,
    minimum_confidence: float = 0.0,
) -> ArticleResults:
    """Everything after the reading, in the order in which each step needs the ones before.

    The attributions are those of the reading, or else those ``given``, which are taken as they are.
    Claims with less than the ``minimum_confidence`` are left out. Where characters are broken
    everything is done on a mended copy; what comes out has its words, and the offsets of the text
    as it came.
    """
    mended = repaired(document.text)
    if mended is None:
        return _assembled(document, reading, author, given, minimum_confidence)
    document, given = mended.applied(document), mended.applied_spans(given)
    results = _assembled(document, reading, author, given, minimum_confidence)
    return replace(mended.restored_spans(results), text=mended.original)


def _assembled(
    document: Document,
    reading: Reading,
    author: str | None,
    given: tuple[Attribution, ...] | None,
    minimum_confidence: float,
) -> ArticleResults:
    """`assemble` of a text in which nothing is broken."""
    grounds = _grounds_of_claims(document, reading, author, given)
    _, entities, attributions, quotations = grounds
    title = None if document.title is None else document.sentences[document.title]
    return ArticleResults(
        text=document.text,
        title=None if title is None else document.text[title.start : title.end],
        claims=find_claims(*grounds, minimum_confidence),
        quotes=find_quotes(document, quotations, attributions, unsaid(document, reading)),
        attributions=attributions,
        entities=entities,
        sentences=tuple(document.span(s.start, s.end) for s in document.sentences),
    )


def _grounds_of_claims(
    document: Document,
    reading: Reading,
    author: str | None,
    given: tuple[Attribution, ...] | None,
) -> tuple[Syntax, tuple[Entity, ...], tuple[Attribution, ...], tuple[Quotation, ...]]:
    """What claims are made of: trees, entities, attributions with speakers, quotations."""
    quotations = find_quotations(document.text, document.paragraphs)
    if given is None:
        found = with_labels(
            document, labelled_turns(document), find_attributions(document, reading)
        )
        given = complete_quotations(document, quotations, found)
    syntax = Syntax(document, reattached(document, reading, given))
    # Of several authors nobody can tell which one "I" is.
    writer = author if author is not None and len(people(author)) == 1 else None
    entities, attributions = name_speakers(syntax, reading.mentions, quotations, given, writer)
    return syntax, entities, attributions, quotations
