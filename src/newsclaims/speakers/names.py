"""Finds proper names: where one begins and ends, and what title stands before it.

Printed form and adjacency decide as much as the tree does, so that a wrong arc does not tear a
name apart.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from newsclaims.results import EntityKind
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import having, values
from newsclaims.words.dependencies import WITHIN_NAME
from newsclaims.words.entity_words import (
    ABBREVIATED_TITLES,
    CLASSIFYING_ORGANIZATION,
    COURTESY,
    DOCUMENT_WORDS,
    GENDERED_WORDS,
    GIVEN_NAMES,
    GROUP_WORDS,
    KIN_WORDS,
    NAME_LINKS,
    OFFICES_OF,
    ORGANIZATION_WORDS,
    PARTICLES,
    PARTY_WORDS,
    PERSON_WORDS,
    PLACE_WORDS,
    PLACES,
    QUANTIFYING_ADJECTIVES,
    RELATIONAL_WORDS,
    TIME_WORDS,
)
from newsclaims.words.pronouns import PRONOUNS, Gender

POSSESSIVE = having("possessive-ending")
NAME_SUFFIXES = having("name-suffix")
#: Offices and occupations: what makes a role. Kin, party and relation to somebody do not.
OFFICES = PERSON_WORDS - KIN_WORDS - PARTY_WORDS - RELATIONAL_WORDS
#: In tokens; no name is longer.
LONGEST_NAME = 16

#: In tokens; a name may well be no longer.
_FULL_NAME = 2

PREFIXES = ("pro-", "anti-", "non-")
JOINING = frozenset(["-", "–", "/", "&"])
ARTICLES = having("article")
INDEFINITE_ARTICLES = frozenset(["a", "an", "one"])
#: What the members of a people or party are called.
PEOPLES = having("members-of")
_DAYS = having("weekday")
#: What a firm's name ends in: "Partners".
_ENDS_OF_FIRMS = having("taken-up-by", "company")
#: Syllables of given names that are written with a hyphen: "yeon".
_SYLLABLES = having("name-syllable")
#: What takes up somebody who was named, as people of a country do: "the Norwegian".
_EPITHETS = having("epithet")
_SAINT = having("saint")
_MEDIA = having("medium")
#: What a firm's name may end in without a capital.
_FIRMS = having("firm-form")
_SINGULARS = values("own-singular")
#: Occupations that are frequent surnames, too: "Baker".
_SURNAMES = having("surname")
_ADDRESSED_OFFICES = having("form-of-address")
#: Of nouns that stand for no people.
_KINDS: dict[str, EntityKind] = {
    **dict.fromkeys(PLACE_WORDS, "place"),
    **dict.fromkeys(ORGANIZATION_WORDS, "organization"),
    **dict.fromkeys(DOCUMENT_WORDS, "document"),
}


def find_name(
    syntax: Syntax, first: int, last: int, head: int, type_: str
) -> tuple[int, int] | None:
    """The token range of the proper name that a mention's head belongs to, titles left out."""
    forms = syntax.forms
    person = type_ == "person" and kind_of_noun(forms[head]) in (None, "person", "group")
    if type_ == "time" or (forms[head] in TIME_WORDS and not person):
        return None
    if forms[head] in _FIRMS and first < head and not is_capital(syntax, head):
        found = find_name(syntax, first, head, head - 1, "organization")
        return None if found is None else (found[0], head + 1)  # "North Fell Water plc"
    if not _is_proper(syntax, head, type_):
        after = head + 1
        if after < last and is_title(forms[head]) and syntax.upos[after] == "PROPN":
            return find_name(syntax, after, last, after, "person")  # "host Rush Limbaugh"
        return _classified_name(syntax, first, head)
    start, end = _name_start(syntax, first, head, person), _name_end(syntax, head, last, person)
    institution = kind_of_noun(forms[end - 1]) not in (None, "person", "group")
    if person and is_title(forms[start]) and end - start > _FULL_NAME:
        institution = False  # "Firefighter Cole Banks"
    if institution and start > first and forms[start - 1] in _SAINT:
        start -= 1  # "St Anne’s Hospital"
    if (person or is_title(forms[start])) and not institution:
        start = _after_titles(syntax, start, end)
    if type_ == "person" and not institution:
        start = _after_described(syntax, start, end)
    shown = Capitalised(syntax, first, start, end, person)
    decided = decide_by(NO_NAMES, shown)
    if decided is None:
        return start, end
    note(decided[0], "no name", (start, end))
    if decided[0] is OFFICE and end < last and syntax.upos[end] == "PROPN":
        return find_name(syntax, end, last, end, type_)
    return None


