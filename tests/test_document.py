"""The public document: its tokens, its conversions to NLTK, and that it is read only once."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable

import pytest
from attrs import evolve
from nltk.parse import DependencyGraph
from nltk.tree import Tree

import newsclaims.reading.encoder
from newsclaims import (
    Document,
    Mention,
    Token,
    examples,
    parse_article,
    parse_articles,
    read_document,
)
from newsclaims.text.document import Reading
from trees_by_hand import Word, document_of, read_trees

STORY = (
    "Council backs new tram line\n\n"
    "The council approved the tram line on Monday, Mayor Ana Brandt said. “We waited ten years,” "
    "she told reporters.\n\nCritics say the line will cost too much."
)


def read(*trees: str, mentions: Iterable[tuple[int, int, int, str, int]] = ()) -> Document:
    """A document read by hand, from trees in the notation of `trees_by_hand`."""
    return with_mentions(*read_trees(trees), mentions)


def with_mentions(
    document: Document, reading: Reading, mentions: Iterable[tuple[int, int, int, str, int]] = ()
) -> Document:
    found = tuple(Mention(*mention, None) for mention in mentions)
    return document.with_reading(evolve(reading, mentions=found))


YES = "Yes/INTJ/root"
SIGNED = "Serraj/PROPN/nsubj>2 signed/VERB/root the/DET/det>4 deals/NOUN/obj>2 ./PUNCT/punct>2"


# Tokens


def test_tokens_of_a_story() -> None:
    document = read_document(STORY)
    assert document.text == STORY
    assert document.title == 0
    assert len(document.sentences) == 4
    for sentence in document.sentences:
        tokens = document.tokens_of(sentence)
        roots = [token for token in tokens if token.head is None]
        assert [token.relation for token in roots] == ["root"]
        for token in tokens:
            assert STORY[token.start : token.end] == token.text == str(token)
            assert token.lemma
            assert token.upos
            assert token.head is None or sentence.first <= token.head < sentence.last
    approved = next(token for token in document.tokens if token.text == "approved")
    council = document.tokens[document.tokens.index(approved) - 1]
    assert (approved.lemma, approved.upos) == ("approve", "VERB")
    assert council.head is not None
    assert (document.tokens[council.head], council.relation) == (approved, "nsubj")


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("signed", "VERB", "sign"),
        ("Leaders", "NOUN", "leader"),
        ("Lavrov", "PROPN", "Lavrov"),
        ("NATO", "PROPN", "NATO"),
        ("I", "PRON", "I"),
        ("me", "PRON", "I"),
        ("He", "PRON", "he"),
        ("n’t", "PART", "not"),
        ("”", "PUNCT", "”"),
    ],
)
def test_lemmas_have_the_capitals_of_universal_dependencies(
    form: str, upos: str, lemma: str
) -> None:
    assert read(f"{form}/{upos}/root").tokens[0].lemma == lemma


def test_heads_are_indices_in_the_document() -> None:
    document = read(YES, SIGNED)
    assert [token.head for token in document.tokens] == [None, 2, None, 4, 2, 2]


def test_mentions_are_stretches_with_type_and_chain() -> None:
    document = read(SIGNED, mentions=[(0, 1, 0, "person", 7), (2, 4, 3, "abstract", 8)])
    printed = [
        (document.token_span(m.first, m.last).text, m.type, m.chain) for m in document.mentions
    ]
    assert printed == [("Serraj", "person", 7), ("the deals", "abstract", 8)]
    assert Document("", None, (), (), ()).mentions == ()


def test_a_reading_of_something_else() -> None:
    with pytest.raises(ValueError, match="shorter"):
        read(SIGNED).with_reading(Reading(("VERB",), (-1,), ("root",), ()))


def test_documents_compare_by_value_and_can_be_sent_to_another_process() -> None:
    document = read_document(STORY)
    assert document == read_document(STORY) == pickle.loads(pickle.dumps(document))
    assert document != read_document(STORY + " Yes.")


# Bad input, and reading only once


@pytest.mark.parametrize("value", [None, b"bytes", ["a list"], 7, bytearray(b"x")])
def test_not_a_string(value: object) -> None:
    with pytest.raises(TypeError, match="must be a str"):
        read_document(value)  # type: ignore[arg-type]


def test_a_document_is_not_read_from_a_document() -> None:
    with pytest.raises(TypeError, match="must be a str, not Document"):
        read_document(read(SIGNED))  # type: ignore[arg-type]


def test_one_document_is_not_many_articles() -> None:
    with pytest.raises(TypeError, match=r"parse_article\(\)"):
        parse_articles(read(SIGNED))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " \n\n ", "said", STORY, examples.libya()])
def test_a_document_gives_the_same_article_as_its_text(text: str) -> None:
    article = parse_article(read_document(text), publisher="An agency")
    assert article == parse_article(text, publisher="An agency")


def test_a_document_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(STORY)
    expected = parse_article(STORY)

    def read_again(*_: object) -> None:
        raise AssertionError("the encoder ran again")

    monkeypatch.setattr(newsclaims.reading.encoder.Encoder, "read", read_again)
    assert parse_article(document) == expected
    assert list(parse_articles([document, document])) == [expected, expected]


def test_documents_and_texts_together_come_in_order() -> None:
    texts = [STORY, "It rained, Ana Brandt said.", "", "“No,” he said.", STORY]
    mixed = [read_document(t) if i % 2 else t for i, t in enumerate(texts)]
    assert [article.text for article in parse_articles(mixed)] == texts


def test_a_document_that_is_only_segmented_is_read() -> None:
    read_one = read_document(STORY)
    bare = Document(
        STORY,
        read_one.title,
        read_one.paragraphs,
        read_one.sentences,
        tuple(Token(token.start, token.end, token.text) for token in read_one.tokens),
    )
    assert parse_article(bare) == parse_article(STORY)


# NLTK


def test_dependency_graph() -> None:
    _, graph = read(YES, SIGNED).to_dependency_graphs()
    assert graph.to_conll(10).splitlines() == [
        "1\tSerraj\tSerraj\tPROPN\tPROPN\t_\t2\tnsubj\t_\t_",
        "2\tsigned\tsign\tVERB\tVERB\t_\t0\troot\t_\t_",
        "3\tthe\tthe\tDET\tDET\t_\t4\tdet\t_\t_",
        "4\tdeals\tdeal\tNOUN\tNOUN\t_\t2\tobj\t_\t_",
        "5\t.\t.\tPUNCT\tPUNCT\t_\t2\tpunct\t_\t_",
    ]
    assert graph.root["word"] == "signed"
    assert list(graph.triples())[:2] == [
        (("signed", "VERB"), "nsubj", ("Serraj", "PROPN")),
        (("signed", "VERB"), "obj", ("deals", "NOUN")),
    ]
    assert not graph.contains_cycle()


def test_dependency_tree() -> None:
    (tree,) = read(SIGNED).to_trees()
    assert tree == Tree("signed", ["Serraj", Tree("deals", ["the"]), "."])
    # Heads are labels, so that the leaves are the words without dependents.
    assert tree.leaves() == ["Serraj", "the", "."]


def test_graphs_and_trees_are_what_nltk_makes_of_its_own_format() -> None:
    document = read_document(examples.libya())
    graphs, trees = document.to_dependency_graphs(), document.to_trees()
    assert len(graphs) == len(trees) == len(document.sentences)
    for graph, tree in zip(graphs, trees, strict=True):
        again = DependencyGraph(graph.to_conll(10), cell_separator="\t", top_relation_label="root")
        assert again.nodes == graph.nodes
        assert again.root == graph.root
        assert again.tree() == graph.tree() == tree


@pytest.mark.parametrize(
    "form",
    ["1 000", "a\tb", "a\nb", "(", ")", "_", "0", "#", "\x00", "\ud83d", "\u2028", "👩‍👩‍👧", ""],
)
def test_odd_words_survive(form: str) -> None:
    words = [Word(form, "NOUN", "nsubj", 2), Word("fell", "VERB", "root")]
    document = with_mentions(*document_of([words]))
    (graph,), (tree,), (chunks,) = (
        document.to_dependency_graphs(),
        document.to_trees(),
        document.to_chunk_trees(),
    )
    assert graph.nodes[1]["word"] == form
    assert tree == Tree("fell", [form])
    assert chunks.leaves() == [(form, "NOUN"), ("fell", "VERB")]


def test_a_sentence_with_several_roots_is_one_tree() -> None:
    document = read("it/PRON/nsubj>2 rained/VERB/root it/PRON/nsubj>4 snowed/VERB/root")
    (graph,) = document.to_dependency_graphs()
    assert (graph.nodes[4]["head"], graph.nodes[4]["rel"]) == (2, "dep")
    assert graph.tree() == document.to_trees()[0]
    assert document.tokens[3].head is None


def test_a_deep_tree() -> None:
    depth = 500  # NLTK's own tree() gives up before
    words = ["word/NOUN/root", *(f"word/NOUN/nmod>{i}" for i in range(1, depth))]
    (tree,) = read(" ".join(words)).to_trees()
    for _ in range(depth - 2):
        (tree,) = tree
    assert tree == Tree("word", ["word"])


def test_any_text_converts() -> None:
    for text in ("", "“” ’", "said " * 700, "a" * 3000, "He said\x00 it was\x00 fine. \ud800 No."):
        document = read_document(text)
        count = len(document.sentences)
        assert len(document.to_dependency_graphs()) == len(document.to_trees()) == count
        leaves = [leaf for tree in document.to_chunk_trees() for leaf in tree.leaves()]
        assert leaves == [(token.text, token.upos) for token in document.tokens]


@pytest.mark.parametrize("convert", ["to_dependency_graphs", "to_trees", "to_chunk_trees"])
def test_a_document_that_is_only_segmented_does_not_convert(convert: str) -> None:
    with pytest.raises(ValueError, match=r"read_document\(\)"):
        getattr(Document("", None, (), (), ()), convert)()


COMMANDER = (
    "The/DET/det>2 Haftar/PROPN/nsubj>10 ,/PUNCT/punct>4 commander/NOUN/appos>2 of/ADP/case>7 "
    "the/DET/det>7 LNA/PROPN/nmod>4 ’s/PART/case>7 ,/PUNCT/punct>4 left/VERB/root "
    "Libya/PROPN/nmod:poss>13 ’s/PART/case>11 capital/NOUN/obj>10 Tripoli/PROPN/appos>13"
)


@pytest.mark.parametrize(
    ("comment", "mentions", "chunks"),
    [
        ("none", [], []),
        (
            "what follows a name is left out, and may hold another; so are article and possessive",
            [(0, 9, 1, "person", 1), (3, 9, 3, "person", 1), (5, 8, 6, "organization", 2)],
            [("PERSON", "Haftar"), ("ORGANIZATION", "LNA")],
        ),
        (
            "a description is no name, but the name in it is",
            [(10, 14, 12, "place", 3), (10, 12, 10, "place", 4), (13, 14, 13, "place", 3)],
            [("PLACE", "Libya"), ("PLACE", "Tripoli")],
        ),
        (
            "the outermost of nested names",
            [(10, 14, 13, "place", 3), (10, 12, 10, "place", 4)],
            [("PLACE", "Libya ’s capital Tripoli")],
        ),
        ("other types are no named entities here", [(6, 7, 6, "abstract", 1)], []),
    ],
)
def test_chunk_trees(
    comment: str, mentions: list[tuple[int, int, int, str, int]], chunks: list[tuple[str, str]]
) -> None:
    (tree,) = read(COMMANDER, mentions=mentions).to_chunk_trees()
    found = [
        (part.label(), " ".join(word for word, _ in part.leaves()))
        for part in tree
        if isinstance(part, Tree)
    ]
    assert found == chunks, comment
    assert tree.leaves() == [tuple(word.split("/")[:2]) for word in COMMANDER.split()]


def test_importing_does_not_load_nltk() -> None:
    code = "import sys, newsclaims; newsclaims.Document; print('nltk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "sentence",
    [
        "She would not accept Ruiz's endorsement.",
        "Ruiz was qualified, he said.",
        "As Ruiz appears set to veto the bill, the aide disagrees.",
    ],
)
def test_a_name_is_no_pronoun(sentence: str) -> None:
    document = read_document(f"Anna Ruiz spoke on Monday.\n\n{sentence}")
    assert {token.upos for token in document.tokens if token.text == "Ruiz"} == {"PROPN"}
