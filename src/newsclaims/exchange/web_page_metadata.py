"""What a web page says of its article in its own markup: JSON-LD, meta elements, links, times.

The vocabularies are schema.org (https://schema.org/NewsArticle), Open Graph (https://ogp.me) and
the names that HTML gives to meta elements and links.
"""

from __future__ import annotations

import datetime
import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from attrs import frozen

from newsclaims.exchange.web_address import host

_ARTICLE_TYPE = re.compile(r"(?:[A-Z]\w*)?Article|\w*BlogPosting|Report|Review")
_MOST_NODES = 100_000
"""Of JSON-LD; so that a hostile page ends."""

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
)
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
_URLS = ("og:url", "twitter:url")


@frozen(eq=False, slots=True)
class Metadata:
    """The fields of a page, each read from the places where sites put it, the surest first.

    All of them are on one line, without entities, or None.

    Attributes:
        tree: The tree of the page, as lxml.html parses it.
        article: The article of its JSON-LD, empty if it has none.
        nodes: The nodes of its JSON-LD that have an id, by that.
        meta: The contents of its meta elements, by their names in lower case.
    """

    tree: Any
    article: Mapping[str, Any]
    nodes: Mapping[str, Mapping[str, Any]]
    meta: Mapping[str, str]

    def headlines(self) -> list[str]:
        """What the page gives as its headline; the first is the one to print."""
        given = [self.article.get("headline"), *self._named(_TITLES)]
        titles = [title for value in given if (title := one_line(value))]
        shown = [title for e in self.tree.iter("h1") if (title := one_line(_text(e)))]
        # The headline as shown is neither cut short nor worded for search engines; but the name
        # of the site may be a heading as well.
        printed = [title for title in shown if any(_alike(title, other) for other in titles)]
        if not titles and len(shown) == 1:
            printed = shown
        publisher = self.publisher()
        return [_without_site(title, publisher) for title in (*printed, *titles)]

    def author(self) -> str | None:
        """Who wrote it: "A, B" if there are several."""
        people = [
            person
            for person in self._referred(self.article.get("author"))
            if not isinstance(person, dict) or "Organization" not in str(person.get("@type"))
        ]
        names = [name for person in people for name in _names(person)]
        names = names or self._first_person(self._named(_AUTHORS))
        names = names or self._first_person(map(_text, self.tree.xpath("//*[@itemprop='author']")))
        names = names or self._first_person(
            map(_text, self.tree.xpath("//*[contains(concat(' ', @rel, ' '), ' author ')]"))
        )
        return ", ".join(dict.fromkeys(names)) or None

    def published(self) -> str | None:
        """When it was published, in ISO 8601, with the time if the page gives it."""
        times = self.tree.xpath(
            "//time[@pubdate or @itemprop='datePublished']/@datetime | //article//time/@datetime"
        )
        shown = self.tree.xpath("//*[@itemprop='datePublished']/@content")
        given = (self.article.get("datePublished"), *self._named(_DATES), *shown, *times)
        return next(filter(None, map(iso_8601, given)), None)

    def publisher(self) -> str | None:
        """Who published it."""
        named = map(_name, self._referred(self.article.get("publisher")))
        shown = self.tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
        given = (*named, *map(one_line, self._named(_PUBLISHERS)), *map(_name, map(_text, shown)))
        return next((name.lstrip("@") for name in given if name), None)

    def url(self) -> str | None:
        """Where the page says that it stands."""
        canonical = self.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
        given = (*canonical, *self._named(_URLS), self.article.get("url"))
        return next((url for value in given if (url := _web_address(value))), None)

    def paragraphs(self) -> list[str]:
        """The text of the article, where the page gives it in JSON-LD."""
        body = self.article.get("articleBody")
        lines = body.splitlines() if isinstance(body, str) else []
        return [line for value in lines if (line := one_line(value))]

    def _named(self, names: Iterable[str]) -> list[str]:
        return [self.meta[name] for name in names if name in self.meta]

    def _referred(self, value: Any) -> Iterator[Any]:
        """The values of a property, where they stand elsewhere by their ``@id`` looked up there."""
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "name" not in item:
                item = self.nodes.get(str(item.get("@id")), item)
            yield item

    def _first_person(self, texts: Iterable[str]) -> list[str]:
        return next(([name] for text in texts if (name := _name(text))), [])


