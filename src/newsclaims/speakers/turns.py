"""Who is "I" where: the author, a speaker in quotation marks, a party to a conversation.

Words in quotation marks are their speaker's. Elsewhere an article with a byline, a speech or a
video is one person's. In an interview questions are the interviewer's and the rest is answers
(`newsclaims.speakers.interviews`); in any other conversation each paragraph is a turn
(`newsclaims.speakers.conversations`).
"""

from __future__ import annotations

from attrs import frozen

from newsclaims.speakers.conversations import find_conversation
from newsclaims.speakers.interviews import find_interview
from newsclaims.speakers.nearby import tokens_of
from newsclaims.speakers.paragraphs import Paragraphs, Participant, distinct
from newsclaims.speakers.talk import Talk, Turn, address, read_talk
from newsclaims.text.indices import ParagraphIndex
from newsclaims.trace import Rule, is_traced, note


def find_turns(paragraphs: Paragraphs) -> list[Turn]:
    """Who speaks in each paragraph of an article, quotations left out, and to whom."""
    turns = TRANSCRIPT(paragraphs)
    if turns is None:
        turns = _untold(paragraphs)
    if is_traced():
        _note_turns(paragraphs, turns)
    return turns


def _untold(paragraphs: Paragraphs) -> list[Turn]:
    """Who speaks where no labels say so."""
    talk = read_talk(paragraphs)
    turns = INTERVIEW(talk)
    if turns is not None:
        return turns
    written = _written(paragraphs)
    for form in (CONVERSATION, UNTOLD, INTRODUCED):
        turns = form(talk)
        if turns is not None:
            return turns
    return written


def _note_turns(paragraphs: Paragraphs, turns: list[Turn]) -> None:
    """Notes who speaks in each paragraph; the author only where that one says "I" or "you"."""
    for k, turn in zip(paragraphs.all(), turns, strict=True):
        speaker = turn.speaker
        if turn.rule is AUTHOR and (speaker is None or not paragraphs.is_personal(k)):
            continue
        if speaker is None:
            note(turn.rule, "somebody unknown speaks", paragraphs.ranges[k])
        elif speaker.expression is None:
            who = speaker.name or ("the author" if speaker.is_author else "a stranger")
            note(turn.rule, f"{who} speaks", paragraphs.ranges[k])
        else:
            named = tokens_of(paragraphs.clusters, speaker.expression)
            note(turn.rule, "speaks here", paragraphs.ranges[k], *named)


# What sort of text it is


def _transcript(paragraphs: Paragraphs) -> list[Turn] | None:
    """In a transcript labels say who speaks: "Roe: No."; without one the last goes on."""
    labels = paragraphs.labels()
    if not labels:
        return None
    known = {"Q": paragraphs.author}
    interviewees = paragraphs.interviewees()
    if interviewees:
        known["A"] = interviewees[0]
    ends = paragraphs.ends_of_names()
    current, turns = paragraphs.author, []
    for k in paragraphs.all():
        if k in labels:
            if labels[k] not in known:
                known[labels[k]] = paragraphs.labelled(k, labels[k], ends)
            current = known[labels[k]]
        turns.append(Turn(current, TRANSCRIPT))
    return address(turns)


def _of_unknown_parties(talk: Talk) -> list[Turn] | None:
    """In talk whose parties are not told only who introduces himself is known."""
    if not talk.paragraphs.is_conversation():
        return None
    introduced = talk.introduced
    return [
        Turn(introduced[k][0] if k in introduced else None, UNTOLD) for k in talk.paragraphs.all()
    ]


def _of_one(talk: Talk) -> list[Turn] | None:
    """If only one person introduces himself, all is his: "I'm Jane Roe, and …"."""
    persons = distinct(p for parties in talk.introduced.values() for p in parties)
    if len(persons) != 1:
        return None
    return [Turn(persons[0], INTRODUCED) for _ in talk.paragraphs.all()]


# What is written


@frozen(eq=False, slots=True)
class _Letter:
    """Paragraphs above a signature, and who signed."""

    first: ParagraphIndex
    last: ParagraphIndex
    signer: Participant


def _written(paragraphs: Paragraphs) -> list[Turn]:
    """Gives what is signed to whoever signed, and the rest to the author."""
    author = AUTHOR(paragraphs)
    turns = [Turn(author, AUTHOR) for _ in paragraphs.all()]
    for letter in SIGNED(paragraphs) or ():
        for k in range(letter.first, letter.last):
            turns[k] = Turn(letter.signer, SIGNED)
    return turns


def _signed(paragraphs: Paragraphs) -> list[_Letter]:
    """What is signed, as letters are, is whose signature it has."""
    begin, found = ParagraphIndex(0), []
    for k, signer in paragraphs.signatures():
        above = paragraphs.all()[begin:k]
        if any(paragraphs.is_personal(j) for j in above):
            found.append(_Letter(begin, k, signer))
        begin = ParagraphIndex(k + 1)
    return found


def _author(paragraphs: Paragraphs) -> Participant:
    """Outside quotation marks an article is its author's."""
    return paragraphs.author


TRANSCRIPT = Rule("speakers: label of a transcript", _transcript)
INTERVIEW = Rule("speakers: interview", find_interview)
CONVERSATION = Rule("speakers: conversation", find_conversation)
UNTOLD = Rule("speakers: talk of unknown parties", _of_unknown_parties)
INTRODUCED = Rule("speakers: only one introduces himself", _of_one)
SIGNED = Rule("speakers: signed", _signed)
AUTHOR = Rule("speakers: author outside quotation marks", _author)

FORMS: tuple[Rule[..., object], ...] = (
    TRANSCRIPT,
    INTERVIEW,
    CONVERSATION,
    UNTOLD,
    INTRODUCED,
    SIGNED,
    AUTHOR,
)
"""What sort of text it is; the first that it is says who speaks in each of its paragraphs."""
