"""Fits the confidence of attributions on articles that the encoder was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsclaims.attributions.attributions import Calibration
from newsclaims.training.evaluate import Judged

_PENALTY = 1.0
_BINS = 10


def fit(judged: Sequence[Judged]) -> Calibration:
    """Logistic regression by Newton's method; the bias is not penalised.

    Raises:
        ValueError: There is nothing to fit on.
    """
    if not judged:
        raise ValueError("no attribution was found in the articles held back for calibration")
    x = np.array([[*j.evidence, 1.0] for j in judged])
    y = np.array([j.right for j in judged], dtype=float)
    penalty = np.diag([_PENALTY] * (x.shape[1] - 1) + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - y) + penalty @ weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    rounded = [round(float(w), 5) for w in weights]
    return Calibration(tuple(rounded[:-1]), rounded[-1])


def expected_calibration_error(calibration: Calibration, judged: Sequence[Judged]) -> float:
    """Mean gap between confidence and accuracy over ten equal bins (Guo et al., 2017), 0 to 1."""
    confidence = np.array([calibration.probability(j.evidence) for j in judged])
    right = np.array([j.right for j in judged], dtype=float)
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(float(confidence[bins == b].mean() - right[bins == b].mean()))
        * float((bins == b).mean())
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return sum(gaps)
