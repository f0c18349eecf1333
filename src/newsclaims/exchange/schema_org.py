"""Quotes and claims in the vocabulary of https://schema.org."""

from __future__ import annotations

from typing import Any

from newsclaims.exchange.identifiers import Identifiers, identifiers_of
from newsclaims.exchange.web_address import host
from newsclaims.results import ArticleResults, Claim, Entity, Quote
from newsclaims.text.bylines import people

#: What may speak: a place stands for those who govern it, a group for its members.
_SPEAKERS = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "place": "Organization",
}


def to_schema_org(article: ArticleResults) -> dict[str, Any]:
    """The quotes and claims of an article as JSON-LD in the vocabulary of schema.org.

    The graph holds a ``NewsArticle`` (https://schema.org/NewsArticle), the speakers, a
    ``Quotation`` (https://schema.org/Quotation) for each quote and a ``Claim``
    (https://schema.org/Claim) for each claim but those of unknown certainty: a condition, a
    question or a wish is no claim of fact, which is what schema.org means by the word.

    * A quotation is ``spokenByCharacter``; its ``description`` says whether it is direct, indirect
      or mixed.
    * The ``author`` of a claim is its speaker, and in the article's own voice the article's author
      or publisher, if they are known. Its ``text`` is that of the claim; of one that somebody
      denies, or is not certain of, it is the claim with speaker and cue ("Berg denied …"), as
      schema.org has no property that would say so.
    * A document that is the source is what they are ``isBasedOn``, since only people and
      organisations can speak there. A source that is neither is left out.
    * A speaker that the article does not name has a ``description`` and no ``name``.
    * The text of the article is left out.

    Args:
        article: The article.

    Returns:
        JSON-LD as plain data. The same article gives the same identifiers.
    """
    identifiers = identifiers_of(article)
    claims = [claim for claim in article.claims if claim.certainty != "unknown"]
    results: tuple[Quote | Claim, ...] = (*article.quotes, *claims)
    speakers = {result.speaker.id: result.speaker for result in results if result.speaker}
    return {
        "@context": "https://schema.org",
        "@graph": [
            _article(identifiers, article),
            *(
                _speaker(identifiers, speaker)
                for speaker in speakers.values()
                if speaker.kind in _SPEAKERS or speaker.kind == "document"
            ),
            *(_quotation(identifiers, quote) for quote in article.quotes),
            *(_claim(identifiers, claim, article) for claim in claims),
        ],
    }


def _article(identifiers: Identifiers, article: ArticleResults) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": "NewsArticle", "@id": identifiers.article}
    for name, value in (
        ("headline", article.title),
        ("datePublished", article.published),
        ("url", article.url if article.url and host(article.url) else None),
    ):
        if value is not None:
            node[name] = value
    if article.author is not None:
        authors = [
            {"@type": "Person", **reference, "name": name}
            for reference, name in zip(
                _authors(identifiers, article), people(article.author), strict=True
            )
        ]
        node["author"] = _one_or_all(authors)
    if article.publisher is not None:
        reference = {"@id": identifiers.of("publisher")}
        node["publisher"] = {"@type": "Organization", **reference, "name": article.publisher}
    return node


def _authors(identifiers: Identifiers, article: ArticleResults) -> list[dict[str, str]]:
    """References to those who wrote the article, or to who published it where nobody is named."""
    if article.author is None:
        return [{"@id": identifiers.of("publisher")}] if article.publisher is not None else []
    count = len(people(article.author))
    names = ["author", *(f"author-{number}" for number in range(2, count + 1))]
    return [{"@id": identifiers.of(name)} for name in names]


def _one_or_all(nodes: list[dict[str, str]]) -> dict[str, str] | list[dict[str, str]]:
    return nodes[0] if len(nodes) == 1 else nodes


def _speaker(identifiers: Identifiers, speaker: Entity) -> dict[str, Any]:
    node = {
        "@type": _SPEAKERS.get(speaker.kind, "CreativeWork"),
        "@id": identifiers.of(speaker.id),
        "name" if speaker.named else "description": speaker.name,
    }
    if speaker.kind == "person" and speaker.role:
        node["jobTitle"] = speaker.role
    return node


def _quotation(identifiers: Identifiers, quote: Quote) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "@id": identifiers.of(quote.id),
        "text": quote.text,
        "description": f"{quote.kind} quotation",
        **_spoken(identifiers, quote.speaker, "spokenByCharacter"),
        "isPartOf": {"@id": identifiers.article},
    }


def _claim(identifiers: Identifiers, claim: Claim, article: ArticleResults) -> dict[str, Any]:
    is_plain = claim.polarity == "positive" and claim.certainty == "certain"
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": identifiers.of(claim.id),
        "text": claim.text if is_plain else str(claim),
        **_spoken(identifiers, claim.speaker, "author"),
        "appearance": {"@id": identifiers.article},
    }
    if claim.attribution is None and (authors := _authors(identifiers, article)):
        node["author"] = _one_or_all(authors)
    return node


def _spoken(identifiers: Identifiers, speaker: Entity | None, role: str) -> dict[str, Any]:
    """The property that says who speaks, if schema.org can say it."""
    if speaker is None:
        return {}
    if speaker.kind == "document":
        role = "isBasedOn"
    elif speaker.kind not in _SPEAKERS:
        return {}
    return {role: {"@id": identifiers.of(speaker.id)}}
