"""The training loop: multi-task, seeded, with checkpoints it resumes from."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from attrs import asdict, frozen
from torch import Tensor, nn
from tqdm import tqdm

from newsclaims.training.examples import IGNORE, Batch, Example, training_batches
from newsclaims.training.network import Network
from newsclaims.wordpiece import WordPieces

LOG = logging.getLogger(__name__)


@frozen
class Settings:
    """What a training depends on besides its data.

    Attributes:
        epochs: Passes over the annotated articles.
        treebank_share: Part of the treebank documents that each epoch draws.
        batch_windows: Full windows in a batch.
        encoder_rate: Peak learning rate of the encoder.
        head_rate: Peak learning rate of the new layers.
        warm_up: Part of the steps in which the learning rates rise.
        weight_decay: Of AdamW.
        syntax_weight: Weight of the syntactic losses beside the attribution losses.
        seed: Of everything random.
    """

    epochs: int = 5
    treebank_share: float = 0.8
    batch_windows: int = 12
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
    """Trains the network in place; writes ``checkpoint.pt`` after each epoch, resumes from it."""
    rng = random.Random(settings.seed)
    torch.manual_seed(settings.seed)
    steps = sum(len(b) for b in _epochs(articles, treebank, vocabulary, settings, random.Random(0)))
    optimiser = torch.optim.AdamW(_groups(network, settings), weight_decay=settings.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _rate(step, steps, settings.warm_up)
    )
    checkpoint = folder / "checkpoint.pt"
    done = _resume(checkpoint, network, optimiser, schedule, settings)
    epochs = _epochs(articles, treebank, vocabulary, settings, rng)
    for epoch, batches in enumerate(epochs):
        if epoch < done:
            continue
        torch.manual_seed(settings.seed * 1000 + epoch)
        losses = _one_epoch(network, batches, optimiser, schedule, settings, epoch)
        LOG.info("epoch %d of %d: %s", epoch + 1, settings.epochs, losses)
        state = {
            "settings": asdict(settings),
            "epochs": epoch + 1,
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save(state, checkpoint)


def _epochs(
    articles: Sequence[Example],
    treebank: Sequence[Example],
    vocabulary: WordPieces,
    settings: Settings,
    rng: random.Random,
) -> Iterator[list[Batch]]:
    """The batches of each epoch, of both kinds in random order."""
    for _ in range(settings.epochs):
        drawn = rng.sample(treebank, round(len(treebank) * settings.treebank_share))
        batches = [
            *training_batches(articles, vocabulary, settings.batch_windows, rng),
            *training_batches(drawn, vocabulary, settings.batch_windows, rng),
        ]
        rng.shuffle(batches)
        yield batches


def _one_epoch(
    network: Network,
    batches: Sequence[Batch],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    settings: Settings,
    epoch: int,
) -> str:
    network.train()
    total: dict[str, list[float]] = {}
    progress = tqdm(batches, desc=f"epoch {epoch + 1}", mininterval=20)
    for batch in progress:
        losses = compute_losses(network, batch)
        loss = sum(
            (value * _weight(name, settings) for name, value in losses.items()), torch.zeros(())
        )
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        for name, value in losses.items():
            total.setdefault(name, []).append(float(value.detach()))
        progress.set_postfix(loss=f"{float(loss.detach()):.3f}")
    return ", ".join(f"{name} {sum(v) / len(v):.4f}" for name, v in sorted(total.items()))


def _weight(name: str, settings: Settings) -> float:
    if name == "tags":
        return 1.0
    return 0.3 if name.endswith("_links") else settings.syntax_weight


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
    ):
        if bool((targets[name] != IGNORE).any()):
            flat = logits.float().flatten(0, 1)
            losses[name] = nn.functional.cross_entropy(flat, targets[name].flatten())
    return losses


def _groups(network: Network, settings: Settings) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    named = list(network.named_parameters())
    for is_encoder, rate in ((True, settings.encoder_rate), (False, settings.head_rate)):
        chosen = [p for name, p in named if name.startswith("encoder.") == is_encoder]
        groups.append({"params": chosen, "lr": rate})
    return groups


def _rate(step: int, steps: int, warm_up: float) -> float:
    """Linear rise, then linear decay to nothing."""
    rise = max(1, round(steps * warm_up))
    return min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))


def _resume(
    checkpoint: Path,
    network: Network,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    settings: Settings,
) -> int:
    """Loads a checkpoint of the same settings, if there is one; how many epochs it has done."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    if state["settings"] != asdict(settings):
        raise ValueError(
            f"{checkpoint} was trained with other settings: choose another folder or delete it"
        )
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    LOG.info("resumed after epoch %d", state["epochs"])
    return int(state["epochs"])
