"""Which entity a part of a claim names, and which words stand for one that has a better name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from newsclaims.clauses.clause import Clause
from newsclaims.clauses.subjects import Part
from newsclaims.results import Entity
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words import by_value, having
from newsclaims.words.dependencies import SAID_OF_NAME, SUBJECTS
from newsclaims.words.pronouns import FIRST_PERSON_PLURAL, PERSONAL

_NEUTER = by_value("pronoun")["it"] | {"this", "that"}
#: In tokens: "the prime minister" is replaced, "the minister who resigned in May" is not.
_LONGEST_DESCRIPTION = 4
_HE_OR_SHE = by_value("pronoun")["he"] | by_value("pronoun")["she"]
_WITHOUT_S = having("finite-form-without-s")
_QUANTIFIERS = having("non-referring")
_PLURAL = FIRST_PERSON_PLURAL | by_value("pronoun")["they"]
_PRONOUNS = frozenset(PERSONAL)
#: Their verbs would not fit a name: "you were".
_WITH_PLURAL = _PLURAL | {"i", "you"}
#: Words of a name that another name would have to stand for.
_LEFT_OPEN = having("left-open")
#: Whoever is called so is not to be named.
_UNNAMED = having("unnamed-source")
#: In words: a longer description does not stand for a pronoun.
_LONGEST_NAME = 9
#: A name is put for a pronoun or a description only if it is as likely as this to be the right one:
#: of the names put in that were less likely, half made their claim a bad one by meaning somebody
#: else (`benchmarks/claims.py`). A wrong name misleads, where a pronoun only asks who it is.
_SURE_NAME = 0.6
#: A pronoun is looked for at most this many steps below the clause that it may refer to.
_STEPS = 6


@frozen(eq=False, slots=True)
class Mention:
    """A mention of an entity: its characters, its tokens, the entity, and how likely it is that."""

    start: int
    end: int
    first: int
    last: int
    entity: Entity
    sure: float


@frozen(eq=False, slots=True)
class EntityIndex:
    """The mentions of an article's entities, as its claims look them up."""

    syntax: Syntax
    #: In order.
    mentions: tuple[Mention, ...]
    #: Where each of them starts.
    starts: tuple[int, ...]
    #: The entity behind each pronoun whose entity has a better name.
    pronouns: dict[int, Entity]
    #: By first token the end and the entity of each "the minister" whose name is known.
    descriptions: dict[int, tuple[int, Entity]]
    #: By first token of each of these how likely it is that the entity is the right one.
    sureness: dict[int, float]

    def of(self, part: Part) -> Entity | None:
        """The entity with a mention that is the part, or that lies in it and has its main word."""
        tokens, head = self.syntax.document.tokens, part.head
        whole = tokens[part.first].start, tokens[part.last - 1].end
        found = [
            mention
            for mention in self._starting(whole[0], tokens[head].start)
            if tokens[head].end <= mention.end <= whole[1]
        ]
        if found and self.syntax.is_conjoined(head, part.last):
            found = [mention for mention in found if (mention.start, mention.end) == whole]
        longest = max(found, key=lambda mention: mention.end - mention.start, default=None)
        return longest.entity if longest else None

    def named_in(self, clause: Clause) -> set[str]:
        """Ids of the entities that the words of a clause name, or describe for want of a name."""
        tokens = self.syntax.document.tokens
        return {
            mention.entity.id
            for part in clause.parts
            for mention in self._starting(tokens[part.first].start, tokens[part.last - 1].start)
            if mention.first not in self.pronouns and mention.first not in self.descriptions
        }

    def _starting(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that start in a range of characters, ends included."""
        return self.mentions[bisect_left(self.starts, start) : bisect_right(self.starts, end)]


def index_entities(syntax: Syntax, entities: Sequence[Entity]) -> EntityIndex:
    """Looks the mentions of an article's entities up in its tokens."""
    mentions = []
    for entity in entities:
        for number, span in enumerate(entity.mentions):
            tokens = syntax.document.tokens_in(span.start, span.end)
            place = (span.start, span.end, tokens.start, tokens.stop)
            mentions.append(Mention(*place, entity, entity.confidence(number)))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    #: By first token; of several that start there the shortest.
    first = {mention.first: mention for mention in reversed(mentions)}
    pronouns = {
        i: first[i].entity
        for i, upos in enumerate(syntax.upos)
        if upos in ("PRON", "DET") and i in first and _may_be_named(syntax, first[i])
    }
    descriptions = {
        mention.first: (_noun(syntax, mention) + 1, mention.entity)
        for mention in mentions
        if _is_description(syntax, mention)
    }
    starts = tuple(mention.start for mention in mentions)
    sureness = {i: first[i].sure for i in pronouns} | {
        mention.first: mention.sure
        for mention in mentions
        if descriptions.get(mention.first) == (_noun(syntax, mention) + 1, mention.entity)
    }
    return EntityIndex(syntax, tuple(mentions), starts, pronouns, descriptions, sureness)


def _may_be_named(syntax: Syntax, mention: Mention) -> bool:
    """Whether a pronoun may give way to the name of its entity."""
    if mention.last != mention.first + 1:
        return False
    return not _kept(PRONOUN_KEPT, syntax, mention)


def _kept(rules: tuple[Rule[..., bool], ...], syntax: Syntax, mention: Mention) -> bool:
    """Whether a rule keeps a mention from giving way to a name."""
    if (found := decide_by(rules, syntax, mention)) is None:
        return False
    note(found[0], "kept", (mention.first, mention.last))
    return True


# Pronouns that stay


def _of_number(syntax: Syntax, mention: Mention) -> bool:
    """Speaks of a number of them, and stands for none: "nobody", "some"."""
    return syntax.forms[mention.first] not in _PRONOUNS - {"one"}


def _of_several(syntax: Syntax, mention: Mention) -> bool:
    """Is a plural for a single person."""
    return mention.entity.kind == "person" and syntax.forms[mention.first] in _PLURAL


def _neuter(syntax: Syntax, mention: Mention) -> bool:
    """Is an "it" for what has no name: mostly what no short name fits, if not nothing at all."""
    return not mention.entity.named and syntax.forms[mention.first] in _NEUTER


def _before_its_verb(syntax: Syntax, mention: Mention) -> bool:
    """Stands before a verb that would not fit a name: "she's", "I am", "they want"."""
    tokens, pronoun, after = syntax.document.tokens, mention.first, mention.last
    joined = after < len(tokens) and tokens[after].start == tokens[pronoun].end
    if joined and syntax.upos[after] == "AUX":
        return True
    if syntax.relations[pronoun] not in SUBJECTS:
        return False
    if (
        syntax.forms[pronoun - 1] in _WITHOUT_S
        and syntax.heads[pronoun - 1] == (syntax.heads[pronoun])
    ):
        return True  # "am I supposed to"
    while after < len(tokens) and syntax.upos[after] == "ADV":
        after += 1
    if after >= len(tokens) or syntax.forms[pronoun] not in _WITH_PLURAL:
        return False
    form = syntax.forms[after]
    if syntax.upos[after] == "AUX":
        return form in _WITHOUT_S
    return syntax.upos[after] == "VERB" and form == syntax.lemma(after)


def _after_unnamed(syntax: Syntax, mention: Mention) -> bool:
    """May be another who has no name: "one, who fled because he feared for his job".

    The nearer of two is more likely the one whom the relative clause is about.
    """
    token = mention.first
    if syntax.forms[token] not in _HE_OR_SHE:
        return False
    for _ in range(_STEPS):
        head = syntax.heads[token]
        if head < 0:
            return False
        if syntax.relations[token] == "advcl" and (about := syntax.antecedent[head]) >= 0:
            subject = syntax.own_subject[head]
            if subject < 0 or syntax.forms[subject] != "who" or syntax.upos[about] == "PROPN":
                return False
            start = syntax.document.tokens[about].start
            return not any(span.start <= start < span.end for span in mention.entity.mentions)
        token = head
    return False


def _nameless(syntax: Syntax, mention: Mention) -> bool:
    """Stands for what has no better name: "no leader", "one of them"."""
    entity = mention.entity
    words = entity.name.lower().split()
    if not words or entity.name.lower() in _PRONOUNS or words[0] in _QUANTIFIERS:
        return True
    return not entity.named and (len(words) > _LONGEST_NAME or not _LEFT_OPEN.isdisjoint(words))


def _unsure(syntax: Syntax, mention: Mention) -> bool:
    """May well mean another: the name is not likely enough to be printed as if it stood there."""
    return mention.sure < _SURE_NAME


#: What keeps a pronoun from giving way to a name.
PRONOUN_KEPT = (
    Rule("claims: pronoun speaks of a number", _of_number),
    Rule("claims: plural for a single person", _of_several),
    Rule('claims: "it" without a name', _neuter),
    Rule("claims: verb that fits no name", _before_its_verb),
    Rule("claims: pronoun may be another's", _after_unnamed),
    Rule("claims: nothing better than the pronoun", _nameless),
    Rule("claims: not sure enough whom a pronoun means", _unsure),
)


def _is_description(syntax: Syntax, mention: Mention) -> bool:
    """Whether a mention is a short "the minister" that its entity's name may replace."""
    entity, first, last = mention.entity, mention.first, mention.last
    if not entity.named or not 1 < last - first <= _LONGEST_DESCRIPTION:
        return False
    noun = _noun(syntax, mention)
    if syntax.forms[first] != "the" or syntax.upos[noun] != "NOUN" or syntax.is_plural(noun):
        return False
    return not _kept(DESCRIPTION_KEPT, syntax, mention)


def _noun(syntax: Syntax, mention: Mention) -> int:
    """The last word of a mention, but for its "'s"."""
    return mention.last - 1 - (syntax.forms[mention.last - 1] == "'s")


def _one_of_places(syntax: Syntax, mention: Mention) -> bool:
    """Is of a place: of several "the city" is too often taken for the wrong one."""
    return mention.entity.kind == "place"


def _unnamed_source(syntax: Syntax, mention: Mention) -> bool:
    """Is of somebody who is not to be named: "the source"."""
    return syntax.forms[_noun(syntax, mention)] in _UNNAMED


def _said_of_name(syntax: Syntax, mention: Mention) -> bool:
    """Is said of a name: "Conte, the prime minister", "is the leader"."""
    noun = _noun(syntax, mention)
    return syntax.has_copula[noun] or syntax.relations[noun] in SAID_OF_NAME


#: What keeps "the minister" from giving way to a name.
DESCRIPTION_KEPT = (
    Rule("claims: description of a place", _one_of_places),
    Rule("claims: somebody not to be named", _unnamed_source),
    Rule("claims: description said of a name", _said_of_name),
    Rule("claims: not sure enough whom a description means", _unsure),
)
