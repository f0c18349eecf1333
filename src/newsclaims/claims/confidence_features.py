"""What tells how likely a careful reader accepts a claim.

Each feature has a few words for a name, which explanations print, and a number: 1.0 for what is
so, a logarithm of a probability, or a count. What is not so is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from math import log

from attrs import frozen

from newsclaims.attributions.voices import Voices
from newsclaims.claims.draft import Draft
from newsclaims.claims.entity_index import EntityIndex
from newsclaims.clauses.clause import Clause
from newsclaims.results import Argument, Attribution, Claim
from newsclaims.syntax.predicates import Syntax
from newsclaims.syntax.trees import RELATIVES
from newsclaims.text.quotation_marks import Quotation
from newsclaims.words import having
from newsclaims.words.dependencies import AUXILIARIES, SUBJECTS
from newsclaims.words.factuality import NEGATIONS, SPEECH
from newsclaims.words.lexicon import values
from newsclaims.words.pronouns import (
    FIRST_PERSON,
    FIRST_PERSON_PLURAL,
    PERSONAL,
    SECOND_PERSON,
    THIRD_PERSON,
)

Feature = tuple[str, float]
Features = dict[str, float]

_LEAST = 0.01  # of a probability: below, it makes no difference
_SHORT, _LONG = 12, 35  # words of an article's sentences: beyond, it makes no difference
_MOST_WORDS = 40  # of a claim: above, it makes no difference
#: What no claim ends in unless its end is lost.
_FUNCTION_WORDS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX"})
_DEICTIC = having("deictic")
_POINTING = having("demonstrative") | _DEICTIC
_THE_OR_POINTING = having("demonstrative") | {"the"}
#: What a claim loses its meaning without.
_SCOPE = NEGATIONS.union(
    having("conditional-conjunction"),
    having("nonfactual-conjunction"),
    having("focus-particle"),
    having("approximator"),
    having("negative-pronoun"),
    having("modal"),
)
_FORMS_OF_BE = having("form-of-be")
_SENTENCE_OPENERS = having("no-headline-word") | having("preposition-of-rest")
_PERSONAL = frozenset(PERSONAL)
_CUES = values("cue:verb")
#: What does not say what it is about, wherever it stands.
_VAGUE = having("elliptical") | having("not-the-same") | {"such", "two", "both"}
_POINTING_PRONOUNS = having("demonstrative")
_OPEN = _POINTING_PRONOUNS.union(THIRD_PERSON)
#: What joins one finite verb to another, beside commas and conjunctions.
_JOINING = RELATIVES | having("interrogative")
_NOMINAL = ("NOUN", "PROPN")
_SEVERAL = frozenset({"others", "they", "we"})
_EXPLAINED = (
    "pronoun for nothing",
    "pronoun for the speaker",
    "pronoun for what the claim names",
)
_OF_SEVERAL = having("singular") | {"am"}
_OF_ONE = frozenset(values("singular").values())
_TALKING = FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON
_DEPENDENTS = ("obj", "obl", "xcomp", "ccomp", "advcl", "advmod", "iobj", "nmod", "acl", "conj")
_COMMON_KINDS = ("person", "organization", "place", "group", "document")


@frozen(eq=False, slots=True)
class Evidence:
    """What is known of an article when its claims are made."""

    syntax: Syntax
    voices: Voices
    entities: EntityIndex
    quotations: tuple[Quotation, ...]
    #: How many of a hundred words that nobody is quoted with are "I", "we" or "you": talk, not
    #: news.
    talk: float
    #: What holds of each claim in it.
    features: tuple[Feature, ...]

    @classmethod
    def of(
        cls,
        syntax: Syntax,
        voices: Voices,
        entities: EntityIndex,
        quotations: tuple[Quotation, ...],
    ) -> Evidence:
        """What is known of an article."""
        own = [
            form for form, voice in zip(syntax.forms, voices.innermost, strict=True) if voice < 0
        ]
        talk = 100 * sum(form in _TALKING for form in own) / max(len(own), 1)
        features = tuple(_article(syntax, talk))
        return cls(syntax, voices, entities, quotations, talk, features)


def _article(syntax: Syntax, talk: float) -> Iterator[Feature]:
    tokens = max(len(syntax.forms), 1)
    length = tokens / max(len(syntax.document.sentences), 1)
    yield "article with long sentences", log(min(max(length, _SHORT), _LONG))
    yield "article in talk", log(1 + talk)
    yield "unsure tree, its article", -sum(map(_log, syntax.sureness.heads)) / tokens


def claim_features(
    evidence: Evidence, draft: Draft, clause: Clause, claim: Claim, parts: int
) -> Features:
    """The features of a claim.

    Args:
        evidence: What is known of its article.
        draft: What it was made of.
        clause: That of the draft, or one of the parts that it was split into.
        claim: The claim.
        parts: How many claims the draft was split into.
    """
    if draft.kind in ("clause", "phrase"):
        clause = evidence.voices.within(clause, draft.voice)
    tokens = clause.tokens()
    forms = [word.strip(".,;:“”\"'’()[]").lower() for word in claim.text.split()]
    return {
        name: value
        for group in (
            _kind(evidence, draft, claim, parts),
            _voice(evidence, draft, claim),
            _sureness(evidence, draft, clause, tokens),
            _structure(evidence, draft, clause, claim),
            _left_out(evidence, draft, clause, tokens),
            _wording(evidence.syntax, clause, claim, sorted(tokens), forms),
            _reference(evidence, claim, tokens | _filled_tokens(clause)),
            _verbs(evidence.syntax, claim, tokens),
            _agreement(evidence.syntax, clause, claim),
            _open_words(evidence, clause, claim, tokens, forms),
            evidence.features,
        )
        for name, value in group
        if value
    }


# What kind of clause it is


def _kind(evidence: Evidence, draft: Draft, claim: Claim, parts: int) -> Iterator[Feature]:
    syntax, token = evidence.syntax, draft.token
    relation = syntax.relations[token] if syntax.heads[token] >= 0 else "root"
    yield f"relation {relation}", 1.0
    yield f"kind {draft.kind}", 1.0
    if draft.rule:
        yield f"rule “{draft.rule}”", 1.0
    yield "one of several that “and” joins", float(parts > 1)
    yield "depth in its tree", float(_depth(syntax, token))
    yield f"certainty {claim.certainty}", 1.0
    yield "denied", float(claim.polarity == "negative")
    yield "words that bear on its certainty", float(len(claim.markers))
    sentence = syntax.document.sentences[syntax.sentence[token]]
    yield "in the headline", float(syntax.sentence[token] == syntax.document.title)
    yield "long sentence", log(sentence.last - sentence.first + 1)
    yield "in a question", float(syntax.forms[sentence.last - 1] == "?")
    yield "sentence without a full stop", float(syntax.upos[sentence.last - 1] != "PUNCT")


def _depth(syntax: Syntax, token: int) -> int:
    """How many clauses are around it."""
    depth = 0
    while syntax.heads[token] >= 0 and depth < 9:
        depth += syntax.relations[token].partition(":")[0] in ("acl", "advcl", "ccomp", "xcomp")
        token = syntax.heads[token]
    return depth


# Who puts it forward


def _voice(evidence: Evidence, draft: Draft, claim: Claim) -> Iterator[Feature]:
    attribution = claim.attribution
    inside = _is_quoted(evidence, draft.token)
    if attribution is None:
        yield "the article's own voice", 1.0
        yield "the article's own voice, in talk", log(1 + evidence.talk)
        yield "the article's own voice, in quotation marks", float(inside)
        return
    yield f"attribution of type {attribution.type}", 1.0
    sure = min(max(attribution.confidence, _LEAST), 1 - _LEAST)
    yield "sure attribution", log(sure / (1 - sure))
    yield "quoted", float(inside)
    yield "reported inside another report", float(attribution.parent is not None)
    yield "no source", float(attribution.source is None)
    yield "content in several stretches", float(len(attribution.content) > 1)
    cue = attribution.cue
    tokens = evidence.voices.range_of(cue) if cue is not None else None
    if tokens is not None:
        verbal = any(evidence.syntax.upos[i] == "VERB" for i in range(*tokens))
        yield "cue without a verb", float(not verbal)
        yield "long cue", log(tokens[1] - tokens[0])
        said = any(evidence.syntax.lemma(i) in SPEECH for i in range(*tokens))
        yield "cue of speech", float(said)
        yield "cue is a participle", float(evidence.syntax.is_participle(tokens[0]))
        after = claim.content[0].start > cue.end if cue is not None else False
        yield "said before its cue", float(not after)
        yield from _cue(evidence, draft, tokens)
    if draft.kind == "report":
        yield from _report(evidence, draft, claim, attribution)
    if attribution.source is not None:
        source = evidence.voices.range_of(attribution.source)
        if source is not None:
            yield "source is a pronoun", float(evidence.syntax.upos[source[0]] == "PRON")
    speaker = claim.speaker
    yield "speaker without a name", float(speaker is not None and not speaker.named)


def _cue(evidence: Evidence, draft: Draft, tokens: tuple[int, int]) -> Iterator[Feature]:
    """What its verb means, which tells the more where the claim is that somebody says something."""
    reports = "report, " if draft.kind == "report" else ""
    for i in range(*tokens):
        if sense := _CUES.get(evidence.syntax.lemma(i)):
            yield f"{reports}cue like “{sense}”", 1.0
            yield f"{reports}known cue", float(evidence.syntax.upos[i] == "VERB")


def _report(
    evidence: Evidence, draft: Draft, claim: Claim, attribution: Attribution
) -> Iterator[Feature]:
    yield f"report, attribution of type {attribution.type}", 1.0
    sure = min(max(attribution.confidence, _LEAST), 1 - _LEAST)
    yield "report, sure attribution", log(sure / (1 - sure))
    yield "report, has an object", float(claim.object is not None)
    yield "report, passive", float(evidence.syntax.is_passive[draft.token])
    words = sum(len(stretch.text.split()) for stretch in attribution.content)
    yield "report of a long content", log(1 + words)
    first, last = claim.content[0].start, claim.content[-1].end
    printed = any(c.start < last and first < c.end for c in attribution.content)
    yield "report that prints the content", float(printed)


def _is_quoted(evidence: Evidence, token: int) -> bool:
    start = evidence.syntax.document.tokens[token].start
    return any(q.inner_start <= start < q.inner_end for q in evidence.quotations)


# How sure the network is


def _sureness(
    evidence: Evidence, draft: Draft, clause: Clause, printed: set[int]
) -> Iterator[Feature]:
    sure = evidence.syntax.sureness
    if not sure.heads:
        return
    tokens = sorted(printed | {draft.token})
    main = _main_tokens(clause, draft.token)
    for name, column in (("tree", sure.heads), ("relations", sure.relations)):
        yield f"unsure {name}, its main words", -min(map(_log, (column[i] for i in main)))
        yield f"unsure {name}, its worst word", -min(map(_log, (column[i] for i in tokens)))
        yield f"unsure {name}, all its words", -sum(_log(column[i]) for i in tokens) / len(tokens)
    sentence = evidence.syntax.document.sentences[evidence.syntax.sentence[draft.token]]
    around = range(sentence.first, sentence.last)
    yield "unsure tree, its sentence", -sum(_log(sure.heads[i]) for i in around) / len(around)
    yield "unsure parts of speech", -min(map(_log, (sure.upos[i] for i in tokens)))
    contents = [sure.contents[i] for i in tokens]
    if draft.voice < 0 and draft.kind != "report":
        yield "may be reported", max(contents)
        yield "may all be reported", sum(contents) / len(contents)
    else:
        yield "unsure whether it is reported", -sum(map(_log, contents)) / len(contents)
        yield "unsure whether all is reported", -min(map(_log, contents))


def _main_tokens(clause: Clause, token: int) -> set[int]:
    """The words that say who does what."""
    predicate = range(max(clause.first, 0), max(clause.last, 0))
    return {token, clause.head, *clause.verbs, *predicate, *(part.head for part in clause.parts)}


def _log(probability: float) -> float:
    return log(max(probability, _LEAST))


# How it is built


def _structure(evidence: Evidence, draft: Draft, clause: Clause, claim: Claim) -> Iterator[Feature]:
    syntax = evidence.syntax
    bare = claim.object is None and not claim.arguments
    yield "neither object nor argument", float(bare)
    yield "has an object", float(claim.object is not None)
    yield "arguments", float(len(claim.arguments))
    yield "no subject", float(claim.subject is None)
    for part in clause.parts:
        yield f"{part.role} from elsewhere", float(part.filled)
    for argument in claim.arguments:
        yield f"argument {argument.role}", 1.0
    yield "relative pronoun filled in", float(bool(clause.relatives))
    yield "auxiliary of an earlier verb", float(bool(clause.lent))
    if clause.first < 0:
        yield from _description(syntax, clause)
        return
    yield "verb is “be”", float(clause.lemma == "be")
    yield "predicate in pieces", float(claim.predicate.span is None)
    yield "takes another verb in", float(len(clause.verbs) > 1)
    head = clause.verbs[0]
    yield f"predicate is {syntax.upos[head]}", 1.0
    if syntax.is_participle(head) and syntax.relations[clause.head] in ("acl", "advcl"):
        yield f"“be” put in{' before …ing' if syntax.forms[head].endswith('ing') else ''}", 1.0
    yield "infinitive", float(syntax.is_infinitive(head))
    yield "command", float(syntax.is_imperative(head))
    yield "passive", float(syntax.is_passive[clause.head])
    subject = clause.subject
    if subject is not None:
        filled = subject.head in evidence.entities.pronouns
        yield f"subject is {'a name filled in' if filled else syntax.upos[subject.head]}", 1.0
        yield "long subject", log(max(1, subject.last - subject.first))
        yield "subject far away", log(1 + abs(clause.first - subject.head))
        yield "subject after the verb", float(subject.head > clause.first)
    if clause.object is not None:
        yield f"object is {syntax.upos[clause.object.head]}", 1.0
    stretches = len(claim.content)
    yield "words from several places", log(stretches)


def _description(syntax: Syntax, clause: Clause) -> Iterator[Feature]:
    """What a title or an apposition says."""
    for part in clause.parts:
        yield f"description, {part.role} is {syntax.upos[part.head]}", 1.0
        yield f"description, {part.role} of one word", float(part.last - part.first == 1)


def _left_out(
    evidence: Evidence, draft: Draft, clause: Clause, tokens: set[int]
) -> Iterator[Feature]:
    """What hangs from the predicate, or governs it, and is not printed in the claim."""
    syntax = evidence.syntax
    for verb in {draft.token, *clause.verbs}:
        for child in syntax.children[verb]:
            relation = syntax.relations[child].partition(":")[0]
            if child not in tokens and child != draft.token and child not in clause.verbs:
                if relation in _DEPENDENTS:
                    yield f"left out: {relation}", 1.0
                elif syntax.relations[child] in SUBJECTS:
                    yield "left out: subject", 1.0
    sentence = syntax.document.sentences[syntax.sentence[draft.token]]
    size = sentence.last - sentence.first
    yield "share of its sentence", len(tokens) / size
    for i in range(sentence.first, sentence.last):
        if i not in tokens and syntax.forms[i] in _SCOPE:
            near = syntax.heads[i] in (draft.token, *clause.verbs, syntax.heads[draft.token])
            yield f"left out: “{syntax.forms[i]}”" if near else "left out further off", 1.0
    mark = next((c for c in syntax.children[draft.token] if syntax.relations[c] == "mark"), -1)
    if mark >= 0 and mark not in tokens:
        yield f"after “{syntax.forms[mark]}”", 1.0


# How it reads


def _wording(
    syntax: Syntax, clause: Clause, claim: Claim, tokens: list[int], forms: list[str]
) -> Iterator[Feature]:
    words = claim.text.split()
    yield "long text", log(min(len(words), _MOST_WORDS) + 1)
    yield "short text", float(len(words) < 4)
    last = tokens[-1] if tokens else clause.head
    yield "ends in a function word", float(syntax.upos[last] in _FUNCTION_WORDS)
    yield "ends in a relative or question word", float(bool(forms) and forms[-1] in RELATIVES)
    yield "pointing word", float(not _DEICTIC.isdisjoint(forms))
    yield "begins with a pointing word", float(bool(forms) and forms[0] in _POINTING)
    yield (
        "begins with a preposition or conjunction",
        float(bool(tokens) and syntax.upos[tokens[0]] in ("ADP", "SCONJ", "CCONJ")),
    )
    yield "relative pronoun in its text", float(not {"who", "which", "whom"}.isdisjoint(forms))
    yield "quotation mark in its text", float(any(mark in claim.text for mark in '“”"«»'))
    yield "bracket or dash in its text", float(any(mark in claim.text for mark in "()[]—–:;"))
    yield "begins with an auxiliary", float(bool(tokens) and syntax.upos[tokens[0]] == "AUX")
    yield "says a name twice", float(len(forms) - len(set(forms)) > 2)
    yield "verb after verb", float(any(map(_are_odd, forms, forms[1:])))
    yield "capital inside", float(any(_is_odd_capital(word) for word in words[1:]))
    yield "commas", float(claim.text.count(","))
    yield "number in its text", float(any(map(str.isdigit, claim.text)))
    if words and not words[-1][-1:].isalnum():
        yield "ends in a mark", 1.0


def _verbs(syntax: Syntax, claim: Claim, tokens: set[int]) -> Iterator[Feature]:
    """How many verbs it has, and whether it says how they belong together."""
    kinds = Counter(syntax.upos[i] for i in tokens)
    words = len(claim.text.split())
    yield "verbs", float(kinds["VERB"])
    yield "words per verb", log((words + 1) / (kinds["VERB"] + 1))
    yield "share of pronouns", kinds["PRON"] / max(1, len(tokens))
    yield "share of names", kinds["PROPN"] / max(1, len(tokens))
    yield "neither noun nor name", float(not kinds["NOUN"] + kinds["PROPN"])
    finite = sum(map(partial(_is_finite, syntax), tokens))
    joints = kinds["CCONJ"] + kinds["SCONJ"] + claim.text.count(",")
    joints += sum(syntax.forms[i] in _JOINING for i in tokens)
    yield "finite verbs that nothing joins", float(max(0, finite - 1 - joints))


def _is_finite(syntax: Syntax, token: int) -> bool:
    if syntax.upos[token] not in ("AUX", "VERB") or syntax.relations[token] in AUXILIARIES:
        return False
    return not syntax.is_infinitive(token) and not syntax.is_participle(token)


def _agreement(syntax: Syntax, clause: Clause, claim: Claim) -> Iterator[Feature]:
    """Whether its verb goes with its subject: not in "others has been", "Reed have"."""
    subject, part = claim.subject, clause.subject
    if subject is None or not claim.predicate.text:
        return
    verb = claim.predicate.text.lower().split()[0].replace("’", "'").removesuffix("n't")
    yield "subject again in its text", float(claim.text.count(subject.text) > 1)
    last = subject.text.lower().split()[-1:]
    rest = claim.text[len(subject.text) :].lower()
    yield "subject’s last word again", float(bool(last) and len(last[0]) > 3 and last[0] in rest)
    if part is None or {"and", "or"} & set(subject.text.split()):
        return
    form, kind = syntax.forms[part.head], syntax.upos[part.head]
    of_one, of_several = verb in _OF_ONE, verb in _OF_SEVERAL
    several = kind == "NOUN" and form.endswith("s") and not form.endswith("ss")
    yield "verb of “I” or “you”", float(of_several and kind == "PRON" and form in _TALKING)
    yield "verb of one with several", float(of_one and (several or form in _SEVERAL))
    yield "verb of several with one", float(of_several and not several and kind in _NOMINAL)
    person = subject.entity is not None and subject.entity.kind == "person"
    yield "verb of several with a person", float(of_several and person)


def _are_odd(word: str, after: str) -> bool:
    """Whether two words do not go together: "was were"."""
    return word in _FORMS_OF_BE and after in _FORMS_OF_BE


def _is_odd_capital(word: str) -> bool:
    """Whether a word inside a claim looks as if a sentence began there: "In", "The"."""
    return word[:1].isupper() and word.lower() in _SENTENCE_OPENERS


# Whether it stands alone


def _reference(evidence: Evidence, claim: Claim, tokens: set[int]) -> Iterator[Feature]:
    entities, syntax = evidence.entities, evidence.syntax
    kept, filled = 0, []
    text = f" {claim.text.lower()} "
    for token in tokens:
        entity = entities.pronouns.get(token)
        if entity is None and token in entities.descriptions:
            entity = entities.descriptions[token][1]
        if entity is not None and entity.name in claim.text:
            filled.append(entities.sureness.get(token, 1.0))
        elif syntax.forms[token] in _PERSONAL and f" {syntax.forms[token]} " in text:
            kept += 1
            person = "third" if syntax.forms[token] in THIRD_PERSON else "first or second"
            yield f"pronoun of the {person} person kept", 1.0
            if claim.attribution is None:
                yield f"pronoun of the {person} person kept, of the article's own", 1.0
            if entity is not None and entity == claim.speaker:
                yield "pronoun for the speaker kept", 1.0
    yield "pronouns kept", float(kept)
    yield "names filled in", float(len(filled))
    if filled:
        yield "unsure name filled in", -_log(min(filled))
    for name, argument in (("subject", claim.subject), ("object", claim.object)):
        if argument is not None:
            yield from _argument(name, argument)


def _open_words(
    evidence: Evidence, clause: Clause, claim: Claim, tokens: set[int], forms: list[str]
) -> Iterator[Feature]:
    """Words that need something said before, or the speaker, to be understood."""
    yield "vague word", float(not _VAGUE.isdisjoint(forms))
    yield "begins with a vague word", float(forms[:1] != [] and forms[0] in _VAGUE)
    pairs = pairwise(forms)
    pointed = any(a in _POINTING_PRONOUNS | {"such"} and b.isalpha() for a, b in pairs)
    yield "something pointed at", float(pointed)
    yield "I, we or you in its text", float(not _TALKING.isdisjoint(forms))
    known = set()  # pronouns that the claim or its speaker explains
    for token in tokens | _filled_tokens(clause):
        form = evidence.syntax.forms[token]
        if form in forms and (name := _pronoun(evidence, clause, token, claim)):
            yield name, 1.0
            if name in _EXPLAINED:
                known.add(form)
    place = next((i for i, form in enumerate(forms) if form in _OPEN and form not in known), -1)
    if place < 0:
        return
    yield "open pronoun", 1.0
    yield (
        "open pronoun, no name",
        float(not any(word[0].isupper() for word in claim.text.split()[1:])),
    )
    yield "open pronoun, reported", float(claim.attribution is not None)
    yield "open pronoun, at the start", float(place < 3)


def _pronoun(evidence: Evidence, clause: Clause, token: int, claim: Claim) -> str | None:
    """Whether a claim that keeps a pronoun says itself whom it means."""
    syntax, speaker = evidence.syntax, claim.speaker
    form = syntax.forms[token]
    if form in _TALKING:
        person = "second" if form in SECOND_PERSON else "first"
        whose = "a nameless speaker" if speaker is None or not speaker.named else "a named speaker"
        return f"{person} person of {'the article' if claim.attribution is None else whose}"
    if syntax.relations[token].startswith("expl"):
        return "pronoun for nothing"
    if form not in _OPEN or syntax.upos[token] == "DET":
        return None
    entity = evidence.entities.pronouns.get(token)
    if entity is None and clause.subject is not None and clause.subject.head == token:
        entity = claim.subject.entity if claim.subject is not None else None
    if entity is None:
        pointing = form in _POINTING_PRONOUNS
        return f"{'pointing word' if pointing else 'pronoun'} for something unknown"
    if entity == speaker:
        return "pronoun for the speaker"
    if entity.name in claim.text:
        return "pronoun for what the claim names"
    return f"pronoun for {'a name' if entity.named else 'something nameless'} left out"


def _filled_tokens(clause: Clause) -> set[int]:
    parts = (part for part in clause.parts if part.filled)
    return {i for part in parts for i in range(part.first, part.last)}


def _argument(name: str, argument: Argument) -> Iterator[Feature]:
    words = argument.text.lower().split() or [""]
    if argument.entity is None:
        yield f"{name} without an entity", 1.0
        yield f"{name} is “{words[0]}”", float(len(words) == 1 and words[0] in _POINTING)
    else:
        named = argument.entity.named
        kind = argument.entity.kind if argument.entity.kind in _COMMON_KINDS else "thing"
        yield f"{name} is a {'named' if named else 'nameless'} {kind}", 1.0
    short = 1 < len(words) < 4 and words[0] in _THE_OR_POINTING
    nameless = argument.entity is None or not argument.entity.named
    yield f"{name} is a short “the …” without a name", float(short and nameless)
