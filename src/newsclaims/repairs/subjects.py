"""Subjects that a tree gives to the wrong verb: two of one verb, or one before an auxiliary."""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.repairs.tree import AUXILIARIES, DEEP, NAMES, NEAR, NOMINAL, SUBJECTS, Tree
from newsclaims.text.lemmas import lemma
from newsclaims.words.factuality import SPEECH, is_belief
from newsclaims.words.pronouns import RELATIVE

_EXISTING = frozenset("is are was were 's 're be been remain remains remained".split())
_JOINS = frozenset({"CCONJ", "SCONJ"})
_ADVERBIAL = frozenset({"advmod", "obl", "obl:unmarked", "advcl"})
#: What the second of two noun phrases side by side begins with.
_BEGINS_PHRASE = frozenset({"DET", "PRON", "PUNCT"})


def mend_subject(
    tree: Tree, subject: int, verb: int, after: int, children: Sequence[Sequence[int]]
) -> None:
    """A subject right before an auxiliary is that of the auxiliary's verb."""
    if subject < verb and tree.forms[after : after + 1] == [":"]:
        tree.relations[subject] = "vocative"  # "SMITH: We won."
        return
    if after >= len(tree.upos) or tree.upos[after] != "AUX" or tree.heads[after] == verb:
        return
    other = tree.heads[after]
    if other < after or tree.relations[after] not in AUXILIARIES:
        return
    if any(tree.relations[c] in SUBJECTS for c in children[other]):
        return
    passive = any(tree.relations[c] == "aux:pass" for c in children[other])
    tree.move(subject, other, "nsubj:pass" if passive else "nsubj")
    for c in children[verb]:
        if c < subject and other < verb and tree.relations[c] in _ADVERBIAL:
            tree.move(c, other, tree.relations[c])


def join_subjects(
    tree: Tree, first: int, second: int, left: Sequence[int], right: Sequence[int]
) -> bool:
    """Two nouns side by side are one subject: "party leader Lee"."""
    if tree.upos[first] not in NAMES or tree.upos[second] not in NAMES:
        return False
    if right[first] + 1 != left[second] and set(tree.upos[first:second]) - NAMES:
        return False
    begins = tree.upos[left[second]]
    if left[second] > first and begins in _BEGINS_PHRASE:
        return False
    if left[second] > first and begins == "ADP":
        return tree.move(second, first, "nmod")  # "the unfairness of the law"
    return tree.move(first, second, "compound")


def part_subjects(
    tree: Tree, verb: int, first: int, second: int, children: Sequence[Sequence[int]]
) -> None:
    """Makes two clauses of one: "we can report progress was made"."""
    other = _verb_between(tree, verb, first, second, children)
    if other < 0 or any(tree.relations[c] in SUBJECTS for c in children[other]):
        return
    beside = tree.heads[other] == tree.heads[verb]
    # "Lee, who leads a union which struggles": each clause has a pronoun of its own.
    relative = tree.forms[first] in RELATIVE and tree.relations[other] == "acl:relcl"
    if not beside and not relative and verb not in (other, tree.heads[other]):
        return
    if beside and verb > other:
        tree.move(verb, other, "ccomp")
    if not tree.move(first, other, tree.relations[first]):
        return
    for c in children[verb]:
        if (first < c < other and tree.relations[c] in ("aux", "advmod")) or (
            c < first and beside and tree.relations[c] in _ADVERBIAL
        ):
            tree.move(c, other, tree.relations[c])


def mend_late_subject(
    tree: Tree,
    verb: int,
    late: int,
    edges: tuple[Sequence[int], Sequence[int]],
    children: Sequence[Sequence[int]],
) -> None:
    """Of two subjects the one after the verb is its object: "the bank keeps the business"."""
    subjects = [c for c in children[verb] if tree.relations[c] in SUBJECTS]
    if len(subjects) < 2:
        return
    there = tree.forms[subjects[0]] == "there" and tree.upos[subjects[0]] == "PRON"
    if there and tree.forms[verb] in _EXISTING and len(subjects) == 2:
        tree.relations[subjects[0]] = "expl"  # "there was so much to do"
        return
    start, after = edges[0][late], edges[1][late] + 1
    if tree.heads[late] != verb or tree.relations[late] not in SUBJECTS or start <= verb:
        return
    if tree.upos[verb] != "VERB" or tree.upos[late] not in {*NOMINAL, "SYM"}:
        return
    if tree.upos[start - 1] in ("PUNCT", "CCONJ", "SCONJ"):
        return
    name = lemma(tree.forms[verb], "VERB")
    if name in SPEECH or is_belief(name):
        for c in (*children[late], *children[verb]):
            if tree.relations[c] not in ("conj", "ccomp"):
                continue
            if not late < c <= min(after + NEAR, late + DEEP):
                continue
            joined = not _JOINS.isdisjoint(tree.upos[late:c])
            if not joined and _lacks(tree, c, children):
                # "Believes his efforts will matter": what follows is what is believed.
                if tree.move(c, verb, "ccomp"):
                    tree.move(late, c, "nsubj")
                return
        if name in SPEECH:
            return  # "he said" inside of "said Smith"
    has_case = any(tree.relations[c] == "case" and c < late for c in children[late])
    if "VERB" in tree.upos[max(verb + 1, start - NEAR) : start]:
        if tree.upos[start - 1] != "VERB":
            return
        there = any(tree.relations[c] == "expl" for c in children[start - 1])
        tree.move(late, start - 1, "obl" if has_case else "nsubj" if there else "obj")
        return
    things = [c for c in children[verb] if tree.relations[c] == "obj"]
    if after < len(tree.upos) and tree.upos[after] in ("VERB", "AUX"):
        if tree.heads[after] == verb and tree.relations[after] == "xcomp":
            tree.relations[late] = "obj"  # "they let you take ten"
            for thing in things:
                if thing > after:
                    tree.move(thing, after, "obj")
        return  # else it may well be the subject of what follows
    if has_case:
        tree.relations[late] = "obl"
        return
    if not things:
        tree.relations[late] = "obj"
    elif tree.upos[late] == "PRON" and late < things[0]:
        tree.relations[late] = "iobj"


def _verb_between(
    tree: Tree, verb: int, first: int, second: int, children: Sequence[Sequence[int]]
) -> int:
    """The verb right after a subject, or the verb of a reported clause after it; or -1."""
    i = first + 1
    while i < second and tree.upos[i] in ("AUX", "ADV", "PART"):
        i += 1
    if i < second and tree.upos[i] == "VERB":
        return i
    reported = (
        c
        for c in children[verb]
        if first < c < second and tree.relations[c] == "ccomp" and tree.upos[c] == "VERB"
    )
    return next(reported, -1)


def _lacks(tree: Tree, predicate: int, children: Sequence[Sequence[int]]) -> bool:
    """Whether a predicate has an auxiliary but no subject."""
    relations = {tree.relations[c] for c in children[predicate]}
    return not relations.isdisjoint(AUXILIARIES) and relations.isdisjoint(SUBJECTS)
