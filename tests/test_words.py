"""The lexicon: each word once, each property described and used, no table of words elsewhere."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from newsclaims.words import (
    UnknownPropertyError,
    all_words,
    by_value,
    having,
    known,
    lists,
    properties,
    values,
)
from newsclaims.words.dependencies import AUXILIARIES
from newsclaims.words.factuality import SIGNATURES

SOURCES = Path(__file__).parent.parent / "src" / "newsclaims"
MODULES = sorted(path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*.py"))
OUTSIDE = [name for name in MODULES if not name.startswith("words/")]
LOOK_UPS = {"having", "values", "lists", "by_value", "_leaving", "_phrases", "_genders"}


def rows(file: str) -> list[list[str]]:
    text = (SOURCES / "words" / file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse((SOURCES / module).read_text(encoding="utf-8"))


#: The relations of Universal Dependencies, without their subtypes.
RELATIONS = set(
    """acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse
    dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis
    punct reparandum root vocative xcomp""".split()
)


# --- The files ------------------------------------------------------------------------------------


def test_words_are_sorted_and_each_is_there_once() -> None:
    words = [word for word, _ in rows("lexicon.tsv")]
    assert words == sorted(set(words))
    assert all(word == " ".join(word.lower().split()) for word in words)


def test_properties_of_a_word_are_sorted_and_each_is_there_once() -> None:
    for word, text in rows("lexicon.tsv"):
        names = [property_.partition("=")[0] for property_ in text.split(" ")]
        assert names == sorted(set(names)), word
        for property_ in text.split(" "):
            assert re.fullmatch(r"[a-z:-]+(=[\w'’-]+(,[\w'’-]+)*)?", property_), word


def test_each_property_is_described_with_its_source() -> None:
    described = [row[0] for row in rows("properties.tsv")]
    assert described == sorted(set(described))
    assert {name for name in described if "=" not in name} == used_in_the_lexicon()
    for name, meaning, source in rows("properties.tsv"):
        assert meaning.endswith((".", "?")), name
        assert source, name


def used_in_the_lexicon() -> set[str]:
    found = (text.split(" ") for _, text in rows("lexicon.tsv"))
    return {property_.partition("=")[0] for row in found for property_ in row}


def test_values_are_described_all_or_none() -> None:
    described = defaultdict(set)
    for name in properties():
        family, equals, value = name.partition("=")
        if equals:
            described[family].add(value)
    found = defaultdict(set)
    for name in used_in_the_lexicon():
        if name.partition(":")[0] in described:
            found[name.partition(":")[0]] |= by_value(name).keys()
    assert found == described


def test_no_two_properties_have_the_same_words() -> None:
    same = defaultdict(set)
    for name in used_in_the_lexicon():
        # What "deny" implies of a finite clause and of a gerund is one property with two forms.
        family = name.partition(":")[0]
        same[having(name)].add(family)
        for words in by_value(name).values():
            if words < having(name):
                same[words].add(family)
    assert [names for names in same.values() if len(names) > 1] == []


def test_each_property_is_used_by_the_code_and_there_is_no_other() -> None:
    asked = set()
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                named = node.args[:1] if node.func.id in LOOK_UPS else []
                asked |= {arg.value for arg in named if isinstance(arg, ast.Constant)}
    assert asked == used_in_the_lexicon()


# --- What is looked up ----------------------------------------------------------------------------


def test_words_with_a_property() -> None:
    assert having("control:subject") == {"promise", "threaten", "vow"}
    assert having("kind", "person") < having("kind")
    assert "minister" in having("kind", "person")
    assert values("given-name")["anna"] == "female"
    assert lists("fuller-name")["uk"] == ("united", "kingdom")
    assert by_value("cause-preposition")["of"] == having("cause-preposition", "of")


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (lambda: having("never-pasive"), "'never-pasive'; did you mean never-passive"),
        (lambda: values("nothing"), "no word of the lexicon has the property 'nothing'"),
        (lambda: lists("nothing"), "'nothing'"),
        (lambda: by_value("nothing"), "'nothing'"),
        (lambda: having("kind", "persn"), "'kind=persn'; did you mean kind=person"),
    ],
)
def test_an_unknown_property_is_refused(look_up: object, message: str) -> None:
    with pytest.raises(UnknownPropertyError, match=message):
        look_up()  # type: ignore[operator]


def test_what_is_known_of_a_word() -> None:
    found = {property_.name: property_ for property_ in known("Promise")}
    assert found["control:subject"].value == ""
    assert found["signature:to"].value == "intention"
    assert "affirmed or denied, it is open" in found["signature:to"].meaning
    assert "FactBank" in found["signature:to"].source
    assert known("point  out") == known("point out") != ()
    assert known("xyzzy") == ()
    assert all(known(word) for word in all_words())


def test_signatures_are_those_of_the_lexicon() -> None:
    assert SIGNATURES["rule-out", "that"] is SIGNATURES["deny", "that"]
    assert SIGNATURES["was-able", "to"] is not SIGNATURES["able", "to"]
    assert ("be-said", "to") in SIGNATURES
    assert ("the-claim", "that") in SIGNATURES


# --- No table elsewhere ---------------------------------------------------------------------------

# Four lower-case words or more in a set, as the keys of a dict, or in a tuple or list in which
# something is looked for (there, or under a local name) are a table of words, unless it is a record
# that is being written (its values are computed) or has labels of the library's own (they stand in
# a Literal, as "person" in EntityKind) or of Universal Dependencies. What else is no table of
# words:
EXEMPT = {
    "exchange/web_page.py:_BLOCKS": "elements of an XML format",
    "exchange/web_page_blocks.py:_BREAKING": "elements of HTML",
    "training/card.py:_TREEBANK_NAMES": "texts by the name of a figure",
    "training/card.py:_LICENCES": "texts by the name of a corpus",
    "speakers/confidences.py:RIGHT": "shares by the name of a rule",
    "exchange/graph.py:title published publisher url author": "fields of an article",
    "parser.py:title published publisher url author": "fields of an article",
}


@pytest.mark.parametrize("module", OUTSIDE)
def test_no_table_of_words_outside_the_lexicon(module: str) -> None:
    found = [(place, words) for place, words in tables(module) if place not in EXEMPT]
    assert found == [], "words and what is known of them belong into words/lexicon.tsv"


def test_what_is_exempt_is_there() -> None:
    assert EXEMPT.keys() == {p for m in OUTSIDE for p, _ in tables(m) if p in EXEMPT}


def tables(module: str) -> Iterator[tuple[str, list[str]]]:
    for statement in ast.walk(parsed(module)):
        if isinstance(statement, ast.stmt):
            # Of a compound statement only what stands before its body; the body comes by itself.
            parts = expressions(statement)
            for node in [statement, *(inner for part in parts for inner in ast.walk(part))]:
                words = [word for word in words_of(node) if is_word(word)]
                if len(words) >= 4:
                    yield f"{module}:{target(statement) or ' '.join(words)}", words


def expressions(statement: ast.stmt) -> list[ast.AST]:
    """The parts of a statement that are no statements."""
    parts = ast.iter_child_nodes(statement)
    return [part for part in parts if not isinstance(part, (ast.stmt, ast.excepthandler))]


def target(statement: ast.stmt) -> str | None:
    """The constant that a statement defines, if it defines one."""
    targets = getattr(statement, "targets", [getattr(statement, "target", None)])
    is_constant = isinstance(targets[0], ast.Name) and targets[0].id.isupper()
    return targets[0].id if is_constant else None


def is_word(text: str) -> bool:
    letters = re.fullmatch(r"[a-z'’.: -]*[a-z][a-z'’.: -]*", text)
    if letters is None or text.startswith("-"):
        return False
    return text not in labels() and text.partition(":")[0] not in RELATIONS


@cache
def labels() -> set[str]:
    """The strings of every Literal: names that the library gives to things of its own."""
    nodes = [node for module in MODULES for node in ast.walk(parsed(module))]
    literals = [node for node in nodes if isinstance(node, ast.Subscript)]
    return {
        text
        for node in literals
        if isinstance(node.value, ast.Name) and node.value.id == "Literal"
        for text in strings(node.slice)
    }


def words_of(node: ast.AST) -> list[str]:
    """The strings of a set or the keys of a dict, as far as they are written out."""
    if isinstance(node, ast.Set):
        return strings(node)
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        return strings_in_tuple(node.comparators[0])
    if isinstance(node, ast.Assign) and target(node) is None:
        return strings_in_tuple(node.value)
    if isinstance(node, ast.Dict):
        keys = [key for key in node.keys if key is not None]
        is_constant = all(map(is_written_out, node.values))
        return [text for key in keys for text in strings(key)] if is_constant else []
    if isinstance(node, ast.Call) and node.args:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in ("frozenset", "set", "fromkeys", "words", "phrases"):
            return strings(node.args[0])
    return []


def strings_in_tuple(node: ast.AST) -> list[str]:
    return strings(node) if isinstance(node, (ast.Tuple, ast.List)) else []


def is_written_out(node: ast.AST) -> bool:
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return all(map(is_written_out, node.elts))
    return isinstance(node, ast.Constant)


def strings(node: ast.AST) -> list[str]:
    """The strings of a constant, of several, and of "one two three".split()."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return [text for element in node.elts for text in strings(element)]
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "split":
        inner = node.func.value if isinstance(node.func, ast.Attribute) else node
        return [word for text in strings(inner) for word in text.split()]
    return []


