"""Who speaks in an interview: the questions are the interviewer's, and the rest is answers."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from newsclaims.speakers.nearby import tokens_of
from newsclaims.speakers.paragraphs import Paragraphs, Participant
from newsclaims.speakers.talk import Talk, Turn
from newsclaims.text.indices import ParagraphIndex
from newsclaims.trace import Rule, decide_by, note

#: An article is an interview if it has so many questions, and so large a share of them.
FEWEST_QUESTIONS = 2
LEAST_SHARE_OF_QUESTIONS = 0.12


@frozen(eq=False, slots=True)
class Interview:
    """An interview, as far as a paragraph of it.

    Attributes:
        talk: What its paragraphs show.
        interviewees: Who is interviewed.
        latest: Who answered last, or None.
    """

    talk: Talk
    interviewees: Sequence[Participant]
    latest: Participant | None = None


def find_interview(talk: Talk) -> list[Turn] | None:
    """In an interview with somebody named, questions are the author's, the rest is answers."""
    paragraphs, questions = talk.paragraphs, talk.questions
    interviewees = INTERVIEWED(paragraphs) or []
    enough = sum(questions) >= max(FEWEST_QUESTIONS, LEAST_SHARE_OF_QUESTIONS * len(questions))
    if not enough or not interviewees:
        return None
    for named in (p.expression for p in interviewees if p.expression is not None):
        note(INTERVIEWED, "interviewed", *tokens_of(paragraphs.clusters, named))
    begin, latest = questions.index(True), None
    turns = [Turn(paragraphs.author, ASKS) for _ in range(begin)]
    for k in paragraphs.all()[begin:]:
        turn = _turn(Interview(talk, interviewees, latest), k)
        turns.append(turn)
        if not questions[k]:
            latest = turn.speaker
    return turns


def _turn(interview: Interview, k: ParagraphIndex) -> Turn:
    """Who speaks in a paragraph after the first question, and to whom."""
    rule, speaker = decide_by(PARTIES, interview, k) or (UNKNOWN, None)
    together = interview.interviewees if not interview.talk.questions[k] else ()
    return Turn(
        speaker,
        rule,
        SPOKEN_TO(interview, k),
        SPOKEN_TO,
        together if len(together) > 1 else (),
    )


def _interviewed(paragraphs: Paragraphs) -> list[Participant]:
    """Interviewed is whom the title or the first paragraphs name so: "an interview with Roe"."""
    return paragraphs.interviewees()


def _asks(interview: Interview, k: ParagraphIndex) -> Participant | None:
    """Questions, and what stands before the first one, are the author's."""
    talk = interview.talk
    return talk.paragraphs.author if talk.questions[k] else None


def _introduces_himself(interview: Interview, k: ParagraphIndex) -> Participant | None:
    """Who introduces himself answers: "I'm Jane Roe"."""
    introduced = interview.talk.introduced.get(k)
    return introduced[0] if introduced else None


def _only_one(interview: Interview, k: ParagraphIndex) -> Participant | None:
    """The only one who is interviewed gives all answers."""
    return interview.interviewees[0] if len(interview.interviewees) == 1 else None


def _is_not_named(interview: Interview, k: ParagraphIndex) -> Participant | None:
    """Of several who are interviewed the one answers who is not named: nobody names himself."""
    named, parties = interview.talk.paragraphs.named(k), interview.interviewees
    left = [p for p in parties if p not in named]
    if not left and len(parties) == 2:
        # Whoever tells of both names the other first: "I met this guy, Roe, and …".
        left = [p for p in parties if p is not named[0]]
    return left[0] if len(left) == 1 else None


def _answers_in_turn(interview: Interview, k: ParagraphIndex) -> Participant | None:
    """Of two who are interviewed the other one goes on, where no question stands between."""
    parties = interview.interviewees
    if len(parties) != 2 or interview.latest not in parties or interview.talk.questions[k - 1]:
        return None
    return next(p for p in parties if p is not interview.latest)


def _nobody(interview: Interview, k: ParagraphIndex) -> None:
    """Of several who are interviewed nothing tells which one answers."""


def _spoken_to(interview: Interview, k: ParagraphIndex) -> Participant | None:
    """Questions are put to the only one who is interviewed, and answers to the author."""
    if not interview.talk.questions[k]:
        return interview.talk.paragraphs.author
    return interview.interviewees[0] if len(interview.interviewees) == 1 else None


INTERVIEWED = Rule("speakers: named as interviewed", _interviewed)
ASKS = Rule("speakers: interviewer asks", _asks)
UNKNOWN: Rule[[Interview, ParagraphIndex], None] = Rule("speakers: one of several answers", _nobody)
SPOKEN_TO = Rule("speakers: you in an interview", _spoken_to)

PARTIES: tuple[Rule[[Interview, ParagraphIndex], Participant], ...] = (
    ASKS,
    Rule("speakers: interviewee introduces himself", _introduces_himself),
    Rule("speakers: only interviewee answers", _only_one),
    Rule("speakers: interviewee not named", _is_not_named),
    Rule("speakers: interviewees in turn", _answers_in_turn),
)
"""Who speaks in a paragraph of an interview."""

INTERVIEWS: tuple[Rule[..., object], ...] = (INTERVIEWED, UNKNOWN, SPOKEN_TO)
"""Who takes part in an interview, and who is spoken to."""
