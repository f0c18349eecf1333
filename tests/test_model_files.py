"""A missing or altered model file is named, with what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsclaims import ModelFileError, model_files


@pytest.fixture
def copied_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small model files in place of the installed ones."""
    for name in ("manifest.json", "vocab.txt", "tagging.json"):
        shutil.copy(model_files.model_folder() / name, tmp_path / name)
    monkeypatch.setattr(model_files, "model_folder", lambda: tmp_path)
    return tmp_path


def test_every_file_of_the_manifest_is_there_and_unaltered() -> None:
    manifest = model_files.model_folder() / "manifest.json"
    for name in model_files._manifest(manifest.parent):
        assert model_files.read_bytes(name)


def test_the_weights_are_small_enough() -> None:
    assert (model_files.model_folder() / "encoder.onnx").stat().st_size <= 25_000_000


def test_an_altered_file(copied_model: Path) -> None:
    path = copied_model / "vocab.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ModelFileError, match=r"vocab\.txt was altered.*pip install"):
        model_files.read_bytes("vocab.txt")


def test_a_missing_file(copied_model: Path) -> None:
    (copied_model / "tagging.json").unlink()
    with pytest.raises(ModelFileError, match=r"tagging\.json is missing.*pip install"):
        model_files.read_json("tagging.json")


@pytest.mark.parametrize("content", [None, "not JSON"])
def test_a_bad_manifest(copied_model: Path, content: str | None) -> None:
    path = copied_model / "manifest.json"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ModelFileError, match=r"manifest\.json.*pip install"):
        model_files.read_bytes("vocab.txt")


def test_a_file_that_the_manifest_does_not_list(copied_model: Path) -> None:
    (copied_model / "other.json").write_text("{}")
    with pytest.raises(ModelFileError, match=r"other\.json"):
        model_files.read_bytes("other.json")