def read_metadata(tree: Any) -> Metadata:
    """What a page says of its article; the tree is that of lxml.html."""
    article, nodes = _json_ld(tree)
    return Metadata(tree, article, nodes, _meta(tree))


def one_line(value: Any) -> str | None:
    """A text without entities, tags' remains and line breaks, or None if there is none."""
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def iso_8601(value: Any) -> str | None:
    """A date, or date and time, in the extended format of ISO 8601.

    Args:
        value: What a page gives: ISO 8601 in any of its forms, also with slashes for hyphens, or
            the format of RFC 5322.

    Returns:
        ``2020-01-14``, ``2020-01-14T08:30:00`` or ``2020-01-14T08:30:00+00:00``, which
        `datetime.datetime.fromisoformat` reads; None if it is no such date.
    """
    if not isinstance(value, str):
        return None
    match = re.match(
        r"\s*(\d{4})[-/]?(\d\d)[-/]?(\d\d)(?!\d)"
        r"(?:[T ]?\s*(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(?:(Z)|([+-]\d\d):?(\d\d)?)?)?",
        value,
        re.ASCII | re.IGNORECASE,
    )
    try:
        if match is None:
            return parsedate_to_datetime(value).isoformat()
        year, month, day, hour, minute, second, utc, zone_hours, zone_minutes = match.groups()
        date = datetime.date(int(year), int(month), int(day)).isoformat()
        if hour is None:
            return date
        time = f"{hour}:{minute}:{second or '00'}"
        zone = "+00:00" if utc else f"{zone_hours}:{zone_minutes or '00'}" if zone_hours else ""
        return datetime.datetime.fromisoformat(f"{date}T{time}{zone}").isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _json_ld(tree: Any) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The article of the page's JSON-LD, empty if it has none, and all nodes that have an id."""
    queue: deque[Any] = deque()
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            queue.append(json.loads(_json_text(script), strict=False))
        except (ValueError, RecursionError):
            continue  # many a site writes broken JSON; the other markup remains
    article: dict[str, Any] = {}
    nodes: dict[str, dict[str, Any]] = {}
    for _ in range(_MOST_NODES):
        if not queue:
            break
        value = queue.popleft()  # breadth first: what is linked to lies deeper than the article
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            queue.extend(value.values())
            if "@id" in value and len(value) > 1:
                nodes.setdefault(str(value["@id"]), value)
            types = value.get("@type")
            for kind in types if isinstance(types, list) else [types]:
                if not article and _ARTICLE_TYPE.fullmatch(str(kind)):
                    article = value
    return article, nodes


def _json_text(script: Any) -> str:
    text = (script.text or "").strip().rstrip(";")
    return re.sub(r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)$", "", text)


def _meta(tree: Any) -> dict[str, str]:
    """The content of each meta element by its name in lower case; of several the first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").lower()
            if name and content and content.strip():
                found.setdefault(name, content)
    return found


def _text(element: Any) -> str:
    return str(element.get("content") or " ".join(element.itertext()))


def _name(value: Any) -> str | None:
    """The name of a person or organisation, given as text or as a node of JSON-LD."""
    if isinstance(value, dict):
        value = value.get("name") or " ".join(
            part for key in ("givenName", "familyName") if isinstance(part := value.get(key), str)
        )
    if isinstance(value, list) and value:
        value = value[0]
    name = one_line(value)
    if name is None or len(name) > 200 or re.match(r"(?:https?:)?//|@", name):
        return None
    name = re.sub(r"^(?:by|written by|author)\b:?\s*", "", name, flags=re.IGNORECASE)
    return re.sub(r",? and |; ?", ", ", name) or None


def _names(value: Any) -> list[str]:
    """The names of an author, as a page may give several people as one node of JSON-LD."""
    if isinstance(value, dict) and isinstance(given := value.get("name"), list):
        return list(filter(None, map(_name, given)))
    name = _name(value)
    return [] if name is None else [name]


def _alike(a: str, b: str) -> bool:
    """Whether two headlines share most of their words."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (a, b))
    return 2 * len(first & second) > min(len(first), len(second))


def _without_site(title: str, publisher: str | None) -> str:
    """The headline without the name of the site after it, as in "Rain fell | The Post"."""
    match = re.fullmatch(r"(.+) [|–—·-] (.+)", title)
    is_site = match is not None and (publisher or "").casefold() == match[2].casefold()
    return match[1] if match is not None and is_site else title


def _web_address(value: Any) -> str | None:
    address = one_line(value)
    return address if address is not None and host(address) is not None else None
