"""Anonymous sources: who is quoted but kept from being named.

A source is anonymous if the article does not name it and says that it is not to be named ("spoke
on condition of anonymity", "declined to be identified"), or uses one of the phrases that newsrooms
keep for such sources: "sources", "a person familiar with the matter", "a senior official".
Organisations, spokespeople who speak for one, crowds and people met in the street are unnamed, not
anonymous.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from newsclaims.results import Entity
from newsclaims.trace import Rule, decide_by

_MARKER = re.compile(
    r"""(?xi)\b(?:
      (?:condition|guarantee|promise|assurance)s?\s+of\s+anonymity
    | (?:requested|asked\s+for|granted|given|sought|demanded|insisted\s+on)\s+anonymity
    | anonymously
    | (?:remain|stay|be\s+kept)\s+(?:anonymous|unnamed|unidentified)
    | (?:not|n['’]t|without)\s+(?:to\s+)?(?:be|being|have\s+been)\s+
        (?:publicly\s+)?(?:named|identified|quoted\s+by\s+name)
    | (?:declin|refus)\w+\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:his|her|their)\s+names?)
    | (?:not|n['’]t)\s+(?:\w+\s+)?(?:authori[sz]ed|allowed|permitted|cleared)\s+to\s+
        (?:\w+\s+)?(?:speak|talk|discuss|comment|brief|disclose|release)
    | (?:name|identity)\s+(?:was|has\s+been|is\s+being)\s+withheld
    )\b"""
)
_PHRASE = re.compile(
    r"""(?xi)^(?:[\w’'.,-]+\s+){0,6}?(?:
      (?:sources?|insiders?|whistle-?blowers?|leakers?)\b
    | (?:anonymous|unnamed|unidentified)\s
    | (?:person|people|individuals?|someone|somebody|officials?|aides?|executives?|advis[eo]rs?
        |lawmakers?|diplomats?|investigators?|staffers?|officers?|those|others)\s+
        (?:\w+\s+){0,3}?(?:
          (?:familiar|acquainted)\s+with | close\s+to | briefed\s+on | privy\s+to
        | with\s+(?:\w+\s+){0,2}?knowledge\s+of | knowledgeable\s+about
        | involved\s+in\s+the\s+(?:matter|negotiations|talks)
        )
    )"""
)
_UNNAMED_OFFICIAL = re.compile(
    r"""(?xi)^(?:an?|one|another|two|three|several|some)\s+(?:[\w’'.-]+\s+){0,4}?
    (?:senior|top|high-ranking|high-level|ranking)\s+(?:[\w’'.-]+\s+){0,4}?
    (?:officials?|aides?|advis[eo]rs?|diplomats?|officers?|executives?|lawmakers?|staffers?
      |strategists?|operatives?|figures?|members?|commanders?|ministers?)\b"""
)


def is_kept_unnamed(description: str) -> bool:
    """Whether a description is one of the phrases that newsrooms keep for anonymous sources."""
    return _PHRASE.match(description) is not None


def why_anonymous(entity: Entity, contexts: Iterable[str]) -> Rule[..., bool] | None:
    """The rule by which an entity that is a source is an anonymous one, or None if it is not.

    Args:
        entity: The entity.
        contexts: The sentences in which it is a source.
    """
    if entity.named or entity.kind not in ("person", "group", "other"):
        return None
    decided = decide_by(ANONYMOUS, _descriptions(entity), tuple(contexts))
    return None if decided is None else decided[0]


def _descriptions(entity: Entity) -> Collection[str]:
    """What an entity is called; none where there are only pronouns."""
    if entity.name.lower() in ("the author", "i", "we", "you", "it", "they", "he", "she"):
        return ()
    return {entity.name, *(mention.text for mention in entity.mentions)}


def _phrase(descriptions: Collection[str], contexts: Collection[str]) -> bool:
    """A phrase is kept for sources without a name: "a person familiar with the matter"."""
    return any(map(_PHRASE.match, descriptions))


def _high_official(descriptions: Collection[str], contexts: Collection[str]) -> bool:
    """A high official without a name is kept from being named: "a senior official"."""
    return any(map(_UNNAMED_OFFICIAL.match, descriptions))


def _said_so(descriptions: Collection[str], contexts: Collection[str]) -> bool:
    """The article says that a source is not to be named: "on condition of anonymity"."""
    return any(map(_MARKER.search, contexts))


ANONYMOUS: tuple[Rule[[Collection[str], Collection[str]], bool], ...] = (
    Rule("speakers: phrase for an unnamed source", _phrase),
    Rule("speakers: high official without a name", _high_official),
    Rule("speakers: said not to be named", _said_so),
)
"""What makes an unnamed source an anonymous one: how it is called, or what is said beside it."""
