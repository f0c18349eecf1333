"""What a noun phrase says of the one it names: its apposition, or a title before the name."""

from __future__ import annotations

import re

from attrs import evolve

from newsclaims.clauses.adverbials import PLACE_PREPOSITIONS, is_time
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import OPENING_QUOTES, RELATIVES
from newsclaims.trace import Rule, decide_by, first_of, note
from newsclaims.words import having
from newsclaims.words.dependencies import DESCRIPTIVE, EDGES, OF_TITLE
from newsclaims.words.entity_words import ABBREVIATED_TITLES, COURTESY, KIN_WORDS, PERSON_WORDS
from newsclaims.words.factuality import INTERROGATIVES, NEGATIONS

#: How a word hangs that may say what somebody is.
DESCRIBING = frozenset({"appos", "nmod:desc", "compound", "conj"})
_NAMES = frozenset({"NOUN", "PROPN"})
_DESCRIBED = frozenset({"NOUN", "NUM", "PROPN"})
#: What says that an apposition names only some of those it stands beside.
_SOME = having("particularizer")
#: Nouns that sum up the clause before them: "the union endorsed Berg, another sign that …".
_SUMMING_UP = having("sums-up-clause")
#: What gives a noun a place among what is known already.
_DEFINITE = having("demonstrative") | {"the"}
#: A party and a place: "Jon Berg, R-Ohio".
_CONSTITUENCY = re.compile(r"[a-z]{1,3}-\S+")
#: Prepositions after which a title belongs to another time: "served under President Lund".
_OF_THE_PAST = having("preposition-of-tenure")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s|-\d\d)?")


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
    if syntax.forms[before] in OPENING_QUOTES and syntax.forms[before - 1] != ",":
        return True
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


def _owner(syntax: Syntax, token: int, name: int) -> bool:
    """Is the owner of what stands in apposition: "the hosts, Channel 4's Ana Berg"."""
    return any(syntax.forms[c] in ("'s", "'") for c in syntax.related(token, "case"))


def _address(syntax: Syntax, token: int, name: int) -> bool:
    """Says where the place before it lies: "a hotel in Dunmore, Ark."."""
    before = syntax.left[token] - 2
    if syntax.upos[token] != "PROPN" or syntax.right[token] > token:
        return False
    if _CONSTITUENCY.fullmatch(syntax.forms[token]):
        return True
    if before <= name or syntax.upos[before] != "PROPN":
        return False
    return syntax.forms[token].endswith(".") or _is_place(syntax, token)


def _another_place(syntax: Syntax, token: int, name: int) -> bool:
    """Says of a place what only a person can be: "born in Lund, the son of a smith"."""
    if syntax.lemma(token) not in {*PERSON_WORDS, *KIN_WORDS} or syntax.upos[name] != "PROPN":
        return False
    inside = any(syntax.forms[c] in PLACE_PREPOSITIONS for c in syntax.related(name, "case"))
    return inside or _is_place(syntax, name)


def _is_place(syntax: Syntax, token: int) -> bool:
    """Whether a name is read as that of a place."""
    mentions = syntax.document.mentions
    return any(m.first <= token < m.last and m.type == "place" for m in mentions)


def _predicate(syntax: Syntax, token: int, name: int) -> bool:
    """Follows what is itself said of something: "she is a planner, a leader"."""
    return syntax.has_copula[name] or syntax.has_subject[name]


def _listed(syntax: Syntax, token: int, name: int) -> bool:
    """Goes on with a list: "nurses, teachers, retired miners".

    What is described is a name, or known already.
    """
    if syntax.upos[token] == "PROPN" or syntax.upos[name] == "PROPN":
        return False
    if syntax.possessor[name] >= 0:
        return False
    determiners = (syntax.forms[c] for c in syntax.related(name, "det"))
    return _DEFINITE.isdisjoint(determiners)


def _other_number(syntax: Syntax, token: int, name: int) -> bool:
    """Says of one what holds of several, or of several what holds of one."""
    described, said = (token, name) if syntax.upos[token] == "PROPN" else (name, token)
    if syntax.upos[described] != "PROPN" or syntax.forms[described].endswith("s"):
        return False
    several = bool(syntax.conjuncts(described)) or syntax.is_plural(described)
    return syntax.upos[said] == "NOUN" and several != _says_several(syntax, said)


