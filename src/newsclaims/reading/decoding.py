"""Turns the encoder's scores into what is read: tag sequences, links, trees, mentions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from newsclaims.reading.labels import MENTION_TYPES, RELATIONS, TAGS, UPOS
from newsclaims.reading.trees import Attachments, Numbers, best_tree, softmax
from newsclaims.text.document import Attributed, Sureness

Floats = npt.NDArray[np.float32]
_NEVER = -1e9
_TINY = 1e-6  # keeps logarithms finite

# Chosen on PolNeAR's dev articles; what they give is in docs/figures.md.
_SURE_LINK = 0.5  # a content whose words point to a tagged cue this much stays with it
_NEW_CUE = 0.4  # a word that a content points to more than this becomes its cue
_MORE_CUE = 0.3  # and so does the next word if it is as likely as this to continue a cue

_LONGEST_GAP = 12  # words left out of a content, if they belong to no role, when it goes on

_DIGITS = 3  # of probabilities that are kept

_CONTENT_TAGS = [TAGS.index("B-content"), TAGS.index("I-content")]
_CUE_TAGS = [TAGS.index("B-cue"), TAGS.index("I-cue")]


ATTRIBUTION_SCORES = ("tags", "content_links", "source_links")
INNER_SCORES = ("inner_tags", "inner_content_links")
SYNTAX_SCORES = ("upos", "arcs", "relations")
MENTION_SCORES = ("mentions", "firsts", "lasts", "anaphors", "antecedents")

Scores = Mapping[str, Floats]
"""The encoder's scores for one window of W words, by the names above; their shapes are those of
`newsclaims.training.network.Scores` without the batch. Token indices count from the window's first
word in everything that is read here."""


@frozen(slots=True, eq=False)
class WindowSyntax:
    """The syntax of a window's words; a root has the head -1.

    ``not_pronouns`` is what each would be if it is no pronoun.
    """

    upos: list[str]
    not_pronouns: list[str]
    heads: list[int]
    relations: list[str]
    sureness: Sureness


@frozen(slots=True, eq=False)
class WindowMentions:
    """The M mentions of a window, in order of first words, longer ones first.

    ``found`` has (first, last, head, type) of each, half-open, ``types`` (M, types)
    log-probabilities; the vectors (M, size) are for `newsclaims.reading.coreference.link`.
    """

    found: list[tuple[int, int, int, str]]
    types: Floats
    anaphors: Floats
    antecedents: Floats


@frozen(slots=True, eq=False)
class Transitions:
    """The tag chain's scores: (tags, tags) from one tag to the next, (tags,) for the first."""

    between: Floats
    first: Floats

    @classmethod
    def from_lists(cls, data: Mapping[str, Sequence[object]]) -> Transitions:
        """From the learned scores; forbids a tag inside a span that was not begun."""
        between = np.array(data["between"], dtype=np.float32)
        first = np.array(data["first"], dtype=np.float32)
        for j, tag in enumerate(TAGS):
            if tag.startswith("I-"):
                first[j] = _NEVER
                role = tag[2:]
                for i, before in enumerate(TAGS):
                    if before[2:] != role:
                        between[i, j] = _NEVER
        return cls(between, first)


def read_attributions(
    scores: Scores, sentences: Sequence[int], transitions: Transitions, inner: str = ""
) -> list[Attributed]:
    """Reads the attributions of a window; ``sentences`` gives the sentence of each word.

    With ``inner`` as "inner_", those inside the content of others, or that may be.
    """
    emissions = scores[f"{inner}tags"]
    tags = best_tags(emissions, transitions)
    links = scores[f"{inner}content_links"], scores["source_links"]
    return join(link(*links, softmax(emissions), tags), sentences)


def read_syntax(scores: Scores, sentences: Sequence[int], attachments: Attachments) -> WindowSyntax:
    """Reads the syntax of a window; ``sentences`` gives the sentence of each word."""
    others = scores["upos"].copy()
    others[:, UPOS.index("PRON")] = _NEVER
    upos = scores["upos"].argmax(-1)
    heads, relations = best_tree(scores["arcs"], scores["relations"], upos, sentences, attachments)
    return WindowSyntax(
        [UPOS[i] for i in upos],
        [UPOS[i] for i in others.argmax(-1)],
        heads,
        relations,
        _sureness(scores, upos, heads, relations),
    )


