"""Follows the encoder's link of a description, unless a veto says that the two are not one."""

from __future__ import annotations

from attrs import frozen

from newsclaims.speakers.antecedents import (
    _ELLIPTICAL,
    _ELSE,
    _LOOSE_OFFICES,
    _NEW,
    Search,
    described,
    is_such,
    modifiers,
)
from newsclaims.speakers.entities import Cluster, is_inside
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import INDEFINITE_ARTICLES, OFFICES, singular
from newsclaims.speakers.nearby import expression_at, tokens_of
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words.entity_words import DISTINCT_OFFICES, GENERIC_PLACE, LINES_OF_ORGANIZATIONS


@frozen(eq=False, slots=True)
class Link:
    """An expression and the earlier one that the encoder links it to.

    Attributes:
        index: The later expression.
        anaphor: That one with what its words show.
        own: The entity that it is put to, so far.
        antecedent: The earlier expression.
        before: That one with what its words show.
        cluster: Its entity.
    """

    index: ExpressionIndex
    anaphor: Expression
    own: Cluster
    antecedent: ExpressionIndex
    before: Expression
    cluster: Cluster


def follow_link(search: Search, index: ExpressionIndex) -> bool:
    """Puts an expression to what the encoder links it to, if the two can be one."""
    link = _link(search, index, search.nearby.link(index))
    if link is None:
        return False
    veto = decide_by(LINK_VETOES, search, link)
    if veto is not None:
        note(veto[0], "kept apart", *tokens_of(search.clusters, index, link.antecedent))
        return False
    found = decide_by(LINKS, search, link)
    return found is not None and search.clusters.join(index, found[1], "coreference", found[0])


def _link(
    search: Search, index: ExpressionIndex, antecedent: ExpressionIndex | None
) -> Link | None:
    if antecedent is None:
        return None
    expressions, cluster_of = search.expressions, search.clusters.cluster_of
    return Link(
        index,
        expressions[index],
        cluster_of[index],
        antecedent,
        expressions[antecedent],
        cluster_of[antecedent],
    )


def begins_new(search: Search, index: ExpressionIndex, antecedent: ExpressionIndex) -> bool:
    """Whether a description begins somebody or something not mentioned before, and says so."""
    link = _link(search, index, antecedent)
    return link is not None and decide_by(NEW_VETOES, search, link) is not None


# What the link leads to


def _only_place(search: Search, link: Link) -> ExpressionIndex | None:
    """A bare "the city" is the only place that the same sentence names before it."""
    expression = link.anaphor
    if expression.form != "nominal" or expression.word not in GENERIC_PLACE:
        return None
    if expression.plural or modifiers(search.syntax, expression):
        return None
    found: dict[int, ExpressionIndex] = {}
    for other, _ in search.nearby.before(link.index, 0):
        cluster = search.clusters.cluster_of[other]
        if search.expressions[other].form == "name" and cluster.kind == "place":
            found.setdefault(cluster.id, other)
    return next(iter(found.values())) if len(found) == 1 else None


def _named_so(search: Search, link: Link) -> ExpressionIndex | None:
    """A noun takes up whose name says that it is one: "the agency" the bureau, not the college."""
    if is_such(link.anaphor, link.cluster) is not False:
        return None
    found = described(search, link.index)
    if found is None or not is_such(link.anaphor, search.clusters.cluster_of[found.index]):
        return None
    return found.index


def _linked(search: Search, link: Link) -> ExpressionIndex | None:
    """An expression takes up what the encoder links it to."""
    return link.antecedent


# What speaks against it


def _says_new(search: Search, link: Link) -> bool:
    """What begins with "another" or "other" was not mentioned before."""
    return search.syntax.forms[link.anaphor.first] in _NEW


def _is_one_of_them(search: Search, link: Link) -> bool:
    """A bare "one" or "others" is not several who were mentioned before."""
    return _is_elliptical(search, link) and link.cluster.plural


