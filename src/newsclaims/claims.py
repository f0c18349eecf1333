"""Claims: the propositions that the article, or somebody it reports, puts forward.

Each clause that asserts something becomes a claim of the innermost attribution whose content holds
it, or of the article itself. The clause that merely reports ("Lavrov told reporters") is the frame
of an attribution and no claim, unless it stands in someone else's content. A content without any
clause, such as a noun phrase, becomes one claim whose predicate is its main word; since it says
little by itself, the clause that frames it ("Peru supports the accord") is then a claim as well.

A parser errs: a clause that a faulty tree leaves without a subject is passed over where something
else stands for its content, and words that no part has claimed are printed where they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsclaims.adverbials import PLACE_PREPOSITIONS, phrase_role
from newsclaims.clauses import Clause, Clauses, Part
from newsclaims.document import Document, Reading
from newsclaims.factuality import (
    CERTAIN,
    FOCUS,
    MODALS,
    NEGATIVE_PRONOUNS,
    NOT,
    SPEECH,
    UNKNOWN,
    Factuality,
    asserted,
    attributed,
    implied,
    is_belief,
    is_factive,
    weakest,
)
from newsclaims.results import Argument, Attribution, Claim, Entity, Predicate, Span
from newsclaims.syntax import RELATIVES, SUBJECTS, Syntax

_QUOTATION_MARKS = frozenset("“”\"«»„‟``''")
_FREE_RELATIVES = frozenset("what whatever whoever whichever how why when where".split())
_IMPERSONAL = frozenset("seem appear turn happen mean".split())
_TIDIED = (("“", "”"), ("«", "»"), ('"', '"'), ("(", ")"), ("[", "]"))
#: Verbs that frame what is said elsewhere, beside those of speech and belief.
_ASIDES = frozenset({"mean", "know", "guess", "hope"})
#: Between two words of a claim, at most this many words but one are taken in unclaimed.
_WIDEST_GAP = 4
_POSSESSIVES = frozenset("my your his her its our their whose".split())


def find_claims(
    document: Document,
    reading: Reading,
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """Finds the claims of an article.

    Args:
        document: The segmented article.
        reading: Its syntax; one value for each token.
        entities: Whom and what it mentions, for the arguments and for pronouns.
        attributions: Who puts what forward; each gets at least one claim.

    Returns:
        The claims in order of their evidence, with the ids "c1", "c2" and so on. Subjects, objects
        and arguments are as `newsclaims.clauses` defines them, polarity and certainty as
        `newsclaims.factuality` does. The roles in ``arguments`` are "recipient", "complement" (a
        clause, noun or adjective that completes the verb), "time", "place", "topic", "manner",
        "instrument", "accompaniment", "cause", "purpose", "condition" and "other".
    """
    if not document.tokens:
        return ()
    voices = _Voices(document, attributions)
    syntax = Syntax(document, reading)
    clauses = Clauses(syntax)
    judge = _Judge(syntax, voices)
    writer = _Writer(syntax, clauses, voices, entities)
    found: list[tuple[int, int, Clause | None]] = []
    frames: list[tuple[int, int, Clause | None]] = []
    heard = [False] * len(attributions)
    for token in range(len(document.tokens)):
        voice = voices.innermost[token]
        clause: Clause | None = None
        if judge.asserts[token]:
            clause = clauses.clause(token)
            if voice >= 0 and clause.subject is None:
                clause = clause._replace(subject=judge.speaking(token))
            if not judge.is_sound(clause):
                continue
            if voice < 0 and voices.is_frame(clause):
                frames.append((token, voice, clause))
                continue
        elif syntax.relations[token] == "appos":
            clause = clauses.apposition(token)
        if clause is not None:
            found.append((token, voice, clause))
            if voice >= 0:
                heard[voice] = True
    # "Turkey backs the general": a content that is no clause says nothing without its cue.
    found += [
        frame for frame in frames if frame[2] is not None and voices.completes(frame[2], heard)
    ]
    for voice, done in enumerate(heard):
        if not done and voices.stretches[voice]:
            token = _main_token(syntax, voices, voice)
            whole = syntax.is_predicate(token) and not voices.is_frame(clauses.clause(token))
            clause = clauses.clause(token) if whole else None
            found.append((token, voice, clause))
    drafts = []
    for token, voice, clause in found:
        if clause is None:
            claim = writer.fragment(token, judge.fragment(token, voice), voice)
        else:
            claim = writer.claim(clause, judge.factuality(clause), voice)
        drafts.append((claim.content[0].start, token, claim))
    drafts.sort(key=lambda draft: draft[:2])
    return tuple(replace(claim, id=f"c{i}") for i, (_, _, claim) in enumerate(drafts, start=1))


def _main_token(syntax: Syntax, voices: _Voices, voice: int) -> int:
    """The token that the rest of a content hangs from, a verb or else a noun if there is one."""
    rank = {"VERB": 0, "AUX": 1, "NOUN": 2, "PROPN": 2, "ADJ": 2, "PRON": 3, "NUM": 3, "ADV": 4}
    tokens = [t for first, last in voices.stretches[voice] for t in range(first, last)]
    for t in tokens:
        # A whole clause, wherever a faulty tree has put it.
        clausal = syntax.has_copula[t] or syntax.upos[t] in ("VERB", "AUX")
        modifies = syntax.antecedent[t] >= 0 or syntax.relations[t] in ("acl", "advcl")
        if clausal and syntax.has_subject[t] and not modifies and voices.innermost[t] == voice:
            return t
    tops = [t for t in tokens if not voices.holds(voice, syntax.heads[t])]
    return min(tops or tokens, key=lambda t: (rank.get(syntax.upos[t], 5), t))


class _Voices:
    """Who speaks where.

    Attributes:
        attributions: The attributions.
        stretches: The contents of each as token ranges, in order.
        innermost: For each token the index of the innermost attribution that holds it, or -1.
        cue_of: For each token the index of an attribution whose cue it belongs to, or -1.
    """

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.attributions = attributions
        self._document = document
        size = len(document.tokens)
        self.innermost = [-1] * size
        self.cue_of = [-1] * size
        self.stretches = [self._ranges(a.content) for a in attributions]
        lengths = [sum(last - first for first, last in ranges) for ranges in self.stretches]
        depths = self._depths()
        for i in sorted(range(len(attributions)), key=lambda i: (depths[i], -lengths[i])):
            for first, last in self.stretches[i]:
                self.innermost[first:last] = [i] * (last - first)
        for i, attribution in enumerate(attributions):
            if attribution.cue is not None:
                for first, last in self._ranges((attribution.cue,)):
                    self.cue_of[first:last] = [i] * (last - first)

    def _ranges(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """The token ranges that spans touch."""
        touched = (self._document.tokens_in(span.start, span.end) for span in spans)
        return sorted((tokens.start, tokens.stop) for tokens in touched if tokens)

    def _depths(self) -> list[int]:
        index = {attribution.id: i for i, attribution in enumerate(self.attributions)}
        depths: list[int] = []
        for attribution in self.attributions:
            depth, parent = 0, attribution.parent
            while parent in index and depth < len(index):
                depth, parent = depth + 1, self.attributions[index[parent]].parent
            depths.append(depth)
        return depths

    def range_of(self, span: Span) -> tuple[int, int] | None:
        """The token range that a span touches."""
        ranges = self._ranges((span,))
        return ranges[0] if ranges else None

    def holds(self, voice: int, token: int) -> bool:
        """Whether an attribution's content holds a token, be it in a nested content."""
        return self.clip(voice, token, token, token + 1) is not None

    def clip(self, voice: int, token: int, first: int, last: int) -> tuple[int, int] | None:
        """The part of a token range that lies in the same stretch of a content as a token."""
        ranges = self.stretches[voice]
        i = bisect_right(ranges, (token, len(self._document.tokens))) - 1
        if i < 0 or not ranges[i][0] <= token < ranges[i][1]:
            return None
        return max(first, ranges[i][0]), min(last, ranges[i][1])

    def is_frame(self, clause: Clause) -> bool:
        """Whether a clause is the one that reports: a verb of its predicate is a cue."""
        return any(self.cue_of[verb] >= 0 for verb in clause.verbs)

    def completes(self, clause: Clause, heard: Sequence[bool]) -> bool:
        """Whether a reporting clause says what a content that is no clause leaves open."""
        return not any(heard[cue] for verb in clause.verbs if (cue := self.cue_of[verb]) >= 0)


