"""Writes down the entities of an article: names, kinds, roles, and why mentions are theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsclaims.results import Attribution, CoreferenceLink, Entity, EntityKind
from newsclaims.speakers.anonymity import is_anonymous
from newsclaims.speakers.entities import LONGEST_DESCRIPTION, Cluster, Clusters, is_in_name
from newsclaims.speakers.mentions import Expression, describe_one, role_of
from newsclaims.speakers.names import ARTICLES, POSSESSIVE, PREFIXES, printed
from newsclaims.speakers.paragraphs import Participant
from newsclaims.words import having
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON

#: So many mentions of an unnamed source are looked at for whether it is anonymous.
MOST_CONTEXTS = 20

#: What begins a description of one more beside others.
_OTHER = having("not-the-same")

_NAME_RANK = 2  # what ranks so is a name; below are descriptions and pronouns
_KINDS_SHOWN = ("person", "organization", "place", "document", "group")


class EntityList:
    """The entities that a reader is shown.

    Attributes:
        clusters: The mentions of the article, put together.
        sources: For each attribution the expression of its source, where it has one.
        participants: For each first and second person who says or hears it, where that is known.
    """

    def __init__(
        self,
        clusters: Clusters,
        sources: Mapping[int, int | None],
        participants: Mapping[int, Participant],
    ) -> None:
        self.clusters, self.sources, self.participants = clusters, sources, participants
        self.syntax, self.document = clusters.syntax, clusters.syntax.document
        self.speaking = {s for s in sources.values() if s is not None}
        self.names: dict[int, tuple[str, int]] = {}

    def write(
        self, attributions: Sequence[Attribution]
    ) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
        """The entities, and the attributions with their speakers."""
        speaking = {id(self.clusters.cluster_of[s]) for s in self.sources.values() if s is not None}
        roles = self._roles()
        taken: set[tuple[int, int]] = set()
        drafts: list[tuple[tuple[int, int], object, Entity]] = []
        clusters = self.clusters.all()
        shown = [c for c in clusters if id(c) in speaking or self._is_shown(c)]
        places: dict[int, dict[tuple[int, int], int]] = {id(c): {} for c in shown}
        # Names claim their span before descriptions and pronouns do.
        for form in ("name", "nominal", "pronoun"):
            for cluster in shown:
                for index in cluster.members:
                    expression = self.clusters.expressions[index]
                    span = self._span(expression)
                    if is_in_name(self.clusters, expression):
                        continue
                    if expression.form == form and span not in taken:
                        taken.add(span)
                        places[id(cluster)][span] = index
        for cluster in shown:
            spans = sorted(places[id(cluster)])
            if not spans:
                if id(cluster) not in speaking:
                    continue
                first = self.clusters.expressions[cluster.members[0]]
                spans = [_free(self._span(first), taken)]
            name = self._name(cluster)
            kind = self._kind(cluster)
            entity = Entity(
                "",
                name,
                kind,
                self._is_named(cluster),
                roles.get(id(cluster)) if kind in ("person", "other") else None,
                tuple(self.document.span(*span) for span in spans),
                self._links(spans, places[id(cluster)]),
            )
            if id(cluster) in speaking and is_anonymous(entity, self._contexts(cluster)):
                entity = replace(entity, anonymous=True)
            drafts.append((spans[0], id(cluster), entity))
        drafts = self._keep_others_unnamed(drafts, speaking)
        unread: dict[tuple[int, int], list[int]] = {}
        for index, attribution in enumerate(attributions):
            if attribution.source is not None and self.sources.get(index) is None:
                place = attribution.source.start, attribution.source.end
                unread.setdefault(place, []).append(index)
        for place in unread:
            text = self.document.span(*_free(place, taken))
            drafts.append((place, place, Entity("", text.text, "other", False, None, (text,))))
        drafts.sort(key=lambda draft: (draft[0], draft[2].name))
        by_key = {
            key: replace(entity, id=f"e{position}")
            for position, (_, key, entity) in enumerate(drafts, 1)
        }
        named = []
        for index, attribution in enumerate(attributions):
            speaker: Entity | None = None
            if attribution.source is not None:
                source = self.sources.get(index)
                if source is None:
                    speaker = by_key[attribution.source.start, attribution.source.end]
                else:
                    speaker = by_key[id(self.clusters.cluster_of[source])]
            named.append(replace(attribution, speaker=speaker))
        return tuple(by_key.values()), tuple(named)

    def _keep_others_unnamed(
        self, drafts: list[tuple[tuple[int, int], object, Entity]], speaking: set[int]
    ) -> list[tuple[tuple[int, int], object, Entity]]:
        """Makes anonymous who is one of several anonymous sources, or another one beside them."""
        clusters = {id(cluster): cluster for cluster in self.clusters.all()}
        anonymous = {key for _, key, entity in drafts if entity.anonymous}
        several: dict[str, int] = {}  # for each noun where anonymous sources are first called so
        single: dict[str, int] = {}
        for place, key, entity in drafts:
            if isinstance(key, int) and entity.anonymous:
                known = several if clusters[key].plural else single
                for noun in clusters[key].nouns:
                    known[noun] = min(place[0], known.get(noun, place[0]))
        found = []
        for place, key, entity in drafts:
            unnamed = not (entity.named or entity.anonymous) and entity.kind in ("person", "group")
            if isinstance(key, int) and key in speaking and unnamed:
                members = clusters[key].members[:MOST_CONTEXTS]
                others = any(self._is_one_of(i, anonymous, several, single) for i in members)
                entity = replace(entity, anonymous=others)
            found.append((place, key, entity))
        return found

    def _is_one_of(
        self,
        index: int,
        anonymous: set[object],
        several: Mapping[str, int],
        single: Mapping[str, int],
    ) -> bool:
        """Whether an expression names one of anonymous sources, or another: "a second official"."""
        expression, forms = self.clusters.expressions[index], self.syntax.forms
        whole = None if expression.whole is None else self.clusters.at.get(expression.whole)
        if whole is not None:
            cluster = self.clusters.cluster_of[whole]
            return id(cluster) in anonymous or cluster.is_unnamed
        start = self.document.tokens[expression.first].start
        begins = forms[expression.first : max(expression.head, expression.first + 1)]
        nouns = self.clusters.cluster_of[index].nouns
        known = [several] if begins[0] == "one" else []
        if begins[0] in _OTHER or (begins[0] in ARTICLES and not _OTHER.isdisjoint(begins)):
            known = [several, single]
        return any(table.get(noun, start) < start for table in known for noun in nouns)

    def _is_shown(self, cluster: Cluster) -> bool:
        expressions = [self.clusters.expressions[i] for i in cluster.members]
        if len(expressions) == 1 and (
            is_in_name(self.clusters, expressions[0]) or self._is_fragment(expressions[0])
        ):
            return False
        if cluster.name:
            return True
        if all(e.form == "pronoun" for e in expressions):
            return any(i in self.participants for i in cluster.members)
        if expressions[0].words[0].startswith(PREFIXES):
            return False
        if all(self.syntax.upos[e.head] in ("AUX", "VERB") for e in expressions):
            return False  # what happened, told in clauses
        if len(expressions) > 1 or cluster.kind in ("person", "group"):
            return True
        return cluster.kind in _KINDS_SHOWN and expressions[0].sure

    def _is_fragment(self, expression: Expression) -> bool:
        """Whether it is one word that only begins another expression: "Fire" of "Fire chief"."""
        head, syntax = expression.head, self.syntax
        if expression.form != "nominal" or expression.last - expression.first > 1:
            return False
        modifies = syntax.upos[head] in ("ADJ", "DET", "NUM") or (
            syntax.relations[head] in ("amod", "compound", "nmod:desc")
        )
        return modifies and head + 1 < len(syntax.heads) and syntax.heads[head] > head

    def _span(self, expression: Expression) -> tuple[int, int]:
        tokens = self.document.tokens
        return tokens[expression.first].start, tokens[expression.last - 1].end

    def _links(
        self, spans: list[tuple[int, int]], places: dict[tuple[int, int], int]
    ) -> tuple[CoreferenceLink, ...]:
        """Why the mentions shown refer to the entity."""
        position = {places[span]: k for k, span in enumerate(spans) if span in places}
        found: list[CoreferenceLink] = []
        for index, k in position.items():
            reason = self.clusters.reasons.get(index)
            if reason is not None and reason[0] in position and position[reason[0]] != k:
                found.append(CoreferenceLink(k, position[reason[0]], reason[1]))
        return tuple(found)

    def _contexts(self, cluster: Cluster) -> set[str]:
        """The sentences in which somebody without a name is a source or the subject."""
        relations = self.syntax.relations
        expressions = self.clusters.expressions
        found = set()
        for index in cluster.members[:MOST_CONTEXTS]:
            head = expressions[index].head
            if index in self.speaking or relations[head].startswith("nsubj"):
                sentence = self.document.sentences[self.syntax.sentence[head]]
                found.add(self.document.text[sentence.start : sentence.end])
        return found

    def _kind(self, cluster: Cluster) -> EntityKind:
        kind = cluster.kind
        if kind == "person" and cluster.plural:
            return "group"
        return kind

    def _is_named(self, cluster: Cluster) -> bool:
        if cluster.name:
            return True
        joint = self._joint(cluster) if cluster.plural else []
        if joint and all(part.name for part in joint):
            return True
        participant = self._participant(cluster)
        return participant is not None and participant.name is not None

    def _participant(self, cluster: Cluster) -> Participant | None:
        return next((self.participants[i] for i in cluster.members if i in self.participants), None)

    def _name(self, cluster: Cluster) -> str:
        """The fullest name of an entity, or its fullest description."""
        text, rank = self._own_name(cluster)
        if rank < _NAME_RANK:
            joint = self._joint(cluster)
            if joint:
                return self._joint_name(joint)
        return text if rank else self._name_of_persons(cluster, text)

    def _joint(self, cluster: Cluster) -> list[Cluster]:
        """Those that an entity is made up of, if it is several who are named together."""
        if cluster.parts:
            return [self.clusters.cluster_of[i] for i in cluster.parts]
        expressions = self.clusters.expressions
        members = next((e.members for i in cluster.members if (e := expressions[i]).members), ())
        indices = [i for head in members if (i := self.clusters.at.get(head)) is not None]
        found = {id(c): c for c in (self.clusters.cluster_of[i] for i in indices)}
        if len(members) < 2 or len(found) < len(members):
            return []
        return list(found.values())

    def _own_name(self, cluster: Cluster) -> tuple[str, int]:
        """The fullest of what an entity is called, and whether that is a name or what else."""
        if id(cluster) in self.names:
            return self.names[id(cluster)]
        best, score = "", (-1, 0, 0)
        for index in cluster.members:
            expression = self.clusters.expressions[index]
            if expression.name is not None:
                text = printed(self.syntax, *expression.name)
                shouted = text.isupper() and len(expression.words) > 1
                candidate = _NAME_RANK + (not shouted), len(text.split()), -index
            else:
                text = printed(self.syntax, expression.first, expression.last)
                clause = self.syntax.upos[expression.head] in ("AUX", "VERB")
                rank = int(expression.form == "nominal" and not clause)
                length = len(text.split()) if len(text) <= LONGEST_DESCRIPTION else 0
                whole = expression.whole
                if whole is not None and self.syntax.upos[whole] != "NOUN":
                    length = 0  # "one of them" tells less than any other description
                candidate = rank, length, -index
            if candidate > score:
                best, score = text, candidate
        self.names[id(cluster)] = best, score[0]
        return self.names[id(cluster)]

    def _name_of_persons(self, cluster: Cluster, printed_as: str) -> str:
        participant = self._participant(cluster)
        if participant is not None and participant.name is not None:
            return participant.name
        if participant is not None and participant.is_author:
            return "the author"
        word = printed_as.lower()
        if word in FIRST_PERSON:
            return "I"
        if word in SECOND_PERSON:
            return "you"
        return "we" if word in FIRST_PERSON_PLURAL else printed_as

    def _joint_name(self, clusters: Sequence[Cluster]) -> str:
        """What to call several who are named together."""
        names = [self._own_name(cluster)[0] for cluster in clusters]
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]

    def _roles(self) -> dict[int, str]:
        """What each person is: by the title before a name, an apposition, or "Roe is a judge"."""
        found: dict[int, str] = {}
        expressions = self.clusters.expressions
        for index, expression in enumerate(expressions):
            if expression.role is not None:
                key = id(self.clusters.cluster_of[index])
                known = found.get(key)
                if known is None or known.lower() in expression.role.lower():
                    found[key] = expression.role
        for token, relation in enumerate(self.syntax.relations):
            head = self.syntax.heads[token]
            if head < 0:
                continue
            if relation == "appos":
                self._note_role(found, head, token)
                self._note_role(found, token, head)
            elif relation == "cop" and self.syntax.forms[token] in ("is", "'s", "’s"):
                denied = head in self.syntax.negators
                self._note_role(found, -1 if denied else self.syntax.own_subject[head], head)
        return found

    def _note_role(self, found: dict[int, str], name: int, description: int) -> None:
        """Notes a description's head as the role of whom a name's head names."""
        syntax = self.syntax
        owner = self.clusters.at.get(name)
        if owner is None or syntax.upos[description] not in ("NOUN", "PROPN"):
            return
        cluster = self.clusters.cluster_of[owner]
        if id(cluster) in found or not cluster.name or cluster.kind != "person":
            return
        index = self.clusters.at.get(description)
        if index is not None and self.clusters.expressions[index].form != "nominal":
            return
        first, last = syntax.left[description], syntax.right[description] + 1
        if description < name:
            last = min(last, max(syntax.left[name], description + 1))
        role = role_of(syntax, describe_one(syntax, first, last, description, "person"))
        end = self.clusters.expressions[owner].last
        if role is not None and not (end < len(syntax.forms) and syntax.forms[end] in POSSESSIVE):
            found[id(cluster)] = role


def _free(place: tuple[int, int], taken: set[tuple[int, int]]) -> tuple[int, int]:
    """A place, or the longest part of it that no other entity has."""
    start, end = place
    while (start, end) in taken and end - start > 1:
        end -= 1
    taken.add((start, end))
    return start, end
