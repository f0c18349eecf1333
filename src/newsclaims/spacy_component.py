"""The spaCy component ``newsclaims``: reads each Doc's text as a news article.

``nlp.add_pipe("newsclaims")`` works on any pipeline, ``spacy.blank("en")`` too: it needs nothing of
the components before it. spaCy finds the factory by the entry point of the installed package
(https://spacy.io/usage/saving-loading#entry-points); where there is none, import this module.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("newsclaims")
>>> doc = nlp("The line will open in May, Mayor Ana Brandt said.")
>>> print(doc._.quotes[0])
Ana Brandt: The line will open in May
"""

# No "from __future__ import annotations" here: older releases of spaCy check a factory's arguments
# by their annotations, and cannot resolve strings.

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsclaims.article import Article
from newsclaims.extras import require
from newsclaims.parser import check_minimum_confidence, parse_article, parse_articles
from newsclaims.results import LIKELIER_RIGHT, Attribution, Claim, Quote
from newsclaims.results import Span as ArticleSpan

require("spacy", "spacy")  # before the imports that would fail with a message of their own
srsly = require("srsly", "spacy")  # spaCy's serialiser, which comes with it

from spacy.language import Language  # noqa: E402
from spacy.pipeline import Pipe  # noqa: E402
from spacy.tokens import Doc, Span  # noqa: E402
from spacy.util import is_same_func, minibatch  # noqa: E402

_USER_DATA_KEY = "newsclaims"


class ArticleReader(Pipe):  # type: ignore[misc]  # spaCy's types are not checked here
    """Reads Docs and keeps the article of each, for ``doc._.article`` and its neighbours.

    Attributes:
        name: The component's name in the pipeline.
        spans_key: Key in ``doc.spans`` of the sources, cues and contents.
        minimum_confidence: Claims with less confidence are left out; see
            `newsclaims.parse_article`.
    """

    def __init__(
        self,
        name: str,
        *,
        spans_key: str = "newsclaims",
        minimum_confidence: float = LIKELIER_RIGHT,
    ) -> None:
        check_minimum_confidence(minimum_confidence)
        self.name = name
        self.spans_key = spans_key
        self.minimum_confidence = minimum_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Reads one Doc."""
        article = parse_article(doc.text, minimum_confidence=self.minimum_confidence)
        self._annotate(doc, article)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Reads many Docs, in batches, each as it would be read alone.

        Args:
            stream: The Docs.
            batch_size: How many to hold in memory.

        Yields:
            The same Docs, in order. Those of a batch that failed are left out and passed to the
            error handler (``nlp.set_error_handler``); the default one raises.
        """
        for docs in minibatch(stream, size=batch_size):
            try:
                texts = (doc.text for doc in docs)
                articles = list(parse_articles(texts, minimum_confidence=self.minimum_confidence))
            except Exception as error:
                self.get_error_handler()(self.name, self, docs, error)
                continue
            for doc, article in zip(docs, articles, strict=True):
                self._annotate(doc, article)
                yield doc

    def _annotate(self, doc: Doc, article: Article) -> None:
        doc.user_data[_USER_DATA_KEY] = article
        doc.spans[self.spans_key] = [
            token_span(doc, span, label=label, span_id=attribution.id)
            for attribution in article.attributions
            for label, spans in (
                ("SOURCE", [attribution.source]),
                ("CUE", [attribution.cue]),
                ("CONTENT", attribution.content),
            )
            for span in spans
            if span is not None
        ]


def token_span(doc: Doc, span: ArticleSpan, *, label: str = "", span_id: str = "") -> Span:
    """The tokens of a Doc that a stretch of its article touches.

    A token that the stretch only covers in part belongs to it: spaCy's tokens and those that the
    article was read with may differ ("80%" is one or two).

    Args:
        doc: A Doc that the component has read.
        span: A stretch of its article, such as ``doc._.attributions[0].cue``.
        label: The label of the result.
        span_id: The id of the result (``id_``).

    Returns:
        The tokens, as a span of the Doc.

    Raises:
        ValueError: The stretch is none of the Doc's text.
    """
    found = doc.char_span(
        span.start, span.end, label=label, span_id=span_id, alignment_mode="expand"
    )
    if found is not None:
        start = span.start - found.start_char
        if found.text_with_ws[start : start + len(span.text)] == span.text:
            return found
    raise ValueError(f"characters {span.start} to {span.end} of this Doc are not {span.text!r}")


def set_extensions(*, force: bool = False) -> None:
    """Sets ``doc._.article``, ``doc._.claims``, ``doc._.quotes`` and ``doc._.attributions``.

    Adding the component to a pipeline does it; Docs that were stored can be looked at without one.

    Args:
        force: Replace extensions of the same names that something else has set.

    Raises:
        ValueError: Something else has set an extension of such a name.
    """
    others = [
        name
        for name, getter in _EXTENSIONS.items()
        if Doc.has_extension(name) and not _is_getter(getter, Doc.get_extension(name))
    ]
    if others and not force:
        raise ValueError(
            f"something else has set the extension doc._.{others[0]}; to replace it, call "
            "newsclaims.spacy_component.set_extensions(force=True) before nlp.add_pipe()"
        )
    for name, getter in _EXTENSIONS.items():
        Doc.set_extension(name, getter=getter, force=True)


def _is_getter(getter: Callable[[Doc], Any], extension: tuple[Any, Any, Any, Any]) -> bool:
    # By name and file, as the module may have been reloaded.
    present = extension[2]
    return present is not None and bool(is_same_func(getter, present))


# Named functions, as spaCy pickles extensions for the processes that it spawns.


def _article(doc: Doc) -> Article | None:
    kept = doc.user_data.get(_USER_DATA_KEY)
    if isinstance(kept, str):  # the Doc comes from bytes
        kept = doc.user_data[_USER_DATA_KEY] = Article.from_json(kept)
    if kept is None or kept.text != doc.text:  # span.as_doc() may copy the data of the whole
        return None
    article: Article = kept
    return article


def _claims(doc: Doc) -> tuple[Claim, ...]:
    article = _article(doc)
    return article.claims if article else ()


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    article = _article(doc)
    return article.quotes if article else ()


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    article = _article(doc)
    return article.attributions if article else ()


_EXTENSIONS: dict[str, Callable[[Doc], Any]] = {
    "article": _article,
    "claims": _claims,
    "quotes": _quotes,
    "attributions": _attributions,
}


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """An article as JSON text, and only when a Doc is written; anything else as it was."""
    if isinstance(value, Article):
        return value.to_json()
    return value if chain is None else chain(value)


def create_component(
    nlp: Language, name: str, spans_key: str, minimum_confidence: float
) -> ArticleReader:
    """The factory of the component ``newsclaims``.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        spans_key: Key in ``doc.spans`` of the sources, cues and contents.
        minimum_confidence: Claims with less confidence are left out.

    Returns:
        The component.

    Raises:
        ValueError: The ``minimum_confidence`` is not between 0 and 1, or other code has set
            ``doc._.article`` or another of the extensions.
    """
    set_extensions()
    return ArticleReader(name, spans_key=spans_key, minimum_confidence=minimum_confidence)


srsly.msgpack_encoders("newsclaims", func=_encode)
Language.factory(
    "newsclaims",
    default_config={"spans_key": "newsclaims", "minimum_confidence": LIKELIER_RIGHT},
    assigns=[*(f"doc._.{name}" for name in _EXTENSIONS), "doc.spans"],
    func=create_component,
)
