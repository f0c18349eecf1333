"""Measures the figures that have a target, and fails where one is missed.

Run with ``python benchmarks/targets.py SHARED [SECTION…]``. SHARED is a folder that holds ``data``
(the corpora) and ``eval`` (scorers that are not part of this repository). ``targets.json`` has a
section for each command: the figures are read from the JSON that it prints last, under dotted names
("source.f1"), and must be ``at_least`` or ``at_most`` what stands there. A figure whose target is
null is printed and not checked.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[1]
TARGETS = Path(__file__).with_name("targets.json")


def measured(command: list[str], shared: Path) -> Any:
    """The figures that a command prints.

    Raises:
        subprocess.CalledProcessError: The command fails.
    """
    words = [word.replace("{shared}", str(shared.resolve())) for word in command]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    click.echo(done.stdout.rstrip())
    return last_object(done.stdout)


def last_object(printed: str) -> Any:
    """The JSON object, or Python dictionary, that ends some output; None where there is none.

    It may have lines of its own, the later ones indented, or follow some words in the last line.
    """
    lines = printed.rstrip().splitlines()
    starts = [i for i, line in enumerate(lines) if "{" in line and not line.startswith(" ")]
    if not starts:
        return None
    text = "\n".join(lines[starts[-1] :])
    text = text[text.index("{") :]
    for read in (json.loads, ast.literal_eval):
        try:
            return read(text)
        except (ValueError, SyntaxError):
            continue
    return None


def figure(figures: Any, name: str) -> float | None:
    """The figure of a dotted name ("source.f1"), or None where there is none."""
    for key in name.split("."):
        if not isinstance(figures, dict) or key not in figures:
            return None
        figures = figures[key]
    return float(figures)


def check(figures: Any, targets: dict[str, float | None], *, at_least: bool) -> int:
    """Prints a line for each figure; returns how many miss their target."""
    missed = 0
    for name, target in targets.items():
        found = figure(figures, name)
        if target is None:
            verdict = "no target yet"
        elif found is not None and (found >= target if at_least else found <= target):
            verdict = f"{'at least' if at_least else 'at most'} {target}"
        else:
            verdict = f"{'BELOW' if at_least else 'ABOVE'} {target}"
            missed += 1
        value = "not measured" if found is None else f"{found:.2f}"
        click.echo(f"  {name:32} {value:>12}  {verdict}")
    return missed


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("names", metavar="[SECTION]...", nargs=-1)
def main(shared: Path, names: tuple[str, ...]) -> None:
    sections: dict[str, dict[str, Any]] = json.loads(TARGETS.read_text(encoding="utf-8"))
    if unknown := set(names) - sections.keys():
        raise click.BadParameter(f"no section {', '.join(sorted(unknown))} in {TARGETS.name}")
    missed = failed = 0
    for name in names or sections:
        section = sections[name]
        click.echo(f"\n{name}: {' '.join(section['command'])}")
        try:
            figures = measured(section["command"], shared)
        except subprocess.CalledProcessError as error:
            click.echo(f"  FAILED: {error}")
            failed += 1
            continue
        missed += check(figures, section.get("at_least", {}), at_least=True)
        missed += check(figures, section.get("at_most", {}), at_least=False)
    if missed or failed:
        raise click.ClickException(f"{missed} targets missed, {failed} commands failed")


if __name__ == "__main__":
    main()
