"""Turns what the encoder links into attributions with ids, types and calibrated confidences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from newsclaims.attributions.across_sentences import parted, with_own_source
from newsclaims.attributions.attribution_type import attributes_nothing, attribution_type
from newsclaims.attributions.contents import (
    second_saying,
    signed,
    signed_by_others,
    without_addressee,
    without_furniture,
    without_loose_end,
)
from newsclaims.attributions.hypothetical import (
    is_conditional,
    is_name,
    is_nobodys,
    is_of_headline,
)
from newsclaims.model_files import read_json
from newsclaims.results import Attribution, Span
from newsclaims.text.document import Attributed, Document, Reading
from newsclaims.trace import Rule, decide_by, note

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_CLAUSES = ("ccomp", "xcomp", "parataxis")
_MODIFIERS = ("acl", "advcl", "obl")
_LEAST = 0.15  # an attribution is left out up to this; see docs/figures.md
_SURE_UNKNOWN = 0.75  # a noun after a cue in no table: 4 in 10 are right in PolNeAR's articles
_SURE_NESTED = 0.89  # an attribution inside another is kept above this; see docs/figures.md
_SURE_NAMED = 0.75  # the same with a name as source: who speaks there is told nowhere else


@frozen(slots=True)
class Calibration:
    """Turns an attribution's evidence into a probability.

    Temperature scaling (Guo et al., 2017) with one temperature for each log-probability that the
    evidence holds: a logistic regression fitted on articles that the encoder was not trained on.

    Attributes:
        weights: One for each number of `Attributed.evidence`.
        bias: Added to their sum.
    """

    weights: tuple[float, ...]
    bias: float

    def probability(self, evidence: Sequence[float]) -> float:
        """How likely the attribution has the right source and content, 0 to 1."""
        score = self.bias + sum(w * x for w, x in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """The shipped calibration."""
    data = read_json("calibration.json")
    return Calibration(tuple(data["weights"]), data["bias"])


def find_attributions(document: Document, reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of a reading in order of their first span; speakers are not yet named.

    Those inside others, which it learned from labels that no human made, are kept if it is sure of
    them and the syntax agrees.
    """
    found = changed(document, reading)
    sure = [_confidence(found, i) for i in range(len(found))]
    kept = [i for i, one in enumerate(found) if not _is_left_out(document, reading, one, sure[i])]
    order = sorted(kept, key=lambda i: _position(found, i))
    ids = {index: f"a{number}" for number, index in enumerate(order, start=1)}
    return tuple(
        Attribution(
            id=ids[i],
            source=document.token_span(*source) if (source := found[i].source) else None,
            speaker=None,
            cue=document.token_span(*found[i].cue),
            content=tuple(document.token_span(*stretch) for stretch in found[i].content),
            type=attribution_type(document, reading, found[i].cue, found[i].content),
            parent=_parent(found, i, ids),
            confidence=sure[i],
        )
        for i in order
    )


def changed(document: Document, reading: Reading) -> list[Attributed]:
    """What was read, as the rules leave it; those parted off stand last, as parents are indices."""
    found: list[Attributed] = []
    off: list[Attributed] = []
    for attributed in reading.attributed:
        for rule in PARTINGS:
            attributed, *others = rule(document, reading, attributed) or (attributed,)
            for other in others:
                note(rule, "one of its own", *_ranges(other))
            off += others
        found.append(attributed)
    return [_with_changes(document, reading, attributed) for attributed in (*found, *off)]


def _with_changes(document: Document, reading: Reading, attributed: Attributed) -> Attributed:
    for rule in CHANGES:
        better = rule(document, reading, attributed)
        if better is not None:
            kind = "content changed" if better.source == attributed.source else "source replaced"
            note(rule, kind, *dict.fromkeys((*_ranges(attributed), *_ranges(better))))
            attributed = better
    return attributed


def unsaid(document: Document, reading: Reading) -> tuple[Span, ...]:
    """What the network read as somebody's words, and nobody is said to have said."""
    return tuple(
        document.token_span(*stretch)
        for attributed in reading.attributed
        if decide_by(UNSAID, document, reading, attributed, 1.0) is not None
        for stretch in attributed.content
    )


def _is_left_out(document: Document, reading: Reading, attributed: Attributed, sure: float) -> bool:
    found = decide_by((*UNSAID, *VETOES), document, reading, attributed, sure)
    if found is not None:
        note(found[0], "left out", *_ranges(attributed))
    return found is not None


def _ranges(attributed: Attributed) -> tuple[tuple[int, int], ...]:
    """The tokens of cue, source and content."""
    source = () if attributed.source is None else (attributed.source,)
    return attributed.cue, *source, *attributed.content


def _parent(found: Sequence[Attributed], index: int, ids: Mapping[int, str]) -> str | None:
    """The id of the nearest attribution around one; those that are not kept have none."""
    parent = found[index].parent
    while parent is not None and parent not in ids:
        parent = found[parent].parent
    return None if parent is None else ids[parent]


