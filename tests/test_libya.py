"""The Libya article against a complete hand-written gold, `data/libya_gold.json`.

How results are compared:

- An *attribution* is found if its cue and source overlap the gold's and the words of its contents
  reach an F1 of 0.9 with the gold's; its speaker's name, type and parent must then be the gold's.
- A *speaker* is found if all its attributions found have the same entity, with the gold's name,
  kind, role and mentions.
- A *quote* is found by its attribution; kind, text and verbatim stretches must be the gold's.
- A *claim* is found by the words of its predicate; lemma, subject, object, arguments, polarity,
  certainty and attribution must be the gold's. An argument holds at least the gold's head and at
  most the gold's text.
- Results beyond the gold count against the reader, unless the gold permits them.

Punctuation at the edges never counts. ``known_failures`` in the gold names the items that fail
today, with the reason; they must fail, and be one in ten at most.
"""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import pytest

import newsclaims
from newsclaims import Article, Attribution, Claim, examples

Row = dict[str, Any]
TEXT = examples.libya()
GOLD: Row = json.loads(
    (pathlib.Path(__file__).parent / "data" / "libya_gold.json").read_text(encoding="utf-8")
)
KNOWN_FAILURES: dict[str, str] = {row["id"]: row["reason"] for row in GOLD["known_failures"]}
WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
CONTENT_F1 = 0.9

BY_ID = {row["id"]: row for row in GOLD["attributions"]}
HEADLINES = [{**row, "id": f"headline-{row['id']}"} for row in GOLD["claims"] if "headline" in row]
NOTHING_ELSE = [{"id": f"no-other-{kind}"} for kind in ("attributions", "quotes", "claims")]
ITEMS: list[Row] = [
    *GOLD["speakers"],
    *GOLD["attributions"],
    *GOLD["quotes"],
    *GOLD["claims"],
    *HEADLINES,
    *NOTHING_ELSE,
]


def items(rows: list[Row]) -> list[Any]:
    """The rows as pytest parameters; known failures are expected, strictly, to fail."""
    return [
        pytest.param(
            row,
            id=row["id"],
            marks=[
                pytest.mark.xfail(
                    strict=True, raises=AssertionError, reason=KNOWN_FAILURES[row["id"]]
                )
            ]
            if row["id"] in KNOWN_FAILURES
            else [],
        )
        for row in rows
    ]


def occurrences(stretch: Row) -> list[tuple[int, int]]:
    pattern = re.escape(stretch["text"])
    if stretch.get("word"):
        pattern = rf"\b{pattern}\b"
    return [match.span() for match in re.finditer(pattern, TEXT)]


def located(stretch: Row) -> tuple[int, int]:
    """Offsets of a printed stretch of the gold."""
    return occurrences(stretch)[stretch.get("occurrence", 1) - 1]


def overlap(span: Any, stretch: Row) -> bool:
    start, end = located(stretch)
    return span is not None and bool(span.start < end and start < span.end)


def word_offsets(spans: list[tuple[int, int]]) -> set[int]:
    return {
        match.start()
        for match in WORD.finditer(TEXT)
        if any(start < match.end() and match.start() < end for start, end in spans)
    }


def f1(found: set[int], gold: set[int]) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


def plain(text: str) -> str:
    """The text without punctuation or space at its edges."""
    return re.sub(r"^\W+|\W+$", "", text)


def one_of(value: Any, allowed: Any) -> bool:
    return value in allowed if isinstance(allowed, list) else value == allowed


@pytest.fixture(scope="module")
def article() -> Article:
    return newsclaims.parse_article(TEXT, minimum_confidence=0)


def matching(article: Article, row: Row) -> Attribution | None:
    """The attribution that is the gold's: by cue and source, then by content."""
    gold = word_offsets([located(stretch) for stretch in row["content"]])

    def agreement(attribution: Attribution) -> float:
        return f1(word_offsets([(s.start, s.end) for s in attribution.content]), gold)

    candidates = [
        attribution
        for attribution in article.attributions
        if overlap(attribution.cue, row["cue"]) and overlap(attribution.source, row["source"])
    ]
    best = max(candidates, key=agreement, default=None)
    return best if best is not None and agreement(best) >= CONTENT_F1 else None


def names(speaker_id: str) -> list[str]:
    return next(row["names"] for row in GOLD["speakers"] if row["id"] == speaker_id)


def has_speaker(attribution: Attribution, allowed: Any) -> bool:
    ids = allowed if isinstance(allowed, list) else [allowed]
    if attribution.speaker is None:
        return None in ids
    return any(attribution.speaker.name in names(i) for i in ids if i is not None)


