"""Finds mentions: the names, descriptions and pronouns that refer to somebody or something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import field, frozen

from newsclaims.data import words
from newsclaims.data.entity_words import (
    ABBREVIATED_TITLES,
    COURTESY,
    DOCUMENT_WORDS,
    GENDERED_WORDS,
    GROUP_WORDS,
    NAME_LINKS,
    ORGANIZATION_WORDS,
    ORGANIZATIONS,
    PERSON_WORDS,
    PLACE_WORDS,
    PLACES,
    TIME_WORDS,
)
from newsclaims.data.given_names import FEMALE, MALE
from newsclaims.document import Document, Reading
from newsclaims.results import EntityKind

Form = Literal["name", "nominal", "pronoun"]
Gender = Literal["male", "female"]

NAME_RELATIONS = frozenset(["flat", "compound", "nmod:desc", "amod", "goeswith", "nmod:unmarked"])
TITLE_RELATIONS = frozenset(
    ["nmod:desc", "compound", "flat", "amod", "nmod", "case", "conj", "cc", "punct", "det"]
)
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
        children: Indices of each token's dependents, in order.
        sentence: Index of each token's sentence.
        left: First token of each token's own phrase; see `NOMINAL_RELATIONS`.
        right: Last token of each token's own phrase.
    """

    document: Document
    reading: Reading
    lower: list[str]
    children: list[list[int]]
    sentence: list[int]
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
        syntax = cls(document, reading, lower, children, sentence)
        syntax._find_phrases()
        return syntax

    def _find_phrases(self) -> None:
        """Fills ``left`` and ``right``: dependents first, then the tokens they depend on."""
        heads, relations, upos = self.reading.heads, self.reading.relations, self.reading.upos
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


def singular(word: str) -> str:
    """The singular of a lower-case noun, by its ending."""
    if word in ("people", "children", "media", "police", "news", "press", "congress"):
        return {"people": "person", "children": "child"}.get(word, word)
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word[:-1]
    return word


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
    for first, last in _merged(syntax, list(_runs(syntax))):
        mention = _name(syntax, first, last)
        if mention is not None:
            yield mention


