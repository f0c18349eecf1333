"""The text of a claim, which stands alone: names for pronouns, a finite verb, one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newsclaims.attributions.voices import Voices
from newsclaims.claims.entity_index import EntityIndex
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.subjects import Part
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import RELATIVES
from newsclaims.text.lemmas import lemma

_TIDIED = (("“", "”"), ("«", "»"), ('"', '"'), ("(", ")"), ("[", "]"))
#: Between two words of a claim, at most this many words but one are taken in unclaimed.
_WIDEST_GAP = 4
_POSSESSIVES = frozenset("my your his its our their whose".split())
#: What a description may begin with, where it begins a sentence.
_BEGINNINGS = frozenset(
    """A An The This That These Those My Your His Her Its Our Their One Two Three Four Five Six
    Seven Eight Nine Ten Some Many Most Several All Both Other Another Dozens Hundreds
    Thousands""".split()
)
#: Kinds of entities that "its" may stand for.
_OWNERS = frozenset({"organization", "place", "group"})
#: Offices that stand without an article: "is president".
_HELD_BY_ONE = frozenset(
    """president vice-president premier chancellor minister leader head chief chairman chairwoman
    chair director governor mayor secretary commander speaker king queen ceo captain founder
    ambassador dean editor commissioner superintendent""".split()
)
#: Adjectives made from names keep their capital.
_NAME_ENDINGS = ("ish", "ian", "ese", "ican", "aqi", "eli", "ani", "eni")
_FROM_NAMES = frozenset(
    """german french greek dutch swiss arab jewish muslim african european asian western iraqi
    israeli korean mexican american cuban""".split()
)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "'ve": "'s", "'re": "'s"}


class ClaimText:
    """Prints clauses, and parts of them."""

    def __init__(
        self, syntax: Syntax, clauses: Clauses, voices: Voices, entities: EntityIndex
    ) -> None:
        self._syntax = syntax
        self._clauses = clauses
        self._document = syntax.document
        self._voices = voices
        self._entities = entities
        self._apostrophe = "’" if "’" in self._document.text else "'"

    def of(self, clause: Clause) -> str:
        """Subject, predicate, object and the rest in the order printed, pronouns replaced."""
        named = dict.fromkeys(self._entities.named_in(clause), True)
        before: list[str] = []
        after: list[Part] = []
        tokens: set[int] = {*clause.extra, *clause.lent}
        # With an agent, the passive's own subject is the object here and comes first.
        passive = clause.subject is not None and clause.subject.first >= clause.last > 0
        for part in (clause.subject, clause.object, *clause.arguments):
            if part is None:
                continue
            if part.filled and (passive or part is clause.subject):
                before.append(self.printed(range(part.first, part.last), clause, named, False))
            elif part.filled or self._is_fronted(part, clause):
                after.append(part)
            else:
                tokens.update(range(part.first, part.last))
                tokens.update(part.shared)
        if clause.first < 0:
            pieces = [
                self.printed(range(part.first, part.last), clause, named, part is clause.object)
                for part in (clause.subject, clause.object)
                if part is not None
            ]
            link = self.copula(clause) + self._article(clause)
            return tidy(f" {link} ".join(pieces))
        tokens.update(range(clause.first, clause.last))
        order = self.without_gaps(tokens)
        thing = clause.object if clause.object in after else None
        if thing is not None:
            # An object from elsewhere follows its verb, before any adverbial.
            after.remove(thing)
            place = bisect_left(order, clause.last)
            middle = self.printed(order[:place], clause, named, bool(before))
            before += [middle, self.words(thing, clause, named)]
            order = order[place:]
        printed = self.printed(order, clause, named, bool(before))
        pieces = [*before, printed, *(self.words(part, clause, named) for part in after)]
        return tidy(" ".join(filter(None, pieces)))

    def without_gaps(self, tokens: set[int]) -> list[int]:
        """The tokens in order, with the few small words between them that no part has claimed.

        A faulty tree may leave a preposition, a determiner or a noun with another word.
        """
        order: list[int] = []
        for token in sorted(tokens):
            if order and 1 < token - order[-1] <= _WIDEST_GAP:
                gap = range(order[-1] + 1, token)
                if all(self._is_stray(i, token) for i in gap):
                    order.extend(gap)
            order.append(token)
        return order

    def _is_stray(self, token: int, after: int) -> bool:
        syntax = self._syntax
        return (
            syntax.upos[token] in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")
            and syntax.relations[token] not in ("appos", "vocative", "list", "discourse")
            and syntax.forms[token] not in RELATIVES
            and self._voices.innermost[token] == self._voices.innermost[after]
        )

    def _is_fronted(self, part: Part, clause: Clause) -> bool:
        """Whether a part stands before the clause that it belongs behind."""
        subject = clause.subject
        if part is subject or part.last > clause.first:
            return False
        if part is clause.object and subject is not None and not subject.filled:
            # "Talks failed, he said"; a passive's own subject stays where it is.
            return part.last <= subject.first < clause.last
        return any(part.first <= pronoun < part.last for pronoun, _ in clause.relatives)

    def words(
        self, part: Part, clause: Clause, named: dict[str, bool] | None, lowered: bool = True
    ) -> str:
        """A part from elsewhere in the sentence, with its preposition."""
        words = self.printed(range(part.first, part.last), clause, named, lowered)
        return f"{part.preposition} {words}" if part.preposition else words

    def printed(
        self, tokens: Iterable[int], clause: Clause, named: dict[str, bool] | None, lowered: bool
    ) -> str:
        """Tokens as printed, with antecedents for relative pronouns.

        Args:
            tokens: The tokens, in order.
            clause: The clause that they belong to.
            named: Ids of the entities that the claim has named so far; with it, pronouns become
                names.
            lowered: Whether something comes before, so that a sentence's capital goes.
        """
        document = self._document
        relatives = dict(clause.relatives)
        finite = self._finite(clause) if named is not None else {}
        subject = clause.subject
        fronted = subject is not None and not subject.filled and subject.last <= clause.first
        start = subject.first if subject is not None and fronted else -1
        text = ""
        previous = -1
        order = list(tokens)
        skipped = -1
        for position, token in enumerate(order):
            if token < skipped:
                continue
            word = document.tokens[token].text
            if token in relatives:
                antecedent = self._clauses.filler(relatives[token], clause.head)
                word = document.token_span(antecedent.first, antecedent.last).text
                if self._syntax.forms[token] == "whose":
                    word = self._possessive(word)
            elif named is not None and token in self._entities.pronouns:
                if not self._is_of_subject(token, clause):
                    word = self._name(token, word, named, lowered or previous >= 0)
            elif named is not None and self._is_described(order, position, named):
                skipped, entity = self._entities.descriptions[token]
                named[entity.id] = True
                word = entity.name
            elif token in finite:
                word = finite[token]
            elif previous < 0 and lowered:
                word = self._lowered(token, word)
            after_comma = token > 0 and document.tokens[token - 1].text == ","
            contrasted = previous == token - 2 and self._syntax.forms[token] == "not"
            if previous >= 0 and after_comma and (token == start or contrasted):
                text += ","  # "In May, he left", "wanted it repaired, not closed"
            if previous >= 0:
                gap = document.text[document.tokens[previous].end : document.tokens[token].start]
                text += gap if token == previous + 1 and not gap.strip() else " "
            text += word
            previous = max(token, skipped - 1)
        return text

    def _is_described(self, order: Sequence[int], position: int, named: dict[str, bool]) -> bool:
        """Whether a description starts here that its entity's name may replace."""
        first = order[position]
        if first not in self._entities.descriptions:
            return False
        last, entity = self._entities.descriptions[first]
        return entity.id not in named and order[position : position + last - first] == [
            *range(first, last)
        ]

    def _finite(self, clause: Clause) -> dict[int, str]:
        """The finite verb that a clause needs to stand alone, where another one is printed.

        A bare participle gets a form of "be"; the verb of several subjects agrees with one.
        """
        syntax, subject = self._syntax, clause.subject
        if clause.first < 0 or subject is None:
            return {}
        if clause.head == clause.verbs[0] and syntax.is_participle(clause.head):
            if syntax.relations[clause.head] in ("acl", "advcl") and not clause.lent:
                if syntax.forms[clause.first] == "having":
                    return {clause.first: "had"}
                thing = syntax.own_object[clause.head]
                if thing >= 0 and syntax.upos[thing] == "PRON" and syntax.is_past_form(clause.head):
                    return {}  # "invited him" is no passive
                passive = subject.first >= clause.last
                first = clause.object if passive and clause.object else subject
                forms = ("was", "were") if syntax.is_past(clause.head) else ("is", "are")
                be = forms[self._is_plural(first)]
                word = self._lowered(clause.first, self._document.tokens[clause.first].text)
                return {clause.first: f"{be} {word}"}
            return {}
        if (
            subject.filled
            or self._is_plural(subject)
            or not syntax.is_split(subject.head, subject.first, subject.last)
        ):
            return {}
        verb = min([*clause.lent, clause.first])
        return {verb: singular_verb(self._document.tokens[verb].text, syntax.upos[verb])}

    def _lowered(self, token: int, word: str) -> str:
        """A word that a sentence starts with, as it is written inside one."""
        syntax = self._syntax
        first = self._document.sentences[syntax.sentence[token]].first
        after_mark = token == first + 1 and syntax.upos[first] == "PUNCT"
        if (token != first and not after_mark) or syntax.upos[token] in ("PROPN", "NUM"):
            return word
        if syntax.upos[token] == "ADJ" and self._is_of_name(token):
            return word
        return word if word[:1] == "I" or word[1:2].isupper() else word[:1].lower() + word[1:]

    def _is_of_name(self, token: int) -> bool:
        """Whether an adjective is made from a name: "Turkish", or "Former" in no such way."""
        form = self._syntax.forms[token]
        return form in _FROM_NAMES or form.endswith(_NAME_ENDINGS)

    def _is_of_subject(self, token: int, clause: Clause) -> bool:
        """Whether "its" is most likely the subject's: "Alder will publish its results"."""
        subject = clause.subject
        if self._syntax.forms[token] != "its" or subject is None or subject.first > token:
            return False
        if subject.first <= token < subject.last:
            return False
        entity = self._entities.of(subject)
        if entity is None or not entity.named:
            return False
        # A single word that nothing else stands for is hardly a person's name.
        bare = " " not in entity.name and all(m.text == entity.name for m in entity.mentions)
        return entity.kind in _OWNERS or bare

    def _name(self, token: int, word: str, named: dict[str, bool], lowered: bool) -> str:
        """The name that a pronoun stands for, the first time in a claim."""
        entity = self._entities.pronouns[token]
        if entity.id in named:
            return word
        named[entity.id] = True
        name = entity.name
        if lowered and not entity.named and name.partition(" ")[0] in _BEGINNINGS:
            name = name[0].lower() + name[1:]
        if self._syntax.relations[token] == "nmod:poss" or self._syntax.forms[
            token
        ] in _POSSESSIVES - {"her"}:
            return self._possessive(name)
        return name

    def _possessive(self, name: str) -> str:
        return name + self._apostrophe + ("" if name.endswith("s") else "s")

    def copula(self, clause: Clause) -> str:
        """The form of "be" that an apposition or a title leaves out."""
        return "are" if clause.subject and self._is_plural(clause.subject) else "is"

    def _article(self, clause: Clause) -> str:
        """The article that a title before a name lacks: "is a surgeon"."""
        syntax, thing = self._syntax, clause.object
        if thing is None or syntax.relations[thing.head] not in ("nmod:desc", "compound"):
            return ""
        word = self._document.tokens[thing.first].text
        unique = syntax.lemma(thing.head) in _HELD_BY_ONE
        if syntax.upos[thing.head] != "NOUN" or unique or not word.islower():
            return ""
        return " an" if word[0] in "aeiou" else " a"

    def _is_plural(self, part: Part) -> bool:
        syntax = self._syntax
        joined = any(
            syntax.relations[c] == "conj" and c < part.last for c in syntax.children[part.head]
        )
        return joined or syntax.is_plural(part.head)


def tidy(text: str) -> str:
    """One line, without edge punctuation or a quotation mark whose partner is missing."""
    for opening, closing in _TIDIED:
        unpaired = (
            text.count(opening) % 2
            if opening == closing
            else text.count(opening) != text.count(closing)
        )
        if unpaired:
            text = text.replace(opening, "").replace(closing, "")
    return re.sub(r"^[\s,;:–—-]+|[\s,;:–—-]+$", "", " ".join(text.split()))


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
