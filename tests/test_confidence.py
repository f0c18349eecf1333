"""Confidence of claims: what it is made of, what it leaves out, and names that are too unsure."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims import Article, examples, parse_article, parse_articles, read_brat, read_document
from newsclaims.claims.claims import find_claims, make_claims
from newsclaims.claims.confidence import ConfidenceModel, load_confidence
from newsclaims.results import LIKELIER_RIGHT, Claim, Entity
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import tracing, without

TEXT = "The mill closed. Its owner, Ada Berg, said on Monday that she could not find a buyer."
SHARES = st.floats(0, 1)


@cache
def libya(minimum: float) -> Article:
    return parse_article(read_document_once(), minimum_confidence=minimum)


@cache
def read_document_once():  # type: ignore[no-untyped-def]
    return read_document(examples.libya())


def test_claims_below_the_minimum_are_left_out_and_nothing_else() -> None:
    everything = libya(0)
    assert parse_article(read_document_once()) == libya(LIKELIER_RIGHT)
    for minimum in (0.3, LIKELIER_RIGHT, 0.9, 1.0):
        kept = [claim for claim in everything.claims if claim.confidence >= minimum]
        assert libya(minimum) == replace(everything, claims=tuple(kept))
    assert len(libya(0.9).claims) < len(libya(LIKELIER_RIGHT).claims) < len(everything.claims)


def test_ids_count_all_claims() -> None:
    assert [claim.id for claim in libya(0).claims] == [
        f"c{i}" for i in range(1, len(libya(0).claims) + 1)
    ]


def test_each_way_in_takes_a_minimum() -> None:
    everything = parse_article(TEXT, minimum_confidence=0)
    assert len(everything.claims) > 1
    assert not parse_article(TEXT, minimum_confidence=1).claims
    assert next(parse_articles([TEXT], minimum_confidence=0)) == everything
    assert read_brat(TEXT, "", minimum_confidence=0).claims
    assert not read_brat(TEXT, "", minimum_confidence=1).claims


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_minimum_is_between_0_and_1(value: float) -> None:
    for call in (
        lambda: parse_article(TEXT, minimum_confidence=value),
        lambda: parse_articles([TEXT], minimum_confidence=value),
        lambda: read_brat(TEXT, "", minimum_confidence=value),
    ):
        with pytest.raises(ValueError, match="minimum_confidence must be between 0 and 1"):
            call()


@pytest.mark.parametrize("value", ["0.5", None, True])
def test_a_minimum_is_a_number(value: object) -> None:
    with pytest.raises(TypeError, match="minimum_confidence must be a number"):
        parse_article(TEXT, minimum_confidence=value)  # type: ignore[arg-type]


def test_json_of_a_version_before_speakers_had_a_confidence() -> None:
    article = libya(LIKELIER_RIGHT)
    assert any(a.speaker_confidence is not None for a in article.attributions)
    data = json.loads(article.to_json())
    for row in data["attributions"]:
        del row["speaker_confidence"]
    old = Article.from_dict(data)
    assert {a.speaker_confidence for a in old.attributions} == {None}
    assert [a.content for a in old.attributions] == [a.content for a in article.attributions]


def test_a_source_that_prints_the_name_is_the_speaker() -> None:
    for attribution in libya(0).attributions:
        speaker = attribution.speaker
        if speaker is None:
            assert attribution.speaker_confidence is None
        else:
            assert attribution.source is not None
            assert attribution.speaker_confidence is not None
            assert 0 <= attribution.speaker_confidence <= 1
            if speaker.named and speaker.name in attribution.source.text:
                assert attribution.speaker_confidence == 1


# The model

MODEL = ConfidenceModel(
    0.0, {"long": 2.0, "bare": -1.0, "rare": -3.0}, {"long": 0.5, "bare": 0.0, "rare": 0.0}
)


def test_probability() -> None:
    assert MODEL.probability({}) == 0.5
    assert MODEL.probability({"long": 1.0}) == 0.8808
    assert MODEL.probability({"long": 1.0, "rare": 1.0}) == 0.2689
    assert MODEL.probability({"unknown": 9.0}) == 0.5
    assert MODEL.probability({"long": 1e9}) == 1.0


def test_reasons_are_held_against_an_average_claim() -> None:
    assert MODEL.reasons({"long": 1.0, "bare": 1.0, "rare": 1.0, "unknown": 1.0}) == (
        ["rare", "bare"],
        ["long"],
    )
    assert MODEL.reasons({"long": 0.5}) == ([], [])


@given(st.dictionaries(st.sampled_from(sorted(load_confidence().weights)), st.floats(-1e3, 1e3)))
def test_shipped_weights_give_probabilities(features: dict[str, float]) -> None:
    assert 0 <= load_confidence().probability(features) <= 1


def test_the_trace_says_what_speaks_for_and_against() -> None:
    with tracing() as decisions:
        parse_article(TEXT)
    told = [d.outcome for d in decisions if d.rule.name == "claims: likely to be accepted"]
    assert len(told) == len(parse_article(TEXT, minimum_confidence=0).claims)
    assert all(line.startswith("confidence 0.") and "; for it: " in line for line in told)


def test_without_its_rule_every_claim_is_kept() -> None:
    with without(["claims: likely to be accepted"]):
        claims = parse_article(TEXT, minimum_confidence=1).claims
    assert {claim.confidence for claim in claims} == {1.0}


# Names for pronouns

SHE = "Ada Berg resigned in May. She moved to Oslo."


def claims_with(likely: float) -> tuple[Claim, ...]:
    """The claims where "She" is as likely as this to be Ada Berg."""
    document = read_document(SHE)
    assert document.reading is not None

    def sure(entity: Entity) -> Entity:
        links = tuple(replace(link, confidence=likely) for link in entity.links)
        return replace(entity, links=links)

    entities = [sure(entity) for entity in parse_article(document).entities]
    return find_claims(Syntax(document, document.reading), entities, ())


@pytest.mark.parametrize(("likely", "subject"), [(0.59, "She"), (0.61, "Ada Berg")])
def test_a_name_is_printed_if_it_is_likely_enough(likely: float, subject: str) -> None:
    assert claims_with(likely)[1].text == f"{subject} moved to Oslo"


def test_an_unsure_name_makes_a_claim_less_likely() -> None:
    document = read_document(SHE)
    assert document.reading is not None
    entities = parse_article(document).entities
    made = make_claims(Syntax(document, document.reading), entities, ())
    assert made[1].features["names filled in"] == 1
    assert "unsure name filled in" not in made[0].features
