"""What stands near an expression, and what in its own clause it cannot be.

Pronouns (`newsclaims.speakers.pronouns`) and descriptions (`newsclaims.speakers.antecedents`) look
here for what they may take up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsclaims.speakers.entities import Clusters, is_personal
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import ARTICLES, PREFIXES

#: How many mentions back an antecedent may lie.
WINDOW = 120
#: A clause with more dependents than this is not read well.
_MOST_CHILDREN = 40


class Nearby:
    """The surroundings of an article's expressions.

    Attributes:
        clusters: The expressions, as far as they are put together.
        links: For each expression the earlier one that the encoder links it to, or None.
        speaker_at: For each token in quotation marks the expression of who is quoted, or -1 if
            that is not known; None for other tokens.
        sources: The expressions that are sources, each with the token where it and what is
            attributed to it begin.
    """

    def __init__(
        self,
        clusters: Clusters,
        links: Sequence[int | None],
        speaker_at: Sequence[int | None],
        sources: Mapping[int, int],
    ) -> None:
        self.clusters, self.links = clusters, links
        self.speaker_at, self.sources = speaker_at, sources
        self.syntax, self.expressions = clusters.syntax, clusters.expressions

    def link(self, index: int) -> int | None:
        """The expression that the encoder links one to, past those that refer to no one thing."""
        if not refers(self.expressions[index]):
            return None
        antecedent = self.links[index]
        for _ in range(WINDOW):
            if antecedent is None or refers(self.expressions[antecedent]):
                return antecedent
            if self.expressions[antecedent].words[0] in ARTICLES:
                return None  # not read well
            antecedent = self.links[antecedent]
        return None

    def before(self, index: int, farthest: int) -> Iterator[tuple[int, int]]:
        """Earlier expressions, latest first, with their distance in sentences."""
        sentence = self.syntax.sentence
        # "… …," he said: who he is was said before his words.
        here = sentence[self.sources.get(index, self.expressions[index].head)]
        for other in range(index - 1, max(-1, index - WINDOW), -1):
            distance = here - sentence[self.expressions[other].head]
            if distance > farthest:
                return
            yield other, max(distance, 0)

    def paragraph(self, token: int) -> int:
        """The number of a token's paragraph."""
        return self.syntax.document.sentences[self.syntax.sentence[token]].paragraph

    def barred(self, index: int) -> set[int]:
        """Entities beside a pronoun in its own clause ("he told him"), or what it owns."""
        expression, syntax = self.expressions[index], self.syntax
        governor = syntax.heads[expression.head]
        if governor < 0 or expression.words[0].endswith(("self", "selves")):
            return set()
        children = syntax.children[governor]
        if syntax.relations[expression.head] == "nmod:poss":
            owned = {self.clusters.at.get(governor)}
            if syntax.relations[governor] in ("appos", "nmod:desc"):  # "her sister Jane"
                owned.add(self.clusters.at.get(syntax.heads[governor]))
            return {id(self.clusters.cluster_of[other]) for other in owned if other is not None}
        if len(children) > _MOST_CHILDREN:
            return set()
        beside = (
            self.clusters.at.get(child)
            for child in children
            if child != expression.head
            and syntax.relations[child].startswith(("nsubj", "obj", "iobj", "obl"))
            # "As for Roe, she said …": what stands before the subject may be the same.
            and not (syntax.relations[child].startswith("obl") and child < expression.head)
        )
        return {id(self.clusters.cluster_of[other]) for other in beside if other is not None}


def refers(expression: Expression) -> bool:
    """Whether it refers to one thing, whoever says it: not "I", nor "pro-EU" of "pro-EU MPs"."""
    word = expression.words[0]
    return not (is_personal(expression) or word in ARTICLES or word.startswith(PREFIXES))
