"""Reads a folder of attributions in brat standoff layout.

The layout is PolNeAR's: ``text/ID.txt`` beside ``attributions/ID_ANNOTATOR.ann``; or each
``ID.txt`` beside its ``ID.ann`` in one folder. `newsclaims.exchange.brat` says how the lines look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from newsclaims.exchange.standoff import ROLES, Group, Offsets, read_standoff

__all__ = ["ROLES", "AnnotatedText", "Annotation", "Offsets", "read_brat"]


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
    try:
        groups = read_standoff(path.read_text(encoding="utf-8"), text)
    except ValueError as error:
        raise ValueError(f"{path}, {error}") from error
    for group in groups:
        yield Annotation(*(_offsets(group, role) for role in ROLES))


def _offsets(group: Group, role: str) -> tuple[Offsets, ...]:
    return tuple(sorted(offsets for span in getattr(group, role) for offsets in span.fragments))
