"""Splits a clause over its coordinated parts: "arrested a man and a woman" says two things."""

from __future__ import annotations

from itertools import product
from math import prod

from newsclaims.clauses.clause import Clause
from newsclaims.clauses.subjects import Part
from newsclaims.syntax.predicates import Syntax
from newsclaims.words import having

#: A clause whose parts multiply into more claims than this stays whole.
_MOST_CLAIMS = 8
#: Verbs that several do with each other: each alone did not.
_RECIPROCAL = having("reciprocal-verb")
_TOGETHER = having("collective")
_COLLECTIVE_PREPOSITIONS = having("collective-preposition")


def split(syntax: Syntax, clause: Clause) -> list[Clause]:
    """The clauses that a clause with coordinated parts stands for; itself if there are none."""
    if not any(
        syntax.conjuncts(part.head)
        for part in (clause.subject, clause.object, *clause.arguments)
        if part is not None
    ):
        return [clause]
    heads = [clause.head] if clause.subject is None else [clause.head, clause.subject.head]
    if any(syntax.forms[c] in _TOGETHER for head in heads for c in syntax.children[head]):
        return [clause]
    subjects = _conjuncts(syntax, clause.subject)
    if _is_joint(syntax, clause):
        subjects = [clause.subject]
    objects = _conjuncts(syntax, clause.object)
    if _is_clausal(syntax, clause):
        objects = [clause.object]
    arguments = [_conjuncts(syntax, part) for part in clause.arguments]
    if not 1 < prod(map(len, (subjects, objects, *arguments))) <= _MOST_CLAIMS:
        return [clause]
    return [
        clause._replace(
            subject=subject, object=thing, arguments=tuple(part for part in others if part)
        )
        for subject, thing, *others in product(subjects, objects, *arguments)
    ]


def _is_joint(syntax: Syntax, clause: Clause) -> bool:
    """Whether coordinated subjects do together what none of them does alone."""
    if clause.object is None and clause.lemma.partition(" ")[0] in _RECIPROCAL:
        return True
    linked = clause.object if clause.lemma == "be" else None
    # "Norway and Sweden are members": a plural is said of them all.
    return linked is not None and syntax.upos[linked.head] in ("NOUN", "PROPN")


def _is_clausal(syntax: Syntax, clause: Clause) -> bool:
    """Whether the object is a clause of its own: "said it was cheap and safe"."""
    head = -1 if clause.object is None else clause.object.head
    return head >= 0 and head not in (clause.head, *clause.verbs) and syntax.has_subject[head]


def _conjuncts(syntax: Syntax, part: Part | None) -> list[Part | None]:
    """The parts that a coordinated part consists of; itself if it is none."""
    if part is None:
        return [part]
    conjuncts = [c for c in syntax.conjuncts(part.head) if c < part.last]
    if not conjuncts:
        return [part]
    case = [
        c
        for c in syntax.children[part.head]
        if syntax.relations[c] == "case" and part.first <= c < part.head
    ]
    if any(syntax.forms[c] in _COLLECTIVE_PREPOSITIONS for c in case):
        return [part]
    owner = syntax.possessor[part.head]
    possessor = range(syntax.left[owner], syntax.right[owner] + 1) if owner >= 0 else range(0)
    first = conjuncts[0]
    last = syntax.left[first]
    while last - 1 > part.head and syntax.upos[last - 1] in ("PUNCT", "CCONJ"):
        last -= 1
    if any(
        c > first and syntax.relations[c] not in ("conj", "cc", "punct")
        for c in syntax.children[part.head]
    ):
        return [part]  # what follows may belong to all of them
    parts: list[Part | None] = [part._replace(last=last)]
    for conjunct in conjuncts:
        start, end = syntax.trimmed(conjunct)
        own = {syntax.relations[c] for c in syntax.children[conjunct] if c < conjunct}
        shared = [] if "case" in own else [*case]
        if _shares_determiner(syntax, part.head, conjunct):
            shared += [c for c in syntax.children[part.head] if syntax.relations[c] == "det"]
        if syntax.upos[conjunct] == "NOUN" and not own & {"case", "det", "nmod:poss"}:
            shared += possessor  # "his wife and daughters"
        parts.append(
            part._replace(
                head=conjunct, first=start, last=min(end, part.last), shared=tuple(shared)
            )
        )
    return parts


def _shares_determiner(syntax: Syntax, head: int, conjunct: int) -> bool:
    """Whether a bare word goes with the determiner of the first: "the east and south"."""
    return (
        syntax.left[conjunct] >= conjunct - 1  # at most the conjunction stands before it
        and syntax.upos[conjunct] in ("NOUN", "ADJ")
        and syntax.upos[head] == syntax.upos[conjunct]
        and syntax.is_plural(head) == syntax.is_plural(conjunct)
        and all(c > conjunct or syntax.relations[c] == "cc" for c in syntax.children[conjunct])
    )
