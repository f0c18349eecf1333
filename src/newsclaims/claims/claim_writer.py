"""Makes a claim of a clause: its spans, its entities and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrs import frozen

from newsclaims.attributions.voices import Voices
from newsclaims.claims.claim_text import ClaimText, tidy
from newsclaims.claims.entity_index import EntityIndex, index_entities
from newsclaims.clauses.adverbials import PLACE_PREPOSITIONS
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part
from newsclaims.factuality.judgements import Judgement, printed_markers
from newsclaims.results import Argument, Claim, Entity, Predicate, Span
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import AttributionIndex


@frozen(eq=False, slots=True)
class ClaimWriter:
    """Turns clauses into claims, in the voice of whoever puts them forward."""

    syntax: Syntax
    voices: Voices
    entities: EntityIndex
    text: ClaimText

    @classmethod
    def of(
        cls, syntax: Syntax, clauses: Clauses, voices: Voices, entities: Sequence[Entity]
    ) -> ClaimWriter:
        """The writer of one article's claims."""
        index = index_entities(syntax, entities)
        apostrophe = "’" if "’" in syntax.document.text else "'"
        text = ClaimText(syntax, clauses, voices, index, apostrophe)
        return cls(syntax, voices, index, text)

    def claim(self, clause: Clause, judgement: Judgement, voice: AttributionIndex) -> Claim:
        """The claim that a clause makes; the caller numbers it."""
        clause = self.voices.within(clause, voice)
        return self._assemble(
            self.text.of(clause), self._evidence(clause, voice), clause, judgement, voice
        )

    def report(self, clause: Clause, judgement: Judgement, voice: AttributionIndex) -> Claim:
        """The claim of a content that says nothing without the clause that reports it."""
        claim = self.claim(clause, judgement, AttributionIndex(-1))
        attribution = self.voices.attributions[voice]
        return replace(
            claim,
            content=attribution.content,
            attribution=attribution,
            speaker=attribution.speaker,
            confidence=attribution.confidence,
        )

    def phrase(self, clause: Clause, judgement: Judgement, voice: AttributionIndex) -> Claim:
        """The claim of a content that holds no clause, printed as it stands."""
        clause = self.voices.within(clause, voice)
        content = self.voices.attributions[voice].content
        text = " ".join(filter(None, (tidy(stretch.text) for stretch in content)))
        text = text or self._predicate(clause).text
        return self._assemble(text, content, clause, judgement, voice)

    def _assemble(
        self,
        text: str,
        content: tuple[Span, ...],
        clause: Clause,
        judgement: Judgement,
        voice: AttributionIndex,
    ) -> Claim:
        attribution = self.voices.attributions[voice] if voice >= 0 else None
        return Claim(
            id="",
            text=text,
            content=content,
            subject=self._argument(clause.subject, clause) if clause.subject else None,
            predicate=self._predicate(clause),
            object=self._argument(clause.object, clause) if clause.object else None,
            arguments=tuple(self._argument(part, clause) for part in clause.arguments),
            polarity=judgement.factuality.polarity,
            certainty=judgement.factuality.certainty,
            attribution=attribution,
            speaker=attribution.speaker if attribution else None,
            confidence=attribution.confidence if attribution else 1.0,
            markers=printed_markers(judgement, self.syntax.document, self.voices, voice),
        )

    def _predicate(self, clause: Clause) -> Predicate:
        """The predicate's words; where they do not stand together it has no span."""
        if clause.first < 0:
            return Predicate(self.text.copula(clause), None, clause.lemma)
        particles = [i for i in clause.extra if self.syntax.relations[i] == "compound:prt"]
        lent = [i for i in clause.lent if self.syntax.forms[i] != "to" or len(clause.lent) > 1]
        apart = [*lent, *particles]
        span = self.syntax.document.token_span(clause.first, clause.last)
        if not apart:
            return Predicate(span.text, span, clause.lemma)
        tokens = sorted({*apart, *range(clause.first, clause.last)})
        return Predicate(self.text.printed(tokens, clause, None, False), None, clause.lemma)

    def _argument(self, part: Part, clause: Clause) -> Argument:
        entity = self.entities.of(part)
        replaced = any(part.spans(pronoun) for pronoun, _ in clause.relatives)
        if part.filled or replaced:
            text = self.text.words(part, clause, None, False)
            return Argument(text, None, part.role, entity)
        span = self.syntax.document.token_span(part.first, part.last)
        if part.shared:
            preposition = " ".join(self.syntax.document.tokens[i].text for i in part.shared)
            return Argument(f"{preposition} {span.text}", None, self._role(part, entity), entity)
        return Argument(span.text, span, self._role(part, entity), entity)

    def _role(self, part: Part, entity: Entity | None) -> str:
        """A part's role, where what its entity is settles what its preposition leaves open."""
        if entity is None or part.role not in ("other", "place", "recipient"):
            return part.role
        preposition = self.syntax.forms[part.first]
        if part.role == "place":
            whose = entity.kind in ("person", "organization", "group") and entity.named
            return "other" if whose and preposition in ("from", "to") else "place"
        if entity.kind == "place" and preposition in PLACE_PREPOSITIONS:
            return "place"  # "sent to Harrow" too
        if entity.kind in ("person", "organization", "group") and preposition == "with":
            return "accompaniment"
        return part.role

    def _evidence(self, clause: Clause, voice: AttributionIndex) -> tuple[Span, ...]:
        """The printed stretches of a clause, joined over nothing but punctuation."""
        tokens = set(self.text.without_gaps(clause.tokens()))
        if voice >= 0:
            tokens = {t for t in tokens if self.voices.holds(voice, t)} or {clause.head}
        spans: list[Span] = []
        first = previous = -1
        for token in sorted(tokens):
            adjacent = token == previous + 1
            if previous >= 0 and not adjacent and not self._joins(previous, token, voice):
                spans.append(self.syntax.document.token_span(first, previous + 1))
                first = -1
            if first < 0:
                first = token
            previous = token
        spans.append(self.syntax.document.token_span(first, previous + 1))
        return tuple(spans)

    def _joins(self, previous: int, token: int, voice: AttributionIndex) -> bool:
        return all(
            self.syntax.upos[i] == "PUNCT" and (voice < 0 or self.voices.holds(voice, i))
            for i in range(previous + 1, token)
        )
