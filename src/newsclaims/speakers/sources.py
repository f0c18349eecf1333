"""The sources of attributions as mentions: which expression each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from newsclaims.results import Attribution
from newsclaims.speakers.entities import Clusters
from newsclaims.speakers.mentions import Expression, whole_of
from newsclaims.speakers.names import LONGEST_NAME, is_title
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Mention
from newsclaims.words import having
from newsclaims.words.dependencies import BESIDE_NAME, NOMINAL
from newsclaims.words.pronouns import RELATIVE

#: What somebody says or thinks: as a source, "her advice" is she.
_UTTERANCES = having("utterance")


#: Nouns that stand for a person where they say something, and for a thing elsewhere.
_PERSONS_AS_SOURCES = having("person-as-source")

#: How a name may hang from the title before it in a wrong tree: "mediators Russia and Turkey".
_BESIDE = BESIDE_NAME


def complete(
    syntax: Syntax, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> list[Mention]:
    """The mentions, and one more for each source and each name that the encoder passes over.

    A mention that stands for only the first words of a source goes on to its end.
    """
    known = {m.head for m in mentions}
    begins: dict[int, int] = {}  # for each token where mentions begin, the farthest end
    for m in mentions:
        begins[m.first] = max(begins.get(m.first, 0), m.last)
    ends = _ends_of_sources(syntax, attributions)
    rows: list[tuple[Mention, int | None]] = [
        (m if (end := ends.get((m.first, m.head), 0)) <= m.last else evolve(m, last=end), i)
        for i, m in enumerate(mentions)
    ]
    for attribution in attributions:
        if attribution.source is None:
            continue
        tokens = syntax.document.tokens_in(attribution.source.start, attribution.source.end)
        if not tokens:
            continue
        head = _conjunction(syntax, tokens)
        if head is None:
            head = syntax.top(tokens.start, tokens.stop)
            near = range(max(0, tokens.start - 2), head + 1)
            if any(begins.get(first, 0) > head for first in near):
                continue
            if syntax.upos[head] not in NOMINAL and any(t in known for t in tokens):
                continue
        if head not in known and syntax.forms[head] not in RELATIVE:
            known.add(head)
            rows.append((Mention(tokens.start, tokens.stop, head, "person", -1, None), None))
    for m in mentions:  # "them" of "one of them"
        whole = whole_of(syntax, m.head)
        if whole is not None and syntax.upos[whole] == "PRON" and whole not in known:
            known.add(whole)
            rows.append((Mention(whole, whole + 1, whole, m.type, -1, None), None))
    rows += ((mention, None) for mention in _unread_names(syntax, mentions))
    rows.sort(key=lambda row: (row[0].first, -row[0].last))
    position = {old: new for new, (_, old) in enumerate(rows) if old is not None}
    return [
        m
        if m.link is None and not m.scores
        else evolve(
            m,
            link=None if m.link is None else position[m.link],
            scores=tuple((position[other], score) for other, score in m.scores),
        )
        for m, _ in rows
    ]


def _ends_of_sources(
    syntax: Syntax, attributions: Sequence[Attribution]
) -> dict[tuple[int, int], int]:
    """For the first token and the head of each source where it ends, clauses after it left out.

    Only descriptions count: "people familiar with the matter".
    """
    found: dict[tuple[int, int], int] = {}
    for attribution in attributions:
        if attribution.source is None:
            continue
        tokens = syntax.document.tokens_in(attribution.source.start, attribution.source.end)
        if not tokens:
            continue
        top = syntax.top(tokens.start, tokens.stop)
        if syntax.upos[top] != "NOUN":
            continue
        end = top + 1
        while end < tokens.stop and not _begins_clause(syntax, end):
            end += 1
        found[tokens.start, top] = end
    return found


def _begins_clause(syntax: Syntax, token: int) -> bool:
    """Whether a clause, a conjunct or an aside begins at a token, or the one after it."""
    tag, before = syntax.upos[token], syntax.upos[token - 1]
    if tag == "PUNCT":
        tokens = syntax.document.tokens
        return tokens[token - 1].end < tokens[token].start or tokens[token].text not in "-–’'"
    if tag == "VERB" or (tag == "ADJ" and before == "NOUN"):
        after = syntax.upos[token + 1 : token + 2]
        return list(after) != ["ADP"]  # but "people briefed on the matter"
    return tag in ("AUX", "CCONJ", "SCONJ", "X") or (tag == "PRON" and before != "ADP")


def as_people(
    syntax: Syntax, expressions: Sequence[Expression], attributions: Sequence[Attribution]
) -> list[Expression]:
    """The expressions; a "source" that says something is a person, and "sources" are people."""
    heads: set[int] = set()
    for attribution in attributions:
        if attribution.source is not None:
            tokens = syntax.document.tokens_in(attribution.source.start, attribution.source.end)
            if tokens:
                top = syntax.top(tokens.start, tokens.stop)
                heads |= {top, syntax.antecedent[top]} if top >= 0 else set()
    heads |= {e.whole for e in expressions if e.head in heads and e.whole is not None}
    return [
        evolve(e, kind="group" if e.plural else "person", sure=True)
        if e.form == "nominal" and e.word in _PERSONS_AS_SOURCES and e.head in heads
        else e
        for e in expressions
    ]


def _unread_names(syntax: Syntax, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Stretches of proper nouns that are in no mention, or only in that of a common noun.

    Inside such a mention only those after a preposition, and appositions, count: "officials at the
    Energy Bureau", "the mayor, Jane Roe".
    """
    upos, sentence = syntax.upos, syntax.sentence
    covered = bytearray(len(upos))
    for m in mentions:
        if upos[m.head] != "NOUN":
            covered[m.first : m.last] = b"\1" * (m.last - m.first)
    known = {m.head for m in mentions}
    described = bytearray(len(upos))
    for m in mentions:
        described[m.first : m.last] = b"\1" * (m.last - m.first)
    first = 0
    while first < len(upos):
        last = first
        while last < len(upos) and upos[last] == "PROPN" and not covered[last]:
            if sentence[last] != sentence[first]:
                break
            last += 1
        if last > first and described[first]:
            top = syntax.top(first, last)
            relation = syntax.relations[top]
            after = relation in ("nmod", "obl") and any(
                syntax.relations[c] == "case" for c in syntax.children[top]
            )
            apposed = relation == "appos" and syntax.upos[first - 1] == "PUNCT"
            if top not in known and (after or apposed):
                yield Mention(first, last, top, "", -1, None)
        elif last > first:
            begin = _title_start(syntax, first)
            yield Mention(begin, last, syntax.top(first, last), "", -1, None)
        first = max(last, first + 1)


