"""Reads each clause against the tables of `words.factuality`: whether it holds, how surely.

A clause's factuality is what its own words leave of it (modal verbs, adverbs, negation, a question
or a condition: `own_words`), inside what the words that govern it leave: the cue of the attribution
whose content it heads, or the verb, adjective or noun that it completes, each of these in turn
inside what governs it, up the tree (`surroundings`). Polarities multiply and doubt prevails; only a
factive lets nothing through from above. Each word that decides is kept with what it leaves, as the
claim's markers.
"""

from __future__ import annotations

from attrs import frozen

from newsclaims.attributions.voices import Voices
from newsclaims.clauses.clause import Clause
from newsclaims.factuality.governors import Governors
from newsclaims.factuality.judgements import SURE, Judgement
from newsclaims.factuality.own_words import own_words
from newsclaims.factuality.surroundings import surroundings
from newsclaims.syntax.predicates import Syntax
from newsclaims.words.factuality import Factuality


def find_factuality(syntax: Syntax, voices: Voices) -> ClauseFactuality:
    """Judges every clause of a document, as whoever puts it forward puts it."""
    facts = Governors(syntax, voices)
    for token in syntax.order:  # each after its head, whose factuality it may need
        if syntax.is_predicate(token):
            facts.context[token] = surroundings(facts, token)
            facts.total[token] = own_words(facts, token).under(facts.context[token])
    return ClauseFactuality(facts)


@frozen(slots=True, eq=False)
class ClauseFactuality:
    """The factuality of every clause of a document; `find_factuality` gives it."""

    _facts: Governors

    def of_clause(self, clause: Clause) -> Judgement:
        """The judgement of the event that a clause's lemma names."""
        if clause.first < 0:
            return SURE
        event = clause.verbs[0]
        for verb in clause.verbs[1:]:
            if not self._facts.syntax.is_auxiliary_like(event):
                break
            event = verb
        return self._facts.total.get(event) or self.judgement(clause.head)

    def judgement(self, token: int) -> Judgement:
        """The judgement of the clause that hangs from a token."""
        return self._facts.total.get(token, SURE)

    def of_predicate(self, token: int) -> Factuality:
        """The factuality of the clause that hangs from a token."""
        return self.judgement(token).factuality

    def is_hypothetical(self, token: int) -> bool:
        """Whether a clause is, or is part of, a condition, a comparison or a general time."""
        context = self._facts.context.get(token, SURE)
        return any(marker.kind == "condition" for marker in context.markers)

    def is_past(self, token: int) -> bool:
        """Whether the verb that a clause hangs from is in a past tense."""
        return self._facts.forms.is_past(token)

    def is_absent(self, token: int) -> bool:
        """Whether "without" or "rather than" introduces a clause."""
        return self._facts.forms.absence(token) is not None

    def is_question(self, token: int) -> bool:
        """Whether a question mark ends the clause that hangs from a token."""
        return token in self._facts.questions

    def is_command(self, token: int) -> bool:
        """Whether the clause that hangs from a token commands, by itself or with another verb."""
        opened = self._facts.open.get(token)
        return opened is not None and opened.kind == "imperative"

    def of_phrase(self, token: int, voice: int) -> Judgement:
        """The judgement of a content that is no clause."""
        facts = self._facts
        own = facts.total.get(token)
        return own or own_words(facts, token).under(facts.stance(voice, "that"))

    def implied(self, head: int) -> Factuality | None:
        """What a governing word implies about a finite clause; None if its table is silent."""
        effect = self._facts.effect(head, "that")
        return None if effect is None else effect.factuality
