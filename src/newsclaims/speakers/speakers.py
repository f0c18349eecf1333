"""Names the speakers: who each source of an attribution is.

The mentions that the encoder reads are put together (`newsclaims.speakers.entities`); each source
takes the entity of its mention (`newsclaims.speakers.sources`). What pronouns and descriptions take
up (`newsclaims.speakers.resolution`) and who "I" and "you" are (`newsclaims.speakers.persons`)
follows, and the entities are written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsclaims.attributions.quoted_words import quoting
from newsclaims.results import Attribution, Entity
from newsclaims.speakers.authors import find_author
from newsclaims.speakers.entities import Clusters, join_names
from newsclaims.speakers.entity_list import list_entities
from newsclaims.speakers.labels import find_labels, forget_labels, join_labels, told_by
from newsclaims.speakers.mentions import describe
from newsclaims.speakers.nearby import indices
from newsclaims.speakers.paragraphs import read_paragraphs
from newsclaims.speakers.persons import Persons, bind_persons
from newsclaims.speakers.pronouns import Choose
from newsclaims.speakers.resolution import find_antecedents
from newsclaims.speakers.source_mentions import as_people, complete
from newsclaims.speakers.sources import find_source
from newsclaims.speakers.turns import Choose as ChooseTurns
from newsclaims.speakers.turns import find_turns
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Mention
from newsclaims.text.indices import ExpressionIndex
from newsclaims.text.quotation_marks import Quotation
from newsclaims.text.speaker_labels import labelled_turns
from newsclaims.trace import Rule

Sources = Mapping[int, ExpressionIndex | None]
"""For the index of each attribution with a source the expression of it, if there is one."""


def name_speakers(
    syntax: Syntax,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    attributions: tuple[Attribution, ...],
    author: str | None = None,
    choose: Choose | None = None,
    choose_turns: ChooseTurns | None = None,
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
        choose_turns: Chooses who speaks and is spoken to; the shipped model if not given.

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
    turns = labelled_turns(syntax.document)
    expressions, labels = find_labels(syntax, expressions, turns)
    clusters = Clusters.of(syntax, expressions)
    sources = _find_sources(clusters, attributions)
    _join_same_spans(clusters)
    inside, quoted = quoting(syntax, quotations, attributions)
    # What a label names its words show, and no link.
    links = [
        None if m.link is None or i in labels else ExpressionIndex(m.link)
        for i, m in enumerate(mentions)
    ]
    join_names(clusters, links)
    join_labels(clusters, turns, labels)
    # In quotation marks, who is quoted: its expression, or -1 if that is not known.
    quoted_at = [None if a is None else sources.get(a) for a in quoted]
    unknown = ExpressionIndex(-1)
    speaker_at = [
        unknown if is_inside and source is None else source
        for is_inside, source in zip(inside, quoted_at, strict=True)
    ]
    begin = _beginnings(clusters, attributions, sources)
    scores = [m.scores for m in mentions]
    find_antecedents(
        clusters, links, scores, told_by(syntax, turns, labels, speaker_at), begin, choose
    )
    paragraphs = read_paragraphs(clusters, inside, author, list(zip(turns, labels, strict=True)))
    if author is None:
        find_author(paragraphs)
    persons = Persons(clusters, links, inside, speaker_at, find_turns(paragraphs, choose_turns))
    bind_persons(persons)
    forget_labels(clusters, turns, labels)
    return list_entities(clusters, sources, persons.participants, attributions)


def _find_sources(clusters: Clusters, attributions: Sequence[Attribution]) -> Sources:
    """The expression of each source that has tokens."""
    found: dict[int, ExpressionIndex | None] = {}
    for index, attribution in enumerate(attributions):
        if attribution.source is not None:
            start, end = attribution.source.start, attribution.source.end
            tokens = clusters.syntax.document.tokens_in(start, end)
            if tokens:
                found[index] = find_source(clusters, tokens.start, tokens.stop)
    return found


def _join_same_spans(clusters: Clusters) -> None:
    """Makes one of mentions that differ only in the clauses after them."""
    known: dict[tuple[int, int], ExpressionIndex] = {}
    for index in indices(clusters):
        first = known.setdefault(clusters.tokens(index), index)
        if first != index and SAME_WORDS(clusters, index, first):
            clusters.merge(index, first, "coreference", SAME_WORDS)


def _same_words(clusters: Clusters, index: ExpressionIndex, first: ExpressionIndex) -> bool:
    """Two mentions of the same words are one; they differ only in the clauses after them."""
    return clusters.tokens(index) == clusters.tokens(first)


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


SAME_WORDS = Rule("speakers: mentions of the same words", _same_words)

SAME: tuple[Rule[..., bool], ...] = (SAME_WORDS,)
"""Which mentions are one before anything is known of them."""
