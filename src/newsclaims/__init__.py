"""Reads a news article and says who said what: typed claims, quotes and attributions.

>>> import newsclaims
>>> article = newsclaims.parse_article(newsclaims.examples.libya())
>>> print(article.quotes[1].speaker.name)
Sergei Lavrov
"""

from newsclaims import examples
from newsclaims.document import Document, Mention, Sentence, Token
from newsclaims.model_files import ModelFileError
from newsclaims.parser import parse_article, parse_articles, read_document
from newsclaims.results import (
    Argument,
    Article,
    Attribution,
    Claim,
    CoreferenceLink,
    Entity,
    FactualityMarker,
    Predicate,
    Quote,
    Span,
)

__version__ = "0.1.0"

__all__ = [
    "Argument",
    "Article",
    "Attribution",
    "Claim",
    "CoreferenceLink",
    "Document",
    "Entity",
    "FactualityMarker",
    "Mention",
    "ModelFileError",
    "Predicate",
    "Quote",
    "Sentence",
    "Span",
    "Token",
    "__version__",
    "examples",
    "parse_article",
    "parse_articles",
    "read_document",
]
