"""What the paragraphs of an article show of who is speaking in them.

Signatures, "I'm Jane Roe", "Miss Roe?", "Roe: …", "an interview with Jane Roe", questions and
responses. Who speaks where follows from that in `newsclaims.speakers.turns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from attrs import define, field, frozen

from newsclaims.speakers.entities import Clusters
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document
from newsclaims.text.indices import ExpressionIndex, ParagraphIndex
from newsclaims.text.speaker_labels import LabelledTurn
from newsclaims.words import having
from newsclaims.words.pronouns import FIRST_PERSON, SECOND_PERSON

#: A question asks for an answer if its paragraph has at most this many tokens.
LONGEST_QUESTION = 120
#: It is a conversation if so large a share begins with a response.
LEAST_SHARE_OF_RESPONSES = 0.1
#: A signature has at most so many tokens.
LONGEST_SIGNATURE = 6
#: Where it is told who is interviewed: so many paragraphs from the start.
OPENING_OF_INTERVIEW = 4

_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed|ing)?|conversation with|q ?& ?a with"
    r"|(?:talk|speak|spoke|chat)\w* (?:to|with))\b",
    re.IGNORECASE,
)
_RESPONSES = having("response-word")
_DAYS = [[str(day)] for day in range(1, 32)]
_AM = frozenset(["'m", "’m", "am"])
_IS = frozenset(["is", "'s", "’s"])
_INTRODUCED = having("introduces-guest")


@define(eq=False)
class Participant:
    """Somebody who says "I"."""

    expression: ExpressionIndex | None = None  # one that names them
    name: str | None = None  # their name where no expression has it, as in metadata
    is_author: bool = False
    mentions: list[ExpressionIndex] = field(factory=list)  # what stands for them

    @property
    def called(self) -> str:
        """Who it is, for somebody who reads a trace."""
        return self.name or ("the author" if self.is_author else "a stranger")


@frozen(eq=False, slots=True)
class Paragraphs:
    """The paragraphs of an article, and what they show."""

    syntax: Syntax
    clusters: Clusters
    inside: Sequence[bool]  # for each token whether it is in quotation marks
    ranges: Sequence[tuple[int, int]]  # the tokens of each paragraph, half-open
    author: Participant
    #: The turns with a printed label, and for each the expression that its label is.
    labelled: Sequence[tuple[LabelledTurn, ExpressionIndex | None]] = ()
    participants: dict[int, Participant] = field(factory=dict)  # by the key of their entity

    @property
    def document(self) -> Document:
        """The article."""
        return self.syntax.document

    def all(self) -> Sequence[ParagraphIndex]:
        """The indices of all paragraphs."""
        return cast("Sequence[ParagraphIndex]", range(len(self.ranges)))

    def is_personal(self, k: ParagraphIndex) -> bool:
        """Whether a paragraph has a first or second person outside quotation marks."""
        first, last = self.ranges[k]
        forms, inside = self.syntax.forms, self.inside
        return any(
            not inside[i] and (forms[i] in FIRST_PERSON or forms[i] in SECOND_PERSON)
            for i in range(first, last)
        ) or self.is_question(k)

    def is_conversation(self) -> bool:
        """Whether many paragraphs begin with a response: "Yeah.", "Well, …"."""
        responses = sum(
            first < last and self.syntax.forms[first] in _RESPONSES and not self.inside[first]
            for first, last in self.ranges
        )
        return responses >= max(3, LEAST_SHARE_OF_RESPONSES * len(self.ranges))

    def is_question(self, k: ParagraphIndex) -> bool:
        """Whether a paragraph asks for an answer: a short one that ends in a question mark."""
        first, last = self.ranges[k]
        if last - first > LONGEST_QUESTION or last <= first:
            return False
        forms = self.syntax.forms
        end = next((i for i in range(last - 1, first, -1) if forms[i] not in ")]…"), first)
        return forms[end].endswith("?") and not self.inside[end]

    def participant(self, index: ExpressionIndex) -> Participant:
        """The participant whom an expression names."""
        cluster = self.clusters.cluster_of[index]
        return self.participants.setdefault(cluster.id, Participant(expression=index))

    def person_at(self, token: int) -> ExpressionIndex | None:
        """The person's name that begins at a token, or right after a title there."""
        clusters = self.clusters
        if not 0 <= token < len(self.syntax.forms) or self.inside[token]:
            return None
        for i in range(token, min(token + 4, len(self.syntax.forms))):
            index = clusters.at.get(i)
            if index is None:
                continue
            expression = clusters.expressions[index]
            if expression.name is None:
                continue
            starts = expression.name[0] == token or expression.first == token
            return index if starts and self.is_person(index) else None
        return None

    def is_person(self, index: ExpressionIndex) -> bool:
        """Whether an expression is the name of one person, and neither "Mhm" nor "May 28"."""
        expression, forms = self.clusters.expressions[index], self.syntax.forms
        if (
            expression.words[0] in _RESPONSES
            or forms[expression.last : expression.last + 1] in _DAYS
        ):
            return False
        kinds = (expression.kind, self.clusters.cluster_of[index].kind)
        return expression.form == "name" and "person" in kinds and not expression.plural

    def names_in(self, first: int, last: int) -> Iterator[ExpressionIndex]:
        """The persons' names in a range of tokens, in order."""
        seen = -1
        for token in range(first, last):
            index = self.clusters.at.get(token)
            if index is not None and index != seen and self.is_person(index):
                name = self.clusters.expressions[index].name
                if name is not None and name[0] <= token < name[1]:
                    seen = index
                    yield index

    def introductions(self) -> dict[ParagraphIndex, list[Participant]]:
        """Who introduces himself ("I'm Jane Roe") in each paragraph, and then whom he presents."""
        found: dict[ParagraphIndex, list[Participant]] = {}
        forms = self.syntax.forms
        for k in self.all():
            first, last = self.ranges[k]
            for i in range(first, last - 2):
                if self.inside[i]:
                    continue
                index = None
                if forms[i] == "i" and forms[i + 1] in _AM:
                    index = self._name_after(i + 2, last)
                elif forms[i + 1] in _IS and self._opens_introduction(i, k):
                    index = self.person_at(i + 2)
                elif forms[i] in _INTRODUCED and found.get(k):
                    index = next(self.names_in(i + 1, min(i + 6, last)), None)
                if index is not None:
                    participant = self.participant(index)
                    if participant not in found.setdefault(k, []):
                        found[k].append(participant)
        return found

    def _opens_introduction(self, token: int, paragraph: ParagraphIndex) -> bool:
        """Whether a word is "name" of "My name is", or "it" of "Hey, it's Jane" at the start."""
        forms = self.syntax.forms
        if forms[token] == "name":
            return forms[token - 1] == "my"
        return forms[token] == "it" and paragraph < 2 and token < 25

    def _name_after(self, token: int, last: int) -> ExpressionIndex | None:
        """The name in "I'm Jane Roe" or "I'm your host as always, Jane Roe"."""
        index = self.person_at(token)
        if index is not None or self.syntax.forms[token] not in ("your", "the"):
            return index
        for i in range(token + 1, min(token + 8, last)):
            if self.syntax.forms[i] in (".", ";", "and", "who", "of"):
                return None
            if self.syntax.forms[i - 1] in (",", "host", "author", "reporter"):
                index = self.person_at(i)
                if index is not None:
                    return index
        return None

    def called(self) -> dict[ParagraphIndex, Participant]:
        """For each paragraph who is called on at the end of the one before it: "Miss Roe?"."""
        found: dict[ParagraphIndex, Participant] = {}
        for k in self.all()[:-1]:
            index = self._called_on(k)
            if index is not None:
                found[ParagraphIndex(k + 1)] = self.participant(index)
        return found

    def _called_on(self, k: ParagraphIndex) -> ExpressionIndex | None:
        """Whom the last words of a paragraph name, alone or as who is asked."""
        forms, (first, last) = self.syntax.forms, self.ranges[k]
        end = last - 1
        while end > first and not forms[end][0].isalnum():
            end -= 1
        index = self.clusters.at.get(end)
        if index is None or not self.is_person(index) or self.inside[end]:
            return self._asked_to_speak(k)
        expression = self.clusters.expressions[index]
        if expression.name is None or expression.name[1] != end + 1:
            return None
        sentence = self.document.sentences[self.syntax.sentence[end]]
        alone = expression.first == sentence.first and last - expression.first <= 8
        vocative = self.syntax.relations[expression.head] == "vocative"
        heading = self.document.text[slice(*self.document.paragraphs[k])]
        called = (alone and not heading.isupper()) or (vocative and forms[last - 1] == "?")
        return index if called else None

    def _asked_to_speak(self, k: ParagraphIndex) -> ExpressionIndex | None:
        """Whom the short last sentence of a paragraph addresses: "Mr. Roe, please proceed."."""
        last = self.ranges[k][1]
        sentence = self.document.sentences[self.syntax.sentence[last - 1]]
        if last - sentence.first > 10 or self.inside[sentence.first]:
            return None
        for index in self.names_in(sentence.first, last):
            head = self.clusters.expressions[index].head
            if self.syntax.relations[head] == "vocative":
                return index
        return None

    def addressed(self, k: ParagraphIndex) -> list[Participant]:
        """Who is spoken to by name in a paragraph: "Thank you, Miss Roe."."""
        relations = self.syntax.relations
        return distinct(
            self.participant(index)
            for index in self.names_in(*self.ranges[k])
            if relations[self.clusters.expressions[index].head] == "vocative"
            and not self.inside[self.clusters.expressions[index].head]
        )

    def interviewees(self) -> list[Participant]:
        """Who is interviewed, as the title or the first paragraphs say."""
        for k in self.all()[:OPENING_OF_INTERVIEW]:
            match = _INTERVIEW.search(self.document.text, *self.document.paragraphs[k])
            if match is not None:
                token = self.document.tokens_in(match.start(), match.end()).stop
                found = [self.participant(index) for index in self._interviewed(k, token)[:3]]
                if found:
                    return distinct(found)
        return []

    def _interviewed(self, k: ParagraphIndex, token: int) -> list[ExpressionIndex]:
        """Whom a sentence names after "an interview with", which ends at a token, or before it."""
        last = self.ranges[k][1]
        sentence = self.document.sentences[self.syntax.sentence[token - 1]]
        by = token < last and self.syntax.forms[token] == "by"
        before = list(self.names_in(sentence.first, token))
        after = [] if by else list(self.names_in(token, min(sentence.last, token + 40)))
        if token < last and not after and not by:  # "Wikinews interviewed him"
            pronoun = self.clusters.at.get(token)
            if pronoun is not None and self.clusters.cluster_of[pronoun].kind == "person":
                after = [pronoun] if self.clusters.cluster_of[pronoun].name else []
        return after or before

    def named(self, k: ParagraphIndex) -> list[Participant]:
        """Whom a paragraph names."""
        return [self.participant(i) for i in self.names_in(*self.ranges[k])]

    def signatures(self) -> Iterator[tuple[ParagraphIndex, Participant]]:
        """Paragraphs that are somebody's name and nothing else, with whose."""
        for k in self.all():
            first, last = self.ranges[k]
            index = self.person_at(first) if k and last - first <= LONGEST_SIGNATURE else None
            if index is None:
                continue
            end = self.clusters.expressions[index].last
            if not any(form[0].isalnum() for form in self.syntax.forms[end:last]):
                yield k, self.participant(index)


def read_paragraphs(
    clusters: Clusters,
    inside: Sequence[bool],
    author: str | None,
    labelled: Sequence[tuple[LabelledTurn, ExpressionIndex | None]],
) -> Paragraphs:
    """The paragraphs of an article by an author, if that one is known."""
    writer, syntax = Participant(name=author, is_author=True), clusters.syntax
    return Paragraphs(syntax, clusters, inside, _paragraph_tokens(syntax), writer, labelled)


def distinct(participants: Iterable[Participant]) -> list[Participant]:
    """Each of some participants once, in order."""
    found: list[Participant] = []
    for participant in participants:
        if participant not in found:
            found.append(participant)
    return found


def _paragraph_tokens(syntax: Syntax) -> list[tuple[int, int]]:
    """The tokens of each paragraph, as half-open ranges."""
    found: list[tuple[int, int]] = [(0, 0)] * len(syntax.document.paragraphs)
    for sentence in syntax.document.sentences:
        first, last = found[sentence.paragraph]
        begin = sentence.first if last == 0 else first
        found[sentence.paragraph] = begin, sentence.last
    return found
