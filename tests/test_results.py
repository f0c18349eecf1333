"""The public results: lossless in JSON, immutable, compared by value."""

from __future__ import annotations

import dataclasses
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims import (
    Argument,
    Article,
    Attribution,
    Claim,
    CoreferenceLink,
    Entity,
    FactualityMarker,
    Predicate,
    Quote,
    Span,
    examples,
    parse_article,
)
from newsclaims.results import ArticleResults

TEXT = "Anna Berg said she will resign."
BERG = Entity(
    "e1", "Anna Berg", "person", True, None, (Span(0, 9, "Anna Berg"), Span(15, 18, "she"))
)
CONTENT = (Span(15, 30, "she will resign"),)
SAID = Attribution(
    "a1", Span(0, 9, "Anna Berg"), BERG, Span(10, 14, "said"), CONTENT, "assertion", None, 0.9
)
RESIGN = Claim(
    id="c1",
    text="Anna Berg will resign",
    content=CONTENT,
    subject=Argument("she", Span(15, 18, "she"), "subject", BERG),
    predicate=Predicate("will resign", Span(19, 30, "will resign"), "resign"),
    object=None,
    arguments=(),
    polarity="positive",
    certainty="certain",
    attribution=SAID,
    speaker=BERG,
    confidence=0.9,
)
ARTICLE = Article(
    text=TEXT,
    title=None,
    claims=(RESIGN,),
    quotes=(Quote("q1", "indirect", "she will resign", CONTENT, (), SAID, BERG),),
    attributions=(SAID,),
    entities=(BERG,),
    sentences=(Span(0, 31, TEXT),),
    published="2020-01-13",
)