def _is_told_of(search: Search, link: Link) -> bool:
    """A name is not the unnamed source who tells of it: "The mayor said Roe …"."""
    if not _names_source(search, link):
        return False
    if link.cluster.name or link.before.form != "nominal":
        return False
    forms, sentence = search.syntax.forms, search.syntax.sentence
    beside = forms[link.before.last : link.anaphor.first] in ([], [","])  # "the mayor, Roe,"
    return sentence[link.before.head] == sentence[link.anaphor.head] and not beside


def _is_only_part(search: Search, link: Link) -> bool:
    """A part of some is not all of them: "two of the officers" are not "the officers"."""
    anaphor, before = link.anaphor, link.before
    if not _is_described(search, link) or anaphor.whole is None:
        return False
    whole = expression_at(search.clusters, anaphor.whole)
    if whole is not None and search.clusters.cluster_of[whole] is link.cluster:
        return True
    alike = before.form == "nominal" and anaphor.word == before.word
    return alike and (before.plural or before.whole is not None)


def _is_one_more(search: Search, link: Link) -> bool:
    """An article and such a word begin somebody else: "a second official"."""
    first = search.syntax.forms[link.anaphor.first]
    if not _is_described(search, link) or first not in INDEFINITE_ARTICLES:
        return False
    return bool(_told_apart(search, link.anaphor))


def _is_counted_apart(search: Search, link: Link) -> bool:
    """The same noun with such a word is somebody else: "the other man" is not "a man"."""
    anaphor, before = link.anaphor, link.before
    if not _is_described(search, link) or before.form != "nominal" or anaphor.word != before.word:
        return False
    return bool(_told_apart(search, anaphor) - _told_apart(search, before))


def _introduces_source(search: Search, link: Link) -> bool:
    """A source with an indefinite article is nobody named or just introduced: "A man said …"."""
    forms, before = search.syntax.forms, link.before
    if not _is_described(search, link) or forms[link.anaphor.first] not in INDEFINITE_ARTICLES:
        return False
    indefinite = before.form == "nominal" and forms[before.first] in INDEFINITE_ARTICLES
    return link.index in search.nearby.sources and bool(link.cluster.name or indefinite)


def _is_inside(search: Search, link: Link) -> bool:
    """A part of an expression is not the whole of it: "the son of the mayor"."""
    return is_inside(search.syntax, link.anaphor, link.before)


def _is_bare_plural(search: Search, link: Link) -> bool:
    """A plural without an article takes up no other noun: "officials" are no "diplomats"."""
    anaphor = link.anaphor
    if not _is_held_against(link) or not anaphor.plural:
        return False
    if search.syntax.upos[anaphor.first] in ("DET", "PRON", "PROPN"):
        return False
    return anaphor.word not in map(singular, link.before.words)


def _is_other_office(search: Search, link: Link) -> bool:
    """Who holds one office is not called by another: a mayor is no harbour master."""
    anaphor = link.anaphor
    if not _is_held_against(link) or anaphor.kind != "person":
        return False
    held = link.cluster.nouns & OFFICES - _LOOSE_OFFICES
    return anaphor.word in DISTINCT_OFFICES and bool(held) and anaphor.word not in held


def _is_other_line(search: Search, link: Link) -> bool:
    """An organisation is not called by a noun of another line: a company is no union."""
    if not _is_held_against(link) or link.before.form != "nominal":
        return False
    lines = {LINES_OF_ORGANIZATIONS.get(e.word) for e in (link.anaphor, link.before)}
    return len(lines) > 1 and None not in lines


def _is_other_of_owner(search: Search, link: Link) -> bool:
    """Two of an owner with other words are two: "its annual report", "its report of the night"."""
    anaphor, before = link.anaphor, link.before
    if not _is_held_against(link) or before.form != "nominal" or anaphor.word != before.word:
        return False
    if any(search.syntax.possessor[e.head] < 0 for e in (anaphor, before)):
        return False
    told, known = (modifiers(search.syntax, e) for e in (anaphor, before))
    return bool(told and known) and told.isdisjoint(known)


