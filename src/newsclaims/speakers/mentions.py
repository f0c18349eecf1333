"""Describes mentions: what the words of each show of whom or what it refers to.

The encoder reads where the mentions are and which belong together; here each gets what naming its
entity takes: the proper name inside it, a title before the name, kind, gender and number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import evolve, frozen

from newsclaims.results import EntityKind
from newsclaims.speakers.mention_kinds import (
    NameShown,
    NounShown,
    kind_of_description,
    kind_of_name,
)
from newsclaims.speakers.names import (
    JOINING,
    LONGEST_NAME,
    OFFICES,
    POSSESSIVE,
    find_name,
    is_capital,
    is_hyphenated,
    is_title,
    kind_of_noun,
    printed,
    singular,
    title_before,
)
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import FREE_RELATIVES
from newsclaims.text.document import Mention
from newsclaims.text.indices import ExpressionIndex
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having
from newsclaims.words.entity_words import (
    ABBREVIATED_NAMES,
    COURTESY,
    GENDERED_WORDS,
    GIVEN_NAMES,
    GROUP_WORDS,
    PLACE_ALIASES,
    RELATIONAL_WORDS,
)
from newsclaims.words.pronouns import (
    FIRST_PERSON,
    FIRST_PERSON_PLURAL,
    PRONOUNS,
    RELATIVE,
    THIRD_PERSON,
    Gender,
)

Form = Literal["name", "nominal", "pronoun"]

_PLURAL_PRONOUNS = GROUP_WORDS | (having("plural-pronoun") & having("demonstrative"))
_PLURAL_PERSON = having("plural-person")
INDEFINITE = having("indefinite-person")
#: What tells how many of some others: "one of them", "a number of officials".
_QUANTITIES = having("quantity")
_ONE = having("one-of-several")
#: What a firm's name ends in.
_FIRMS = having("taken-up-by", "company")
_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
}


@frozen(slots=True)
class Expression:
    """A mention and what its words show; ranges are half-open token indices.

    Attributes:
        last: Just past the last token, without clauses and asides after the head's phrase.
        head: The token that the rest of the sentence attaches to.
        form: A name, a description or a pronoun.
        words: Lower-case words of the name, or the singular of a description's head noun, or the
            pronoun.
        kind: What it stands for.
        sure: Whether its words show the kind, and not only the encoder's type.
        name: The proper name alone, without titles, or None.
        role: Title or office before the name, as printed.
        gender: Where the words show it.
        members: Heads of the conjuncts of a coordination ("Serraj and Haftar").
        whole: Of a part of some others ("one of them") the head of these, or None.
    """

    first: int
    last: int
    head: int
    form: Form
    words: tuple[str, ...]
    kind: EntityKind
    sure: bool
    name: tuple[int, int] | None = None
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    members: tuple[int, ...] = ()
    whole: int | None = None

    @property
    def word(self) -> str:
        """The pronoun, the head noun, or the last word of the name."""
        return self.words[-1]


def describe(syntax: Syntax, mentions: Sequence[Mention]) -> list[Expression]:
    """What the words of each mention show, in the order given."""
    found = [describe_one(syntax, m.first, m.last, m.head, m.type) for m in mentions]
    surnames = {e.word for e in found if e.name is not None and len(e.words) > 1}
    for index, expression in enumerate(found):
        # The last word of a fuller name, and nothing else, is that name.
        if expression.first == expression.head and expression.word in surnames:
            decided = decide_by(SURNAMES, syntax, expression)
            if decided is not None and decided[1] != expression:
                found[index] = decided[1]
                note(decided[0], "a surname", (expression.first, expression.last))
    _describe_beside(syntax, found)
    _describe_firms(found)
    return found


def _describe_firms(expressions: list[Expression]) -> None:
    """Makes an organisation of what begins the name of a firm, and is read as something else."""
    full = {e.words for e in expressions if e.form == "name" and e.kind == "organization"}
    begins = {words[:i]: words for words in sorted(full) for i in range(1, len(words))}
    people = {
        word
        for e in expressions
        if e.form == "name" and e.kind == "person" and len(e.words) > 1 and e.words not in begins
        for word in e.words
    }
    for index, expression in enumerate(expressions):
        firm = begins.get(expression.words) if expression.form == "name" else None
        if firm is None or not people.isdisjoint(expression.words):
            continue
        decided = decide_by(FIRMS, expression, firm)
        if decided is not None:
            expressions[index] = decided[1]
            note(decided[0], "an organisation", (expression.first, expression.last))


def _short_name_of_firm(expression: Expression, firm: tuple[str, ...]) -> Expression | None:
    """What a firm's name begins with is no person, unless one is called so: "Tarn Wind"."""
    if expression.sure or expression.gender or expression.role or expression.plural:
        return None
    if expression.kind == "organization" or firm[-1] not in _FIRMS:
        return None
    return evolve(expression, kind="organization")


