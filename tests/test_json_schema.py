"""The JSON Schema: it holds for every output, says what each field is, and refuses the rest."""

from __future__ import annotations

import copy
import json
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclaims import Article, examples, json_schema, parse_article, results

jsonschema = pytest.importorskip(
    "jsonschema", reason="jsonschema is not installed: pip install 'newsclaims[test]'"
)

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
COPY = Path(__file__).parents[1] / "docs" / "schema.json"
RECORDS = [t for t in vars(results).values() if is_dataclass(t) and isinstance(t, type)]
TYPES = [Article if t is results.ArticleResults else t for t in RECORDS]
OUTPUT = json.loads(parse_article(examples.libya(), published="2020-01-14").to_json())


def properties(name: str) -> dict[str, Any]:
    found: dict[str, Any] = (SCHEMA if name == "Article" else SCHEMA["$defs"][name])["properties"]
    return found


def test_it_is_a_schema_of_its_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:newsclaims:schema:article"
    assert SCHEMA["title"] == "Article"


def test_the_copy_in_the_docs_is_up_to_date() -> None:
    """``newsclaims schema > docs/schema.json`` writes it."""
    assert json.loads(COPY.read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize("result", TYPES, ids=lambda t: t.__name__)
def test_every_field_of_every_type_is_in_it(result: type) -> None:
    names = [field.name for field in fields(result)]
    assert list(properties(result.__name__)) == names
    schema = SCHEMA if result is Article else SCHEMA["$defs"][result.__name__]
    assert schema["required"] == names
    assert schema["description"].endswith(".")
    for name in names:
        description = properties(result.__name__)[name]["description"]
        assert description[0].isupper() or description[0] in "`", description
        assert description.endswith((".", "…")), description
        assert "None" not in description


@pytest.mark.parametrize("result", TYPES, ids=lambda t: t.__name__)
def test_every_literal_is_an_enumeration(result: type) -> None:
    for name, hint in typing.get_type_hints(result).items():
        if typing.get_origin(hint) is typing.Literal:
            enumeration = properties(result.__name__)[name]["enum"]
            assert tuple(enumeration) == typing.get_args(hint)


def test_descriptions_are_whole() -> None:
    assert properties("CoreferenceLink")["basis"]["description"] == (
        "`name` (the same name, or part of it), `acronym` (its initials, or a short name in "
        "brackets after it), `apposition` (stands beside it), `relative` (a relative pronoun after "
        "it), `quotation` (a first person in words of the antecedent's own) or `coreference` (a "
        "pronoun or description that fits it best)."
    )


def test_the_seed_article_is_valid() -> None:
    VALIDATOR.validate(OUTPUT)


def test_a_line_of_jsonl_is_valid() -> None:
    VALIDATOR.validate({"file": "libya.txt", **OUTPUT})


FRAGMENTS = st.sampled_from(
    '“ ” " he she Mr. Smith Serbia said says that told reporters , . ? : \n \n\n will not sign the '
    "agreement Monday according to U.S. 5 hopes may if 🎉 \ud800 \x00".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
def test_any_output_is_valid(text: str) -> None:
    VALIDATOR.validate(json.loads(parse_article(text).to_json()))


# --- What is refused ------------------------------------------------------------------------------

Place = tuple[str | int, ...]


def first_with(rows: str, field: str) -> Place:
    return rows, next(i for i, row in enumerate(OUTPUT[rows]) if row[field]), field


#: Where in the output of the seed article to find one of each type.
PLACES: dict[str, Place] = {
    "Article": (),
    "Span": ("sentences", 0),
    "Entity": ("entities", 0),
    "CoreferenceLink": (*first_with("entities", "links"), 0),
    "Attribution": ("attributions", 0),
    "Quote": ("quotes", 0),
    "Claim": ("claims", 0),
    "Predicate": ("claims", 0, "predicate"),
    "Argument": first_with("claims", "subject"),
    "FactualityMarker": (*first_with("claims", "markers"), 0),
}


def changed(place: Place, change: Callable[[Any], None]) -> Any:
    document = copy.deepcopy(OUTPUT)
    row = document
    for key in place:
        row = row[key]
    change(row)
    return document


def test_every_type_has_its_place() -> None:
    assert set(PLACES) == {t.__name__ for t in TYPES}


@pytest.mark.parametrize(
    ("name", "field"), [(t.__name__, field.name) for t in TYPES for field in fields(t)]
)
def test_a_missing_field_is_refused(name: str, field: str) -> None:
    assert not VALIDATOR.is_valid(changed(PLACES[name], lambda row: row.pop(field)))


@pytest.mark.parametrize(
    ("name", "field"), [(t.__name__, field.name) for t in TYPES for field in fields(t)]
)
def test_null_is_refused_unless_the_type_has_it(name: str, field: str) -> None:
    (result,) = (t for t in TYPES if t.__name__ == name)
    optional = type(None) in typing.get_args(typing.get_type_hints(result)[field])
    document = changed(PLACES[name], lambda row: row.update({field: None}))
    assert VALIDATOR.is_valid(document) == optional


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Article", "text", 7),
        ("Article", "title", ["a title"]),
        ("Article", "claims", {}),
        ("Article", "claims", "c1"),
        ("Article", "quotes", [None]),
        ("Article", "entities", ["e1"]),
        ("Article", "sentences", [{"start": 0, "end": 1}]),
        ("Article", "published", 20200114),
        ("Span", "start", -1),
        ("Span", "start", "0"),
        ("Span", "end", 1.5),
        ("Span", "end", True),
        ("Span", "text", 0),
        ("Entity", "id", 1),
        ("Entity", "kind", "company"),
        ("Entity", "kind", "Person"),
        ("Entity", "named", "yes"),
        ("Entity", "named", 1),
        ("Entity", "role", []),
        ("Entity", "mentions", [[0, 4]]),
        ("Entity", "anonymous", 0),
        ("CoreferenceLink", "mention", -1),
        ("CoreferenceLink", "basis", "guess"),
        ("Attribution", "source", "he"),
        ("Attribution", "speaker", {"id": "e1"}),
        ("Attribution", "cue", {}),
        ("Attribution", "content", {"start": 0, "end": 1, "text": "a"}),
        ("Attribution", "type", "opinion"),
        ("Attribution", "parent", 1),
        ("Attribution", "confidence", 1.01),
        ("Attribution", "confidence", -0.01),
        ("Attribution", "confidence", "high"),
        ("Quote", "kind", "scare"),
        ("Quote", "text", ["two", "parts"]),
        ("Quote", "verbatim", ["Today"]),
        ("Quote", "attribution", {"id": "a1"}),
        ("Quote", "speaker", 1),
        ("Claim", "subject", "Haftar"),
        ("Claim", "predicate", "sign"),
        ("Claim", "arguments", [{"role": "time"}]),
        ("Claim", "polarity", "neutral"),
        ("Claim", "certainty", "sure"),
        ("Claim", "attribution", ["a1"]),
        ("Claim", "markers", [{"kind": "modal"}]),
        ("Predicate", "span", [0, 4]),
        ("Predicate", "lemma", 1),
        ("Argument", "entity", {"id": "e1"}),
        ("Argument", "role", 1),
        ("FactualityMarker", "kind", "hedge"),
        ("FactualityMarker", "certainty", None),
    ],
)
def test_a_wrong_value_is_refused(name: str, field: str, value: object) -> None:
    assert not VALIDATOR.is_valid(changed(PLACES[name], lambda row: row.update({field: value})))


@pytest.mark.parametrize("document", [None, [], "text", 1, {}, [OUTPUT]])
def test_what_is_no_article_is_refused(document: object) -> None:
    assert not VALIDATOR.is_valid(document)
