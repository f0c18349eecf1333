"""Puts the mentions of an article together into what they refer to.

The encoder links mentions within windows of a few hundred words; names are then matched over the
whole article, and what cannot be one is kept apart: two different full names, a "he" and a
ministry, one and several. Pronouns and descriptions follow in `newsclaims.speakers.antecedents`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field

from newsclaims.results import EntityKind, LinkBasis
from newsclaims.speakers.anonymity import is_kept_unnamed
from newsclaims.speakers.mentions import Expression, heads_of
from newsclaims.speakers.names import NAME_SUFFIXES, POSSESSIVE, printed, singular
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, note
from newsclaims.words import having
from newsclaims.words.entity_words import (
    ABBREVIATED_TITLES,
    CLASSIFYING_MEDIA,
    DEPUTY_WORDS,
    OFFICES_WITH_DEPUTIES,
    ORGANIZATION_WORDS,
    OTHER_TITLES,
    PARTIES,
    PLACES,
    PORTFOLIOS,
)
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON, Gender

#: Entities that one short name is held against, the first ones named so.
MOST_OPTIONS = 20
#: So many votes for its kind has what a name or a noun shows to be of that kind.
SHOWN = 6
#: A description is a name up to so many code points; beyond, a shorter one is.
LONGEST_DESCRIPTION = 120
#: Links that are followed from one name back to another.
LONGEST_CHAIN = 40

_LINK_WORDS = having("left-out-of-acronym")
_PERSONAL = FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON


@define(eq=False)
class Cluster:
    """Mentions of one thing as they are being put together.

    Attributes:
        members: Indices of its expressions.
        kind: The kind that they show most strongly.
        name: Words of its fullest name; empty if it has none.
        votes: How strongly each kind is shown.
        gender: Where a name, a noun or a pronoun shows it.
        plural: Whether it is several.
        nouns: Head nouns of its descriptions and titles.
        standing: The party of a person and, for an office, whether it is a deputy's and what it is
            for ("transport minister"), where shown.
        is_unnamed: Whether a description is one of those that are kept for unnamed sources.
        parts: Expressions of those that it is made up of ("the men").
    """

    members: list[int]
    kind: EntityKind = "other"
    name: tuple[str, ...] = ()
    votes: Counter[EntityKind] = field(factory=Counter)
    gender: Gender | None = None
    plural: bool = False
    nouns: set[str] = field(factory=set)
    standing: dict[str, str] = field(factory=dict)
    is_unnamed: bool = False
    parts: list[int] = field(factory=list)


class Clusters:
    """The expressions of an article, and which of them belong together.

    Attributes:
        syntax: The trees.
        expressions: In order, longer ones first.
        at: For each token that is the head or in the name of an expression, its index.
        cluster_of: For each expression, its cluster.
        reasons: For each expression that was put to another, that one and why.
    """

    def __init__(self, syntax: Syntax, expressions: Sequence[Expression]) -> None:
        self.syntax = syntax
        self.expressions = expressions
        self.at = heads_of(expressions)
        self.cluster_of = [_single(syntax, i, e) for i, e in enumerate(expressions)]
        self.reasons: dict[int, tuple[int, LinkBasis]] = {}

    def join(
        self,
        index: int,
        antecedent: int,
        basis: LinkBasis,
        rule: Rule[..., object] | None = None,
    ) -> bool:
        """Puts the cluster of an expression to that of another, unless they cannot be one."""
        one, other = self.cluster_of[antecedent], self.cluster_of[index]
        if one is other:
            return True
        if not fits(one, other):
            return False
        self.merge(index, antecedent, basis, rule)
        return True

    def merge(
        self,
        index: int,
        antecedent: int,
        basis: LinkBasis,
        rule: Rule[..., object] | None = None,
    ) -> None:
        """Puts the cluster of an expression to that of another, whatever they are."""
        one, other = self.cluster_of[antecedent], self.cluster_of[index]
        if one is other:
            return
        if rule is not None:
            pair = (self.expressions[index], self.expressions[antecedent])
            note(rule, "the same", *((e.first, e.last) for e in pair))
        self.reasons[index] = antecedent, basis
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members.extend(other.members)
        one.votes.update(other.votes)
        one.kind = max(one.votes, key=one.votes.__getitem__)
        one.gender = one.gender or other.gender
        one.plural = one.plural or other.plural
        one.nouns |= other.nouns
        one.standing = {**other.standing, **one.standing}
        one.is_unnamed = one.is_unnamed or other.is_unnamed
        one.parts = one.parts or other.parts
        if len(other.name) > len(one.name):
            one.name = other.name
        for member in other.members:
            self.cluster_of[member] = one

    def all(self) -> list[Cluster]:
        """Each cluster once, in order of its first expression."""
        seen: dict[int, Cluster] = {}
        for cluster in self.cluster_of:
            seen.setdefault(id(cluster), cluster)
        return list(seen.values())


def _single(syntax: Syntax, index: int, expression: Expression) -> Cluster:
    cluster = Cluster([index], expression.kind, gender=expression.gender, plural=expression.plural)
    weight = {"name": 3, "nominal": 2, "pronoun": 0}[expression.form]
    if expression.sure:
        weight += 3
    cluster.votes[expression.kind] = max(1, 2 * weight) if expression.kind != "other" else 1
    if expression.form == "name":
        cluster.name = expression.words
        for word in (expression.role or "").lower().split():
            cluster.nouns.update(titles(word))
    elif expression.form == "nominal":
        cluster.nouns.add(expression.word)
        if expression.kind in ("person", "group"):
            description = printed(syntax, expression.first, expression.last)
            cluster.is_unnamed = is_kept_unnamed(description[:LONGEST_DESCRIPTION])
    if expression.kind == "person" and not expression.plural:
        cluster.standing = _standing(syntax, expression)
    return cluster


def titles(word: str) -> tuple[str, ...]:
    """A lower-case word of a title, in the singular, and the nouns that go on with it."""
    base = singular(word)
    return base, *ABBREVIATED_TITLES.get(word, ()), *OTHER_TITLES.get(base, ())


def _standing(syntax: Syntax, expression: Expression) -> dict[str, str]:
    """A person's party and office, as far as a description or the title before a name shows them.

    For an office that is whether it is a deputy's, and what a minister is one for.
    """
    after: Sequence[str] = ()
    if expression.form == "name":
        shown = (expression.role or "").lower().split()
        if "of" in shown:
            place = shown.index("of")
            shown, after = shown[:place], shown[place:]
    elif expression.form == "nominal":
        shown = syntax.forms[max(expression.first, expression.head - 6) : expression.head + 1]
        after = syntax.forms[expression.head + 1 : min(expression.last, expression.head + 4)]
    else:
        return {}
    parties = [PARTIES[word] for word in shown if word in PARTIES]
    found = {"party": parties[-1]} if parties else {}
    if shown and shown[-1] in OFFICES_WITH_DEPUTIES:
        is_deputy = not DEPUTY_WORDS.isdisjoint(shown)
        found[shown[-1]] = "deputy" if is_deputy else "holder"
    if shown and shown[-1] in ("minister", "secretary"):
        of = [w for w in after if w in PORTFOLIOS] if after[:1] == ["of"] else []
        portfolios = of[:1] or [w for w in shown if w in PORTFOLIOS][-1:]
        if portfolios:
            found["portfolio"] = portfolios[0]
        if shown[-1] == "minister":  # nobody calls a prime minister "the minister"
            found["head of government"] = "yes" if "prime" in portfolios else "no"
    return found


# What cannot be one


def fits(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters can be the same thing, by name, gender, number and kind."""
    if one.gender is not None and other.gender is not None and one.gender != other.gender:
        return False
    if one.name and other.name:
        return one.name == other.name or _names_fit(one, other)
    if (one.name and other.is_unnamed) or (other.name and one.is_unnamed):
        return False  # "a person familiar with the matter" is kept from being named
    if any(other.standing.get(key, shown) != shown for key, shown in one.standing.items()):
        return False  # "the Republican nominee" is no Democrat
    for first, second in ((one, other), (other, one)):
        if first.plural and not second.plural and (second.gender or _is_individual(second)):
            return False
        if first.gender and second.kind in ("organization", "place") and second.name:
            return False
    counted = bool(one.nouns and other.nouns) and one.nouns.isdisjoint(other.nouns)
    if counted and one.plural != other.plural and not (one.name or other.name):
        return False  # "another website" is no "channels"
    return not _kinds_clash(one, other)


