"""Strings the steps together: the only place that knows their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclaims.attributions import find_attributions
from newsclaims.claims import find_claims
from newsclaims.document import Document, Reading
from newsclaims.encoder import load_encoder
from newsclaims.quotation_marks import find_quotations
from newsclaims.quotes import complete_quotations, find_quotes
from newsclaims.results import Article
from newsclaims.segment import segment
from newsclaims.speakers import name_speakers


def read(texts: Sequence[str]) -> Iterator[Article]:
    """Reads some articles together; yields one result for each, in order."""
    documents = [segment(text) for text in texts]
    readings = load_encoder().read(documents)
    for document, reading in zip(documents, readings, strict=True):
        yield _assemble(document, reading)


def _assemble(document: Document, reading: Reading) -> Article:
    """Everything after the reading, in the order in which each step needs the ones before."""
    quotations = find_quotations(document.text, document.paragraphs)
    attributions = find_attributions(document, reading)
    attributions = complete_quotations(document, quotations, attributions)
    entities, attributions = name_speakers(document, reading, attributions)
    title = None if document.title is None else document.sentences[document.title]
    return Article(
        text=document.text,
        title=None if title is None else document.text[title.start : title.end],
        claims=find_claims(document, reading, entities, attributions),
        quotes=find_quotes(document, quotations, attributions),
        attributions=attributions,
        entities=entities,
        sentences=tuple(document.span(s.start, s.end) for s in document.sentences),
    )
