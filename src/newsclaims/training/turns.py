"""Fits who speaks and who is spoken to: ``python -m newsclaims.training.turns TREEBANK MODEL``.

A log-linear model of the options and of nobody known is fitted on documents of GUM, whose comments
say who speaks; the documents themselves have no labels. Who spoke before is first what is right,
then what the model itself chose, so that it learns to go on from its own errors.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from attrs import frozen

from newsclaims.attributions.quotes import complete_quotations
from newsclaims.model_files import MANIFEST, read_json
from newsclaims.speakers.paragraphs import Participant
from newsclaims.speakers.speakers import name_speakers
from newsclaims.speakers.turn_features import Features, Option, Talk
from newsclaims.speakers.turns import Choice, TurnModel
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document, Reading
from newsclaims.text.quotation_marks import find_quotations
from newsclaims.training.treebank import read_conllu, read_sentences
from newsclaims.words.pronouns import FIRST_PERSON, SECOND_PERSON

FILE = "turns.json"
SORTS = ("speaker", "hearer")
_ROUNDS = 3
_STEPS = 40
_LEAST_STEP = 1e-5
_PENALTY = 0.3  # on the squares of the weights; see docs/figures.md
#: Before anything is learned: what is known of turns, and GUM hardly shows.
START: dict[str, dict[str, float]] = {
    "speaker": {"proposed": 2.0, "none proposed": 2.0, "author proposed": 2.0},
    "hearer": {"you proposed": 1.0, "you none, know": 0.5, "you none, if": 0.5},
}
_SHORTEST = 3  # letters of a word of a name that shows whose it is

Weights = dict[str, dict[str, float]]
"""For each sort of choice the weight of each feature."""

Floats = npt.NDArray[np.float64]


@frozen(eq=False)
class Case:
    """A document with what is known of who speaks in it.

    Attributes:
        document: The text.
        reading: Its trees and mentions.
        speakers: For some paragraphs words that name who speaks; "" for somebody without a name.
        persons: For the token of each "I" and "you" words that name who that is.
    """

    document: Document
    reading: Reading
    speakers: Mapping[int, str]
    persons: Mapping[int, str]


@frozen(eq=False)
class Decision:
    """A choice to be made: the features of each option, and which are right."""

    sort: str
    options: list[Features]
    right: list[bool]
    weight: float


# What is right


def read_cases(folder: Path) -> Iterator[Case]:
    """The documents of a treebank, one in each file, with who speaks in them."""
    for path in sorted(folder.glob("*.conllu")):
        document, reading = next(read_conllu(path))
        yield case_of(document, reading, path)


def case_of(document: Document, reading: Reading, path: Path) -> Case:
    """A document with what the comments and the chains of its file say of who speaks."""
    labels = [sentence.metadata.get("speaker") for sentence in read_sentences(path)]
    spoken: dict[int, set[str]] = defaultdict(set)
    for sentence, label in zip(document.sentences, labels, strict=True):
        if label:
            spoken[sentence.paragraph].add(label.casefold())
    words: dict[int, list[str]] = defaultdict(list)
    for mention in reading.mentions:
        tokens = range(mention.first, mention.last)
        if reading.upos[mention.head] == "PROPN":
            words[mention.chain] += [document.tokens[i].text.casefold() for i in tokens]
    persons, first = dict[int, str](), dict[int, set[str]]()
    for mention in reading.mentions:
        form = document.tokens[mention.head].text.casefold()
        if mention.last - mention.first == 1 and form in FIRST_PERSON | SECOND_PERSON:
            persons[mention.head] = " ".join(words[mention.chain])
    for token, names in persons.items():
        if document.tokens[token].text.casefold() in FIRST_PERSON:
            first.setdefault(_paragraph(document, token), set()).add(names)
    known = {k: " ".join(labels) for k, labels in spoken.items() if len(labels) == 1}
    for k, chains in first.items():
        if len(chains) == 1:
            known[k] = f"{known.get(k, '')} {next(iter(chains))}".strip()
    return Case(document, reading, known, persons)


def _paragraph(document: Document, token: int) -> int:
    return next(s.paragraph for s in document.sentences if s.first <= token < s.last)


def _right(talk: Talk, options: Sequence[Option], names: str) -> list[bool]:
    """Which options somebody is, of whom some words of names are known."""
    paragraphs = talk.paragraphs

    def is_named(who: Participant | None) -> bool:
        if who is None or (who.expression is None and who.name is None):
            return False
        words = (who.name or "").casefold().split()
        if who.expression is not None:
            words = [*words, *paragraphs.clusters.cluster_of[who.expression].name]
        return any(len(word) >= _SHORTEST and word in names for word in words)

    found = [is_named(who) for who, _ in options]
    if any(found):
        return found
    nameless = [who is None or (who.expression is None and who.name is None) for who, _ in options]
    return nameless if any(nameless) else [who is None for who, _ in options]


def decide(case: Case, model: TurnModel | None) -> list[Decision]:
    """The choices of a document, where those before are a model's, or what is right without one."""
    decisions: list[Decision] = []

    def choose(sort: str, talk: Talk, place: int, options: Sequence[Option]) -> Choice:
        names = (case.speakers if sort == "speaker" else case.persons).get(place)
        if names is None and sort == "hearer":
            names = ""
        right = None if names is None else _right(talk, options, names)
        if right is not None:
            decisions.append(Decision(sort, [found for _, found in options], right, 1.0))
        if model is not None:
            return model(sort, talk, place, options)
        best = right.index(True) if right is not None else len(options) - 1
        return options[best][0], 1.0

    document = case.document
    quotations = find_quotations(document.text, document.paragraphs)
    attributions = complete_quotations(document, quotations, ())
    syntax = Syntax(document, case.reading)
    name_speakers(syntax, case.reading.mentions, quotations, attributions, choose_turns=choose)
    return _weighed(decisions)


