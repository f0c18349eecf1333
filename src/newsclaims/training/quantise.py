"""Prepares a network for 8-bit integers, so that little is lost by them.

A few channels of a transformer's activations are far larger than the rest, and one scale for all of
them leaves the rest few levels. SmoothQuant (Xiao et al., 2023) divides each channel by a factor
and multiplies the weights that read it by the same, which changes nothing but the ranges.
Embeddings get a scale for each row.

The range of what a layer reads is measured once, on ordinary text, and kept (static quantisation:
Jacob et al., 2018), so that what is read in a window does not depend on the windows beside it.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import helper, numpy_helper, shape_inference
from torch import Tensor, nn

from newsclaims.reading.windows import Inputs
from newsclaims.training.network import Network

STRENGTH = 0.92
"""How much of the range is moved from activations to weights, 0 to 1; chosen on PolNeAR dev."""

QUANTISED, SCALE = "_quantized", "_scale"
"""What is added to a weight's name for its integers and their scale, as onnxruntime's tools do."""

ACTIVATION_LEVELS = 255
"""Steps from the least value that an activation of 8 bits can have to the largest one."""

_WEIGHT_LEVELS = 64
_ONNXRUNTIME = "com.microsoft"  # the domain of its own operators

_SHARED_INPUT = ("query", "key", "value")  # of one attention layer: they get the same factors
_KEPT = (
    "tags",
    "inner_tags",
    "upos",
    "relations",
    "mentions",
    "prior",
)  # small and last: worth more than what they save


class SmoothedLinear(nn.Module):
    """A linear layer whose input is divided by a factor for each channel, then rounded to 8 bits.

    Args:
        linear: The layer.
        factors: (in,) what the channels are divided by.
        low: The least value that the divided input is expected to have; what is below becomes it.
        high: The largest one.
    """

    def __init__(self, linear: nn.Linear, factors: Tensor, low: float, high: float) -> None:
        super().__init__()
        self.in_features, self.out_features = linear.in_features, linear.out_features
        self.linear = copy.deepcopy(linear)
        self.linear.weight.data *= factors
        self.register_buffer("inverse", 1 / factors)
        low, high = min(low, 0.0), max(high, 0.0)  # zero is to be exact
        self.scale = max(high - low, 1e-8) / ACTIVATION_LEVELS
        self.zero = round(-low / self.scale)

    def forward(self, states: Tensor) -> Tensor:
        """(…, out_features) from (…, in_features)."""
        rounded = torch.fake_quantize_per_tensor_affine(
            states * self.inverse, self.scale, self.zero, 0, ACTIVATION_LEVELS
        )
        result: Tensor = self.linear(rounded)
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
    """A copy of a network, with smoothed layers that round their input, and quantised embeddings.

    Args:
        network: The trained network.
        samples: Batches of ordinary text, on which the activations' ranges are measured.
    """
    network = copy.deepcopy(network).eval()
    extremes = _extremes(network, samples)
    layers = {name: m for name, m in network.named_modules() if isinstance(m, nn.Linear)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in layers:
        owner, _, last = name.rpartition(".")
        if last not in _KEPT:
            groups[owner if last in _SHARED_INPUT else name].append(name)
    for names in groups.values():
        low, high = extremes[names[0]]
        weights = torch.stack([layers[name].weight.detach().abs().amax(0) for name in names])
        factors = torch.maximum(-low, high).clamp(min=1e-4) ** STRENGTH
        factors = factors / weights.amax(0).clamp(min=1e-4) ** (1 - STRENGTH)
        factors = factors / factors.mean()
        expected = float((low / factors).min()), float((high / factors).max())
        for name in names:
            _replace(network, name, SmoothedLinear(layers[name], factors, *expected))
    for name, module in list(network.named_modules()):
        if isinstance(module, nn.Embedding) and module.embedding_dim > 1:
            _replace(network, name, QuantisedEmbedding(module))
    return network


def expect(linear: nn.Module, low: Tensor, high: Tensor) -> None:
    """Notes the values that a layer is known to read, whatever samples `prepare` gets.

    Args:
        linear: The layer.
        low: (in,) the least value of each channel.
        high: (in,) the largest one.
    """
    linear.register_buffer("low", low, persistent=False)
    linear.register_buffer("high", high, persistent=False)


def quantise(source: Path, target: Path) -> None:
    """Writes the exported model of a prepared network with multiplications of 8-bit integers.

    Weights have a scale for each output and use 7 of the 8 bits, so that processors without VNNI
    instructions, whose 16-bit sums would overflow, give the same results.

    The operator is onnxruntime's own. It adds the bias at once, which is faster than what
    onnxruntime's tools for quantisation write, and a session need not recognise a pattern in it, as
    versions of onnxruntime do more or less.
    """
    model = shape_inference.infer_shapes(onnx.load(source))  # a session fuses more by the shapes
    graph = model.graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    added = _added(graph, arrays)
    weights: dict[str, list[onnx.TensorProto]] = {}
    for node in list(graph.node):
        rounded = makers.get(node.input[0]) if node.op_type == "MatMul" else None
        if rounded and rounded.op_type == "DequantizeLinear" and node.input[1] in arrays:
            name = node.input[1]
            weights[name] = _integers(name, arrays[name])
            _multiply_integers(graph, node, rounded, added.get(node.output[0]))
    graph.initializer.extend(tensor for tensors in weights.values() for tensor in tensors)
    _drop_unread(graph)
    model.opset_import.append(helper.make_opsetid(_ONNXRUNTIME, 1))
    onnx.save(model, target)


def _added(
    graph: onnx.GraphProto, arrays: Mapping[str, npt.NDArray[np.float32]]
) -> dict[str, tuple[onnx.NodeProto, str]]:
    """The sum with a constant vector that is all that a result goes into, and the vector's name."""
    read = Counter(name for node in graph.node for name in node.input)
    read.update(output.name for output in graph.output)
    found = {}
    for node in graph.node:
        if node.op_type == "Add":
            for name, other in (node.input, reversed(node.input)):
                if read[name] == 1 and other in arrays and arrays[other].ndim == 1:
                    found[name] = (node, other)
    return found


