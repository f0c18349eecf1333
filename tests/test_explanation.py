"""Explanations: a table of results made by hand, and what holds for those of any article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from newsclaims import (
    Argument,
    Article,
    Attribution,
    Claim,
    CoreferenceLink,
    Entity,
    FactualityMarker,
    Predicate,
    Quote,
    Span,
    examples,
    parse_article,
)
from newsclaims.view.decisions import LONGEST_QUOTATION

TEXT = (
    "Harbour master Lene Dahl said the ferry may not sail. She hoped her crew would “rest well”. "
    "The letter was signed by Dahl, agency NNB reported she wrote. Rain fell, the Old Sea Guard "
    "(OSG) said."
)


def at(words: str, number: int = 1) -> Span:
    """Where words stand in the text, for the first time or the nth."""
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


DAHL = Entity(
    "e1",
    "Lene Dahl",
    "person",
    True,
    "Harbour master",
    (
        at("Harbour master Lene Dahl"),
        at("She"),
        at("her"),
        at("Dahl", 2),
        at("she", 1),
    ),
    (
        CoreferenceLink(1, 0, "coreference"),
        CoreferenceLink(2, 1, "coreference"),
        CoreferenceLink(3, 0, "name"),
    ),
)
FERRY = Entity("e2", "the ferry", "other", False, None, (at("the ferry"),))
AGENCY = Entity("e3", "NNB", "organization", True, None, (at("NNB"),))
GUARD = Entity(
    "e4",
    "Old Sea Guard",
    "organization",
    True,
    None,
    (at("the Old Sea Guard"), at("OSG")),
    (CoreferenceLink(1, 0, "acronym"),),
)
SAID = Attribution(
    id="a1",
    source=at("Harbour master Lene Dahl"),
    speaker=DAHL,
    cue=at("said"),
    content=(at("the ferry may not sail"),),
    type="assertion",
    parent=None,
    confidence=0.934,
)
HOPED = Attribution(
    "a2",
    at("She"),
    DAHL,
    at("hoped"),
    (at("her crew would “rest well”"),),
    "belief",
    None,
    0.8,
)
REPORTED = Attribution(
    "a3", at("agency NNB"), AGENCY, at("reported"), (at("she wrote"),), "assertion", None, 0.5
)
WROTE = Attribution("a4", at("she"), DAHL, at("wrote"), (at("she"),), "assertion", "a3", 0.25)
UNNAMED = Attribution("a5", None, None, None, (at("Rain fell"),), "fact", None, 1.0)
GUARDED = replace(UNNAMED, id="a6", source=at("the Old Sea Guard (OSG)"), cue=at("said", 2))
NEGATED = Claim(
    id="c1",
    text="the ferry may not sail",
    content=(at("the ferry may not sail"),),
    subject=Argument("the ferry", at("the ferry"), "subject", FERRY),
    predicate=Predicate("may not sail", at("may not sail"), "sail"),
    object=None,
    arguments=(),
    polarity="negative",
    certainty="possible",
    attribution=SAID,
    speaker=DAHL,
    confidence=0.934,
    markers=(
        FactualityMarker(at("may"), "modal", "positive", "possible"),
        FactualityMarker(at("not"), "negation", "negative", "certain"),
    ),
)
REST = Claim(
    id="c2",
    text="Lene Dahl’s crew would “rest well”",
    content=(at("her crew would “rest well”"),),
    subject=Argument("her crew", at("her crew"), "subject", None),
    predicate=Predicate("would rest", at("would “rest"), "rest"),
    object=None,
    arguments=(Argument("well", at("well"), "manner", None),),
    polarity="positive",
    certainty="unknown",
    attribution=HOPED,
    speaker=DAHL,
    confidence=0.8,
)
SIGNED = Claim(
    id="c3",
    text="Dahl signed the letter",
    content=(at("The letter was signed by Dahl"),),
    subject=Argument("Dahl", at("Dahl", 2), "subject", DAHL),
    predicate=Predicate("was signed", at("was signed"), "sign"),
    object=Argument("The letter", at("The letter"), "object", None),
    arguments=(),
    polarity="positive",
    certainty="certain",
    attribution=None,
    speaker=None,
    confidence=1.0,
)
MASTER = replace(
    SIGNED,
    id="c4",
    text="Lene Dahl is Harbour master",
    content=(at("Harbour master Lene Dahl"),),
    subject=Argument("Lene Dahl", None, "subject", DAHL),
    predicate=Predicate("is", None, "be"),
    object=Argument("master mariner", None, "object", None),
    arguments=(Argument("from that", None, "other", None),),
    polarity="negative",
)
ALLOWED = replace(
    SIGNED,
    id="c5",
    polarity="positive",
    markers=(
        FactualityMarker(at("not"), "negation", "negative", "certain"),
        FactualityMarker(at("wrote"), "predicate", "negative", "certain"),
    ),
)
WHO = replace(SIGNED, id="c6", subject=Argument("She", at("She"), "subject", None))
ARTICLE = Article(
    text=TEXT,
    title=None,
    claims=(NEGATED, REST, SIGNED, MASTER, ALLOWED, WHO),
    quotes=(
        Quote(
            "q1",
            "mixed",
            "her crew would “rest well”",
            HOPED.content,
            (at("rest well"),),
            HOPED,
            DAHL,
        ),
        Quote("q2", "direct", "rest well", (at("“rest well”"),), (at("rest well"),), None, None),
        Quote("q3", "indirect", "the ferry may not sail", SAID.content, (), SAID, DAHL),
    ),
    attributions=(SAID, HOPED, REPORTED, WROTE, UNNAMED, GUARDED),
    entities=(DAHL, FERRY, AGENCY, GUARD),
    sentences=(
        at("Harbour master Lene Dahl said the ferry may not sail."),
        at("She hoped her crew would “rest well”."),
        at("The letter was signed by Dahl, agency NNB reported she wrote."),
        at("Rain fell, the Old Sea Guard (OSG) said."),
    ),
)

WHOLE = """\
Claim c1: the ferry may not sail
Sentence 1: “Harbour master Lene Dahl said the ferry may not sail.” (0–53)
Evidence: “the ferry may not sail” (30–52)
Subject: “the ferry” (30–39), an unnamed thing, the only mention
Predicate: “may not sail” (40–52), of “sail”
Source: “Harbour master Lene Dahl” (0–24), that is Lene Dahl (person, Harbour master): named in full
Cue: “said” (25–29)
Content: “the ferry may not sail” (30–52)
Type: assertion, as “said” tells of something said, written or shown
Confidence: 0.93; of 100 such attributions about 93 have the right source and content
Polarity: negative, by the negation “not” (44–47)
Certainty: possible, by the modal verb “may” (40–43)
Confidence of the claim: 0.93; of 100 such claims a careful reader accepts about 93"""

TABLE = [
    (
        "a pronoun in the text is explained, link by link up to a name",
        REST,
        "Name put in: for “her” (64–67), that is Lene Dahl (person, Harbour master): taken for the "
        "same as “She” (54–57), which is taken for the same as “Harbour master Lene Dahl” (0–24)",
    ),
    (
        "where the words that decide are not kept, it says where to look",
        REST,
        "Certainty: unknown, by the cue “hoped” (58–63) or the words around “would “rest” (73–84)",
    ),
    ("other arguments by their roles", REST, "Manner: “well” (85–89)"),
    (
        "a passive is turned",
        SIGNED,
        "Subject: “Dahl” (117–121), after “by”: the passive is turned, that is Lene Dahl (person, "
        "Harbour master): the same name as, or part of, “Harbour master Lene Dahl” (0–24)",
    ),
    (
        "the article's own voice",
        SIGNED,
        "Speaker: the article itself, as these words are in nobody's reported content",
    ),
    (
        "a subject from elsewhere in the sentence",
        MASTER,
        "Subject: “Lene Dahl” (15–24), filled in: it stands outside the clause, within "
        "“Harbour master Lene Dahl” (0–24), that is Lene Dahl (person, Harbour master): named "
        "in full",
    ),
    ("a predicate that is not printed", MASTER, "Predicate: “is”, filled in: it is not printed"),
    (
        "a part that is not found again",
        MASTER,
        "Object: “master mariner”, filled in: it stands outside the clause",
    ),
    (
        "a role without a name",
        MASTER,
        "Also: “from that”, filled in: it stands outside the clause",
    ),
    (
        "denied by words that are not kept",
        MASTER,
        "Polarity: negative, by the words of its evidence",
    ),
    (
        "two denials",
        ALLOWED,
        "Polarity: positive, as the negation “not” (44–47) and the governing word “wrote” "
        "(147–152) cancel each other",
    ),
    (
        "a pronoun that was not resolved",
        WHO,
        "Subject: “She” (54–57), whom or what it means was not read",
    ),
    (
        "part of a quotation is verbatim",
        ARTICLE.quotes[0],
        "Kind: mixed, as only this stands in quotation marks: “rest well” (80–89)",
    ),
    (
        "all of it is",
        ARTICLE.quotes[1],
        "Kind: direct, as all of it stands in quotation marks: “rest well” (80–89)",
    ),
    (
        "a quotation that nobody reports",
        ARTICLE.quotes[1],
        "Speaker: none, as no source or cue was read for it",
    ),
    (
        "none of it is",
        ARTICLE.quotes[2],
        "Kind: indirect, as none of it stands in quotation marks",
    ),
    (
        "a nested attribution",
        WROTE,
        "Reported in turn by: “agency NNB” (123–133), in it “NNB” (130–133), an organization, "
        "named in full; cue “reported” (134–142)",
    ),
    (
        "a link that is not kept",
        WROTE,
        "Source: “she” (143–146), that is Lene Dahl (person, Harbour master): taken for the same "
        "as “Dahl” (117–121), the nearest earlier mention; its full name is in “Harbour master "
        "Lene Dahl” (0–24)",
    ),
    ("no source", UNNAMED, "Source: none is printed"),
    ("no cue", UNNAMED, "Cue: none is printed"),
    (
        "a type without a cue",
        UNNAMED,
        "Type: fact, read as something known or learnt, and so taken to be true",
    ),
    (
        "a source that is nobody",
        GUARDED,
        "Source: “the Old Sea Guard (OSG)” (165–188), who that is was not read",
    ),
    (
        "an acronym",
        GUARD,
        "Mention: “OSG” (184–187), short for “the Old Sea Guard” (165–182)",
    ),
    ("an entity", DAHL, "Entity e1: Lene Dahl (person, Harbour master)"),
    (
        "its name",
        DAHL,
        "Name: the fullest name the article gives, in “Harbour master Lene Dahl” (0–24)",
    ),
]


def test_a_whole_explanation() -> None:
    assert ARTICLE.explain(NEGATED) == WHOLE


@pytest.mark.parametrize(("comment", "result", "line"), TABLE, ids=[row[0] for row in TABLE])
def test_line(comment: str, result: Claim | Quote | Attribution | Entity, line: str) -> None:
    assert line in ARTICLE.explain(result).split("\n"), comment


@pytest.mark.parametrize(
    "result",
    [
        replace(NEGATED, text="something else"),
        replace(ARTICLE.quotes[0], kind="direct"),
        replace(SAID, confidence=0.1),
        replace(FERRY, mentions=()),
    ],
    ids=lambda result: type(result).__name__,
)
def test_a_result_of_another_article(result: Claim | Quote | Attribution | Entity) -> None:
    with pytest.raises(ValueError, match="is not one of this article's"):
        ARTICLE.explain(result)


@pytest.mark.parametrize("value", [None, 1, ARTICLE, at("said")])
def test_what_is_no_result(value: object) -> None:
    with pytest.raises(TypeError, match="takes a claim, quote, attribution or entity"):
        ARTICLE.explain(value)  # type: ignore[arg-type]


def test_an_equal_result_will_do() -> None:
    again = Article.from_json(ARTICLE.to_json())
    assert again == ARTICLE
    assert ARTICLE.explain(again.claims[0]) == WHOLE


def test_links_that_go_round_end() -> None:
    links = (CoreferenceLink(0, 1, "coreference"), CoreferenceLink(1, 0, "coreference"))
    entity = replace(DAHL, links=links)
    article = replace(ARTICLE, entities=(entity,))
    assert "Mention: “She” (54–57), taken for the same as" in article.explain(entity)


def test_attributions_nested_in_each_other_end() -> None:
    one, other = replace(REPORTED, parent="a4"), replace(WROTE, parent="a3")
    article = replace(ARTICLE, attributions=(one, other))
    assert article.explain(one).count("Reported in turn") == 2


def everything(article: Article) -> Iterator[Claim | Quote | Attribution | Entity]:
    yield from article.claims
    yield from article.quotes
    yield from article.attributions
    yield from article.entities


@pytest.mark.parametrize(
    "text",
    [
        "",
        examples.libya(),
        "He said “this never ends. She said nothing",
        "MAYOR SAYS CITY IS BROKE\n\nTHE CITY HAS NO MONEY, MAYOR BRANDT SAID ON MONDAY.",
        "Line one,\r\nhe said.\r\nLine two, she\u2028said.\x0b It may not rain, they said.",
        "He said\x00 it was\x00 fine.\n\nShe denied it \ud800 broke.",
        "said " * 300,
    ],
)
def test_any_result_of_any_article(text: str) -> None:
    article = parse_article(text)
    for result in everything(article):
        explanation = article.explain(result)
        lines = explanation.splitlines()
        assert explanation == "\n".join(lines)
        assert all(line.strip() == line != "" for line in lines)
        for start, end in re.findall(r"” \((\d+)–(\d+)\)", explanation):
            words = " ".join(text[int(start) : int(end)].split())
            if len(words) <= LONGEST_QUOTATION:
                assert f"“{words}” ({start}–{end})" in explanation


MEETING = (
    "Crew to meet owners\n\n"
    "Harbour master Lene Dahl asked for a meeting by Friday. Dahl said the owners knew the risk. "
    "If the weather turns, the ferry will stay in port."
)


def test_a_result_of_a_reading_is_told_with_its_rules() -> None:
    article = parse_article(MEETING)
    (claim,) = (c for c in article.claims if "stay in port" in c.text)
    lines = article.explain(claim).split("\n")
    assert any(
        line.startswith("Decided: ") and "“factuality: on a condition” (factuality/" in line
        for line in lines
    )
    dahl = next(e for e in article.entities if e.name == "Lene Dahl")
    assert any(
        "Decided: “Dahl” (77–81), beside" in line for line in article.explain(dahl).split("\n")
    )


def test_a_result_that_is_not_read_again_is_told_without_rules() -> None:
    article = parse_article(MEETING)
    claim = replace(article.claims[0], confidence=0.5)
    explained = replace(article, claims=(claim,)).explain(claim)
    assert explained and "Decided:" not in explained


def test_words_that_led_to_no_claim() -> None:
    lines = parse_article(MEETING).explain("If the weather\nturns").split("\n")
    assert lines[0] == "Words: “If the weather turns” (113–133)"
    assert "Read: “turns” VERB, advcl of “stay”" in lines
    assert any("“factuality: condition”" in line for line in lines)


def test_words_in_several_places() -> None:
    lines = parse_article(MEETING).explain("Dahl").split("\n")
    assert [line for line in lines if line.startswith("Words: ")] == [
        "Words: “Dahl” (41–45)",
        "Words: “Dahl” (77–81)",
    ]


@pytest.mark.parametrize("words", ["", "  ", "the tram"])
def test_words_that_are_not_there(words: str) -> None:
    with pytest.raises(ValueError, match="not in the article as printed"):
        parse_article(MEETING).explain(words)
