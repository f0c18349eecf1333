"""Third-person pronouns: what they may stand for, and how the choice is made."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from newsclaims import parse_article
from newsclaims.model_files import model_folder, read_json
from newsclaims.reading.encoder import load_encoder
from newsclaims.speakers.pronouns import load_ranker
from newsclaims.text.document import Mention
from newsclaims.text.segment import segment


def entity_of(text: str, word: str, place: int = 1) -> str | None:
    """The name of the entity that a word is a mention of, at the place where it stands."""
    start = -1
    for _ in range(place):
        start = text.index(word, start + 1)
    entities = parse_article(text).entities
    return next((e.name for e in entities if any(m.start == start for m in e.mentions)), None)


PERSONS = {"he": ("he", "him", "his", "Peter Lang"), "she": ("she", "her", "her", "Maria Quist")}


# Does not work yet: whoever mends one takes it out here.
KNOWN_FAILURES = {("When {he} left the hall, Robin Tamba said talks had failed.", "he")}


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize(
    "text",
    [
        "When {he} left the hall, Robin Tamba said talks had failed.",
        "Before {he} boarded the train, Robin Tamba said the strike was over.",
        "After {he} had read the letter, Robin Tamba said the fund was empty.",
        "As {he} walked to the court, Robin Tamba said the case was weak.",
        "While {he} waited for the votes, Robin Tamba said turnout was low.",
    ],
)
def test_a_clause_put_before_its_name(text: str, person: str) -> None:
    right = entity_of(text.format(he=person), person) == "Robin Tamba"
    assert right == ((text, person) not in KNOWN_FAILURES)


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize(
    "text",
    [
        "In {his} first speech, Robin Tamba said taxes would fall.",
        "At {his} trial, Robin Tamba said the files were false.",
        "In a letter to {his} lawyers, Robin Tamba wrote that the deal was void.",
        "During {his} visit to the port, Robin Tamba said trade would grow.",
        "From {his} hospital bed, Robin Tamba said the road was unsafe.",
    ],
)
def test_a_phrase_put_before_its_name(text: str, person: str) -> None:
    his = PERSONS[person][2]
    assert entity_of(text.format(his=his), his) == "Robin Tamba"


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize(
    "text",
    [
        "Robin Tamba thanked Kim Okoro on Monday. {He} said the vote was fair.",
        "Robin Tamba met Jordan Achebe in May. {He} said the plan was sound.",
        "Robin Tamba sued Taylor Brandt last year. {He} said the contract was broken.",
        "Robin Tamba replaced Kim Okoro on Friday. {He} said the budget would grow.",
        "Robin Tamba visited Sasha Lindqvist at home. {He} said the talks went well.",
    ],
)
def test_the_subject_before_and_not_its_object(text: str, person: str) -> None:
    he = person.capitalize()
    assert entity_of(text.format(He=he), f"{he} ") == "Robin Tamba"


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize(
    "text",
    [
        "{M} called {W}. {He} said the bridge was closed.",
        "{W} hired {M}. {He} said the work was hard.",
        "{W} spoke before {M}. {He} said the dam would hold.",
        "{W} wrote to {M}. {He} said the fee was too high.",
        "{M} met {W} on Sunday. {He} said the harvest was poor.",
    ],
)
def test_the_one_of_two_whose_gender_it_is(text: str, person: str) -> None:
    (own,) = (names[3] for key, names in PERSONS.items() if key == person)
    (other,) = (names[3] for key, names in PERSONS.items() if key != person)
    he = person.capitalize()
    assert entity_of(text.format(He=he, M=own, W=other), f"{he} ") == own


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Friday. It rained all day.",
        "The bank closed its doors early. It was snowing.",
        "The ministry paid its staff. It was clear that costs would rise.",
        "The port was sold to a fund. It is hard to say who won.",
        "The union ended the strike. It seems that nobody lost.",
    ],
)
def test_it_that_stands_for_nothing(text: str) -> None:
    assert entity_of(text, "It ") in (None, "It")


def test_an_apposed_name_is_not_its_own_owner() -> None:
    text = "Like her sister Jane Roe, Ann Berg is a lawyer. She said the law was old."
    assert entity_of(text, "her ") != "Jane Roe"


def test_the_likeliest_option_is_chosen() -> None:
    rows = read_json("pronouns.json")
    assert set(rows) == {"he", "it", "they"}
    assert load_ranker().weights == rows


def test_every_weight_is_of_a_feature() -> None:
    """Nothing is left in the file of what is no longer computed."""
    weights = json.loads((model_folder() / "pronouns.json").read_text(encoding="utf-8"))
    assert all(isinstance(w, float) for table in weights.values() for w in table.values())
    assert {"none", "best", "tokens", "subject"} <= weights["he"].keys()


def test_mentions_without_scores_are_read_all_the_same() -> None:
    document = segment("Robin Tamba thanked Kim Okoro on Monday. Then he left.")
    (reading,) = load_encoder().read([document])
    plain = tuple(
        Mention(m.first, m.last, m.head, m.type, m.chain, m.link) for m in reading.mentions
    )
    found = parse_article(document.with_reading(evolve(reading, mentions=plain)))
    assert {entity.name for entity in found.entities} >= {"Robin Tamba", "Kim Okoro"}
