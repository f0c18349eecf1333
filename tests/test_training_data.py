"""What a training makes of its corpora: other names, other prints, coreference, inner layers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from newsclaims.model_files import model_folder
from newsclaims.reading.encoder import read_vocabulary
from newsclaims.reading.windows import Window
from newsclaims.text.document import Document, Mention
from newsclaims.text.segment import segment
from newsclaims.training.brat import AnnotatedText, Annotation
from newsclaims.training.coreference_corpora import (
    coreference_examples,
    read_gap,
    read_litbank,
)
from newsclaims.training.corpora import known_inner
from newsclaims.training.course import Course, transferred
from newsclaims.training.examples import (
    IGNORE,
    Example,
    SoftLabels,
    attribution_example,
    collate,
    plain_example,
    treebank_example,
)
from newsclaims.training.swapping import surnames, swap
from newsclaims.training.typography import CHANGES
from trees_by_hand import read_trees

VOCABULARY = read_vocabulary(model_folder())
POOL = ["okafor", "lindqvist"]


def soft_labels(document: Document, heads: Sequence[int]) -> SoftLabels:
    """A teacher that is sure that each token has one of some heads."""
    number = len(document.tokens)
    index = np.zeros((number, 4), dtype=np.int32)
    index[:, 0] = heads
    weight = np.zeros((number, 4), dtype=np.float16)
    weight[:, 0] = 1
    dense = {"upos": 17, "relations": 51, "mentions": 11}
    return SoftLabels(
        {
            name: np.eye(classes, dtype=np.float16)[np.zeros(number, int)]
            for name, classes in dense.items()
        },
        dict.fromkeys(("heads", "firsts", "lasts"), (index, weight)),
        np.array(heads),
    )


def person() -> Example:
    """ "Mary Jones said her aunt met Mr. Jones and the boy." """
    document, reading = read_trees(
        [
            "Mary/PROPN/nsubj>3 Jones/PROPN/flat>1 said/VERB/root her/PRON/nmod:poss>5 "
            "aunt/NOUN/nsubj>6 met/VERB/ccomp>3 Mr./PROPN/nmod:desc>8 Jones/PROPN/obj>6 "
            "and/CCONJ/cc>11 the/DET/det>11 boy/NOUN/conj>8 +./PUNCT/punct>3"
        ]
    )
    mentions = (
        Mention(0, 2, 0, "person", 0, None),
        Mention(3, 4, 3, "person", 0, 0),
        Mention(3, 5, 4, "person", 1, None),
        Mention(6, 8, 7, "person", 2, None),
    )
    return treebank_example(document, evolve(reading, mentions=mentions), VOCABULARY)


def test_names_and_genders_are_swapped_throughout() -> None:
    example = person()
    seen = set()
    for seed in range(30):
        swapped = swap(example, POOL, VOCABULARY, random.Random(seed))
        words = [token.text for token in swapped.document.tokens]
        assert words[1] == words[7] and words[1].lower() in POOL  # one name, everywhere
        assert words[2] == "said" and len(words) == len(example.document.tokens)
        assert words[0] != "Mary"
        assert all(
            swapped.document.text[t.start : t.end] == t.text for t in swapped.document.tokens
        )
        assert swapped.coreference is not None
        seen.add(" ".join((words[3], words[4], words[6], words[10])))
    assert seen == {"her aunt Mr. boy", "his uncle Ms. girl"}


def test_only_people_with_two_names_give_surnames() -> None:
    assert surnames([person()]) == ["jones"]


def test_an_example_without_a_reading_is_not_swapped() -> None:
    example = plain_example(segment("Mary said so."), VOCABULARY)
    with pytest.raises(ValueError, match="syntax and mentions are known"):
        swap(example, POOL, VOCABULARY, random.Random(1))


TEXT = "“It will rain,” Berg said. He hoped, too, that it would snow.\n\n“Why?” asked Lind.\n"
HEADS = [3, 3, 3, 6, 3, 3, 6, 6, 9, 9]


@pytest.mark.parametrize("change", [*CHANGES])
def test_a_teachers_labels_follow_the_text_into_another_print(change: str) -> None:
    annotated = AnnotatedText("one", TEXT, ())
    example = attribution_example(annotated, VOCABULARY)
    number = len(example.document.tokens)
    heads = [*HEADS, *range(len(HEADS), number)]
    text = CHANGES[change](TEXT, random.Random(1))
    altered = attribution_example(evolve(annotated, text=text), VOCABULARY)
    labels = transferred(soft_labels(example.document, heads), example, altered)
    before, after = (
        {
            (t.start, t.end): (document.tokens[h].start, document.tokens[h].end)
            for t, h in zip(document.tokens, found, strict=True)
            if h != IGNORE
        }
        for document, found in ((example.document, heads), (altered.document, labels.heads))
    )
    assert after and after.items() <= before.items()
    index, weight = labels.pointers["heads"]
    assert len(index) == len(altered.document.tokens)
    assert (weight.sum(1) <= 1).all()


def test_a_pointer_out_of_its_window_has_no_label() -> None:
    document = segment("Berg said it would rain. Lind said no.")
    example = plain_example(document, VOCABULARY)
    heads = [1, 1, 4, 4, 1, 1, 7, 7, 7, 7]
    batch = collate(
        [(evolve(example, soft=soft_labels(document, heads)), Window(1, 10))], VOCABULARY
    )
    weight = batch.soft_pointers["heads"][1][0].sum(1)
    assert weight.tolist() == [1] * 9
    batch = collate(
        [(evolve(example, soft=soft_labels(document, heads)), Window(2, 6))], VOCABULARY
    )
    assert batch.soft_pointers["heads"][1][0].sum(1).tolist() == [1, 1, 0, 0]
    assert batch.soft["relations"][0].sum(1).tolist() == [1, 1, 0, 0]
    assert batch.trees[0].tolist() == [2, 2, 2, 3]


def test_an_altered_article_keeps_its_annotation() -> None:
    content, cue, source = (0, 15), (21, 25), (16, 20)
    inner = (Annotation(((27, 29),), ((30, 35),), ((42, 60),)),)
    annotated = AnnotatedText("one", TEXT, (Annotation((source,), (cue,), (content,)),))
    example = attribution_example(annotated, VOCABULARY, inner)
    course = Course(VOCABULARY, [example], altered=1.0)
    (batch,) = course.batches((1, 0, 0, 0), (4, 4), random.Random(2))
    assert (batch.targets["tags"] > 0).any() and (batch.targets["inner_tags"] > 0).any()
    unknown = attribution_example(annotated, VOCABULARY)
    assert (unknown.targets["inner_tags"] == IGNORE).all()


def test_inner_attributions_are_in_order() -> None:
    found = known_inner()
    assert len(found) > 100
    for of_article in found.values():
        for annotation in of_article:
            spans = (*annotation.source, *annotation.cue, *annotation.content)
            assert all(0 <= start < end for start, end in spans)
            assert len(annotation.source) == len(annotation.cue) == 1 <= len(annotation.content)


CONLL = """\
#begin document (one); part 0
one\t0\t0\tMary\t_\t_\t_\t_\t_\t_\t_\t_\t(1
one\t0\t1\tJones\t_\t_\t_\t_\t_\t_\t_\t_\t1)
one\t0\t2\tsaw\t_\t_\t_\t_\t_\t_\t_\t_\t
one\t0\t3\ther\t_\t_\t_\t_\t_\t_\t_\t_\t(2|(1)
one\t0\t4\tdog\t_\t_\t_\t_\t_\t_\t_\t_\t2)
one\t0\t5\t.\t_\t_\t_\t_\t_\t_\t_\t_\t

