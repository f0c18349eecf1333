"""The lines of an ``.ann`` file in brat standoff, gathered by attribution."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

Offsets = tuple[int, int]

ROLES = ("source", "cue", "content")

#: Where brat ends a line (Python's `str.splitlines`); no annotation may hold one of these.
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

#: An annotation, or one whose tabs have become spaces.
_ANNOTATION = re.compile(r"[TERA]\d+\t|T\d+ +\S+ +\d+ +\d+ ")
#: What a file may start with: an annotation, a note, an equivalence.
_FIRST = re.compile(r"(?:[TERAMN#]\d+|\*)\s")


@frozen(slots=True)
class TextBound:
    """A text-bound annotation.

    Attributes:
        label: Its type, in lower case.
        fragments: (start, end) code-point offsets of its stretches, in the order given.
        line: Number of its line, from 1.
    """

    label: str
    fragments: tuple[Offsets, ...]
    line: int


@frozen(slots=True)
class Group:
    """The text-bound annotations of one attribution, by role.

    Attributes:
        source: Those that say who.
        cue: Those that signal it.
        content: Those that are attributed.
        type: Line number and value of its attribute ``Type``, or None.
    """

    source: tuple[TextBound, ...]
    cue: tuple[TextBound, ...]
    content: tuple[TextBound, ...]
    type: tuple[int, str] | None


@define(slots=True)
class _Lines:
    """The lines of an ``.ann`` file by kind."""

    spans: dict[str, TextBound] = field(factory=dict)
    events: list[tuple[str, str, list[tuple[str, str]]]] = field(factory=list)
    relations: list[tuple[str, str]] = field(factory=list)
    types: dict[str, tuple[int, str]] = field(factory=dict)
    references: list[tuple[int, str]] = field(factory=list)


def read_standoff(annotations: str, text: str) -> tuple[Group, ...]:
    """The attributions of an ``.ann`` file, in the order of their lines.

    An event without a ``Cue`` has its trigger as the cue, unless that is part of its content.
    Notes, other attributes, and what belongs to no event or relation are passed over.

    Args:
        annotations: The text of the ``.ann`` file.
        text: The text that it annotates, with its line breaks as they are.

    Raises:
        ValueError: A line is not brat standoff, or does not fit the text; the message names it.
    """
    lines = _Lines()
    for number, line in enumerate(annotations.removeprefix("\ufeff").split("\n"), start=1):
        if number == 1 and line.strip() and not _FIRST.match(line):
            raise ValueError(f"line 1: not brat standoff: {line[:80]!r}")
        if not _ANNOTATION.match(line):  # a note, or the rest of a text with a line break
            continue
        fields = line.rstrip("\r").split("\t")
        try:
            _read_line(lines, number, fields)
        except (ValueError, IndexError) as error:
            raise ValueError(f"line {number}: not brat standoff: {line!r}") from error
        if line.startswith("T"):
            _check_fit(lines.spans[fields[0]], "\t".join(fields[2:]), text)
    for number, reference in lines.references:
        if reference.startswith("T") and reference not in lines.spans:
            raise ValueError(f"line {number}: there is no {reference} in these annotations")
    return (*_events(lines), *_relations(lines))


def _read_line(lines: _Lines, number: int, fields: Sequence[str]) -> None:
    identifier, data = fields[:2]
    if identifier.startswith("T"):
        label, _, offsets = data.partition(" ")
        pairs = (map(int, pair.split()) for pair in offsets.split(";"))
        fragments = tuple((start, end) for start, end in pairs)
        lines.spans[identifier] = TextBound(label.lower(), fragments, number)
    elif identifier.startswith("E"):
        (_, trigger), *arguments = (_reference(part) for part in data.split())
        lines.events.append((identifier, trigger, arguments))
        lines.references += [(number, name) for name in (trigger, *(to for _, to in arguments))]
    elif identifier.startswith("R"):
        _, first, second = data.split()
        ends = _reference(first)[1], _reference(second)[1]
        lines.relations.append(ends)
        lines.references += [(number, end) for end in ends]
    else:
        name, target, *value = data.split(" ", 2)
        if name.lower() == "type":
            lines.types[target] = number, value[0]


def _reference(part: str) -> tuple[str, str]:
    name, _, reference = part.partition(":")
    return name, reference


def _check_fit(span: TextBound, printed: str, text: str) -> None:
    offsets = ";".join(f"{start} {end}" for start, end in span.fragments)
    if any(not 0 <= start < end <= len(text) for start, end in span.fragments):
        raise ValueError(
            f"line {span.line}: the offsets {offsets} do not fit a text of {len(text)} characters"
        )
    # Before brat 1.3 nothing stood between fragments; a text with a line break goes on in lines of
    # its own, which were passed over.
    there = " ".join(text[start:end] for start, end in span.fragments)
    if not _without_spaces(there).startswith(_without_spaces(printed)):
        raise ValueError(
            f"line {span.line}: at {offsets} the text has {there!r}, not {printed!r}; "
            "is it the text that was annotated, with its line breaks unchanged?"
        )


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _events(lines: _Lines) -> Iterator[Group]:
    for identifier, trigger, arguments in lines.events:
        found: dict[str, list[TextBound]] = {role: [] for role in ROLES}
        for name, reference in arguments:
            role = name.rstrip("0123456789").lower()
            if role in found and reference in lines.spans:  # else it is an event
                found[role].append(lines.spans[reference])
        source, cue, content = (tuple(found[role]) for role in ROLES)
        if content and not cue and trigger in lines.spans:
            cue = _outside(content, lines.spans[trigger])
        yield Group(source, cue, content, lines.types.get(identifier))


def _outside(content: Sequence[TextBound], trigger: TextBound) -> tuple[TextBound, ...]:
    """The trigger, unless it stands in the content."""
    inside = any(
        overlap(a, b) for span in content for a in span.fragments for b in trigger.fragments
    )
    return () if inside else (trigger,)


def _relations(lines: _Lines) -> Iterator[Group]:
    """Relations gathered by the cue that they hold."""
    by_cue: defaultdict[str, list[TextBound]] = defaultdict(list)
    for ends in lines.relations:
        spans = [lines.spans.get(end) for end in ends]
        for cue, span, other in zip(ends, spans, reversed(spans), strict=True):
            if span is not None and span.label == "cue":
                if other is not None:
                    by_cue[cue].append(other)
                break
    for cue, others in by_cue.items():
        source, content = (
            tuple(span for span in others if span.label == role) for role in ("source", "content")
        )
        yield Group(source, (lines.spans[cue],), content, lines.types.get(cue))


def overlap(a: Offsets, b: Offsets) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]


def is_cut(text: str, before: Offsets, after: Offsets) -> bool:
    """Whether two fragments are parts of a stretch that was cut at line breaks."""
    return not text[before[1] : after[0]].strip(LINE_BREAKS)
