"""Finds mentions: the names, descriptions and pronouns that refer to somebody or something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from attrs import field, frozen

from newsclaims.data import words
from newsclaims.data.entity_words import (
    ABBREVIATED_TITLES,
    COMPANY_WORDS,
    COURTESY,
    DOCUMENT_WORDS,
    GENDERED_WORDS,
    GROUP_WORDS,
    KIN_WORDS,
    NAME_LINKS,
    OFFICES_OF,
    ORGANIZATION_WORDS,
    ORGANIZATIONS,
    PARTICLES,
    PARTY_WORDS,
    PERSON_WORDS,
    PLACE_BEGINNINGS,
    PLACE_WORDS,
    PLACES,
    QUANTIFYING_ADJECTIVES,
    RELATIONAL_WORDS,
    THING_WORDS,
    TIME_WORDS,
)
from newsclaims.data.given_names import FEMALE, MALE
from newsclaims.document import Document, Reading
from newsclaims.results import EntityKind

Form = Literal["name", "nominal", "pronoun"]
Gender = Literal["male", "female"]

NAME_RELATIONS = frozenset(["flat", "compound", "nmod:desc", "amod", "goeswith", "nmod:unmarked"])
# What belongs to a description's own words; clauses, appositions and conjuncts do not.
NOMINAL_RELATIONS = words(
    """
    det det:predet amod nummod compound flat nmod nmod:poss nmod:desc nmod:npmod nmod:unmarked acl
    fixed goeswith advmod nmod:tmod
    """
)
# In tokens; no name or description is longer, so that a broken parse cannot nest without end.
LONGEST_NAME = 16
LONGEST_PHRASE = 60
NAME_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
THIRD_PERSON: dict[str, tuple[Gender | None, bool]] = {
    **dict.fromkeys(["he", "him", "his", "himself"], ("male", False)),
    **dict.fromkeys(["she", "her", "hers", "herself"], ("female", False)),
    **dict.fromkeys(["it", "its", "itself"], (None, False)),
    **dict.fromkeys(["they", "them", "their", "theirs", "themselves"], (None, True)),
}
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PERSON_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
PERSONAL = frozenset([*THIRD_PERSON, *FIRST_PERSON, *FIRST_PERSON_PLURAL])
POSSESSIVE = frozenset(["'s", "’s", "'", "’"])
OWNING = frozenset(["his", "her", "its", "their", "my", "our", "your", "whose"])
PREFIXES = ("pro-", "anti-", "non-", "ex-", "pre-", "post-", "then-", "mid-")
INDEFINITE_PERSONS = words("anybody anyone nobody somebody someone who whom whoever you")
ORIGIN_ENDINGS = ("ian", "ican", "ish", "ese", "ean", "qi", "eli", "ani", "eni", "nese")
ORIGINS = words("arab bosnian cuban dutch french german greek iraqi israeli jewish muslim swiss")
PRONOUNS = PERSONAL | words(
    """
    you your yours yourself yourselves who whom whose which that this these those what whatever
    whoever whichever one ones oneself each all some any none both other another others everyone
    everybody someone somebody anyone anybody everything something anything nothing nobody there
    many few several such more most much less enough either neither same em y'all
    """
)
MONTH_SURNAMES = frozenset(["may", "april", "june", "august"])
FUNCTION_WORDS = words(
    """
    after also although and as at because before but by even for from here how however if in just
    no not now of on or since so still then there though to until when where while why with yes
    """
)
# Titles that are frequent surnames too.
SURNAME_TITLES = frozenset(["bishop", "duke", "hunter", "king", "pope", "prince"])
NATIONAL_GROUPS = words("americans conservatives democrats evangelicals liberals republicans")
RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
_REFLEXIVE = ("self", "selves")
_PLURAL_PERSON = ("men", "women", "people", "children", "youths")


@frozen(slots=True)
class Mention:
    """One mention; ranges are half-open token indices.

    Attributes:
        first: First token as printed, a title before a name included, an article before it not.
        last: Just past the last token.
        head: The token that the rest of the sentence attaches to.
        form: A name, a description or a pronoun.
        name: The name alone, without a title; ``first`` to ``last`` where there is none.
        words: Lower-case words of the name, or the head noun (singular) of a description.
        role: Title or office before the name, as printed.
        kind: What it stands for, where its own words or the syntax show that.
        evidence: How strongly they show it, 0 to 5.
        gender: Where the words show it.
        plural: Whether it is plural.
        sentence: Index of its sentence.
        relation: Its relation to its governor, that of the first conjunct for later ones.
        governor: Index of the token it depends on, or -1.
    """

    first: int
    last: int
    head: int
    form: Form
    name: tuple[int, int]
    words: tuple[str, ...]
    role: str | None
    kind: EntityKind | None
    evidence: int
    gender: Gender | None
    plural: bool
    sentence: int
    relation: str
    governor: int

    @property
    def subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.relation.startswith("nsubj")


@frozen(slots=True)
class Syntax:
    """A document with its reading, and what is looked up in them again and again.

    Attributes:
        lower: Each token's text in lower case.
        tags: Parts of speech, with slips mended that the printed form shows; see `_Tags`.
        title_case: Whether each sentence is set like a headline, capitals throughout.
        offices: Tokens that end a capitalised office without a name: "the Attorney General".
        children: Indices of each token's dependents, in order.
        sentence: Index of each token's sentence.
        left: First token of each token's own phrase; see `NOMINAL_RELATIONS`.
        right: Last token of each token's own phrase.
    """

    document: Document
    reading: Reading
    lower: list[str]
    tags: list[str]
    title_case: list[bool]
    children: list[list[int]]
    sentence: list[int]
    offices: set[int] = field(factory=set)
    left: list[int] = field(factory=list)
    right: list[int] = field(factory=list)

    @classmethod
    def of(cls, document: Document, reading: Reading) -> Syntax:
        """The syntax of a document as it was read."""
        children: list[list[int]] = [[] for _ in document.tokens]
        for i, head in enumerate(reading.heads):
            if head >= 0:
                children[head].append(i)
        sentence = [0] * len(document.tokens)
        for index, s in enumerate(document.sentences):
            sentence[s.first : s.last] = [index] * (s.last - s.first)
        lower = [token.text.lower() for token in document.tokens]
        title_case = [_in_title_case(document, reading, i) for i in range(len(document.sentences))]
        if all(title_case):
            title_case = [False] * len(title_case)
        tags = _Tags(document, reading, lower).mended(document, title_case)
        syntax = cls(document, reading, lower, tags, title_case, children, sentence)
        syntax._find_phrases()
        return syntax

    def _find_phrases(self) -> None:
        """Fills ``left`` and ``right``: dependents first, then the tokens they depend on."""
        heads, relations, upos = self.reading.heads, self.reading.relations, self.tags
        order = [i for i, head in enumerate(heads) if head < 0]
        for i in order:
            order.extend(self.children[i])
        self.left.extend(range(len(heads)))
        self.right.extend(range(len(heads)))
        left, right = self.left, self.right
        for i in reversed(order):
            head = heads[i]
            if head < 0 or upos[i] == "PUNCT":
                continue
            nominal = upos[head] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM")
            adjectival = upos[head] == "ADJ" and relations[i].startswith("obl")
            if nominal and not adjectival and relations[i] not in NOMINAL_RELATIONS:
                continue
            first, last = left[i], right[i]
            for child in self.children[i]:
                # A phrase's preposition belongs to the phrase around it, not to itself.
                if relations[child] == "case":
                    first, last = min(first, child), max(last, child)
            if max(right[head], last) - min(left[head], first) >= LONGEST_PHRASE:
                continue
            left[head] = min(left[head], first)
            right[head] = max(right[head], last)

    def printed(self, first: int, last: int) -> str:
        """The article's text from token ``first`` up to token ``last``."""
        tokens = self.document.tokens
        return self.document.text[tokens[first].start : tokens[last - 1].end]

    def governed(self, token: int) -> tuple[str, int]:
        """Relation and governor of a token; a conjunct has those of the first one."""
        heads, relations = self.reading.heads, self.reading.relations
        for _ in range(4):
            if relations[token] not in ("conj", "appos") or heads[token] < 0:
                break
            token = heads[token]
        return relations[token], heads[token]


