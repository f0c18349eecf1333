"""Who might say each paragraph, as interviews, conversations and articles mostly go.

In an interview questions are the interviewer's and the rest is answers; in any other conversation
each paragraph is a turn. What is known of some turns ("I'm Jane Roe", "Miss Roe?") gives the
others, since whoever is addressed by name speaks next (Sacks, Schegloff and Jefferson, 1974) and
two speakers alternate (He, Barbosa and Kondrak, 2013). How far to trust each of these rules is
learned (`newsclaims.speakers.turns`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field, frozen

from newsclaims.speakers.nearby import note_of
from newsclaims.speakers.paragraphs import Paragraphs, Participant, distinct
from newsclaims.text.indices import ParagraphIndex
from newsclaims.trace import Rule, decide_by, note

#: An article is an interview if it has so many questions, and so large a share of them.
FEWEST_QUESTIONS = 2
LEAST_SHARE_OF_QUESTIONS = 0.12
#: A conversation's paragraphs mostly address somebody, or are said by an "I".
LEAST_SHARE_OF_PERSONAL = 0.4


@frozen(eq=False, slots=True)
class Proposal:
    """Who might speak in a paragraph, and to whom."""

    speaker: Participant | None  # who says "I" there, if that can be told
    rule: Rule[..., object]  # says so
    addressee: Participant | None = None  # who "you" is there
    addressed_by: Rule[..., object] | None = None  # says so
    #: Where one of several who are interviewed speaks, all of them, who are "we" there.
    together: Sequence[Participant] = ()


@define(eq=False)
class Talk:
    """A conversation or an interview, as far as it is followed."""

    paragraphs: Paragraphs
    questions: Sequence[bool]  # for each paragraph whether it asks for an answer
    #: For some who introduces himself there, and then whom he presents.
    introduced: Mapping[ParagraphIndex, Sequence[Participant]]
    #: Who is interviewed; in a conversation those who introduce themselves or are called on.
    parties: Sequence[Participant] = ()
    #: In a conversation, for some paragraphs, who is called on at the end of the one before.
    called: Mapping[ParagraphIndex, Participant] = field(factory=dict)
    stranger: Participant = field(factory=Participant)  # somebody who does neither
    recent: list[Participant] = field(factory=list)  # the last to speak, the latest first

    @property
    def previous(self) -> Participant | None:
        """Who spoke before."""
        return self.recent[0] if self.recent else None

    def introduced_at(self) -> list[Participant]:
        """Those who introduce themselves, or are presented, in order."""
        return distinct(p for parties in self.introduced.values() for p in parties)


def are_settled(proposals: Sequence[Proposal]) -> bool:
    """Whether proposals stand as they are, since GUM has too few of their sort to learn from.

    Those are what is no talk, which is its author's, conversations, and interviews of several.
    """
    written = all(p.rule is AUTHOR for p in proposals)
    return written or any(p.rule in CONVERSATIONS or p.together for p in proposals)


def is_interview(proposals: Sequence[Proposal]) -> bool:
    """Whether proposals are for an interview."""
    return any(p.rule is ASKS for p in proposals)


def propose_turns(paragraphs: Paragraphs) -> list[Proposal]:
    """Who might speak in each paragraph of an article, quotations left out, and to whom."""
    questions = [paragraphs.is_question(k) for k in paragraphs.all()]
    talk = Talk(paragraphs, questions, paragraphs.introductions())
    spoken = decide_by(TALKS, talk)
    if spoken is None:
        return _written(paragraphs)
    if spoken[0] is CONVERSATION:
        note(CONVERSATION, "a conversation", *paragraphs.ranges[:1])
    return spoken[1]


# What sort of text it is


def _of_unknown_parties(talk: Talk) -> list[Proposal] | None:
    """In talk whose parties are not told only who introduces himself is known."""
    if not talk.paragraphs.is_conversation():
        return None
    introduced = ((talk.introduced.get(k) or (None,))[0] for k in talk.paragraphs.all())
    return [Proposal(speaker, UNTOLD) for speaker in introduced]


def _of_one(talk: Talk) -> list[Proposal] | None:
    """If only one person introduces himself, all is his: "I'm Jane Roe, and …"."""
    persons = talk.introduced_at()
    return [Proposal(persons[0], INTRODUCED)] * len(talk.questions) if len(persons) == 1 else None


def _written(paragraphs: Paragraphs) -> list[Proposal]:
    """What is no talk is its author's."""
    return [Proposal(AUTHOR(paragraphs), AUTHOR)] * len(paragraphs.ranges)


