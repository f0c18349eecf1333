"""Polarity and certainty: what the words around a clause say of whether it holds.

The scale is FactBank's (Saurí and Pustejovsky, 2009): what is put forward is certain, probable or
possible, each with a polarity, or its speaker does not commit to it at all (unknown). All that the
library knows of single words stands in the lexicon; `newsclaims.factuality.clause_factuality` reads
the clauses of a document against it. How it treats what annotators may well dispute:

- Being reported lowers nothing: "Smith said the bill passed" is certain, as Smith puts it.
- What somebody believes or expects is probable, what somebody fears possible, what somebody doubts
  probably does not hold. Not believing is believing that it is not so (negation raising).
- What is hoped, wanted, planned, promised, attempted, ordered or obligatory is unknown, and so are
  purposes, questions, commands, conditions and what follows on a condition.
- The future is as certain as its modal verb: "will" is certain, "is expected to" probable.

Sources:

- words that take a clause: the implication signatures of Karttunen (1971, 2012) and of Nairn,
  Condoravdi and Karttunen (2006), the predicate classes of FactBank's annotation guide;
- modal verbs: de Marneffe, Manning and Potts (2012) on how readers take them in news;
- adverbs: the hedges and boosters listed by Hyland (2005); approximate negators: Huddleston and
  Pullum (2002), with Horn (2002) on "barely" and "almost".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from newsclaims.results import Certainty, Polarity
from newsclaims.words.lexicon import having, values

_STRENGTH: dict[Certainty, int] = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}


class Factuality(NamedTuple):
    """Whether a clause is put forward as holding, and how surely."""

    polarity: Polarity
    certainty: Certainty

    def under(self, outer: Factuality) -> Factuality:
        """The factuality of this clause inside a context: polarities multiply, doubt prevails."""
        same = self.polarity == outer.polarity
        return Factuality(
            "positive" if same else "negative", weakest(self.certainty, outer.certainty)
        )


CERTAIN = Factuality("positive", "certain")
PROBABLE = Factuality("positive", "probable")
POSSIBLE = Factuality("positive", "possible")
UNKNOWN = Factuality("positive", "unknown")
NOT = Factuality("negative", "certain")
PROBABLY_NOT = Factuality("negative", "probable")


def weakest(*certainties: Certainty) -> Certainty:
    """The certainty that commits a speaker least."""
    return min(certainties, key=_STRENGTH.__getitem__)


class Signature(NamedTuple):
    """What a word implies about the clause it governs, when it is affirmed and when denied."""

    affirmed: Factuality
    negated: Factuality


#: The form of a clause that a word takes: finite ("that" need not be printed), an infinitive, a
#: gerund, a gerund after "from" ("prevented from leaving").
Form = Literal["that", "to", "-ing", "from"]
FORMS: tuple[Form, ...] = ("that", "to", "-ing", "from")

#: What `signature=…` of the lexicon stands for: what a word implies affirmed, and denied.
_SIGNATURES = {
    "factive": Signature(CERTAIN, CERTAIN),
    # Two-way implicatives: "managed to", "did not manage to".
    "implicative": Signature(CERTAIN, NOT),
    "negative-implicative": Signature(NOT, CERTAIN),
    # One-way implicatives: denied, they leave open what they govern.
    "causative": Signature(CERTAIN, UNKNOWN),
    "preventive": Signature(NOT, UNKNOWN),
    "permissive": Signature(POSSIBLE, NOT),
    "hesitation": Signature(UNKNOWN, CERTAIN),
    "proof": Signature(CERTAIN, PROBABLY_NOT),
    "belief": Signature(PROBABLE, PROBABLY_NOT),
    "doubt": Signature(PROBABLY_NOT, CERTAIN),
    "question": Signature(UNKNOWN, CERTAIN),
    "suggestion": Signature(PROBABLE, UNKNOWN),
    "speculation": Signature(POSSIBLE, UNKNOWN),
    "chance": Signature(POSSIBLE, PROBABLY_NOT),
    "intention": Signature(UNKNOWN, UNKNOWN),
    "report": Signature(CERTAIN, UNKNOWN),
}
FACTIVE, BELIEF = _SIGNATURES["factive"], _SIGNATURES["belief"]
#: What `modal=…` and the like stand for.
_FACTUALITIES = {
    "certain": CERTAIN,
    "probable": PROBABLE,
    "possible": POSSIBLE,
    "unknown": UNKNOWN,
    "not": NOT,
    "probably-not": PROBABLY_NOT,
}
#: The words that take a clause, by its form. Here they are a lemma, a lemma with its particle
#: ("go-on"), an inflected form ("had"), a passive one ("be-said"), a noun ("the-claim"), or
#: "was-able", as who was able did it and who is able may.
_GOVERNING: tuple[tuple[str, Form, Mapping[str, str]], ...] = (
    ("", "that", values("signature:that")),
    ("", "to", values("signature:to")),
    ("", "-ing", values("signature:-ing")),
    ("", "from", values("signature:from")),
    ("the-", "that", values("signature:noun:that")),
    ("the-", "to", values("signature:noun:to")),
    ("the-", "-ing", values("signature:noun:-ing")),
    ("be-", "to", values("signature:passive:to")),
    ("be-", "-ing", values("signature:passive:-ing")),
    ("was-", "to", values("signature:past:to")),
)
#: What a word implies about a clause of some form.
SIGNATURES = {
    (prefix + word.replace(" ", "-"), form): _SIGNATURES[value]
    for prefix, form, words in _GOVERNING
    for word, value in words.items()
}


def _leaving(name: str) -> dict[str, Factuality]:
    return {word: _FACTUALITIES[value] for word, value in values(name).items()}


def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in having(name))


# Words that take a clause.

SPEECH = having("speech-verb")
MANDATIVES = having("mandative")
CONTENT_NOUNS = having("content-noun")
AUXILIARY_LIKE = having("auxiliary-like")
RAISING_PASSIVES = having("raising:passive")

# Modal verbs and adverbs.

#: Factuality that a modal verb leaves to a clause; with "have" or "be" before a perfect or a
#: progressive. "Would" is the conditional, not "will" told in the past; "have to" is for where a
#: parser takes it for an auxiliary.
MODALS = _leaving("modal")
#: All modal verbs, also "will", which leaves a clause as it is.
MODAL_VERBS = frozenset(MODALS) | {"will"}
DENIABLE_MODALS = having("deniable-modal")
STATES = having("stative-verb")
WISHES = having("wish-verb")
SENSATIONS = having("sensation-verb")
LATER = having("subsequent-adverb")
#: Adverbs that hedge a clause or all but deny it, and those that do once they are denied.
ADVERBS = _leaving("modal-adverb")
DENIED_ADVERBS = _leaving("denied-adverb")
FALLING_SHORT = having("approximator")

# Negation.

NEGATIONS = having("negation")
NEGATIVE_PRONOUNS = having("negative-pronoun")
NEGATIVE_DETERMINERS = having("negative-determiner")
APPROXIMATE = having("approximate-negator")
QUANTIFIERS = having("deniable-quantifier")
FOCUS = having("focus-particle")
AFTER_NO = having("no-denial-after-no")
NO_OCCASIONS = having("occasion-noun")
DENIABLE_ADVERBS = having("deniable-adverb")

# Conditions and what else is not put forward.

_CONDITIONAL = having("conditional-conjunction")
_NONFACTUAL = _phrases("nonfactual-conjunction")
#: Conjunctions whose clause is not put forward as fact.
CONDITIONS = _CONDITIONAL | {phrase[0] for phrase in _NONFACTUAL if len(phrase) == 1}
TWO_WORD_CONDITIONS = frozenset(phrase for phrase in _NONFACTUAL if len(phrase) == 2)
#: Those on which the main clause depends as well; the verbs begin an inverted condition.
DEPENDED_ON = _CONDITIONAL | having("inverted-condition")
#: Conjunctions of time whose clause is left open, unless it is in the past: "when prices rise".
OPEN_IN_PRESENT = having("open-in-present")
#: What stands before or for those of whom nobody need exist: "no minister who resigned".
NOBODY_IN_PARTICULAR = having("nobody-in-particular")
ABSENCE = _phrases("absence")
FINITE = having("finite-form")
INTERROGATIVES = having("interrogative")

#: What each type of attribution leaves of a content whose cue is in no table.
_BY_TYPE = {"assertion": CERTAIN, "fact": CERTAIN, "belief": PROBABLE, "eventuality": UNKNOWN}


def signature(words: Iterable[str], form: Form) -> Signature | None:
    """What a word says of a clause of some form, or None if the table is silent.

    Args:
        words: The names to look for, the most special first: as printed, with particle, lemma.
        form: The form of the clause.
    """
    return next((SIGNATURES[word, form] for word in words if (word, form) in SIGNATURES), None)


def is_belief(lemma: str) -> bool:
    """Whether a word says that somebody thinks its clause likely."""
    return SIGNATURES.get((lemma, "that")) is BELIEF


def attributed(cue: Iterable[Iterable[str]], form: Form, kind: str, negated: bool) -> Factuality:
    """How a source stands to what an attribution says it puts forward.

    Args:
        cue: For each word of the cue, the main one first, its names as `signature` takes them.
        form: The form of the content.
        kind: The attribution's type.
        negated: Whether the cue is denied ("did not say").
    """
    for words in map(tuple, cue):
        if form == "that" and words[-1] in SPEECH and SIGNATURES[words[-1], form] is not FACTIVE:
            break  # whoever accuses or claims is sure
        found = signature(words, form)
        if found is not None:
            return found.negated if negated else found.affirmed
    return UNKNOWN if negated or form == "to" else _BY_TYPE.get(kind, CERTAIN)
