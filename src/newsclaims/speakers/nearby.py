"""What stands near an expression, and what in its own clause it cannot be.

Pronouns (`newsclaims.speakers.pronouns`) and descriptions (`newsclaims.speakers.antecedents`) look
here for what they may take up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import cast

from attrs import Factory, frozen

from newsclaims.results import EntityKind
from newsclaims.speakers.entities import Cluster, Clusters, is_personal, titles
from newsclaims.speakers.mentions import Expression
from newsclaims.speakers.names import ARTICLES, PREFIXES, singular
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.indices import ExpressionIndex, ParagraphIndex
from newsclaims.trace import Rule, is_traced, note

#: How many mentions back an antecedent may lie.
WINDOW = 120
#: A clause with more dependents than this is not read well.
_MOST_CHILDREN = 40

Veto = Rule[..., object]
"""A rule that keeps two apart; it gives True, or the rule of another table that it asked."""


@frozen(eq=False, slots=True)
class Search:
    """The expressions of an article, while those before them are looked for that they take up."""

    clusters: Clusters  # the expressions, as far as they are put together
    syntax: Syntax
    expressions: Sequence[Expression]
    links: Sequence[ExpressionIndex | None]  # the earlier one that the encoder links each to
    #: For each token in quotation marks the expression of who is quoted, or -1 if that is not
    #: known; None for other tokens.
    speaker_at: Sequence[ExpressionIndex | None]
    #: The expressions that are sources, with the token where it and what it says begin.
    sources: Mapping[ExpressionIndex, int]
    sentences: Sequence[int]  # the sentence of each expression
    refers: Sequence[bool]  # whether each refers to one thing, whoever says it
    by_noun: defaultdict[str, list[ExpressionIndex]]  # the expressions with a noun or a name's word
    done: set[ExpressionIndex] = Factory(set)  # the expressions that were looked at

    def link(self, index: ExpressionIndex) -> ExpressionIndex | None:
        """The expression that the encoder links one to, past those that refer to no one thing."""
        antecedent = self.links[index] if self.refers[index] else None
        for _ in range(WINDOW):
            if antecedent is None or self.refers[antecedent]:
                return antecedent
            if self.expressions[antecedent].words[0] in ARTICLES:
                return None  # not read well
            antecedent = self.links[antecedent]
        return None

    def before(
        self, index: ExpressionIndex, farthest: int
    ) -> Iterator[tuple[ExpressionIndex, int]]:
        """Earlier expressions, latest first, with their distance in sentences."""
        sentences, begin = self.sentences, self.sources.get(index)
        # "… …," he said: who he is was said before his words.
        here = sentences[index] if begin is None else self.syntax.sentence[begin]
        for other in reversed(indices(self.clusters)[max(0, index - WINDOW + 1) : index]):
            distance = here - sentences[other]
            if distance > farthest:
                return
            yield other, max(distance, 0)

    def paragraph(self, token: int) -> ParagraphIndex:
        """The number of a token's paragraph."""
        return paragraph_of(self.syntax, token)

    def speaker(self, token: int) -> Cluster | None:
        """The entity that says the words in quotation marks that a token stands in."""
        found = self.speaker_at[token]
        return None if found is None or found < 0 else self.clusters.cluster_of[found]

    def barred(self, index: ExpressionIndex) -> Set[int]:
        """Keys of the entities beside it in its own clause ("he told him"), or what it owns."""
        expression, syntax = self.expressions[index], self.syntax
        head, relations = expression.head, syntax.relations
        governor = syntax.heads[head]
        if governor < 0 or expression.words[0].endswith(("self", "selves")):
            return set()
        if relations[head] == "nmod:poss":
            of_sister = relations[governor] in ("appos", "nmod:desc")  # "her sister Jane"
            return self._keys_at((governor, syntax.heads[governor]) if of_sister else (governor,))
        children = syntax.children[governor]
        if len(children) > _MOST_CHILDREN:
            return set()
        return self._keys_at(
            child
            for child in children
            if child != head
            and relations[child].startswith(("nsubj", "obj", "iobj", "obl"))
            # "As for Roe, she said …": what stands before the subject may be the same.
            and not (child < head and relations[child].startswith("obl"))
        )

    def _keys_at(self, tokens: Iterable[int]) -> set[int]:
        """The keys of the entities whose heads or names stand at some tokens."""
        at, cluster_of = self.clusters.at, self.clusters.cluster_of
        return {cluster_of[at[token]].id for token in tokens if token in at}


def start_search(
    clusters: Clusters,
    links: Sequence[ExpressionIndex | None],
    speaker_at: Sequence[ExpressionIndex | None],
    sources: Mapping[ExpressionIndex, int],
) -> Search:
    """What is known of an article before any pronoun or description is looked at."""
    syntax, expressions = clusters.syntax, clusters.expressions
    by_noun: defaultdict[str, list[ExpressionIndex]] = defaultdict(list)
    for index in indices(clusters):
        expression = expressions[index]
        if expression.form != "pronoun":
            words = set(map(singular, expression.words))
            if expression.role:
                words.update(t for w in expression.role.lower().split() for t in titles(w))
            for word in words:
                by_noun[word].append(index)
    sentences = [syntax.sentence[expression.head] for expression in expressions]
    refers = [_refers(expression) for expression in expressions]
    return Search(
        clusters, syntax, expressions, links, speaker_at, sources, sentences, refers, by_noun
    )


def _refers(expression: Expression) -> bool:
    """Whether it refers to one thing, whoever says it: not "I", nor "pro-EU" of "pro-EU MPs"."""
    word = expression.words[0]
    return not (is_personal(expression) or word in ARTICLES or word.startswith(PREFIXES))


def indices(clusters: Clusters) -> Sequence[ExpressionIndex]:
    """The indices of all expressions."""
    return cast("Sequence[ExpressionIndex]", range(len(clusters.expressions)))


def paragraph_of(syntax: Syntax, token: int) -> ParagraphIndex:
    """The number of a token's paragraph."""
    return ParagraphIndex(syntax.document.sentences[syntax.sentence[token]].paragraph)


def note_of(
    clusters: Clusters, rule: Rule[..., object], outcome: str, *expressions: ExpressionIndex
) -> None:
    """Records what a rule decided about some expressions, if anybody listens."""
    if is_traced():
        note(rule, outcome, *map(clusters.tokens, expressions))


def make_kind(cluster: Cluster, kind: EntityKind) -> None:
    """Makes an entity one of a kind, whatever was shown of it so far."""
    cluster.votes[kind] = max(cluster.votes.values()) + 1
    cluster.kind = kind


def spoken(veto: tuple[Veto, object]) -> Veto:
    """The rule that keeps two apart: of the table that was asked, where one of another was."""
    return veto[1] if isinstance(veto[1], Rule) else veto[0]
