"""Claims: the propositions that the article, or somebody it reports, puts forward.

Each clause that asserts something becomes a claim of the innermost attribution whose content holds
it, or of the article itself, as background does that it adds to a report (`background`);
coordinated subjects and objects give one each. A title or an apposition says what somebody is.

The clause that merely reports ("Lavrov told reporters") is the frame of an attribution and no
claim. Where its content is no full clause the frame is a claim as well: of the article, where the
content is an infinitive with a claim of its own ("agreed to talk") or the source is not said to say
anything ("Peru supports the accord"), else of the attribution, since it is what there is to say of
its content ("Reed called the accord a farce"). A content that is no clause and has no such frame
becomes one claim whose predicate is its main word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrs import evolve, frozen

from newsclaims.attributions.attribution_type import reports_words
from newsclaims.attributions.voices import Voices
from newsclaims.claims.assertions import Assertion, Grounds, breaks_off, find_assertions
from newsclaims.claims.background import Background
from newsclaims.claims.claim_writer import ClaimWriter
from newsclaims.claims.confidence import load_confidence
from newsclaims.claims.confidence_features import Evidence, Features, claim_features
from newsclaims.claims.draft import Draft
from newsclaims.clauses.clause import Clause, Clauses
from newsclaims.clauses.coordination import split
from newsclaims.clauses.descriptions import DESCRIBING, description
from newsclaims.clauses.subjects import Subjects
from newsclaims.factuality.clause_factuality import find_factuality
from newsclaims.results import LIKELIER_RIGHT, Attribution, Claim, Entity
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import AttributionIndex
from newsclaims.text.quotation_marks import Quotation
from newsclaims.trace import Rule, decide_by, first_of, is_traced, note
from newsclaims.words.dependencies import VERBAL
from newsclaims.words.factuality import INTERROGATIVES, MODAL_VERBS

#: The voice of the article itself.
ARTICLE = AttributionIndex(-1)
_MARKS = frozenset('"“„«')


@frozen(eq=False, slots=True)
class Made:
    """A claim, what it was made of, and what tells how likely it is accepted."""

    draft: Draft
    claim: Claim
    features: Features


def find_claims(
    syntax: Syntax,
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation] = (),
    minimum_confidence: float = 0.0,
) -> tuple[Claim, ...]:
    """Finds the claims of an article.

    Args:
        syntax: The article's trees.
        entities: Whom and what it mentions, for the arguments and for pronouns.
        attributions: Who puts what forward. Each without a source has at least one claim, before
            any is left out; what a source does, but is not said to say, is the article's.
        quotations: What stands in quotation marks.
        minimum_confidence: Claims with less confidence are left out.

    Returns:
        The claims in order of their evidence. Their ids, "c1", "c2" and so on, count those left
        out too, so that a claim has the same one whatever is. Subjects, objects
        and arguments are as `newsclaims.clauses.clause` defines them, polarity and certainty as
        `newsclaims.words.factuality` does. The roles in ``arguments`` are "recipient", "complement"
        (a clause, noun or adjective that completes the verb), "time", "place", "topic", "manner",
        "instrument", "accompaniment", "cause", "purpose", "condition" and "other".
    """
    made = make_claims(syntax, entities, attributions, quotations)
    claims = (
        replace(one.claim, id=f"c{i}", confidence=1.0 if (sure := LIKELY(one)) is None else sure)
        for i, one in enumerate(made, start=1)
    )
    return tuple(claim for claim in claims if claim.confidence >= minimum_confidence)


def make_claims(
    syntax: Syntax,
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation] = (),
) -> list[Made]:
    """The claims of an article, in order of their evidence, not yet numbered or weighed."""
    if not syntax.forms:
        return []
    voices = Voices.of(syntax.document, attributions)
    factuality = find_factuality(syntax, voices)
    grounds = Grounds(syntax, Clauses(syntax, Subjects(syntax)), voices, factuality)
    writer = ClaimWriter.of(syntax, grounds.clauses, voices, entities)
    evidence = Evidence.of(syntax, voices, writer.entities, tuple(quotations))
    made: list[Made] = []
    background = Background(syntax, voices, quotations)
    for draft in (*_clauses(grounds, background), *_descriptions(grounds, background)):
        made += _claims(grounds, writer, evidence, draft)
    made.sort(key=lambda one: (one.claim.content[0].start, one.draft.token))
    return list(_distinct(made))


def _claims(
    grounds: Grounds, writer: ClaimWriter, evidence: Evidence, draft: Draft
) -> Iterator[Made]:
    """The claims that a draft makes: one for each of its coordinated parts."""
    voice, clauses = draft.voice, [draft.clause]
    asks = draft.kind == "clause" and grounds.factuality.is_question(draft.token)
    if draft.kind == "phrase":
        surely = grounds.factuality.of_phrase(draft.token, voice)
        write = writer.phrase
    else:
        surely = grounds.factuality.of_clause(draft.clause)
        write = writer.report if draft.kind == "report" else writer.claim
        clause = _with_interrogatives(grounds.syntax, draft.clause, asks)
        clauses = split(grounds.syntax, clause)
    for clause in clauses:
        claim = write(clause, surely, voice)
        if asks:
            claim = replace(claim, text=f"{claim.text}?")
        yield Made(draft, claim, claim_features(evidence, draft, clause, claim, len(clauses)))


def _likely(made: Made) -> float | None:
    """How likely a careful reader accepts it, learned from claims judged by hand."""
    model = load_confidence()
    confidence = model.probability(made.features)
    if is_traced():
        against, speaks_for = model.reasons(made.features)
        left_out = ", so left out by default" if confidence < LIKELIER_RIGHT else ""
        note(
            LIKELY,
            f"confidence {confidence:.2f}{left_out}; against it: {', '.join(against) or 'nothing'};"
            f" for it: {', '.join(speaks_for) or 'nothing'}",
            made.draft.clause.range,
        )
    return confidence


#: Gives each claim its confidence.
LIKELY = Rule("claims: likely to be accepted", _likely)
CONFIDENCE = (LIKELY,)


def _with_interrogatives(syntax: Syntax, clause: Clause, asks: bool) -> Clause:
    """A clause with what leaves it open: "did not know whether he left", "why did he leave?"."""
    head = clause.head
    if syntax.relations[head] == "advcl" or syntax.is_infinitive(head):
        return clause
    words = [c for c in syntax.related(head, "mark") if syntax.forms[c] in ("whether", "if")]
    embedded = syntax.relations[head] in ("ccomp", "csubj", "acl") and not syntax.is_relative(head)
    if asks or embedded:
        words += [c for c in syntax.related(head, "advmod") if syntax.forms[c] in INTERROGATIVES]
    return evolve(clause, extra=tuple(sorted({*clause.extra, *words}))) if words else clause


def _descriptions(grounds: Grounds, background: Background) -> Iterator[Draft]:
    """What titles and appositions say, in the voice of who asserts it."""
    syntax, voices = grounds.syntax, grounds.voices
    for token in (i for i, relation in enumerate(syntax.relations) if relation in DESCRIBING):
        if (described := description(syntax, grounds.clauses, token)) is None:
            continue
        if (dropped := decide_by(NO_DESCRIPTION, grounds, described)) is not None:
            note(dropped[0], "no claim", (token, token + 1))
            continue
        voice = background.voice(token, voices.vouching(voices.innermost[token]))
        yield Draft(token, voice, described, "description")


def _title_in_report(grounds: Grounds, described: Clause) -> bool:
    """Is a title of somebody in what somebody else says.

    "Kato thanked President Lund": that Lund is president is not what Kato says.
    """
    appositive = grounds.syntax.relations[described.head] == "appos"
    return grounds.voices.innermost[described.head] >= 0 and not appositive


#: What keeps a title or an apposition from being a claim.
NO_DESCRIPTION = (Rule("claims: title in a report", _title_in_report),)


def _clauses(grounds: Grounds, background: Background) -> Iterator[Draft]:
    """The clauses that are claims, and one claim for each content that has none of its own."""
    voices, own = grounds.voices, find_assertions(grounds)
    #: Attributions whose content holds a full clause: what reports them says no more.
    told = {voices.innermost[a.token] for a in own if not grounds.syntax.is_infinitive(a.token)}
    reports = {
        a.token: a
        for a in own
        if voices.innermost[a.token] < 0
        and (cues := voices.cues(a.clause))
        and told.isdisjoint(cues)
    }
    spoken = set()
    for assertion in own:
        token = assertion.token
        voice = background.voice(token, voices.innermost[token])
        if token in reports:
            continue
        if (repeated := decide_by(REPEATED, grounds, assertion, reports)) is not None:
            note(repeated[0], "no claim", assertion.clause.range)
            continue
        spoken.add(voice)
        _note_claim(assertion.rule, assertion.clause)
        yield Draft(token, voice, assertion.clause, "clause", assertion.rule.name)
    yield from _contents(grounds, spoken, reports)
    for token, report in reports.items():
        _note_claim(report.rule, report.clause)
        yield Draft(token, ARTICLE, report.clause, "clause", report.rule.name)


def _note_claim(rule: Rule[..., object], clause: Clause) -> None:
    if is_traced():
        note(rule, "a claim", clause.range)


def _merely_reports(grounds: Grounds, assertion: Assertion, reports: dict[int, Assertion]) -> bool:
    """Only says who says what a clause of its own says: "Lavrov told reporters"."""
    article = grounds.voices.innermost[assertion.token] < 0
    return article and grounds.voices.is_frame(assertion.clause)


def _in_report(grounds: Grounds, assertion: Assertion, reports: dict[int, Assertion]) -> bool:
    """Is part of what reports it, and has no source: "talks are expected to resume"."""
    sourceless = grounds.voices.is_sourceless(grounds.voices.innermost[assertion.token])
    taken_in = (verb for report in reports.values() for verb in report.clause.verbs[1:])
    return sourceless and assertion.token in taken_in


#: What says again what another claim says.
REPEATED = (
    Rule("claims: merely reports", _merely_reports),
    Rule("claims: said by the clause that reports it", _in_report),
)


# Contents without a clause of their own


def _contents(
    grounds: Grounds, spoken: set[AttributionIndex], reports: dict[int, Assertion]
) -> Iterator[Draft]:
    """One claim for each content without a clause of its own.

    ``spoken`` are the attributions that have a claim already. Of ``reports``, by main token the
    clauses that report and are claims, those are taken out that become the claim of an attribution.
    """
    voices = grounds.voices
    reporting = {cue: token for token, a in reports.items() for cue in voices.cues(a.clause)}
    for voice in map(AttributionIndex, range(len(voices.stretches))):
        if voice in spoken or not voices.stretches[voice]:
            continue
        token = _main_token(grounds, voice)
        assertion = reports.get(reporting.get(voice, -1))
        report = _frame(grounds, voice) if assertion is None else assertion.clause
        rules = REPORTED if report is not None and report.holds(token) else CONTENTS
        content = Draft(token, voice, grounds.clauses.phrase(token), "phrase")
        found = first_of(rules, grounds, content, report)
        if found is not None:
            rule, draft = found
            draft = evolve(draft, rule=rule.name)
            _note_claim(rule, draft.clause)
            if draft.kind == "report" or draft.voice != voice:
                reports.pop(draft.token, None)
            yield draft


def _main_token(grounds: Grounds, voice: AttributionIndex) -> int:
    """The token that the rest of a content hangs from, a verb or else a noun."""
    syntax, voices = grounds.syntax, grounds.voices
    rank = {"VERB": 0, "AUX": 1, "NOUN": 2, "PROPN": 2, "ADJ": 2, "PRON": 3, "NUM": 3, "ADV": 4}
    tokens = [t for first, last in voices.stretches[voice] for t in range(first, last)]
    for t in tokens:
        full = syntax.has_subject[t] and (syntax.has_copula[t] or syntax.upos[t] in VERBAL)
        modifies = syntax.antecedent[t] >= 0 or syntax.relations[t] in ("acl", "advcl")
        if full and not modifies and voices.innermost[t] == voice:
            return t
    tops = [t for t in tokens if not voices.holds(voice, syntax.heads[t])]
    return min(tops or tokens, key=lambda t: (rank.get(syntax.upos[t], 5), t))


def _frame(grounds: Grounds, voice: AttributionIndex) -> Clause | None:
    """The clause that a verb of an attribution's cue makes, if it has a subject."""
    syntax, cue = grounds.syntax, grounds.voices.attributions[voice].cue
    found = cue and grounds.voices.range_of(cue)
    for token in range(*found) if found else ():
        if syntax.upos[token] == "VERB" and syntax.is_predicate(token):
            if syntax.is_infinitive(token) or syntax.is_participle(token):
                return None
            clause = grounds.clauses.clause(token)
            return None if clause.subject is None else clause
    return None


