"""Distinct types for the indices of what an article consists of.

They cost nothing where the program runs; mypy tells them apart, from each other and from the
tokens of a document, whose indices are plain numbers: rules count on from one to the next.
"""

from typing import NewType

SentenceIndex = NewType("SentenceIndex", int)
"""Place of a sentence in the document's sentences."""

ParagraphIndex = NewType("ParagraphIndex", int)
"""Place of a paragraph in the document's paragraphs."""

AttributionIndex = NewType("AttributionIndex", int)
"""Place of an attribution among an article's; as a voice, -1 is the article itself."""

ExpressionIndex = NewType("ExpressionIndex", int)
"""Place of an expression (a mention with its words) among an article's."""
