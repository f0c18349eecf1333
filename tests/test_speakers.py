"""Who is the speaker: tables of sentences with their syntax, and what must always hold.

A row's sentences are in the notation of `trees_by_hand`; ``source`` may end in ``#2`` for the
second place where its words stand. Every noun phrase is a mention, on its own; ``types`` gives the
type of those for which `mention_type` would guess wrong, by their head, ``mentions`` all of them
with types where the tree has them wrong, and ``links`` what the encoder links: "it" to "The
firm#2". A row with a ``text`` instead is read by the shipped encoder, mistakes and all; only its
sources are given, or ``mentions`` too. Where the caller names the article's ``author``, a row does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.reading.encoder import load_encoder
from newsclaims.reading.labels import MENTION_TYPES
from newsclaims.results import Attribution, CoreferenceLink, Entity
from newsclaims.speakers.confidences import OTHERWISE
from newsclaims.speakers.names import kind_of_noun
from newsclaims.speakers.speakers import name_speakers
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document, Mention, Reading, Sentence, Token
from newsclaims.text.quotation_marks import find_quotations
from newsclaims.text.segment import segment
from trees_by_hand import head_of, read_trees, span_of

DATA = Path(__file__).parent / "data" / "speakers"
RELATIONS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "flat",
    "compound",
    "amod",
    "appos",
    "conj",
    "acl:relcl",
    "ccomp",
    "det",
    "case",
    "punct",
    "parataxis",
    "nsubj:pass",
    "root",
    "advcl",
    "dep",
    "cop",
]


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["comment"]) for row in table]


def mention_type(form: str, tag: str) -> str:
    """The type of a mention of the rows, by its head: a name is a person's."""
    if tag == "PROPN" or form.lower() in {"he", "him", "his", "she", "her", "i", "my", "we", "you"}:
        return "person"
    kind = kind_of_noun(form.lower())
    known = {"person": "person", "group": "person", "organization": "organization"}
    return {**known, "place": "place"}.get(kind or "", "abstract")


def with_mentions(document: Document, reading: Reading, row: dict[str, Any]) -> Reading:
    """The reading with every noun phrase as a mention, linked as the row says."""
    syntax = Syntax(document, reading)
    types = row.get("types", {})
    found = []
    for i, tag in enumerate(reading.upos):
        form, relation = document.tokens[i].text, reading.relations[i]
        inner = relation in ("flat", "compound", "nmod:desc", "expl", "det", "nummod")
        if tag not in ("NOUN", "PROPN", "PRON") or inner:
            continue
        first, last = syntax.left[i], syntax.right[i] + 1
        conjuncts = [c for c in syntax.children[i] if reading.relations[c] == "conj"]
        if conjuncts and relation != "conj":
            cc = next(
                (c for k in conjuncts for c in syntax.children[k] if reading.relations[c] == "cc"),
                None,
            )
            if cc is not None:
                found.append(Mention(first, last, cc, "person", 0, None))
            last = min(last, min(syntax.left[c] for c in conjuncts))
            while last - 1 > i and reading.upos[last - 1] in ("PUNCT", "CCONJ"):
                last -= 1
        cases = [c for c in syntax.children[i] if reading.relations[c] == "case" and c < i]
        first = max([first, *(c + 1 for c in cases)])
        if relation == "conj" and reading.upos[first] in ("CCONJ", "PUNCT"):
            first += 1
        type_ = types.get(form) or mention_type(form, tag)
        found.append(Mention(first, max(last, i + 1), i, type_, 0, None))
    if "mentions" in row:
        found = []
        for words, type_ in row["mentions"].items():
            span = span_of(document.text, words)
            tokens = document.tokens_in(span.start, span.end)
            head = head_of(reading, tokens.start, tokens.stop)
            found.append(Mention(tokens.start, tokens.stop, head, type_, 0, None))
    found.sort(key=lambda mention: (mention.first, -mention.last))
    at = {document.tokens[m.first].start: i for i, m in reversed(list(enumerate(found)))}
    for anaphor, antecedent in row.get("links", {}).items():
        i, j = (at[span_of(document.text, words).start] for words in (anaphor, antecedent))
        found[i] = evolve(found[i], link=j, scores=((j, 4.0),))
    return evolve(reading, mentions=tuple(found))


