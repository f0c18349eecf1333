"""The main calls: bad input, odd input, many articles."""

from __future__ import annotations

import datetime
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsclaims
from newsclaims import Article, Span, WebPage, parse_article, parse_articles, read_document

STORY = (
    "Council backs new tram line\n\n"
    "The council approved the tram line on Monday, Mayor Ana Brandt said. “We waited ten years,” "
    "she told reporters.\n\nCritics say the line will cost too much."
)


def spans_of(article: Article) -> Iterator[Span]:
    yield from article.sentences
    for entity in article.entities:
        yield from entity.mentions
    for attribution in article.attributions:
        yield from attribution.content
        yield from filter(None, (attribution.source, attribution.cue))
    for quote in article.quotes:
        yield from quote.content
        yield from quote.verbatim
    for claim in article.claims:
        yield from claim.content
        for part in (claim.subject, claim.predicate, claim.object, *claim.arguments):
            if part is not None and part.span is not None:
                yield part.span


def assert_sound(article: Article, text: str) -> None:
    """What holds for every result that no claim was left out of."""
    assert article.text == text
    for span in spans_of(article):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    ids = {a.id for a in article.attributions}
    assert len(ids) == len(article.attributions)
    for attribution in article.attributions:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        assert attribution.parent is None or attribution.parent in ids - {attribution.id}
        assert attribution.speaker is None or attribution.speaker in article.entities
        stretches = attribution.content
        assert all(a.end <= b.start for a, b in pairwise(stretches))
    for result in (*article.quotes, *article.claims):
        assert result.attribution is None or result.attribution in article.attributions
        if result.attribution is not None:
            assert result.speaker == result.attribution.speaker
    claimed = {claim.attribution.id for claim in article.claims if claim.attribution}
    assert claimed <= ids
    assert Article.from_json(article.to_json()) == article


def test_a_story() -> None:
    article = parse_article(STORY, minimum_confidence=0)
    assert_sound(article, STORY)
    assert article.title == "Council backs new tram line"
    assert [q.kind for q in article.quotes][:2] == ["indirect", "direct"]
    assert {s.name for s in article.speakers} >= {"Ana Brandt"}


def test_a_headline_is_no_part_of_what_is_said_below_it() -> None:
    article = parse_article(
        "Ferry to stop for repairs\n\n"
        "The ferry will stop in May, harbour master Lene Dahl said on Tuesday."
    )
    assert article.title == "Ferry to stop for repairs"
    (attribution,) = article.attributions
    assert [span.text for span in attribution.content] == ["The ferry will stop in May"]
    assert attribution.speaker is not None
    assert (attribution.speaker.name, attribution.speaker.role) == ("Lene Dahl", "harbour master")


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\r\n", "\u2028"])
def test_nothing_in_it(text: str) -> None:
    article = parse_article(text)
    assert article == Article(text, None, (), (), (), (), ())


@pytest.mark.parametrize("value", [None, b"bytes", ["a list"], 7, bytearray(b"x")])
def test_not_a_string(value: object) -> None:
    with pytest.raises(TypeError, match="must be a str"):
        parse_article(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["one text", b"bytes"])
def test_not_many_articles(value: object) -> None:
    with pytest.raises(TypeError, match=r"parse_article\(\)"):
        parse_articles(value)  # type: ignore[arg-type]


def test_a_bad_one_among_many_loses_nothing_before_it() -> None:
    results = parse_articles([STORY, "Short.", None])  # type: ignore[list-item]
    assert [next(results).text, next(results).text] == [STORY, "Short."]
    with pytest.raises(TypeError, match="NoneType"):
        next(results)


@pytest.mark.parametrize(
    "text",
    [
        "He said “this never ends. She said nothing",  # unbalanced
        "” he said. “ “ ” ' '' `` said",  # stray marks
        "no sentence punctuation at all he said it was fine she said it was not",
        "MAYOR SAYS CITY IS BROKE\n\nTHE CITY HAS NO MONEY, MAYOR BRANDT SAID ON MONDAY.",
        "Line one, he said.\r\nLine two, she said.\r\n\r\nA new paragraph, they said.",
        "He said \ud83d it was \udc00 broken.",  # lone surrogates
        "He said\x00 it was\x00 fine.",
        "قال الوزير إن الاتفاق قد وقع. “نعم”",  # right to left
        "🎉 “Great 🎉🎉,” she said 👩‍👩‍👧. 🎉",
        "a" * 20_000,
        "said " * 3000,
        "“" * 2000 + "he said" + "”" * 2000,
        "(((" * 1000,
        "\n".join(["He said it."] * 200),
        "said",
        ".",
        "“”",
    ],
)
def test_odd_text(text: str) -> None:
    assert_sound(parse_article(text, minimum_confidence=0), text)


