"""Which part is what, where the relations of a tree leave it open: objects, recipients, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from newsclaims.clauses.adverbials import PLACE_PREPOSITIONS, is_time, phrase_role
from newsclaims.clauses.subjects import Part, Subjects, noun_phrase
from newsclaims.syntax.predicates import Syntax
from newsclaims.trace import Rule, first_of, note
from newsclaims.words import having, lists
from newsclaims.words.dependencies import NOMINAL

#: Verbs whose object is told, asked or warned.
_TOLD = having("addressee-object")
#: Verbs whose object and infinitive are one thing: "expects prices to fall".
_EXPECTING = having("raising:object")
#: Prepositions of rest: "at the mansion where they met" is "they met at the mansion".
_STILL = having("preposition-of-rest")
#: Heads of relative clauses whose gap is an adverbial: "the way he left", "the reason they met".
_NO_OBJECT = having("adverbial-gap")
#: Prepositions of a time that bounds what a clause says, not a thing: "was a judge until May".
_LIMITS = ("until", "since")
#: For verbs, the prepositions of the phrases that go with them rather than with their object.
_OF_VERB = lists("phrase-of-verb")
_NEEDS_OBJECT = having("needs-object")
_STANDING_ALONE = having("stands-alone")
#: Their object names the action, and is no other verb's: "left and took a rest".
_LIGHT = having("light-verb")


@define(eq=False)
class Draft:
    """A clause whose parts are being gathered; see `Clause`."""

    syntax: Syntax
    subjects: Subjects
    token: int
    verbs: Sequence[int]
    first: int
    last: int
    lemma: str
    subject: Part | None
    object: Part | None = None
    #: A clause that is the object, or else completes the verb.
    clausal: Part | None = None
    #: Who does what a passive says.
    agent: Part | None = None
    arguments: list[Part] = field(factory=list)
    extra: set[int] = field(factory=set)
    relatives: list[tuple[int, int]] = field(factory=list)

    def append(self, part: Part, role: str, preposition: str = "") -> str:
        """Adds an argument, and gives its role."""
        self.arguments.append(evolve(part, role=role, preposition=preposition))
        return role


def settle(draft: Draft) -> None:
    """Decides what each part is."""
    syntax = draft.syntax
    _apply(REGROUPED, draft)
    if draft.clausal is not None:
        if draft.object is None:
            _apply(CAUSED, draft, draft.clausal)
        if draft.object is not None and _apply(OBJECTS, draft, draft.object, draft.clausal) is None:
            draft.append(draft.clausal, "complement")  # "urged him to go"
        draft.object = draft.object or draft.clausal
    there = syntax.expletive(draft.token, "there")
    if there >= 0 and draft.subject is not None:
        draft.object = evolve(draft.subject, role="object")
        draft.subject = Part("subject", there, there, there + 1)
    if syntax.antecedent[draft.token] >= 0:
        _fill_gap(draft, syntax.antecedent[draft.token])
    if draft.object is None:
        _apply(SHARED, draft)
    if draft.agent is not None and draft.subject is not None:
        _apply(PASSIVES, draft, draft.subject)
    draft.subject = draft.agent or draft.subject


def _apply(rules: tuple[Rule[..., str], ...], draft: Draft, *args: object) -> str | None:
    """Lets the first rule of a table that knows change a clause; gives the role that it sets."""
    found = first_of(rules, draft, *args)
    if found is None:
        return None
    note(*found, (draft.first, draft.last))
    return found[1]


# Phrases


def _phrases_of_verb(draft: Draft) -> str | None:
    """Takes a phrase out of the noun phrase before it that its verb asks for: "gave it to Ann"."""
    prepositions = [*_LIMITS, *_OF_VERB.get(draft.syntax.lemma(draft.verbs[-1]), ())]
    if draft.syntax.expletive(draft.token, "there") >= 0:
        prepositions += PLACE_PREPOSITIONS
    found = None
    parts = draft.object, *draft.arguments
    if draft.syntax.expletive(draft.token, "there") >= 0:
        parts = *parts, draft.subject
    left = [part for part in parts if part is not None]
    while left:
        part = left.pop()
        taken = None if part.filled else _phrase_inside(draft, part, prepositions)
        if taken is None:
            continue
        shorter = evolve(part, last=taken.first)
        if part == draft.object:
            draft.object = shorter
        elif part == draft.subject:
            draft.subject = shorter
        else:
            draft.arguments[draft.arguments.index(part)] = shorter
        draft.arguments.append(taken)
        left += [shorter, taken]
        found = taken.role
    return found


def _phrase_inside(draft: Draft, part: Part, prepositions: Sequence[str]) -> Part | None:
    """The first phrase that ends a part and begins with one of some prepositions."""
    syntax = draft.syntax
    for token in range(part.head + 1, part.last):
        first = syntax.left[token]
        if (
            syntax.relations[token] in ("nmod", "acl")
            and part.head < first
            and syntax.right[token] == part.last - 1
            and syntax.forms[first] in prepositions
            and syntax.upos[first - 1] in NOMINAL
        ):
            role = phrase_role(syntax, token, draft.lemma) or "other"
            return Part(role, token, first, part.last)
    return None


#: What goes with the verb, though it was read as a part of a noun phrase.
REGROUPED = (Rule("clauses: phrase that its verb asks for", _phrases_of_verb),)


# Nouns and clauses


def _caused(draft: Draft, clause: Part) -> str | None:
    """Takes whom a verb causes to do something for its object: "caused a crane to fall"."""
    for part in draft.arguments if draft.lemma not in _TOLD else ():
        if part.role == "recipient" and draft.syntax.relations[part.head] == "iobj":
            draft.arguments.remove(part)
            draft.object = evolve(part, role="object")
            return "object"
    return None


def _told(draft: Draft, thing: Part, clause: Part) -> str | None:
    """Takes whom one tells something for the recipient: "warned them that it may fall"."""
    told = draft.syntax.lemma(draft.token) in _TOLD
    if not told or draft.syntax.relations[clause.head] != "ccomp":
        return None
    draft.object = clause
    return draft.append(thing, "recipient")


def _expected(draft: Draft, thing: Part, clause: Part) -> str | None:
    """Takes a noun and its infinitive for one object: "expects prices to fall"."""
    if draft.lemma not in _EXPECTING or thing.last != clause.first:
        return None
    draft.object = evolve(thing, last=clause.last)
    return "object"


#: What a clause makes of a recipient beside it.
CAUSED = (Rule("clauses: who is caused to do it is the object", _caused),)
#: What a noun and a clause beside a verb are; if none knows, the clause completes the verb.
OBJECTS = (
    Rule("clauses: who is told is the recipient", _told),
    Rule("clauses: noun and infinitive are one object", _expected),
)


# What a relative clause leaves open


def _fill_gap(draft: Draft, antecedent: int) -> None:
    """Puts what a relative clause is about where it belongs.

    Notes where its pronoun is only a word of a part.
    """
    syntax, subject = draft.syntax, draft.subject
    filler = draft.subjects.filler(antecedent, "object", draft.token)
    pronoun = syntax.relative_pronoun(draft.token)
    if pronoun is None:
        owned = subject is not None and not subject.filled and draft.object is None
        if owned and not draft.agent:
            open_ = OPEN_IN_PASSIVES if syntax.is_passive[draft.token] else OPEN
            _apply(open_, draft, filler)
        return
    holder = next((part for part in draft.arguments if part.spans(pronoun)), None)
    inside = [part for part in (draft.object, holder) if part and part.head != pronoun]
    if any(part is not None and part.spans(pronoun) for part in (subject, *inside)):
        draft.relatives.append((pronoun, antecedent))  # "whose brother he met"
    _apply(PRONOUNS, draft, filler, pronoun, holder)


def _at_time(draft: Draft, filler: Part) -> str | None:
    """Takes the antecedent for the time, if it names one: "the day he left"."""
    return draft.append(filler, "time") if is_time(draft.syntax, filler.head) else None


def _stranded(draft: Draft, filler: Part) -> str | None:
    """Puts the antecedent after the preposition left behind: "the deal he asked for"."""
    syntax = draft.syntax
    for child in syntax.children[draft.token]:
        preposition = syntax.upos[child] == "ADP" or (
            syntax.upos[child] == "ADV" and syntax.forms[child] in PLACE_PREPOSITIONS
        )
        behind = child > draft.token and preposition and not syntax.children[child]
        if behind and syntax.relations[child] in ("obl", "advmod", "case"):
            draft.arguments = [part for part in draft.arguments if part.head != child]
            return draft.append(filler, "other", syntax.forms[child])
    return None


def _missing_object(draft: Draft, filler: Part) -> str | None:
    """Takes the antecedent for the object that is missing: "the men he met"."""
    if draft.syntax.lemma(filler.head) in _NO_OBJECT:
        return None
    draft.object = filler
    return "object"


#: Where the antecedent of a relative clause without a pronoun goes; the first that knows.
OPEN = (
    Rule("clauses: antecedent is the time", _at_time),
    Rule("clauses: antecedent of a preposition left behind", _stranded),
    Rule("clauses: antecedent is the missing object", _missing_object),
)


#: The same where the clause is a passive, whose object is its subject.
OPEN_IN_PASSIVES = OPEN[:2]


def _stranded_pronoun(draft: Draft, filler: Part, pronoun: int, holder: Part | None) -> str | None:
    """Puts the antecedent after the preposition left behind: "the park which you can get to"."""
    alone = holder is None or (holder.first, holder.last) == (pronoun, pronoun + 1)
    is_object = draft.object is not None and draft.object.head == pronoun
    if not (is_object or (alone and holder is not None)):
        return None
    syntax = draft.syntax
    after = draft.token + 1
    left_behind = (
        after < len(syntax.forms)
        and syntax.upos[after] == "ADP"
        and syntax.sentence[after] == syntax.sentence[draft.token]
        and syntax.heads[after] <= after
    )
    if not left_behind:
        return None
    draft.object = None if is_object else draft.object
    draft.arguments = [p for p in draft.arguments if p.head not in (after, pronoun)]
    return draft.append(filler, "other", syntax.forms[after])


def _object_pronoun(draft: Draft, filler: Part, pronoun: int, holder: Part | None) -> str | None:
    """Takes the antecedent for the object that a pronoun is: "the men whom he met"."""
    if draft.object is None and holder is not None:
        # "That" may be labelled as an adverbial.
        alone = (holder.first, holder.last) == (pronoun, pronoun + 1)
        if not alone or draft.syntax.forms[pronoun] not in ("which", "whom", "that"):
            return None
        draft.arguments.remove(holder)
    elif draft.object is None or draft.object.head != pronoun:
        return None
    draft.object = filler
    return "object"


def _after_preposition(draft: Draft, filler: Part, pronoun: int, holder: Part | None) -> str | None:
    """Puts the antecedent after a pronoun's preposition: "the deal for which he asked"."""
    if holder is None or holder.head != pronoun:
        return None
    tokens = (t for t in range(holder.first, holder.last) if t != pronoun)
    words = " ".join(draft.syntax.document.tokens[t].text for t in tokens)
    draft.arguments.remove(holder)
    role = "time" if is_time(draft.syntax, filler.head) else holder.role
    return draft.append(filler, role, words)


