"""Mentions that sources need and the encoder passes over, or reads only in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from attrs import evolve

from newsclaims.results import Attribution, EntityKind
from newsclaims.speakers.mentions import Expression, after_joined_titles, whole_of
from newsclaims.speakers.names import (
    LONGEST_NAME,
    POSSESSIVE,
    is_capital,
    is_hyphenated,
    is_title,
)
from newsclaims.speakers.sources import _BESIDE, _PERSONS_AS_SOURCES
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Mention
from newsclaims.trace import Rule, note
from newsclaims.words.dependencies import NOMINAL
from newsclaims.words.pronouns import RELATIVE

Read = Sequence[Mention]
"""The mentions that the encoder reads."""


def complete(
    syntax: Syntax, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> Read:
    """The mentions, and one more for each source and each name that the encoder passes over."""
    sources = ranges_of_sources(syntax, attributions)
    known = {m.head for m in mentions}
    added: list[Mention] = []
    for rule in ADDITIONS:
        for mention in rule(syntax, mentions, sources, known) or ():
            known.add(mention.head)
            added.append(mention)
            note(rule, "a mention of its own", (mention.first, mention.last))
    return _sorted([*mentions, *added]) if added else mentions


def ranges_of_sources(syntax: Syntax, attributions: Sequence[Attribution]) -> list[range]:
    """The tokens of each source, in order; those without any are left out."""
    found = (
        syntax.document.tokens_in(attribution.source.start, attribution.source.end)
        for attribution in attributions
        if attribution.source is not None
    )
    return [tokens for tokens in found if tokens]


def _sorted(mentions: Read) -> Read:
    """The mentions in order, with links and scores that name the others by their new places."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].first, -mentions[i].last))
    place = [0] * len(order)
    for new, old in enumerate(order):
        place[old] = new
    found = []
    for mention in (mentions[old] for old in order):
        if mention.link is not None or mention.scores:
            link = None if mention.link is None else place[mention.link]
            scores = tuple([(place[other], score) for other, score in mention.scores])
            mention = evolve(mention, link=link, scores=scores)
        found.append(mention)
    return found


# More mentions


def _source_alone(
    syntax: Syntax, mentions: Read, sources: Sequence[range], known: Set[int]
) -> Iterator[Mention]:
    """A source that the encoder reads no mention in is one."""
    begins: dict[int, int] = {}  # for each token where mentions begin, the farthest end
    for m in mentions:
        begins[m.first] = max(begins.get(m.first, 0), m.last)
    for tokens in sources:
        head = _conjunction(syntax, tokens)
        if head is None:
            head = syntax.top(tokens.start, tokens.stop)
            near = range(max(0, tokens.start - 2), head + 1)
            if any(begins.get(first, 0) > head for first in near):
                continue
            if syntax.upos[head] not in NOMINAL and any(t in known for t in tokens):
                continue
        if head not in known and syntax.forms[head] not in RELATIVE:
            yield Mention(tokens.start, tokens.stop, head, "person", -1, None)


def _conjunction(syntax: Syntax, tokens: range) -> int | None:
    """The "and" between several people that a source names."""
    top = syntax.top(tokens.start, tokens.stop)
    beside = [
        c
        for c in syntax.children[top]
        if c in tokens
        and syntax.relations[c] in _BESIDE
        and syntax.upos[syntax.left[c] - 1] != "PUNCT"
    ]
    for first in (top, *beside):
        if syntax.upos[first] not in ("NOUN", "PROPN", "PRON"):
            continue
        for conjunct in syntax.children[first]:
            if syntax.relations[conjunct] != "conj" or conjunct not in tokens:
                continue
            for link in syntax.children[conjunct]:
                if syntax.relations[link] == "cc" and syntax.forms[link] in ("and", "&"):
                    return link
    return next((t for t in tokens if _joins_titles(syntax, tokens, t)), None)


def _joins_titles(syntax: Syntax, tokens: range, token: int) -> bool:
    """Whether a word joins two offices before one name, however the tree hangs them."""
    if syntax.forms[token] != "and":
        return False
    return after_joined_titles(syntax, tokens.start, tokens.stop, token) is not None


def _whole_alone(
    syntax: Syntax, mentions: Read, sources: Sequence[range], known: Set[int]
) -> Iterator[Mention]:
    """The pronoun of those whom a part is told of is a mention: "them" of "one of them"."""
    for m in mentions:
        whole = whole_of(syntax, m.head)
        if whole is not None and syntax.upos[whole] == "PRON" and whole not in known:
            yield Mention(whole, whole + 1, whole, m.type, -1, None)


