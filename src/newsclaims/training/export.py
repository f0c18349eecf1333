"""Writes a trained network as the files that the library runs: ONNX in 8-bit integers."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from newsclaims.model_files import MANIFEST
from newsclaims.reading.encoder import OUTPUT_NAMES, SQUARE_OUTPUTS
from newsclaims.reading.windows import INPUT_NAMES, Inputs
from newsclaims.training.network import ConditionalRandomField, Network, Scores
from newsclaims.training.quantise import prepare, quantise

_OPSET = 17


class _Traced(nn.Module):
    """The network with its inputs and outputs in order, as the exporter takes them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(**dict(zip(INPUT_NAMES, inputs, strict=True)))
        assert isinstance(scores, Scores)
        return tuple(getattr(scores, name) for name in OUTPUT_NAMES)


def export_model(network: Network, samples: Iterable[Inputs], folder: Path) -> None:
    """Writes ``encoder-fp32.onnx``, ``encoder.onnx`` (int8) and the weights beside them.

    ``samples`` are batches of ordinary text; see `newsclaims.training.quantise.prepare`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _export_onnx(network, folder / "encoder-fp32.onnx")
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary) / "prepared.onnx"
        _export_onnx(prepare(network, samples), prepared)
        quantise(prepared, folder / "encoder.onnx")
    tagging = {**_chain(network.crf), "inner": _chain(network.inner_crf)}
    pairs = {name: _rounded(values) for name, values in network.coreference.weights().items()}
    for name, data in (("tagging.json", tagging), ("coreference.json", pairs)):
        (folder / name).write_text(json.dumps(data) + "\n", encoding="utf-8")


def write_manifest(folder: Path, names: tuple[str, ...]) -> None:
    """Writes the SHA-256 of each file, against which the library checks them when it loads them."""
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / MANIFEST).write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def _export_onnx(network: Network, path: Path) -> None:
    network.eval()
    pieces = torch.tensor([[101, 2002, 2056, 2009, 102], [101, 2002, 2056, 102, 0]])
    mask = (pieces > 0).long()
    starts = torch.tensor([[1, 2, 3], [1, 2, 0]])
    sentences = torch.tensor([[1, 1, 1], [1, 1, 0]])
    by_piece, by_word = {0: "batch", 1: "pieces"}, {0: "batch", 1: "words"}
    axes = dict.fromkeys(INPUT_NAMES[:3], by_piece) | dict.fromkeys(INPUT_NAMES[3:], by_word)
    for name in OUTPUT_NAMES:
        axes[name] = {**by_word, 2: "words"} if name in SQUARE_OUTPUTS else by_word
    with tempfile.TemporaryDirectory() as temporary, torch.no_grad():
        raw = Path(temporary) / "raw.onnx"
        torch.onnx.export(
            _Traced(network),
            (pieces, torch.zeros_like(pieces), mask, starts, sentences),
            str(raw),
            input_names=list(INPUT_NAMES),
            output_names=list(OUTPUT_NAMES),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        model = onnx.load(raw)
        model.doc_string = ""
        for node in model.graph.node:
            node.doc_string = ""
        onnx.save(model, path)


def _chain(crf: ConditionalRandomField) -> dict[str, list[object]]:
    return {"between": _rounded(crf.transitions), "first": _rounded(crf.first)}


def _rounded(tensor: Tensor) -> list[object]:
    rows: list[object] = np.round(tensor.detach().numpy().astype(float), 4).tolist()
    return rows
