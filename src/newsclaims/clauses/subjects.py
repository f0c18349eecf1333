"""The parts of clauses, and who does what a clause says where that is not printed beside it."""

from __future__ import annotations

from attrs import evolve, field, frozen

from newsclaims.clauses.adverbials import is_time, phrase_role
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import FREE_RELATIVES, RELATIVES
from newsclaims.trace import Rule, first_of, note
from newsclaims.words import having, values
from newsclaims.words.dependencies import EDGES, NOMINAL, OF_CLAUSE
from newsclaims.words.factuality import NEGATIONS

#: Verbs whose subject does what the infinitive says, whomever it is said to.
_SUBJECT_CONTROL = having("control:subject")
#: Verbs whose phrase with a preposition says who is to do it, with these prepositions.
_TURNS_TO = values("turns-to")
#: Verbs and adjectives with "for" before who is to do what their infinitive says.
_FOR_TO = having("for-to")


@frozen(slots=True)
class Part:
    """An argument of a clause: its role, its main token, its first token, just past its last."""

    role: str
    head: int
    first: int
    last: int
    #: Whether it is understood from elsewhere in the sentence.
    filled: bool = False
    #: What to put before a relative pronoun's antecedent ("in" for "where"), or "".
    preposition: str = ""
    #: Tokens of a preposition that stands before another conjunct: "in" for the second of "in Rome
    #: and Oslo".
    shared: tuple[int, ...] = ()

    def spans(self, token: int) -> bool:
        """Whether a token lies in it."""
        return self.first <= token < self.last


@frozen(eq=False, slots=True)
class Subjects:
    """Finds the subject of each clause of a document, and phrases for the gaps of clauses."""

    syntax: Syntax
    known: dict[int, Part | None] = field(factory=dict, init=False, repr=False)

    def of(self, token: int) -> Part | None:
        """The grammatical subject of the clause that hangs from a token, own or filled in."""
        if token not in self.known:
            # Governors first, without recursion: a sentence may nest as deep as it is long.
            path = [token]
            while (governor := _lender(self.syntax, path[-1])) >= 0:
                if governor in self.known or len(path) > len(self.syntax.heads):
                    break
                path.append(governor)
            for node in reversed(path):
                self.known[node] = self._find(node)
        return self.known[token]

    def _find(self, token: int) -> Part | None:
        syntax, own = self.syntax, self.syntax.own_subject[token]
        it = syntax.expletive(token, "it")
        if own < 0:
            own = it  # "it was too early to tell"
        if own < 0 and (syntax.heads[token] < 0 or syntax.is_relative(token)):
            return None
        found = first_of(FILLED if own < 0 else REPLACED, self, token)
        if found is not None:
            note(found[0], "subject", (token, token + 1), (found[1].first, found[1].last))
            return found[1]
        if own < 0:
            return None
        own = it if it >= 0 else own
        return Part("subject", own, *syntax.trimmed(own, EDGES | {"case"}))

    def filler(self, head: int, role: str, clause: int) -> Part:
        """A noun phrase without its preposition, filled in as a part of another clause.

        Args:
            head: Its head.
            role: Its role there.
            clause: The head of that clause; where the phrase holds the clause, it ends before it.
        """
        syntax = self.syntax
        first, last = syntax.trimmed(head, EDGES | {"case"})
        if syntax.has_copula[head]:
            copula = syntax.related(head, "cop")[-1]
            first, last = complement(syntax, head, *syntax.stretch(head, copula, True))
            while first < head and syntax.relations[first] == "case":
                first += 1
        elif syntax.has_subject[head]:
            # A noun that is a predicate too stands for itself alone.
            first, last = syntax.phrase(head, OF_CLAUSE | {"case"})
            last += 1
        start = syntax.left[clause]
        if head < start < last:
            last = start  # "the man accused of it"
            while last - 1 > head and syntax.upos[last - 1] in ("PUNCT", "ADP"):
                last -= 1
        elif first <= clause <= head:
            first = head
        return Part(role, head, first, last, True)


def _lender(syntax: Syntax, token: int) -> int:
    """The governor whose subject a clause without one of its own may share, or -1."""
    head, relation = syntax.heads[token], syntax.relations[token]
    if syntax.has_subject[token] or head < 0:
        return -1
    if relation == "ccomp" and syntax.is_imperative(token):
        return -1  # "“Close it,” he said"
    if relation in ("conj", "xcomp", "advcl", "ccomp"):
        return head
    return syntax.heads[head] if relation == "acl" else -1


def _antecedent(subjects: Subjects, token: int) -> Part | None:
    """Takes what a relative clause is about for its "who", "which" or "that"."""
    syntax = subjects.syntax
    own, antecedent, head = syntax.own_subject[token], syntax.antecedent[token], syntax.heads[token]
    inside = syntax.relations[token] == "ccomp" and syntax.forms[own] in ("who", "which")
    if antecedent < 0 and inside and own < head:
        # "A plan, which he said would fail"
        antecedent = syntax.heads[head] if syntax.relations[head] == "acl:relcl" else -1
    if antecedent < 0 or syntax.forms[own] not in RELATIVES or syntax.children[own]:
        return None
    return subjects.filler(antecedent, "subject", token)


def _modified(subjects: Subjects, token: int) -> Part | None:
    """Takes the noun that a participle follows: "the man accused of it"."""
    syntax = subjects.syntax
    if syntax.relations[token] != "acl" or syntax.is_infinitive(token):
        return None
    if any(c < token for c in syntax.related(token, "mark")):
        return None  # "a plan for closing the mill"
    return subjects.filler(syntax.heads[token], "subject", token)


