"""Measures the figures that have a target, and fails where one is missed.

Run with ``python benchmarks/targets.py SHARED``, a folder that holds ``eval/attribution_eval.py``
and ``data/polnear/dev``. The targets in ``targets.json`` are percentages, the least accepted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

TARGETS = Path(__file__).parent / "targets.json"


def measured(shared: Path) -> dict[str, Any]:
    """The figures that the scorer of attributions prints for PolNeAR dev."""
    scorer = shared / "eval" / "attribution_eval.py"
    articles = shared / "data" / "polnear" / "dev"
    command = [sys.executable, str(scorer), str(articles), "--module", "newsclaims"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def figure(figures: Any, name: str) -> float:
    """The figure of a dotted name ("source.f1")."""
    for key in name.split("."):
        figures = figures[key]
    return float(figures)


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(shared: Path) -> None:
    targets = json.loads(TARGETS.read_text(encoding="utf-8"))["polnear_dev"]
    figures = measured(shared)
    missed = 0
    for name, least in targets.items():
        found = figure(figures, name)
        missed += found < least
        click.echo(f"{name:20} {found:6.1f}  {'at least' if found >= least else 'BELOW'} {least}")
    click.echo(f"{figures['articles']} articles, {figures['words_per_second']} words a second")
    if missed:
        raise click.ClickException(f"{missed} of {len(targets)} targets missed")


if __name__ == "__main__":
    main()
