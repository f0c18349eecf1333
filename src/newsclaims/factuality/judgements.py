"""A judgement: a clause's factuality, and the words that decide it.

Each word counts as what it alone leaves of the clause, so that polarity and certainty are what all
of them leave together: polarities multiply and doubt prevails.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from newsclaims.attributions.voices import Voices
from newsclaims.results import FactualityMarker, MarkerKind, Span
from newsclaims.text.document import Document
from newsclaims.words.factuality import CERTAIN, NOT, UNKNOWN, Factuality, weakest

#: How many words are kept; it bounds the work on endless nesting.
MOST_MARKERS = 20


@frozen(slots=True)
class Marker:
    """Tokens ``first`` to ``last`` (half-open), and what they alone leave of the clause."""

    first: int
    last: int
    kind: MarkerKind
    factuality: Factuality

    def leaving(self, factuality: Factuality) -> Marker:
        """The same words with another effect."""
        return Marker(self.first, self.last, self.kind, factuality)


@frozen(slots=True)
class Judgement:
    """A clause's factuality, and the words that decide it, outermost first."""

    factuality: Factuality
    markers: tuple[Marker, ...] = ()

    def under(self, outer: Judgement) -> Judgement:
        """The judgement of this clause inside a context."""
        if self is SURE or outer is SURE:
            return outer if self is SURE else self
        markers = (*outer.markers, *self.markers)[-MOST_MARKERS:]
        return Judgement(self.factuality.under(outer.factuality), markers)

    def doubts(self) -> Judgement:
        """What weakens the clause, without what denies it."""
        if self is SURE:
            return self
        left = Factuality("positive", self.factuality.certainty)
        weak = (m for m in self.markers if m.factuality.certainty != "certain")
        markers = (m.leaving(Factuality("positive", m.factuality.certainty)) for m in weak)
        return Judgement(left, tuple(markers))

    def denials(self) -> Judgement:
        """What denies the clause, without what weakens it."""
        if self is SURE:
            return self
        markers = (m.leaving(NOT) for m in self.markers if m.factuality.polarity == "negative")
        return Judgement(Factuality(self.factuality.polarity, "certain"), tuple(markers))

    def opened(self) -> Judgement:
        """The same where what denies only leaves open: of "did not say that" nothing is denied."""
        markers = (
            m.leaving(UNKNOWN) if m.factuality.polarity == "negative" else m for m in self.markers
        )
        return Judgement(UNKNOWN, tuple(markers))

    def governing(self, implied: Factuality, marker: Marker) -> Judgement:
        """What a word in this context leaves of the clause that it governs.

        ``implied`` is what it implies about the clause, denied if it is denied here.
        """
        outer = self
        if self.factuality.polarity == "negative" and implied == UNKNOWN:
            outer, own = self.opened(), UNKNOWN
        else:
            turned = implied.polarity != self.factuality.polarity
            own = Factuality("negative" if turned else "positive", implied.certainty)
        if own == CERTAIN and outer is SURE:
            return SURE
        markers = outer.markers
        if own != CERTAIN:
            markers = (*markers, marker.leaving(own))[-MOST_MARKERS:]
        certainty = weakest(implied.certainty, self.factuality.certainty)
        return Judgement(Factuality(implied.polarity, certainty), markers)


SURE = Judgement(CERTAIN)


def by(kind: MarkerKind, words: int | tuple[int, int], left: Factuality) -> Judgement:
    """The judgement that a token, or a stretch of tokens, alone leads to."""
    first, last = (words, words + 1) if isinstance(words, int) else words
    return SURE if left == CERTAIN else Judgement(left, (Marker(first, last, kind, left),))


def together(markers: Sequence[Marker]) -> Judgement:
    """The judgement that some words lead to."""
    left = CERTAIN
    for marker in markers:
        left = left.under(marker.factuality)
    return Judgement(left, tuple(markers)) if markers else SURE


def outcome(left: Factuality) -> str:
    """What is left of a clause, as the trace says it: "negative, probable"."""
    return ", ".join(said for said in left if said not in ("positive", "certain")) or "certain"


def printed_markers(
    judgement: Judgement, document: Document, voices: Voices, voice: int
) -> tuple[FactualityMarker, ...]:
    """The markers of a claim, in the order of the text.

    What governs the claim and is part of the cue of its attribution (a ``voice``; -1 without one)
    is shown as the cue.
    """
    cue = voices.attributions[voice].cue if voice >= 0 else None
    found: dict[tuple[int, int], tuple[Span, MarkerKind, Factuality]] = {}
    for marker in judgement.markers:
        first, last = marker.first, marker.last
        kind, left = marker.kind, marker.factuality
        if kind == "negation" and _is_glued(document, first):
            first -= 1  # "hasn't", "cannot"
        span = document.token_span(first, last)
        if cue is not None and cue.start <= span.start and span.end <= cue.end:
            if kind in ("predicate", "cue"):
                span, kind = cue, "cue"
                if (cue.start, cue.end) in found:  # several words of one cue
                    left = left.under(found[cue.start, cue.end][2])
            elif kind == "negation" and left == UNKNOWN:
                continue  # the cue, which shows it, leaves no more: "did not say"
        place = span.start, span.end
        if place not in found or kind == "cue":
            found[place] = span, kind, left
    return tuple(
        FactualityMarker(span, kind, *left) for _, (span, kind, left) in sorted(found.items())
    )


def _is_glued(document: Document, token: int) -> bool:
    """Whether a token is the end of a word that begins with the token before it."""
    before = document.tokens[token - 1] if token else None
    return (
        before is not None
        and before.end == document.tokens[token].start
        and before.text[-1:].isalpha()
    )
