"""Reads a folder of attributions in brat standoff layout.

The layout is PolNeAR's: ``text/ID.txt`` beside ``attributions/ID_ANNOTATOR.ann``; or each
``ID.txt`` beside its ``ID.ann`` in one folder. Text-bound annotations ``Source``, ``Cue`` and
``Content`` are joined by an ``Attribution`` event or by binary relations to the cue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

_ANNOTATION = re.compile(r"[TER]\d+\t")

ROLES = ("source", "cue", "content")

Offsets = tuple[int, int]


@frozen
class Annotation:
    """One annotated attribution: (start, end) code-point offsets of each role's stretches."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]


@frozen
class AnnotatedText:
    """An article and its attributions as the first annotator of it marked them."""

    id: str
    text: str
    annotations: tuple[Annotation, ...]


@define
class _Lines:
    """The lines of an ``.ann`` file by kind."""

    spans: dict[str, tuple[str, tuple[Offsets, ...]]] = field(factory=dict)
    events: list[list[tuple[str, str]]] = field(factory=list)
    relations: list[tuple[str, str, str]] = field(factory=list)


def read_brat(folder: Path) -> Iterator[AnnotatedText]:
    """Yields each annotated article of a folder, in order of its name.

    Raises:
        FileNotFoundError: The folder holds no text with an annotation.
        ValueError: An annotation does not fit its text, or a line is not brat standoff.
    """
    separate = (folder / "attributions").is_dir()
    texts = sorted((folder / "text" if separate else folder).glob("*.txt"))
    by_id: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions" if separate else folder).glob("*.ann")):
        by_id[path.stem.rsplit("_", 1)[0] if separate else path.stem].append(path)
    texts = [path for path in texts if path.stem in by_id]
    if not texts:
        raise FileNotFoundError(
            f"no annotated text in {folder}: expected text/ID.txt with attributions/ID_NAME.ann, "
            "or ID.txt with ID.ann"
        )
    for path in texts:
        with path.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        yield AnnotatedText(path.stem, text, tuple(_annotations(by_id[path.stem][0], text)))


def _annotations(path: Path, text: str) -> Iterator[Annotation]:
    lines = _read_lines(path)
    for _, offsets in lines.spans.values():
        if any(not 0 <= start < end <= len(text) for start, end in offsets):
            raise ValueError(
                f"{path}: offsets {offsets} do not fit a text of {len(text)} characters"
            )
    groups = [*lines.events, *_groups(lines)]
    for group in groups:
        found: dict[str, list[Offsets]] = {role: [] for role in ROLES}
        for name, reference in group:
            role = name.rstrip("0123456789").lower()
            if role in found and reference in lines.spans:
                found[role].extend(lines.spans[reference][1])
        yield Annotation(*(tuple(sorted(found[role])) for role in ROLES))


def _groups(lines: _Lines) -> list[list[tuple[str, str]]]:
    """Relations gathered by the cue they start from."""
    by_cue: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, *ends in lines.relations:
        kinds = [lines.spans[end][0] if end in lines.spans else "" for end in ends]
        if "cue" in kinds:
            cue = kinds.index("cue")
            by_cue[ends[cue]].append((kinds[1 - cue], ends[1 - cue]))
    return [[("cue", cue), *others] for cue, others in by_cue.items()]


def _read_lines(path: Path) -> _Lines:
    lines = _Lines()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        fields = line.split("\t")
        if not _ANNOTATION.match(
            line
        ):  # notes, attributes, or the rest of a text with a line break
            continue
        try:
            if line.startswith("T"):
                kind, _, offsets = fields[1].partition(" ")
                pairs = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
                lines.spans[fields[0]] = (kind.lower(), tuple((a, b) for a, b in pairs))
            elif line.startswith("E"):
                lines.events.append([_reference(part) for part in fields[1].split()])
            elif line.startswith("R"):
                kind, *ends = fields[1].split()
                first, second = (_reference(end)[1] for end in ends)
                lines.relations.append((kind, first, second))
        except (ValueError, IndexError) as error:
            raise ValueError(f"{path}, line {number}: not brat standoff: {line!r}") from error
    return lines


def _reference(part: str) -> tuple[str, str]:
    name, _, reference = part.partition(":")
    return name, reference
