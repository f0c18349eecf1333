"""Claims as rows of a table, one flat row a claim."""

from __future__ import annotations

from typing import Any

from newsclaims.results import Argument, ArticleResults, Claim
from newsclaims.words.pronouns import PRONOUNS

COLUMNS: tuple[str, ...] = (
    "id",
    "claim",
    "text",
    "speaker",
    "speaker_kind",
    "speaker_role",
    "speaker_named",
    "speaker_anonymous",
    "speaker_confidence",
    "source",
    "cue",
    "attribution_type",
    "attribution_confidence",
    "subject",
    "predicate",
    "object",
    "time",
    "place",
    "polarity",
    "certainty",
    "confidence",
    "evidence",
    "start",
    "end",
    "title",
    "published",
    "publisher",
    "author",
    "url",
)
"""The keys of each row, in order.

``claim`` is how a headline would put it (``str(claim)``), ``text`` the proposition alone;
``source`` is the speaker as printed ("he"); ``predicate`` is the lemma; ``subject`` and ``object``
are names where they are known, else as printed; ``evidence`` is the article from ``start`` to
``end`` (code points), from the first to the last word of the claim's content.
"""


def claim_rows(article: ArticleResults) -> list[dict[str, Any]]:
    """The claims of an article as rows, for ``csv.DictWriter`` or ``pandas.DataFrame``.

    Args:
        article: Any article.

    Returns:
        A dict for each claim, in order, whose keys are `COLUMNS`. Values are str, int, float, bool
        and None (for what the article does not give). Texts are as they stand, so that a program
        that writes them into another format must escape them for it.
    """
    about_article = {
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
    }
    rows = (_claim(claim, article.text) | about_article for claim in article.claims)
    return [{column: row[column] for column in COLUMNS} for row in rows]


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    speaker, attribution = claim.speaker, claim.attribution
    start = min((span.start for span in claim.content), default=None)
    end = max((span.end for span in claim.content), default=None)
    return {
        "id": claim.id,
        "claim": str(claim),
        "text": claim.text,
        "speaker": speaker and speaker.name,
        "speaker_kind": speaker and speaker.kind,
        "speaker_role": speaker and speaker.role,
        "speaker_named": speaker and speaker.named,
        "speaker_anonymous": speaker and speaker.anonymous,
        "speaker_confidence": attribution and attribution.speaker_confidence,
        "source": attribution and attribution.source and attribution.source.text,
        "cue": attribution and attribution.cue and attribution.cue.text,
        "attribution_type": attribution and attribution.type,
        "attribution_confidence": attribution and attribution.confidence,
        "subject": _name(claim.subject),
        "predicate": claim.predicate.lemma,
        "object": _name(claim.object),
        "time": _texts(claim, "time"),
        "place": _texts(claim, "place"),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "confidence": claim.confidence,
        "evidence": text[start:end] if start is not None else None,
        "start": start,
        "end": end,
    }


def _name(argument: Argument | None) -> str | None:
    """Its name, so that rows can be grouped by it; a description stays as this claim prints it."""
    if argument is None:
        return None
    entity = argument.entity
    if entity is not None and (entity.named or argument.text.lower() in PRONOUNS):
        return entity.name
    return argument.text


def _texts(claim: Claim, role: str) -> str | None:
    """The arguments with this role; a claim may have several times."""
    return "; ".join(a.text for a in claim.arguments if a.role == role) or None
