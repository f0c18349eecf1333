"""Who said how much, as a chart in SVG 2 (https://www.w3.org/TR/SVG2/)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Literal

from attrs import frozen

from newsclaims.exchange.counts import SpeakerCount, each_article, speaker_counts
from newsclaims.exchange.xml_text import xml_text
from newsclaims.results import ArticleResults
from newsclaims.text.characters import REORDERING, columns

_Group = Literal["named", "unnamed", "nobody"]

_HEADINGS: dict[_Group, str] = {
    "named": "Named",
    "unnamed": "Unnamed",
    "nobody": "Nobody named",
}
_UNNAMED_KINDS = {
    "person": "people",
    "organization": "organisations",
    "place": "places",
    "document": "documents",
    "group": "groups",
    "other": "other sources",
}


def speaker_chart(
    articles: ArticleResults | Iterable[ArticleResults],
    *,
    title: str | None = None,
    limit: int = 20,
) -> str:
    """Draws who said how much: a bar for each speaker, as long as the number of its quotes.

    Bars are split into direct, mixed and indirect quotes. Named speakers, unnamed ones and quotes
    of which nobody is named stand apart. Speakers are told apart as in `speaker_counts`. For more
    than one article the unnamed sources are drawn together, anonymous ones first and the others by
    their kind, as a description says little without its article. Bars for many speakers that would
    dwarf the others are cut short, and marked as such.

    Args:
        articles: An article, or any iterable of articles; taken one by one and not kept.
        title: The chart's heading; if None or empty, one that gives the headline of the article, or
            the number of articles.
        limit: How many speakers have a bar of their own, at least 1; the rest of the named and the
            rest of the unnamed have one together.

    Returns:
        A standalone SVG document, which may also stand inside HTML. It holds all numbers as text
        and in words, runs no script, loads nothing, and follows the reader's light or dark scheme.

    Raises:
        TypeError: ``articles`` is neither, or ``title`` is no str, or ``limit`` no int.
        ValueError: ``limit`` is less than 1.
    """
    if title is not None and not isinstance(title, str):
        raise TypeError(f"title must be a str, not {type(title).__name__}")
    if not isinstance(limit, int):
        raise TypeError(f"limit must be an int, not {type(limit).__name__}")
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    headlines = _Headlines(articles)
    counts = speaker_counts(headlines)
    bars = _bars(counts, limit, are_many=headlines.number > 1)
    return _drawing(_one_line(title or headlines.title()), bars)


class _Headlines:
    """Passes articles on, and keeps of them how many they are and the first headline."""

    def __init__(self, articles: ArticleResults | Iterable[ArticleResults]) -> None:
        self._articles = articles
        self._first: str | None = None
        self.number = 0

    def __iter__(self) -> Iterator[ArticleResults]:
        for article in each_article(self._articles):
            if self.number == 0:
                self._first = article.title
            self.number += 1
            yield article

    def title(self) -> str:
        """A heading for the chart."""
        if self.number > 1:
            return f"Who said what in {self.number:,} articles"
        return f"Who said what: {self._first}" if self._first else "Who said what"


# --- Bars ---------------------------------------------------------------------------------------


@frozen(slots=True)
class _Bar:
    """A bar: of one speaker or of several.

    Attributes:
        group: Where it stands.
        label: What is printed beside it.
        description: What its tooltip says before the numbers.
        counts: Direct, mixed and indirect quotes.
        speakers: How many speakers it stands for; none if nobody is named.
    """

    group: _Group
    label: str
    description: str
    counts: tuple[int, int, int]
    speakers: int

    @property
    def quotes(self) -> int:
        return sum(self.counts)

    @property
    def kinds(self) -> str:
        """How many quotes of each kind, in words, without those of which there are none."""
        names = ("direct", "mixed", "indirect")
        return ", ".join(f"{n:,} {name}" for n, name in zip(self.counts, names, strict=True) if n)

    @property
    def sentence(self) -> str:
        return f"{self.description}: {_number(self.quotes, 'quote')} ({self.kinds})"


def _bars(counts: Sequence[SpeakerCount], limit: int, *, are_many: bool) -> list[_Bar]:
    """The bars from top to bottom."""
    speakers = [count for count in counts if count.kind is not None]
    nobody = [count for count in counts if count.kind is None]
    ranked = [count for count in speakers if count.named or not are_many]
    shown, rest = ranked[:limit], ranked[limit:]
    bars = [_single(count) for count in shown if count.named]
    bars += _others("named", [count for count in rest if count.named])
    if are_many:
        bars += _unnamed_by_kind([count for count in speakers if not count.named])
    else:
        bars += [_single(count) for count in shown if not count.named]
        bars += _others("unnamed", [count for count in rest if not count.named])
    if nobody:
        bars.append(_together("nobody", "no speaker given", nobody))
    return bars


def _single(count: SpeakerCount) -> _Bar:
    name = _one_line(count.name or "")
    role = f", {_one_line(count.role)}" if count.role else ""
    return _Bar(
        "named" if count.named else "unnamed",
        name,
        name + role,
        (count.direct, count.mixed, count.indirect),
        1,
    )


def _together(group: _Group, label: str, counts: Sequence[SpeakerCount]) -> _Bar:
    sums = (
        sum(count.direct for count in counts),
        sum(count.mixed for count in counts),
        sum(count.indirect for count in counts),
    )
    speakers = sum(count.kind is not None for count in counts)
    return _Bar(group, label, label, sums, speakers)


def _others(group: _Group, counts: Sequence[SpeakerCount]) -> list[_Bar]:
    return [_together(group, _number(len(counts), "other"), counts)] if counts else []


def _unnamed_by_kind(counts: Sequence[SpeakerCount]) -> list[_Bar]:
    """A bar for the anonymous sources, and one for each kind of the other unnamed ones."""
    anonymous = [count for count in counts if count.anonymous]
    bars = []
    if anonymous:
        bars.append(_together("unnamed", f"anonymous sources ({len(anonymous):,})", anonymous))
    for kind, plural in _UNNAMED_KINDS.items():
        same = [count for count in counts if count.kind == kind and not count.anonymous]
        if same:
            bars.append(_together("unnamed", f"{plural} ({len(same):,})", same))
    return bars


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# --- Text ---------------------------------------------------------------------------------------

_TURNS_AROUND = str.maketrans("", "", "".join(REORDERING) + "\u200e\u200f")
_NARROW = frozenset("fijlrtI.,:;'’‘|!()[] -")
_WIDE = frozenset("mwMW@%—…")
_LONGEST_LABEL = 200  # code points, before it is measured


def _one_line(text: str) -> str:
    """Text of an article as it may stand in the chart, without what would turn around the rest."""
    return xml_text(" ".join(text.translate(_TURNS_AROUND).split()))


def _width(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif font of a size; rather too wide."""
    return size * sum(map(_ems, text))


