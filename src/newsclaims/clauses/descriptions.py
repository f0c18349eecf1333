"""What a noun phrase says of the one it names: its apposition, or a title before the name."""

from __future__ import annotations

from attrs import evolve

from newsclaims.clauses.adverbials import is_time
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, decide_by, first_of, note
from newsclaims.words import having
from newsclaims.words.dependencies import DESCRIPTIVE, EDGES, OF_TITLE
from newsclaims.words.entity_words import ABBREVIATED_TITLES, COURTESY, PERSON_WORDS

#: How a word hangs that may say what somebody is.
DESCRIBING = frozenset({"appos", "nmod:desc", "compound", "conj"})
_NAMES = frozenset({"NOUN", "PROPN"})
_DESCRIBED = frozenset({"NOUN", "NUM", "PROPN"})
#: What says that an apposition names only some of those it stands beside.
_SOME = having("particularizer")


def description(syntax: Syntax, clauses: Clauses, token: int) -> Clause | None:
    """The claim that an apposition or a title makes, or None if a token is neither.

    Its predicate is an "is" that is not printed.
    """
    apposition = syntax.relations[token] == "appos"
    first = token if apposition else _first_title(syntax, token)
    name = syntax.heads[first]
    relations = ("appos",) if apposition else ("nmod:desc", "compound")
    if name < 0 or syntax.relations[first] not in relations:
        return None
    if syntax.upos[token] not in _NAMES and not (apposition and syntax.upos[token] == "ADJ"):
        return None
    if not apposition and (name <= token or syntax.upos[name] != "PROPN"):
        return None
    refused = decide_by(NO_APPOSITION if apposition else NO_TITLE, syntax, token, name)
    if refused is not None:
        note(refused[0], "no claim", syntax.words(token), (name, name + 1))
        return None
    said = first_of(DESCRIPTIONS, syntax, clauses, token)
    if said is None:
        return None
    note(said[0], "a claim", syntax.words(token), (name, name + 1))
    return said[1]


def _first_title(syntax: Syntax, token: int) -> int:
    """The first of titles that "and" joins, which hangs from the name."""
    return syntax.heads[token] if syntax.relations[token] == "conj" else token


# Appositions


def _unlikely(syntax: Syntax, token: int, name: int) -> bool:
    """Is said of neither a name nor a noun."""
    return syntax.upos[name] not in (_DESCRIBED if syntax.upos[token] == "PROPN" else _NAMES)


def _without_comma(syntax: Syntax, token: int, name: int) -> bool:
    """Is not set off by a comma."""
    before = syntax.left[token] - 1
    if before <= name or syntax.upos[before] != "PUNCT":
        return True
    return syntax.forms[before] in ("(", "[", ":", "-", "–", "—")


def _names_alone(syntax: Syntax, token: int, name: int) -> bool:
    """Is a name beside a name: "Livorno, Tuscany"."""
    return syntax.upos[token] == syntax.upos[name] == "PROPN"


def _of_time(syntax: Syntax, token: int, name: int) -> bool:
    """Is a time, or said of one: "Monday, the deadline"."""
    return is_time(syntax, token) or is_time(syntax, name)


def _bare_description(syntax: Syntax, token: int, name: int) -> bool:
    """Has no article, adjective or the like."""
    describes = name if syntax.upos[token] == "PROPN" else token
    return all(syntax.relations[c] not in DESCRIPTIVE for c in syntax.children[describes])


def _example(syntax: Syntax, token: int, name: int) -> bool:
    """Names only some of them: "such as Oslo", "voters, especially women"."""
    cases = syntax.related(token, "case")
    return bool(cases and cases[0] < token) or syntax.forms[syntax.left[token]] in _SOME


# Titles


def _form_of_address(syntax: Syntax, token: int, name: int) -> bool:
    """Is a mere form of address: "Mr."."""
    form = syntax.forms[token]
    if form in COURTESY or (form in ABBREVIATED_TITLES and form.endswith(".")):
        return True
    return syntax.forms[name] in ABBREVIATED_TITLES | COURTESY