def name(
    document: Document,
    reading: Reading,
    attributions: tuple[Attribution, ...],
    author: str | None = None,
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """What `name_speakers` makes of a reading."""
    quotations = find_quotations(document.text, document.paragraphs)
    syntax = Syntax(document, reading)
    return name_speakers(syntax, reading.mentions, quotations, attributions, author)


def encoded(text: str) -> tuple[Document, Reading]:
    document = segment(text)
    return document, next(iter(load_encoder().read([document])))


def named(row: dict[str, Any]) -> list[dict[str, Any]]:
    if "text" in row:
        document, reading = encoded(row["text"])
        if "mentions" in row:
            reading = with_mentions(document, reading, row)
    else:
        document, reading = read_trees(row["sentences"])
        reading = with_mentions(document, reading, row)
    attributions = tuple(
        Attribution(
            f"a{i}",
            span_of(document.text, given["source"]),
            None,
            None,
            (span_of(document.text, given["content"]),),
            "assertion",
            None,
            1.0,
        )
        for i, given in enumerate(row["attributions"], 1)
    )
    entities, attributions = name(document, reading, attributions, row.get("author"))
    check(document, entities)
    speakers = [attribution.speaker for attribution in attributions]
    return [
        {"name": s.name, "kind": s.kind, "named": s.named, "role": s.role}
        | ({"anonymous": True} if s.anonymous else {})
        for s in speakers
        if s is not None
    ]


def check(document: Document, entities: Any) -> None:
    """What holds for the entities of any article."""
    spans = [(m.start, m.end) for entity in entities for m in entity.mentions]
    assert len(spans) == len(set(spans))
    assert [entity.id for entity in entities] == [f"e{i}" for i in range(1, len(entities) + 1)]
    firsts = [entity.mentions[0].start for entity in entities]
    assert firsts == sorted(firsts)
    for entity in entities:
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: (m.start, m.end))
        for mention in entity.mentions:
            assert document.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative"))
