"""Rebuilds the shipped model, or adapts it: ``python -m newsclaims.training DATA --output DIR``."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from pathlib import Path

import click
import torch
from attrs import asdict, evolve

from newsclaims.model_files import model_folder
from newsclaims.reading.encoder import open_encoder, read_vocabulary
from newsclaims.training import lemmas
from newsclaims.training.attachments import write_attachments
from newsclaims.training.brat import AnnotatedText, read_brat
from newsclaims.training.calibrate import expected_calibration_error, fit
from newsclaims.training.card import write_card
from newsclaims.training.corpora import Corpora, find_corpora, read_corpora
from newsclaims.training.course import Course
from newsclaims.training.evaluate import Scored, evaluate, evaluate_treebank
from newsclaims.training.examples import whole_batches
from newsclaims.training.export import export_model, write_manifest
from newsclaims.training.optimise import ADAPTATION, Settings, seed_everything, train
from newsclaims.training.pronouns import write_pronouns
from newsclaims.training.punkt import save_punkt, train_punkt, training_texts
from newsclaims.training.start import from_exported, from_minilm
from newsclaims.training.teacher import taught_course, train_teachers
from newsclaims.training.turns import write_turns

LOG = logging.getLogger("newsclaims.training")
_COPIED = (
    "vocab.txt",
    "punkt.json",
    "lemmas.json",
    "attachments.json",
    "given_names.json",
    "claim_confidence.json",
)
_WRITTEN = (
    "encoder.onnx",
    "tagging.json",
    "coreference.json",
    "calibration.json",
    "pronouns.json",
    "turns.json",
)
_SAMPLES = 64  # articles on which the ranges of activations are measured: fewer miss some


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Folder to write.")
@click.option("--epochs", type=int, help="Train in one stage of so many passes over the articles.")
@click.option("--seed", default=Settings().seed, show_default=True, help="Of everything random.")
@click.option("--limit", type=int, help="Read so many articles only, for a trial.")
@click.option("--threads", type=int, help="Processor threads (default: all).")
@click.option(
    "--start",
    type=click.Path(path_type=Path),
    help="Exported model to start from; 'shipped' is the one in the package "
    "(default: MiniLM, or 'shipped' if DATA has no treebank).",
)
def main(
    data: Path,
    output: Path,
    epochs: int | None,
    seed: int,
    limit: int | None,
    threads: int | None,
    start: Path | None,
) -> None:
    """Trains on DATA and writes weights, calibration, dev figures and a model card.

    DATA is a folder of articles annotated with attributions in brat standoff layout, or holds
    train/ and dev/ of them; treebanks in gum/train and ewt/train.conllu teach syntax, mentions and
    coreference if they are there. A stopped training goes on from its last checkpoint when it is
    started again.
    """
    logging.basicConfig(format="%(asctime)s %(message)s")
    logging.getLogger("newsclaims").setLevel(logging.INFO)
    if threads:
        torch.set_num_threads(threads)
    output.mkdir(parents=True, exist_ok=True)
    try:
        _build(find_corpora(data), output, epochs, seed, limit, start)
    except (FileNotFoundError, ValueError) as error:
        sys.exit(f"error: {error}")


def _settings(epochs: int | None, seed: int, adapts: bool) -> Settings:
    stages = (ADAPTATION,) if adapts else Settings().stages
    if epochs is not None:
        stages = (evolve(stages[0], epochs=epochs),)
    return Settings(stages=stages, seed=seed)


def _build(
    corpora: Corpora,
    output: Path,
    epochs: int | None,
    seed: int,
    limit: int | None,
    start: Path | None,
) -> None:
    if start is None and not corpora.treebanks:
        start = Path("shipped")
    if start == Path("shipped"):
        start = model_folder()
    settings = _settings(epochs, seed, adapts=start is not None)
    seed_everything(settings.seed)
    for name in _COPIED:
        shutil.copy(model_folder() / name, output / name)
    if corpora.treebanks:  # unlabelled text enough to learn where sentences end, and lemmas
        save_punkt(train_punkt(training_texts(corpora.folder)), output / "punkt.json")
        lemmas.write(corpora.folder, output / "lemmas.json")
        write_attachments(corpora.treebanks, output / "attachments.json")
    vocabulary = read_vocabulary(output)
    started = None if start is None else open_encoder(start)
    data = read_corpora(corpora, vocabulary, limit, started)
    LOG.info(
        "%d articles to train on, %d held back, %d documents with syntax, %d with coreference",
        len(data.articles),
        len(data.held_back),
        len(data.treebank),
        len(data.chains) + len(data.choices),
    )
    course = Course(vocabulary, data.articles, data.treebank)
    if corpora.treebanks:
        teachers = train_teachers(data.treebank, vocabulary, settings, output)
        course = taught_course(data, teachers, vocabulary, output)
    network = from_minilm() if start is None else from_exported(start)
    train(network, course, settings, output)
    sampled = [*data.held_back, *data.articles][:_SAMPLES]
    samples = [batch.inputs for batch in whole_batches(sampled, vocabulary)]
    export_model(network, samples, output)
    write_pronouns(corpora.folder, output)
    write_turns(corpora.coreferent, output)
    held_back = [e.annotated for e in data.held_back if e.annotated is not None]
    dev = list(read_brat(corpora.dev))[:limit] if corpora.dev else []
    report = _report(output, corpora, held_back, dev)
    report["settings"] = asdict(settings)
    (output / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    write_card(output, report, corpora)
    write_manifest(output, (*_COPIED, *_WRITTEN))


def _report(
    folder: Path, corpora: Corpora, held_back: list[AnnotatedText], dev: list[AnnotatedText]
) -> dict[str, object]:
    """Fits the calibration and measures the exported model."""
    encoder = open_encoder(folder, nested=False)
    judged = evaluate(encoder, held_back).judged
    calibration = fit(judged)
    (folder / "calibration.json").write_text(
        json.dumps({"weights": calibration.weights, "bias": calibration.bias}) + "\n",
        encoding="utf-8",
    )
    report: dict[str, object] = {
        "megabytes": round((folder / "encoder.onnx").stat().st_size / 1e6, 2),
        "calibration_error_held_back": round(expected_calibration_error(calibration, judged), 4),
    }
    if dev:
        scored = evaluate(encoder, dev)
        report["dev"] = _figures(scored)
        report["calibration_error_dev"] = round(
            expected_calibration_error(calibration, scored.judged), 4
        )
        full = open_encoder(folder, nested=False, weights="encoder-fp32.onnx")
        report["dev_fp32"] = _figures(evaluate(full, dev))
    for path in corpora.treebanks:
        dev_path = path.with_name(path.name.replace("train", "dev"))
        if dev_path.exists():
            report[f"treebank_{path.parent.name}_dev"] = evaluate_treebank(encoder, dev_path)
    LOG.info("%s", json.dumps(report))
    return report


def _figures(scored: Scored) -> dict[str, float]:
    return {name: round(value, 2) for name, value in scored.f1().items()}


if __name__ == "__main__":
    main()
