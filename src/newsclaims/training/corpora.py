"""Finds the training data in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from newsclaims.encoder import Encoder
from newsclaims.training.examples import (
    Example,
    attribution_examples,
    treebank_example,
    treebank_examples,
)
from newsclaims.wordpiece import WordPieces

_HELD_BACK = 20  # one article in so many is kept for calibration


@frozen
class Corpora:
    """Where the data of a training is.

    Attributes:
        folder: The folder that holds all of them.
        articles: Folder of articles annotated with attributions, in brat layout.
        dev: The same, for the figures; None if there is none.
        treebanks: Files or folders in CoNLL-U; may be empty.
    """

    folder: Path
    articles: Path
    dev: Path | None
    treebanks: tuple[Path, ...]


@frozen(eq=False)
class TrainingData:
    """What a training reads: articles to learn from, articles held back, documents with syntax."""

    articles: list[Example]
    held_back: list[Example]
    treebank: list[Example]


def find_corpora(folder: Path) -> Corpora:
    """The corpora of a folder.

    Annotated articles are in ``polnear/train`` and ``polnear/dev``, or in ``train`` and ``dev``, or
    in the folder itself; treebanks in ``gum/train`` and ``ewt/train.conllu``, if both are there.

    Raises:
        FileNotFoundError: There is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder")
    articles = _first(folder, ("polnear/train", "train")) or folder
    treebanks = [folder / name for name in ("gum/train", "ewt/train.conllu")]
    return Corpora(
        folder,
        articles,
        _first(folder, ("polnear/dev", "dev")),
        tuple(treebanks) if all(path.exists() for path in treebanks) else (),
    )


def read_corpora(
    corpora: Corpora, vocabulary: WordPieces, limit: int | None, teacher: Encoder | None
) -> TrainingData:
    """Reads the corpora; ``limit`` keeps the first so many articles, for a trial.

    Without a treebank the ``teacher``'s own reading of the articles stands in for one, so that
    adapting a model to new attributions does not make it forget the rest.

    Raises:
        ValueError: There are too few articles, or neither a treebank nor a teacher.
    """
    examples = attribution_examples(corpora.articles, vocabulary)[:limit]
    held_back = [e for i, e in enumerate(examples) if i % _HELD_BACK == _HELD_BACK // 3 + 1]
    articles = [e for i, e in enumerate(examples) if i % _HELD_BACK != _HELD_BACK // 3 + 1]
    if not held_back:
        raise ValueError(
            f"{corpora.articles} holds {len(examples)} annotated articles: at least "
            f"{_HELD_BACK // 3 + 2} are needed, some of which are held back for calibration"
        )
    if corpora.treebanks:
        treebank = treebank_examples(corpora.treebanks, vocabulary)[:limit]
    elif teacher is not None:
        treebank = [
            treebank_example(e.document, teacher.read([e.document])[0], vocabulary)
            for e in articles
        ]
    else:
        raise ValueError("no treebank was found, and no exported model to take syntax from")
    return TrainingData(articles, held_back, treebank)


def _first(folder: Path, names: Iterable[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_dir()), None)