FIRMS: tuple[Rule[[Expression, tuple[str, ...]], Expression], ...] = (
    Rule("speakers: short name of a firm", _short_name_of_firm),
)
"""What the beginning of an organisation's name is, where it is read as something else."""


def _describe_beside(syntax: Syntax, expressions: list[Expression]) -> None:
    """Makes a name between commas of one kind with the description that it stands beside."""
    at = {e.head: i for i, e in reversed(list(enumerate(expressions))) if not e.members}
    for index, expression in enumerate(expressions):
        other = at.get(syntax.heads[expression.head])
        if other is None or syntax.relations[expression.head] != "appos":
            continue
        decided = decide_by(BETWEEN_COMMAS, syntax, expressions[other], expression)
        if decided is not None:
            expressions[other], expressions[index] = decided[1]
            note(decided[0], "of one kind", (expression.first, expression.last))


def _is_between_commas(syntax: Syntax, described: Expression, name: Expression) -> bool:
    """Whether a name stands between commas after a description of one thing."""
    forms, after = syntax.forms, name.last
    if described.form != "nominal" or described.plural or described.members or name.plural:
        return False
    between = forms[described.last : name.first + (forms[name.first] == "the")]
    return between in ([","], [",", "the"]) and forms[after : after + 1] in ([","], [";"], ["."])


def _name_like_noun(
    syntax: Syntax, described: Expression, name: Expression
) -> tuple[Expression, Expression] | None:
    """A noun with a capital between commas is a name: "the city's oldest hotel, the Grand,"."""
    head = name.head
    if name.form != "nominal" or not is_capital(syntax, head) or described.kind == "person":
        return None
    if not _is_between_commas(syntax, described, name):
        return None
    words = _words_of_name(syntax, head, head + 1)
    kind = described.kind
    named = evolve(name, form="name", name=(head, head + 1), words=words, kind=kind, sure=False)
    return described, evolve(named, gender=None)


def _name_of_described(
    syntax: Syntax, described: Expression, name: Expression
) -> tuple[Expression, Expression] | None:
    """A name between commas is of the kind that the description shows, or the other way round."""
    if name.form != "name" or name.kind == described.kind:
        return None
    if not _is_between_commas(syntax, described, name):
        return None
    kinds = {name.kind, described.kind}
    fuzzy = kinds == {"organization", "place"} and (name.sure or not described.sure)
    if fuzzy or (described.word in RELATIONAL_WORDS and name.kind == "organization"):
        return evolve(described, kind=name.kind, sure=False), name
    if kinds == {"other", "organization"}:
        return evolve(described, kind="organization"), evolve(name, kind="organization")
    if not described.sure and name.kind == "organization":
        return evolve(described, kind=name.kind), name  # "a think tank, the Harbour Institute,"
    if name.sure or name.gender or not described.sure or described.kind == "document":
        return None
    return described, evolve(name, kind=described.kind)


BETWEEN_COMMAS: tuple[
    Rule[[Syntax, Expression, Expression], tuple[Expression, Expression]], ...
] = (
    Rule("speakers: noun with a capital between commas", _name_like_noun),
    Rule("speakers: name between commas", _name_of_described),
)
"""What a description, and a name between commas after it, show of each other."""


def _surname_without_gender(syntax: Syntax, expression: Expression) -> Expression | None:
    """A surname shows no gender: "Warren" is no man where "Elizabeth Warren" is."""
    alone = expression.form == "name" and len(expression.words) == 1
    return evolve(expression, gender=None) if alone else None