def _ems(character: str) -> float:
    if (cells := columns(character)) != 1:
        return cells / 2  # none, or the whole em of a wide one
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.95
    return 0.7 if character.isupper() else 0.6


def _two_lines(text: str, size: float, room: float) -> Iterator[str]:
    """The text in one line or two, broken between words, and cut off if it is too wide for two."""
    end = min(len(text), _LONGEST_LABEL)
    while _width(text[:end], size) > room and (space := text.rfind(" ", 0, end)) > 0:
        end = space
    if _width(text[:end], size) > room:  # a first word too wide for a line
        end = len(text)
    for line in (text[:end], text[end:].lstrip()):
        if line:
            yield _shortened(line, size, room)


def _shortened(text: str, size: float, room: float) -> str:
    """The text, cut off with an ellipsis if it is too wide."""
    if len(text) <= _LONGEST_LABEL and _width(text, size) <= room:
        return text
    room -= _width("…", size)
    end = 0
    while end < min(len(text), _LONGEST_LABEL) and room >= _width(text[end], size):
        room -= _width(text[end], size)
        end += 1
    return text[:end].rstrip(" \u200d,-") + "…"


# --- Drawing ------------------------------------------------------------------------------------

_WIDTH, _MARGIN = 860, 24
_TITLE, _TEXT, _SMALL = 20, 14, 12  # sizes of fonts
_BOLD = 1.15  # times as wide
_ROW, _BAR = 26, 16  # heights
_LONGEST_NAME = 270
_SHORTEST_SCALE = 80
_GAP = 8


