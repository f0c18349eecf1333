"""Mends words that a dependency tree gives to the wrong head, mostly the subjects of verbs.

The encoder chooses heads and relations apart from each other, so a tree may hold a determiner of a
word that ends before its noun, two subjects of one verb, a subject right before an auxiliary of
another verb, an auxiliary that heads a clause of its own, or an object right before a reported verb
that has no subject. Only such contradictions are undone; what a sound tree holds is left alone.
Takes time in proportion to the number of tokens.
"""

from __future__ import annotations

from newsclaims.repairs.auxiliaries import mend_auxiliaries, mend_due
from newsclaims.repairs.clauses import (
    mend_adverbial,
    mend_participles,
    mend_reported,
    mend_signs,
    mend_verbs,
)
from newsclaims.repairs.phrases import (
    mend_appositions,
    mend_beginnings,
    mend_names,
    mend_objects,
    mend_prepositions,
)
from newsclaims.repairs.subjects import (
    join_subjects,
    mend_late_subject,
    mend_subject,
    part_subjects,
)
from newsclaims.repairs.tree import SUBJECTS, Tree

#: Of more subjects of one verb the rest are left alone.
_MOST_SUBJECTS = 5


def mend(tree: Tree) -> None:
    """Makes every repair, from the smallest phrases to the clauses."""
    mend_auxiliaries(tree)
    mend_due(tree)
    mend_verbs(tree)
    mend_beginnings(tree)
    mend_names(tree)
    children = tree.children()
    mend_participles(tree, children)
    left, right = tree.edges()
    mend_prepositions(tree, left)
    mend_objects(tree)
    for verb, relation in enumerate(tree.relations):
        if tree.upos[verb] not in ("VERB", "AUX"):
            continue
        if relation in ("ccomp", "conj"):
            mend_reported(tree, verb, left, right, children[verb])
            mend_signs(tree, verb, left, children[verb])
        elif relation in ("acl", "acl:relcl"):
            mend_adverbial(tree, verb, children[verb])
    for verb, dependents in enumerate(children):
        subjects = [c for c in dependents if tree.relations[c] in SUBJECTS]
        for subject in subjects:
            mend_subject(tree, subject, verb, right[subject] + 1, children)
        subjects = [c for c in subjects if tree.heads[c] == verb and tree.relations[c] in SUBJECTS]
        if len(subjects) > 1:
            first, second = subjects[:2]
            if not join_subjects(tree, first, second, left, right):
                part_subjects(tree, verb, first, second, children)
            for subject in subjects[1:_MOST_SUBJECTS]:
                mend_late_subject(tree, verb, subject, (left, right), children)
    mend_appositions(tree, left)
