"""Clause structure from Universal Dependencies: who does what to whom, when and where.

Conventions:

- A subject or object is its head's noun phrase without relative clauses, loose appositions,
  parentheses and edge punctuation; an adverbial keeps its preposition. Phrases that "and" joins are
  one part here; `newsclaims.clauses.coordination` gives each a claim.
- A verb that governs another through its own subject takes it in: "failed to agree" and "planned to
  host" are one predicate each, with the objects of the inner verb. The lemma is the inner verb's if
  the outer one adds only phase, success or likelihood ("agree"), else the outer verb's ("plan").
  After "expect" and the like an object and its infinitive are one object ("prices to fall").
- A copular clause has the lemma "be", and what is said of the subject as its object; with "there"
  the subject is "there", and the object is what there is. What "it" stands for is a complement.
- In a passive the agent is the subject and the passive subject the object; without an agent the
  passive subject stays the subject.
- A predicate is the stretch of auxiliaries, negations and adverbs next to its verb, with the "to"
  of an infinitive, with its particle ("called … off") and with what an earlier verb lends it ("was
  shot and killed" says "was killed" too, "agreed to meet and talk" says "agreed to talk").
- What is understood from elsewhere in the sentence (the subject of a relative clause, of a second
  verb, of an infinitive) is marked as filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import evolve, field, frozen

from newsclaims.clauses.adverbials import adverb_role, clause_role, is_time, phrase_role
from newsclaims.clauses.settling import Draft, settle
from newsclaims.clauses.subjects import Part, Subjects, complement, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import RELATIVES
from newsclaims.trace import Rule, first_of, note
from newsclaims.words.dependencies import APART_FROM_VERB, EDGES, SUBJECTS, UNSPECIFIC, VERBAL
from newsclaims.words.factuality import NEGATIONS


@frozen(slots=True)
class Clause:
    """A predicate with its arguments; numbers are tokens of the document."""

    #: The token that it hangs from.
    head: int
    #: The verbs of the predicate, outermost first; the head alone if it takes in no other.
    verbs: tuple[int, ...]
    #: First token of the predicate as printed; -1 for an apposition, which prints none.
    first: int
    last: int
    #: Base form of the verb that names the event.
    lemma: str
    subject: Part | None
    #: What the predicate acts on, or what a copula says of the subject.
    object: Part | None
    #: Everything else.
    arguments: tuple[Part, ...] = ()
    #: Further tokens that its text needs: an expletive, a separate auxiliary, the "to" of an
    #: infinitive.
    extra: tuple[int, ...] = ()
    #: Relative pronouns inside its parts, each with the head of its antecedent.
    relatives: tuple[tuple[int, int], ...] = ()
    #: Tokens of an earlier verb's predicate that this one shares: "was" for the second of "was shot
    #: and killed".
    lent: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The subject, the object and the arguments, as far as there are any."""
        parts = (self.subject, self.object, *self.arguments)
        return tuple(part for part in parts if part is not None)

    def tokens(self, but: Collection[Part] = ()) -> set[int]:
        """The tokens that are printed in it, but for those of some parts."""
        tokens = {*self.extra, *self.lent, *range(max(self.first, 0), max(self.last, 0))}
        for part in self.parts:
            if not part.filled and part not in but:
                tokens.update(range(part.first, part.last))
                tokens.update(part.shared)
        return tokens

    @property
    def range(self) -> tuple[int, int]:
        """From its first to its last printed token."""
        tokens = self.tokens()
        return min(tokens), max(tokens) + 1

    def holds(self, token: int) -> bool:
        """Whether a token is printed in the predicate or in one of the parts."""
        return self.first <= token < self.last or any(
            not part.filled and part.spans(token) for part in self.parts
        )