def _name_start(syntax: Syntax, first: int, head: int, person: bool) -> int:
    """Where the words before a head stop belonging to its name."""
    start = head
    while start > first and head - start < LONGEST_NAME:
        i = start - 1
        if person and i - 2 >= first and is_hyphenated(syntax, i):
            start = i - 2
            continue
        bridge = i > first and _bridges(syntax, i) and _is_part(syntax, i - 1, person)
        bridge = bridge or (i > first and _is_owned_by_members(syntax, i))
        if not (bridge or _is_part(syntax, i, person)):
            break
        start = i - bridge
    return start


def _name_end(syntax: Syntax, head: int, last: int, person: bool) -> int:
    """Just past the words after a head that belong to its name."""
    end = head
    while end + 1 < last and end - head < LONGEST_NAME:
        i = end + 1
        linked = _links(syntax, i, last, person)
        if linked:
            end = linked
        elif _is_part(syntax, i, person, after=True):
            end = i
        elif i + 1 < last and _bridges(syntax, i) and _is_part(syntax, i + 1, person, after=True):
            end = i + 1
        else:
            particle = _after_particles(syntax, i, last)
            if not particle:
                break
            end = particle
    return end + 1


# What looks like a name and is none


@frozen(slots=True)
class Capitalised:
    """Words that look like a name.

    Attributes:
        first: First token of the mention that they are in; their own is ``start``.
        person: Whether they can be a person's name.
    """

    syntax: Syntax
    first: int
    start: int
    end: int
    person: bool


def _one_of_a_sort(found: Capitalised) -> bool:
    """What is one of a party, a people or a sort is not named: "a Republican", "a super PAC"."""
    forms = found.syntax.forms
    if forms[found.first] == "the" and found.person and found.end == found.start + 1:
        return forms[found.start] in _EPITHETS  # "the Norwegian"
    one = forms[found.first] in ("a", "an")
    return one and (found.person or not is_capital(found.syntax, found.start))


def _office(found: Capitalised) -> bool:
    """An office is nobody's name: "the President", "Attorney General"."""
    forms = found.syntax.forms
    last = forms[found.end - 1]
    if not is_title(last) or last in PEOPLES or not (found.person or found.end == found.start + 1):
        return False
    if last in _ADDRESSED_OFFICES:
        return True  # "Mr. President"
    if found.syntax.upos[found.end - 1] == "PROPN" and last in _SURNAMES:
        return False
    if last in _ENDS_OF_FIRMS and found.end > found.start + 1:
        return False  # "Delphi Grain Partners"
    if found.end - 1 == found.first:
        return True
    before = forms[found.end - 2]
    if found.syntax.relations[found.end - 1] == "flat" and not is_title(before):
        return False  # "Amit Shah"
    return before not in COURTESY and before not in GIVEN_NAMES  # "Larry King"


def _for_or_against(found: Capitalised) -> bool:
    """What somebody is for or against is not named by that: "Pro-EU"."""
    return found.syntax.forms[found.start].startswith(PREFIXES)


OFFICE = Rule("speakers: an office is no name", _office)

NO_NAMES: tuple[Rule[[Capitalised], bool], ...] = (
    Rule("speakers: one of a sort", _one_of_a_sort),
    OFFICE,
    Rule("speakers: pro-EU is no name", _for_or_against),
)
"""What is printed like a name and is none; the first one decides."""


# The words of a name


def _classified_name(syntax: Syntax, first: int, head: int) -> tuple[int, int] | None:
    """The name in "TASS news agency": the noun only says what sort of thing it is."""
    forms, upos = syntax.forms, syntax.upos
    if forms[head] not in CLASSIFYING_ORGANIZATION:
        return None
    end = head
    if end - 1 > first and forms[end - 1] in _MEDIA:
        end -= 1
    if end - 3 > first and forms[end - 1] == ")" and forms[end - 3] == "(":
        end -= 3  # "the Delta Farmers Union (DFU) group"
    start = end
    while start > first and upos[start - 1] == "PROPN" and is_capital(syntax, start - 1):
        start -= 1
    if start == end or forms[start] in PLACES:
        return None
    return start, end


def _is_proper(syntax: Syntax, head: int, type_: str) -> bool:
    """Whether a head is a proper noun, or printed like one: "the Association of …"."""
    if not is_capital(syntax, head) or syntax.forms[head] in PRONOUNS:
        return False
    tag, sentence = syntax.upos[head], syntax.sentence[head]
    if tag in ("PROPN", "PRON") or syntax.forms[head] in PEOPLES:
        return True
    if sentence == syntax.document.title or syntax.document.sentences[sentence].first == head:
        return False  # a capital there shows nothing
    return type_ in ("organization", "place") if tag == "NOUN" else type_ == "person"


