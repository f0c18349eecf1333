"""Attributions in brat standoff.

The format is that of https://brat.nlplab.org/standoff.html, with offsets in code points; events
look as in PolNeAR (Newell et al., 2018), with an attribute and a note each::

    T1	Source 26 30	Berg
    T2	Cue 31 35	said
    T3	Content 0 25;37 53	“We will open on Monday,” “and stay open.”
    T4	Attribution 31 35	said
    E1	Attribution:T4 Source:T1 Cue:T2 Content:T3
    A1	Type E1 assertion
    #1	AnnotatorNotes E1	Speaker: Ana Berg. Confidence: 0.93.

The trigger of an event is a text-bound annotation of its own, as brat wants it to be of the event's
type. `newsclaims.read_brat` reads these files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import get_args

from newsclaims.exchange.standoff import LINE_BREAKS, Offsets, is_cut
from newsclaims.results import ArticleResults, Attribution, AttributionType, Span

#: What brat's ``annotation.conf`` must say for it to open and edit these files
#: (https://brat.nlplab.org/configuration.html).
ANNOTATION_CONF = f"""\
[entities]
Source
Cue
Content

[relations]
# An attribution may stand inside another one's content.
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]
Attribution	Source?:Source, Cue?:Cue, Content+:Content

[attributes]
Type	Arg:<EVENT>, Value:{"|".join(get_args(AttributionType))}
"""

_LINE = re.compile(f"[^{LINE_BREAKS}]+")


def to_brat(article: ArticleResults) -> str:
    """The attributions of an article as the text of an ``.ann`` file.

    A stretch that goes over a line break is cut there, as brat has it. An attribution without a cue
    has its trigger on the beginning of its content. Speaker and confidence are notes for who looks
    at the file; `read_brat` does not read them.

    Args:
        article: The article; its text belongs into the ``.txt`` file beside, with its line breaks
            as they are.

    Returns:
        One annotation a line, or an empty string if there is no attribution.
    """
    lines: list[str] = []
    numbers = count(1)

    def text_bound(label: str, fragments: Sequence[Offsets]) -> str:
        identifier = f"T{next(numbers)}"
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(article.text[start:end] for start, end in fragments)
        lines.append(f"{identifier}\t{label} {offsets}\t{words}")
        return identifier

    for number, attribution in enumerate(article.attributions, start=1):
        source = _fragments(article.text, attribution.source)
        cue = _fragments(article.text, attribution.cue)
        contents = _contents(article.text, attribution.content)
        if not contents:  # a line break alone, which brat cannot hold
            continue
        arguments = []
        if source:
            arguments.append(f"Source:{text_bound('Source', source)}")
        if cue:
            arguments.append(f"Cue:{text_bound('Cue', cue)}")
        for i, content in enumerate(contents, start=1):
            role = "Content" if i == 1 else f"Content{i}"
            arguments.append(f"{role}:{text_bound('Content', content)}")
        trigger = text_bound("Attribution", cue or contents[0][:1])
        lines.append(f"E{number}\tAttribution:{trigger} {' '.join(arguments)}")
        lines.append(f"A{number}\tType E{number} {attribution.type}")
        lines.append(f"#{number}\tAnnotatorNotes E{number}\t{_note(attribution)}")
    return "".join(f"{line}\n" for line in lines)


def _fragments(text: str, span: Span | None) -> list[Offsets]:
    """The parts of a span between the line breaks in it."""
    if span is None:
        return []
    return [match.span() for match in _LINE.finditer(text, span.start, span.end)]


def _contents(text: str, content: Sequence[Span]) -> list[list[Offsets]]:
    """The fragments of a content, for one text-bound annotation or more.

    Stretches with nothing or only a line break between them come into different ones: within one
    they would be read as one stretch.
    """
    found: list[list[Offsets]] = []
    for span in content:
        fragments = _fragments(text, span)
        if not fragments:
            continue
        if found and not is_cut(text, found[-1][-1], fragments[0]):
            found[-1] += fragments
        else:
            found.append(fragments)
    return found


def _note(attribution: Attribution) -> str:
    speaker = attribution.speaker
    who = "not named" if speaker is None else speaker.name
    if speaker is not None and speaker.role:
        who += f" ({speaker.role})"
    return f"Speaker: {' '.join(who.split())}. Confidence: {attribution.confidence:.2f}."