@frozen(slots=True)
class _Scheme:
    """Colours: of page and text, and a full and a pale one for each group and for the legend."""

    page: str
    text: str
    muted: str
    colours: dict[str, tuple[str, str]]


_LIGHT = _Scheme(
    page="#ffffff",
    text="#1b1f24",
    muted="#57606a",
    colours={
        "named": ("#1f5a99", "#e3eefa"),
        "unnamed": ("#a34f00", "#fdecd9"),
        "nobody": ("#5f6973", "#eceff2"),
        "legend": ("#3b434b", "#ffffff"),
    },
)
_DARK = _Scheme(
    page="#14181d",
    text="#e8ecf0",
    muted="#a3adb8",
    colours={
        "named": ("#6db3f2", "#1b3148"),
        "unnamed": ("#f2a65e", "#402b15"),
        "nobody": ("#a3adb8", "#2a3138"),
        "legend": ("#cfd6dd", "#14181d"),
    },
)


def _drawing(title: str, bars: Sequence[_Bar]) -> str:
    totals = {
        group: sum(bar.quotes for bar in bars if bar.group == group)
        for group in _HEADINGS
        if any(bar.group == group for bar in bars)
    }
    canvas = _Canvas(_identifier(title, bars))
    canvas.go_down(_MARGIN - 6)
    for line in _two_lines(title, _BOLD * _TITLE, _WIDTH - 2 * _MARGIN):
        canvas.go_down(1.3 * _TITLE)
        canvas.text(_MARGIN, line, "title")
    if bars:
        _draw_shares(canvas, totals)
        scale = _Scale.of(bars)
        _draw_legend(canvas, has_cuts=any(map(scale.is_cut, bars)))
        for group, total in totals.items():
            canvas.go_down(38)
            of_group = [bar for bar in bars if bar.group == group]
            speakers = sum(bar.speakers for bar in of_group)
            by_whom = f" of {_number(speakers, 'speaker')}" if speakers else ""
            heading = f"{_HEADINGS[group]}: {_number(total, 'quote')}{by_whom}"
            canvas.text(_MARGIN, heading, "heading")
            canvas.go_down(4)
            for bar in of_group:
                _draw_bar(canvas, bar, scale)
    else:
        canvas.go_down(32)
        canvas.text(_MARGIN, "No quotes were found.", "muted")
    canvas.go_down(_MARGIN)
    return canvas.document(title, _in_words(totals, bars))


def _identifier(title: str, bars: Sequence[_Bar]) -> str:
    """An id that other charts in the same page do not have, and the same for the same chart."""
    digest = hashlib.sha256(ascii((title, bars)).encode()).hexdigest()
    return f"who-said-what-{digest[:8]}"


def _in_words(totals: dict[_Group, int], bars: Sequence[_Bar]) -> str:
    if not bars:
        return "No quotes were found."
    numbers = ", ".join(f"{_HEADINGS[group].lower()} {n:,}" for group, n in totals.items())
    rows = " ".join(f"{bar.sentence}." for bar in bars)
    return f"{_number(sum(totals.values()), 'quote')}: {numbers}. {rows}"


