"""Which clauses are put forward, by the article or by somebody it reports.

A parser errs: a clause that a faulty tree leaves without what it needs to say something by itself
is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from newsclaims.attributions.voices import Voices
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part
from newsclaims.factuality.clause_factuality import ClauseFactuality
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import FREE_RELATIVES
from newsclaims.words.factuality import SPEECH, is_belief

_IMPERSONAL = frozenset("seem appear turn happen mean".split())
#: Verbs that frame what is said elsewhere, beside those of speech and belief.
_ASIDES = frozenset({"mean", "know", "guess", "hope"})


#: Participles that stand for a preposition: "starting in May".
_PREPOSITIONAL = frozenset(
    """according based beginning compared concerning considering depending following given including
    regarding starting""".split()
)


class Assertions:
    """Decides which clauses are put forward."""

    def __init__(
        self, syntax: Syntax, clauses: Clauses, voices: Voices, factuality: ClauseFactuality
    ) -> None:
        self._syntax = syntax
        self._clauses = clauses
        self._voices = voices
        self._factuality = factuality
        size = len(syntax.forms)
        self._asserts = [False] * size
        self._put_forward = [False] * size
        inner = set()
        for token in syntax.order:
            if not syntax.is_predicate(token):
                continue
            nominal = syntax.upos[token] in ("NOUN", "PROPN") and not syntax.has_copula[token]
            top = self._is_top(token) and not nominal
            self._put_forward[token] = top or self._is_asserted(token)
            self._asserts[token] = self._put_forward[token] and (top or token not in inner)
            verb = syntax.inner_verb(token)
            if verb is not None:
                inner.add(verb)

    def clauses(self) -> Iterator[tuple[int, Clause]]:
        """The clauses that are put forward, each with the token that it hangs from."""
        for token, asserted in enumerate(self._asserts):
            if asserted:
                clause = self._clauses.clause(token)
                if clause.subject is None and self._voices.innermost[token] >= 0:
                    clause = evolve(clause, subject=self._speaking(token))
                if self._is_sound(clause) and not self._is_aside(token):
                    yield token, clause

    def main_token(self, voice: int) -> int:
        """The token that the rest of a content hangs from, a verb or else a noun."""
        syntax, voices = self._syntax, self._voices
        rank = {"VERB": 0, "AUX": 1, "NOUN": 2, "PROPN": 2, "ADJ": 2, "PRON": 3, "NUM": 3, "ADV": 4}
        tokens = [t for first, last in voices.stretches[voice] for t in range(first, last)]
        for t in tokens:
            # A whole clause, wherever a faulty tree has put it.
            clausal = syntax.has_copula[t] or syntax.upos[t] in ("VERB", "AUX")
            modifies = syntax.antecedent[t] >= 0 or syntax.relations[t] in ("acl", "advcl")
            if clausal and syntax.has_subject[t] and not modifies and voices.innermost[t] == voice:
                return t
        tops = [t for t in tokens if not voices.holds(voice, syntax.heads[t])]
        return min(tops or tokens, key=lambda t: (rank.get(syntax.upos[t], 5), t))

    def _speaking(self, token: int) -> Part | None:
        """The source as the subject of what it means to do: "planned to host a summit"."""
        voice = self._voices.innermost[token]
        source = self._voices.attributions[voice].source
        if source is None or not self._is_top(token) or not self._syntax.is_infinitive(token):
            return None
        found = self._voices.range_of(source)
        if found is None:
            return None
        return Part("subject", self._syntax.top(*found), *found, True)

    def _is_sound(self, clause: Clause) -> bool:
        """Whether a clause says something by itself, as far as a faulty tree lets it."""
        syntax, token = self._syntax, clause.head
        if clause.object is None and not clause.arguments and clause.last - clause.first == 1:
            name = syntax.lemma(token)
            if name in SPEECH or name in _ASIDES or is_belief(name):
                return False  # "I think", "you know"
            modifies = syntax.relations[token] in ("acl", "advcl") and not self._is_top(token)
            if modifies and syntax.is_participle(token):
                return False  # "the issues facing"
        if clause.lemma == "be" and clause.object is None and not clause.arguments:
            return False
        subject = clause.subject
        if subject is not None:
            borrowed = subject.filled and clause.first >= 0 and subject.first >= clause.last
            if borrowed and not self._is_top(token) and syntax.relations[token] != "advcl":
                return False  # who does it is said of another clause further on
            # A relative pronoun that nothing stands behind says nothing.
            pronoun = subject.first if subject.last == subject.first + 1 else -1
            return not (
                pronoun > 0
                and syntax.forms[pronoun] in ("who", "which", "that")
                and syntax.upos[pronoun - 1] in ("NOUN", "PROPN", "PUNCT")
                and syntax.sentence[pronoun - 1] == syntax.sentence[pronoun]
                and self._voices.innermost[pronoun - 1] == self._voices.innermost[pronoun]
            )
        if syntax.is_imperative(token):
            return clause.object is not None or bool(clause.arguments)
        return self._is_top(token) and not syntax.is_infinitive(token)

    def _is_aside(self, token: int) -> bool:
        """Whether an infinitive of a content in pieces hangs from another verb than its cue.

        "The bank may sell it, she said, asking not to be named": what she said ends before.
        """
        syntax, voices = self._syntax, self._voices
        voice, head = voices.innermost[token], syntax.heads[token]
        if not self._is_top(token) or head < 0 or len(voices.stretches[voice]) < 2:
            return False
        if not syntax.is_infinitive(token) or syntax.upos[head] != "VERB":
            return False
        if not syntax.is_participle(head) or not syntax.forms[head].endswith("ing"):
            return False
        first = voices.stretches[voice][0][0]
        return first < head < token and voices.cue_of[head] != voice

    def _is_top(self, token: int) -> bool:
        return self._voices.is_top(token, self._syntax.heads[token])

    def _is_asserted(self, token: int) -> bool:
        syntax = self._syntax
        relation, head = syntax.relations[token], syntax.heads[token]
        clausal = syntax.has_copula[token] or (
            syntax.has_subject[token] and syntax.upos[token] in ("VERB", "AUX", "ADJ")
        )
        if syntax.upos[token] == "AUX" and syntax.lemma(token) != "be":
            # "They didn't": what they did not do is said elsewhere.
            return False
        if head < 0:
            return clausal or syntax.upos[token] in ("VERB", "AUX")
        base = relation.partition(":")[0]
        if base == "conj":
            if (outer := syntax.lending_verb(token)) >= 0:
                return self._put_forward[outer]
            return self._put_forward[head] or (clausal and not syntax.is_predicate(head))
        if relation in ("acl:relcl", "advcl:relcl") and syntax.forms[head] in FREE_RELATIVES:
            return False
        if syntax.is_relative(token):
            return True
        if base == "advcl":
            if syntax.is_infinitive(token):
                return False
            if not clausal and syntax.forms[token] in _PREPOSITIONAL:
                return False
            return clausal or syntax.is_participle(token)
        if base == "acl" and not clausal:
            return syntax.is_participle(token)
        if base in ("ccomp", "csubj", "acl"):
            if not clausal or syntax.is_infinitive(token):
                return False
            return self._voices.innermost[token] >= 0 or self._is_vouched_for(token)
        if base == "xcomp":
            return (
                syntax.inner_verb(head) == token
                and syntax.is_auxiliary_like(head)
                and self._put_forward[head]
            )
        if base == "parataxis":
            if syntax.lemma(token) in SPEECH or is_belief(syntax.lemma(token)):
                # "…, I think" and "…, the post said" only frame what they interrupt.
                return any(syntax.relations[c] in ("obj", "ccomp") for c in syntax.children[token])
            return clausal or syntax.upos[token] == "VERB"
        return clausal

    def _is_vouched_for(self, token: int) -> bool:
        """Whether the article itself stands by a clause that a word of its own governs."""
        syntax = self._syntax
        head = syntax.heads[token]
        if syntax.upos[head] == "AUX":
            return True  # "the problem is that …"
        effect = self._factuality.implied(head)
        if effect is None or syntax.lemma(head) in SPEECH:
            return False
        if effect.certainty == "certain":
            return True
        if effect.certainty == "unknown":
            return False
        name = syntax.lemma(head)
        if syntax.upos[head] == "NOUN":
            return name in ("sign", "indication", "chance", "possibility", "risk")
        return syntax.upos[head] == "ADJ" or name in _IMPERSONAL