def _kinds_clash(one: Cluster, other: Cluster) -> bool:
    """Whether two things are shown to be of kinds that nothing can be at once."""
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 or "other" in kinds or "group" in kinds:
        return False
    if kinds == {"organization", "place"}:
        return False  # a country acts, too
    if kinds == {"organization", "document"} and (one.nouns | other.nouns) & CLASSIFYING_MEDIA:
        return False
    return all(c.gender or c.votes[c.kind] >= SHOWN for c in (one, other))


def _is_individual(cluster: Cluster) -> bool:
    return cluster.kind == "person" and bool(cluster.name or cluster.nouns)


def _names_fit(one: Cluster, other: Cluster) -> bool:
    short, full = sorted((one.name, other.name), key=len)
    if _abbreviates(short, full) and not (one.gender or other.gender):
        return True
    if "person" in (one.kind, other.kind):
        return one.plural == other.plural and _same_person(one.name, other.name)
    if " ".join(short) in PLACES and " ".join(full) in PLACES:
        return short == full[: len(short)]
    if {one.kind, other.kind} <= {"other", "document"}:
        return True  # works and events go by many names
    return set(short) <= set(full) or not ("".join(short).isascii() and "".join(full).isascii())


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name is made of the initials of another: "U.S." and "United States"."""
    return len(short) == 1 < len(full) and short[0].replace(".", "") == _initials(full)


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: "Jane Roe" and "Roe", "J. Roe" or "Jane A. Roe"."""
    one, other = (tuple(map(_without_accents, _core(name))) for name in (one, other))
    short, full = sorted((one, other), key=len)
    if set(short) <= set(full) or not all("".join(name).isascii() for name in (one, other)):
        return True  # in another script nothing is alike
    initials = short[0][0] == full[0][0] and (len(short[0]) == 1 or len(full[0]) == 1)
    return len(short) > 1 and short[-1] == full[-1] and (short[0] == full[0] or initials)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _core(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without "Jr." and the like."""
    return name[:-1] if len(name) > 1 and name[-1] in NAME_SUFFIXES else name


# Putting together


def join_names(clusters: Clusters, links: Sequence[int | None]) -> None:
    """Puts together the names of the same thing, and what stands in apposition to them.

    Args:
        clusters: Each expression on its own.
        links: For each the earlier one that the encoder links it to, or None.
    """
    expressions = clusters.expressions
    for index, expression in enumerate(expressions):
        antecedent = links[index]
        if is_in_name(clusters, expression):
            continue
        for _ in range(LONGEST_CHAIN):
            if antecedent is None or expressions[antecedent].form == "name":
                break
            antecedent = links[antecedent]
        if expression.form != "name" or antecedent is None:
            continue
        if not is_inside(clusters.syntax, expression, expressions[antecedent]):
            clusters.join(index, antecedent, "coreference")
    _match_names(clusters)
    _join_peoples(clusters)
    _join_appositions(clusters)


def is_personal(expression: Expression) -> bool:
    """Whether it is a first or second person, whose meaning changes with the speaker."""
    return expression.form == "pronoun" and expression.words[0] in _PERSONAL


def is_in_name(clusters: Clusters, expression: Expression) -> bool:
    """Whether it is the owner inside of a name: "Food Workers" of "Food Workers’ Union"."""
    end = expression.last
    if end >= len(clusters.syntax.forms) or clusters.syntax.forms[end] not in POSSESSIVE:
        return False
    around = clusters.at.get(end)
    name = None if around is None else clusters.expressions[around].name
    return name is not None and name[0] <= expression.first and end < name[1]


def is_inside(syntax: Syntax, inner: Expression, outer: Expression) -> bool:
    """Whether an expression is a part of another one; those in a relative clause are not."""
    if not (outer.first <= inner.first and inner.last <= outer.last):
        return False
    if outer.members:
        return True  # Russia, of "Russia and Turkey"
    token = inner.head
    for _ in range(8):
        relation = syntax.relations[token]
        if relation.startswith(("acl", "appos", "conj")):
            return False
        token = syntax.heads[token]
        if token < 0 or token == outer.head:
            return token >= 0
    return False


def _match_names(clusters: Clusters) -> None:
    """Puts names together over the whole article, fullest first."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, expression in enumerate(clusters.expressions):
        if expression.form == "name" and not is_in_name(clusters, expression):
            groups[expression.words].append(index)
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    bracketed = _in_brackets(clusters)
    for words, indices in sorted(groups.items(), key=lambda item: (-len(item[0]), item[1][0])):
        for index in indices:
            if words in bracketed:
                clusters.join(index, bracketed[words], "acronym")
            if len(clusters.cluster_of[index].name) <= len(words):
                antecedent, basis = _fullest(clusters, words, index, known)
                if antecedent is not None:
                    clusters.join(index, antecedent, basis)
            cluster = clusters.cluster_of[index]
            for key in _keys(words, cluster.kind):
                options = known[key]
                if len(options) < MOST_OPTIONS and all(
                    clusters.cluster_of[i] is not cluster for i in options
                ):
                    options.append(index)


def _keys(words: tuple[str, ...], kind: EntityKind) -> Iterator[tuple[str, ...]]:
    """The shorter names by which an article may go on."""
    yield words
    core = _core(words)
    if kind in ("person", "other"):
        for i in range(1, min(len(core), 6)):
            yield core[i:]
        if len(core) > 1:
            yield core[:1]
        if len(core) > 2:
            yield core[0], core[-1]
    if kind != "person" and len(words) > 1:
        for i in range(1, min(len(words), 6)):
            yield words[i:]
        for i in range(1, min(len(words), 4)):
            yield words[:i]
        initials = _initials(words)
        if len(initials) > 1:
            yield (initials,)
            yield (".".join(initials),)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _LINK_WORDS)