def _is_capitalised(syntax: Syntax, token: int) -> bool:
    """Whether a word can be part of a name after a preposition."""
    return syntax.upos[token] in ("PROPN", "ADJ", "NOUN") and is_capital(syntax, token)


def is_capital(syntax: Syntax, token: int) -> bool:
    """Whether a word has a capital letter anywhere: "al-Serraj" has."""
    text = syntax.document.tokens[token].text
    return any(map(str.isupper, text))


def _is_part(syntax: Syntax, token: int, person: bool, after: bool = False) -> bool:
    """Whether a word beside a name belongs to it."""
    forms, tag, relation = syntax.forms, syntax.upos[token], syntax.relations[token]
    if relation == "appos" or (not after and forms[token] in QUANTIFYING_ADJECTIVES):
        return False
    if relation == "nmod:desc" and (tag != "PROPN" or is_title(forms[token])):
        return False
    if tag == "PROPN":
        if after and person and forms[token] in _DAYS:
            return False  # "Karen Holt Thursday said"
        return not (relation in ("conj", "nsubj", "vocative") and after)
    if tag == "NUM":
        return after and relation in WITHIN_NAME and not person
    if forms[token] in NAME_SUFFIXES:
        return after
    if not is_capital(syntax, token) or tag in ("PRON", "DET", "ADP", "PUNCT"):
        return False
    return not person and relation in WITHIN_NAME


def _bridges(syntax: Syntax, token: int) -> bool:
    """Whether a mark stands inside a name: "al-Serraj", "Johnson & Johnson"."""
    tokens = syntax.document.tokens
    text = tokens[token].text
    if not 0 < token < len(tokens) - 1 or syntax.upos[token + 1] not in ("PROPN", "NUM"):
        return False
    glued = tokens[token - 1].end == tokens[token].start
    glued = glued and tokens[token].end == tokens[token + 1].start
    if text == "&" or (glued and text in "-–’'./"):
        return True
    # "the Securities and Exchange Commission": the second conjunct is inside the name too.
    return text == "and" and syntax.relations[syntax.heads[token + 1]] in ("compound", "amod")


def is_hyphenated(syntax: Syntax, token: int) -> bool:
    """Whether a word is the second half of a given name: "yeon" of "Seo-yeon Kim".

    So it is whatever the tags say, unless a half is a word of another sort ("Co-founder Roe").
    """
    tokens, forms = syntax.document.tokens, syntax.forms
    first = token - 2
    if (
        not 2 <= token < len(forms)
        or forms[token - 1] != "-"
        or tokens[first].end + 1 != tokens[token].start
    ):
        return False
    if not (forms[first].isalpha() and forms[token].isalpha() and is_capital(syntax, first)):
        return False
    if is_capital(syntax, token):
        return False
    if forms[first] in _SYLLABLES and forms[token] in _SYLLABLES:
        return True
    if any(is_title(half) or kind_of_noun(half) for half in (forms[first], forms[token])):
        return False
    named = syntax.upos[token] in ("PROPN", "X") or syntax.relations[token] == "flat"
    return named and f"{forms[first]}-" not in PREFIXES


def _is_owned_by_members(syntax: Syntax, token: int) -> bool:
    """Whether an apostrophe stands inside a name: "the Food Workers’ Union", "St Anne’s Hospital".

    That is so after people of some sort and after a saint, not after another name ("Norway's
    Labour Party").
    """
    forms, after = syntax.forms, token + 1
    if forms[token] not in POSSESSIVE or not is_capital(syntax, token - 1):
        return False
    if not (is_capital(syntax, after) and syntax.upos[after] in ("NOUN", "PROPN", "ADJ")):
        return False
    if token > 1 and forms[token - 2] in _SAINT:
        return kind_of_noun(forms[after]) in ("organization", "place")
    return kind_of_noun(forms[token - 1]) == "group" and forms[token - 1] not in PEOPLES


def _after_particles(syntax: Syntax, token: int, last: int) -> int:
    """The name word after lower-case particles, or 0: "Ursula von der Leyen"."""
    end = token
    while end < min(last, token + 3) and syntax.forms[end] in PARTICLES:
        end += 1
    found = token < end < last and syntax.upos[end] == "PROPN" and is_capital(syntax, end)
    return end if found else 0