def _integers(name: str, weight: npt.NDArray[np.float32]) -> list[onnx.TensorProto]:
    """A weight (in, out) in 8-bit integers, and the scale of each output."""
    scale = np.maximum(np.abs(weight).max(0), 1e-8) / _WEIGHT_LEVELS
    levels = np.round(weight / scale).astype(np.int8)
    return [
        numpy_helper.from_array(levels, name + QUANTISED),
        numpy_helper.from_array(scale.astype(np.float32), name + SCALE),
    ]


def _multiply_integers(
    graph: onnx.GraphProto,
    node: onnx.NodeProto,
    rounded: onnx.NodeProto,
    added: tuple[onnx.NodeProto, str] | None,
) -> None:
    """Makes a multiplication of rounded values one of integers, and the sum after it part of it."""
    values, scale, zero = rounded.input
    weight, output = node.input[1], node.output[0]
    inputs = [values, weight + QUANTISED, scale, weight + SCALE, zero]
    if added is not None:
        total, bias = added
        inputs += ["", bias]  # the weight's zero point is 0
        output = total.output[0]
        graph.node.remove(total)
    operation = helper.make_node(
        "MatMulIntegerToFloat", inputs, [output], node.name, domain=_ONNXRUNTIME
    )
    node.CopyFrom(operation)


def _drop_unread(graph: onnx.GraphProto) -> None:
    """Leaves out the rounded values and the weights as floats."""
    for names, items in ((lambda n: n.output, graph.node), (lambda t: [t.name], graph.initializer)):
        read = {name for node in graph.node for name in node.input}
        read.update(output.name for output in graph.output)
        kept = [item for item in items if read & set(names(item))]
        del items[:]
        items.extend(kept)


def _extremes(network: Network, samples: Iterable[Inputs]) -> dict[str, tuple[Tensor, Tensor]]:
    """The least and the largest value of each channel that each linear layer reads."""
    found: dict[str, tuple[Tensor, Tensor]] = {
        name: (module.get_buffer("low"), module.get_buffer("high"))
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear) and "low" in dict(module.named_buffers())
    }

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        def hook(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
            low, high = inputs[0].flatten(0, -2).aminmax(dim=0)
            before = found.get(name, (low, high))
            found[name] = torch.minimum(before[0], low), torch.maximum(before[1], high)

        return hook

    hooks = [
        module.register_forward_hook(watch(name))
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear)
    ]
    with torch.no_grad():
        for window in chain.from_iterable(map(_windows, samples)):
            network(**{name: torch.from_numpy(array) for name, array in window.named().items()})
    for hook in hooks:
        hook.remove()
    return found


def _windows(inputs: Inputs) -> Iterator[Inputs]:
    """The windows of a batch one by one, so that padding does not count."""
    for row, mask in enumerate(inputs.mask):
        pieces = slice(int(mask.sum()))
        words = slice(int((inputs.sentences[row] > 0).sum()))
        yield Inputs(
            inputs.pieces[[row], pieces],
            inputs.shapes[[row], pieces],
            inputs.mask[[row], pieces],
            inputs.starts[[row], words],
            inputs.sentences[[row], words],
        )


def _replace(network: Network, name: str, module: nn.Module) -> None:
    owner, _, last = name.rpartition(".")
    setattr(network.get_submodule(owner), last, module)