def _fullest(
    clusters: Clusters, words: tuple[str, ...], index: int, known: dict[tuple[str, ...], list[int]]
) -> tuple[int | None, LinkBasis]:
    """The expression with a fuller name that a name stands for, of those that fit the best."""
    best: tuple[float, int] | None = None
    own = clusters.cluster_of[index]
    kind = own.kind
    for other in known.get(words, ()):
        cluster = clusters.cluster_of[other]
        full = clusters.expressions[other].words
        score = float(_match(words, kind, full, cluster.kind))
        if score > 0:
            score += min(len(cluster.members), 50) / 50
        if score > 0 and fits(own, cluster) and (best is None or score > best[0]):
            best = score, other
    if best is None:
        return None, "name"
    acronym = _abbreviates(words, clusters.expressions[best[1]].words)
    return best[1], "acronym" if acronym else "name"


def _match(
    words: tuple[str, ...], kind: EntityKind, full: tuple[str, ...], other: EntityKind
) -> int:
    """How well a name goes with a fuller one of a kind, 0 where it does not."""
    core = _core(full)
    if words == full:
        return 5
    if _abbreviates(words, full):
        return 4 if other != "person" and (kind == other or len(words[0]) > 2) else 0
    if other == "person":
        if core[-len(words) :] == words and (kind == "person" or len(words) == 1):
            return 3 if kind == "person" else 1
        if words == (core[0], core[-1]):
            return 3
        return 1 if words == core[:1] and kind == "person" else 0
    unsure = other == "other" and kind == "person" and len(words) == 1
    ends = len(core) > len(words) and core[-len(words) :] == words
    if ends and (unsure or kind == other == "organization"):
        return 0 if core[-len(words) - 1] in _LINK_WORDS else 2
    if kind != other or kind != "organization":
        return 0
    generic = words[-1] in ORGANIZATION_WORDS or " ".join(words) in PLACES
    return 1 if words == full[: len(words)] and not generic else 0


