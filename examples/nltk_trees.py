"""Shows what was read of a text as NLTK's dependency graphs and trees.

    python examples/nltk_trees.py [FILE]

Without an argument: the first sentences of the Libya article.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from newsclaims import Document, examples, parse_article, read_document

SENTENCES = 2


def chains(document: Document) -> list[list[str]]:
    """The words of each two or more mentions that refer to the same thing."""
    found: dict[int, list[str]] = defaultdict(list)
    for mention in document.mentions:
        found[mention.chain].append(document.token_span(mention.first, mention.last).text)
    return [words for words in found.values() if len(words) > 1]


def main(path: Path | None = None) -> None:
    """Print the trees of the first sentences, and how many claims the same reading gives."""
    text = examples.libya() if path is None else path.read_text(encoding="utf-8")
    document = read_document(text)
    rows = zip(
        document.sentences,
        document.to_dependency_graphs(),
        document.to_trees(),
        document.to_chunk_trees(),
        strict=True,
    )
    for sentence, graph, tree, chunks in list(rows)[:SENTENCES]:
        print(text[sentence.start : sentence.end])
        print()
        print(graph.to_conll(10))
        print(tree.pformat(margin=100))
        print()
        print(chunks.pformat(margin=100))
        print()
    for chain in chains(document):
        print("Referring to the same:", " | ".join(chain))
    article = parse_article(document)  # what was read is not read again
    print(f"Claims: {len(article.claims)}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
