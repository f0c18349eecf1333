"""Polarity and certainty: what the words around a clause say of whether it holds.

The scale is FactBank's (Saurí and Pustejovsky, 2009): what is put forward is certain, probable or
possible, each with a polarity, or its speaker does not commit to it at all (unknown). The sources
of the tables:

- verbs and adjectives that take a clause: the implication signatures of Nairn, Condoravdi and
  Karttunen (2006) and Karttunen (2012), and the predicate classes of FactBank's annotation guide;
- modal verbs: de Marneffe, Manning and Potts (2012) on how readers take them in news;
- adverbs: the hedges and boosters listed by Hyland (2005).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsclaims.results import Certainty, Polarity

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
    """What a word implies about the clause it governs."""

    affirmed: Factuality
    negated: Factuality


FACTIVE = Signature(CERTAIN, CERTAIN)
IMPLICATIVE = Signature(CERTAIN, NOT)
NEGATIVE_IMPLICATIVE = Signature(NOT, CERTAIN)
CAUSATIVE = Signature(CERTAIN, UNKNOWN)
PREVENTIVE = Signature(NOT, UNKNOWN)
PERMISSIVE = Signature(UNKNOWN, NOT)
BELIEF = Signature(PROBABLE, PROBABLY_NOT)
DOUBT = Signature(PROBABLY_NOT, PROBABLE)
SUGGESTION = Signature(PROBABLE, UNKNOWN)
SPECULATION = Signature(POSSIBLE, UNKNOWN)
INTENTION = Signature(UNKNOWN, UNKNOWN)

#: Words that take a clause, by class; a verb with a particle is listed with it.
_CLASSES: tuple[tuple[Signature, str], ...] = (
    (
        FACTIVE,
        """know realize realise regret discover learn recall recognize recognise acknowledge resent
        fact mind aware glad happy sad sorry proud pleased surprised disappointed grateful thankful
        odd strange tragic unfortunate surprising lucky ironic""",
    ),
    (
        IMPLICATIVE,
        """manage succeed happen get bother dare remember begin start continue keep proceed go come
        resume turn end prove able true certain sure clear evident obvious bound confirm prove show
        demonstrate ensure undeniable right use""",
    ),
    (
        NEGATIVE_IMPLICATIVE,
        """fail forget neglect omit refrain avoid cease stop quit unable false untrue wrong failure
        inability""",
    ),
    (CAUSATIVE, "force cause make lead prompt compel oblige drive help trigger induce"),
    (
        PREVENTIVE,
        """refuse decline prevent block deny refute reject dismiss dispute rebut forbid prohibit ban
        bar dissuade hinder impossible denial refusal rejection rebuttal renounce disavow
        rule-out hold-off""",
    ),
    (PERMISSIVE, "allow permit let enable authorize authorise"),
    (
        BELIEF,
        """think believe suppose guess assume reckon expect suspect feel consider imagine presume
        figure anticipate predict forecast estimate trust conclude bet project seem appear tend
        likely set due supposed poised slated scheduled confident convinced optimistic belief
        expectation prediction forecast assumption conviction thought suspicion probable""",
    ),
    (DOUBT, "doubt question disbelieve unlikely improbable doubtful sceptical skeptical"),
    (
        SUGGESTION,
        "suggest indicate imply signal hint insinuate intimate suggestion indication sign hint",
    ),
    (
        SPECULATION,
        """speculate fear worry wonder possible conceivable speculation concern fearful
        afraid worried
        risk possibility chance""",
    ),
    (
        INTENTION,
        """want hope wish plan intend aim seek try attempt agree promise pledge vow threaten offer
        decide prefer like love need ask urge demand call-for request order tell instruct command
        propose recommend advise encourage invite beg plead appeal press push advocate support back
        oppose desire long strive struggle prepare consider undertake commit commitment
        resolve swear
        expected ready willing eager keen determined reluctant hopeful free prepared
        anxious desperate
        unwilling require have has ought intention plan hope wish desire proposal pledge promise
        threat offer demand request order decision effort bid attempt goal aim ambition
        campaign push
        whether if favor favour mull weigh contemplate vote design mean fight work""",
    ),
)
SIGNATURES: dict[str, Signature] = {
    word: signature for signature, words in reversed(_CLASSES) for word in words.split()
}

#: Verbs that only add phase, success or likelihood to the verb they govern: that verb then names
#: the event ("failed to agree" is about agreeing), whereas "refused to agree" is about refusing.
AUXILIARY_LIKE = frozenset(
    """fail manage begin start continue keep happen seem appear tend cease stop get prove come go
    able unable likely unlikely set due bound sure certain use have need supposed poised slated
    scheduled going be proceed ought""".split()
)

#: Verbs that do the same in the passive only ("is expected to sign").
RAISING_PASSIVES = frozenset(
    """expect believe think say report know suppose schedule rumor rumour allege estimate consider
    assume slate understand project predict presume""".split()
)

#: Verbs of saying: someone else's word for it is no commitment of the speaker's.
SPEECH = frozenset(
    """say tell report announce claim state declare add note explain argue insist maintain assert
    allege contend warn write tweet reply respond answer comment observe remark mention reveal
    disclose describe repeat stress emphasize emphasise reiterate testify recount reckon admit
    concede charge accuse complain quip joke inform remind assure caution
    according""".split()
)

#: Factuality that a modal verb leaves to a clause.
MODALS: dict[str, Factuality] = {
    "will": CERTAIN,
    "shall": CERTAIN,
    "would": PROBABLE,
    "should": PROBABLE,
    "ought": PROBABLE,
    "must": PROBABLE,
    "may": POSSIBLE,
    "might": POSSIBLE,
    "could": POSSIBLE,
    "can": POSSIBLE,
    "need": UNKNOWN,
    "dare": UNKNOWN,
}
#: Modals that speak of ability: denied, they leave no doubt ("cannot sign").
ABILITY = frozenset({"can", "could"})

#: Adverbs that hedge a clause.
ADVERBS: dict[str, Factuality] = {
    **dict.fromkeys(
        """probably likely presumably apparently seemingly evidently supposedly arguably
        doubtless ostensibly mostly""".split(),
        PROBABLE,
    ),
    **dict.fromkeys("perhaps maybe possibly potentially conceivably".split(), POSSIBLE),
    **dict.fromkeys("allegedly reportedly purportedly rumoredly hopefully".split(), UNKNOWN),
    **dict.fromkeys("hardly scarcely".split(), PROBABLY_NOT),
    **dict.fromkeys("unlikely".split(), PROBABLY_NOT),
}

NEGATIONS = frozenset("not n't never no neither nor nowhere".split())
#: Subjects and objects that deny their clause.
NEGATIVE_PRONOUNS = frozenset("nobody nothing none neither no-one noone".split())
#: After "not" these take the denial away from the verb ("not only said").
FOCUS = frozenset("only just merely simply necessarily solely exclusively".split())

#: Conjunctions whose clause is not put forward as fact.
CONDITIONS = frozenset(
    "if unless whether lest until till provided providing assuming supposing".split()
)

#: What each type of attribution leaves of a content whose cue is in no table.
_BY_TYPE = {"assertion": CERTAIN, "fact": CERTAIN, "belief": PROBABLE, "eventuality": UNKNOWN}


def implied(lemma: str, negated: bool) -> Factuality | None:
    """What a word says of the clause it governs, or None if the word is in no table."""
    signature = SIGNATURES.get(lemma)
    if signature is None:
        return None
    return signature.negated if negated else signature.affirmed


def is_factive(lemma: str) -> bool:
    """Whether a word takes the truth of its clause for granted."""
    return SIGNATURES.get(lemma) is FACTIVE


def is_belief(lemma: str) -> bool:
    """Whether a word says that somebody thinks its clause likely."""
    return SIGNATURES.get(lemma) is BELIEF


def attributed(cue: Iterable[str], kind: str, negated: bool) -> Factuality:
    """How a source stands to what an attribution says it puts forward.

    Args:
        cue: Lemmas of the cue's words, the main word first.
        kind: The attribution's type.
        negated: Whether the cue is denied ("did not say").
    """
    for lemma in cue:
        if lemma in SPEECH:
            break
        found = implied(lemma, negated)
        if found is not None:
            return found
    return UNKNOWN if negated else _BY_TYPE.get(kind, CERTAIN)


def asserted(
    modals: Iterable[str], adverbs: Iterable[str], negated: bool, committed: bool
) -> Factuality:
    """The factuality that a clause has by its own words.

    Args:
        modals: Lemmas of its modal verbs.
        adverbs: Its adverbs, lower-case.
        negated: Whether it is denied an odd number of times.
        committed: Whether "would" is no more than "will" told in the past.
    """
    result = NOT if negated else CERTAIN
    for modal in modals:
        if (negated and modal in ABILITY) or (committed and modal == "would"):
            continue
        result = result.under(MODALS.get(modal, CERTAIN))
    for adverb in adverbs:
        hedge = ADVERBS.get(adverb)
        if hedge is not None:
            result = result.under(hedge)
    return result
