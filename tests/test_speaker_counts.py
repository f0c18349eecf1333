"""Counts of quotes by speaker: who is whom in many articles, and what always holds."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims import Article, SpeakerCount, examples, parse_article, speaker_counts
from quotes_by_hand import QUOTE_KINDS, article, articles, entity

ODUYA = entity("Maren Oduya", role="Mayor", id="e1")


def totals(*read: Article) -> dict[str | None, int]:
    """The number of quotes under each name, which stands once."""
    counts = speaker_counts(read)
    assert len({count.name for count in counts}) == len(counts), counts
    return {count.name: count.quotes for count in counts}


def test_counts_kinds_of_quotes() -> None:
    official = entity("a senior official", named=False, anonymous=True, id="e2")
    read = article(
        (ODUYA, "direct"),
        (official, "indirect"),
        (ODUYA, "mixed"),
        (None, "indirect"),
        (ODUYA, "indirect"),
        (ODUYA, "direct"),
    )
    counts = speaker_counts(read)
    assert counts == (
        SpeakerCount("Maren Oduya", "person", "Mayor", True, False, 2, 1, 1, 1),
        SpeakerCount(None, None, None, False, False, 0, 0, 1, 1),
        SpeakerCount("a senior official", "person", None, False, True, 0, 0, 1, 1),
    )
    assert [count.quotes for count in counts] == [4, 1, 1]
    assert str(counts[0]) == "Maren Oduya: 4 (2 direct, 1 mixed, 1 indirect)"
    assert str(counts[1]) == "nobody named: 1 (0 direct, 0 mixed, 1 indirect)"


def test_one_article_is_a_list_of_one() -> None:
    read = article((ODUYA, "direct"))
    assert speaker_counts(read) == speaker_counts([read]) == speaker_counts(iter([read]))


def test_nothing_is_nothing() -> None:
    assert speaker_counts([]) == ()
    assert speaker_counts(parse_article("")) == ()


def test_order() -> None:
    people = [entity(name) for name in ("Cy", "Al", "Bo", "Di")]
    cy, al, bo, di = people
    read = article(
        (cy, "indirect"), (al, "indirect"), (bo, "direct"), (di, "mixed"), (di, "indirect")
    )
    assert [count.name for count in speaker_counts(read)] == ["Di", "Bo", "Al", "Cy"]


SAME = [
    ("Maren Oduya", "MAREN ODUYA"),
    ("Maren Oduya", "Oduya"),
    ("Maren Oduya", "Mr. Oduya"),
    ("Sen. Maren Oduya", "Maren Oduya"),
    ("Maren J. Oduya", "Maren Oduya"),
    ("Maren J. Oduya", "Oduya"),
    ("Tom Oduya Jr.", "Tom Oduya, Jr"),
    ("Tom Oduya Jr.", "Oduya"),
    ("Tom Oduya Jr.", "Oduya Jr."),
    ("Fayez al-Serraj", "Serraj"),
    ("Fayez al-Serraj", "al-Serraj"),
    ("Lise van der Berg", "van der Berg"),
    ("Lise van der Berg", "Berg"),
]
NOT_SAME = [
    ("Maren Oduya", "Maren"),
    ("Maren Oduya", "Tom Oduya"),
    ("Maren Oduya", "Duya"),
    ("Tom Oduya", "Tom Oduya Jr."),
    ("Tom Oduya Sr.", "Tom Oduya Jr."),
    ("Tom Oduya Sr.", "Oduya Jr."),
    ("Al Serraj", "Fayez Serraj"),
]


@pytest.mark.parametrize(("full", "short"), SAME)
def test_same_person(full: str, short: str) -> None:
    one, other = article((entity(full), "direct")), article((entity(short), "indirect"))
    assert totals(one, other) == {full: 2}
    assert speaker_counts([one, other])[0].articles == 2
    assert list(totals(other, one).values()) == [2]


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_not_the_same_person(one: str, other: str) -> None:
    read = [article((entity(name), "direct")) for name in (one, other)]
    assert totals(*read) == {one: 1, other: 1}


def test_short_name_of_two() -> None:
    maren, tom, short = (
        article((entity(name), "direct")) for name in ("Maren Oduya", "Tom Oduya", "Oduya")
    )
    assert totals(maren, tom, short) == {"Maren Oduya": 1, "Tom Oduya": 1, "Oduya": 1}


def test_short_name_of_two_of_whom_one_is_not_quoted() -> None:
    both = article((ODUYA, "direct"), also=(entity("Tom Oduya"),))
    assert totals(both, article((entity("Oduya"), "direct"))) == {"Maren Oduya": 1, "Oduya": 1}


def test_full_name_of_one_who_is_not_quoted_there() -> None:
    mention = article(also=(ODUYA,))
    assert totals(article((entity("Oduya"), "direct")), mention) == {"Maren Oduya": 1}


def test_names_grow_step_by_step() -> None:
    names = ("Oduya", "Bell Oduya", "Maren Bell Oduya")
    assert totals(*(article((entity(name), "direct")) for name in names)) == {"Maren Bell Oduya": 3}


def test_short_name_beside_the_full_one_is_somebody_else() -> None:
    family = article((ODUYA, "direct"), (entity("Oduya", id="e2"), "direct"))
    assert totals(family) == {"Maren Oduya": 1, "Oduya": 1}
    # elsewhere it is still short for the only full name there is
    elsewhere = article((entity("Oduya"), "direct"))
    assert totals(family, elsewhere) == {"Maren Oduya": 2, "Oduya": 1}


def test_two_of_one_name_in_an_article() -> None:
    read = article((entity("Al Bo", id="e1"), "direct"), (entity("Al Bo", id="e2"), "direct"))
    assert [count.quotes for count in speaker_counts(read)] == [1, 1]


def test_other_kinds_need_the_whole_name() -> None:
    names = ("the Harbour Board", "Harbour Board", "Board")
    read = [article((entity(name, "organization"), "direct")) for name in names]
    assert totals(*read) == {"the Harbour Board": 2, "Board": 1}
    ferry = [article((entity("Oduya", kind), "direct")) for kind in ("person", "other")]
    assert len(speaker_counts(ferry)) == 2


def test_unnamed_sources_of_two_articles_are_two() -> None:
    read = article((entity("an official", named=False), "direct"))
    counts = speaker_counts([read, read])
    assert [(count.name, count.quotes, count.articles) for count in counts] == [
        ("an official", 1, 1),
        ("an official", 1, 1),
    ]


def test_nobody_named_in_two_articles_is_one_row() -> None:
    read = article((None, "direct"))
    assert speaker_counts([read, read])[0].articles == 2


def test_role_of_the_full_name_goes_first() -> None:
    short = article((entity("Oduya", role="Harbour master"), "direct"))
    assert speaker_counts([short, article((ODUYA, "direct"))])[0].role == "Mayor"
    plain = article((entity("Maren Oduya"), "direct"))
    assert speaker_counts([short, plain])[0].role == "Harbour master"


@pytest.mark.parametrize("wrong", ["Rain, she said.", b"", 3, None, examples])
def test_refuses_what_is_no_article(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"parse_article\(\)"):
        speaker_counts(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"parse_article\(\)"):
        speaker_counts([article(), wrong])  # type: ignore[list-item]


def test_keeps_no_article() -> None:
    last: list[weakref.ref[Article]] = []

    def stream() -> Iterator[Article]:
        for _ in range(50):
            if len(last) > 1:
                assert last[-2]() is None, "an article that was counted is still in memory"
            read = article((ODUYA, "direct"))
            last.append(weakref.ref(read))
            yield read

    assert speaker_counts(stream())[0].quotes == 50


def test_libya() -> None:
    counts = {count.name: count for count in speaker_counts(parse_article(examples.libya()))}
    lavrov = counts["Sergei Lavrov"]
    assert (lavrov.direct, lavrov.indirect, lavrov.role) == (1, 1, "Russian Foreign Minister")
    assert counts["Libya National Army"].mixed == 1
    assert not counts["another website close to the force"].named


@given(st.lists(articles(), max_size=4))
def test_every_quote_counts_once(read: list[Article]) -> None:
    counts = speaker_counts(read)
    quotes = [quote for each in read for quote in each.quotes]
    for kind in QUOTE_KINDS:
        assert sum(getattr(count, kind) for count in counts) == Counter(
            quote.kind for quote in quotes
        ).get(kind, 0)
    named = [quote for quote in quotes if quote.speaker is not None and quote.speaker.named]
    assert sum(count.quotes for count in counts if count.named) == len(named)
    nobody = [quote for quote in quotes if quote.speaker is None]
    assert sum(count.quotes for count in counts if count.kind is None) == len(nobody)
    assert [count.quotes for count in counts] == sorted((c.quotes for c in counts), reverse=True)
    assert all(1 <= count.articles <= len(read) for count in counts)


@given(st.lists(articles(), max_size=4))
def test_order_of_articles_does_not_matter(read: list[Article]) -> None:
    def numbers(counts: tuple[SpeakerCount, ...]) -> Counter[tuple[object, ...]]:
        return Counter((c.kind, c.direct, c.mixed, c.indirect, c.articles) for c in counts)

    assert numbers(speaker_counts(read)) == numbers(speaker_counts(read[::-1]))
