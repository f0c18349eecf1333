"""JSON-LD of schema.org: the properties that its types have, and who is said to speak."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclaims import Article, examples, parse_article

STORY = (
    "Ferry to stop\n\n“We will stop in May,” harbour master Lene Dahl said. The report said it was "
    "too old. A senior official denied that the ferry was unsafe. It rained on Monday.\n"
)
Row = dict[str, Any]
THING = {"@type", "@id", "name", "description", "url"}
WORK = THING | {"text", "author", "isBasedOn", "isPartOf", "datePublished", "publisher", "headline"}
#: Of each type of https://schema.org the properties that are used, those of its parents included.
PROPERTIES = {
    "NewsArticle": WORK,
    "CreativeWork": WORK,
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance"},
    "Person": THING | {"jobTitle"},
    "Organization": THING,
}
RANGES = {
    "author": {"Person", "Organization"},
    "publisher": {"Person", "Organization"},
    "spokenByCharacter": {"Person", "Organization"},
    "isBasedOn": {"CreativeWork"},
    "isPartOf": {"NewsArticle"},
    "appearance": {"NewsArticle"},
}


def assert_sound(article: Article) -> None:
    document = article.to_schema_org()
    assert document["@context"] == "https://schema.org"
    graph = document["@graph"]
    types = {node["@id"]: node["@type"] for node in graph}
    assert len(types) == len(graph)
    for node in graph:
        assert set(node) <= PROPERTIES[node["@type"]]
        for role in RANGES.keys() & node.keys():
            value = node[role]
            if "@type" in value:
                types[value["@id"]] = value["@type"]
            assert types[value["@id"]] in RANGES[role]
    found = [node["@type"] for node in graph]
    assert found[0] == "NewsArticle"
    assert found.count("Quotation") == len(article.quotes)
    assert found.count("Claim") == sum(c.certainty != "unknown" for c in article.claims)
    names = {entity.name for entity in article.entities if entity.named}
    people = [n for n in graph if n["@type"] in ("Person", "Organization", "CreativeWork")]
    assert {person["name"] for person in people if "name" in person} <= names
    for ensure_ascii in (True, False):
        assert json.loads(json.dumps(document, ensure_ascii=ensure_ascii)) == document


@pytest.mark.parametrize("text", [examples.libya(), STORY, "", "\n"])
@pytest.mark.parametrize("metadata", [{}, {"publisher": "Example"}, {"author": "Jane Roe"}])
def test_sound(text: str, metadata: dict[str, str]) -> None:
    assert_sound(parse_article(text, **metadata))  # type: ignore[arg-type]


FRAGMENTS = st.sampled_from(
    '“ ” " he she Mr. Smith said says that told reporters , . ? : \n \n\n \r\n will not sign the '
    "agreement Monday according to U.S. 5 hopes may if the report 🎉 \ud800 \x00".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
def test_sound_for_any_text(text: str) -> None:
    assert_sound(parse_article(text))


ARTICLE = parse_article(
    STORY,
    published="2020-01-14",
    publisher="Example",
    url="https://example.org/1",
    author="Jane Roe",
    minimum_confidence=0,
)
GRAPH: dict[str, Row] = {node["@id"]: node for node in ARTICLE.to_schema_org()["@graph"]}


def node_of(text: str) -> Row:
    (found,) = (node for node in GRAPH.values() if node.get("text") == text)
    return found


def test_the_article() -> None:
    article = GRAPH["https://example.org/1"]
    author, publisher = article.pop("author"), article.pop("publisher")
    assert article == {
        "@type": "NewsArticle",
        "@id": "https://example.org/1",
        "headline": "Ferry to stop",
        "datePublished": "2020-01-14",
        "url": "https://example.org/1",
    }
    assert (author["@type"], author["name"]) == ("Person", "Jane Roe")
    assert (publisher["@type"], publisher["name"]) == ("Organization", "Example")


def test_a_quotation() -> None:
    said = [node for node in GRAPH.values() if node.get("text") == "We will stop in May"]
    (quotation,) = (node for node in said if node["@type"] == "Quotation")
    assert quotation["@type"] == "Quotation"
    assert quotation["description"] == "direct quotation"
    assert quotation["isPartOf"] == {"@id": "https://example.org/1"}
    speaker = GRAPH[quotation["spokenByCharacter"]["@id"]]
    del speaker["@id"]
    assert speaker == {"@type": "Person", "name": "Lene Dahl", "jobTitle": "harbour master"}


def test_a_document_is_what_a_claim_is_based_on() -> None:
    claims = [n for n in GRAPH.values() if n["@type"] == "Claim" and "isBasedOn" in n]
    assert [GRAPH[claim["isBasedOn"]["@id"]]["description"] for claim in claims] == ["The report"]
    assert "author" not in claims[0]


def test_a_claim_that_is_denied_says_so() -> None:
    (claim,) = (c for c in ARTICLE.claims if c.polarity == "negative")
    node = node_of(str(claim))
    assert "denied" in node["text"]
    speaker = GRAPH[node["author"]["@id"]]
    assert speaker["description"] == "A senior official"
    assert "name" not in speaker


def test_a_condition_is_no_claim_of_fact() -> None:
    text = "If it rains, the ferry will stop. Berg asked whether it had rained."
    article = parse_article(text, minimum_confidence=0)
    assert {claim.certainty for claim in article.claims} >= {"unknown"}
    texts = [node["text"] for node in article.to_schema_org()["@graph"] if "text" in node]
    assert not any(text == "it rains" for text in texts)


def test_a_claim_of_the_article_itself() -> None:
    claim = node_of("It rained on Monday")
    assert claim["author"]["@id"].endswith("#author")
    assert claim["appearance"] == {"@id": "https://example.org/1"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[", "somewhere", "https://"])
def test_what_is_no_web_address_is_no_url(url: str) -> None:
    story, *_ = parse_article("Rain fell.", url=url).to_schema_org()["@graph"]
    assert story["@id"].startswith("urn:uuid:")
    assert "url" not in story
