"""The training loop: multi-task, seeded, with checkpoints it resumes from."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from attrs import asdict, field, frozen
from torch import Tensor, nn
from tqdm import tqdm

from newsclaims.training.examples import (
    IGNORE,
    Batch,
    Coreference,
    Example,
    Labels,
    training_batches,
)
from newsclaims.training.network import Network, Scores
from newsclaims.wordpiece import WordPieces

LOG = logging.getLogger(__name__)
_OF_MENTIONS = ("mentions", "firsts", "lasts", "coreference")


@frozen
class Stage:
    """A part of the training in which the learning rate rises once and decays to nothing.

    Attributes:
        epochs: Passes over the annotated articles.
        treebank_passes: Passes over the treebanks in each epoch; need not be whole.
        rate: Factor of the settings' learning rates.
        mention_weight: Weight of the losses of mentions and coreference.
    """

    epochs: int
    treebank_passes: float
    rate: float = 1.0
    mention_weight: float = 0.3


ADAPTATION = Stage(epochs=3, treebank_passes=1.0, rate=0.3)
"""For a training that starts from weights that can read already."""


@frozen
class Settings:
    """What a training depends on besides its data.

    Attributes:
        stages: In order. The second of the default ones is for what the treebanks teach.
        batch_windows: Full windows in a batch of articles.
        treebank_windows: The same of treebanks; small batches, so many steps, are what syntax
            needs.
        encoder_rate: Peak learning rate of the encoder.
        head_rate: Peak learning rate of the new layers.
        warm_up: Part of a stage's steps in which the learning rates rise.
        weight_decay: Of AdamW.
        syntax_weight: Weight of the syntactic losses beside the attribution losses.
        seed: Of everything random.
    """

    stages: tuple[Stage, ...] = (
        Stage(epochs=5, treebank_passes=1.8),
        Stage(epochs=1, treebank_passes=5, rate=0.4, mention_weight=1.0),
    )
    batch_windows: int = 8
    treebank_windows: int = 4
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    weight_decay: float = 0.01
    syntax_weight: float = 0.5
    seed: int = 1


def train(
    network: Network,
    articles: Sequence[Example],
    treebank: Sequence[Example],
    vocabulary: WordPieces,
    settings: Settings,
    folder: Path,
) -> None:
    """Trains the network in place; writes ``checkpoint.pt`` after each epoch, resumes from it.

    The weights that a later stage ends with are averaged with those that it began with: what the
    stage is for gains as much, and less of the rest is forgotten (Wortsman et al., 2022).
    """
    rng = random.Random(settings.seed)
    done = _resume(folder / "checkpoint.pt", network, settings)
    for number, stage in enumerate(settings.stages):
        random_state = rng.getstate()
        steps = sum(map(len, _epochs(articles, treebank, vocabulary, settings, stage, rng)))
        rng.setstate(random_state)
        optimiser = torch.optim.AdamW(
            _groups(network, settings, stage), weight_decay=settings.weight_decay
        )
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step, steps=steps: _rate(step, steps, settings.warm_up)
        )
        start = {name: weight.clone() for name, weight in network.state_dict().items()}
        if number == done.stage and done.state:
            optimiser.load_state_dict(done.state["optimiser"])
            schedule.load_state_dict(done.state["schedule"])
            start = done.state["start"]
        epochs = _epochs(articles, treebank, vocabulary, settings, stage, rng)
        for epoch, batches in enumerate(epochs):
            if (number, epoch) < (done.stage, done.epochs):
                continue
            torch.manual_seed(settings.seed * 1000 + number * 100 + epoch)
            losses = _one_epoch(network, batches, optimiser, schedule, settings, stage)
            LOG.info("stage %d, epoch %d of %d: %s", number + 1, epoch + 1, stage.epochs, losses)
            if number and epoch + 1 == stage.epochs:
                _average(network, start)
            state = {
                "settings": asdict(settings),
                "stage": number,
                "epochs": epoch + 1,
                "start": start,
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
            }
            torch.save(state, folder / "checkpoint.pt")


def _average(network: Network, start: Mapping[str, Tensor]) -> None:
    """Takes the mean of the network's weights and those that it started from."""
    weights = network.state_dict()
    for name, weight in weights.items():
        if weight.is_floating_point():
            weight.copy_((weight + start[name]) / 2)