def _surname_like_office(syntax: Syntax, expression: Expression) -> Expression | None:
    """A surname is no office: "Dean" where "Howard Dean" is."""
    head = expression.head
    if expression.form != "nominal" or syntax.upos[head] != "PROPN":
        return None
    return evolve(expression, form="name", name=(head, head + 1), kind="person", gender=None)


SURNAMES: tuple[Rule[[Syntax, Expression], Expression], ...] = (
    Rule("speakers: a surname shows no gender", _surname_without_gender),
    Rule("speakers: a surname is no office", _surname_like_office),
)
"""What a word alone is where it ends a fuller name of the article."""


def describe_one(syntax: Syntax, first: int, last: int, head: int, type_: str) -> Expression:
    """What the words of one mention show; its head is the conjunction of a coordination.

    Its type is as the encoder reads it (one of `newsclaims.reading.labels.MENTION_TYPES`), or "".
    """
    first, last = _without_marks(syntax, first, last, head)
    whole = whole_of(syntax, head)
    if whole is not None:
        whole = _last_noun(syntax, whole, max(last, syntax.right[head] + 1))
        if last <= whole:
            last = _without_clauses(syntax, whole, syntax.right[whole] + 1)
    if _is_pronoun(syntax, first, last, head):
        return _pronoun(head, syntax.forms[head], type_)
    if syntax.upos[head] == "CCONJ":
        return _coordination(syntax, first, last, head, type_)
    if whole is not None and whole < last and syntax.upos[whole] != "PROPN":
        return _part(syntax, first, last, head, type_, whole)
    return _phrase(syntax, first, last, head, type_)


def _without_marks(syntax: Syntax, first: int, last: int, head: int) -> tuple[int, int]:
    """A mention without quotation marks and the like around it, and without "'s"."""
    forms = syntax.forms
    while last - 1 > head and (forms[last - 1] in POSSESSIVE or _is_mark(forms[last - 1])):
        last -= 1
    while first < head and _is_mark(forms[first]):
        first += 1
    return first, last


def _is_mark(form: str) -> bool:
    return not any(map(str.isalnum, form))


def _is_pronoun(syntax: Syntax, first: int, last: int, head: int) -> bool:
    word, tag = syntax.forms[head], syntax.upos[head]
    if last - first == 1 and word in PRONOUNS and tag != "PROPN":
        return True
    return head == first and word in FIRST_PERSON_PLURAL and tag == "PRON"  # "we Americans"


def _phrase(syntax: Syntax, first: int, last: int, head: int, type_: str) -> Expression:
    """A name or a description; first where it begins and ends, whatever the tree says."""
    if first <= syntax.heads[head] < last:
        head = syntax.top(first, last)
    head = _last_noun(syntax, head, last)
    half = head if is_hyphenated(syntax, head) else head + 2
    if half + 1 < last and is_hyphenated(syntax, half):
        head = half + 1  # "Seo-yeon Kim"
    if type_ == "person":
        head = _after_title(syntax, head, last)
    if syntax.upos[head] == "PROPN":
        first, last = _whole_name(syntax, first, last)
    last = next((i for i in range(head + 1, last) if _ends_phrase(syntax, head, i)), last)
    found = find_name(syntax, first, last, head, type_)
    last = _without_clauses(syntax, head, min(last, max(syntax.right[head] + 1, head + 1)))
    if found is not None:
        return _name(syntax, first, max(last, found[1]), head, type_, found)
    return _nominal(syntax, first, last, head, type_)


def _without_clauses(syntax: Syntax, head: int, last: int) -> int:
    """Where the relative clauses after a head begin, unless they say who is meant; or ``last``."""
    for i in range(head + 1, last):
        noun = syntax.heads[i]
        clause = syntax.relations[i] == "acl:relcl" and noun >= head
        clause = clause and syntax.forms[noun] not in FREE_RELATIVES
        if clause and not syntax.picks_out(noun, i):
            last = min(last, max(syntax.left[i], head + 1))
    return last


