"""Claims as rows: the columns, and what stands in them."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from newsclaims import Article, examples, parse_article
from newsclaims.tables import COLUMNS

SENTENCES = [
    "“We will open on Monday,” Ana Berg, the mayor, said.",
    "She said the bridge would not be closed again.",
    "A person familiar with the matter said the road might close in June.",
    "Rain fell in Oslo on Tuesday.",
    "=cmd() said the council.",
    "Café \N{WOMAN}\u200d\N{PERSONAL COMPUTER} owners said 日本 won.",
    "\x00\ud800 said Ana.",
    "\r\n\r\n",
]


def test_every_row_has_all_columns_in_order() -> None:
    rows = parse_article(examples.libya()).to_rows()
    assert rows
    assert all(tuple(row) == COLUMNS for row in rows)


def test_attributed_claim() -> None:
    article = parse_article(examples.libya(), published="2020-01-14", publisher="Reuters")
    row = next(row for row in article.to_rows() if "signed" in row["text"])
    wanted = {
        "claim": "Lavrov said Serraj signed the ceasefire agreement",
        "text": "Fayez al-Serraj signed the ceasefire agreement",
        "speaker": "Sergei Lavrov",
        "speaker_kind": "person",
        "speaker_role": "Russian Foreign Minister",
        "speaker_named": True,
        "speaker_anonymous": False,
        "source": "Russian Foreign Minister Sergei Lavrov",
        "cue": "said",
        "attribution_type": "assertion",
        "subject": "Fayez al-Serraj",
        "predicate": "sign",
        "object": "the ceasefire agreement",
        "polarity": "positive",
        "certainty": "certain",
        "title": "Libyan peace talks fall short",
        "published": "2020-01-14",
        "publisher": "Reuters",
        "url": None,
    }
    assert {key: row[key] for key in wanted} == wanted
    assert article.text[row["start"] : row["end"]] == row["evidence"]


def test_claim_in_the_articles_own_voice() -> None:
    rows = parse_article(examples.libya()).to_rows()
    row = next(row for row in rows if "Abu Dhabi" in row["text"])
    assert row["speaker"] is row["cue"] is row["speaker_named"] is row["attribution_type"] is None
    assert row["time"].split("; ")[:2] == ["last", "in February 2019"]
    assert row["place"] == "in Abu Dhabi"


def test_anonymous_speaker() -> None:
    article = parse_article(
        "A person familiar with the matter said the mine would close.", minimum_confidence=0
    )
    (row,) = (row for row in article.to_rows() if row["speaker"])
    assert row["speaker_anonymous"] is True
    assert row["speaker_named"] is False


def test_empty_article_has_no_rows() -> None:
    assert parse_article("").to_rows() == []


def test_rows_are_written_by_csv() -> None:
    rows = parse_article(examples.libya()).to_rows()
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    back = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert [row["claim"] for row in back] == [row["claim"] for row in rows]


def check_rows(article: Article) -> None:
    rows = article.to_rows()
    assert [row["id"] for row in rows] == [claim.id for claim in article.claims]
    for row, claim in zip(rows, article.claims, strict=True):
        assert tuple(row) == COLUMNS
        assert all(isinstance(v, (str, int, float, bool, type(None))) for v in row.values())
        assert row["claim"] == str(claim)
        assert article.text[row["start"] : row["end"]] == row["evidence"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=20), max_size=6).map(" ".join))
def test_any_text_gives_flat_rows(text: str) -> None:
    check_rows(parse_article(text))
