"""What a missing extra says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from newsclaims.extras import require


def test_gives_the_module() -> None:
    assert require("json", "html") is json
    assert require("json.decoder", "html") is json.decoder


@pytest.mark.parametrize("module", ["no_such_package", "no_such_package.part"])
def test_says_which_extra_is_missing(module: str) -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        require(module, "networkx")
    assert "no_such_package" in str(caught.value)
    assert "pip install 'newsclaims[networkx]'" in str(caught.value)
    assert caught.value.name == "no_such_package"


def test_leaves_the_error_of_a_broken_package_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_package.py").write_text("import no_such_package\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="No module named 'no_such_package'"):
        require("broken_package", "html")
    sys.modules.pop("broken_package", None)
