"""Fits the confidence of claims: ``python -m newsclaims.training.claim_confidence SHARED LABELS``.

A logistic regression on claims that were judged by hand (`newsclaims.training.judged_claims`). How
much its weights are penalised is chosen by cross-validation by document, which also gives the
figures that are printed and the scores that it is calibrated on (Platt, 1999): so no claim is
measured by weights that have seen a claim of its document.
"""

from __future__ import annotations

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from attrs import frozen

from newsclaims.claims.confidence import FILE, ConfidenceModel
from newsclaims.claims.confidence_features import Features
from newsclaims.model_files import MANIFEST, model_folder
from newsclaims.pipeline import unweighed
from newsclaims.results import LIKELIER_RIGHT
from newsclaims.training.card import replace_confidence_section
from newsclaims.training.judged_claims import JudgedClaim, claim_key, documents, read_judged

LOG = logging.getLogger("newsclaims.training")
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_FOLDS = 10
_SHUFFLES = 5  # of the documents, whose cross-validated scores are averaged
_PENALTIES = (10.0, 30.0, 100.0, 170.0, 300.0)
_RAREST = 5  # features that fewer claims have are left out
_INVENTED = "invented text"  # no feature of a claim: what it takes up is left out in the end
_STEPS = 50
_LEAST_STEP = 1e-6
_BINS = 10
_DIGITS = 4


@frozen(slots=True)
class JudgedFeatures:
    """A claim that was judged, and what is known of how it was made."""

    label: JudgedClaim
    features: Features


@frozen(slots=True, eq=False)
class Table:
    """Judged claims as numbers: (claims, features), whether each is accepted, its document."""

    names: tuple[str, ...]
    values: Floats
    accepted: Flags
    documents: tuple[str, ...]

    @classmethod
    def of(cls, judged: Sequence[JudgedFeatures]) -> Table:
        """The table of some claims, without rare features.

        Whether its text was invented is a feature more, the last one, while weights are fitted:
        stories are written to be hard, and this takes up how much harder they are.
        """
        counts = Counter(name for one in judged for name in one.features)
        names = tuple(sorted(name for name, count in counts.items() if count >= _RAREST))
        documents = tuple(one.label.document for one in judged)
        values = np.array([[one.features.get(name, 0.0) for name in names] for one in judged])
        invented = np.array([document.startswith("stories/") for document in documents])
        accepted = np.array([one.label.is_accepted for one in judged])
        values = np.hstack([values, invented[:, None]])
        return cls((*names, _INVENTED), values, accepted, documents)

    @property
    def printed(self) -> Flags:
        """Which claims are of texts that were not invented."""
        out: Flags = self.values[:, -1] == 0
        return out


def judged_features(
    labels: Iterable[JudgedClaim], shared: Path, stories: Path
) -> list[JudgedFeatures]:
    """The labels whose claims still exist, with the features of these claims.

    Of claims that were judged twice the first judgement counts.
    """
    of_document: dict[str, dict[str, JudgedClaim]] = defaultdict(dict)
    for label in sorted(labels, key=lambda label: -label.pass_):
        of_document[label.document][label.id] = label
    corpora = {document.split("/")[0] for document in of_document}
    found = []
    for document, text in documents(shared, stories, corpora):
        wanted = of_document.get(document)
        if wanted:
            made = {claim_key(one.claim): one.features for one in unweighed(text)}
            found += [JudgedFeatures(wanted[key], made[key]) for key in wanted if key in made]
    return found


# Fitting


def fit(values: Floats, accepted: Flags, penalty: float) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression by Newton's method.

    The penalty is on the weights of features that are scaled to the same variance.
    """
    scale = values.std(0) + 1e-9
    x = np.hstack([values / scale, np.ones((len(values), 1))])
    penalties = np.diag([penalty] * values.shape[1] + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = _probability(x @ weights)
        gradient = x.T @ (p - accepted) + penalties @ weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + penalties
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < _LEAST_STEP:
            break
    return weights[:-1] / scale, float(weights[-1])


def _probability(scores: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return out


def cross_validated(table: Table, penalty: float) -> list[Floats]:
    """The score of each claim by weights that have not seen its document, once a shuffle."""
    names = sorted(set(table.documents))
    shuffles = []
    for seed in range(_SHUFFLES):
        order = np.random.default_rng(seed).permutation(len(names))
        fold_of = {names[i]: position % _FOLDS for position, i in enumerate(order)}
        fold = np.array([fold_of[document] for document in table.documents])
        scores = np.zeros(len(fold))
        for held_out in range(_FOLDS):
            inside = fold != held_out
            weights, bias = fit(table.values[inside], table.accepted[inside], penalty)
            scores[~inside] = table.values[~inside] @ weights + bias
        shuffles.append(scores)
    return shuffles


def calibrated(scores: Floats, accepted: Flags) -> tuple[float, float]:
    """Slope and offset that make probabilities of scores (Platt, 1999)."""
    slope, offset = fit(scores[:, None], accepted, 1e-3)
    return float(slope[0]), offset


def fit_confidence(table: Table) -> tuple[ConfidenceModel, dict[str, float]]:
    """The calibrated weights, and how they do on documents that they have not seen.

    They are calibrated on texts that were printed. Of the figures, those with ``printed_`` before
    them are of these alone.
    """
    validated = {penalty: cross_validated(table, penalty) for penalty in _PENALTIES}
    losses = {
        penalty: float(np.mean([_loss(scores, table.accepted) for scores in shuffles]))
        for penalty, shuffles in validated.items()
    }
    penalty = min(losses, key=lambda penalty: losses[penalty])
    LOG.info("penalty %g of %s", penalty, losses)
    shuffles = validated[penalty]
    printed = table.printed
    known = np.tile(table.accepted[printed], len(shuffles))
    slope, offset = calibrated(np.concatenate([s[printed] for s in shuffles]), known)
    weights, bias = fit(table.values, table.accepted, penalty)
    names = table.names[:-1]
    model = ConfidenceModel(
        round(slope * bias + offset, _DIGITS),
        dict(zip(names, (slope * weights[:-1]).round(_DIGITS).tolist(), strict=True)),
        dict(zip(names, table.values.mean(0)[:-1].round(_DIGITS).tolist(), strict=True)),
    )
    rows = []
    for scores in shuffles:
        sure = _cross_calibrated(table, scores)
        alone = figures(sure[printed], table.accepted[printed])
        rows.append(
            figures(sure, table.accepted)
            | {f"printed_{name}": value for name, value in alone.items()}
        )
    return model, {
        "claims": len(table.accepted),
        "penalty": penalty,
        **{name: round(float(np.mean([row[name] for row in rows])), 3) for name in rows[0]},
    }


def _cross_calibrated(table: Table, scores: Floats) -> Floats:
    """Probabilities of cross-validated scores, of each half of the documents by the other's."""
    halves = {name: i % 2 for i, name in enumerate(sorted(set(table.documents)))}
    half = np.array([halves[document] for document in table.documents])
    out = np.zeros(len(scores))
    for here in (0, 1):
        slope, offset = calibrated(scores[half != here], table.accepted[half != here])
        out[half == here] = _probability(slope * scores[half == here] + offset)
    return out


