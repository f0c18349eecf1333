"""Rules with names, and a record of what they decide.

Everything that is decided after the network is decided by a `Rule`: whether two mentions are the
same, what a pronoun takes up, whether a clause is a claim. Each package keeps its rules in ordered
tables. A rule does not know of the others, and can be switched off on its own.

The record is off, and costs next to nothing, unless somebody listens:

>>> with tracing() as decisions:
...     article = newsclaims.parse_article(text)
>>> for decision in decisions:
...     print(decision.rule.name, decision.tokens, decision.outcome)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, ParamSpec, TypeVar

from attrs import field, frozen

_P = ParamSpec("_P")
_T = TypeVar("_T", covariant=True)

_decisions: ContextVar[list[Decision] | None] = ContextVar("_decisions", default=None)
_off: ContextVar[frozenset[str]] = ContextVar("_off", default=frozenset())


@frozen(eq=False, slots=True)
class Rule(Generic[_P, _T]):
    """One way to decide something, under a name.

    Attributes:
        name: Its package, a colon, and a few words: "speakers: another gender".
        decide: Gives what it decides, or None or False where it has nothing to say. The first line
            of its docstring says in words what it does.
    """

    name: str
    decide: Callable[_P, _T | None] = field(repr=False)

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
        """What it decides, or None where it has nothing to say or is switched off."""
        return None if self.name in _off.get() else self.decide(*args, **kwargs)

    @property
    def says(self) -> str:
        """What it does, in a line."""
        return (self.decide.__doc__ or "").partition("\n")[0]

    @property
    def file(self) -> str:
        """The file it stands in, below the package: "speakers/vetoes.py"."""
        return "/".join(self.decide.__module__.split(".")[1:]) + ".py"


def decide_by(
    rules: Iterable[Rule[_P, _T]], *args: _P.args, **kwargs: _P.kwargs
) -> tuple[Rule[_P, _T], _T] | None:
    """The first rule of a table that decides something, and what it decides; None if none does.

    For tables of vetoes and the like, where False says no more than None: nothing.
    """
    off = _off.get()
    for rule in rules:
        if off and rule.name in off:
            continue
        found = rule.decide(*args, **kwargs)
        if found is not None and found is not False:
            return rule, found
    return None


def first_of(
    rules: Iterable[Rule[_P, _T]], *args: _P.args, **kwargs: _P.kwargs
) -> tuple[Rule[_P, _T], _T] | None:
    """The first rule of a table that has an answer, and the answer; None if none has.

    For tables that answer a question with yes or no, where False is an answer.
    """
    off = _off.get()
    for rule in rules:
        if off and rule.name in off:
            continue
        found = rule.decide(*args, **kwargs)
        if found is not None:
            return rule, found
    return None


@frozen(slots=True)
class Decision:
    """What one rule decided once.

    Attributes:
        rule: Which rule.
        tokens: What it was about, as half-open ranges of token indices: first the one that it
            decided on, then those that it was held against.
        outcome: What it decided, in a few words: "the same", "kept apart", "no claim".
    """

    rule: Rule[..., object]
    tokens: tuple[tuple[int, int], ...]
    outcome: str


def note(rule: Rule[..., object], outcome: str, *tokens: tuple[int, int]) -> None:
    """Records what a rule decided about some ranges of tokens, if anybody listens."""
    decisions = _decisions.get()
    if decisions is not None:
        decisions.append(Decision(rule, tokens, outcome))


def is_traced() -> bool:
    """Whether anybody listens; asked only where it takes work to say what was decided."""
    return _decisions.get() is not None


@contextmanager
def tracing() -> Iterator[list[Decision]]:
    """Records what is decided while it is open, in order. Other threads are not recorded."""
    decisions: list[Decision] = []
    token = _decisions.set(decisions)
    try:
        yield decisions
    finally:
        _decisions.reset(token)


@contextmanager
def without(names: Iterable[str]) -> Iterator[None]:
    """Switches rules off while it is open, by their names; in this thread only."""
    token = _off.set(_off.get() | frozenset(names))
    try:
        yield
    finally:
        _off.reset(token)


def in_force(rules: Iterable[Rule[_P, _T]]) -> tuple[Rule[_P, _T], ...]:
    """The rules of a table that are not switched off, for a loop that asks them very often."""
    off = _off.get()
    return tuple(rule for rule in rules if rule.name not in off)
