"""Who speaks in a conversation: each paragraph is a turn.

What is known of some turns ("I'm Jane Roe", "Miss Roe?", "Roe: …") gives the others, since whoever
is addressed by name speaks next (Sacks, Schegloff and Jefferson, 1974) and two speakers alternate
(He, Barbosa and Kondrak, 2013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from newsclaims.speakers.paragraphs import Participant, distinct
from newsclaims.speakers.talk import Talk, Turn, address
from newsclaims.text.indices import ParagraphIndex
from newsclaims.trace import Rule, decide_by

#: A conversation's paragraphs mostly address somebody, or are said by an "I".
LEAST_SHARE_OF_PERSONAL = 0.4


@define(eq=False)
class Conversation:
    """A conversation, as far as it is followed.

    Attributes:
        talk: What its paragraphs show.
        called: For some paragraphs who is called on at the end of the one before.
        known: Those who introduce themselves, and those who are called on.
        stranger: Somebody who does neither.
        addressed: Whom the paragraph before addresses by name, or None.
        recent: The last to speak, the latest first.
    """

    talk: Talk
    called: Mapping[ParagraphIndex, Participant]
    known: Sequence[Participant]
    stranger: Participant = field(factory=Participant)
    addressed: Participant | None = None
    recent: list[Participant] = field(factory=list)

    @property
    def previous(self) -> Participant | None:
        """Who spoke before."""
        return self.recent[0] if self.recent else None


def find_conversation(talk: Talk) -> list[Turn] | None:
    """In a conversation of several known persons each paragraph is the turn of one of them."""
    paragraphs = talk.paragraphs
    called = paragraphs.called()
    personal = [paragraphs.is_personal(k) for k in paragraphs.all()]
    is_talk = sum(personal) >= LEAST_SHARE_OF_PERSONAL * len(personal)
    persons = distinct(p for parties in talk.introduced.values() for p in parties)
    asked = any(talk.questions) or len(called) > 1
    if len(persons) < 2 and not (is_talk and called and asked):
        return None
    known = [*persons, *(p for p in called.values() if p not in persons)]
    conversation = Conversation(talk, called, known)
    turns: list[Turn] = []
    for k in paragraphs.all():
        _take_turn(conversation, turns, k)
    return address(turns)


def _take_turn(conversation: Conversation, turns: list[Turn], k: ParagraphIndex) -> None:
    """Adds the turn of a paragraph; it may show who spoke before, too."""
    rule: Rule[..., Participant]
    rule, speaker = decide_by(TURNS, conversation, k) or (STRANGER, conversation.stranger)
    rather = NAMES_HIMSELF(conversation, k, speaker)
    if rather is not None:
        rule, speaker = NAMES_HIMSELF, rather
    conversation.addressed = conversation.talk.paragraphs.addressed(k)
    answered = ANSWERED(conversation, speaker)
    if answered is not None:
        turns[-1] = Turn(answered, ANSWERED)
        conversation.recent[0] = answered
    turns.append(Turn(speaker, rule))
    others = (p for p in conversation.recent if p is not speaker)
    conversation.recent = [speaker, *others][:3]


# Who takes the turn


def _introduces_himself(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """Who introduces himself speaks: "I'm Jane Roe"."""
    introduced = conversation.talk.introduced.get(k)
    return introduced[0] if introduced else None


def _is_called(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """Who is called on at the end of the paragraph before speaks: "Miss Roe?"."""
    return conversation.called.get(k)


def _begins(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """A stranger begins, if nobody introduces himself."""
    return conversation.stranger if conversation.previous is None else None


def _goes_on(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """A paragraph that quotes what the one before announces is the same speaker's."""
    return conversation.previous if conversation.talk.paragraphs.goes_on(k) else None


def _is_addressed(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """Whom the one before addresses by name speaks next."""
    is_other = conversation.addressed is not conversation.previous
    return conversation.addressed if is_other else None


def _alternates(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """Two speakers take turns; one of them may be a stranger."""
    previous, known, recent = conversation.previous, conversation.known, conversation.recent
    if previous is conversation.stranger and len(known) == 1:
        return known[0]
    if previous is conversation.stranger and len(recent) > 1:
        return recent[1]
    others = [p for p in (*recent[1:], *known[:2]) if p is not previous]
    return others[0] if others and len(known) > 1 else None


def _is_stranger(conversation: Conversation, k: ParagraphIndex) -> Participant | None:
    """A stranger speaks where nobody known does."""
    return conversation.stranger


# What that shows


def _names_himself(
    conversation: Conversation, k: ParagraphIndex, speaker: Participant
) -> Participant | None:
    """Nobody speaks of himself by his name: then the one before goes on."""
    names_himself = speaker in conversation.talk.paragraphs.named(k)
    return (
        conversation.previous if names_himself and k not in conversation.talk.introduced else None
    )


def _is_answered(conversation: Conversation, speaker: Participant) -> Participant | None:
    """A stranger is who is addressed by name in the answer: "It is, Justice Roe."."""
    if conversation.addressed is speaker or conversation.previous is not conversation.stranger:
        return None
    return conversation.addressed


STRANGER = Rule("speakers: stranger", _is_stranger)
NAMES_HIMSELF = Rule("speakers: nobody names himself", _names_himself)
ANSWERED = Rule("speakers: addressed in the answer", _is_answered)

TURNS: tuple[Rule[[Conversation, ParagraphIndex], Participant], ...] = (
    Rule("speakers: introduces himself", _introduces_himself),
    Rule("speakers: called on", _is_called),
    Rule("speakers: stranger begins", _begins),
    Rule("speakers: goes on with a quotation", _goes_on),
    Rule("speakers: turn after being addressed", _is_addressed),
    Rule("speakers: two take turns", _alternates),
    STRANGER,
)
"""Whose turn a paragraph of a conversation is."""

TURNS_SHOWN: tuple[Rule[..., Participant], ...] = (NAMES_HIMSELF, ANSWERED)
"""What a turn shows of its own speaker, and of the one before."""
