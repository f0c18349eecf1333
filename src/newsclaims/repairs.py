"""Mends words that a dependency tree gives to the wrong head, mostly the subjects of verbs.

The encoder chooses heads and relations apart from each other, so a tree may hold a determiner of a
word that ends before its noun, two subjects of one verb, a subject right before an auxiliary of
another verb, or an object right before a reported verb that has no subject. Only such
contradictions are undone; what a sound tree holds is left alone. Takes time in proportion to the
number of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.lemmas import lemma

_NAMES = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_ARGUMENTS = frozenset({"obj", "obl", "nmod", "nsubj", "nsubj:pass"})
_OF_VERBS = frozenset({"nsubj", "nsubj:pass", "obj"})
_FUNCTIONS = frozenset({"case", "cc", "det", "mark"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_ADVERBIAL = frozenset({"advmod", "obl", "obl:unmarked", "advcl"})
_DATES = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow""".split()
)
_BEFORE_NOUN = {"NOUN": "compound", "PROPN": "compound", "ADJ": "amod", "NUM": "nummod"}
_SUBORDINATORS = frozenset(
    "while although though because whereas if unless once before after since".split()
)
_OF_FULL_CLAUSE = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "mark", "cc"})
#: Relations to a verb of a noun after it; the last two are a noun's, and plainly wrong.
_AFTER_VERB = frozenset({"obj", "appos", "flat"})
_ENDS_PHRASE = frozenset({"ADP", "AUX", "SCONJ"})
_INSIDE_PHRASE = frozenset({"ADJ", "ADV", "NUM", "VERB", "DET"})
_HYPHENS_AND_QUOTES = frozenset({"-", "“", '"', "‘"})
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVES = frozenset({"my", "your", "his", "our", "its", "their"})
_COMPARED = frozenset({"more", "less", "fewer", "greater", "higher", "lower"})
#: What the second of two noun phrases side by side begins with.
_BEGINS_PHRASE = frozenset({"DET", "PRON", "PUNCT"})
#: Verbs that what they act on may follow with a bare infinitive: "made him resign".
_WITH_BARE_INFINITIVE = frozenset("make let have help see hear watch feel notice".split())
#: A noun is looked for at most this many words after, or steps above, another word.
_NEAR = 8
#: No word is taken to lie deeper in its tree than this; it bounds the work on odd trees.
_DEEP = 100


