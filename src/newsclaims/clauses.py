"""Clause structure from Universal Dependencies: who does what to whom, when and where.

Conventions:

- A subject or object is its head's noun phrase without relative clauses, loose appositions,
  parentheses and edge punctuation; an adverbial keeps its preposition.
- A verb that governs another through its own subject takes it in: "failed to agree" and "planned to
  host" are one predicate each, with the objects of the inner verb. The lemma is the inner verb's if
  the outer one adds only phase, success or likelihood ("agree"), else the outer verb's ("plan").
- A copular clause has the lemma "be", and what is said of the subject as its object.
- In a passive the agent is the subject and the passive subject the object; without an agent the
  passive subject stays the subject.
- A predicate is the stretch of auxiliaries, negations and adverbs next to its verb; an auxiliary or
  a particle elsewhere ("called the talks off") is not in the stretch, but the particle is in the
  lemma ("call off").
- What is understood from elsewhere in the sentence (the subject of a relative clause, of a second
  verb, of an infinitive) is marked as filled in.
"""

from __future__ import annotations

from typing import NamedTuple

from newsclaims.adverbials import adverb_role, clause_role, is_time, phrase_role
from newsclaims.factuality import NEGATIONS
from newsclaims.syntax import EDGES, RELATIVES, SUBJECTS, VERBAL, Syntax

#: Dependents of a copular predicate that belong to its clause rather than to the predicate itself.
_OF_CLAUSE = SUBJECTS | frozenset(
    """cop aux aux:pass mark punct advcl advcl:relcl parataxis discourse expl cc vocative obl
    obl:unmarked obl:agent ccomp dislocated list orphan reparandum acl:relcl""".split()
)
#: Verbs whose object is told, asked or warned.
_TOLD = frozenset(
    "tell inform ask warn remind assure promise advise notify brief persuade convince".split()
)
#: Dependents of a verb that belong to its predicate wherever they stand.
_APART = frozenset({"aux", "aux:pass", "cop", "expl", "compound:prt"})
#: Prepositions of rest: "at the mansion where they met" is "they met at the mansion".
_STILL = frozenset("in at on near inside outside".split())
#: Heads of relative clauses whose gap is an adverbial: "the way he left", "the reason they met".
_NO_OBJECT = frozenset("way reason manner extent fact moment place".split())
#: Verbs whose subject does what the infinitive says, whomever it is said to.
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten"})


class Part(NamedTuple):
    """An argument of a clause.

    Attributes:
        role: "subject", "object", "time" and so on.
        head: Its main token.
        first: Its first token.
        last: Just past its last token.
        filled: Whether it is understood from elsewhere in the sentence.
        preposition: What to put before a relative pronoun's antecedent ("in" for "where"), or "".
    """

    role: str
    head: int
    first: int
    last: int
    filled: bool = False
    preposition: str = ""


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


