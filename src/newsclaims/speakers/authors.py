"""Who wrote an article, as far as it says so itself: whose "I" stands outside quotation marks."""

from __future__ import annotations

import re

from attrs import frozen

from newsclaims.speakers.paragraphs import Paragraphs
from newsclaims.text.indices import ExpressionIndex, ParagraphIndex
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having

_NOTE_VERBS = having("author-note-verb")
#: Where a byline stands: so many paragraphs from the start.
OPENING = 8

_BYLINE = re.compile(r"(?:by|text by|story by|written by)\s+(?=[A-Z])", re.IGNORECASE)
#: One or more names, and nothing that only stands for one.
_NAMES = re.compile(
    r"(?!(?:Anonymous|Staff|The|Our)\b)(?:[A-Z][\w.’'-]*|and|de|van|von|al|bin|la)"
    r"(?:,?[ ](?:[A-Z][\w.’'-]*|and|de|van|von|al|bin|la)){1,7}"
)
_SPEECH = re.compile(
    r"\b(?:speech|remarks|address|statement|testimony|lecture|keynote)\b(?P<by> (?:by|of|from)\b)?",
    re.IGNORECASE,
)


@frozen(slots=True)
class Author:
    """Who wrote an article: an expression that names them, or a name that no expression has."""

    paragraph: ParagraphIndex
    expression: ExpressionIndex | None = None
    name: str | None = None


def find_author(paragraphs: Paragraphs) -> None:
    """Gives the author of an article the name that the article has for them, if it has one."""
    found = decide_by(AUTHORS, paragraphs)
    if found is not None:
        rule, author = found
        paragraphs.author.expression, paragraphs.author.name = author.expression, author.name
        note(rule, "the author", paragraphs.ranges[author.paragraph])


def _in_title_of_speech(paragraphs: Paragraphs) -> Author | None:
    """The author of a speech is whom its title names: "Remarks by Jane Roe"."""
    k = ParagraphIndex(0)
    if not paragraphs.ranges or _named_in_byline(paragraphs, k) is not None:
        return None
    first, last = paragraphs.ranges[k]
    title = _SPEECH.search(paragraphs.document.text, *paragraphs.document.paragraphs[k])
    if title is None or last - first > 30:
        return None
    token = paragraphs.document.tokens_in(title.start(), title.end()).stop
    name = next(paragraphs.names_in(token if title["by"] else first, last), None)
    return None if name is None else Author(k, name)


def _in_byline(paragraphs: Paragraphs) -> Author | None:
    """The author is who stands in the byline: "By Jane Roe"."""
    found = (_named_in_byline(paragraphs, k) for k in paragraphs.all()[:OPENING])
    return next((author for author in found if author is not None), None)


def _named_in_byline(paragraphs: Paragraphs, k: ParagraphIndex) -> Author | None:
    """Whom a paragraph names, if it is a byline of one person, or of several."""
    document, (first, last) = paragraphs.document, paragraphs.ranges[k]
    byline = _BYLINE.match(document.text, *document.paragraphs[k])
    if byline is None or last - first > 16 or paragraphs.syntax.forms[last - 1] in ".!?":
        return None
    end = document.paragraphs[k][1]
    names = list(paragraphs.names_in(document.tokens_in(byline.end(), end).start, last))
    if len(names) == 1:
        return Author(k, names[0])
    if names or _NAMES.fullmatch(document.text, byline.end(), end):
        return Author(k, name=" ".join(document.text[byline.end() : end].split()))
    return None


def _in_note(paragraphs: Paragraphs) -> Author | None:
    """The author is whom only the end tells of: "Jane Roe is a professor of …"."""
    if len(paragraphs.ranges) < 3:
        return None
    k = paragraphs.all()[-1]
    first = paragraphs.ranges[k][0]
    index = paragraphs.person_at(first)
    if index is None:
        return None
    expressions = paragraphs.clusters.expressions
    members = paragraphs.clusters.cluster_of[index].members
    is_new = all(expressions[i].first >= first for i in members)
    end = expressions[index].last
    follows = paragraphs.syntax.forms[end : end + 1]
    told = bool(follows) and (follows[0] == "," or follows[0] in _NOTE_VERBS)
    return Author(k, index) if is_new and told else None


AUTHORS: tuple[Rule[[Paragraphs], Author], ...] = (
    Rule("speakers: author of a speech", _in_title_of_speech),
    Rule("speakers: byline", _in_byline),
    Rule("speakers: note on the author", _in_note),
)
"""Where an article says who wrote it."""
