"""Anonymous sources: who is quoted but kept from being named.

A source is anonymous if the article does not name it and says that it is not to be named ("spoke
on condition of anonymity", "declined to be identified"), or uses one of the phrases that newsrooms
keep for such sources: "sources", "a person familiar with the matter", "a senior official".
Organisations, spokespeople who speak for one, crowds and people met in the street are unnamed, not
anonymous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclaims.results import Entity

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


def is_anonymous(entity: Entity, contexts: Iterable[str]) -> bool:
    """Whether an entity that is a source is an anonymous one.

    Args:
        entity: The entity.
        contexts: The sentences in which it is a source.
    """
    if entity.named or entity.kind not in ("person", "group", "other"):
        return False
    if entity.name.lower() in ("the author", "i", "we", "you", "it", "they", "he", "she"):
        return any(map(_MARKER.search, contexts))
    descriptions = {entity.name, *(mention.text for mention in entity.mentions)}
    if any(is_kept_unnamed(d) or _UNNAMED_OFFICIAL.match(d) for d in descriptions):
        return True
    return any(map(_MARKER.search, contexts))
