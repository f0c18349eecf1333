"""Counts which relations treebanks have between which parts of speech.

`newsclaims.reading.trees` holds the trees that it finds against it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from newsclaims.training.treebank import read_conllu


def write_attachments(treebanks: Iterable[Path], file: Path) -> None:
    """Writes ``{"nsubj": {"NOUN < VERB": 12, …}}``: "<" if the noun is first, else ">".

    Args:
        treebanks: Files in CoNLL-U, and folders of them.
        file: Where to write it.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in treebanks:
        for part in sorted(path.glob("*.conllu")) if path.is_dir() else [path]:
            for _, reading in read_conllu(part):
                rows = zip(reading.upos, reading.heads, reading.relations, strict=True)
                for token, (upos, head, relation) in enumerate(rows):
                    if head >= 0:
                        side = "<" if token < head else ">"
                        found[relation][f"{upos} {side} {reading.upos[head]}"] += 1
    counts = {relation: dict(sorted(rows.items())) for relation, rows in sorted(found.items())}
    file.write_text(json.dumps(counts) + "\n", encoding="utf-8")
