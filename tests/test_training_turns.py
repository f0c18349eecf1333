"""Fitting who speaks: what makes the right option likeliest gets weight."""

from __future__ import annotations

from newsclaims.training.turns import Decision, fit


def test_what_tells_the_right_option_gets_weight() -> None:
    options = [{"asks": 1.0}, {"answers": 1.0}, {"none": 1.0}]
    weights = fit([Decision("speaker", options, [False, True, False], 1.0)] * 20, {})
    assert weights["answers"] > 1 > 0 > weights["asks"]


def test_without_anything_to_learn_from_weights_stay_as_they_were() -> None:
    assert fit([], {"asks": 2.0}) == {"asks": 2.0}
