"""Web annotations: the keys that the model requires, and selectors that select exactly."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclaims import Article, examples, parse_article

STORY = (
    "Ferry to stop\n\n“We will stop in May,” harbour master Lene Dahl said, “and start again in "
    "June.” A senior official denied that the ferry was unsafe. Critics said it may be too old.\n"
)
ARTICLE = parse_article(STORY)
COLLECTION = ARTICLE.to_web_annotation()
Row = dict[str, Any]

#: The terms of http://www.w3.org/ns/anno.jsonld that are used.
TERMS = set(
    """
    @context id type label generator name total first last partOf startIndex items motivation body
    value format language purpose creator target source selector start end exact prefix suffix
    """.split()
)
TYPES = {
    "AnnotationCollection", "AnnotationPage", "Annotation", "TextualBody", "SpecificResource",
    "TextPositionSelector", "TextQuoteSelector", "Person", "Organization", "Software",
}  # fmt: skip


def nodes(value: Any) -> Iterator[Row]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def assert_sound(article: Article) -> None:
    collection = article.to_web_annotation()
    page = collection["first"]
    items = page["items"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert (page["type"], page["partOf"]) == ("AnnotationPage", collection["id"])
    assert collection["last"] == page["id"]
    assert collection["total"] == len(items) == len(article.quotes) + len(article.claims)
    ids = [collection["id"], page["id"], *(item["id"] for item in items)]
    assert len(set(ids)) == len(ids)
    for node in nodes(collection):
        assert set(node) <= TERMS
        assert node.get("type") in TYPES | {None}
    for item, result in zip(items, (*article.quotes, *article.claims), strict=True):
        assert item["type"] == "Annotation"
        for target, span in zip(item["target"], result.content, strict=True):
            assert_selects(article.text, target["selector"], span.text)
    for ensure_ascii in (True, False):
        assert json.loads(json.dumps(collection, ensure_ascii=ensure_ascii)) == collection


def assert_selects(text: str, selectors: list[Row], exact: str) -> None:
    position, quote = selectors
    start, end = position["start"], position["end"]
    before, after = quote["prefix"], quote["suffix"]
    assert text[start:end] == quote["exact"] == exact
    assert text[start - len(before) : end + len(after)] == before + exact + after
    assert len(before) == min(32, start)
    assert len(after) == min(32, len(text) - end)


@pytest.mark.parametrize("text", [examples.libya(), STORY, "🎉 " + STORY, "", "\n"])
def test_sound(text: str) -> None:
    assert_sound(parse_article(text))


FRAGMENTS = st.sampled_from(
    '“ ” " he she Mr. Smith said says that told reporters , . ? : \n \n\n \r\n will not sign the '
    "agreement Monday according to U.S. 5 hopes may if 🎉 e\u0301 \u202e \ud800 \x00".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
def test_sound_for_any_text(text: str) -> None:
    assert_sound(parse_article(text))


def annotation(id: str) -> Row:
    (found,) = (i for i in COLLECTION["first"]["items"] if i["id"].endswith(f"#{id}"))
    assert isinstance(found, dict)
    return found


def test_a_quote_in_two_parts() -> None:
    quote = annotation(ARTICLE.quotes[0].id)
    said, kind = quote["body"]
    assert quote["motivation"] == "describing"
    assert said["value"] == "We will stop in May … and start again in June."
    assert said["creator"]["name"] == "Lene Dahl"
    assert said["creator"]["type"] == "Person"
    assert (kind["value"], kind["purpose"]) == ("direct quotation", "classifying")
    exact = [target["selector"][1]["exact"] for target in quote["target"]]
    assert exact == ["“We will stop in May,”", "“and start again in June.”"]


def test_a_claim_that_is_denied_by_somebody_unnamed() -> None:
    (claim,) = (c for c in ARTICLE.claims if c.text == "the ferry was unsafe")
    said, *others = annotation(claim.id)["body"]
    assert said["value"] == "the ferry was unsafe"
    assert said["creator"]["label"] == "A senior official"
    assert "name" not in said["creator"]
    assert [body["value"] for body in others] == [
        "claim",
        f"polarity: {claim.polarity}",
        f"certainty: {claim.certainty}",
    ]
    assert claim.polarity == "negative"


def test_the_source_is_the_url_or_made_from_the_text() -> None:
    def source(article: Article) -> str:
        found = article.to_web_annotation()["first"]["items"][0]["target"][0]["source"]
        assert isinstance(found, str)
        return found

    other = parse_article(STORY + " It rained.")
    assert source(parse_article(STORY, url="https://example.org/1")) == "https://example.org/1"
    assert source(ARTICLE).startswith("urn:uuid:")
    assert source(ARTICLE) == source(parse_article(STORY)) != source(other)


def test_identifiers_are_the_same_in_every_run() -> None:
    code = (
        "import sys, newsclaims; article = newsclaims.parse_article(sys.stdin.buffer.read()"
        ".decode()); print(article.to_web_annotation()['id'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=STORY.encode(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == COLLECTION["id"]
