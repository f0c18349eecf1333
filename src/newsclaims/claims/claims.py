"""Claims: the propositions that the article, or somebody it reports, puts forward.

Each clause that asserts something becomes a claim of the innermost attribution whose content holds
it, or of the article itself; coordinated subjects and objects give one each. A title or an
apposition says what somebody is.

The clause that merely reports ("Lavrov told reporters") is the frame of an attribution and no
claim. Where its content is no full clause the frame is a claim as well: of the article, where the
content is an infinitive with a claim of its own ("agreed to talk"), else of the attribution, since
it is what there is to say of its content ("Peru supports the accord"). A content that is no clause
and has no such frame becomes one claim whose predicate is its main word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from newsclaims.attributions.voices import Voices
from newsclaims.claims.assertions import Assertions
from newsclaims.claims.claim_writer import ClaimWriter
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.coordination import split
from newsclaims.clauses.descriptions import description
from newsclaims.factuality.clause_factuality import find_factuality
from newsclaims.results import Attribution, Claim, Entity
from newsclaims.syntax.predicates import Syntax


class _Draft(NamedTuple):
    """What will be a claim.

    Attributes:
        token: The token that it hangs from.
        voice: The attribution that puts it forward, or -1 for the article itself.
        clause: Its clause, or a phrase as a clause.
        kind: A clause of the voice's content, a phrase of it, or the clause that reports it.
    """

    token: int
    voice: int
    clause: Clause
    kind: Literal["clause", "phrase", "report"] = "clause"


def find_claims(
    syntax: Syntax,
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """Finds the claims of an article.

    Args:
        syntax: The article's trees.
        entities: Whom and what it mentions, for the arguments and for pronouns.
        attributions: Who puts what forward; each gets at least one claim.

    Returns:
        The claims in order of their evidence, with the ids "c1", "c2" and so on. Subjects, objects
        and arguments are as `newsclaims.clauses.clause` defines them, polarity and certainty as
        `newsclaims.words.factuality` does. The roles in ``arguments`` are "recipient", "complement"
        (a clause, noun or adjective that completes the verb), "time", "place", "topic", "manner",
        "instrument", "accompaniment", "cause", "purpose", "condition" and "other".
    """
    if not syntax.forms:
        return ()
    voices = Voices.of(syntax.document, attributions)
    clauses = Clauses(syntax)
    factuality = find_factuality(syntax, voices)
    assertions = Assertions(syntax, clauses, voices, factuality)
    writer = ClaimWriter(syntax, clauses, voices, entities)
    claims: list[tuple[int, int, Claim]] = []
    for token, voice, clause, kind in (
        *_clauses(syntax, clauses, voices, assertions),
        *_descriptions(syntax, clauses, voices),
    ):
        if kind == "phrase":
            made = [writer.phrase(clause, factuality.of_phrase(token, voice), voice)]
        else:
            surely = factuality.of_clause(clause)
            write = writer.claim if kind == "clause" else writer.report
            made = [write(one, surely, voice) for one in split(syntax, clause)]
        claims += [(claim.content[0].start, token, claim) for claim in made]
    claims.sort(key=lambda row: row[:2])
    return tuple(replace(claim, id=f"c{i}") for i, claim in enumerate(_distinct(claims), start=1))


def _clauses(
    syntax: Syntax, clauses: Clauses, voices: Voices, assertions: Assertions
) -> Iterator[_Draft]:
    """The clauses that are claims, and one claim for each content that has none of its own."""
    own = [(token, voices.innermost[token], clause) for token, clause in assertions.clauses()]
    #: Attributions whose content holds a full clause: what reports them says no more.
    told = {voice for token, voice, _ in own if not syntax.is_infinitive(token)}
    reports = {
        token: clause
        for token, voice, clause in own
        if voice < 0 and (cues := voices.cues(clause)) and told.isdisjoint(cues)
    }
    taken_in = {verb for clause in reports.values() for verb in clause.verbs[1:]}
    spoken = set()
    for token, voice, clause in own:
        if voice < 0 and voices.is_frame(clause):
            continue
        # "Talks are expected to resume" says it all, and has no source.
        if token not in taken_in or not voices.is_sourceless(voice):
            spoken.add(voice)
            yield _Draft(token, voice, clause)
    for draft in _contents(syntax, clauses, voices, assertions, spoken, reports):
        if draft.kind == "report":
            reports.pop(draft.token, None)
        yield draft
    for token, clause in reports.items():
        yield _Draft(token, -1, clause)


def _contents(
    syntax: Syntax,
    clauses: Clauses,
    voices: Voices,
    assertions: Assertions,
    spoken: Collection[int],
    reports: Mapping[int, Clause],
) -> Iterator[_Draft]:
    """One claim for each content without a clause of its own.

    Args:
        syntax: The trees.
        clauses: Their clauses.
        voices: Who speaks where.
        assertions: What is put forward.
        spoken: The attributions that have a claim already.
        reports: By main token the clauses that report and are claims; the caller takes out those
            that become the claim of an attribution.
    """
    reporting = {cue: token for token, c in reports.items() for cue in voices.cues(c)}
    for voice, stretches in enumerate(voices.stretches):
        if voice in spoken or not stretches:
            continue
        token = assertions.main_token(voice)
        phrase = clauses.phrase(token)
        report = reports.get(reporting.get(voice, -1)) or _frame(syntax, clauses, voices, voice)
        if report is not None and report.holds(token):
            # "Turkey backs the general" says it all; what is wanted may be what somebody does:
            # "called for Iran's withdrawal", "called for a rally to support him".
            aim = clauses.infinitive_of(token)
            if aim is not None and voices.is_wanted(voice) and voices.holds(voice, aim.head):
                yield _Draft(aim.head, voice, aim)
            elif phrase.subject is not None and voices.is_wanted(voice):
                yield _Draft(token, voice, phrase, "phrase")
            else:
                yield _Draft(report.head, voice, report, "report")
        elif syntax.is_predicate(token) and not voices.is_frame(clauses.clause(token)):
            yield _Draft(token, voice, clauses.clause(token))
        else:
            yield _Draft(token, voice, phrase, "phrase")


def _frame(syntax: Syntax, clauses: Clauses, voices: Voices, voice: int) -> Clause | None:
    """The clause that a verb of an attribution's cue makes, if it has a subject."""
    cue = voices.attributions[voice].cue
    found = None if cue is None else voices.range_of(cue)
    for token in range(*found) if found else ():
        if syntax.upos[token] == "VERB" and syntax.is_predicate(token):
            if syntax.is_infinitive(token) or syntax.is_participle(token):
                return None
            clause = clauses.clause(token)
            return None if clause.subject is None else clause
    return None


def _descriptions(syntax: Syntax, clauses: Clauses, voices: Voices) -> Iterator[_Draft]:
    for token in range(len(syntax.forms)):
        clause = description(syntax, clauses, token)
        if clause is not None:
            yield _Draft(token, voices.vouching(voices.innermost[token]), clause)


def _distinct(claims: Sequence[tuple[int, int, Claim]]) -> Iterator[Claim]:
    """Each claim but those that say again, in the same voice, what somebody is."""
    said: set[tuple[str, str | None]] = set()
    for _, _, claim in claims:
        if claim.predicate.span is None:
            key = (claim.text, claim.attribution.id if claim.attribution else None)
            if key in said:
                continue
            said.add(key)
        yield claim
