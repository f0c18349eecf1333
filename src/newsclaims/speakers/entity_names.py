"""What an entity is called: its fullest name, or else its fullest description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from newsclaims.speakers.cluster import LONGEST_DESCRIPTION, Cluster
from newsclaims.speakers.clusters import Clusters
from newsclaims.speakers.names import printed
from newsclaims.speakers.paragraphs import Participant
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON

_NAME_RANK = 2  # what ranks so is a name; below are descriptions and pronouns


@frozen(slots=True)
class Called:
    """What the expressions of an entity call it.

    Attributes:
        text: The fullest of them, as printed.
        rank: 0 of a pronoun, 1 of a description, more of a name.
    """

    text: str
    rank: int


@frozen(slots=True)
class EntityNames:
    """What the entities of an article are called.

    Attributes:
        clusters: The mentions of the article, put together.
        participants: For each first and second person who says or hears it, where that is known.
        own: For each cluster that is shown, by its id, what its own expressions call it.
    """

    clusters: Clusters
    participants: Mapping[int, Participant]
    own: Mapping[int, Called]

    @classmethod
    def of(
        cls,
        clusters: Clusters,
        participants: Mapping[int, Participant],
        shown: Sequence[Cluster],
    ) -> EntityNames:
        """With the fullest name or description of each entity that is shown."""
        own = {cluster.id: _called(clusters, cluster) for cluster in shown}
        return cls(clusters, participants, own)

    def name(self, cluster: Cluster) -> str:
        """The fullest name of an entity that is shown, or its fullest description."""
        called = self.own[cluster.id]
        if called.rank < _NAME_RANK:
            parts = joint(self.clusters, cluster)
            if parts:
                return _listed([self._own(part).text for part in parts])
        return called.text if called.rank else self._person(cluster, called.text)

    def _own(self, cluster: Cluster) -> Called:
        return self.own.get(cluster.id) or _called(self.clusters, cluster)

    def is_named(self, cluster: Cluster) -> bool:
        """Whether the article gives it a name, or everybody who it is made up of."""
        if cluster.name:
            return True
        parts = joint(self.clusters, cluster) if cluster.plural else []
        if parts and all(part.name for part in parts):
            return True
        participant = self._participant(cluster)
        return participant is not None and participant.name is not None

    def _participant(self, cluster: Cluster) -> Participant | None:
        return next((self.participants[i] for i in cluster.members if i in self.participants), None)

    def _person(self, cluster: Cluster, pronoun: str) -> str:
        """What to call one whom the article has only pronouns for."""
        participant = self._participant(cluster)
        if participant is not None and participant.name is not None:
            return participant.name
        if participant is not None and participant.is_author:
            return "the author"
        word = pronoun.lower()
        if word in FIRST_PERSON:
            return "I"
        if word in SECOND_PERSON:
            return "you"
        return "we" if word in FIRST_PERSON_PLURAL else pronoun


def joint(clusters: Clusters, cluster: Cluster) -> list[Cluster]:
    """Those that an entity is made up of, if it is several who are named together."""
    if cluster.parts:
        return [clusters.cluster_of[i] for i in cluster.parts]
    expressions = clusters.expressions
    members = next((e.members for i in cluster.members if (e := expressions[i]).members), ())
    indices = [i for head in members if (i := clusters.at.get(head)) is not None]
    found = {c.id: c for c in (clusters.cluster_of[i] for i in indices)}
    if len(members) < 2 or len(found) < len(members):
        return []
    return list(found.values())


def _called(clusters: Clusters, cluster: Cluster) -> Called:
    """The fullest name or description among a cluster's expressions, the first of them."""
    best, score = "", (-1, 0, 0)
    for index in cluster.members:
        text, rank, length = _fullness(clusters, index)
        if (rank, length, -index) > score:
            best, score = text, (rank, length, -index)
    return Called(best, score[0])


def _fullness(clusters: Clusters, index: int) -> tuple[str, int, int]:
    """What an expression calls its entity, the rank of that, and its words."""
    expression, syntax = clusters.expressions[index], clusters.syntax
    if expression.name is not None:
        text = printed(syntax, *expression.name)
        shouted = text.isupper() and len(expression.words) > 1
        return text, _NAME_RANK + (not shouted), len(text.split())
    text = printed(syntax, expression.first, expression.last)
    clause = syntax.upos[expression.head] in ("AUX", "VERB")
    rank = int(expression.form == "nominal" and not clause)
    length = len(text.split()) if len(text) <= LONGEST_DESCRIPTION else 0
    whole = expression.whole
    if whole is not None and syntax.upos[whole] != "NOUN":
        length = 0  # "one of them" tells less than any other description
    return text, rank, length


def _listed(names: Sequence[str]) -> str:
    """Several names as one: "Roe, Doe and Poe"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