class Clauses:
    """Finds the clauses of a document, each at most once."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._found: dict[int, Clause] = {}
        self._subjects: dict[int, Part | None] = {}
        self._complements: dict[int, tuple[int, int]] = {}

    def clause(self, token: int) -> Clause:
        """The clause that hangs from a token, whatever the token is."""
        if token not in self._found:
            self._found[token] = _ClauseBuilder(self, self._syntax, token).build()
        return self._found[token]

    def apposition(self, token: int) -> Clause | None:
        """What an apposition says: in "Conte, the prime minister", that he is; or None.

        Only a name with a description, set off by a comma, is taken to say so.
        """
        syntax = self._syntax
        head = syntax.heads[token]
        if head < 0 or {syntax.upos[token], syntax.upos[head]} - {"NOUN", "PROPN"}:
            return None
        if syntax.left[token] <= head + 1 or syntax.upos[syntax.left[token] - 1] != "PUNCT":
            return None
        if syntax.forms[syntax.left[token] - 1] in ("(", "[", ":", "-", "–", "—"):
            return None
        names = (syntax.upos[token], syntax.upos[head])
        if names == ("PROPN", "PROPN") or is_time(syntax, token) or is_time(syntax, head):
            return None
        if not any(
            syntax.relations[c] in ("det", "amod", "compound", "nmod:poss", "nmod", "flat")
            for c in syntax.children[token]
        ):
            return None
        subject = self.filler(head, "subject", token)._replace(filled=False)
        thing = noun_phrase(syntax, token, "object")
        if subject.first <= token < subject.last:
            return None
        return Clause(token, (token,), -1, -1, "be", subject, thing, (), (), ())

    def subject(self, token: int) -> Part | None:
        """The grammatical subject of the clause that hangs from a token, own or filled in."""
        if token not in self._subjects:
            # Governors first, without recursion: a sentence may nest as deep as it is long.
            path = [token]
            while (governor := self._borrows_from(path[-1])) is not None:
                if governor in self._subjects or len(path) > len(self._syntax.heads):
                    break
                path.append(governor)
            for node in reversed(path):
                self._subjects[node] = self._find_subject(node)
        return self._subjects[token]

    def _borrows_from(self, token: int) -> int | None:
        """The governor whose subject a clause without one of its own may share."""
        syntax = self._syntax
        head = syntax.heads[token]
        if syntax.has_subject[token] or head < 0:
            return None
        relation = syntax.relations[token]
        if relation in ("conj", "xcomp", "advcl", "ccomp"):
            return head
        if relation == "acl":
            return syntax.heads[head] if syntax.heads[head] >= 0 else None
        return None

    def _find_subject(self, token: int) -> Part | None:
        syntax = self._syntax
        own, head = syntax.own_subject[token], syntax.heads[token]
        relation, antecedent = syntax.relations[token], syntax.antecedent[token]
        if own >= 0:
            if antecedent >= 0 and syntax.forms[own] in RELATIVES and not syntax.children[own]:
                return self.filler(antecedent, "subject", token)
            return Part("subject", own, *syntax.trimmed(own, EDGES | {"case"}))
        if head < 0 or syntax.is_relative(token):
            return None
        if relation == "acl":
            if not syntax.is_infinitive(token):
                return self.filler(head, "subject", token)
            if syntax.possessor[head] >= 0:
                return self.filler(syntax.possessor[head], "subject", token)
        controlled = relation == "xcomp" or (relation == "ccomp" and syntax.is_infinitive(token))
        if (
            controlled
            and syntax.lemma(head) not in _SUBJECT_CONTROL
            and syntax.own_object[head] >= 0
        ):
            # "urged the rivals to sign": the object of the governor does the signing.
            return self.filler(syntax.own_object[head], "subject", token)
        governor = self._borrows_from(token)
        shared = self._subjects.get(governor) if governor is not None else None
        return shared._replace(filled=True) if shared is not None else None

    def filler(self, head: int, role: str, clause: int) -> Part:
        """A noun phrase without its preposition, filled in as a part of another clause.

        Args:
            head: Its head.
            role: Its role there.
            clause: The head of that clause; where the phrase holds the clause, it ends before it.
        """
        syntax = self._syntax
        first, last = syntax.trimmed(head, EDGES | {"case"})
        if syntax.has_copula[head]:
            first, last = self.complement(head)
            while first < head and syntax.relations[first] == "case":
                first += 1
        elif syntax.has_subject[head]:
            # A noun that a faulty tree takes for a predicate stands for itself alone.
            first, last = syntax.phrase(head, _OF_CLAUSE | {"case"})
            last += 1
        # The phrase may hold the clause itself, wherever a faulty tree has put it.
        start = syntax.left[clause]
        if head < clause < last or head < start < last:
            last = max(min(start, clause), head + 1)
            while last - 1 > head and syntax.upos[last - 1] in ("PUNCT", "ADP"):
                last -= 1
        elif first <= clause <= head:
            first = head
        return Part(role, head, first, last, True)

    def complement(self, token: int) -> tuple[int, int]:
        """The token range of what a copula says of its subject."""
        if token not in self._complements:
            copulas = [
                c for c in self._syntax.children[token] if self._syntax.relations[c] == "cop"
            ]
            stretch = self._syntax.stretch(token, copulas[-1], True)
            self._complements[token] = _complement(self._syntax, token, *stretch)
        return self._complements[token]


def noun_phrase(syntax: Syntax, head: int, role: str) -> Part:
    """A head's noun phrase as an argument."""
    return Part(role, head, *syntax.trimmed(head))


def _beside(part: Part, first: int, last: int) -> Part:
    """A part without the predicate, wherever a faulty tree has put it inside."""
    if part.head < first < part.last:
        return part._replace(last=first)
    if part.first < last <= part.head:
        return part._replace(first=last)
    return part


