"""What a noun phrase says of the one it names: its apposition, or a title before the name."""

from __future__ import annotations

from newsclaims.clauses.adverbials import is_time
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.words import having
from newsclaims.words.dependencies import DESCRIPTIVE, EDGES, OF_TITLE
from newsclaims.words.entity_words import ABBREVIATED_TITLES, COURTESY, PERSON_WORDS

_NAMES = frozenset({"NOUN", "PROPN"})
_DESCRIBED = frozenset({"NOUN", "NUM", "PROPN"})
#: What stands before a title and may hang from the name instead.
_OF_TITLE = OF_TITLE
#: What says that an apposition names only some of those it stands beside.
_SOME = having("particularizer")
_DESCRIPTIVE = DESCRIPTIVE


def description(syntax: Syntax, clauses: Clauses, token: int) -> Clause | None:
    """The claim that an apposition or a title makes, or None if a token is neither.

    Its predicate is an "is" that is not printed.
    """
    relation = syntax.relations[token]
    described = _NAMES | {"ADJ"} if relation == "appos" else _NAMES
    if syntax.heads[token] < 0 or syntax.upos[token] not in described:
        return None
    if relation == "appos":
        return _apposition(syntax, clauses, token)
    if relation in ("nmod:desc", "compound", "conj"):
        return _title(syntax, token)
    return None


def _is(token: int, subject: Part, thing: Part) -> Clause:
    return Clause(token, (token,), -1, -1, "be", subject, thing, (), (), ())


def _apposition(syntax: Syntax, clauses: Clauses, token: int) -> Clause | None:
    """In "Conte, the prime minister" the second phrase says what the first one is.

    Only a name with a description, set off by a comma, is taken to say so.
    """
    head = syntax.heads[token]
    if syntax.upos[head] not in (_DESCRIBED if syntax.upos[token] == "PROPN" else _NAMES):
        return None
    if syntax.left[token] <= head + 1 or syntax.upos[syntax.left[token] - 1] != "PUNCT":
        return None
    if syntax.forms[syntax.left[token] - 1] in ("(", "[", ":", "-", "–", "—"):
        return None
    names = (syntax.upos[token], syntax.upos[head])
    if names == ("PROPN", "PROPN") or is_time(syntax, token) or is_time(syntax, head):
        return None
    describes = head if syntax.upos[token] == "PROPN" else token
    if not any(syntax.relations[c] in _DESCRIPTIVE for c in syntax.children[describes]):
        return None
    if any(syntax.relations[c] == "case" and c < token for c in syntax.children[token]):
        return None  # "such as Oslo"
    if syntax.forms[syntax.left[token]] in _SOME:
        return None  # "voters, especially women"
    first = clauses.filler(head, token)._replace(role="subject", filled=False)
    second = noun_phrase(syntax, token, "object")
    if first.first <= token < first.last:
        return None
    if syntax.upos[token] == "PROPN":
        # "One of its lawyers, Ann Price": the name is what the description is said of.
        return _is(token, second._replace(role="subject"), first._replace(role="object"))
    return _is(token, first, second)


def _title(syntax: Syntax, token: int) -> Clause | None:
    """In "Health Minister Peter Oloo" what stands before the name says what he is.

    Of titles that "and" joins each says so. Forms of address ("Mr.") say nothing.
    """
    first = syntax.heads[token] if syntax.relations[token] == "conj" else token
    relation, name = syntax.relations[first], syntax.heads[first]
    if name <= token or syntax.upos[name] != "PROPN":
        return None
    if syntax.forms[name] in ABBREVIATED_TITLES or syntax.forms[name] in COURTESY:
        return None
    form = syntax.forms[token]
    if form in COURTESY or (form in ABBREVIATED_TITLES and form.endswith(".")):
        return None
    if relation == "compound":
        if syntax.upos[token] != "NOUN" or syntax.lemma(token) not in PERSON_WORDS:
            return None
    elif relation != "nmod:desc":
        return None
    if syntax.relations[name] in ("vocative", "compound"):
        return None
    last = name + 1
    while (
        last < len(syntax.heads)
        and syntax.heads[last] == name
        and (syntax.relations[last] == "flat")
    ):
        last += 1
    beside = name == syntax.right[token] + 1 or syntax.relations[token] == "conj"
    if not beside and syntax.heads[syntax.right[token] + 1] != name:
        return None  # something else stands between
    start, end = syntax.trimmed(token, EDGES | {"case"})
    if relation == "nmod:desc":
        after = end
        if after < name and syntax.heads[after] == name and syntax.relations[after] == relation:
            return None  # one piece of a title of several words
        while (
            start
            and syntax.heads[start - 1] == name
            and syntax.relations[start - 1] in _OF_TITLE
            and syntax.forms[start - 1] not in COURTESY
        ):
            start = syntax.left[start - 1]  # "Italian Prime" may hang from the name
    return _is(
        token, Part("subject", name, name, last), Part("object", token, start, min(end, name))
    )
