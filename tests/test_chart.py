"""The chart: well-formed SVG whose numbers are those of the counts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims import Article, SpeakerCount, examples, parse_article, speaker_chart, speaker_counts
from quotes_by_hand import article, articles, entity

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("direct", "mixed", "indirect")
ODUYA = entity("Maren Oduya", role="Mayor", id="e1")
OFFICIAL = entity("a senior official", named=False, anonymous=True, id="e2")
LEAFLET = entity("a leaflet", "document", named=False, id="e3")
READ = article(
    (ODUYA, "direct"), (ODUYA, "mixed"), (OFFICIAL, "indirect"), (LEAFLET, "mixed"), (None, "mixed")
)


def rows(svg: str) -> list[dict[str, str]]:
    """Each bar: its group, label, number, words on its kinds, tooltip."""
    found = []
    for row in ET.fromstring(svg).iter(f"{SVG}g"):
        label, numbers = row.findall(f"{SVG}text")
        number, kinds = numbers
        rectangle = row.find(f"{SVG}rect")
        assert rectangle is not None
        found.append(
            {
                "group": re.findall(r"(\w+)-line", rectangle.get("class", ""))[0],
                "label": label.text or "",
                "number": number.text or "",
                "kinds": kinds.text or "",
                "title": row.findtext(f"{SVG}title") or "",
            }
        )
    return found


def numbers_of(words: str) -> tuple[int, int, int]:
    """The numbers of "1 direct, 2 indirect"."""
    found = {kind: int(number) for number, kind in re.findall(r"(\d+) (\w+)", words)}
    return found.get("direct", 0), found.get("mixed", 0), found.get("indirect", 0)


def kinds_by_group(counts: tuple[SpeakerCount, ...]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for count in counts:
        group = "nobody" if count.kind is None else "named" if count.named else "unnamed"
        found.update({(group, kind): getattr(count, kind) for kind in KINDS})
    return +found


def text_of(svg: str) -> str:
    """All text that is printed."""
    return " | ".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))


def test_rows_of_one_article() -> None:
    found = rows(speaker_chart(READ))
    assert [(row["group"], row["label"], row["number"], row["kinds"]) for row in found] == [
        ("named", "Maren Oduya", "2", "1 direct, 1 mixed"),
        ("unnamed", "a leaflet", "1", "1 mixed"),
        ("unnamed", "a senior official", "1", "1 indirect"),
        ("nobody", "no speaker given", "1", "1 mixed"),
    ]
    assert found[0]["title"] == "Maren Oduya, Mayor: 2 quotes (1 direct, 1 mixed)"


def test_unnamed_sources_of_many_articles_stand_together() -> None:
    found = rows(speaker_chart([READ, READ]))
    assert [(row["group"], row["label"], row["number"]) for row in found] == [
        ("named", "Maren Oduya", "4"),
        ("unnamed", "anonymous sources (2)", "2"),
        ("unnamed", "documents (2)", "2"),
        ("nobody", "no speaker given", "2"),
    ]


def test_summary() -> None:
    printed = text_of(speaker_chart(READ))
    for words in ("named 2", "unnamed 2", "nobody named 1", "Named: 2 quotes of 1 speaker"):
        assert words in printed
    description = ET.fromstring(speaker_chart(READ)).findtext(f"{SVG}desc") or ""
    assert description.startswith("5 quotes: named 2, unnamed 2, nobody named 1. Maren Oduya, ")


def test_limit() -> None:
    people = [entity(f"Person {number:02}") for number in range(25)]
    read = article(*((person, "direct") for person in people), (OFFICIAL, "mixed"))
    found = rows(speaker_chart(read))
    assert [row["label"] for row in found[-2:]] == ["5 others", "1 other"]
    assert sum(row["group"] == "named" for row in found) == 20 + 1
    found = rows(speaker_chart(read, limit=1))
    assert [(row["label"], row["number"]) for row in found] == [
        ("Person 00", "1"),
        ("24 others", "24"),
        ("1 other", "1"),
    ]
    assert len(rows(speaker_chart(read, limit=100))) == 26


def test_bars_are_to_scale_or_marked() -> None:
    read = article(*[(ODUYA, "direct")] * 4, *[(LEAFLET, "mixed")] * 2, (OFFICIAL, "mixed"))
    assert "<polygon" not in speaker_chart(read)
    bars = [row.findall(f"{SVG}rect") for row in ET.fromstring(speaker_chart(read)).iter(f"{SVG}g")]
    widths = [sum(float(part.get("width", "")) for part in bar) for bar in bars]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.3)
    assert widths[1] == pytest.approx(2 * widths[2], abs=0.3)
    many = article(*((entity(f"Person {number}"), "direct") for number in range(9)))
    cut = speaker_chart(many, limit=1)
    assert "<polygon" in cut
    assert "bar cut short" in text_of(cut)


def test_title() -> None:
    def heading(svg: str) -> str | None:
        return ET.fromstring(svg).findtext(f"{SVG}title")

    assert heading(speaker_chart(READ)) == "Who said what"
    assert heading(speaker_chart(article(title="Rain & hail"))) == "Who said what: Rain & hail"
    assert heading(speaker_chart([READ] * 3)) == "Who said what in 3 articles"
    assert heading(speaker_chart(READ, title="Mine <b>")) == "Mine <b>"
    assert heading(speaker_chart(READ, title="")) == "Who said what"


def test_long_title_has_two_lines() -> None:
    words = "word " * 30
    printed = text_of(speaker_chart(READ, title=words)).split(" | ")
    assert printed[0].endswith("word")
    assert printed[1].endswith("…")
    assert ET.fromstring(speaker_chart(READ, title=words)).findtext(f"{SVG}title") == words.strip()


@pytest.mark.parametrize("text", ["w" * 100_000, "w " * 50_000, "\u0301" * 100_000, "字" * 300])
def test_long_texts_are_cut_and_kept_whole_in_the_tooltip(text: str) -> None:
    svg = speaker_chart(article((entity(text), "direct")), title=text)
    printed = text_of(svg)
    assert len(printed) < 2_000
    assert "…" in printed
    assert rows(svg)[0]["title"].startswith(text.strip())


def test_no_quotes() -> None:
    for svg in (speaker_chart([]), speaker_chart(parse_article("")), speaker_chart(article())):
        assert "No quotes were found." in text_of(svg)
        assert ET.fromstring(svg).findtext(f"{SVG}desc") == "No quotes were found."


def test_everything_is_escaped() -> None:
    name = "</title><script>alert('&')</script>\x00\x1b\ud800\ufffe"
    svg = speaker_chart(article((entity(name, role=name), "direct"), title=name), title=None)
    root = ET.fromstring(svg.encode())
    assert not list(root.iter(f"{SVG}script"))
    assert rows(svg)[0]["title"].startswith("</title><script>alert('&')</script>\ufffd\ufffd\ufffd")


def test_names_do_not_turn_the_numbers_around() -> None:
    svg = speaker_chart(article((entity("Al\u202e Bo\u2066"), "direct")))
    assert rows(svg)[0]["label"] == "Al Bo"


def test_is_accessible_and_loads_nothing() -> None:
    svg = speaker_chart(READ)
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert root.get("aria-labelledby") in identifiers
    assert root.get("aria-describedby") in identifiers
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(identifiers)
    assert svg.count("http") == 1  # the name space
    assert "prefers-color-scheme: dark" in svg
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_two_charts_in_a_page_share_no_id() -> None:
    def identifiers(svg: str) -> set[str | None]:
        return {element.get("id") for element in ET.fromstring(svg).iter()} - {None}

    assert not identifiers(speaker_chart(READ)) & identifiers(speaker_chart([READ, READ]))
    assert speaker_chart(READ) == speaker_chart(READ)


def contrast(one: str, other: str) -> float:
    """Of two colours: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrasts() -> None:
    for rules in speaker_chart(READ).split("@media", 1):
        colours = dict(re.findall(r" \.?([\w-]+) \{ (?:fill|stroke): (#\w{6}) \}", rules))
        assert contrast(colours["text"], colours["page"]) >= 4.5
        assert contrast(colours["muted"], colours["page"]) >= 4.5
        for group in ("named", "unnamed", "nobody", "legend"):
            assert contrast(colours[f"{group}-line"], colours["page"]) >= 3
            assert contrast(colours[f"{group}-full"], colours[f"{group}-pale"]) >= 3