def _names_alone(
    syntax: Syntax, mentions: Read, sources: Sequence[range], known: Set[int]
) -> Iterator[Mention]:
    """Proper nouns in no mention are one, and in a description those after a preposition.

    Inside the mention of a common noun only those after a preposition, and appositions, count:
    "officials at the Energy Bureau", "the mayor, Jane Roe".
    """
    heads = {m.head for m in mentions}
    covered = _covered(syntax, [m for m in mentions if syntax.upos[m.head] != "NOUN"])
    described = _covered(syntax, mentions)
    for first, last in _proper_nouns(syntax, covered):
        top = syntax.top(first, last)
        if not described[first]:
            yield Mention(_title_start(syntax, first), last, top, "", -1, None)
        elif top not in heads and _is_set_apart(syntax, first, top):
            yield Mention(first, last, top, "", -1, None)


def _hyphenated_alone(
    syntax: Syntax, mentions: Read, sources: Sequence[range], known: Set[int]
) -> Iterator[Mention]:
    """A hyphenated given name and the surname after it are a mention: "Seo-yeon Kim"."""
    whole = {(m.first, m.last) for m in mentions}
    for name in range(3, len(syntax.forms)):
        if syntax.upos[name] != "PROPN" or syntax.upos[name - 1] == "PUNCT":
            continue
        first = name - 3
        if syntax.sentence[first] != syntax.sentence[name] or not is_hyphenated(syntax, name - 1):
            continue
        last = name + 1
        if (first and syntax.forms[first - 1] in POSSESSIVE) or (first, last) in whole:
            continue
        if is_capital(syntax, name):
            yield Mention(first, last, name, "person", -1, None)


def _covered(syntax: Syntax, mentions: Read) -> bytearray:
    """For each token whether it is in one of some mentions."""
    found = bytearray(len(syntax.upos))
    for m in mentions:
        found[m.first : m.last] = b"\1" * (m.last - m.first)
    return found


def _proper_nouns(syntax: Syntax, covered: bytearray) -> Iterator[tuple[int, int]]:
    """The stretches of proper nouns of a sentence that are not covered."""
    upos, sentence = syntax.upos, syntax.sentence
    first = 0
    while first < len(upos):
        last = first
        while last < len(upos) and upos[last] == "PROPN" and not covered[last]:
            if sentence[last] != sentence[first]:
                break
            last += 1
        if last > first:
            yield first, last
        first = max(last, first + 1)


def _is_set_apart(syntax: Syntax, first: int, top: int) -> bool:
    """Whether a name inside a description is after a preposition, or in apposition."""
    relation = syntax.relations[top]
    if relation in ("appos", "conj"):
        return syntax.upos[first - 1] == "PUNCT"
    after = any(syntax.relations[c] == "case" for c in syntax.children[top])
    return relation in ("nmod", "obl") and after


def _title_start(syntax: Syntax, name: int) -> int:
    """Where the title right before a name begins: "LNA commander Haftar"; else the name's start."""
    if not name or not is_title(syntax.forms[name - 1]):
        return name
    first = name
    while (
        first > 0
        and name - first < LONGEST_NAME
        and (
            syntax.upos[first - 1] in ("ADJ", "NOUN", "PROPN")
            and syntax.sentence[first - 1] == syntax.sentence[name]
        )
    ):
        first -= 1
    return first


# What is a person


def as_people(
    syntax: Syntax, expressions: Sequence[Expression], attributions: Sequence[Attribution]
) -> list[Expression]:
    """The expressions, with what is a person where it says something as one."""
    heads: set[int] = set()
    for tokens in ranges_of_sources(syntax, attributions):
        top = syntax.top(tokens.start, tokens.stop)
        heads |= {top, syntax.antecedent[top]} if top >= 0 else set()
    heads |= {e.whole for e in expressions if e.head in heads and e.whole is not None}
    found = []
    for expression in expressions:
        if expression.head in heads and IS_PERSON(expression):
            note(IS_PERSON, "a person", (expression.first, expression.last))
            kind: EntityKind = "group" if expression.plural else "person"
            expression = evolve(expression, kind=kind, sure=True)
        found.append(expression)
    return found


def _is_person(expression: Expression) -> bool:
    """A "source" that says something is a person, and "sources" are people."""
    return expression.form == "nominal" and expression.word in _PERSONS_AS_SOURCES


IS_PERSON = Rule("speakers: a source is a person", _is_person)

ADDITIONS: tuple[Rule[[Syntax, Read, Sequence[range], Set[int]], Iterator[Mention]], ...] = (
    Rule("speakers: source without a mention", _source_alone),
    Rule("speakers: them of one of them", _whole_alone),
    Rule("speakers: hyphenated name without a mention", _hyphenated_alone),
    Rule("speakers: name without a mention", _names_alone),
)
"""Mentions that are added to those of the encoder."""

SOURCE_MENTIONS: tuple[Rule[..., object], ...] = (IS_PERSON,)
"""How mentions of sources are read otherwise than the encoder does."""
