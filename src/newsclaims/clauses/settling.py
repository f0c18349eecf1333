"""Which part is what, where the relations of a tree leave it open: objects, recipients, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from newsclaims.clauses.adverbials import is_time
from newsclaims.clauses.subjects import Part, Subjects, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, note
from newsclaims.words import having

#: Verbs whose object is told, asked or warned.
_TOLD = having("addressee-object")
#: Verbs whose object and infinitive are one thing: "expects prices to fall".
_EXPECTING = having("raising:object")
#: Prepositions of rest: "at the mansion where they met" is "they met at the mansion".
_STILL = having("preposition-of-rest")
#: Heads of relative clauses whose gap is an adverbial: "the way he left", "the reason they met".
_NO_OBJECT = having("adverbial-gap")


@define(eq=False)
class Draft:
    """A clause whose parts are being gathered.

    Attributes:
        syntax: The trees.
        subjects: Who does what, and what fills gaps.
        token: The token that it hangs from.
        verbs: The verbs of its predicate.
        first: First token of the predicate.
        last: Just past its last token.
        lemma: Base form of the verb that names the event.
        subject: As in `Clause`.
        object: As in `Clause`.
        clausal: A clause that is the object, or else completes the verb.
        agent: Who does what a passive says.
        arguments: As in `Clause`.
        extra: As in `Clause`.
        relatives: As in `Clause`.
    """

    syntax: Syntax
    subjects: Subjects
    token: int
    verbs: Sequence[int]
    first: int
    last: int
    lemma: str
    subject: Part | None
    object: Part | None = None
    clausal: Part | None = None
    agent: Part | None = None
    arguments: list[Part] = field(factory=list)
    extra: set[int] = field(factory=set)
    relatives: list[tuple[int, int]] = field(factory=list)

    def append(self, part: Part, role: str) -> None:
        """Adds an argument."""
        self.arguments.append(evolve(part, role=role))


@frozen(slots=True)
class Gap:
    """The place that a relative clause leaves open.

    Attributes:
        antecedent: The head of the phrase that it is about.
        pronoun: The relative pronoun, or -1.
        filler: The phrase.
        holder: The index of the argument that holds the pronoun, or -1.
    """

    antecedent: int
    pronoun: int
    filler: Part
    holder: int


def settle(draft: Draft) -> None:
    """Decides what each part is."""
    syntax, predicate = draft.syntax, (draft.first, draft.last)
    for rule in OBJECTS if draft.clausal is not None else ():
        if (outcome := rule(draft)) is not None:
            note(rule, outcome, predicate)
    draft.object = draft.object or draft.clausal
    there = syntax.expletive(draft.token, "there")
    if there >= 0 and draft.subject is not None:
        draft.object = evolve(draft.subject, role="object")
        draft.subject = Part("subject", there, there, there + 1)
    if (gap := _gap(draft)) is not None:
        for opening in GAPS:
            if (outcome := opening(draft, gap)) is not None:
                note(opening, outcome, predicate, (gap.filler.first, gap.filler.last))
                break
    shares = syntax.relations[draft.token] == "conj"
    for rule in TURNS if shares or draft.agent is not None else ():
        if (outcome := rule(draft)) is not None:
            note(rule, outcome, predicate)
    draft.subject = draft.agent or draft.subject


# Nouns and clauses


def _caused(draft: Draft) -> str | None:
    """Takes whom a verb causes to do something for its object: "caused a crane to fall"."""
    if draft.object is not None or draft.clausal is None or draft.lemma in _TOLD:
        return None
    for part in draft.arguments:
        if part.role == "recipient" and draft.syntax.relations[part.head] == "iobj":
            draft.arguments.remove(part)
            draft.object = evolve(part, role="object")
            return "object"
    return None


def _told(draft: Draft) -> str | None:
    """Takes whom one tells something for the recipient: "warned them that it may fall"."""
    thing, clause = draft.object, draft.clausal
    if thing is None or clause is None or draft.syntax.lemma(draft.token) not in _TOLD:
        return None
    if draft.syntax.relations[clause.head] != "ccomp":
        return None
    draft.append(thing, "recipient")
    draft.object, draft.clausal = clause, None
    return "recipient"


def _expected(draft: Draft) -> str | None:
    """Takes a noun and its infinitive for one object: "expects prices to fall"."""
    thing, clause = draft.object, draft.clausal
    if thing is None or clause is None or draft.lemma not in _EXPECTING:
        return None
    if thing.last != clause.first:
        return None
    draft.object, draft.clausal = evolve(thing, last=clause.last), None
    return "object"


def _completed(draft: Draft) -> str | None:
    """Takes a clause beside an object for what completes the verb: "urged him to go"."""
    if draft.object is None or draft.clausal is None:
        return None
    draft.append(draft.clausal, "complement")
    draft.clausal = None
    return "complement"


#: What a noun and a clause beside a verb are; each that applies, in turn.
OBJECTS: tuple[Rule[[Draft], str], ...] = (
    Rule("clauses: who is caused to do it is the object", _caused),
    Rule("clauses: who is told is the recipient", _told),
    Rule("clauses: noun and infinitive are one object", _expected),
    Rule("clauses: clause beside an object completes the verb", _completed),
)


# What a relative clause leaves open


def _gap(draft: Draft) -> Gap | None:
    """What a relative clause leaves open; notes where its pronoun is only a word of a part."""
    syntax = draft.syntax
    antecedent = syntax.antecedent[draft.token]
    if antecedent < 0:
        return None
    filler = draft.subjects.filler(antecedent, "object", draft.token)
    pronoun = syntax.relative_pronoun(draft.token)
    if pronoun is None:
        return Gap(antecedent, -1, filler, -1)
    arguments = enumerate(draft.arguments)
    holder = next((i for i, part in arguments if part.spans(pronoun)), -1)
    parts = [draft.object] if holder < 0 else [draft.object, draft.arguments[holder]]
    inside = [part for part in parts if part is not None and part.head != pronoun]
    if any(part is not None and part.spans(pronoun) for part in (draft.subject, *inside)):
        draft.relatives.append((pronoun, antecedent))  # "whose brother he met"
    return Gap(antecedent, pronoun, filler, holder)


def _is_open(draft: Draft, gap: Gap) -> bool:
    """Whether a clause without a relative pronoun has an object missing: "the men he met"."""
    subject = draft.subject
    owned = subject is not None and not subject.filled and draft.object is None
    active = not draft.agent and not draft.syntax.is_passive[draft.token]
    return gap.pronoun < 0 and owned and active


def _at_time(draft: Draft, gap: Gap) -> str | None:
    """Takes the antecedent for the time, if it names one: "the day he left"."""
    if not _is_open(draft, gap) or not is_time(draft.syntax, gap.antecedent):
        return None
    draft.append(gap.filler, "time")
    return "time"


def _stranded(draft: Draft, gap: Gap) -> str | None:
    """Puts the antecedent after the preposition left behind: "the deal he asked for"."""
    syntax = draft.syntax
    if not _is_open(draft, gap):
        return None
    for child in syntax.children[draft.token]:
        if (
            child > draft.token
            and syntax.upos[child] == "ADP"
            and syntax.relations[child] in ("obl", "advmod", "case")
        ):
            draft.arguments = [part for part in draft.arguments if part.head != child]
            preposition = syntax.forms[child]
            draft.arguments.append(evolve(gap.filler, role="other", preposition=preposition))
            return "other"
    return None


def _missing_object(draft: Draft, gap: Gap) -> str | None:
    """Takes the antecedent for the object that is missing: "the men he met"."""
    lemma = draft.syntax.lemma(gap.antecedent)
    if not _is_open(draft, gap) or lemma in _NO_OBJECT:
        return None
    draft.object = gap.filler
    return "object"


def _object_pronoun(draft: Draft, gap: Gap) -> str | None:
    """Takes the antecedent for the object that a pronoun is: "the men whom he met"."""
    syntax, thing, pronoun = draft.syntax, draft.object, gap.pronoun
    if thing is None and gap.holder >= 0:
        # "That" may be labelled as an adverbial.
        part = draft.arguments[gap.holder]
        alone = (part.first, part.last) == (pronoun, pronoun + 1)
        if alone and syntax.forms[pronoun] in ("which", "whom", "that"):
            del draft.arguments[gap.holder]
            thing = part
    if thing is None or pronoun < 0 or thing.head != pronoun:
        return None
    draft.object = gap.filler
    return "object"


def _after_preposition(draft: Draft, gap: Gap) -> str | None:
    """Puts the antecedent after a pronoun's preposition: "the deal for which he asked"."""
    syntax, i, pronoun = draft.syntax, gap.holder, gap.pronoun
    if i < 0 or draft.arguments[i].head != pronoun:
        return None
    part = draft.arguments[i]
    tokens = (t for t in range(part.first, part.last) if t != pronoun)
    words = " ".join(syntax.document.tokens[t].text for t in tokens)
    role = "time" if is_time(syntax, gap.antecedent) else part.role
    draft.arguments[i] = evolve(gap.filler, role=role, preposition=words)
    return role


