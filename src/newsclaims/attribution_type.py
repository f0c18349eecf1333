"""What a source does with the content: asserts it, believes it, knows it, means to bring it about.

The four types are those of the Penn Discourse Treebank 2.0 (Prasad et al., 2007, annotation
manual, section 5.3: communication, propositional attitude, factive and control verbs), taken over
by PARC 3.0 (Pareti, 2016) as assertion, belief, fact and eventuality. The table below gives the
type of each cue word. Its words are sorted after

* Levin (1993), sections 29.4 and 29.5 (declare and conjecture verbs: belief), 31.3 (admire verbs),
  32 (desire), 33 (judgement) and 37 (communication);
* Kiparsky and Kiparsky (1970) and Karttunen (1971) for factive and implicative predicates;
* Sag and Pollard (1991) for verbs of influence, commitment and orientation (control).

Many cues change type with their complement: "told him that …" asserts, "told him to …" asks for an
eventuality; "hoped that …" is a belief, "hoped to …" an intention; "forgot that …" is a fact,
"forgot to …" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from newsclaims.document import Document, Reading
from newsclaims.lemmas import lemma
from newsclaims.results import AttributionType


@frozen(slots=True)
class _Sense:
    """What a cue word means.

    Attributes:
        clause: The type with a finite clause, a noun phrase or verbatim words as content.
        infinitive: The type with an infinitive as content.
        clause_words: Whether the content, if no infinitive, is what somebody said or wrote.
        infinitive_words: The same for an infinitive.
        gerund: Whether an "-ing" form counts as an infinitive ("suggested leaving").
        weak: Whether any other word of the cue that has a sense goes before this one.
    """

    clause: AttributionType
    infinitive: AttributionType
    clause_words: bool = False
    infinitive_words: bool = False
    gerund: bool = False
    weak: bool = False


_SAYING = _Sense("assertion", "assertion", True, True)
_ASKING = _Sense("assertion", "eventuality", True, True, gerund=True)
_AGREEING = _Sense("assertion", "eventuality", True, False)
_NARRATING = _Sense("assertion", "assertion")
_DIRECTING = _Sense("eventuality", "eventuality", True, True)
_INTENDING = _Sense("eventuality", "eventuality")
_BELIEVING = _Sense("belief", "belief")
_HOPING = _Sense("belief", "eventuality")
_CONSIDERING = _Sense("belief", "eventuality", gerund=True)
_SEEMING = _Sense("belief", "belief", weak=True)
_KNOWING = _Sense("fact", "fact")
_REMEMBERING = _Sense("fact", "eventuality")

_UNKNOWN = _Sense("assertion", "eventuality", True, False)

_VERBS: dict[_Sense, str] = {
    # Levin 37.7 (say), 37.2 (tell), 37.3 (manner of speaking), 37.4 (instrument), 37.1 (teach)
    _SAYING: """
        accuse acknowledge acquaint add admit affirm allege announce answer apprise argue
        articulate assert assure attest bark beam blog blurt boast brag brief broadcast cable
        call caption certify chant characterise characterize charge chide chime cite claim
        clarify comment compare complain concede conclude concur confess confirm contend
        continue correct counter crack crow cry deadpan declare demonstrate deny depict describe
        detail disclose dispute divulge document dub echo elaborate emphasise emphasize
        establish exaggerate exclaim explain fax find float forecast fume gasp gripe grumble
        gush headline herald highlight hint hypothesise hypothesize illustrate imply indicate
        inform inscribe insinuate insist interject intimate jest joke josh kid label lament
        laugh lie liken list maintain misreport misstate moan mumble murmur muse mutter name
        narrate note object observe opine outline overstate paint paraphrase phrase portray
        posit post postulate posture pray preach predicate predict preface print proclaim
        profess project promote pronounce prophesy protest prove publish quip quote rail rant
        rave read reaffirm reassure rebut recap recite recount reflect reiterate rejoin relate
        remark repeat reply report respond restate retort retweet reveal rhyme roar rule say
        scoff scold shoot show sigh signal sing snap snark sneer sob specify spell stammer state
        stipulate stress submit summarise summarize teach tease telegraph term testify theorise
        theorize title tout transcribe translate trumpet tweet underline underscore unveil
        update utter vent venture verify vouch whine wonder word
        """,
    # Levin 37.1, 37.2, 37.9 (advise): what is told, or what is asked for
    _ASKING: """
        advise ask caution counsel e-mail email enquire inquire lecture notify phone plead query
        remind scream shout suggest tell text warn whisper write yell
        """,
    _AGREEING: "agree mean swear",
    # Levin 33 (judgement) and the topic verbs of 37.6 (chitchat): no words are reported
    _NARRATING: """
        address admonish allude analyse analyze apologise apologize applaud assail attack bash
        belittle bemoan berate blame blast boo castigate celebrate challenge champion chastise
        chat cheer clash commend compliment condemn congratulate contest converse cover credit
        criticise criticize critique debunk decry defame defend deflect denounce deride disavow
        discredit discuss dismiss disparage dispel downplay dwell endorse examine excoriate
        excuse extol extoll fault finger focus greet hail hammer harangue heckle impugn insult
        invoke jeer justify knock lambast lambaste lash laud malign mention mince minimise
        minimize mock needle pan pillory poke praise profile quarrel question rebuff rebuke
        refer reference refute renounce reprimand repudiate review rib ridicule roast salute
        savage skewer slam smear spar speak sue talk taunt thank thrash toast touch trash vilify
        welcome
        """,
    # Levin 37.9 (advise), 37.12; verbs of influence and commitment that are also speech
    _DIRECTING: """
        advocate appeal ban beg beseech bid command commit dare decree demand dictate direct
        encourage enjoin entreat exhort forbid guarantee implore instruct invite lobby mandate
        move offer order petition pledge prescribe press pressure prohibit promise propose push
        recommend request require summon threaten urge vow
        """,
    # Sag and Pollard: influence, commitment, orientation; Levin 32 (desire); implicatives
    _INTENDING: """
        ache adopt aim allow appoint approve arrange aspire attempt authorise authorize avoid
        balk block bother campaign choose coerce compel consent crave decline desire dissuade
        elect embrace enable endeavor endeavour fail fight force hanker hesitate hire hunger
        implement impose induce intend itch let long manage need neglect nominate oblige opt
        pass permit pine plan prepare prevent proceed prompt pursue refrain refuse reject resist
        schedule seek select sign spurn stop strive struggle succeed target try undertake veto
        volunteer vote want wish withhold yearn yen
        """,
    # Levin 29.4, 29.5, 31.3; PDTB propositional attitude
    _BELIEVING: """
        abhor admire adore anticipate assume back believe bet calculate conceive concern
        conjecture deduce deem despise detest disagree disapprove disbelieve disdain distrust
        doubt entertain envisage envision envy equate estimate expect fancy favor favour feel
        figure foresee fret gather guess imagine infer interpret judge mistake mistrust oppose
        perceive presume rank rate reckon regard resent respect sense side speculate support
        suppose surmise suspect sympathise sympathize think value view wager worry
        """,
    _HOPING: """
        accept care convince decide determine dislike dread enjoy fear hate hope like loathe
        love persuade prefer resolve scare trust
        """,
    _CONSIDERING: "consider contemplate debate mull ponder weigh",
    _SEEMING: "appear look seem sound tend",
    # Karttunen's factives and semi-factives; PDTB factive
    _KNOWING: """
        alarm amaze anger appreciate ascertain astonish comprehend delight detect disappoint
        discern discover dismay grasp hear infuriate know notice overhear please rattle realise
        realize recall recognise recognize recollect rediscover regret rue sadden see shock
        surprise thrill uncover understand upset watch witness
        """,
    _REMEMBERING: "forget learn remember",
}

_PHRASES: dict[_Sense, str] = {
    _SAYING: """
        make clear|point out|point to|put it|put forward|lay out|spell out|set out|set forth
        |shoot back|fire back|hit back|push back|pipe up|chime in|go on record|plead guilty
        |plead not guilty|read aloud|let slip|let know|bring up|blurt out|call out|sum up
        |in word|take to twitter|take issue|open up|write off
        """,
    _NARRATING: """
        speak about|speak of|talk about|talk of|speak out|weigh in|go after|lash out|rail against
        |sing praise|distance himself|distance herself|distance themselves|shrug off|brush off
        |side with|hint at|warn of|complain about|joke about|comment on|tell of|respond to|reply to
        |response to
        """,
    _DIRECTING: "call for|call on|call upon|ask for|plead for|appeal to|push for|press for",
    _INTENDING: """
        would like|would love|would prefer|would rather|would hate|look for|look to|look forward
        |vote for|vote against|hold out for|turn down|rule out|sign off|make up mind|go for
        |work to|fight for|stand by|drop out
        """,
    _BELIEVING: """
        count on|bank on|believe in|think of|look upon|see as|look like|seem like|sound like
        """,
    _KNOWING: "find out|figure out|come to light|know for",
}

_NOUNS: dict[_Sense, str] = {
    _SAYING: """
        account accusation acknowledgment admission affirmation allegation announcement answer
        argument article assertion assurance bulletin caption caveat charge claim column comment
        communique complaint concession confession confirmation contention data declaration
        defense denial description disclosure document editorial email essay estimate evidence
        excuse explanation figure filing finding forecast gossip headline hint implication
        indication indictment insistence interview lawsuit letter lie line memo message myth
        narrative news note notice observation op-ed point poll post prediction press
        proclamation projection prophecy protestation question quip quotation quote reassurance
        recap release remark reminder reply report response retort ruling rumor rumour saying
        sermon signal slogan speech statement statistics story study suggestion summary survey
        tale testimony text tip transcript tweet verdict version video warning whisper word
        """,
    _NARRATING: """
        apology attack condemnation criticism critique debate denunciation discussion
        endorsement insult mention mockery praise rant rebuke reference rhetoric scrutiny talk
        tirade tribute
        """,
    _DIRECTING: """
        advice call command demand directive guarantee instruction invitation motion oath offer
        order petition plea pledge promise proposal recommendation request summons threat
        ultimatum vow
        """,
    _INTENDING: """
        agreement aim ambition aspiration attempt ban bid campaign commitment decision desire
        determination drive effort goal hesitation impulse inclination intent intention interest
        longing mission need objective opportunity permission plan pressure push quest readiness
        refusal rejection reluctance resolve right strategy struggle unwillingness vote
        willingness wish yearning
        """,
    _BELIEVING: """
        anxiety assessment assumption attitude belief concern conclusion confidence consensus
        conviction critic doubt dream estimation expectation faith feeling guess hypothesis idea
        illusion impression inference judgement judgment misconception misgiving notion opinion
        opponent opposition optimism outlook perception pessimism position preference
        premonition scepticism sense sentiment skepticism speculation stance support supporter
        suspicion theory thinking thought trust uncertainty understanding view viewpoint vision
        worry
        """,
    _HOPING: "fear hope",
    _KNOWING: """
        awareness discovery experience fact knowledge memory realization recognition
        recollection regret revelation surprise
        """,
}

_ADJECTIVES: dict[_Sense, str] = {
    _SAYING: "adamant emphatic explicit insistent outspoken vocal",
    _BELIEVING: """
        agnostic bearish bullish certain concerned confident convinced critical cynical doubtful
        dubious favorable favourable fearful leery likely mistaken nervous opposed optimistic
        persuaded pessimistic positive sceptical skeptical supportive sure suspicious uncertain
        unconvinced unlikely unsure wary worried
        """,
    _HOPING: "afraid content hopeful scared terrified",
    _INTENDING: """
        able anxious bound committed desperate determined disinclined eager hesitant impatient
        inclined intent interested keen loath open poised prepared ready reluctant set unable
        unready unwilling willing
        """,
    _KNOWING: """
        amazed angry ashamed astonished aware cognizant conscious delighted disappointed
        dismayed embarrassed frustrated furious glad grateful happy mindful outraged pleased
        proud relieved sad shocked sorry stunned surprised thankful thrilled unaware unhappy
        upset
        """,
}

_ADVERBS: dict[_Sense, str] = {
    _SAYING: "allegedly purportedly reportedly",
    _SEEMING: "apparently presumably seemingly supposedly",
}


def _table(senses: Mapping[_Sense, str]) -> dict[str, _Sense]:
    return {word: sense for sense, words in senses.items() for word in words.split()}


_BY_PART_OF_SPEECH: dict[str, dict[str, _Sense]] = {
    "VERB": _table(_VERBS),
    "NOUN": _table(_NOUNS),
    "ADJ": _table(_ADJECTIVES),
    "ADV": _table(_ADVERBS),
}
_PARTS_OF_SPEECH = {"AUX": "VERB", "PROPN": "NOUN"}
_CLOSED_CLASSES = frozenset("ADP CCONJ DET NUM PART PRON PUNCT SCONJ SYM".split())

_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], _Sense]]] = {}
for _sense, _phrases in _PHRASES.items():
    for _phrase in _phrases.split("|"):
        _first, *_rest = _phrase.split()
        _BY_FIRST_WORD.setdefault(_first, []).append((tuple(_rest), _sense))
# A word of a phrase may have two others before it: "called repeatedly for".
_GAP = 3

# Words that say whose words the content is: "in her words", "per the report".
_SOURCE_PREPOSITIONS = frozenset("according per via in by from".split())
_CUE_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")


def attribution_type(
    document: Document, reading: Reading, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> AttributionType:
    """The type of an attribution.

    Args:
        document: The segmented article.
        reading: What the encoder reads in it; of this, the parts of speech and heads are used.
        cue: The cue, as a half-open range of the document's tokens.
        content: The stretches of content, as ranges of tokens, in order.

    Returns:
        The type. A cue with no word of the table, such as a colon or "in", counts as an
        assertion, with an infinitive as an eventuality.
    """
    tokens = document.tokens
    upos = [reading.upos[i] for i in range(*cue)]
    forms = [tokens[i].text for i in range(*cue)]
    following = [tokens[i].text for i in range(cue[1], min(cue[1] + 2, len(tokens)))]
    head = next((i - cue[0] for i in range(*cue) if not cue[0] <= reading.heads[i] < cue[1]), None)
    sense = _sense_of(tuple(forms), tuple(upos), tuple(following), head)
    if _is_infinitive(document, reading, cue, content, sense.gerund):
        return sense.infinitive
    return sense.clause


@lru_cache(maxsize=16_384)
def reports_words(cue: str | None, type: AttributionType) -> bool:
    """Whether an attribution without quotation marks still reports words.

    Args:
        cue: The cue as printed, or None.
        type: The attribution's type.

    Returns:
        True for speech and writing ("said", "vowed to"), False for beliefs, knowledge and
        intentions, where the cue only names the topic or the verdict ("discussed", "praised"),
        and where it is a word that the table does not hold.
    """
    if type in ("belief", "fact"):
        return False
    words = tuple(_CUE_WORDS.findall(cue or ""))
    sense = _sense_of(words, ("",) * len(words), (), None)
    if sense is _UNKNOWN and words:
        return type == "assertion" and not _SOURCE_PREPOSITIONS.isdisjoint(map(str.lower, words))
    if type == "eventuality":
        return sense.infinitive_words if sense.infinitive == "eventuality" else False
    return sense.clause_words if sense.clause == "assertion" else True


def _sense_of(
    forms: tuple[str, ...], upos: tuple[str, ...], following: tuple[str, ...], head: int | None
) -> _Sense:
    """The sense of a cue: of a phrase in it, else of its head, its last verb or its first word."""
    printed = [form.lower() for form in (*forms, *following)]
    verbs = [lemma(form, "VERB") for form in printed]
    for i in range(len(forms)):
        for first in dict.fromkeys((printed[i], verbs[i])):
            for rest, sense in _BY_FIRST_WORD.get(first, ()):
                if _follows(rest, printed, verbs, i + 1):
                    return sense
    senses = [
        _word_sense(form, part, first)
        for form, part, first in zip(forms, upos, verbs, strict=False)
    ]
    strong = [sense if sense is not None and not sense.weak else None for sense in senses]
    for candidates in (strong, senses):
        if head is not None and (chosen := candidates[head]) is not None:
            return chosen
        of_verbs = [s for s, part in zip(candidates, upos, strict=True) if s and part == "VERB"]
        if of_verbs:
            return of_verbs[-1]
        for chosen in candidates:
            if chosen is not None:
                return chosen
    return _UNKNOWN


def _follows(
    rest: tuple[str, ...], printed: Sequence[str], lemmas: Sequence[str], position: int
) -> bool:
    """Whether the words, as printed or in their base form, occur in order and close together."""
    for word in rest:
        window = range(position, min(position + _GAP, len(printed)))
        found = next((i for i in window if word in (printed[i], lemmas[i])), None)
        if found is None:
            return False
        position = found + 1
    return True


def _word_sense(form: str, part: str, as_verb: str) -> _Sense | None:
    """The sense of one word, by its part of speech if that has one, else by any."""
    if part in _CLOSED_CLASSES:
        return None
    for name in dict.fromkeys((_PARTS_OF_SPEECH.get(part, part), *_BY_PART_OF_SPEECH)):
        table = _BY_PART_OF_SPEECH.get(name)
        if table is not None:
            word = as_verb if name == "VERB" else lemma(form, name)
            sense = table.get(word)
            if sense is not None:
                return sense
    return None


def _is_infinitive(
    document: Document,
    reading: Reading,
    cue: tuple[int, int],
    content: Sequence[tuple[int, int]],
    gerund: bool,
) -> bool:
    """Whether the content's first verb is an infinitive with "to", the "to" maybe in the cue."""
    tokens, upos = document.tokens, reading.upos
    after_to = cue[1] <= content[0][0] and tokens[cue[1] - 1].text.lower() == "to"
    for i in _words_of(content):
        word = tokens[i].text.lower()
        if word == "to" and upos[i] == "PART":
            after_to = True
        elif upos[i] in ("VERB", "AUX"):
            return after_to or (gerund and i == content[0][0] and word.endswith("ing"))
        elif upos[i] in ("SCONJ", "PRON") and word in _CLAUSE_BEGINNERS:
            return False
        elif upos[i] not in ("ADV", "PART"):
            after_to = False
    return False


_CLAUSE_BEGINNERS = frozenset("that if whether because what who why which whom whose".split())


def _words_of(content: Sequence[tuple[int, int]]) -> Iterator[int]:
    for first, last in content:
        yield from range(first, last)