def _title_start(syntax: Syntax, name: int) -> int:
    """Where the title right before a name begins: "LNA commander Haftar"; else the name's start."""
    if not name or not is_title(syntax.forms[name - 1]):
        return name
    first = name
    while (
        first > 0
        and name - first < LONGEST_NAME
        and (
            syntax.upos[first - 1] in ("ADJ", "NOUN", "PROPN")
            and syntax.sentence[first - 1] == syntax.sentence[name]
        )
    ):
        first -= 1
    return first


def _conjunction(syntax: Syntax, tokens: range) -> int | None:
    """The "and" between several people that a source names."""
    top = syntax.top(tokens.start, tokens.stop)
    beside = [
        c
        for c in syntax.children[top]
        if c in tokens
        and syntax.relations[c] in _BESIDE
        and syntax.upos[syntax.left[c] - 1] != "PUNCT"
    ]
    for first in (top, *beside):
        if syntax.upos[first] not in ("NOUN", "PROPN", "PRON"):
            continue
        for conjunct in syntax.children[first]:
            if syntax.relations[conjunct] != "conj" or conjunct not in tokens:
                continue
            for link in syntax.children[conjunct]:
                if syntax.relations[link] == "cc" and syntax.forms[link] in ("and", "&"):
                    return link
    return None


def find_source(clusters: Clusters, first: int, last: int) -> int | None:
    """The expression that a source's tokens stand for."""
    syntax, at = clusters.syntax, clusters.at
    expressions = clusters.expressions
    top = syntax.top(first, last)
    while first < last - 1 and not syntax.forms[first][0].isalnum():
        first += 1
    best: int | None = None
    for index in _within(clusters, first, last):
        e = expressions[index]
        widest = best is None or e.last - e.first > (
            expressions[best].last - expressions[best].first
        )
        begins = e.first <= first + 1 or e.head == top or top in e.members
        if widest and begins and (e.head == top or e.members or e.first == first):
            best = index
    if syntax.forms[top] in RELATIVE and (best is None or expressions[best].head == top):
        antecedent = _antecedent(clusters, top)
        best = best if antecedent is None else antecedent
    if best is None:
        best = at.get(top)
    if best is None:
        best = next(iter(_within(clusters, first, last)), None)
    if best is None:
        best = next((at[t] for t in range(first, last) if t in at), None)
    return best if best is None else _implied(clusters, best)


def _within(clusters: Clusters, first: int, last: int) -> list[int]:
    """The expressions inside a range of tokens, in order."""
    expressions = clusters.expressions
    low, high = 0, len(expressions)
    while low < high:
        middle = (low + high) // 2
        if expressions[middle].first < first:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(expressions) and expressions[low].first < last:
        if expressions[low].last <= last:
            found.append(low)
        low += 1
    return found


def _antecedent(clusters: Clusters, token: int) -> int | None:
    """Whom a relative pronoun takes up."""
    syntax, at = clusters.syntax, clusters.at
    clause = token
    for _ in range(6):
        if clause < 0:
            break
        noun = syntax.antecedent[clause]
        if noun >= 0 and noun < token:
            return _who(clusters, noun) if syntax.forms[token] in ("who", "whom") else at.get(noun)
        clause = syntax.heads[clause]
    for before in (token - 1, token - 2):
        if before in at:
            return _who(clusters, before) if syntax.forms[token] == "who" else at[before]
    return None


def _who(clusters: Clusters, noun: int) -> int | None:
    """The persons that "who" takes up: the diplomats, in "diplomats in Oslo, who …"."""
    found = clusters.at.get(noun)
    above = clusters.at.get(clusters.syntax.heads[noun])
    if found is not None and above is not None and clusters.cluster_of[found].kind == "place":
        return above if clusters.cluster_of[above].kind != "place" else found
    return found


def _implied(clusters: Clusters, index: int) -> int:
    """The speaker behind what a source says: "her advice", "Smith's claim"."""
    expression = clusters.expressions[index]
    if expression.form == "nominal" and expression.word in _UTTERANCES:
        owner = clusters.syntax.possessor[expression.head]
        found = clusters.at.get(owner) if owner >= 0 else None
        if found is not None:
            return found
    return index