def phrase(syntax: Syntax, first: int, last: int) -> tuple[int, int] | None:
    """Head and end (half-open) of the noun phrase that tokens ``first`` to ``last`` begin with.

    Without what follows its head: "one website" of "one website close to the force". Parts of
    speech and adjacency alone decide, so that a wrong arc does not move the head.
    """
    tags, lower = syntax.tags, syntax.lower
    head, i = -1, first
    while i < last:
        tag, word = tags[i], lower[i]
        noun = head >= 0 and tags[head] in ("NOUN", "PROPN")
        after_hyphen = i > first and lower[i - 1] == "-"
        if tag in ("NOUN", "PROPN"):
            clause = noun and syntax.reading.relations[i].startswith("nsubj")
            if clause and tag == "PROPN" and i < syntax.reading.heads[i] < last:
                break  # "a speech Roe gave"
            if not noun or word not in TIME_WORDS:
                head = i
        elif word in POSSESSIVE:
            if not _goes_on(syntax, i, last):
                break
        elif word == "(" and head >= 0:
            while i < last - 1 and lower[i] != ")":
                i += 1
        elif tag == "PUNCT":
            if head >= 0 and word in (",", ";", ":", "—", "–", "--"):
                break
        elif noun:
            inside = tags[head] == "PROPN" or after_hyphen or lower[i - 1] in POSSESSIVE
            inside = inside and (tag in ("ADJ", "NUM", "PUNCT") or i > head + 1)
            if not (inside and _goes_on(syntax, i, last)):
                break
        elif tag == "PRON":
            head = i
            if word not in OWNING or not _goes_on(syntax, i, last):
                return head, i + 1
        elif tag in ("NUM", "DET", "ADJ"):
            head = i
        elif head >= 0 and not (word == "than" or (tag != "ADP" and _goes_on(syntax, i, last))):
            break
        i += 1
    return (head, i) if head >= 0 else None


