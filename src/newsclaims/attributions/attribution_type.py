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
from functools import lru_cache
from typing import Literal

from attrs import frozen

from newsclaims.results import AttributionType
from newsclaims.text.document import Document, Reading
from newsclaims.text.lemmas import lemma

_Complement = Literal["clause", "infinitive", "gerund", "noun", "proposition", "predicate"]


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
    tokens = document.tokens
    sense = _sense_of(
        tuple(tokens[i].text for i in range(*cue)),
        tuple(reading.upos[i] for i in range(*cue)),
        tuple(token.text for token in tokens[cue[1] : cue[1] + 2]),
        next((i - cue[0] for i in range(*cue) if not cue[0] <= reading.heads[i] < cue[1]), None),
    )
    if _is_utterance(document, cue, content):
        return "eventuality" if sense.clause == "eventuality" else "assertion"
    return sense.type_with(_complement(document, reading, cue, content))


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
        return sense.infinitive_words and "eventuality" in (sense.clause, sense.infinitive)
    return sense.clause_words or sense.clause != "assertion"


def _sense_of(
    forms: tuple[str, ...], upos: tuple[str, ...], following: tuple[str, ...], head: int | None
) -> _Sense:
    """The sense of a cue: of a phrase in it, else of its head, its last verb or its first word."""
    phrase = _phrase_sense(forms, following)
    if phrase is not None:
        return phrase
    senses = [_word_sense(form, part) for form, part in zip(forms, upos, strict=True)]
    found = [(_rank(sense, upos[i], i, head), sense) for i, sense in enumerate(senses) if sense]
    if found:
        return min(found, key=lambda ranked: ranked[0])[1]
    last_words = {form.lower() for form in (*forms[-1:], *following[:1])}
    if "ADJ" in upos or ("NOUN" in upos and not last_words.isdisjoint(_ATTITUDE_PREPOSITIONS)):
        return _ATTITUDE
    return _UNKNOWN


def _rank(sense: _Sense, part: str, position: int, head: int | None) -> tuple[bool | int, ...]:
    """What to sort the words of a cue by; the least decides what the cue means."""
    is_verb = part == "VERB"
    return (
        part in _CLOSED_CLASSES,
        sense.weak,
        position != head,
        not is_verb,
        -position if is_verb else position,
    )


def _phrase_sense(forms: tuple[str, ...], following: tuple[str, ...]) -> _Sense | None:
    """The sense of the first phrase that starts in a cue; it may end just after it."""
    words = [(form.lower(), lemma(form, "VERB")) for form in (*forms, *following)]
    for i in range(len(forms)):
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


def _complement(
    document: Document, reading: Reading, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> _Complement:
    """The form of the content, from its first verb, else from its syntactic head."""
    inside = [i for stretch in content for i in range(*stretch)]
    words = [i for i in inside if reading.upos[i] != "PUNCT"]
    verb_form = _verb_form(document, reading, cue, words)
    if verb_form is not None:
        return verb_form
    tokens, upos, heads = document.tokens, reading.upos, reading.heads
    ends_in_as = tokens[cue[1] - 1].text.lower() == "as"
    if ends_in_as or any(_is_predicate(document, reading, cue, i) for i in words):
        return "predicate"
    first = words[0] if words else inside[0]
    if len(words) > 1 and tokens[first].text.lower() in _CLAUSE_BEGINNERS and upos[first] != "DET":
        return "clause"
    within = set(inside)
    head = next((i for i in words if heads[i] not in within and upos[i] in _CONTENT_HEADS), first)
    if upos[head] in ("VERB", "AUX", "ADJ") or any(
        heads[i] == head and reading.relations[i].startswith(("nsubj", "cop")) for i in words
    ):
        return "clause"
    sense = _WORDS["NOUN"].get(lemma(tokens[head].text, "NOUN"))
    return "noun" if sense is None or sense.clause == "eventuality" else "proposition"


def _verb_form(
    document: Document, reading: Reading, cue: tuple[int, int], words: Sequence[int]
) -> Literal["infinitive", "gerund"] | None:
    """Whether the content is an infinitive, the "to" maybe in the cue, or begins with a gerund."""
    tokens, upos, heads = document.tokens, reading.upos, reading.heads
    after_to = bool(words) and cue[1] <= words[0] and tokens[cue[1] - 1].text.lower() == "to"
    for i in words:
        word = tokens[i].text.lower()
        if word == "to" and upos[i] == "PART":
            after_to = True
        elif upos[i] in ("VERB", "AUX"):
            if after_to:
                return "infinitive"
            if i == words[0] and word.endswith("ing"):
                return "gerund"
            break
        elif word in _CLAUSE_BEGINNERS and upos[i] in ("SCONJ", "PRON"):
            break
        elif upos[i] not in ("ADV", "PART"):
            after_to = False
    # "told {men carrying arms to leave}": the infinitive is not the first verb.
    for i in words:
        if upos[i] == "PART" and tokens[i].text.lower() == "to":
            verb = heads[i]
            is_complement = verb >= 0 and reading.relations[verb] in ("xcomp", "ccomp")
            if is_complement and cue[0] <= heads[verb] < cue[1]:
                return "infinitive"
    return None


def _is_predicate(document: Document, reading: Reading, cue: tuple[int, int], i: int) -> bool:
    """Whether a word is, or introduces, what is said of an object: "found him {guilty}"."""
    heads, upos = reading.heads, reading.upos

    def belongs_to_cue(j: int) -> bool:
        return j >= 0 and cue[0] <= heads[j] < cue[1] and upos[j] not in ("VERB", "AUX")

    if document.tokens[i].text.lower() == "as":
        return belongs_to_cue(i) or belongs_to_cue(heads[i])
    return reading.relations[i] == "xcomp" and belongs_to_cue(i)


def _is_utterance(
    document: Document, cue: tuple[int, int], content: Sequence[tuple[int, int]]
) -> bool:
    """Whether the content is a quotation set off from the cue, and so was said aloud or written."""
    tokens = document.tokens
    first, last = content[0]
    if tokens[first].text[0] not in _QUOTATION_MARKS:
        return False
    return last <= cue[0] or (first > 0 and tokens[first - 1].text in (",", ":"))