def _loss(scores: Floats, accepted: Flags) -> float:
    return float(np.mean(np.logaddexp(0, np.where(accepted, -scores, scores))))


# Figures


def figures(
    confidence: Floats, accepted: Flags, minimum: float = LIKELIER_RIGHT
) -> dict[str, float]:
    """How well confidence fits what was judged, 0 to 1.

    ``kept_accepted`` is the share accepted of what has the least confidence or more, and
    ``accepted_kept`` how much of what is accepted that is.
    """
    kept = confidence >= minimum
    return {
        "accepted": float(accepted.mean()),
        "auc": area_under_curve(confidence, accepted),
        "calibration_error": calibration_error(confidence, accepted),
        "kept": float(kept.mean()),
        "kept_accepted": float(accepted[kept].mean()) if kept.any() else 0.0,
        "accepted_kept": float(kept[accepted].mean()) if accepted.any() else 0.0,
    }


def area_under_curve(confidence: Floats, accepted: Flags) -> float:
    """How often an accepted claim has more confidence than a bad one; ties count half."""
    better, worse = confidence[accepted], confidence[~accepted]
    if not len(better) or not len(worse):
        return 0.5
    gaps = better[:, None] - worse[None, :]
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)


def calibration_error(confidence: Floats, accepted: Flags) -> float:
    """Mean gap between confidence and share accepted over ten bins of equal size, 0 to 1."""
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    gaps = [len(b) * abs(confidence[b].mean() - accepted[b].mean()) for b in bins]
    return float(sum(gaps) / len(order))


def write_confidence(model: ConfidenceModel, folder: Path) -> None:
    """Writes the weights into a model's folder, and their hash into its manifest."""
    from newsclaims.training.export import write_manifest

    features = {name: [weight, model.means[name]] for name, weight in model.weights.items()}
    data = json.dumps({"bias": model.bias, "features": features}, indent=0, ensure_ascii=False)
    (folder / FILE).write_text(data + "\n", encoding="utf-8")
    names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    write_manifest(folder, tuple(dict.fromkeys([*names, FILE])))


@click.command()
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument(
    "labels", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--stories", type=click.Path(path_type=Path), help="Default: beside the labels.")
@click.option("--model", type=click.Path(path_type=Path), help="Folder (default: the package's).")
@click.option(
    "--hold-out",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of documents, one a line, whose labels are kept for testing.",
)
@click.option("--dry-run", is_flag=True, help="Print the figures and write nothing.")
def main(
    shared: Path,
    labels: tuple[Path, ...],
    stories: Path | None,
    model: Path | None,
    hold_out: Path | None,
    dry_run: bool,
) -> None:
    """Fits claim_confidence.json on the claims judged in LABELS, tab-separated files.

    SHARED holds data/polnear/dev and data/gum/dev. Labels whose claims no longer exist are passed
    over.
    """
    logging.basicConfig(format="%(message)s")
    LOG.setLevel(logging.INFO)
    held_out = set() if hold_out is None else set(hold_out.read_text(encoding="utf-8").split())
    rows = [row for path in labels for row in read_judged(path) if row.document not in held_out]
    judged = judged_features(rows, shared, stories or labels[0].parent / "stories")
    distinct = len({(row.document, row.id) for row in rows})
    click.echo(f"{len(judged)} of {distinct} claims that were judged still read so")
    fitted, report = fit_confidence(Table.of(judged))
    click.echo(json.dumps(report))
    if not dry_run:
        write_confidence(fitted, model or model_folder())
        replace_confidence_section(model or model_folder(), report)


if __name__ == "__main__":
    main()