def _possessor(subjects: Subjects, token: int) -> Part | None:
    """Takes the owner of the noun that an infinitive follows: "its plan to leave"."""
    syntax = subjects.syntax
    owner = syntax.possessor[syntax.heads[token]]
    if syntax.relations[token] != "acl" or not syntax.is_infinitive(token) or owner < 0:
        return None
    return subjects.filler(owner, "subject", token)


def _introduced(subjects: Subjects, token: int) -> Part | None:
    """Takes who is to do it: "called for the plant to stay shut"."""
    syntax = subjects.syntax
    verb, first = syntax.heads[token], syntax.left[token]
    if syntax.lemma(verb) not in _FOR_TO or not syntax.is_infinitive(token):
        return None
    for child in syntax.children[verb]:
        if verb < child < token and syntax.right[child] == first - 1:
            start = syntax.left[child]
            if syntax.upos[child] in NOMINAL and "for" in syntax.forms[start - 1 : start + 1]:
                return subjects.filler(child, "subject", token)
    return None


def _controller(subjects: Subjects, token: int) -> Part | None:
    """Takes whom a verb makes or accuses: "urged the rivals to sign", "accused him of lying"."""
    syntax = subjects.syntax
    head, relation = syntax.heads[token], syntax.relations[token]
    if syntax.own_object[head] < 0 or syntax.lemma(head) in _SUBJECT_CONTROL:
        return None
    marks = [syntax.forms[c] for c in syntax.related(token, "mark")]
    if not (
        relation == "xcomp"
        or (relation == "ccomp" and syntax.is_infinitive(token))
        or (relation in ("advcl", "ccomp") and ("of" in marks or "from" in marks))
    ):
        return None
    return subjects.filler(syntax.own_object[head], "subject", token)


def _called_on(subjects: Subjects, token: int) -> Part | None:
    """Takes whom a verb turns to with a preposition: "called on the mayor to resign"."""
    syntax = subjects.syntax
    head = syntax.heads[token]
    if head < 0 or syntax.lemma(head) not in _TURNS_TO or not syntax.is_infinitive(token):
        return None
    prepositions = _TURNS_TO[syntax.lemma(head)].split(",")
    asked = (
        c
        for c in syntax.children[head]
        if head < c < token and syntax.relations[c] == "obl" and not is_time(syntax, c)
        if any(syntax.forms[m] in prepositions for m in syntax.related(c, "case"))
    )
    found = next(asked, -1)
    return None if found < 0 else subjects.filler(found, "subject", token)


def _lent(subjects: Subjects, token: int) -> Part | None:
    """Takes the subject of the verb that it hangs from: "he came and left", "he came to help"."""
    shared = subjects.known.get(_lender(subjects.syntax, token))
    return None if shared is None else evolve(shared, filled=True)


#: Who does it, where a relative pronoun says so.
REPLACED = (Rule("clauses: antecedent of a relative pronoun does it", _antecedent),)
#: Who does it, where no word of the clause says so; the first that knows.
FILLED = (
    Rule("clauses: noun before a participle does it", _modified),
    Rule("clauses: owner of a plan does it", _possessor),
    Rule('clauses: who follows "for" does it', _introduced),
    Rule("clauses: object of the governing verb does it", _controller),
    Rule("clauses: who is called on does it", _called_on),
    Rule("clauses: subject of the governing verb does it", _lent),
)


def noun_phrase(syntax: Syntax, head: int, role: str) -> Part:
    """A head's noun phrase as an argument."""
    return Part(role, head, *syntax.trimmed(head))


def complement(syntax: Syntax, token: int, first: int, last: int) -> tuple[int, int]:
    """What a copula says of its subject; ``first`` and ``last`` bound the copula's stretch."""
    dropped = OF_CLAUSE - {"acl:relcl"}  # "that is what they want", "the one who left"
    if syntax.forms[token] in FREE_RELATIVES:
        dropped -= {"advcl:relcl", "ccomp"}  # "that is why he left"
    if syntax.expletive(token, "it") >= 0:
        dropped -= {"acl:relcl", "advcl:relcl"}  # "it was the mayor who left"
    left, right = syntax.phrase(token, dropped)
    for child in reversed(syntax.children[token]):
        # "ready soon" says when; "good enough" does not.
        if syntax.left[child] < token or syntax.forms[child] == "enough":
            break
        if syntax.relations[child] == "advmod" and syntax.right[child] == right:
            right = syntax.left[child] - 1
        elif syntax.relations[child] not in OF_CLAUSE:
            break
    if syntax.upos[token] == "ADJ" or syntax.forms[token] == "home":
        for child in syntax.children[token]:
            # "responsible for the attack", "higher than in May" say one thing.
            if syntax.relations[child] == "obl" and syntax.left[child] == right + 1:
                than = syntax.forms[syntax.left[child]] == "than"
                if than or phrase_role(syntax, child, "be") in ("other", "topic"):
                    right = syntax.right[child]
                break
    if first < token < last:
        # The copula stands after what it links: "what the plan is".
        left = token
    elif left < last <= token:
        left = last
    while left < token and syntax.forms[left] in (",", ";", ":", "–", "—"):
        left += 1
    # Negation inside: "not the only one".
    while left < token and syntax.forms[left] in NEGATIONS and syntax.heads[left] == token:
        left += 1
    return syntax.balanced(left, right + 1)
