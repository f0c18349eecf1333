"""Turns of speaking: one for each paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from newsclaims.speakers.paragraphs import Paragraphs, Participant
from newsclaims.text.indices import ParagraphIndex
from newsclaims.trace import Rule


@frozen(eq=False, slots=True)
class Turn:
    """Who speaks in a paragraph, and to whom.

    Attributes:
        speaker: Who says "I" there, or None if that cannot be told.
        rule: The rule that says so.
        addressee: Who "you" is there, or None.
        addressed_by: The rule that says so, or None.
        together: Where one of several who are interviewed speaks, all of them, who are "we" there.
    """

    speaker: Participant | None
    rule: Rule[..., object]
    addressee: Participant | None = None
    addressed_by: Rule[..., object] | None = None
    together: Sequence[Participant] = ()


@frozen(eq=False, slots=True)
class Talk:
    """What the paragraphs of an article show of a conversation.

    Attributes:
        paragraphs: The paragraphs.
        questions: For each whether it asks for an answer.
        introduced: For some who introduces himself there, and then whom he presents.
    """

    paragraphs: Paragraphs
    questions: Sequence[bool]
    introduced: Mapping[ParagraphIndex, Sequence[Participant]]


def read_talk(paragraphs: Paragraphs) -> Talk:
    """What the paragraphs of an article show of a conversation."""
    questions = [paragraphs.is_question(k) for k in paragraphs.all()]
    return Talk(paragraphs, questions, paragraphs.introductions())


def address(turns: Sequence[Turn]) -> list[Turn]:
    """The turns with who is spoken to in each."""
    found: list[Turn] = []
    before: Participant | None = None
    for k, turn in enumerate(turns):
        addressee = NEXT_SPEAKER(turns, k, before)
        found.append(evolve(turn, addressee=addressee, addressed_by=NEXT_SPEAKER))
        if k + 1 == len(turns) or turns[k + 1].speaker is not turn.speaker:
            before = turn.speaker
    return found


def _next_speaker(turns: Sequence[Turn], k: int, before: Participant | None) -> Participant | None:
    """Whoever speaks next is the one spoken to; at the end, who spoke before."""
    after = turns[k + 1].speaker if k + 1 < len(turns) else None
    return before if after is None or after is turns[k].speaker else after


NEXT_SPEAKER = Rule("speakers: you speak next", _next_speaker)

ADDRESSEES: tuple[Rule[..., Participant], ...] = (NEXT_SPEAKER,)
"""Who "you" is in a conversation."""
