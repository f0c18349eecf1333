"""Broken and escaped characters: what they are read as, and that offsets are the input's."""

from __future__ import annotations

import pytest

from newsclaims import Article, parse_article
from newsclaims.text.repair import repaired
from newsclaims.text.segment import segment

MENDED = [
    ("â€œNo,â€ he said.", "“No,” he said."),
    ("â€œNo,â€\x9d he didnâ€™t â€“ say.", "“No,” he didn’t – say."),
    ("â??No,â?? he didnâ??t say.", "“No,” he didn’t say."),
    ("\x93No,\x94 he said.", "“No,” he said."),
    ("‚ÄúNo,‚Äù he said.", "“No,” he said."),
    ("Ã¢â‚¬Å“No,Ã¢â‚¬ he said.", "“No,” he said."),
    ("\ufffdNo,\ufffd he said. It\ufffds over.", "“No,” he said. It’s over."),
    ("&quot;No,&quot; AT&amp;T&#8217;s head said.", '"No," AT&T’s head said.'),
    ("&amp;ldquo;No,&rdquo;&nbsp;he said.", "“No,”\xa0he said."),
    ("RenÃ© of MÃ¼nchen", "René of München"),
]
KEPT = [
    "CAFÉ” and “BEYONCÉ”",
    "AT&T; Q&A; R&D",
    "São Tomé, 5 °C, £3",
    "Why?? she asked",
    "SÃO PAULO",
]


@pytest.mark.parametrize(("text", "meant"), MENDED)
def test_mended(text: str, meant: str) -> None:
    mended = repaired(text)
    assert mended is not None
    assert mended.text == meant
    assert len(mended.offsets) == len(meant) + 1
    assert mended.offsets == sorted(set(mended.offsets))
    words = [meant[i:j] for i, j in ((t.start, t.end) for t in segment(meant).tokens)]
    assert [token.text for token in segment(text).tokens] == words


@pytest.mark.parametrize("text", KEPT)
def test_what_means_itself_is_kept(text: str) -> None:
    assert repaired(text) is None


@pytest.mark.parametrize("text", [text for text, _ in MENDED])
def test_offsets_are_those_of_the_input(text: str) -> None:
    article = parse_article(text)
    assert article.text == text
    assert Article.from_json(article.to_json()) == article
    spans = [span for a in article.attributions for span in (*a.content, a.source, a.cue) if span]
    spans += [span for entity in article.entities for span in entity.mentions]
    spans += [span for claim in article.claims for span in claim.content]
    assert all(text[span.start : span.end] == span.text for span in spans)
