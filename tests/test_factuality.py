"""Polarity and certainty of clauses.

Rows with a ``tree``, in the notation of `trees_by_hand`, test the rules alone. The tables without
trees are read with the shipped model, whose errors count: there the accuracy has a floor, for those
written before the rules as for the others.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsclaims.attributions.voices import Voices
from newsclaims.claims.claims import find_claims
from newsclaims.factuality.clause_factuality import find_factuality
from newsclaims.factuality.judgements import SURE, Judgement, Marker, printed_markers
from newsclaims.results import Attribution
from newsclaims.syntax.predicates import Syntax
from newsclaims.words.factuality import (
    CERTAIN,
    FORMS,
    NOT,
    POSSIBLE,
    PROBABLE,
    PROBABLY_NOT,
    SIGNATURES,
    UNKNOWN,
    Factuality,
    attributed,
    signature,
)
from trees_by_hand import read_trees, span_of

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data" / "factuality"
Row = dict[str, Any]
TABLES = ("before_rules", "after_rules", "unseen", "scope", "scope_unseen")


def load(name: str) -> list[Row]:
    table: list[Row] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return table


def trees(name: str) -> list[Any]:
    mark = [pytest.mark.xfail(strict=True)] if name == "known_failures" else []
    return [pytest.param(row, id=row["comment"], marks=mark) for row in load(name)]


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "factuality_benchmark", ROOT / "benchmarks" / "factuality.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def attributions_of(row: Row, text: str) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            id=f"a{i}",
            source=span_of(text, a["source"]) if a.get("source") else None,
            speaker=None,
            cue=span_of(text, a["cue"]) if a.get("cue") else None,
            content=tuple(span_of(text, stretch) for stretch in a["content"]),
            type=a.get("type", "assertion"),
            parent=a.get("parent"),
            confidence=0.75,
        )
        for i, a in enumerate(row.get("attributions", []), start=1)
    )


@pytest.mark.parametrize("row", trees("in_the_wild") + trees("known_failures"))
def test_trees(row: Row, benchmark: ModuleType) -> None:
    document, reading = read_trees([row["tree"]])
    syntax = Syntax(document, reading)
    voices = Voices.of(document, attributions_of(row, document.text))
    clauses = benchmark.clauses_of(syntax, find_factuality(syntax, voices))
    found = {
        lemma: " ".join(benchmark.find({"predicate": lemma}, clauses) or ("not found",))
        for lemma in row["factuality"]
    }
    assert found == row["factuality"]


@pytest.mark.parametrize("row", trees("markers"))
def test_markers(row: Row) -> None:
    document, reading = read_trees([row["tree"]])
    syntax = Syntax(document, reading)
    voices = Voices.of(document, attributions_of(row, document.text))
    factuality = find_factuality(syntax, voices)
    found = {}
    for token in filter(syntax.is_predicate, range(len(syntax.forms))):
        lemma = syntax.lemma(token)
        name = "be" if syntax.has_copula[token] and lemma not in row["markers"] else lemma
        judgement = factuality.judgement(token)
        if name in row["markers"]:
            found[name] = [
                f"{marker.span.text}: {marker.kind}, {marker.polarity} {marker.certainty}"
                for marker in printed_markers(judgement, document, voices, voices.innermost[token])
            ]
    assert found == row["markers"]


@pytest.mark.parametrize("row", trees("in_the_wild") + trees("markers"))
def test_markers_together_leave_what_is_left(row: Row) -> None:
    document, reading = read_trees([row["tree"]])
    syntax = Syntax(document, reading)
    voices = Voices.of(document, attributions_of(row, document.text))
    factuality = find_factuality(syntax, voices)
    without_cue = {i for i, a in enumerate(voices.attributions) if a.cue is None}
    for token in filter(syntax.is_predicate, range(len(syntax.forms))):
        if voices.innermost[token] not in without_cue:
            judgement = factuality.judgement(token)
            together = CERTAIN
            for marker in judgement.markers:
                together = together.under(marker.factuality)
            assert together == judgement.factuality, (document.text, judgement)


def test_claims_carry_their_markers() -> None:
    row = next(row for row in load("markers") if "attributions" in row)
    document, reading = read_trees([row["tree"]])
    claims = find_claims(Syntax(document, reading), (), attributions_of(row, document.text))
    claim = next(claim for claim in claims if claim.attribution is not None)
    assert [marker.span.text for marker in claim.markers] == [claim.attribution.cue.text]
    assert {(marker.polarity, marker.certainty) for marker in claim.markers} == {
        (claim.polarity, claim.certainty)
    }


def test_endless_nesting_keeps_few_markers() -> None:
    inner = SURE
    for i in range(1000):
        inner = Judgement(POSSIBLE, (Marker(i, i + 1, "modal", POSSIBLE),)).under(inner)
    assert inner.factuality == POSSIBLE
    assert len(inner.markers) < 100


@pytest.mark.parametrize("name", TABLES)
def test_accuracy(name: str, benchmark: ModuleType) -> None:
    rows = load(name)
    texts = list(dict.fromkeys(row["text"] for row in rows))
    found = dict(zip(texts, benchmark.judge_clauses(texts), strict=True))
    polarity, certainty = benchmark.accuracy(
        [(row, benchmark.find(row, found[row["text"]])) for row in rows]
    )
    assert polarity >= 95
    assert certainty >= 85


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sound(name: str) -> None:
    rows = load(name)
    keys = [(row["text"], row["predicate"], row.get("subject")) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row["comment"]
        assert row["polarity"] in ("positive", "negative")
        assert row["certainty"] in ("certain", "probable", "possible", "unknown")


def test_there_are_enough_rows() -> None:
    sentences = {name: {row["text"] for row in load(name)} for name in TABLES}
    assert sum(map(len, sentences.values())) >= 330
    assert len(sentences["before_rules"]) >= 170
    plain = [row for name in TABLES for row in load(name) if row["certainty"] == "certain"]
    assert len(plain) >= 0.25 * sum(len(load(name)) for name in TABLES)


@pytest.mark.parametrize(
    ("inner", "outer", "wanted"),
    [
        (CERTAIN, CERTAIN, CERTAIN),
        (NOT, NOT, CERTAIN),
        (NOT, POSSIBLE, Factuality("negative", "possible")),
        (PROBABLE, NOT, PROBABLY_NOT),
        (PROBABLE, UNKNOWN, UNKNOWN),
    ],
)
def test_polarities_multiply_and_doubt_prevails(
    inner: Factuality, outer: Factuality, wanted: Factuality
) -> None:
    assert inner.under(outer) == wanted
    assert outer.under(inner) == wanted


def test_every_entry_names_a_form() -> None:
    assert {form for _, form in SIGNATURES} == set(FORMS)


def test_the_more_special_name_goes_before() -> None:
    had = signature(["had", "have"], "to")
    have = signature(["has", "have"], "to")
    assert had is not None
    assert have is not None
    assert (had.affirmed, have.affirmed) == (CERTAIN, UNKNOWN)
    assert signature(["xyzzy"], "that") is None


def test_a_source_is_as_sure_as_its_cue() -> None:
    assert attributed([["said", "say"]], "that", "assertion", False) == CERTAIN
    assert attributed([["said", "say"]], "that", "assertion", True) == UNKNOWN
    assert attributed([["thinks", "think"]], "that", "belief", False) == PROBABLE
    assert attributed([], "that", "eventuality", False) == UNKNOWN
    assert attributed([], "that", "assertion", False) == CERTAIN
