"""Trains Punkt's sentence boundary parameters and keeps them as JSON.

The method is Kiss and Strunk's Unsupervised Multilingual Sentence Boundary Detection (2006), as
nltk implements it: abbreviations, collocations and words that often start a sentence are found by
log-likelihood ratios over unlabelled text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from nltk.tokenize.punkt import PunktParameters, PunktTrainer

from newsclaims.text.segment import mask_quotes
from newsclaims.training.treebank import read_conllu
from newsclaims.words import having


def train_punkt(texts: Iterable[str]) -> PunktParameters:
    """Learns abbreviations, sentence starters and collocations from unlabelled texts.

    Quotation marks are made straight first, as segmentation does. Orthographic contexts are kept
    only for words frequent enough for them to be reliable, so that the parameters stay small.
    """
    trainer = PunktTrainer()
    for text in texts:
        trainer.train(mask_quotes(text), finalize=False)
    trainer.finalize_training()
    learned = trainer.get_params()
    parameters = PunktParameters()
    parameters.abbrev_types = {word for word in learned.abbrev_types if _is_abbreviation(word)}
    parameters.collocations = set(learned.collocations)
    parameters.sent_starters = set(learned.sent_starters)
    for word, context in learned.ortho_context.items():
        if word.isalpha() and trainer._type_fdist[word] >= _MIN_FREQUENCY:
            parameters.add_ortho_context(word, context)
    return parameters


_MIN_FREQUENCY = 3
"""Rarer words have no reliable orthographic context."""


_INTERJECTIONS = having("interjection")
"""Sentences of their own in transcripts, which to Punkt look like abbreviations."""


def _is_abbreviation(word: str) -> bool:
    """Whether a learned abbreviation can be one; Punkt takes some rare long words for such."""
    letters = re.sub(r"[.&-]", "", word)
    is_short = len(letters) <= 5 or "." in word
    return letters.isalpha() and letters.isascii() and is_short and word not in _INTERJECTIONS


def save_punkt(parameters: PunktParameters, path: Path) -> None:
    """Writes the parameters as JSON, sorted, so that equal parameters give equal files."""
    data = {
        "abbreviations": sorted(parameters.abbrev_types),
        "collocations": sorted(map(list, parameters.collocations)),
        "sentence_starters": sorted(parameters.sent_starters),
        "orthographic_contexts": {
            word: context for word, context in sorted(parameters.ortho_context.items()) if context
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def training_texts(data: Path) -> Iterator[str]:
    """The unlabelled training texts in a data folder: PolNeAR's, GUM's and EWT's.

    Raises:
        FileNotFoundError: One of the three is missing.
    """
    articles = sorted((data / "polnear" / "train" / "text").glob("*.txt"))
    if not articles:
        raise FileNotFoundError(f"no .txt file in {data / 'polnear' / 'train' / 'text'}")
    for article in articles:
        yield article.read_text(encoding="utf-8")
    for treebank in (data / "gum" / "train", data / "ewt" / "train.conllu"):
        for document, _ in read_conllu(treebank):
            yield document.text
