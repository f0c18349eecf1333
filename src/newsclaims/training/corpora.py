"""Finds the training data in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from newsclaims.reading.encoder import Encoder
from newsclaims.reading.wordpiece import WordPieces
from newsclaims.text.document import Document, Reading
from newsclaims.training.brat import Annotation, Offsets
from newsclaims.training.coreference_corpora import Chains, Choice, read_gap, read_litbank
from newsclaims.training.examples import (
    Example,
    attribution_examples,
    treebank_example,
    treebank_examples,
    with_inner,
)

_HELD_BACK = 20  # one article in so many is kept for calibration


@frozen
class Corpora:
    """Where the data of a training is.

    Attributes:
        folder: The folder that holds all of them.
        articles: Folder of articles annotated with attributions, in brat layout.
        dev: The same, for the figures; None if there is none.
        treebanks: Files or folders in CoNLL-U; may be empty.
        coreferent: The one of them whose mentions and coreference are annotated; it is there
            without the others, too. None if there is none.
        litbank: Folder of texts with coreference; None if there is none.
        gap: File of snippets with an ambiguous pronoun; None if there is none.
    """

    folder: Path
    articles: Path
    dev: Path | None
    treebanks: tuple[Path, ...]
    coreferent: Path | None
    litbank: Path | None
    gap: Path | None


@frozen(eq=False)
class TrainingData:
    """What a training reads.

    Attributes:
        articles: Annotated with attributions, to learn from.
        held_back: The same, for calibration.
        treebank: Documents with syntax.
        chains: Documents with coreference alone.
        choices: Snippets with a pronoun and two names.
    """

    articles: list[Example]
    held_back: list[Example]
    treebank: list[Example]
    chains: list[Chains]
    choices: list[Choice]


def find_corpora(folder: Path) -> Corpora:
    """The corpora of a folder.

    Annotated articles are in ``polnear/train`` and ``polnear/dev``, or in ``train`` and ``dev``, or
    in the folder itself; treebanks in ``gum/train`` and ``ewt/train.conllu``, if both are there,
    and beside them coreference in ``litbank/coref`` and ``gap/gap-development.tsv``.

    Raises:
        FileNotFoundError: There is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder")
    articles = _first(folder, ("polnear/train", "train")) or folder
    gum, ewt = folder / "gum" / "train", folder / "ewt" / "train.conllu"
    litbank, gap = folder / "litbank", folder / "gap" / "gap-development.tsv"
    return Corpora(
        folder,
        articles,
        _first(folder, ("polnear/dev", "dev")),
        (gum, ewt) if gum.exists() and ewt.exists() else (),
        gum if gum.is_dir() else None,
        litbank if (litbank / "coref").is_dir() else None,
        gap if gap.is_file() else None,
    )


def read_corpora(
    corpora: Corpora, vocabulary: WordPieces, limit: int | None, start: Encoder | None
) -> TrainingData:
    """Reads the corpora; ``limit`` keeps the first so many documents of each, for a trial.

    Without a treebank the reading of the articles by the encoder to ``start`` from stands in for
    one, so that adapting a model to new attributions does not make it forget the rest.

    Raises:
        ValueError: There are too few articles, or neither a treebank nor an encoder.
    """
    inner = known_inner()
    examples = attribution_examples(corpora.articles, vocabulary, inner)[:limit]
    held_back = [e for i, e in enumerate(examples) if i % _HELD_BACK == _HELD_BACK // 3 + 1]
    articles = [e for i, e in enumerate(examples) if i % _HELD_BACK != _HELD_BACK // 3 + 1]
    if not held_back:
        raise ValueError(
            f"{corpora.articles} holds {len(examples)} annotated articles: at least "
            f"{_HELD_BACK // 3 + 2} are needed, some of which are held back for calibration"
        )
    if corpora.treebanks:
        treebank = treebank_examples(corpora.treebanks, vocabulary)[:limit]
    elif start is not None:
        readings = [start.read([e.document])[0] for e in articles]
        treebank = [
            treebank_example(e.document, reading, vocabulary)
            for e, reading in zip(articles, readings, strict=True)
        ]
        articles = [
            with_inner(e, inner_annotations(e.document, reading))
            for e, reading in zip(articles, readings, strict=True)
        ]
    else:
        raise ValueError("no treebank was found, and no exported model to take syntax from")
    chains = list(read_litbank(corpora.litbank))[:limit] if corpora.litbank else []
    choices = list(read_gap(corpora.gap))[:limit] if corpora.gap else []
    return TrainingData(articles, held_back, treebank, chains, choices)


def known_inner() -> dict[str, tuple[Annotation, ...]]:
    """The attributions inside the content of others that are known of PolNeAR's train articles.

    PolNeAR marks one layer. These were found by reading the annotated contents, each as a text of
    its own, with a model that was trained on that layer, and kept where the syntax agrees; see
    docs/retraining.md. They are offsets by the name of the article.
    """
    rows = json.loads(Path(__file__).with_name("inner_attributions.json").read_text("utf-8"))
    return {
        name: tuple(
            Annotation((tuple(source),), (tuple(cue),), tuple(map(tuple, content)))
            for source, cue, content in found
        )
        for name, found in rows.items()
    }


def inner_annotations(document: Document, reading: Reading) -> list[Annotation]:
    """The attributions inside the content of others that a reading of a document has."""

    def offsets(first: int, last: int) -> Offsets:
        return document.tokens[first].start, document.tokens[last - 1].end

    return [
        Annotation(
            (offsets(*found.source),) if found.source else (),
            (offsets(*found.cue),),
            tuple(offsets(*stretch) for stretch in found.content),
        )
        for found in reading.attributed
        if found.parent is not None
    ]


def _first(folder: Path, names: Iterable[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_dir()), None)
