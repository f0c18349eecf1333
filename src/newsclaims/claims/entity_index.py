"""Which entity a part of a claim names, and which words stand for one that has a better name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from newsclaims.clauses.clause import Clause
from newsclaims.clauses.subjects import Part
from newsclaims.results import Entity
from newsclaims.syntax.predicates import Syntax
from newsclaims.words import by_value, having
from newsclaims.words.dependencies import SAID_OF_NAME, SUBJECTS
from newsclaims.words.pronouns import FIRST_PERSON_PLURAL, PERSONAL

_NEUTER = by_value("pronoun")["it"] | {"this", "that"}
#: In tokens: "the prime minister" is replaced, "the minister who resigned in May" is not.
_LONGEST_DESCRIPTION = 4
_SAID_OF_NAMES = SAID_OF_NAME
_QUANTIFIERS = having("non-referring")
_PLURAL = FIRST_PERSON_PLURAL | by_value("pronoun")["they"]
_PRONOUNS = frozenset(PERSONAL)
#: Words of a name that another name would have to stand for.
_LEFT_OPEN = having("left-open")
#: Whoever is called so is not to be named.
_UNNAMED = having("unnamed-source")
#: In words: a longer description does not stand for a pronoun.
_LONGEST_NAME = 9
#: A pronoun is looked for at most this many steps below the clause that it may refer to.
_STEPS = 6


class EntityIndex:
    """The mentions of an article's entities, as its claims look them up.

    Attributes:
        pronouns: The entity behind each pronoun whose entity has a better name.
        descriptions: By first token the end and the entity of each "the minister" whose name is
            known.
    """

    def __init__(self, syntax: Syntax, entities: Sequence[Entity]) -> None:
        self._syntax = syntax
        self._document = syntax.document
        mentions = [
            (span.start, span.end, entity) for entity in entities for span in entity.mentions
        ]
        mentions.sort(key=lambda mention: mention[:2])
        self._mentions = mentions
        self._starts = [mention[0] for mention in mentions]
        self._token_at = {
            start: self._document.tokens_in(start, end).start for start, end, _ in mentions
        }
        self.pronouns = self._resolved_pronouns()
        self.descriptions = self._resolved_descriptions()

    def of(self, part: Part) -> Entity | None:
        """The entity with a mention that is the part, or that lies in it and has its main word."""
        tokens = self._document.tokens
        start, end = tokens[part.first].start, tokens[part.last - 1].end
        head = tokens[part.head]
        shared = any(
            self._syntax.relations[c] == "conj" and c < part.last
            for c in self._syntax.children[part.head]
        )
        best: tuple[int, Entity] | None = None
        for i in range(bisect_left(self._starts, start), len(self._mentions)):
            mention_start, mention_end, entity = self._mentions[i]
            if mention_start > head.start:
                break
            if mention_end > end or mention_end < head.end:
                continue
            exact = mention_start == start and mention_end == end
            length = mention_end - mention_start
            if (exact or not shared) and (best is None or length > best[0]):
                best = length, entity
        return best[1] if best else None

    def named_in(self, clause: Clause) -> set[str]:
        """Ids of the entities that the words of a clause name, or describe for want of a name."""
        tokens = self._document.tokens
        found = set()
        for part in (clause.subject, clause.object, *clause.arguments):
            if part is None:
                continue
            end = tokens[part.last - 1].start
            for i in range(
                bisect_left(self._starts, tokens[part.first].start), len(self._mentions)
            ):
                start, _, entity = self._mentions[i]
                if start > end:
                    break
                first = self._token_at[start]
                if first not in self.pronouns and first not in self.descriptions:
                    found.add(entity.id)
        return found

    def _resolved_pronouns(self) -> dict[int, Entity]:
        found = {}
        tokens = self._document.tokens
        starts = {start: (end, entity) for start, end, entity in reversed(self._mentions)}
        for i, upos in enumerate(self._syntax.upos):
            if upos in ("PRON", "DET") and tokens[i].start in starts:
                # "Nobody", "none" and "some" speak of a number of them, and stand for none.
                if self._syntax.forms[i] not in _PRONOUNS - {"one"}:
                    continue
                end, entity = starts[tokens[i].start]
                if entity.kind == "person" and tokens[i].text.lower() in _PLURAL:
                    continue
                # "It" mostly stands for what no short name fits, if not for nothing at all.
                if tokens[i].text.lower() in _NEUTER and not entity.named:
                    continue
                if self._needs_pronoun(i) or self._follows_unnamed(i, entity):
                    continue
                if end == tokens[i].end and _is_name(entity):
                    found[i] = entity
        return found

    def _resolved_descriptions(self) -> dict[int, tuple[int, Entity]]:
        syntax, found = self._syntax, {}
        for start, end, entity in self._mentions:
            tokens = self._document.tokens_in(start, end)
            # Of several places "the city" is too often taken for the wrong one.
            if not entity.named or entity.kind == "place":
                continue
            if not 1 < len(tokens) <= _LONGEST_DESCRIPTION:
                continue
            first, last = tokens.start, tokens.stop
            last -= syntax.forms[last - 1] == "'s"
            noun = last - 1
            if syntax.forms[noun] in _UNNAMED:
                continue
            if syntax.forms[first] != "the" or syntax.upos[noun] != "NOUN":
                continue
            # Said of a name ("Conte, the prime minister", "is the leader") it stays.
            said = syntax.has_copula[noun] or syntax.relations[noun] in _SAID_OF_NAMES
            if not said and not syntax.is_plural(noun):
                found[first] = last, entity
        return found

    def _follows_unnamed(self, pronoun: int, entity: Entity) -> bool:
        """Whether it may be another who has no name: "one, who fled because he feared for his job".

        The nearer of two is more likely the one whom the relative clause is about.
        """
        syntax = self._syntax
        if syntax.forms[pronoun] not in ("he", "she", "his", "her", "him"):
            return False
        token = pronoun
        for _ in range(_STEPS):
            head = syntax.heads[token]
            if head < 0:
                return False
            if syntax.relations[token] == "advcl" and (about := syntax.antecedent[head]) >= 0:
                subject = syntax.own_subject[head]
                if subject < 0 or syntax.forms[subject] != "who" or syntax.upos[about] == "PROPN":
                    return False
                start = self._document.tokens[about].start
                return not any(span.start <= start < span.end for span in entity.mentions)
            token = head
        return False

    def _needs_pronoun(self, pronoun: int) -> bool:
        """Whether the verb after a pronoun would not fit a name: "she's", "I am", "they want"."""
        syntax, tokens = self._syntax, self._document.tokens
        after = pronoun + 1
        joined = after < len(tokens) and tokens[after].start == tokens[pronoun].end
        if joined and syntax.upos[after] == "AUX":
            return True
        if syntax.relations[pronoun] not in SUBJECTS:
            return False
        while after < len(tokens) and syntax.upos[after] == "ADV":
            after += 1
        if after >= len(tokens) or syntax.forms[pronoun] not in ("i", "we", "they"):
            return False
        form = syntax.forms[after]
        if syntax.upos[after] == "AUX":
            return form in ("am", "are", "were", "have", "do")
        return syntax.upos[after] == "VERB" and form == syntax.lemma(after)


def _is_name(entity: Entity) -> bool:
    """Whether an entity's name may stand for a pronoun: not "it", nor "no leader"."""
    words = entity.name.lower().split()
    if not words or entity.name.lower() in _PRONOUNS or words[0] in _QUANTIFIERS:
        return False
    # "Our people", "one of them" say who is meant no better than a pronoun does.
    return entity.named or (len(words) <= _LONGEST_NAME and _LEFT_OPEN.isdisjoint(words))
