"""Cuts a text into paragraphs, sentences and tokens, with exact code-point offsets.

Sentences come from nltk's Punkt with parameters trained by this project (see `training.punkt`),
corrected by rules for what news prints and Punkt cannot learn; tokens come from nltk's
`NLTKWordTokenizer`, cut further where the English Web Treebank and GUM cut. Both work on a copy of
the text in which quotation marks are replaced one for one, so that offsets never move.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from attrs import frozen
from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from newsclaims.model_files import read_bytes
from newsclaims.text.document import Document, Sentence, Token
from newsclaims.text.furniture import LIST_ITEM, dateline_ends
from newsclaims.text.repair import repaired
from newsclaims.trace import Rule, decide_by, is_traced, note
from newsclaims.words import having

MAX_TOKEN_LENGTH = 200
"""Code points; a longer run without white space is cut, so that later steps stay bounded."""

MAX_SENTENCE_LENGTH = 5000
"""Code points; a longer stretch without a sentence end is cut at white space where there is any."""


def segment(text: str) -> Document:
    """Cuts a text into paragraphs, sentences and tokens.

    Every character that is not white space belongs to exactly one token, every token to exactly
    one sentence, every sentence to exactly one paragraph. Paragraphs are separated by blank lines,
    form feeds or paragraph separators; a single line break separates them too, unless the text is
    hard-wrapped (see `_hard_wrapped_width`). Only the first line is taken for a headline.

    Characters that are broken or escaped are read as what they were meant to be, so that a token's
    text is then not what is printed (see `text.repair`); "&nbsp;" is white space.
    """
    mended = repaired(text)
    return _segmented(text) if mended is None else mended.restored(_segmented(mended.text))


def _segmented(text: str) -> Document:
    """`segment` of a text in which nothing is broken."""
    paragraphs = find_paragraphs(text)
    masked = mask_quotes(text)
    decided: list[_Decided] = []
    has_title = len(paragraphs) > 1 and _is_headline(text, paragraphs, decided)
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    opened = decide_by(OPENINGS, text, paragraphs)
    for number, (start, end) in enumerate(paragraphs):
        is_title = has_title and number == 0
        body, spans = start, []
        if opened is not None and number in opened[1] and not is_title:
            body = opened[1][number]
            spans.append((start, start + len(text[start:body].rstrip())))
            decided.append((opened[0], "sentence of its own", *spans[0]))
        # A headline of two sentences is still one headline.
        spans += [(start, end)] if is_title else _sentence_spans(masked, body, end, decided)
        for first, last in spans:
            found = tokenize(text, first, last)
            sentences.append(Sentence(first, last, len(tokens), len(tokens) + len(found), number))
            tokens += found
    title = 0 if has_title else None
    document = Document(text, title, tuple(paragraphs), tuple(sentences), tuple(tokens))
    if is_traced():
        for rule, outcome, start, end in decided:
            within = document.tokens_in(start, end)
            note(rule, outcome, (within.start, within.stop))
    return document


#: A rule, its outcome, and the offsets that it decided on; tokens are found later.
_Decided = tuple[Rule[..., object], str, int, int]


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of one sentence, ``text[start:end]``, with offsets into the whole text.

    They cover every character that is not white space exactly once; none is longer than
    `MAX_TOKEN_LENGTH`.
    """
    spans: list[tuple[int, int]] = []
    for left, right in _bounded(text, start, end):
        spans += [(left + i, left + j) for i, j in _token_spans(text[left:right])]
    return [
        Token(i, j, text[i:j])
        for left, right in spans
        for i in range(left, right, MAX_TOKEN_LENGTH)
        for j in (min(i + MAX_TOKEN_LENGTH, right),)
    ]


