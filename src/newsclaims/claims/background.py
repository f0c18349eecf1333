"""What a report takes in that is not of the one it quotes: background that the article adds.

"Lavrov said Serraj, who heads the government, signed": that Serraj heads it is what the article
tells its readers, and so are appositions. A title is the speaker's, as is everything within
quotation marks and what is told as said ("which he would attend").
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclaims.attributions.voices import Voices
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import AttributionIndex
from newsclaims.text.quotation_marks import Quotation
from newsclaims.trace import Rule, decide_by, note
from newsclaims.words.dependencies import NOMINAL
from newsclaims.words.factuality import MODAL_VERBS


class Background:
    """Says of what stands in a report whether the article adds it."""

    def __init__(self, syntax: Syntax, voices: Voices, quotations: Sequence[Quotation]) -> None:
        self.syntax = syntax
        self.voices = voices
        self._quoted = [False] * len(syntax.forms)
        for quotation in quotations:
            for token in syntax.document.tokens_in(quotation.inner_start, quotation.inner_end):
                self._quoted[token] = True

    def voice(self, token: int, voice: AttributionIndex) -> AttributionIndex:
        """Who puts forward what hangs from a token, in the content of a voice; -1: the article."""
        if voice < 0 or self._quoted[token] or self.voices.is_top(token, self.syntax.heads[token]):
            return voice
        found = decide_by(BACKGROUND, self.syntax, token)
        if found is None:
            return voice
        note(found[0], "the article", (token, token + 1))
        return AttributionIndex(-1)


def _relative_aside(syntax: Syntax, token: int) -> bool | None:
    """Is a relative clause after a comma: "Serraj, who heads the government, signed"."""
    if not syntax.is_relative(token) or not _is_set_off(syntax, token):
        return None
    told = any(syntax.lemma(c) in MODAL_VERBS for c in syntax.related(token, "aux"))
    return None if told or syntax.relative_pronoun(token) is None else True


def _participle_aside(syntax: Syntax, token: int) -> bool | None:
    """Is a participle after a comma, on a name: "Ana Berg, elected in 2019, resigned"."""
    of_name = syntax.relations[token] == "acl" and syntax.upos[syntax.heads[token]] == "PROPN"
    return True if of_name and syntax.is_participle(token) and _is_set_off(syntax, token) else None


def _apposition(syntax: Syntax, token: int) -> bool | None:
    """Is an apposition to a name, or the name: "Ines Falk, the council's lawyer, resigned"."""
    names = "PROPN" in (syntax.upos[syntax.heads[token]], syntax.upos[token])
    return True if names and syntax.relations[token] == "appos" else None


def _is_set_off(syntax: Syntax, token: int) -> bool:
    noun, before = syntax.heads[token], syntax.left[token] - 1
    return syntax.upos[noun] in NOMINAL and noun < before and syntax.forms[before] in ",(–—"


#: What the article adds to what it reports.
BACKGROUND = (
    Rule("claims: relative clause is background", _relative_aside),
    Rule("claims: participle is background", _participle_aside),
    Rule("claims: apposition is background", _apposition),
)
