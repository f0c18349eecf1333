"""Splits a clause over its coordinated parts: "arrested a man and a woman" says two things."""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

from attrs import evolve

from newsclaims.clauses.adverbials import is_time
from newsclaims.clauses.clause import Clause
from newsclaims.clauses.subjects import Part
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having

#: A clause whose parts multiply into more claims than this stays whole.
_MOST_CLAIMS = 8
#: Verbs that several do with each other: each alone did not.
_RECIPROCAL = having("reciprocal-verb")
_MANY = having("quantity") & having("plural-pronoun")
_TOGETHER = having("collective")
_COLLECTIVE_PREPOSITIONS = having("collective-preposition")
#: Verbs whose objects are brought together, or held against each other.
_BRINGING_TOGETHER = having("joins-objects")


def split(syntax: Syntax, clause: Clause) -> list[Clause]:
    """The clauses that a clause with coordinated parts stands for; itself if there are none."""
    if clause.first < 0 or not any(syntax.conjuncts(part.head) for part in clause.parts):
        return [clause]  # "a former mayor and judge" is one description
    parts = (clause.subject, clause.object, *clause.arguments)
    each = [[part] if part is None else _options(syntax, clause, part) for part in parts]
    if not 1 < prod(map(len, each)) <= _MOST_CLAIMS:
        return [clause]
    return [
        evolve(clause, subject=subject, object=thing, arguments=tuple(filter(None, others)))
        for subject, thing, *others in product(*each)
    ]


def _options(syntax: Syntax, clause: Clause, part: Part) -> list[Part | None]:
    """The parts that a part stands for; itself if it is not coordinated, or stays whole."""
    conjuncts = [c for c in syntax.conjuncts(part.head) if c < part.last]
    if not conjuncts:
        return [part]
    found = decide_by(KEPT_WHOLE, syntax, clause, part, conjuncts[0])
    if found is None:
        return _each(syntax, part, conjuncts)
    note(found[0], "kept together", (part.first, part.last))
    return [part]


