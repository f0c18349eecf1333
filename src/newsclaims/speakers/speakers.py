"""Names the speakers: who each source of an attribution is.

The mentions that the encoder reads are put together (`newsclaims.speakers.entities`); each source
takes the entity of its mention (`newsclaims.speakers.sources`). What pronouns and descriptions take
up (`newsclaims.speakers.resolution`) and who "I" and "you" are (`newsclaims.speakers.persons`)
follows, and the entities are written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from attrs import frozen

from newsclaims.attributions.quoted_words import quoting
from newsclaims.results import Attribution, Entity
from newsclaims.speakers.authors import find_author
from newsclaims.speakers.entities import Clusters, join_names
from newsclaims.speakers.entity_list import list_entities
from newsclaims.speakers.mentions import describe
from newsclaims.speakers.nearby import indices
from newsclaims.speakers.paragraphs import Participant, read_paragraphs
from newsclaims.speakers.persons import Persons, bind_persons
from newsclaims.speakers.pronouns import Choose
from newsclaims.speakers.resolution import find_antecedents
from newsclaims.speakers.source_mentions import as_people, complete
from newsclaims.speakers.sources import find_source
from newsclaims.speakers.talk import Turn
from newsclaims.speakers.turns import find_turns
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Mention
from newsclaims.text.indices import AttributionIndex, ExpressionIndex
from newsclaims.text.quotation_marks import Quotation
from newsclaims.trace import Rule

Sources = Mapping[AttributionIndex, ExpressionIndex | None]
"""For each attribution with a source the expression of it, or None if there is none."""


def name_speakers(
    syntax: Syntax,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    attributions: tuple[Attribution, ...],
    author: str | None = None,
    choose: Choose | None = None,
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """Finds the entities of an article and the speaker behind each source.

    Args:
        syntax: The article's trees.
        mentions: Its mentions, as the encoder reads them.
        quotations: What stands in quotation marks.
        attributions: With their sources as printed; their speakers are not looked at.
        author: Who wrote it, if that is known: whose "I" stands outside quotation marks. Without
            it a byline is looked for.
        choose: Chooses what a third-person pronoun stands for; the shipped ranker if not given.

    Returns:
        The entities in order of their first mention, and the attributions, in their order, with
        ``speaker`` set wherever there is a source. Entities are every source, everything that has
        a name, every person, organisation, place, document and group, and whatever else is
        mentioned more than once.
    """
    if not syntax.forms:
        return (), attributions
    mentions = complete(syntax, mentions, attributions)
    expressions = as_people(syntax, describe(syntax, mentions), attributions)
    clusters = Clusters.of(syntax, expressions)
    sources = _find_sources(clusters, attributions)
    _join_same_spans(clusters)
    quotes = _read_quotes(syntax, quotations, attributions)
    join_names(clusters, [m.link for m in mentions])
    speaker_at = _speakers_at(quotes, sources)
    begin = _beginnings(clusters, attributions, sources)
    find_antecedents(clusters, mentions, speaker_at, begin, choose)
    turns = _find_turns(clusters, quotes, author)
    persons = Persons(clusters, mentions, sources, quotes.inside, quotes.quoted, turns)
    bind_persons(persons)
    said = cast("Mapping[int, int | None]", sources)
    participants = cast("Mapping[int, Participant]", persons.participants)
    return list_entities(clusters, said, participants, attributions)


@frozen(slots=True)
class _Quotes:
    """For each token whether it is in quotation marks, and which attribution quotes it."""

    inside: Sequence[bool]
    quoted: Sequence[AttributionIndex | None]


def _read_quotes(
    syntax: Syntax, quotations: Sequence[Quotation], attributions: Sequence[Attribution]
) -> _Quotes:
    inside, quoted = quoting(syntax, quotations, attributions)
    return _Quotes(inside, [None if a is None else AttributionIndex(a) for a in quoted])


def _find_sources(clusters: Clusters, attributions: Sequence[Attribution]) -> Sources:
    """The expression of each source that has tokens."""
    found: dict[AttributionIndex, ExpressionIndex | None] = {}
    for index, attribution in enumerate(attributions):
        if attribution.source is not None:
            start, end = attribution.source.start, attribution.source.end
            tokens = clusters.syntax.document.tokens_in(start, end)
            if tokens:
                source = find_source(clusters, tokens.start, tokens.stop)
                found[AttributionIndex(index)] = source
    return found


def _join_same_spans(clusters: Clusters) -> None:
    """Makes one of mentions that differ only in the clauses after them."""
    known: dict[tuple[int, int], ExpressionIndex] = {}
    for index in indices(clusters):
        first = SAME_WORDS(clusters, known, index)
        if first is not None:
            clusters.merge(index, first, "coreference", SAME_WORDS)


def _same_words(
    clusters: Clusters, known: dict[tuple[int, int], ExpressionIndex], index: ExpressionIndex
) -> ExpressionIndex | None:
    """Two mentions of the same words are one; they differ only in the clauses after them."""
    expression = clusters.expressions[index]
    first = known.setdefault((expression.first, expression.last), index)
    return None if first == index else first


def _speakers_at(quotes: _Quotes, sources: Sources) -> list[ExpressionIndex | None]:
    """For each token in quotation marks the expression of who is quoted, or -1."""
    found: list[ExpressionIndex | None] = []
    for inside, quote in zip(quotes.inside, quotes.quoted, strict=True):
        source = None if quote is None else sources.get(quote)
        found.append(ExpressionIndex(-1) if inside and source is None else source)
    return found


def _beginnings(
    clusters: Clusters, attributions: Sequence[Attribution], sources: Sources
) -> dict[ExpressionIndex, int]:
    """For each source the first token of it and what is attributed to it."""
    found: dict[ExpressionIndex, int] = {}
    for index, source in sources.items():
        if source is not None:
            span = attributions[index].content[0]
            tokens = clusters.syntax.document.tokens_in(span.start, span.end)
            begin = min(tokens.start, clusters.expressions[source].head)
            found[source] = min(begin, found.get(source, begin))
    return found


def _find_turns(clusters: Clusters, quotes: _Quotes, author: str | None) -> list[Turn]:
    """Who speaks in each paragraph, quotations left out."""
    paragraphs = read_paragraphs(clusters.syntax, clusters, quotes.inside, author)
    if author is None:
        find_author(paragraphs)
    return find_turns(paragraphs)


SAME_WORDS = Rule("speakers: mentions of the same words", _same_words)

SAME: tuple[Rule[..., ExpressionIndex], ...] = (SAME_WORDS,)
"""Which mentions are one before anything is known of them."""
