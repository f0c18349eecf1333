"""What a source does with the content: asserts it, believes it, knows it, means to bring it about.

The four types are those of the Penn Discourse Treebank 2.0 (Prasad et al., 2007, annotation
manual, section 5.3: communication, propositional attitude, factive and control verbs), taken over
by PARC 3.0 (Pareti, 2016) as assertion, belief, fact and eventuality.

A type is read off two things: the sense of the cue, of which `_SENSES` lists the words, and the
form of its complement, the content. Many cues change type with it: "told him that …" asserts,
"told him to …" asks for an eventuality; "saw the plan" is a fact, "saw the plan as a threat" a
belief; to reject a claim is to assert that it is false, to reject an offer is a decision. The words
are sorted after

* Levin (1993), sections 29.4 and 29.5 (declare and conjecture verbs: belief), 31.1 (amuse verbs),
  31.3 (admire verbs), 32 (desire), 33 (judgement) and 37 (communication);
* Kiparsky and Kiparsky (1970) and Karttunen (1971) for factive and implicative predicates;
* Sag and Pollard (1991) for verbs of influence, commitment and orientation (control).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from newsclaims.results import AttributionType
from newsclaims.text.document import Document, Reading
from newsclaims.text.lemmas import lemma
from newsclaims.trace import Rule, note

_Complement = Literal[
    "utterance", "clause", "infinitive", "gerund", "noun", "proposition", "predicate"
]


@frozen(slots=True, eq=False)
class _Sense:
    """Cue words that are alike in meaning, and the type of their attributions.

    Attributes:
        clause: The type with a finite clause or a quotation, and with every complement that has
            none of its own.
        infinitive: The type with an infinitive ("agreed to leave").
        gerund: The type with an "-ing" form ("suggested leaving").
        noun: The type with a noun phrase ("accepted the offer").
        proposition: The type with a noun phrase that names words or thoughts ("the claim").
        predicate: The type with something said of an object ("saw it as a threat").
        clause_words: Whether the content, if no infinitive, is what somebody said or wrote.
        infinitive_words: The same for an infinitive.
        weak: Whether any other word of the cue that has a sense goes before these.
        verbs: Their base forms, separated by spaces.
        nouns: The same.
        adjectives: The same.
        adverbs: The same.
        phrases: The same, separated by bars; a word of a phrase may have two others before it.
    """

    clause: AttributionType
    infinitive: AttributionType | None = None
    gerund: AttributionType | None = None
    noun: AttributionType | None = None
    proposition: AttributionType | None = None
    predicate: AttributionType | None = None
    clause_words: bool = False
    infinitive_words: bool = False
    weak: bool = False
    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""
    adverbs: str = ""
    phrases: str = ""

    def type_with(self, complement: _Complement) -> AttributionType:
        """The type with a content of some form."""
        if complement == "utterance":
            return "eventuality" if self.clause == "eventuality" else "assertion"
        of_its_own: AttributionType | None = getattr(self, complement)
        return of_its_own or self.clause


_SENSES = (
    # To say: Levin 37.7 (say), 37.3 (manner of speaking), 37.4 (instrument), 37.1 (teach).
    _Sense(
        "assertion",
        clause_words=True,
        infinitive_words=True,
        verbs="""
            accord accuse acknowledge acquaint add admit affirm allege announce answer apprise argue
            articulate assert assure attest attribute bark beam blog blurt boast brag brand brief
            broadcast cable call caption certify chant characterise characterize charge chide chime
            cite claim clarify comment compare complain concede conclude concur confess confirm
            contend correct counter crack crow cry deadpan declare define demonstrate deny depict
            describe detail disclose dispute divulge document dub echo elaborate emphasise emphasize
            enumerate establish exaggerate exclaim explain expose fax float forecast foreshadow
            foretell frame fume gasp gripe grumble gush headline herald highlight hint hypothesise
            hypothesize identify illustrate imply indicate inform inscribe insinuate insist
            interject intimate intone jest joke josh kid label lament laugh lie liken list maintain
            misreport misstate moan mumble murmur muse mutter name narrate note object observe opine
            outline overstate paint paraphrase phrase pontificate portray posit post postulate
            posture pray preach predicate predict preface print proclaim profess project promote
            pronounce prophesy protest prove publicise publicize publish quip quote rail rant rave
            read reaffirm reassure rebut recap recapitulate recite record recount reflect reiterate
            rejoin relate relay remark repeat reply report reprise respond restate retell retort
            retweet reveal rhyme roar rule say scoff scold shoot show sigh signal sing snap snark
            sneer sob specify spell stammer state stipulate stress submit summarise summarize teach
            tease telegraph term testify theorise theorize title tout transcribe translate trumpet
            tweet underline underscore unveil update utter vent venture verbalise verbalize verify
            vouch whine word
            """,
        nouns="""
            account accusation acknowledgement acknowledgment ad adage admission affirmation
            allegation announcement answer argument article assertion assurance bulletin caption
            case caveat charge claim column comment communique comparison complaint concession
            confession confirmation contention coverage data declaration defense denial description
            disclosure dispatch document documentary editorial email essay estimate evidence excuse
            explanation figure filing finding footage forecast gossip headline hint image
            implication indication indictment information insistence interview lawsuit letter lie
            line memo memoir message myth narrative news note notice observation op-ed photo
            photograph point poll post prediction press proclamation projection proof prophecy
            protestation question quip quotation quote reassurance recap release remark reminder
            reply report response retort ruling rumor rumour saying sermon signal slogan speech
            statement statistics story study suggestion summary survey takeaway tale testimonial
            testimony text tip transcript tweet verdict version video warning whisper word
            """,
        adjectives="adamant clear emphatic explicit insistent outspoken vocal",
        adverbs="allegedly purportedly reportedly",
        phrases="""
            make clear|point out|point to|put it|put forth|put forward|lay out|lay bare|spell out
            |set out|set forth|shoot back|fire back|hit back|push back|pipe up|chime in|double down
            |go on record|plead guilty|plead not guilty|read aloud|let slip|let know|bring up
            |blurt out|call out|sum up|break down|in word|take to twitter|take issue|open up
            |write off|make case|pass along|pass on|sound off|speak up
            """,
    ),
    # To tell or to ask: Levin 37.1, 37.2, 37.9 (advise).
    _Sense(
        "assertion",
        infinitive="eventuality",
        gerund="eventuality",
        clause_words=True,
        infinitive_words=True,
        verbs="""
            advise ask caution counsel e-mail email enquire inquire lecture notify phone plead query
            remind scream shout suggest tell text warn whisper write yell
            """,
    ),
    _Sense(
        "assertion",
        infinitive="eventuality",
        clause_words=True,
        verbs="agree mean swear",
    ),
    _Sense(
        "assertion",
        infinitive="eventuality",
        gerund="eventuality",
        noun="eventuality",
        proposition="assertion",
        clause_words=True,
        infinitive_words=True,
        weak=True,
        verbs="offer",
    ),
    # To speak of something, without its words: Levin 33 (judgement) and the topic verbs of 37.6.
    _Sense(
        "assertion",
        verbs="""
            address admonish allude analyse analyze apologise apologize applaud assail attack bash
            belittle bemoan berate blame blast boo castigate celebrate challenge champion chastise
            chat cheer clash commend compliment condemn confront congratulate contest contradict
            contrast converse cover credit criticise criticize critique debunk decry defame defend
            deflect denounce deride disavow discredit discuss disown dismiss disparage dispel
            downplay dwell endorse examine excoriate excuse explore extol extoll fault feature
            finger focus greet hail hammer harangue heckle hit impugn insult invoke jab jeer justify
            knock lambast lambaste lampoon lash laud malign mention mince minimise minimize mock
            needle pan parody pillory poke pounce pound praise profile pummel quarrel question react
            rebuff rebuke refer reference refute renounce reprimand repudiate review revisit rib
            ridicule rip roast rubbish salute satirise satirize savage skewer slam smear snub spar
            speak squabble sue tackle talk taunt thank thrash toast touch trash upbraid vilify
            welcome
            """,
        nouns="""
            apology attack barb condemnation conversation criticism critique debate denunciation dig
            discussion endorsement insult jab mention mockery praise rant reaction rebuke reference
            rhetoric scrutiny swipe talk tirade tribute
            """,
        phrases="""
            speak about|speak of|talk about|talk of|talk up|speak out|weigh in|go after|lash out
            |rail against|sing praise|distance himself|distance herself|distance themselves
            |shrug off|brush off|gloss over|play down|leave out|single out|tick off|pile on|take aim
            |take shot|take swing|make light|know as|side with|hint at|warn of|complain about
            |joke about|comment on|tell of|respond to|reply to|response to
            """,
    ),
    # Light verbs, whose noun carries the meaning: "expressed hope", "issued an order".
    _Sense(
        "assertion",
        infinitive="eventuality",
        weak=True,
        verbs="""
            air cast circulate convey deliver display express file give issue make present provide
            put raise register release share voice
            """,
    ),
    # Speech acts that are to bring something about: Levin 37.9, 37.12; influence, commitment.
    _Sense(
        "eventuality",
        clause_words=True,
        infinitive_words=True,
        verbs="""
            advocate appeal ban beg beseech bid command commit dare decree demand dictate direct
            encourage enjoin entreat exhort forbid guarantee implore instruct invite lobby mandate
            move order petition pitch pledge prescribe press pressure prohibit promise propose push
            recommend request require summon threaten urge vow
            """,
        nouns="""
            advice call command demand directive guarantee instruction invitation motion oath offer
            order petition plea pledge promise proposal recommendation request summons threat
            ultimatum vow
            """,
        phrases="call for|call on|call upon|ask for|plead for|appeal to|push for|press for",
    ),
    # Plans, desires, decisions and deeds: influence, commitment, orientation (Sag and Pollard);
    # desire (Levin 32); implicatives (Karttunen); acts of an authority.
    _Sense(
        "eventuality",
        verbs="""
            ache acquiesce aim allow amend appoint approve arrange aspire authorise authorize avoid
            balk block bother boycott broker campaign cancel choose coerce compel co-sponsor consent
            cosponsor crave decline dedicate desire devote dissuade elect empower enable enact
            endeavor endeavour fail fight force halt hanker hesitate hire hunger implement impose
            induce intend introduce invalidate itch legalise legalize let limit long need neglect
            negotiate nominate oblige opt outlaw overturn pass permit pine plan prepare prevent
            prompt pursue quash ratify refrain refuse reinstate repeal rescind resist restrict
            revoke sanction schedule scrap select sign sponsor spurn stop strive succeed suspend
            target undertake uphold veto vie volunteer vote want wish withdraw withhold yearn yen
            """,
        nouns="""
            agreement aim ambition appointment aspiration attempt ban bid campaign commitment
            crusade decision desire determination drive effort goal hesitation impulse inclination
            intent intention interest legislation longing mission need nomination objective
            opportunity permission plan pressure priority push quest readiness refusal rejection
            reluctance resistance resolve restriction right rule strategy struggle unwillingness
            veto vote willingness wish yearning
            """,
        adjectives="""
            able anxious bound committed desperate determined disinclined eager hesitant hungry
            impatient inclined intent interested keen loath open poised prepared ready reluctant set
            unable unready unwilling willing
            """,
        phrases="""
            would like|would love|would prefer|would rather|would hate|look for|look to|look forward
            |vote for|vote against|hold out for|turn down|rule out|sign off|make up mind|go for
            |work to|fight for|stand by|drop out|back off|back away|back down|back out|walk away
            |pull out|give up|take up|put in place|strike down|set aside|carry out
            """,
    ),
    # Attempts and phases: the deed decides, where the cue names it ("tried to defend his record").
    _Sense("eventuality", weak=True, verbs="attempt manage proceed seek struggle try"),
    _Sense("assertion", infinitive="eventuality", weak=True, verbs="begin continue keep start"),
    # To reject a claim is to say that it is false; anything else is turned down.
    _Sense(
        "assertion",
        infinitive="eventuality",
        gerund="eventuality",
        noun="eventuality",
        proposition="assertion",
        verbs="reject",
    ),
    # To accept a claim is to believe it; anything else is taken on.
    _Sense(
        "belief",
        infinitive="eventuality",
        gerund="eventuality",
        noun="eventuality",
        proposition="belief",
        verbs="accept adopt embrace",
    ),
    # Propositional attitudes: Levin 29.4, 29.5, 31.3.
    _Sense(
        "belief",
        verbs="""
            abhor admire adore align anticipate appraise assess assume back believe bet buy
            calculate cherish conceive concern conjecture count deduce deem despise detest disagree
            disapprove disbelieve disdain disregard dissent distrust doubt empathise empathize
            entertain envisage envision envy equate espouse estimate evaluate expect fancy favor
            favour feel figure foresee fret gather guess idolise idolize ignore imagine infer
            interpret judge lean mistake mistrust misunderstand oppose overestimate overlook peg
            perceive presume rank rate reassess reckon reconsider regard relish rely resent respect
            rethink revere revile sense side speculate support suppose surmise suspect sympathise
            sympathize think tolerate treat underestimate value view wager wonder worry
            """,
        nouns="""
            admiration affection anxiety apprehension approval assessment assumption attention
            attitude belief concern conclusion confidence consensus contempt conviction critic
            defender disagreement disapproval disdain doubt dream enthusiasm estimation expectation
            faith favor favour feeling frustration guess hostility hypothesis idea illusion
            impression inference judgement judgment misconception misgiving notion obsession opinion
            opponent opposition optimism outlook passion perception pessimism position preference
            premonition proponent reservation scepticism sense sentiment skepticism speculation
            stance support supporter suspicion sympathy theory thinking thought trust uncertainty
            understanding view viewpoint vision worry
            """,
        adjectives="""
            agnostic bearish bullish certain concerned confident convinced critical cynical doubtful
            dubious favorable favourable fearful leery likely mistaken nervous opposed optimistic
            persuaded pessimistic positive sceptical skeptical supportive sure suspicious uncertain
            unclear unconvinced unlikely unsure wary worried
            """,
        phrases="""
            count on|bank on|believe in|think of|look upon|identify with|it clear|come out against
            |come out for|turn against|in mind|come to mind
            """,
    ),
    _Sense(
        "belief",
        infinitive="eventuality",
        verbs="""
            care convince decide determine dislike dread enjoy fear hate hope like loathe love
            persuade prefer resolve scare trust
            """,
        nouns="fear hope",
        adjectives="afraid content hopeful scared terrified",
    ),
    _Sense(
        "belief",
        infinitive="eventuality",
        gerund="eventuality",
        verbs="consider contemplate debate mull ponder weigh",
    ),
    _Sense(
        "belief",
        weak=True,
        verbs="appear look seem sound tend",
        adverbs="apparently presumably seemingly supposedly",
        phrases="look like|seem like|sound like",
    ),
    # Factives and semi-factives (Karttunen), and what moves somebody: Levin 31.1 (amuse).
    _Sense(
        "fact",
        predicate="belief",
        verbs="""
            agitate alarm amaze amuse anger annoy appal appall appreciate ascertain astonish baffle
            comprehend delight detect disappoint discern discover disgust dismay disturb embarrass
            embolden enrage excite experience fascinate find frustrate grasp hear horrify impress
            infuriate intrigue irk irritate know mystify notice offend outrage overhear perplex
            perturb please puzzle rattle realise realize recall recognise recognize recollect
            rediscover regret rue sadden scandalise scandalize see shock spot startle stun surprise
            thrill trouble uncover understand unnerve unsettle upset vex watch witness
            """,
        nouns="""
            awareness disappointment discovery experience fact knowledge memory realization
            recognition recollection regret revelation surprise
            """,
        adjectives="""
            amazed angry ashamed astonished aware cognizant conscious delighted disappointed
            dismayed embarrassed frustrated furious glad grateful happy mindful outraged pleased
            proud relieved sad shocked sorry stunned surprised thankful thrilled unaware unhappy
            upset
            """,
        phrases="find out|figure out|come to light|know for",
    ),
    _Sense(
        "fact",
        infinitive="eventuality",
        predicate="belief",
        verbs="forget learn remember",
    ),
)

# A cue with no word of the table. An adjective is an attitude ("was enamored of"), and so is a
# noun that selects one of these prepositions ("an appetite for", "a row over").
_UNKNOWN = _Sense("assertion", infinitive="eventuality", clause_words=True)
_ATTITUDE = _Sense("belief", infinitive="eventuality")
_ATTITUDE_PREPOSITIONS = frozenset("for over toward towards with".split())

_WORDS: dict[str, dict[str, _Sense]] = {
    part: {word: sense for sense in _SENSES for word in getattr(sense, field).split()}
    for part, field in (
        ("VERB", "verbs"),
        ("NOUN", "nouns"),
        ("ADJ", "adjectives"),
        ("ADV", "adverbs"),
    )
}
_PARTS_OF_SPEECH = {"AUX": "VERB", "PROPN": "NOUN"}
_CLOSED_CLASSES = frozenset("ADP CCONJ DET NUM PART PRON PUNCT SCONJ SYM".split())
_CONTENT_HEADS = frozenset("ADJ ADV AUX NOUN NUM PRON PROPN VERB".split())

_PHRASES: dict[str, list[tuple[list[str], _Sense]]] = {}
for _sense in _SENSES:
    for _phrase in filter(None, _sense.phrases.split("|")):
        _first, *_rest = _phrase.split()
        _PHRASES.setdefault(_first, []).append((_rest, _sense))
_GAP = 3

_QUOTATION_MARKS = frozenset("\"'“”„‘’‚«»「」『』`")
_CLAUSE_BEGINNERS = frozenset(
    "that if whether because how what when where who why which whom whose".split()
)
# Words that say whose words the content is: "in her words", "per the report".
_SOURCE_PREPOSITIONS = frozenset("per via in by from".split())
_CUE_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")


@frozen(slots=True, eq=False)
class _Cue:
    """The words that say what an attribution's cue means.

    Attributes:
        forms: Its words.
        upos: Their parts of speech.
        following: The next two words.
        head: The place in `forms` of its syntactic head, or None.
    """

    forms: tuple[str, ...]
    upos: tuple[str, ...]
    following: tuple[str, ...] = ()
    head: int | None = None


@frozen(slots=True, eq=False)
class _Content:
    """What an attribution reports, and its cue, as tokens of a document.

    Attributes:
        cue: The tokens of the cue.
        stretches: The ranges of the content.
        words: Its tokens but for punctuation; of punctuation alone, that.
    """

    document: Document
    reading: Reading
    cue: range
    stretches: Sequence[tuple[int, int]]
    words: Sequence[int]

    def word(self, token: int) -> str:
        """A token in small letters."""
        return self.document.tokens[token].text.lower()


def attribution_type(
    document: Document, reading: Reading, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> AttributionType:
    """The type of an attribution.

    Args:
        document: The segmented article.
        reading: What the encoder reads in it; of this, parts of speech, heads and relations count.
        cue: The cue, as a half-open range of the document's tokens.
        content: The stretches of content, as ranges of tokens, in order.

    Returns:
        The type. A cue with no word of the table, such as a colon or "in", counts as an
        assertion, with an infinitive as an eventuality.
    """
    tokens, span = document.tokens, range(*cue)
    sense = _sense_of(
        _Cue(
            tuple(tokens[i].text for i in span),
            tuple(reading.upos[i] for i in span),
            tuple(token.text for token in tokens[cue[1] : cue[1] + 2]),
            next((i - cue[0] for i in span if reading.heads[i] not in span), None),
        ),
        cue,
    )
    inside = [i for stretch in content for i in range(*stretch)]
    words = [i for i in inside if reading.upos[i] != "PUNCT"] or inside
    what = _Content(document, reading, span, content, words)
    for rule in COMPLEMENTS:
        complement = rule(what)
        if complement is not None:
            found = sense.type_with(complement)
            note(rule, found, cue, *content)
            return found
    return sense.clause


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
    sense = _sense_of(_Cue(words, ("",) * len(words)))
    if sense is _UNKNOWN and words:
        return type == "assertion" and not _SOURCE_PREPOSITIONS.isdisjoint(map(str.lower, words))
    if type == "eventuality":
        return sense.infinitive_words and "eventuality" in (sense.clause, sense.infinitive)
    return sense.clause_words or sense.clause != "assertion"


# --- What the cue means ---------------------------------------------------------------------------


def _sense_of(cue: _Cue, tokens: tuple[int, int] | None = None) -> _Sense:
    """The sense of a cue, which is noted at its tokens."""
    for rule in CUES:
        sense = rule(cue)
        if sense is not None:
            if tokens is not None:
                note(rule, sense.clause, tokens)
            return sense
    return _UNKNOWN


def _phrase_sense(cue: _Cue) -> _Sense | None:
    """The first phrase that starts in the cue ("makes clear"); it may end just after it."""
    words = [(form.lower(), lemma(form, "VERB")) for form in (*cue.forms, *cue.following)]
    for i in range(len(cue.forms)):
        for first in dict.fromkeys(words[i]):
            for rest, sense in _PHRASES.get(first, ()):
                if _follow(rest, words, i + 1):
                    return sense
    return None


def _follow(rest: Sequence[str], words: Sequence[tuple[str, str]], position: int) -> bool:
    """Whether the words, as printed or in their base form, occur in order and close together."""
    for word in rest:
        window = range(position, min(position + _GAP, len(words)))
        found = next((i for i in window if word in words[i]), None)
        if found is None:
            return False
        position = found + 1
    return True


def _main_word_sense(cue: _Cue) -> _Sense | None:
    """The cue's head, if a table has it, else its last verb, else its first word that has one."""
    senses = [_word_sense(form, part) for form, part in zip(cue.forms, cue.upos, strict=True)]

    def rank(i: int) -> tuple[bool | int, ...]:
        part, sense = cue.upos[i], senses[i]
        order = -i if part == "VERB" else i
        weak = sense is not None and sense.weak
        return part in _CLOSED_CLASSES, weak, i != cue.head, part != "VERB", order

    found = [i for i, sense in enumerate(senses) if sense is not None]
    return senses[min(found, key=rank)] if found else None