def _relative_adverb(draft: Draft, filler: Part, pronoun: int, holder: Part | None) -> str | None:
    """Takes the antecedent of "where" or "when" for place or time: "the house where they met"."""
    syntax, form = draft.syntax, draft.syntax.forms[pronoun]
    when = form == "when" and is_time(syntax, filler.head)
    if holder is not None or not (form == "where" or when):
        return None
    case = [syntax.forms[c] for c in syntax.related(filler.head, "case") if c < filler.head]
    preposition = case[0] if case and case[0] in _STILL else "" if when else "in"
    return draft.append(filler, "time" if when else "place", preposition)


#: Where what a relative pronoun stands for goes; the first that knows.
PRONOUNS = (
    Rule("clauses: antecedent of a pronoun's preposition left behind", _stranded_pronoun),
    Rule("clauses: antecedent of an object pronoun", _object_pronoun),
    Rule("clauses: antecedent after a preposition", _after_preposition),
    Rule('clauses: antecedent of "where" or "when"', _relative_adverb),
)


# Second verbs and passives


def _first_has_it(draft: Draft) -> str | None:
    """Takes the first verb's object that stands after the second: "met and thanked the crew"."""
    shared = draft.syntax.shared_object(draft.token)
    if shared < 0:
        return None
    draft.object = noun_phrase(draft.syntax, shared, "object")
    return "object"