#end document
"""


def test_litbank(tmp_path: Path) -> None:
    (tmp_path / "coref").mkdir()
    for number in range(11):
        (tmp_path / "coref" / f"{number:02}.conll").write_text(CONLL, encoding="utf-8")
    assert len(list(read_litbank(tmp_path, held_back=True))) == 2
    learned = list(read_litbank(tmp_path))
    assert len(learned) == 9
    one = learned[0]
    assert one.document.text == "Mary Jones saw her dog."
    assert set(one.mentions) == {(0, 2, 1), (3, 4, 1), (3, 5, 2)}
    _, reading = read_trees(
        [
            "Mary/PROPN/nsubj>3 Jones/PROPN/flat>1 saw/VERB/root her/PRON/nmod:poss>5 "
            "dog/NOUN/obj>3 +./PUNCT/punct>3"
        ]
    )
    plain = plain_example(one.document, VOCABULARY)
    taught = (soft_labels(one.document, [2, 0, 2, 4, 2, 2]), reading)
    (example,) = coreference_examples([one], [], [taught], [plain])
    assert example.coreference is not None
    assert [m.head for m in example.coreference.mentions] == [0, 4, 3]
    assert example.coreference.coreferent.tolist() == [
        [True, False, True],
        [False, True, False],
        [True, False, True],
    ]
    assert example.coreference.known.all()


GAP = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
SNIPPET = "Ann met Eve when she came.\tshe\t17\tAnn\t0\tTRUE\tEve\t8\tFALSE\tx\n"


def test_gap(tmp_path: Path) -> None:
    path = tmp_path / "gap.tsv"
    path.write_text(GAP + "".join(f"{i}\t{SNIPPET}" for i in range(6)), encoding="utf-8")
    assert len(list(read_gap(path, held_back=True))) == 2
    learned = list(read_gap(path))
    assert len(learned) == 4
    _, reading = read_trees(
        [
            "Ann/PROPN/nsubj>2 met/VERB/root Eve/PROPN/obj>2 when/ADV/advmod>6 she/PRON/nsubj>6 "
            "came/VERB/advcl>2 +./PUNCT/punct>2"
        ]
    )
    plain = plain_example(learned[0].document, VOCABULARY)
    taught = (soft_labels(learned[0].document, [1, 1, 1, 5, 5, 1, 1]), reading)
    (example,) = coreference_examples([], learned[:1], [taught], [plain])
    gold = example.coreference
    assert gold is not None
    assert [m.head for m in gold.mentions] == [0, 2, 4]
    assert gold.known[2].all() and not gold.known[:2].any()
    assert gold.coreferent[2].tolist() == [True, False, False]