FRAGMENTS = st.sampled_from(
    "“ ” \" ' ‘ ’ he she it they Mr. Smith said says that told reporters , . ? ! : ; - — ( ) \n "
    "\n\n will not sign the agreement Monday according to U.S. 5 \r\n 🎉 \ud800 \x00".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
def test_any_text(text: str) -> None:
    assert_sound(parse_article(text, minimum_confidence=0), text)


def test_metadata_is_kept() -> None:
    article = parse_article(
        "Rain fell.",
        published=datetime.date(2020, 1, 14),
        publisher="Example",
        url="https://example.org/1",
        author="A. Writer",
    )
    assert article.published == "2020-01-14"
    assert (article.publisher, article.url) == ("Example", "https://example.org/1")
    assert article.author == "A. Writer"
    assert Article.from_json(article.to_json()) == article


def test_many_are_read_in_order_as_each_alone() -> None:
    texts = [STORY, "", "Nothing happened.", STORY.replace("Ana Brandt", "Jo Field")] * 12
    together = list(parse_articles(texts))
    assert [article.text for article in together] == texts
    for article, text in zip(together[:4], texts, strict=False):
        alone = parse_article(text)
        assert [a.content for a in article.attributions] == [a.content for a in alone.attributions]
        assert [a.source for a in article.attributions] == [a.source for a in alone.attributions]


def test_many_are_taken_as_they_are_needed() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        while True:  # endless: must not be exhausted first
            taken += 1
            yield "He said it rained."

    results = parse_articles(texts())
    assert taken == 0
    next(results)
    assert taken < 200


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(parse_articles(["It rained."] * 3, progress=True))) == 3
    captured = capsys.readouterr()
    assert "articles" in captured.err
    assert not captured.out


def test_importing_does_not_load_the_model() -> None:
    code = "import sys, newsclaims; print('onnxruntime' in sys.modules, 'nltk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_reading_leaves_nothing_behind(tmp_path: pathlib.Path) -> None:
    code = "import newsclaims; newsclaims.parse_article('Rain fell, she said.')"
    folders = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "USERPROFILE", "LOCALAPPDATA")
    environment = {**os.environ, **dict.fromkeys(folders, str(tmp_path))}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(tmp_path.rglob("*")) == []


def test_the_version_is_public() -> None:
    assert newsclaims.__version__.count(".") == 2


@pytest.mark.parametrize(("author", "name"), [("Jane Roe", "Jane Roe"), (None, "the author")])
def test_the_author_is_who_i_is(author: str | None, name: str) -> None:
    text = "The mayor should go\n\nI think the mayor should resign."
    article = newsclaims.parse_article(text, author=author)
    speakers = [a.speaker for a in article.attributions if a.source and a.source.text == "I"]
    assert [speaker and speaker.name for speaker in speakers] == [name]
    assert article.author == author


PAGE = WebPage(
    text="The mayor should go\n\nI think the mayor should resign.",
    title="The mayor should go, says our editor",
    author="Jane Roe",
    published="2020-01-14",
    publisher="The Gazette",
    url="https://example.org/mayor",
)


def test_a_page_brings_its_metadata() -> None:
    article = parse_article(PAGE)
    assert_sound(article, PAGE.text)
    assert article.title == PAGE.title
    assert (article.published, article.publisher) == (PAGE.published, PAGE.publisher)
    assert (article.author, article.url) == (PAGE.author, PAGE.url)
    assert "Jane Roe" in {speaker.name for speaker in article.speakers}


def test_what_the_caller_says_goes_before_what_the_page_says() -> None:
    article = parse_article(PAGE, author="John Doe", published=datetime.date(2021, 2, 3))
    assert (article.author, article.published) == ("John Doe", "2021-02-03")
    assert article.publisher == PAGE.publisher
    assert "John Doe" in {speaker.name for speaker in article.speakers}


def test_a_page_without_metadata_is_its_text() -> None:
    assert parse_article(WebPage(STORY)) == parse_article(STORY)


def test_texts_documents_and_pages_together() -> None:
    articles = list(parse_articles([STORY, PAGE, read_document(STORY)]))
    assert [article.text for article in articles] == [STORY, PAGE.text, STORY]
    assert [article.author for article in articles] == [None, PAGE.author, None]
    assert [article.title for article in articles][1:] == [
        PAGE.title,
        "Council backs new tram line",
    ]


@pytest.mark.parametrize("name", ["published", "publisher", "url", "author"])
def test_metadata_is_text(name: str) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a str, not int"):
        parse_article(STORY, **{name: 7})  # type: ignore[arg-type]
