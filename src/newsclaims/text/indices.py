"""Distinct types for the indices of what an article consists of.

They cost nothing where the program runs; mypy tells them apart.
"""

from typing import NewType

TokenIndex = NewType("TokenIndex", int)
"""Place of a token in the document's tokens; -1 where there is none."""

SentenceIndex = NewType("SentenceIndex", int)
"""Place of a sentence in the document's sentences."""

ParagraphIndex = NewType("ParagraphIndex", int)
"""Place of a paragraph in the document's paragraphs."""

AttributionIndex = NewType("AttributionIndex", int)
"""Place of an attribution among an article's; as a voice, -1 is the article itself."""

ExpressionIndex = NewType("ExpressionIndex", int)
"""Place of an expression (a mention with its words) among an article's."""