def _whole_name(syntax: Syntax, first: int, last: int) -> tuple[int, int]:
    """A mention with the parts of its name, and the courtesy title, that it leaves out."""
    forms, heads, relations = syntax.forms, syntax.heads, syntax.relations
    while last < len(forms):
        halves = forms[last] == "-" and len(forms[last - 1]) > 2 and last + 1 < len(forms)
        part = last + halves  # "Sarah Smith-Jones"
        if relations[part] != "flat" or not first <= heads[part] < last:
            break
        last = part + 1
    if first > 1 and forms[first - 1] == "&" and is_capital(syntax, first - 2):
        first -= 2  # "Marsh & Vale LLP"
    if first > 0 and forms[first - 1] in COURTESY:
        same = syntax.sentence[first - 1] == syntax.sentence[first]
        first -= same and is_capital(syntax, first - 1)
    return first, last


def _after_title(syntax: Syntax, head: int, last: int) -> int:
    """The head, or the name after a title: "Haftar" of "LNA commander Haftar"."""
    for i in range(head, min(last - 1, head + LONGEST_NAME)):
        if syntax.upos[i] not in ("NOUN", "PROPN", "ADJ"):
            break
        named = syntax.upos[i + 1] == "PROPN" and is_capital(syntax, i + 1)
        noun = syntax.upos[i] == "NOUN" or (i > head and syntax.relations[i] == "nmod:desc")
        if named and noun and is_title(syntax.forms[i]):
            return i + 1
    return head


def _last_noun(syntax: Syntax, head: int, last: int) -> int:
    """The head, or the noun after it if the tree has taken an owner or a modifier for it."""
    forms, upos = syntax.forms, syntax.upos
    end = head + 1
    owner = end + 1 < last and forms[end] in POSSESSIVE
    if owner:
        end += 1
    while (
        end < last
        and (upos[end] == "NOUN" or (owner and upos[end] in ("PROPN", "ADJ", "NUM")))
        and (owner or syntax.relations[end] in ("flat", "compound"))
    ):
        end += 1
    return end - 1 if upos[end - 1] in ("NOUN", "PROPN") else head


def _ends_phrase(syntax: Syntax, head: int, token: int) -> bool:
    """Whether a description ends before a token after its head: "an aide, who asked"."""
    if syntax.forms[token] in (";", ":", "—", "–", "--", "(", "["):
        return True
    if syntax.forms[token] == ",":
        after = token + 1
        return after >= len(syntax.forms) or syntax.upos[after] not in ("PROPN", "ADJ", "NUM")
    return False


def whole_of(syntax: Syntax, head: int) -> int | None:
    """The head of what a part is of: "them" in "one of them"; None where a word names no part."""
    if syntax.forms[head] not in _QUANTITIES and syntax.upos[head] != "NUM":
        return None
    if syntax.forms[head + 1 : head + 2] != ["of"]:
        return None
    return next(
        (c for c in syntax.children[head] if c > head and syntax.relations[c] == "nmod"), None
    )


def _part(syntax: Syntax, first: int, last: int, head: int, type_: str, whole: int) -> Expression:
    """One or several of some others, which are of the kind of these: "one of the officials"."""
    last = next((i for i in range(whole + 1, last) if _ends_part(syntax, whole, i)), last)
    pronoun = syntax.upos[whole] != "NOUN"
    base = syntax.forms[head] if pronoun else singular(syntax.forms[whole])
    plural = syntax.forms[head] not in _ONE
    shown = "person" if base in INDEFINITE else kind_of_noun(base)
    kind = shown or _KINDS.get(type_, "other")
    if plural and kind == "person":
        kind = "group"
    gender = None if plural else GENDERED_WORDS.get(base)
    sure = shown is not None
    return Expression(
        first, last, head, "nominal", (base,), kind, sure, gender=gender, plural=plural, whole=whole
    )


def _ends_part(syntax: Syntax, whole: int, token: int) -> bool:
    """Whether "one of the doctors" ends before a token: a clause or an aside begins."""
    clause = syntax.forms[token] in RELATIVE or (
        syntax.upos[token] == "PRON" and syntax.upos[token - 1] != "ADP"
    )
    return clause or _ends_phrase(syntax, whole, token)


def _pronoun(head: int, word: str, type_: str) -> Expression:
    gender, plural = THIRD_PERSON.get(word, (None, word in FIRST_PERSON_PLURAL))
    plural = plural or word in _PLURAL_PRONOUNS
    person = bool(gender) or word in FIRST_PERSON or word in ("who", "whom")
    kind: EntityKind = "person" if person else _KINDS.get(type_, "other")
    if plural and kind in ("person", "other"):
        kind = "group"
    return Expression(
        head, head + 1, head, "pronoun", (word,), kind, sure=person, gender=gender, plural=plural
    )