def _in_brackets(clusters: Clusters) -> dict[tuple[str, ...], int]:
    """For each short name in brackets after a fuller one, that one: "… Army (LNA)"."""
    forms, tokens = clusters.syntax.forms, clusters.syntax.document.tokens
    found: dict[tuple[str, ...], int] = {}
    for index, expression in enumerate(clusters.expressions):
        if expression.name is None or expression.kind == "person" or len(expression.words) < 2:
            continue
        end = expression.name[1]
        if forms[end : end + 1] == ["("] and forms[end + 2 : end + 3] == [")"]:
            short = tokens[end + 1].text
            if short.isupper() and short.isalpha() and len(short) > 1:
                found.setdefault((forms[end + 1],), index)
    return found


def appositions(clusters: Clusters) -> Iterator[tuple[int, int]]:
    """Pairs of expressions, the earlier first, of which one stands in apposition to the other."""
    syntax, at = clusters.syntax, clusters.at
    for token, relation in enumerate(syntax.relations):
        if relation != "appos" or syntax.heads[token] < 0:
            continue
        one, other = at.get(syntax.heads[token]), at.get(token)
        if one is None or other is None or one == other:
            continue
        end = clusters.expressions[one].last
        if end < len(syntax.forms) and syntax.forms[end] in POSSESSIVE:
            continue  # "Roe's lawyer" is somebody else
        yield min(one, other), max(one, other)