def _word_sense(form: str, part: str) -> _Sense | None:
    """The sense of one word, by its part of speech if that has one, else by any."""
    for name in dict.fromkeys((_PARTS_OF_SPEECH.get(part, part), *_WORDS)):
        senses = _WORDS.get(name, {})
        base = lemma(form, name)
        # A participle may pass for an adjective, but "long" and "back" are then no verbs.
        if name == "VERB" and part in ("ADJ", "ADV") and base == form.lower():
            continue
        # A rare verb's base form may lack its last letter ("rebuk", from "rebuked").
        sense = senses.get(base) or senses.get(base + "e")
        if sense is not None:
            return sense
    return None


def _attitude(cue: _Cue) -> _Sense | None:
    """Any adjective, and a noun with a preposition that attitudes take: "an appetite for"."""
    last_words = {form.lower() for form in (*cue.forms[-1:], *cue.following[:1])}
    is_noun = "NOUN" in cue.upos and not last_words.isdisjoint(_ATTITUDE_PREPOSITIONS)
    return _ATTITUDE if "ADJ" in cue.upos or is_noun else None


def _no_table(cue: _Cue) -> _Sense:
    """No word of the cue is in a table, as with a colon: it asserts."""
    return _UNKNOWN


#: What a cue means, by the tables; the first that knows it says.
CUES: tuple[Rule[[_Cue], _Sense], ...] = (
    Rule("attributions: phrase of the cue", _phrase_sense),
    Rule("attributions: main word of the cue", _main_word_sense),
    Rule("attributions: attitude in no table", _attitude),
    Rule("attributions: cue in no table", _no_table),
)


