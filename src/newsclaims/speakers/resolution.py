"""Puts pronouns and descriptions to what they take up, in the order in which they are looked at.

Which pronoun stands for whom is learned (`newsclaims.speakers.pronouns`); a description follows the
encoder's link unless a veto says that the two are not one, and else what it is called by
(`newsclaims.speakers.antecedents`).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence

from attrs import frozen

from newsclaims.speakers.antecedents import (
    GENERIC_SENTENCES,
    described,
    is_such,
    modifiers,
    show_organization,
    take_name,
    take_up,
)
from newsclaims.speakers.entities import (
    SHOWN,
    Cluster,
    Clusters,
    is_in_name,
    is_inside,
    is_personal,
)
from newsclaims.speakers.epithets import is_of_other_age, take_up_age, take_up_epithet
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import INDEFINITE_ARTICLES, OFFICES, is_capital, singular
from newsclaims.speakers.nearby import Search, Veto, indices, note_of, start_search
from newsclaims.speakers.pronoun_features import Pairs
from newsclaims.speakers.pronouns import Choose, Pronouns, read_pronouns, resolve
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by
from newsclaims.words import having
from newsclaims.words.entity_words import (
    DISTINCT_OFFICES,
    GENERIC_ORGANIZATION,
    GENERIC_PERSON,
    GENERIC_PLACE,
    KIN_WORDS,
    LINES_OF_ORGANIZATIONS,
    OTHER_TITLES,
    PARTIES,
    QUANTIFYING_ADJECTIVES,
)
from newsclaims.words.factuality import SPEECH
from newsclaims.words.pronouns import THIRD_PERSON

#: A part is called by so many of the nouns of its whole, and only if so few others are.
MOST_NOUNS = 20
MOST_ALIKE = 2_000

#: What begins a description of something not mentioned before.
_NEW = frozenset(["another", "other", "others"])
#: What says that it is not the one before: "a second official", "the other man".
_ELSE = having("not-the-same") - {"others"}
#: Offices that holders of others may be called by, too.
_LOOSE_OFFICES = GENERIC_PERSON | having("loose-office")
#: What leaves out the noun of the source before: "another said".
_ELLIPTICAL = having("elliptical")
_ALL = frozenset(["all", "both"])
#: Nouns that may take up what another noun tells of, and nouns that any may take up.
_ANY_SUCH = GENERIC_PERSON | GENERIC_ORGANIZATION | having("loose-office", "any")
_ANYBODY = GENERIC_PERSON & KIN_WORDS
_TELLING_LITTLE = QUANTIFYING_ADJECTIVES | PARTIES.keys() | {"presidential"}
#: Steps up the tree to a subject that a description is not, and the relations on the way.
_LONGEST_CLIMB = 6
_BELOW_SUBJECT = (
    *("obj", "iobj", "obl", "nmod", "nmod:poss", "ccomp", "xcomp", "acl", "acl:relcl", "conj"),
    *("nsubj", "nsubj:pass", "compound"),
)
#: Where a description says what something else is.
_SAID_OF_OTHERS = ("appos", "conj", "xcomp", "nmod:desc", "root", "parataxis", "vocative")


def find_antecedents(
    clusters: Clusters,
    links: Sequence[ExpressionIndex | None],
    scores: Sequence[Pairs],
    speaker_at: Sequence[ExpressionIndex | None],
    sources: Mapping[ExpressionIndex, int],
    choose: Choose | None = None,
) -> None:
    """Puts each description and each pronoun of the third person to its antecedent.

    Args:
        clusters: With the names put together.
        links: The earlier expression that the encoder links each to, or None.
        scores: The encoder's scores of each with those near it.
        speaker_at: For each token in quotation marks the expression of who is quoted, or -1 if
            that is not known; None for other tokens.
        sources: The expressions that are sources, each with the token where it and what is
            attributed to it begin.
        choose: Chooses what a pronoun stands for; the shipped ranker if it is not given.
    """
    search = start_search(clusters, links, speaker_at, sources)
    pronouns = read_pronouns(search, scores, choose)
    # Words in quotation marks come last: who is meant there depends on what is said around.
    for inside in (False, True):
        for index in indices(clusters):
            if (speaker_at[clusters.expressions[index].head] is not None) == inside:
                _look_at(pronouns, index)


def _look_at(pronouns: Pronouns, index: ExpressionIndex) -> None:
    """Puts one expression to what it takes up, if to anything."""
    search = pronouns.search
    expression, clusters = search.expressions[index], search.clusters
    if index in search.done:
        return
    search.done.add(index)
    if is_in_name(clusters, expression):
        return
    if expression.form != "pronoun":
        _look_at_description(pronouns, index)
    elif expression.words[0] in THIRD_PERSON:
        resolve(pronouns, index)
    elif not is_personal(expression):
        _like_the_one_before(search, index)
        _follow_link(search, index)


def _look_at_description(pronouns: Pronouns, index: ExpressionIndex) -> None:
    search = pronouns.search
    clusters, expression = search.clusters, search.expressions[index]
    owner = clusters.at.get(search.syntax.possessor[expression.head])
    if owner is not None and search.expressions[owner].form == "pronoun":
        _look_at(pronouns, owner)  # who "he" is in "his wife", so that she is not he
    linked = _take_up_whole(pronouns, index) or take_up_age(search, index)
    linked = linked or _follow_link(search, index) or take_up_epithet(search, index)
    linked = linked or _take_up_headline(search, index)
    if expression.form != "nominal":
        return
    if not linked:
        take_up(search, index)
        return
    show_organization(search, index)
    if not clusters.cluster_of[index].name:
        take_name(search, index)


# What is taken up besides the encoder's link


def _like_the_one_before(search: Search, index: ExpressionIndex) -> None:
    """Calls a bare "another" what the source before is called."""
    other = ANOTHER_ONE(search, index)
    if other is not None:
        cluster = search.clusters.cluster_of[index]
        cluster.nouns |= search.clusters.cluster_of[other].nouns
        cluster.kind = "group" if cluster.plural else "person"
        cluster.votes[cluster.kind] += SHOWN
        note_of(search.clusters, ANOTHER_ONE, "is called so too", index, other)


def _take_up_whole(pronouns: Pronouns, index: ExpressionIndex) -> bool:
    """Puts "all of them" to them; "one of them" is called what each of them is."""
    search, clusters = pronouns.search, pronouns.search.clusters
    whole = search.expressions[index].whole
    found = None if whole is None else clusters.at.get(whole)
    if found is None or found == index:
        return False
    _look_at(pronouns, found)
    if ALL_OF_THEM(search, index, found):
        clusters.merge(index, found, "coreference", ALL_OF_THEM)
        return True
    nouns = ONE_OF_THEM(search, index, found)
    if nouns:
        note_of(clusters, ONE_OF_THEM, "is called so too", index, found)
        clusters.cluster_of[index].nouns.update(nouns)
        for noun in nouns:
            if len(search.by_noun[noun]) < MOST_ALIKE:
                insort(search.by_noun[noun], index)
    return False


def _take_up_headline(search: Search, index: ExpressionIndex) -> bool:
    """Puts sources to those of the headline."""
    found = IN_HEADLINE(search, index)
    return found is not None and search.clusters.join(index, found, "coreference", IN_HEADLINE)


def _is_in_headline(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """Sources in the plural are those of the headline: "Mayor to resign, sources say"."""
    anaphor, syntax, title = search.expressions[index], search.syntax, search.syntax.document.title
    if title is None or index not in search.sources or not anaphor.plural:
        return None
    if anaphor.form != "nominal" or anaphor.members:
        return None
    for other in search.by_noun[anaphor.word]:
        head = search.expressions[other].head
        says = syntax.relations[head] == "nsubj" and syntax.lemma(syntax.heads[head]) in SPEECH
        if other < index and search.sentences[other] == title and says:
            return other if decide_by(APART, _link(search, index, other)) is None else None
    return None


def _another_one(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """A bare "another" that says something is what the source before is: "One nurse said …"."""
    if search.expressions[index].words[0] not in _ELLIPTICAL or index not in search.sources:
        return None
    for other, _ in search.before(index, GENERIC_SENTENCES):
        if other in search.sources and search.expressions[other].form == "nominal":
            before = search.clusters.cluster_of[other]
            return other if before.kind in ("person", "group") and not before.name else None
    return None


def _are_all(search: Search, index: ExpressionIndex, whole: ExpressionIndex) -> bool:
    """All of some people are these people: "all of them"."""
    quantity = search.syntax.forms[search.expressions[index].head]
    return quantity in _ALL and search.clusters.cluster_of[whole].plural


def _is_one_of(search: Search, index: ExpressionIndex, whole: ExpressionIndex) -> list[str]:
    """One of some people is called what they are: "one of them", the nurses, is a nurse."""
    if search.expressions[whole].form != "pronoun" or search.expressions[index].plural:
        return []
    own, cluster = search.clusters.cluster_of[index], search.clusters.cluster_of[whole]
    return sorted(cluster.nouns - own.nouns)[:MOST_NOUNS]


# The encoder's link


@frozen(eq=False, slots=True)
class Link:
    """An expression and the earlier one that the encoder links it to, each with its entity."""

    search: Search
    index: ExpressionIndex
    anaphor: Expression
    own: Cluster
    antecedent: ExpressionIndex
    before: Expression
    cluster: Cluster

    @property
    def is_description(self) -> bool:
        """Whether it is a description of one thing."""
        return self.anaphor.form == "nominal" and not self.anaphor.members

    @property
    def is_same_noun(self) -> bool:
        """Whether both are descriptions with the same noun."""
        return self.before.form == "nominal" and self.anaphor.word == self.before.word


def _link(search: Search, index: ExpressionIndex, antecedent: ExpressionIndex) -> Link:
    expressions, cluster_of = search.expressions, search.clusters.cluster_of
    anaphor, before = expressions[index], expressions[antecedent]
    own, cluster = cluster_of[index], cluster_of[antecedent]
    return Link(search, index, anaphor, own, antecedent, before, cluster)


def _follow_link(search: Search, index: ExpressionIndex) -> bool:
    """Puts an expression to what the encoder links it to, if the two can be one."""
    antecedent = search.link(index)
    if antecedent is None:
        return False
    link = _link(search, index, antecedent)
    veto = _link_veto(link)
    if veto is not None:
        note_of(search.clusters, veto, "kept apart", index, antecedent)
        return False
    found = decide_by(LINKS, link)
    return found is not None and search.clusters.join(index, found[1], "coreference", found[0])


def _link_veto(link: Link) -> Veto | None:
    """The first rule that says that an expression is not what it is linked to."""
    found = decide_by(APART, link)
    if found is None and link.is_description and link.before.form != "pronoun":
        found = decide_by(OTHER_WORDS, link)
    return None if found is None else found[0]


def _only_place(link: Link) -> ExpressionIndex | None:
    """A bare "the city" is the only place that the same sentence names before it."""
    expression, search = link.anaphor, link.search
    if expression.form != "nominal" or expression.word not in GENERIC_PLACE:
        return None
    if expression.plural or modifiers(search.syntax, expression):
        return None
    found: dict[int, ExpressionIndex] = {}
    for other, _ in search.before(link.index, 0):
        cluster = search.clusters.cluster_of[other]
        if search.expressions[other].form == "name" and cluster.kind == "place":
            found.setdefault(cluster.id, other)
    return next(iter(found.values())) if len(found) == 1 else None


def _named_so(link: Link) -> ExpressionIndex | None:
    """A noun takes up whose name says that it is one: "the agency" the bureau, not the college."""
    if is_such(link.anaphor, link.cluster) is not False:
        return None
    found = described(link.search, link.index)
    if found is None or not is_such(link.anaphor, link.search.clusters.cluster_of[found[1]]):
        return None
    return found[1]


def _linked(link: Link) -> ExpressionIndex | None:
    """An expression takes up what the encoder links it to."""
    return link.antecedent


# What speaks against the encoder's link


def _says_new(link: Link) -> bool:
    """What begins with "another" or "other" was not mentioned before."""
    return link.search.syntax.forms[link.anaphor.first] in _NEW


def _is_told_of(link: Link) -> bool:
    """A name is not the unnamed source who tells of it: "The mayor said Roe …"."""
    if not link.own.name or link.antecedent not in link.search.sources:
        return False
    if link.cluster.name or link.before.form != "nominal":
        return False
    forms, sentences = link.search.syntax.forms, link.search.sentences
    beside = forms[link.before.last : link.anaphor.first] in ([], [","])  # "the mayor, Roe,"
    return sentences[link.antecedent] == sentences[link.index] and not beside


def _is_one_of_them(link: Link) -> bool:
    """A bare "one" or "others" is not several who were mentioned before."""
    bare = link.anaphor.form == "pronoun" and link.anaphor.words[0] in _ELLIPTICAL
    return bare and link.cluster.plural


def _is_only_part(link: Link) -> bool:
    """A part of some is not all of them: "two of the officers" are not "the officers"."""
    if not link.is_description or link.anaphor.whole is None:
        return False
    whole = link.search.clusters.at.get(link.anaphor.whole)
    if whole is not None and link.search.clusters.cluster_of[whole] is link.cluster:
        return True
    return link.is_same_noun and (link.before.plural or link.before.whole is not None)


def _introduces_source(link: Link) -> bool:
    """A source with an indefinite article is nobody named or just introduced: "A man said …"."""
    forms, before = link.search.syntax.forms, link.before
    if not link.is_description or forms[link.anaphor.first] not in INDEFINITE_ARTICLES:
        return False
    indefinite = before.form == "nominal" and forms[before.first] in INDEFINITE_ARTICLES
    return link.index in link.search.sources and bool(link.cluster.name or indefinite)


def _is_counted_apart(link: Link) -> bool:
    """Such a word begins somebody else: "a second official", "the other man" after "a man"."""
    told, known = (_told_apart(link.search, e) for e in (link.anaphor, link.before))
    if link.search.syntax.forms[link.anaphor.first] in INDEFINITE_ARTICLES:
        return bool(told)
    return link.is_same_noun and bool(told - known)


def _told_apart(search: Search, expression: Expression) -> frozenset[str]:
    """The words of a description that say that it is not the one before."""
    return _ELSE.intersection(search.syntax.forms[expression.first : expression.head])


def _is_bare_plural(link: Link) -> bool:
    """A plural without an article takes up no other noun: "officials" are no "diplomats"."""
    anaphor = link.anaphor
    if not anaphor.plural or link.search.syntax.upos[anaphor.first] in ("DET", "PRON", "PROPN"):
        return False
    return anaphor.word not in map(singular, link.before.words)


def _is_other_office(link: Link) -> bool:
    """Who holds one office is not called by another: a mayor is no harbour master."""
    word = link.anaphor.word
    if link.anaphor.kind != "person" or word not in DISTINCT_OFFICES:
        return False
    held = link.cluster.nouns & OFFICES - _LOOSE_OFFICES
    return bool(held) and word not in held


def _is_other_line(link: Link) -> bool:
    """An organisation is not called by a noun of another line: a company is no union."""
    lines = {LINES_OF_ORGANIZATIONS.get(e.word) for e in (link.anaphor, link.before)}
    return link.before.form == "nominal" and len(lines) > 1 and None not in lines


def _is_other_noun(link: Link) -> bool:
    """What only descriptions tell of is not called by any noun: a seller is no buyer."""
    anaphor, before, search = link.anaphor, link.before, link.search
    if before.form != "nominal" or before.members or _is_predicate(search, anaphor):
        return False
    if anaphor.plural or not {anaphor.kind, before.kind} <= {"person", "organization"}:
        return False
    if anaphor.word in link.cluster.nouns | _ANY_SUCH or before.word in _ANYBODY:
        return False
    return not any(anaphor.word in OTHER_TITLES.get(noun, ()) for noun in link.cluster.nouns)


def _is_predicate(search: Search, expression: Expression) -> bool:
    """Whether a description only says what something else is: "Roe is the mayor"."""
    head, syntax = expression.head, search.syntax
    return syntax.has_copula[head] or syntax.relations[head] in _SAID_OF_OTHERS


def _is_of_other_age(link: Link) -> bool:
    """Nobody is of two ages: "Roe, 34, … the 51-year-old"."""
    return is_of_other_age(link.search, link.index, link.cluster.members)


def _is_told_otherwise(link: Link) -> bool:
    """What the same noun tells with other words is another: the water board, the school board.

    What a person is like says little ("the old man", "the sickly man"), other than whose they are.
    """
    if not link.is_same_noun:
        return False
    told, known = (_telling(link.search, e) for e in (link.anaphor, link.before))
    return bool(told and known) and told.isdisjoint(known)


def _telling(search: Search, expression: Expression) -> set[str]:
    """The words beside the noun of a description that tell it from others of its kind."""
    syntax, forms = search.syntax, search.syntax.forms
    person = expression.kind in ("person", "group")
    little = _TELLING_LITTLE if person else QUANTIFYING_ADJECTIVES
    return {
        singular(forms[i])
        for i in range(expression.first, min(expression.last, expression.first + 12))
        if i != expression.head
        and (syntax.upos[i] in ("ADJ", "NOUN", "PROPN") or syntax.relations[i] == "amod")
        and forms[i] not in little
        and not (person and syntax.upos[i] == "ADJ" and not is_capital(syntax, i))
    }


def _is_of_other_name(link: Link) -> bool:
    """What is told by a name is not what another tells: "Clinton's" and "the Trump campaign"."""
    forms, upos = link.search.syntax.forms, link.search.syntax.upos
    names, others = (
        {forms[i] for i in range(e.first, e.head) if upos[i] == "PROPN"}
        for e in (link.anaphor, link.before)
    )
    return link.before.form == "nominal" and bool(names and others) and names.isdisjoint(others)


def _is_inside(link: Link) -> bool:
    """A part of an expression is not the whole of it: "the son of the mayor"."""
    return is_inside(link.search.syntax, link.anaphor, link.before)


def _is_in_clause(link: Link) -> bool:
    """A description is nobody beside it in its clause: "the judge agreed with her"."""
    return link.is_description and link.cluster.id in link.search.barred(link.index)


def _is_under_subject(link: Link) -> bool:
    """A description is not the subject that it is told of: "Roe had a question for the mayor"."""
    syntax, cluster_of = link.search.syntax, link.search.clusters.cluster_of
    token = link.anaphor.head
    repeats = link.is_same_noun or _is_predicate(link.search, link.anaphor)
    for _ in range(_LONGEST_CLIMB if link.is_description and not repeats else 0):
        governor = syntax.heads[token]
        if governor < 0 or syntax.relations[token] not in _BELOW_SUBJECT:
            return False
        subject = link.search.clusters.at.get(syntax.own_subject[governor])
        before = subject is not None and link.search.expressions[subject].head < token
        if subject is not None and before and cluster_of[subject] is link.cluster:
            return True
        token = governor
    return False


def _is_owner(link: Link) -> bool:
    """Nobody is what he owns: "his wife" is not he."""
    clusters = link.search.clusters
    owner = clusters.at.get(link.search.syntax.possessor[link.anaphor.head])
    return owner is not None and clusters.cluster_of[owner] is link.cluster


ANOTHER_ONE = Rule("speakers: another like the one before", _another_one)
ALL_OF_THEM = Rule("speakers: all of them", _are_all)
ONE_OF_THEM = Rule("speakers: one of them is called so", _is_one_of)
IN_HEADLINE = Rule("speakers: sources of the headline", _is_in_headline)

WHOLES: tuple[Rule[..., object], ...] = (ANOTHER_ONE, ALL_OF_THEM, ONE_OF_THEM, IN_HEADLINE)
"""What is taken up, or called alike, before the encoder's link, and sources after it."""