@frozen(eq=False, slots=True)
class Clauses:
    """Finds the clauses of a document, each at most once."""

    syntax: Syntax
    subjects: Subjects
    _found: dict[int, Clause] = field(factory=dict, init=False, repr=False)

    def clause(self, token: int) -> Clause:
        """The clause that hangs from a token, whatever the token is."""
        if token not in self._found:
            self._found[token] = _clause(self.subjects, token)
        return self._found[token]

    def infinitive_of(self, token: int) -> Clause | None:
        """The clause that a noun and its infinitive make: "a rally to support him"."""
        syntax = self.syntax
        for child in syntax.related(token, "acl"):
            if syntax.is_infinitive(child) and child > token:
                subject = self.subjects.filler(token, "subject", child)
                return evolve(self.clause(child), subject=evolve(subject, filled=False))
        return None

    def phrase(self, token: int) -> Clause:
        """A noun phrase as a clause: "Chad's rejection of the plan" has a subject and a topic."""
        syntax = self.syntax
        subject = None
        arguments = []
        for child in syntax.children[token]:
            relation = syntax.relations[child]
            if subject is None and (relation == "nmod:poss" or syntax.is_genitive(child)):
                first, last = syntax.trimmed(child)
                # Without its "'s".
                last -= last - 1 > child and syntax.relations[last - 1] == "case"
                subject = Part("subject", child, first, last)
            elif relation in ("nmod", "obl", "obl:unmarked", "nmod:unmarked"):
                role = phrase_role(syntax, child, syntax.lemma(token)) or "other"
                arguments.append(noun_phrase(syntax, child, role))
            elif relation == "acl" and syntax.is_infinitive(child):
                arguments.append(noun_phrase(syntax, child, "purpose"))
        lemma = syntax.lemma(token)
        return Clause(token, (token,), token, token + 1, lemma, subject, None, tuple(arguments))


def _clause(subjects: Subjects, token: int) -> Clause:
    """Gathers the parts of the clause that hangs from a token."""
    syntax, verbs = subjects.syntax, [token]
    while (inner := syntax.inner_verb(verbs[-1])) is not None:
        verbs.append(inner)
    first, last = _predicate(syntax, verbs)
    copula = syntax.has_copula[verbs[-1]]
    outer = syntax.lending_verb(token)
    named = verbs if outer < 0 else [outer, *verbs]
    lemma = _lemma(syntax, named, copula)
    draft = Draft(syntax, subjects, token, verbs, first, last, lemma, subjects.of(token))
    draft.extra = _apart(syntax, verbs, first, last)
    if copula:
        draft.object = Part("object", verbs[-1], *complement(syntax, verbs[-1], first, last))
    _gather(draft)
    settle(draft)
    subject = draft.subject and _beside(draft.subject, first, last)
    thing = draft.object if copula else draft.object and _beside(draft.object, first, last)
    return Clause(
        *(token, tuple(named), first, last, lemma, subject, thing),
        arguments=_kept(draft.arguments, subject, thing),
        extra=tuple(sorted(draft.extra)),
        relatives=tuple(draft.relatives),
        lent=tuple(syntax.shared_predicate(token)),
    )


def _beside(part: Part, first: int, last: int) -> Part:
    """A part without the predicate that stands in its midst."""
    if not part.filled and part.head < first < part.last:
        return evolve(part, last=first)
    if not part.filled and part.first < last <= part.head:
        return evolve(part, first=last)
    return part


def _kept(arguments: list[Part], *parts: Part | None) -> tuple[Part, ...]:
    """The arguments in order, without those whose words another part has already."""
    kept: list[Part] = []
    taken = [part for part in parts if part is not None and not part.filled]
    for part in sorted(arguments, key=lambda part: part.first):
        if part.filled or not any(other.spans(part.head) for other in (*taken, *kept[-1:])):
            kept.append(part)
    return tuple(kept)


# The predicate


