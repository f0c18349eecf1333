"""Reads a news article and says who said what: typed claims, quotes and attributions.

>>> import newsclaims
>>> article = newsclaims.parse_article(newsclaims.examples.libya())
>>> print(article.quotes[1].speaker.name)
Sergei Lavrov
"""

from newsclaims import examples, tables
from newsclaims.article import Article
from newsclaims.exchange.counts import SpeakerCount, speaker_counts
from newsclaims.exchange.graph import Edge
from newsclaims.exchange.json_schema import json_schema
from newsclaims.exchange.web_page import WebPage, read_html
from newsclaims.model_files import ModelFileError
from newsclaims.parser import parse_article, parse_articles, read_brat, read_document
from newsclaims.results import (
    Argument,
    Attribution,
    Claim,
    CoreferenceLink,
    Entity,
    FactualityMarker,
    Predicate,
    Quote,
    Span,
)
from newsclaims.text.document import Document, Mention, Sentence, Token
from newsclaims.view.chart import speaker_chart

__version__ = "0.1.0"

__all__ = [
    "Argument",
    "Article",
    "Attribution",
    "Claim",
    "CoreferenceLink",
    "Document",
    "Edge",
    "Entity",
    "FactualityMarker",
    "Mention",
    "ModelFileError",
    "Predicate",
    "Quote",
    "Sentence",
    "Span",
    "SpeakerCount",
    "Token",
    "WebPage",
    "__version__",
    "examples",
    "json_schema",
    "parse_article",
    "parse_articles",
    "read_brat",
    "read_document",
    "read_html",
    "speaker_chart",
    "speaker_counts",
    "tables",
]