def _sureness(
    scores: Scores, upos: Numbers, heads: Sequence[int], relations: Sequence[str]
) -> Sureness:
    """How probable is what was read of each word of a window."""
    words = np.arange(len(upos))
    columns = (
        ("upos", upos),
        ("arcs", np.where(np.array(heads) < 0, words, heads)),
        ("relations", np.array([RELATIONS.index(relation) for relation in relations])),
    )
    chosen = [softmax(scores[name])[words, column] for name, column in columns]
    contents = softmax(scores["tags"])[:, _CONTENT_TAGS].sum(-1)
    return Sureness(*(tuple(p.astype(float).round(_DIGITS).tolist()) for p in (*chosen, contents)))


def read_mentions(scores: Scores) -> WindowMentions:
    """Reads the mentions of a window: one for each word that is the head of one.

    Mentions may be nested, but none crosses another: the likelier one stays.
    """
    probabilities = softmax(scores["mentions"])
    heads = np.flatnonzero(probabilities[:, 0] < 0.5)
    best = 1 + probabilities[:, 1:].argmax(-1)
    positions = np.arange(len(best))
    before = np.where(positions <= heads[:, None], scores["firsts"][heads], _NEVER)
    after = np.where(positions >= heads[:, None], scores["lasts"][heads], _NEVER)
    firsts, lasts = before.argmax(-1).tolist(), (after.argmax(-1) + 1).tolist()
    likely = probabilities[heads, best[heads]].tolist()
    stretches = list(zip(firsts, lasts, strict=True))
    kept = sorted(_uncrossed(stretches, likely), key=lambda i: (firsts[i], -lasts[i]))
    found = [(firsts[i], lasts[i], int(heads[i]), MENTION_TYPES[best[heads[i]] - 1]) for i in kept]
    rows = heads[kept]
    types = np.log(probabilities[rows, 1:] + _TINY)
    return WindowMentions(found, types, scores["anaphors"][rows], scores["antecedents"][rows])


def _uncrossed(stretches: Sequence[tuple[int, int]], likely: Sequence[float]) -> list[int]:
    """The indices of the stretches that stay when none may cross or equal a likelier one."""
    kept: list[int] = []
    for i in sorted(range(len(stretches)), key=lambda i: -likely[i]):
        first, last = stretches[i]
        if not any(
            (a, b) == (first, last) or a < first < b < last or first < a < last < b
            for a, b in (stretches[k] for k in kept)
        ):
            kept.append(i)
    return kept


def best_tags(emissions: Floats, transitions: Transitions) -> list[int]:
    """The most probable tag sequence (Viterbi, 1967) for (W, tags) emission scores."""
    total = transitions.first + emissions[0]
    back = np.empty(emissions.shape, dtype=np.int64)
    columns = np.arange(emissions.shape[1])
    for i in range(1, len(emissions)):
        steps = total[:, None] + transitions.between
        best = steps.argmax(0)
        back[i] = best
        total = steps[best, columns] + emissions[i]
    tag = int(total.argmax())
    path = [tag]
    for row in back[:0:-1].tolist():
        tag = row[tag]
        path.append(tag)
    return path[::-1]


