"""Says in words what led to a result, from what the results themselves keep."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from newsclaims.pipeline import Traced
from newsclaims.results import (
    Argument,
    ArticleResults,
    Attribution,
    AttributionType,
    Claim,
    Entity,
    FactualityMarker,
    LinkBasis,
    MarkerKind,
    Quote,
    Span,
)
from newsclaims.view.decisions import about_words, decisions_about, printed
from newsclaims.words.pronouns import PERSONAL

MOST_LINKS = 3
"""How many links from mention to mention are told one by one."""

_TYPES: dict[AttributionType, str] = {
    "assertion": "something said, written or shown",
    "belief": "something thought, expected or felt",
    "fact": "something known or learnt, and so taken to be true",
    "eventuality": "something wanted, planned, asked for or refused, not something said to be so",
}
_PRONOUNS = frozenset(PERSONAL)
_LINKS: dict[LinkBasis, str] = {
    "name": "the same name as, or part of,",
    "acronym": "short for",
    "apposition": "in apposition to",
    "relative": "a relative pronoun after",
    "quotation": "the first person in the words of",
    "coreference": "taken for the same as",
}
_MARKERS: dict[MarkerKind, str] = {
    "negation": "negation",
    "modal": "modal verb",
    "adverb": "adverb",
    "predicate": "governing word",
    "cue": "cue",
    "condition": "condition",
    "question": "question",
    "imperative": "imperative",
    "purpose": "infinitive of purpose",
}


def explain(
    article: ArticleResults, result: Claim | Quote | Attribution | Entity | str, traced: Traced
) -> str:
    """See `Article.explain`; ``traced`` is the article's text, read again."""
    known: tuple[object, ...]
    if isinstance(result, str):
        return "\n".join(about_words(result, traced))
    if isinstance(result, Claim):
        known, lines = article.claims, _claim(article, result)
    elif isinstance(result, Quote):
        known, lines = article.quotes, _quote(article, result)
    elif isinstance(result, Attribution):
        known, lines = article.attributions, _lone_attribution(article, result)
    elif isinstance(result, Entity):
        known, lines = article.entities, _entity(result)
    else:
        raise TypeError(
            "explain() takes a claim, quote, attribution or entity of the article, "
            f"or some of its words, not {type(result).__name__}"
        )
    if result not in known:
        name = type(result).__name__.lower()
        raise ValueError(f"{name} {result.id!r} ({result}) is not one of this article's")
    return "\n".join([*lines, *decisions_about(result, traced)])


# Each kind of result


def _claim(article: ArticleResults, claim: Claim) -> Iterator[str]:
    yield f"Claim {claim.id}: {_line(claim.text)}"
    yield from _sentences(article, claim.content)
    yield f"Evidence: {_all(claim.content)}"
    if claim.subject is not None:
        yield from _argument(article, claim, claim.subject)
    predicate = claim.predicate
    if predicate.span is None:
        yield f"Predicate: “{_line(predicate.text)}”, filled in: it is not printed"
    else:
        yield f"Predicate: {printed(predicate.span)}, of “{predicate.lemma}”"
    for argument in (claim.object, *claim.arguments):
        if argument is not None:
            yield from _argument(article, claim, argument)
    yield from _put_in(article, claim)
    if claim.attribution is None:
        yield "Speaker: the article itself, as these words are in nobody's reported content"
    else:
        yield from _attribution(article, claim.attribution)
    yield from _factuality(claim)
    share = round(100 * claim.confidence)
    yield (
        f"Confidence of the claim: {share / 100:.2f}; of 100 such claims a careful reader accepts "
        f"about {share}"
    )


def _quote(article: ArticleResults, quote: Quote) -> Iterator[str]:
    yield f"Quote {quote.id}: {_line(quote.text)}"
    yield from _sentences(article, quote.content)
    if quote.kind == "indirect":
        yield "Kind: indirect, as none of it stands in quotation marks"
    elif quote.kind == "direct":
        yield f"Kind: direct, as all of it stands in quotation marks: {_all(quote.verbatim)}"
    else:
        yield f"Kind: mixed, as only this stands in quotation marks: {_all(quote.verbatim)}"
    if quote.attribution is None:
        yield "Speaker: none, as no source or cue was read for it"
    else:
        yield from _attribution(article, quote.attribution)


def _lone_attribution(article: ArticleResults, attribution: Attribution) -> Iterator[str]:
    yield f"Attribution {attribution.id}: {_line(str(attribution))}"
    yield from _sentences(article, [attribution.cue or attribution.content[0]])
    yield from _attribution(article, attribution)


