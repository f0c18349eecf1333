"""The text of a claim, which stands alone: names for pronouns, a finite verb, one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import frozen

from newsclaims.attributions.voices import Voices
from newsclaims.claims.entity_index import EntityIndex
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import RELATIVES
from newsclaims.text.lemmas import lemma
from newsclaims.trace import Rule, first_of, note
from newsclaims.words import having, values
from newsclaims.words.entity_words import PARTY_WORDS
from newsclaims.words.factuality import INTERROGATIVES, RAISING_PASSIVES

_TIDIED = (("“", "”"), ("«", "»"), ('"', '"'), ("(", ")"), ("[", "]"))
#: Between two words of a claim, at most this many words but one are taken in unclaimed.
_WIDEST_GAP = 4
_POSSESSIVES = having("possessive")
#: What a description may begin with, where it begins a sentence.
_BEGINNINGS = frozenset(map(str.capitalize, having("determiner")))
#: Kinds of entities that "its" may stand for.
_OWNERS = frozenset({"organization", "place", "group"})
#: Offices that stand without an article: "is president".
_HELD_BY_ONE = having("bare-role")
#: Adjectives made from names keep their capital.
_NAME_ENDINGS = ("ish", "ian", "ese", "ican", "aqi", "eli", "ani", "eni")
_FROM_NAMES = having("adjective-of-name")
#: The preposition before what verbs charge somebody with.
_CAUSES = values("cause-preposition")
#: In the passive, with an infinitive of what is still to come: "is expected to sign".
_STILL_TO_COME = having("raising:future")
_SINGULAR = values("singular")
#: With these even an office that one person holds takes an article: "is a former mayor".
_NOT_NOW = having("former-holder")
_PAST = {**values("past"), "do": "did", "go": "went", "have": "had"}


@frozen(eq=False, slots=True)
class Printing:
    """What is being printed: some tokens of a clause, in order."""

    clause: Clause
    order: Sequence[int]
    #: Ids of the entities that the claim has named so far, or None where pronouns stay.
    named: set[str] | None
    #: Whether something comes before, so that a sentence's capital goes.
    lowered: bool


@frozen(eq=False, slots=True)
class ClaimText:
    """Prints clauses, and parts of them."""

    syntax: Syntax
    clauses: Clauses
    voices: Voices
    entities: EntityIndex
    apostrophe: str

    def of(self, clause: Clause) -> str:
        """Subject, predicate, object and the rest in the order printed, pronouns replaced."""
        named = self.entities.named_in(clause)
        if clause.first < 0:
            link = f" {self.copula(clause)}{self._article(clause)} "
            parts = ((part, part is clause.object) for part in clause.parts)
            return tidy(link.join(self.words(part, clause, named, low) for part, low in parts))
        subject = clause.subject
        # With an agent, the passive's own subject is the object here and comes first.
        passive = subject is not None and subject.first >= clause.last > 0
        before: list[str] = []
        after: list[Part] = []
        for part in clause.parts:
            if part.filled and (passive or part is subject):
                before.append(self.printed(range(part.first, part.last), clause, named, False))
            elif part.filled or self._is_fronted(part, clause):
                after.append(part)
        order = self.without_gaps(clause.tokens(after))
        if clause.object in after:
            # An object from elsewhere follows its verb, before any adverbial.
            after.remove(clause.object)
            place = bisect_left(order, clause.last)
            before.append(self.printed(order[:place], clause, named, bool(before)))
            before.append(self.words(clause.object, clause, named))
            order = order[place:]
        printed = self.printed(order, clause, named, bool(before))
        pieces = (*before, printed, *(self.words(part, clause, named) for part in after))
        return tidy(" ".join(filter(None, pieces)))

    def without_gaps(self, tokens: set[int]) -> list[int]:
        """The tokens in order, with the few small words between them that no part has claimed."""
        order: list[int] = []
        for token in sorted(tokens):
            if order and 1 < token - order[-1] <= _WIDEST_GAP:
                gap = range(order[-1] + 1, token)
                if all(self._is_stray(i, token) for i in gap):
                    order.extend(gap)
            order.append(token)
        return order

    def _is_stray(self, token: int, after: int) -> bool:
        """Whether a word between two parts belongs to them, though it hangs from another word."""
        syntax, innermost = self.syntax, self.voices.innermost
        return (
            syntax.upos[token] in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")
            and syntax.relations[token] not in ("appos", "vocative", "list", "discourse")
            and syntax.forms[token] not in RELATIVES
            and innermost[token] == innermost[after]
        )

    def _is_fronted(self, part: Part, clause: Clause) -> bool:
        """Whether a part stands before the clause that it belongs behind."""
        subject = clause.subject
        if part is subject or part.last > clause.first:
            return False
        if part.last == part.first + 1 and self.syntax.forms[part.first] in INTERROGATIVES:
            return False  # "who he is"
        if part is clause.object and subject is not None and not subject.filled:
            # "Talks failed, he said"; a passive's own subject stays where it is.
            return part.last <= subject.first < clause.last
        return any(part.spans(pronoun) for pronoun, _ in clause.relatives)

    def words(
        self, part: Part, clause: Clause, named: set[str] | None, lowered: bool = True
    ) -> str:
        """A part from elsewhere in the sentence, with its preposition."""
        words = self.printed(range(part.first, part.last), clause, named, lowered)
        return f"{part.preposition} {words}" if part.preposition else words

    def printed(
        self, tokens: Iterable[int], clause: Clause, named: set[str] | None, lowered: bool
    ) -> str:
        """Tokens as printed, with names for pronouns where ``named`` is given; see `Printing`."""
        words = self.syntax.document.tokens
        printing = Printing(clause, list(tokens), named, lowered)
        relatives = {pronoun for pronoun, _ in clause.relatives}
        finite = self._finite(clause) if named is not None else {}
        subject = clause.subject
        fronted = subject is not None and not subject.filled and subject.last <= clause.first
        begins = subject.first if subject is not None and fronted else -1
        text = ""
        previous = skipped = -1
        for position, token in enumerate(printing.order):
            if token < skipped:
                continue
            if previous >= 0:
                text += self._between(previous, token, begins)
            replaced = None
            if token in relatives:
                replaced = self._replaced(RELATIVE_WORDS, printing, position)
            elif named is not None and token in self.entities.pronouns:
                replaced = self._replaced(PRONOUNS, printing, position)
            elif named is not None and token in self.entities.descriptions:
                replaced = self._replaced(DESCRIPTIONS, printing, position)
            if replaced is not None:
                word, skipped = replaced
            elif token in finite:
                word = finite[token]
            else:
                word = words[token].text
                if previous < 0 and lowered:
                    word = self._lowered(token, word)
            text += word
            previous = max(token, skipped - 1)
        return text

    def _replaced(
        self, rules: tuple[Rule[..., tuple[str, int]], ...], printing: Printing, position: int
    ) -> tuple[str, int] | None:
        """What a word gives way to, and just past the last token that does; None if it stays."""
        token = printing.order[position]
        if (found := first_of(rules, self, printing, position)) is None:
            return None
        rule, (words, last) = found
        note(rule, words or "kept", (token, last))
        return words or self.syntax.document.tokens[token].text, last

    def _between(self, previous: int, token: int, begins: int) -> str:
        """What stands between two tokens of a claim; ``begins`` is where the subject does."""
        document = self.syntax.document
        contrasted = previous == token - 2 and self.syntax.forms[token] == "not"
        # "In May, he left", "wanted it repaired, not closed"
        comma = (token == begins or contrasted) and document.tokens[token - 1].text == ","
        gap = ""
        if token == previous + 1:
            gap = document.text[document.tokens[previous].end : document.tokens[token].start]
        space = " " if gap.strip() or token != previous + 1 else gap
        return f",{space}" if comma else space

    def _finite(self, clause: Clause) -> dict[int, str]:
        """The finite verb that a clause needs to stand alone, where another one is printed.

        A bare participle gets a form of "be"; the verb of several subjects agrees with one.
        """
        syntax, subject = self.syntax, clause.subject
        if clause.first < 0 or subject is None:
            return {}
        if self._is_held_true(clause):
            return self._without_to(clause, subject)
        if self._is_charged(clause):
            base, plural = syntax.lemma(clause.first), self._is_plural(subject)
            form = finite_verb(syntax.forms[clause.first], base, True, plural)
            marks = {token: "" for token in clause.extra if syntax.relations[token] == "mark"}
            return {**marks, clause.first: "lied" if base == "lie" else form}
        if clause.head == clause.verbs[0] and syntax.is_participle(clause.head):
            relation = syntax.relations[self._first(clause.head)]
            modifies = relation in ("acl", "advcl") and not clause.lent
            return self._with_be(clause, subject) if modifies else {}
        if (thing := clause.object) is not None and subject.first >= clause.last:
            subject = thing  # "the towns are divided by race and income"
        split = syntax.is_split(subject.head, subject.first, subject.last)
        if subject.filled or not split or self._is_plural(subject):
            return {}
        verb = min([*clause.lent, clause.first])
        return {verb: singular_verb(syntax.document.tokens[verb].text, syntax.upos[verb])}

    def _is_held_true(self, clause: Clause) -> bool:
        """Whether an infinitive is what is said or thought: "is alleged to have paid"."""
        syntax, head = self.syntax, self.syntax.heads[clause.head]
        if head < 0 or syntax.relations[clause.head] != "xcomp" or not syntax.is_passive[head]:
            return False
        begins = syntax.forms[clause.first] == "to" and clause.last > clause.first + 1
        return begins and syntax.lemma(head) in RAISING_PASSIVES

    def _is_charged(self, clause: Clause) -> bool:
        """Whether a gerund is what somebody is charged with: "was accused of lying"."""
        syntax, verb = self.syntax, clause.head
        if clause.first != verb or not syntax.forms[verb].endswith("ing"):
            return False
        if clause.subject is None or not clause.subject.filled:
            return False
        while syntax.relations[verb] == "conj" and syntax.forms[verb].endswith("ing"):
            verb = syntax.heads[verb]
        head = syntax.heads[verb]
        if head < 0 or syntax.upos[head] != "VERB":
            return False
        causes = _CAUSES.get(syntax.lemma(head), "").split(",")
        marks = {syntax.forms[c] for c in syntax.related(verb, "mark")}
        return not marks.isdisjoint({"of", "with"}.intersection(causes))

    def _without_to(self, clause: Clause, subject: Part) -> dict[int, str]:
        """An infinitive as the finite verb that it would be: "has paid", "is ill", "owns"."""
        syntax, verb = self.syntax, clause.first + 1
        while verb + 1 < clause.last and syntax.upos[verb] == "ADV":
            verb += 1
        form = syntax.forms[verb]
        if syntax.lemma(syntax.heads[clause.head]) in _STILL_TO_COME and form != "have":
            return {clause.first: "will"}
        plural = self._is_plural(subject) or syntax.forms[subject.head] in ("i", "you")
        if form == "be":
            return {clause.first: "", verb: "are" if plural else "is"}
        return {clause.first: "", verb: form if plural else singular_verb(form, syntax.upos[verb])}

    def _with_be(self, clause: Clause, subject: Part) -> dict[int, str]:
        """A participle with the form of "be" that it lacks."""
        syntax = self.syntax
        if syntax.forms[clause.first] == "having":
            return {clause.first: "had"}
        thing = syntax.own_object[clause.head]
        if thing >= 0 and syntax.upos[thing] == "PRON" and syntax.is_past_form(clause.head):
            return {}  # "invited him" is no passive
        passive = subject.first >= clause.last
        first = clause.object if passive and clause.object else subject
        if self._is_simple(clause):
            form, past = syntax.forms[clause.first], syntax.is_past(clause.head)
            plural = self._is_plural(first)
            return {clause.first: finite_verb(form, syntax.lemma(clause.first), past, plural)}
        forms = ("was", "were") if syntax.is_past(clause.head) else ("is", "are")
        start = clause.first
        adverb = start and syntax.relations[start - 1] == "advmod"
        if adverb and syntax.heads[start - 1] == clause.head and start - 1 in clause.tokens():
            start -= 1  # "first authorized in 2010"
        word = self._lowered(start, syntax.document.tokens[start].text)
        return {start: f"{forms[self._is_plural(first)]} {word}"}

    def _first(self, verb: int) -> int:
        """The first of the participles that "and" joins."""
        syntax = self.syntax
        while syntax.relations[verb] == "conj" and syntax.is_participle(syntax.heads[verb]):
            verb = syntax.heads[verb]
        return verb

    def _is_simple(self, clause: Clause) -> bool:
        """Whether a participle tells what came next or how: "lost, leaving a gap"; not "while"."""
        syntax, head = self.syntax, clause.head
        if syntax.relations[self._first(head)] != "advcl" or not syntax.forms[
            clause.first
        ].endswith("ing"):
            return False
        marks = (syntax.forms[c] for c in syntax.children[head] if c < head)
        return clause.first == head and syntax.lemma(head) != "be" and "while" not in marks

    def _lowered(self, token: int, word: str) -> str:
        """A word that a sentence starts with, as it is written inside one."""
        syntax = self.syntax
        first = syntax.document.sentences[syntax.sentence[token]].first
        after_mark = token == first + 1 and syntax.upos[first] == "PUNCT"
        if (token != first and not after_mark) or syntax.upos[token] in ("PROPN", "NUM"):
            return word
        form = syntax.forms[token]
        of_name = form in _FROM_NAMES or form.endswith(_NAME_ENDINGS)  # "Turkish"
        if syntax.upos[token] == "ADJ" and of_name:
            return word
        if self._begins_name(token) and form not in _NOT_NOW:
            return word  # "Prime Minister", "Labourers' Union"
        return word if word[:1] == "I" or word[1:2].isupper() else word[:1].lower() + word[1:]

    def _begins_name(self, token: int) -> bool:
        """Whether a noun or adjective is the first of several words with a capital."""
        syntax, after = self.syntax, token + 1
        if after < len(syntax.forms) and syntax.relations[after] == "case":
            after += 1
        return (
            syntax.upos[token] in ("ADJ", "NOUN")
            and after < len(syntax.forms)
            and syntax.upos[after] == "PROPN"
            and syntax.document.tokens[after].text[:1].isupper()
        )

    def possessive(self, name: str) -> str:
        """A name with "'s"."""
        return name + self.apostrophe + ("" if name.endswith("s") else "s")

    def copula(self, clause: Clause) -> str:
        """The form of "be" that an apposition or a title leaves out."""
        return "are" if clause.subject and self._is_plural(clause.subject) else "is"

    def _article(self, clause: Clause) -> str:
        """The article that a title before a name lacks: "is a surgeon"."""
        syntax, thing = self.syntax, clause.object
        if thing is None or syntax.relations[thing.head] not in ("nmod:desc", "compound", "conj"):
            return ""
        word, noun = syntax.forms[thing.first], syntax.forms[thing.head]
        former = word in _NOT_NOW
        unique = syntax.lemma(thing.head) in _HELD_BY_ONE and not former
        printed = self._lowered(thing.head, syntax.document.tokens[thing.head].text)
        common = printed.islower() or noun in PARTY_WORDS
        determined = syntax.upos[thing.first] in ("DET", "NUM", "PRON")
        if unique or determined or not (common or former) or self._is_plural(thing):
            return ""
        return " an" if word[0] in "aeiou" else " a"

    def _is_plural(self, part: Part) -> bool:
        joined = self.syntax.is_conjoined(part.head, part.last)
        return joined or self.syntax.is_plural(part.head)


# Words that give way to others; a rule gives "" where the word stays


def _antecedent(text: ClaimText, printing: Printing, position: int) -> tuple[str, int] | None:
    """Puts what a relative clause is about for its pronoun: "whose brother he met"."""
    clause, token = printing.clause, printing.order[position]
    head = dict(clause.relatives)[token]
    antecedent = text.clauses.subjects.filler(head, "object", clause.head)
    words = text.syntax.document.token_span(antecedent.first, antecedent.last).text
    whose = text.syntax.forms[token] == "whose"
    return text.possessive(words) if whose else words, token + 1


def _of_subject(text: ClaimText, printing: Printing, position: int) -> tuple[str, int] | None:
    """Keeps an "its" that is most likely the subject's: "Alder will publish its results"."""
    token, subject = printing.order[position], printing.clause.subject
    if text.syntax.forms[token] != "its" or subject is None:
        return None
    entity = text.entities.of(subject)
    if subject.first > token or subject.spans(token) or entity is None or not entity.named:
        return None
    # A single word that nothing else stands for is hardly a person's name.
    bare = " " not in entity.name and all(m.text == entity.name for m in entity.mentions)
    return ("", token + 1) if entity.kind in _OWNERS or bare else None


