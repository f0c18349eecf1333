"""Who is "I" where: the author, a speaker in quotation marks, a party to a conversation.

Words in quotation marks are their speaker's, and what stands after a printed label is whose label
it is. Elsewhere a learned model chooses who says each paragraph, and who a "you" in it is
(`newsclaims.speakers.turn_features`); where it is not sure of anybody, it is nobody known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp

from attrs import field, frozen

from newsclaims.model_files import read_json
from newsclaims.speakers.confidences import confidence_of
from newsclaims.speakers.paragraphs import Paragraphs, Participant
from newsclaims.speakers.talks import (
    AUTHOR,
    Proposal,
    address,
    are_settled,
    propose_turns,
)
from newsclaims.speakers.turn_features import Option, Talk, hearers, read_talk, speakers
from newsclaims.text.indices import ParagraphIndex
from newsclaims.text.speaker_labels import ANSWERS
from newsclaims.trace import Rule, is_traced, note
from newsclaims.words.pronouns import SECOND_PERSON

#: Nobody is named whom the model finds less likely than this; chosen of 0.25 and 0.35 on GUM, train
#: by cross-validation and dev together.
LEAST_PROBABILITY = 0.35

Choice = tuple[Participant | None, float]
"""Whom a model chooses, None for nobody known, and the probability of that."""

Choose = Callable[[str, Talk, int, Sequence[Option]], Choice]
"""Chooses one of some options: for "speaker" of a paragraph, for "hearer" of a token."""


@frozen(eq=False, slots=True)
class Turn:
    """Who speaks in a paragraph."""

    speaker: Participant | None  # who says "I" there, if that can be told
    rule: Rule[..., object]  # says so
    confidence: float = 1.0  # how likely that is right, 0 to 1


@frozen(eq=False, slots=True)
class Turns:
    """Who speaks in each paragraph, quotations left out, and who each "you" is."""

    speakers: Sequence[Turn]
    hearers: Mapping[int, Turn] = field(factory=dict)  # by the token of the "you"
    #: For each paragraph of an interview of several, all of them, who are "we" there.
    together: Sequence[Sequence[Participant]] = ()


@frozen(eq=False, slots=True)
class TurnModel:
    """Chooses by the learned weights of the features, a table for each sort of choice."""

    weights: Mapping[str, Mapping[str, float]]

    def __call__(self, sort: str, talk: Talk, place: int, options: Sequence[Option]) -> Choice:
        """The likeliest of those who are known, with the probability, or nobody if that is low."""
        shares = self.shares(sort, options)
        known = [i for i, (who, _) in enumerate(options) if who is not None]
        best = max(known, key=shares.__getitem__, default=-1)
        if best < 0 or shares[best] < LEAST_PROBABILITY:
            return None, 1.0 - (shares[best] if best >= 0 else 0.0)
        return options[best][0], shares[best]

    def shares(self, sort: str, options: Sequence[Option]) -> list[float]:
        """The probability of each option."""
        weight = self.weights[sort].get
        scores = [sum(weight(n, 0.0) * v for n, v in found.items()) for _, found in options]
        raised = [exp(score - max(scores)) for score in scores]
        return [share / sum(raised) for share in raised]


@lru_cache(maxsize=1)
def load_turn_model() -> TurnModel:
    """The shipped model, loaded once.

    Raises:
        ModelFileError: Its file is missing or altered.
    """
    return TurnModel(read_json("turns.json"))


def find_turns(paragraphs: Paragraphs, choose: Choose | None = None) -> Turns:
    """Who speaks in each paragraph of an article, and who each "you" is.

    Args:
        paragraphs: The paragraphs, and what they show.
        choose: Chooses where no label says who speaks; the shipped model if not given.
    """
    choose = choose or load_turn_model()
    turns = TRANSCRIPT(paragraphs)
    if turns is None and not any(paragraphs.is_personal(k) for k in paragraphs.all()):
        return Turns([Turn(paragraphs.author, AUTHOR)] * len(paragraphs.ranges))
    is_labelled = turns is not None
    if turns is None:
        proposed = propose_turns(paragraphs)
        turns = [Turn(p.speaker, p.rule, confidence_of(p.rule.name)) for p in proposed]
    else:
        proposed = address([Proposal(turn.speaker, turn.rule) for turn in turns])
    talk = read_talk(paragraphs, proposed)
    if not is_labelled:
        if not are_settled(proposed):
            turns = [_turn(talk, k, choose) for k in paragraphs.all()]
        for first, last, signer in SIGNED(paragraphs) or ():
            turns[first:last] = [Turn(signer, SIGNED)] * (last - first)
    talk.spoken = [turn.speaker for turn in turns]
    if is_traced():
        for k, turn in zip(paragraphs.all(), turns, strict=True):
            _note_turn(paragraphs, k, turn)
    together = [proposal.together for proposal in proposed]
    return Turns(turns, dict(_hearers(talk, choose)), together)


def _turn(talk: Talk, k: ParagraphIndex, choose: Choose) -> Turn:
    """Who says a paragraph; the next ones know of it."""
    speaker, probability = LIKELIEST_SPEAKER(talk, k, choose) or (None, 1.0)
    talk.spoken.append(speaker)
    return Turn(speaker, LIKELIEST_SPEAKER, probability)


def _hearers(talk: Talk, choose: Choose) -> Iterator[tuple[int, Turn]]:
    """Who each "you" outside quotation marks is, where that can be told."""
    paragraphs = talk.paragraphs
    for k in paragraphs.all():
        for token in range(*paragraphs.ranges[k]):
            if paragraphs.syntax.forms[token] in SECOND_PERSON and not paragraphs.inside[token]:
                hearer, probability = LIKELIEST_HEARER(talk, token, k, choose) or (None, 1.0)
                yield token, Turn(hearer, LIKELIEST_HEARER, probability)


def _note_turn(paragraphs: Paragraphs, k: ParagraphIndex, turn: Turn) -> None:
    """Notes who speaks in a paragraph; the author only where that one says "I" or "you"."""
    speaker, tokens = turn.speaker, paragraphs.ranges[k]
    if speaker is None or (speaker.is_author and not paragraphs.is_personal(k)):
        return
    share = f"speaks here, {turn.confidence:.2f}"
    if speaker.expression is not None:
        note(turn.rule, share, tokens, paragraphs.clusters.tokens(speaker.expression))
    else:
        note(turn.rule, f"{speaker.called} {share}", tokens)


# The rules


def _transcript(paragraphs: Paragraphs) -> list[Turn] | None:
    """In a transcript labels say who speaks: "Roe: No."; without one the last goes on."""
    if not paragraphs.labelled:
        return None
    turns = [Turn(paragraphs.author, TRANSCRIPT)] * len(paragraphs.ranges)
    interviewees = paragraphs.interviewees()
    for labelled, index in paragraphs.labelled:
        speaker = Participant(name=labelled.name)
        if index is not None:
            speaker = paragraphs.participant(index)
        if labelled.name in ANSWERS and index is not None and len(interviewees) == 1:
            speaker = interviewees[0]
            if speaker.expression is not None:
                paragraphs.clusters.merge(index, speaker.expression, "quotation", TRANSCRIPT)
        first, last = labelled.paragraphs
        turns[first:last] = [Turn(speaker, TRANSCRIPT)] * (last - first)
    return turns


def _signed(paragraphs: Paragraphs) -> Iterator[tuple[int, int, Participant]]:
    """What is signed, as letters are, is whose signature it has."""
    begin = 0
    for k, signer in paragraphs.signatures():
        if any(paragraphs.is_personal(j) for j in paragraphs.all()[begin:k]):
            yield begin, k, signer
        begin = k + 1


def _likeliest_speaker(talk: Talk, k: ParagraphIndex, choose: Choose) -> Choice | None:
    """Whoever a learned model finds likeliest says a paragraph, if it is sure enough."""
    return choose("speaker", talk, k, speakers(talk, k))


def _likeliest_hearer(talk: Talk, token: int, k: ParagraphIndex, choose: Choose) -> Choice | None:
    """A "you" is whom a learned model finds likeliest, if it is sure enough."""
    options = hearers(talk, token, k)
    return choose("hearer", talk, token, options) if len(options) > 1 else None


TRANSCRIPT = Rule("speakers: label of a transcript", _transcript)
SIGNED = Rule("speakers: signed", _signed)
LIKELIEST_SPEAKER = Rule("speakers: likeliest speaker", _likeliest_speaker)
LIKELIEST_HEARER = Rule("speakers: likeliest you", _likeliest_hearer)

TURNS: tuple[Rule[..., object], ...] = (
    TRANSCRIPT,
    SIGNED,
    LIKELIEST_SPEAKER,
    LIKELIEST_HEARER,
)
"""Who speaks where labels or signatures say so, and else; and to whom."""