@frozen(slots=True)
class _Scale:
    """Where bars start, and how long they are.

    Attributes:
        left: Where they start.
        unit: The length of one quote.
        longest: The length of the longest.
    """

    left: float
    unit: float
    longest: float

    @classmethod
    def of(cls, bars: Sequence[_Bar]) -> _Scale:
        """Leaves room for labels and numbers; bars of many may be twice the longest of one."""
        labels = max(min(_width(bar.label, _TEXT), _LONGEST_NAME) for bar in bars)
        numbers = max(map(_width_of_numbers, bars))
        left = _MARGIN + labels + _GAP
        longest = max(_WIDTH - _MARGIN - numbers - _GAP - left, _SHORTEST_SCALE)
        highest = max(bar.quotes for bar in bars)
        highest_single = max((bar.quotes for bar in bars if bar.speakers == 1), default=highest)
        return cls(left, longest / min(highest, 2 * highest_single), longest)

    def length(self, bar: _Bar) -> float:
        """The length of a bar."""
        return min(bar.quotes * self.unit, self.longest)

    def is_cut(self, bar: _Bar) -> bool:
        """Whether a bar is shorter than its number."""
        return bar.quotes * self.unit > self.longest * 1.001


def _width_of_numbers(bar: _Bar) -> float:
    return _width(f"{bar.quotes:,}", _BOLD * _TEXT) + _GAP + _width(bar.kinds, _SMALL)


def _draw_shares(canvas: _Canvas, totals: dict[_Group, int]) -> None:
    """One bar for all quotes, split in named, unnamed and nobody named, and the numbers."""
    quotes = sum(totals.values())
    canvas.go_down(18)
    left = float(_MARGIN)
    for group, total in totals.items():
        length = total / quotes * (_WIDTH - 2 * _MARGIN)
        canvas.rectangle(left, length, 14, f"{group}-full page-line")
        left += length
    canvas.go_down(14 + 19)
    left = _MARGIN
    for group, total in totals.items():
        words = f"{_HEADINGS[group].lower()} {total:,}"
        canvas.rectangle(left, 11, 11, f"{group}-full", above=10)
        canvas.text(left + 17, words, "share")
        left += 17 + _width(words, _BOLD * _TEXT) + 2 * _GAP


def _draw_legend(canvas: _Canvas, *, has_cuts: bool) -> None:
    canvas.go_down(26)
    left = float(_MARGIN)
    for kind, words in (
        ("direct", "direct: word for word"),
        ("mixed", "mixed: partly word for word"),
        ("indirect", "indirect: in the article’s words"),
    ):
        canvas.segment(left, 22, 11, "legend", kind, above=10)
        canvas.text(left + 28, words, "muted")
        left += 28 + _width(words, _SMALL) + 2 * _GAP
    if has_cuts:
        canvas.rectangle(left, 22, 11, "legend-full", above=10)
        canvas.cut(left + 11, 11, above=10)
        canvas.text(left + 28, "bar cut short", "muted")


def _draw_bar(canvas: _Canvas, bar: _Bar, scale: _Scale) -> None:
    """A row: the label, the bar in its parts, the numbers; all of it as the tooltip."""
    canvas.go_down(_ROW)
    canvas.start_row(bar.sentence)
    label = _shortened(bar.label, _TEXT, _LONGEST_NAME)
    canvas.text(scale.left - _GAP, label, "label")
    left = scale.left
    above = _BAR - 3  # bars stand around the middle of the line of text
    length = scale.length(bar)
    for kind, quotes in zip(("direct", "mixed", "indirect"), bar.counts, strict=True):
        if quotes:
            part = length * quotes / bar.quotes
            canvas.segment(left, part, _BAR, bar.group, kind, above=above)
            left += part
    if scale.is_cut(bar):
        canvas.cut(left - 0.06 * length, _BAR, above=above)
    canvas.number(left + _GAP, f"{bar.quotes:,}", bar.kinds)
    canvas.end_row()