def _where(draft: Draft, gap: Gap) -> str | None:
    """Takes the antecedent of "where" for the place: "the mansion where they met"."""
    syntax = draft.syntax
    if gap.holder >= 0 or gap.pronoun < 0 or syntax.forms[gap.pronoun] != "where":
        return None
    draft.arguments.append(
        evolve(gap.filler, role="place", preposition=_rest(syntax, gap.antecedent) or "in")
    )
    return "place"


def _when(draft: Draft, gap: Gap) -> str | None:
    """Takes the antecedent of "when" for the time: "the day when they met"."""
    syntax, when = draft.syntax, gap.antecedent
    if gap.holder >= 0 or gap.pronoun < 0 or syntax.forms[gap.pronoun] != "when":
        return None
    if not is_time(syntax, when):
        return None
    draft.arguments.append(evolve(gap.filler, role="time", preposition=_rest(syntax, when)))
    return "time"


def _rest(syntax: Syntax, antecedent: int) -> str:
    """The preposition of rest that an antecedent has, or ""."""
    case = [syntax.forms[c] for c in syntax.related(antecedent, "case") if c < antecedent]
    return case[0] if case and case[0] in _STILL else ""


#: Where the antecedent of a relative clause goes; the first that knows.
GAPS: tuple[Rule[[Draft, Gap], str], ...] = (
    Rule("clauses: antecedent is the time", _at_time),
    Rule("clauses: antecedent of a preposition left behind", _stranded),
    Rule("clauses: antecedent is the missing object", _missing_object),
    Rule("clauses: antecedent of an object pronoun", _object_pronoun),
    Rule("clauses: antecedent after a preposition", _after_preposition),
    Rule('clauses: antecedent of "where"', _where),
    Rule('clauses: antecedent of "when"', _when),
)