def spans(value: Any) -> list[Span]:
    """Every span anywhere in a result."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in spans(item)]
    if dataclasses.is_dataclass(value):
        return [s for f in dataclasses.fields(value) for s in spans(getattr(value, f.name))]
    return []


@pytest.fixture(scope="module")
def libya() -> Article:
    return parse_article(examples.libya(), publisher="An agency", published="2020-01-14")


def test_json_round_trip_by_hand() -> None:
    assert Article.from_json(ARTICLE.to_json()) == ARTICLE


def test_json_round_trip_as_read(libya: Article) -> None:
    again = Article.from_json(libya.to_json())
    assert again == libya
    assert hash(again) == hash(libya)
    assert again.to_json() == libya.to_json()


@pytest.mark.parametrize(
    "again",
    [
        pickle.loads(pickle.dumps(ARTICLE)),
        dataclasses.replace(ARTICLE),
        Article.from_dict(ARTICLE.to_dict()),
        Article(**vars(ARTICLE)),
    ],
)
def test_an_article_stays_one(again: Article) -> None:
    assert type(again) is Article
    assert again == ARTICLE
    assert hash(again) == hash(ARTICLE)


def test_bare_results_have_the_same_json() -> None:
    bare = ArticleResults(**vars(ARTICLE))
    assert bare.to_json() == ARTICLE.to_json()
    assert type(ArticleResults.from_json(bare.to_json())) is ArticleResults
    assert repr(bare) == repr(ARTICLE)


def test_an_article_adds_no_field() -> None:
    assert dataclasses.fields(Article) == dataclasses.fields(ArticleResults)


def test_json_says_each_entity_once() -> None:
    data = json.loads(ARTICLE.to_json())
    assert [row["name"] for row in data["entities"]] == ["Anna Berg"]
    assert data["attributions"][0]["speaker"] == "e1"
    assert data["claims"][0]["subject"]["entity"] == "e1"
    assert data["claims"][0]["attribution"] == "a1"
    assert ARTICLE.to_json().count("Anna Berg will resign") == 1


def test_json_keeps_why() -> None:
    berg = dataclasses.replace(BERG, links=(CoreferenceLink(1, 0, "coreference"),))
    said = dataclasses.replace(SAID, speaker=berg)
    marker = FactualityMarker(Span(19, 23, "will"), "modal", "positive", "certain")
    claim = dataclasses.replace(RESIGN, attribution=said, speaker=berg, markers=(marker,))
    subject = dataclasses.replace(RESIGN.subject, entity=berg)
    article = dataclasses.replace(
        ARTICLE,
        claims=(dataclasses.replace(claim, subject=subject),),
        quotes=(),
        attributions=(said,),
        entities=(berg,),
    )
    assert Article.from_json(article.to_json()) == article
    assert article != ARTICLE


def test_json_of_the_first_version_has_no_reasons() -> None:
    data = json.loads(ARTICLE.to_json())
    for entity in data["entities"]:
        del entity["links"]
    for claim in data["claims"]:
        del claim["markers"]
    assert Article.from_json(json.dumps(data)) == ARTICLE


def _without(key: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ARTICLE.to_json())
    del data[key]
    return data


def _speaker(identifier: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ARTICLE.to_json())
    data["attributions"][0]["speaker"] = identifier
    return data


@pytest.mark.parametrize(
    "data", [{}, [], None, "text", _without("claims"), _without("text"), _speaker("e9")]
)
def test_json_that_is_no_article(data: Any) -> None:
    with pytest.raises(ValueError, match="not an article"):
        Article.from_json(json.dumps(data))


@pytest.mark.parametrize("result", [ARTICLE, SAID, BERG, RESIGN, RESIGN.predicate, CONTENT[0]])
def test_results_are_immutable(result: Any) -> None:
    field = dataclasses.fields(result)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(result, field, None)
    assert isinstance(hash(result), int)


def test_speakers_in_order_of_first_attribution(libya: Article) -> None:
    assert ARTICLE.speakers == (BERG,)
    ids = [a.speaker.id for a in libya.attributions if a.speaker is not None]
    assert [speaker.id for speaker in libya.speakers] == list(dict.fromkeys(ids))


@pytest.mark.parametrize(
    ("claim", "headline"),
    [
        (RESIGN, "Berg said Berg will resign"),
        (dataclasses.replace(RESIGN, attribution=None, speaker=None), "Berg will resign"),
        (dataclasses.replace(RESIGN, speaker=None), "Anna Berg said Berg will resign"),
        (
            dataclasses.replace(
                RESIGN, attribution=dataclasses.replace(SAID, cue=Span(0, 0, "according to"))
            ),
            "Berg: Berg will resign",
        ),
        (
            dataclasses.replace(
                RESIGN, attribution=dataclasses.replace(SAID, cue=Span(0, 0, "told"))
            ),
            "Berg said Berg will resign",
        ),
    ],
)
def test_headline(claim: Claim, headline: str) -> None:
    assert str(claim) == headline


@pytest.mark.parametrize(
    ("name", "kind", "named", "short"),
    [
        ("Sergei Lavrov", "person", True, "Lavrov"),
        ("Martin Luther King Jr.", "person", True, "King"),
        ("John Roberts III", "person", True, "Roberts"),
        ("Madonna", "person", True, "Madonna"),
        ("Libya National Army", "organization", True, "Libya National Army"),
        ("a senior official", "person", False, "a senior official"),
    ],
)
def test_short_name(name: str, kind: Any, named: bool, short: str) -> None:
    assert Entity("e1", name, kind, named, None, ()).short_name == short


def test_offsets_and_references(libya: Article) -> None:
    found = spans(libya)
    assert found
    assert all(libya.text[span.start : span.end] == span.text for span in found)
    attributions = {attribution.id: attribution for attribution in libya.attributions}
    assert len(attributions) == len(libya.attributions)
    for attribution in libya.attributions:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        assert attribution.parent is None or attribution.parent in attributions
        assert attribution.speaker is None or attribution.speaker in libya.entities
    for row in (*libya.quotes, *libya.claims):
        assert row.attribution is None or row.attribution in libya.attributions
        assert row.speaker is None or row.speaker in libya.entities


def test_metadata_is_kept(libya: Article) -> None:
    assert (libya.publisher, libya.published) == ("An agency", "2020-01-14")
    assert (libya.url, libya.author) == (None, None)
    assert libya.text == examples.libya()


@given(st.text(st.characters(), max_size=40))
def test_any_text_survives_json(text: str) -> None:
    article = dataclasses.replace(
        ARTICLE, text=text, title=text, sentences=(Span(0, len(text), text),)
    )
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({}, "<Article 'Anna Berg said she will resign.': 1 quote, 1 claim, 1 speaker>"),
        ({"title": "Berg goes"}, "<Article 'Berg goes': 1 quote, 1 claim, 1 speaker>"),
        (
            {"text": "word " * 99, "claims": (), "quotes": (), "attributions": ()},
            f"<Article {'word ' * 8!r}: 0 quotes, 0 claims, 0 speakers>",
        ),
    ],
)
def test_an_article_is_shown_in_one_line(changes: dict[str, Any], printed: str) -> None:
    assert repr(dataclasses.replace(ARTICLE, **changes)) == printed
