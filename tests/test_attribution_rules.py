"""The rules by which attributions, quotes and sentences are decided: names, traces, switches."""

from __future__ import annotations

from itertools import chain

import pytest

from newsclaims import parse_article
from newsclaims.attributions import attribution_type, attributions, quoted_words, quotes
from newsclaims.text import segment
from newsclaims.text.segment import segment as segmented
from newsclaims.trace import Decision, Rule, tracing, without

RULES: tuple[Rule[..., object], ...] = tuple(
    chain(
        attributions.PARTINGS,
        attributions.CHANGES,
        attributions.UNSAID,
        attributions.VETOES,
        attribution_type.CUES,
        attribution_type.COMPLEMENTS,
        quoted_words.ADOPTIONS,
        quotes.EDGES,
        quotes.NAMES,
        quotes.CONTINUATIONS,
        quotes.PARENTS,
        quotes.QUOTES,
        quotes.NO_QUOTES,
        segment.OPENINGS,
        segment.JOINS,
        segment.HEADLINES,
    )
)

# A text, the rule that decides, its outcome, and words that it decides on.
DECIDED = [
    ("Ann Berg made clear that it was safe.", "phrase of the cue", "assertion", "made clear"),
    ("Ann Berg said it was safe.", "main word of the cue", "assertion", "said"),
    ("Ann Berg was enamored of the plan.", "attitude in no table", "belief", "was enamored of"),
    ("Ann Berg said the bridge was safe.", "finite clause", "assertion", "the bridge was safe"),
    (
        "The council hopes to open the bridge in May.",
        "infinitive or gerund first",
        "eventuality",
        "to open the bridge in May",
    ),
    ("Ann Berg saw the plan as a threat.", "said of an object", "belief", "the plan as a threat"),
    (
        "“The bridge is old,” said Ann Berg.",
        "quotation set off from the cue",
        "assertion",
        "“ The bridge is old , ”",
    ),
    (
        "“The bridge is old,” said Ann Berg.",
        "words in quotation marks",
        "direct quote",
        "“ The bridge is old , ”",
    ),
    ("Ann Berg said it was safe.", "cue of words", "indirect quote", "it was safe"),
    (
        "Ann Berg said Lee refused to talk, forcing both to wait.",
        "result left out",
        "content changed",
        "to talk , forcing both to wait",
    ),
    (
        "Ann Berg said in the film “The Bridge” that it was safe.",
        "quotation of no sentence",
        "no quote",
        "“ The Bridge ”",
    ),
    (
        "Ann Berg’s proposal was a blow to the council. “The bridge is not safe for anybody.”",
        "not sure enough",
        "left out",
        "“ The bridge is not safe for anybody . ”",
    ),
    (
        "Ann Berg said the dam was weak and demanded that the state mend it.",
        "second verb of saying",
        "one of its own",
        "that the state mend it",
    ),
    ("If anyone says “it is free”, go.", "said on a condition", "left out", "“ it is free ”"),
    ("Nobody has said “I trust it.”", "said by nobody", "left out", "“ I trust it . ”"),
    ("The band's slogan is “louder than the sea”.", "name or motto", "left out", "slogan is"),
    (
        "Leo Strand told the inquiry the door was locked.",
        "who is told",
        "content changed",
        "the door was locked",
    ),
    (
        "TARN (Post) — Two men were held on Monday, police said.",
        "no part of the text",
        "content changed",
        "Two men were held on Monday",
    ),
]
OF_TEXT = [
    ("TARN (Post) — Two men were held.", "dateline", "sentence of its own", "TARN ( Post ) —"),
    ("Bridge falls in Lima\n\nIt fell.", "line without a full stop", "headline", "Bridge falls in"),
    ("By Ann Berg\n\nThe bridge fell.", "byline or date", "no headline", "By Ann Berg"),
    ("“Why did it fall?” Ann Berg asked.", "reporting clause after a question", "no break", "”"),
    ("He met e.g. The Times.", "abbreviation that never ends a sentence", "no break", "e.g."),
]
ALL = [(text, f"attributions: {name}", *rest) for text, name, *rest in DECIDED]
ALL += [(text, f"text: {name}", *rest) for text, name, *rest in OF_TEXT]


def decisions_of(text: str, name: str) -> list[Decision]:
    """What one rule decided about a text."""
    with tracing() as decisions:
        parse_article(text)
    return [decision for decision in decisions if decision.rule.name == name]


def test_every_rule_has_a_name_of_its_own_and_says_what_it_does() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(name.startswith(("attributions: ", "text: ")) for name in names)
    assert all(rule.says.endswith((".", '."', "'.")) for rule in RULES), [r.says for r in RULES]


@pytest.mark.parametrize(("text", "name", "outcome", "words"), ALL)
def test_the_trace_names_the_rule_and_the_words(
    text: str, name: str, outcome: str, words: str
) -> None:
    tokens = segmented(text).tokens
    found = [
        (decision.outcome, " ".join(token.text for token in tokens[first:last]))
        for decision in decisions_of(text, name)
        for first, last in decision.tokens
    ]
    assert any(said == outcome and words in printed for said, printed in found), found


@pytest.mark.parametrize(("text", "name", "outcome", "words"), ALL)
def test_a_rule_that_is_switched_off_decides_nothing(
    text: str, name: str, outcome: str, words: str
) -> None:
    with without([name]):
        assert decisions_of(text, name) == []


def test_a_result_belongs_to_the_content_again_without_its_rule() -> None:
    text = "Ann Berg said Lee refused to talk, forcing both to wait."
    with without(["attributions: result left out"]):
        contents = {a.content[0].text for a in parse_article(text).attributions}
    assert "to talk, forcing both to wait" in contents
    assert "to talk" in {a.content[0].text for a in parse_article(text).attributions}


def test_a_headline_is_a_sentence_without_its_rule() -> None:
    text = "The bridge in Lima has fallen\n\nIt fell on Monday, said the mayor of the city."
    assert segmented(text).title == 0
    with without(["text: line without a full stop"]):
        assert segmented(text).title is None


@pytest.mark.parametrize(
    ("dash", "names"),
    [("—", ("Ada Ohm", "Ben Ito")), ("―", ("Cara Reed", "Dan Kim")), ("–", ("Ivo Ash", "Una Lee"))],
)
def test_a_signature_signs_the_quotation_above_it(dash: str, names: tuple[str, str]) -> None:
    quotations = ("“The tram is far too slow.”", "“It never stops at the school.”")
    signed = [f"{words} {dash} {name}" for words, name in zip(quotations, names, strict=True)]
    for one in parse_article("\n\n".join(("Readers on the new tram", *signed))).attributions:
        if one.source is not None and one.source.text in names:
            (content,) = one.content
            assert content.text == quotations[names.index(one.source.text)]
