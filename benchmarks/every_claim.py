"""Runs a scorer with every claim, however unlikely: ``every_claim.py SCORER ARGUMENT…``.

Scorers of propositions ask what a sentence says, not what can be printed of it: claims that break
off or leave a pronoun open count there. SCORER is a script that takes ``--module``; give it
``--module every_claim``.
"""

from __future__ import annotations

import functools
import runpy
import sys

import newsclaims

parse_article = functools.partial(newsclaims.parse_article, minimum_confidence=0)

if __name__ == "__main__":
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