def _named_before(text: ClaimText, printing: Printing, position: int) -> tuple[str, int] | None:
    """Keeps a pronoun of somebody whom the claim names already."""
    token = printing.order[position]
    known = text.entities.pronouns[token].id in (printing.named or ())
    return ("", token + 1) if known else None


def _pronoun(text: ClaimText, printing: Printing, position: int) -> tuple[str, int] | None:
    """Puts the name for a pronoun, the first time in a claim."""
    syntax, token = text.syntax, printing.order[position]
    entity = text.entities.pronouns[token]
    if printing.named is not None:
        printing.named.add(entity.id)
    name = entity.name
    inside = printing.lowered or position > 0
    if inside and not entity.named and name.partition(" ")[0] in _BEGINNINGS:
        name = name[0].lower() + name[1:]
    owns = syntax.forms[token] in _POSSESSIVES - {"her"} or syntax.relations[token] == "nmod:poss"
    return text.possessive(name) if owns else name, token + 1


def _description(text: ClaimText, printing: Printing, position: int) -> tuple[str, int] | None:
    """Puts the name for a whole description, "the minister", the first time in a claim."""
    order, named = printing.order, printing.named
    first = order[position]
    last, entity = text.entities.descriptions[first]
    whole = order[position : position + last - first] == [*range(first, last)]
    if named is None or entity.id in named or not whole:
        return None
    named.add(entity.id)
    return entity.name, last