# --- Paragraphs ---------------------------------------------------------------------------------

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PARAGRAPH_BREAKS = frozenset("\x0c\x1c\x1d\x1e\u2029")
_TERMINAL = frozenset(".!?…:\"'”’»)")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every paragraph, without white space at its ends."""
    lines: list[tuple[int, int, bool]] = []  # start, end, and whether a paragraph must start here
    position, forced = 0, True
    for match in _LINE_BREAK.finditer(text):
        lines.append((position, match.start(), forced))
        position, forced = match.end(), match[0] in _PARAGRAPH_BREAKS
    lines.append((position, len(text), forced))

    stripped: list[tuple[int, int, bool]] = []
    blank = True
    for start, end, forced in lines:
        line = text[start:end]
        content = line.strip()
        if content:
            left = start + len(line) - len(line.lstrip())
            stripped.append((left, left + len(content), forced or blank))
        blank = not content
    width = _hard_wrapped_width(text, stripped)
    found: list[tuple[int, int]] = []
    for i, (start, end, forced) in enumerate(stripped):
        if forced or not width or _breaks(text, stripped[i - 1][:2], (start, end), width):
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], end)
    return found


def _hard_wrapped_width(text: str, lines: list[tuple[int, int, bool]]) -> int:
    """The column at which the text is hard-wrapped, or 0 if every line is a paragraph.

    A hard-wrapped text is one of lines of at most 120 characters, most of which have no room for
    the first word of the next line, and most of which do not end where a sentence does. Lines next
    to a blank line say nothing either way.
    """
    pairs = [(a[:2], b[:2]) for a, b in pairwise(lines) if not b[2]]
    if not pairs:
        return 0
    width = max(end - start for pair in pairs for start, end in pair)
    if not 30 <= width <= 120:
        return 0
    full = sum(not _has_room(text, line, after, width) for line, after in pairs)
    ended = sum(text[line[1] - 1] in _TERMINAL for line, _ in pairs)
    return width if full >= 0.6 * len(pairs) and ended < 0.5 * len(pairs) else 0


def _has_room(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line after would still have fitted, with a little slack."""
    word = text[after[0] : min(after[1], after[0] + width)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) <= width - width // 8


def _breaks(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether a paragraph ends between two lines of a hard-wrapped text."""
    if LIST_ITEM.match(text, after[0]):
        return True
    short = line[1] - line[0] < 0.75 * width and _has_room(text, line, after, width)
    return short and not text[after[0]].islower()


# --- Sentences ----------------------------------------------------------------------------------

_STRAIGHT = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′", "'"), "`": "'"}
)


def mask_quotes(text: str) -> str:
    """The text with every quotation mark made straight; its length does not change."""
    return text.translate(_STRAIGHT)


_TITLES = having("abbreviation", "title")
_BEFORE_NUMBERS = having("abbreviation", "numbered") | having("abbreviation", "month")
_MONTHS = having("abbreviation", "month")
_NEVER_LAST = having("abbreviation", "inside")
_ABBREVIATIONS = having("abbreviation")
"""Those of any newspaper's style book; the training text holds some too rarely to be learned."""

_ALSO_WORDS = having("word-and-abbreviation")
"""Words as well as abbreviations, so that at a sentence's end their full stop ends it."""

_ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,2}")
_WORD_BEFORE = re.compile(r"([^\W_](?:[\w&-]|\.(?=\w))*)\.$")
_CLOSING = r"[\"')\]}]"
_OPENING = r"[\"'(\[{]"
_MISSED = re.compile(rf"(?:(?<=[.!?])[\"']+|…{_CLOSING}*)\s+(?={_OPENING}*[A-Z])")
_FIRST_LETTER = re.compile(rf"{_OPENING}*[^\W\d_]")
_GOES_ON = re.compile(r"(?:said|says|asks|asked|wrote|and|or)\b")
#: Two or three initials in one, and the word before them.
_NAME_INITIALS = re.compile(r"(?:^|(?P<before>\w+)\.?\s+)(?:[A-Z]\.){2,3}$")
_INITIAL = re.compile(r"[A-Z]\.")
_NOTE = re.compile(r"(?:\[\w{1,3}\]\s*)+")
_REPORTING = re.compile(
    r"(?:[A-Z][\w.'-]*\s+){1,5}"
    r"(?:said|says|asked|asks|wrote|writes|told|tweeted|added|replied|wondered|quipped|shouted|"
    r"yelled|joked|demanded|exclaimed|continued|responded|tells|cried)\b"
)
_TIME_TAIL = re.compile(
    r"(?:(?:E|C|M|P)[SD]?T\b|GMT|BST|CET|UTC|Eastern|Central|Mountain|Pacific|local|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|"
    r"Jan|Feb|March|April|May\b|June|July|Aug|Sept|Oct|Nov|Dec)"
)
_SPACE = re.compile(r"\s")
_WINDOW = 50_000
"""Code points given to Punkt at once."""

