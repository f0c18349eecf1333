"""Training: readers, scores and calibration; and one small training from start to end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newsclaims import parse_article
from newsclaims.examples import libya
from newsclaims.model_files import model_folder
from newsclaims.reading.decoding import Floats
from newsclaims.reading.encoder import load_encoder
from newsclaims.reading.labels import TAGS
from newsclaims.reading.windows import Inputs, batch, cut, describe
from newsclaims.text.segment import segment
from newsclaims.training.brat import read_brat
from newsclaims.training.calibrate import expected_calibration_error, fit
from newsclaims.training.evaluate import Judged, evaluate
from newsclaims.training.treebank import read_conllu

TEXT = "“We will open on Monday,” Berg said, “and stay open.”\nNobody else spoke.\n"
EVENT = """\
T1\tSource 26 30\tBerg
T2\tCue 31 35\tsaid
T3\tContent 0 25;37 53\t“We will open on Monday,” “and stay open.”
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
#1\tAnnotatorNotes T1\ta note
"""
RELATIONS = EVENT.split("E1")[0] + "R1\tHas Arg1:T2 Arg2:T1\nR2\tHas Arg1:T2 Arg2:T3\n"
SPANS = (((26, 30),), ((31, 35),), ((0, 25), (37, 53)))


def write_articles(folder: Path, number: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(number):
        (folder / f"{i:02}.txt").write_text(TEXT, encoding="utf-8")
        (folder / f"{i:02}.ann").write_text(EVENT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("annotation", [EVENT, RELATIONS])
def test_brat_side_by_side(tmp_path: Path, annotation: str) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.ann").write_text(annotation, encoding="utf-8")
    (article,) = read_brat(tmp_path)
    (found,) = article.annotations
    assert (article.id, article.text) == ("one", TEXT)
    assert (found.source, found.cue, found.content) == SPANS


def test_brat_in_two_folders_takes_the_first_annotator(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "x_1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "x_1_ann.ann").write_text(EVENT, encoding="utf-8")
    (tmp_path / "attributions" / "x_1_bob.ann").write_text("", encoding="utf-8")
    (article,) = read_brat(tmp_path)
    assert len(article.annotations) == 1


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        ("T1\tSource 26 999\tBerg\n", "do not fit"),
        ("T1\tSource x\tBerg\n", "line 1: not brat standoff"),
    ],
)
def test_bad_brat_names_the_file(tmp_path: Path, annotation: str, message: str) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.ann").write_text(annotation, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"one\.ann.*{message}"):
        list(read_brat(tmp_path))


def test_a_folder_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no annotated text"):
        list(read_brat(tmp_path))


def test_brat_that_newsclaims_writes(tmp_path: Path) -> None:
    story = "“We will stop in May,” Lene Dahl said.\r\n\r\nShe hopes to open a second line.\r\n"
    written = {"libya": libya(), "story": story}
    for name, text in written.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
        (tmp_path / f"{name}.ann").write_bytes(parse_article(text).to_brat().encode())
    for found in read_brat(tmp_path):
        article = parse_article(written[found.id])
        assert found.text == article.text
        assert len(found.annotations) == len(article.attributions)
        for annotation, attribution in zip(found.annotations, article.attributions, strict=True):
            assert annotation.source == tuple(
                (span.start, span.end) for span in [attribution.source] if span
            )
            assert annotation.content[0][0] == attribution.content[0].start
            assert annotation.content[-1][1] == attribution.content[-1].end


CONLLU = """\
# newdoc id = one
# newpar
1\tShe\tshe\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tsay\tsay\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# newpar
1\tWhy\twhy\tADV\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t_\t_\t1\tpunct\t_\t_
"""


def test_treebank(tmp_path: Path) -> None:
    (tmp_path / "one.conllu").write_text(CONLLU, encoding="utf-8")
    ((document, reading),) = read_conllu(tmp_path)
    assert document.text == "She don't say.\n\nWhy?"
    assert [token.text for token in document.tokens] == "She do n't say . Why ?".split()
    assert reading.heads == (3, 3, 3, -1, 3, -1, 5)
    assert [sentence.paragraph for sentence in document.sentences] == [0, 1]


ENTITIES = """\
# newdoc id = one
# newpar
1\tHaftar\thaftar\tPROPN\t_\t_\t4\tnsubj\t_\tEntity=(3-person-new-cf1(1-person-new-cf2)
2\tand\tand\tCCONJ\t_\t_\t3\tcc\t_\t_
3\this\this\tPRON\t_\t_\t1\tconj\t_\tEntity=(1-person-giv-cf3)3)
4\tsay\tsay\tVERB\t_\t_\t0\troot\t_\t_
"""


def test_mentions_of_a_treebank(tmp_path: Path) -> None:
    """The head of a coordination is its conjunction; a chain links back to its last mention."""
    (tmp_path / "one.conllu").write_text(ENTITIES, encoding="utf-8")
    ((_, reading),) = read_conllu(tmp_path)
    found = [(m.first, m.last, m.head, m.chain, m.link) for m in reading.mentions]
    assert found == [(0, 3, 1, 3, None), (0, 1, 0, 1, None), (2, 3, 2, 1, 1)]
    assert {m.type for m in reading.mentions} == {"person"}


def test_scores_on_what_is_read(tmp_path: Path) -> None:
    articles = list(read_brat(write_articles(tmp_path, 2)))
    figures = evaluate(load_encoder(), articles).f1()
    assert figures["who_said_what"] == 100
    assert figures["source"] == 100


def test_calibration_turns_evidence_into_probabilities() -> None:
    random = np.random.default_rng(0)
    evidence = random.normal(size=(2000, 2))
    probability = 1 / (1 + np.exp(-(evidence @ [1.5, -0.5] + 0.3)))
    right = random.random(2000) < probability
    judged = [Judged(bool(r), tuple(e)) for r, e in zip(right, evidence, strict=True)]
    calibration = fit(judged)
    assert calibration.weights == pytest.approx((1.5, -0.5), abs=0.2)
    assert expected_calibration_error(calibration, judged) < 0.05


def test_calibration_needs_something() -> None:
    with pytest.raises(ValueError, match="no attribution"):
        fit([])


def run_training(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsclaims.training", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


TRAINING_PACKAGES = ("torch", "transformers", "onnx", "safetensors")
POINTERS = {
    "content_links": "content",
    "inner_content_links": "inner content",
    "source_links": "cue",
    "firsts": "mention",
    "lasts": "mention",
}
"""Outputs that say something at some words only, and at which."""


def test_adapting_starts_from_the_shipped_model() -> None:
    """The network with the exported weights says what the exported model says, head by head."""
    for package in TRAINING_PACKAGES:
        pytest.importorskip(package, reason=f"{package} is not installed: pip install '.[train]'")
    import torch

    from newsclaims.training.start import from_exported

    network = from_exported(model_folder()).eval()
    agreed: dict[str, list[bool]] = {}
    for inputs in windows(libya()):
        exported = scores_of(inputs)
        with torch.no_grad():
            scores = network(**{n: torch.from_numpy(a) for n, a in inputs.named().items()})
        where = meaningful(exported)
        for name, expected in exported.items():
            found = getattr(scores, name)[0].argmax(-1).numpy() == expected.argmax(-1)
            agreed.setdefault(name, []).extend(found[where[POINTERS.get(name, "word")]])
    assert len(agreed["tags"]) > 400
    differing = {name: (found.count(False), len(found)) for name, found in agreed.items()}
    assert all(n <= max(1, 0.02 * words) for n, words in differing.values()), differing


def test_known_ranges_hold_whatever_text_they_are_measured_on() -> None:
    """A layer that is known to read large values keeps them, though the sample has none."""
    for package in TRAINING_PACKAGES:
        pytest.importorskip(package, reason=f"{package} is not installed: pip install '.[train]'")
    import torch

    from newsclaims.training.quantise import expect, prepare
    from newsclaims.training.start import new_network

    network = new_network().eval()
    large = torch.full((network.head.in_features,), 50.0)
    before = prepare(network, windows("It rained all day."))
    expect(network.head, -large, large)
    after = prepare(network, windows("It rained all day."))
    with torch.no_grad():
        right, clipped, kept = (part.head(large) for part in (network, before, after))
    assert (kept - right).abs().max() < 0.05 * right.abs().max()
    assert (clipped - right).abs().max() > 0.5 * right.abs().max()


def windows(text: str) -> Iterator[Inputs]:
    """The windows of an article one by one, as the encoder takes them."""
    vocabulary = load_encoder().vocabulary
    document = segment(text)
    words = describe(document, vocabulary)
    for window in cut(document, words):
        yield batch(vocabulary, [(words, window)])


def scores_of(inputs: Inputs) -> dict[str, Floats]:
    """What the shipped model says of a window, but for vectors, which choose nothing."""
    session = load_encoder().session
    names = [o.name for o in session.get_outputs() if o.name not in ("anaphors", "antecedents")]
    return {n: o[0] for n, o in zip(names, session.run(names, inputs.named()), strict=True)}


def meaningful(scores: dict[str, Floats]) -> dict[str, NDArray[np.bool_]]:
    """The words (W,) at which an output says something."""
    tags = [TAGS[i] for i in scores["tags"].argmax(-1)]
    inner = [TAGS[i] for i in scores.get("inner_tags", scores["tags"]).argmax(-1)]
    return {
        "word": np.ones(len(tags), dtype=bool),
        "content": np.array([tag.endswith("content") for tag in tags]),
        "inner content": np.array([tag.endswith("content") for tag in inner]),
        "cue": np.array([tag == "B-cue" for tag in tags]),
        "mention": scores["mentions"].argmax(-1) > 0,
    }


def test_adapting_the_shipped_model(tmp_path: Path) -> None:
    """Eight annotated articles, one epoch: the new model is written and runs."""
    for package in TRAINING_PACKAGES:
        pytest.importorskip(package, reason=f"{package} is not installed: pip install '.[train]'")
    data, output = write_articles(tmp_path / "data", 10), tmp_path / "model"
    done = run_training(str(data), "--output", str(output), "--epochs", "1", "--threads", "1")
    assert done.returncode == 0, done.stderr
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    assert report["megabytes"] <= 25
    assert (output / "MODEL_CARD.md").exists()
    # A range that is measured as the model runs would depend on what else is in the batch.
    assert b"DynamicQuantizeLinear" not in (output / "encoder.onnx").read_bytes()
    code = "import newsclaims; print(newsclaims.parse_article('“No,” Berg said.').attributions[0])"
    read = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NEWSCLAIMS_MODEL": str(output)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Berg" in read.stdout, read.stderr
    again = run_training(str(data), "--output", str(output), "--epochs", "2")
    assert again.returncode != 0
    assert "other settings" in again.stderr


def test_training_says_what_is_wrong_with_its_data(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed: pip install '.[train]'")
    done = run_training(str(tmp_path / "none"), "--output", str(tmp_path / "model"))
    assert done.returncode == 1
    assert "is not a folder" in done.stderr
    assert "Traceback" not in done.stderr