class _Judge:
    """Decides which clauses are put forward, and how surely.

    Attributes:
        asserts: For each token whether a claim's clause hangs from it.
    """

    def __init__(self, syntax: Syntax, voices: _Voices) -> None:
        self._syntax = syntax
        self._voices = voices
        size = len(syntax.forms)
        self.asserts = [False] * size
        self._put_forward = [False] * size
        self._local: dict[int, Factuality] = {}
        self._context: dict[int, Factuality] = {}
        self._total: dict[int, Factuality] = {}
        self._stances: dict[int, Factuality] = {}
        self._questions: set[int] = set()
        self._modals: dict[int, list[str]] = {}
        self._effects: dict[int, Factuality | None] = {}
        inner = set()
        for token in syntax.order:
            if not syntax.is_predicate(token):
                continue
            self._weigh(token)
            nominal = syntax.upos[token] in ("NOUN", "PROPN") and not syntax.has_copula[token]
            top = self._is_top(token) and not nominal
            self._put_forward[token] = top or self._is_asserted(token)
            self.asserts[token] = self._put_forward[token] and (top or token not in inner)
            verb = syntax.inner_verb(token)
            if verb is not None:
                inner.add(verb)

    def factuality(self, clause: Clause) -> Factuality:
        """The factuality of the event that a clause's lemma names."""
        if clause.first < 0:
            return CERTAIN
        event = clause.verbs[0]
        for verb in clause.verbs[1:]:
            if not self._syntax.is_auxiliary_like(event):
                break
            event = verb
        return self._total.get(event) or self._total.get(clause.head, CERTAIN)

    def fragment(self, token: int, voice: int) -> Factuality:
        """The factuality of a content that is no clause."""
        return self._own_words(token).under(self._stance(voice))

    # What is put forward

    def speaking(self, token: int) -> Part | None:
        """The source as the subject of what it means to do: "planned to host a summit"."""
        voice = self._voices.innermost[token]
        source = self._voices.attributions[voice].source
        if source is None or not self._is_top(token) or not self._syntax.is_infinitive(token):
            return None
        found = self._voices.range_of(source)
        if found is None:
            return None
        return Part("subject", self._syntax.top(*found), *found, True)

    def is_sound(self, clause: Clause) -> bool:
        """Whether a clause says something by itself, as far as a faulty tree lets it."""
        syntax, token = self._syntax, clause.head
        if clause.object is None and not clause.arguments and clause.last - clause.first == 1:
            name = syntax.lemma(token)
            if name in SPEECH or name in _ASIDES or is_belief(name):
                return False  # "I think", "you know"
            modifies = syntax.relations[token] in ("acl", "advcl") and not self._is_top(token)
            if modifies and syntax.is_participle(token):
                return False  # "the issues facing"
        subject = clause.subject
        if subject is not None:
            borrowed = subject.filled and clause.first >= 0 and subject.first >= clause.last
            if borrowed and not self._is_top(token) and syntax.relations[token] != "advcl":
                return False  # who does it is said of another clause further on
            # A relative pronoun that nothing stands behind says nothing.
            pronoun = subject.first if subject.last == subject.first + 1 else -1
            if pronoun >= 0 and syntax.forms[pronoun] == "there" and clause.object is None:
                return False
            return not (
                pronoun > 0
                and syntax.forms[pronoun] in ("who", "which", "that")
                and syntax.upos[pronoun - 1] in ("NOUN", "PROPN", "PUNCT")
                and syntax.sentence[pronoun - 1] == syntax.sentence[pronoun]
                and self._voices.innermost[pronoun - 1] == self._voices.innermost[pronoun]
            )
        if self._is_imperative(token, -1, False):
            return clause.object is not None or bool(clause.arguments)
        return self._is_top(token) and not syntax.is_infinitive(token)

    def _is_top(self, token: int) -> bool:
        """Whether a clause is what an attribution's content hangs from."""
        voice, head = self._voices.innermost[token], self._syntax.heads[token]
        return voice >= 0 and (head < 0 or not self._voices.holds(voice, head))

    def _is_asserted(self, token: int) -> bool:
        syntax = self._syntax
        relation, head = syntax.relations[token], syntax.heads[token]
        clausal = syntax.has_copula[token] or (
            syntax.has_subject[token] and syntax.upos[token] in ("VERB", "AUX", "ADJ")
        )
        if syntax.upos[token] == "AUX" and syntax.lemma(token) != "be":
            # "They didn't": what they did not do is said elsewhere.
            return False
        if head < 0:
            return clausal or syntax.upos[token] in ("VERB", "AUX")
        base = relation.partition(":")[0]
        if base == "conj":
            return self._put_forward[head] or (clausal and not syntax.is_predicate(head))
        if relation in ("acl:relcl", "advcl:relcl") and syntax.forms[head] in _FREE_RELATIVES:
            return False
        if syntax.is_relative(token):
            return True
        if base == "advcl":
            if syntax.is_infinitive(token):
                return False
            return clausal or syntax.is_participle(token)
        if base == "acl" and not clausal:
            return syntax.is_participle(token)
        if base in ("ccomp", "csubj", "acl"):
            if not clausal or syntax.is_infinitive(token):
                return False
            return self._voices.innermost[token] >= 0 or self._is_vouched_for(token)
        if base == "xcomp":
            return (
                syntax.inner_verb(head) == token
                and syntax.is_auxiliary_like(head)
                and self._put_forward[head]
            )
        if base == "parataxis":
            if syntax.lemma(token) in SPEECH or is_belief(syntax.lemma(token)):
                # "…, I think" and "…, the post said" only frame what they interrupt.
                return any(syntax.relations[c] in ("obj", "ccomp") for c in syntax.children[token])
            return clausal or syntax.upos[token] == "VERB"
        return clausal

    def _is_vouched_for(self, token: int) -> bool:
        """Whether the article itself stands by a clause that a word of its own governs."""
        syntax = self._syntax
        head = syntax.heads[token]
        effect = self._implied(head)
        if effect is None or syntax.lemma(head) in SPEECH:
            return False
        if effect.certainty == "certain":
            return True
        if effect.certainty == "unknown":
            return False
        name = syntax.lemma(head)
        if syntax.upos[head] == "NOUN":
            return name in ("sign", "indication", "chance", "possibility", "risk")
        return syntax.upos[head] == "ADJ" or name in _IMPERSONAL

    # How surely

    def _weigh(self, token: int) -> None:
        local = self._own_words(token)
        context = self._surroundings(token)
        self._local[token], self._context[token] = local, context
        self._total[token] = local.under(context)

    def _negated(self, token: int) -> bool:
        """Whether a word is denied, by its own modifiers or by its place."""
        total = self._total.get(token)
        if total is not None:
            return total.polarity == "negative"
        return any(self._syntax.forms[c] in ("no", "not") for c in self._syntax.children[token])

    def _implied(self, head: int) -> Factuality | None:
        """What a governing word implies about the clause it takes."""
        if head not in self._effects:
            self._effects[head] = self._find_implied(head)
        return self._effects[head]

    def _find_implied(self, head: int) -> Factuality | None:
        syntax = self._syntax
        negated = self._negated(head)
        name = syntax.lemma(head)
        for child in syntax.children[head]:
            if syntax.relations[child] == "compound:prt":
                found = implied(f"{name}-{syntax.forms[child]}", negated)
                if found is not None:
                    return found
        if syntax.upos[head] == "ADJ":
            return implied(syntax.forms[head], negated)
        return None if name in SPEECH else implied(name, negated)

    def _surroundings(self, token: int) -> Factuality:
        """What the words around a clause leave of it."""
        syntax = self._syntax
        if self._is_top(token):
            return self._stance(self._voices.innermost[token])
        head, base = syntax.heads[token], syntax.relations[token].partition(":")[0]
        if head < 0:
            return CERTAIN
        outer = self._total.get(head, CERTAIN)
        if base == "conj":
            return self._context.get(head, CERTAIN)
        if base in ("ccomp", "xcomp", "csubj") or (
            base == "acl" and not syntax.is_relative(token) and not syntax.is_participle(token)
        ):
            return self._governed(token, head, outer)
        if base == "advcl" and syntax.relations[token] == "advcl":
            if syntax.condition(token) or syntax.is_infinitive(token):
                return UNKNOWN
            if any(
                syntax.forms[c] == "without" and syntax.relations[c] == "mark"
                for c in syntax.children[token]
            ):
                return NOT
            if syntax.is_participle(token):
                return Factuality("positive", outer.certainty)
        return CERTAIN

    def _governed(self, token: int, head: int, outer: Factuality) -> Factuality:
        syntax = self._syntax
        if any(
            syntax.forms[c] in ("whether", "if") and syntax.relations[c] == "mark"
            for c in syntax.children[token]
        ):
            return UNKNOWN
        effect = self._implied(head)
        name = syntax.lemma(head)
        if effect is not None:
            if is_factive(name):
                return effect
            return effect._replace(certainty=weakest(effect.certainty, outer.certainty))
        if name in SPEECH:
            subject = syntax.own_subject[head]
            if subject >= 0 and syntax.forms[subject] in ("i", "we"):
                return outer
            if syntax.is_passive[head]:
                return Factuality("positive", weakest("probable", outer.certainty))
            return UNKNOWN
        if outer.polarity == "negative":
            return UNKNOWN
        return outer

    def _stance(self, voice: int) -> Factuality:
        """How the source of an attribution stands to its content."""
        found = self._stances.get(voice)
        if found is None:
            attribution = self._voices.attributions[voice]
            words: list[str] = []
            negated = False
            if attribution.cue is not None:
                words, negated = self._cue(attribution.cue)
            found = self._stances[voice] = attributed(words, attribution.type, negated)
        return found

    def _cue(self, cue: Span) -> tuple[list[str], bool]:
        """The lemmas of a cue's main words, verbs first, and whether it is denied."""
        syntax = self._syntax
        found = self._voices.range_of(cue)
        if found is None:
            return [], False
        first, last = found
        tokens = range(first, last)
        verbs = [t for t in tokens if syntax.upos[t] == "VERB"]
        others = [t for t in tokens if syntax.upos[t] in ("NOUN", "ADJ")]
        words = []
        for token in verbs + others:
            name = syntax.lemma(token)
            if token + 1 < len(syntax.forms) and syntax.upos[token + 1] in ("ADP", "ADV"):
                words.append(f"{name}-{syntax.forms[token + 1]}")
            words.append(name)
        denied = sum(len(syntax.negators.get(t, ())) for t in verbs[:1] or others[:1])
        return words, denied % 2 == 1

    def _own_words(self, token: int) -> Factuality:
        """What a clause's own modal verbs, adverbs and negations leave of it."""
        syntax = self._syntax
        relations, forms = syntax.relations, syntax.forms
        modals, adverbs = [], []
        auxiliary = conditional = question = False
        negations = 0
        for child in syntax.children[token]:
            relation = relations[child]
            if relation == "aux":
                auxiliary = True
                modals.append(syntax.lemma(child))
            elif relation == "aux:pass" or relation == "cop":
                auxiliary = True
            elif relation == "advmod":
                adverbs.append(forms[child])
            elif relation == "advcl":
                conditional = conditional or self._depends_on(child)
            elif relation == "punct":
                question = question or "?" in forms[child]
            elif relation in ("obj", "nsubj", "nsubj:pass", "obl", "det"):
                negations += self._denies(child)
        for child in syntax.negators.get(token, ()):
            after = child + 1
            if not (after < len(forms) and forms[after] in FOCUS):
                negations += 1
        own = syntax.own_subject[token]
        first_conjunct = syntax.heads[token]
        question = question or (relations[token] == "conj" and first_conjunct in self._questions)
        if question:
            self._questions.add(token)
        if relations[token] == "conj" and own < 0 and not auxiliary and first_conjunct >= 0:
            modals, negations = self._shared(token, first_conjunct, modals, negations)
        self._modals[token] = modals
        if self._is_performative(token, own):
            modals = [modal for modal in modals if modal not in ("can", "must")]
        result = asserted(
            modals, adverbs, negations % 2 == 1, not conditional and self._is_told(token)
        )
        if conditional or question or self._is_imperative(token, own, auxiliary):
            return result._replace(certainty="unknown")
        return result

    def _depends_on(self, condition: int) -> bool:
        """Whether a clause holds only if its adverbial clause does; "even if" leaves it alone."""
        word = self._syntax.condition(condition)
        if word not in ("if", "unless", "had", "were", "should", "provided", "assuming"):
            return False
        return "even" not in self._syntax.forms[self._syntax.left[condition] : condition]

    def _denies(self, child: int) -> int:
        """Whether an argument denies its clause: "no details", "nobody"."""
        syntax = self._syntax
        if syntax.forms[child] in NEGATIVE_PRONOUNS:
            return 1
        return sum(
            syntax.forms[c] in ("no", "neither") and syntax.relations[c] in ("det", "cc:preconj")
            for c in syntax.children[child]
        )

    def _shared(
        self, token: int, first: int, modals: list[str], negations: int
    ) -> tuple[list[str], int]:
        """The modals, and after "or" the denial, that a second verb shares with the first."""
        syntax = self._syntax
        if syntax.forms[token] != syntax.lemma(token):
            return modals, negations
        shared = [modal for modal in self._modals.get(first, ()) if modal in MODALS]
        alternative = any(syntax.forms[c] in ("or", "nor") for c in syntax.children[token])
        if alternative:
            negations += len(syntax.negators.get(first, ()))
        return modals + shared, negations

    def _is_performative(self, token: int, subject: int) -> bool:
        """Whether saying does it: "we can report" is a hedged performative (Fraser, 1975)."""
        return (
            subject >= 0
            and self._syntax.forms[subject] in ("i", "we")
            and self._syntax.lemma(token) in SPEECH
        )

    def _is_told(self, token: int) -> bool:
        """Whether "would" stands for "will" told in the past: in reported speech."""
        voice = self._voices.innermost[token]
        if voice >= 0:
            words = self._voices.attributions[voice].content[0].text
            return words[:1] not in _QUOTATION_MARKS
        return self._syntax.is_relative(token)

    def _is_imperative(self, token: int, subject: int, auxiliary: bool) -> bool:
        syntax = self._syntax
        return (
            subject < 0
            and not auxiliary
            and syntax.upos[token] == "VERB"
            and syntax.relations[token] in ("root", "parataxis", "ccomp")
            and syntax.forms[token] == syntax.lemma(token)
            and not syntax.is_infinitive(token)
        )