def _without_modifier(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """What stands in front of the source and tells of the saying is not part of what is said.

    "In a blow to the mayor, the council said it would not pay": the syntax hangs such a phrase on
    the cue.
    """
    (first, last), *rest = attributed.content
    source, cue = attributed.source, range(*attributed.cue)
    if not rest or source is None or not last <= source[0] < cue.start:
        return None
    heads = [
        i
        for i in range(first, last)
        if not first <= reading.heads[i] < last and reading.relations[i] != "punct"
    ]
    is_modifier = reading.upos[first] in ("ADP", "SCONJ") and all(
        reading.heads[i] in cue and reading.relations[i].split(":")[0] in _MODIFIERS for i in heads
    )
    return evolve(attributed, content=tuple(rest)) if is_modifier else None


def _with_whole_infinitive(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """A content that is a conjunction alone is completed: "planned *to* host a summit"."""
    first, last = attributed.content[0]
    clause = reading.heads[first]
    if last - first > 1 or reading.relations[first] != "mark" or clause < last:
        return None
    end = clause + 1
    while end < len(reading.heads) and _is_under(reading, end, clause):
        end += 1
    return evolve(attributed, content=((first, end), *attributed.content[1:]))


def _without_result(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """What comes of what somebody means to do is told by who tells of them, not by them.

    Inside another's content only: "Lee refused to talk, forcing both to wait".
    """
    first, last = attributed.content[-1]
    if attributed.parent is None or reading.relations[first] != "mark":
        return None
    for comma in range(first + 2, last - 1):
        verb = comma + 1
        if document.tokens[comma].text != "," or reading.relations[verb] != "advcl":
            continue
        if not document.tokens[verb].text.endswith("ing") or reading.upos[verb] != "VERB":
            continue
        if reading.heads[verb] < comma:
            return evolve(attributed, content=(*attributed.content[:-1], (first, comma)))
    return None


def _is_under(reading: Reading, token: int, head: int) -> bool:
    """Whether a token is below another in its tree."""
    while reading.heads[token] > -1 and reading.relations[token] != "punct":
        token = reading.heads[token]
        if token == head:
            return True
    return False


def _is_unsure(document: Document, reading: Reading, attributed: Attributed, sure: float) -> bool:
    """An attribution below the least confidence is left out: five in six of those are wrong."""
    return attributed.parent is None and sure <= _LEAST


def _is_no_saying(
    document: Document, reading: Reading, attributed: Attributed, sure: float
) -> bool:
    """A cue that no table has, with a mere noun, attributes nothing: "slapped the council"."""
    is_word = any(reading.upos[i] != "PUNCT" for i in range(*attributed.cue))
    return (
        is_word
        and sure <= _SURE_UNKNOWN
        and attributes_nothing(document, reading, attributed.cue, attributed.content)
    )


def _is_no_clause(
    document: Document, reading: Reading, attributed: Attributed, sure: float
) -> bool:
    """One inside another is left out unless the syntax makes it a clause with subject and verb."""
    return attributed.parent is not None and not _is_clause(reading, attributed)


def _is_unsure_inside(
    document: Document, reading: Reading, attributed: Attributed, sure: float
) -> bool:
    """One inside another is left out unless the network is very sure, or sure of a named source."""
    named = any(reading.upos[i] == "PROPN" for i in range(*(attributed.source or (0, 0))))
    return attributed.parent is not None and sure <= (_SURE_NAMED if named else _SURE_NESTED)


def _is_clause(reading: Reading, attributed: Attributed) -> bool:
    """Whether the source is the subject of the cue, and the content a clause that it governs."""
    cue = range(*attributed.cue)

    def governs(tokens: tuple[int, int], relations: tuple[str, ...]) -> bool:
        return any(
            reading.heads[i] in cue and reading.relations[i] in relations for i in range(*tokens)
        )

    return (
        attributed.source is not None
        and governs(attributed.source, _SUBJECTS)
        and any(governs(stretch, _CLAUSES) for stretch in attributed.content)
    )


def _position(found: Sequence[Attributed], index: int) -> tuple[int, int, int]:
    """Sorts by the first span, an attribution before those inside it."""
    attributed = found[index]
    starts = [attributed.cue[0], *(first for first, _ in attributed.content)]
    if attributed.source:
        starts.append(attributed.source[0])
    return min(starts), attributed.parent is not None, index


def _confidence(found: Sequence[Attributed], index: int) -> float:
    """Calibrated; an attribution inside another is right only if that one is."""
    attributed = found[index]
    own = load_calibration().probability(attributed.evidence)
    if attributed.parent is not None:
        own *= _confidence(found, attributed.parent)
    return round(own, 4)


#: What makes several of one.
PARTINGS: tuple[Rule[[Document, Reading, Attributed], tuple[Attributed, ...]], ...] = (
    Rule("attributions: parted by sentence", parted),
    Rule("attributions: second verb of saying", second_saying),
    Rule("attributions: signed by somebody else", signed_by_others),
)
#: What is changed of what was read, each after the one before.
CHANGES: tuple[Rule[[Document, Reading, Attributed], Attributed], ...] = (
    Rule("attributions: source of its own sentence", with_own_source),
    Rule("attributions: no part of the text", without_furniture),
    Rule("attributions: comma or conjunction at the end", without_loose_end),
    Rule("attributions: signature below a quotation", signed),
    Rule("attributions: who is told", without_addressee),
    Rule("attributions: phrase before the source", _without_modifier),
    Rule("attributions: whole infinitive", _with_whole_infinitive),
    Rule("attributions: result left out", _without_result),
)
#: What leaves an attribution out, and its words are no quote either.
UNSAID: tuple[Rule[[Document, Reading, Attributed, float], bool], ...] = (
    Rule("attributions: name or motto", is_name),
    Rule("attributions: said on a condition", is_conditional),
    Rule("attributions: said by nobody", is_nobodys),
)
#: What leaves an attribution out.
VETOES: tuple[Rule[[Document, Reading, Attributed, float], bool], ...] = (
    Rule("attributions: cue in the headline", is_of_headline),
    Rule("attributions: not sure enough", _is_unsure),
    Rule("attributions: unknown cue of a noun", _is_no_saying),
    Rule("attributions: inner one without a clause", _is_no_clause),
    Rule("attributions: inner one not sure enough", _is_unsure_inside),
)
