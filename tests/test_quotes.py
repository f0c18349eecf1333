"""Quotes: tables of short articles with attributions and the quotes that must come of them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attributions.quotes import complete_quotations, find_quotes
from newsclaims.results import Attribution, Entity, Quote, Span
from newsclaims.text.document import Document
from newsclaims.text.quotation_marks import find_quotations

DATA = Path(__file__).parent / "data" / "quotes"


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    marks = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["comment"], marks=marks) for row in table]


def document_of(text: str) -> Document:
    paragraphs, position = [], 0
    for part in text.split("\n\n"):
        paragraphs.append((position, position + len(part)))
        position += len(part) + 2
    return Document(text, None, tuple(paragraphs), (), ())


def attribution_of(document: Document, number: int, row: dict[str, Any]) -> Attribution:
    def find(part: str, position: int = 0) -> Span:
        start = document.text.index(part, position)
        return document.span(start, start + len(part))

    content: list[Span] = []
    for part in row["content"]:
        content.append(find(part, content[-1].end if content else 0))
    source = None if row["source"] is None else find(row["source"])
    return Attribution(
        id=f"a{number}",
        source=source,
        speaker=None if source is None else Entity("e1", source.text, "person", True, None, ()),
        cue=None if row["cue"] is None else find(row["cue"]),
        content=tuple(content),
        type=row["type"],
        parent=row.get("parent"),
        confidence=0.5,
    )


def quotes_of(text: str, attributions: list[dict[str, Any]]) -> tuple[Quote, ...]:
    document = document_of(text)
    found = [attribution_of(document, i, row) for i, row in enumerate(attributions, start=1)]
    quotations = find_quotations(text, document.paragraphs)
    completed = complete_quotations(document, quotations, found)
    return find_quotes(document, quotations, completed)


@pytest.mark.parametrize("row", rows("in_the_wild") + rows("negative") + rows("known_failures"))
def test_quotes(row: dict[str, Any]) -> None:
    quotes = quotes_of(row["text"], row["attributions"])
    found = [
        {
            "kind": q.kind,
            "text": q.text,
            "verbatim": [span.text for span in q.verbatim],
            "attribution": None if q.attribution is None else q.attribution.id,
        }
        for q in quotes
    ]
    assert found == row["quotes"]
    assert [q.id for q in quotes] == [f"q{i}" for i in range(1, len(quotes) + 1)]
    for q in quotes:
        assert q.speaker == (None if q.attribution is None else q.attribution.speaker)


def test_the_marks_belong_to_the_content() -> None:
    (quote,) = quotes_of(
        "“Ferries stop,” Lima said.",
        [{"source": "Lima", "cue": "said", "content": ["Ferries stop"], "type": "assertion"}],
    )
    assert [span.text for span in quote.content] == ["“Ferries stop,”"]


def test_an_attribution_inside_a_continuation_gets_a_parent() -> None:
    text = "Lima said: “Ferries stop.\n\n“Rossi thinks buses run.”"
    document = document_of(text)
    attributions = [
        attribution_of(
            document,
            1,
            {"source": "Lima", "cue": "said", "content": ["“Ferries stop."], "type": "assertion"},
        ),
        attribution_of(
            document,
            2,
            {"source": "Rossi", "cue": "thinks", "content": ["buses run"], "type": "belief"},
        ),
    ]
    quotations = find_quotations(text, document.paragraphs)
    outer, inner = complete_quotations(document, quotations, attributions)
    assert [span.text for span in outer.content] == ["“Ferries stop.", "“Rossi thinks buses run.”"]
    assert inner.parent == outer.id
    assert inner.content == attributions[1].content


@st.composite
def articles(draw: st.DrawFn) -> tuple[Document, list[Attribution]]:
    pieces = ["“", "”", '"', "'", "‘", "’", "Lima ", "said ", "Stop", ", ", ". ", "\n\n", "the "]
    text = "".join(draw(st.lists(st.sampled_from(pieces), min_size=2, max_size=40)))
    document = document_of(text)

    def stretch() -> Span | None:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 30)))
        part = text[start:end]
        if not part.strip():
            return None
        start += len(part) - len(part.lstrip())
        return document.span(start, start + len(part.strip()))

    attributions = []
    for number in range(draw(st.integers(0, 4))):
        ends, content = 0, []
        for span in sorted(filter(None, (stretch(), stretch())), key=lambda span: span.start):
            if span.start >= ends:
                content.append(span)
                ends = span.end
        if content:
            cue = stretch()
            attributions.append(
                Attribution(f"a{number}", None, None, cue, tuple(content), "assertion", None, 0.5)
            )
    return document, attributions


@given(articles())
def test_offsets_are_exact_and_stretches_in_order(
    article: tuple[Document, list[Attribution]],
) -> None:
    document, attributions = article
    text = document.text
    quotations = find_quotations(text, document.paragraphs)
    completed = complete_quotations(document, quotations, attributions)
    assert [a.id for a in completed] == [a.id for a in attributions]
    quotes = find_quotes(document, quotations, completed)
    for spans in (*(a.content for a in completed), *(q.content for q in quotes)):
        assert spans
        for span in spans:
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text != ""
        assert all(a.end <= b.start for a, b in pairwise(spans))
    for quote in quotes:
        for span in quote.verbatim:
            assert text[span.start : span.end] == span.text
            assert any(c.start <= span.start and span.end <= c.end for c in quote.content)
        assert (quote.kind == "indirect") == (not quote.verbatim)
    starts = [quote.content[0].start for quote in quotes]
    assert starts == sorted(starts)
    assert complete_quotations(document, quotations, completed) == completed
