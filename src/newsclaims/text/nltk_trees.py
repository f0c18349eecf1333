"""Documents as NLTK's dependency graphs and trees.

NLTK is imported where it is needed, as that takes time and few ask for trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclaims.text.records import Mention, Reading, Sentence, Token
from newsclaims.words.dependencies import AFTER_NAME

if TYPE_CHECKING:
    from nltk.parse import DependencyGraph
    from nltk.tree import Tree

_CHUNKS = {"person": "PERSON", "organization": "ORGANIZATION", "place": "PLACE"}


def chunk_trees(
    tokens: Sequence[Token], sentences: Sequence[Sentence], reading: Reading
) -> list[Tree]:
    """See `Document.to_chunk_trees`."""
    from nltk.tree import Tree

    leaves = [(token.text, token.upos) for token in tokens]
    trees = []
    chunks = _outermost(reading)[::-1]
    for sentence in sentences:
        trees.append(Tree("S", []))
        token = sentence.first
        while token < sentence.last:
            if chunks and chunks[-1][0] == token:
                _, end, label = chunks.pop()
                end = min(end, sentence.last)
                trees[-1].append(Tree(label, leaves[token:end]))
                token = end
            else:
                trees[-1].append(leaves[token])
                token += 1
    return trees


def _arcs(tokens: Sequence[Token], first: int) -> list[tuple[int, str]]:
    """Head and relation of each token of a sentence, whose first one is given.

    Heads are addresses as NLTK counts them, 0 for the root.
    """
    arcs: list[tuple[int, str]] = []
    root = 0
    for address, token in enumerate(tokens, start=1):
        if token.head is not None:
            arcs.append((token.head - first + 1, token.relation))
        elif root:
            arcs.append((root, "dep"))
        else:
            arcs.append((0, "root"))
            root = address
    return arcs


def dependency_graph(tokens: Sequence[Token], sentence: Sentence) -> DependencyGraph:
    """A sentence as a graph; NLTK asks for the cells of each line, so that none is ever parsed."""
    from nltk.parse import DependencyGraph

    words = tokens[sentence.first : sentence.last]
    arcs = _arcs(words, sentence.first)

    def cells(_: Sequence[str], address: int) -> tuple[int, str, str, str, str, str, int, str]:
        token = words[address - 1]
        return (address, token.text, token.lemma, token.upos, token.upos, "_", *arcs[address - 1])

    lines = [str(address) for address in range(1, len(words) + 1)]
    return DependencyGraph(lines, cell_extractor=cells, top_relation_label="root")


def dependency_tree(tokens: Sequence[Token], sentence: Sentence) -> Tree:
    """What `DependencyGraph.tree` gives, but of any depth."""
    from nltk.tree import Tree

    printed = tokens[sentence.first : sentence.last]
    arcs = _arcs(printed, sentence.first)
    words = [token.text for token in printed]
    trees = [Tree(word, []) for word in words]
    heads = {head for head, _ in arcs}
    whole = trees[0]
    for address, (head, _) in enumerate(arcs, start=1):
        if head == 0:
            whole = trees[address - 1]
        else:
            part = trees[address - 1] if address in heads else words[address - 1]
            trees[head - 1].append(part)
    return whole


def _outermost(reading: Reading) -> list[tuple[int, int, str]]:
    """First token, last token (half-open) and label of each name that stands in no other."""
    found: list[tuple[int, int, str]] = []
    end = 0
    for mention in reading.mentions:
        label = _CHUNKS.get(mention.type)
        if label is not None and mention.first >= end and reading.upos[mention.head] == "PROPN":
            first = mention.first + (reading.upos[mention.first] == "DET")
            end = _end_of_name(reading, mention)
            found.append((first, end, label))
    return found


def _end_of_name(reading: Reading, mention: Mention) -> int:
    """Where a mention ends without what is said of its name after it, and without "'s"."""
    for end in range(mention.head + 1, mention.last):
        part = token = end
        while token != mention.head and mention.first <= token < mention.last:
            part, token = token, reading.heads[token]
        if token == mention.head and reading.relations[part] in AFTER_NAME:
            return end
    return mention.last - (reading.upos[mention.last - 1] == "PART")