def _join_peoples(clusters: Clusters) -> None:
    """Puts "the American people" to "Americans"."""
    syntax, expressions = clusters.syntax, clusters.expressions
    named = {e.words: i for i, e in reversed(list(enumerate(expressions))) if e.form == "name"}
    for index, expression in enumerate(expressions):
        if syntax.forms[expression.head] != "people" or expression.head - expression.first not in (
            1,
            2,
        ):
            continue
        people = (syntax.forms[expression.head - 1] + "s",)
        if people in named and syntax.forms[expression.first] in ("the", people[0][:-1]):
            clusters.join(index, named[people], "name")


def _is_right_before(clusters: Clusters, description: int, name: int) -> bool:
    """Whether only a comma stands between one who is described and a name."""
    one, other = clusters.expressions[description], clusters.expressions[name]
    return other.first - one.last <= 1 and "CCONJ" not in clusters.syntax.upos[one.first : one.last]


def _join_appositions(clusters: Clusters) -> None:
    expressions = clusters.expressions
    for token, relation in enumerate(clusters.syntax.relations):
        if relation == "nmod:desc":  # a title is whose name it stands before
            title, name = clusters.at.get(token), clusters.at.get(clusters.syntax.heads[token])
            if title is None or name is None or expressions[title].plural:
                continue
            if expressions[title].form == "nominal":
                clusters.join(title, name, "apposition")
    for one, other in appositions(clusters):
        a, b = clusters.cluster_of[one], clusters.cluster_of[other]
        if a is b:
            if clusters.reasons.get(other, (None,))[0] == one:
                clusters.reasons[other] = one, "apposition"
            continue
        forms = {expressions[one].form, expressions[other].form}
        alike = a.plural == b.plural and (
            a.kind == b.kind != "other"
            or (a.kind == "other" and bool(a.name))
            or (
                b.kind == "other"
                and bool(b.name)
                and a.kind in ("person", "organization")
                and _is_right_before(clusters, one, other)
            )
        )
        if forms == {"name", "nominal"} and alike and not expressions[other].members:
            clusters.join(other, one, "apposition")
