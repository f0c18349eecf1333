"""Names the speakers: who each source of an attribution is.

The mentions that the encoder reads are put together (`newsclaims.speakers.entities`); each source
takes the entity of its mention. Here are what depends on who speaks, "I" and "you"
(`newsclaims.speakers.turns`), and sources that only imply who speaks ("her advice"), and the
entities are written down.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.attributions.quoted_words import quoting
from newsclaims.results import Attribution, Entity
from newsclaims.speakers.antecedents import find_antecedents
from newsclaims.speakers.entities import LONGEST_CHAIN, Clusters, is_personal, join_names
from newsclaims.speakers.entity_list import list_entities
from newsclaims.speakers.mentions import describe
from newsclaims.speakers.paragraphs import Paragraphs, Participant
from newsclaims.speakers.pronouns import Choose
from newsclaims.speakers.sources import as_people, complete, find_source
from newsclaims.speakers.turns import Turns
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Mention
from newsclaims.text.quotation_marks import Quotation
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON


def name_speakers(
    syntax: Syntax,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    attributions: tuple[Attribution, ...],
    author: str | None = None,
    choose: Choose | None = None,
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """Finds the entities of an article and the speaker behind each source.

    Args:
        syntax: The article's trees.
        mentions: Its mentions, as the encoder reads them.
        quotations: What stands in quotation marks.
        attributions: With their sources as printed; their speakers are not looked at.
        author: Who wrote it, if that is known: whose "I" stands outside quotation marks. Without
            it a byline is looked for.
        choose: Chooses what a third-person pronoun stands for; the shipped ranker if not given.

    Returns:
        The entities in order of their first mention, and the attributions, in their order, with
        ``speaker`` set wherever there is a source. Entities are every source, everything that has
        a name, every person, organisation, place, document and group, and whatever else is
        mentioned more than once.
    """
    if not syntax.forms:
        return (), attributions
    found = _Speakers(syntax, mentions, quotations, attributions, author, choose)
    return list_entities(found.clusters, found.sources, found.participants, attributions)


class _Speakers:
    def __init__(
        self,
        syntax: Syntax,
        mentions: Sequence[Mention],
        quotations: Sequence[Quotation],
        attributions: tuple[Attribution, ...],
        author: str | None,
        choose: Choose | None,
    ) -> None:
        self.document, self.attributions = syntax.document, attributions
        self.syntax = syntax
        mentions = complete(syntax, mentions, attributions)
        links = [m.link for m in mentions]
        expressions = as_people(syntax, describe(syntax, mentions), attributions)
        self.clusters = Clusters.of(syntax, expressions)
        self.sources = {
            index: find_source(self.clusters, tokens.start, tokens.stop)
            for index, attribution in enumerate(attributions)
            if attribution.source is not None
            and (
                tokens := syntax.document.tokens_in(
                    attribution.source.start, attribution.source.end
                )
            )
        }
        self._join_same_spans()
        self.inside, self.quoted = quoting(self.syntax, quotations, attributions)
        join_names(self.clusters, links)
        find_antecedents(self.clusters, mentions, self._speakers_at(), self._beginnings(), choose)
        self.turns = Turns(Paragraphs(self.syntax, self.clusters, self.inside, author))
        self.participants: dict[int, Participant] = {}
        self.plural: int | None = None  # the first "we" of those who are interviewed together
        self._bind_persons(mentions)

    def _speakers_at(self) -> list[int | None]:
        """For each token in quotation marks the expression of who is quoted, or -1."""
        found: list[int | None] = []
        for inside, quote in zip(self.inside, self.quoted, strict=True):
            source = None if quote is None else self.sources.get(quote)
            found.append(-1 if inside and source is None else source)
        return found

    def _beginnings(self) -> dict[int, int]:
        """For each source the first token of it and what is attributed to it."""
        found: dict[int, int] = {}
        for index, source in self.sources.items():
            if source is not None:
                span = self.attributions[index].content[0]
                tokens = self.document.tokens_in(span.start, span.end)
                begin = min(tokens.start, self.clusters.expressions[source].head)
                found[source] = min(begin, found.get(source, begin))
        return found

    def _join_same_spans(self) -> None:
        """Makes one of mentions that differ only in the clauses after them."""
        known: dict[tuple[int, int], int] = {}
        for index, expression in enumerate(self.clusters.expressions):
            first = known.setdefault((expression.first, expression.last), index)
            self.clusters.merge(index, first, "coreference")

    # First and second persons

    def _bind_persons(self, mentions: Sequence[Mention]) -> None:
        """Puts each "I", "we" and "you" to who says it or is spoken to."""
        clusters = self.clusters
        for index, expression in enumerate(clusters.expressions):
            if not is_personal(expression):
                continue
            word, token = expression.words[0], expression.head
            quote = self.quoted[token]
            paragraph = self._paragraph(index)
            if quote is not None:
                self._bind_quoted(index, word, self.sources.get(quote))
            elif self.inside[token]:
                continue
            elif word in FIRST_PERSON:
                if not self._bind(index, self.turns.speakers[paragraph]):
                    self._follow(index, mentions)
            elif word in SECOND_PERSON:
                if not self._bind(index, self.turns.addressees[paragraph]):
                    self._follow_address(index, mentions)
            else:
                self._bind_plural(index, mentions)
        self._bind_people()

    def _bind_people(self) -> None:
        """In what one person says, puts each "we" to the people of "we Americans", if that stands.

        A "we" that is linked to another group stays with it.
        """
        clusters = self.clusters
        if len({id(speaker) for speaker in self.turns.speakers}) != 1:
            return
        plural = [
            i
            for i, e in enumerate(clusters.expressions)
            if e.form == "pronoun" and e.words[0] in FIRST_PERSON_PLURAL and not self.inside[e.head]
        ]
        named = next((p for i in plural if (p := self._people_after(i)) is not None), None)
        if named is None:
            return
        for index in plural:
            if not clusters.cluster_of[index].name:
                clusters.join(index, named, "coreference")

    def _bind(self, index: int, participant: Participant | None) -> bool:
        if participant is None:
            return False
        self.participants[index] = participant
        if participant.expression is not None:
            self.clusters.merge(index, participant.expression, "quotation")
        elif participant.mentions:
            self.clusters.merge(index, participant.mentions[0], "coreference")
        participant.mentions.append(index)
        return True

    def _follow(self, index: int, mentions: Sequence[Mention]) -> None:
        """Puts an "I" to the "I" of the same paragraph, or person, that it was linked to."""
        expressions, link = self.clusters.expressions, mentions[index].link
        if link is None or self.inside[expressions[link].head]:
            return
        same = self._paragraph(index) == self._paragraph(link)
        if not is_personal(expressions[link]) or (
            expressions[link].words[0] in FIRST_PERSON and same
        ):
            self.clusters.join(index, link, "coreference")

    def _follow_address(self, index: int, mentions: Sequence[Mention]) -> None:
        """Puts a "you" to the one addressed just before, if linked ("Mr. President, …")."""
        link = mentions[index].link
        for _ in range(LONGEST_CHAIN):
            if link is None or self.clusters.expressions[link].words[0] not in SECOND_PERSON:
                break
            link = mentions[link].link
        if link is None or self._paragraph(index) - self._paragraph(link) > 1:
            return
        if self.syntax.relations[self.clusters.expressions[link].head] == "vocative":
            self.clusters.join(index, link, "coreference")

    def _paragraph(self, index: int) -> int:
        sentence = self.syntax.sentence[self.clusters.expressions[index].head]
        return self.document.sentences[sentence].paragraph

    def _bind_quoted(self, index: int, word: str, source: int | None) -> None:
        """Puts a first person in quotation marks to the one quoted."""
        if source is None or word in SECOND_PERSON:
            return
        cluster = self.clusters.cluster_of[source]
        if word in FIRST_PERSON_PLURAL:
            if cluster.kind in ("organization", "group"):
                self.clusters.join(index, source, "quotation")
        elif cluster.kind in ("person", "other") or not cluster.name:
            self.clusters.merge(index, source, "quotation")

    def _bind_plural(self, index: int, mentions: Sequence[Mention]) -> None:
        """Puts a "we" outside quotation marks to those who answer together, or to its link."""
        together = self.turns.together[self._paragraph(index)]
        if together:
            self.plural = index if self.plural is None else self.plural
            parts = [p.expression for p in together if p.expression is not None]
            self.clusters.cluster_of[self.plural].parts = parts
            self.clusters.merge(index, self.plural, "coreference")
            return
        people = self._people_after(index)
        if people is not None:
            self.clusters.join(index, people, "apposition")
        antecedent = mentions[index].link
        if antecedent is None or self.inside[mentions[antecedent].head]:
            return
        before = self.clusters.expressions[antecedent]
        plural = before.form == "pronoun" and before.words[0] in FIRST_PERSON_PLURAL
        if plural or (not is_personal(before) and before.kind in ("organization", "group")):
            self.clusters.join(index, antecedent, "coreference")

    def _people_after(self, index: int) -> int | None:
        """The name of a people in "we Americans" and "we as Americans"."""
        clusters, forms = self.clusters, self.syntax.forms
        token = clusters.expressions[index].last
        found = clusters.at.get(token + 1 if forms[token : token + 1] == ["as"] else token)
        if found is None or clusters.expressions[found].form != "name":
            return None
        return found if clusters.cluster_of[found].kind == "group" else None