def _predicate(syntax: Syntax, verbs: Sequence[int]) -> tuple[int, int]:
    """The predicate's stretch."""
    token = verbs[0]
    first, last = _stretch(syntax, token)
    if first and syntax.forms[first - 1] == "to" and syntax.heads[first - 1] == token:
        first -= syntax.relations[first - 1] == "mark"
        before = first - 1
        if syntax.forms[first] == "to" and syntax.heads[before] == token:
            # "seems to have", read as an auxiliary
            first -= syntax.is_auxiliary_like(before) and syntax.upos[before] in VERBAL
    return first, max(last, _stretch(syntax, verbs[-1])[1])


def _stretch(syntax: Syntax, verb: int) -> tuple[int, int]:
    copulas = syntax.related(verb, "cop")
    return syntax.stretch(verb, copulas[-1] if copulas else verb, bool(copulas))


def _apart(syntax: Syntax, verbs: Sequence[int], first: int, last: int) -> set[int]:
    """The tokens of a predicate that stand outside its stretch."""
    apart: set[int] = set()
    for verb in verbs:
        negators = syntax.negators.get(verb, ())
        for child in syntax.children[verb]:
            relation = syntax.relations[child]
            # An auxiliary that follows is not really this verb's.
            after = child > verb and relation not in ("expl", "compound:prt")
            if not first <= child < last and (
                (relation in APART_FROM_VERB and not after)
                or (relation == "mark" and syntax.forms[child] == "to")
                or (relation == "mark" and _is_accused(syntax, verb, child))
                or child in negators
            ):
                apart.update(range(syntax.left[child], syntax.right[child] + 1))
    return apart


def _is_accused(syntax: Syntax, verb: int, mark: int) -> bool:
    """Whether a word stands between somebody and what he is accused of: "accused her of lying"."""
    head = syntax.heads[verb]
    accused = head >= 0 and syntax.own_object[head] >= 0
    return accused and mark < verb and syntax.forms[mark] in ("of", "from")


def _lemma(syntax: Syntax, verbs: Sequence[int], copula: bool) -> str:
    """Base form of the verb that names the event, with its particles."""
    verb = verbs[0]
    for inner in verbs[1:]:
        if not syntax.is_auxiliary_like(verb):
            break
        verb = inner
    if copula and verb == verbs[-1]:
        return "be"
    particles = (syntax.forms[c] for c in syntax.related(verb, "compound:prt"))
    return " ".join([syntax.lemma(verb), *particles])


# What depends on it


def _gather(draft: Draft) -> None:
    """Files the dependents of the predicate under their roles."""
    syntax, subject, thing = draft.syntax, draft.subject, draft.object
    own = subject.head if subject is not None and not subject.filled else -1
    for verb in draft.verbs:
        for child in syntax.children[verb]:
            inside = draft.first <= child < draft.last or (thing and thing.spans(child))
            if child == own or child in draft.verbs or child in draft.extra or inside:
                continue
            relation = syntax.relations[child]
            found = first_of(RELABELLED, draft, child, verb) if relation in UNSPECIFIC else None
            if found is not None:
                note(found[0], found[1] or "left out", syntax.words(child))
                relation = found[1]
            _add(draft, child, relation)


def _before_conjunction(draft: Draft, child: int, verb: int) -> str | None:
    """Leaves out a measure before a conjunction: "two days before he left".

    It tells how far the main clause is from this one, and nothing of this one.
    """
    syntax = draft.syntax
    if not syntax.relations[verb].startswith("advcl") or child > verb:
        return None
    after = syntax.right[child] + 1
    mark = after in syntax.related(verb, "mark")
    return "" if mark and syntax.forms[after] in ("before", "after", "since") else None


def _of_conjunction(draft: Draft, child: int, verb: int) -> str | None:
    """Leaves out an adverb before a conjunction: "only when she rang", "just because he lost"."""
    syntax = draft.syntax
    if not syntax.relations[verb].startswith("advcl") or child > verb:
        return None
    after = syntax.right[child] + 1
    conjunction = syntax.relations[after] == "mark" or syntax.forms[after] == "when"
    adverb = syntax.relations[child] == "advmod" and syntax.forms[child] not in NEGATIONS
    return "" if adverb and conjunction and syntax.heads[after] == verb else None


