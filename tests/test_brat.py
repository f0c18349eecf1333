"""Brat standoff, out and in: tables, errors and round trips."""

from __future__ import annotations

import datetime
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclaims import Article, Attribution, Span, examples, parse_article, read_brat
from newsclaims.exchange.brat import ANNOTATION_CONF

DATA = Path(__file__).parent / "data" / "brat"
TEXT = "Berg said the ferry will stop."
STORY = (
    "Ferry to stop\n\n"
    "“We will stop in May,” harbour master Lene Dahl said, “and start again in June.” She hopes\n"
    "to open a second line.\r\n\r\n"
    "The mayor said Dahl had told him that the old ferry was unsafe.\n"
)
Row = dict[str, Any]


def rows(name: str) -> list[Any]:
    table = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["comment"]) for row in table]


def parts(attribution: Attribution) -> tuple[Any, ...]:
    return attribution.source, attribution.cue, attribution.content, attribution.type


def texts(attribution: Attribution) -> Row:
    return {
        "source": attribution.source and attribution.source.text,
        "cue": attribution.cue and attribution.cue.text,
        "content": [span.text for span in attribution.content],
        "type": attribution.type,
    }


# --- In -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("read"))
def test_read(row: Row) -> None:
    article = read_brat(row["text"], "\n".join(row["annotations"]) + "\n")
    parents = [expected.pop("parent") for expected in row["attributions"]]
    assert [texts(a) for a in article.attributions] == row["attributions"]
    ids = [a.id for a in article.attributions]
    assert ids == [f"a{i}" for i in range(1, len(ids) + 1)]
    assert [a.parent for a in article.attributions] == [
        None if parent is None else ids[parent] for parent in parents
    ]
    assert {a.confidence for a in article.attributions} <= {1.0}
    for attribution in article.attributions:
        for span in (attribution.source, attribution.cue, *attribution.content):
            assert span is None or article.text[span.start : span.end] == span.text
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("row", rows("refused"))
def test_refused(row: Row) -> None:
    with pytest.raises(ValueError, match=rf"\Aline {row['line']}: .*{re.escape(row['reason'])}"):
        read_brat(TEXT, "\n".join(row["annotations"]))


@pytest.mark.parametrize("arguments", [(None, ""), (b"", ""), ("", None), ("", b""), ("", [])])
def test_not_a_string(arguments: tuple[Any, Any]) -> None:
    with pytest.raises(TypeError, match="must be a str"):
        read_brat(*arguments)


