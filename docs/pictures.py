"""Draws the pictures of the documentation from what the program reads, as SVG files.

    python docs/pictures.py            draw them all into docs/pictures
    python docs/pictures.py --check    fail if one that is there is not what would be drawn

Each shows sentences with a bar below every marked stretch. The words keep to widths given here
(``textLength``), so that the bars fit whichever sans-serif font a reader has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import newsclaims
from newsclaims import Argument, Article, Attribution, Claim, Entity, Predicate, Quote, Span

FOLDER = Path(__file__).parent / "pictures"
ACCOUNTS = Path(__file__).parents[1] / "examples" / "accounts"

WIDTH, MARGIN, SIZE = 640, 18, 17
LABEL_SIZE, LINE, ROW, GAP = 12, 30, 20, 3
# Widths of Helvetica, in thousandths of the size of the font; all other characters have 556.
WIDTHS = {
    c: width
    for width, characters in {
        222: "'`ijl‘’",
        278: " !,./:;I[\\]ft",
        333: '()-r"“”',
        500: "Jckvsxyz",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "…—→",
    }.items()
    for c in characters
}
# What a bar stands for: its class in the style sheet.
CLASSES = {
    "source": "a",
    "cue": "b",
    "content": "c",
    "verbatim": "d",
    "subject": "a",
    "predicate": "b",
    "object": "c",
    "time": "d",
    "place": "e",
    "marker": "f",
}
STYLE = """\
svg{color-scheme:light dark}
text{font:17px Helvetica,Arial,"Liberation Sans",sans-serif;fill:#1b1f24}
.label{font-size:12px;fill:#57606a}.head{font-size:13px;font-weight:700}
.card{fill:#fff;stroke:#d0d7de}
.a{fill:#2463b4}.b{fill:#b35900}.c{fill:#22783c}.d{fill:#7b3fb5}.e{fill:#0b7285}.f{fill:#b42335}
.tint{opacity:.13}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}.label{fill:#a5afba}.card{fill:#1c2128;stroke:#444c56}
.a{fill:#6cb0ff}.b{fill:#f0a04b}.c{fill:#6fcf84}.d{fill:#c79bff}.e{fill:#5cc8d7}.f{fill:#ff8a94}
.tint{opacity:.22}}"""


@dataclass(frozen=True)
class Mark:
    """A stretch of the article, and what is written below it."""

    span: Span
    label: str
    kind: str


@dataclass(frozen=True)
class Panel:
    """A part of an article with its marks, under a heading and above a line of text."""

    article: Article
    start: int
    end: int
    marks: tuple[Mark, ...]
    heading: str = ""
    caption: str = ""


def text_width(text: str, size: float) -> float:
    """How wide a text is, in pixels."""
    return sum(WIDTHS.get(c, 556) for c in text) * size / 1000


def lines_of(panel: Panel) -> list[tuple[int, int]]:
    """Where the lines of a panel start and end: at spaces, so that each fits the width."""
    text = panel.article.text
    lines: list[tuple[int, int]] = []
    start = panel.start
    while start < panel.end:
        end = last = start
        while end < panel.end:
            end += 1
            if text_width(text[start:end], SIZE) > WIDTH - 2 * MARGIN:
                break
            if end == panel.end or text[end] == " ":
                last = end
        end = last if last > start else end  # a word that is too long is cut
        lines.append((start, end))
        start = end + (end < panel.end and text[end] == " ")
    return lines


def rows_of(bars: list[tuple[float, float, float, Mark, bool]]) -> list[int]:
    """A row for each bar, so that neither bars nor their labels touch: short ones come first."""
    rows = [0] * len(bars)
    placed: list[tuple[float, float, int]] = []
    for i in sorted(range(len(bars)), key=lambda i: (bars[i][1] - bars[i][0], bars[i][0])):
        left, _, right, _, _ = bars[i]
        while any(r == rows[i] and left < b + GAP and a < right + GAP for a, b, r in placed):
            rows[i] += 1
        placed.append((left, right, rows[i]))
    return rows


def draw_line(panel: Panel, start: int, end: int, top: float) -> tuple[list[str], float]:
    """One line with its bars, and how high it is."""
    text = panel.article.text

    def x_of(offset: int) -> float:
        return MARGIN + text_width(text[start:offset], SIZE)

    bars = []
    for mark in panel.marks:
        first, last = max(start, mark.span.start), min(end, mark.span.end)
        if first < last:
            named = mark.span.start >= start  # a label stands on the first line only
            left, right = x_of(first), x_of(last)
            extent = left + text_width(mark.label, LABEL_SIZE) if named else right
            bars.append((left, right, max(right, extent), mark, named))
    rows = rows_of(bars)
    base = bottom = top + 20
    parts = []
    for (left, right, _, mark, named), row in zip(bars, rows, strict=True):
        style = CLASSES[mark.kind]
        y = base + 6 + ROW * row
        wide = f'x="{left:.1f}" width="{right - left:.1f}"'
        above = [bar for bar, r in zip(bars, rows, strict=True) if r < row]
        if not any(a < right and left < b for a, b, *_ in above):  # no tint upon tint
            parts.append(f'<rect class="{style} tint" {wide} y="{top + 3:.1f}" height="23"/>')
        parts.append(f'<rect class="{style}" {wide} y="{y:.1f}" height="3"/>')
        bottom = max(bottom, y + (18 if named else 3))
        if named:
            label = f'<text class="label" x="{left:.1f}" y="{y + 14:.1f}">{escape(mark.label)}'
            parts.append(f"{label}</text>")
    at = start
    for word in text[start:end].split(" "):
        if word:
            length = text_width(word, SIZE)
            parts.append(
                f'<text x="{x_of(at):.1f}" y="{base:.1f}" textLength="{length:.1f}" '
                f'lengthAdjust="spacingAndGlyphs">{escape(word)}</text>'
            )
        at += len(word) + 1
    return parts, bottom + LINE - 20 - top


def draw(title: str, panels: Iterable[Panel]) -> str:
    """A picture of the panels, one below the other."""
    parts: list[str] = []
    top = float(MARGIN) - 6
    for panel in panels:
        if panel.heading:
            parts.append(f'<text class="head" x="{MARGIN}" y="{top + 14:.1f}">')
            parts[-1] += f"{escape(panel.heading)}</text>"
            top += 24
        for start, end in lines_of(panel):
            drawn, height = draw_line(panel, start, end, top)
            parts += drawn
            top += height
        if panel.caption:
            parts.append(f'<text class="label" x="{MARGIN}" y="{top + 12:.1f}">')
            parts[-1] += f"→ {escape(panel.caption)}</text>"
            top += 20
        top += 12
    height = round(top + MARGIN - 18)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="title">',
            f'<title id="title">{escape(title)}</title>',
            f"<style>{STYLE}</style>",
            f'<rect class="card" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>',
            *parts,
            "</svg>\n",
        ]
    )


def sentence_at(article: Article, span: Span) -> Span:
    """The sentence that a stretch starts in."""
    return next(s for s in article.sentences if s.start <= span.start < s.end)


def marks_of(attribution: Attribution, number: str = "") -> tuple[Mark, ...]:
    """Source, cue and content of an attribution."""
    parts = [("source", attribution.source), ("cue", attribution.cue)]
    parts += [("content", span) for span in attribution.content]
    return tuple(Mark(span, f"{kind}{number}", kind) for kind, span in parts if span is not None)


def attribution_of(article: Article, words: str, cue: str) -> Attribution:
    """The attribution with a cue whose content holds some words."""
    return next(
        a
        for a in article.attributions
        if str(a.cue) == cue and any(words in span.text for span in a.content)
    )


def attribution_panel(article: Article, attribution: Attribution) -> Panel:
    """The sentence of an attribution, and who its speaker is."""
    sentence = sentence_at(article, attribution.cue or attribution.content[0])
    speaker = attribution.speaker
    return Panel(
        article,
        sentence.start,
        sentence.end,
        marks_of(attribution),
        caption=f"speaker: {described(speaker)}; type: {attribution.type}" if speaker else "",
    )


def described(entity: Entity) -> str:
    """An entity in a few words."""
    role = f", {entity.role}" if entity.role else ""
    return f"{entity.name} ({entity.kind}{role})"


def nested_panel(article: Article, inner: Attribution) -> Panel:
    """The sentence of an attribution inside another, with the marks of both."""
    outer = next(a for a in article.attributions if a.id == inner.parent)
    sentence = sentence_at(article, inner.content[0])
    return Panel(
        article,
        sentence.start,
        sentence.end,
        marks_of(outer, " 1") + marks_of(inner, " 2"),
        caption="attribution 1 is the parent of attribution 2",
    )


def quote_panel(article: Article, quote: Quote) -> Panel:
    """The sentence of a quote, with what of it is verbatim."""
    attribution = quote.attribution
    assert attribution is not None
    sentence = sentence_at(article, attribution.cue or quote.content[0])
    marks = marks_of(attribution) + tuple(Mark(s, "verbatim", "verbatim") for s in quote.verbatim)
    return Panel(
        article,
        sentence.start,
        sentence.end,
        marks,
        heading=quote.kind,
        caption=f"speaker: {quote.speaker}; text: {quote.text}",
    )


def claim_panel(article: Article, claim: Claim, *, markers: bool = False) -> Panel:
    """The sentence of a claim, with its parts or with the words that weigh on it."""
    parts: list[tuple[str, Argument | Predicate | None]] = [
        ("subject", claim.subject),
        ("predicate", claim.predicate),
        ("object", claim.object),
    ]
    parts += [(argument.role, argument) for argument in claim.arguments]
    marks = [
        Mark(part.span, kind, kind if kind in CLASSES else "place")
        for kind, part in parts
        if part is not None and part.span is not None
    ]
    if markers:
        marks = [
            Mark(m.span, f"{m.kind}: {m.polarity}, {m.certainty}", "marker") for m in claim.markers
        ]
    sentence = sentence_at(article, claim.content[0])
    return Panel(
        article,
        sentence.start,
        sentence.end,
        tuple(marks),
        heading=str(claim),
        caption=f"polarity: {claim.polarity}; certainty: {claim.certainty}",
    )


def claim_of(article: Article, words: str) -> Claim:
    """The first claim whose text has some words."""
    return next(claim for claim in article.claims if words in claim.text)


def entity_panel(article: Article, names: Iterable[str]) -> Panel:
    """A whole article, with every mention of some entities."""
    marks: list[Mark] = []
    for kind, name in zip(CLASSES, names, strict=False):
        entity = next(e for e in article.entities if e.name == name)
        marks += [Mark(mention, entity.name, kind) for mention in entity.mentions]
    return Panel(article, 0, len(article.text), tuple(marks))


WEIGHED = (
    "The minister may resign, her office said. “I did not sign it,” Anna Berg said. "
    "Allegedly the bank failed to pay."
)
MENTIONS = (
    "Tomas Brandvold, the chief engineer, said the bridge was safe. He had checked it on Monday. "
    "“I believe him,” Mayor Maren Oduya said. She had asked for a report."
)
REPORTED = "Carl Dahl said Anna Berg had warned him that the port would close."


def pictures() -> dict[str, str]:
    """Every picture, by the name of its file."""
    libya = newsclaims.parse_article(newsclaims.examples.libya())
    weighed, mentions, reported = newsclaims.parse_articles([WEIGHED, MENTIONS, REPORTED])
    accounts = [path.read_text(encoding="utf-8") for path in sorted(ACCOUNTS.glob("*.txt"))]
    signed = attribution_of(libya, "signed the ceasefire", "said")
    report = attribution_of(libya, "progress was made", "told")
    warned = attribution_of(reported, "the port would close", "had warned")
    quotes = [
        next(quote for quote in libya.quotes if words in quote.text)
        for words in ("progress was made", "ready and determined", "his country")
    ]
    return {
        "attributions.svg": draw(
            "Two sentences with source, cue and content marked",
            [attribution_panel(libya, a) for a in (signed, report)],
        ),
        "nested.svg": draw(
            "One attribution inside the content of another", [nested_panel(reported, warned)]
        ),
        "quotes.svg": draw(
            "A direct, a mixed and an indirect quote",
            [quote_panel(libya, quote) for quote in quotes],
        ),
        "claims.svg": draw(
            "Three sentences with the parts of a claim marked",
            [
                claim_panel(libya, claim_of(libya, words))
                for words in ("will not sign", "met in Abu Dhabi", "moved his troops")
            ],
        ),
        "markers.svg": draw(
            "Words that make a claim negative or uncertain",
            [claim_panel(weighed, claim, markers=True) for claim in weighed.claims],
        ),
        "entities.svg": draw(
            "Every mention of two people in four sentences",
            [entity_panel(mentions, ["Maren Oduya", "Tomas Brandvold"])],
        ),
        "speakers.svg": newsclaims.speaker_chart(libya, title="Who is quoted"),
        "two_accounts.svg": newsclaims.speaker_chart(
            newsclaims.parse_articles(accounts), title="Two accounts of one accident"
        ),
    }


def main() -> None:
    """Draw the pictures, or check those that are there."""
    drawn = pictures()
    if "--check" not in sys.argv:
        FOLDER.mkdir(exist_ok=True)
        for name, picture in drawn.items():
            (FOLDER / name).write_text(picture, encoding="utf-8", newline="\n")
        return
    old = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    if stale := sorted(name for name in old.keys() | drawn if old.get(name) != drawn.get(name)):
        sys.exit(f"not what the program draws now: {', '.join(stale)}")


if __name__ == "__main__":
    main()
