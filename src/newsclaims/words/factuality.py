"""Polarity and certainty: what the words around a clause say of whether it holds.

The scale is FactBank's (Saurí and Pustejovsky, 2009): what is put forward is certain, probable or
possible, each with a polarity, or its speaker does not commit to it at all (unknown). All that the
library knows of single words stands in the tables below; `newsclaims.factuality.clause_factuality`
reads the clauses of a document against them. How the tables treat what annotators may well dispute:

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

from collections.abc import Iterable
from typing import Literal, NamedTuple

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
    """What a word implies about the clause it governs, when it is affirmed and when denied."""

    affirmed: Factuality
    negated: Factuality


FACTIVE = Signature(CERTAIN, CERTAIN)
#: Two-way implicatives: "managed to", "did not manage to".
IMPLICATIVE = Signature(CERTAIN, NOT)
NEGATIVE_IMPLICATIVE = Signature(NOT, CERTAIN)
#: One-way implicatives: denied, they leave open what they govern.
CAUSATIVE = Signature(CERTAIN, UNKNOWN)
PREVENTIVE = Signature(NOT, UNKNOWN)
PERMISSIVE = Signature(POSSIBLE, NOT)
HESITATION = Signature(UNKNOWN, CERTAIN)
PROOF = Signature(CERTAIN, PROBABLY_NOT)
BELIEF = Signature(PROBABLE, PROBABLY_NOT)
DOUBT = Signature(PROBABLY_NOT, CERTAIN)
QUESTION = Signature(UNKNOWN, CERTAIN)
SUGGESTION = Signature(PROBABLE, UNKNOWN)
SPECULATION = Signature(POSSIBLE, UNKNOWN)
CHANCE = Signature(POSSIBLE, PROBABLY_NOT)
INTENTION = Signature(UNKNOWN, UNKNOWN)
REPORT = Signature(CERTAIN, UNKNOWN)

#: Verbs of saying: being reported lowers nothing.
SPEECH = frozenset(
    """say tell report announce claim state declare add note explain argue insist maintain assert
    allege contend warn write tweet reply respond answer comment observe remark mention reveal
    disclose describe repeat stress emphasize emphasise reiterate testify recount reckon admit
    concede charge accuse complain quip joke inform remind assure caution
    according""".split()
)

#: The form of a clause that a word takes: finite ("that" need not be printed), an infinitive, a
#: gerund, a gerund after "from" ("prevented from leaving").
Form = Literal["that", "to", "-ing", "from"]
FORMS: tuple[Form, ...] = ("that", "to", "-ing", "from")

#: The words that take a clause: signature, forms of the clause, words. A word is a lemma, a lemma
#: with its particle ("go-on"), an inflected form ("had"), a passive one ("be-said"), a noun
#: ("the-claim"), or "was-able", as who was able did it and who is able may. Of two rows with the
#: same word and form the upper one counts.
_ROWS: tuple[tuple[Signature, str, str], ...] = (
    # Karttunen (1971), "The logic of English predicate complement constructions": factives.
    (
        FACTIVE,
        "that -ing",
        """know realize realise regret discover learn recall recognize recognise acknowledge admit
        concede confess reveal disclose resent remember forget notice notify understand see hear
        find celebrate lament deplore welcome appreciate ignore overlook bemoan mind care
        aware unaware glad happy sad sorry proud ashamed pleased delighted thrilled relieved angry
        furious surprised shocked stunned amazed disappointed upset grateful thankful odd strange
        tragic unfortunate surprising lucky ironic shameful unfair outrageous unacceptable
        the-fact the-news the-knowledge the-realization the-realisation the-discovery
        the-revelation the-admission the-truth the-pity the-shame the-reason""",
    ),
    (
        FACTIVE,
        "to",
        """glad happy sad sorry proud pleased delighted surprised shocked disappointed relieved
        regret lucky fortunate right wrong""",
    ),
    # Karttunen (1971, 2012): two-way implicatives.
    (
        IMPLICATIVE,
        "to -ing",
        """manage succeed happen get bother dare remember begin start continue keep proceed come
        resume turn-out end-up wind-up go-on grow-up prove deign choose opt condescend used grow
        tend serve finish complete persist carry-on was-able let bring live doomed sure certain
        bound guaranteed destined wise quick going be-known be-found be-shown be-seen""",
    ),
    (IMPLICATIVE, "that", "true right correct happen turn-out"),
    (
        NEGATIVE_IMPLICATIVE,
        "to",
        "fail forget neglect omit cease refrain unable unfit the-failure the-inability",
    ),
    (
        NEGATIVE_IMPLICATIVE,
        "-ing from",
        """fail avoid cease stop quit refrain abstain desist escape evade resist miss skip
        give-up drop abandon incapable short""",
    ),
    (NEGATIVE_IMPLICATIVE, "that", "false untrue wrong incorrect baseless unfounded"),
    # Nairn, Condoravdi and Karttunen (2006): one-way implicatives.
    (
        CAUSATIVE,
        "to -ing",
        """force cause make lead prompt compel oblige drive help trigger induce had spur inspire
        motivate persuade convince provoke push rush hasten hurry race convict jail imprison fine
        sentence guilty responsible thank praise criticize criticise punish fire sack suspend
        apologize apologise condemn""",
    ),
    (
        CAUSATIVE,
        "that",
        """prove show demonstrate confirm establish ensure guarantee mean conclude determine verify
        certain sure clear evident obvious apparent undeniable undisputed plain convinced
        the-conclusion the-conviction""",
    ),
    (PROOF, "that -ing", "the-proof the-confirmation the-demonstration"),
    (PREVENTIVE, "to", "refuse decline impossible pretend the-refusal"),
    (
        PREVENTIVE,
        "that -ing",
        """deny refute reject dismiss dispute contest rebut contradict debunk disprove renounce
        disavow rule-out swear-off decide-against pretend impossible unthinkable inconceivable
        acquit clear cleared exonerate the-denial the-rejection the-rebuttal the-myth the-lie
        the-hoax the-fiction the-falsehood""",
    ),
    (
        PREVENTIVE,
        "from",
        """prevent keep stop block bar ban prohibit deter discourage dissuade hinder exclude
        exempt save protect spare disqualify preclude restrain shy-away back-away""",
    ),
    (PREVENTIVE, "-ing to", "prevent forbid prohibit ban bar block"),
    (PERMISSIVE, "to", "allow permit enable authorize authorise possible"),
    (PERMISSIVE, "to -ing", "able capable the-ability the-capability the-capacity the-power"),
    (PERMISSIVE, "that", "possible conceivable plausible"),
    (HESITATION, "to", "hesitate hesitant"),
    # FactBank's annotation guide: belief, doubt, conjecture, evidence.
    (
        BELIEF,
        "that to",
        """think believe suppose guess assume reckon expect suspect feel imagine presume figure
        anticipate predict forecast estimate trust bet project seem appear likely probable set due
        poised slated scheduled about confident optimistic the-belief the-expectation
        the-prediction the-forecast the-estimate the-assumption the-thought the-suspicion
        the-likelihood the-view the-opinion the-impression the-consensus""",
    ),
    (
        BELIEF,
        "to",
        """be-considered be-said be-reported be-thought be-understood be-reputed be-perceived
        be-deemed the-course the-track""",
    ),
    (BELIEF, "-ing", "suspect imagine anticipate think believe envisage the-suspicion"),
    (BELIEF, "that -ing", "the-evidence the-sign the-indication the-suggestion the-hint"),
    (
        DOUBT,
        "that to",
        """doubt disbelieve unlikely improbable doubtful dubious sceptical skeptical unconvinced
        the-doubt the-disbelief the-scepticism the-skepticism""",
    ),
    (QUESTION, "that", "question the-question"),
    (SUGGESTION, "that", "suggest indicate imply signal hint insinuate intimate"),
    (CHANCE, "that -ing", "the-chance the-possibility the-risk the-danger the-prospect the-odds"),
    (
        SPECULATION,
        "that to -ing",
        """speculate fear worry fearful afraid worried concerned the-speculation the-concern
        the-fear the-worry the-threat the-rumor the-rumour the-theory the-allegation
        the-accusation""",
    ),
    (SPECULATION, "to", "be-alleged be-rumored be-rumoured"),
    (SPECULATION, "-ing", "possible accuse charge the-charge"),
    # Being reported lowers nothing; so do what is promised or decided in a finite clause.
    (
        REPORT,
        "that",
        """agree decide guarantee point-out pledge promise swear threaten vow the-agreement
        the-announcement the-argument the-assertion the-case the-claim the-complaint
        the-declaration the-guarantee the-pledge the-promise the-report the-ruling the-statement
        the-vow the-warning the-word """
        + " ".join(sorted(SPEECH)),
    ),
    (REPORT, "to", "claim profess purport"),
    # FactBank's annotation guide: what is wanted, planned, attempted, ordered, asked.
    (
        INTENTION,
        "that to -ing from",
        """want hope wish plan intend aim seek try attempt agree offer decide prefer like love need
        ask urge demand call-for request order instruct command propose recommend advise encourage
        invite beg plead appeal press advocate support back oppose desire long strive struggle
        prepare undertake commit resolve ready willing eager keen determined reluctant hopeful
        free prepared anxious desperate unwilling require favor favour mull weigh contemplate vote
        design fight work wonder pray dream supposed discuss debate provided providing assuming
        supposing the-intention the-proposal the-demand the-request the-order the-decision
        the-effort the-bid the-attempt the-goal the-aim the-ambition the-campaign the-push
        the-hope the-wish the-plan the-desire the-dream the-idea the-notion the-debate
        the-condition the-event the-commitment the-offer the-need the-promise the-threat
        the-purpose the-task the-mission""",
    ),
    (
        INTENTION,
        "to",
        "have ought promise pledge vow swear threaten consider mean tell warn",
    ),
    (
        INTENTION,
        "-ing",
        "consider suggest delay postpone put-off risk close the-verge the-brink the-point",
    ),
)


def _table() -> dict[tuple[str, str], Signature]:
    table: dict[tuple[str, str], Signature] = {}
    for signature, forms, words in _ROWS:
        for word in words.split():
            for form in forms.split():
                table.setdefault((word, form), signature)
    return table


#: What a word implies about a clause of some form.
SIGNATURES = _table()

#: Verbs that put forward or demand, by the mood of their clause: "suggested that he resign".
MANDATIVES = frozenset("insist suggest propose recommend ask request urge".split())

#: Nouns for what is said or thought: who rejects or confirms it says so of what it holds.
CONTENT_NOUNS = frozenset(
    """claim report statement argument assertion allegation accusation rumor rumour suggestion idea
    notion view theory belief speculation charge charges story""".split()
)

#: Verbs that only add phase, success or likelihood to the verb they govern: that verb then names
#: the event ("failed to agree" is about agreeing), whereas "refused to agree" is about refusing.
AUXILIARY_LIKE = frozenset(
    """fail manage begin start continue keep happen seem appear tend cease stop get prove come go
    able unable likely unlikely set due bound sure certain use have need supposed poised slated
    scheduled going be proceed ought about""".split()
)

#: Verbs that do the same in the passive only ("is expected to sign").
RAISING_PASSIVES = frozenset(
    """expect believe think say report know suppose schedule rumor rumour allege estimate consider
    assume slate understand project predict presume""".split()
)

#: Factuality that a modal verb leaves to a clause; with "have" or "be" before a perfect or a
#: progressive. "Would" is the conditional, not "will" told in the past.
MODALS: dict[str, Factuality] = {
    "will": CERTAIN,
    "shall": CERTAIN,
    "would": PROBABLE,
    "should": UNKNOWN,
    "ought": UNKNOWN,
    "must": UNKNOWN,
    "may": POSSIBLE,
    "might": POSSIBLE,
    "could": POSSIBLE,
    "can": POSSIBLE,
    "need": UNKNOWN,
    "dare": UNKNOWN,
    "have to": UNKNOWN,  # where a parser takes it for an auxiliary
    "must have": PROBABLE,
    "must be": PROBABLE,
    "would have": UNKNOWN,
}
#: States: "must know" infers what "must leave" demands.
STATES = frozenset("know think believe feel love hate want realize realise remember mean".split())
#: What is felt is felt for certain: "he would like to", "she could hear shots".
WISHES = frozenset("like love prefer hate".split())
SENSATIONS = frozenset("hear feel smell".split())
#: "Would" with these tells what came next in the past.
LATER = frozenset("later eventually soon subsequently ultimately finally thereafter".split())
#: Modals that leave no doubt when denied: "cannot sign", "would not comment".
DENIABLE_MODALS = frozenset({"can", "could", "would"})

#: Adverbs that hedge a clause or all but deny it.
ADVERBS: dict[str, Factuality] = {
    **dict.fromkeys(
        """probably likely presumably apparently seemingly evidently supposedly arguably
        doubtless ostensibly mostly reportedly""".split(),
        PROBABLE,
    ),
    **dict.fromkeys(
        """perhaps maybe possibly potentially conceivably allegedly purportedly rumoredly
        feasibly""".split(),
        POSSIBLE,
    ),
    "hopefully": UNKNOWN,
    "unlikely": PROBABLY_NOT,
    **dict.fromkeys("hardly scarcely rarely seldom".split(), NOT),
}
#: Adverbs that do once they are denied: "not necessarily".
DENIED_ADVERBS: dict[str, Factuality] = {"necessarily": POSSIBLE}
#: What just falls short of happening does not happen: "almost hit".
FALLING_SHORT = frozenset("almost nearly".split())

NEGATIONS = frozenset("not n't never no neither nor nowhere".split())
#: Subjects and objects that deny their clause.
NEGATIVE_PRONOUNS = frozenset("nobody nothing none neither no-one noone".split())
#: Determiners that do, and pronouns and determiners that do unless an article goes before.
NEGATIVE_DETERMINERS = frozenset("no neither hardly scarcely barely".split())
APPROXIMATE = frozenset("few little".split())
#: With "not", quantifiers that deny the clause they are the subject of: "not everyone agreed".
QUANTIFIERS = frozenset(
    "all every everyone everybody everything each many much enough a one single".split()
)
#: After "not" these take the denial away from the verb ("not only said").
FOCUS = frozenset("only just merely simply solely exclusively until".split())
#: "No fewer than 30", "nothing but", "no matter": no denial either.
AFTER_NO = frozenset("fewer more less later sooner but except matter wonder".split())
#: "At no time", "under no circumstances".
NO_OCCASIONS = frozenset("time point stage way account mean means circumstance condition".split())
#: "No longer", "not once", "never before".
DENIABLE_ADVERBS = frozenset("longer more once before again ever yet always".split())
#: "Far from over", "anything but happy", "has all but vanished".
DENYING_PHRASES = frozenset({("far", "from"), ("anything", "but"), ("all", "but")})

#: Conjunctions whose clause is not put forward as fact.
CONDITIONS = frozenset(
    "if unless whether lest until till provided providing assuming supposing".split()
)
TWO_WORD_CONDITIONS = frozenset({("in", "case"), ("as", "if"), ("as", "though")})
#: Those on which the main clause depends as well; the verbs begin an inverted condition.
DEPENDED_ON = frozenset("if unless provided providing assuming supposing had were should".split())
#: Prepositions and conjunctions whose clause does not hold.
ABSENCE = frozenset({("without",), ("instead", "of"), ("rather", "than")})
#: Words that no infinitive has beside it.
FINITE = frozenset("is are was were am 's 're 'm do does did has had".split())
INTERROGATIVES = frozenset("who whom whose what which why how when where".split())

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
