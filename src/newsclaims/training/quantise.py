"""Prepares a network for 8-bit integers, so that little is lost by them.

A few channels of a transformer's activations are far larger than the rest, and one scale for all of
them leaves the rest few levels. SmoothQuant (Xiao et al., 2023) divides each channel by a factor
and multiplies the weights that read it by the same, which changes nothing but the ranges.
Embeddings get a scale for each row.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from newsclaims.training.network import Network
from newsclaims.windows import Inputs

STRENGTH = 0.92
"""How much of the range is moved from activations to weights, 0 to 1; chosen on PolNeAR dev."""

_SHARED_INPUT = ("query", "key", "value")  # of one attention layer: they get the same factors
_KEPT = (
    "tags",
    "upos",
    "relations",
    "mentions",
    "prior",
)  # small and last: worth more than what they save


class SmoothedLinear(nn.Module):
    """A linear layer whose input is divided by a factor for each channel."""

    def __init__(self, linear: nn.Linear, factors: Tensor) -> None:
        super().__init__()
        self.in_features, self.out_features = linear.in_features, linear.out_features
        self.linear = copy.deepcopy(linear)
        self.linear.weight.data *= factors
        self.register_buffer("inverse", 1 / factors)

    def forward(self, states: Tensor) -> Tensor:
        """(…, out_features) from (…, in_features)."""
        result: Tensor = self.linear(states * self.inverse)
        return result


class QuantisedEmbedding(nn.Module):
    """An embedding in 8-bit integers with a scale for each row."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("levels", torch.round(weight / scale).to(torch.int8))

    def forward(self, index: Tensor) -> Tensor:
        """(…, size) rows of an index (…)."""
        rows: Tensor = self.levels[index].to(self.scale.dtype) * self.scale[index]
        return rows


def prepare(network: Network, samples: Iterable[Inputs]) -> Network:
    """A copy of a network, with smoothed layers and quantised embeddings.

    Args:
        network: The trained network.
        samples: Batches of ordinary text, on which the activations' ranges are measured.
    """
    network = copy.deepcopy(network).eval()
    ranges = _ranges(network, samples)
    layers = {name: m for name, m in network.named_modules() if isinstance(m, nn.Linear)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in layers:
        owner, _, last = name.rpartition(".")
        if last not in _KEPT:
            groups[owner if last in _SHARED_INPUT else name].append(name)
    for names in groups.values():
        weights = torch.stack([layers[name].weight.detach().abs().amax(0) for name in names])
        factors = ranges[names[0]].clamp(min=1e-4) ** STRENGTH
        factors = factors / weights.amax(0).clamp(min=1e-4) ** (1 - STRENGTH)
        factors = factors / factors.mean()
        for name in names:
            _replace(network, name, SmoothedLinear(layers[name], factors))
    for name, module in list(network.named_modules()):
        if isinstance(module, nn.Embedding) and module.embedding_dim > 1:
            _replace(network, name, QuantisedEmbedding(module))
    return network


def quantise(source: Path, target: Path) -> None:
    """Writes an exported model with weights of 8 bits per channel, activations as they come.

    Weights use 7 of the 8 bits, so that processors without VNNI instructions, whose 16-bit sums
    would overflow, give the same results.
    """
    kept = [
        node.name
        for node in onnx.load(source).graph.node
        if node.op_type == "MatMul" and set(_KEPT) & set(node.name.split("/"))
    ]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=kept,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def _ranges(network: Network, samples: Iterable[Inputs]) -> dict[str, Tensor]:
    """The largest magnitude of each channel that each linear layer reads."""
    found: dict[str, Tensor] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        def hook(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
            largest = inputs[0].abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found.get(name, largest), largest)

        return hook

    hooks = [
        module.register_forward_hook(watch(name))
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear)
    ]
    with torch.no_grad():
        for sample in samples:
            network(**{name: torch.from_numpy(array) for name, array in sample.named().items()})
    for hook in hooks:
        hook.remove()
    return found


def _replace(network: Network, name: str, module: nn.Module) -> None:
    owner, _, last = name.rpartition(".")
    setattr(network.get_submodule(owner), last, module)