@pytest.mark.parametrize(
    "text",
    [
        'frozenset("walk run swim fly".split())',
        'frozenset(["walk", "run", "swim", "fly"])',
        '{"walk", "run", "swim", "fly"}',
        'dict.fromkeys(["walk", "run", "swim", "fly"], 1)',
        '{"walk": 1, "run": 2, "swim": (3, "x"), "fly": None}',
        'found = ("walk", "run", "swim", "fly")',
        'word in ("walk", "run", "swim", "fly")',
        'word not in ["walk", "run", "swim", "fly"]',
    ],
)
def test_the_finder_finds_tables(text: str) -> None:
    found = next(words_of(node) for node in ast.walk(ast.parse(text)) if words_of(node))
    assert found == "walk run swim fly".split()


def test_a_record_that_is_written_is_no_table() -> None:
    record = ast.parse('{"walk": a, "run": 2, "swim": 3, "fly": 4}')
    assert not any(words_of(node) for node in ast.walk(record))


def test_auxiliaries_are_listed_once() -> None:
    found = []
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            # A set of them may be written out, or given to a function that makes one.
            texts = strings(node.args[0]) if isinstance(node, ast.Call) and node.args else []
            words = {word for text in texts for word in text.split()} | set(words_of(node))
            found += [module] if words >= AUXILIARIES and len(words) < 20 else []
    assert set(found) == {"words/dependencies.py"}


def test_the_page_has_the_properties_of_the_lexicon() -> None:
    """Write them again with ``python docs/properties.py`` where this fails."""
    script = SOURCES.parent.parent / "docs" / "properties.py"
    spec = importlib.util.spec_from_file_location("properties_of_docs", script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.PAGE.read_text(encoding="utf-8")
    assert text == module.page(text)
    assert module.table() in text
