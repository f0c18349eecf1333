"""Clauses that a tree hangs from the wrong word, or takes for something else."""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.repairs.tree import NEAR, NOMINAL, SUBJECTS, Tree
from newsclaims.text.lemmas import lemma

_OF_VERBS = frozenset({"nsubj", "nsubj:pass", "obj"})
_FUNCTIONS = frozenset({"case", "cc", "det", "mark"})
_SUBORDINATORS = frozenset(
    "while although though because whereas if unless once before after since".split()
)
_SIGNS = frozenset("sign signal indication hint evidence proof".split())
_OF_FULL_CLAUSE = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "mark", "cc"})
#: Relations to a verb of a noun after it; the last two are a noun's, and plainly wrong.
_AFTER_VERB = frozenset({"obj", "appos", "flat"})
#: Verbs that what they act on may follow with a bare infinitive: "made him resign".
_WITH_BARE_INFINITIVE = frozenset("make let have help see hear watch feel notice".split())


def mend_verbs(tree: Tree) -> None:
    """A verb with a subject or an object of its own is no preposition: it heads a clause."""
    for token, relation in enumerate(tree.relations):
        verb = tree.heads[token]
        if relation not in _OF_VERBS or tree.upos[verb] != "VERB":
            continue
        if tree.relations[verb] not in _FUNCTIONS:
            continue
        is_reported = tree.heads[verb] < verb and tree.upos[tree.heads[verb]] == "VERB"
        tree.relations[verb] = "ccomp" if is_reported else "advcl"
        if tree.upos[verb - 1] == "AUX":
            tree.move(verb - 1, verb, "aux")


def mend_participles(tree: Tree, children: Sequence[Sequence[int]]) -> None:
    """A bare "-ing" after a comma is no conjunct of a finite verb: "refused, forcing them"."""
    for verb, relation in enumerate(tree.relations):
        head = tree.heads[verb]
        if relation != "conj" or tree.upos[verb] != "VERB" or tree.upos[head] != "VERB":
            continue
        if not tree.forms[verb].endswith("ing") or tree.forms[head].endswith("ing"):
            continue
        if tree.forms[verb - 1] == "," and all(c > verb - 2 for c in children[verb]):
            while tree.relations[head] == "xcomp" and tree.heads[head] >= 0:
                head = tree.heads[head]
            tree.move(verb, head, "advcl")


def mend_adverbial(tree: Tree, verb: int, dependents: Sequence[int]) -> None:
    """A clause that "while" or "because" begins modifies a clause, not a noun."""
    marks = {tree.forms[c] for c in dependents if tree.relations[c] == "mark"}
    if marks.isdisjoint(_SUBORDINATORS):
        return
    if not any(tree.relations[c] in SUBJECTS for c in dependents):
        return
    above = tree.heads[verb]
    for _ in range(NEAR):
        if above < 0 or tree.upos[above] == "VERB":
            break
        above = tree.heads[above]
    if above >= 0 and tree.upos[above] == "VERB":
        tree.move(verb, above, "advcl")


def mend_signs(tree: Tree, clause: int, left: Sequence[int], dependents: Sequence[int]) -> None:
    """What a sign is a sign of stands right after it: "in a sign the strike may end, he said"."""
    verb, sign = tree.heads[clause], left[clause] - 1
    if verb < clause or sign < 0 or tree.forms[sign] not in _SIGNS or tree.heads[sign] != verb:
        return
    if any(tree.relations[c] in SUBJECTS for c in dependents):
        tree.move(clause, sign, "acl")


def mend_reported(
    tree: Tree, verb: int, left: Sequence[int], right: Sequence[int], dependents: Sequence[int]
) -> None:
    """What stands before a reported verb is its subject: "said talks broke down"."""
    above = tree.heads[verb]
    if not 0 <= above < verb or tree.upos[above] != "VERB" or tree.forms[verb].endswith("ing"):
        return
    relations = {tree.relations[c] for c in dependents}
    if not relations.isdisjoint(_OF_FULL_CLAUSE):
        return
    noun = left[verb] - 1
    for _ in range(NEAR):
        if noun <= above or tree.upos[tree.heads[noun]] == "VERB":
            break
        noun = tree.heads[noun]
    if noun <= above or tree.relations[noun] not in _AFTER_VERB:
        return
    governor = tree.heads[noun]
    if lemma(tree.forms[governor], "VERB") in _WITH_BARE_INFINITIVE:
        return
    if tree.relations[verb] == "conj":
        # No "and" joins it: "ensures the truce holds".
        if tree.upos[governor] != "VERB" or tree.forms[verb] == lemma(tree.forms[verb], "VERB"):
            return
    elif governor != above:
        return
    if right[noun] + 1 == left[verb] and tree.upos[noun] in NOMINAL:
        tree.move(verb, governor, "ccomp")
        tree.move(noun, verb, "nsubj")
