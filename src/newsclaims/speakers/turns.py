"""Who is "I" where: the author, a speaker in quotation marks, a party to a conversation.

Words in quotation marks are their speaker's. Elsewhere an article with a byline, a speech or a
video is one person's. In an interview questions are the interviewer's and the rest is answers; in
any other conversation each paragraph is a turn, and what is known of some turns ("I'm Jane Roe",
"Miss Roe?", "Roe: …") gives the others, since whoever is addressed by name speaks next (Sacks,
Schegloff and Jefferson, 1974) and two speakers alternate (He, Barbosa and Kondrak, 2013).
"""

from __future__ import annotations

from newsclaims.speakers.paragraphs import Paragraphs, Participant

#: An article is an interview if it has so many questions, and so large a share of them.
FEWEST_QUESTIONS = 2
LEAST_SHARE_OF_QUESTIONS = 0.12
#: A conversation's paragraphs mostly address somebody, or are said by an "I".
LEAST_SHARE_OF_PERSONAL = 0.4


class Turns:
    """Who speaks in each paragraph of an article, quotations left out.

    Attributes:
        speakers: For each paragraph who says "I" there, or None if that cannot be told.
        addressees: For each paragraph who "you" is there, or None.
        together: For each paragraph in which one of several who are interviewed speaks, all of
            them, who are "we" there; else nobody.
    """

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._shown, self._count = paragraphs, len(paragraphs.ranges)
        self.speakers: list[Participant | None] = [paragraphs.author] * self._count
        self.addressees: list[Participant | None] = [None] * self._count
        self.together: list[tuple[Participant, ...]] = [()] * self._count
        self._find()

    def _find(self) -> None:
        labels = self._shown.labels()
        if labels:
            self._label(labels)
            return
        personal = [self._shown.is_personal(k) for k in range(self._count)]
        introduced = self._shown.introductions()
        questions = [self._shown.is_question(k) for k in range(self._count)]
        asked = sum(questions)
        interviewees = self._shown.interviewees()
        enough = asked >= max(FEWEST_QUESTIONS, LEAST_SHARE_OF_QUESTIONS * len(questions))
        if enough and interviewees:
            self._interview(questions, interviewees, introduced)
            return
        self._sign()
        called = self._shown.called()
        talk = sum(personal) >= LEAST_SHARE_OF_PERSONAL * len(personal)
        persons = {id(p): p for ps in introduced.values() for p in ps}
        if len(persons) > 1 or (talk and called and (asked or len(called) > 1)):
            self._converse(introduced, called)
        elif self._shown.is_conversation():
            self.speakers = [None] * len(self.speakers)
            for k, parties in introduced.items():
                self.speakers[k] = parties[0]
        elif len(persons) == 1:
            self.speakers = [next(iter(persons.values()))] * len(self.speakers)

    def _sign(self) -> None:
        """Gives what is signed, as letters are, to whoever signed."""
        begin = 0
        for k, signer in self._shown.signatures():
            if any(self._shown.is_personal(j) for j in range(begin, k)):
                self.speakers[begin:k] = [signer] * (k - begin)
            begin = k + 1

    def _label(self, labels: dict[int, str]) -> None:
        """Follows the labels of a transcript; a paragraph without one goes on with the last."""
        interviewees = self._shown.interviewees()
        known: dict[str, Participant] = {"Q": self._shown.author}
        if interviewees:
            known["A"] = interviewees[0]
        current: Participant | None = self._shown.author
        for k in range(self._count):
            if k in labels:
                if labels[k] not in known:
                    known[labels[k]] = self._shown.labelled(k, labels[k])
                current = known[labels[k]]
            self.speakers[k] = current
        self._address()

    def _interview(
        self,
        questions: list[bool],
        interviewees: list[Participant],
        introduced: dict[int, list[Participant]],
    ) -> None:
        """Gives the questions to the author, and the rest to who is interviewed."""
        begin = questions.index(True)
        latest: Participant | None = None
        for k in range(begin, len(questions)):
            if questions[k]:
                self.addressees[k] = interviewees[0] if len(interviewees) == 1 else None
                continue
            if k in introduced:
                latest = introduced[k][0]
            elif len(interviewees) == 1:
                latest = interviewees[0]
            else:
                latest = self._other(k, latest, interviewees, questions)
            self.speakers[k] = latest
            self.addressees[k] = self._shown.author
            if len(interviewees) > 1:
                self.together[k] = tuple(interviewees)

    def _other(
        self,
        k: int,
        latest: Participant | None,
        parties: list[Participant],
        questions: list[bool],
    ) -> Participant | None:
        """Which of several who are interviewed speaks: nobody speaks of himself by his name."""
        named = self._shown.named(k)
        left = [p for p in parties if p not in named]
        if not left and len(parties) == 2:
            # Whoever tells of both names the other first: "I met this guy, Roe, and …".
            left = [p for p in parties if p is not named[0]]
        if len(left) == 1:
            return left[0]
        if len(parties) == 2 and latest in parties and not questions[k - 1]:
            return next(p for p in parties if p is not latest)
        return None

    def _converse(
        self, introduced: dict[int, list[Participant]], called: dict[int, Participant]
    ) -> None:
        """Gives each paragraph to a speaker, by turns."""
        known = list({id(p): p for ps in introduced.values() for p in ps}.values())
        known += [p for p in called.values() if p not in known]
        stranger = Participant()
        addressed: Participant | None = None  # by name, in the paragraph before
        recent: list[Participant] = []
        for k in range(self._count):
            previous = recent[0] if recent else None
            if k in introduced:
                speaker = introduced[k][0]
            elif k in called:
                speaker = called[k]
            elif previous is None:
                speaker = stranger
            elif self._shown.goes_on(k):
                speaker = previous
            elif addressed not in (None, previous):
                speaker = addressed
            else:
                others = [p for p in (*recent[1:], *known[:2]) if p is not previous]
                speaker = others[0] if others and len(known) > 1 else stranger
                if previous is stranger and len(known) == 1:
                    speaker = known[0]
                elif previous is stranger and len(recent) > 1:
                    speaker = recent[1]
            named = self._shown.named(k)
            if speaker in named and k not in introduced and previous is not None:
                speaker = previous  # nobody speaks of himself by his name
            answered = self._shown.addressed(k)
            if answered not in (None, speaker) and previous is stranger:
                self.speakers[k - 1] = answered
                recent[0] = answered
            self.speakers[k] = speaker
            addressed = answered
            recent = [speaker, *(p for p in recent if p is not speaker)][:3]
        self._address()

    def _address(self) -> None:
        """Whoever speaks next is the one spoken to; at the end, who spoke before."""
        before: Participant | None = None
        for k, speaker in enumerate(self.speakers):
            after = self.speakers[k + 1] if k + 1 < self._count else None
            self.addressees[k] = before if after is None or after is speaker else after
            if after is not speaker:
                before = speaker
