"""The list of claims beside the text."""

from __future__ import annotations

from collections.abc import Mapping

from newsclaims.results import Claim
from newsclaims.view.escaping import escape
from newsclaims.view.page_index import OWN_LOOK, ClaimGroup, PageIndex
from newsclaims.view.verbatim import with_marks


def claim_list(index: PageIndex, evidence: Mapping[int, str], heading: int) -> str:
    """The claims of an article: those of speakers first, then those in its own voice.

    Args:
        index: The article, and how its parts refer to each other.
        evidence: For each claim, by index, the id of the element where its evidence starts.
        heading: Level of the headings in it.

    Returns:
        HTML.
    """
    if not index.groups:
        return '<p class="nc-nothing">No claims were found in this article.</p>'
    attributed = [group for group in index.groups if group.attribution is not None]
    own = [group for group in index.groups if group.attribution is None]
    parts = []
    for name, title, groups in (
        ("attributed", "Put forward by speakers", attributed),
        ("own", "In the article’s own voice", own),
    ):
        if groups:
            count = sum(len(group.claims) for group in groups)
            items = "\n".join(_group(index, group, evidence) for group in groups)
            parts.append(
                f'<div class="nc-voice nc-{name}">\n'
                f'<h{heading} class="nc-voice-title">{title} '
                f'<span class="nc-count">{count}</span></h{heading}>\n'
                f'<ol class="nc-groups">\n{items}\n</ol>\n</div>'
            )
    return "\n".join(parts)


def _group(index: PageIndex, group: ClaimGroup, evidence: Mapping[int, str]) -> str:
    claims = "\n".join(_claim(index, number, claim, evidence) for number, claim in group.claims)
    number = ""
    if group.attribution is not None and group.attribution.id in index.attributions:
        number = f' data-attribution="{index.attribution_numbers[group.attribution.id]}"'
    look = OWN_LOOK if group.attribution is None else index.look(group.speaker)
    return (
        f'<li class="nc-group {look}" id="{index.group_id(group)}"{number}>\n'
        f'{_who(index, group)}<ul class="nc-claims">\n{claims}\n</ul>\n</li>'
    )


def _who(index: PageIndex, group: ClaimGroup) -> str:
    """Who puts the claims forward, by which words, and inside whose."""
    attribution = group.attribution
    if attribution is None:
        return ""
    speaker = group.speaker
    name = speaker.name if speaker else str(attribution.source or "Speaker not given")
    unnamed = " nc-unnamed" * (speaker is None or not speaker.named)
    parts = [
        f'<span class="nc-tag{unnamed}" aria-hidden="true" '
        f'data-label="{escape(index.label(speaker))}"></span>'
        f'<bdi class="nc-name{unnamed}">{escape(name)}</bdi>'
    ]
    if attribution.cue is not None:
        parts.append(f'<em class="nc-group-cue">{escape(attribution.cue.text)}</em>')
    parts.append(_confidence(attribution.confidence))
    parent = index.attributions.get(attribution.parent or "")
    if parent is not None:
        outer = parent.speaker.name if parent.speaker else str(parent.source or "somebody")
        parts.append(
            f'<span class="nc-nested">nested in the words of <bdi>{escape(outer)}</bdi></span>'
        )
    return f'<p class="nc-who">{" ".join(parts)}</p>\n'


def _claim(index: PageIndex, number: int, claim: Claim, evidence: Mapping[int, str]) -> str:
    quote = None if claim.attribution is None else index.quotes.get(claim.attribution.id)
    text = f'<bdi class="nc-claim-text">{escape(with_marks(claim, quote))}</bdi>'
    if number in evidence:
        text = f'<a class="nc-to-evidence" href="#{evidence[number]}">{text}</a>'
    notes = [
        f'<span class="nc-flag nc-{value}"><span class="nc-hidden">{scale} </span>{value}</span>'
        for scale, value in (("polarity", claim.polarity), ("certainty", claim.certainty))
        if value not in ("positive", "certain")
    ]
    notes.append(_confidence(claim.confidence))
    text += f' <span class="nc-notes">{" ".join(notes)}</span>'
    return f'<li class="nc-claim" id="{index.claim_id(number)}" data-claim="{number}">{text}</li>'


def _confidence(probability: float) -> str:
    return f'<span class="nc-confidence">confidence {probability:.0%}</span>'