def _entity(entity: Entity) -> Iterator[str]:
    yield f"Entity {entity.id}: {_described(entity)}"
    fullest = next((m for m in entity.mentions if entity.name in _line(m.text)), None)
    if fullest is not None:
        what = "name" if entity.named else "description"
        yield f"Name: the fullest {what} the article gives, in {printed(fullest)}"
    for mention in entity.mentions:
        yield f"Mention: {printed(mention)}, {_reason(entity, mention)}"


# Parts of them


def _sentences(article: ArticleResults, content: Iterable[Span]) -> Iterator[str]:
    """The sentences in which the content begins."""
    for number in dict.fromkeys(_sentence(article, span.start) for span in content):
        if number >= 0:
            yield f"Sentence {number + 1}: {printed(article.sentences[number])}"


def _sentence(article: ArticleResults, offset: int) -> int:
    return bisect_right(article.sentences, offset, key=lambda sentence: sentence.start) - 1


def _argument(article: ArticleResults, claim: Claim, argument: Argument) -> Iterator[str]:
    label = "Also" if argument.role == "other" else argument.role.capitalize()
    span = argument.span or _place(article, claim, argument)
    words = f"“{_line(argument.text)}”" if span is None else printed(span)
    notes = []
    if argument.span is None:
        notes.append("filled in: it stands outside the clause")
    elif argument.role == "subject" and _is_agent(article, claim, argument.span):
        notes.append("after “by”: the passive is turned")
    if argument.entity is not None:
        notes.append(_reference(argument.entity, span))
    elif argument.text.lower() in _PRONOUNS:
        notes.append("whom or what it means was not read")
    yield f"{label}: {', '.join([words, *notes])}"


def _place(article: ArticleResults, claim: Claim, argument: Argument) -> Span | None:
    """Where the words of a filled-in argument stand, if that is plain."""
    source = claim.attribution.source if claim.attribution is not None else None
    if source is not None and source.text == argument.text:
        return source
    number = _sentence(article, claim.content[0].start)
    if number < 0 or not argument.text:
        return None
    sentence = article.sentences[number]
    at = sentence.text.find(argument.text)
    if at < 0 or sentence.text.find(argument.text, at + 1) >= 0:
        return None
    start = sentence.start + at
    return Span(start, start + len(argument.text), argument.text)


def _put_in(article: ArticleResults, claim: Claim) -> Iterator[str]:
    """The names that stand in the claim's text for other words of its evidence ("his")."""
    parts = (claim.subject, claim.object, *claim.arguments)
    told = {_mention(p.entity, p.span) for p in parts if p and p.entity and p.span}
    kept = set(claim.text.lower().split())
    for entity in article.entities:
        if not entity.named or entity.name not in claim.text:
            continue
        words = set(entity.name.lower().split())
        for mention in entity.mentions:
            inside = any(s.start <= mention.start and mention.end <= s.end for s in claim.content)
            if inside and mention not in told and _words(mention).isdisjoint(words | kept):
                yield f"Name put in: for {printed(mention)}, {_reference(entity, mention)}"


def _is_agent(article: ArticleResults, claim: Claim, subject: Span) -> bool:
    predicate = claim.predicate.span
    before = article.text[max(0, subject.start - 12) : subject.start].split()
    return (
        predicate is not None
        and subject.start >= predicate.end
        and bool(before)
        and before[-1].lower() == "by"
    )


def _attribution(article: ArticleResults, attribution: Attribution) -> Iterator[str]:
    speaker, source, cue = attribution.speaker, attribution.source, attribution.cue
    if source is None:
        yield "Source: none is printed"
    elif speaker is None:
        yield f"Source: {printed(source)}, who that is was not read"
    else:
        yield f"Source: {printed(source)}, {_reference(speaker, source)}"
    yield f"Cue: {'none is printed' if cue is None else printed(cue)}"
    yield f"Content: {_all(attribution.content)}"
    tells = "read as" if cue is None else f"as “{_line(cue.text)}” tells of"
    yield f"Type: {attribution.type}, {tells} {_TYPES[attribution.type]}"
    share = round(100 * attribution.confidence)
    yield (
        f"Confidence: {share / 100:.2f}; of 100 such attributions about {share} "
        "have the right source and content"
    )
    if speaker is not None and attribution.speaker_confidence is not None:
        share = round(100 * attribution.speaker_confidence)
        yield (
            f"Confidence of the speaker: {share / 100:.2f}; of 100 such sources about {share} are "
            "who they are taken for"
        )
    yield from _parents(article, attribution)


def _parents(article: ArticleResults, attribution: Attribution) -> Iterator[str]:
    """The attributions that an attribution is nested in, from the inside out."""
    by_id = {a.id: a for a in article.attributions}
    parent = by_id.pop(attribution.parent or "", None)
    while parent is not None:
        source = "nobody" if parent.source is None else printed(parent.source)
        if parent.source is not None and parent.speaker is not None:
            source += f", {_reference(parent.speaker, parent.source)}"
        cue = "" if parent.cue is None else f"; cue {printed(parent.cue)}"
        yield f"Reported in turn by: {source}{cue}"
        parent = by_id.pop(parent.parent or "", None)


