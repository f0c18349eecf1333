"""Mends dependency trees where a word's relation, its head and its part of speech disagree.

The encoder chooses heads and relations apart from each other, so a tree may hold a "compound" of a
verb, two subjects of one verb with another verb between them, or an object before the infinitive
that it belongs in front of. Each repair here undoes one such contradiction, and leaves alone what
a sound tree holds. Everything takes time in proportion to the number of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.lemmas import lemma

_NAMES = frozenset({"NOUN", "PROPN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSAL = frozenset(
    """root ccomp conj advcl advcl:relcl acl acl:relcl parataxis csubj csubj:pass xcomp""".split()
)
#: Relations that only a noun can govern.
_OF_NOUN = frozenset({"flat", "compound", "nmod:desc", "nmod", "appos"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_WH = frozenset("who whom which whose that what where when why how whoever whatever".split())
_RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "whose"})
_SUBORDINATORS = frozenset(
    "while although though because whereas if unless when whenever once after before since".split()
)
#: Verbs that what they act on may follow with a bare infinitive: "made him resign".
_WITH_BARE_INFINITIVE = frozenset("make let have help see hear watch feel notice".split())
_MONTHS = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_ENDS_PHRASE = frozenset({"ADP", "AUX", "SCONJ"})
#: No word is taken to lie deeper in its tree than this; it bounds the work on odd trees.
_DEEP = 100
_BEFORE_NOUN = frozenset("compound amod det nummod nmod:poss nmod:desc case".split())
_AFTER_VERB = frozenset("obj obl obl:agent iobj xcomp compound:prt".split())
_BEFORE_VERB = frozenset("nsubj nsubj:pass aux aux:pass mark".split())
_TITLES = frozenset({"mr.", "mrs.", "ms.", "dr.", "sen.", "rep.", "gov.", "mr", "mrs", "ms"})
#: Nouns that a clause may complete without "that".
_WITH_CLAUSE = frozenset("sign indication evidence proof hope fear chance belief".split())
_COMPARED = frozenset({"more", "less", "fewer", "greater", "higher", "lower"})
_ADVERBIAL = frozenset({"advmod", "obl", "obl:unmarked", "advcl"})
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVES = frozenset({"my", "your", "our", "its", "their"})
#: Verbs that a question may complete: "asked reporters who did it".
_ASKED = frozenset("tell ask inform remind show teach wonder know question say".split())
_LINKING = frozenset("become remain seem feel look stay appear get grow sound prove".split())
#: A modifier is looked for no further than this many tokens from where its phrase begins.
_NEAR = 8


class Tree:
    """The words of one document with the heads and relations to mend, in place.

    Attributes:
        words: Each token as printed.
        forms: Each token, lower-case.
        upos: Part of speech of each token.
        heads: Head of each token, or -1; no head lies outside its sentence.
        relations: Relation of each token to its head.
        sentence: Index of each token's sentence.
    """

    def __init__(
        self,
        words: Sequence[str],
        forms: Sequence[str],
        sentence: Sequence[int],
        upos: list[str],
        heads: list[int],
        relations: list[str],
    ) -> None:
        self.words = words
        self.forms = forms
        self.sentence = sentence
        self.upos = upos
        self.heads = heads
        self.relations = relations

    def mend(self) -> None:
        """Makes every repair, from the smallest phrases to the clauses."""
        self._mend_roots()
        self._mend_possessives()
        self._mend_determiners()
        self._mend_names()
        self._mend_prepositions()
        self._mend_nouns_of_verbs()
        self._mend_verbs()
        self._mend_subjects()
        self._mend_clauses()

    # Access

    def _children(self) -> list[list[int]]:
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
            if head > i and self.upos[i] != "PUNCT":
                left[head] = min(left[head], left[i])
        for i in range(len(self.heads) - 1, -1, -1):
            head = self.heads[i]
            if 0 <= head < i and self.upos[i] != "PUNCT":
                right[head] = max(right[head], right[i])
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

    def _lemma(self, token: int) -> str:
        return lemma(self.words[token], self.upos[token])

    def _main_noun(self, first: int) -> int:
        """The last noun of the run of words that starts at a token, or -1."""
        found = -1
        for i in range(first, min(first + _NEAR, len(self.heads))):
            if self.upos[i] in _NAMES:
                found = i
            elif (
                found >= 0
                or self.upos[i] not in ("ADJ", "ADV", "NUM", "PUNCT", "VERB", "DET")
                or (self.upos[i] == "PUNCT" and self.forms[i] not in ("-", "“", '"', "‘"))
            ):
                break
        return found

    # Roots

    def _mend_roots(self) -> None:
        """The word labelled "root" hangs from nothing; what wrongly did hangs from it."""
        heads, relations = self.heads, self.relations
        for i, relation in enumerate(relations):
            if relation != "root" or heads[i] < 0:
                continue
            top, steps = heads[i], 0
            while heads[top] >= 0 and steps < _DEEP:
                top, steps = heads[top], steps + 1
            if heads[top] < 0 and relations[top] != "root":
                heads[i], heads[top] = -1, i
                self._place(top)
            elif self.upos[i] in _VERBAL:
                relations[i] = "ccomp" if heads[i] > i else "parataxis"

    def _place(self, token: int) -> None:
        """Looks near a word for the head that its relation asks for."""
        relation = self.relations[token]
        if relation in _BEFORE_NOUN:
            head = self._main_noun(token + 1)
        elif relation in _AFTER_VERB:
            near = range(token - 1, max(token - _NEAR, -1), -1)
            head = next((i for i in near if self.upos[i] == "VERB"), -1)
        elif relation in _BEFORE_VERB:
            near = range(token + 1, min(token + _NEAR, len(self.heads)))
            head = next((i for i in near if self.upos[i] == "VERB"), -1)
        else:
            head = -1
        if head >= 0:
            self._move(token, head, relation)

    # Noun phrases

    def _mend_possessives(self) -> None:
        """The "'s" belongs to the noun before it, and that to the noun after it."""
        for i in range(1, len(self.heads) - 1):
            if self.upos[i] != "PART" or self.forms[i] not in _POSSESSIVE:
                continue
            owner = i - 1
            while self.relations[owner] == "flat" and 0 <= self.heads[owner] < owner:
                owner = self.heads[owner]
            if self.upos[owner] not in _NAMES:
                continue
            if self.heads[i] > i or self.heads[i] == owner:
                self._move(i, owner, "case")
            if self.heads[i] == owner and self.relations[owner] != "nmod:poss":
                owned = self._main_noun(i + 1)
                if owned >= 0 and (self.relations[owner] in _OF_NOUN or self.heads[owner] != owned):
                    self._move(owner, owned, "nmod:poss")

    def _mend_determiners(self) -> None:
        """What a noun phrase begins with belongs to its own noun, as do the words of a name."""
        for i in range(len(self.heads) - 1):
            head, upos = self.heads[i], self.upos[i]
            if self.forms[i] in _TITLES and self.upos[i + 1] == "PROPN":
                self.upos[i] = "PROPN"
                self._move(i, i + 1, "nmod:desc")
                continue
            if upos == "PROPN":
                self._mend_name(i)
                continue
            if i and self.forms[i] == "than" and self.forms[i - 1] in _COMPARED:
                if self.upos[i + 1] in ("NUM", "SYM") or self.forms[i + 1] == "$":
                    self._move(i - 1, i + 1, "advmod")
                    self._move(i, i - 1, "fixed")  # "more than 40"
                continue
            if upos not in ("DET", "PRON", "ADP"):
                continue
            relation = self.relations[i]
            if self.forms[i] in _ARTICLES:
                relation = "det"
            elif self.forms[i] in _POSSESSIVES:
                relation = "nmod:poss"
            elif upos == "ADP" and relation in ("case", "mark") and 0 <= head < i:
                relation = "case"
            elif relation not in ("det", "nmod:poss") or upos == "ADP":
                continue
            noun = self._main_noun(i + 1)
            if noun >= 0 and (
                head < i
                or (head > noun and not _ENDS_PHRASE.isdisjoint(self.upos[noun + 1 : head]))
            ):
                self._move(i, noun, relation)
            elif relation != "case":
                self.relations[i] = relation

    def _mend_name(self, i: int) -> None:
        """The first word of a name goes with the next, if it goes with nothing near."""
        after = i + 1
        if self.upos[after] != "PROPN" or self.heads[after] == i or self.forms[after] in _MONTHS:
            return
        if self.relations[i] not in ("nmod:poss", "compound", "nsubj", "nmod:desc"):
            return
        if self.relations[after] in ("flat", "appos", "conj", "obl:unmarked", "nmod:unmarked"):
            return
        if not i < self.heads[i] <= self._main_noun(after):
            self._move(i, after, "compound")

    def _mend_names(self) -> None:
        """Joins the pieces of a name or compound that hang from the same word side by side."""
        left, right = self._edges()
        for i in range(1, len(self.heads)):
            before = (i if self.upos[i - 1] in _NAMES else left[i]) - 1
            if before < 0 or self.upos[i] not in _NAMES or self.heads[i] < 0:
                continue
            if self.relations[i] not in ("obl", "obj", "nsubj", "nsubj:pass", "nmod"):
                continue
            if self.forms[i] in _MONTHS:
                continue
            if self.forms[before] == "-" and before > 0 and self.relations[before] == "punct":
                before -= 1
            piece = before
            while self.relations[piece] == "flat" and 0 <= self.heads[piece] < piece:
                piece = self.heads[piece]
            if (
                self.heads[piece] == self.heads[i]
                and self.relations[piece] == self.relations[i]
                and (right[piece] <= before or self.upos[before] == self.upos[i] == "PROPN")
                and self.upos[piece] in _NAMES | {"VERB"}
                and self.upos[before] in _NAMES | {"VERB"}
                and self.forms[left[i]] not in _POSSESSIVE
                and (before < left[i] - 1 or left[i] == i or self.upos[i] == "PROPN")
                and self.upos[before + 1] not in ("DET", "ADP", "PRON", "PUNCT", "CCONJ", "SCONJ")
                and (self.upos[piece] != "VERB" or before < left[i] - 1)
            ):
                self._move(piece, i, "compound")

    def _mend_prepositions(self) -> None:
        """A preposition belongs to the phrase right after it: "in Rome in May"."""
        left, _ = self._edges()
        for i in range(len(self.heads) - 1):
            head = self.heads[i]
            if self.relations[i] != "case" or self.upos[i] != "ADP" or head <= i + 1:
                continue
            # The topmost word whose phrase starts right after the preposition.
            for t in range(i + 1, min(i + _NEAR, head)):
                if left[t] == i + 1 and self.upos[t] in _NOMINAL:
                    above = self.heads[t]
                    if not i < above <= head and self.relations[t] in ("obl", "nmod", "obj"):
                        self._move(i, t, "case")
                        break

    # Arguments

    def _mend_nouns_of_verbs(self) -> None:
        """A bare noun that hangs from a verb is its subject before it, its object after it."""
        children = self._children()
        left, right = self._edges()
        for i, head in enumerate(self.heads):
            if head < 0 or self.upos[i] not in _NOMINAL or self.upos[head] != "VERB":
                continue
            relation = self.relations[i]
            if relation == "obj" and any(
                self.relations[c] == "case" and self.upos[c] == "ADP" and c < i for c in children[i]
            ):
                self.relations[i] = "obl"
                continue
            after = right[i] + 1
            if relation == "obj" and after < head and self.upos[after] == "AUX":
                others = {self.relations[c] for c in children[head]}
                if (
                    self.heads[after] == head
                    and self.forms[i] not in _WH
                    and not others & _SUBJECTS
                ):
                    self.relations[i] = "nsubj"  # "the gains may prove short"
                continue
            if relation not in _OF_NOUN or self.relations[head] not in _CLAUSAL:
                continue
            below = children[i]
            if any(self.relations[c] == "case" for c in below):
                if relation == "nmod":
                    self.relations[i] = "obl"
                continue
            others = {self.relations[c] for c in children[head] if c != i}
            if i < head:
                between = self.upos[i + 1 : head]
                if others & _SUBJECTS or "-" in self.forms[i + 1 : head] or "PUNCT" in between:
                    continue
                if set(between) & {"VERB", "SCONJ", "CCONJ"} or relation == "nmod":
                    continue
                self.relations[i] = "nsubj"
            elif "obj" not in others and left[i] <= head + 1:
                self.relations[i] = "obj"

    def _mend_verbs(self) -> None:
        """Auxiliaries of verbs, "to" before verbs, and linking verbs."""
        children = self._children()
        for i, upos in enumerate(self.upos):
            if upos == "AUX" and lemma(self.words[i], "VERB") in _LINKING:
                if self.relations[i] in _CLAUSAL:
                    self.upos[i] = "VERB"
            elif upos == "VERB":
                self._mend_copula(i, children[i])
                self._mend_infinitive(i, children[i])
            linking = i > 0 and self.upos[i - 1] == "VERB" and self._lemma(i - 1) in _LINKING
            if linking and self.relations[i] == "xcomp" and upos == "ADJ":
                self._move(i, i - 1, "xcomp")

    def _mend_copula(self, verb: int, children: Sequence[int]) -> None:
        """A form of "be" right before a verb is an auxiliary: "progress was made"."""
        relations, forms = self.relations, self.forms
        if any(relations[c].endswith(":outer") for c in children):
            return
        copulas = [c for c in children if relations[c] == "cop" and c < verb]
        if not copulas:
            return
        subjects = [c for c in children if relations[c] in _SUBJECTS]
        if len(subjects) > 1 and subjects[0] < copulas[0] < subjects[1]:
            # "The truth is that he left": a whole clause is said of the truth.
            relations[subjects[0]] = "nsubj:outer"
            return
        if forms[verb] == self._lemma(verb) or forms[verb] == "done":
            return
        between = range(copulas[-1] + 1, verb)
        if any(self.upos[b] not in ("ADV", "PART", "AUX") or forms[b] == "to" for b in between):
            return
        passive = not forms[verb].endswith("ing")
        for copula in copulas:
            relations[copula] = "aux:pass" if passive else "aux"
        for c in children:
            if passive and relations[c] == "nsubj":
                relations[c] = "nsubj:pass"

    def _mend_infinitive(self, verb: int, children: Sequence[int]) -> None:
        """What stands before "to" belongs to the verb before: "urged the rivals to sign"."""
        marker = verb - 1
        while marker > 0 and self.upos[marker] == "ADV":
            marker -= 1
        if marker < 1 or self.forms[marker] != "to" or self.upos[marker] != "PART":
            return
        before = marker - 1
        if self.upos[before] == "VERB":
            if self.relations[verb].startswith("acl"):
                self._move(verb, before, "xcomp")
            return
        governor = self.heads[verb]
        if any(self.relations[c] == "cop" for c in children):
            return
        if governor < 0 or governor > marker or self.upos[governor] != "VERB":
            return
        objects = [c for c in children if c < marker and self.relations[c] in ("obj", "nsubj")]
        if len(objects) != 1 or objects[0] < governor or self.forms[objects[0]] in _WH:
            return
        if self.relations[verb] not in ("xcomp", "ccomp", "advcl"):
            return
        if self.upos[objects[0]] in _NOMINAL and "for" not in self.forms[governor:marker]:
            self._move(objects[0], governor, "obj")
            self.relations[verb] = "xcomp"

    # Clauses

    def _mend_subjects(self) -> None:
        """Gives one of two subjects of a verb to the verb without any that it stands before."""
        children = self._children()
        left, right = self._edges()
        for verb, dependents in enumerate(children):
            subjects = [c for c in dependents if self.relations[c] in _SUBJECTS]
            for subject in subjects:
                self._mend_subject(subject, verb, right[subject] + 1, children)
            subjects = [
                c for c in subjects if self.heads[c] == verb and self.relations[c] in _SUBJECTS
            ]
            if len(subjects) < 2:
                continue
            first, second = subjects[0], subjects[1]
            if self._join_subjects(first, second, left, right):
                continue
            other = self._verb_between(first, second, children)
            if other < 0 or any(self.relations[c] in _SUBJECTS for c in children[other]):
                continue
            if verb in (other, self.heads[other]) or self.heads[other] == self.heads[verb]:
                self._split(verb, other, first, dependents)

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
        if other < after or self.relations[after] not in ("aux", "aux:pass", "cop"):
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
        if left[second] > first and self.upos[left[second]] in ("DET", "PRON", "PUNCT"):
            return False
        return self._move(first, second, "compound")

    def _verb_between(self, first: int, second: int, children: Sequence[Sequence[int]]) -> int:
        """The verb right after a subject, or the verb of a reported clause after it; or -1."""
        i = first + 1
        while i < second and self.upos[i] in ("AUX", "ADV", "PART"):
            i += 1
        if i < second and self.upos[i] == "VERB":
            return i
        reported = (
            c
            for c in children[self.heads[first]]
            if first < c < second and self.relations[c] == "ccomp" and self.upos[c] == "VERB"
        )
        return next(reported, -1)

    def _split(self, verb: int, other: int, subject: int, dependents: Sequence[int]) -> None:
        """Makes two clauses of one: "we can report progress was made"."""
        beside = self.heads[other] == self.heads[verb] and self.heads[other] != verb
        if beside and verb > other:
            self._move(verb, other, "ccomp")
        if not self._move(subject, other, self.relations[subject]):
            return
        for c in dependents:
            if (c < other and subject < c and self.relations[c] in ("aux", "advmod")) or (
                c < subject and beside and self.relations[c] in _ADVERBIAL
            ):
                self._move(c, other, self.relations[c])

    def _mend_clauses(self) -> None:
        """Relative, adverbial and reported clauses."""
        children = self._children()
        left, right = self._edges()
        for i, relation in enumerate(self.relations):
            head = self.heads[i]
            if head < 0:
                continue
            if relation == "advcl" and self.upos[i] in _NAMES:
                self._mend_nominal(i, children[i])
            elif (
                relation in ("conj", "obj", "obl", "nsubj")
                and self.upos[i] in _NAMES
                and self.upos[head] == "VERB"
            ):
                self._mend_coordination(i, left[i], children[i])
            if relation in ("acl:relcl", "appos"):
                # What modified a piece of a name modifies the whole.
                while self.relations[head] == "compound" and head < self.heads[head] < i:
                    head = self.heads[head]
                self._move(i, head, relation)
            linked = any(self.relations[c] == "cop" for c in children[i])
            if linked or (
                relation in ("acl:relcl", "advcl", "ccomp", "parataxis", "conj")
                and self.upos[i] in _VERBAL
            ):
                self._mend_relative(i, left[i], children[i])
            if linked and relation in ("obj", "obl", "nmod") and head < i:
                self._mend_linked(i, children[i])
            if relation == "acl" and self.upos[i] == "VERB":
                self._mend_adverbial(i, children[i])
            elif self.relations[i] == relation == "conj" and self.upos[i] == "VERB":
                self._mend_conjunct(i, children)
            elif relation == "ccomp" and self.upos[i] in _VERBAL:
                self._mend_reported(i, left, right, children)

    def _mend_nominal(self, noun: int, children: Sequence[int]) -> None:
        """A noun with a preposition is no clause: "after talks"."""
        if any(self.relations[c] in _SUBJECTS or self.relations[c] == "cop" for c in children):
            return
        marks = [c for c in children if self.relations[c] == "mark" and c < noun]
        if marks and self.upos[self.heads[noun]] in _VERBAL:
            self.relations[noun] = "obl"
            for c in marks:
                self.relations[c] = "case"

    def _mend_coordination(self, noun: int, first: int, children: Sequence[int]) -> None:
        """A noun after "and" goes with the noun before it, not with the verb."""
        if self.relations[first] != "cc" or any(
            self.relations[c] in _SUBJECTS or self.relations[c] in ("cop", "case") for c in children
        ):
            return
        before = first - 1
        while before > 0 and self.upos[before] == "PUNCT":
            before -= 1
        verb = self.heads[noun]
        if before < 0 or self.upos[before] not in _NOMINAL:
            return
        for _ in range(_NEAR):
            above = self.heads[before]
            if above == verb:
                self._move(noun, before, "conj")
                return
            if above < 0 or self.upos[above] not in _NOMINAL:
                return
            before = above

    def _mend_linked(self, token: int, children: Sequence[int]) -> None:
        """What "be" links is a clause: "believes his efforts will be a success"."""
        if any(self.relations[c] in _SUBJECTS for c in children):
            return
        noun = self.heads[token]
        for _ in range(_NEAR):
            verb = self.heads[noun]
            if verb < 0:
                return
            governed = self.upos[verb] == "VERB" and verb < noun and self.relations[verb] != "acl"
            if governed and self.relations[noun] == "obj" and self._move(token, verb, "ccomp"):
                self._move(noun, token, "nsubj")
                return
            noun = verb

    def _mend_relative(self, verb: int, first: int, children: Sequence[int]) -> None:
        """A clause that "who" or "which" begins after a noun modifies that noun."""
        while first < verb and self.upos[first] == "PUNCT":
            first += 1
        if first == verb or self.relations[verb] == "root":
            return
        if self.forms[first] == "where" and self.relations[first - 1] in ("obl", "nmod"):
            if self.relations[verb] == "ccomp" and self.upos[first - 1] in _NAMES:
                self._move(verb, first - 1, "acl:relcl")  # "at the mansion where they met"
            return
        if self.forms[first] not in _RELATIVE_PRONOUNS and not (
            self.forms[first] == "that"
            and self.relations[first] in _SUBJECTS
            and self.upos[first] == "PRON"
            and self.relations[verb] != "ccomp"
            and self.relations[first - 1] != "cc"
        ):
            return
        before = first - 1
        while before >= 0 and self.forms[before] in (",", "–", "—"):
            before -= 1
        relative = self.relations[verb] == "acl:relcl"
        if before < 0 or (
            before == first - 1
            and not relative
            and (
                self.forms[first] not in ("who", "that") or self._lemma(self.heads[verb]) in _ASKED
            )
        ):
            return
        if self.upos[before] not in _NAMES and self.upos[before] != "NUM":
            return
        if relative and self.heads[verb] < verb:
            return
        noun = before
        while self.relations[noun] in ("flat", "compound", "nummod", "nmod:unmarked", "nmod"):
            above = self.heads[noun]
            if not 0 <= above < noun or self.upos[above] not in _NAMES:
                break
            if self.relations[noun] == "nmod" and self.upos[noun] == "NOUN":
                break
            noun = above
        if self._move(verb, noun, "acl:relcl"):
            # A bare "which" of a clause with a subject is what its verb acts on.
            pronoun = self.relations[first] == "obl" and self.heads[first] == verb
            if pronoun and not any(self.relations[c] == "obj" for c in children):
                self.relations[first] = "obj"

    def _mend_adverbial(self, verb: int, children: Sequence[int]) -> None:
        """A clause with a subject, and no "that", modifies a clause, not a noun."""
        marks = [self.forms[c] for c in children if self.relations[c] == "mark"]
        if not any(self.relations[c] in _SUBJECTS for c in children):
            return
        if marks and _SUBORDINATORS.isdisjoint(marks):
            return
        above = self.heads[verb]
        for _ in range(_NEAR):
            if above < 0:
                return
            if self.upos[above] == "VERB":
                self._move(verb, above, "advcl")
                return
            above = self.heads[above]

    def _mend_conjunct(self, verb: int, children: Sequence[Sequence[int]]) -> None:
        """A participle after a comma goes with the clause before: "…, expanding control"."""
        head = self.heads[verb]
        if self.upos[head] == "ADJ" and all(
            self.relations[c] in ("cc", "punct", "advmod") for c in children[verb]
        ):
            if any(self.relations[c] == "cop" for c in children[head]):
                self.upos[verb] = "ADJ"  # "was ready and determined"
            return
        if not self.forms[verb].endswith("ing") or self.forms[head].endswith("ing"):
            return
        if any(
            self.relations[c] in ("cc", "aux") or self.relations[c] in _SUBJECTS
            for c in children[verb]
        ):
            return
        if self.upos[head] != "VERB" or head > verb:
            return
        conjuncts = (c for c in reversed(children[head]) if self.relations[c] == "conj")
        if next(conjuncts, verb) > verb:
            return  # "eating, drinking and …"
        earlier = [
            i
            for i in range(max(head + 1, verb - _DEEP), verb)
            if self.upos[i] == "VERB"
            and self.relations[i] in ("conj", "advcl", "ccomp")
            and any(self.relations[c] in _SUBJECTS for c in children[i])
        ]
        self._move(verb, earlier[-1] if earlier else head, "advcl")

    def _mend_reported(
        self,
        verb: int,
        left: Sequence[int],
        right: Sequence[int],
        children: Sequence[Sequence[int]],
    ) -> None:
        """What stands before a reported verb is its subject: "said talks broke down"."""
        governor = self.heads[verb]
        subject = next((c for c in children[verb] if self.relations[c] in _SUBJECTS), verb)
        noun = left[subject] - 1
        takes = noun >= 0 and self.forms[noun] in _WITH_CLAUSE and governor > verb
        if takes and self.heads[noun] in (verb, governor) and self._move(noun, governor, "obl"):
            self._move(verb, noun, "acl")  # "in a sign they might agree, he said"
        if governor > verb or self.upos[governor] != "VERB":
            return
        for c in children[verb]:
            if self.relations[c] in _SUBJECTS | {"mark"} or self.relations[c].startswith("csubj"):
                return
        if self.forms[verb].endswith("ing") or self._lemma(governor) in _WITH_BARE_INFINITIVE:
            return
        before = left[verb] - 1
        for _ in range(_NEAR):
            if before <= governor:
                return
            if self.heads[before] == governor:
                break
            before = self.heads[before]
        found = right[before] + 1 == left[verb] and self.relations[before] == "obj"
        if found and before > governor and self.upos[before] in _NOMINAL:
            self._move(before, verb, "nsubj")