class _Writer:
    """Turns clauses into claims: spans, entities and a text that stands alone."""

    def __init__(
        self, syntax: Syntax, clauses: Clauses, voices: _Voices, entities: Sequence[Entity]
    ) -> None:
        self._syntax = syntax
        self._clauses = clauses
        self._document = syntax.document
        self._voices = voices
        mentions = [
            (span.start, span.end, entity) for entity in entities for span in entity.mentions
        ]
        mentions.sort(key=lambda mention: mention[:2])
        self._mentions = mentions
        self._mention_starts = [mention[0] for mention in mentions]
        self._pronouns = self._resolved_pronouns()
        self._apostrophe = "’" if "’" in self._document.text else "'"

    def _resolved_pronouns(self) -> dict[int, Entity]:
        """The entity behind each pronoun whose entity has a better name."""
        found = {}
        tokens = self._document.tokens
        starts = {start: (end, entity) for start, end, entity in reversed(self._mentions)}
        for i, upos in enumerate(self._syntax.upos):
            if upos in ("PRON", "DET") and tokens[i].start in starts:
                end, entity = starts[tokens[i].start]
                if entity.kind == "person" and tokens[i].text.lower() in _PLURAL:
                    continue
                if self._needs_pronoun(i):
                    continue
                if end == tokens[i].end and _is_name(entity):
                    found[i] = entity
        return found

    def _needs_pronoun(self, pronoun: int) -> bool:
        """Whether the verb after a pronoun would not fit a name: "she's", "I am", "they want"."""
        syntax, tokens = self._syntax, self._document.tokens
        after = pronoun + 1
        joined = after < len(tokens) and tokens[after].start == tokens[pronoun].end
        if joined and syntax.upos[after] == "AUX":
            return True
        if syntax.relations[pronoun] not in SUBJECTS:
            return False
        while after < len(tokens) and syntax.upos[after] == "ADV":
            after += 1
        if after >= len(tokens) or syntax.forms[pronoun] not in ("i", "we", "they"):
            return False
        form = syntax.forms[after]
        if syntax.upos[after] == "AUX":
            return form in ("am", "are", "were", "have", "do")
        return syntax.upos[after] == "VERB" and form == syntax.lemma(after)

    # Claims

    def claim(self, clause: Clause, factuality: Factuality, voice: int) -> Claim:
        """The claim that a clause makes; the caller numbers it."""
        if voice >= 0:
            clause = self._within(clause, voice)
        subject = self._argument(clause.subject, clause) if clause.subject else None
        thing = self._argument(clause.object, clause) if clause.object else None
        arguments = tuple(self._argument(part, clause) for part in clause.arguments)
        if clause.first < 0:
            predicate = Predicate("is", None, clause.lemma)
        else:
            span = self._document.token_span(clause.first, clause.last)
            predicate = Predicate(span.text, span, clause.lemma)
        return self._assemble(
            self._text(clause),
            self._evidence(clause, voice),
            (subject, predicate, thing, arguments),
            factuality,
            voice,
        )

    def fragment(self, token: int, factuality: Factuality, voice: int) -> Claim:
        """The claim of a content that holds no clause."""
        syntax, document = self._syntax, self._document
        span = document.token_span(token, token + 1)
        subject = None
        arguments = []
        for child in syntax.children[token]:
            if not self._voices.holds(voice, child):
                continue
            relation = syntax.relations[child]
            if subject is None and (relation == "nmod:poss" or self._is_genitive(child)):
                subject = Part("subject", child, *self._possessor(child))
            elif relation in ("nmod", "obl", "obl:unmarked", "nmod:unmarked"):
                role = phrase_role(syntax, child, syntax.lemma(token))
                arguments.append(Part(role, child, *syntax.trimmed(child)))
        clause = Clause(
            token,
            (token,),
            token,
            token + 1,
            syntax.lemma(token),
            subject,
            None,
            tuple(arguments),
            (),
            (),
        )
        clause = self._within(clause, voice)
        content = self._voices.attributions[voice].content
        text = " ".join(filter(None, (self._tidy(stretch.text) for stretch in content)))
        return self._assemble(
            text or span.text,
            content,
            (
                self._argument(clause.subject, clause) if clause.subject else None,
                Predicate(span.text, span, clause.lemma),
                None,
                tuple(self._argument(part, clause) for part in clause.arguments),
            ),
            factuality,
            voice,
        )

    def _is_genitive(self, token: int) -> bool:
        return self._syntax.forms[self._syntax.right[token]] in ("'s", "’s")

    def _possessor(self, token: int) -> tuple[int, int]:
        """A possessor's token range without its "'s"."""
        first, last = self._syntax.trimmed(token)
        if last - 1 > token and self._syntax.relations[last - 1] == "case":
            last -= 1
        return first, last

    def _assemble(
        self,
        text: str,
        content: tuple[Span, ...],
        parts: tuple[Argument | None, Predicate, Argument | None, tuple[Argument, ...]],
        factuality: Factuality,
        voice: int,
    ) -> Claim:
        attribution = self._voices.attributions[voice] if voice >= 0 else None
        subject, predicate, thing, arguments = parts
        return Claim(
            id="",
            text=text,
            content=content,
            subject=subject,
            predicate=predicate,
            object=thing,
            arguments=arguments,
            polarity=factuality.polarity,
            certainty=factuality.certainty,
            attribution=attribution,
            speaker=attribution.speaker if attribution else None,
            confidence=attribution.confidence if attribution else 1.0,
        )

    def _within(self, clause: Clause, voice: int) -> Clause:
        """A clause cut to the content it stands in; a subject outside counts as filled in."""
        clip = self._voices.clip

        def cut(part: Part | None) -> Part | None:
            if part is None or part.filled:
                return part
            found = clip(voice, part.head, part.first, part.last)
            return None if found is None else part._replace(first=found[0], last=found[1])

        subject = clause.subject
        if subject is not None:
            subject = cut(subject) or subject._replace(filled=True)
        arguments = tuple(part for part in map(cut, clause.arguments) if part is not None)
        return clause._replace(subject=subject, object=cut(clause.object), arguments=arguments)

    # Arguments

    def _argument(self, part: Part, clause: Clause) -> Argument:
        entity = self._entity(part)
        replaced = any(part.first <= pronoun < part.last for pronoun, _ in clause.relatives)
        if part.filled or replaced:
            text = self._words(part, clause, None, False)
            return Argument(text, None, part.role, entity)
        span = self._document.token_span(part.first, part.last)
        return Argument(span.text, span, self._role(part, entity), entity)

    def _role(self, part: Part, entity: Entity | None) -> str:
        """A part's role, where what its entity is settles what its preposition leaves open."""
        if part.role not in ("other", "place") or entity is None:
            return part.role
        preposition = self._syntax.forms[part.first]
        if part.role == "place":
            whose = entity.kind in ("person", "organization", "group") and entity.named
            return "other" if whose and preposition in ("from", "to") else "place"
        if entity.kind == "place" and preposition in PLACE_PREPOSITIONS:
            return "place"
        if entity.kind in ("person", "organization", "group") and preposition == "with":
            return "accompaniment"
        return part.role

    def _entity(self, part: Part) -> Entity | None:
        """The entity with a mention that is the part, or that lies in it and has its main word."""
        tokens = self._document.tokens
        start, end = tokens[part.first].start, tokens[part.last - 1].end
        head = tokens[part.head]
        shared = any(
            self._syntax.relations[c] == "conj" and c < part.last
            for c in self._syntax.children[part.head]
        )
        best: tuple[int, Entity] | None = None
        for i in range(bisect_left(self._mention_starts, start), len(self._mentions)):
            mention_start, mention_end, entity = self._mentions[i]
            if mention_start > head.start:
                break
            if mention_end > end or mention_end < head.end:
                continue
            exact = mention_start == start and mention_end == end
            length = mention_end - mention_start
            if (exact or not shared) and (best is None or length > best[0]):
                best = length, entity
        return best[1] if best else None

    # Text

    def _text(self, clause: Clause) -> str:
        """Subject, predicate, object and the rest in the order printed, pronouns replaced."""
        named: dict[str, bool] = {}
        if clause.subject is not None and clause.subject.head not in self._pronouns:
            entity = self._entity(clause.subject)
            if entity is not None:
                named[entity.id] = True
        before: list[str] = []
        after: list[Part] = []
        tokens: set[int] = set(clause.extra)
        # With an agent, the passive's own subject is the object here and comes first.
        passive = clause.subject is not None and clause.subject.first >= clause.last > 0
        for part in (clause.subject, clause.object, *clause.arguments):
            if part is None:
                continue
            if part.filled and (passive or part is clause.subject):
                before.append(self._printed(range(part.first, part.last), clause, named, False))
            elif part.filled or self._is_fronted(part, clause):
                after.append(part)
            else:
                tokens.update(range(part.first, part.last))
        if clause.first < 0:
            pieces = [
                self._printed(range(part.first, part.last), clause, named, False)
                for part in (clause.subject, clause.object)
                if part is not None
            ]
            return self._tidy(" is ".join(pieces))
        tokens.update(range(clause.first, clause.last))
        order = self._without_gaps(tokens)
        thing = clause.object if clause.object in after else None
        if thing is not None:
            # An object from elsewhere follows its verb, before any adverbial.
            after.remove(thing)
            place = bisect_left(order, clause.last)
            middle = self._printed(order[:place], clause, named, bool(before))
            before += [middle, self._words(thing, clause, named)]
            order = order[place:]
        printed = self._printed(order, clause, named, bool(before))
        pieces = [*before, printed, *(self._words(part, clause, named) for part in after)]
        return self._tidy(" ".join(filter(None, pieces)))

    def _without_gaps(self, tokens: set[int]) -> list[int]:
        """The tokens in order, with the few small words between them that no part has claimed.

        A faulty tree may leave a preposition, a determiner or a noun with another word.
        """
        order: list[int] = []
        for token in sorted(tokens):
            if order and 1 < token - order[-1] <= _WIDEST_GAP:
                gap = range(order[-1] + 1, token)
                if all(self._is_stray(i, token) for i in gap):
                    order.extend(gap)
            order.append(token)
        return order

    def _is_stray(self, token: int, after: int) -> bool:
        syntax = self._syntax
        return (
            syntax.upos[token] in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")
            and syntax.relations[token] not in ("appos", "vocative", "list", "discourse")
            and syntax.forms[token] not in RELATIVES
            and self._voices.innermost[token] == self._voices.innermost[after]
        )

    def _is_fronted(self, part: Part, clause: Clause) -> bool:
        """Whether a part stands before the clause that it belongs behind."""
        subject = clause.subject
        if part is subject or part.last > clause.first:
            return False
        if part is clause.object and subject is not None and not subject.filled:
            # "Talks failed, he said"; a passive's own subject stays where it is.
            return part.last <= subject.first < clause.last
        return any(part.first <= pronoun < part.last for pronoun, _ in clause.relatives)

    def _words(
        self, part: Part, clause: Clause, named: dict[str, bool] | None, lowered: bool = True
    ) -> str:
        """A part from elsewhere in the sentence, with its preposition."""
        words = self._printed(range(part.first, part.last), clause, named, lowered)
        return f"{part.preposition} {words}" if part.preposition else words

    def _printed(
        self, tokens: Iterable[int], clause: Clause, named: dict[str, bool] | None, lowered: bool
    ) -> str:
        """Tokens as printed, with antecedents for relative pronouns.

        Args:
            tokens: The tokens, in order.
            clause: The clause that they belong to.
            named: Ids of the entities that the claim has named so far; with it, pronouns become
                names.
            lowered: Whether something comes before, so that a sentence's capital goes.
        """
        document = self._document
        relatives = dict(clause.relatives)
        text = ""
        previous = -1
        for token in tokens:
            word = document.tokens[token].text
            if token in relatives:
                antecedent = self._clauses.filler(relatives[token], "object", clause.head)
                word = document.token_span(antecedent.first, antecedent.last).text
                if self._syntax.forms[token] == "whose":
                    word = self._possessive(word)
            elif named is not None and token in self._pronouns:
                word = self._name(token, word, named)
            elif previous < 0 and lowered:
                word = self._lowered(token, word)
            if previous >= 0:
                gap = document.text[document.tokens[previous].end : document.tokens[token].start]
                text += gap if token == previous + 1 and not gap.strip() else " "
            text += word
            previous = token
        return text

    def _lowered(self, token: int, word: str) -> str:
        """A word that a sentence starts with, as it is written inside one."""
        syntax = self._syntax
        first = self._document.sentences[syntax.sentence[token]].first
        after_mark = token == first + 1 and syntax.upos[first] == "PUNCT"
        if (token != first and not after_mark) or syntax.upos[token] in ("PROPN", "NUM"):
            return word
        return word if word[:1] == "I" or word[1:2].isupper() else word[:1].lower() + word[1:]

    def _name(self, token: int, word: str, named: dict[str, bool]) -> str:
        """The name that a pronoun stands for, the first time in a claim."""
        entity = self._pronouns[token]
        if entity.id in named:
            return word
        named[entity.id] = True
        if self._syntax.relations[token] == "nmod:poss" or self._syntax.forms[
            token
        ] in _POSSESSIVES - {"her"}:
            return self._possessive(entity.name)
        return entity.name

    def _possessive(self, name: str) -> str:
        return name + self._apostrophe + ("" if name.endswith("s") else "s")

    def _tidy(self, text: str) -> str:
        """One line, without edge punctuation or a quotation mark whose partner is missing."""
        for opening, closing in _TIDIED:
            unpaired = (
                text.count(opening) % 2
                if opening == closing
                else text.count(opening) != text.count(closing)
            )
            if unpaired:
                text = text.replace(opening, "").replace(closing, "")
        return re.sub(r"^[\s,;:–—-]+|[\s,;:–—-]+$", "", " ".join(text.split()))

    # Evidence

    def _evidence(self, clause: Clause, voice: int) -> tuple[Span, ...]:
        """The printed stretches of a clause, joined over nothing but punctuation."""
        tokens = set(clause.extra)
        tokens.update(range(max(clause.first, 0), max(clause.last, 0)))
        for part in (clause.subject, clause.object, *clause.arguments):
            if part is not None and not part.filled:
                tokens.update(range(part.first, part.last))
        tokens = set(self._without_gaps(tokens))
        if voice >= 0:
            tokens = {t for t in tokens if self._voices.holds(voice, t)} or {clause.head}
        spans: list[Span] = []
        first = previous = -1
        for token in sorted(tokens):
            adjacent = token == previous + 1
            if previous >= 0 and not adjacent and not self._joins(previous, token, voice):
                spans.append(self._document.token_span(first, previous + 1))
                first = -1
            if first < 0:
                first = token
            previous = token
        spans.append(self._document.token_span(first, previous + 1))
        return tuple(spans)

    def _joins(self, previous: int, token: int, voice: int) -> bool:
        return all(
            self._syntax.upos[i] == "PUNCT" and (voice < 0 or self._voices.holds(voice, i))
            for i in range(previous + 1, token)
        )


_QUANTIFIERS = frozenset("no every each any nobody everybody anybody none neither either".split())
_PLURAL = frozenset("we us our ours they them their theirs".split())
_PRONOUNS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours he him his himself she her hers
    herself it its itself they them their theirs themselves this that these those who whom whose
    which one""".split()
)


def _is_name(entity: Entity) -> bool:
    """Whether an entity's name may stand for a pronoun: not "it", nor "no leader"."""
    words = entity.name.lower().split()
    return bool(words) and entity.name.lower() not in _PRONOUNS and words[0] not in _QUANTIFIERS
