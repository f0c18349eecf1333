"""An article and its results as a page to look at, whole or as a part of another."""

from __future__ import annotations

import base64
import datetime
import hashlib
from functools import cache
from importlib import resources

from newsclaims.exchange.web_address import host
from newsclaims.results import ArticleResults
from newsclaims.text.segment import find_paragraphs
from newsclaims.view.claim_list import claim_list
from newsclaims.view.escaping import escape
from newsclaims.view.marking import mark_text
from newsclaims.view.page_index import PageIndex, page_index
from newsclaims.view.speaker_list import filter_style, speaker_list

_KEY = """\
<details class="nc-key">
<summary>How to read the marks</summary>
<ul>
<li><strong class="nc-source nc-look nc-c1">Source</strong>: who is said to say it, as printed.</li>
<li><em class="nc-cue nc-look nc-c1">cue</em>: the words that report it.</li>
<li><span class="nc-content nc-look nc-c1">Reported words</span> are underlined, \
<span class="nc-content nc-look nc-c1"><span class="nc-verbatim">“verbatim ones”</span></span> \
are shaded too.</li>
<li>Words inside the words of another have a second line under them.</li>
<li>The letters before them are the speaker’s; they lead to the claims, and ○ to those of the \
article itself.</li>
<li>“negative”: the claim is denied. “Probable”, “possible”, “unknown”: how sure the speaker is \
of it.</li>
</ul>
</details>"""

# Not those of the process's locale: the page is in English.
_MONTHS = """January February March April May June July August September October November
    December""".split()


def render_page(article: ArticleResults) -> str:
    """The article as a whole HTML document, for `Article.to_html`.

    Its Content-Security-Policy allows this page's own style and script and nothing else.

    Args:
        article: The article.

    Returns:
        The document. It can be encoded in UTF-8, which it says it is in.
    """
    index = page_index(article)
    style, script = _style(index) + _resource("document.css"), _resource("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(_title(article))}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body class="nc-page">
{_body(index, "main", 1)}
<script>{script}</script>
</body>
</html>
"""


def render_fragment(article: ArticleResults) -> str:
    """The article as a part of a page, for Jupyter.

    Several can stand in one page. Where a viewer takes style and script away, the text is left
    with its marks, and the lists of speakers and claims.

    Args:
        article: The article.

    Returns:
        One ``section`` element.
    """
    index = page_index(article)
    style = f"<style>{_style(index)}</style>"
    return _body(index, "section", 2, style, f"<script>{_resource('page.js')}</script>")


def _body(index: PageIndex, tag: str, heading: int, before: str = "", after: str = "") -> str:
    """What page and fragment have in common.

    Args:
        index: The article, and how its parts refer to each other.
        tag: Of the element around it all.
        heading: Level of the headline.
        before: HTML at the start of that element.
        after: HTML at its end.
    """
    article, identifier = index.article, index.prefix
    starts = [start for start, _ in find_paragraphs(article.text)]
    marked = mark_text(index, starts[1:])
    blocks = list(marked.blocks)
    first = article.text[: starts[1]] if len(starts) > 1 else article.text
    if article.title and first.strip() == article.title.strip() != "":
        headline, headline_class = blocks.pop(0), "nc-title nc-text"
    else:
        headline, headline_class = escape(_title(article)), "nc-title"
    paragraphs = "".join(f'<p dir="auto">{block}</p>' for block in blocks)
    empty = "" if article.text.strip() else '<p class="nc-nothing">This article is empty.</p>\n'
    count = len(article.claims)
    return f"""\
<{tag} class="newsclaims" id="{identifier}" lang="en" dir="ltr" \
aria-labelledby="{identifier}-title">{before}
<p class="nc-skip"><a href="#{identifier}-text">Skip to the text</a> \
<a href="#{identifier}-claims">Skip to the claims</a></p>
<header class="nc-head">
<p class="nc-kicker">Who said what</p>
<h{heading} class="{headline_class}" id="{identifier}-title" dir="auto">{headline}</h{heading}>
{_byline(article)}</header>
<div class="nc-columns">
<section class="nc-speakers" aria-labelledby="{identifier}-speakers {identifier}-title">
<h{heading + 1} class="nc-section-title" id="{identifier}-speakers">Speakers</h{heading + 1}>
{speaker_list(index)}
{_KEY}
</section>
<article class="nc-article" id="{identifier}-text" aria-labelledby="{identifier}-title">
{empty}<div class="nc-text">{paragraphs}</div>
</article>
<section class="nc-claim-list" aria-labelledby="{identifier}-claims {identifier}-title">
<h{heading + 1} class="nc-section-title" id="{identifier}-claims">Claims</h{heading + 1}>
<p class="nc-status" role="status">{count} claim{"s" * (count != 1)}</p>
{claim_list(index, marked.evidence, heading + 2)}
</section>
</div>
<footer class="nc-foot"><p>Found by a program, which makes mistakes: check against the text before \
you rely on it. Confidence is the probability that source and content are right.</p></footer>
{after}</{tag}>"""


def _title(article: ArticleResults) -> str:
    return article.title or "Untitled article"


def _byline(article: ArticleResults) -> str:
    """The metadata that the article has, in a line."""
    parts = []
    if article.publisher:
        parts.append(f'<bdi class="nc-publisher">{escape(article.publisher)}</bdi>')
    if article.published:
        parts.append(_date(article.published))
    if article.author:
        parts.append(f"by <bdi>{escape(article.author)}</bdi>")
    if article.url:
        parts.append(_link(article.url))
    items = "".join(f"<li>{part}</li>" for part in parts)
    return f'<ul class="nc-byline">{items}</ul>\n' if parts else ""


def _date(published: str) -> str:
    """A date as people write it, where it is one in ISO 8601."""
    try:
        date = datetime.date.fromisoformat(published[:10])
    except ValueError:
        return f"<bdi>{escape(published)}</bdi>"
    words = f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return f'<time datetime="{date.isoformat()}">{words}</time>'


def _link(url: str) -> str:
    """An address as a link to its host, if it is one of the web; other ones are text only."""
    name = host(url)
    if name is None:
        return f"<bdi>{escape(url)}</bdi>"
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(name)}</a>'


def _style(index: PageIndex) -> str:
    return _resource("page.css") + filter_style(index)


@cache
def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    """The name of an inline style or script in a Content-Security-Policy (W3C, CSP Level 3)."""
    digest = base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
    return f"sha256-{digest}"
