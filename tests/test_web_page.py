"""Articles out of web pages: a folder of pages, each with what must come out."""

from __future__ import annotations

import datetime
import json
import pathlib
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims import WebPage, parse_article, parse_articles, read_html
from newsclaims.exchange.web_page_metadata import iso_8601

DATA = pathlib.Path(__file__).parent / "data" / "web_page"
PARAGRAPH = "<p>The council said on Monday that rain had fallen for ten days without a break.</p>"


@pytest.fixture(autouse=True)
def _needs_trafilatura(request: pytest.FixtureRequest) -> None:
    if "without_extra" not in request.node.name:
        pytest.importorskip("trafilatura", reason="pip install 'newsclaims[html]'")


def pages(folder: pathlib.Path) -> Iterator[Any]:
    """Each page with what must come out; its comment says what is special about it."""
    for path in sorted(folder.glob("*.html")):
        yield pytest.param(path, id=path.stem)


def expected(path: pathlib.Path) -> dict[str, Any]:
    wanted: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return wanted


def text_of(wanted: dict[str, Any]) -> str:
    return "\n\n".join([wanted["title"], *wanted["paragraphs"]])


@pytest.mark.parametrize("path", [*pages(DATA)])
def test_page(path: pathlib.Path) -> None:
    wanted = expected(path)
    page = read_html(path.read_bytes())
    assert page.text == text_of(wanted)
    for field in ("title", "author", "published", "publisher", "url"):
        assert getattr(page, field) == wanted[field], field
    for absent in wanted["absent"]:
        assert absent not in page.text


@pytest.mark.parametrize("path", [*pages(DATA / "known_failures")])
def test_known_failure(path: pathlib.Path) -> None:
    """The day one of these comes out right, its page moves up a folder."""
    assert read_html(path.read_bytes()).text != text_of(expected(path))


def test_text_and_bytes_give_the_same() -> None:
    path = DATA / "json_ld_graph.html"
    assert read_html(path.read_text(encoding="utf-8")) == read_html(path.read_bytes())


def test_page_to_article() -> None:
    page = read_html((DATA / "json_ld_graph.html").read_bytes())
    article = parse_article(page)
    assert article.text == page.text
    assert article.title == page.title == page.text.split("\n")[0]
    assert article.sentences[0].text == page.title
    assert article.published == "2020-01-14T08:30:00+00:00"
    assert article.publisher == "Harlow Courier"
    assert article.author == "Jane Mill, Omar Said"
    assert article.url == "https://courier.example/news/bridge"
    assert "Ruth Okafor" in {speaker.name for speaker in article.speakers}
    assert list(parse_articles([page])) == [article]


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Person", "name": ["Jane Mill", "By Omar Said"]},
        [{"@type": "Person", "name": "Jane Mill"}, {"givenName": "Omar", "familyName": "Said"}],
        "By Jane Mill and Omar Said",
    ],
)
def test_several_authors(author: Any) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Rain fell", "author": author})
    page = f'<script type="application/ld+json">{data}</script><p>Rain fell on the town.</p>'
    assert read_html(page).author == "Jane Mill, Omar Said"


def test_what_is_given_stands() -> None:
    page = read_html((DATA / "json_ld_graph.html").read_bytes(), url="https://archive.example/7")
    assert page.url == "https://archive.example/7"
    article = parse_article(page, publisher="The Archive")
    assert article.publisher == "The Archive"
    assert article.url == "https://archive.example/7"


def test_date() -> None:
    assert WebPage("", published="2020-01-14T08:30:00+00:00").date == datetime.date(2020, 1, 14)
    assert WebPage("", published="2020-01-14").date == datetime.date(2020, 1, 14)
    assert WebPage("", published="last week").date is None
    assert WebPage("").date is None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2020-01-14", "2020-01-14"),
        ("20200114", "2020-01-14"),
        ("2020/01/14 08:30", "2020-01-14T08:30:00"),
        ("2020-01-14T08:30Z", "2020-01-14T08:30:00+00:00"),
        ("2020-01-14T08:30:05.123Z", "2020-01-14T08:30:05+00:00"),
        ("2020-01-14T08:30:05+0100", "2020-01-14T08:30:05+01:00"),
        ("2020-01-14 08:30:05 -05:00", "2020-01-14T08:30:05-05:00"),
        ("2020-01-14T08:30:05", "2020-01-14T08:30:05"),
        ("Tue, 14 Jan 2020 08:30:00 GMT", "2020-01-14T08:30:00+00:00"),
        ("2020-02-30", None),
        ("2020-01-14T25:00", None),
        ("14 January", None),
        ("", None),
        (None, None),
        (1579000000, None),
    ],
)
def test_iso_8601(given: Any, wanted: str | None) -> None:
    assert iso_8601(given) == wanted
    if wanted is not None:
        assert datetime.datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-15", "koi8-r"]
)
def test_declared_encoding(encoding: str) -> None:
    word = "погода" if encoding == "koi8-r" else "café"
    page = f"<html><head><meta charset={encoding}></head><body>{PARAGRAPH * 3}<p>{word}: no rain."
    assert word in read_html(page.encode(encoding)).text