@pytest.mark.parametrize("wrong", ["Rain, she said.", 3, None])
def test_refuses_what_is_no_article(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"parse_article\(\)"):
        speaker_chart(wrong)  # type: ignore[arg-type]


def test_refuses_wrong_options() -> None:
    with pytest.raises(TypeError, match="title"):
        speaker_chart(READ, title=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="limit"):
        speaker_chart(READ, limit="3")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="limit"):
        speaker_chart(READ, limit=0)


def test_libya() -> None:
    found = rows(speaker_chart(parse_article(examples.libya())))
    assert found[0]["title"] == (
        "Sergei Lavrov, Russian Foreign Minister: 2 quotes (1 direct, 1 indirect)"
    )
    assert ("unnamed", "another website close to the force") in {
        (row["group"], row["label"]) for row in found
    }


@given(st.lists(articles(), max_size=4), st.none() | st.text(max_size=80), st.integers(1, 6))
def test_numbers_are_those_of_the_counts(
    read: list[Article], title: str | None, limit: int
) -> None:
    svg = speaker_chart(read, title=title, limit=limit)
    drawn: Counter[tuple[str, str]] = Counter()
    for row in rows(svg):
        numbers = numbers_of(row["kinds"])
        assert int(row["number"]) == sum(numbers)
        assert row["title"].endswith(f"({row['kinds']})")
        drawn.update({(row["group"], kind): n for kind, n in zip(KINDS, numbers, strict=True)})
    assert +drawn == kinds_by_group(speaker_counts(read))
    assert svg.encode()