def _epochs(
    articles: Sequence[Example],
    treebank: Sequence[Example],
    vocabulary: WordPieces,
    settings: Settings,
    stage: Stage,
    rng: random.Random,
) -> Iterator[list[Batch]]:
    """The batches of each epoch of a stage, of both kinds in random order."""
    for _ in range(stage.epochs):
        whole, part = divmod(stage.treebank_passes, 1)
        drawn = [
            *(list(treebank) * int(whole)),
            *rng.sample(treebank, round(len(treebank) * part)),
        ]
        batches = [
            *training_batches(articles, vocabulary, settings.batch_windows, rng),
            *training_batches(drawn, vocabulary, settings.treebank_windows, rng),
        ]
        rng.shuffle(batches)
        yield batches


def _one_epoch(
    network: Network,
    batches: Sequence[Batch],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    settings: Settings,
    stage: Stage,
) -> str:
    network.train()
    total: dict[str, list[float]] = {}
    progress = tqdm(batches, desc="epoch", mininterval=20)
    for batch in progress:
        losses = compute_losses(network, batch)
        loss = sum(
            (value * _weight(name, settings, stage) for name, value in losses.items()),
            torch.zeros(()),
        )
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        for name, value in losses.items():
            total.setdefault(name, []).append(float(value.detach()))
        progress.set_postfix(loss=f"{float(loss.detach()):.3f}", refresh=False)
    return ", ".join(f"{name} {sum(v) / len(v):.4f}" for name, v in sorted(total.items()))


def _weight(name: str, settings: Settings, stage: Stage) -> float:
    if name == "tags":
        return 1.0
    if name.endswith("_links"):
        return 0.3
    return stage.mention_weight if name in _OF_MENTIONS else settings.syntax_weight


def compute_losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that the batch has labels for, per labelled word."""
    inputs = {name: torch.from_numpy(array) for name, array in batch.inputs.named().items()}
    targets = {name: torch.from_numpy(array) for name, array in batch.targets.items()}
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(**inputs, heads=targets["heads"].clamp(min=0))
    losses = {}
    if bool((targets["tags"] != IGNORE).any()):
        mask = targets["tags"] != IGNORE
        losses["tags"] = network.crf.loss(scores.tags, targets["tags"].clamp(min=0), mask)
    for name, logits in (
        ("content_links", scores.content_links),
        ("source_links", scores.source_links),
        ("upos", scores.upos),
        ("heads", scores.arcs),
        ("relations", scores.relations),
        ("mentions", scores.mentions),
        ("firsts", scores.firsts),
        ("lasts", scores.lasts),
    ):
        if bool((targets[name] != IGNORE).any()):
            flat = logits.float().flatten(0, 1)
            losses[name] = nn.functional.cross_entropy(flat, targets[name].flatten())
    if batch.coreference:
        of_documents = [_coreference_loss(network, scores, *gold) for gold in batch.coreference]
        losses["coreference"] = torch.stack(of_documents).mean()
    return losses


def _coreference_loss(
    network: Network, scores: Scores, windows: Labels, words: Labels, gold: Coreference
) -> Tensor:
    at = torch.from_numpy(windows), torch.from_numpy(words)
    return network.coreference.loss(
        scores.anaphors[at],
        scores.antecedents[at],
        torch.from_numpy(gold.features).long(),
        torch.from_numpy(gold.forms),
        torch.from_numpy(gold.coreferent),
    )


def _groups(network: Network, settings: Settings, stage: Stage) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    named = list(network.named_parameters())
    for is_encoder, rate in ((True, settings.encoder_rate), (False, settings.head_rate)):
        chosen = [p for name, p in named if name.startswith("encoder.") == is_encoder]
        groups.append({"params": chosen, "lr": rate * stage.rate})
    return groups


def _rate(step: int, steps: int, warm_up: float) -> float:
    """Linear rise, then linear decay to nothing."""
    rise = max(1, round(steps * warm_up))
    return min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))


@frozen
class _Done:
    """How far a training has come: epochs of a stage, and the rest of the checkpoint."""

    stage: int = 0
    epochs: int = 0
    state: Mapping[str, Any] = field(factory=dict)


def _resume(checkpoint: Path, network: Network, settings: Settings) -> _Done:
    """Loads a checkpoint of the same settings, if there is one."""
    if not checkpoint.exists():
        return _Done()
    state = torch.load(checkpoint, weights_only=True)
    if state["settings"] != asdict(settings):
        raise ValueError(
            f"{checkpoint} was trained with other settings: choose another folder or delete it"
        )
    network.load_state_dict(state["network"])
    LOG.info("resumed after epoch %d of stage %d", state["epochs"], state["stage"] + 1)
    return _Done(state["stage"], state["epochs"], state)
