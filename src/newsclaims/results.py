"""The public results: immutable, comparable by value, lossless in JSON.

Every offset is a code-point offset into the article's text, so that
``article.text[span.start:span.end] == span.text`` always holds.

Terms follow PARC 3.0 (Pareti, 2016) and PolNeAR (Newell et al., 2018) for attribution, FactBank
(Saurí and Pustejovsky, 2009) for polarity and certainty, and Open IE for propositions.

Only records stand here, which import nothing of the project; what can be made of an article is in
`newsclaims.article`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, Optional, TypeVar

from dataclasses_json import DataClassJsonMixin

EntityKind = Literal["person", "organization", "place", "document", "group", "other"]
AttributionType = Literal["assertion", "belief", "fact", "eventuality"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
LinkBasis = Literal["name", "acronym", "apposition", "relative", "quotation", "coreference"]
MarkerKind = Literal[
    "negation",
    "modal",
    "adverb",
    "predicate",
    "cue",
    "condition",
    "question",
    "imperative",
    "purpose",
]

_Results = TypeVar("_Results", bound="ArticleResults")

LIKELIER_RIGHT = 0.5
"""Claims with less confidence are left out by default, as they are likelier wrong than right."""

_SPAN_FIELDS = frozenset({"start", "end", "text"})
_REPR_CHARACTERS = 40  # of the text of an article without a title


@dataclass(frozen=True)
class Span(DataClassJsonMixin):
    """A stretch of the article: ``article.text[start:end] == text``.

    Attributes:
        start: Offset of the first code point.
        end: Offset just past the last code point.
        text: The characters between them.
    """

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class CoreferenceLink(DataClassJsonMixin):
    """Why a mention is taken for its entity: the other mention that it was linked to.

    Attributes:
        mention: Index of the mention in `Entity.mentions`.
        antecedent: Index there of the mention that it was linked to, as a rule an earlier one.
        basis: ``name`` (the same name, or part of it), ``acronym`` (its initials, or a short name
            in brackets after it), ``apposition`` (stands beside it), ``relative`` (a relative
            pronoun after it), ``quotation`` (a first person in words of the antecedent's own) or
            ``coreference`` (a pronoun or description that fits it best).
        confidence: How likely it is that the two refer to the same, 0 to 1: of a pronoun the
            probability of what was chosen, else the share of such links that were right.
    """

    mention: int
    antecedent: int
    basis: LinkBasis
    confidence: float = 1.0


@dataclass(frozen=True)
class Entity(DataClassJsonMixin):
    """A person, organisation, place, document or group that the article talks about.

    Attributes:
        id: Unique within the article.
        name: The fullest name the article gives; for an unnamed one its fullest description.
        kind: What sort of thing it is.
        named: Whether the article gives it a proper name ("a senior official" has none).
        role: Title or office as printed ("Russian Foreign Minister"), or None.
        mentions: Every place that refers to it, in order.
        links: Why they do, for the mentions of which it is known; at most one for each.
        anonymous: Whether it is a source that is kept from being named: an unnamed person or group
            that the article says is not to be named ("on condition of anonymity"), or describes in
            the phrases kept for such sources ("a person familiar with the matter").
    """

    id: str
    name: str
    kind: EntityKind
    named: bool
    role: Optional[str]
    mentions: tuple[Span, ...]
    links: tuple[CoreferenceLink, ...] = ()
    anonymous: bool = False

    def __str__(self) -> str:
        return self.name

    def confidence(self, mention: int) -> float:
        """How likely it is that one of its mentions refers to it, 0 to 1.

        That is the product over the links from the mention, given by its index, back to one that
        prints a word of its name, or is linked to no other.
        """
        links = {link.mention: link for link in self.links}
        name = set(self.name.split()) if self.named else set()
        likely = 1.0
        while mention in links and name.isdisjoint(self.mentions[mention].text.split()):
            link = links.pop(mention)
            likely, mention = likely * link.confidence, link.antecedent
        return likely

    @property
    def short_name(self) -> str:
        """The name as a headline prints it: a person's surname, else the name itself."""
        if self.kind != "person" or not self.named:
            return self.name
        words = self.name.split()
        if len(words) > 1 and re.fullmatch(r"(?:Jr|Sr)\.?|I{2,3}|IV", words[-1]):
            words.pop()
        return re.sub(r"^(?:al|el)-(?=[A-Z])", "", words[-1].rstrip(","))


@dataclass(frozen=True)
class Attribution(DataClassJsonMixin):
    """One relation of source, cue and content: who puts forward what, and the words that say so.

    Attributes:
        id: Unique within the article.
        source: The source as printed ("he"), or None if the article names none.
        speaker: The entity behind the source, or None.
        cue: The words that signal the attribution ("said", "according to"), or None.
        content: The stretches attributed, in order; never empty.
        type: What the source does with the content: asserts it, believes it, knows it as a fact,
            or means to bring it about (PARC 3.0, after the Penn Discourse Treebank).
        parent: Id of the attribution whose content holds this one, or None.
        confidence: Calibrated probability that source and content are right, 0 to 1.
        speaker_confidence: How likely it is that the speaker is the one behind the source, if the
            source is right, 0 to 1: 1.0 where the source prints the name. None without a speaker,
            and in results that were written before it was kept.
    """

    id: str
    source: Optional[Span]
    speaker: Optional[Entity]
    cue: Optional[Span]
    content: tuple[Span, ...]
    type: AttributionType
    parent: Optional[str]
    confidence: float
    speaker_confidence: Optional[float] = None

    def __str__(self) -> str:
        source = self.speaker.name if self.speaker else str(self.source or "somebody")
        return f"{source} {self.cue or ':'} {' … '.join(map(str, self.content))}"


@dataclass(frozen=True)
class Quote(DataClassJsonMixin):
    """Reported words.

    Attributes:
        id: Unique within the article.
        kind: ``direct`` (all of it verbatim), ``indirect`` (none of it) or ``mixed``.
        text: The reported words on one line, fit to print: without quotation marks around all of
            them, and without the article's comma before a closing mark. Where the article breaks in
            (“We won,” she said, “and that is that.”) its stretches are joined with " … ". A mixed
            quote keeps the marks around the words that are verbatim.
        content: The stretches of the article that hold them, in order.
        verbatim: Just the stretches inside quotation marks, without the marks.
        attribution: The attribution that reports them.
        speaker: Who is quoted, or None if the article does not say.
    """

    id: str
    kind: QuoteKind
    text: str
    content: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    attribution: Optional[Attribution]
    speaker: Optional[Entity]

    def __str__(self) -> str:
        words = f"“{self.text}”" if self.kind == "direct" else self.text
        return f"{self.speaker.name}: {words}" if self.speaker else words


@dataclass(frozen=True)
class Argument(DataClassJsonMixin):
    """A participant or circumstance of a claim.

    Attributes:
        text: As printed.
        span: Where it stands, or None where it was filled in from elsewhere in the sentence.
        role: ``subject``, ``object``, ``time``, ``place`` and so on.
        entity: The entity it names, or None.
    """

    text: str
    span: Optional[Span]
    role: str
    entity: Optional[Entity]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Predicate(DataClassJsonMixin):
    """What a claim says of its subject.

    Attributes:
        text: As printed, with auxiliaries and particles ("will not sign").
        span: Where it stands, or None where it was filled in.
        lemma: Base form of the main word, with its particle ("sign", "call off").
    """

    text: str
    span: Optional[Span]
    lemma: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class FactualityMarker(DataClassJsonMixin):
    """Words that bear on whether a claim holds, after Saurí and Pustejovsky (2012).

    Attributes:
        span: The words.
        kind: ``negation`` ("not", "no", "without"), ``modal`` (a modal verb), ``adverb``,
            ``predicate`` (a word that governs the claim's clause: "failed to"), ``cue`` (that of
            the attribution: "hoped"), ``condition`` ("if"), ``question``, ``imperative`` or
            ``purpose`` (an infinitive that says what for).
        polarity: What they alone make of the claim: ``negative`` if they deny it.
        certainty: How certain they alone leave it.
    """

    span: Span
    kind: MarkerKind
    polarity: Polarity
    certainty: Certainty


@dataclass(frozen=True)
class Claim(DataClassJsonMixin):
    """One proposition that somebody, or the article itself, puts forward.

    Attributes:
        id: Unique within the article, and the same whatever `minimum_confidence` was asked for.
        text: The proposition on its own; pronouns replaced by names where it is likely enough whom
            they mean.
        content: The stretches of the article that are its evidence.
        subject: Who or what it is about, or None.
        predicate: What it says of the subject.
        object: What the predicate acts on, or None.
        arguments: Everything else: time, place, recipient …
        polarity: ``negative`` if it is denied.
        certainty: How sure the speaker is of it (FactBank's scale).
        attribution: Who puts it forward; None in the article's own voice.
        speaker: The attribution's speaker, or None.
        confidence: Calibrated probability that a careful reader accepts the claim as stated here,
            0 to 1: that it is well formed, says what the article says, in the right voice and as
            surely, and is understood without it. A small blemish does not count against it.
        markers: The words that decide polarity and certainty, in order.
    """

    id: str
    text: str
    content: tuple[Span, ...]
    subject: Optional[Argument]
    predicate: Predicate
    object: Optional[Argument]
    arguments: tuple[Argument, ...]
    polarity: Polarity
    certainty: Certainty
    attribution: Optional[Attribution]
    speaker: Optional[Entity]
    confidence: float
    markers: tuple[FactualityMarker, ...] = ()

    def __str__(self) -> str:
        """The claim as a headline writer would put it: ``Lavrov said Serraj signed …``."""
        text = self.text
        if self.speaker is not None and self.subject is not None:
            is_own = self.subject.entity == self.speaker
            predicate = self.predicate.text
            start = text.find(f" {predicate}") + 1
            bare = predicate.startswith("to ") or (
                re.match(r"\w+ing\b", predicate) is not None
                and re.search(r"\b(?:is|are|was|were) $", text[:start]) is None
            )
            if is_own and bare and start and self.subject.span is None:
                text = text[start:]  # "Merkel planned to host a summit"
        for argument in (self.subject, self.object):
            if argument is not None and argument.entity is not None:
                text = text.replace(argument.entity.name, argument.entity.short_name, 1)
        if self.attribution is None:
            return text
        if self.speaker is not None:
            text = re.sub(  # "Ito said Ito's country"
                rf"\b{re.escape(self.speaker.name)}(?=['’])", self.speaker.short_name, text
            )
        spans = self.attribution.cue, self.predicate.span
        if spans[0] and spans[1] and _overlap(spans[0], spans[1]):
            return text  # "Peru supports the accord" says who says it
        if self.speaker is not None:
            source = self.speaker.short_name
        else:
            source = str(self.attribution.source or "")
        cue = str(self.attribution.cue or "")
        if not text.removeprefix(f"{self.subject} " if self.subject else "").startswith("to "):
            # Who is told is left out.
            cue = re.sub(r"(?<!was )(?<!were )(?<!been )\b(?:told|tells?)$", _saying, cue)
        if not source:
            return text
        if _NO_VERB.match(cue):
            return f"{source}: {text}"
        return f"{source} {cue} {text}"


#: Cues that make no sentence of a source and what it says: "according to", "saying", a colon.
_NO_VERB = re.compile(r"(?:according|per|in|for|to)\b|\W|\w+ing\b|$", re.IGNORECASE)


def _saying(telling: re.Match[str]) -> str:
    return {"told": "said", "tells": "says", "tell": "say"}[telling.group()]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


@dataclass(frozen=True)
class ArticleResults(DataClassJsonMixin):
    """What was read from one article.

    `newsclaims.Article` adds what can be made of it.

    Attributes:
        text: Exactly the input.
        title: The headline, or None.
        claims: Every claim with the confidence asked for, in order of its evidence.
        quotes: Every quote, in order.
        attributions: Every attribution, in order of its first span.
        entities: Everybody and everything that the results refer to.
        sentences: The sentences, in order.
        published: When it was published, as the caller gave it (dates in ISO 8601), or None.
        publisher: Who published it, as the caller gave it, or None.
        url: Where it stands, as the caller gave it, or None.
        author: Who wrote it, as the caller gave it, or None.
    """

    text: str
    title: Optional[str]
    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    sentences: tuple[Span, ...]
    published: Optional[str] = None
    publisher: Optional[str] = None
    url: Optional[str] = None
    author: Optional[str] = None

    def __repr__(self) -> str:
        """One line, as a whole article would fill a console."""
        name = self.title if self.title is not None else self.text[:_REPR_CHARACTERS]
        counts = ", ".join(
            f"{len(found)} {kind if len(found) != 1 else kind.removesuffix('s')}"
            for kind, found in (
                ("quotes", self.quotes),
                ("claims", self.claims),
                ("speakers", self.speakers),
            )
        )
        return f"<Article {name!r}: {counts}>"

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """The entities that are a source of something, in order of their first attribution."""
        found = {a.speaker.id: a.speaker for a in self.attributions if a.speaker is not None}
        return tuple(found.values())

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """The article as plain data; entities and attributions stand once, elsewhere their ids."""
        data: dict[str, Any] = super(ArticleResults, _without_links(self)).to_dict(encode_json)
        results: list[Claim | Quote] = [*self.claims, *self.quotes]
        for row, result in zip([*data["claims"], *data["quotes"]], results, strict=True):
            row["attribution"] = _identifier(result.attribution)
            row["speaker"] = _identifier(result.speaker)
        for row, attribution in zip(data["attributions"], self.attributions, strict=True):
            row["speaker"] = _identifier(attribution.speaker)
        for row, claim in zip(data["claims"], self.claims, strict=True):
            arguments = (claim.subject, claim.object, *claim.arguments)
            rows = (row["subject"], row["object"], *row["arguments"])
            for argument_row, argument in zip(rows, arguments, strict=True):
                if argument is not None:
                    argument_row["entity"] = _identifier(argument.entity)
        return data

    @classmethod
    def from_dict(cls: type[_Results], kvs: Any, *, infer_missing: bool = False) -> _Results:
        """The inverse of `to_dict`.

        Raises:
            ValueError: An id refers to nothing, or a field is missing.
        """
        try:
            return super().from_dict(_linked(_with_spans(kvs)), infer_missing=infer_missing)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(
                f"not an article as Article.to_json() writes it ({type(error).__name__}: {error})"
            ) from error


def _identifier(result: Entity | Attribution | None) -> str | None:
    return None if result is None else result.id


def _without_links(article: _Results) -> _Results:
    """The article without what stands elsewhere in it, so that this is not written many times."""

    def bare(argument: Argument | None) -> Argument | None:
        return None if argument is None else replace(argument, entity=None)

    return replace(
        article,
        claims=tuple(
            replace(
                claim,
                attribution=None,
                speaker=None,
                subject=bare(claim.subject),
                object=bare(claim.object),
                arguments=tuple(replace(argument, entity=None) for argument in claim.arguments),
            )
            for claim in article.claims
        ),
        quotes=tuple(replace(quote, attribution=None, speaker=None) for quote in article.quotes),
        attributions=tuple(replace(a, speaker=None) for a in article.attributions),
    )


def _with_spans(data: Any) -> Any:
    """A copy of some JSON with every span made: there are many, and the generic way is slow."""
    if isinstance(data, dict):
        if data.keys() == _SPAN_FIELDS:
            return Span(data["start"], data["end"], data["text"])
        return {key: _with_spans(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_spans(value) for value in data]
    return data


def _linked(data: dict[str, Any]) -> dict[str, Any]:
    """A copy of the data with entities and attributions made, each once, and put for their ids."""
    entities = {None: None, **{row["id"]: Entity.from_dict(row) for row in data["entities"]}}

    def named(row: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if row is None else {**row, "entity": entities[row["entity"]]}

    attributions = {
        row["id"]: Attribution.from_dict({**row, "speaker": entities[row["speaker"]]})
        for row in data["attributions"]
    }

    def attributed(row: dict[str, Any]) -> dict[str, Any]:
        attribution = None if row["attribution"] is None else attributions[row["attribution"]]
        return {**row, "attribution": attribution, "speaker": entities[row["speaker"]]}

    claims = [
        {
            **attributed(row),
            "subject": named(row["subject"]),
            "object": named(row["object"]),
            "arguments": [named(argument) for argument in row["arguments"]],
        }
        for row in data["claims"]
    ]
    return {
        **data,
        "entities": [entities[row["id"]] for row in data["entities"]],
        "attributions": [attributions[row["id"]] for row in data["attributions"]],
        "claims": claims,
        "quotes": [attributed(row) for row in data["quotes"]],
    }
