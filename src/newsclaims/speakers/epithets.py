"""Puts what somebody is called for short to the name: "the 22-year-old", "the Green leader".

These say something of a person that the article has told, or that it takes for known; nobody is
called so who was not named before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclaims.speakers.antecedents import modifiers
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import singular
from newsclaims.speakers.nearby import Search, indices
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by
from newsclaims.words import having, lists
from newsclaims.words.pronouns import RELATIVE

#: How many sentences back the only person named may be.
_SENTENCES = 2
#: So many tokens around a name are looked at for the age of its bearer.
_AROUND = 8
_EPITHETS = having("epithet")
#: What whoever does something is called.
_DOERS = lists("doer")
_CALLED = frozenset(called for nouns in _DOERS.values() for called in nouns)


def take_up_age(search: Search, index: ExpressionIndex) -> bool:
    """Puts "the 22-year-old" to who is said to be of that age, if one is."""
    found = OF_THAT_AGE(search, index)
    return found is not None and search.clusters.join(index, found, "coreference", OF_THAT_AGE)


def take_up_epithet(search: Search, index: ExpressionIndex) -> bool:
    """Puts "the striker" or "the Green leader" to the name of who is called so, if to one."""
    expression = search.expressions[index]
    if expression.form != "nominal" or expression.plural or expression.members:
        return False
    if search.syntax.forms[expression.first] != "the":
        return False
    found = decide_by(EPITHETS, search, index)
    return found is not None and search.clusters.join(index, found[1], "coreference", found[0])


# Ages


def _of_that_age(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """Somebody called by an age is who was said to be so old: "Roe, 22, … the 22-year-old"."""
    expression, syntax = search.expressions[index], search.syntax
    if expression.form != "nominal" or expression.plural:
        return None
    age = _years(syntax, expression.first, expression.last)
    if age is None or syntax.forms[expression.first] != "the":
        return None
    named = {
        search.clusters.cluster_of[other].id: other
        for other in _people_before(search, index)
        if age in _ages(syntax, search.expressions[other])
    }
    return next(iter(named.values())) if len(named) == 1 else None


def is_of_other_age(search: Search, index: ExpressionIndex, members: Sequence[int]) -> bool:
    """Whether an expression tells another age than is told of somebody's mentions."""
    expression, syntax = search.expressions[index], search.syntax
    age = _years(syntax, expression.first, expression.last)
    if age is None:
        return False
    known = {a for i in members for a in _ages(syntax, search.expressions[i])}
    return bool(known) and age not in known


def _people_before(search: Search, index: ExpressionIndex) -> Iterator[ExpressionIndex]:
    """The names of single people before an expression."""
    for other in indices(search.clusters)[:index]:
        expression = search.expressions[other]
        if expression.form == "name" and expression.kind == "person" and not expression.plural:
            yield other


def _years(syntax: Syntax, first: int, last: int) -> str | None:
    """The number in "22-year-old" among some tokens."""
    forms = syntax.forms
    for i in range(first, last):
        if "".join(forms[i + 1 : i + 5]).lstrip("-").startswith("year-old"):
            return forms[i]
        if forms[i].endswith("-year-old"):
            return forms[i].partition("-")[0]
    return None


def _ages(syntax: Syntax, name: Expression) -> Iterator[str]:
    """The ages that are told right beside a name: "Roe, 22,", "Roe, aged 22", "22-year-old Roe"."""
    forms, after = syntax.forms, name.last
    if forms[after : after + 1] in ([","], ["("]):
        after += 1 + (forms[after + 1 : after + 2] == ["aged"])
        if syntax.upos[after : after + 1] == ["NUM"]:
            yield forms[after]
        in_sentence = syntax.document.sentences[syntax.sentence[name.head]].last
        beside = _years(syntax, after, min(after + _AROUND, in_sentence))
        if beside is not None:
            yield beside
    before = _years(syntax, name.first, name.last)
    if before is not None:
        yield before


# What somebody does, or is


def _doer(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """Who does something is called so: "Roe leads the Greens … the Green leader"."""
    expression, syntax = search.expressions[index], search.syntax
    told = {singular(word) for word in modifiers(syntax, expression)}
    if expression.word not in _CALLED:
        return None
    for token in range(expression.first - 1, -1, -1):
        if syntax.upos[token] != "VERB" or expression.word not in _DOERS.get(
            syntax.lemma(token), ()
        ):
            continue
        subject = syntax.own_subject[token]
        if subject >= 0 and syntax.forms[subject] in RELATIVE:
            subject = syntax.antecedent[token]
        found = search.clusters.at.get(subject)
        if found is None or not search.clusters.cluster_of[found].name:
            continue
        clause = range(token, syntax.right[token] + 1)
        if search.expressions[found].kind == "person" and told <= {
            singular(syntax.forms[i]) for i in clause
        }:
            return found
    return None


def _only_person(search: Search, index: ExpressionIndex) -> ExpressionIndex | None:
    """Such a word takes up the only person named right before: "Roe scored. The striker said"."""
    expression = search.expressions[index]
    epithet = expression.word in _EPITHETS and not modifiers(search.syntax, expression)
    if not epithet and _years(search.syntax, expression.first, expression.last) is None:
        return None
    found: dict[int, ExpressionIndex] = {}
    for other, _ in search.before(index, _SENTENCES):
        earlier, cluster = search.expressions[other], search.clusters.cluster_of[other]
        if earlier.form == "name" and cluster.kind == "person" and not cluster.plural:
            found.setdefault(cluster.id, other)
    only = next(iter(found.values())) if len(found) == 1 else None
    if only is None:
        return None
    members = search.clusters.cluster_of[only].members
    return None if is_of_other_age(search, index, members) else only


OF_THAT_AGE = Rule("speakers: of that age", _of_that_age)

EPITHETS: tuple[Rule[[Search, ExpressionIndex], ExpressionIndex], ...] = (
    Rule("speakers: called by what he does", _doer),
    Rule("speakers: the only person named", _only_person),
)
"""Whom an epithet takes up, where the network links it to nobody; the first one decides."""

AGES: tuple[Rule[..., object], ...] = (OF_THAT_AGE,)
"""What goes before the network's link."""
