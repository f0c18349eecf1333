"""Mends the contents of attributions: what is no part of what was said, and a second saying inside.

The rules stand in the tables of `attributions.attributions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from newsclaims.attributions.across_sentences import evidence_unseen
from newsclaims.results import Attribution, Span
from newsclaims.text.document import Attributed, Document, Reading
from newsclaims.text.furniture import LIST_ITEM, is_dateline, is_unended
from newsclaims.text.lemmas import lemma
from newsclaims.words import values

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "expl")
_ADDRESSEES = ("obj", "iobj", "obl", "obl:unmarked", "punct", "obl:tmod", "nmod:unmarked")
_COMPLEMENTS = ("ccomp", "xcomp")
_NO_CUE = frozenset(("aux", "nsubj", "mark", "expl"))
_GOVERNED = (*_COMPLEMENTS, "advcl", "obl")
_JOINING = (",", "and", "but")
_QUOTATION_MARKS = "\"'“”„‟‘‚«»`"
_DASHES = ("—", "–", "―", "--", "-")
_SENSES = values("cue:verb")
_SAYING = frozenset(v for v, sense in _SENSES.items() if sense in ("say", "tell", "request"))
_WANTING = frozenset(v for v, sense in _SENSES.items() if sense in ("believe", "hope", "plan"))
_PHRASES = frozenset(values("cue:phrase"))


def reattached(
    document: Document, reading: Reading, attributions: Sequence[Attribution]
) -> Reading:
    """The tree with a second verb of saying beside the first, as both have the same source.

    The parser hangs it from what is said first ("the dam was weak and demanded"), so that what
    that is about would be what demands.
    """
    heads = list(reading.heads)
    for first, second in pairwise(attributions):
        if first.source is None or first.source != second.source:
            continue
        if first.cue is None or second.cue is None or first.cue == second.cue:
            continue
        said = range(*_token_range(document, first.content[-1]))
        cue, other = _token_range(document, first.cue), _token_range(document, second.cue)
        for verb in range(*other):
            if reading.relations[verb] == "conj" and reading.heads[verb] in said:
                heads[verb] = next(i for i in range(*cue) if heads[i] not in range(*cue))
    return reading if tuple(heads) == reading.heads else evolve(reading, heads=tuple(heads))


def _token_range(document: Document, span: Span) -> tuple[int, int]:
    """The tokens of a span."""
    tokens = document.tokens_in(span.start, span.end)
    return tokens.start, tokens.stop


def without_furniture(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """Headlines, datelines, bullets, captions and the like are no part of what somebody says.

    A line that ends in no punctuation is one unless the cue stands in it, or quotation marks do, or
    it is an item of the list that the cue introduces. Where nothing is left the content is what
    hangs from the cue.
    """
    kept: tuple[tuple[int, int], ...] = ()
    for stretch in attributed.content:
        kept += tuple(_text_pieces(document, attributed.cue[0], stretch))
    if not kept and (own := _complement(document, reading, attributed)) is not None:
        kept = (own,)
    return None if not kept or kept == attributed.content else evolve(attributed, content=kept)


def without_loose_end(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """A comma, or a conjunction, between the content and what follows is no part of it."""
    content = []
    for first, last in attributed.content:
        while last - 1 > first and document.tokens[last - 1].text in _JOINING:
            last -= 1
        content.append((first, last))
    better = tuple(content)
    return None if better == attributed.content else evolve(attributed, content=better)


def signed(document: Document, reading: Reading, attributed: Attributed) -> Attributed | None:
    """A signature signs the quotation that it stands below, not its neighbours: "“…” — Ada Ohm"."""
    first, last = attributed.cue
    source = attributed.source
    is_dash = last - first == 1 and document.tokens[first].text in _DASHES
    if not is_dash or source is None or source[0] < last:
        return None
    above = tuple(stretch for stretch in attributed.content if first - 1 <= stretch[1] <= first)
    if not above:
        paragraph = document.sentences[document.sentence_of(first)].paragraph
        start = document.tokens_in(*document.paragraphs[paragraph]).start
        is_quotation = all(
            document.tokens[i].text in _QUOTATION_MARKS for i in (start, max(start, first - 1))
        )
        above = ((start, first),) if is_quotation and start + 1 < first else ()
    return evolve(attributed, content=above) if above and above != attributed.content else None


def signed_by_others(
    document: Document, reading: Reading, attributed: Attributed
) -> tuple[Attributed, ...] | None:
    """Quotations with signatures of their own are parted from that of another signer."""
    if document.tokens[attributed.cue[0]].text not in _DASHES:
        return None
    cues = {one.cue[0] for one in reading.attributed}
    others = {}
    for first, last in attributed.content:
        dash = last
        if dash in cues or dash + 1 >= len(document.tokens):
            continue
        name = dash + 1
        while name < len(reading.upos) and reading.upos[name] == "PROPN":
            name += 1
        if document.tokens[dash].text in _DASHES and name > dash + 1:
            own = evolve(
                attributed,
                source=(dash + 1, name),
                cue=(dash, dash + 1),
                content=((first, last),),
            )
            others[first, last] = evolve(own, evidence=evidence_unseen(attributed, 1))
    kept = tuple(stretch for stretch in attributed.content if stretch not in others)
    return (evolve(attributed, content=kept), *others.values()) if others and kept else None


def without_addressee(
    document: Document, reading: Reading, attributed: Attributed
) -> Attributed | None:
    """Who is told something is no part of it: "told *the inquiry* the door was locked"."""
    first, last = attributed.content[0]
    cue = range(*attributed.cue)
    if not any(_SENSES.get(lemma(document.tokens[i].text, "VERB")) == "tell" for i in cue):
        return None
    clause = next(
        (
            i
            for i in range(first, last)
            if reading.relations[i] == "ccomp" and reading.heads[i] in cue
        ),
        -1,
    )
    if clause < 0 or first < cue.start:
        return None
    start = clause
    while start > first and _top(reading, start - 1, cue) == clause:
        start -= 1
    before = {_top(reading, i, cue) for i in range(first, start)}
    relations = {reading.relations[i] for i in before if i >= 0}
    is_told = bool(relations & {"obj", "iobj"}) and relations <= {*_ADDRESSEES}
    if not is_told or -1 in before:
        return None
    return evolve(attributed, content=((start, last), *attributed.content[1:]))


def second_saying(
    document: Document, reading: Reading, attributed: Attributed
) -> tuple[Attributed, ...] | None:
    """A second verb of saying inside a content is the source's own: "said … and demanded …".

    The network puts it into the content, where it would be said of what the content is about: "the
    dam … demanded".
    """
    if attributed.source is None:
        return None
    first, last = attributed.content[-1]
    for verb in range(max(first + 2, attributed.cue[1] + 1), last - 2):
        start = _second_cue(document, reading, attributed, verb)
        if start is not None:
            end = verb + (2 if _saying(document, verb) in _PHRASES else 1)
            own = evolve(attributed, cue=(verb, end), content=((end, last),))
            return (
                evolve(attributed, content=(*attributed.content[:-1], (first, start))),
                evolve(own, evidence=evidence_unseen(attributed, 1)),
            )
    return None


def _saying(document: Document, verb: int) -> str:
    """What a verb says, with its preposition: "call on"; "" if it is no verb of saying."""
    base = lemma(document.tokens[verb].text, "VERB")
    phrase = f"{base} {document.tokens[verb + 1].text.lower()}"
    return phrase if phrase in _PHRASES else base if base in _SAYING | _WANTING else ""


def _second_cue(
    document: Document, reading: Reading, attributed: Attributed, verb: int
) -> int | None:
    """Where what is said first ends, if a token is a verb by which the same source says more."""
    heads, relations = reading.heads, reading.relations
    first = attributed.content[-1][0]
    is_second = relations[verb] == "conj" and reading.upos[verb] == "VERB"
    if not is_second or not _saying(document, verb):
        return None
    is_said = any(a.cue[0] <= verb < a.cue[1] for a in reading.attributed)
    if is_said or not _is_finite(document, reading, attributed.cue, verb):
        return None
    other = heads[verb]
    inside = first <= other < verb and not _can_speak(document, reading, other, verb)
    if not inside and other not in range(*attributed.cue):
        return None
    subject = _subject(reading, other)
    is_thing = subject >= 0 and inside and reading.upos[subject] != "PRON"
    if not _governs(reading, verb, (*_GOVERNED, "obj") if is_thing else _GOVERNED):
        return None
    start = verb
    while start > first and document.tokens[start - 1].text in _JOINING:
        start -= 1
    return start if first < start < verb else None


def _is_finite(document: Document, reading: Reading, cue: tuple[int, int], verb: int) -> bool:
    """Whether a verb stands without auxiliary and subject, in the form of the cue."""
    own = (i for i in range(max(0, verb - 3), verb) if reading.heads[i] == verb)
    marked = {reading.relations[i].split(":")[0] for i in own}
    forms = [document.tokens[i].text.lower() for i in (*range(*cue), verb)]
    is_bare = [form == lemma(form, "VERB") for form in forms]
    agrees = not is_bare[-1] or any(is_bare[:-1])
    return agrees and not forms[-1].endswith("ing") and marked.isdisjoint(_NO_CUE)


def _governs(reading: Reading, verb: int, relations: Sequence[str]) -> bool:
    """Whether a clause hangs from a verb, or what somebody is accused of or called on to do."""
    heads = reading.heads
    after = range(verb + 1, min(len(heads), verb + 25))
    return any(
        reading.relations[i] in relations if heads[i] == verb else _is_of_object(reading, i, verb)
        for i in after
    )


def _is_of_object(reading: Reading, token: int, verb: int) -> bool:
    """Whether a clause hangs from what hangs from a verb: "accused the mayor {of lying}"."""
    return reading.relations[token] == "acl" and reading.heads[reading.heads[token]] == verb


def _before(reading: Reading, clause: int) -> list[int]:
    """What hangs from a word and stands before it."""
    return [i for i in range(max(0, clause - 40), clause) if reading.heads[i] == clause]


def _subject(reading: Reading, clause: int) -> int:
    """The subject of a clause, before its verb, or -1."""
    found = (i for i in _before(reading, clause) if reading.relations[i] in _SUBJECTS)
    return next(found, -1)


def _can_speak(document: Document, reading: Reading, clause: int, verb: int) -> bool:
    """Whether the subject of a clause may be that of a verb of saying coordinated with it.

    What is no person and no body cannot be, a body hardly where it only is something ("is late"),
    and a pronoun is most likely the source.
    """
    subject = _subject(reading, clause)
    if subject < 0:
        return True
    if reading.upos[subject] == "PRON":
        return lemma(document.tokens[verb].text, "VERB") in _WANTING
    types = {mention.type for mention in reading.mentions if mention.head == subject}
    is_state = any(reading.relations[i] in ("cop", "aux:pass") for i in _before(reading, clause))
    able = ("person",) if is_state else ("person", "organization")
    return reading.upos[subject] != "NOUN" or not types.isdisjoint(able)


def _text_pieces(document: Document, cue: int, stretch: tuple[int, int]) -> list[tuple[int, int]]:
    """A stretch without furniture; pieces that meet are one."""
    pieces: list[tuple[int, int]] = []
    for number in _sentences(document, stretch):
        sentence = document.sentences[number]
        first, last = max(stretch[0], sentence.first), min(stretch[1], sentence.last)
        if _is_furniture(document, number, cue):
            continue
        first = max(first, min(_past_bullet(document, number), last))
        if first == last:
            continue
        if pieces and pieces[-1][1] == first:
            pieces[-1] = (pieces[-1][0], last)
        else:
            pieces.append((first, last))
    return pieces


def _sentences(document: Document, stretch: tuple[int, int]) -> list[int]:
    """The sentences that share tokens with a stretch."""
    first, last = stretch
    start = document.sentence_of(first)
    end = document.sentence_of(last - 1)
    return list(range(start, end + 1))


def _is_furniture(document: Document, number: int, cue: int) -> bool:
    """Whether a sentence is none that a cue reports."""
    sentence = document.sentences[number]
    if sentence.first <= cue < sentence.last:
        return False
    if is_dateline(document, number):
        return True
    if document.title is not None and document.sentence_of(cue) == document.title:
        return True
    if number == document.title:
        return cue >= sentence.last
    paragraph, of_cue = sentence.paragraph, document.sentences[document.sentence_of(cue)].paragraph
    if paragraph == of_cue:
        return False
    if not is_unended(document, paragraph):
        return paragraph < of_cue and document.text[document.paragraphs[paragraph][1] - 1] == ":"
    start = document.paragraphs[paragraph][0]
    introduced = of_cue < paragraph and document.text[document.paragraphs[of_cue][1] - 1] == ":"
    return not introduced and document.text[start] not in _QUOTATION_MARKS


def _past_bullet(document: Document, number: int) -> int:
    """The first token of a sentence after the bullet that it begins with."""
    sentence = document.sentences[number]
    if document.paragraphs[sentence.paragraph][0] != sentence.start:
        return sentence.first
    found = LIST_ITEM.match(document.text, sentence.start, sentence.end)
    return sentence.first if found is None else document.tokens_in(found.end(), sentence.end).start


def _complement(
    document: Document, reading: Reading, attributed: Attributed
) -> tuple[int, int] | None:
    """The clause that hangs from the cue in its own sentence, or None."""
    cue = range(*attributed.cue)
    sentence = document.sentences[document.sentence_of(cue.start)]
    within = range(sentence.first, sentence.last)
    found = (i for i in within if reading.heads[i] in cue and reading.relations[i] in _COMPLEMENTS)
    clause = next(found, -1)
    if clause < 0:
        return None
    first = last = clause
    while first > within.start and _top(reading, first - 1, cue) == clause:
        first -= 1
    while last + 1 < within.stop and _top(reading, last + 1, cue) == clause:
        last += 1
    first = max(first, _past_bullet(document, document.sentence_of(first)))
    while document.tokens[last].text == ",":
        last -= 1
    return (first, last + 1) if first <= clause <= last else None


def _top(reading: Reading, token: int, cue: range) -> int:
    """The token at or above another that hangs from the cue, or -1."""
    steps = 0
    while token >= 0 and reading.heads[token] not in cue and steps < len(reading.heads):
        token, steps = reading.heads[token], steps + 1
    return token
