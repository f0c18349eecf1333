"""``python -m newsclaims``: the same as the ``newsclaims`` command."""

from __future__ import annotations

from newsclaims.cli import main

if __name__ == "__main__":
    main(prog_name="newsclaims")
