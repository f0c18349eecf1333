"""Which expression the source of an attribution stands for.

Mostly it is the widest one in it; but "who" stands for whom it takes up, and "her advice" for her.
"""

from __future__ import annotations

from attrs import frozen

from newsclaims.speakers.entities import Clusters
from newsclaims.speakers.nearby import note_of
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having
from newsclaims.words.dependencies import BESIDE_NAME
from newsclaims.words.pronouns import RELATIVE

#: What somebody says or thinks: as a source, "her advice" is she.
_UTTERANCES = having("utterance")


#: Nouns that stand for a person where they say something, and for a thing elsewhere.
_PERSONS_AS_SOURCES = having("person-as-source")

#: How a name may hang from the title before it in a wrong tree: "mediators Russia and Turkey".
_BESIDE = BESIDE_NAME


@frozen(slots=True)
class Stretch:
    """The tokens of a source: a half-open range, and the top of their tree."""

    first: int
    last: int
    top: int


def find_source(clusters: Clusters, first: int, last: int) -> ExpressionIndex | None:
    """The expression that a source's tokens stand for."""
    forms, top = clusters.syntax.forms, clusters.syntax.top(first, last)
    start = first
    while start < last - 1 and not forms[start][0].isalnum():
        start += 1
    found = decide_by(SOURCES, clusters, Stretch(start, last, top))
    if found is None:
        return None
    rule, index = found
    if rule is TAKES_UP:
        note(rule, "the source", (first, last), clusters.tokens(index))
    speaker = IMPLIED(clusters, index)
    if speaker is None:
        return index
    note_of(clusters, IMPLIED, "the source", index, speaker)
    return speaker


# The expression in a source


def _taken_up(clusters: Clusters, source: Stretch) -> ExpressionIndex | None:
    """A relative pronoun that says something is whom it takes up: "Roe, who said …"."""
    if clusters.syntax.forms[source.top] not in RELATIVE:
        return None
    widest = _widest(clusters, source)
    if widest is not None and clusters.expressions[widest].head != source.top:
        return None
    return _antecedent(clusters, source.top)


def _name_at_end(clusters: Clusters, source: Stretch) -> ExpressionIndex | None:
    """A full name at the end of a source is it, after nothing but nouns: "9/11 widow Ana Roe"."""
    upos = clusters.syntax.upos
    for index in _within(clusters, source):
        e = clusters.expressions[index]
        named = e.name is not None and e.kind == "person" and len(e.words) > 1
        nouns = all(tag in ("NOUN", "PROPN", "ADJ", "NUM") for tag in upos[source.first : e.first])
        if named and nouns and e.last == source.last:
            return index
    return None


def _widest(clusters: Clusters, source: Stretch) -> ExpressionIndex | None:
    """A source is the widest expression in it that begins where it does or has its head."""
    best: ExpressionIndex | None = None
    longest = 0
    for index in _within(clusters, source):
        e = clusters.expressions[index]
        begins = e.first <= source.first + 1 or e.head == source.top or source.top in e.members
        shown = e.head == source.top or e.members or e.first == source.first
        if begins and shown and e.last - e.first > longest:
            best, longest = index, e.last - e.first
    return best


def _at_head(clusters: Clusters, source: Stretch) -> ExpressionIndex | None:
    """A source is the expression of its head, even if that goes beyond it."""
    return clusters.at.get(source.top)


def _first_inside(clusters: Clusters, source: Stretch) -> ExpressionIndex | None:
    """A source is the first expression inside of it."""
    return next(iter(_within(clusters, source)), None)


def _within(clusters: Clusters, source: Stretch) -> list[ExpressionIndex]:
    """The expressions inside a source, in order."""
    expressions = clusters.expressions
    low, high = 0, len(expressions)
    while low < high:
        middle = (low + high) // 2
        if expressions[middle].first < source.first:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(expressions) and expressions[low].first < source.last:
        if expressions[low].last <= source.last:
            found.append(ExpressionIndex(low))
        low += 1
    return found


# Relative pronouns


def _antecedent(clusters: Clusters, token: int) -> ExpressionIndex | None:
    """Whom a relative pronoun takes up."""
    syntax = clusters.syntax
    clause = token
    for _ in range(6):
        if clause < 0:
            break
        noun = syntax.antecedent[clause]
        if noun >= 0 and noun < token:
            is_who = syntax.forms[token] in ("who", "whom")
            return _who(clusters, noun) if is_who else clusters.at.get(noun)
        clause = syntax.heads[clause]
    for before in (token - 1, token - 2):
        found = clusters.at.get(before)
        if found is not None:
            return _who(clusters, before) if syntax.forms[token] == "who" else found
    return None


def _who(clusters: Clusters, noun: int) -> ExpressionIndex | None:
    """The persons that "who" takes up: the diplomats, in "diplomats in Oslo, who …"."""
    found = clusters.at.get(noun)
    above = clusters.at.get(clusters.syntax.heads[noun])
    if found is not None and above is not None and clusters.cluster_of[found].kind == "place":
        return above if clusters.cluster_of[above].kind != "place" else found
    return found


# Who speaks behind it


def _implied(clusters: Clusters, index: ExpressionIndex) -> ExpressionIndex | None:
    """What somebody says or thinks is said by its owner: "her advice", "Smith's claim"."""
    expression = clusters.expressions[index]
    if expression.form != "nominal" or expression.word not in _UTTERANCES:
        return None
    owner = clusters.syntax.possessor[expression.head]
    return clusters.at.get(owner) if owner >= 0 else None


TAKES_UP = Rule("speakers: relative pronoun as the source", _taken_up)
IMPLIED = Rule("speakers: implied speaker", _implied)

SOURCES: tuple[Rule[[Clusters, Stretch], ExpressionIndex], ...] = (
    TAKES_UP,
    Rule("speakers: name at the end of the source", _name_at_end),
    Rule("speakers: widest expression of the source", _widest),
    Rule("speakers: head of the source", _at_head),
    Rule("speakers: first expression in the source", _first_inside),
)
"""Which expression a source is: the first rule that finds one."""

IMPLIED_SPEAKERS: tuple[Rule[[Clusters, ExpressionIndex], ExpressionIndex], ...] = (IMPLIED,)
"""Who speaks, where a source only implies it."""