def _part_of_name(syntax: Syntax, token: int, name: int) -> bool:
    """Belongs to a name ("City Hall"), and says of nobody what he does."""
    if syntax.relations[_first_title(syntax, token)] != "compound":
        return False
    return syntax.upos[token] != "NOUN" or syntax.lemma(token) not in PERSON_WORDS


def _spoken_to(syntax: Syntax, token: int, name: int) -> bool:
    """Goes with a name that is called out or belongs to another noun."""
    return syntax.relations[name] in ("vocative", "compound")


def _apart(syntax: Syntax, token: int, name: int) -> bool:
    """Does not stand beside the name."""
    after = syntax.right[token] + 1
    beside = name == after or syntax.relations[token] == "conj"
    return not beside and syntax.heads[after] != name


def _piece(syntax: Syntax, token: int, name: int) -> bool:
    """Is one piece of a title of several words."""
    after, relation = syntax.right[token] + 1, syntax.relations[_first_title(syntax, token)]
    if relation != "nmod:desc" or after >= name or syntax.heads[after] != name:
        return False
    return syntax.relations[after] == relation


#: What keeps an apposition from saying what somebody is.
NO_APPOSITION = (
    Rule("clauses: apposition to neither noun nor name", _unlikely),
    Rule("clauses: apposition without comma", _without_comma),
    Rule("clauses: apposition of two names", _names_alone),
    Rule("clauses: apposition of a time", _of_time),
    Rule("clauses: apposition without description", _bare_description),
    Rule("clauses: apposition names only some", _example),
)
#: What keeps a word before a name from saying what somebody is.
NO_TITLE = (
    Rule("clauses: form of address", _form_of_address),
    Rule("clauses: part of the name", _part_of_name),
    Rule("clauses: name called out", _spoken_to),
    Rule("clauses: title apart from the name", _apart),
    Rule("clauses: piece of a title", _piece),
)


def _apposition(syntax: Syntax, clauses: Clauses, token: int) -> Clause | None:
    """Says of a name or noun what the phrase after it says: "Conte, the prime minister"."""
    if syntax.relations[token] != "appos":
        return None
    first = evolve(clauses.subjects.filler(syntax.heads[token], "object", token), filled=False)
    second = noun_phrase(syntax, token, "object")
    if first.spans(token):
        return None
    if syntax.upos[token] == "PROPN":
        # "One of its lawyers, Ann Price": the name is what the description is said of.
        first, second = second, first
    return _is(token, first, second)


def _title(syntax: Syntax, clauses: Clauses, token: int) -> Clause | None:
    """Says of a name what the title before it says: "Health Minister Peter Oloo"."""
    if syntax.relations[token] == "appos":
        return None
    name = syntax.heads[_first_title(syntax, token)]
    last = name + 1
    while (
        last < len(syntax.heads) and syntax.heads[last] == name and syntax.relations[last] == "flat"
    ):
        last += 1
    start, end = syntax.trimmed(token, EDGES | {"case"})
    if syntax.relations[_first_title(syntax, token)] == "nmod:desc":
        while (
            start
            and syntax.heads[start - 1] == name
            and syntax.relations[start - 1] in OF_TITLE
            and syntax.forms[start - 1] not in COURTESY
        ):
            start = syntax.left[start - 1]  # "Italian Prime" may hang from the name
    subject = Part("subject", name, name, last)
    return _is(token, subject, Part("object", token, start, min(end, name)))


def _is(token: int, subject: Part, thing: Part) -> Clause:
    subject, thing = evolve(subject, role="subject"), evolve(thing, role="object")
    return Clause(token, (token,), -1, -1, "be", subject, thing)


#: What says what somebody is.
DESCRIPTIONS = (
    Rule("clauses: apposition says what it is", _apposition),
    Rule("clauses: title says what somebody is", _title),
)
