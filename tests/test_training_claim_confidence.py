"""Fits the confidence of claims: labels, cross-validation, figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from newsclaims import examples, parse_article
from newsclaims.training.claim_confidence import (
    JudgedFeatures,
    Table,
    area_under_curve,
    calibration_error,
    figures,
    fit,
    fit_confidence,
)
from newsclaims.training.judged_claims import COLUMNS, JudgedClaim, claim_key, read_judged

HEADER = "\t".join(COLUMNS)


def labels(tmp_path: Path, *lines: str) -> list[JudgedClaim]:
    path = tmp_path / "labels.tsv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return read_judged(path)


def test_labels_are_read(tmp_path: Path) -> None:
    (good, bad) = labels(
        tmp_path, "gum/a\t0123\tgood\t\t1\tround1", "", "gum/a\t4567\tbad\tparse\t2\tround1"
    )
    assert good.is_accepted
    assert not bad.is_accepted
    assert (bad.document, bad.id, bad.cause, bad.pass_) == ("gum/a", "4567", "parse", 2)


@pytest.mark.parametrize(
    "line",
    [
        "gum/a\t0123\tfine\t\t1\tround1",
        "gum/a\t0123\tbad\tno cause\t1\tround1",
        "gum/a\t0123\tgood\t\t3\tround1",
        "gum/a\t0123\tgood",
    ],
)
def test_what_is_wrong_with_a_label_is_said(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"labels\.tsv, line 2"):
        labels(tmp_path, line)


def test_columns_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "labels.tsv"
    path.write_text("id\tverdict\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the first line must be document id verdict"):
        read_judged(path)


def test_keys_tell_claims_apart() -> None:
    claims = parse_article(examples.libya(), minimum_confidence=0).claims
    assert len({claim_key(claim) for claim in claims}) == len(claims)


def judged(count: int = 200) -> list[JudgedFeatures]:
    """Claims that are bad the more often the longer they are, in twenty documents."""
    random = np.random.default_rng(1)
    rows = []
    for i in range(count):
        long = float(random.normal())
        verdict = "good" if random.normal() > long else "bad"
        cause = "" if verdict == "good" else "parse"
        corpus = "stories" if i % 4 == 0 else "gum"
        label = JudgedClaim(f"{corpus}/{i % 20}", str(i), verdict, cause, 1, "round1")
        rows.append(JudgedFeatures(label, {"long": long, "noise": float(random.normal())}))
    return rows


def test_fitted_weights_are_those_of_what_matters() -> None:
    table = Table.of(judged())
    assert table.names == ("long", "noise", "invented text")
    model, report = fit_confidence(table)
    assert model.weights.keys() == {"long", "noise"}
    assert model.weights["long"] < -0.5
    assert abs(model.weights["noise"]) < abs(model.weights["long"]) / 2
    assert report["auc"] > 0.75
    assert report["calibration_error"] < 0.1
    assert model.probability({"long": -2.0}) > 0.8 > 0.2 > model.probability({"long": 2.0})


def test_a_penalty_makes_weights_small() -> None:
    table = Table.of(judged())
    (free, _), (held, _) = (fit(table.values, table.accepted, penalty) for penalty in (0.1, 1e3))
    assert abs(held[0]) < abs(free[0])


def test_figures() -> None:
    confidence, accepted = np.array([0.9, 0.6, 0.4, 0.2]), np.array([True, True, False, True])
    assert figures(confidence, accepted) == {
        "accepted": 0.75,
        "auc": pytest.approx(2 / 3),
        "calibration_error": pytest.approx((0.1 + 0.4 + 0.4 + 0.8) / 4),
        "kept": 0.5,
        "kept_accepted": 1.0,
        "accepted_kept": pytest.approx(2 / 3),
    }
    assert area_under_curve(confidence, np.array([True] * 4)) == 0.5
    assert calibration_error(np.array([0.5, 0.5]), np.array([True, False])) == 0.5