# --- The form of the content ----------------------------------------------------------------------


def _utterance(content: _Content) -> _Complement | None:
    """A quotation set off from the cue was said aloud or written, whatever the cue."""
    tokens = content.document.tokens
    first, last = content.stretches[0]
    if tokens[first].text[0] not in _QUOTATION_MARKS:
        return None
    after_mark = first > 0 and tokens[first - 1].text in (",", ":")
    return "utterance" if last <= content.cue.start or after_mark else None


def _first_verb(content: _Content) -> _Complement | None:
    """The first verb is an infinitive, the "to" maybe in the cue, or begins as an "-ing" form."""
    upos, words, end = content.reading.upos, content.words, content.cue.stop
    after_to = end <= words[0] and content.word(end - 1) == "to"
    for i in words:
        word = content.word(i)
        if word == "to" and upos[i] == "PART":
            after_to = True
        elif upos[i] in ("VERB", "AUX"):
            if after_to:
                return "infinitive"
            return "gerund" if i == words[0] and word.endswith("ing") else None
        elif word in _CLAUSE_BEGINNERS and upos[i] in ("SCONJ", "PRON"):
            return None
        elif upos[i] not in ("ADV", "PART"):
            after_to = False
    return None


def _governed_infinitive(content: _Content) -> _Complement | None:
    """An infinitive that the cue governs, though another verb comes first.

    "Told {men carrying arms to leave}".
    """
    reading = content.reading
    for i in content.words:
        if reading.upos[i] == "PART" and content.word(i) == "to":
            verb = reading.heads[i]
            is_complement = verb >= 0 and reading.relations[verb] in ("xcomp", "ccomp")
            if is_complement and reading.heads[verb] in content.cue:
                return "infinitive"
    return None