# The gold itself


def test_gold_is_printed_in_the_article() -> None:
    def check(node: Any) -> None:
        if isinstance(node, dict):
            if "text" in node:
                found = len(occurrences(node))
                assert found, f"not in the article: {node['text']!r}"
                if not {"entity", "head", "kind"} & node.keys():
                    assert found == 1 or "occurrence" in node, f"ambiguous: {node['text']!r}"
                    assert found >= node.get("occurrence", 1)
                if "head" in node:
                    assert node["head"] in node["text"]
            for child in node.values():
                check(child)
        elif isinstance(node, list):
            for child in node:
                check(child)

    check(GOLD)


def test_gold_ids_are_unique_and_refer_to_something() -> None:
    ids = [row["id"] for row in ITEMS]
    assert len(ids) == len(set(ids))
    assert set(KNOWN_FAILURES) <= set(ids)
    assert all(KNOWN_FAILURES.values())
    for row in (*GOLD["quotes"], *GOLD["claims"]):
        references = row["attribution"] if isinstance(row["attribution"], list) else []
        assert set(references) <= {*BY_ID, None}


def test_known_failures_are_one_in_ten_at_most() -> None:
    assert 10 * len(KNOWN_FAILURES) <= len(ITEMS)


# What is read


def test_title(article: Article) -> None:
    assert article.title == GOLD["title"]


def test_sentences(article: Article) -> None:
    assert len(article.sentences) == len(GOLD["sentences"])
    for sentence, beginning in zip(article.sentences, GOLD["sentences"], strict=True):
        assert sentence.text.startswith(beginning)


@pytest.mark.parametrize("row", items(GOLD["attributions"]))
def test_attribution(article: Article, row: Row) -> None:
    attribution = matching(article, row)
    assert attribution is not None, "no attribution with this cue, source and content"
    assert has_speaker(attribution, row["speaker"]), f"speaker is {attribution.speaker}"
    assert attribution.type in row["type"]
    if row["parent"] is None:
        assert attribution.parent is None
    else:
        parent = next((a for a in article.attributions if a.id == attribution.parent), None)
        assert parent is not None, "not nested"
        assert overlap(parent.cue, BY_ID[row["parent"]]["cue"])


@pytest.mark.parametrize("row", items(GOLD["speakers"]))
def test_speaker(article: Article, row: Row) -> None:
    found = [
        attribution
        for gold in GOLD["attributions"]
        if gold["speaker"] == row["id"] and (attribution := matching(article, gold)) is not None
    ]
    assert found, "none of its attributions was found"
    entities = {attribution.speaker for attribution in found}
    assert len(entities) == 1, "more than one entity"
    (entity,) = entities
    assert entity is not None
    assert entity in article.speakers
    assert entity.name in row["names"]
    assert entity.kind in row["kind"]
    for key in ("named", "role"):
        if key in row:
            assert getattr(entity, key) == row[key]
    for mention in row.get("mentions", ()):
        assert any(overlap(span, mention) for span in entity.mentions), mention["text"]


@pytest.mark.parametrize("row", items(GOLD["quotes"]))
def test_quote(article: Article, row: Row) -> None:
    gold = BY_ID[row["attribution"]]
    quote = next(
        (
            quote
            for quote in article.quotes
            if quote.attribution is not None
            and overlap(quote.attribution.cue, gold["cue"])
            and overlap(quote.attribution.source, gold["source"])
        ),
        None,
    )
    assert quote is not None, "no quote of this attribution"
    assert quote.kind == row["kind"]
    # Edge punctuation apart, but a quotation mark at the edge of a mixed quote is part of it.
    assert plain(quote.text) == plain(row["text"])
    assert [plain(span.text) for span in quote.verbatim] == row["verbatim"]
    assert quote.speaker == quote.attribution.speaker
    assert has_speaker(quote.attribution, gold["speaker"])


def readings(row: Row) -> list[Row]:
    """The alternative readings of a claim, each with what they share."""
    return [{**row, **reading} for reading in row.get("any_of", [{}])]


def argument_difference(name: str, found: Any, gold: Row | None) -> str | None:
    """What sets an argument apart from the gold's, or None."""
    if gold is None:
        return None if found is None else f"{name} is {found.text!r}, should be none"
    if found is None:
        return f"no {name}"
    if "entity" in gold and found.entity is not None and found.entity.name == gold["entity"]:
        return None
    if "text" in gold:
        words = WORD.findall(found.text)
        most, least = WORD.findall(gold["text"]), WORD.findall(gold["head"])
        if set(least) <= set(words) <= set(most):
            return None
    entity = found.entity.name if found.entity is not None else None
    return f"{name} is {found.text!r} ({entity}), should be {gold.get('entity') or gold['text']!r}"


