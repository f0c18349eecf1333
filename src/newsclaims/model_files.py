"""Reads the files of the model, and makes sure that they are the ones it shipped with."""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
_REMEDY = (
    "Install the package again (pip install --force-reinstall newsclaims), "
    "or point NEWSCLAIMS_MODEL to a folder that python -m newsclaims.training wrote."
)


class ModelFileError(RuntimeError):
    """A file of the model is missing or is not the one that the package shipped with."""


def read_bytes(name: str) -> bytes:
    """The contents of a model file.

    Raises:
        ModelFileError: The file is missing, or its SHA-256 is not the one in the manifest.
    """
    folder = model_folder()
    expected = _manifest(folder).get(name)
    content = _read(folder, name)
    if hashlib.sha256(content).hexdigest() != expected:
        raise ModelFileError(
            f"{folder / name} was altered: its SHA-256 is not the one in {MANIFEST}. {_REMEDY}"
        )
    return content


def read_json(name: str) -> Any:
    """A model file in JSON; raises as `read_bytes` does."""
    return json.loads(read_bytes(name))


def model_folder() -> Path:
    """Where the model's files are: in the package, or where ``NEWSCLAIMS_MODEL`` says."""
    chosen = os.environ.get("NEWSCLAIMS_MODEL")
    return Path(chosen) if chosen else Path(__file__).with_name("model")


@lru_cache(maxsize=4)
def _manifest(folder: Path) -> dict[str, str]:
    try:
        manifest = json.loads(_read(folder, MANIFEST))
    except ValueError as error:
        raise ModelFileError(f"{folder / MANIFEST} is not JSON. {_REMEDY}") from error
    return dict(manifest)


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelFileError(f"{folder / name} is missing or unreadable. {_REMEDY}") from error


def silence_onnxruntime() -> None:
    """Keeps onnxruntime from reporting its use to its maker; has to come before its first import.

    From 1.32 on it else writes a device id and a queue of events into the user's cache folder, and
    sends them. Whoever sets ORT_DISABLE_TELEMETRY keeps their choice.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