def _author(paragraphs: Paragraphs) -> Participant:
    """Outside quotation marks an article is its author's."""
    return paragraphs.author


# Interviews


def _interview(talk: Talk) -> list[Proposal] | None:
    """In an interview with somebody named, questions are the author's, the rest is answers."""
    paragraphs, questions = talk.paragraphs, talk.questions
    talk.parties = INTERVIEWED(talk) or ()
    enough = sum(questions) >= max(FEWEST_QUESTIONS, LEAST_SHARE_OF_QUESTIONS * len(questions))
    if not enough or not talk.parties:
        return None
    for named in (p.expression for p in talk.parties if p.expression is not None):
        note_of(paragraphs.clusters, INTERVIEWED, "interviewed", named)
    begin = questions.index(True)
    turns = [Proposal(paragraphs.author, ASKS)] * begin
    for k in paragraphs.all()[begin:]:
        rule, speaker = decide_by(INTERVIEWS, talk, k) or (UNKNOWN, None)
        together = talk.parties if len(talk.parties) > 1 and not questions[k] else ()
        turns.append(Proposal(speaker, rule, SPOKEN_TO(talk, k), SPOKEN_TO, together))
        if not questions[k]:
            talk.recent = [] if speaker is None else [speaker]
    return turns


def _interviewed(talk: Talk) -> list[Participant]:
    """Interviewed is whom the title or the first paragraphs name so: "an interview with Roe"."""
    return talk.paragraphs.interviewees()