def attribution_difference(claim: Claim, allowed: Any) -> str | None:
    allowed = allowed if isinstance(allowed, list) else [allowed]
    if claim.attribution is None:
        return None if None in allowed else "in the article's own voice"
    for i in allowed:
        if i is not None and overlap(claim.attribution.cue, BY_ID[i]["cue"]):
            if claim.speaker != claim.attribution.speaker:
                return "speaker is not the attribution's"
            if not has_speaker(claim.attribution, BY_ID[i]["speaker"]):
                return f"speaker is {claim.speaker}"
            return None
    return f"attributed to {claim.attribution}"


def claim_difference(claim: Claim, gold: Row) -> str | None:
    """What sets a claim apart from the gold's, or None."""
    differences = [
        None
        if one_of(claim.predicate.lemma, gold["predicate"]["lemma"])
        else f"lemma is {claim.predicate.lemma!r}",
        None if claim.polarity == gold["polarity"] else f"polarity is {claim.polarity}",
        None
        if one_of(claim.certainty, gold.get("certainty", claim.certainty))
        else f"certainty is {claim.certainty}",
        attribution_difference(claim, gold["attribution"]),
    ]
    for name in ("subject", "object"):
        if name in gold:
            differences.append(argument_difference(name, getattr(claim, name), gold[name]))
    for wanted in gold.get("arguments", ()):
        tries = [
            argument_difference(wanted["role"], argument, wanted)
            for argument in claim.arguments
            if argument.role == wanted["role"]
        ]
        differences.append(None if None in tries else f"no {wanted['role']} {wanted['text']!r}")
    return "; ".join(filter(None, differences)) or None


def matching_claim(article: Article, row: Row) -> Claim | str:
    """The claim that is the gold's, or what sets the nearest ones apart."""
    reasons = []
    for gold in readings(row):
        for claim in article.claims:
            if overlap(claim.predicate.span, gold["predicate"]):
                difference = claim_difference(claim, gold)
                if difference is None:
                    return claim
                reasons.append(f"{claim.text!r}: {difference}")
    return "\n".join(reasons) or "no claim with this predicate"


@pytest.mark.parametrize("row", items(GOLD["claims"]))
def test_claim(article: Article, row: Row) -> None:
    claim = matching_claim(article, row)
    assert isinstance(claim, Claim), claim


@pytest.mark.parametrize("row", items(HEADLINES))
def test_headline(article: Article, row: Row) -> None:
    claim = matching_claim(article, row)
    assert isinstance(claim, Claim), claim
    assert str(claim) == row["headline"]


def spurious_attributions(article: Article) -> list[str]:
    cues = [row["cue"] for row in (*GOLD["attributions"], *GOLD["permitted_attributions"])]
    return [
        str(attribution)
        for attribution in article.attributions
        if not any(overlap(attribution.cue, cue) for cue in cues)
    ]


def spurious_quotes(article: Article) -> list[str]:
    ids = [row["attribution"] for row in GOLD["quotes"]] + GOLD["permitted_quotes"]["attributions"]
    cues = [BY_ID[i]["cue"] for i in ids] + [row["cue"] for row in GOLD["permitted_attributions"]]
    return [
        str(quote)
        for quote in article.quotes
        if quote.attribution is None or not any(overlap(quote.attribution.cue, c) for c in cues)
    ]


def spurious_claims(article: Article) -> list[str]:
    stretches = [r["predicate"] for row in GOLD["claims"] for r in readings(row)]
    stretches += GOLD["permitted_claims"]["predicates"]
    return [
        str(claim)
        for claim in article.claims
        if not any(overlap(claim.predicate.span, stretch) for stretch in stretches)
        and not is_title(claim)
    ]


def is_title(claim: Claim) -> bool:
    """Whether a claim has no printed predicate, and puts what a title or an apposition says."""
    if claim.predicate.span or not (claim.subject and claim.object):
        return False
    return [claim.subject.text, claim.object.text] in GOLD["permitted_claims"]["titles"]


@pytest.mark.parametrize("row", items(NOTHING_ELSE))
def test_nothing_else(article: Article, row: Row) -> None:
    spurious = {
        "no-other-attributions": spurious_attributions,
        "no-other-quotes": spurious_quotes,
        "no-other-claims": spurious_claims,
    }[row["id"]](article)
    assert not spurious
