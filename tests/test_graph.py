"""Who says what about whom: edges by hand, and the graph that networkx writes and reads."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from newsclaims import (
    Argument,
    Article,
    Attribution,
    Claim,
    Edge,
    Entity,
    Predicate,
    Span,
    examples,
    parse_article,
)
from quotes_by_hand import entity

ODUYA = entity("Maren Oduya", role="Mayor", id="e1")
BOARD = entity("Harbour Board", "organization", id="e2")
BRIDGE = entity("the bridge", "other", named=False, id="e3")
LEAFLET = entity("a leaflet", "document", named=False, id="e4")
CONTENT = (Span(0, 2, "It"),)


def claim(
    id: str, speaker: Entity | None, *about: tuple[str, Entity | None], text: str = "It rains"
) -> Claim:
    """A claim with these arguments; the first is the subject, the second the object."""
    said = Attribution("a1", None, speaker, Span(3, 7, "said"), CONTENT, "assertion", None, 0.9)
    arguments = [Argument("it", None, role, entity) for role, entity in about]
    return Claim(
        id=id,
        text=text,
        content=CONTENT,
        subject=arguments[0] if arguments else None,
        predicate=Predicate("rains", None, "rain"),
        object=arguments[1] if len(arguments) > 1 else None,
        arguments=tuple(arguments[2:]),
        polarity="negative",
        certainty="probable",
        attribution=said if speaker is not None else None,
        speaker=speaker,
        confidence=0.9,
    )


def article(*claims: Claim, speakers: tuple[Entity, ...] = ()) -> Article:
    """An article with these claims, and attributions of these speakers."""
    attributions = tuple(
        Attribution(f"a{number}", None, speaker, None, CONTENT, "assertion", None, 0.9)
        for number, speaker in enumerate(speakers)
    )
    return Article("It rained.", None, claims, (), attributions, (), CONTENT)


def ends(read: Article) -> list[tuple[str, str, str, str]]:
    return [(e.claim.id, e.speaker.id, e.about.id, e.role) for e in read.to_edges()]


def test_an_edge_for_each_entity() -> None:
    first = claim("c1", ODUYA, ("subject", BOARD), ("object", BRIDGE), ("place", LEAFLET))
    assert ends(article(first)) == [
        ("c1", "e1", "e2", "subject"),
        ("c1", "e1", "e3", "object"),
        ("c1", "e1", "e4", "place"),
    ]
    assert article(first).to_edges()[0] == Edge(ODUYA, BOARD, "subject", first)
    assert str(article(first).to_edges()[0]) == "Maren Oduya → Harbour Board: It rains"


def test_an_entity_twice_in_a_claim_is_one_edge() -> None:
    twice = claim("c1", ODUYA, ("subject", BOARD), ("object", BRIDGE), ("place", BOARD))
    assert ends(article(twice)) == [("c1", "e1", "e2", "subject"), ("c1", "e1", "e3", "object")]


def test_a_claim_about_oneself() -> None:
    assert ends(article(claim("c1", ODUYA, ("subject", ODUYA)))) == [("c1", "e1", "e1", "subject")]


def test_no_edge() -> None:
    own_voice = claim("c1", None, ("subject", BOARD))
    nothing_known = claim("c2", ODUYA, ("subject", None))
    bare = claim("c3", ODUYA)
    assert article(own_voice, nothing_known, bare).to_edges() == ()
    assert parse_article("").to_edges() == ()


def test_libya() -> None:
    edges = {(e.speaker.name, e.about.name, e.role) for e in examples_article().to_edges()}
    assert ("Sergei Lavrov", "Fayez al-Serraj", "subject") in edges
    assert ("TASS", "Fayez al-Serraj", "subject") in edges
    assert ("another website close to the force", "Khalifa Haftar", "subject") in edges


def examples_article() -> Article:
    return parse_article(examples.libya(), published="2020-01-14")


def test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'newsclaims\[networkx\]'"):
        article().to_networkx()


@pytest.fixture
def networkx() -> Any:
    return pytest.importorskip("networkx", reason="needs the extra networkx")


def test_graph(networkx: Any) -> None:
    read = article(
        claim("c1", ODUYA, ("subject", BOARD), ("object", BOARD)),
        claim("c2", ODUYA, ("subject", BOARD), ("object", ODUYA)),
        claim("c3", None, ("subject", BRIDGE)),
        speakers=(LEAFLET,),
    )
    graph = read.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert set(graph) == {"e1", "e2", "e4"}  # a leaflet says something, if about nobody
    assert graph.nodes["e1"] == {
        "name": "Maren Oduya",
        "kind": "person",
        "named": True,
        "anonymous": False,
        "role": "Mayor",
    }
    assert graph.nodes["e2"]["role"] == ""
    assert set(graph.edges(keys=True)) == {
        ("e1", "e2", "c1-e2"),
        ("e1", "e2", "c2-e2"),
        ("e1", "e1", "c2-e1"),
    }
    assert graph.edges["e1", "e1", "c2-e1"] == {
        "role": "object",
        "claim": "c2",
        "text": "It rains",
        "polarity": "negative",
        "certainty": "probable",
        "confidence": 0.9,
        "cue": "said",
    }


def test_graph_of_nothing(networkx: Any) -> None:
    assert len(parse_article("").to_networkx()) == 0


def test_graph_has_the_metadata(networkx: Any) -> None:
    read = replace(article(), title="Rain", published="2020-01-14")
    assert read.to_networkx().graph == {"title": "Rain", "published": "2020-01-14"}


ODD = "“x” & <y> ]]> \x00\x1b\ud800\uffff 🌧\u0301"


def as_graphml(networkx: Any, graph: Any) -> Any:
    file = BytesIO()
    networkx.write_graphml(graph, file)
    file.seek(0)
    return networkx.read_graphml(file, force_multigraph=True)


def odd_article() -> Article:
    speaker = entity(ODD, id="e1", role=ODD)
    said = claim("c1", speaker, (ODD, BOARD), text=ODD)
    silent = claim("c2", speaker, ("subject", BOARD))
    assert silent.attribution is not None
    silent = replace(silent, attribution=replace(silent.attribution, cue=None))
    return replace(article(said, silent), title=ODD, publisher=ODD)


@pytest.mark.parametrize("make", [examples_article, odd_article])
def test_graphml_there_and_back(make: Any, networkx: Any) -> None:
    graph = make().to_networkx()
    again = as_graphml(networkx, graph)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    for *ends, data in graph.edges(keys=True, data=True):
        assert again.edges[tuple(ends)] == data
    assert again.number_of_edges() == graph.number_of_edges()
    keys = [key for *_, key in graph.edges(keys=True)]
    assert len(keys) == len(set(keys)), "ids of edges in GraphML are unique"


@pytest.mark.parametrize("make", [examples_article, odd_article])
def test_node_link_there_and_back(make: Any, networkx: Any) -> None:
    graph = make().to_networkx()
    data = json.loads(json.dumps(networkx.node_link_data(graph)))
    again = networkx.node_link_graph(data)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert again.graph == graph.graph
