"""Words inside of phrases: what a noun phrase begins with, names, prepositions, appositions."""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.repairs.tree import NAMES, NEAR, NOMINAL, SUBJECTS, Tree
from newsclaims.text.lemmas import lemma
from newsclaims.words.entity_words import PERSON_WORDS

_ARGUMENTS = frozenset({"obj", "obl", "nmod", "nsubj", "nsubj:pass"})
_DATES = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow""".split()
)
_BEFORE_NOUN = {
    "NOUN": "compound",
    "PROPN": "compound",
    "X": "compound",
    "INTJ": "compound",
    "ADJ": "amod",
    "NUM": "nummod",
}
_ENDS_PHRASE = frozenset({"ADP", "AUX", "SCONJ"})
_INSIDE_PHRASE = frozenset({"ADJ", "ADV", "NUM", "VERB", "DET"})
_HYPHENS_AND_QUOTES = frozenset({"-", "“", '"', "‘"})
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVES = frozenset({"my", "your", "his", "our", "its", "their"})
_COMPARED = frozenset({"more", "less", "fewer", "greater", "higher", "lower"})
#: Prepositions between an office and the person it is held for: "a spokeswoman for the minister".
_OF_OFFICE = frozenset({"for", "of", "to"})
#: What makes of a number the greatest that it may be.
_AMOUNTS = frozenset({("up", "to"), ("as", "much", "as"), ("as", "many", "as")})
_RISING = frozenset("go come climb move rise walk drive run shoot push get pull back".split())


def mend_beginnings(tree: Tree) -> None:
    """What a noun phrase begins with belongs to its own noun: "in", "the", "their"."""
    for i, upos in enumerate(tree.upos[:-1]):
        if upos not in ("DET", "PRON", "ADP") and tree.forms[i] != "the":
            continue
        head, relation, form = tree.heads[i], tree.relations[i], tree.forms[i]
        if form in ("as", "to"):
            _mend_amount(tree, i)
            head, relation = tree.heads[i], tree.relations[i]
            if relation == "fixed":
                continue
        if form == "than" and i and tree.forms[i - 1] in _COMPARED:
            if tree.upos[i + 1] in ("NUM", "SYM") or tree.forms[i + 1] == "$":
                tree.move(i - 1, i + 1, "advmod")
                tree.move(i, i - 1, "fixed")  # "more than 40"
            continue
        if form in _ARTICLES:
            relation = "det"
        elif form in _POSSESSIVES:
            relation = "nmod:poss"
        elif upos == "ADP" and relation in ("case", "mark") and 0 <= head < i:
            relation = "case"
        elif relation not in ("det", "nmod:poss") or upos == "ADP":
            continue
        noun = _main_noun(tree, i + 1) if head < i or head > i + 1 else -1
        if noun >= 0 and (
            head < i
            or (head > noun and not _ENDS_PHRASE.isdisjoint(tree.upos[noun + 1 : head]))
            or (tree.heads[noun] == head and tree.relations[noun] in SUBJECTS)
        ):
            tree.move(i, noun, relation)
        elif relation != "case":
            tree.relations[i] = relation


def mend_names(tree: Tree) -> None:
    """Words side by side with one head and one relation are one phrase: "the Oval Office"."""
    for i in range(1, len(tree.heads)):
        if (
            tree.heads[i - 1] == tree.heads[i] >= 0
            and tree.relations[i - 1] == tree.relations[i]
            and tree.relations[i] in _ARGUMENTS
            and tree.upos[i] in NAMES
            and tree.upos[i - 1] in _BEFORE_NOUN
            and tree.forms[i] not in _DATES
        ):
            tree.move(i - 1, i, _BEFORE_NOUN[tree.upos[i - 1]])
            for rest in range(i + 1, len(tree.heads)):
                if tree.heads[rest] != i - 1 or tree.relations[rest] != "flat":
                    break
                tree.heads[rest] = i


def mend_prepositions(tree: Tree, left: Sequence[int]) -> None:
    """A preposition belongs to the phrase right after it: "in Rome in May"."""
    for i, head in enumerate(tree.heads):
        if head <= i + 1 or tree.relations[i] != "case" or tree.upos[i] != "ADP":
            continue
        for noun in range(i + 1, min(i + NEAR, head)):
            if (
                left[noun] == i + 1
                and tree.upos[noun] in NOMINAL
                and tree.relations[noun] in ("obl", "nmod", "obj")
                and not i < tree.heads[noun] <= head
            ):
                tree.move(i, noun, "case")
                break


def mend_objects(tree: Tree) -> None:
    """An object has no preposition of its own: "called for talks"."""
    for i, head in enumerate(tree.heads):
        has_case = head > i and tree.relations[i] == "case" and tree.upos[i] == "ADP"
        if has_case and tree.relations[head] == "obj":
            tree.relations[head] = "obl"


def mend_appositions(tree: Tree, left: Sequence[int]) -> None:
    """What stands for a person names who speaks: "a spokesman for the minister, Ann Price"."""
    _mend_office_holders(tree, left)
    for name, person in enumerate(tree.heads):
        if tree.relations[name] != "appos" or tree.upos[name] != "PROPN" or person < 0:
            continue
        office = tree.heads[person]
        if tree.relations[person] != "nmod" or not 0 <= office < person < name:
            continue
        if tree.forms[left[person]] not in _OF_OFFICE or tree.forms[left[name] - 1] != ",":
            continue
        if tree.upos[office] != "NOUN" or tree.forms[office] not in PERSON_WORDS:
            continue
        if tree.forms[office] == lemma(tree.forms[office], "NOUN") and _is_person(tree, person):
            tree.heads[name] = office


def _mend_office_holders(tree: Tree, left: Sequence[int]) -> None:
    """Without an "and" a name is no conjunct: "the mayor of Delta, Ann Price"."""
    joined = set()
    for i, relation in enumerate(tree.relations):
        if relation == "cc" and tree.heads[i] >= 0:
            head = tree.heads[i]
            joined |= {head, tree.heads[head]} if tree.relations[head] == "conj" else {head}
    for name, place in enumerate(tree.heads):
        if tree.relations[name] != "conj" or tree.upos[name] != "PROPN" or place in joined:
            continue
        office = tree.heads[place]
        if tree.relations[place] != "nmod" or not 0 <= office < place < name:
            continue
        if tree.upos[place] != "PROPN" or tree.forms[left[name] - 1] != ",":
            continue
        if tree.upos[office] == "NOUN" and _is_person(tree, office):
            tree.heads[name], tree.relations[name] = office, "appos"


def _mend_amount(tree: Tree, last: int) -> None:
    """Before a number "as much as" and "up to" are one adverb: "could bring up to 40 jobs"."""
    number = last + 1
    first = last - 1 if tree.forms[last] == "to" else last - 2
    if first < 1 or tuple(tree.forms[first:number]) not in _AMOUNTS:
        return
    if tree.upos[number] not in ("NUM", "SYM") or tree.sentence[first] != tree.sentence[number]:
        return
    verb = tree.heads[first]
    if verb == first - 1 and lemma(tree.forms[verb], "VERB") in _RISING:
        return  # "climbed up to 40"
    for between in range(first + 1, number):
        tree.heads[between], tree.relations[between] = first, "fixed"
    if not tree.move(first, number, "advmod"):
        return
    noun = number
    while noun + 1 < len(tree.upos) and tree.upos[noun] in ("NUM", "SYM"):
        if tree.upos[noun + 1] not in ("NUM", "NOUN"):
            break
        noun += 1
    verb = tree.heads[noun]
    if tree.relations[noun] == "conj" and 0 <= verb < first and tree.upos[verb] == "VERB":
        tree.relations[noun] = "obj"  # without an "and" it is no conjunct


def _main_noun(tree: Tree, first: int) -> int:
    """The last noun of the run of words that starts at a token, or -1."""
    found = -1
    for i in range(first, min(first + NEAR, len(tree.heads))):
        if tree.upos[i] in NAMES:
            found = i
        elif found >= 0 or not (
            tree.upos[i] in _INSIDE_PHRASE
            or (tree.upos[i] == "PUNCT" and tree.forms[i] in _HYPHENS_AND_QUOTES)
        ):
            break
    return found


def _is_person(tree: Tree, noun: int) -> bool:
    """Whether a noun names a person: by what the noun says, or by a title before a name."""
    if tree.upos[noun] == "NOUN":
        form = tree.forms[noun]
        return form in PERSON_WORDS and form == lemma(form, "NOUN")
    return noun > 0 and tree.heads[noun - 1] == noun and tree.relations[noun - 1] == "nmod:desc"
