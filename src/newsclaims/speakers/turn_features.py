"""What speaks for somebody as the one who says a paragraph, and as the one who hears a "you".

An interviewer asks and others answer; who is addressed by name speaks next (Sacks, Schegloff and
Jefferson, 1974); two speakers alternate (He, Barbosa and Kondrak, 2013); nobody speaks of himself
by his name. How much each counts is learned (`newsclaims.training.turns`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import define, field

from newsclaims.speakers.nearby import indices
from newsclaims.speakers.paragraphs import Paragraphs, Participant, distinct
from newsclaims.speakers.talks import Proposal, is_interview
from newsclaims.text.indices import ParagraphIndex
from newsclaims.words.pronouns import FIRST_PERSON

Features = dict[str, float]
"""For the name of each feature that an option has its value, mostly 1."""

Option = tuple[Participant | None, Features]
"""Somebody who may be meant, None for nobody known, with what speaks for that."""

#: So many paragraphs at most, before anybody speaks, introduce who will.
OPENING = 6
#: So many of those are considered whom these name.
MOST_NAMED = 4
#: A short turn has at most so many tokens.
SHORT = 12


@define(eq=False)
class Talk:
    """An article as somebody's talk, as far as it is followed.

    Attributes:
        paragraphs: What the paragraphs show.
        questions: For each whether it asks for an answer.
        introduced: For some who introduces himself there, and then whom he presents.
        called: For some who is called on at the end of the one before.
        addressed: For each who is spoken to by name in it.
        interviewees: Who is interviewed, as the opening says.
        persons: Who may speak, besides the author.
        opening: Those of them whom the opening names, the most often named first.
        style: Shares of paragraphs that tell what sort of text it is.
        proposed: Who might speak in each paragraph, and to whom.
        spoken: Who speaks in each paragraph so far; None if unknown.
    """

    paragraphs: Paragraphs
    questions: Sequence[bool]
    introduced: Mapping[ParagraphIndex, Sequence[Participant]]
    called: Mapping[ParagraphIndex, Participant]
    addressed: Sequence[Sequence[Participant]]
    interviewees: Sequence[Participant]
    persons: Sequence[Participant] = ()
    opening: Sequence[Participant] = ()
    style: Features = field(factory=dict)
    named: Sequence[Sequence[Participant]] = ()
    proposed: Sequence[Proposal] = ()
    spoken: list[Participant | None] = field(factory=list)

    def introducing(self) -> list[Participant]:
        """Those who introduce themselves, in order."""
        return distinct(parties[0] for parties in self.introduced.values() if parties)

    def is_in_turn(self, who: Participant | None) -> bool:
        """Whether somebody spoke last besides who just did; None is a stranger."""
        others = (other for other in reversed(self.spoken) if other is not self.spoken[-1])
        return next(others, self) is who


def read_talk(paragraphs: Paragraphs, proposed: Sequence[Proposal]) -> Talk:
    """What an article shows of who speaks in it."""
    questions = [paragraphs.is_question(k) for k in paragraphs.all()]
    talk = Talk(
        paragraphs,
        questions,
        paragraphs.introductions(),
        paragraphs.called(),
        [paragraphs.addressed(k) for k in paragraphs.all()],
        paragraphs.interviewees(),
    )
    talk.proposed = proposed
    talk.named = [paragraphs.named(k) for k in paragraphs.all()]
    presented = (p for parties in talk.introduced.values() for p in parties)
    addressed = (p for parties in talk.addressed for p in parties)
    counts = _mentions(paragraphs)
    opening = _in_opening(talk) if is_interview(proposed) else []
    opening.sort(key=lambda p: -counts[_key(paragraphs, p)])
    talk.opening = opening[:MOST_NAMED]
    author = paragraphs.author
    rules = [p.speaker for p in proposed if p.speaker is not None and p.speaker is not author]
    shown = [*talk.interviewees, *presented, *talk.called.values(), *addressed, *talk.opening]
    shown += [who for who in rules if who.expression is not None]
    talk.persons = [p for p in distinct(shown) if not _same(paragraphs, p, author)]
    talk.style = _style(talk)
    return talk


def _in_opening(talk: Talk) -> list[Participant]:
    """Whom the paragraphs name that stand before anybody says "I" or asks something."""
    found: list[Participant] = []
    for k in talk.paragraphs.all()[:OPENING]:
        if talk.paragraphs.is_personal(k):
            break
        found += talk.named[k]
    return distinct(found)


def _key(paragraphs: Paragraphs, person: Participant) -> int:
    index = person.expression
    return -1 if index is None else paragraphs.clusters.cluster_of[index].id


def _same(paragraphs: Paragraphs, one: Participant, author: Participant) -> bool:
    """Whether somebody is the author."""
    if one.expression is None or author.expression is None:
        return one is author
    cluster_of = paragraphs.clusters.cluster_of
    return cluster_of[one.expression] is cluster_of[author.expression]


def _mentions(paragraphs: Paragraphs) -> Counter[int]:
    """For the key of each person how often they are named."""
    cluster_of = paragraphs.clusters.cluster_of
    named = (i for i in indices(paragraphs.clusters) if paragraphs.is_person(i))
    return Counter(cluster_of[index].id for index in named)


def _style(talk: Talk) -> Features:
    paragraphs = talk.paragraphs
    size = max(1, len(talk.questions))
    personal = sum(paragraphs.is_personal(k) for k in paragraphs.all())
    forms, inside = paragraphs.syntax.forms, paragraphs.inside
    first = sum(forms[i] in FIRST_PERSON and not inside[i] for i in range(len(forms)))
    return {
        "questions": min(1.0, 3 * sum(talk.questions) / size),
        "responses": float(paragraphs.is_conversation()),
        "personal": personal / size,
        "I": min(1.0, 20 * first / max(1, len(forms))),
        "interview": float(bool(talk.interviewees)),
        "one": float(len(talk.introducing()) == 1),
        "several": float(len(talk.introducing()) > 1),
    }


def speakers(talk: Talk, k: ParagraphIndex) -> list[Option]:
    """Who may say a paragraph: each person, the author, and nobody known."""
    author = talk.paragraphs.author
    options: list[Option] = [(p, _of_person(talk, k, p)) for p in talk.persons]
    options.append((author, _of_author(talk, k, author)))
    none = {"none": 1.0}
    none |= {f"none, {name}": value for name, value in talk.style.items() if value}
    none |= _in_turn(talk, k, None, "none")
    options.append((None, none))
    return [(who, found | _proposed(talk, k, who)) for who, found in options]


def _proposed(talk: Talk, k: ParagraphIndex, who: Participant | None) -> Features:
    """Whether a rule proposes somebody as the one who says a paragraph; strangers are nobody."""
    if not talk.proposed:
        return {}
    proposal = talk.proposed[k]
    speaker = proposal.speaker
    if speaker is not None and speaker.expression is None and not speaker.is_author:
        speaker = None
    if speaker is not who:
        return {}
    sort = "none " if who is None else "author " if who.is_author else ""
    return {f"{sort}proposed": 1.0, f"{sort}proposed by {proposal.rule.name}": 1.0}


def _of_person(talk: Talk, k: ParagraphIndex, person: Participant) -> Features:
    """What speaks for somebody who is named as the one who says a paragraph."""
    introducing, question = talk.introducing(), talk.questions[k]
    found: Features = {"person": 1.0}
    found |= {f"person, {name}": value for name, value in talk.style.items() if value}
    if person in introducing:
        found["introduced"] = 1.0
        found["only one introduced"] = float(len(introducing) == 1)
        found["introduced first"] = float(person is introducing[0])
    if person in talk.interviewees:
        kind = "asks" if question else "answers"
        found["interviewed"] = 1.0
        found[f"interviewed, {kind}"] = 1.0
        if len(talk.interviewees) == 1:
            found[f"only one interviewed, {kind}"] = 1.0
    if person in talk.called.values():
        found["called on somewhere"] = 1.0
    found |= _name(talk, person)
    if person in talk.opening:
        found["in the opening"] = 1.0
        found["named most of the opening"] = float(person is talk.opening[0])
        found["only one in the opening"] = float(len(talk.opening) == 1)
        found["in the title"] = float(person in talk.named[0])
        found |= {f"in the opening, {name}": value for name, value in talk.style.items()}
    if any(person in parties for parties in talk.addressed):
        found["addressed somewhere"] = 1.0
    found["only one"] = float(len(talk.persons) == 1)
    found["two"] = float(len(talk.persons) == 2)
    return {
        n: v
        for n, v in (found | _here(talk, k, person) | _in_turn(talk, k, person, "")).items()
        if v
    }


def _name(talk: Talk, person: Participant) -> Features:
    """How surely somebody's name is a person's."""
    index = person.expression
    if index is None:
        return {}
    clusters = talk.paragraphs.clusters
    cluster, expression = clusters.cluster_of[index], clusters.expressions[index]
    return {
        "a person": float(cluster.kind == "person"),
        "whole name": float(len(cluster.name) > 1),
        "title": float(any(clusters.expressions[i].role for i in cluster.members)),
        "surely a person": float(expression.sure or cluster.gender is not None),
    }


def _here(talk: Talk, k: ParagraphIndex, person: Participant) -> Features:
    """What a paragraph and the one before show of somebody."""
    introduced = talk.introduced.get(k, ())
    introduces = bool(introduced) and introduced[0] is person
    return {
        "introduces himself here": float(introduces),
        "presented here": float(person in introduced[1:]),
        "named here": float(person in talk.named[k] and not introduces),
        "called on": float(talk.called.get(k) is person),
        "called on here": float(talk.called.get(ParagraphIndex(k + 1)) is person),
        "named before": float(k > 0 and person in talk.named[k - 1]),
        "addressed here": float(person in talk.addressed[k]),
        "addressed before": float(k > 0 and person in talk.addressed[k - 1]),
        "addressed after": float(person in next(iter(talk.addressed[k + 1 : k + 2]), ())),
    }


def _of_author(talk: Talk, k: ParagraphIndex, author: Participant) -> Features:
    """What speaks for the author as the one who says a paragraph."""
    known = author.expression is not None or author.name is not None
    kind = "asks" if talk.questions[k] else "answers"
    interview = "interview" if talk.interviewees else "no interview"
    found: Features = {"author": 1.0, f"author, {interview}, {kind}": 1.0}
    found["author known"] = float(known)
    found["author before the first question"] = float(not any(talk.questions[: k + 1]))
    found |= {f"author, {name}": value for name, value in talk.style.items()}
    if known:
        found |= {f"author known, {name}": value for name, value in talk.style.items()}
    return {n: v for n, v in (found | _in_turn(talk, k, author, "")).items() if v}


def _in_turn(talk: Talk, k: ParagraphIndex, who: Participant | None, name: str) -> Features:
    """What it says of somebody who spoke before."""
    if not talk.spoken:
        return {}
    question, asked = talk.questions[k], talk.questions[k - 1]
    kind = "asks" if question else "is asked" if asked else "goes on"
    last = talk.spoken[-1]
    first, end = talk.paragraphs.ranges[k]
    if last is who:
        found = {"again": 1.0, f"again, {kind}": 1.0, "again, short": float(end - first <= SHORT)}
        found["again, responses"] = talk.style["responses"]
        found["again, questions"] = talk.style["questions"]
    elif talk.is_in_turn(who):
        found = {
            "in turn": 1.0,
            f"in turn, {kind}": 1.0,
            "in turn, short": float(end - first <= SHORT),
        }
        found["in turn, responses"] = talk.style["responses"]
        found["in turn, questions"] = talk.style["questions"]
    else:
        found = {f"other, {kind}": 1.0, "not yet": float(who not in talk.spoken)}
    return {f"{name} {key}".strip(): value for key, value in found.items() if value}


# Who is spoken to


def hearers(talk: Talk, token: int, k: ParagraphIndex) -> list[Option]:
    """Who a "you" may be: who speaks next or spoke before, and nobody or whoever listens."""
    speaker = talk.spoken[k]
    after = next((w for w in talk.spoken[k + 1 :] if w is not speaker), None)
    before = next((w for w in reversed(talk.spoken[:k]) if w is not speaker), None)
    syntax, options = talk.paragraphs.syntax, list[Option]()
    sentence = syntax.document.sentences[syntax.sentence[token]]
    asks = syntax.forms[sentence.last - 1] == "?"
    kind = "asks" if asks else "question" if talk.questions[k] else "tells"
    inverted = syntax.upos[token - 1 : token] == ["AUX"] and asks
    shown = {kind: 1.0, "inverted": float(inverted), "answer": float(talk.questions[k - 1])}
    shown["possessive"] = float(syntax.relations[token] == "nmod:poss")
    shown["if"] = float(
        any(syntax.forms[i] in ("if", "when") for i in range(sentence.first, token))
    )
    shown["know"] = float(syntax.forms[token + 1 : token + 2] == ["know"])
    shown |= talk.style
    seen: list[Participant] = []
    for place, who in (("after", after), ("before", before)):
        if who is None or who in seen:
            continue
        seen.append(who)
        sort = "author" if who is talk.paragraphs.author else "person"
        found = {place: 1.0, f"{place}, {kind}": 1.0, sort: 1.0, f"{sort}, {kind}": 1.0}
        found["both"] = float(after is before)
        if talk.proposed and talk.proposed[k].addressee is who:
            found["proposed"] = 1.0
            found[f"proposed, {kind}"] = 1.0
        found["next"] = float(talk.spoken[k + 1 : k + 2] == [who])
        options.append((who, {f"you {n}": v for n, v in found.items() if v}))
    options.append((None, {f"you none, {n}": v for n, v in {"": 1.0, **shown}.items() if v}))
    return options