def _factuality(claim: Claim) -> Iterator[str]:
    denials = [marker for marker in claim.markers if marker.polarity == "negative"]
    doubts = [m for m in claim.markers if m.certainty == claim.certainty != "certain"]
    around = _around(claim)
    if claim.polarity == "negative":
        yield f"Polarity: negative, by {_named(denials) or around}"
    elif denials:
        yield f"Polarity: positive, as {_named(denials)} cancel each other"
    else:
        yield "Polarity: positive, as nothing denies it"
    if claim.certainty == "certain":
        yield "Certainty: certain, as nothing weakens it"
    else:
        yield f"Certainty: {claim.certainty}, by {_named(doubts) or around}"


def _around(claim: Claim) -> str:
    """Where to look for the words that decide, if they are not kept."""
    predicate = claim.predicate.span
    own = (
        "the words of its evidence"
        if predicate is None
        else f"the words around {printed(predicate)}"
    )
    cue = claim.attribution.cue if claim.attribution is not None else None
    return own if cue is None else f"the cue {printed(cue)} or {own}"


def _named(markers: Iterable[FactualityMarker]) -> str:
    return " and ".join(f"the {_MARKERS[m.kind]} {printed(m.span)}" for m in markers)


# Mentions of entities


def _reference(entity: Entity, span: Span | None) -> str:
    """Whom or what a stretch refers to, and why."""
    mention = None if span is None else _mention(entity, span)
    if mention is None:
        return f"that is {_described(entity)}"
    whole = span is None or mention == span or _is_but_for_article(span, mention)
    where = "within" if span is not None and mention.start <= span.start else "in it"
    inside = "" if whole else f"{where} {printed(mention)}, "
    if _line(mention.text) == _line(entity.name):
        return f"{inside}{_article(_kind(entity))}, {_reason(entity, mention)}"
    return f"{inside}that is {_described(entity)}: {_reason(entity, mention)}"


def _is_but_for_article(span: Span, mention: Span) -> bool:
    """Whether a stretch is a mention with "the" or "a" before it."""
    before = span.text[: mention.start - span.start].strip().lower()
    return span.end == mention.end and before in ("a", "an", "the")


def _described(entity: Entity) -> str:
    role = "" if entity.role is None else f", {_line(entity.role)}"
    return f"{_line(entity.name)} ({_kind(entity)}{role})"


def _kind(entity: Entity) -> str:
    kind = "thing" if entity.kind == "other" else entity.kind
    return kind if entity.named else f"unnamed {kind}"


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _mention(entity: Entity, span: Span) -> Span | None:
    """The entity's mention that is the stretch, else its longest inside it, else around it."""

    def rank(mention: Span) -> tuple[bool, int]:
        inside = span.start <= mention.start and mention.end <= span.end
        return inside, mention.end - mention.start

    if span in entity.mentions:
        return span
    overlapping = [m for m in entity.mentions if m.start < span.end and span.start < m.end]
    return max(overlapping, key=rank, default=None)


def _reason(entity: Entity, mention: Span) -> str:
    """Why a mention refers to its entity, link by link up to a mention that names it."""
    links = {link.mention: link for link in entity.links}
    at = entity.mentions.index(mention)
    steps: list[str] = []
    seen = {at}
    while at in links and links[at].antecedent not in seen and len(steps) < MOST_LINKS:
        link = links[at]
        at = link.antecedent
        seen.add(at)
        steps.append(f"{_LINKS[link.basis]} {printed(entity.mentions[at])}")
    if steps:
        return ", which is ".join(steps)
    return _unlinked(entity, mention)


def _unlinked(entity: Entity, mention: Span) -> str:
    """What the results tell of a mention whose link is not kept."""
    words, name = _words(mention), set(entity.name.lower().split())
    if entity.named and name <= words:
        return "named in full"
    full = next((m for m in entity.mentions if name <= _words(m)), None)
    if entity.named and full is not None and words & name:
        return f"part of the name {printed(full)}"
    earlier = [m for m in entity.mentions if m.end <= mention.start]
    if earlier:
        found = f"taken for the same as {printed(earlier[-1])}, the nearest earlier mention"
        if full is not None and entity.named and not name <= _words(earlier[-1]):
            found += f"; its full name is in {printed(full)}"
        return found
    if len(entity.mentions) > 1:
        return f"the first mention; the next is {printed(entity.mentions[1])}"
    return "the only mention"


# Printed words


def _all(spans: Iterable[Span]) -> str:
    return " and ".join(map(printed, spans))


def _words(span: Span) -> set[str]:
    return set(span.text.lower().split())


def _line(text: str) -> str:
    return " ".join(text.split())