def _predicate(content: _Content) -> _Complement | None:
    """What is said of an object: "found him {guilty}", "saw it {as a threat}"."""
    heads, upos, relations = content.reading.heads, content.reading.upos, content.reading.relations

    def belongs_to_cue(i: int) -> bool:
        return i >= 0 and heads[i] in content.cue and upos[i] not in ("VERB", "AUX")

    if content.word(content.cue[-1]) == "as":
        return "predicate"
    for i in content.words:
        is_as = content.word(i) == "as"
        if belongs_to_cue(i) and (is_as or relations[i] == "xcomp"):
            return "predicate"
        if is_as and belongs_to_cue(heads[i]):
            return "predicate"
    return None


def _clause(content: _Content) -> _Complement | None:
    """A finite clause: it begins with a conjunction or "who", or has a verb or a subject on top."""
    words, upos, heads = content.words, content.reading.upos, content.reading.heads
    first = words[0]
    if len(words) > 1 and content.word(first) in _CLAUSE_BEGINNERS and upos[first] != "DET":
        return "clause"
    head = _top(content)
    if upos[head] in ("VERB", "AUX", "ADJ") or any(
        heads[i] == head and content.reading.relations[i].startswith(("nsubj", "cop"))
        for i in words
    ):
        return "clause"
    return None