_CONTEXT = 120
"""Code points on each side of a boundary that the rules look at, which keeps them linear."""


@lru_cache(maxsize=1)
def _parameters() -> PunktParameters:
    return load_punkt(read_bytes("punkt.json").decode("utf-8"))


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    return PunktSentenceTokenizer(_parameters())


def load_punkt(data: str) -> PunktParameters:
    """Punkt's parameters from JSON as `training.punkt.save_punkt` writes it.

    The abbreviations of any newspaper's style book are added.

    Raises:
        ValueError: The data is not JSON, or a list is missing.
    """
    try:
        rows: dict[str, Any] = json.loads(data)
        parameters = PunktParameters()
        parameters.abbrev_types = set(rows["abbreviations"]) | _ABBREVIATIONS - _ALSO_WORDS
        parameters.collocations = {(a, b) for a, b in rows["collocations"]}
        parameters.sent_starters = set(rows["sentence_starters"])
        for word, context in rows["orthographic_contexts"].items():
            parameters.add_ortho_context(word, context)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not Punkt parameters as save_punkt() writes them: {error!r}") from error
    return parameters


def _sentence_spans(
    masked: str, start: int, end: int, decided: list[_Decided]
) -> list[tuple[int, int]]:
    """The sentences of one paragraph; the text's quotation marks have been made straight."""
    spans: list[tuple[int, int]] = []
    while start < end:
        stop = _cut(masked, start, end, _WINDOW)
        found = _joined(masked, start, stop, decided)
        if stop < end and len(found) > 1:
            stop = found.pop()[0]  # may go on in the next window
        for first, last in found:
            spans += _bounded(masked, first, last)
        start = stop
    return spans


def _joined(masked: str, start: int, end: int, decided: list[_Decided]) -> list[tuple[int, int]]:
    """Punkt's sentences, cut where it missed a boundary and joined where it saw one too many."""
    spans: list[tuple[int, int]] = []
    for first, last in _cuts(masked, start, end):
        note_mark = _NOTE.match(masked, first, last)
        if note_mark and spans:  # the reference to a note belongs to the sentence before it
            spans[-1] = (spans[-1][0], first + len(note_mark[0].rstrip()))
            first = note_mark.end()
            if first == last:
                continue
        gap = _break(masked, spans[-1], (first, last)) if spans else None
        if gap is not None and (joined := decide_by(JOINS, gap)) is not None:
            decided.append((joined[0], "no break", max(spans[-1][1] - 1, spans[-1][0]), first + 1))
            spans[-1] = (spans[-1][0], last)
        elif first < last:
            spans.append((first, last))
    return spans