LINKS: tuple[Rule[[Link], ExpressionIndex], ...] = (
    Rule("speakers: the only place before", _only_place),
    Rule("speakers: one whose name says so", _named_so),
    Rule("speakers: linked by the network", _linked),
)
"""What an expression takes up that the encoder links to something."""

LinkVetoes = tuple[Rule[[Link], bool], ...]

OTHER_WORDS: LinkVetoes = (
    Rule("speakers: the other, not the one", _is_counted_apart),
    Rule("speakers: bare plural of another noun", _is_bare_plural),
    Rule("speakers: another office", _is_other_office),
    Rule("speakers: another line of organisation", _is_other_line),
    Rule("speakers: another noun", _is_other_noun),
    Rule("speakers: of another age", _is_of_other_age),
    Rule("speakers: the same noun with other words", _is_told_otherwise),
    Rule("speakers: told by another name", _is_of_other_name),
)
"""What says that a description is not the one, or the name, that the encoder links it to."""

APART: LinkVetoes = (
    Rule("speakers: begins with another", _says_new),
    Rule("speakers: one is not several", _is_one_of_them),
    Rule("speakers: only a part of them", _is_only_part),
    Rule("speakers: begins somebody new", _introduces_source),
    Rule("speakers: told of by the source", _is_told_of),
    Rule("speakers: part of the other", _is_inside),
    Rule("speakers: in its own clause", _is_in_clause),
    Rule("speakers: told of by the subject", _is_under_subject),
    Rule("speakers: its own possessor", _is_owner),
)
"""What says that any expression is not what the encoder links it to."""