def _goes_on(syntax: Syntax, i: int, last: int) -> bool:
    """Whether a noun soon follows a participle, adverb, "and" or number inside a phrase."""
    for j in range(i + 1, min(i + 5, last)):
        if syntax.tags[j] in ("NOUN", "PROPN"):
            return True
        if syntax.tags[j] not in ("ADJ", "VERB", "ADV", "CCONJ", "NUM") and syntax.lower[j] != "-":
            return False
    return False


def singular(word: str) -> str:
    """The singular of a lower-case noun, by its ending."""
    if word in ("people", "children", "media", "police", "news", "press", "congress"):
        return {"people": "person", "children": "child"}.get(word, word)
    if word.endswith("ics") and word[:-1] in PERSON_WORDS:
        return word[:-1]
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word[:-1]
    return word


def _in_title_case(document: Document, reading: Reading, index: int) -> bool:
    """Whether most longer words of a sentence begin with a capital, as in a headline."""
    sentence = document.sentences[index]
    longer = capital = common = 0
    for i in range(sentence.first, sentence.last):
        text = document.tokens[i].text
        if len(text) > 3:
            longer += 1
            if text[0].isupper():
                capital += 1
                common += i > sentence.first and reading.upos[i] != "PROPN"
    return longer > 2 and capital > 0.7 * longer and (common > 1 or index == document.title)


class _Tags:
    """Parts of speech, mended where a word's printed form shows that its tag is a slip.

    A lower-case word or "Pro-EU" is no proper noun, nor is a sentence's first word that the
    article elsewhere prints in lower case; a capitalised word beside a proper noun is one.
    """

    def __init__(self, document: Document, reading: Reading, lower: list[str]) -> None:
        self.tokens, self.lower, self.tags = document.tokens, lower, list(reading.upos)
        self.capital = [token.text[:1].isupper() for token in document.tokens]
        forms = list(zip(lower, self.capital, self.tags, strict=True))
        self.common = {
            word: tag
            for word, capital, tag in forms
            if not capital and tag in ("NOUN", "ADJ", "VERB", "ADV")
        }
        self.proper = Counter(
            word
            for word, capital, tag in forms
            if capital and tag == "PROPN" and word not in self.common
        )

    def mended(self, document: Document, title_case: list[bool]) -> list[str]:
        """The tags of a document whose sentences are in title case or not."""
        for i in range(len(self.tags)):
            self.tags[i] = self._of_word(i)
        for sentence, titled in zip(document.sentences, title_case, strict=True):
            first, last = sentence.first, sentence.last
            while first < last - 1 and not self.tokens[first].text[0].isalnum():
                first += 1
            if not titled:
                self._join_neighbours(first, last)
            self._join_particles(first, last)
            if not titled and self.tags[first] == "PROPN":
                self.tags[first] = self._of_first_word(first, last)
        return self.tags

    def _of_word(self, i: int) -> str:
        word, tag, text = self.lower[i], self.tags[i], self.tokens[i].text
        if word in PERSONAL and (tag == "PRON" or len(word) == 1 or not text.isupper()):
            return tag if tag == "PROPN" and len(word) == 1 else "PRON"
        if tag == "PRON":
            if word in PRONOUNS or not word.isalpha():
                return tag
            return "PROPN" if self.capital[i] and word not in self.common else "NOUN"
        if tag == "PROPN":
            return self._of_proper_noun(i)
        slip = tag in ("NOUN", "VERB", "ADJ", "ADV", "X", "INTJ")
        if slip and self.capital[i] and self.proper[word] > 1:
            return "PROPN"  # "Trump", tagged a verb for once
        if word == "close" and tag == "NOUN" and self.lower[i + 1 : i + 2] == ["to"]:
            return "ADJ"  # "sources close to the family"
        return tag

    def _of_proper_noun(self, i: int) -> str:
        word, text = self.lower[i], self.tokens[i].text
        if word.startswith(PREFIXES) and len(word) > 5:
            return "ADJ"
        if not word[:1].isalnum():
            return "PUNCT"
        if word in FUNCTION_WORDS and not text.isupper():
            return "ADV"
        if any(map(str.isupper, text)) or word in PARTICLES or not word[0].isalpha():
            return "PROPN"
        second = i > 1 and self.lower[i - 1] == "-" and self.tags[i - 2] == "PROPN"
        return "PROPN" if second else "NOUN"  # "Ban Ki-moon", but "reporters"

    def _join_neighbours(self, first: int, last: int) -> None:
        """Capitalised words before and after a proper noun are of its name."""
        tags, tokens, lower = self.tags, self.tokens, self.lower
        named = [tags[i] == "PROPN" and self.capital[i] for i in range(first, last)]
        for i in range(last - 2, first - 1, -1):
            begins = i > first or (
                tags[i] == "ADJ"
                and lower[i] not in self.common
                and lower[i] not in QUANTIFYING_ADJECTIVES
            )
            if (
                begins
                and named[i + 1 - first]
                and self.capital[i]
                and tags[i] in ("ADJ", "NOUN", "VERB", "X")
                and tokens[i + 1].start - tokens[i].end == 1
            ):
                tags[i], named[i - first] = "PROPN", True
        for i in range(first + 1, last):
            goes_on = named[i - 1 - first] and self.capital[i] and lower[i] not in self.common
            if goes_on and tags[i] in ("ADJ", "NOUN"):
                tags[i], named[i - first] = "PROPN", True

    def _join_particles(self, first: int, last: int) -> None:
        """The small words of "Ursula von der Leyen" and "Fayez al-Serraj" are of the name."""
        tags, lower = self.tags, self.lower
        for i in range(first + 1, last - 1):
            if lower[i] in PARTICLES and not self.capital[i] and tags[i - 1] == "PROPN":
                j = i + 1
                while j < min(i + 4, last - 1) and (lower[j] in PARTICLES or lower[j] in "-’'"):
                    j += 1
                if tags[j] == "PROPN" and self.capital[j]:
                    tags[i] = "PROPN"

    def _of_first_word(self, first: int, last: int) -> str:
        """The tag of a sentence's first word, whose capital shows nothing."""
        word, after = self.lower[first], first + 1
        if word in QUANTIFYING_ADJECTIVES:
            return "ADJ"
        alone = after >= last or self.tags[after] != "PROPN" or not self.capital[after]
        plural = singular(word) != word and kind_of_noun(word) is not None
        document = word in DOCUMENT_WORDS and word not in ORGANIZATION_WORDS
        document = document and self.proper[word] < 2
        if not alone or word in NATIONAL_GROUPS:
            return "PROPN"
        return self.common.get(word, "NOUN" if plural or document else "PROPN")