def _cuts(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Punkt's sentences, cut again after closing marks and dots that it does not break after."""
    for first, last in _punkt().span_tokenize(masked[start:end]):
        position = start + first
        for match in _MISSED.finditer(masked, position, start + last):
            yield position, match.start() + len(match[0].rstrip())
            position = match.end()
        yield position, start + last


@frozen(slots=True, eq=False)
class _Break:
    """Two stretches that Punkt cuts apart.

    Attributes:
        bare: The left side without closing marks.
        is_lower: Whether the first letter after the break is a small one.
        word: The word with a full stop before the break, in small letters; "" before marks.
    """

    left: str
    right: str
    bare: str
    is_lower: bool
    word: str


def _break(masked: str, before: tuple[int, int], after: tuple[int, int]) -> _Break:
    """What the rules look at around the end of a stretch and the start of the next."""
    left = masked[max(before[0], before[1] - _CONTEXT) : before[1]]
    right = masked[after[0] : min(after[1], after[0] + _CONTEXT)]
    bare, start = left.rstrip("\"')]}"), _FIRST_LETTER.match(right)
    is_lower = start is not None and right[start.end() - 1].islower()
    found = None if bare != left else _WORD_BEFORE.search(bare)
    return _Break(left, right, bare, is_lower, found[1].lower() if found else "")


def _stray_marks(gap: _Break) -> bool:
    """A run of marks, or a closing one set off by a space, begins no sentence."""
    right = gap.right
    return right[0] in ".!?,;" or (not any(map(str.isalnum, right)) and right[0] in "\"')]}:")


def _marks_alone(gap: _Break) -> bool:
    """An opening mark alone is no sentence."""
    return not any(map(str.isalnum, gap.left)) and gap.left[-1] in "\"'([{."


def _small_letter(gap: _Break) -> bool:
    """A small letter after a quotation or dots goes on with the sentence: '"Why?" he said'."""
    return gap.is_lower and (
        gap.bare != gap.left
        or gap.bare.endswith(("..", ". .", "…"))
        or _GOES_ON.match(gap.right) is not None
    )


def _reporting(gap: _Break) -> bool:
    """Who asks or exclaims is named in the same sentence: '"Why?" Lee asked'."""
    asks = gap.bare != gap.left and gap.bare[-1:] in ("?", "!")
    return asks and _REPORTING.match(gap.right) is not None


def _abbreviation(gap: _Break) -> bool:
    """An abbreviation before a small letter ends no sentence: "the U.S. has"."""
    return gap.is_lower and gap.word in _ABBREVIATIONS and gap.word != "no"


def _never_last(gap: _Break) -> bool:
    """Some abbreviations never end a sentence: "e.g.", "vs."."""
    return gap.word in _NEVER_LAST


def _initials(gap: _Break) -> bool:
    """Two initials stand in one name: "J. K. Lee"."""
    return len(gap.word) == 1 and _INITIAL.match(gap.right) is not None


def _name_initials(gap: _Break) -> bool:
    """Initials after a title, or first in a sentence, are of the next word: "Sen. J.D. Lee"."""
    found = _NAME_INITIALS.search(gap.left)
    if found is None or gap.word in _ABBREVIATIONS or not gap.right[0].isupper():
        return False
    return found["before"] is None or found["before"].lower() in _TITLES


def _number(gap: _Break) -> bool:
    """An abbreviation before its number ends no sentence: "No. 10", "Sept. 4"."""
    return gap.word in _BEFORE_NUMBERS and gap.right[0].isdigit()


def _title(gap: _Break) -> bool:
    """A title before a name ends no sentence: "Dr. Lee"."""
    return gap.word in _TITLES and (gap.right[0].isupper() or gap.right[0] in "\"'")


def _time(gap: _Break) -> bool:
    """A time goes on with its zone or its day: "9 a.m. EST", "5 p.m. Monday"."""
    return gap.word in ("a.m", "p.m") and _TIME_TAIL.match(gap.right) is not None


#: What makes a sentence of its own of the beginning of some paragraphs.
OPENINGS: tuple[Rule[[str, Sequence[tuple[int, int]]], dict[int, int]], ...] = (
    Rule("text: dateline", dateline_ends),
)
#: What makes one sentence of two stretches that Punkt cuts apart.
JOINS: tuple[Rule[[_Break], bool], ...] = (
    Rule("text: stray marks begin no sentence", _stray_marks),
    Rule("text: opening marks alone", _marks_alone),
    Rule("text: small letter after a quotation or dots", _small_letter),
    Rule("text: reporting clause after a question", _reporting),
    Rule("text: no break after an abbreviation", _abbreviation),
    Rule("text: abbreviation that never ends a sentence", _never_last),
    Rule("text: two initials", _initials),
    Rule("text: initials before a name", _name_initials),
    Rule("text: abbreviation before a number", _number),
    Rule("text: title before a name", _title),
    Rule("text: time before its zone or day", _time),
)


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch in pieces of at most `MAX_SENTENCE_LENGTH`, without white space at their ends."""
    spans = []
    while start < end:
        stop = _cut(text, start, end, MAX_SENTENCE_LENGTH)
        piece = text[start:stop]
        content = piece.strip()
        if content:
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(content)))
        start = stop
    return spans


def _cut(text: str, start: int, end: int, limit: int) -> int:
    """The end of the first piece of at most ``limit``, after white space where there is any."""
    if end - start <= limit:
        return end
    last_space = _SPACE.search(text[start : start + limit][::-1])
    return start + limit - (last_space.start() if last_space else 0)


# --- Tokens -------------------------------------------------------------------------------------

_WORDS = NLTKWordTokenizer()

_SEPARATE_QUOTES = str.maketrans(
    {**dict.fromkeys('"“”„‟«»″`', "“"), **dict.fromkeys("‘‚‛‹›", "“"), "’": "'", "ʼ": "'"}
)
"""nltk's tokenizer takes ``“`` as a token of its own and never rewrites it, as it does ``"``."""

_WHOLE = r"""
      (?:https?|ftp)://[^\s<>"“”]*[\w/]
    | www\.[^\s<>"“”]*[\w/]
    | (?<![\w.])\w[\w.+-]{0,63}@\w[\w-]*(?:\.\w[\w-]*)+
    | (?<![\w&@#])(?:@\w|\#[^\W\d])\w*
    | (?<![\w&])\w{1,10}(?:&\w{1,10})+(?!\w)
    | (?<![\w'’])['’](?:\d\ds?|(?i:em|tis|twas|til|cause))(?!\w)
    | (?<!\S)[:;=]-?[()DPp](?!\w)
"""
"""Web and e-mail addresses, handles, hashtags, "AT&T", "'90s": whole, as in EWT and GUM."""

_RUNS = frozenset("=*+~<>!?$|#")
"""Runs of these are one token: "!!", "=====", "$$$"."""

_WHOLE_PATTERN = re.compile(_WHOLE, re.VERBOSE)
_MAY_BE_WHOLE = re.compile(r"[@#&]|://|www\.|(?<!\w)['’]\w|[:;=]-?[()DPp]")

_END = re.compile(r"[\"'“”’»›)\]}\s]{0,20}\Z")
_PREFIXES = (
    "a|agro|ante|anti|arch|be|bi|bio|co|counter|cross|cyber|de|e|eco|ex|extra|inter|intra|macro|"
    "mega|micro|mid|mini|multi|neo|non|over|pan|para|peri|post|pre|pro|pseudo|quasi|re|semi|socio|"
    "sub|super|trans|tri|ultra|un|uni"
)
"""After these a hyphen does not cut a word (English Web Treebank guidelines)."""

_PIECE = re.compile(
    rf"""
      {_WHOLE}
    | '' | ``
    | ["“”„‟«»‹›″‘‚‛`]
    | ['’](?i:s|m|d|ll|re|ve)(?!\w) | (?i:n['’]t)(?!\w)
    | \.{{2,}} | …+ | -{{2,}} | [–—―‒−]+
    | (?:\d+-){{2,}}\d+(?!\w) | (?<!\w)\d{{3}}-\d{{4}}(?!\w) | \d+(?:/\d+)+(?!\w)
    | (?<!\w)(?:[a-zA-Z]/)+[a-zA-Z](?!\w)
    | \d[\d,.]*(?=(?:m|k|K|M|b|B|bn|tn|am|pm|AM|PM|ft|cm|mm|km|kg|lb|lbs|mph|kph)(?!\w))
    | (?:(?<![\w-])(?i:{_PREFIXES})-(?=[^\W\d]))?
      (?:(?!(?i:n['’]t)(?!\w))[^\W_]|[{{MARKS}}])
      (?:(?!(?i:n['’]t)(?!\w))[^\W_]
        | [{{MARKS}}_]
        | [.,:](?=\w)(?!(?<=[a-z][a-z].)(?!Com|Org|Net|Gov|Edu)[A-Z][a-z])
        | ['’](?=\w)(?!(?i:s|m|d|ll|re|ve)(?!\w))
      )*
      (?: \.(?!\.) | -(?!\S) )?
    | _+
    | .
    """.replace(
        "{MARKS}",
        r"\u0300-\u036f\u0590-\u05ff\u0610-\u06ff\u0900-\u0eff\u200b-\u200d\u2060\ufeff\u00ad",
    ),
    re.VERBOSE | re.DOTALL,
)
"""What to make of a token of nltk's that holds more than letters."""


def _token_spans(sentence: str) -> list[tuple[int, int]]:
    """Offsets, within a sentence of bounded length, of its tokens."""
    masked = sentence
    if _MAY_BE_WHOLE.search(sentence):
        masked = _WHOLE_PATTERN.sub(lambda match: "x" * len(match[0]), sentence)
    spans: list[tuple[int, int]] = []
    for start, end in _nltk_spans(masked.translate(_SEPARATE_QUOTES)):
        if end - start == 1 and spans and spans[-1][1] == start:
            before = spans[-1]
            kept = sentence[start] == "." and _keeps_full_stop(sentence[slice(*before)])
            if kept or _is_run(sentence, before, start):
                spans[-1] = (before[0], end)
                continue
        if end - start == 1 or sentence[start:end].isalpha():
            spans.append((start, end))
            continue
        for match in _PIECE.finditer(sentence, start, end):
            left, right = match.span()
            if (
                sentence[right - 1] == "."
                and sentence[left].isalnum()
                and _ends_in_full_stop(sentence, left, right)
            ):
                spans += [(left, right - 1), (right - 1, right)]
            else:
                spans.append((left, right))
    return spans


def _nltk_spans(masked: str) -> list[tuple[int, int]]:
    """The tokens nltk finds; runs without white space where it loses track of them."""
    try:
        spans = list(_WORDS.span_tokenize(masked))
    except (ValueError, TimeoutError):
        spans = []
    if sum(end - start for start, end in spans) != sum(map(len, masked.split())):
        return [match.span() for match in re.finditer(r"\S+", masked)]
    return spans


def _ends_in_full_stop(sentence: str, start: int, end: int) -> bool:
    """Whether the full stop at a token's end is a token of its own, not an abbreviation's."""
    word = sentence[start : end - 1]
    rest = sentence[end : end + 2].lstrip()
    if not word[-1].isalnum():
        return True
    is_final = _END.match(sentence, end) is not None
    if is_final:
        return not _keeps_full_stop(word)
    if rest[:1].islower() or rest[:1] in ",;:-–—/" or (word.isdigit() and start == 0):
        return False
    return not (len(word) == 1 and word.isalpha()) and not _is_abbreviation(word)


def _is_run(sentence: str, before: tuple[int, int], position: int) -> bool:
    """Whether the character at a position goes on with the token before it: ``!!``, ``''``."""
    mark, last = sentence[position], sentence[position - 1]
    if mark in "'`":
        return mark == last and before[1] - before[0] == 1
    return mark in _RUNS and (mark == last or (mark in "!?" and last in "!?"))


def _keeps_full_stop(word: str) -> bool:
    """Whether a word keeps its full stop even as the last of a sentence: "the U.S.", "etc."."""
    lowered = word.lower()
    if lowered in _ALSO_WORDS or len(word) == 1:
        return False
    return _ACRONYM.fullmatch(word) is not None or (
        lowered in _ABBREVIATIONS and lowered not in _MONTHS
    )


def _is_abbreviation(word: str) -> bool:
    known = word.lower() in _ABBREVIATIONS or word.lower() in _parameters().abbrev_types
    return known or _ACRONYM.fullmatch(word) is not None


# --- Headline -----------------------------------------------------------------------------------

_BYLINE = re.compile(r"(?:by|written by|reporting by|story by|from)\s+[A-Z]", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:published|updated|posted|last updated)\b.*\d|"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
    r"(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d[\d,. :apm]*)$",
    re.IGNORECASE,
)
_KICKER = re.compile(r"(?:[A-Z][\w.’'-]*\s?){1,4}:\s")
_SINGLE_QUOTED = re.compile(r"(?<!\w)(?:‘[^’]+’|'\w[^']+')")
_ENDS_WITHIN = re.compile(r"[a-z]{3,}[.!?][\"”’']*\s+[A-Z]")
_LABELS = having("section-label")
_FUNCTION_WORDS = having("function-word")
_DETERMINERS = having("no-headline-word")


