"""What clause structure asks of a word in its tree: predicates, their forms, relative clauses."""

from __future__ import annotations

from functools import cached_property
from itertools import takewhile

from newsclaims.syntax.trees import LONGEST_PHRASE, RELATIVES, Trees
from newsclaims.words import having
from newsclaims.words.dependencies import (
    AROUND_VERB,
    AUXILIARIES,
    BEFORE_INFINITIVE,
    CLAUSAL,
    OWN_PREDICATE,
    SUBJECTS,
    VERBAL,
)
from newsclaims.words.factuality import AUXILIARY_LIKE, CONDITIONS, NEGATIONS, RAISING_PASSIVES

#: What may stand before a participle that is put forward in its own right.
_BESIDE = having("participle-opener")
_PAST_AUXILIARIES = having("past-form") | {"have", "has"}
#: Verbs that have no passive, so that "was hit and died" shares no auxiliary.
_NEVER_PASSIVE = having("never-passive")

_COMPARATIVES = having("comparative")

__all__ = ["SUBJECTS", "Syntax"]


class Syntax(Trees):
    """The dependency trees of a document, with what they say of predicates."""

    @cached_property
    def _inner(self) -> dict[int, int | None]:
        return {}

    def is_predicate(self, token: int) -> bool:
        """Whether a clause hangs from a token."""
        if self.has_subject[token] or self.has_copula[token]:
            return True
        return self.upos[token] in VERBAL and self.relations[token] in CLAUSAL

    def inner_verb(self, token: int) -> int | None:
        """The verb that a verb or adjective takes into its predicate, if any."""
        if token not in self._inner:
            self._inner[token] = self._find_inner_verb(token)
        return self._inner[token]

    def _find_inner_verb(self, token: int) -> int | None:
        found = None
        for child in self.children[token]:
            relation = self.relations[child]
            if relation in ("obj", "iobj", "ccomp"):
                return None
            if relation == "xcomp" and child > token:
                found = child
        if found is None or self.has_subject[found]:
            return None
        if self.upos[found] != "VERB" and not self.has_copula[found]:
            return None
        if self.upos[token] not in VERBAL and self.lemma(token) not in AUXILIARY_LIKE:
            return None
        # Only adverbs and the infinitive's own markers may stand between.
        verb = found
        if self.has_copula[found]:
            verb = min(c for c in self.children[found] if self.relations[c] == "cop")
        for i in range(token + 1, verb):
            if self.relations[i] not in BEFORE_INFINITIVE or self.heads[i] not in (token, found):
                return None
        return found

    def is_auxiliary_like(self, token: int) -> bool:
        """Whether a verb that takes another in leaves it to that one to name the event."""
        name = self.lemma(token)
        return name in AUXILIARY_LIKE or (name in RAISING_PASSIVES and self.is_passive[token])

    def stretch(self, token: int, anchor: int, copular: bool) -> tuple[int, int]:
        """The run of auxiliaries, negations and adverbs around a predicate's printed verb."""
        first = anchor
        while first - 1 in self._hyphens:
            first -= 2  # "well-formed"
        position = first
        children = self.children[token]
        for child in reversed(children):
            if child >= position:
                continue
            relation = self.relations[child]
            if relation not in AROUND_VERB or self.right[child] != position - 1:
                break
            position = self.left[child]
            if relation != "advmod" or self.forms[child] in NEGATIONS:
                first = position
        last = anchor + 1
        for child in children:
            if child == last and (
                self.relations[child] == "compound:prt"
                or (copular and child < token and self.relations[child] in ("aux", "cop"))
                or (self.forms[child] in NEGATIONS and self.relations[child] == "advmod")
            ):
                last += 1
        return first, last

    def shared_predicate(self, token: int) -> list[int]:
        """What an earlier verb's predicate lends to a verb that "and" joins to it.

        The auxiliaries of "was shot and killed", the outer verb of "agreed to meet and talk".
        """
        first = self.heads[token]
        if self.relations[token] != "conj" or self.upos[token] != "VERB" or first < 0:
            return []
        if self.has_subject[token] or self.upos[first] not in ("VERB", "ADJ") or first > token:
            return []
        if self._has_own_predicate(token):
            return []
        outer = self.heads[first]
        if self.relations[first] == "xcomp" and outer >= 0 and self.inner_verb(outer) == first:
            start = self.stretch(outer, outer, False)[0]
            lent = [i for i in range(start, first) if self.heads[i] in (outer, first) or i == outer]
            return lent if self._fits(token, self.forms[first - 1], first) else []
        before = list(takewhile(lambda c: c < first, self.children[first]))
        if self.is_infinitive(first) and self.forms[token] == self.lemma(token):
            return [c for c in before if self.forms[c] == "to"][:1]
        lent = [c for c in before if self.relations[c] in AUXILIARIES]
        negated = [c for c in self.negators.get(first, ()) if c < first]
        if not lent:
            return []
        if negated:
            joined = {self.forms[c] for c in self.children[token] if self.relations[c] == "cc"}
            if not joined & {"or", "nor"}:
                return []
            lent = sorted({*lent, *negated})
        auxiliaries = [i for i in lent if i not in negated]
        return lent if self._fits(token, self.lemma(auxiliaries[-1]), first) else []

    def _has_own_predicate(self, token: int) -> bool:
        return any(self.relations[c] in OWN_PREDICATE for c in self.children[token])

    def _fits(self, token: int, before: str, first: int) -> bool:
        """Whether a verb has the form that a word before the first conjunct asks for."""
        form, base = self.forms[token], self.lemma(token)
        if before == "be" and not self.forms[first].endswith("ing"):
            return self._may_be_passive(token)
        if form.endswith("ing") or self.forms[first].endswith("ing"):
            return form.endswith("ing") and self.forms[first].endswith("ing")
        if before == "have":
            return form != base or base == self.forms[first]
        return form == base

    def _may_be_passive(self, token: int) -> bool:
        form = self.forms[token]
        if self.own_object[token] >= 0 or form.endswith("ing") or form == self.lemma(token) + "s":
            return False
        return self.lemma(token) not in _NEVER_PASSIVE

    def is_past(self, token: int) -> bool:
        """Whether the finite verb that a clause hangs from is in the past tense."""
        for _ in range(LONGEST_PHRASE):
            head = self.heads[token]
            if head < 0:
                return False
            token = head
            finite = [c for c in self.children[token] if self.relations[c] in AUXILIARIES]
            if finite:
                return self.forms[finite[0]] in _PAST_AUXILIARIES
            if self.upos[token] == "VERB" and not self.is_infinitive(token):
                form, base = self.forms[token], self.lemma(token)
                if self.has_subject[token] or self.relations[token] in ("root", "conj"):
                    return form != base and not form.endswith(("s", "ing"))
        return False

    def is_infinitive(self, token: int) -> bool:
        """Whether "to" marks a verb, or the one that "and" joins it to."""
        if self.forms[token].endswith("ing"):
            return False
        second = self.relations[token] == "conj" and self.forms[token] == self.lemma(token)
        if second and not self._has_own_predicate(token):
            token = max(self.heads[token], 0)
        return any(
            self.forms[c] == "to" and self.relations[c] in ("mark", "aux")
            for c in takewhile(lambda c: c < token, self.children[token])
        )

    def is_past_form(self, token: int) -> bool:
        """Whether a verb may be a past tense or a past participle."""
        form = self.forms[token]
        return not form.endswith("ing") and form != self.lemma(token)

    def lending_verb(self, token: int) -> int:
        """The verb that governs the first of two infinitives, and the second too; or -1."""
        first = self.heads[token]
        if first >= 0 and self.relations[token] == "conj" and self.relations[first] == "xcomp":
            outer = self.heads[first]
            if outer >= 0 and outer in self.shared_predicate(token):
                return outer
        return -1

    def is_imperative(self, token: int) -> bool:
        """Whether a main verb is a bare base form, as that of a command is."""
        return (
            self.upos[token] == "VERB"
            and self.relations[token] in ("root", "parataxis", "ccomp")
            and self.forms[token] == self.lemma(token)
            and not self.is_infinitive(token)
        )

    def expletive(self, token: int, form: str) -> int:
        """The "it" of "it is clear that …", the "there" of "there is"; or -1."""
        for child in self.children[token]:
            if self.relations[child] == "expl" and self.forms[child] == form:
                return child
        return -1

    def related(self, token: int, relation: str) -> list[int]:
        """A token's dependents of one relation."""
        return [c for c in self.children[token] if self.relations[c] == relation]

    def is_conjoined(self, head: int, last: int) -> bool:
        """Whether a phrase that ends before a token holds another that is joined to its head."""
        return any(c < last for c in self.related(head, "conj"))

    def shared_object(self, token: int) -> int:
        """The object that the second of two verbs shares: "met and thanked the crew"; or -1."""
        first = self.heads[token]
        if self.relations[token] != "conj" or first < 0 or self.has_subject[token]:
            return -1
        shared = self.own_object[first]
        return shared if shared > token and self.upos[token] == "VERB" else -1

    def is_participle(self, token: int) -> bool:
        """Whether a verb is a participle without a subject or a finite auxiliary.

        What stands before it may say when it took place ("after losing"), not more ("of lying").
        """
        if self.upos[token] != "VERB" or self.has_subject[token]:
            return False
        for child in self.children[token]:
            relation, form = self.relations[child], self.forms[child]
            if relation == "mark":
                if form not in _BESIDE or (form == "by" and self.is_passive[self.heads[token]]):
                    return False
            elif relation in AUXILIARIES | {"case"} and form not in ("being", "having"):
                return False
        form = self.forms[token]
        if form.endswith(("ing", "ed", "en")):
            return True
        return form != self.lemma(token) and not form.endswith("s")

    def condition(self, token: int) -> str | None:
        """The word that makes an adverbial clause a condition; "had" in "had it rained"."""
        children = self.children[token]
        if self.forms[token] in CONDITIONS and self.related(token, "ccomp"):
            return self.forms[token]  # "provided that …" with a verb of its own
        for child in children:
            if self.relations[child] == "mark" and self.forms[child] in CONDITIONS:
                return self.forms[child]
        if any(self.relations[c] == "mark" for c in children):
            return None
        for child in children:
            if self.relations[child] in SUBJECTS:
                return None
            if self.relations[child] in AUXILIARIES:
                return self.forms[child] if self.forms[child] in ("had", "were", "should") else None
        return None

    def comparison(self, token: int) -> int:
        """The "than" or "as" of a clause that something is compared with, or -1.

        "Later than anybody expected", "as much as he paid"; not "as long as", "rather than".
        """
        forms, head, first = self.forms, self.heads[token], self.left[token]
        if not 0 <= head < first < token:
            return -1
        if forms[first] == "than" and forms[first - 1] not in ("rather", "other"):
            return first
        if forms[first] != "as" or forms[head] in ("long", "soon", "far"):
            return -1
        return first if any(forms[c] == "as" and c < head for c in self.children[head]) else -1

    def correlative(self, token: int) -> int:
        """The "the" that makes a clause as true as another one: "the more they pay"; or -1."""
        head = self.heads[token]
        if head > 0 and self.relations[token].endswith(":relcl") and self._compares(head):
            return head - 1 if self.forms[head - 1] == "the" else -1
        first = self.left[token]
        while first < token and self.upos[first] in ("PUNCT", "CCONJ"):
            first += 1
        subject = self.own_subject[token]
        if self.forms[first] != "the" or not first + 1 < subject < token:
            return -1
        # A noun may follow: "the more money they spend"; not "the older man left".
        within = self.left[subject] <= first
        return first if self._compares(first + 1) and not within else -1

    def _compares(self, token: int) -> bool:
        form = self.forms[token]
        adjective = self.upos[token] in ("ADJ", "ADV") and form.endswith("er")
        return form in _COMPARATIVES or adjective

    # Relative clauses

    @cached_property
    def antecedent(self) -> list[int]:
        """What each token modifies as a relative clause, or -1."""
        found = [-1] * len(self.forms)
        for token in self.order:
            head = self.heads[token]
            if self.relations[token] == "conj" and head >= 0:
                found[token] = found[head]
            elif head >= 0 and self.is_relative(token):
                found[token] = head
        return found

    def is_relative(self, token: int) -> bool:
        """Whether a clause is a relative one; with "where" it may be a plain "acl"."""
        relation = self.relations[token]
        if relation == "acl" and self.has_subject[token]:
            pronoun = self.relative_pronoun(token)
            return pronoun is not None and self.forms[pronoun] != "that"
        return relation == "acl:relcl" and self.upos[self.heads[token]] != "VERB"

    def relative_pronoun(self, token: int) -> int | None:
        """The relative pronoun among the first words of a relative clause."""
        for i in range(self.left[token], min(self.left[token] + 5, token)):
            if self.forms[i] in RELATIVES and self.upos[i] in ("PRON", "ADV", "DET"):
                return i
        return None