def find_mentions(syntax: Syntax) -> list[Mention]:
    """Every mention of the document, in order; names first where two start together."""
    names = list(_names(syntax))
    named = bytearray(len(syntax.lower))
    for mention in names:
        named[mention.first : mention.last] = b"\1" * (mention.last - mention.first)
    found = [*names, *_pronouns(syntax), *_nominals(syntax, named)]
    found.sort(key=lambda mention: (mention.name[0], -mention.last))
    return found


# Names


def _names(syntax: Syntax) -> Iterator[Mention]:
    body: list[tuple[int, int]] = []
    headlines: list[tuple[int, int]] = []
    for first, last in _merged(syntax, list(_runs(syntax))):
        (headlines if syntax.title_case[syntax.sentence[first]] else body).append((first, last))
    known = _KnownNames(syntax, body)
    runs = [*body, *(part for run in headlines for part in known.parts(*run))]
    for first, last in sorted(runs):
        mention = _name(syntax, first, last, known)
        if mention is not None:
            yield mention


class _KnownNames:
    """What the names of running text show about capitalised words that tell nothing themselves."""

    def __init__(self, syntax: Syntax, runs: list[tuple[int, int]]) -> None:
        self.lower = syntax.lower
        self.full: set[tuple[str, ...]] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.singles: set[str] = set()
        self.surnames: set[str] = set()
        for first, last in runs:
            words = self.lower[first:last]
            self.pairs.update(pairwise(words))
            self.full.add(tuple(words))
            if last - first == 1:
                self.singles.add(words[0])
            elif self._full_name(words):
                self.surnames.add(words[-1])

    def _full_name(self, words: list[str]) -> bool:
        """Whether a run is a person's name, though its last word may be a title ("Larry King")."""
        before = words[-2]
        if _is_given(words[0]) or _is_given(before) or before in COURTESY:
            return True
        if not _is_title(words[-1]):
            return _is_title(before)
        return words[-1] in SURNAME_TITLES and before != "crown"

    def is_person(self, first: int, last: int) -> bool:
        """Whether a run that ends in a title is a name for all that: "Mr. King"."""
        words = self.lower[first:last]
        return words[-1] in self.surnames or (len(words) > 1 and self._full_name(words))

    def parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The stretches of a headline's capitalised words that are names."""
        lower, start = self.lower, first
        for i in range(first + 1, last + 1):
            if i < last and (lower[i - 1], lower[i]) in self.pairs:
                continue
            words = lower[start:i]
            if (
                i - start > 1
                or words[0] in self.singles
                or words[0] in self.surnames
                or words[0] in ORGANIZATIONS
                or words[0] in PLACES
            ):
                yield start, i
            elif _is_given(words[0]) and i < last and not kind_of_noun(lower[i]):
                continue
            start = i