def _second_has_it(draft: Draft) -> str | None:
    """Takes the object that was read as the second verb's alone: "bought and sold the mill".

    A verb that mostly stands alone shares none ("came and saw the ruins"), and with a subject of
    the second verb's own only one does that needs an object.
    """
    syntax, token = draft.syntax, draft.verbs[-1]
    second = _next_verb(syntax, token)
    if second < 0 or syntax.is_passive[token] or syntax.lemma(token) in _STANDING_ALONE:
        return None
    while syntax.own_object[second] < 0 and (after := _next_verb(syntax, second)) >= 0:
        second = after
    if syntax.has_subject[second] and syntax.lemma(token) not in _NEEDS_OBJECT:
        return None
    shared = syntax.own_object[second]
    if shared < second or syntax.lemma(second) in _LIGHT:
        return None
    draft.object = evolve(noun_phrase(syntax, shared, "object"), filled=True)
    return "object"


def _next_verb(syntax: Syntax, token: int) -> int:
    """The verb that a conjunction joins to one right before it; or -1."""
    for child in syntax.children[token]:
        if child > token and syntax.relations[child] == "conj" and syntax.upos[child] == "VERB":
            joined = syntax.forms[token + 1] == "," or syntax.upos[token + 1] == "CCONJ"
            near = syntax.left[child] <= token + 2 and child not in syntax.negators
            return child if joined and near and not syntax.is_passive[child] else -1
        if child > token and syntax.upos[child] not in ("PUNCT", "CCONJ"):
            return -1
    return -1


def _acted_on(draft: Draft, subject: Part) -> str | None:
    """Takes the subject of a passive with an agent for the object: "was hit by a car"."""
    if draft.object is not None:
        if draft.syntax.relations[draft.object.head] != "xcomp":
            return None
        draft.append(draft.object, "complement")  # "was made safe by"
    draft.object = evolve(subject, role="object")
    return "object"


def _given(draft: Draft, subject: Part) -> str | None:
    """Takes the subject of a passive with an object for the recipient: "was given a prize by"."""
    return draft.append(subject, "recipient")


#: What two verbs share.
SHARED = (
    Rule("clauses: two verbs share an object", _first_has_it),
    Rule("clauses: two verbs share an object read as the second's", _second_has_it),
)
#: What the subject of a passive with an agent is; the first that knows.
PASSIVES = (
    Rule("clauses: subject of a passive is the object", _acted_on),
    Rule("clauses: subject of a passive is the recipient", _given),
)
