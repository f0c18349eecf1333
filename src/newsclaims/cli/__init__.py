"""The ``newsclaims`` command: who said what, in one article or many."""

from newsclaims.cli.commands import main

__all__ = ["main"]