def _complement(syntax: Syntax, token: int, first: int, last: int) -> tuple[int, int]:
    """What a copula says of its subject; ``first`` and ``last`` bound the copula's stretch."""
    left, right = syntax.phrase(token, _OF_CLAUSE)
    for child in reversed(syntax.children[token]):
        # "ready soon" says when; "good enough" does not.
        if child < token or syntax.forms[child] == "enough":
            break
        if syntax.relations[child] == "advmod" and syntax.right[child] == right:
            right = syntax.left[child] - 1
        elif syntax.relations[child] not in _OF_CLAUSE:
            break
    if syntax.upos[token] == "ADJ":
        for child in syntax.children[token]:
            # "responsible for the attack" says one thing.
            if syntax.relations[child] == "obl" and syntax.left[child] == right + 1:
                if phrase_role(syntax, child, "be") in ("other", "topic"):
                    right = syntax.right[child]
                break
    if first < token < last:
        # The copula stands after what it links: "what the plan is".
        left = token
    elif left < last <= token:
        left = last
    # Negation inside: "not the only one".
    while left < token and syntax.forms[left] in NEGATIONS and syntax.heads[left] == token:
        left += 1
    return syntax.balanced(left, right + 1)


class _ClauseBuilder:
    """Gathers the parts of one clause."""

    def __init__(self, clauses: Clauses, syntax: Syntax, token: int) -> None:
        self.clauses = clauses
        self.syntax = syntax
        self.token = token
        self.arguments: list[Part] = []
        self.extra: set[int] = set()
        self.object: Part | None = None
        self.clausal_object: Part | None = None
        self.agent: Part | None = None
        self.relatives: list[tuple[int, int]] = []
        self.outer = syntax.has_outer[token]

    def build(self) -> Clause:
        syntax, token = self.syntax, self.token
        verbs = [token]
        while not self.outer and (inner := syntax.inner_verb(verbs[-1])) is not None:
            verbs.append(inner)
        first, last = self._predicate(verbs)
        copula = syntax.has_copula[verbs[-1]]
        name = self._lemma(verbs, copula)
        subject = self.clauses.subject(token)
        own = subject.head if subject is not None and not subject.filled else -1
        if copula and self.outer:
            # "The problem is that …": a whole clause is said of the subject.
            self.object = self._outer_complement(last)
        elif copula:
            inner = verbs[-1]
            self.object = Part("object", inner, *_complement(syntax, inner, first, last))
        for verb in verbs:
            for child in syntax.children[verb]:
                inside = first <= child < last or (copula and self._inside_complement(child))
                if child != own and child not in verbs and not inside:
                    self._add(child, verb, name)
        self._settle_recipient(name)
        thing = self.object or self.clausal_object
        if self.object is not None and self.clausal_object is not None:
            if (
                syntax.lemma(token) in _TOLD
                and syntax.relations[self.clausal_object.head] == "ccomp"
            ):
                self.arguments.append(self.object._replace(role="recipient"))
                thing = self.clausal_object
            else:
                self.arguments.append(self.clausal_object._replace(role="complement"))
        thing = self._relative(subject, thing)
        if self.agent is not None:
            if subject is not None and thing is None:
                thing = subject._replace(role="object")
            elif subject is not None:
                self.arguments.append(subject._replace(role="other"))
            subject = self.agent
        if subject is not None and not subject.filled:
            subject = _beside(subject, first, last)
        if thing is not None and not thing.filled and not copula:
            thing = _beside(thing, first, last)
        self.arguments.sort(key=lambda part: part.first)
        self._drop_repeated(subject, thing)
        return Clause(
            token,
            tuple(verbs),
            first,
            last,
            name,
            subject,
            thing,
            tuple(self.arguments),
            tuple(sorted(self.extra)),
            tuple(self.relatives),
        )

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

    def _predicate(self, verbs: list[int]) -> tuple[int, int]:
        """The predicate's stretch; auxiliaries outside it go to the extra tokens."""
        syntax, token = self.syntax, verbs[0]
        copulas = [c for c in syntax.children[token] if syntax.relations[c] == "cop"]
        anchor = copulas[0 if self.outer else -1] if copulas else token
        first, last = syntax.stretch(token, anchor, bool(copulas))
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

    def _outer_complement(self, first: int) -> Part:
        syntax, token = self.syntax, self.token
        while first < token and syntax.relations[first] in ("mark", "punct"):
            first += 1
        first = min(first, token)
        return Part("object", token, *syntax.balanced(first, syntax.right[token] + 1))

    def _add(self, child: int, verb: int, name: str) -> None:
        """Files one dependent of the predicate under its role."""
        syntax = self.syntax
        relation, form = syntax.relations[child], syntax.forms[child]
        if child in self.extra:
            return
        if relation == "obj" or (relation == "nsubj:pass" and verb != self.token):
            if self.object is None:
                self.object = noun_phrase(syntax, child, "object")
            else:
                self.arguments.append(noun_phrase(syntax, child, "other"))
        elif relation == "iobj":
            self.arguments.append(noun_phrase(syntax, child, "recipient"))
        elif relation == "obl:agent":
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
            if self.object is None:
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
        open_place = self.clauses.filler(antecedent, "object", self.token)
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