def test_the_rest_is_made_from_the_annotations() -> None:
    """What the annotations say counts, not what would be found without them."""
    text = "Lene Dahl said the ferry will stop. It rained, Berg said."
    annotations = (
        "T1\tSource 0 9\tLene Dahl\nT2\tCue 10 14\tsaid\nT3\tContent 15 34\tthe ferry will stop\n"
        "T4\tAttribution 10 14\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    )
    article = read_brat(text, annotations)
    (attribution,) = article.attributions
    (quote,) = article.quotes
    assert attribution.speaker is not None
    assert attribution.speaker.name == "Lene Dahl"
    assert (quote.text, quote.kind, quote.speaker) == (
        "the ferry will stop",
        "indirect",
        attribution.speaker,
    )
    claims = [claim for claim in article.claims if claim.attribution == attribution]
    assert [claim.text for claim in claims] == ["the ferry will stop"]
    assert article.speakers == (attribution.speaker,)
    assert article.sentences == parse_article(text).sentences


def test_metadata_is_kept() -> None:
    article = read_brat(
        "The mayor should go\n\nI think so.",
        "",
        published=datetime.date(2020, 1, 14),
        publisher="Example",
        url="https://example.org/1",
        author="Jane Roe",
    )
    assert article.title == "The mayor should go"
    assert (article.published, article.publisher) == ("2020-01-14", "Example")
    assert (article.url, article.author) == ("https://example.org/1", "Jane Roe")
    with pytest.raises(TypeError, match="author must be a str"):
        read_brat("", "", author=7)  # type: ignore[arg-type]


# --- Out ------------------------------------------------------------------------------------------


def test_lines() -> None:
    text = "“We stop\nin May,” Lene Dahl said,\n“at noon.”"
    expected = """\
T1\tSource 18 27\tLene Dahl
T2\tCue 28 32\tsaid
T3\tContent 0 8;9 17;34 44\t“We stop in May,” “at noon.”
T4\tAttribution 28 32\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
A1\tType E1 assertion
#1\tAnnotatorNotes E1\tSpeaker: Lene Dahl. Confidence: 1.00.
"""
    bare = re.sub(r"^[A#].*\n", "", expected, flags=re.MULTILINE)
    assert read_brat(text, bare).to_brat() == expected


def hand_made(text: str, **parts: Any) -> Article:
    fields: Row = {"source": None, "speaker": None, "cue": None, "type": "assertion"}
    content = tuple(Span(start, end, text[start:end]) for start, end in parts.pop("content"))
    attribution = Attribution(
        **(fields | parts), id="a1", content=content, parent=None, confidence=0.5
    )
    return Article(text, None, (), (), (attribution,), (), ())


def test_without_cue_and_source_the_trigger_is_the_beginning_of_the_content() -> None:
    assert hand_made("“No\nmore.”", content=[(0, 10)]).to_brat() == (
        "T1\tContent 0 3;4 10\t“No more.”\n"
        "T2\tAttribution 0 3\t“No\n"
        "E1\tAttribution:T2 Content:T1\n"
        "A1\tType E1 assertion\n"
        "#1\tAnnotatorNotes E1\tSpeaker: not named. Confidence: 0.50.\n"
    )


def test_stretches_on_two_lines_are_annotated_apart() -> None:
    lines = hand_made("“One.\n\n“Two.” No “Three.”", content=[(0, 5), (7, 13), (17, 25)]).to_brat()
    assert "T1\tContent 0 5\t" in lines
    assert "T2\tContent2 7 13;17 25" not in lines
    assert "T2\tContent 7 13;17 25\t“Two.” “Three.”\n" in lines
    assert "Content:T1 Content2:T2\n" in lines


def test_a_line_break_alone_is_no_annotation() -> None:
    assert hand_made("a\n\nb", content=[(1, 3)]).to_brat() == ""


def test_nothing_to_annotate() -> None:
    assert parse_article("").to_brat() == ""


LINE = re.compile(
    r"T\d+\t(Source|Cue|Content|Attribution) \d+ \d+(;\d+ \d+)*\t.+"
    r"|E\d+\tAttribution:T\d+( Source:T\d+)?( Cue:T\d+)?( Content\d*:T\d+)+"
    r"|A\d+\tType E\d+ (assertion|belief|fact|eventuality)"
    r"|#\d+\tAnnotatorNotes E\d+\tSpeaker: .+",
    re.DOTALL,
)


def assert_goes_round(text: str) -> None:
    """What is written is brat standoff as brat reads it, and is read as it was."""
    article = parse_article(text)
    written = article.to_brat()
    triggers = set()
    for line in written.splitlines():  # brat ends lines where Python does
        assert LINE.fullmatch(line), line
        if line.startswith("T"):
            _, data, words = line.split("\t", 2)
            label, _, offsets = data.partition(" ")
            edges = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
            assert words == " ".join(text[start:end] for start, end in edges)
            assert all(before[1] < after[0] for before, after in pairwise(edges))
            if label == "Attribution":
                triggers.add(line.split("\t")[0])
        elif line.startswith("E"):  # the trigger is of the event's type
            trigger, *arguments = (part.split(":")[1] for part in line.split("\t")[1].split())
            assert trigger in triggers
            assert trigger not in arguments
    again = read_brat(text, written)
    assert sorted(map(repr, map(parts, again.attributions))) == sorted(
        map(repr, map(parts, article.attributions))
    )
    assert read_brat(text, again.to_brat()) == again


@pytest.mark.parametrize("text", [examples.libya(), STORY, STORY.replace("\n", "\u2028"), "", "\n"])
def test_round_trip(text: str) -> None:
    assert_goes_round(text)


FRAGMENTS = st.sampled_from(
    "“ ” \" ' he she they Smith said says that told reporters , . ? ! : ; \n \n\n \r\n \t "
    "will not sign the agreement Monday according to U.S. hopes wants to \x85 \u2029 🎉 \ud800 "
    "\x00".split(" ")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
def test_round_trip_of_any_text(text: str) -> None:
    assert_goes_round(text)


PIECES = st.sampled_from([" ", *"T1 E1 R1 A1 \t \n Cue Content Type Arg1:T1 : ; 0 4".split(" ")])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES).map("".join))
def test_any_annotations(annotations: str) -> None:
    """They are read, or refused with a ValueError that names a line."""
    try:
        read_brat(TEXT, annotations)
    except ValueError as error:
        assert re.match(r"line \d+: ", str(error))


# --- Beside brat ----------------------------------------------------------------------------------


def test_the_configuration_has_every_label() -> None:
    sections = dict(
        re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", ANNOTATION_CONF, re.MULTILINE | re.S)
    )
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    assert sections["entities"].split() == ["Source", "Cue", "Content"]
    assert sections["events"].startswith("Attribution\t")
    assert "Value:assertion|belief|fact|eventuality" in sections["attributes"]