def _weighed(decisions: Sequence[Decision]) -> list[Decision]:
    """Each sort of choice counts as the root of how many of it a document has."""
    counts = {sort: sum(d.sort == sort for d in decisions) for sort in SORTS}
    return [Decision(d.sort, d.options, d.right, counts[d.sort] ** -0.5) for d in decisions]


# Weights


def fit(decisions: Sequence[Decision], before: Mapping[str, float]) -> dict[str, float]:
    """The weights that make the right options likeliest, by Newton's method.

    They are penalised for going from what they were ``before``.
    """
    seen = {name for d in decisions for option in d.options for name in option}
    names = sorted(seen.union(before))
    prior = np.array([before.get(name, 0.0) for name in names])
    column = {name: i for i, name in enumerate(names)}
    tables = []
    for decision in decisions:
        table = np.zeros((len(decision.options), len(names)))
        for row, option in zip(table, decision.options, strict=True):
            for name, value in option.items():
                row[column[name]] = value
        tables.append((table, np.array(decision.right), decision.weight))
    weights = prior.copy()
    value, gradient, curvature = _slopes(tables, weights, prior)
    for _ in range(_STEPS):
        step = np.linalg.solve(curvature, gradient)
        while True:
            found = _slopes(tables, weights + step, prior)
            if found[0] >= value or np.abs(step).max() < _LEAST_STEP:
                break
            step = step / 2
        weights, (value, gradient, curvature) = weights + step, found
        if np.abs(step).max() < _LEAST_STEP:
            break
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def _slopes(
    tables: Sequence[tuple[Floats, npt.NDArray[np.bool_], float]], weights: Floats, prior: Floats
) -> tuple[float, Floats, Floats]:
    """The likelihood of what is right less the penalty, its gradient, and its curvature."""
    value = -0.5 * _PENALTY * float((weights - prior) @ (weights - prior))
    gradient, curvature = -_PENALTY * (weights - prior), _PENALTY * np.eye(len(weights))
    for table, right, weight in tables:
        scores = table @ weights
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        chance = float(shares[right].sum())
        value += weight * float(np.log(max(chance, 1e-12)))
        wanted = np.where(right, shares, 0.0) / max(chance, 1e-12)
        gradient = gradient + weight * (table.T @ (wanted - shares))
        mean = shares @ table
        curvature += weight * ((table.T * shares) @ table - np.outer(mean, mean))
    return value, gradient, curvature


def fit_turns(cases: Sequence[Case]) -> Weights:
    """The weights for some documents."""
    model: TurnModel | None = None
    weights: Weights = {}
    for _ in range(_ROUNDS):
        decisions = [decision for case in cases for decision in decide(case, model)]
        weights = {
            sort: fit([d for d in decisions if d.sort == sort], START[sort]) for sort in SORTS
        }
        model = TurnModel(weights)
    return weights


def write_turns(treebank: Path | None, folder: Path) -> None:
    """Fits the weights on a treebank and writes them to a model folder; without one as shipped."""
    weights = read_json(FILE) if treebank is None else fit_turns(list(read_cases(treebank)))
    (folder / FILE).write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")


@click.command()
@click.argument("treebank", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(treebank: Path, model: Path) -> None:
    """Fits turns.json on the folder TREEBANK (gum/train) and writes it to the folder MODEL."""
    from newsclaims.training.export import write_manifest

    write_turns(treebank, model)
    names = json.loads((model / MANIFEST).read_text(encoding="utf-8"))
    write_manifest(model, tuple(dict.fromkeys([*names, FILE])))


if __name__ == "__main__":
    main()
