"""Teachers label what annotated articles have no labels for, and a course puts it into batches."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from newsclaims.model_files import model_folder
from newsclaims.reading.encoder import read_vocabulary
from newsclaims.text.segment import segment

for _package in ("torch", "transformers", "onnx", "safetensors"):
    pytest.importorskip(_package, reason=f"{_package} is not installed: pip install '.[train]'")

import torch

from newsclaims.reading.windows import MAX_PIECES
from newsclaims.training.brat import AnnotatedText, Annotation
from newsclaims.training.course import Course
from newsclaims.training.examples import attribution_example, plain_example
from newsclaims.training.optimise import Settings, Stage, compute_losses, train
from newsclaims.training.start import new_network
from newsclaims.training.teacher import teach

VOCABULARY = read_vocabulary(model_folder())
TEXT = "“It will rain,” Berg said. He hoped that it would snow.\n\n“Why?” asked Lind.\n"
STAGE = Stage(epochs=2, treebank_passes=0)


def test_teachers_label_every_token_sentence_by_sentence() -> None:
    torch.manual_seed(1)
    long = "and so on " * MAX_PIECES  # one sentence, too long for one window
    examples = [plain_example(segment(text), VOCABULARY) for text in (TEXT, long, "No.")]
    taught = teach([new_network(), new_network()], examples, VOCABULARY)
    assert len(taught) == len(examples)
    for example, (labels, reading) in zip(examples, taught, strict=True):
        number = len(example.document.tokens)
        assert len(reading.upos) == len(labels.heads) == number
        for values in labels.dense.values():
            assert np.allclose(values.astype(float).sum(1), 1, atol=0.01)
        for index, weight in labels.pointers.values():
            assert index.shape == weight.shape == (number, 4)
        assert np.allclose(labels.pointers["heads"][1].astype(float).sum(1), 1, atol=0.01)
        if example is examples[1]:
            continue
        for sentence in example.document.sentences:
            heads = reading.heads[sentence.first : sentence.last]
            assert heads.count(-1) == 1
            assert all(h < 0 or sentence.first <= h < sentence.last for h in heads)


def test_a_batch_of_a_taught_article_has_every_loss(tmp_path: Path) -> None:
    annotation = Annotation(((16, 20),), ((21, 25),), ((0, 15),))
    article = attribution_example(AnnotatedText("one", TEXT, (annotation,)), VOCABULARY, ())
    torch.manual_seed(1)
    ((soft, reading),) = teach([new_network()], [article], VOCABULARY)
    course = Course(VOCABULARY, [evolve(article, soft=soft, reading=reading)], altered=0.0)
    (batch,) = course.batches((1, 0, 0, 0), (4, 4), random.Random(1))
    network = new_network()
    losses = compute_losses(network, batch)
    assert losses.keys() == {
        "tags",
        "inner_tags",
        "content_links",
        "source_links",
        "upos",
        "heads",
        "relations",
        "mentions",
        "firsts",
        "lasts",
    }
    assert all(bool(loss.isfinite()) for loss in losses.values())
    settings = Settings(stages=(STAGE,))
    train(network, course, settings, tmp_path)
    before = {name: weight.clone() for name, weight in network.state_dict().items()}
    again = new_network()
    train(again, course, settings, tmp_path)  # finds that all is done
    assert all(bool((weight == before[name]).all()) for name, weight in again.state_dict().items())
    with pytest.raises(ValueError, match="other settings"):
        train(again, course, Settings(stages=(STAGE,), seed=7), tmp_path)
