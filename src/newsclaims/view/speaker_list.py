"""The list of speakers: the legend of the page, and the choice of whose words stand out."""

from __future__ import annotations

from collections import Counter

from newsclaims.results import Entity
from newsclaims.view.escaping import escape
from newsclaims.view.page_index import OWN_VOICE, UNKNOWN, PageIndex


def speaker_list(index: PageIndex) -> str:
    """The speakers of an article, as radio buttons of which one can be chosen.

    Each list has a form of its own, so that those of several fragments in one page do not take
    each other's choice away.

    Returns:
        HTML.
    """
    quotes = Counter(index.key(quote.speaker) for quote in index.article.quotes)
    choices = [
        _choice(index, speaker, quotes[str(number)])
        for number, speaker in enumerate(index.speakers, 1)
    ]
    if any(attribution.speaker is None for attribution in index.article.attributions):
        choices.append(_choice(index, None, quotes[UNKNOWN]))
    if any(claim.attribution is None for claim in index.article.claims):
        choices.append(
            f'<li><label class="nc-choice">{_radio(OWN_VOICE)}'
            '<span class="nc-tag nc-note" aria-hidden="true" data-label="○"></span>'
            '<span class="nc-person"><span class="nc-name">The article itself</span></span>'
            "</label></li>"
        )
    if not choices:
        return '<p class="nc-nothing">No speakers were found in this article.</p>'
    everyone = (
        '<li class="nc-everyone"><label class="nc-choice">'
        f'{_radio("all", " checked")}<span class="nc-tag" aria-hidden="true" data-label="∗"></span>'
        '<span class="nc-person"><span class="nc-name">Everybody</span></span></label></li>'
    )
    items = "\n".join((everyone, *choices))
    return (
        '<form class="nc-filter" autocomplete="off"><fieldset>'
        '<legend class="nc-hidden">Whose words and claims to show</legend>\n'
        f'<ul class="nc-speaker-list">\n{items}\n</ul>\n</fieldset></form>'
    )


def filter_style(index: PageIndex) -> str:
    """The style that makes one speaker's words stand out when that speaker is chosen.

    It needs rules for each speaker, as a style sheet cannot compare two attributes. They name
    speakers by number only, so those of one fragment do no harm to another in the same page. What
    they pick is a class of the speaker's own, so that a browser tries each only where it may fit.
    """
    keys = [str(number) for number in range(1, len(index.speakers) + 1)]
    return "\n".join(_filter_rules(key) for key in (*keys, UNKNOWN, OWN_VOICE)) + "\n"


def _filter_rules(key: str) -> str:
    chosen = f".newsclaims .nc-speakers:has(.nc-radio.nc-r-{key}:checked)"
    return (
        f"{chosen}~.nc-article .nc-s-{key}"
        "{--nc-speaker:var(--nc-colour);--nc-words:var(--nc-ink);--nc-shade:9%}"
        f"{chosen}~.nc-claim-list .nc-s-{key}{{display:revert}}"
    )


def _choice(index: PageIndex, speaker: Entity | None, quotes: int) -> str:
    about: list[str] = []
    role = ""
    if speaker is None:
        name = "Speaker not given"
    else:
        name = speaker.name
        if speaker.role:
            role = f'<span class="nc-about"><bdi>{escape(speaker.role)}</bdi></span> '
        if speaker.kind != "other":
            about.append(speaker.kind)
        if speaker.anonymous:
            about.append('<strong class="nc-anonymous">anonymous</strong>')
        elif not speaker.named:
            about.append("unnamed")
    about.append(f"{quotes or 'no'}&nbsp;quote{'s' * (quotes != 1)}")
    unnamed = " nc-unnamed" * (speaker is None or not speaker.named)
    return (
        f'<li><label class="nc-choice {index.look(speaker)}" id="{index.speaker_id(speaker)}">'
        f"{_radio(index.key(speaker))}"
        f'<span class="nc-tag{unnamed}" aria-hidden="true" '
        f'data-label="{escape(index.label(speaker))}"></span>'
        f'<span class="nc-person"><bdi class="nc-name{unnamed}">{escape(name)}</bdi> '
        f'{role}<span class="nc-about">{" · ".join(about)}</span></span></label></li>'
    )


def _radio(value: str, state: str = "") -> str:
    return (
        f'<input class="nc-radio nc-r-{value}" type="radio" name="speaker" value="{value}"{state}>'
    )
