"""Mends words that a dependency tree gives to the wrong head, mostly the subjects of verbs.

The encoder chooses heads and relations apart from each other, so a tree may hold a determiner of a
word that ends before its noun, two subjects of one verb, a subject right before an auxiliary of
another verb, an auxiliary that heads a clause of its own, or an object right before a reported verb
that has no subject. Only such contradictions are undone; what a sound tree holds is left alone.
Takes time in proportion to the number of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.data.entity_words import PERSON_WORDS
from newsclaims.factuality import SPEECH, is_belief
from newsclaims.lemmas import lemma

_NAMES = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_ARGUMENTS = frozenset({"obj", "obl", "nmod", "nsubj", "nsubj:pass"})
_OF_VERBS = frozenset({"nsubj", "nsubj:pass", "obj"})
_FUNCTIONS = frozenset({"case", "cc", "det", "mark"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_EXISTING = frozenset("is are was were 's 're be been remain remains remained".split())
_JOINS = frozenset({"CCONJ", "SCONJ"})
_PREDICATIVE = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_ADVERBIAL = frozenset({"advmod", "obl", "obl:unmarked", "advcl"})
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
#: Prepositions between an office and the person it is held for: "a spokeswoman for the minister".
_OF_OFFICE = frozenset({"for", "of", "to"})
#: What makes of a number the greatest that it may be.
_AMOUNTS = frozenset({("up", "to"), ("as", "much", "as"), ("as", "many", "as")})
_RISING = frozenset("go come climb move rise walk drive run shoot push get pull back".split())
#: A noun is looked for at most this many words after, or steps above, another word.
_NEAR = 8
#: Of more subjects of one verb the rest are left alone.
_MOST_SUBJECTS = 5
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
        upos: list[str],
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
        self._mend_auxiliaries()
        self._mend_due()
        self._mend_verbs()
        self._mend_beginnings()
        self._mend_names()
        children = self._children()
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
                for subject in subjects[1:_MOST_SUBJECTS]:
                    self._mend_late_subject(verb, subject, (left, right), children)
        self._mend_appositions(left)

    def _children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        children: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head >= 0:
                children[head].append(i)
        return children

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

    def _mend_auxiliaries(self) -> None:
        """An auxiliary right before its verb belongs to it: "and could ask", "that does not go"."""
        children: list[list[int]] | None = None
        for i, form in enumerate(self.forms):
            if form in _CLITICS:
                self.upos[i] = "AUX"
            if self.upos[i] != "AUX" or form in _NEGATIONS:
                continue
            head, relation = self.heads[i], self.relations[i]
            # "Clinton's" may well be a genitive.
            genitive = form == "'s" and (i == 0 or self.upos[i - 1] != "PRON")
            if relation in _NEVER_OF_AUXILIARIES and head > i and not genitive:
                self._mend_auxiliary(i, head)
            if form not in _BEFORE_INFINITIVE and form not in _CLITICS:
                continue
            verb = self._verb_after(i)
            if verb < 0:
                continue
            relation = self.relations[i]
            if head == verb and relation not in _AUXILIARIES:
                self.relations[i] = "aux"
            elif relation not in _AUXILIARIES and self.upos[head] != "AUX":
                children = self._children() if children is None else children
                self._replace(i, verb, children[i])
            for between in range(i + 1, verb):
                if self.forms[between] in _NEGATIONS and self.heads[i] == verb:
                    self._move(between, verb, "advmod")

    def _mend_auxiliary(self, auxiliary: int, predicate: int) -> None:
        """Names the relation of an auxiliary to what it stands before: "they 're trying"."""
        for i in range(auxiliary + 1, min(predicate, auxiliary + _NEAR)):
            if self.forms[i] in _BEFORE_INFINITIVE:
                return  # "is will have" is a slip
            if self.upos[i] in ("ADV", "AUX", "PART"):
                continue
            if self.upos[predicate] == "VERB" or self.upos[i] in ("PUNCT", "VERB", "PRON"):
                return
        be = lemma(self.forms[auxiliary], "AUX") == "be"
        if self.upos[predicate] in _PREDICATIVE:
            self.relations[auxiliary] = "cop" if be else "aux"
        elif self.upos[predicate] == "VERB":
            passive = be and not self.forms[predicate].endswith("ing")
            self.relations[auxiliary] = "aux:pass" if passive else "aux"

    def _verb_after(self, auxiliary: int) -> int:
        """The verb right after an auxiliary, in the form that the auxiliary asks for, or -1."""
        i = auxiliary + 1
        while i < len(self.forms) and (self.upos[i] == "ADV" or self.forms[i] in _NEGATIONS):
            i += 1
        if i >= len(self.forms) or self.sentence[i] != self.sentence[auxiliary]:
            return -1
        if self.upos[i] != "VERB":
            return -1
        form = self.forms[i]
        if self.forms[auxiliary] in _BEFORE_INFINITIVE:
            return i if form == lemma(form, "VERB") else -1
        return i if form != lemma(form, "VERB") or form.endswith("ing") else -1

    def _replace(self, auxiliary: int, verb: int, dependents: Sequence[int]) -> None:
        """Gives a verb the place in the tree that its auxiliary has taken."""
        head, relation = self.heads[auxiliary], self.relations[auxiliary]
        if self.heads[verb] == auxiliary or relation in _SUBORDINATE:
            if head < 0:
                self.heads[verb], self.relations[verb] = head, relation
            elif not self._move(verb, head, relation):
                return
        if self._move(auxiliary, verb, "aux"):
            for c in dependents:
                if self.heads[c] == auxiliary:
                    self._move(c, verb, self.relations[c])

    def _mend_due(self) -> None:
        """Before an infinitive "due to" is no preposition: "is due to publish its results"."""
        children: list[list[int]] | None = None
        for due in range(len(self.forms) - 2):
            verb, form, upos = self.heads[due], self.forms[due + 2], self.upos[due + 2]
            if self.forms[due] != "due" or self.heads[due + 1] != due:
                continue
            if verb < due + 2 or self.relations[due] not in ("case", "mark"):
                continue
            if self.upos[verb] != "VERB" or upos not in ("VERB", "AUX"):
                continue
            if form != lemma(form, upos):
                continue
            children = self._children() if children is None else children
            self.upos[due] = "ADJ"
            self.heads[due], self.relations[due] = self.heads[verb], self.relations[verb]
            self.heads[verb], self.relations[verb] = due, "xcomp"
            self.heads[due + 1], self.relations[due + 1] = verb, "mark"
            for c in children[verb]:
                if c < due:
                    self.heads[c] = due
                    if self.relations[c] == "nsubj:pass":
                        self.relations[c] = "nsubj"

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
            if upos not in ("DET", "PRON", "ADP") and self.forms[i] != "the":
                continue
            head, relation, form = self.heads[i], self.relations[i], self.forms[i]
            if form in ("as", "to"):
                self._mend_amount(i)
                head, relation = self.heads[i], self.relations[i]
                if relation == "fixed":
                    continue
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
                or (self.heads[noun] == head and self.relations[noun] in _SUBJECTS)
            ):
                self._move(i, noun, relation)
            elif relation != "case":
                self.relations[i] = relation

    def _mend_amount(self, last: int) -> None:
        """Before a number "as much as" and "up to" are one adverb: "could bring up to 40 jobs"."""
        number = last + 1
        first = last - 1 if self.forms[last] == "to" else last - 2
        if first < 1 or tuple(self.forms[first:number]) not in _AMOUNTS:
            return
        if self.upos[number] not in ("NUM", "SYM") or self.sentence[first] != self.sentence[number]:
            return
        verb = self.heads[first]
        if verb == first - 1 and lemma(self.forms[verb], "VERB") in _RISING:
            return  # "climbed up to 40"
        for between in range(first + 1, number):
            self.heads[between], self.relations[between] = first, "fixed"
        if not self._move(first, number, "advmod"):
            return
        noun = number
        while noun + 1 < len(self.upos) and self.upos[noun] in ("NUM", "SYM"):
            if self.upos[noun + 1] not in ("NUM", "NOUN"):
                break
            noun += 1
        verb = self.heads[noun]
        if self.relations[noun] == "conj" and 0 <= verb < first and self.upos[verb] == "VERB":
            self.relations[noun] = "obj"  # without an "and" it is no conjunct

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
        begins = self.upos[left[second]]
        if left[second] > first and begins in _BEGINS_PHRASE:
            return False
        if left[second] > first and begins == "ADP":
            return self._move(second, first, "nmod")  # "the unfairness of the law"
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

    def _mend_late_subject(
        self,
        verb: int,
        late: int,
        edges: tuple[Sequence[int], Sequence[int]],
        children: Sequence[Sequence[int]],
    ) -> None:
        """Of two subjects the one after the verb is its object: "the bank keeps the business"."""
        subjects = [c for c in children[verb] if self.relations[c] in _SUBJECTS]
        if len(subjects) < 2:
            return
        there = self.forms[subjects[0]] == "there" and self.upos[subjects[0]] == "PRON"
        if there and self.forms[verb] in _EXISTING and len(subjects) == 2:
            self.relations[subjects[0]] = "expl"  # "there was so much to do"
            return
        start, after = edges[0][late], edges[1][late] + 1
        if self.heads[late] != verb or self.relations[late] not in _SUBJECTS or start <= verb:
            return
        if self.upos[verb] != "VERB" or self.upos[late] not in {*_NOMINAL, "SYM"}:
            return
        if self.upos[start - 1] in ("PUNCT", "CCONJ", "SCONJ"):
            return
        name = lemma(self.forms[verb], "VERB")
        if name in SPEECH or is_belief(name):
            for c in (*children[late], *children[verb]):
                if self.relations[c] not in ("conj", "ccomp"):
                    continue
                if not late < c <= min(after + _NEAR, late + _DEEP):
                    continue
                joined = not _JOINS.isdisjoint(self.upos[late:c])
                if not joined and self._lacks(c, children):
                    # "Believes his efforts will matter": what follows is what is believed.
                    if self._move(c, verb, "ccomp"):
                        self._move(late, c, "nsubj")
                    return
            if name in SPEECH:
                return  # "he said" inside of "said Smith"
        has_case = any(self.relations[c] == "case" and c < late for c in children[late])
        if "VERB" in self.upos[max(verb + 1, start - _NEAR) : start]:
            if self.upos[start - 1] != "VERB":
                return
            there = any(self.relations[c] == "expl" for c in children[start - 1])
            self._move(late, start - 1, "obl" if has_case else "nsubj" if there else "obj")
            return
        things = [c for c in children[verb] if self.relations[c] == "obj"]
        if after < len(self.upos) and self.upos[after] in ("VERB", "AUX"):
            if self.heads[after] == verb and self.relations[after] == "xcomp":
                self.relations[late] = "obj"  # "they let you take ten"
                for thing in things:
                    if thing > after:
                        self._move(thing, after, "obj")
            return  # else it may well be the subject of what follows
        if has_case:
            self.relations[late] = "obl"
            return
        if not things:
            self.relations[late] = "obj"
        elif self.upos[late] == "PRON" and late < things[0]:
            self.relations[late] = "iobj"

    def _lacks(self, predicate: int, children: Sequence[Sequence[int]]) -> bool:
        """Whether a predicate has an auxiliary but no subject."""
        relations = {self.relations[c] for c in children[predicate]}
        return not relations.isdisjoint(_AUXILIARIES) and relations.isdisjoint(_SUBJECTS)

    def _mend_appositions(self, left: Sequence[int]) -> None:
        """What stands for a person names who speaks: "a spokesman for the minister, Ann Price"."""
        for name, person in enumerate(self.heads):
            if self.relations[name] != "appos" or self.upos[name] != "PROPN" or person < 0:
                continue
            office = self.heads[person]
            if self.relations[person] != "nmod" or not 0 <= office < person < name:
                continue
            if self.forms[left[person]] not in _OF_OFFICE or self.forms[left[name] - 1] != ",":
                continue
            if self.upos[office] != "NOUN" or self.forms[office] not in PERSON_WORDS:
                continue
            if self.forms[office] == lemma(self.forms[office], "NOUN") and self._is_person(person):
                self.heads[name] = office

    def _is_person(self, noun: int) -> bool:
        """Whether a noun names a person: by what the noun says, or by a title before a name."""
        if self.upos[noun] == "NOUN":
            form = self.forms[noun]
            return form in PERSON_WORDS and form == lemma(form, "NOUN")
        return noun > 0 and self.heads[noun - 1] == noun and self.relations[noun - 1] == "nmod:desc"

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