def test_speaker(row: dict[str, Any]) -> None:
    assert named(row) == row["speakers"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("row", rows("known_failures"))
def test_known_failure(row: dict[str, Any]) -> None:
    assert named(row) == row["speakers"]


def entities_of(row: dict[str, Any]) -> Any:
    document, reading = encoded(row["text"])
    return name(document, with_mentions(document, reading, row), ())[0]


def test_whatever_is_mentioned_twice_is_an_entity() -> None:
    text = "The union signed the truce on Friday. It ends in May. Its purpose is peace."
    mentions = {"The union": "organization", "the truce": "abstract", "It": "abstract"}
    row = {
        "text": text,
        "mentions": {**mentions, "peace": "abstract"},
        "links": {"It": "the truce"},
    }
    union, truce = entities_of(row)
    assert (union.name, union.kind, union.named) == ("The union", "organization", False)
    assert [str(mention) for mention in truce.mentions] == ["the truce", "It"]
    (link,) = truce.links
    assert (link.mention, link.antecedent, link.basis) == (1, 0, "coreference")
    assert truce.confidence(1) == link.confidence < truce.confidence(0) == 1


def test_links_say_why() -> None:
    text = (
        "The Delta Farmers Union (DFU) met. Its head, Peter Lang, left. Lang will return. DFU won."
    )
    mentions = {
        "The Delta Farmers Union (DFU)": "organization",
        "Its head": "person",
        "Peter Lang": "person",
        "Lang#2": "person",
        "DFU#2": "organization",
    }
    union, lang = entities_of({"text": text, "mentions": mentions})
    assert [(str(m)) for m in union.mentions] == ["The Delta Farmers Union", "DFU"]
    assert union.links == (CoreferenceLink(1, 0, "acronym", OTHERWISE),)
    assert lang.name == "Peter Lang"
    assert lang.role == "head"
    assert [link.basis for link in lang.links] == ["apposition", "name"]


def test_a_reading_without_mentions_names_sources_alone() -> None:
    text = "Peter Lang met Ola Berg on Friday. “We won,” Lang said."
    document, reading = encoded(text)
    source, content = span_of(text, "Lang#2"), span_of(text, "We won")
    attribution = Attribution("a1", source, None, None, (content,), "assertion", None, 1.0)
    entities, (found,) = name(document, evolve(reading, mentions=()), (attribution,))
    check(document, entities)
    assert found.speaker is not None
    assert found.speaker.name == "Peter Lang"


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, Reading, tuple[Attribution, ...]]:
    """Any tokens with any syntax, trees or not, and sources anywhere."""
    forms = [
        "Lang",
        "he",
        "I",
        "it",
        "who",
        "the",
        "minister",
        "said",
        "“",
        "”",
        '"',
        ",",
        "(",
        "of",
        "Mr.",
        "and",
        "they",
        "Union",
        "LU",
        "\ud800",
        "🙂",
    ]
    words = draw(st.lists(st.sampled_from(forms), min_size=1, max_size=24))
    tokens, text = [], ""
    for word in words:
        tokens.append(Token(len(text), len(text) + len(word), word))
        text += word + draw(st.sampled_from(["", " "]))
    count = len(tokens)
    tags = ["PROPN", "NOUN", "PRON", "VERB", "PUNCT", "ADJ", "DET", "ADP", "NUM"]
    upos = draw(st.lists(st.sampled_from(tags), min_size=count, max_size=count))
    heads = draw(st.lists(st.integers(-1, count - 1), min_size=count, max_size=count))
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=count, max_size=count))
    cut = draw(st.integers(0, count))
    bounds = [(a, b) for a, b in ((0, cut), (cut, count)) if a < b]
    sentences = tuple(
        Sentence(tokens[a].start, tokens[b - 1].end, a, b, i) for i, (a, b) in enumerate(bounds)
    )
    document = Document(
        text, None, tuple((s.start, s.end) for s in sentences), sentences, tuple(tokens)
    )
    ranges = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(1, 5)), max_size=4))
    attributions = tuple(
        Attribution(
            f"a{i}",
            document.token_span(first, min(first + size, count)),
            None,
            None,
            (document.span(0, tokens[-1].end),),
            "assertion",
            None,
            0.5,
        )
        for i, (first, size) in enumerate(ranges, 1)
    )
    mentions = draw(
        st.lists(
            st.tuples(
                st.integers(0, count - 1),
                st.integers(1, 5),
                st.sampled_from(MENTION_TYPES),
                st.integers(-1, 24),
            ),
            max_size=12,
            unique_by=lambda row: row[:2],
        )
    )
    found = []
    for first, size, type_, link in sorted(mentions, key=lambda row: (row[0], -row[1])):
        last = min(first + size, count)
        head = draw(st.integers(first, last - 1))
        antecedent = link if 0 <= link < len(found) else None
        found.append(Mention(first, last, head, type_, 0, antecedent))
    reading = Reading(tuple(upos), tuple(heads), tuple(relations), (), tuple(found))
    return document, reading, attributions


@given(readings())
def test_any_reading(case: tuple[Document, Reading, tuple[Attribution, ...]]) -> None:
    document, reading, attributions = case
    entities, spoken = name(document, reading, attributions)
    check(document, entities)
    known = {entity.id: entity for entity in entities}
    for before, after in zip(attributions, spoken, strict=True):
        assert (after.id, after.source, after.content) == (before.id, before.source, before.content)
        assert after.speaker is not None and known[after.speaker.id] == after.speaker


def test_nothing() -> None:
    empty = Document("", None, (), (), ())
    assert name(empty, Reading((), (), (), ()), ()) == ((), ())