def _together(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps parts of a clause whole that says "together" or "each"."""
    heads = [clause.head] if clause.subject is None else [clause.head, clause.subject.head]
    return any(syntax.forms[c] in _TOGETHER for head in heads for c in syntax.children[head])


def _reciprocal(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps those whole who do together what none does alone: "Ann and Bob met"."""
    verb = clause.lemma.partition(" ")[0]
    together = verb in _RECIPROCAL and (clause.object is None or verb in _BRINGING_TOGETHER)
    return part is clause.subject and together


def _brought_together(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps those whole that are joined or told apart: "connects Lund and Tarn"."""
    acted_on = part is clause.object or (part is clause.subject and clause.object is None)
    return acted_on and clause.lemma.partition(" ")[0] in _BRINGING_TOGETHER


def _titles(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps titles and the name after them whole: "actress and singer Ana Diaz"."""
    conjuncts = syntax.conjuncts(part.head)
    return any(
        syntax.upos[after] == "PROPN" and syntax.upos[before] == "NOUN" and after == before + 1
        for before, after in pairwise(conjuncts)
    )


def _measure(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps a length of time whole: "four years and three months"."""
    return is_time(syntax, part.head) and bool(syntax.related(second, "nummod"))


def _counted(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps those whole who are counted up inside a phrase: "a jury of five men and six women"."""
    if not syntax.related(second, "nummod"):
        return False
    inside = [c for c in syntax.related(part.head, "nmod") if c < second]
    if syntax.related(part.head, "nummod") and _prepositions(syntax, part):
        return syntax.forms[_prepositions(syntax, part)[0]] == "of"
    return any(
        syntax.related(c, "nummod") and syntax.right[c] + 2 >= syntax.left[second] for c in inside
    )


def _many(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps a singular whole that "many" stands before: "many hedge fund and bank managers"."""
    words = {syntax.forms[c] for c in syntax.children[part.head] if c < part.head}
    singular = syntax.upos[part.head] == "NOUN" and not syntax.is_plural(part.head)
    return singular and not words.isdisjoint(_MANY) and syntax.is_plural(second)


def _of_several(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps whole what is said of several: "Ana and Leo are brother and sister"."""
    subject = clause.subject
    if part is not clause.object or clause.lemma != "be" or subject is None:
        return False
    return syntax.is_conjoined(subject.head, subject.last)


def _members(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps those whole of whom a plural is said: "Norway and Sweden are members"."""
    if part is not clause.subject or clause.object is None or clause.lemma != "be":
        return False
    return syntax.upos[clause.object.head] in ("NOUN", "PROPN")


def _clausal(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps an object whole that is a clause: "said it was cheap and safe"."""
    own = part.head in (clause.head, *clause.verbs)
    return part is clause.object and syntax.has_subject[part.head] and not own


def _collective(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps those whole between whom something is."""
    return any(syntax.forms[c] in _COLLECTIVE_PREPOSITIONS for c in _prepositions(syntax, part))


def _modified_together(syntax: Syntax, clause: Clause, part: Part, second: int) -> bool:
    """Keeps those whole to all of whom what follows may belong: "men and women in uniform"."""
    return any(
        c > second and syntax.relations[c] not in ("conj", "cc", "punct")
        for c in syntax.children[part.head]
    )


#: What keeps phrases together that "and" joins.
KEPT_WHOLE = (
    Rule("clauses: done together", _together),
    Rule("clauses: done with each other", _reciprocal),
    Rule("clauses: brought together", _brought_together),
    Rule("clauses: length of time", _measure),
    Rule("clauses: counted up inside a phrase", _counted),
    Rule("clauses: many of them", _many),
    Rule("clauses: titles before a name", _titles),
    Rule("clauses: plural said of them all", _members),
    Rule("clauses: said of several", _of_several),
    Rule("clauses: object is a clause", _clausal),
    Rule("clauses: between them", _collective),
    Rule("clauses: what follows belongs to all", _modified_together),
)


def _each(syntax: Syntax, part: Part, conjuncts: list[int]) -> list[Part | None]:
    """A part for each of several, with the words they share: "in Rome and Oslo"."""
    head, last = part.head, syntax.left[conjuncts[0]]
    while last - 1 > head and syntax.upos[last - 1] in ("PUNCT", "CCONJ"):
        last -= 1
    owner = syntax.possessor[head]
    possessor = range(syntax.left[owner], syntax.right[owner] + 1) if owner >= 0 else range(0)
    parts: list[Part | None] = [evolve(part, last=last)]
    for conjunct in conjuncts:
        start, end = syntax.trimmed(conjunct)
        own = {syntax.relations[c] for c in syntax.children[conjunct] if c < conjunct}
        shared = [] if "case" in own else _prepositions(syntax, part)
        if _shares_determiner(syntax, head, conjunct):
            shared += syntax.related(head, "det")
        if syntax.upos[conjunct] == "NOUN" and not own & {"case", "det", "nmod:poss"}:
            shared += possessor  # "his wife and daughters"
        end = min(end, part.last)
        parts.append(evolve(part, head=conjunct, first=start, last=end, shared=tuple(shared)))
    return parts


def _prepositions(syntax: Syntax, part: Part) -> list[int]:
    return [c for c in syntax.related(part.head, "case") if part.first <= c < part.head]


def _shares_determiner(syntax: Syntax, head: int, conjunct: int) -> bool:
    """Whether a bare word goes with the determiner of the first: "the east and south"."""
    return (
        syntax.left[conjunct] >= conjunct - 1  # at most the conjunction stands before it
        and syntax.upos[conjunct] in ("NOUN", "ADJ")
        and syntax.upos[head] == syntax.upos[conjunct]
        and syntax.is_plural(head) == syntax.is_plural(conjunct)
        and all(c > conjunct or syntax.relations[c] == "cc" for c in syntax.children[conjunct])
    )