# Second verbs and passives


def _shared(draft: Draft) -> str | None:
    """Takes the object that stands after the second of two verbs: "met and thanked the crew"."""
    shared = draft.syntax.shared_object(draft.token)
    if draft.object is not None or shared < 0:
        return None
    draft.object = noun_phrase(draft.syntax, shared, "object")
    return "object"


def _acted_on(draft: Draft) -> str | None:
    """Takes the subject of a passive with an agent for the object: "was hit by a car"."""
    if draft.agent is None or draft.subject is None:
        return None
    if draft.object is not None:
        if draft.syntax.relations[draft.object.head] != "xcomp":
            return None
        draft.append(draft.object, "complement")  # "was made safe by"
    draft.object = evolve(draft.subject, role="object")
    draft.subject, draft.agent = draft.agent, None
    return "object"


def _given(draft: Draft) -> str | None:
    """Takes the subject of a passive with an object for the recipient: "was given a prize by"."""
    if draft.agent is None or draft.subject is None:
        return None
    draft.append(draft.subject, "recipient")
    draft.subject, draft.agent = draft.agent, None
    return "recipient"


#: What two verbs share, and what the subject of a passive is; each that applies, in turn.
TURNS: tuple[Rule[[Draft], str], ...] = (
    Rule("clauses: two verbs share an object", _shared),
    Rule("clauses: subject of a passive is the object", _acted_on),
    Rule("clauses: subject of a passive is the recipient", _given),
)