@pytest.mark.parametrize("charset", ["no-such", "hex", "", "x" * 500])
def test_encoding_that_nobody_knows(charset: str) -> None:
    page = f"<html><meta charset='{charset}'>{PARAGRAPH * 3}<p>The caf\xe9 in town was shut."
    assert "café" in read_html(page.encode("cp1252")).text


@pytest.mark.parametrize(
    "page",
    ["", " \n", "<html></html>", "<!-- -->", "\0", b"", "<frameset><frame src=x></frameset>"],
)
def test_no_article(page: str | bytes) -> None:
    with pytest.raises(ValueError, match="no article was found in this page"):
        read_html(page)


def test_wrong_type() -> None:
    with pytest.raises(TypeError, match="str or bytes, not NoneType"):
        read_html(None)  # type: ignore[arg-type]


def test_says_which_extra_is_missing_without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ModuleNotFoundError, match=re.escape("pip install 'newsclaims[html]'")):
        read_html(PARAGRAPH)


HOSTILE = {
    "deep elements": "<div>" * 50_000 + PARAGRAPH * 3,
    "deep quotations": "<q>" * 20_000 + PARAGRAPH * 3,
    "many quotations": "<p>" + "<q>It rained again today.</q> " * 5_000,
    "brackets": "<" * 500_000,
    "open tags": "<a " * 200_000 + PARAGRAPH,
    "one long word": "<p>" + "x" * 1_000_000,
    "deep JSON-LD": "<script type='application/ld+json'>" + '{"@graph":[' * 30_000 + "</script>",
    "wide JSON-LD": f"<script type='application/ld+json'>[{'{},' * 200_000}{{}}]</script>",
    "long title": "<title>" + "a - " * 100_000 + "</title>" + PARAGRAPH,
    "long author": "<meta name=author content='" + "a; " * 100_000 + "'>" + PARAGRAPH,
    "long date": "<meta name=date content='" + "1" * 500_000 + "'>" + PARAGRAPH,
    "half a pair": "\ud800" + PARAGRAPH,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("is_bytes", [False, True], ids=["str", "bytes"])
def test_hostile_page(page: str, is_bytes: bool) -> None:
    try:
        found = read_html(page.encode("utf-8", "surrogatepass") if is_bytes else page)
    except ValueError as error:
        assert "no article" in str(error)
    else:
        assert found.text


PIECES = st.sampled_from(
    """
    <p> </p> <div> </div> <q> </q> <table> <tr> <td> </table> <h1> </h1> <br> <ul> <li> <blockquote>
    <figure> <figcaption> <script> </script> <!-- --> <![CDATA[ ]]> &amp; &#147; &#0; &#xD800;
    <meta_name="author"_content="By_A_B"> <meta_property="og:title"_content="Rain_fell">
    <script_type="application/ld+json">{"@type":"NewsArticle","headline":["x"]}</script>
    <script_type="application/ld+json">[{"@type":["Article",3],"author":[[]],"publisher":{}}]</script>
    <time_datetime="2020-13-99"> <link_rel="canonical"_href="http://["> <title> </title>
    <a_rel=author>
    Rain_fell_on_the_town_for_ten_days,_the_council_said_on_Monday. “Stay_home,”_she_said.
    """.split()
).map(lambda piece: piece.replace("_", " "))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=10), max_size=40).map("".join))
def test_any_page(page: str) -> None:
    try:
        found = read_html(page)
    except ValueError as error:
        assert "no article was found" in str(error)
        return
    assert found.text.strip() == found.text != ""
    assert not re.search(r"\n\n\n|[\x00\ud800-\udfff]", found.text)
    if found.title is not None:
        assert found.text.split("\n\n")[0] == found.title
