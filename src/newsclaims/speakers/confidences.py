"""How often the rules that put two mentions together are right.

A pronoun has the probability of its own choice; whatever else is put together is as sure as the
links of the same rule were on GUM's dev documents, where both mentions are annotated.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Of a rule with fewer than six links there, the share of all such rules together.
OTHERWISE = 0.8

RIGHT: Mapping[str, float] = {
    "speakers: the network's link": 0.9,
    "speakers: the same name": 0.9,
    "speakers: apposition": 0.9,
    "speakers: author outside quotation marks": 0.9,
    "speakers: we of one people throughout": 0.9,
    "speakers: we interviewed together": 0.95,
    "speakers: interviewee not named": 0.95,
    "speakers: first person in quotation marks": 0.8,
    "speakers: linked by the network": 0.65,
    "speakers: called so before": 0.55,
    "speakers: the only place before": 0.5,
    "speakers: two take turns": 0.6,
    "speakers: you speak next": 0.3,
    "speakers: only one introduces himself": 0.1,
    "speakers: stranger": 0.1,
}
"""For the name of a rule the share of its links that were right."""


def confidence_of(rule: str) -> float:
    """How likely a link by a rule is right, 0 to 1."""
    return RIGHT.get(rule, OTHERWISE)
