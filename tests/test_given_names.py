"""Given names: whether "he" or "she" is said of people with names of every origin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclaims import Article, parse_articles
from newsclaims.speakers.given_names import BOUND, GivenNames, gender_odds, load_given_names, parts
from newsclaims.training.given_names import all_odds, make_list

DATA = Path(__file__).parent / "data" / "given_names"
SENTENCES = (
    "{one} met {other} on Friday. {he} said the bridge was closed.",
    "{one} thanked {other} in March. {he} said the vote was fair.",
)


def rows(file: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((DATA / file).read_text(encoding="utf-8"))
    return found


def texts(row: dict[str, str], number: int) -> list[tuple[str, str, str]]:
    """A text with both people for each order and each pronoun, the pronoun, and who is meant."""
    man, woman = row["man"], row["woman"]
    return [
        (SENTENCES[number % 2].format(one=one, other=other, he=he), f"{he} ", meant)
        for one, other in ((man, woman), (woman, man))
        for he, meant in (("He", man), ("She", woman))
    ]


def name_of(article: Article, pronoun: str) -> str | None:
    start = article.text.rindex(pronoun)
    found = (e.name for e in article.entities if any(m.start == start for m in e.mentions))
    return next(found, None)


def failures(file: str) -> dict[str, list[str]]:
    """For each row what it says of the texts whose pronoun is somebody else's."""
    asked = [(row["comment"], *text) for n, row in enumerate(rows(file)) for text in texts(row, n)]
    found: dict[str, list[str]] = {comment: [] for comment, *_ in asked}
    articles = parse_articles([text for _, text, _, _ in asked])
    for article, (comment, _, pronoun, meant) in zip(articles, asked, strict=True):
        if name_of(article, pronoun) != meant:
            found[comment].append(article.text)
    return found


def test_the_one_of_two_whose_given_name_it_is() -> None:
    assert {row: wrong for row, wrong in failures("in_the_wild.json").items() if wrong} == {}


def test_known_failures_fail() -> None:
    assert [row for row, wrong in failures("known_failures.json").items() if not wrong] == []


@pytest.mark.parametrize("row", rows("negative.json"), ids=lambda row: row["name"])
def test_a_name_of_both_or_of_none_tells_little(row: dict[str, str]) -> None:
    assert abs(gender_odds(tuple(row["name"].lower().split()))) < 2


@pytest.mark.parametrize(
    ("name", "is_male"),
    [
        ("mohammed bin rashid", True),
        ("nguyen thi lan", False),
        ("harpreet kaur", False),
        ("harpreet singh", True),
        ("yulia borisovna", False),
        ("j. marta roe", False),
        ("mary-ann roe", False),
        ("park seo-yeon", False),
        ("kim dong-hyun", True),
    ],
)
def test_words_that_settle_it(name: str, is_male: bool) -> None:
    odds = gender_odds(tuple(name.split()))
    assert abs(odds) >= 1.5
    assert (odds > 0) == is_male


def test_odds_are_bounded_and_a_name_alone_is_looked_up_only() -> None:
    names = load_given_names()
    assert all(abs(odds) <= BOUND for odds in names.listed.values())
    assert gender_odds(("xqz",)) == gender_odds(()) == gender_odds(("j.",)) == 0


def test_the_list_is_made_of_counts() -> None:
    counted = {"anna": [900, 1], "otto": [0, 700], "sam": [400, 500], "jan": [800, 10]}
    counted |= {f"{letter}ida": [90, 0] for letter in "bcdefghijklmnopqrstuvwxyz"}
    told = {"anna": [9, 0], "jan": [0, 8]}
    odds = all_odds(counted, told)
    assert odds["anna"] == -BOUND < -1 < odds["jan"] < 1 < odds["otto"]
    assert abs(odds["sam"]) < 1
    made = make_list(counted, told)
    assert "otto" in " ".join(made["listed"].values()).split()
    assert "a$" in " ".join(made["letters"].values()).split(" ")
    assert GivenNames({}, {"a$": -1.0}).odds("mia") == -1
    assert list(parts("io")) == ["", "o$", "io$", "^io$", "^io", "^io$"]