def _asks(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Questions, and what stands before the first one, are the author's."""
    return talk.paragraphs.author if talk.questions[k] else None


def _answers_by_name(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Who introduces himself answers: "I'm Jane Roe"."""
    return _introduces_himself(talk, k)


def _only_one(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """The only one who is interviewed gives all answers."""
    return talk.parties[0] if len(talk.parties) == 1 else None


def _is_not_named(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Of several who are interviewed the one answers who is not named: nobody names himself."""
    named = talk.paragraphs.named(k)
    left = [p for p in talk.parties if p not in named]
    if not left and len(talk.parties) == 2:
        # Whoever tells of both names the other first: "I met this guy, Roe, and …".
        left = [p for p in talk.parties if p is not named[0]]
    return left[0] if len(left) == 1 else None


def _answers_in_turn(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Of two who are interviewed the other one goes on, where no question stands between."""
    if len(talk.parties) != 2 or talk.previous not in talk.parties or talk.questions[k - 1]:
        return None
    return next(p for p in talk.parties if p is not talk.previous)


def _nobody(talk: Talk, k: ParagraphIndex) -> None:
    """Of several who are interviewed nothing tells which one answers."""


def _spoken_to(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Questions are put to the only one who is interviewed, and answers to the author."""
    return _only_one(talk, k) if talk.questions[k] else talk.paragraphs.author


# Conversations


def _conversation(talk: Talk) -> list[Proposal] | None:
    """In a conversation of several known persons each paragraph is the turn of one of them."""
    paragraphs, persons = talk.paragraphs, talk.introduced_at()
    talk.called = paragraphs.called()
    if len(persons) < 2:
        personal = [paragraphs.is_personal(k) for k in paragraphs.all()]
        is_talk = sum(personal) >= LEAST_SHARE_OF_PERSONAL * len(personal)
        asked = any(talk.questions) or len(talk.called) > 1
        if not (is_talk and talk.called and asked):
            return None
    talk.parties = distinct([*persons, *talk.called.values()])
    turns: list[Proposal] = []
    for k in paragraphs.all():
        _take_turn(talk, turns, k)
    return address(turns)


def _take_turn(talk: Talk, turns: list[Proposal], k: ParagraphIndex) -> None:
    """Adds the turn of a paragraph; it may show who spoke before, too."""
    rule: Rule[..., Participant]
    rule, speaker = decide_by(TURNS, talk, k) or (STRANGER, talk.stranger)
    rather = NAMES_HIMSELF(talk, k, speaker)
    if rather is not None:
        rule, speaker = NAMES_HIMSELF, rather
    turns.append(Proposal(speaker, rule))
    talk.recent = [speaker, *(p for p in talk.recent if p is not speaker)][:3]


def _introduces_himself(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Who introduces himself speaks: "I'm Jane Roe"."""
    return talk.introduced[k][0] if k in talk.introduced else None


def _alternates(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """Two speakers take turns; one of them may be a stranger."""
    if talk.previous is talk.stranger and len(talk.parties) == 1:
        return talk.parties[0]
    if talk.previous is talk.stranger and len(talk.recent) > 1:
        return talk.recent[1]
    others = [p for p in (*talk.recent[1:], *talk.parties[:2]) if p is not talk.previous]
    return others[0] if others and len(talk.parties) > 1 else None


def _is_stranger(talk: Talk, k: ParagraphIndex) -> Participant | None:
    """A stranger speaks where nobody known does."""
    return talk.stranger


def _names_himself(talk: Talk, k: ParagraphIndex, speaker: Participant) -> Participant | None:
    """Nobody speaks of himself by his name: then the one before goes on."""
    names_himself = k not in talk.introduced and speaker in talk.paragraphs.named(k)
    return talk.previous if names_himself else None


# Who is spoken to


def address(turns: Sequence[Proposal]) -> list[Proposal]:
    """The turns with who is spoken to in each."""
    found: list[Proposal] = []
    before: Participant | None = None
    for k, turn in enumerate(turns):
        addressee = NEXT_SPEAKER(turns, k, before)
        found.append(evolve(turn, addressee=addressee, addressed_by=NEXT_SPEAKER))
        if k + 1 == len(turns) or turns[k + 1].speaker is not turn.speaker:
            before = turn.speaker
    return found


def _next_speaker(
    turns: Sequence[Proposal], k: int, before: Participant | None
) -> Participant | None:
    """Whoever speaks next is the one spoken to; at the end, who spoke before."""
    after = turns[k + 1].speaker if k + 1 < len(turns) else None
    return before if after is None or after is turns[k].speaker else after


UNTOLD = Rule("speakers: talk of unknown parties", _of_unknown_parties)
INTRODUCED = Rule("speakers: only one introduces himself", _of_one)
AUTHOR = Rule("speakers: author outside quotation marks", _author)
INTERVIEWED = Rule("speakers: named as interviewed", _interviewed)
ASKS = Rule("speakers: interviewer asks", _asks)
UNKNOWN: Rule[[Talk, ParagraphIndex], None] = Rule("speakers: one of several answers", _nobody)
SPOKEN_TO = Rule("speakers: you in an interview", _spoken_to)
CONVERSATION = Rule("speakers: conversation", _conversation)
STRANGER = Rule("speakers: stranger", _is_stranger)
NAMES_HIMSELF = Rule("speakers: nobody names himself", _names_himself)
NEXT_SPEAKER = Rule("speakers: you speak next", _next_speaker)

FORMS: tuple[Rule[..., object], ...] = (AUTHOR,)
"""Who speaks in what is written."""

TALKS: tuple[Rule[[Talk], list[Proposal]], ...] = (
    Rule("speakers: interview", _interview),
    CONVERSATION,
    UNTOLD,
    INTRODUCED,
)
"""What sort of talk it is; the first that it is says who speaks in each of its paragraphs."""

INTERVIEWS: tuple[Rule[[Talk, ParagraphIndex], Participant], ...] = (
    ASKS,
    Rule("speakers: interviewee introduces himself", _answers_by_name),
    Rule("speakers: only interviewee answers", _only_one),
    Rule("speakers: interviewee not named", _is_not_named),
    Rule("speakers: interviewees in turn", _answers_in_turn),
)
"""Who speaks in a paragraph of an interview."""

TURNS: tuple[Rule[[Talk, ParagraphIndex], Participant], ...] = (
    Rule("speakers: introduces himself", _introduces_himself),
    Rule("speakers: two take turns", _alternates),
    STRANGER,
)
"""Whose turn a paragraph of a conversation is."""

CONVERSATIONS = frozenset([*TURNS, NAMES_HIMSELF])
"""What tells whose turn it is in a conversation."""

SHOWN: tuple[Rule[..., object], ...] = (
    INTERVIEWED,
    UNKNOWN,
    SPOKEN_TO,
    NAMES_HIMSELF,
    NEXT_SPEAKER,
)
"""Who takes part in an interview, and what turns show of speakers and of whom they speak to."""