def spans(tags: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """The half-open token ranges of each role."""
    found: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for i, tag in enumerate(tags):
        if not tag:
            continue
        prefix, role = TAGS[tag][0], TAGS[tag][2:]
        if prefix == "B":
            found[role].append((i, i + 1))
        else:
            found[role][-1] = (found[role][-1][0], i + 1)
    return found


def link(
    content_links: Floats, source_links: Floats, probabilities: Floats, tags: Sequence[int]
) -> list[Attributed]:
    """Gives every cue its source and contents; a cue without content is left out.

    A content stretch goes to the cue that its words point to on average. Where they point to a
    word that was not tagged as a cue, that word becomes one. A cue's source is the one that it
    points to, unless it points to itself. The probabilities are
    those of the tags of each word on its own.
    """
    found = spans(tags)
    if not found["content"]:
        return []
    cues, contents = _cues_of_contents(content_links, probabilities, tags, found)
    cue_probability = probabilities[:, _CUE_TAGS].sum(-1)
    chosen = probabilities[np.arange(len(tags)), tags]
    out = []
    for cue in sorted(contents):
        first, last = cues[cue]
        source, source_evidence = _source(source_links[first], first, found["source"])
        stretches = tuple(stretch for stretch, _ in contents[cue])
        words = np.concatenate([chosen[a:b] for a, b in stretches])
        evidence = (
            _log(cue_probability[first:last]),
            _log(chosen[source[0] : source[1]]) if source else 0.0,
            _log(words),
            source_evidence,
            math.log(min(share for _, share in contents[cue]) + _TINY),
            float(source is None),
            float(len(stretches) > 1),
        )
        out.append(Attributed((first, last), source, stretches, None, evidence))
    return out


def join(attributed: Sequence[Attributed], sentences: Sequence[int]) -> list[Attributed]:
    """Fills short gaps in the contents: one sentence, and nothing of any attribution between."""
    taken = {
        i
        for a in attributed
        for stretch in (a.cue, a.source or (0, 0), *a.content)
        for i in range(*stretch)
    }
    out = []
    for attribution in attributed:
        joined = [attribution.content[0]]
        for first, last in attribution.content[1:]:
            gap = range(joined[-1][1], first)
            same_sentence = sentences[gap.start - 1] == sentences[first]
            if same_sentence and len(gap) <= _LONGEST_GAP and taken.isdisjoint(gap):
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
        out.append(evolve(attribution, content=tuple(joined)))
    return out


_Contents = dict[int, list[tuple[tuple[int, int], float]]]


def _cues_of_contents(
    links: Floats,
    probabilities: Floats,
    tags: Sequence[int],
    found: Mapping[str, Sequence[tuple[int, int]]],
) -> tuple[list[tuple[int, int]], _Contents]:
    """All cues, and by a cue's index its content stretches with the share that points to it."""
    cues = list(found["cue"])
    cue_at = {i: number for number, (a, b) in enumerate(cues) for i in range(a, b)}
    contents: _Contents = {}
    for first, last in found["content"]:
        shares = softmax(links[first:last]).mean(0)
        by_cue = [float(shares[a:b].sum()) for a, b in cues]
        best = int(np.argmax(by_cue)) if cues else -1
        share = by_cue[best] if cues else 0.0
        target = int(shares.argmax())
        is_free = target not in cue_at and not first <= target < last
        if is_free and share < _SURE_LINK and shares[target] > max(share, _NEW_CUE):
            best, share = len(cues), float(shares[target])
            end = _end_of_cue(target, probabilities, tags)
            cue_at.update(dict.fromkeys(range(target, end), best))
            cues.append((target, end))
        if best >= 0:
            contents.setdefault(best, []).append(((first, last), share))
    return cues, contents


def _end_of_cue(start: int, probabilities: Floats, tags: Sequence[int]) -> int:
    """Where a cue ends that starts at an untagged word."""
    end = start + 1
    while end < len(tags) and not tags[end] and probabilities[end, _CUE_TAGS[1]] > _MORE_CUE:
        end += 1
    return end


def _source(
    row: Floats, cue: int, sources: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int] | None, float]:
    """The source that the cue starting at a word points to, or None, and its log-probability."""
    probabilities = softmax(row)
    none = math.log(probabilities[cue] + _TINY)
    candidates = [math.log(probabilities[a:b].sum() + _TINY) for a, b in sources]
    if candidates and max(candidates) > none:
        best = int(np.argmax(candidates))
        return sources[best], candidates[best]
    return None, none


def _log(probabilities: Floats) -> float:
    """The mean log-probability."""
    return float(np.log(probabilities + _TINY).mean())