class Tree:
    """The words of one document with the heads and relations to mend, in place.

    Attributes:
        forms: Each token, lower-case.
        upos: Part of speech of each token.
        heads: Head of each token, or -1; no head lies outside its sentence.
        relations: Relation of each token to its head.
        sentence: Index of each token's sentence.
    """

    def __init__(
        self,
        forms: Sequence[str],
        sentence: Sequence[int],
        upos: Sequence[str],
        heads: list[int],
        relations: list[str],
    ) -> None:
        self.forms = forms
        self.sentence = sentence
        self.upos = upos
        self.heads = heads
        self.relations = relations

    def mend(self) -> None:
        """Makes every repair, from the smallest phrases to the clauses."""
        self._mend_verbs()
        self._mend_beginnings()
        self._mend_names()
        children: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head >= 0:
                children[head].append(i)
        self._mend_participles(children)
        left, right = self._edges()
        self._mend_prepositions(left)
        self._mend_objects()
        for verb, relation in enumerate(self.relations):
            if self.upos[verb] not in ("VERB", "AUX"):
                continue
            if relation in ("ccomp", "conj"):
                self._mend_reported(verb, left, right, children[verb])
            elif relation in ("acl", "acl:relcl"):
                self._mend_adverbial(verb, children[verb])
        for verb, dependents in enumerate(children):
            subjects = [c for c in dependents if self.relations[c] in _SUBJECTS]
            for subject in subjects:
                self._mend_subject(subject, verb, right[subject] + 1, children)
            subjects = [
                c for c in subjects if self.heads[c] == verb and self.relations[c] in _SUBJECTS
            ]
            if len(subjects) > 1:
                first, second = subjects[:2]
                if not self._join_subjects(first, second, left, right):
                    self._part_subjects(verb, first, second, children)

    def _edges(self) -> tuple[list[int], list[int]]:
        """First and last word of each token's phrase; for a discontinuous phrase, an estimate."""
        left, right = list(range(len(self.heads))), list(range(len(self.heads)))
        # A phrase that lies to one side of its head is complete when the head is reached.
        for i, head in enumerate(self.heads):
            if head > i and left[i] < left[head] and self.upos[i] != "PUNCT":
                left[head] = left[i]
        for i in range(len(self.heads) - 1, -1, -1):
            head = self.heads[i]
            if 0 <= head < i and right[i] > right[head] and self.upos[i] != "PUNCT":
                right[head] = right[i]
        return left, right

    def _move(self, token: int, head: int, relation: str) -> bool:
        """Gives a token another head, unless that makes a cycle or leaves the sentence."""
        if self.sentence[head] != self.sentence[token]:
            return False
        above, steps = head, 0
        while above >= 0:
            if above == token or steps > _DEEP:
                return False
            above, steps = self.heads[above], steps + 1
        self.heads[token], self.relations[token] = head, relation
        return True

    def _mend_verbs(self) -> None:
        """A verb with a subject or an object of its own is no preposition: it heads a clause."""
        for token, relation in enumerate(self.relations):
            verb = self.heads[token]
            if relation not in _OF_VERBS or self.upos[verb] != "VERB":
                continue
            if self.relations[verb] not in _FUNCTIONS:
                continue
            is_reported = self.heads[verb] < verb and self.upos[self.heads[verb]] == "VERB"
            self.relations[verb] = "ccomp" if is_reported else "advcl"
            if self.upos[verb - 1] == "AUX":
                self._move(verb - 1, verb, "aux")

    def _mend_beginnings(self) -> None:
        """What a noun phrase begins with belongs to its own noun: "in", "the", "their"."""
        for i, upos in enumerate(self.upos[:-1]):
            if upos not in ("DET", "PRON", "ADP"):
                continue
            head, relation, form = self.heads[i], self.relations[i], self.forms[i]
            if form == "than" and i and self.forms[i - 1] in _COMPARED:
                if self.upos[i + 1] in ("NUM", "SYM") or self.forms[i + 1] == "$":
                    self._move(i - 1, i + 1, "advmod")
                    self._move(i, i - 1, "fixed")  # "more than 40"
                continue
            if form in _ARTICLES:
                relation = "det"
            elif form in _POSSESSIVES:
                relation = "nmod:poss"
            elif upos == "ADP" and relation in ("case", "mark") and 0 <= head < i:
                relation = "case"
            elif relation not in ("det", "nmod:poss") or upos == "ADP":
                continue
            noun = self._main_noun(i + 1) if head < i or head > i + 1 else -1
            if noun >= 0 and (
                head < i
                or (head > noun and not _ENDS_PHRASE.isdisjoint(self.upos[noun + 1 : head]))
            ):
                self._move(i, noun, relation)
            elif relation != "case":
                self.relations[i] = relation

    def _main_noun(self, first: int) -> int:
        """The last noun of the run of words that starts at a token, or -1."""
        found = -1
        for i in range(first, min(first + _NEAR, len(self.heads))):
            if self.upos[i] in _NAMES:
                found = i
            elif found >= 0 or not (
                self.upos[i] in _INSIDE_PHRASE
                or (self.upos[i] == "PUNCT" and self.forms[i] in _HYPHENS_AND_QUOTES)
            ):
                break
        return found

    def _mend_names(self) -> None:
        """Words side by side with one head and one relation are one phrase: "the Oval Office"."""
        for i in range(1, len(self.heads)):
            if (
                self.heads[i - 1] == self.heads[i] >= 0
                and self.relations[i - 1] == self.relations[i]
                and self.relations[i] in _ARGUMENTS
                and self.upos[i] in _NAMES
                and self.upos[i - 1] in _BEFORE_NOUN
                and self.forms[i] not in _DATES
            ):
                self._move(i - 1, i, _BEFORE_NOUN[self.upos[i - 1]])
                for rest in range(i + 1, len(self.heads)):
                    if self.heads[rest] != i - 1 or self.relations[rest] != "flat":
                        break
                    self.heads[rest] = i

    def _mend_prepositions(self, left: Sequence[int]) -> None:
        """A preposition belongs to the phrase right after it: "in Rome in May"."""
        for i, head in enumerate(self.heads):
            if head <= i + 1 or self.relations[i] != "case" or self.upos[i] != "ADP":
                continue
            for noun in range(i + 1, min(i + _NEAR, head)):
                if (
                    left[noun] == i + 1
                    and self.upos[noun] in _NOMINAL
                    and self.relations[noun] in ("obl", "nmod", "obj")
                    and not i < self.heads[noun] <= head
                ):
                    self._move(i, noun, "case")
                    break

    def _mend_objects(self) -> None:
        """An object has no preposition of its own: "called for talks"."""
        for i, head in enumerate(self.heads):
            has_case = head > i and self.relations[i] == "case" and self.upos[i] == "ADP"
            if has_case and self.relations[head] == "obj":
                self.relations[head] = "obl"

    def _mend_participles(self, children: Sequence[Sequence[int]]) -> None:
        """A bare "-ing" after a comma is no conjunct of a finite verb: "refused, forcing them"."""
        for verb, relation in enumerate(self.relations):
            head = self.heads[verb]
            if relation != "conj" or self.upos[verb] != "VERB" or self.upos[head] != "VERB":
                continue
            if not self.forms[verb].endswith("ing") or self.forms[head].endswith("ing"):
                continue
            if self.forms[verb - 1] == "," and all(c > verb - 2 for c in children[verb]):
                while self.relations[head] == "xcomp" and self.heads[head] >= 0:
                    head = self.heads[head]
                self._move(verb, head, "advcl")

    def _mend_subject(
        self, subject: int, verb: int, after: int, children: Sequence[Sequence[int]]
    ) -> None:
        """A subject right before an auxiliary is that of the auxiliary's verb."""
        if subject < verb and self.forms[after : after + 1] == [":"]:
            self.relations[subject] = "vocative"  # "SMITH: We won."
            return
        if after >= len(self.upos) or self.upos[after] != "AUX" or self.heads[after] == verb:
            return
        other = self.heads[after]
        if other < after or self.relations[after] not in _AUXILIARIES:
            return
        if any(self.relations[c] in _SUBJECTS for c in children[other]):
            return
        passive = any(self.relations[c] == "aux:pass" for c in children[other])
        self._move(subject, other, "nsubj:pass" if passive else "nsubj")
        for c in children[verb]:
            if c < subject and other < verb and self.relations[c] in _ADVERBIAL:
                self._move(c, other, self.relations[c])

    def _join_subjects(
        self, first: int, second: int, left: Sequence[int], right: Sequence[int]
    ) -> bool:
        """Two nouns side by side are one subject: "party leader Lee"."""
        if self.upos[first] not in _NAMES or self.upos[second] not in _NAMES:
            return False
        if right[first] + 1 != left[second] and set(self.upos[first:second]) - _NAMES:
            return False
        if left[second] > first and self.upos[left[second]] in _BEGINS_PHRASE:
            return False
        return self._move(first, second, "compound")

    def _part_subjects(
        self, verb: int, first: int, second: int, children: Sequence[Sequence[int]]
    ) -> None:
        """Makes two clauses of one: "we can report progress was made"."""
        other = self._verb_between(verb, first, second, children)
        if other < 0 or any(self.relations[c] in _SUBJECTS for c in children[other]):
            return
        beside = self.heads[other] == self.heads[verb]
        if not beside and verb not in (other, self.heads[other]):
            return
        if beside and verb > other:
            self._move(verb, other, "ccomp")
        if not self._move(first, other, self.relations[first]):
            return
        for c in children[verb]:
            if (first < c < other and self.relations[c] in ("aux", "advmod")) or (
                c < first and beside and self.relations[c] in _ADVERBIAL
            ):
                self._move(c, other, self.relations[c])

    def _verb_between(
        self, verb: int, first: int, second: int, children: Sequence[Sequence[int]]
    ) -> int:
        """The verb right after a subject, or the verb of a reported clause after it; or -1."""
        i = first + 1
        while i < second and self.upos[i] in ("AUX", "ADV", "PART"):
            i += 1
        if i < second and self.upos[i] == "VERB":
            return i
        reported = (
            c
            for c in children[verb]
            if first < c < second and self.relations[c] == "ccomp" and self.upos[c] == "VERB"
        )
        return next(reported, -1)

    def _mend_adverbial(self, verb: int, dependents: Sequence[int]) -> None:
        """A clause that "while" or "because" begins modifies a clause, not a noun."""
        marks = {self.forms[c] for c in dependents if self.relations[c] == "mark"}
        if marks.isdisjoint(_SUBORDINATORS):
            return
        if not any(self.relations[c] in _SUBJECTS for c in dependents):
            return
        above = self.heads[verb]
        for _ in range(_NEAR):
            if above < 0 or self.upos[above] == "VERB":
                break
            above = self.heads[above]
        if above >= 0 and self.upos[above] == "VERB":
            self._move(verb, above, "advcl")

    def _mend_reported(
        self, verb: int, left: Sequence[int], right: Sequence[int], dependents: Sequence[int]
    ) -> None:
        """What stands before a reported verb is its subject: "said talks broke down"."""
        above = self.heads[verb]
        if not 0 <= above < verb or self.upos[above] != "VERB" or self.forms[verb].endswith("ing"):
            return
        relations = {self.relations[c] for c in dependents}
        if not relations.isdisjoint(_OF_FULL_CLAUSE):
            return
        noun = left[verb] - 1
        for _ in range(_NEAR):
            if noun <= above or self.upos[self.heads[noun]] == "VERB":
                break
            noun = self.heads[noun]
        if noun <= above or self.relations[noun] not in _AFTER_VERB:
            return
        governor = self.heads[noun]
        if lemma(self.forms[governor], "VERB") in _WITH_BARE_INFINITIVE:
            return
        if self.relations[verb] == "conj":
            # No "and" joins it: "ensures the truce holds".
            if self.upos[governor] != "VERB" or self.forms[verb] == lemma(self.forms[verb], "VERB"):
                return
        elif governor != above:
            return
        if right[noun] + 1 == left[verb] and self.upos[noun] in _NOMINAL:
            self._move(verb, governor, "ccomp")
            self._move(noun, verb, "nsubj")
