"""Auxiliaries that a tree gives to the wrong word: each belongs to the verb right after it."""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.repairs.tree import AUXILIARIES, NEAR, Tree
from newsclaims.text.lemmas import lemma

_PREDICATIVE = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})
#: Auxiliaries that a bare infinitive follows.
_BEFORE_INFINITIVE = frozenset(
    """can ca could may might must shall should will wo would do does did 'll""".split()
)
#: Pronouns never end in these forms of "be", "have" and "will".
_CLITICS = frozenset({"'m", "'re", "'ve", "'ll"})
_NEGATIONS = frozenset({"not", "n't", "never"})
_NEVER_OF_AUXILIARIES = frozenset({"nsubj", "nsubj:pass", "reparandum", "dep", "case", "advmod"})
#: Clauses whose place an auxiliary may have taken.
_SUBORDINATE = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp"})


def mend_auxiliaries(tree: Tree) -> None:
    """An auxiliary right before its verb belongs to it: "and could ask", "that does not go"."""
    children: list[list[int]] | None = None
    for i, form in enumerate(tree.forms):
        if form in _CLITICS:
            tree.upos[i] = "AUX"
        if tree.upos[i] != "AUX" or form in _NEGATIONS:
            continue
        head, relation = tree.heads[i], tree.relations[i]
        # "Clinton's" may well be a genitive.
        genitive = form == "'s" and (i == 0 or tree.upos[i - 1] != "PRON")
        if relation in _NEVER_OF_AUXILIARIES and head > i and not genitive:
            _mend_auxiliary(tree, i, head)
        if form not in _BEFORE_INFINITIVE and form not in _CLITICS:
            continue
        verb = _verb_after(tree, i)
        if verb < 0:
            continue
        relation = tree.relations[i]
        if head == verb and relation not in AUXILIARIES:
            tree.relations[i] = "aux"
        elif relation not in AUXILIARIES and tree.upos[head] != "AUX":
            children = tree.children() if children is None else children
            _replace(tree, i, verb, children[i])
        for between in range(i + 1, verb):
            if tree.forms[between] in _NEGATIONS and tree.heads[i] == verb:
                tree.move(between, verb, "advmod")


def mend_due(tree: Tree) -> None:
    """Before an infinitive "due to" is no preposition: "is due to publish its results"."""
    children: list[list[int]] | None = None
    for due in range(len(tree.forms) - 2):
        verb, form, upos = tree.heads[due], tree.forms[due + 2], tree.upos[due + 2]
        if tree.forms[due] != "due" or tree.heads[due + 1] != due:
            continue
        if verb < due + 2 or tree.relations[due] not in ("case", "mark"):
            continue
        if tree.upos[verb] != "VERB" or upos not in ("VERB", "AUX"):
            continue
        if form != lemma(form, upos):
            continue
        children = tree.children() if children is None else children
        tree.upos[due] = "ADJ"
        tree.heads[due], tree.relations[due] = tree.heads[verb], tree.relations[verb]
        tree.heads[verb], tree.relations[verb] = due, "xcomp"
        tree.heads[due + 1], tree.relations[due + 1] = verb, "mark"
        for c in children[verb]:
            if c < due:
                tree.heads[c] = due
                if tree.relations[c] == "nsubj:pass":
                    tree.relations[c] = "nsubj"


def _mend_auxiliary(tree: Tree, auxiliary: int, predicate: int) -> None:
    """Names the relation of an auxiliary to what it stands before: "they 're trying"."""
    for i in range(auxiliary + 1, min(predicate, auxiliary + NEAR)):
        if tree.forms[i] in _BEFORE_INFINITIVE:
            return  # "is will have" is a slip
        if tree.upos[i] in ("ADV", "AUX", "PART"):
            continue
        if tree.upos[predicate] == "VERB" or tree.upos[i] in ("PUNCT", "VERB", "PRON"):
            return
    be = lemma(tree.forms[auxiliary], "AUX") == "be"
    if tree.upos[predicate] in _PREDICATIVE:
        tree.relations[auxiliary] = "cop" if be else "aux"
    elif tree.upos[predicate] == "VERB":
        passive = be and not tree.forms[predicate].endswith("ing")
        tree.relations[auxiliary] = "aux:pass" if passive else "aux"


def _verb_after(tree: Tree, auxiliary: int) -> int:
    """The verb right after an auxiliary, in the form that the auxiliary asks for, or -1."""
    i = auxiliary + 1
    while i < len(tree.forms) and (tree.upos[i] == "ADV" or tree.forms[i] in _NEGATIONS):
        i += 1
    if i >= len(tree.forms) or tree.sentence[i] != tree.sentence[auxiliary]:
        return -1
    if tree.upos[i] != "VERB":
        return -1
    form = tree.forms[i]
    if tree.forms[auxiliary] in _BEFORE_INFINITIVE:
        return i if form == lemma(form, "VERB") else -1
    return i if form != lemma(form, "VERB") or form.endswith("ing") else -1


def _replace(tree: Tree, auxiliary: int, verb: int, dependents: Sequence[int]) -> None:
    """Gives a verb the place in the tree that its auxiliary has taken."""
    head, relation = tree.heads[auxiliary], tree.relations[auxiliary]
    if tree.heads[verb] == auxiliary or relation in _SUBORDINATE:
        if head < 0:
            tree.heads[verb], tree.relations[verb] = head, relation
        elif not tree.move(verb, head, relation):
            return
    if tree.move(auxiliary, verb, "aux"):
        for c in dependents:
            if tree.heads[c] == auxiliary:
                tree.move(c, verb, tree.relations[c])
