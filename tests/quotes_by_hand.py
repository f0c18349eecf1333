"""Articles with nothing but quotes and their speakers, for tests of who says how much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from hypothesis import strategies as st

from newsclaims import Article, Attribution, Entity, Quote, Span
from newsclaims.results import EntityKind, QuoteKind

QUOTE_KINDS: tuple[QuoteKind, ...] = get_args(QuoteKind)
_CONTENT = (Span(0, 2, "It"),)


def entity(
    name: str,
    kind: EntityKind = "person",
    *,
    named: bool = True,
    anonymous: bool = False,
    role: str | None = None,
    id: str | None = None,
) -> Entity:
    """An entity; without an id its name serves for one."""
    return Entity(name if id is None else id, name, kind, named, role, (), (), anonymous)


def article(
    *quotes: tuple[Entity | None, QuoteKind],
    title: str | None = None,
    also: Iterable[Entity] = (),
) -> Article:
    """An article with a quote for each speaker and kind; it knows the other entities, too."""
    found = []
    for number, (speaker, kind) in enumerate(quotes, start=1):
        said = Attribution(f"a{number}", None, speaker, None, _CONTENT, "assertion", None, 0.9)
        found.append(Quote(f"q{number}", kind, "It", _CONTENT, (), said, speaker))
    speakers = {speaker.id: speaker for speaker, _ in quotes if speaker is not None}
    return Article(
        text="It rained.",
        title=title,
        claims=(),
        quotes=tuple(found),
        attributions=tuple(quote.attribution for quote in found if quote.attribution is not None),
        entities=(*speakers.values(), *also),
        sentences=(Span(0, 10, "It rained."),),
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any quotes of a few speakers, of whom some share a name, or a part of one."""
    names = st.sampled_from(["Oduya", "Maren Oduya", "Tom Oduya Jr.", "an official", "The Board"])
    speakers = draw(
        st.lists(
            st.builds(
                entity,
                names | st.text(min_size=1, max_size=12),
                st.sampled_from(get_args(EntityKind)),
                named=st.booleans(),
                anonymous=st.booleans(),
                role=st.none() | st.just("Mayor"),
                id=st.sampled_from(["e1", "e2", "e3", "e4"]),
            ),
            max_size=4,
            unique_by=lambda speaker: speaker.id,
        )
    )
    quotes = st.tuples(st.sampled_from([None, *speakers]), st.sampled_from(QUOTE_KINDS))
    return article(*draw(st.lists(quotes, max_size=8)))