def _links(syntax: Syntax, token: int, last: int, person: bool) -> int:
    """The last token of a part that a preposition joins to a name, or 0: "Bank of America"."""
    forms = syntax.forms
    if person or forms[token] not in NAME_LINKS:
        return 0
    start = token + 1 + (token + 1 < last and forms[token + 1] == "the")
    end = start
    while end < last and (
        _is_capitalised(syntax, end)
        or (forms[end] in ("and", "&") and end + 1 < last and _is_capitalised(syntax, end + 1))
    ):
        end += 1
    if end == start or syntax.upos[end - 1] == "ADJ" or forms[start] in TIME_WORDS:
        return 0
    return end - 1


def is_title(word: str) -> bool:
    """Whether a lower-case word is a title or an office that may stand before a name."""
    return word in COURTESY or word in ABBREVIATED_TITLES or singular(word) in PERSON_WORDS


def _after_titles(syntax: Syntax, start: int, end: int) -> int:
    """Where a name begins in a range that may hold titles: "Foreign Minister Ine Solberg"."""
    forms = syntax.forms
    if " ".join(forms[start:end]) in PLACES:
        return start  # "Sri Lanka"
    for i in range(end - 2, start - 1, -1):
        given = forms[i] in GIVEN_NAMES
        if not is_title(forms[i]) or (given and forms[i] not in COURTESY):
            continue
        if i + 3 < end and forms[i + 1] == "-" and forms[i + 2] in ("elect", "designate"):
            start = i + 3
            break
        if forms[i + 1] not in NAME_SUFFIXES and is_capital(syntax, i + 1):
            start = i + 1
            break
    if start + 1 < end and start > 1 and forms[start] in OFFICES_OF and forms[start - 1] == "of":
        start += 1 + (forms[start + 1] == "security")  # "Secretary of State John Kerry"
    return start


def _after_described(syntax: Syntax, start: int, end: int) -> int:
    """Where a full name begins after what the tree takes for a title: "Midfielder Jo Lind"."""
    first = start
    while end - first > _FULL_NAME and syntax.relations[first] == "nmod:desc":
        if syntax.forms[first] in GIVEN_NAMES or not first < syntax.heads[first] < end:
            break
        first += 1
    return first


def title_before(syntax: Syntax, first: int, start: int) -> tuple[str | None, Gender | None, bool]:
    """What stands before a name: the role, the gender it shows, and whether it is a title."""
    forms, upos = syntax.forms, syntax.upos
    for i in range(first, start):
        outside = forms[i] in POSSESSIVE or forms[i] in ARTICLES or upos[i] in ("PRON", "PUNCT")
        if outside and forms[i] not in JOINING:
            first = i + 1
    end, gender = start, None
    while end > first and forms[end - 1] in COURTESY:
        gender = COURTESY[forms[end - 1]] or gender
        end -= 1
    if end == first:
        return None, gender, end < start
    title = end - 1
    if title > first + 1 and forms[title] in ("elect", "designate") and forms[title - 1] == "-":
        title -= 2
    # "Secretary of State John Kerry"
    while title > first + 1 and not is_title(forms[title]) and forms[title - 1] in ("of", "the"):
        title -= 2 if forms[title - 1] == "of" else 1
    word = singular(forms[title])
    described = syntax.relations[title] == "nmod:desc" and upos[title] in ("NOUN", "PROPN")
    if not is_title(forms[title]) and not described:
        return None, gender, False
    gender = gender or GENDERED_WORDS.get(word)
    office = word in OFFICES or forms[title] in ABBREVIATED_TITLES or described
    office = office and word not in KIN_WORDS and word not in PARTY_WORDS
    office = office and word not in RELATIONAL_WORDS
    plural = word != forms[title] and not forms[title].endswith("ss")
    return printed(syntax, first, end) if office and not plural else None, gender, True


def printed(syntax: Syntax, first: int, last: int) -> str:
    """The article's words from token ``first`` up to ``last``, white space made single."""
    tokens = syntax.document.tokens
    return " ".join(syntax.document.text[tokens[first].start : tokens[last - 1].end].split())


def kind_of_noun(word: str) -> EntityKind | None:
    """What a lower-case common noun stands for, or None if for none of these."""
    base = singular(word)
    if base in PERSON_WORDS:
        return "person" if base == word else "group"
    if word in GROUP_WORDS:
        return "group"
    return _KINDS.get(word) or _KINDS.get(base)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by its ending."""
    if word in _SINGULARS:
        return _SINGULARS[word]
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
