"""The training loop: multi-task, seeded, with checkpoints it resumes from."""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import asdict, field, frozen
from torch import Tensor, nn
from tqdm import tqdm

from newsclaims.training.course import Course
from newsclaims.training.examples import IGNORE, TARGETS, Batch, Coreference, Labels
from newsclaims.training.network import Network, Scores

LOG = logging.getLogger(__name__)
_OF_MENTIONS = ("mentions", "firsts", "lasts", "coreference")
_SCORES = {"heads": "arcs"}  # of targets that are called otherwise
_CLASSIFIED = tuple(name for name in TARGETS if not name.endswith("tags"))


@frozen
class Stage:
    """A part of the training, in which the learning rate rises once and decays again.

    Attributes:
        epochs: Passes over the annotated articles.
        treebank_passes: Passes over the treebanks in each epoch; need not be whole.
        coreference_passes: Passes over the documents with coreference alone in each epoch.
        mention_passes: Further passes over those documents of the treebanks that have mentions.
        article_passes: Passes over the articles in each epoch; need not be whole.
        rate: Factor of the settings' learning rates.
        warm_up: Passes over the articles in which the learning rates rise.
        end: What they have decayed to at the end, as a part of their peak.
        mention_weight: Weight of the losses of mentions and coreference.
        sharpness: Power that the teachers' probabilities are raised to. Above 1 the network is
            made surer than the mean of its teachers, which is less sure than each of them.
        average: Whether the weights at the end are averaged with those at the start: what the
            stage is for gains almost as much, and less of the rest is forgotten (Wortsman et al.,
            2022).
    """

    epochs: int
    treebank_passes: float
    coreference_passes: float = 0.0
    mention_passes: float = 0.0
    article_passes: float = 1.0
    rate: float = 1.0
    warm_up: float = 0.32
    end: float = 0.0
    mention_weight: float = 0.3
    sharpness: float = 1.0
    average: bool = False


ADAPTATION = Stage(epochs=3, treebank_passes=1.0, rate=0.3, warm_up=0.24)
"""For a training that starts from weights that can read already."""

TEACHER = Stage(epochs=4, treebank_passes=1.0, mention_weight=0.5)
"""For the teachers, which read treebanks alone."""


@frozen
class Settings:
    """What a training depends on besides its data.

    Attributes:
        stages: In order. The second of the default ones goes on where the first has decayed to,
            with more weight on mentions; the third is for what the treebanks teach.
        batch_windows: Full windows in a batch of articles.
        treebank_windows: The same of treebanks; small batches, so many steps, are what syntax
            needs.
        batches: Batches of a step. Each is read by a thread of its own, where there are as many.
        encoder_rate: Peak learning rate of the encoder.
        head_rate: Peak learning rate of the new layers.
        weight_decay: Of AdamW.
        syntax_weight: Weight of the syntactic losses beside the attribution losses.
        seed: Of everything random. With more than one thread two trainings still differ a little,
            as it is left to chance which of them draws first.
    """

    stages: tuple[Stage, ...] = (
        Stage(epochs=3, treebank_passes=1.0, coreference_passes=0.4, end=0.27),
        Stage(
            epochs=2,
            treebank_passes=0.7,
            coreference_passes=0.3,
            rate=0.3,
            warm_up=0.08,
            mention_weight=0.6,
            sharpness=2.0,
        ),
        Stage(
            epochs=1,
            treebank_passes=1.0,
            coreference_passes=0.2,
            mention_passes=3.0,
            article_passes=0.3,
            rate=0.4,
            warm_up=0.08,
            mention_weight=1.0,
            sharpness=2.0,
            average=True,
        ),
    )
    batch_windows: int = 4
    treebank_windows: int = 3
    batches: int = 2
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    syntax_weight: float = 0.5
    seed: int = 1


def train(network: Network, course: Course, settings: Settings, folder: Path) -> None:
    """Trains the network in place; writes ``checkpoint.pt`` after each epoch, resumes from it."""
    done = _resume(folder / "checkpoint.pt", network, settings)
    threads = torch.get_num_threads()
    network.encoder.config._attn_implementation = "sdpa"  # quicker; the exporter needs the other
    with ThreadPoolExecutor(min(threads, settings.batches), initializer=one_thread) as workers:
        for number, stage in enumerate(settings.stages):
            if (number, stage.epochs) <= (done.stage, done.epochs):
                continue
            optimiser = torch.optim.AdamW(
                _groups(network, settings, stage), weight_decay=settings.weight_decay, fused=True
            )
            start = {name: weight.clone() for name, weight in network.state_dict().items()}
            first = 0
            if number == done.stage and done.state:
                optimiser.load_state_dict(done.state["optimiser"])
                start, first = done.state["start"], done.epochs
            for epoch in range(first, stage.epochs):
                rng = random.Random(f"{settings.seed} {number} {epoch}")
                torch.manual_seed(settings.seed * 1000 + number * 100 + epoch)
                sizes = (settings.batch_windows, settings.treebank_windows)
                passes = (
                    stage.article_passes,
                    stage.treebank_passes,
                    stage.mention_passes,
                    stage.coreference_passes,
                )
                batches = course.batches(passes, sizes, rng)
                step = _Step(network, optimiser, settings, stage, workers)
                losses = _one_epoch(step, batches, epoch)
                LOG.info(
                    "stage %d, epoch %d of %d: %s", number + 1, epoch + 1, stage.epochs, losses
                )
                if stage.average and epoch + 1 == stage.epochs:
                    _average(network, start)
                state = {
                    "settings": asdict(settings),
                    "stage": number,
                    "epochs": epoch + 1,
                    "start": start,
                    "network": network.state_dict(),
                    "optimiser": optimiser.state_dict(),
                }
                torch.save(state, folder / "checkpoint.pt")
    network.encoder.config._attn_implementation = "eager"
    torch.set_num_threads(threads)