def _runs(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Stretches of adjacent name words, as half-open token ranges.

    Printed form decides; a wrong arc between two words does not tear a name apart.
    """
    tags, lower, tokens = syntax.tags, syntax.lower, syntax.document.tokens
    for sentence in syntax.document.sentences:
        i = sentence.first
        while i < sentence.last:
            if tags[i] != "PROPN" or lower[i] in ("the", "a", "an"):
                i += 1
                continue
            first, last = i, i + 1
            while last < sentence.last and last - first < LONGEST_NAME:
                glued = tokens[last - 1].end == tokens[last].start
                if tags[last] == "PROPN":
                    if not glued and _parted(syntax, first, last):
                        break
                    last += 1
                elif last + 1 < sentence.last and _bridges(syntax, last):
                    last += 2
                elif _numbered(syntax, first, last):
                    last += 1
                else:
                    break
            while last > first + 1 and tokens[last - 1].text[0].islower():
                last -= 1  # a particle that nothing follows
            if any(not tokens[j].text.islower() for j in range(first, last)):
                yield first, last
            i = last


def _bridges(syntax: Syntax, i: int) -> bool:
    """Whether a mark stands inside a name: "al-Serraj", "Johnson & Johnson"."""
    tokens = syntax.document.tokens
    if syntax.tags[i + 1] != "PROPN":
        return False
    glued = tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return tokens[i].text == "&" or (glued and tokens[i].text in "-–’'./")


def _parted(syntax: Syntax, first: int, last: int) -> bool:
    """Whether the name word at ``last`` begins another name than the one from ``first``."""
    reading, lower, tokens = syntax.reading, syntax.lower, syntax.document.tokens
    dated = (lower[last] in TIME_WORDS) != (lower[last - 1] in TIME_WORDS)
    if dated and not (_is_given(lower[last - 1]) and lower[last] in MONTH_SURNAMES):
        return True
    if "\n" in syntax.document.text[tokens[last - 1].end : tokens[last].start]:
        return True
    # "In Ohio Clinton said": an adverbial or object, and then a subject.
    top = _top(syntax, first, last)
    return (
        reading.relations[last].startswith("nsubj")
        and reading.relations[top] in ("obl", "obj", "obl:unmarked")
        and reading.heads[last] == reading.heads[top]
    )


def _numbered(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a number goes on with a name: "Channel 4"."""
    reading = syntax.reading
    return (
        syntax.tags[last] in ("NUM", "X")
        and reading.relations[last] in ("flat", "nummod", "compound", "nmod:unmarked")
        and first <= reading.heads[last] < last
        and syntax.lower[last - 1] not in TIME_WORDS
    )


def _merged(syntax: Syntax, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Joins "Department" and "Justice" of "Department of Justice" into one run."""
    i = 0
    while i < len(runs):
        first, last = runs[i]
        while i + 1 < len(runs) and last - first < LONGEST_NAME:
            start, end = runs[i + 1]
            if not (_links(syntax, first, last, start, end) or _pairs(syntax, runs, i, first)):
                break
            last, i = end, i + 1
        yield first, last
        i += 1


def _pairs(syntax: Syntax, runs: list[tuple[int, int]], i: int, first: int) -> bool:
    """Whether "and" joins two runs into one name: "the Securities and Exchange Commission"."""
    lower, reading = syntax.lower, syntax.reading
    last = runs[i][1]
    start, end = runs[i + 1]
    if start - last != 1 or lower[last] not in ("and", "&"):
        return False
    top = _top(syntax, start, end)
    if first < runs[i][0] and reading.relations[top] == "conj":
        return runs[i][0] <= reading.heads[top] < last  # "Museum of History and Culture"
    before = lower[last - 1]
    plain = not (
        _is_given(lower[first])
        or _is_title(before)
        or before in ORGANIZATIONS
        or before in ORGANIZATION_WORDS
        or before in PLACE_WORDS
        or " ".join(lower[first:last]) in PLACES
    )
    final = lower[end - 1] in ORGANIZATION_WORDS or lower[end - 1] in COMPANY_WORDS
    return plain and final and end - start > 1 and first > 0 and lower[first - 1] == "the"


def _links(syntax: Syntax, first: int, last: int, start: int, end: int) -> bool:
    """Whether a preposition joins two runs into one name: not "Clinton of New York"."""
    lower, relations, heads = syntax.lower, syntax.reading.relations, syntax.reading.heads
    gap = start - last
    if not 1 <= gap <= 2 or lower[last] not in NAME_LINKS or lower[start] in TIME_WORDS:
        return False
    if gap == 2 and lower[last + 1] != "the":
        return False
    word = singular(lower[last - 1])
    if word in ORGANIZATION_WORDS or word in PLACE_WORDS or word in DOCUMENT_WORDS:
        return True
    if lower[last] != "of" or word in PERSON_WORDS or lower[first] in COURTESY:
        return False
    top = _top(syntax, start, end)
    return (
        last - first == 1
        and not _is_given(lower[first])
        and relations[top] == "nmod"
        and first <= heads[top] < last
    )


def _top(syntax: Syntax, first: int, last: int) -> int:
    """The token of a range that attaches outside it, nouns before others."""
    heads = syntax.reading.heads
    tops = [i for i in range(first, last) if not first <= heads[i] < last]
    return tops[0] if tops else first


def _is_given(word: str) -> bool:
    return word in MALE or word in FEMALE


def _is_title(word: str) -> bool:
    return word in COURTESY or word in ABBREVIATED_TITLES or singular(word) in PERSON_WORDS


def _name(syntax: Syntax, first: int, last: int, known: _KnownNames) -> Mention | None:
    lower, reading = syntax.lower, syntax.reading
    if lower[first] in TIME_WORDS and (last - first == 1 or not _is_given(lower[first])):
        return None
    top = _top(syntax, first, last)
    final = singular(lower[last - 1])
    institution = (
        final in ORGANIZATION_WORDS
        or final in PLACE_WORDS
        or final in DOCUMENT_WORDS
        or final in COMPANY_WORDS
    )
    start = first
    if not institution or lower[first] in COURTESY or lower[first] in ABBREVIATED_TITLES:
        start = _after_titles(syntax, first, last)
        if "of" in lower[start:last] or ("of" in lower[first:last] and not _is_title(lower[first])):
            start = first  # "Department of Veterans Affairs"
    party = lower[last - 1] in NATIONAL_GROUPS
    if _is_title(lower[last - 1]) and not party and not known.is_person(first, last):
        # "the President", "Attorney General": an office, and nobody's name.
        syntax.offices.add(last - 1)
        return None
    office = start - 1 - (lower[start - 1] == "the")
    if lower[office] == "of" and lower[start] in OFFICES_OF and _is_title(lower[office - 1]):
        start += 1 + (last - start > 2 and lower[start + 1] == "security")  # "Secretary of State"
    if last - start > 2 and not _is_given(lower[start]) and _is_given(lower[start + 1]):
        start += tuple(lower[start + 1 : last]) in known.full  # "Crooked Hillary Clinton"
    words = tuple(word.replace("’", "'") for word in lower[start:last] if word[:1].isalnum())
    constituency = len(words) > 1 and words[0] in ("r", "d") and lower[first + 1] == "-"
    constituency = constituency or (len(words) == 1 and words[0].startswith(("r-", "d-")))
    if not any(map(str.isalpha, "".join(words))) or constituency:
        return None  # "R-Ohio"
    if _is_origin(syntax, first, last):
        return None
    outer = _title_start(syntax, start)
    role, kind, evidence, gender = _titled(syntax, outer, start)
    if kind == "person" and " ".join(words) in PLACES and not gender:
        kind = None  # "mediators Russia and Turkey"
    if kind == "person" and institution and start == first:
        kind = None  # "spokesman Justice Department": the noun is no title of an institution
    begin, plural = outer, False
    if kind is None:
        kind, evidence = _kind_of_name(syntax, words, start, last, top)
        begin, role, plural = min(first, start), None, kind == "group"
    if (
        kind == "person"
        and gender is None
        and not (len(words) == 1 and (words[0] in known.surnames or begin < start))
    ):
        gender = _gender(words[0])
    root = top
    if reading.relations[top] == "flat" and begin <= reading.heads[top] < start:
        root = reading.heads[top]
    relation, governor = syntax.governed(root)
    return Mention(
        begin, last, root, "name", (start, last), words, role, kind, evidence, gender, plural,
        syntax.sentence[first], relation, governor,
    )  # fmt: skip


def _is_origin(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a run is only an adjective before a noun: "Iraqi forces", "American voters"."""
    if last - first > 1 or last >= len(syntax.tags) or syntax.tags[last] != "NOUN":
        return False
    word = syntax.lower[first]
    return (
        word in PARTY_WORDS
        or word in ORIGINS
        or (word.endswith(ORIGIN_ENDINGS) and not _is_given(word) and word not in PLACES)
    )


def _after_titles(syntax: Syntax, first: int, last: int) -> int:
    """Where a name begins in a run that may hold titles: "Foreign Minister Ine Solberg"."""
    lower, tokens = syntax.lower, syntax.document.tokens
    for i in range(last - 2, first - 1, -1):
        following = lower[i + 1]
        if following in NAME_SUFFIXES or not tokens[i + 1].text[:1].isupper():
            continue
        if not _is_title(lower[i]) or (i > first and _is_given(lower[i - 1])):
            continue
        if i == first and _is_given(lower[i]):
            continue
        start = i + 1
        if lower[i] in COURTESY:  # "Miss Universe Alicia Machado"
            given = [j for j in range(start + 1, last - 1) if _is_given(lower[j])]
            if given and not _is_given(lower[start]):
                start = given[0]
        return start
    return first + (lower[first] in PARTY_WORDS and last - first > 1)


def _gender(word: str) -> Gender | None:
    if word in MALE:
        return "male"
    return "female" if word in FEMALE else None


def _title_start(syntax: Syntax, start: int) -> int:
    """Where the words before a name that may be its title begin."""
    tags, lower, tokens = syntax.tags, syntax.lower, syntax.document.tokens
    least = max(syntax.document.sentences[syntax.sentence[start]].first, start - 12)
    outer = i = start
    while i > least:
        i -= 1
        if tags[i] in ("NOUN", "PROPN", "ADJ") or lower[i] == "former":
            outer = i
            continue
        title = i - 1 - (lower[i] == "the")
        office = lower[title + 1] == "of" and lower[i + 1] in OFFICES_OF and _is_title(lower[title])
        hyphen = (
            tokens[i].text in "-–/&"
            and tokens[i].end == tokens[i + 1].start
            and tokens[i - 1].end == tokens[i].start
        )
        based = tags[i] == "VERB" and tokens[i - 1].text == "-"  # "Ohio-based writer Jane Roe"
        if not (office or hyphen or based):
            break
    return outer


def _titled(
    syntax: Syntax, outer: int, start: int
) -> tuple[str | None, EntityKind | None, int, Gender | None]:
    """Role, kind, its evidence and gender that the words before a name show."""
    lower = syntax.lower
    end = start
    gender: Gender | None = None
    while end > outer and lower[end - 1] in COURTESY:
        shown = COURTESY[lower[end - 1]]
        gender = "male" if shown == "male" else "female" if shown == "female" else gender
        end -= 1
    courteous = end < start
    title = end - 1
    if title > outer and lower[title] in ("elect", "designate") and lower[title - 1] == "-":
        title -= 2
    if title > outer and lower[title] in OFFICES_OF:
        if lower[title - 1] == "of":
            title -= 2
        elif lower[title - 1] == "the" and lower[title - 2] == "of":
            title -= 3
    if title < outer or not _is_title(lower[title]):
        return (None, "person", 5, gender) if courteous else (None, None, 0, None)
    word = singular(lower[title])
    shown = GENDERED_WORDS.get(word)
    gender = "male" if shown == "male" else "female" if shown == "female" else gender
    office = word not in KIN_WORDS and word not in PARTY_WORDS and word not in RELATIONAL_WORDS
    plural = word != lower[title] or lower[title] in ("sens.", "reps.", "govs.")
    role = syntax.printed(outer, end) if office and not plural else None
    return role, "person", 5, gender


def _kind_of_name(
    syntax: Syntax, words: tuple[str, ...], first: int, last: int, top: int
) -> tuple[EntityKind, int]:
    """What a name without a title stands for, and how strong the evidence is, 1 to 5."""
    reading, lower, tokens = syntax.reading, syntax.lower, syntax.document.tokens
    upos, relations = syntax.tags, reading.relations
    whole = " ".join(words)
    of = words.index("of") if "of" in words else len(words)
    final = words[of - 1] if of else words[-1]
    case = next((lower[c] for c in syntax.children[top] if relations[c] == "case"), None)
    determined = (
        first > 0 and lower[first - 1] == "the" and not tokens[first - 1].end > tokens[first].start
    )
    if whole in PLACES:
        return "place", 4
    if whole in ORGANIZATIONS or words[0] in ORGANIZATIONS:
        return "organization", 4
    if _is_dateline(syntax, first, last):
        return "place", 4
    given = _is_given(words[0]) and len(words) > 1
    if final in ORGANIZATION_WORDS and not (given and len(words) == 2 and not determined):
        return "organization", 4
    if final in COMPANY_WORDS and len(words) > 1 and not given:
        return "organization", 3
    if final in PLACE_WORDS and len(words) > 1 and not given:
        return "place", 4
    if final in DOCUMENT_WORDS and len(words) > 1 and not given:
        return "document", 4
    if final in THING_WORDS and len(words) > 1 and not given:
        return "other", 4
    if words[0] in PLACE_BEGINNINGS and len(words) > 1 and not final.endswith("ers"):
        return "place", 3
    if final in GROUP_WORDS or (singular(final) in GROUP_WORDS and final != singular(final)):
        return "group", 4
    if final.endswith(("ans", "ians", "ists", "ese", "crats")) and len(words) == 1:
        return "group", 3
    if given and not determined:
        return "person", 4
    shown = _kind_of_apposition(syntax, top)
    if shown is not None:
        return shown, 4
    if len(words) == 1 and _is_given(words[0]) and not determined:
        return "person", 3
    printed = syntax.printed(first, last).replace(".", "")
    inner = sum(map(str.isupper, printed[1:]))
    if len(words) == 1 and printed.isalpha() and inner and not printed.isupper():
        family = printed.startswith(("Mc", "Mac", "De", "Le", "La", "Di", "Du", "Van", "Fitz"))
        return ("person", 1) if family else ("organization", 3)  # "PolitiFact"
    if len(words) == 1 and 2 <= len(printed) <= 6 and printed.isupper():
        return "organization", 3
    if any(singular(word) in ORGANIZATION_WORDS for word in words) and not given:
        return "organization", 2
    if case in ("in", "near", "across", "throughout") and not determined:
        return "place", 3
    relation = relations[top]
    if determined:
        return ("place", 1) if case in ("in", "at") else ("organization", 2)
    if relation == "nmod:unmarked":
        return "place", 2
    if 2 <= len(words) <= 3 and all(word.isalpha() or "." in word for word in words):
        return "person", 2
    if relation.startswith("nsubj") or relation in ("obl:agent", "nmod:poss"):
        return "person", 2 if case is None else 1
    if case in ("at", "to", "from", "of", "through", "into", "around", "outside"):
        return "place", 1
    if relation == "compound" or upos[top] != "PROPN":
        return "other", 1
    return "person", 1


def _is_dateline(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a name opens a report as its place: "WASHINGTON (AP) —", "FLINT, Mich."."""
    sentence = syntax.document.sentences[syntax.sentence[first]]
    return (
        first == sentence.first
        and last < sentence.last
        and syntax.lower[last] in (",", "(", "-", "–", "—", "--")
        and syntax.printed(first, last).isupper()
        and len(syntax.lower[first]) > 3
    )


def _kind_of_apposition(syntax: Syntax, top: int) -> EntityKind | None:
    """What an apposition or a relative clause shows: "X, a spokeswoman", "X, who"."""
    reading, lower = syntax.reading, syntax.lower
    for child in syntax.children[top]:
        relation = reading.relations[child]
        if relation == "appos" and syntax.tags[child] == "NOUN":
            return kind_of_noun(lower[child])
        if relation == "acl:relcl" and any(
            lower[j] in ("who", "whom") for j in syntax.children[child]
        ):
            return "person"
    if reading.relations[top] == "appos":
        head = reading.heads[top]
        if head >= 0 and syntax.tags[head] == "NOUN":
            return kind_of_noun(lower[head])
    return None


def kind_of_noun(word: str) -> EntityKind | None:
    """What a lower-case common noun stands for, or None if for none of these."""
    base = singular(word)
    if base in PERSON_WORDS:
        return "person" if base == word else "group"
    if word in GROUP_WORDS:
        return "group"
    if word in DOCUMENT_WORDS or base in DOCUMENT_WORDS:
        return "document"
    if word in ORGANIZATION_WORDS or base in ORGANIZATION_WORDS:
        return "organization"
    if word in PLACE_WORDS or base in PLACE_WORDS:
        return "place"
    return None


# Pronouns and descriptions


def _pronouns(syntax: Syntax) -> Iterator[Mention]:
    reading, lower = syntax.reading, syntax.lower
    for i, tag in enumerate(syntax.tags):
        if tag != "PRON" or reading.relations[i] == "expl":
            continue
        word = lower[i]
        third = THIRD_PERSON.get(word)
        gender, plural = third or (None, word in FIRST_PERSON_PLURAL)
        personal = third is not None or plural or word in FIRST_PERSON
        relative = word in RELATIVE and (word != "that" or antecedent(syntax, i) is not None)
        if not personal and not relative:
            continue
        kind: EntityKind | None = "group" if plural else None
        if gender or word in FIRST_PERSON or word in ("who", "whom"):
            kind = "person"
        relation, governor = syntax.governed(i)
        yield Mention(
            i, i + 1, i, "pronoun", (i, i + 1), (word,), None, kind, 0, gender, plural,
            syntax.sentence[i], relation, governor,
        )  # fmt: skip


def antecedent(syntax: Syntax, token: int) -> int | None:
    """The noun that a relative clause with this pronoun describes, or None."""
    heads, relations = syntax.reading.heads, syntax.reading.relations
    for _ in range(6):
        head = heads[token]
        if head < 0:
            return None
        if relations[token] == "acl:relcl":
            return head
        token = head
    return None


def is_reflexive(word: str) -> bool:
    """Whether a pronoun is reflexive: "himself", "themselves"."""
    return word.endswith(_REFLEXIVE)


def _nominals(syntax: Syntax, named: bytearray) -> Iterator[Mention]:
    reading = syntax.reading
    tags, relations = syntax.tags, reading.relations
    for i, tag in enumerate(tags):
        if named[i] or relations[i] in ("fixed", "obl:unmarked"):
            continue
        modifies = relations[i] in NAME_RELATIONS and i + 1 < len(tags) and tags[i + 1] == "NOUN"
        if i in syntax.offices or (tag == "NOUN" and not modifies):
            yield nominal(syntax, i)


def nominal(syntax: Syntax, head: int) -> Mention:
    """The description around a token, whatever part of speech it is."""
    word = syntax.lower[head]
    base = singular(word)
    kind = "person" if word in INDEFINITE_PERSONS else kind_of_noun(word)
    first, last = syntax.left[head], syntax.right[head] + 1
    while first > syntax.document.sentences[syntax.sentence[head]].first and (
        syntax.tags[first - 1] in ("ADJ", "NUM", "DET") and syntax.tags[first] != "DET"
    ):
        first -= 1  # what a wrong arc tore off
    last = next((i for i in range(head + 1, last) if syntax.lower[i] in (",", ";", "(")), last)
    while last > head + 1 and syntax.tags[last - 1] == "PUNCT":
        last -= 1
    shown = GENDERED_WORDS.get(base)
    gender: Gender | None = "male" if shown == "male" else "female" if shown == "female" else None
    relation, governor = syntax.governed(head)
    plural = base != word or word in GROUP_WORDS or word in _PLURAL_PERSON
    return Mention(
        first, last, head, "nominal", (first, last), (base,), None, kind, 3 if kind else 0,
        gender, plural, syntax.sentence[head], relation, governor,
    )  # fmt: skip
