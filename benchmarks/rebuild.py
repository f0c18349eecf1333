"""Rebuilds the model from the corpora and measures every figure that has a target, in one command.

Run with ``python benchmarks/rebuild.py SHARED OUTPUT``. SHARED is a folder that holds ``data``, the
corpora, and ``eval``, scorers that are not part of this repository; OUTPUT is the folder of the new
model. A stopped run goes on where it was when it is started again. Fails where a target is missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--seed", type=int, help="Of everything random in the training.")
def main(shared: Path, output: Path, seed: int | None) -> None:
    training = ["-m", "newsclaims.training", str(shared / "data"), "--output", str(output)]
    if seed is not None:
        training += ["--seed", str(seed)]
    environment = os.environ | {"NEWSCLAIMS_MODEL": str(output.resolve())}
    for command, variables in (
        (training, dict(os.environ)),
        ([str(ROOT / "benchmarks" / "targets.py"), str(shared)], environment),
    ):
        done = subprocess.run([sys.executable, *command], env=variables, check=False)
        if done.returncode:
            raise click.ClickException(f"failed: python {' '.join(command)}")


if __name__ == "__main__":
    main()
