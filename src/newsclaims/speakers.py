"""Names the speakers: puts mentions of the same entity together and says who each source is.

Names come first, over the whole article ("Lavrov" is "Sergei Lavrov" even where the full name
comes later); then descriptions and pronouns, left to right, each to the entity that fits it best
by kind, gender, number, distance and grammatical role, after the salience factors of Lappin and
Leass (1994); words inside a quotation last, as "I" there is its speaker. Coordinated sources
("he and Brafman") are a group of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import log1p

from attrs import define, field

from newsclaims.data.entity_words import (
    ABBREVIATED_TITLES,
    CLASSIFYING_MEDIA,
    CLASSIFYING_ORGANIZATION,
    GENERIC_ORGANIZATION,
    GENERIC_PERSON,
    GENERIC_PLACE,
    KIN_WORDS,
    PARTY_WORDS,
    PERSON_WORDS,
    RELATIONAL_WORDS,
)
from newsclaims.document import Document, Reading
from newsclaims.mentions import (
    FIRST_PERSON,
    FIRST_PERSON_PLURAL,
    LONGEST_PHRASE,
    NAME_SUFFIXES,
    NOMINAL_RELATIONS,
    POSSESSIVE,
    RELATIVE,
    THIRD_PERSON,
    Gender,
    Mention,
    Syntax,
    antecedent,
    find_mentions,
    is_reflexive,
    kind_of_noun,
    nominal,
    phrase,
    singular,
)
from newsclaims.results import Attribution, Entity, EntityKind, Span

# Nouns that make a role in an apposition.
OFFICES = PERSON_WORDS - KIN_WORDS - PARTY_WORDS - RELATIONAL_WORDS
# How far back an antecedent may lie: sentences for a pronoun and a description, and mentions.
PRONOUN_SENTENCES = 6
NOMINAL_SENTENCES = 12
WINDOW = 80
# A source's own words describe it up to this many code points; beyond, its main phrase does.
LONGEST_DESCRIPTION = 120
# Entities that one short name is held against, the first ones named so.
MOST_OPTIONS = 20

# Weights of what speaks for an antecedent; set by search on GUM's training documents.
WEIGHTS: dict[str, float] = {
    "sentence": -1.5,
    "mention": -0.03,
    "subject": 1.2,
    "parallel": 1.5,
    "source": 1.0,
    "name": 0.6,
    "pronoun": 1.05,
    "salience": 0.2,
    "gender": 2.0,
    "main_clause": -0.5,
    "same_paragraph": 1.3,
    "quoted": -3.0,
    "possessive": 0.85,
    "unknown_kind": -1.0,
    "thing": -0.3,
    "organization": -0.45,
    "place": -0.3,
    "organization_they": -1.5,
}
# An antecedent for "it" or "they" must score at least this, or the pronoun stays alone.
LEAST_SCORE: dict[str, float] = {"he": -9.0, "it": -0.25, "they": -1.0}

_OPENING, _CLOSING = "“«„", "”»"
_STRAIGHT = frozenset(['"', "''", "``"])
_LINK_WORDS = frozenset(["of", "the", "and", "for", "on", "in", "&"])
_PRONOUN_CLASS = {
    word: "he" if gender else "they" if plural else "it"
    for word, (gender, plural) in THIRD_PERSON.items()
}


@define
class _Chain:
    """Mentions of one entity as they are being put together."""

    kind: EntityKind | None = None
    gender: Gender | None = None
    plural: bool = False
    named: bool = False
    role: str | None = None
    mentions: list[int] = field(factory=list)
    nouns: set[str] = field(factory=set)
    modifiers: set[str] = field(factory=set)
    words: tuple[str, ...] = ()


def name_speakers(
    document: Document, reading: Reading, attributions: tuple[Attribution, ...]
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """Finds the entities of an article and the speaker behind each source.

    Args:
        document: The segmented article.
        reading: Its parts of speech and Universal Dependencies.
        attributions: With their sources as printed; their speakers are not looked at.

    Returns:
        The entities in order of their first mention, every source's and every named one, and the
        attributions, in their order, with ``speaker`` set wherever there is a source.
    """
    if not document.tokens:
        return (), attributions
    return _Resolver(document, reading, attributions).entities()


class _Resolver:
    def __init__(
        self, document: Document, reading: Reading, attributions: tuple[Attribution, ...]
    ) -> None:
        self.syntax = Syntax.of(document, reading)
        self.attributions = attributions
        self.starts = [token.start for token in document.tokens]
        self.ends = [token.end for token in document.tokens]
        self.apposed: dict[int, int] = {}
        mentions = find_mentions(self.syntax)
        self.sources, self.coordinated = self._find_sources(mentions)
        self.mentions = mentions
        self.is_source = set(self.sources.values())
        self.source_of = {
            mention: index
            for index, mention in reversed(self.sources.items())
            if index not in self.coordinated
        }
        self.chains: list[_Chain] = []
        self.chain_of: list[int] = [-1] * len(mentions)
        self.at: dict[int, int] = {}
        for index, mention in enumerate(mentions):
            for token in (
                (*range(*mention.name), mention.head) if mention.form == "name" else (mention.head,)
            ):
                self.at.setdefault(token, index)
        self.quoted = self._quoted_tokens()
        self.predicates: set[int] = set()
        self.names: dict[int, str] = {}
        self._chain_names()
        self._chain_appositions()
        self._chain_predicates()
        self._chain_rest()

    # Sources

    def _tokens_of(self, span: Span) -> tuple[int, int]:
        """The tokens that overlap a stretch, as a half-open range."""
        tokens = self.syntax.document.tokens_in(span.start, span.end)
        return tokens.start, tokens.stop

    def _find_sources(
        self, mentions: list[Mention]
    ) -> tuple[dict[int, int], dict[int, list[tuple[int, int, int]]]]:
        """For each attribution with a source, its mention; descriptions are added as needed.

        Also the head tokens of all members, for a coordinated source.
        """
        syntax = self.syntax
        owner: dict[int, Mention] = {}
        for mention in mentions:
            owner.setdefault(mention.head, mention)
            if mention.form == "name":
                for token in range(mention.first, mention.last):
                    owner[token] = mention
        wanted: dict[int, Mention] = {}
        coordinated: dict[int, list[tuple[int, int, int]]] = {}
        added: dict[int, Mention] = {}
        for index, attribution in enumerate(self.attributions):
            if attribution.source is None:
                continue
            first, last = self._tokens_of(attribution.source)
            if first >= last:
                continue
            members = self._members(first, last)
            head = members[0][0]
            if head not in owner and head not in added:
                added[head] = nominal(syntax, head)
            wanted[index] = owner[head] if head in owner else added[head]
            self._note_apposed_name(owner, wanted[index], first, last)
            if self._separate([token for token, _, _ in members], owner):
                coordinated[index] = members
                for token, _, _ in members[1:]:
                    if token not in owner and token not in added:
                        added[token] = nominal(syntax, token)
        mentions.extend(added.values())
        mentions.sort(key=lambda mention: (mention.name[0], -mention.last))
        position = {id(mention): index for index, mention in enumerate(mentions)}
        return {index: position[id(mention)] for index, mention in wanted.items()}, coordinated

    def _note_apposed_name(
        self, owner: dict[int, Mention], mention: Mention, first: int, last: int
    ) -> None:
        """Notes the name at the end of "a lawyer for the company, Jane Roe,"."""
        if mention.form != "nominal" or mention.plural or mention.kind not in ("person", None):
            return
        lower = self.syntax.lower
        for i in range(max(first, mention.head) + 1, last - 1):
            name = owner.get(i + 1)
            if (
                lower[i] == ","
                and name is not None
                and name.form == "name"
                and name.first == i + 1
                and name.kind == "person"
                and (name.last >= last or lower[name.last] == ",")
            ):
                self.apposed[mention.head] = name.name[0]
                return

    def _separate(self, heads: list[int], owner: dict[int, Mention]) -> bool:
        """Whether conjuncts are different people: not "pollster and strategist Joel Benenson"."""
        tags = self.syntax.tags
        nominal_tags = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
        if len(heads) < 2 or tags[heads[0]] not in nominal_tags:
            return False
        first = owner.get(heads[0])
        for head in heads[1:]:
            second = owner.get(head)
            if first is None or second is None:
                continue
            title = first.form == "nominal" and not first.plural and tags[heads[0]] == "NOUN"
            if first is second or (title and second.role is not None):
                return False
        return True

    def _members(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Head, first and last (half-open) token of who a source names: one, or its conjuncts."""
        syntax, lower = self.syntax, self.syntax.lower
        found: list[tuple[int, int, int]] = []
        joined, start = False, first
        while start < last:
            part = phrase(syntax, start, last)
            if part is None:
                break
            head, end = part
            office = syntax.tags[head] == "NOUN" and kind_of_noun(lower[head]) == "person"
            if found and not joined and (lower[start] in ("a", "an", "the") or office):
                break  # "Jane Roe, a lawyer and activist"
            found.append((head, start, end))
            start = end + (end < last and lower[end] == ",")
            if start < last and lower[start] in ("and", "or", "&"):
                joined, start = True, start + 1
            elif start == end:
                break
        if not found:
            return [(first, first, last)]
        if joined and len(found) > 1:
            head, start, _ = found[-1]
            return [*found[:-1], (head, start, last)]
        head = found[0][0]
        others = [i for i in range(head + 1, last) if self._conjoined(i, head)]
        bounds = [first, *others, last + 1]
        return [
            (head, start, end - 1)
            for head, start, end in zip([head, *others], bounds, bounds[1:], strict=False)
        ]

    def _conjoined(self, token: int, head: int) -> bool:
        """Whether a noun far from a source's head is its conjunct: "aides in Bonn and experts"."""
        syntax = self.syntax
        return (
            syntax.reading.relations[token] == "conj"
            and syntax.reading.heads[token] == head
            and syntax.tags[token] in ("NOUN", "PROPN", "PRON")
            and syntax.lower[token - 1] in ("and", "or", "&")
        )

    # Quotations

    def _quoted_tokens(self) -> list[int]:
        """For each token inside quotation marks, its innermost attribution; -1 where there is none.

        Tokens inside marks that no attribution claims have -2.
        """
        tokens = self.syntax.document.tokens
        inside = bytearray(len(tokens))
        depth, paragraph = 0, -1
        for sentence in self.syntax.document.sentences:
            if sentence.paragraph != paragraph:
                paragraph, depth = sentence.paragraph, 0
            for i in range(sentence.first, sentence.last):
                text = tokens[i].text
                if text[:1] in _OPENING and text:
                    depth = 1
                elif text in _STRAIGHT:
                    depth = 1 - depth
                elif text[:1] in _CLOSING and text:
                    depth = 0
                elif depth:
                    inside[i] = 1
        quoted = [-2 if mark else -1 for mark in inside]
        wide = sorted(
            (
                (*self._tokens_of(span), index)
                for index, attribution in enumerate(self.attributions)
                for span in attribution.content
            ),
            key=lambda row: row[0] - row[1],
        )
        budget = 8 * len(tokens)  # contents nest a few deep; never more work than that
        for first, last, index in wide:
            budget -= last - first
            if budget < 0:
                break
            for i in range(first, last):
                if inside[i]:
                    quoted[i] = index
        return quoted

    # Names

    def _new_chain(self, index: int) -> int:
        mention = self.mentions[index]
        chain = _Chain(mention.kind, mention.gender, mention.plural)
        self.chains.append(chain)
        number = len(self.chains) - 1
        self._join(index, number)
        return number

    def _join(self, index: int, number: int) -> None:
        mention, chain = self.mentions[index], self.chains[number]
        self.chain_of[index] = number
        chain.mentions.append(index)
        if mention.form == "name":
            chain.named = True
        elif mention.form == "nominal":
            chain.nouns.update(mention.words)
            chain.modifiers.update(self._modifiers(mention))
        if mention.role is not None:
            if chain.role is None or chain.role.lower() in mention.role.lower():
                chain.role = mention.role
            for word in mention.role.lower().split():
                if singular(word) in PERSON_WORDS:
                    chain.nouns.add(singular(word))
                chain.nouns.update(ABBREVIATED_TITLES.get(word, ()))
                chain.modifiers.add(word)
        if mention.gender is not None and chain.gender is None and mention.form != "pronoun":
            chain.gender = mention.gender

    def _chain_names(self) -> None:
        """Puts the names together, fullest first."""
        groups: dict[tuple[tuple[str, ...], Gender | None], list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            if mention.form == "name":
                titled = mention.gender if mention.first < mention.name[0] else None
                groups[tuple(w.rstrip(".") for w in mention.words), titled].append(index)
        by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
        counts: Counter[int] = Counter()
        aliases = self._parenthetical()
        ordered = sorted(
            groups.items(), key=lambda item: (-len(item[0][0]), item[0][1] is None, item[1][0])
        )
        for (words, gender), indices in ordered:
            kind = self._vote(indices)
            number = self._known(words, gender, kind, by_key, counts)
            if number is None:
                for index in indices:
                    alias = aliases.get(index)
                    if alias is not None and self.chain_of[alias] >= 0:
                        number = self.chain_of[alias]
                        break
            if number is None:
                number = self._new_chain(indices[0])
                self.chains[number].words = words
                self.chains[number].kind = kind
                rest = indices[1:]
            else:
                rest = indices
                if gender is not None:
                    self.chains[number].gender = gender
            for index in rest:
                self._join(index, number)
            counts[number] += len(indices)
            self._register(words, self.chains[number], number, by_key)

    def _vote(self, indices: list[int]) -> EntityKind | None:
        votes: Counter[EntityKind] = Counter()
        for index in indices:
            mention = self.mentions[index]
            if mention.kind is not None:
                votes[mention.kind] += 2**mention.evidence
        return votes.most_common(1)[0][0] if votes else None

    def _register(
        self,
        words: tuple[str, ...],
        chain: _Chain,
        number: int,
        by_key: dict[tuple[str, ...], list[int]],
    ) -> None:
        core = (
            words[:-1] if len(words) > 2 and words[-1] in ("jr", "sr", "ii", "iii", "iv") else words
        )
        keys = {words, core}
        if chain.kind in ("person", None, "other"):
            keys.update(core[i:] for i in range(1, min(len(core), 6)))
            if len(core) > 1:
                keys.add(core[:1])
                keys.add((core[0], core[-1]))
        if chain.kind != "person" and len(words) > 1:
            keys.update(words[i:] for i in range(1, min(len(words), 6)))
            if chain.kind == "organization":
                keys.add(words[:1])
            initials = "".join(word[0] for word in words if word not in _LINK_WORDS)
            if len(initials) > 1:
                keys.add((initials,))
        for key in keys:
            known = by_key[key]
            if len(known) < MOST_OPTIONS and number not in known:
                known.append(number)

    def _known(
        self,
        words: tuple[str, ...],
        gender: Gender | None,
        kind: EntityKind | None,
        by_key: dict[tuple[str, ...], list[int]],
        counts: Counter[int],
    ) -> int | None:
        """The entity that a name stands for, among those with a fuller name."""
        options: list[tuple[float, int]] = []
        keys = [words]
        if kind == "person" and len(words) > 2:
            keys.append((words[0], words[-1]))
        if len(words) == 1 and "." in words[0]:
            keys.append((words[0].replace(".", ""),))
        for key in keys:
            for number in by_key.get(key, ()):
                chain = self.chains[number]
                score = self._same_name(words, gender, kind, chain)
                if score > 0:
                    options.append((score + 0.01 * min(counts[number], 50), -number))
        return -max(options)[1] if options else None

    def _same_name(
        self,
        words: tuple[str, ...],
        gender: Gender | None,
        kind: EntityKind | None,
        chain: _Chain,
    ) -> float:
        """How well a shorter name fits an entity with a fuller one; 0 where it does not."""
        full = chain.words
        if gender is not None and chain.gender is not None and gender != chain.gender:
            return 0
        if words == full:
            return 5
        acronym = (
            len(words) == 1
            and len(full) > 1
            and words[0] == "".join(word[0] for word in full if word not in _LINK_WORDS)
        )
        if acronym:
            return 4 if kind != "person" else 0
        if chain.kind == "person":
            if kind not in ("person", "other", "organization", None):
                return 0
            core = full[:-1] if full[-1].rstrip(".") in NAME_SUFFIXES else full
            junior = len(core) < len(full)
            if kind == "organization" and len(words) > 1:
                return 0
            if core[-len(words) :] == words:
                return 2.5 if junior else 3
            if len(words) > 1 and words[0] == core[0] and words[-1] == core[-1]:
                return 2.8
            return 1 if words == core[:1] and kind == "person" and gender is None else 0
        if kind == "person" or (kind == "place" and chain.kind != "place"):
            return 0
        if chain.kind in ("organization", "place", "document", "group"):
            if full[-len(words) :] == words:
                return 2 if len(words) > 1 or chain.kind == "organization" else 0
            return 1.5 if full[:1] == words and kind == "organization" else 0
        return 0

    def _parenthetical(self) -> dict[int, int]:
        """For a short name in brackets right after a name, that name: "… Army (LNA)"."""
        tokens, mentions = self.syntax.document.tokens, self.mentions
        found: dict[int, int] = {}
        names = [i for i, mention in enumerate(mentions) if mention.form == "name"]
        for before, index in pairwise(names):
            first, last = mentions[index].name
            if (
                last - first == 1
                and first - mentions[before].last == 1
                and tokens[first - 1].text == "("
                and last < len(tokens)
                and tokens[last].text == ")"
                and mentions[before].kind != "person"
                and tokens[first].text.isupper()
                and len(mentions[before].words) > 1
            ):
                found[index] = before
        return found

    # Appositions and predicates

    def _appositions(self) -> Iterator[tuple[int, int]]:
        """Pairs of mentions that stand in apposition, by the tree or side by side as printed."""
        reading, lower = self.syntax.reading, self.syntax.lower
        for token, relation in enumerate(reading.relations):
            a, b = self.at.get(reading.heads[token]), self.at.get(token)
            if relation == "appos" and a is not None and b is not None:
                yield a, b
        for head, name in self.apposed.items():
            if head in self.at and name in self.at:
                yield self.at[head], self.at[name]
        for index, mention in enumerate(self.mentions):
            if mention.form != "name" or mention.kind not in ("person", "other", None):
                continue
            # "the minister, Jane Roe, said"
            first, end = mention.first, mention.last
            before = self.at.get(first - 2)
            closed = end >= len(lower) or not lower[end][0].isalnum() or lower[end] in RELATIVE
            if (
                before is not None
                and first > 1
                and lower[first - 1] == ","
                and closed
                and self.mentions[before].form == "nominal"
                and self.mentions[before].kind == "person"
                and self.syntax.sentence[first - 2] == mention.sentence
            ):
                yield before, index
            # "Jane Roe, the minister"
            if end + 1 < len(lower) and lower[end] == "," and lower[end + 1] in ("a", "an", "the"):
                last = self.syntax.document.sentences[mention.sentence].last
                part = phrase(self.syntax, end + 1, min(last, end + LONGEST_PHRASE))
                after = None if part is None else self.at.get(part[0])
                if after is not None and self.mentions[after].kind == "person":
                    yield index, after

    def _chain_appositions(self) -> None:
        for a, b in self._appositions():
            if a == b:
                continue
            name, other = (a, b) if self.mentions[a].form == "name" else (b, a)
            if self.mentions[name].form != "name" or self.mentions[other].form != "nominal":
                continue
            end = self.mentions[name].last
            owns = end < len(self.starts) and self.syntax.lower[end] in POSSESSIVE
            if owns and end <= self.mentions[other].head:
                continue  # "Roe's lawyer" is somebody else
            number = self.chain_of[name]
            chain, description = self.chains[number], self.mentions[other]
            if self.chain_of[other] >= 0 or description.plural:
                continue
            if description.kind != chain.kind:
                if description.kind is not None and chain.kind not in (None, "other"):
                    continue
                if description.kind is None and chain.kind in ("person", "place"):
                    continue
            if description.kind is not None:
                chain.kind = description.kind
            self._join(other, number)
            if chain.kind == "person" and description.words[0] in OFFICES:
                role = self._role(description)
                if chain.role is None and role:
                    chain.role = role

    def _role(self, description: Mention) -> str:
        """An apposition as a role: without its article or owner's pronoun."""
        tags, lower, first = self.syntax.tags, self.syntax.lower, description.first
        for i in range(first, description.head):
            outside = tags[i] in ("PRON", "ADP", "AUX", "SCONJ") or lower[i] in (
                ",",
                "a",
                "an",
                "the",
            )
            if outside or (i == first and tags[i] in ("DET", "PUNCT")):
                first = i + 1
        last = next(
            (i for i in range(description.head, description.last) if lower[i] in RELATIVE),
            description.last,
        )
        if last < len(lower) and lower[last] == "and" and last == description.last:
            part = phrase(self.syntax, last + 1, min(last + 8, len(lower)))
            if part is not None and kind_of_noun(lower[part[0]]) == "person":
                last = part[0] + 1  # "a lawyer and activist"
        return self.syntax.printed(first, last)

    def _chain_predicates(self) -> None:
        """Notes what an entity is said to be ("Roe is a lawyer"), for descriptions to come.

        Such a predicate refers to nobody of its own.
        """
        reading, syntax = self.syntax.reading, self.syntax
        for token, relation in enumerate(reading.relations):
            if relation != "cop":
                continue
            head = reading.heads[token]
            predicate = self.at.get(head)
            if (
                predicate is None
                or predicate in self.predicates
                or self.mentions[predicate].form != "nominal"
            ):
                continue
            self.predicates.add(predicate)
            children = syntax.children[head]
            subject = next((c for c in children if reading.relations[c] == "nsubj"), None)
            owner = self.at.get(subject) if subject is not None else None
            if owner is None or any(syntax.lower[c] in ("not", "n't", "n’t") for c in children):
                continue
            if self.chain_of[owner] >= 0:
                self.chains[self.chain_of[owner]].nouns.update(self.mentions[predicate].words)

    # Descriptions and pronouns

    def _chain_rest(self) -> None:
        later: list[int] = []
        for index, mention in enumerate(self.mentions):
            if self.chain_of[index] >= 0:
                continue
            if mention.form != "name" and self.quoted[mention.head] != -1:
                later.append(index)
            else:
                self._chain_one(index)
        for index in later:
            self._chain_one(index)

    def _chain_one(self, index: int) -> None:
        if self.chain_of[index] >= 0:
            return
        mention = self.mentions[index]
        number: int | None
        if mention.form == "nominal":
            number = self._described(index)
        elif mention.words[0] in RELATIVE:
            number = self._relative(index)
        elif mention.words[0] in THIRD_PERSON:
            number = self._third_person(index)
        else:
            number = self._first_person(index)
        if number is None:
            self._new_chain(index)
        else:
            self._join(index, number)

    def _relative(self, index: int) -> int | None:
        token = antecedent(self.syntax, self.mentions[index].head)
        owner = self.at.get(token) if token is not None else None
        if owner is None or owner >= index:
            # The words right before it: "Roe, who", "aides who".
            head = self.mentions[index].head
            before = head - 2 if head > 1 and self.syntax.lower[head - 1] == "," else head - 1
            owner = self.at.get(before)
        if owner is None or owner >= index:
            return None
        if self.chain_of[owner] < 0:
            self._chain_one(owner)
        return self.chain_of[owner]

    def _first_person(self, index: int) -> int | None:
        mention = self.mentions[index]
        attribution = self.quoted[mention.head]
        plural = mention.words[0] in FIRST_PERSON_PLURAL
        if attribution >= 0:
            number = self._speaker(attribution)
            if number is None:
                return None
            if plural and self.chains[number].kind not in ("organization", "group"):
                return None
            return number
        if attribution == -2 or (index in self.is_source and plural):
            return None
        for number in range(len(self.chains) - 1, max(-1, len(self.chains) - 200), -1):
            first = self.mentions[self.chains[number].mentions[0]]
            if (
                first.form == "pronoun"
                and first.words[0] in (FIRST_PERSON_PLURAL if plural else FIRST_PERSON)
                and self.quoted[first.head] == -1
            ):
                return number
        return None

    def _speaker(self, attribution: int) -> int | None:
        """The entity behind an attribution's source, as far as it is known."""
        source = self.sources.get(attribution)
        if source is None or attribution in self.coordinated:
            return None
        number = self.chain_of[source]
        return number if number >= 0 else None

    def _modifiers(self, mention: Mention) -> set[str]:
        """The content words of a description besides its head noun."""
        upos, lower = self.syntax.reading.upos, self.syntax.lower
        return {
            lower[i]
            for i in range(mention.first, min(mention.last, mention.first + 12))
            if i != mention.head and upos[i] in ("ADJ", "NOUN", "PROPN")
        }

    def _described(self, index: int) -> int | None:
        """The earlier entity that a definite description takes up, or None."""
        mention = self.mentions[index]
        syntax = self.syntax
        noun = mention.words[0]
        if mention.kind is None or not noun:
            return None
        determiner = syntax.lower[mention.first]
        owned = any(
            syntax.reading.relations[c] == "nmod:poss" for c in syntax.children[mention.head]
        )
        classified = self._classified(mention)
        if classified is not None:
            return classified
        bare = mention.plural and determiner not in ("the", "these", "those", "a", "an", "some")
        if owned or not (determiner in ("the", "this", "that", "these", "those") or bare):
            return None
        modifiers = self._modifiers(mention)
        quote = self.quoted[mention.head]
        speaker = self._speaker(quote) if quote >= 0 else None
        best: tuple[float, int] | None = None
        seen: set[int] = set()
        for other in range(index - 1, max(-1, index - 4 * WINDOW), -1):
            candidate = self.mentions[other]
            number = self.chain_of[other]
            if number < 0 or number in seen or candidate.first <= mention.head < candidate.last:
                continue
            if candidate.form == "pronoun" or mention.first <= candidate.head < mention.last:
                continue
            distance = mention.sentence - candidate.sentence
            if distance > 2 * NOMINAL_SENTENCES:
                break
            seen.add(number)
            chain = self.chains[number]
            if number == speaker or chain.plural != mention.plural:
                continue
            score = self._fits(noun, modifiers, mention, chain, candidate, distance, bare)
            if score > 0 and (best is None or score > best[0]):
                best = (score, number)
        return None if best is None else best[1]

    def _fits(
        self,
        noun: str,
        modifiers: set[str],
        mention: Mention,
        chain: _Chain,
        candidate: Mention,
        distance: int,
        bare: bool,
    ) -> float:
        """How well a description fits an earlier entity; 0 where it does not."""
        if mention.gender and chain.gender and mention.gender != chain.gender:
            return 0
        if noun in chain.nouns:
            if bare and modifiers != chain.modifiers:
                return 0
            if modifiers <= chain.modifiers | {noun}:
                return 10 - 0.1 * distance + (1 if chain.named else 0)
            return 0
        if modifiers or bare:
            return 0
        if chain.named and len(chain.words) > 1 and noun == singular(chain.words[-1]):
            return 9 - 0.1 * distance
        if distance > 3:
            return 0
        subject = 0.5 if candidate.subject else 0
        if chain.kind == "organization" and noun in GENERIC_ORGANIZATION and chain.named:
            return 3 - distance + subject
        if chain.kind == "place" and noun in GENERIC_PLACE and chain.named:
            return 3 - distance + subject
        if chain.kind == "person" and noun in GENERIC_PERSON and not chain.plural:
            return 3 - distance + subject
        return 0

    def _classified(self, mention: Mention) -> int | None:
        """The name in "TASS news agency": the noun only says what sort of thing it is."""
        syntax = self.syntax
        if self.syntax.lower[mention.head] not in CLASSIFYING_ORGANIZATION:
            return None
        before = mention.head - 1
        if before > 0 and syntax.lower[before] in ("news", "television", "tv", "radio", "media"):
            before -= 1
        while (before > 0 and syntax.lower[before] in (")", "(")) or self._abbreviates(before):
            before -= 1  # "the Delta Farmers Union (DFU) group"
        owner = self.at.get(before)
        if owner is None or self.mentions[owner].form != "name" or self.chain_of[owner] < 0:
            return None
        chain = self.chains[self.chain_of[owner]]
        unknown = chain.kind in ("other", None) or (
            chain.kind == "person"
            and len(chain.words) == 1
            and mention.words[0] in CLASSIFYING_MEDIA
        )
        if chain.kind != "organization" and not unknown:
            return None
        chain.kind = "organization"
        return self.chain_of[owner]

    def _abbreviates(self, token: int) -> bool:
        """Whether a token is a short name in brackets."""
        lower = self.syntax.lower
        return 0 < token < len(lower) - 1 and lower[token - 1] == "(" and lower[token + 1] == ")"

    def _third_person(self, index: int) -> int | None:
        """The antecedent of "he", "it" or "they" that scores best, or None."""
        mention = self.mentions[index]
        group = _PRONOUN_CLASS[mention.words[0]]
        quote = self.quoted[mention.head]
        speaker = self._speaker(quote) if quote >= 0 else None
        best: tuple[float, int] | None = None
        seen: set[int] = set()
        barred, around = self._barred(mention), self._around(mention.head)
        steps = 0
        for other in range(index - 1, max(-1, index - WINDOW), -1):
            candidate, number = self.mentions[other], self.chain_of[other]
            distance = mention.sentence - candidate.sentence
            if distance > PRONOUN_SENTENCES and (best is not None or group != "he"):
                break
            if number < 0 or number in seen or number == speaker or number in barred:
                continue
            if other in self.predicates:
                continue
            if candidate.head in around:
                continue
            chain = self.chains[number]
            if not self._agrees(group, mention, chain, candidate):
                continue
            seen.add(number)
            score = self._score(group, index, other, chain, steps)
            steps += 1
            if best is None or score > best[0]:
                best = (score, number)
        if best is None or best[0] < LEAST_SCORE[group]:
            return None
        chain = self.chains[best[1]]
        if mention.gender is not None and chain.gender is None:
            chain.gender = mention.gender
        if group == "he" and chain.kind in (None, "other"):
            chain.kind = "person"
        return best[1]

    def _around(self, token: int) -> set[int]:
        """Heads of the descriptions that a pronoun is itself a part of: "his friend"."""
        heads, relations = self.syntax.reading.heads, self.syntax.reading.relations
        found: set[int] = set()
        for _ in range(10):
            if relations[token] not in NOMINAL_RELATIONS or heads[token] < 0:
                break
            token = heads[token]
            found.add(token)
        return found

    def _barred(self, mention: Mention) -> set[int]:
        """Entities that stand beside the pronoun in its own clause: "he told him"."""
        if is_reflexive(mention.words[0]) or mention.governor < 0:
            return set()
        children = self.syntax.children[mention.governor]
        if mention.relation == "nmod:poss" or len(children) > 40:
            return set()
        found = set()
        for child in children:
            owner = self.at.get(child)
            relation = self.syntax.reading.relations[child]
            beside = relation.startswith(("nsubj", "obj", "iobj", "obl"))
            if owner is None or not beside or self.chain_of[owner] < 0:
                continue
            if self.mentions[owner].head != mention.head:
                found.add(self.chain_of[owner])
        return found

    def _agrees(self, group: str, mention: Mention, chain: _Chain, candidate: Mention) -> bool:
        if candidate.words[0] in FIRST_PERSON or candidate.words[0] in FIRST_PERSON_PLURAL:
            return False
        if group == "he":
            if chain.plural or (candidate.words[0] in RELATIVE and not chain.named):
                return chain.kind == "person" and not chain.plural
            fits = chain.kind == "person" or (
                chain.named and chain.kind == "other" and chain.gender is not None
            )
            return fits and (chain.gender is None or chain.gender == mention.gender)
        if group == "it":
            return not chain.plural and chain.kind not in ("person", "group")
        return (
            chain.plural
            or chain.kind in ("group", "organization")
            or (chain.kind == "person" and not chain.named and chain.gender is None)
        )

    def _score(self, group: str, index: int, other: int, chain: _Chain, steps: int) -> float:
        mention, candidate = self.mentions[index], self.mentions[other]
        weights = WEIGHTS
        score = weights["sentence"] * min(mention.sentence - candidate.sentence, 6)
        score += weights["mention"] * steps
        score += weights["salience"] * log1p(len(chain.mentions))
        if candidate.subject:
            score += weights["subject"]
            if mention.subject:
                score += weights["parallel"]
        if other in self.is_source:
            score += weights["source"]
        if candidate.form == "name":
            score += weights["name"]
        elif candidate.form == "pronoun":
            score += weights["pronoun"]
        if chain.gender is not None:
            score += weights["gender"]
        if candidate.relation == "nmod:poss":
            score += weights["possessive"]
        heads = self.syntax.reading.heads
        if candidate.subject and candidate.governor >= 0 and heads[candidate.governor] < 0:
            score += weights["main_clause"]
        sentences = self.syntax.document.sentences
        if sentences[mention.sentence].paragraph == sentences[candidate.sentence].paragraph:
            score += weights["same_paragraph"]
        if self.quoted[candidate.head] != self.quoted[mention.head]:
            score += weights["quoted"]
        if group != "he":
            if chain.kind is None:
                score += weights["thing"]
                if index in self.is_source:
                    score += 3 * weights["unknown_kind"]
            elif chain.kind == "organization":
                score += weights["organization" if group == "it" else "organization_they"]
            elif chain.kind == "place":
                score += weights["place"]
        return score

    # Results

    def entities(self) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
        document = self.syntax.document
        speaking = {
            self.chain_of[source]
            for index, source in self.sources.items()
            if index not in self.coordinated
        }
        spans: dict[int, set[tuple[int, int]]] = defaultdict(set)
        taken: set[tuple[int, int]] = set()
        groups: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        unread: dict[tuple[int, int], list[int]] = {}
        for index, members in self.coordinated.items():
            place = self._trimmed(index)
            groups[place] = members
            taken.add(place)
        for index, attribution in enumerate(self.attributions):
            if attribution.source is not None and index not in self.sources:
                place = (attribution.source.start, attribution.source.end)
                unread.setdefault(place, []).append(index)
                taken.add(place)
        shown = [
            number for number, chain in enumerate(self.chains) if chain.named or number in speaking
        ]
        # Names claim their span before descriptions and pronouns do.
        for form in ("name", "nominal", "pronoun"):
            for number in shown:
                for index in self.chains[number].mentions:
                    mention = self.mentions[index]
                    if mention.form != form:
                        continue
                    span = self.starts[mention.first], self.ends[mention.last - 1]
                    if span not in taken:
                        taken.add(span)
                        spans[number].add(span)
        shown = [number for number in shown if spans[number] or number in speaking]
        drafts: list[tuple[tuple[int, int], object, Entity]] = []
        for number in shown:
            chain = self.chains[number]
            places = sorted(spans[number]) or [self._fallback(number)]
            entity = Entity(
                "",
                self._name(number),
                self._kind(chain),
                chain.named,
                chain.role if chain.kind in ("person", None) else None,
                tuple(document.span(*place) for place in places),
            )
            drafts.append((places[0], number, entity))
        for place, members in groups.items():
            names = [self._member(*member) for member in members]
            name = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
            drafts.append(
                (place, place, Entity("", name, "group", False, None, (document.span(*place),)))
            )
        for place in unread:
            printed = document.span(*place)
            drafts.append(
                (place, place, Entity("", printed.text, "other", False, None, (printed,)))
            )
        drafts.sort(key=lambda draft: draft[0])
        by_key: dict[object, Entity] = {}
        for position, (_, key, entity) in enumerate(drafts, 1):
            by_key[key] = replace(entity, id=f"e{position}")
        named: list[Attribution] = []
        for index, attribution in enumerate(self.attributions):
            speaker: Entity | None = None
            if index in self.coordinated:
                speaker = by_key[self._trimmed(index)]
            elif index in self.sources:
                speaker = by_key[self.chain_of[self.sources[index]]]
            elif attribution.source is not None:
                speaker = by_key[attribution.source.start, attribution.source.end]
            named.append(replace(attribution, speaker=speaker))
        return tuple(by_key.values()), tuple(named)

    def _member(self, head: int, first: int, last: int) -> str:
        """What to call one of several conjuncts: the name, or else the words as printed."""
        number = self.chain_of[self.at[head]]
        if self.chains[number].named or first >= last:
            return self._name(number)
        return " ".join(self.syntax.printed(first, last).split()).strip(" ,;")

    def _trimmed(self, attribution: int) -> tuple[int, int]:
        """A source's offsets without the comma or dash at its end."""
        source = self.attributions[attribution].source
        assert source is not None
        text = source.text
        cut = len(text) - len(text.rstrip(" ,;:–—-\n"))
        return source.start, max(source.end - cut, source.start + 1)

    def _fallback(self, number: int) -> tuple[int, int]:
        """A place for a speaker whose spans all belong to others: its source as printed."""
        for index, source in self.sources.items():
            if self.chain_of[source] == number:
                return self._trimmed(index)
        mention = self.mentions[self.chains[number].mentions[0]]
        return self.starts[mention.first], self.ends[mention.last - 1]

    def _kind(self, chain: _Chain) -> EntityKind:
        if chain.kind in ("person", None) and chain.plural:
            return "group"
        return chain.kind or "other"

    def _name(self, number: int) -> str:
        """The fullest name of an entity, or its fullest description; found once for each."""
        if number in self.names:
            return self.names[number]
        chain = self.chains[number]
        best, score = "", (-1, 0, 0)
        for index in chain.mentions:
            mention = self.mentions[index]
            if mention.form == "name":
                text = " ".join(self.syntax.printed(*mention.name).split())
                rank = (
                    3 if not text.isupper() or len(mention.words) == 1 else 2,
                    len(mention.words),
                    -index,
                )
            elif mention.form == "nominal":
                text = self._description(index)
                rank = (1, len(text.split()), -index)
            else:
                text, rank = self.syntax.printed(mention.first, mention.last), (0, 0, -index)
                if mention.words[0] in FIRST_PERSON:
                    text = "I"
                elif mention.words[0] in FIRST_PERSON_PLURAL:
                    text = "we"
            if rank > score:
                best, score = text, rank
        self.names[number] = best
        return best

    def _description(self, index: int) -> str:
        """A description as printed; a source's as far as the source goes."""
        mention = self.mentions[index]
        text = self.syntax.printed(mention.first, mention.last)
        attribution = self.source_of.get(index)
        if attribution is not None:
            start, end = self._trimmed(attribution)
            if start <= self.starts[mention.head] < end and end - start <= LONGEST_DESCRIPTION:
                text = self.syntax.document.text[start:end]
        return " ".join(text.split())
