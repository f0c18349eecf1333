"""Who says what about whom: edges from speakers to those that their claims are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclaims.exchange.xml_text import xml_text
from newsclaims.extras import require
from newsclaims.results import ArticleResults, Claim, Entity

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)  # public, so that dataclasses.replace works as with the results
class Edge:
    """Somebody says something about somebody, who may be the same.

    Attributes:
        speaker: Who puts the claim forward.
        about: Who or what it is about.
        role: What that is in the claim: ``subject``, ``object``, ``time``, ``place`` and so on.
        claim: The claim.
    """

    speaker: Entity
    about: Entity
    role: str
    claim: Claim

    def __str__(self) -> str:
        return f"{self.speaker} → {self.about}: {self.claim.text}"


def to_edges(article: ArticleResults) -> tuple[Edge, ...]:
    """Who says what about whom, as `Article.to_edges` gives it.

    A claim gives an edge to each entity among its subject, object and other arguments, one only if
    an entity is there twice: its first role counts. What a speaker says of itself ("I will resign")
    is an edge from the speaker to itself.

    Returns:
        The edges in the order of the claims; those of a claim in the order of its arguments,
        subject and object first.
    """
    edges = []
    for claim in article.claims:
        if claim.speaker is None:
            continue
        seen = set()
        for argument in (claim.subject, claim.object, *claim.arguments):
            if argument is None or argument.entity is None or argument.entity.id in seen:
                continue
            seen.add(argument.entity.id)
            edges.append(Edge(claim.speaker, argument.entity, argument.role, claim))
    return tuple(edges)


def to_networkx(article: ArticleResults) -> networkx.MultiDiGraph[str]:
    """Who says what about whom as a graph of networkx, as `Article.to_networkx` gives it.

    Nodes are the ids of the article's speakers, also of those that say nothing about an entity, and
    of the entities that they speak about. They have ``name``, ``kind``, ``named``, ``anonymous``
    and ``role``. Edges are those of `to_edges`. They have ``role``, ``claim`` (its id), ``text``,
    ``polarity``, ``certainty``, ``confidence`` and ``cue``. An edge's key is the claim's id, a
    hyphen and the id of the entity that it is about, so that it is unique in the graph, as an
    edge's id has to be in GraphML. What the caller said of the article, and its title, are
    attributes of the graph.

    Values are str, bool and float, and hold only what may stand in XML, so that
    ``networkx.write_graphml`` and ``networkx.node_link_data`` take them: where there is no role or
    cue, the value is ``""``, and characters that XML forbids are U+FFFD.

    Raises:
        ModuleNotFoundError: networkx is not installed (``pip install 'newsclaims[networkx]'``).
    """
    edges = to_edges(article)
    spoken_about = [edge.about for edge in edges]
    speaking = [edge.speaker for edge in edges]
    graph = require("networkx", "networkx").MultiDiGraph(**_metadata(article))
    for entity in (*article.speakers, *speaking, *spoken_about):
        graph.add_node(entity.id, **_node(entity))
    for edge in edges:
        key = f"{edge.claim.id}-{edge.about.id}"
        graph.add_edge(edge.speaker.id, edge.about.id, key=key, **_relation(edge))
    return graph


def _metadata(article: ArticleResults) -> dict[str, str]:
    fields = ("title", "published", "publisher", "url", "author")
    values = {field: getattr(article, field) for field in fields}
    return {field: xml_text(value) for field, value in values.items() if value is not None}


def _node(entity: Entity) -> dict[str, str | bool]:
    return {
        "name": xml_text(entity.name),
        "kind": entity.kind,
        "named": entity.named,
        "anonymous": entity.anonymous,
        "role": xml_text(entity.role or ""),
    }


def _relation(edge: Edge) -> dict[str, str | float]:
    claim = edge.claim
    cue = claim.attribution.cue if claim.attribution is not None else None
    return {
        "role": xml_text(edge.role),
        "claim": claim.id,
        "text": xml_text(claim.text),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "confidence": claim.confidence,
        "cue": xml_text(cue.text) if cue is not None else "",
    }