@frozen(slots=True, eq=False)
class _Line:
    """The first paragraph of a text, which ``rest`` code points follow.

    ``words`` are its first 27, ``last`` is its last character, closing marks left out.
    """

    text: str
    words: Sequence[str]
    last: str
    rest: int


def _is_headline(text: str, paragraphs: Sequence[tuple[int, int]], decided: list[_Decided]) -> bool:
    """Whether the first paragraph is the headline of what follows it.

    A line without a full stop is one unless it is a byline, a date, a label, or the like. With a
    full stop it is one only if it reads like one: capitals on every word but the small ones, a
    label with a colon, words in single quotation marks, or no article and no pronoun.
    """
    start, end = paragraphs[0]
    first = text[start:end]
    last = first.rstrip("\"'”’»)")[-1:]
    line = _Line(first, first.split(None, 26), last, paragraphs[-1][1] - paragraphs[1][0])
    found = decide_by(HEADLINES, line)
    if found is not None:
        decided.append((*found, start, end))
    return found is not None and found[1] == "headline"


_Outcome = Literal["headline", "no headline"]


def _too_long(line: _Line) -> _Outcome | None:
    """A headline has at most 25 words and 200 characters, and some letter or digit."""
    short = len(line.words) <= 25 and len(line.text) <= 200
    return None if short and any(map(str.isalnum, line.text)) else "no headline"