class _Canvas:
    """Collects the elements of a drawing, from top to bottom."""

    def __init__(self, identifier: str) -> None:
        self._id = identifier
        self._elements: list[str] = []
        self._y = 0.0

    def go_down(self, height: float) -> None:
        """The base line of what comes next is that much lower."""
        self._y += height

    def text(self, x: float, text: str, style: str) -> None:
        """A line of text."""
        place = f'x="{x:.1f}" y="{self._y:.1f}"'
        self._elements.append(f'<text class="{style}" {place}>{escape(text)}</text>')

    def number(self, x: float, number: str, kinds: str) -> None:
        """A number and then, smaller, what it is made of."""
        self._elements.append(
            f'<text x="{x:.1f}" y="{self._y:.1f}"><tspan class="number">{number}</tspan>'
            f'<tspan class="muted" dx="{_GAP}">{kinds}</tspan></text>'
        )

    def rectangle(
        self, x: float, width: float, height: float, style: str, *, above: float = 0, fill: str = ""
    ) -> None:
        """A rectangle whose upper edge is so far above the base line."""
        place = f'x="{x:.1f}" y="{self._y - above:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self._elements.append(f'<rect class="{style}" {place}{fill}/>')

    def segment(
        self, x: float, width: float, height: float, group: str, kind: str, *, above: float
    ) -> None:
        """A part of a bar: full, hatched or pale, with an edge."""
        fill = f' fill="url(#{self._id}-{group})"' if kind == "mixed" else ""
        colour = {"direct": f" {group}-full", "mixed": "", "indirect": f" {group}-pale"}[kind]
        style = f"{kind} {group}-line{colour}"
        self.rectangle(x, width, height, style, above=above, fill=fill)

    def cut(self, x: float, height: float, *, above: float) -> None:
        """Two strokes across a bar that is cut short."""
        top, bottom = self._y - above - 2, self._y - above + height + 2
        corners = f"{x:.1f},{bottom:.1f} {x + 4:.1f},{top:.1f} {x + 8:.1f},{top:.1f}"
        self._elements.append(
            f'<polygon class="page" points="{corners} {x + 4:.1f},{bottom:.1f}"/>'
        )

    def start_row(self, title: str) -> None:
        """What comes next has this tooltip."""
        self._elements.append(f'<g class="row"><title>{escape(title)}</title>')

    def end_row(self) -> None:
        """What comes next is no part of the row."""
        self._elements.append("</g>")

    def document(self, title: str, description: str) -> str:
        """The whole drawing."""
        height = f"{self._y:.0f}"
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{self._id}" role="img" '
            f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" '
            f'aria-labelledby="{self._id}-title" aria-describedby="{self._id}-desc">',
            f'<title id="{self._id}-title">{escape(title)}</title>',
            f'<desc id="{self._id}-desc">{escape(description)}</desc>',
            f"<style>{self._style()}</style>",
            f"<defs>{''.join(map(self._pattern, _LIGHT.colours))}</defs>",
            '<rect class="page" width="100%" height="100%"/>',
            *self._elements,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _pattern(self, group: str) -> str:
        """Hatching in the colours of a group."""
        return (
            f'<pattern id="{self._id}-{group}" width="6" height="6" '
            'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect class="{group}-pale" width="6" height="6"/>'
            f'<rect class="{group}-full" width="2.5" height="6"/></pattern>'
        )

    def _style(self) -> str:
        """Rules for this drawing alone, also where it stands inside a page."""
        fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
        rules = [
            f"{{ max-width: 100%; height: auto; direction: ltr; font: {_TEXT}px {fonts} }}",
            f" .title {{ font-size: {_TITLE}px; font-weight: 600 }}",
            f" .muted {{ font-size: {_SMALL}px }}",
            " :is(.heading, .share, .number) { font-weight: 600 }",
            " .label { text-anchor: end }",
            *_colour_rules(_LIGHT),
        ]
        dark = "".join(f"#{self._id}{rule}\n" for rule in _colour_rules(_DARK))
        light = "".join(f"#{self._id}{rule}\n" for rule in rules)
        return f"\n{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _colour_rules(scheme: _Scheme) -> Iterator[str]:
    yield f" text {{ fill: {scheme.text} }}"
    yield f" .muted {{ fill: {scheme.muted} }}"
    yield f" .page {{ fill: {scheme.page} }}"
    yield f" .page-line {{ stroke: {scheme.page} }}"
    for group, (full, pale) in scheme.colours.items():
        yield f" .{group}-full {{ fill: {full} }}"
        yield f" .{group}-pale {{ fill: {pale} }}"
        yield f" .{group}-line {{ stroke: {full} }}"
