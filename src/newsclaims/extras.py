"""Imports the packages that an extra brings, or says which extra is missing."""

from __future__ import annotations

import importlib
from typing import Any


def require(module: str, extra: str) -> Any:
    """Imports a module of an optional dependency.

    Args:
        module: Its name, as in ``import``.
        extra: The extra of this package that installs it.

    Returns:
        The module.

    Raises:
        ModuleNotFoundError: It is not installed; the message says what to install.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name != package:
            raise  # it is there, and something that it needs is not
        raise ModuleNotFoundError(
            f"this needs {package}, which is not installed: pip install 'newsclaims[{extra}]'",
            name=package,
        ) from None
