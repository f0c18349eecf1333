"""Who the printed labels of a transcript name: "ROE:", "Q.", "JR:", "Interviewer:"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from newsclaims.speakers.entities import Clusters
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import kind_of_noun
from newsclaims.speakers.nearby import indices, note_of
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex
from newsclaims.text.speaker_labels import ANSWERS, ASKS, LabelledTurn
from newsclaims.trace import Rule, decide_by

#: Initials have so many letters.
_INITIALS = range(2, 4)


Labels = Sequence[ExpressionIndex | None]
"""For each turn with a label the expression that the label is."""


def find_labels(
    syntax: Syntax, expressions: Sequence[Expression], turns: Sequence[LabelledTurn]
) -> tuple[list[Expression], Labels]:
    """The expressions, with each label as somebody's name; and which one it is for each turn."""
    found: list[ExpressionIndex | None] = []
    changed = list(expressions)
    at = {token: k for k, turn in enumerate(turns) for token in _tokens(syntax, turn)}
    inside: dict[int, list[int]] = {}
    for i, expression in enumerate(expressions):
        if expression.head in at:
            inside.setdefault(at[expression.head], []).append(i)
    for k, turn in enumerate(turns):
        index = max(inside.get(k, ()), key=lambda i: _size(expressions[i]), default=None)
        found.append(None if index is None else ExpressionIndex(index))
        if index is not None:
            changed[index] = _as_name(_tokens(syntax, turn), expressions[index])
    return changed, found


def _tokens(syntax: Syntax, turn: LabelledTurn) -> range:
    return syntax.document.tokens_in(*turn.label)


def _size(expression: Expression) -> int:
    return expression.last - expression.first


def _as_name(tokens: range, expression: Expression) -> Expression:
    """The expression of a label, without what stands after it, as a name."""
    first, last = max(expression.first, tokens.start), min(expression.last, tokens.stop)
    if expression.name is None:
        kind = "person" if expression.kind == "other" else expression.kind
        return evolve(
            expression, first=first, last=last, form="name", name=(first, last), kind=kind
        )
    start, end = expression.name
    name = max(start, first), min(end, last)
    return evolve(expression, first=first, last=last, name=name if name[0] < name[1] else None)


def join_labels(clusters: Clusters, turns: Sequence[LabelledTurn], labels: Labels) -> None:
    """Puts labels of the same words together, and those that are short for somebody to them."""
    known: dict[tuple[str, ...], ExpressionIndex] = {}
    for turn, index in zip(turns, labels, strict=True):
        if index is None:
            continue
        label = Label(turn.name, index, tuple(turn.name.casefold().replace(".", " ").split()))
        decided = decide_by(LABELS, clusters, label, known)
        if decided is not None:
            clusters.merge(index, decided[1], "name", decided[0])
        known.setdefault(label.words, index)


def told_by(
    syntax: Syntax,
    turns: Sequence[LabelledTurn],
    labels: Labels,
    speaker_at: Sequence[ExpressionIndex | None],
) -> list[ExpressionIndex | None]:
    """Who says each token: who is quoted, or else whom the label of its turn names."""
    found = list(speaker_at)
    for turn, index in zip(turns, labels, strict=True):
        for stretch in turn.stretches:
            for token in syntax.document.tokens_in(*stretch):
                found[token] = index if found[token] is None else found[token]
    return found


def forget_labels(clusters: Clusters, turns: Sequence[LabelledTurn], labels: Labels) -> None:
    """Takes the names from those whom nothing names but a letter, or what they are."""
    printed = {token for turn in turns for token in _tokens(clusters.syntax, turn)}
    for turn, index in zip(turns, labels, strict=True):
        if index is None or not NO_NAME(turn.name):
            continue
        cluster = clusters.cluster_of[index]
        members = (clusters.expressions[i] for i in cluster.members)
        if all(e.form != "name" or e.head in printed for e in members):
            cluster.name = ()
            note_of(clusters, NO_NAME, "no name", index)


@frozen
class Label:
    """A label: as printed, its expression, and its words in lower case."""

    name: str
    index: ExpressionIndex
    words: tuple[str, ...]


Known = Mapping[tuple[str, ...], ExpressionIndex]
"""The labels before, by their words."""


def _same_label(clusters: Clusters, label: Label, known: Known) -> ExpressionIndex | None:
    """A label that comes again names the same person."""
    return known.get(label.words)


def _end_of_label(clusters: Clusters, label: Label, known: Known) -> ExpressionIndex | None:
    """A label that is the end of a longer one before names the same person: "Ana Roe:", "Roe:"."""
    longer = {
        clusters.cluster_of[index].id: index
        for words, index in known.items()
        if words[-1] == label.words[-1]
    }
    return next(iter(longer.values())) if len(longer) == 1 else None


def _initials(clusters: Clusters, label: Label, known: Known) -> ExpressionIndex | None:
    """A label of initials is the only one whose names begin so: "JR:" is Jane Roe."""
    letters = label.name.replace(".", "")
    if len(letters) not in _INITIALS or not letters.isupper() or not letters.isalpha():
        return None
    alike = {
        clusters.cluster_of[i].id: i
        for i in indices(clusters)
        if "".join(word[0] for word in clusters.cluster_of[i].name) == letters.lower()
        and clusters.expressions[i].form == "name"
    }
    return next(iter(alike.values())) if len(alike) == 1 else None


def _is_no_name(label: str) -> bool:
    """A letter, or what somebody is, is no name: "Q.", "Interviewer:"."""
    noun = label.lower().removeprefix("the ")
    return label in ASKS | ANSWERS or kind_of_noun(noun) == "person"


NO_NAME = Rule("speakers: label without a name", _is_no_name)

LABELS: tuple[Rule[[Clusters, Label, Known], ExpressionIndex], ...] = (
    Rule("speakers: label again", _same_label),
    Rule("speakers: surname as a label", _end_of_label),
    Rule("speakers: initials as a label", _initials),
)
"""Whom a label names besides what its name shows; the first rule decides."""

LABELS_WITHOUT_NAMES: tuple[Rule[[str], bool], ...] = (NO_NAME,)
"""Which labels name nobody."""