def _wanted_action(grounds: Grounds, content: Draft, report: Clause | None) -> Draft | None:
    """Claims what a noun that is wanted is to do: "called for a rally to support him"."""
    voices, voice = grounds.voices, content.voice
    aim = grounds.clauses.infinitive_of(content.token) if voices.is_wanted(voice) else None
    return Draft(aim.head, voice, aim) if aim and voices.holds(voice, aim.head) else None


def _told(grounds: Grounds, content: Draft, report: Clause | None) -> Draft | None:
    """Leaves to who tells of it what a source does, but is not said to say.

    "Peru supports the accord", "Neither firm answered the questions", "Ito will address the strike"
    and "Reed has shown restraint" are the reporter's words; "Reed called the accord a farce" and
    "Reed has called for talks" say what Reed said.
    """
    if report is None or not _is_told(grounds, content.voice, report):
        return None
    return Draft(report.head, grounds.voices.innermost[report.head], report)


def _is_told(grounds: Grounds, voice: AttributionIndex, report: Clause) -> bool:
    """Whether the clause around a content only tells of its source."""
    attribution = grounds.voices.attributions[voice]
    if attribution.source is None or _is_quoted(attribution):
        return False
    cue = None if attribution.cue is None else attribution.cue.text
    if not reports_words(cue, attribution.type):
        return True
    factuality = grounds.factuality.of_clause(report).factuality
    if factuality.polarity == "negative" or factuality.certainty != "certain":
        return True
    auxiliaries = {grounds.syntax.lemma(i) for i in grounds.syntax.related(report.head, "aux")}
    sums_up = attribution.type == "assertion" and "have" in auxiliaries
    return sums_up or not auxiliaries.isdisjoint(MODAL_VERBS)