def _is_of_other_name(search: Search, link: Link) -> bool:
    """What is told by a name is not what another tells: "Clinton's" and "the Trump campaign"."""
    if not _is_held_against(link) or link.before.form != "nominal":
        return False
    forms, upos = search.syntax.forms, search.syntax.upos
    names, others = (
        {forms[i] for i in range(e.first, e.head) if upos[i] == "PROPN"}
        for e in (link.anaphor, link.before)
    )
    return bool(names and others) and not names & others


def _is_in_clause(search: Search, link: Link) -> bool:
    """A description is nobody beside it in its clause: "the judge agreed with her"."""
    if link.anaphor.form != "nominal" or link.anaphor.members:
        return False
    return link.cluster.id in search.nearby.barred(link.index)


def _is_owner(search: Search, link: Link) -> bool:
    """Nobody is what he owns: "his wife" is not he."""
    owner = expression_at(search.clusters, search.syntax.possessor[link.anaphor.head])
    return owner is not None and search.clusters.cluster_of[owner] is link.cluster


def _is_elliptical(search: Search, link: Link) -> bool:
    """Whether it is a bare "another", "one" or "others"."""
    first = search.syntax.forms[link.anaphor.first]
    return link.anaphor.form == "pronoun" and first in _ELLIPTICAL


def _names_source(search: Search, link: Link) -> bool:
    """Whether it is already put to a name, and the earlier one is a source."""
    named = bool(link.own.name) and link.antecedent in search.nearby.sources
    return named and not _is_elliptical(search, link)


def _is_described(search: Search, link: Link) -> bool:
    """Whether it is a description of one thing, not yet put to a name of a source."""
    if link.anaphor.form != "nominal" or link.anaphor.members:
        return False
    return not _names_source(search, link)


def _is_held_against(link: Link) -> bool:
    """Whether it is a description of one thing whose words are held against other words."""
    anaphor = link.anaphor
    return anaphor.form == "nominal" and not anaphor.members and link.before.form != "pronoun"


def _told_apart(search: Search, expression: Expression) -> frozenset[str]:
    """The words of a description that say that it is not the one before."""
    return _ELSE.intersection(search.syntax.forms[expression.first : expression.head])


LinkVeto = Rule[[Search, Link], bool]

NEW_VETOES: tuple[LinkVeto, ...] = (
    Rule("speakers: begins with another", _says_new),
    Rule("speakers: one is not several", _is_one_of_them),
    Rule("speakers: told of by the source", _is_told_of),
    Rule("speakers: only a part of them", _is_only_part),
    Rule("speakers: one more of them", _is_one_more),
    Rule("speakers: the other, not the one", _is_counted_apart),
    Rule("speakers: begins somebody new", _introduces_source),
)
"""What says that an expression begins somebody or something not mentioned before."""

LINK_VETOES: tuple[LinkVeto, ...] = (
    *NEW_VETOES,
    Rule("speakers: part of the other", _is_inside),
    Rule("speakers: bare plural of another noun", _is_bare_plural),
    Rule("speakers: another office", _is_other_office),
    Rule("speakers: another line of organisation", _is_other_line),
    Rule("speakers: another of the same owner", _is_other_of_owner),
    Rule("speakers: told by another name", _is_of_other_name),
    Rule("speakers: in its own clause", _is_in_clause),
    Rule("speakers: its own possessor", _is_owner),
)
"""What says that an expression is not what the encoder links it to."""

LINKS: tuple[Rule[[Search, Link], ExpressionIndex], ...] = (
    Rule("speakers: the only place before", _only_place),
    Rule("speakers: one whose name says so", _named_so),
    Rule("speakers: linked by the network", _linked),
)
"""What an expression takes up that the encoder links to something."""
