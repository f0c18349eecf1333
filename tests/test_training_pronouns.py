"""How the choice of what third-person pronouns stand for is learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclaims.model_files import read_json
from newsclaims.reading.encoder import load_encoder
from newsclaims.speakers.pronouns import Ranker, load_ranker
from newsclaims.text.document import Document, Reading
from newsclaims.text.segment import segment
from newsclaims.training.coreference_corpora import Chains, Choice
from newsclaims.training.pronouns import (
    GROUPS,
    Case,
    Decision,
    Penalty,
    decide,
    fit,
    fit_pronouns,
    judge_chains,
    judge_choice,
    treebank_cases,
)

NOTHING = {group: {"old": 1.0} for group in GROUPS}
WEAK, STRONG = Penalty(0.01, 0.01), Penalty(1e6, 1e6)


def decisions(group: str, count: int = 20) -> list[Decision]:
    """In all of them the option with "a" is right, one without it wrong."""
    options = [{"a": 1.0, "b": 1.0}, {"b": 1.0}, {"none": 1.0}]
    return [Decision(group, options, [True, False, False]) for _ in range(count)]


def test_what_is_right_is_learned() -> None:
    weights = fit(decisions("he"), NOTHING, WEAK)
    assert weights["he"]["a"] > 1 > weights["he"]["none"]
    assert weights["they"]["a"] > 0.5  # what groups share
    assert weights["it"]["old"] == 1


def test_a_penalty_keeps_weights_where_they_were() -> None:
    weights = fit(decisions("he"), NOTHING, STRONG)
    assert weights["he"] == {"a": 0, "b": 0, "none": 0, "old": 1}


def test_any_of_several_right_options_will_do() -> None:
    options = [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}]
    weights = fit([Decision("it", options, [True, True, False])] * 30, NOTHING, WEAK)["it"]
    assert min(weights["a"], weights["b"]) > weights["c"] + 2


TEXT = "Robin Tamba thanked Kim Okoro on Monday. Then he left."


def read(text: str) -> tuple[Document, Reading]:
    document = segment(text)
    return document, load_encoder().read([document])[0]


def tokens(document: Document, words: str) -> range:
    start = document.text.index(words)
    return document.tokens_in(start, start + len(words))


def judged(right: tuple[bool, bool]) -> list[bool] | None:
    """Which of Okoro, Tamba and none is right, in the order in which they are asked."""
    document, reading = read(TEXT)
    names = (tokens(document, "Robin Tamba"), tokens(document, "Kim Okoro"))
    choice = Choice(document, tokens(document, "he left").start, names, right)
    found = decide(Case(document, reading, judge_choice(choice)), load_ranker())
    return found[0].right if found else None


@pytest.mark.parametrize(
    ("right", "options"),
    [
        ((True, False), [False, True, False]),
        ((False, True), [True, False, False]),
        ((False, False), [False, False, True]),
    ],
)
def test_a_snippet_tells_which_of_two_names_is_right(
    right: tuple[bool, bool], options: list[bool]
) -> None:
    assert judged(right) == options


def test_chains_tell_what_is_right() -> None:
    document, reading = read(TEXT)
    mentions = tuple(
        (tokens(document, words).start, tokens(document, words).stop, chain)
        for words, chain in (("Robin Tamba", 1), ("Kim Okoro", 2))
    )
    he = tokens(document, "he left").start
    for chain, right in ((1, [False, True, False]), (3, [False, False, True])):
        chains = Chains(document, (*mentions, (he, he + 1, chain)))
        judge = judge_chains(chains, reading)
        (found,) = decide(Case(document, reading, judge), load_ranker())
        assert found.right == right


def test_weights_are_fitted_on_what_a_folder_has(tmp_path: Path) -> None:
    """Without any corpus the weights are those of the shipped model; with GAP they are adapted."""
    shipped = read_json("pronouns.json")
    assert fit_pronouns(load_encoder(), tmp_path) == shipped
    (tmp_path / "gap").mkdir()
    columns = "ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL".split()
    row = ["1", TEXT, "he", str(TEXT.index("he left"))]
    row += ["Robin Tamba", "0", "TRUE", "Kim Okoro", str(TEXT.index("Kim")), "FALSE", ""]
    lines = ["\t".join(columns), "\t".join(row)]
    (tmp_path / "gap" / "gap-development.tsv").write_text("\n".join(lines), encoding="utf-8")
    adapted = fit_pronouns(load_encoder(), tmp_path)
    assert set(adapted) == set(GROUPS)
    assert adapted["he"] != shipped["he"]
    assert {name: round(w, 1) for name, w in adapted["it"].items() if abs(w) > 2}
    json.dumps(adapted)


CONLLU = """\
# newdoc id = one
# newpar
1\tRoe\tRoe\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-cf1-1-sgl)
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-cf1-1-ana)
2\twept\tweep\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def test_a_treebank_tells_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "one.conllu").write_text(CONLLU, encoding="utf-8")
    (case,) = treebank_cases(tmp_path)
    assert [mention.link for mention in case.reading.mentions] == [None, None]
    (found,) = decide(case, Ranker(NOTHING))
    assert found.group == "he"
    assert found.right == [True, False]
    assert "best" not in found.options[0]  # nothing of an encoder
