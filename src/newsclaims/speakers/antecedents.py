"""Finds what pronouns and descriptions take up: the antecedent that fits best.

Which pronoun stands for whom is learned (`newsclaims.speakers.pronouns`); a description follows the
encoder's link where its words allow it, and else what it is called by.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsclaims.speakers.entities import (
    SHOWN,
    Cluster,
    Clusters,
    fits,
    is_in_name,
    is_inside,
    is_personal,
    titles,
)
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import INDEFINITE_ARTICLES, OFFICES, singular
from newsclaims.speakers.nearby import WINDOW, Nearby
from newsclaims.speakers.pronouns import Choose, Pronouns, load_ranker
from newsclaims.text.document import Mention
from newsclaims.words import having
from newsclaims.words.entity_words import (
    DISTINCT_OFFICES,
    GENERIC_ORGANIZATION,
    GENERIC_PERSON,
    GENERIC_PLACE,
    LINES_OF_ORGANIZATIONS,
    ORGANIZATION_NAMES,
    PARTIES,
)
from newsclaims.words.factuality import SPEECH
from newsclaims.words.pronouns import THIRD_PERSON, Gender

#: How many sentences back what a description takes up may lie.
NOMINAL_SENTENCES = 24
GENERIC_SENTENCES = 3
#: A part is called by so many of the nouns of its whole, and only if so few others are.
MOST_NOUNS = 20
MOST_ALIKE = 2_000

#: What begins a description of something not mentioned before.
_NEW = frozenset(["another", "other", "others"])
#: What says that it is not the one before: "a second official", "the other man".
_ELSE = having("not-the-same") - {"others"}
#: Offices that holders of others may be called by, too.
_LOOSE_OFFICES = GENERIC_PERSON | having("loose-office")
#: What leaves out the noun of the source before: "another said".
_ELLIPTICAL = having("elliptical")
_SAY = SPEECH | {"said"}
_DEFINITE = having("demonstrative") | {"the"}
_GENERIC = GENERIC_ORGANIZATION | GENERIC_PERSON | GENERIC_PLACE
_TELLING = having("tells-apart")
_ALL = frozenset(["all", "both"])
_TWO = having("two-together")
_GENDERED: dict[str, Gender] = {"man": "male", "woman": "female"}


def find_antecedents(
    clusters: Clusters,
    mentions: Sequence[Mention],
    speaker_at: Sequence[int | None],
    sources: Mapping[int, int],
    choose: Choose | None = None,
) -> None:
    """Puts each description and each pronoun of the third person to its antecedent.

    Args:
        clusters: With the names put together.
        mentions: What the encoder reads of each expression.
        speaker_at: For each token in quotation marks the expression of who is quoted, or -1 if
            that is not known; None for other tokens.
        sources: The expressions that are sources, each with the token where it and what is
            attributed to it begin.
        choose: Chooses what a pronoun stands for; the shipped ranker if it is not given.
    """
    nearby = Nearby(clusters, [mention.link for mention in mentions], speaker_at, sources)
    scores = [mention.scores for mention in mentions]
    _Finder(nearby, Pronouns(nearby, scores, choose or load_ranker())).find()


class _Finder:
    def __init__(self, nearby: Nearby, pronouns: Pronouns) -> None:
        self.nearby, self.pronouns = nearby, pronouns
        self.clusters = clusters = nearby.clusters
        self.speaker_at, self.sources = nearby.speaker_at, nearby.sources
        self.syntax, self.expressions = clusters.syntax, clusters.expressions
        #: For each noun, and each word of a name, the expressions with it, in order.
        self.by_noun: dict[str, list[int]] = defaultdict(list)
        for index, expression in enumerate(clusters.expressions):
            if expression.form != "pronoun":
                role = (t for w in (expression.role or "").lower().split() for t in titles(w))
                for word in {*map(singular, expression.words), *role}:
                    self.by_noun[word].append(index)
        #: For each noun the expression of those who say something in the headline.
        self.in_headline: dict[str, int] = {}
        for index, expression in enumerate(clusters.expressions):
            if self.syntax.sentence[expression.head] == self.syntax.document.title:
                governor = self.syntax.heads[expression.head]
                subject = self.syntax.relations[expression.head].startswith("nsubj")
                if subject and expression.plural and self.syntax.forms[governor] in _SAY:
                    self.in_headline.setdefault(expression.word, index)
        self.holders: dict[str, int] = {}  # for each noun, who was last said to be one
        self.done: set[int] = set()

    def find(self) -> None:
        # Words in quotation marks come last: who is meant there depends on what is said around.
        outside = [i for i, e in enumerate(self.expressions) if self.speaker_at[e.head] is None]
        inside = [i for i, e in enumerate(self.expressions) if self.speaker_at[e.head] is not None]
        for index in (*outside, *inside):
            self._find(index)

    def _find(self, index: int) -> None:
        if index in self.done:
            return
        self.done.add(index)
        expression = self.expressions[index]
        if is_in_name(self.clusters, expression):
            return
        if expression.form == "pronoun":
            if expression.words[0] in _ELLIPTICAL and index in self.sources:
                self._supply_noun(index)
            if expression.words[0] in THIRD_PERSON:
                self.pronouns.resolve(index)
            elif not is_personal(expression):
                self._linked(index)
        else:
            owner = self.clusters.at.get(self.syntax.possessor[expression.head])
            if owner is not None and self.expressions[owner].form == "pronoun":
                self._find(owner)  # who "he" is in "his wife", so that she is not he
            linked = self._take_up_whole(index) or self._linked(index)
            linked = linked or self._take_up_headline(index)
            if linked and expression.form == "nominal":
                self._show_organization(index)
            if expression.form == "nominal" and not linked:
                self._description(index)
            elif expression.form == "nominal" and not self.clusters.cluster_of[index].name:
                self._name_linked(index)
        cluster = self.clusters.cluster_of[index]
        if cluster.name and cluster.kind == "person":
            for noun in cluster.nouns:
                self.holders[noun] = index

    def _take_up_whole(self, index: int) -> bool:
        """Puts "all of them" to them; "one of them" is called what each of them is."""
        expression = self.expressions[index]
        if expression.whole is None:
            return False
        whole = self.clusters.at.get(expression.whole)
        if whole is None or whole == index:
            return False
        self._find(whole)
        cluster = self.clusters.cluster_of[whole]
        if self.syntax.forms[expression.head] in _ALL and cluster.plural:
            self.clusters.merge(index, whole, "coreference")
            return True
        if self.expressions[whole].form == "pronoun" and not expression.plural:
            own = self.clusters.cluster_of[index]
            for noun in sorted(cluster.nouns - own.nouns)[:MOST_NOUNS]:
                own.nouns.add(noun)
                if len(self.by_noun[noun]) < MOST_ALIKE:
                    insort(self.by_noun[noun], index)
        return False

    def _take_up_headline(self, index: int) -> bool:
        """Puts sources to those of the headline: "Mayor to resign, sources say"."""
        expression = self.expressions[index]
        earlier = self.in_headline.get(expression.word)
        if earlier is None or earlier >= index or index not in self.sources:
            return False
        if not expression.plural or expression.form != "nominal" or expression.members:
            return False
        if self._is_new(index, earlier):
            return False
        return self.clusters.join(index, earlier, "coreference")

    def _supply_noun(self, index: int) -> None:
        """Gives "another said" the noun of the source before: "One nurse said …"."""
        cluster = self.clusters.cluster_of[index]
        for other, _ in self.nearby.before(index, GENERIC_SENTENCES):
            before = self.clusters.cluster_of[other]
            if other in self.sources and self.expressions[other].form == "nominal":
                if before.kind in ("person", "group") and not before.name:
                    cluster.nouns |= before.nouns
                    cluster.kind = "group" if cluster.plural else "person"
                    cluster.votes[cluster.kind] += SHOWN
                return

    def _linked(self, index: int) -> bool:
        """Follows the encoder's link of an expression, if the two can be one."""
        antecedent = self.nearby.link(index)
        if antecedent is None or self._is_new(index, antecedent):
            return False
        if is_inside(self.syntax, self.expressions[index], self.expressions[antecedent]):
            return False
        cluster = self.clusters.cluster_of[antecedent]
        if self._is_another(self.expressions[index], self.expressions[antecedent], cluster):
            return False
        owner = self.clusters.at.get(self.syntax.possessor[self.expressions[index].head])
        anaphor = self.expressions[index]
        described = anaphor.form == "nominal" and not anaphor.members
        if described and id(cluster) in self.nearby.barred(index):
            return False  # "the judge agreed with her"
        if owner is not None and self.clusters.cluster_of[owner] is cluster:
            return False  # "his wife" is not he
        place = self._place_before(index)
        if place is not None:
            return self.clusters.join(index, place, "coreference")
        if self._is_such(self.expressions[index], cluster) is False:
            found = self._described(index)
            if found is not None and self._is_such(
                self.expressions[index], self.clusters.cluster_of[found]
            ):
                antecedent = found  # "the agency" is rather the bureau than the college
        return self.clusters.join(index, antecedent, "coreference")

    def _is_new(self, index: int, antecedent: int) -> bool:
        """Whether a description begins somebody or something not mentioned before."""
        anaphor, before = self.expressions[index], self.expressions[antecedent]
        forms = self.syntax.forms
        first = forms[anaphor.first]
        if first in _NEW:
            return True
        if anaphor.form == "pronoun" and first in _ELLIPTICAL:
            return self.clusters.cluster_of[antecedent].plural
        if self.clusters.cluster_of[index].name and antecedent in self.sources:
            return self._is_told_of(index, antecedent)
        if anaphor.form != "nominal" or anaphor.members:
            return False
        if anaphor.whole is not None:  # "two of the officers" are not the officers
            whole = self.clusters.at.get(anaphor.whole)
            same = whole is not None and (
                self.clusters.cluster_of[whole] is self.clusters.cluster_of[antecedent]
            )
            alike = before.form == "nominal" and anaphor.word == before.word
            if same or (alike and (before.plural or before.whole is not None)):
                return True
        shown, known = (_ELSE.intersection(forms[e.first : e.head]) for e in (anaphor, before))
        if first in INDEFINITE_ARTICLES and shown:
            return True
        if before.form == "nominal" and anaphor.word == before.word and shown - known:
            return True  # "the second official" is not "an official"
        # "A man said …" begins with somebody else, and so does "one official said".
        indefinite = before.form == "nominal" and forms[before.first] in INDEFINITE_ARTICLES
        told = self.clusters.cluster_of[antecedent].name or indefinite
        return first in INDEFINITE_ARTICLES and index in self.sources and bool(told)

    def _is_told_of(self, name: int, source: int) -> bool:
        """Whether a name is of one whom an unnamed source tells of: "The mayor said Roe …"."""
        anaphor, before = self.expressions[name], self.expressions[source]
        forms, sentence = self.syntax.forms, self.syntax.sentence
        if self.clusters.cluster_of[source].name or before.form != "nominal":
            return False
        beside = forms[before.last : anaphor.first] in ([], [","])
        return sentence[before.head] == sentence[anaphor.head] and not beside  # "the mayor, Roe,"

    def _place_before(self, index: int) -> int | None:
        """The only place that the same sentence names before "the state", "the city", …."""
        expression = self.expressions[index]
        if expression.form != "nominal" or expression.word not in GENERIC_PLACE:
            return None
        if expression.plural or self._modifiers(expression):
            return None
        found: dict[int, int] = {}
        for other, _ in self.nearby.before(index, 0):
            cluster = self.clusters.cluster_of[other]
            if self.expressions[other].form == "name" and cluster.kind == "place":
                found.setdefault(id(cluster), other)
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_such(self, description: Expression, cluster: Cluster) -> bool | None:
        """Whether an organisation's name says that it is what a noun says; None: nobody knows."""
        known = ORGANIZATION_NAMES.get(description.word)
        if description.form != "nominal" or known is None or not cluster.name:
            return None
        return description.word in cluster.nouns or not known.isdisjoint(cluster.name)

    def _is_another(self, anaphor: Expression, antecedent: Expression, cluster: Cluster) -> bool:
        """Whether a description's words show that it does not take up another expression."""
        if anaphor.form != "nominal" or antecedent.form == "pronoun" or anaphor.members:
            return False
        syntax = self.syntax
        bare = anaphor.plural and syntax.upos[anaphor.first] not in ("DET", "PRON", "PROPN")
        if bare and anaphor.word not in map(singular, antecedent.words):
            return True  # "officials" are no "diplomats" of before
        if anaphor.word in DISTINCT_OFFICES and anaphor.kind == "person":
            held = cluster.nouns & OFFICES - _LOOSE_OFFICES
            if held and anaphor.word not in held:
                return True  # a mayor is no harbour master
        lines = {LINES_OF_ORGANIZATIONS.get(e.word) for e in (anaphor, antecedent)}
        if antecedent.form == "nominal" and len(lines) > 1 and None not in lines:
            return True  # a company is no union
        if antecedent.form == "nominal" and anaphor.word == antecedent.word:
            owned = all(syntax.possessor[e.head] >= 0 for e in (anaphor, antecedent))
            told, known = self._modifiers(anaphor), self._modifiers(antecedent)
            if owned and told and known and told.isdisjoint(known):
                return True  # "its annual report" is not "its report of the night"
        names, others = (
            {syntax.forms[i] for i in range(e.first, e.head) if syntax.upos[i] == "PROPN"}
            for e in (anaphor, antecedent)
        )
        # "Clinton's campaign" is not "the Trump campaign".
        return antecedent.form == "nominal" and bool(names and others) and not names & others

    # Descriptions

    def _description(self, index: int) -> None:
        """Finds what "the minister", "the union" or "the men" takes up."""
        expression = self.expressions[index]
        if expression.members or self.syntax.forms[expression.first] not in _DEFINITE:
            return
        if self.syntax.possessor[expression.head] >= 0:
            return
        two = "two" in self.syntax.forms[expression.first : expression.head]  # "the two leaders"
        if expression.plural and (expression.word in _TWO or (two and expression.kind == "group")):
            parts = self._two_before(index, _GENDERED.get(expression.word))
            if parts:
                self.clusters.cluster_of[index].parts = parts
                return
        found = self._described(index)
        if found is None and expression.kind == "person" and index in self.sources:
            found = self._speaker_before(index)
        if found is not None and self.clusters.join(index, found, "coreference"):
            self._show_organization(index)

    def _show_organization(self, index: int) -> None:
        """Makes an organisation of what "the company" takes up, if only the encoder says not."""
        expression, cluster = self.expressions[index], self.clusters.cluster_of[index]
        if expression.word not in GENERIC_ORGANIZATION or cluster.gender:
            return
        members = (self.expressions[i] for i in cluster.members[:WINDOW])
        if cluster.kind in ("place", "other") and not any(
            e.sure and e.form == "name" and e.kind != "organization" for e in members
        ):
            cluster.kind = "organization"
            cluster.votes["organization"] = max(cluster.votes.values()) + 1

    def _speaker_before(self, index: int) -> int | None:
        """Who spoke right before in the paragraph, if named only: "Roe … “…” the mayor said"."""
        sentences, sentence = self.syntax.document.sentences, self.syntax.sentence
        expression = self.expressions[index]
        if expression.word not in OFFICES or self._modifiers(expression):
            return None
        paragraph = sentences[sentence[expression.head]].paragraph
        for other, _ in self.nearby.before(index, GENERIC_SENTENCES):
            before = self.expressions[other]
            if sentences[sentence[before.head]].paragraph != paragraph:
                return None
            if other in self.sources:
                cluster = self.clusters.cluster_of[other]
                plain = bool(cluster.name) and cluster.kind == "person" and not cluster.nouns
                return other if plain and id(cluster) not in self.nearby.barred(index) else None
        return None

    def _name_linked(self, index: int) -> None:
        """Puts what a description is linked to, without a name, to the name of such a one."""
        expression = self.expressions[index]
        if expression.kind not in ("person", "organization") or expression.members:
            return
        if expression.plural or self.syntax.forms[expression.first] not in _DEFINITE:
            return
        if self.syntax.possessor[expression.head] >= 0:
            return
        found = self._described(index)
        if found is not None:
            cluster = self.clusters.cluster_of[found]
            known = expression.word in cluster.nouns or expression.word in GENERIC_PERSON
            known = known or self._is_such(expression, cluster) is True
            alike = cluster.kind == expression.kind and (
                expression.gender is None or cluster.gender == expression.gender
            )
            if cluster.name and known and alike:
                self.clusters.join(index, found, "coreference")

    def _described(self, index: int) -> int | None:
        """The expression that a description goes with best, or None."""
        expression = self.expressions[index]
        own = self.clusters.cluster_of[index]
        modifiers = self._modifiers(expression) - PARTIES.keys() - {"presidential"}
        if expression.word in GENERIC_PERSON:  # "the New York businessman"
            modifiers -= {
                self.syntax.forms[i]
                for i in range(expression.first, expression.head)
                if self.syntax.upos[i] == "PROPN"
            }
        speaker = self.speaker_at[expression.head]
        seen = self.nearby.barred(index)
        best: tuple[float, int] | None = None
        for other, distance in self._described_before(index):
            candidate, cluster = self.expressions[other], self.clusters.cluster_of[other]
            if id(cluster) in seen or cluster is own:
                continue
            seen.add(id(cluster))
            nested = candidate.first <= expression.head < candidate.last
            nested = nested or expression.first <= candidate.head < expression.last
            own_words = (
                speaker is not None
                and speaker >= 0
                and self.clusters.cluster_of[speaker] is cluster
            )
            if nested or own_words or cluster.plural != own.plural or not fits(cluster, own):
                continue
            score = self._match(expression, modifiers, other, distance)
            if score > 0 and (best is None or score > best[0]):
                best = score, other
        if best is None and expression.kind == "person":
            holder = self.holders.get(expression.word)
            if (
                holder is not None
                and holder < index
                and modifiers <= self.clusters.cluster_of[holder].nouns
                and id(self.clusters.cluster_of[holder]) not in self.nearby.barred(index)
            ):
                best = 1.0, holder
        return None if best is None else best[1]

    def _described_before(self, index: int) -> Iterator[tuple[int, int]]:
        """Earlier expressions that a description may take up, with their distance in sentences."""
        sentence = self.syntax.sentence
        word = self.expressions[index].word
        here = sentence[self.expressions[index].head]
        alike = self.by_noun[word]
        latest = bisect_left(alike, index) - 1
        for position in range(latest, max(-1, latest - WINDOW), -1):
            distance = here - sentence[self.expressions[alike[position]].head]
            if distance > NOMINAL_SENTENCES:
                break
            yield alike[position], distance
        if word in _GENERIC:
            for other, distance in self.nearby.before(index, GENERIC_SENTENCES):
                if self.expressions[other].form == "name":
                    yield other, distance

    def _modifiers(self, expression: Expression) -> set[str]:
        """The content words of a description besides its head noun."""
        syntax = self.syntax
        return {
            syntax.forms[i]
            for i in range(expression.first, min(expression.last, expression.first + 12))
            if i != expression.head and syntax.upos[i] in ("ADJ", "NOUN", "PROPN")
        }

    def _match(
        self, expression: Expression, modifiers: set[str], other: int, distance: int
    ) -> float:
        """How well a description goes with an entity, 0 where it does not."""
        cluster, candidate = self.clusters.cluster_of[other], self.expressions[other]
        noun, kind = expression.word, cluster.kind
        if noun in cluster.nouns:
            known = set(cluster.nouns)
            for index in cluster.members[:20]:
                known |= self._modifiers(self.expressions[index])
            return 10 - 0.1 * distance + bool(cluster.name) if modifiers <= known else 0
        if modifiers or not cluster.name:
            return 0
        if len(cluster.name) > 1 and noun == singular(cluster.name[-1]):
            return 9 - 0.1 * distance
        if noun in map(singular, cluster.name[:-1]) and kind == "organization":
            return 6 - 0.1 * distance
        if distance > GENERIC_SENTENCES:
            return 0
        subject = 0.5 * self.syntax.relations[candidate.head].startswith("nsubj")
        # A name that is read as a place's may be a company's where it says something.
        acts = kind in ("place", "other") and other in self.sources and not candidate.sure
        generic = (
            ((kind == "organization" or acts) and noun in GENERIC_ORGANIZATION)
            or (kind == "place" and noun in GENERIC_PLACE)
            or (kind == "person" and noun in GENERIC_PERSON)
        )
        if not generic:
            return 0
        such = self._is_such(expression, cluster)
        if such is False and noun in _TELLING:
            return 0  # the name of a union says so
        return 3.5 - distance + subject + (2.0 if such else 0.0)

    def _two_before(self, index: int, gender: Gender | None) -> list[int]:
        """The two people that the nearest sentences name; whom "the men" stand for."""
        found: dict[int, int] = {}
        reached = 0
        for other, distance in self.nearby.before(index, 3):
            if distance != reached and len(found) > 1:
                break
            reached = distance
            cluster = self.clusters.cluster_of[other]
            clash = gender is not None and cluster.gender not in (None, gender)
            if cluster.name and cluster.kind == "person" and not cluster.plural and not clash:
                found.setdefault(id(cluster), other)
        return sorted(found.values()) if len(found) == 2 else []
