"""Quotes and claims in the Web Annotation Data Model, https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsclaims.exchange.identifiers import Identifiers, identifiers_of
from newsclaims.results import ArticleResults, Claim, Entity, Quote, Span

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AGENTS = {"person": "Person", "organization": "Organization"}
_AROUND = 32  # characters of the text that a quote selector gives before and after


def to_web_annotation(article: ArticleResults) -> dict[str, Any]:
    """The quotes and claims of an article as an annotation collection with one embedded page.

    Only terms of the W3C's own context are used (https://www.w3.org/ns/anno.jsonld).

    * Each quote and each claim is an annotation with the motivation ``describing``. Its first body
      is what is said, with the speaker as its ``creator``; in the article's own voice it has none.
      The other bodies say of which kind it is, and of a claim its polarity and certainty. A speaker
      that the article does not name has a ``label`` and no ``name``.
    * The targets are the stretches of its content, each a specific resource with two selectors for
      the same words: their offsets in `Article.text`, in code points, and the words themselves with
      those around them. The source is the article's URL, or else an identifier made from its text.
      Offsets are those of the text, not of a web page around it; there the words are to be found.

    Args:
        article: The article.

    Returns:
        JSON-LD as plain data. The same article gives the same identifiers.
    """
    identifiers = identifiers_of(article)
    results: tuple[Quote | Claim, ...] = (*article.quotes, *article.claims)
    items = [
        {
            "id": identifiers.of(result.id),
            "type": "Annotation",
            "motivation": "describing",
            "body": _bodies(identifiers, result),
            "target": _targets(identifiers.article, article.text, result.content),
        }
        for result in results
    ]
    collection, page = identifiers.of("annotations"), identifiers.of("annotations-1")
    return {
        "@context": _CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"Quotes and claims of {article.title or article.url or 'an article'}",
        "generator": {"type": "Software", "name": "newsclaims"},
        "total": len(items),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
        "last": page,
    }


def _bodies(identifiers: Identifiers, result: Quote | Claim) -> list[dict[str, Any]]:
    said = _body(result.text, "describing") | {"language": "en"}
    if result.speaker is not None:
        said["creator"] = _agent(identifiers, result.speaker)
    if isinstance(result, Quote):
        return [said, _body(f"{result.kind} quotation", "classifying")]
    return [
        said,
        _body("claim", "classifying"),
        _body(f"polarity: {result.polarity}", "tagging"),
        _body(f"certainty: {result.certainty}", "tagging"),
    ]


def _body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _agent(identifiers: Identifiers, speaker: Entity) -> dict[str, str]:
    agent = {"id": identifiers.of(speaker.id), "name" if speaker.named else "label": speaker.name}
    if speaker.kind in _AGENTS:
        agent["type"] = _AGENTS[speaker.kind]
    return agent


def _targets(source: str, text: str, content: Sequence[Span]) -> list[dict[str, Any]]:
    return [
        {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - _AROUND) : span.start],
                    "suffix": text[span.end : span.end + _AROUND],
                },
            ],
        }
        for span in content
    ]
