"""What the paragraphs of an article show of who is speaking in them.

Bylines and signatures, "I'm Jane Roe", "Miss Roe?", "Roe: …", "an interview with Jane Roe",
questions and responses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, field

from newsclaims.speakers.entities import Clusters
from newsclaims.syntax.predicates import Syntax
from newsclaims.words import having
from newsclaims.words.pronouns import FIRST_PERSON, SECOND_PERSON

#: A question asks for an answer if its paragraph has at most this many tokens.
LONGEST_QUESTION = 120
#: It is a conversation if so large a share begins with a response.
LEAST_SHARE_OF_RESPONSES = 0.1
#: A signature has at most so many tokens.
LONGEST_SIGNATURE = 6
#: Where a title, a byline or an introduction stands: so many paragraphs from the start.
OPENING = 8

_LABEL = re.compile(
    r"[\[(]*(?P<label>[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,4})[\])]*"
    r"(?:[ ]\([^)\n]{1,40}\))?:(?=\s|$)"
)
_BYLINE = re.compile(r"(?:by|text by|story by|written by)\s+(?=[A-Z])", re.IGNORECASE)
#: One or more names, and nothing that only stands for one.
_NAMES = re.compile(
    r"(?!(?:Anonymous|Staff|The|Our)\b)(?:[A-Z][\w.’'-]*|and|de|van|von|al|bin|la)"
    r"(?:,?[ ](?:[A-Z][\w.’'-]*|and|de|van|von|al|bin|la)){1,7}"
)
_INTERVIEW = re.compile(
    r"\b(?:interview(?:s|ed|ing)?|conversation with|q ?& ?a with"
    r"|(?:talk|speak|spoke|chat)\w* (?:to|with))\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:speech|remarks|address|statement|testimony|lecture|keynote)\b(?P<by> (?:by|of|from)\b)?",
    re.IGNORECASE,
)
_RESPONSES = having("response-word")
_AM = frozenset(["'m", "’m", "am"])
_IS = frozenset(["is", "'s", "’s"])
_INTRODUCED = having("introduces-guest")


@define(eq=False)
class Participant:
    """Somebody who says "I".

    Attributes:
        expression: An expression that names them, or None.
        name: Their name where no expression has it, as in metadata.
        is_author: Whether they wrote the article.
        mentions: The expressions that stand for them.
    """

    expression: int | None = None
    name: str | None = None
    is_author: bool = False
    mentions: list[int] = field(factory=list)


class Paragraphs:
    """The paragraphs of an article, and what they show.

    Attributes:
        ranges: The tokens of each, half-open.
        author: Who wrote the article.
    """

    def __init__(
        self, syntax: Syntax, clusters: Clusters, inside: Sequence[bool], author: str | None
    ) -> None:
        self._syntax, self._clusters, self._inside = syntax, clusters, inside
        self._document = syntax.document
        self.ranges = _paragraph_tokens(syntax)
        self._participants: dict[int, Participant] = {}
        #: For each name, and each end of one, the first expression of a person with it.
        self._ends: dict[tuple[str, ...], int] = {}
        self.author = Participant(name=author, is_author=True)
        if author is None:
            self._find_author()

    def is_personal(self, k: int) -> bool:
        """Whether a paragraph has a first or second person outside quotation marks."""
        first, last = self.ranges[k]
        forms, inside = self._syntax.forms, self._inside
        return any(
            not inside[i] and (forms[i] in FIRST_PERSON or forms[i] in SECOND_PERSON)
            for i in range(first, last)
        ) or self.is_question(k)

    def is_conversation(self) -> bool:
        """Whether many paragraphs begin with a response: "Yeah.", "Well, …"."""
        responses = sum(
            first < last and self._syntax.forms[first] in _RESPONSES and not self._inside[first]
            for first, last in self.ranges
        )
        return responses >= max(3, LEAST_SHARE_OF_RESPONSES * len(self.ranges))

    def is_question(self, k: int) -> bool:
        """Whether a paragraph asks for an answer: a short one that ends in a question mark."""
        first, last = self.ranges[k]
        if last - first > LONGEST_QUESTION or last <= first:
            return False
        forms = self._syntax.forms
        end = next((i for i in range(last - 1, first, -1) if forms[i] not in ")]…"), first)
        return forms[end].endswith("?") and not self._inside[end]

    def participant(self, index: int) -> Participant:
        """The participant whom an expression names."""
        cluster = self._clusters.cluster_of[index]
        return self._participants.setdefault(id(cluster), Participant(expression=index))

    def person_at(self, token: int) -> int | None:
        """The person's name that begins at a token, or right after a title there."""
        clusters = self._clusters
        if not 0 <= token < len(self._syntax.forms) or self._inside[token]:
            return None
        for i in range(token, min(token + 4, len(self._syntax.forms))):
            index = clusters.at.get(i)
            if index is None:
                continue
            expression = clusters.expressions[index]
            if expression.name is None:
                continue
            starts = expression.name[0] == token or expression.first == token
            return index if starts and self._is_person(index) else None
        return None

    def _is_person(self, index: int) -> bool:
        expression = self._clusters.expressions[index]
        kinds = (expression.kind, self._clusters.cluster_of[index].kind)
        return expression.form == "name" and "person" in kinds and not expression.plural

    def _find_author(self) -> None:
        """Finds the author in a byline, the title of a speech, or a note at the end."""
        text = self._document.text
        for k in range(min(OPENING, len(self.ranges))):
            first, last = self.ranges[k]
            start, end = self._document.paragraphs[k]
            byline = _BYLINE.match(text, start, end)
            if (
                byline is not None
                and last - first <= 16
                and self._syntax.forms[last - 1] not in ".!?"
            ):
                token = self._document.tokens_in(byline.end(), end).start
                names = list(self.names_in(token, last))
                if len(names) == 1:
                    self.author.expression = names[0]
                elif names or _NAMES.fullmatch(text, byline.end(), end):
                    self.author.name = " ".join(text[byline.end() : end].split())
                if self.author.expression is not None or self.author.name is not None:
                    return
            title = _SPEECH.search(text, start, end) if k == 0 and last - first <= 30 else None
            if title is not None:
                token = self._document.tokens_in(title.start(), title.end()).stop
                names = list(self.names_in(token if title["by"] else first, last))
                if names:
                    self.author.expression = names[0]
                    return
        self._find_author_note()

    def _find_author_note(self) -> None:
        """Finds "Jane Roe is a professor of …" at the end of what somebody else than her wrote."""
        if len(self.ranges) < 3:
            return
        first = self.ranges[-1][0]
        index = self.person_at(first)
        if index is None:
            return
        expression, cluster = self._clusters.expressions[index], self._clusters.cluster_of[index]
        is_new = all(self._clusters.expressions[i].first >= first for i in cluster.members)
        follows = self._syntax.forms[expression.last : expression.last + 1]
        if is_new and follows and follows[0] in ("is", "was", ",", "teaches", "writes"):
            self.author.expression = index

    def names_in(self, first: int, last: int) -> Iterator[int]:
        """The persons' names in a range of tokens, in order."""
        seen = -1
        for token in range(first, last):
            index = self._clusters.at.get(token)
            if index is not None and index != seen and self._is_person(index):
                name = self._clusters.expressions[index].name
                if name is not None and name[0] <= token < name[1]:
                    seen = index
                    yield index

    def introductions(self) -> dict[int, list[Participant]]:
        """Who introduces himself ("I'm Jane Roe") in each paragraph, and then whom he presents."""
        found: dict[int, list[Participant]] = {}
        forms = self._syntax.forms
        for k, (first, last) in enumerate(self.ranges):
            for i in range(first, last - 2):
                if self._inside[i]:
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

    def _opens_introduction(self, token: int, paragraph: int) -> bool:
        """Whether a word is "name" of "My name is", or "it" of "Hey, it's Jane" at the start."""
        forms = self._syntax.forms
        if forms[token] == "name":
            return forms[token - 1] == "my"
        return forms[token] == "it" and paragraph < 2 and token < 25

    def _name_after(self, token: int, last: int) -> int | None:
        """The name in "I'm Jane Roe" or "I'm your host as always, Jane Roe"."""
        index = self.person_at(token)
        if index is not None or self._syntax.forms[token] not in ("your", "the"):
            return index
        for i in range(token + 1, min(token + 8, last)):
            if self._syntax.forms[i] in (".", ";", "and", "who", "of"):
                return None
            if self._syntax.forms[i - 1] in (",", "host", "author", "reporter"):
                index = self.person_at(i)
                if index is not None:
                    return index
        return None

    def called(self) -> dict[int, Participant]:
        """For each paragraph who is called on at the end of the one before it: "Miss Roe?"."""
        found: dict[int, Participant] = {}
        forms, syntax = self._syntax.forms, self._syntax
        for k, (first, last) in enumerate(self.ranges[:-1]):
            end = last - 1
            while end > first and not forms[end][0].isalnum():
                end -= 1
            index = self._clusters.at.get(end)
            if index is None or not self._is_person(index) or self._inside[end]:
                index = self._asked_to_speak(k)
                if index is not None:
                    found[k + 1] = self.participant(index)
                continue
            expression = self._clusters.expressions[index]
            if expression.name is None or expression.name[1] != end + 1:
                continue
            begin = expression.first
            sentence = self._document.sentences[syntax.sentence[end]]
            alone = begin == sentence.first and last - begin <= 8
            vocative = syntax.relations[expression.head] == "vocative"
            heading = " ".join(self._document.text[slice(*self._document.paragraphs[k])].split())
            if (alone and not heading.isupper()) or (vocative and forms[last - 1] == "?"):
                found[k + 1] = self.participant(index)
        for k in range(len(self.ranges) - 1):
            text = self._document.text[slice(*self._document.paragraphs[k])]
            first, last = self.ranges[k]
            if text.isupper() and last - first <= 25:  # "ARGUMENT OF JANE ROE FOR THE PETITIONER"
                names = list(self.names_in(first, last))
                if len(names) == 1:
                    found[k + 1] = self.participant(names[0])
        return found

    def _asked_to_speak(self, k: int) -> int | None:
        """Whom the short last sentence of a paragraph addresses: "Mr. Roe, please proceed."."""
        last = self.ranges[k][1]
        sentence = self._document.sentences[self._syntax.sentence[last - 1]]
        if last - sentence.first > 10 or self._inside[sentence.first]:
            return None
        for index in self.names_in(sentence.first, last):
            head = self._clusters.expressions[index].head
            if self._syntax.relations[head] == "vocative":
                return index
        return None

    def interviewees(self) -> list[Participant]:
        """Who is interviewed, as the title or the first paragraphs say."""
        text, found = self._document.text, []
        for k in range(min(4, len(self.ranges))):
            last = self.ranges[k][1]
            start, end = self._document.paragraphs[k]
            match = _INTERVIEW.search(text, start, end)
            if match is None:
                continue
            token = self._document.tokens_in(match.start(), match.end()).stop
            sentence = self._document.sentences[self._syntax.sentence[token - 1]]
            by = token < last and self._syntax.forms[token] == "by"
            before = list(self.names_in(sentence.first, token))
            after = [] if by else list(self.names_in(token, min(sentence.last, token + 40)))
            if token < last and not after and not by:  # "Wikinews interviewed him"
                pronoun = self._clusters.at.get(token)
                if pronoun is not None and self._clusters.cluster_of[pronoun].kind == "person":
                    after = [pronoun] if self._clusters.cluster_of[pronoun].name else []
            names = after or before
            for index in names[:3]:
                participant = self.participant(index)
                if participant not in found:
                    found.append(participant)
            if found:
                break
        return found

    def named(self, k: int) -> list[Participant]:
        """Whom a paragraph names."""
        return [self.participant(i) for i in self.names_in(*self.ranges[k])]

    def addressed(self, k: int) -> Participant | None:
        """Whom a paragraph addresses by name: "It is, Justice Roe."; that one spoke before."""
        first, last = self.ranges[k]
        for index in self.names_in(first, last):
            expression = self._clusters.expressions[index]
            sentence = self._document.sentences[self._syntax.sentence[expression.head]]
            ends = expression.last >= sentence.last - 1
            begins = expression.first <= sentence.first + 1
            if self._syntax.relations[expression.head] == "vocative" and (begins or ends):
                return self.participant(index)
            titled = expression.name is not None and expression.first < expression.name[0]
            set_off = expression.first > first and self._syntax.forms[expression.first - 1] == ","
            if sentence.first == first and titled and set_off and ends:
                return self.participant(index)
        return None

    def goes_on(self, k: int) -> bool:
        """Whether a paragraph continues the one before: it quotes what that announces."""
        first, last = self.ranges[k]
        before = self.ranges[k - 1][1] - 1
        return self._syntax.forms[before] == ":" or (last - first > 2 and self._inside[first + 1])

    def signatures(self) -> Iterator[tuple[int, Participant]]:
        """Paragraphs that are somebody's name and nothing else, with whose."""
        for k, (first, last) in enumerate(self.ranges):
            index = self.person_at(first) if k and last - first <= LONGEST_SIGNATURE else None
            if index is None:
                continue
            end = self._clusters.expressions[index].last
            if not any(form[0].isalnum() for form in self._syntax.forms[end:last]):
                yield k, self.participant(index)

    def labelled(self, k: int, label: str) -> Participant:
        """Whose label a paragraph of a transcript begins with."""
        first, last = self.ranges[k]
        index = next(self.names_in(first, min(first + 6, last)), None)
        if index is None:
            if not self._ends:
                for i, e in reversed(list(enumerate(self._clusters.expressions))):
                    if self._is_person(i):
                        self._ends.update({e.words[j:]: i for j in range(len(e.words))})
            index = self._ends.get(tuple(label.lower().split()))
        return Participant(name=label) if index is None else self.participant(index)

    def labels(self) -> dict[int, str]:
        """The label that each paragraph of a transcript begins with: "Roe: No."."""
        text = self._document.text
        found = {}
        for k, (start, end) in enumerate(self._document.paragraphs):
            match = _LABEL.match(text, start, end)
            if match is not None and match.end() - start <= 60:
                found[k] = match["label"]
        counts = Counter(found.values())
        recurring = {label for label, count in counts.items() if count > 1}
        if not recurring or len(found) < 3:
            return {}
        return found


def _paragraph_tokens(syntax: Syntax) -> list[tuple[int, int]]:
    """The tokens of each paragraph, as half-open ranges."""
    found: list[tuple[int, int]] = [(0, 0)] * len(syntax.document.paragraphs)
    for sentence in syntax.document.sentences:
        first, last = found[sentence.paragraph]
        begin = sentence.first if last == 0 else first
        found[sentence.paragraph] = begin, sentence.last
    return found
