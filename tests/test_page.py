"""The page: every character of the text is in it, once, under the marks that belong to it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles_by_hand import HOSTILE, claim, council_article, crowded_article, hostile_article
from newsclaims import Article, Attribution, Entity, Quote, Span, examples, parse_article
from newsclaims.view.escaping import escape
from newsclaims.view.speaker_labels import speaker_labels

_VOID = {"meta", "link", "input"}
_WITHOUT_MARKUP = {"script", "style"}


class _Reader(HTMLParser):
    """Reads a page back: the text of the article, and for each character what it is marked as."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.attributions: list[set[str]] = []
        self.claims: list[set[str]] = []
        self.verbatim: list[bool] = []
        self.words: list[str] = []  # all that is shown
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.names: set[str] = set()
        self.feed(page)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), "an attribute given twice"
        assert tag != "a" or all(outer != "a" for outer, _ in self.stack), "a link in a link"
        self.tags[tag] += 1
        self.names |= attributes.keys()
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        if tag not in _VOID:
            self.stack.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag, "elements cross"

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] not in _WITHOUT_MARKUP:
            self.words.append(data)
        classes = [attributes.get("class", "").split() for _, attributes in self.stack]
        if not any("nc-text" in names for names in classes):
            return
        attributions: set[str] = set()
        claims: set[str] = set()
        for tag, attributes in self.stack:
            if tag == "mark":
                attributions.add(attributes["data-attribution"])
            claims.update(attributes.get("data-claims", "").split())
        self.text.append(data)
        self.attributions += [attributions] * len(data)
        self.claims += [claims] * len(data)
        self.verbatim += [any("nc-verbatim" in names for names in classes)] * len(data)


def _in_page(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


# --- Whatever the text and however spans overlap -------------------------------------------------

_ALPHABET = st.sampled_from(
    "ab c.<>&\"'/=\r\n\t\x00\x85\ud800\udc00\u202e\u0301“”😀\x0c\u2029\xa0;"
)


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(_ALPHABET, max_size=50))

    def a_span() -> Span:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        return Span(start, end, text[start:end])

    people = [
        Entity(f"e{n}", draw(st.text(_ALPHABET, max_size=4)), "person", n % 2 == 0, None, ())
        for n in range(draw(st.integers(0, 3)))
    ]
    someone = st.sampled_from([None, *people])
    attributions = [
        Attribution(
            f"a{n}",
            a_span() if draw(st.booleans()) else None,
            draw(someone),
            a_span() if draw(st.booleans()) else None,
            tuple(a_span() for _ in range(draw(st.integers(1, 2)))),
            "assertion",
            draw(st.sampled_from([None, "a0", "a1", "a2", "nobody"])),
            0.5,
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    quotes = [
        Quote(f"q{n}", "mixed", "", a.content, (a_span(),), a, a.speaker)
        for n, a in enumerate(attributions)
        if draw(st.booleans())
    ]
    claims = [
        claim(n, draw(st.text(_ALPHABET, max_size=5)), a_span(), draw(st.sampled_from(said)))
        for said in ([None, *attributions],)
        for n in range(draw(st.integers(0, 5)))
    ]
    title = draw(st.sampled_from([None, "ab", text]))
    return Article(
        text, title, tuple(claims), tuple(quotes), tuple(attributions), tuple(people), ()
    )


@given(_articles())
@settings(max_examples=300, deadline=None)
def test_text_and_marks_are_exact(article: Article) -> None:
    page = article.to_html()
    page.encode("utf-8")
    read = _Reader(page)
    assert "".join(read.text) == _in_page(article.text)
    for k in range(len(article.text)):
        inside = {
            str(n)
            for n, a in enumerate(article.attributions)
            if any(s.start <= k < s.end for s in a.content)
        }
        assert read.attributions[k] == inside
        evidence = {
            str(n)
            for n, c in enumerate(article.claims)
            if any(s.start <= k < s.end for s in c.content)
        }
        assert read.claims[k] == evidence
        assert read.verbatim[k] == any(
            s.start <= k < s.end for q in article.quotes for s in q.verbatim
        )


@given(_articles())
@settings(max_examples=200, deadline=None)
def test_links_lead_somewhere_and_ids_are_unique(article: Article) -> None:
    for rendered in (article.to_html(), article._repr_html_()):
        read = _Reader(rendered)
        assert len(set(read.ids)) == len(read.ids)
        inner = {link[1:] for link in read.links if link.startswith("#")}
        assert inner <= set(read.ids)
    assert article._repr_html_() == rendered, "the same article gives the same fragment"


@given(st.text(_ALPHABET))
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    read = _Reader(f'<p class="nc-text">{escape(text)}</p>')
    assert "".join(read.text) == _in_page(text)


# --- What is shown -------------------------------------------------------------------------------


def _shown(article: Article) -> str:
    return " ".join(" ".join(_Reader(article.to_html()).words).split())


def test_shows_metadata_speakers_and_claims() -> None:
    shown = _shown(council_article())
    for words in (
        "Council closes the bridge",
        "The Valley Herald",
        "5 March 2024",
        "Ines Roth",
        "news.example",
        "The bridge “is not safe”",
        "anonymous",
        "nested in the words of The Daily Post",
        "confidence 93%",
        "certainty possible",
        "polarity negative",
    ):
        assert words in shown
    assert 'href="https://news.example/bridge?a=1&amp;b=2"' in council_article().to_html()


def test_headline_stands_once() -> None:
    read = _Reader(council_article().to_html())
    # In <title>, as the heading, and as a claim.
    assert "".join(read.words).count("Council closes the bridge") == 3


def test_paragraphs_are_kept() -> None:
    assert council_article().to_html().count('<p dir="auto">') == 2


def test_own_voice_is_set_apart() -> None:
    page = council_article().to_html()
    own = page[page.index("In the article’s own voice") :]
    assert "The bridge was built in 1931" in own
    assert "The bridge is not safe" not in own


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "https:", "file:///x"],
)
def test_other_addresses_are_no_links(url: str) -> None:
    article = replace(council_article(), url=url)
    read = _Reader(article.to_html())
    assert all(link.startswith(("#", "data:,")) for link in read.links)
    assert url in "".join(read.words)


