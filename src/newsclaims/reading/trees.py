"""The tree of each sentence, from the encoder's scores of arcs and relations.

The encoder scores heads and relations apart from each other: relations as if each word had its
likeliest head. The tree is the best under both, a maximum spanning tree (Chu and Liu, 1965;
Edmonds, 1967), where

- a relation that no treebank has between two parts of speech in this order is less likely,
- no word has two subjects or two objects, as in stanza (Qi et al., 2020): of two that a word has,
  one goes to its next best head, or has its next best relation, whichever costs least, and
- a word that did not get its likeliest head has the relation that the treebanks have between the
  two, as far as its own scores let it.

Chosen on GUM dev, EWT dev and the news sentences of `benchmarks/syntax.py`; docs/figures.md has
what each gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import define, frozen

from newsclaims.reading.labels import RELATIONS, UPOS

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_TINY = 1e-6  # keeps logarithms finite
_UNSEEN = -1.0  # added to the log-probability of a relation that no treebank has there
_HEADS = 4  # heads of each word that are weighed against each other
_LABELS = 8  # and relations: two more than those of which there may be one too many, and "root"
_FAR_BELOW = -30.0  # where every other head is put, so that it is taken only to break a cycle
_LESS = 0.25  # how much a word's own scores of relations count where its head is another
_SMOOTHING = 0.1  # added to the treebanks' counts
_ROOT = RELATIONS.index("root")
#: Relations that no word gets in place of another: slips of the tongue are heard at once.
_FIRST_CHOICE = (_ROOT, RELATIONS.index("reparandum"))

#: A word has at most one dependent of each group.
_AT_MOST_ONE = (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",))
_GROUP = {
    RELATIONS.index(name): number for number, names in enumerate(_AT_MOST_ONE) for name in names
}


@frozen(slots=True, eq=False)
class Attachments:
    """How often the treebanks have each relation between two parts of speech.

    ``counts`` is (relations, parts of speech of the dependent, of its head, 2), with the head
    before the dependent, or after it.
    """

    counts: Floats

    @classmethod
    def from_lists(cls, data: Mapping[str, Mapping[str, int]]) -> Attachments:
        """From ``{"nsubj": {"NOUN < VERB": 12, …}}``; "<": the noun is before the verb."""
        counts = np.zeros((len(RELATIONS), len(UPOS), len(UPOS), 2), dtype=np.float32)
        for relation, rows in data.items():
            for row, count in rows.items():
                dependent, side, head = row.split(" ")
                place = RELATIONS.index(relation), UPOS.index(dependent), UPOS.index(head)
                counts[place][int(side == "<")] = count
        return cls(counts)

    def penalties(self, relations: Numbers, upos: Numbers, heads: Numbers) -> Floats:
        """(W, H, R) what is added to each of R relations of each word with each of H heads.

        A root is its own head.
        """
        words = np.arange(len(upos))[:, None]
        counts = self.counts[
            relations[:, None, :],
            upos[:, None, None],
            upos[heads][:, :, None],
            (heads > words).astype(np.int64)[:, :, None],
        ]
        is_root = (heads == words)[:, :, None]
        misnamed = is_root != (relations == _ROOT)[:, None, :]
        unseen = np.where(is_root | (counts > 0), 0.0, _UNSEEN)
        return np.where(misnamed, _UNSEEN, unseen).astype(np.float32)

    def shares(self, upos: int, head: int, is_before: bool) -> Floats:
        """(relations,) log-share of each where a word stands before its head, or after it."""
        counts = self.counts[:, upos, head, int(is_before)] + _SMOOTHING
        out: Floats = np.log(counts / counts.sum())
        return out


@define(slots=True, eq=False)
class _Tree:
    """A window's tree while it is being found; a root is its own head. Scores are logarithms.

    ``options`` are the likeliest heads (W, K), ``labels`` the likeliest relations (W, R); ``arcs``
    and ``relation_scores`` hold the scores of all.
    """

    heads: list[int]
    relations: list[int]
    arcs: Floats
    options: Numbers
    labels: Numbers
    relation_scores: Floats
    upos: Sequence[int]
    sentences: Sequence[int]
    attachments: Attachments


def best_tree(
    arcs: Floats,
    relations: Floats,
    upos: Numbers,
    sentences: Sequence[int],
    attachments: Attachments,
) -> tuple[list[int], list[str]]:
    """The head of each word of a window, -1 for a root, and its relation.

    A root is its own head in ``arcs``, the (W, W) scores; ``relations`` has scores too (W, R).
    ``upos`` are indices; each of the ``sentences``, of which each word has one, gets one root.
    """
    log_arcs = np.log(softmax(arcs) + _TINY)
    options = _best(log_arcs, _HEADS)
    labels = _best(relations, _LABELS)
    log_relations = np.log(softmax(relations) + _TINY)
    label_scores = np.take_along_axis(log_relations, labels, 1)
    joint = label_scores[:, None, :] + attachments.penalties(labels, upos, options)
    joint += np.take_along_axis(log_arcs, options, 1)[:, :, None]
    weighed = _FAR_BELOW + 0.01 * log_arcs
    np.put_along_axis(weighed, options, joint.max(2), 1)
    heads = _heads(weighed, sentences)
    given = label_scores + attachments.penalties(labels, upos, np.array(heads)[:, None])[:, 0]
    given[labels == _ROOT] = -np.inf
    chosen: list[int] = np.take_along_axis(labels, given.argmax(1)[:, None], 1)[:, 0].tolist()
    tree = _Tree(
        heads=heads,
        relations=[_ROOT if head == i else chosen[i] for i, head in enumerate(heads)],
        arcs=log_arcs,
        options=options,
        labels=labels,
        relation_scores=log_relations,
        upos=upos.tolist(),
        sentences=sentences,
        attachments=attachments,
    )
    _make_unique(tree)
    _relabel(tree)
    return _with_roots(tree.heads), [RELATIONS[i] for i in tree.relations]


def best_heads(arcs: Floats, sentences: Sequence[int]) -> list[int]:
    """The best head of each word by (W, W) scores alone, or -1 for a root; no cycles."""
    # Scores compare only within a row; the root is chosen across rows, so as probabilities.
    return _with_roots(_heads(np.log(softmax(arcs) + _TINY), sentences))


def _with_roots(heads: Sequence[int]) -> list[int]:
    return [-1 if head == i else head for i, head in enumerate(heads)]


def softmax(values: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(values - values.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


def _best(scores: Floats, count: int) -> Numbers:
    """(W, count) the columns of the highest scores of each row, in no order."""
    count = min(count, scores.shape[1])
    return np.argpartition(-scores, count - 1, axis=1)[:, :count]


# Cycles and roots


def _heads(arcs: Floats, sentences: Sequence[int]) -> list[int]:
    """The best head of each word, a root its own; one root a sentence, and no cycles."""
    heads: list[int] = arcs.argmax(-1).tolist()
    start = 0
    for end in range(1, len(sentences) + 1):
        if end == len(sentences) or sentences[end] != sentences[start]:
            root = start + int(np.argmax(arcs.diagonal()[start:end]))
            if not _is_tree(heads, root, start, end):
                words = np.array([root, *(i for i in range(start, end) if i != root)])
                found = _spanning_tree(arcs[np.ix_(words, words)])
                for word, head in zip(words.tolist(), words[found].tolist(), strict=True):
                    heads[word] = head
            start = end
    return heads


def _is_tree(heads: Sequence[int], root: int, start: int, end: int) -> bool:
    """Whether the heads of words ``start`` to ``end`` all lead to the root."""
    settled = {root} if heads[root] == root else set()
    for word in range(start, end):
        path = set()
        while word not in settled:
            if word in path or not start <= word < end:
                return False
            path.add(word)
            word = heads[word]
        settled |= path
    return True


def _spanning_tree(scores: Floats) -> Numbers:
    """The heads of the best tree by (W, W) scores of heads, whose root is the first word."""
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: Numbers = scores.argmax(1)
    heads[0] = 0
    cycle = np.array(_cycle(heads.tolist()), dtype=np.int64)
    if not cycle.size:
        return heads
    # The cycle becomes one word, the last; it is left where that costs least.
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    into, out_of = scores[np.ix_(rest, cycle)], scores[np.ix_(cycle, rest)]
    out_of = out_of - scores[cycle, heads[cycle]][:, None]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    smaller[:-1, -1], smaller[-1, :-1] = into.max(1), out_of.max(0)
    found = _spanning_tree(smaller)
    inside = cycle[into.argmax(1)]
    heads[rest] = np.where(found[:-1] == len(rest), inside, rest[found[:-1] % len(rest)])
    left = int(out_of[:, found[-1]].argmax())
    heads[cycle[left]] = rest[found[-1]]
    return heads


def _cycle(heads: Sequence[int]) -> list[int]:
    """The words of a cycle that does not hold the first word; empty if there is none."""
    settled = {0}
    for word in range(1, len(heads)):
        path: list[int] = []
        while word not in settled:
            if word in path:
                return path[path.index(word) :]
            path.append(word)
            word = heads[word]
        settled.update(path)
    return []


# At most one subject, at most one object


def _make_unique(tree: _Tree) -> None:
    """Leaves each word one dependent of each group, by the changes that cost least."""
    held: dict[tuple[int, int], list[int]] = defaultdict(list)
    for word, (head, relation) in enumerate(zip(tree.heads, tree.relations, strict=True)):
        if head != word and relation in _GROUP:
            held[head, _GROUP[relation]].append(word)
    crowded = [place for place, words in held.items() if len(words) > 1]
    while crowded:
        place = crowded.pop()
        words = held[place]
        # Neither stays where it is one too many, nor becomes one too many elsewhere.
        changes = [
            change
            for word in words
            for change in _changes(tree, word)
            if change[3] not in _GROUP or not held.get((change[2], _GROUP[change[3]]))
        ]
        if not changes:
            continue
        _, word, head, relation = min(changes)
        words.remove(word)
        tree.heads[word], tree.relations[word] = head, relation
        if relation in _GROUP:
            held[head, _GROUP[relation]].append(word)
        if len(words) > 1:
            crowded.append(place)


def _changes(tree: _Tree, word: int) -> list[tuple[float, int, int, int]]:
    """What a word could be instead: (cost, word, head, relation), without cycles."""
    labels, relation_scores = tree.labels[word], tree.relation_scores[word]
    label_scores = relation_scores[labels]
    now = tree.arcs[word, tree.heads[word]] + relation_scores[tree.relations[word]]
    counts = tree.attachments.counts[labels, tree.upos[word]]
    found = []
    for head in tree.options[word].tolist():
        if tree.sentences[head] != tree.sentences[word] or _is_under(tree, head, word):
            continue
        fits = counts[:, tree.upos[head], int(head > word)] > 0
        scores = tree.arcs[word, head] + label_scores + np.where(fits, 0.0, _UNSEEN)
        found += [
            (float(now - score), word, head, relation)
            for score, relation in zip(scores, labels.tolist(), strict=True)
            if relation not in _FIRST_CHOICE
        ]
    return found


def _is_under(tree: _Tree, word: int, head: int) -> bool:
    """Whether a word is another one or below it."""
    while word != head and tree.heads[word] != word:
        word = tree.heads[word]
    return word == head


def _relabel(tree: _Tree) -> None:
    """Gives words whose head is not their likeliest a relation that the treebanks have there."""
    likeliest = tree.arcs.argmax(-1).tolist()
    moved = {i for i, head in enumerate(tree.heads) if head != i and head != likeliest[i]}
    held = {
        (head, _GROUP[tree.relations[i]])
        for i, head in enumerate(tree.heads)
        if tree.relations[i] in _GROUP and i not in moved
    }
    for word in sorted(moved):
        head = tree.heads[word]
        shares = tree.attachments.shares(tree.upos[word], tree.upos[head], head > word)
        scores = _LESS * tree.relation_scores[word] + shares
        scores[_ROOT] = -np.inf
        for relation in np.argsort(-scores).tolist():
            if (head, _GROUP.get(relation)) not in held:
                tree.relations[word] = relation
                if relation in _GROUP:
                    held.add((head, _GROUP[relation]))
                break
