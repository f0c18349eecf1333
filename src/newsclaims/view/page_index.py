"""What links the parts of a page: numbers of speakers and claims, and the ids of its elements."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping

from attrs import field, frozen

from newsclaims.results import ArticleResults, Attribution, Claim, Entity, Quote
from newsclaims.view.speaker_labels import speaker_labels

#: Stands for the article's own voice where else the number of a speaker stands.
OWN_VOICE = "own"
OWN_LOOK = f"nc-look nc-s-{OWN_VOICE} nc-c0"
#: Stands for a speaker whom the article does not give.
UNKNOWN = "unknown"

_COLOURS = 8


@frozen(slots=True)
class ClaimGroup:
    """Claims that stand together in the list: those of one attribution, or of one sentence.

    Attributes:
        number: From 0, in the order of the list.
        attribution: Who puts them forward; None in the article's own voice.
        speaker: The speaker of the first of them, or None.
        claims: Index in `Article.claims`, and the claim.
    """

    number: int
    attribution: Attribution | None
    speaker: Entity | None
    claims: list[tuple[int, Claim]] = field(factory=list)


@frozen(eq=False, slots=True)
class PageIndex:
    """The numbers, labels and ids by which the parts of one page refer to each other.

    Attributes:
        article: The article shown.
        prefix: What every id begins with, made from the text: the same text gives the same ids.
        speakers: All speakers; a speaker's number is the place in it, from 1.
        groups: The claims, grouped, in the order of the article.
        numbers: The number of each speaker, by its id.
        labels: The short label of each speaker, by its id.
        attributions: The attributions by their ids.
        attribution_numbers: The place of each attribution in the article, by its id.
        group_of_attribution: The group of an attribution's claims, by its id.
    """

    article: ArticleResults
    prefix: str
    speakers: tuple[Entity, ...]
    groups: tuple[ClaimGroup, ...]
    numbers: Mapping[str, int]
    labels: Mapping[str, str]
    attributions: dict[str, Attribution]
    quotes: Mapping[str, Quote]
    attribution_numbers: Mapping[str, int]
    group_of_attribution: Mapping[str, ClaimGroup]

    def key(self, speaker: Entity | None) -> str:
        """The number of a speaker, as it stands in classes and ids."""
        return UNKNOWN if speaker is None else str(self.numbers[speaker.id])

    def label(self, speaker: Entity | None) -> str:
        """The short label of a speaker."""
        return "?" if speaker is None else self.labels[speaker.id]

    def look(self, speaker: Entity | None) -> str:
        """The classes that give a speaker's number, colour, and how the lines are drawn.

        There are eight colours; the next eight speakers have dashed lines, all others dotted ones.
        """
        if speaker is None:
            return f"nc-look nc-s-{UNKNOWN} nc-c0"
        number = self.numbers[speaker.id]
        cycle, colour = divmod(number - 1, _COLOURS)
        return (
            f"nc-look nc-s-{number} nc-c{colour + 1}"
            + ("", " nc-dashed", " nc-dotted")[min(cycle, 2)]
        )

    def group_id(self, group: ClaimGroup) -> str:
        """The id of a group in the list of claims."""
        return f"{self.prefix}-group-{group.number}"

    def claim_id(self, number: int) -> str:
        """The id of a claim in the list, by its index in `Article.claims`."""
        return f"{self.prefix}-claim-{number}"

    def speaker_id(self, speaker: Entity | None) -> str:
        """The id of a speaker in the list of speakers."""
        return f"{self.prefix}-speaker-{self.key(speaker)}"


def page_index(article: ArticleResults) -> PageIndex:
    """The index of the page that shows an article."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    speakers = _speakers(article)
    ids = [speaker.id for speaker in speakers]
    groups = _grouped_claims(article)
    return PageIndex(
        article=article,
        prefix=f"nc-{digest[:12]}",
        speakers=speakers,
        groups=groups,
        numbers={identifier: number for number, identifier in enumerate(ids, 1)},
        labels=dict(zip(ids, speaker_labels(speakers), strict=True)),
        attributions={a.id: a for a in article.attributions},
        quotes={q.attribution.id: q for q in article.quotes if q.attribution is not None},
        attribution_numbers={a.id: n for n, a in enumerate(article.attributions)},
        group_of_attribution={
            group.attribution.id: group for group in groups if group.attribution is not None
        },
    )


def _speakers(article: ArticleResults) -> tuple[Entity, ...]:
    """All speakers, those of attributions first."""
    speakers = (
        *article.speakers,
        *(quote.speaker for quote in article.quotes),
        *(claim.speaker for claim in article.claims),
    )
    return tuple({speaker.id: speaker for speaker in speakers if speaker is not None}.values())


def _grouped_claims(article: ArticleResults) -> tuple[ClaimGroup, ...]:
    starts = [sentence.start for sentence in article.sentences]
    groups: dict[tuple[str, object], ClaimGroup] = {}
    for number, claim in enumerate(article.claims):
        key: tuple[str, object]
        if claim.attribution is not None:
            key = ("attribution", claim.attribution.id)
        else:
            start = claim.content[0].start if claim.content else -1
            key = ("sentence", bisect_right(starts, start))
        if key not in groups:
            speaker = claim.speaker
            if speaker is None and claim.attribution is not None:
                speaker = claim.attribution.speaker
            groups[key] = ClaimGroup(len(groups), claim.attribution, speaker)
        groups[key].claims.append((number, claim))
    return tuple(groups.values())