def _is_quoted(attribution: Attribution) -> bool:
    """Whether a quotation mark stands in a content."""
    return any(not _MARKS.isdisjoint(stretch.text) for stretch in attribution.content)


def _report(grounds: Grounds, content: Draft, report: Clause | None) -> Draft | None:
    """Claims what the clause says that reports a thing: "Reed called the accord a farce"."""
    return Draft(report.head, content.voice, report, "report") if report else None


def _main_clause(grounds: Grounds, content: Draft, report: Clause | None) -> Draft | None:
    """Claims the clause that a content's main word makes, whatever it lacks."""
    if not grounds.syntax.is_predicate(content.token):
        return None
    clause = grounds.clauses.clause(content.token)
    unfinished = grounds.voices.is_frame(clause) or breaks_off(grounds.syntax, clause)
    return None if unfinished else Draft(content.token, content.voice, clause)


def _phrase(grounds: Grounds, content: Draft, report: Clause | None) -> Draft | None:
    """Claims a content as it stands, with its main word for a predicate."""
    return content


#: What claim a content makes that has no clause of its own; the first that knows.
CONTENTS = (
    Rule("claims: main word of a content", _main_clause),
    Rule("claims: content as it stands", _phrase),
)
#: The same where the clause that reports it prints its main word.
REPORTED = (
    Rule("claims: what a wanted thing is to do", _wanted_action),
    Rule("claims: clause that only tells of the source", _told),
    Rule("claims: clause that reports a thing", _report),
    *CONTENTS,
)


# Said before


def _distinct(made: Sequence[Made]) -> Iterator[Made]:
    """Each claim but those that say again what another says."""
    said: set[tuple[object, ...]] = set()
    for one in made:
        if (repeated := decide_by(DUPLICATES, one.claim, said)) is None:
            yield one
        else:
            token = one.draft.token
            note(repeated[0], "no claim", (token, token + 1))


def _said_before(claim: Claim, said: set[tuple[object, ...]]) -> bool:
    """Says again, in the same voice, what somebody is; or the same of the same words."""
    span = claim.predicate.span
    voice = claim.attribution.id if claim.attribution else None
    key = claim.text, voice, None if span is None else span.start
    known = key in said
    said.add(key)
    return known


#: What is left out of the claims in the end.
DUPLICATES = (Rule("claims: said before", _said_before),)