def _coordination(syntax: Syntax, first: int, last: int, head: int, type_: str) -> Expression:
    """Several named together; not a name with "and" in it."""
    start = after_joined_titles(syntax, first, last, head)
    if start is not None:
        name = start, _end_of_name(syntax, start, last)
        return _name(syntax, first, name[1], name[1] - 1, "person", name)
    if syntax.forms[head] == "&" and is_capital(syntax, head - 1) and is_capital(syntax, head + 1):
        return _phrase(syntax, first, last, head + 1, "organization")  # "Marsh & Vale"
    members = _conjuncts(syntax, first, last, syntax.heads[head])
    kind = _KINDS.get(type_, "other")
    if kind == "person" and len(members) > 1:
        decided = decide_by(ONE_PERSON, syntax, members)
        if decided is not None:
            note(decided[0], "one person", (first, last))
            return _nominal(syntax, first, last, members[0], type_)
    words, kind = (syntax.forms[head],), "group" if kind == "person" else kind
    several = tuple(members)
    return Expression(
        first, last, head, "nominal", words, kind, False, plural=True, members=several
    )


def after_joined_titles(syntax: Syntax, first: int, last: int, conjunction: int) -> int | None:
    """Where a name begins after two offices that are one person's: "owner and chef Lena Moss"."""
    forms, upos = syntax.forms, syntax.upos
    owned = not POSSESSIVE.isdisjoint(forms[first:conjunction])  # "the club's owner and coach"
    if conjunction <= first or (upos[first] in ("DET", "PRON") and not owned):
        return None
    named = syntax.relations[conjunction - 1] == "flat" or (
        conjunction - 1 > first and forms[conjunction - 2] in COURTESY.keys() | GIVEN_NAMES.keys()
    )
    if named or not _is_one_title(forms[conjunction - 1]):
        return None  # "Charlie King and …"
    for i in range(conjunction + 1, last - 1):
        if upos[i] not in ("NOUN", "ADJ", "PROPN"):
            return None
        if _is_one_title(forms[i]) and not is_title(forms[i + 1]):
            named = upos[i + 1] == "PROPN" and is_capital(syntax, i + 1)
            return i + 1 if named else None
    return None


def _is_one_title(word: str) -> bool:
    return is_title(word) and singular(word) == word


def _end_of_name(syntax: Syntax, start: int, last: int) -> int:
    """Just past the proper nouns that begin at a token."""
    end = start
    while end < last and syntax.upos[end] == "PROPN":
        end += 1
    return end


def _conjuncts(syntax: Syntax, first: int, last: int, conjunct: int) -> list[int]:
    """The heads of those that one after "and" is named with, and its own, in a range of tokens."""
    if conjunct < 0:
        return []
    top = syntax.heads[conjunct] if syntax.relations[conjunct] == "conj" else conjunct
    among = (i for i in range(first, last) if syntax.heads[i] == top)
    named = [i for i in among if syntax.relations[i] == "conj"]
    return sorted([top, *named]) if first <= top < last else named


def _two_occupations(syntax: Syntax, members: Sequence[int]) -> bool:
    """Two occupations without an article of its own for each are one person's.

    "A lawyer and activist" is one, "a lawyer and an activist" are two.
    """
    for number, member in enumerate(members):
        own = any(
            syntax.relations[c] in ("det", "nmod:poss", "nummod") for c in syntax.children[member]
        )
        word = syntax.forms[member]
        if syntax.upos[member] != "NOUN" or singular(word) != word or (number and own):
            return False
    return True


ONE_PERSON: tuple[Rule[[Syntax, Sequence[int]], bool], ...] = (
    Rule("speakers: two occupations of one person", _two_occupations),
)
"""When several nouns joined by "and" describe one person, by their heads."""


# Names