def _byline(line: _Line) -> _Outcome | None:
    """A byline, a place and date, or an item of a list is no headline."""
    found = any(pattern.match(line.text) for pattern in (_BYLINE, _DATE, LIST_ITEM))
    return "no headline" if found or dateline_ends(line.text, [(0, len(line.text))]) else None


def _label(line: _Line) -> _Outcome | None:
    """The name of a section is no headline, and none begins with a small letter."""
    is_label = line.text.strip(".: ").lower() in _LABELS or _first_letter(line.text).islower()
    return "no headline" if is_label else None


def _unfinished(line: _Line) -> _Outcome | None:
    """A line that ends in a comma, a colon, a dash or dots goes on."""
    bare = line.text.rstrip("\"'”’»)")
    goes_on = line.last in (",", ":", "—", "–", "-") or bare.endswith(("..", "…"))
    return "no headline" if goes_on else None


def _no_full_stop(line: _Line) -> _Outcome | None:
    """Any other line without a full stop is a headline."""
    return None if line.last in (".", "?", "!") else "headline"


def _sentences(line: _Line) -> _Outcome | None:
    """Several sentences, or more than what follows, are no headline."""
    is_text = line.rest <= len(line.text) or _ENDS_WITHIN.search(line.text)
    return "no headline" if is_text else None


