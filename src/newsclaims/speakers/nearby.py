"""What stands near an expression, and what in its own clause it cannot be.

Pronouns (`newsclaims.speakers.pronouns`) and descriptions (`newsclaims.speakers.antecedents`) look
here for what they may take up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import cast

from attrs import field, frozen

from newsclaims.speakers.entities import Clusters, is_personal
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import ARTICLES, PREFIXES
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex, ParagraphIndex

#: How many mentions back an antecedent may lie.
WINDOW = 120
#: A clause with more dependents than this is not read well.
_MOST_CHILDREN = 40


@frozen(eq=False, slots=True)
class Nearby:
    """The surroundings of an article's expressions.

    Attributes:
        clusters: The expressions, as far as they are put together.
        links: For each expression the earlier one that the encoder links it to, or None.
        speaker_at: For each token in quotation marks the expression of who is quoted, or -1 if
            that is not known; None for other tokens.
        sources: The expressions that are sources, each with the token where it and what is
            attributed to it begin.
        syntax: The trees.
        expressions: The expressions with what their words show.
    """

    clusters: Clusters
    links: Sequence[ExpressionIndex | None]
    speaker_at: Sequence[ExpressionIndex | None]
    sources: Mapping[ExpressionIndex, int]
    syntax: Syntax = field(init=False)
    expressions: Sequence[Expression] = field(init=False)

    @syntax.default
    def _syntax_of_clusters(self) -> Syntax:
        return self.clusters.syntax

    @expressions.default
    def _expressions_of_clusters(self) -> Sequence[Expression]:
        return self.clusters.expressions

    def link(self, index: ExpressionIndex) -> ExpressionIndex | None:
        """The expression that the encoder links one to, past those that refer to no one thing."""
        expressions = self.expressions
        if not refers(expressions[index]):
            return None
        antecedent = self.links[index]
        for _ in range(WINDOW):
            if antecedent is None or refers(expressions[antecedent]):
                return antecedent
            if expressions[antecedent].words[0] in ARTICLES:
                return None  # not read well
            antecedent = self.links[antecedent]
        return None

    def before(
        self, index: ExpressionIndex, farthest: int
    ) -> Iterator[tuple[ExpressionIndex, int]]:
        """Earlier expressions, latest first, with their distance in sentences."""
        expressions, sentence = self.expressions, self.syntax.sentence
        # "… …," he said: who he is was said before his words.
        here = sentence[self.sources.get(index, expressions[index].head)]
        for other in _backwards(index, max(-1, index - WINDOW)):
            distance = here - sentence[expressions[other].head]
            if distance > farthest:
                return
            yield other, max(distance, 0)

    def paragraph(self, token: int) -> ParagraphIndex:
        """The number of a token's paragraph."""
        return paragraph_of(self.syntax, token)

    def barred(self, index: ExpressionIndex) -> set[int]:
        """Keys of the entities beside it in its own clause ("he told him"), or what it owns."""
        expression, syntax = self.expressions[index], self.syntax
        governor = syntax.heads[expression.head]
        if governor < 0 or expression.words[0].endswith(("self", "selves")):
            return set()
        if syntax.relations[expression.head] == "nmod:poss":
            owned: Set[int] = {governor}
            if syntax.relations[governor] in ("appos", "nmod:desc"):  # "her sister Jane"
                owned = {governor, syntax.heads[governor]}
            return self._keys_at(owned)
        children = syntax.children[governor]
        if len(children) > _MOST_CHILDREN:
            return set()
        return self._keys_at(
            {
                child
                for child in children
                if child != expression.head
                and syntax.relations[child].startswith(("nsubj", "obj", "iobj", "obl"))
                # "As for Roe, she said …": what stands before the subject may be the same.
                and not (syntax.relations[child].startswith("obl") and child < expression.head)
            }
        )

    def _keys_at(self, tokens: Set[int]) -> set[int]:
        """The keys of the entities whose heads or names stand at some tokens."""
        at, cluster_of = self.clusters.at, self.clusters.cluster_of
        found = (at.get(token) for token in tokens)
        return {cluster_of[index].id for index in found if index is not None}


def expression_at(clusters: Clusters, token: int) -> ExpressionIndex | None:
    """The expression of which a token is the head or in the name."""
    found = clusters.at.get(token)
    return None if found is None else ExpressionIndex(found)


def indices(clusters: Clusters) -> Sequence[ExpressionIndex]:
    """The indices of all expressions."""
    return cast("Sequence[ExpressionIndex]", range(len(clusters.expressions)))


def _backwards(start: int, stop: int) -> Sequence[ExpressionIndex]:
    """The indices below ``start``, from the highest down to the one above ``stop``."""
    return cast("Sequence[ExpressionIndex]", range(start - 1, stop, -1))


def tokens_of(clusters: Clusters, *expressions: ExpressionIndex) -> tuple[tuple[int, int], ...]:
    """The token ranges of expressions, as they are noted."""
    found = (clusters.expressions[index] for index in expressions)
    return tuple((expression.first, expression.last) for expression in found)


def paragraph_of(syntax: Syntax, token: int) -> ParagraphIndex:
    """The number of a token's paragraph."""
    return ParagraphIndex(syntax.document.sentences[syntax.sentence[token]].paragraph)


def refers(expression: Expression) -> bool:
    """Whether it refers to one thing, whoever says it: not "I", nor "pro-EU" of "pro-EU MPs"."""
    word = expression.words[0]
    return not (is_personal(expression) or word in ARTICLES or word.startswith(PREFIXES))