def _name(
    syntax: Syntax, first: int, last: int, head: int, type_: str, name: tuple[int, int]
) -> Expression:
    start, end = name
    parts = _words_of_name(syntax, start, end)
    role, gender, titled = title_before(syntax, first, start)
    noun = syntax.forms[head] if head >= end else None
    joined = "&" in syntax.forms[start:end]
    shown = NameShown(parts, _KINDS.get(type_, "other"), titled, gender, noun, joined)
    kind, sure = kind_of_name(shown, name)
    if kind == "place" and sure:
        parts = PLACE_ALIASES.get(" ".join(parts), parts)
    plural = kind == "person" and _is_people(syntax, head, parts)
    if plural:
        kind = "group"
    elif kind == "person" and gender is None and (len(parts) > 1 or not titled):
        gender = GIVEN_NAMES.get(parts[0])
    if kind != "person":
        role = None
    return Expression(
        first, last, head, "name", parts, kind, sure, name, role, gender, plural=plural
    )


def _words_of_name(syntax: Syntax, start: int, end: int) -> tuple[str, ...]:
    """The lower-case words of a name, abbreviations among them written out."""
    forms = syntax.forms
    parts = tuple(
        form.replace("’", "'").rstrip(".") or form
        for form in forms[start:end]
        if any(map(str.isalnum, form)) and form not in POSSESSIVE
    ) or (forms[start],)
    return tuple(word for part in parts for word in ABBREVIATED_NAMES.get(part, (part,)))


def _is_people(syntax: Syntax, head: int, parts: tuple[str, ...]) -> bool:
    """Whether a name is that of several people: "the Sams", "Republicans"."""
    if len(parts) > 1 or not parts[0].endswith("s"):
        return False
    determined = any(syntax.relations[c] == "det" for c in syntax.children[head])
    return determined or parts[0].endswith(("ians", "icans", "eans", "ists", "crats"))


# Descriptions


def _nominal(syntax: Syntax, first: int, last: int, head: int, type_: str) -> Expression:
    word, tag = syntax.forms[head], syntax.upos[head]
    base, plural, shown = singular(word), _is_plural(syntax, head), kind_of_noun(word)
    noun = NounShown(word, tag, _KINDS.get(type_, "other"), shown, plural, word in INDEFINITE)
    kind = kind_of_description(noun, (first, last))
    if kind == "person" and plural:
        kind = "group"
    gender, sure = None if plural else GENDERED_WORDS.get(base), shown is not None
    return Expression(
        first, last, head, "nominal", (base,), kind, sure, gender=gender, plural=plural
    )


def _is_plural(syntax: Syntax, head: int) -> bool:
    """Whether a head noun stands for several: "officials", "the crew", "two sheep"."""
    word, tag = syntax.forms[head], syntax.upos[head]
    if word in GROUP_WORDS or word in _PLURAL_PERSON:
        return True
    if singular(word) != word and tag in ("NOUN", "PROPN") and not word.endswith("ss"):
        return True
    return tag != "PROPN" and any(
        syntax.relations[c] == "nummod" and syntax.forms[c] not in ("one", "1")
        for c in syntax.children[head]
    )


def role_of(syntax: Syntax, description: Expression) -> str | None:
    """A description as a role, without its article or its owner's pronoun; None if it is none."""
    if description.form != "nominal" or description.word not in OFFICES:
        return None
    if description.plural or description.members or description.whole is not None:
        return None  # "one of several lawyers"
    first = description.first
    for i in range(first, description.head):
        outside = syntax.upos[i] in ("PRON", "DET", "PUNCT", "AUX", "CCONJ")
        if outside and syntax.forms[i] not in JOINING:
            first = i + 1
    last = next(
        (i for i in range(description.head, description.last) if syntax.forms[i] in RELATIVE),
        description.last,
    )
    for conjunct in syntax.children[description.head]:  # "a lawyer and activist"
        office = singular(syntax.forms[conjunct]) == syntax.forms[conjunct]
        office = office and syntax.forms[conjunct] in OFFICES
        if office and syntax.relations[conjunct] == "conj" and last + 1 == conjunct:
            last = conjunct + 1
    return printed(syntax, first, last)


def heads_of(expressions: Sequence[Expression]) -> dict[int, ExpressionIndex]:
    """For each token that is the head, or in the name, of an expression, that expression."""
    found: dict[int, ExpressionIndex] = {}
    for index, expression in enumerate(expressions):
        if not expression.members:
            found.setdefault(expression.head, ExpressionIndex(index))
    for index, expression in enumerate(expressions):
        if expression.name is not None:
            for token in range(*expression.name):
                found.setdefault(token, ExpressionIndex(index))
    return found