def _title_case(line: _Line) -> _Outcome | None:
    """A line with capitals on every word but the small ones is a headline."""
    return "headline" if _is_title_case(line.words) else None


def _outcry(line: _Line) -> _Outcome | None:
    """A question or an exclamation is a headline, unless somebody is quoted."""
    if line.last not in ("?", "!"):
        return None
    return "no headline" if line.text[0] in '"“' else "headline"


def _length(line: _Line) -> _Outcome | None:
    """A sentence of fewer than 4 or more than 16 words is no headline."""
    return None if 4 <= len(line.words) <= 16 else "no headline"


def _kicker(line: _Line) -> _Outcome | None:
    """A label with a colon, or words in single quotation marks, make a sentence a headline."""
    found = _KICKER.match(line.text) or _SINGLE_QUOTED.search(line.text)
    return "headline" if found else None


def _terse(line: _Line) -> _Outcome | None:
    """A sentence without an article or a pronoun is a headline."""
    words = {word.lower().strip("\"“‘'") for word in line.words}
    return "headline" if words.isdisjoint(_DETERMINERS) else None


#: Whether the first paragraph is the headline; the first rule that knows says.
HEADLINES: tuple[Rule[[_Line], _Outcome], ...] = (
    Rule("text: too long for a headline", _too_long),
    Rule("text: byline or date", _byline),
    Rule("text: label or small letter", _label),
    Rule("text: line that goes on", _unfinished),
    Rule("text: line without a full stop", _no_full_stop),
    Rule("text: sentences and no headline", _sentences),
    Rule("text: capitals of a headline", _title_case),
    Rule("text: question as a headline", _outcry),
    Rule("text: length of no headline", _length),
    Rule("text: label before a colon", _kicker),
    Rule("text: headline without articles", _terse),
)


def _first_letter(line: str) -> str:
    return next((c for c in line if c.isalnum()), "")


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether all but the small words have a capital, as in a headline and not in a sentence."""
    content = [word for word in words if word.strip("\"“‘'”’.,:;?!").lower() not in _FUNCTION_WORDS]
    capitals = sum(not _first_letter(word).islower() for word in content)
    return len(words) >= 3 and capitals >= 0.85 * len(content)
