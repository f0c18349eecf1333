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

from typing import NamedTuple

from newsclaims.clauses.adverbials import adverb_role, clause_role, is_time, phrase_role
from newsclaims.clauses.subjects import Part, Subjects, complement, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import RELATIVES
from newsclaims.words import having
from newsclaims.words.dependencies import APART_FROM_VERB, EDGES, SUBJECTS, VERBAL

#: Verbs whose object is told, asked or warned.
_TOLD = having("addressee-object")
#: Verbs whose object and infinitive are one thing: "expects prices to fall".
_EXPECTING = having("raising:object")
#: Dependents of a verb that belong to its predicate wherever they stand.
_APART = APART_FROM_VERB
#: Prepositions of rest: "at the mansion where they met" is "they met at the mansion".
_STILL = having("preposition-of-rest")
#: Heads of relative clauses whose gap is an adverbial: "the way he left", "the reason they met".
_NO_OBJECT = having("adverbial-gap")


class Clause(NamedTuple):
    """A predicate with its arguments; numbers are tokens of the document.

    Attributes:
        head: The token that the clause hangs from.
        verbs: The verbs of the predicate, outermost first; the head alone if it takes in no other.
        first: First token of the predicate as printed; -1 for an apposition, which prints none.
        last: Just past its last token.
        lemma: Base form of the verb that names the event.
        subject: Who or what it is about.
        object: What the predicate acts on, or what a copula says of the subject.
        arguments: Everything else.
        extra: Further tokens that its text needs: an expletive, a separate auxiliary or particle,
            the "to" of an infinitive.
        lent: Tokens of an earlier verb's predicate that this one shares: "was" for the second of
            "was shot and killed".
        relatives: Relative pronouns inside its parts, each with the head of its antecedent.
    """

    head: int
    verbs: tuple[int, ...]
    first: int
    last: int
    lemma: str
    subject: Part | None
    object: Part | None
    arguments: tuple[Part, ...]
    extra: tuple[int, ...]
    relatives: tuple[tuple[int, int], ...]
    lent: tuple[int, ...] = ()

    def holds(self, token: int) -> bool:
        """Whether a token is printed in the predicate or in one of the parts."""
        parts = (self.subject, self.object, *self.arguments)
        return self.first <= token < self.last or any(
            part is not None and not part.filled and part.first <= token < part.last
            for part in parts
        )