def test_a_date_that_is_none_stays_as_given() -> None:
    assert "last Tuesday" in _shown(replace(council_article(), published="last Tuesday"))


@pytest.mark.parametrize("text", ["", " \r\n\x00\n", "One line without any claim"])
def test_articles_with_nothing_in_them(text: str) -> None:
    article = Article(text, None, (), (), (), (), ())
    shown = _shown(article)
    assert "Untitled article" in shown
    assert "No claims were found" in shown
    assert "No speakers were found" in shown
    assert "".join(_Reader(article._repr_html_()).text) == _in_page(text)


def test_hostile_text_adds_no_element_and_no_attribute() -> None:
    hostile, harmless = _Reader(hostile_article().to_html()), _Reader(council_article().to_html())
    assert set(hostile.tags) <= set(harmless.tags)
    assert hostile.tags["script"] == hostile.tags["style"] == 1
    assert hostile.names <= harmless.names | {"id"}
    assert HOSTILE in "".join(hostile.words)


def test_page_names_no_other_file() -> None:
    page = parse_article(examples.libya()).to_html()
    assert not re.search(r"@import|url\(|<(?:link|script|img|iframe)[^>]*https?:| src=", page)
    assert "default-src 'none'" in page
    assert " style=" not in page  # the policy forbids it


def test_fragment_is_one_section() -> None:
    fragment = council_article()._repr_html_()
    assert fragment.startswith("<section") and fragment.endswith("</section>")
    read = _Reader(fragment)
    assert not read.tags.keys() & {"html", "head", "body", "main", "h1"}


def test_fragment_styles_only_itself() -> None:
    style = re.search(r"<style>(.*?)</style>", council_article()._repr_html_(), re.DOTALL)
    assert style is not None
    css = re.sub(r"/\*.*?\*/", "", style[1], flags=re.DOTALL)
    for selector in re.findall(r"([^{}]+)\{", css):
        assert selector.strip().startswith("@") or ".newsclaims" in selector


def test_size_grows_with_the_text() -> None:
    small, large = (len(crowded_article(n)._repr_html_()) for n in (26, 260))
    assert large < 10 * small


def test_libya() -> None:
    article = parse_article(examples.libya())
    read = _Reader(article.to_html())
    assert "".join(read.text) == article.text
    words = "".join(read.words)
    assert "it was “ready and determined” to achieve victory" in words
    for one in article.claims:
        assert one.text in words.replace("“", "").replace("”", "")


# --- Labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "named", "label"),
    [
        ("Sergei Lavrov", "person", True, "SL"),
        ("Ursula von der Leyen", "person", True, "UL"),
        ("TASS", "organization", True, "TASS"),
        ("Reuters", "organization", True, "RE"),
        ("Bank of England", "organization", True, "BE"),
        ("a senior official", "person", False, "so"),
        ("officials", "group", False, "of"),
        ("the", "group", False, "th"),
        ("—", "other", False, "?"),
    ],
)
def test_labels(name: str, kind: str, named: bool, label: str) -> None:
    assert speaker_labels([Entity("e", name, kind, named, None, ())]) == (label,)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.text(max_size=5), st.booleans()), max_size=30))
def test_labels_differ(names: list[tuple[str, bool]]) -> None:
    people = [
        Entity(f"e{n}", name, "person", named, None, ()) for n, (name, named) in enumerate(names)
    ]
    labels = speaker_labels(people)
    assert len(set(labels)) == len(people)
    assert all(labels)