def _without_preposition(draft: Draft, child: int, verb: int) -> str | None:
    """Takes a noun that is labelled as an adverbial for the object, if it has no preposition.

    Such an adverbial is "obl:unmarked"; what is labelled "obl" is the object of its verb.
    """
    syntax, first = draft.syntax, draft.syntax.left[child]
    if syntax.relations[child] != "obl" or first < verb or draft.object is not None:
        return None
    is_object = (
        syntax.own_object[verb] < 0
        and not syntax.is_passive[verb]
        and syntax.upos[child] in ("NOUN", "PROPN", "PRON")
        and syntax.upos[first] not in ("ADP", "SCONJ", "ADV", "PART")
        and syntax.upos[first - 1] not in ("ADP", "SCONJ", "PUNCT")
        and all(syntax.relations[c] not in ("case", "mark") for c in syntax.children[child])
        and not is_time(syntax, child)
        and not syntax.forms[child].endswith(("self", "selves"))
    )
    return "obj" if is_object else None


def _by(draft: Draft, child: int, verb: int) -> str | None:
    """Takes who follows "by" for who does it: "was hit by a car"."""
    syntax = draft.syntax
    if syntax.relations[child] != "obl" or is_time(syntax, child):
        return None
    if syntax.upos[child] in ("NUM", "SYM") or syntax.related(child, "nummod"):
        return None  # "was cut by 3 percent"
    if all(syntax.forms[c] != "by" for c in syntax.related(child, "case")):
        return None
    participle = syntax.is_participle(verb) and not syntax.forms[verb].endswith("ing")
    return "obl:agent" if syntax.is_passive[verb] or participle else None


#: What a dependent is, where its relation does not tell; the first that knows.
RELABELLED = (
    Rule("clauses: measure before a conjunction", _before_conjunction),
    Rule("clauses: adverb of a conjunction", _of_conjunction),
    Rule("clauses: adverbial without preposition is the object", _without_preposition),
    Rule('clauses: who follows "by" is the agent', _by),
)


def _add(draft: Draft, child: int, relation: str) -> None:
    """Files one dependent of the predicate under its role."""
    syntax, role = draft.syntax, None
    if relation == "obj":
        if draft.object is None:
            draft.object = noun_phrase(syntax, child, "object")
        else:
            role = "other"
    elif relation == "iobj":
        role = "recipient"
    elif relation == "obl:agent":
        first, last = syntax.trimmed(child, EDGES | {"case"})
        draft.agent = Part("subject", child, first, last)
        draft.extra.update(range(syntax.left[child], first))
    elif relation in ("ccomp", "xcomp"):
        _add_complement(draft, child, relation)
    elif relation in SUBJECTS:
        # A second subject, or the clause that "it" stands for ("it is clear that …").
        if relation.startswith("csubj") and draft.clausal is None:
            draft.clausal = noun_phrase(syntax, child, "complement")
    elif relation in ("obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked", "obl:npmod"):
        role = phrase_role(syntax, child, draft.lemma)
    elif relation == "advmod":
        if syntax.forms[child] not in RELATIVES or syntax.antecedent[draft.token] < 0:
            role = adverb_role(syntax, child, draft.token)
    elif relation == "advcl" and (found := clause_role(syntax, child)) is not None:
        first, last = syntax.trimmed(child, frozenset({"cc", "punct"}))
        draft.arguments.append(Part(found, child, first, last))
    if role is not None:
        draft.arguments.append(noun_phrase(syntax, child, role))


def _add_complement(draft: Draft, child: int, relation: str) -> None:
    """A clause, noun or adjective that completes the verb."""
    part, upos = noun_phrase(draft.syntax, child, "object"), draft.syntax.upos[child]
    if relation == "xcomp" and upos not in VERBAL:
        if draft.object is None and upos not in ("ADJ", "ADV"):
            draft.object = part
            return
    elif draft.clausal is None:
        draft.clausal = part
        return
    draft.append(part, "complement")
