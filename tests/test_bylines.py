"""Several authors in one text."""

from __future__ import annotations

import pytest

from newsclaims import parse_article
from newsclaims.text.bylines import people


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe, Max Roe", ["Jane Doe", "Max Roe"]),
        ("Jane Doe and Max Roe", ["Jane Doe", "Max Roe"]),
        ("Jane Doe, Max van der Berg and Ann Poe", ["Jane Doe", "Max van der Berg", "Ann Poe"]),
        ("Jane Doe, Max Roe, and Ann Poe", ["Jane Doe", "Max Roe", "Ann Poe"]),
        ("Jane Doe; Max Roe", ["Jane Doe", "Max Roe"]),
        ("Jane Doe & Max Roe", ["Jane Doe", "Max Roe"]),
        ("Jane Doe, Jr.", ["Jane Doe, Jr."]),
        ("Jane Doe, Reuters", ["Jane Doe, Reuters"]),
        ("Jane Doe, political editor", ["Jane Doe, political editor"]),
        ("Sandy Andersson", ["Sandy Andersson"]),
        ("", [""]),
    ],
)
def test_people(byline: str, names: list[str]) -> None:
    assert list(people(byline)) == names


@pytest.mark.parametrize("author", ["Jane Doe, Max Roe", "Jane Doe and Max Roe"])
def test_of_several_authors_none_is_i(author: str) -> None:
    article = parse_article("The mayor should go\n\nI think she should resign.", author=author)
    assert article.author == author
    assert not {speaker.name for speaker in article.speakers} & {author, "Jane Doe", "Max Roe"}


def test_several_authors_are_several_people_in_schema_org() -> None:
    article = parse_article("Rain fell.", author="Jane Doe and Max Roe", url="https://example.org/")
    story, *_, claim = article.to_schema_org()["@graph"]
    assert [author["name"] for author in story["author"]] == ["Jane Doe", "Max Roe"]
    references = [author["@id"] for author in story["author"]]
    assert len(set(references)) == 2
    assert [author["@id"] for author in claim["author"]] == references