def _proposition(content: _Content) -> _Complement | None:
    """A noun phrase that names words or thoughts: "the claim", but not "the offer"."""
    sense = _WORDS["NOUN"].get(lemma(content.document.tokens[_top(content)].text, "NOUN"))
    return None if sense is None or sense.clause == "eventuality" else "proposition"


def _noun(content: _Content) -> _Complement:
    """A noun phrase that names anything else."""
    return "noun"


def _top(content: _Content) -> int:
    """The first content word whose head lies outside the content, else its first word."""
    reading = content.reading
    within = {i for stretch in content.stretches for i in range(*stretch)}
    tops = (i for i in content.words if reading.heads[i] not in within)
    return next((i for i in tops if reading.upos[i] in _CONTENT_HEADS), content.words[0])


#: The form of a content, which tells the type with the sense of the cue; the first that fits.
COMPLEMENTS: tuple[Rule[[_Content], _Complement], ...] = (
    Rule("attributions: quotation set off from the cue", _utterance),
    Rule("attributions: infinitive or gerund first", _first_verb),
    Rule("attributions: infinitive that the cue governs", _governed_infinitive),
    Rule("attributions: said of an object", _predicate),
    Rule("attributions: finite clause", _clause),
    Rule("attributions: noun of words or thoughts", _proposition),
    Rule("attributions: other noun phrase", _noun),
)
