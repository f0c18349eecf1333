"""Claims that a person has judged: which they are, and what was said of them.

The labels are kept apart from the texts. Each names the document that a claim is from and an id
that holds as long as the claim reads the same, whatever else changes; a label whose claim no longer
exists is passed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from attrs import field, frozen, validators

from newsclaims import examples
from newsclaims.results import Claim
from newsclaims.training.brat import read_brat
from newsclaims.training.treebank import read_conllu

Verdict = Literal["good", "minor", "bad"]

#: Why a claim is not good, as the protocol has it.
CAUSES = (
    "parse",
    "clause rule",
    "coreference",
    "attribution",
    "title or apposition",
    "text",
    "missing argument",
    "split list",
    "other",
)
COLUMNS = ("document", "id", "verdict", "cause", "pass", "set")
CORPORA = ("polnear", "gum", "stories", "seeds")
_ID_DIGITS = 12


@frozen(slots=True)
class JudgedClaim:
    """What a person said of one claim.

    Attributes:
        document: Corpus and name of the text, "gum/GUM_news_iodine".
        id: That of `claim_key`.
        verdict: ``good``, ``minor`` (true and understandable, with a blemish) or ``bad``.
        cause: One of `CAUSES`, or empty where it is good.
        pass_: 1, or 2 where it was judged again.
        set: Name of the sample it was drawn in.
    """

    document: str
    id: str
    verdict: str = field(validator=validators.in_(("good", "minor", "bad")))
    cause: str = field(validator=validators.in_(("", *CAUSES)))
    pass_: int = field(validator=validators.in_((1, 2)))
    set: str

    @property
    def is_accepted(self) -> bool:
        """Whether a careful reader accepts the claim."""
        return self.verdict != "bad"


def claim_key(claim: Claim) -> str:
    """An id of what a reader sees of a claim, and where: the first digits of a SHA-256 in hex."""
    place = claim.predicate.span or claim.content[0]
    speaker = "" if claim.speaker is None else claim.speaker.name
    seen = (str(claim), claim.polarity, claim.certainty, speaker, str(place.start))
    return hashlib.sha256("\x1f".join(seen).encode()).hexdigest()[:_ID_DIGITS]


def read_judged(path: Path) -> list[JudgedClaim]:
    """The labels of a tab-separated file whose first line names `COLUMNS`.

    Raises:
        ValueError: A line is not as it should be; the message gives its number.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"{path}: the first line must be {' '.join(COLUMNS)}, tabs between")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        try:
            document, key, verdict, cause, judged, name = (c.strip() for c in line.split("\t"))
            found.append(JudgedClaim(document, key, verdict, cause, int(judged), name))
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error.args[0]}") from error
    return found


def documents(
    shared: Path, stories: Path, corpora: Iterable[str] = CORPORA
) -> Iterator[tuple[str, str]]:
    """Name and text of each document that claims are judged in.

    Args:
        shared: A folder that holds ``data/polnear/dev`` and ``data/gum/dev``.
        stories: A folder of invented stories, ``*.txt``; may be missing.
        corpora: Which of `CORPORA`.
    """
    wanted = set(corpora)
    if "polnear" in wanted:
        for article in read_brat(shared / "data" / "polnear" / "dev"):
            yield f"polnear/{article.id}", article.text
    if "gum" in wanted:
        for path in sorted((shared / "data" / "gum" / "dev").glob("*.conllu")):
            for document, _ in read_conllu(path):
                yield f"gum/{path.stem}", document.text
    if "stories" in wanted:
        for path in sorted(stories.glob("*.txt")):
            yield f"stories/{path.stem}", path.read_text(encoding="utf-8")
    if "seeds" in wanted:
        yield "seeds/libya", examples.libya()