def _runs(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Stretches of name tokens that belong together, as half-open token ranges."""
    reading, tokens = syntax.reading, syntax.document.tokens
    upos, heads, relations = reading.upos, reading.heads, reading.relations
    anchor = _anchors(syntax)
    i, count = 0, len(tokens)
    while i < count:
        if anchor[i] is None:
            i += 1
            continue
        first, group, last = i, anchor[i], i + 1
        sentence = syntax.sentence[first]
        while last < count and syntax.sentence[last] == sentence and last - first < LONGEST_NAME:
            if anchor[last] == group:
                last += 1
            elif (
                last + 1 < count
                and tokens[last].text in "-–’'&."
                and tokens[last - 1].end == tokens[last].start
                and tokens[last].end == tokens[last + 1].start
                and anchor[last + 1] == group
            ):
                last += 2
            elif (
                upos[last] in ("NUM", "X")
                and relations[last] in ("flat", "nummod", "compound")
                and first <= heads[last] < last
            ):
                last += 1
            else:
                break
        if any(upos[j] == "PROPN" and not tokens[j].text.islower() for j in range(first, last)):
            yield first, last
        i = last


def _anchors(syntax: Syntax) -> list[int | None]:
    """For each token that may be part of a name, the top of the name's own little tree."""
    upos, heads, relations = (
        syntax.reading.upos,
        syntax.reading.heads,
        syntax.reading.relations,
    )
    tokens = syntax.document.tokens
    count = len(tokens)
    namelike = bytearray(count)
    for i in range(count):
        tag = upos[i]
        if tag == "PROPN" or (
            tag in ("ADJ", "NOUN", "VERB")
            and tokens[i].text[:1].isupper()
            and relations[i] in NAME_RELATIONS
            and heads[i] > i
            and upos[heads[i]] == "PROPN"
        ):
            namelike[i] = 1
    anchor: list[int | None] = [None] * count
    for i in range(count):
        if not namelike[i]:
            continue
        top, steps = i, 0
        while steps < 8:
            head, relation = heads[top], relations[top]
            if head < 0 or relation not in NAME_RELATIONS:
                break
            if not namelike[head]:
                # "director Louis Malle": the parts of the name hang on the noun one by one.
                if relation == "flat" and head < top:
                    top = -head - 1
                break
            if relation == "nmod:unmarked" and tokens[i].text[:1].isupper():
                break
            top, steps = head, steps + 1
        anchor[i] = top
    return anchor


def _merged(syntax: Syntax, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Joins "Department" and "Justice" of "Department of Justice" into one run."""
    heads, relations, lower = syntax.reading.heads, syntax.reading.relations, syntax.lower
    i = 0
    while i < len(runs):
        first, last = runs[i]
        while i + 1 < len(runs) and last - first < LONGEST_NAME:
            start, end = runs[i + 1]
            if not 1 <= start - last <= 2 or lower[last] not in NAME_LINKS:
                break
            if start - last == 2 and lower[last + 1] != "the":
                break
            top = _top(syntax, start, end)
            if relations[top] != "nmod" or not first <= heads[top] < last:
                break
            word = singular(lower[last - 1])
            if lower[last] == "of":
                joins = word not in PERSON_WORDS and lower[first] not in COURTESY
                joins = joins and not _is_given(lower[first])
            else:
                joins = word in ORGANIZATION_WORDS
            if not joins or lower[start] in TIME_WORDS:
                break
            last, i = end, i + 1
            if (
                i + 1 < len(runs)
                and runs[i + 1][0] == last + 1
                and lower[last] == "and"
                and relations[_top(syntax, *runs[i + 1])] == "conj"
                and start <= heads[_top(syntax, *runs[i + 1])] < end
            ):
                last, i = runs[i + 1][1], i + 1
        yield first, last
        i += 1


def _top(syntax: Syntax, first: int, last: int) -> int:
    """The token of a range that attaches outside it."""
    heads = syntax.reading.heads
    for i in range(first, last):
        if not first <= heads[i] < last:
            return i
    return first


def _is_given(word: str) -> bool:
    return word in MALE or word in FEMALE


def _is_title(word: str) -> bool:
    return word in COURTESY or word in ABBREVIATED_TITLES or singular(word) in PERSON_WORDS


def _name(syntax: Syntax, first: int, last: int) -> Mention | None:
    lower, reading = syntax.lower, syntax.reading
    upos, heads, relations = reading.upos, reading.heads, reading.relations
    if lower[first] in TIME_WORDS and (last - first == 1 or not _is_given(lower[first])):
        return None
    top = _top(syntax, first, last)
    if heads[top] >= 0 and upos[heads[top]] == "ADJ" and relations[top] == "compound":
        return None  # "South" in "South Korean"
    final = singular(lower[last - 1])
    institution = final in ORGANIZATION_WORDS or final in PLACE_WORDS or final in DOCUMENT_WORDS
    start = first
    if not institution or lower[first] in ("mr.", "mrs.", "ms.", "mr", "mrs", "ms"):
        for i in range(last - 2, first - 1, -1):
            named = upos[i + 1] == "PROPN" and lower[i + 1] not in NAME_SUFFIXES
            title = relations[i] == "nmod:desc" or _is_title(lower[i])
            if named and title and not (_is_given(lower[i]) and i == first):
                start = i + 1
                break
    if "of" in lower[first:last]:
        start = first if not _is_title(lower[first]) else start
    outer, root = _title_start(syntax, first, top)
    role, kind, evidence, gender = _titled(syntax, outer, start)
    begin = outer if kind == "person" else first
    if institution and kind == "person" and start == first and upos[start - 1] == "NOUN":
        # "spokesman Justice Department": the noun is no title of an institution.
        role, kind, evidence, gender, begin = None, None, 0, None, first
    words = tuple(word for word in lower[start:last] if word[:1].isalnum())
    if not words:
        return None
    plural = False
    if kind is None:
        kind, evidence = _kind_of_name(syntax, words, first, last, top)
        begin, role = first, None
        plural = kind == "group"
    if kind == "person" and gender is None:
        gender = _gender(words[0])
    relation, governor = syntax.governed(root)
    return Mention(
        begin, last, root, "name", (start, last), words, role, kind, evidence, gender, plural,
        syntax.sentence[first], relation, governor,
    )  # fmt: skip


def _gender(word: str) -> Gender | None:
    if word in MALE:
        return "male"
    return "female" if word in FEMALE else None


def _title_start(syntax: Syntax, first: int, top: int) -> tuple[int, int]:
    """Where the words before a name that belong to it begin, and the whole phrase's head."""
    reading, lower = syntax.reading, syntax.lower
    upos, heads, relations = reading.upos, reading.heads, reading.relations
    root, outer = top, first
    head = heads[top]
    if relations[top] == "flat" and 0 <= head < first and upos[head] == "NOUN":
        root = head
    start = syntax.document.sentences[syntax.sentence[first]].first
    for i in range(first - 1, max(start, first - 12) - 1, -1):
        if i == root:
            outer = i
            continue
        j, steps = i, 0
        while steps < 5 and j >= 0 and not (outer <= j <= max(root, top)):
            if relations[j] not in TITLE_RELATIONS:
                break
            j, steps = heads[j], steps + 1
        if not outer <= j <= max(root, top) or j < 0:
            break
        direct = heads[i] in (root, top)
        if direct and relations[i] in ("det", "case", "punct", "cc", "conj", "nmod"):
            break
        if lower[i] in ("'s", "’s", "the") and steps <= 1:
            break
        outer = i
    while outer < first and upos[outer] in ("PUNCT", "CCONJ", "ADP", "PART", "DET"):
        outer += 1
    return outer, root


def _titled(
    syntax: Syntax, outer: int, start: int
) -> tuple[str | None, EntityKind | None, int, Gender | None]:
    """Role, kind, its evidence and gender that the words before a name show."""
    if outer >= start:
        return None, None, 0, None
    lower = syntax.lower
    end = start
    gender: Gender | None = None
    while end > outer and lower[end - 1] in COURTESY:
        shown = COURTESY[lower[end - 1]]
        gender = "male" if shown == "male" else "female" if shown == "female" else gender
        end -= 1
    if end > outer and end < start:
        pass
    elif end == outer:
        return None, "person", 5, gender
    title = next((i for i in range(end - 1, outer - 1, -1) if _is_title(lower[i])), None)
    if title is None:
        return (None, "person", 5, gender) if end < start else (None, None, 0, None)
    if (
        title < end - 1
        and "of" not in lower[title:end]
        and lower[title + 1] not in ("general", "elect", "-")
    ):
        return None, None, 0, None
    word = singular(lower[title])
    shown = GENDERED_WORDS.get(word)
    gender = "male" if shown == "male" else "female" if shown == "female" else gender
    return syntax.printed(outer, end), "person", 5, gender


def _kind_of_name(
    syntax: Syntax, words: tuple[str, ...], first: int, last: int, top: int
) -> tuple[EntityKind, int]:
    """What a name without a title stands for, and how strong the evidence is, 1 to 5."""
    reading, lower, tokens = syntax.reading, syntax.lower, syntax.document.tokens
    upos, relations = reading.upos, reading.relations
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
    given = _is_given(words[0]) and len(words) > 1
    if final in ORGANIZATION_WORDS and not (given and len(words) == 2 and not determined):
        return "organization", 4
    if final in PLACE_WORDS and len(words) > 1 and not given:
        return "place", 4
    if final in DOCUMENT_WORDS and len(words) > 1 and not given:
        return "document", 4
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


def _kind_of_apposition(syntax: Syntax, top: int) -> EntityKind | None:
    """What an apposition or a relative clause shows: "X, a spokeswoman", "X, who"."""
    reading, lower = syntax.reading, syntax.lower
    for child in syntax.children[top]:
        relation = reading.relations[child]
        if relation == "appos" and reading.upos[child] == "NOUN":
            return kind_of_noun(lower[child])
        if relation == "acl:relcl" and any(
            lower[j] in ("who", "whom") for j in syntax.children[child]
        ):
            return "person"
    if reading.relations[top] == "appos":
        head = reading.heads[top]
        if head >= 0 and reading.upos[head] == "NOUN":
            return kind_of_noun(lower[head])
    return None


def kind_of_noun(word: str) -> EntityKind | None:
    """What a lower-case common noun stands for, or None if for none of these."""
    base = singular(word)
    if base in PERSON_WORDS:
        return "person" if base == word else "group"
    if word in GROUP_WORDS:
        return "group"
    if word in ORGANIZATION_WORDS or base in ORGANIZATION_WORDS:
        return "organization"
    if word in DOCUMENT_WORDS or base in DOCUMENT_WORDS:
        return "document"
    if word in PLACE_WORDS or base in PLACE_WORDS:
        return "place"
    return None


# Pronouns and descriptions


def _pronouns(syntax: Syntax) -> Iterator[Mention]:
    reading, lower = syntax.reading, syntax.lower
    for i, tag in enumerate(reading.upos):
        if tag != "PRON" or reading.relations[i] in ("expl", "det"):
            continue
        word = lower[i]
        third = THIRD_PERSON.get(word)
        gender, plural = third or (None, word in FIRST_PERSON_PLURAL)
        personal = third is not None or plural or word in FIRST_PERSON
        relative = word in RELATIVE and (word != "that" or antecedent(syntax, i) is not None)
        if not personal and not relative:
            continue
        kind: EntityKind | None = (
            "person" if gender or word in FIRST_PERSON else "group" if plural else None
        )
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
    upos, relations = reading.upos, reading.relations
    for i, tag in enumerate(upos):
        if tag != "NOUN" or named[i] or relations[i] in NAME_RELATIONS:
            continue
        if relations[i] in ("fixed", "obl:unmarked"):
            continue
        yield nominal(syntax, i)


def nominal(syntax: Syntax, head: int) -> Mention:
    """The description around a token, whatever part of speech it is."""
    word = syntax.lower[head]
    base = singular(word)
    kind = kind_of_noun(word)
    first, last = syntax.left[head], syntax.right[head] + 1
    while last > head + 1 and syntax.reading.upos[last - 1] == "PUNCT":
        last -= 1
    shown = GENDERED_WORDS.get(base)
    gender: Gender | None = "male" if shown == "male" else "female" if shown == "female" else None
    relation, governor = syntax.governed(head)
    plural = base != word or word in GROUP_WORDS or word in _PLURAL_PERSON
    return Mention(
        first, last, head, "nominal", (first, last), (base,), None, kind, 3 if kind else 0,
        gender, plural, syntax.sentence[head], relation, governor,
    )  # fmt: skip
