"""How likely a careful reader accepts a claim, from what is known of how it was made.

A logistic regression over `newsclaims.claims.confidence_features`, fitted to claims that were
judged by hand and calibrated on documents held out (`newsclaims.training.claim_confidence`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp
from typing import Any

from attrs import frozen

from newsclaims.claims.confidence_features import Features
from newsclaims.model_files import read_json

FILE = "claim_confidence.json"
_DIGITS = 4
_LARGEST = 30.0  # of a score, so that its exponential is finite
_TOLD = 3  # features that are told of for a claim, and against it


@frozen(slots=True, eq=False)
class ConfidenceModel:
    """Weights of a logistic regression, calibrated.

    Attributes:
        bias: Score of a claim without any feature.
        weights: What one of each feature adds.
        means: How much of each feature the claims that it was fitted to have.
    """

    bias: float
    weights: Mapping[str, float]
    means: Mapping[str, float]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ConfidenceModel:
        """From ``{"bias": …, "features": {name: [weight, mean]}}``."""
        rows = data["features"].items()
        weights = {name: weight for name, (weight, _) in rows}
        return cls(data["bias"], weights, {name: mean for name, (_, mean) in rows})

    def probability(self, features: Features) -> float:
        """How likely a careful reader accepts a claim with these features, 0 to 1."""
        weight = self.weights.get
        score = self.bias + sum(weight(name, 0.0) * value for name, value in features.items())
        return round(1 / (1 + exp(-max(-_LARGEST, min(_LARGEST, score)))), _DIGITS)

    def reasons(self, features: Features) -> tuple[list[str], list[str]]:
        """The features that speak the most against a claim and for it, beside an average one."""
        adds = {
            name: self.weights[name] * (value - self.means[name])
            for name, value in features.items()
            if name in self.weights
        }
        order = sorted(adds, key=lambda name: adds[name])
        against = [name for name in order[:_TOLD] if adds[name] < 0]
        return against, [name for name in order[: -_TOLD - 1 : -1] if adds[name] > 0]


@lru_cache(maxsize=1)
def load_confidence() -> ConfidenceModel:
    """The shipped weights, loaded once.

    Raises:
        ModelFileError: Their file is missing or altered.
    """
    return ConfidenceModel.from_dict(read_json(FILE))
