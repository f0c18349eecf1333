"""Claims from syntax: tables of sentences with their trees written by hand, and what always holds.

A row's ``tree`` is in the notation of `trees_by_hand`. So the tables test `find_claims` alone,
whatever a parser would make of them.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.claims.claims import find_claims
from newsclaims.results import Attribution, Claim, Entity
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document, Reading
from newsclaims.text.quotation_marks import find_quotations
from trees_by_hand import Word, document_of, read_trees, span_of

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]


def rows(topic: str, name: str) -> list[Any]:
    table = json.loads((DATA / topic / f"{name}.json").read_text(encoding="utf-8"))
    mark = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["comment"], marks=mark) for row in table]


def read_row(row: Row) -> tuple[Document, tuple[Claim, ...]]:
    trees = row["tree"] if isinstance(row["tree"], list) else [row["tree"]]
    document, reading = read_trees(trees)
    entities = tuple(
        Entity(
            id=f"e{i}",
            name=entity["name"],
            kind=entity.get("kind", "person"),
            named=True,
            role=None,
            mentions=tuple(span_of(document.text, m) for m in entity["mentions"]),
        )
        for i, entity in enumerate(row.get("entities", []), start=1)
    )
    by_name = {entity.name: entity for entity in entities}
    attributions = tuple(
        Attribution(
            id=f"a{i}",
            source=span_of(document.text, a["source"]) if a.get("source") else None,
            speaker=by_name.get(a.get("speaker", "")),
            cue=span_of(document.text, a["cue"]) if a.get("cue") else None,
            content=tuple(span_of(document.text, stretch) for stretch in a["content"]),
            type=a.get("type", "assertion"),
            parent=a.get("parent"),
            confidence=0.75,
        )
        for i, a in enumerate(row.get("attributions", []), start=1)
    )
    quotations = find_quotations(document.text, document.paragraphs)
    return document, find_claims(Syntax(document, reading), entities, attributions, quotations)


def described(claim: Claim, keys: set[str]) -> Row:
    """The parts of a claim that a row speaks of."""
    whole: Row = {
        "text": claim.text,
        "subject": claim.subject and claim.subject.text,
        "subject_filled": claim.subject is not None and claim.subject.span is None,
        "subject_entity": claim.subject and claim.subject.entity and claim.subject.entity.name,
        "predicate": claim.predicate.text,
        "lemma": claim.predicate.lemma,
        "object": claim.object and claim.object.text,
        "arguments": [[a.role, a.text] for a in claim.arguments],
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "attribution": claim.attribution and claim.attribution.id,
        "content": [span.text for span in claim.content],
    }
    return {key: value for key, value in whole.items() if key in keys}


@pytest.mark.parametrize("row", rows("claims", "in_the_wild") + rows("claims", "known_failures"))
def test_claims(row: Row) -> None:
    _, claims = read_row(row)
    if "texts" in row:
        assert [claim.text for claim in claims] == row["texts"]
    for wanted in row.get("claims", []):
        keys = set(wanted)
        found = [described(claim, keys) for claim in claims]
        assert wanted in found


@pytest.mark.parametrize("row", rows("claims", "negative"))
def test_no_claims(row: Row) -> None:
    _, claims = read_row(row)
    assert not [claim.text for claim in claims]


def test_ids() -> None:
    tree = (
        "Talks/NOUN/nsubj>2 failed/VERB/ccomp>5 +,/PUNCT/punct>2 he/PRON/nsubj>5 said/VERB/root "
        "+./PUNCT/punct>5"
    )
    attribution = {"source": "he", "cue": "said", "content": ["Talks failed"]}
    _, claims = read_row({"tree": [tree, tree], "attributions": [attribution]})
    assert [claim.id for claim in claims] == ["c1", "c2"]
    assert claims[0].text == "Talks failed"
    assert claims[1].text == "he said talks failed"


def test_nothing_in_nothing() -> None:
    assert (
        find_claims(Syntax(Document("", None, (), (), ()), Reading((), (), (), ())), (), ()) == ()
    )


# Properties: any tree, however odd

UPOS = "VERB AUX NOUN PROPN PRON ADJ ADV ADP PUNCT PART DET NUM".split()
RELATIONS = """root nsubj nsubj:pass nsubj:outer csubj obj iobj obl obl:agent obl:unmarked ccomp
    xcomp advcl advcl:relcl acl acl:relcl conj cc mark case cop aux aux:pass advmod nmod nmod:poss
    appos parataxis punct det compound compound:prt expl fixed flat dep orphan list
    discourse""".split()
FORMS = """who which that where said not to would if whose , . “ ” " ( ) him their 2019 Monday only
    making signed sign is 's n't no every I and or because call off up""".split()


@st.composite
def odd_documents(draw: st.DrawFn) -> tuple[Document, Reading]:
    trees = []
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 12))
        words = []
        for i in range(size):
            # Any head at all: several roots, and cycles, which no sound parser makes.
            head = draw(st.integers(0, size)) or None
            relation = draw(st.sampled_from(RELATIONS)) if head else "root"
            glued = bool(i) and draw(st.booleans())
            form, upos = draw(st.sampled_from(FORMS)), draw(st.sampled_from(UPOS))
            words.append(Word(form, upos, relation, head, glued))
        trees.append(words)
    return document_of(trees)


@st.composite
def odd_attributions(draw: st.DrawFn, document: Document) -> tuple[Attribution, ...]:
    size = len(document.tokens)
    found: list[Attribution] = []
    for number in range(draw(st.integers(0, 3))):
        first = draw(st.integers(0, size - 1))
        last = draw(st.integers(first + 1, size))
        cue = draw(st.integers(0, size - 1))
        found.append(
            Attribution(
                id=f"a{number}",
                source=None,
                speaker=None,
                cue=draw(st.sampled_from([None, document.token_span(cue, cue + 1)])),
                content=(document.token_span(first, last),),
                type=draw(st.sampled_from(["assertion", "belief", "fact", "eventuality"])),
                parent=draw(st.sampled_from([None, *(a.id for a in found)])),
                confidence=0.5,
            )
        )
    return tuple(found)


def odd_entities(document: Document) -> tuple[Entity, ...]:
    mentions = tuple(document.span(t.start, t.end) for t in document.tokens[::2])
    return (Entity("e1", "Some Body", "person", True, None, mentions),)


@given(st.data())
def test_any_tree_gives_sound_claims(data: st.DataObject) -> None:
    document, reading = data.draw(odd_documents())
    attributions = data.draw(odd_attributions(document))
    claims = find_claims(Syntax(document, reading), odd_entities(document), attributions)
    assert [claim.id for claim in claims] == [f"c{i}" for i in range(1, len(claims) + 1)]
    starts = [claim.content[0].start for claim in claims]
    assert starts == sorted(starts)
    # What a source does, but is not said to say, is told by the article.
    sourceless = {a.id for a in attributions if a.source is None}
    assert sourceless <= {c.attribution.id for c in claims if c.attribution}
    for claim in claims:
        assert claim.text == " ".join(claim.text.split())
        spans = list(claim.content)
        for part in (claim.subject, claim.object, *claim.arguments):
            if part is not None and part.span is not None:
                assert part.text == part.span.text
                spans.append(part.span)
        if claim.predicate.span is not None:
            assert claim.predicate.text == claim.predicate.span.text
            spans.append(claim.predicate.span)
        for span in spans:
            assert span.start < span.end
            assert document.text[span.start : span.end] == span.text
        if claim.attribution is not None:
            inside = claim.attribution.content
            for span in claim.content:
                assert any(c.start <= span.start and span.end <= c.end for c in inside)
        for before, after in pairwise(claim.content):
            assert before.end <= after.start


@given(st.data())
def test_claims_are_found_the_same_way_twice(data: st.DataObject) -> None:
    document, reading = data.draw(odd_documents())
    attributions = data.draw(odd_attributions(document))
    entities = odd_entities(document)
    first = find_claims(Syntax(document, reading), entities, attributions)
    assert find_claims(Syntax(document, reading), entities, attributions) == first


@pytest.mark.parametrize("relation", ["conj", "xcomp", "acl:relcl", "nsubj", "obl", "advmod"])
def test_flat_trees(relation: str) -> None:
    words = ["word/VERB/root", *[f"word/VERB/{relation}>1"] * 1999]
    document, reading = read_trees([" ".join(words)])
    find_claims(Syntax(document, reading), (), ())


@pytest.mark.parametrize("relation", ["ccomp", "acl:relcl", "conj", "nmod", "xcomp", "advcl"])
@pytest.mark.parametrize("upos", ["VERB", "NOUN"])
def test_deep_nesting_is_no_recursion(relation: str, upos: str) -> None:
    size = 4000
    words = [f"word/{upos}/root", *(f"word/{upos}/{relation}>{i}" for i in range(1, size))]
    document, reading = read_trees([" ".join(words)])
    find_claims(Syntax(document, reading), (), ())
