"""Puts first and second persons to who says them, or is spoken to.

In quotation marks "I" is who is quoted; elsewhere it is who speaks in its paragraph
(`newsclaims.speakers.turns`).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import Factory, frozen

from newsclaims.speakers.entities import LONGEST_CHAIN, Clusters, is_personal
from newsclaims.speakers.nearby import indices, note_of, paragraph_of
from newsclaims.speakers.paragraphs import Participant
from newsclaims.speakers.turns import Turn, Turns
from newsclaims.text.indices import ExpressionIndex, ParagraphIndex
from newsclaims.trace import Rule
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON


@frozen(eq=False, slots=True)
class Persons:
    """The first and second persons of an article, as they are put to who they are."""

    clusters: Clusters
    links: Sequence[ExpressionIndex | None]  # the earlier expression that the encoder links each to
    inside: Sequence[bool]  # for each token whether it is in quotation marks
    #: For each token in quotation marks the expression of who is quoted, or -1.
    speaker_at: Sequence[ExpressionIndex | None]
    turns: Turns  # who speaks in each paragraph, quotations left out, and who each "you" is
    #: For each first and second person who says or hears it, so far.
    participants: dict[int, Participant] = Factory(dict)
    #: The first "we" of those who are interviewed together, once there is one.
    together: list[ExpressionIndex] = Factory(list)

    def word(self, index: ExpressionIndex) -> str:
        """The pronoun, or the first word of a name or a description."""
        return self.clusters.expressions[index].words[0]

    def paragraph(self, index: ExpressionIndex) -> ParagraphIndex:
        """The paragraph that an expression stands in."""
        return paragraph_of(self.clusters.syntax, self.clusters.expressions[index].head)

    def is_we(self, index: ExpressionIndex) -> bool:
        """Whether an expression is a "we"."""
        is_pronoun = self.clusters.expressions[index].form == "pronoun"
        return is_pronoun and self.word(index) in FIRST_PERSON_PLURAL


def bind_persons(persons: Persons) -> None:
    """Puts each "I", "we" and "you" to who says it or is spoken to."""
    clusters = persons.clusters
    for index in indices(clusters):
        expression = clusters.expressions[index]
        if is_personal(expression):
            source = persons.speaker_at[expression.head]
            if source is None:
                _bind_unquoted(persons, index)
            elif source >= 0 and I_QUOTED(persons, index, source):
                clusters.merge(index, source, "quotation", I_QUOTED)
            elif source >= 0 and WE_QUOTED(persons, index, source):
                clusters.join(index, source, "quotation", WE_QUOTED)
    _bind_people(persons)


def _bind_unquoted(persons: Persons, index: ExpressionIndex) -> None:
    """Puts a first or second person outside quotation marks to who says or hears it."""
    word, turns = persons.word(index), persons.turns
    if word in FIRST_PERSON:
        _bind(persons, index, turns.speakers[persons.paragraph(index)])
    elif word in SECOND_PERSON:
        hearer = turns.hearers.get(persons.clusters.expressions[index].head)
        if hearer is None or not _bind(persons, index, hearer):
            called = CALLED_YOU(persons, index)
            if called is not None:
                persons.clusters.join(index, called, "coreference", CALLED_YOU)
    elif not _bind_together(persons, index):
        people = PEOPLE(persons, index)
        if people is not None:
            persons.clusters.join(index, people, "apposition", PEOPLE)


def _bind(persons: Persons, index: ExpressionIndex, turn: Turn) -> bool:
    """Puts a person to somebody who takes part, if that one is known."""
    participant, clusters = turn.speaker, persons.clusters
    if participant is None:
        return False
    persons.participants[index] = participant
    if participant.expression is not None:
        named = participant.expression
        clusters.merge(index, named, "quotation", turn.rule, turn.confidence)
    elif participant.mentions:
        first = participant.mentions[0]
        clusters.merge(index, first, "coreference", turn.rule, turn.confidence)
    else:
        note_of(clusters, turn.rule, f"is {participant.called}", index)
    participant.mentions.append(index)
    return True


def _bind_together(persons: Persons, index: ExpressionIndex) -> bool:
    """Puts a "we" to those who are interviewed together, if one of them says it."""
    parties = TOGETHER(persons, index)
    if not parties:
        return False
    if not persons.together:
        persons.together.append(index)
    first, clusters = persons.together[0], persons.clusters
    parts = [p.expression for p in parties if p.expression is not None]
    clusters.cluster_of[first].parts = parts
    note_of(clusters, TOGETHER, "made up of them", index, *parts)
    clusters.merge(index, first, "coreference", TOGETHER)
    return True


def _bind_people(persons: Persons) -> None:
    """In what one person says, puts each "we" to the people of "we Americans", if that stands.

    A "we" that is linked to another group stays with it.
    """
    turns, clusters = persons.turns.speakers, persons.clusters
    if len({id(turn.speaker) for turn in turns if turn.speaker is not None}) > 1:
        return
    heads = [expression.head for expression in clusters.expressions]
    plural = [i for i in indices(clusters) if persons.is_we(i) and not persons.inside[heads[i]]]
    found = (PEOPLE(persons, index) for index in plural)
    people = next((index for index in found if index is not None), None)
    for index in plural:
        if people is not None and ONE_PEOPLE(persons, index):
            clusters.join(index, people, "coreference", ONE_PEOPLE)


# The rules


def _quoted_i(persons: Persons, index: ExpressionIndex, source: ExpressionIndex) -> bool:
    """The "I" of a quotation is the person who is quoted."""
    cluster = persons.clusters.cluster_of[source]
    is_one = cluster.kind in ("person", "other") or not cluster.name
    return is_one and persons.word(index) in FIRST_PERSON


def _quoted_we(persons: Persons, index: ExpressionIndex, source: ExpressionIndex) -> bool:
    """The "we" of a quotation is the organisation or the group that is quoted."""
    kind = persons.clusters.cluster_of[source].kind
    return persons.is_we(index) and kind in ("organization", "group")


def _called_you(persons: Persons, index: ExpressionIndex) -> ExpressionIndex | None:
    """A "you" is who was called just before, if it is linked to that: "Mr. President, …"."""
    link = persons.links[index]
    for _ in range(LONGEST_CHAIN):
        if link is None or persons.word(link) not in SECOND_PERSON:
            break
        link = persons.links[link]
    if link is None or persons.paragraph(index) - persons.paragraph(link) > 1:
        return None
    head = persons.clusters.expressions[link].head
    return link if persons.clusters.syntax.relations[head] == "vocative" else None


def _together(persons: Persons, index: ExpressionIndex) -> Sequence[Participant]:
    """The "we" of one of several who are interviewed is all of them."""
    k, together = persons.paragraph(index), persons.turns.together
    return together[k] if together else ()


def _people(persons: Persons, index: ExpressionIndex) -> ExpressionIndex | None:
    """A "we" is the people that is named right after it: "we Americans", "we as Americans"."""
    clusters = persons.clusters
    after = clusters.expressions[index].last
    found = clusters.at.get(after + (clusters.syntax.forms[after : after + 1] == ["as"]))
    if found is None or clusters.expressions[found].form != "name":
        return None
    return found if clusters.cluster_of[found].kind == "group" else None


def _one_people(persons: Persons, index: ExpressionIndex) -> bool:
    """If one person says all, a "we" of nobody named is the people of "we Americans"."""
    return not persons.clusters.cluster_of[index].name


I_QUOTED = Rule("speakers: first person in quotation marks", _quoted_i)
WE_QUOTED = Rule("speakers: we in quotation marks", _quoted_we)
CALLED_YOU = Rule("speakers: you just called", _called_you)
TOGETHER = Rule("speakers: we interviewed together", _together)
PEOPLE = Rule("speakers: we of a people", _people)
ONE_PEOPLE = Rule("speakers: we of one people throughout", _one_people)

PERSONS: tuple[Rule[..., object], ...] = (
    I_QUOTED,
    WE_QUOTED,
    CALLED_YOU,
    TOGETHER,
    PEOPLE,
    ONE_PEOPLE,
)
"""Who a first or second person is, besides who speaks in its paragraph, and to whom."""