def _says_several(syntax: Syntax, token: int) -> bool:
    conjoined = any(syntax.related(c, "det") for c in syntax.conjuncts(token))
    return conjoined or syntax.is_plural(token)


def _summing_up(syntax: Syntax, token: int, name: int) -> bool:
    """Sums up the clause before it: "endorsed Berg, another sign of their support"."""
    return syntax.upos[token] == "NOUN" and syntax.lemma(token) in _SUMMING_UP


def _no_words(syntax: Syntax, token: int, name: int) -> bool:
    """Is an address of the web or the name of an account, or "whose" begins it."""
    printed = syntax.forms[syntax.left[token] : syntax.right[token] + 1]
    printed += syntax.forms[syntax.left[name] : name + 1]
    web = any(form.startswith(("@", "#", "http", "www.", "pic.")) for form in printed)
    return web or syntax.forms[syntax.left[token]] in RELATIVES | INTERROGATIVES


def _takes_back(syntax: Syntax, token: int, name: int) -> bool:
    """Denies or repeats what stands before it: "a friend, not a rival"."""
    denied = syntax.forms[syntax.left[token]] in NEGATIONS
    return denied or syntax.lemma(token) in (syntax.lemma(name), "one")


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


def _without_news(syntax: Syntax, token: int, name: int) -> bool:
    """Is one word before one word, and only calls somebody what all do: "President Lund"."""
    alone = token == name - 1 and all(syntax.relations[c] == "case" for c in syntax.children[token])
    return alone and not any(syntax.relations[c] == "flat" for c in syntax.children[name])


def _of_another_time(syntax: Syntax, token: int, name: int) -> bool:
    """Was held at another time: "served under President Lund", "the then Mayor Berg"."""
    printed = range(max(syntax.left[token] - 2, 0), token + 1)
    if any(syntax.forms[i].partition("-")[0] == "then" for i in printed):
        return True
    if any(syntax.forms[c] in _OF_THE_PAST for c in syntax.related(name, "case")):
        return True
    return _is_dated(syntax, name)


def _is_dated(syntax: Syntax, name: int) -> bool:
    """Whether the clause that a name stands in names its year."""
    verb = syntax.heads[name]
    while verb >= 0 and not syntax.is_predicate(verb):
        verb = syntax.heads[verb]
    return verb >= 0 and any(
        _YEAR.fullmatch(syntax.forms[i]) is not None
        for c in syntax.children[verb]
        if syntax.relations[c].startswith("obl") and c != name
        for i in range(*syntax.words(c))
    )


def _kin(syntax: Syntax, token: int, name: int) -> bool:
    """Is what a child says: "Uncle Sam"."""
    return syntax.lemma(token) in KIN_WORDS and token == syntax.left[token] == name - 1


#: What keeps an apposition from saying what somebody is.
NO_APPOSITION = (
    Rule("clauses: apposition to neither noun nor name", _unlikely),
    Rule("clauses: apposition without comma", _without_comma),
    Rule("clauses: apposition of two names", _names_alone),
    Rule("clauses: apposition of a time", _of_time),
    Rule("clauses: apposition without description", _bare_description),
    Rule("clauses: apposition names only some", _example),
    Rule("clauses: apposition is an owner", _owner),
    Rule("clauses: apposition says where a place lies", _address),
    Rule("clauses: person in apposition to a place", _another_place),
    Rule("clauses: apposition to what is itself said", _predicate),
    Rule("clauses: apposition in a list", _listed),
    Rule("clauses: apposition of another number", _other_number),
    Rule("clauses: apposition sums up a clause", _summing_up),
    Rule("clauses: apposition denies or repeats", _takes_back),
    Rule("clauses: apposition of no words", _no_words),
)
#: What keeps a word before a name from saying what somebody is.
NO_TITLE = (
    Rule("clauses: form of address", _form_of_address),
    Rule("clauses: part of the name", _part_of_name),
    Rule("clauses: name called out", _spoken_to),
    Rule("clauses: title apart from the name", _apart),
    Rule("clauses: piece of a title", _piece),
    Rule("clauses: title that all know", _without_news),
    Rule("clauses: title of another time", _of_another_time),
    Rule("clauses: kin before a name", _kin),
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
            and syntax.forms[start - 1] not in {*COURTESY, *_SOME}
        ):
            start = syntax.left[start - 1]  # "Italian Prime" may hang from the name
    for second in syntax.related(token, "conj")[:1]:
        end = min(end, syntax.left[second])  # "singer and actress" are two titles
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