class Clauses:
    """Finds the clauses of a document, each at most once."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._found: dict[int, Clause] = {}
        self._subjects = Subjects(syntax)

    def clause(self, token: int) -> Clause:
        """The clause that hangs from a token, whatever the token is."""
        if token not in self._found:
            self._found[token] = _ClauseBuilder(self._subjects, self._syntax, token).build()
        return self._found[token]

    def filler(self, head: int, clause: int) -> Part:
        """A noun phrase without its preposition, for the gap of a clause that modifies it."""
        return self._subjects.filler(head, "object", clause)

    def infinitive_of(self, token: int) -> Clause | None:
        """The clause that a noun and its infinitive make: "a rally to support him"."""
        syntax = self._syntax
        for child in syntax.children[token]:
            if syntax.relations[child] == "acl" and syntax.is_infinitive(child) and child > token:
                subject = self._subjects.filler(token, "subject", child)
                return self.clause(child)._replace(subject=subject._replace(filled=False))
        return None

    def phrase(self, token: int) -> Clause:
        """A noun phrase as a clause: "Chad's rejection of the plan" has a subject and a topic."""
        syntax = self._syntax
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
                arguments.append(Part(role, child, *syntax.trimmed(child)))
            elif relation == "acl" and syntax.is_infinitive(child):
                arguments.append(Part("purpose", child, *syntax.trimmed(child)))
        return Clause(
            head=token,
            verbs=(token,),
            first=token,
            last=token + 1,
            lemma=syntax.lemma(token),
            subject=subject,
            object=None,
            arguments=tuple(arguments),
            extra=(),
            relatives=(),
        )


def _beside(part: Part, first: int, last: int) -> Part:
    """A part without the predicate, wherever a faulty tree has put it inside."""
    if part.head < first < part.last:
        return part._replace(last=first)
    if part.first < last <= part.head:
        return part._replace(first=last)
    return part


class _ClauseBuilder:
    """Gathers the parts of one clause."""

    def __init__(self, subjects: Subjects, syntax: Syntax, token: int) -> None:
        self.subjects = subjects
        self.syntax = syntax
        self.token = token
        self.arguments: list[Part] = []
        self.extra: set[int] = set()
        self.object: Part | None = None
        self.clausal_object: Part | None = None
        self.agent: Part | None = None
        self.relatives: list[tuple[int, int]] = []

    def build(self) -> Clause:
        syntax, token = self.syntax, self.token
        verbs = [token]
        while (inner := syntax.inner_verb(verbs[-1])) is not None:
            verbs.append(inner)
        first, last = self._predicate(verbs)
        copula = syntax.has_copula[verbs[-1]]
        outer = syntax.lending_verb(token)
        named = verbs if outer < 0 else [outer, *verbs]
        name = self._lemma(named, copula)
        subject = self.subjects.of(token)
        own = subject.head if subject is not None and not subject.filled else -1
        if copula:
            inner = verbs[-1]
            self.object = Part("object", inner, *complement(syntax, inner, first, last))
        for verb in verbs:
            for child in syntax.children[verb]:
                inside = first <= child < last or (copula and self._inside_complement(child))
                if child == own or child in verbs or inside or self._goes_before(child, verb):
                    continue
                self._add(child, verb, name)
        self._settle_recipient(name)
        thing = self._settle_object(name)
        there = syntax.existential(token)
        if there >= 0 and subject is not None:
            thing = subject._replace(role="object")
            subject = Part("subject", there, there, there + 1)
        thing = self._relative(subject, thing)
        if thing is None and (shared := syntax.shared_object(token)) >= 0:
            thing = noun_phrase(syntax, shared, "object")
        if self.agent is not None:
            if subject is not None:
                thing = self._turn(subject, thing)
            subject = self.agent
        if subject is not None and not subject.filled:
            subject = _beside(subject, first, last)
        if thing is not None and not thing.filled and not copula:
            thing = _beside(thing, first, last)
        self.arguments.sort(key=lambda part: part.first)
        self._drop_repeated(subject, thing)
        return Clause(
            token,
            tuple(named),
            first,
            last,
            name,
            subject,
            thing,
            tuple(self.arguments),
            tuple(sorted(self.extra)),
            tuple(self.relatives),
            tuple(syntax.shared_predicate(token)),
        )

    def _goes_before(self, child: int, verb: int) -> bool:
        """Whether a measure stands before a conjunction, as in "two days before he left".

        It tells how far the main clause is from this one, and nothing of this one.
        """
        syntax = self.syntax
        if not syntax.relations[verb].startswith("advcl") or child > verb:
            return False
        if syntax.relations[child] not in ("obl:unmarked", "obl", "advmod", "nmod:unmarked"):
            return False
        after = syntax.right[child] + 1
        return (
            after < verb
            and syntax.heads[after] == verb
            and syntax.relations[after] == "mark"
            and syntax.forms[after] in ("before", "after", "since")
        )

    def _turn(self, subject: Part, thing: Part | None) -> Part:
        """The object of a passive with its agent: what its subject is, if nothing else.

        "Was given a prize by" has a recipient, "was made safe by" a complement besides.
        """
        if thing is None:
            return subject._replace(role="object")
        if self.syntax.relations[thing.head] == "xcomp":
            self.arguments.append(thing._replace(role="complement"))
            return subject._replace(role="object")
        self.arguments.append(subject._replace(role="recipient"))
        return thing

    def _drop_repeated(self, *parts: Part | None) -> None:
        """Leaves out arguments whose words another part has already."""
        kept: list[Part] = []
        taken = [part for part in parts if part is not None and not part.filled]
        for part in self.arguments:
            if part.filled or not any(
                other.first <= part.head < other.last for other in (*taken, *kept[-1:])
            ):
                kept.append(part)
        self.arguments = kept

    def _settle_recipient(self, name: str) -> None:
        """Makes whom a verb causes to do something its object: "caused a crane to fall"."""
        if self.object is None and self.clausal_object is not None and name not in _TOLD:
            for part in self.arguments:
                if part.role == "recipient" and self.syntax.relations[part.head] == "iobj":
                    self.arguments.remove(part)
                    self.object = part._replace(role="object")
                    break

    def _settle_object(self, name: str) -> Part | None:
        """Of a noun and a clause that a verb takes the one that is its object."""
        if self.object is None or self.clausal_object is None:
            return self.object or self.clausal_object
        told = self.syntax.lemma(self.token) in _TOLD
        if told and self.syntax.relations[self.clausal_object.head] == "ccomp":
            self.arguments.append(self.object._replace(role="recipient"))
            return self.clausal_object
        if name in _EXPECTING and self.object.last == self.clausal_object.first:
            return self.object._replace(last=self.clausal_object.last)
        self.arguments.append(self.clausal_object._replace(role="complement"))
        return self.object

    def _predicate(self, verbs: list[int]) -> tuple[int, int]:
        """The predicate's stretch; auxiliaries outside it go to the extra tokens."""
        syntax, token = self.syntax, verbs[0]
        copulas = [c for c in syntax.children[token] if syntax.relations[c] == "cop"]
        anchor = copulas[-1] if copulas else token
        first, last = syntax.stretch(token, anchor, bool(copulas))
        if first and syntax.forms[first - 1] == "to" and syntax.heads[first - 1] == token:
            first -= syntax.relations[first - 1] == "mark"
        if len(verbs) > 1:
            inner = [c for c in syntax.children[verbs[-1]] if syntax.relations[c] == "cop"]
            anchor = inner[-1] if inner else verbs[-1]
            last = max(last, syntax.stretch(verbs[-1], anchor, bool(inner))[1])
        for verb in verbs:
            negators = syntax.negators.get(verb, ())
            for child in syntax.children[verb]:
                if not first <= child < last and (
                    (syntax.relations[child] in _APART and self._is_apart(child, verb))
                    or (syntax.relations[child] == "mark" and syntax.forms[child] == "to")
                    or child in negators
                ):
                    self.extra.update(range(syntax.left[child], syntax.right[child] + 1))
        return first, last

    def _is_apart(self, child: int, verb: int) -> bool:
        """Whether an auxiliary or particle is really this verb's: not one that follows it."""
        return child < verb or self.syntax.relations[child] in ("expl", "compound:prt")

    def _lemma(self, verbs: list[int], copula: bool) -> str:
        syntax = self.syntax
        verb = verbs[0]
        for inner in verbs[1:]:
            if not syntax.is_auxiliary_like(verb):
                break
            verb = inner
        if copula and verb == verbs[-1]:
            return "be"
        particles = [
            syntax.forms[c] for c in syntax.children[verb] if syntax.relations[c] == "compound:prt"
        ]
        return " ".join([syntax.lemma(verb), *particles])

    def _add(self, child: int, verb: int, name: str) -> None:
        """Files one dependent of the predicate under its role."""
        syntax = self.syntax
        relation, form = syntax.relations[child], syntax.forms[child]
        if child in self.extra:
            return
        if (
            relation == "obj"
            or (relation == "nsubj:pass" and verb != self.token)
            or (relation == "obl" and self._is_unmarked_object(child, verb))
        ):
            if self.object is None:
                self.object = noun_phrase(syntax, child, "object")
            else:
                self.arguments.append(noun_phrase(syntax, child, "other"))
        elif relation == "iobj":
            self.arguments.append(noun_phrase(syntax, child, "recipient"))
        elif relation == "obl:agent" or (relation == "obl" and self._is_agent(child, verb)):
            first, last = syntax.trimmed(child, EDGES | {"case"})
            self.agent = Part("subject", child, first, last)
            self.extra.update(range(syntax.left[child], first))
        elif relation in ("ccomp", "xcomp"):
            self._add_complement(child, relation)
        elif relation in SUBJECTS:
            # A second subject, or the clause that "it" stands for ("it is clear that …").
            if relation.startswith("csubj") and self.clausal_object is None:
                self.clausal_object = noun_phrase(syntax, child, "complement")
        elif relation in ("obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked", "obl:npmod"):
            self._append(phrase_role(syntax, child, name), child)
        elif relation == "advmod":
            if form not in RELATIVES or syntax.antecedent[self.token] < 0:
                self._append(adverb_role(syntax, child, self.token), child)
        elif relation == "advcl":
            role = clause_role(syntax, child)
            if role is not None:
                edges = frozenset({"cc", "punct"})
                self.arguments.append(Part(role, child, *syntax.trimmed(child, edges)))

    def _is_unmarked_object(self, child: int, verb: int) -> bool:
        """Whether a noun phrase that the parser takes for an adverbial has no preposition.

        Such an adverbial is "obl:unmarked"; what is labelled "obl" is the object of its verb.
        """
        syntax = self.syntax
        first = syntax.left[child]
        return (
            first > verb
            and self.object is None
            and syntax.own_object[verb] < 0
            and not syntax.is_passive[verb]
            and syntax.upos[child] in ("NOUN", "PROPN", "PRON")
            and syntax.upos[first] not in ("ADP", "SCONJ", "ADV", "PART")
            and syntax.upos[first - 1] not in ("ADP", "SCONJ", "PUNCT")
            and all(syntax.relations[c] not in ("case", "mark") for c in syntax.children[child])
            and not is_time(syntax, child)
            and not syntax.forms[child].endswith(("self", "selves"))
        )

    def _is_agent(self, child: int, verb: int) -> bool:
        """Whether "by" says who does what a verb says is done."""
        syntax = self.syntax
        if syntax.upos[child] == "NUM" or is_time(syntax, child):
            return False
        if not any(
            syntax.forms[c] == "by" and syntax.relations[c] == "case"
            for c in syntax.children[child]
        ):
            return False
        participle = syntax.is_participle(verb) and not syntax.forms[verb].endswith("ing")
        return syntax.is_passive[verb] or participle

    def _append(self, role: str | None, child: int) -> None:
        if role is not None:
            self.arguments.append(Part(role, child, *self.syntax.trimmed(child)))

    def _inside_complement(self, child: int) -> bool:
        thing = self.object
        return thing is not None and thing.first <= child < thing.last

    def _add_complement(self, child: int, relation: str) -> None:
        """A clause, noun or adjective that completes the verb."""
        syntax = self.syntax
        part = noun_phrase(syntax, child, "object")
        if relation == "xcomp" and syntax.upos[child] not in VERBAL:
            if self.object is None and syntax.upos[child] not in ("ADJ", "ADV"):
                self.object = part
            else:
                self.arguments.append(part._replace(role="complement"))
        elif self.clausal_object is None:
            self.clausal_object = part
        else:
            self.arguments.append(part._replace(role="complement"))

    def _relative(self, subject: Part | None, thing: Part | None) -> Part | None:
        """Puts the antecedent in the place that a relative clause leaves open.

        Returns:
            The object, which the antecedent may be.
        """
        syntax = self.syntax
        antecedent = syntax.antecedent[self.token]
        if antecedent < 0:
            return thing
        pronoun = syntax.relative_pronoun(self.token)
        open_place = self.subjects.filler(antecedent, "object", self.token)
        if pronoun is None:
            # "the men he met": what is missing is the object, if the verb has no other.
            gap = subject is not None and not subject.filled and thing is None and not self.agent
            if gap and not syntax.is_passive[self.token]:
                if is_time(syntax, antecedent):
                    self.arguments.append(open_place._replace(role="time"))
                elif not self._stranded(open_place) and syntax.lemma(antecedent) not in _NO_OBJECT:
                    thing = open_place
            return thing
        if thing is not None and thing.first <= pronoun < thing.last:
            if thing.head == pronoun:
                return open_place
            self.relatives.append((pronoun, antecedent))
        if subject is not None and subject.first <= pronoun < subject.last:
            self.relatives.append((pronoun, antecedent))
        for i, part in enumerate(self.arguments):
            if part.first <= pronoun < part.last:
                alone = thing is None and part.head == pronoun and part.last == part.first + 1
                if alone and syntax.forms[pronoun] in ("which", "whom", "that"):
                    del self.arguments[i]
                    return open_place
                if part.head == pronoun:
                    words = [syntax.document.tokens[t].text for t in range(part.first, part.last)]
                    words.remove(syntax.document.tokens[pronoun].text)
                    role = "time" if is_time(syntax, antecedent) else part.role
                    self.arguments[i] = open_place._replace(role=role, preposition=" ".join(words))
                else:
                    self.relatives.append((pronoun, antecedent))
                return thing
        form = syntax.forms[pronoun]
        if form in ("where", "when"):
            case = [
                syntax.forms[child]
                for child in syntax.children[antecedent]
                if syntax.relations[child] == "case" and child < antecedent
            ]
            role, default = ("place", "in") if form == "where" else ("time", "")
            preposition = case[0] if case and case[0] in _STILL else default
            if form == "where" or is_time(syntax, antecedent):
                self.arguments.append(open_place._replace(role=role, preposition=preposition))
        return thing

    def _stranded(self, antecedent: Part) -> bool:
        """Fills "the deal he asked for": the antecedent goes with the preposition left behind."""
        syntax = self.syntax
        for child in syntax.children[self.token]:
            if (
                child > self.token
                and syntax.upos[child] == "ADP"
                and syntax.relations[child] in ("obl", "advmod", "case")
            ):
                self.arguments = [part for part in self.arguments if part.head != child]
                self.arguments.append(
                    antecedent._replace(role="other", preposition=syntax.forms[child])
                )
                return True
        return False