#: What a relative pronoun gives way to.
RELATIVE_WORDS = (Rule("claims: antecedent for a relative pronoun", _antecedent),)
#: What a pronoun gives way to; the first that knows.
PRONOUNS = (
    Rule('claims: "its" is the subject\'s', _of_subject),
    Rule("claims: named already", _named_before),
    Rule("claims: name for a pronoun", _pronoun),
)
#: What a description gives way to.
DESCRIPTIONS = (Rule("claims: name for a description", _description),)


def tidy(text: str) -> str:
    """One line, without edge punctuation or a quotation mark whose partner is missing."""
    for opening, closing in _TIDIED:
        alone = opening == closing and text.count(opening) % 2
        if alone or text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if "‘" not in text:
        text = re.sub(r"(?<=[a-rt-z0-9.,!?])’(?=\s|$)", "", text)
    elif not re.search(r"’(?!\w)", text):
        text = text.replace("‘", "")
    return re.sub(r"^(?:[\s,;:]|[–—-](?!\d))+|[\s,;:–—-]+$", "", " ".join(text.split()))


def finite_verb(form: str, base: str, past: bool, plural: bool) -> str:
    """The finite form of a verb of which the one in "-ing" is printed."""
    if not past:
        return base if plural else singular_verb(base, "VERB")
    if base in _PAST:
        return _PAST[base]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ied"
    # "Planning" shows that it is "planned".
    return f"{base}d" if base.endswith("e") else f"{form.removesuffix('ing')}ed"


def singular_verb(form: str, upos: str) -> str:
    """The third person singular of a finite verb that is printed with a plural subject."""
    if upos == "AUX":
        return _SINGULAR.get(form.lower(), form)
    if lemma(form, "VERB") != form.lower():
        return form
    if form.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{form}es"
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return f"{form[:-1]}ies"
    return _SINGULAR.get(form, f"{form}s")