def seed_everything(seed: int) -> None:
    """Seeds every source of chance."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def one_thread() -> None:
    """Keeps what a thread computes to itself: one thread a batch is quicker than many for each."""
    torch.set_num_threads(1)


def _average(network: Network, start: Mapping[str, Tensor]) -> None:
    """Takes the mean of the network's weights and those that it started from."""
    weights = network.state_dict()
    for name, weight in weights.items():
        if weight.is_floating_point():
            weight.copy_((weight + start[name]) / 2)


@frozen(eq=False)
class _Step:
    """What a step of training needs besides its batches."""

    network: Network
    optimiser: torch.optim.Optimizer
    settings: Settings
    stage: Stage
    workers: ThreadPoolExecutor

    def make(self, batches: Sequence[Batch], progress: float) -> list[dict[str, Tensor]]:
        """Learns from some batches together; ``progress`` is how much of the stage is over."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * _rate(progress, self.stage)
        self.optimiser.zero_grad(set_to_none=True)
        losses = list(self.workers.map(self._backward, batches))
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        return losses

    def _backward(self, batch: Batch) -> dict[str, Tensor]:
        losses = compute_losses(self.network, batch, self.stage.sharpness)
        loss = sum(
            (value * _weight(name, self.settings, self.stage) for name, value in losses.items()),
            torch.zeros(()),
        )
        (loss / self.settings.batches).backward()  # type: ignore[no-untyped-call]
        return {name: value.detach() for name, value in losses.items()}


def _one_epoch(step: _Step, batches: Sequence[Batch], epoch: int) -> str:
    step.network.train()
    total: dict[str, list[float]] = {}
    size = step.settings.batches
    groups = [batches[i : i + size] for i in range(0, len(batches), size)]
    for number, group in enumerate(tqdm(groups, desc="epoch", mininterval=20)):
        progress = (epoch + number / len(groups)) / step.stage.epochs
        for losses in step.make(group, progress):
            for name, value in losses.items():
                total.setdefault(name, []).append(float(value))
    return ", ".join(f"{name} {sum(v) / len(v):.4f}" for name, v in sorted(total.items()))


def _weight(name: str, settings: Settings, stage: Stage) -> float:
    if name == "tags":
        return 1.0
    if name == "inner_tags":
        return 0.5
    if name.endswith("_links"):
        return 0.3
    return stage.mention_weight if name in _OF_MENTIONS else settings.syntax_weight


def compute_losses(network: Network, batch: Batch, sharpness: float = 1.0) -> dict[str, Tensor]:
    """The loss of each head that the batch has labels for, per labelled word."""
    inputs = {name: torch.from_numpy(array) for name, array in batch.inputs.named().items()}
    targets = {name: torch.from_numpy(array) for name, array in batch.targets.items()}
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(**inputs, heads=torch.from_numpy(batch.trees))
    losses = {}
    for name, crf in (("tags", network.crf), ("inner_tags", network.inner_crf)):
        mask = targets[name] != IGNORE
        if bool(mask.any()):
            losses[name] = crf.loss(getattr(scores, name), targets[name].clamp(min=0), mask)
    for name in _CLASSIFIED:
        if bool((targets[name] != IGNORE).any()):
            flat = getattr(scores, _SCORES.get(name, name)).float().flatten(0, 1)
            losses[name] = nn.functional.cross_entropy(flat, targets[name].flatten())
    for name, probabilities in batch.soft.items():
        chosen = getattr(scores, name).float().log_softmax(-1)
        _add(losses, name, chosen, torch.from_numpy(probabilities), sharpness)
    for name, (index, weight) in batch.soft_pointers.items():
        logits = getattr(scores, _SCORES.get(name, name)).float()
        chosen = logits.log_softmax(-1).gather(2, torch.from_numpy(index))
        _add(losses, name, chosen, torch.from_numpy(weight), sharpness)
    if batch.coreference:
        of_documents = [_coreference_loss(network, scores, *gold) for gold in batch.coreference]
        losses["coreference"] = torch.stack(of_documents).mean()
    return losses


def _add(
    losses: dict[str, Tensor], name: str, chosen: Tensor, labels: Tensor, sharpness: float
) -> None:
    """Adds the cross-entropy with a teacher's probabilities, per word that has any."""
    weight = labels**sharpness
    weight = weight / weight.sum(-1, keepdim=True).clamp(min=1e-6) * (labels.sum(-1, True) > 0.5)
    found = -(chosen * weight).sum() / weight.sum().clamp(min=1)
    losses[name] = losses[name] + found if name in losses else found


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
        torch.from_numpy(gold.known),
    )


def _groups(network: Network, settings: Settings, stage: Stage) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    named = list(network.named_parameters())
    for is_encoder, rate in ((True, settings.encoder_rate), (False, settings.head_rate)):
        chosen = [p for name, p in named if name.startswith("encoder.") == is_encoder]
        groups.append({"params": chosen, "lr": 0.0, "peak": rate * stage.rate})
    return groups


def _rate(progress: float, stage: Stage) -> float:
    """Linear rise, then linear decay; never quite nothing at the start."""
    warm_up = stage.warm_up / stage.epochs
    decayed = stage.end + (1 - stage.end) * (1 - progress) / max(1 - warm_up, 1e-9)
    return min((progress + 1e-4) / warm_up if warm_up else 1.0, decayed)


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
