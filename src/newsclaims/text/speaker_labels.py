"""Labels that print who speaks, as transcripts and magazines have them, and the turns after them.

"ROE: No.", "Ana Roe, host: No.", "Q. Why?", "ROE — No.", or a name on a line of its own. Whoever a
label names speaks until the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from newsclaims.text.document import Document
from newsclaims.text.indices import ParagraphIndex
from newsclaims.words.pronouns import FIRST_PERSON, FIRST_PERSON_PLURAL, SECOND_PERSON

#: A text has labels if so many of its paragraphs have one, of so many speakers.
FEWEST_LABELS = 3
FEWEST_SPEAKERS = 2
#: In talk so large a share of the turns has an "I", a "we" or a "you", if nothing is asked.
LEAST_SHARE_OF_PERSONAL = 0.5
#: So large a share of the paragraphs from the first label to the last one has a label.
LEAST_SHARE_OF_LABELS = 0.25

_TITLE = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Sgt|Rev|Hon|St|Lt|Col|Gen|Capt|Det|Cllr)\.[ ])"
_WORD = r"[^\W\d_a-z][\w’'-]*(?:\.(?=[\w’'. :]))?"
_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|la|le|van|von)"
_NAME = rf"(?:THE |The )?{_TITLE}*{_WORD}(?:[ ](?:{_PARTICLE}[ ])*{_WORD}){{0,4}}"
_ROLE = r"(?:,[ ][^:\n.?!“”\"]{1,50}|[ ]?\([^)\n]{1,50}\))?"
_MARKUP = r"(?:\*\*|__|\*)?"

_FORMS = (
    re.compile(
        rf"{_MARKUP}[\[(]?(?P<name>{_NAME})[\])]?(?P<role>{_ROLE}){_MARKUP}"
        rf"(?P<mark>:){_MARKUP}(?=\s|$)"
    ),
    re.compile(
        rf"{_MARKUP}(?P<name>Q|A|Question|Answer)(?P<mark>[.:)]?){_MARKUP}\s+(?=[“\"'‘]?[^\W_a-z])"
    ),
    re.compile(
        rf"{_MARKUP}(?P<name>{_NAME})(?P<role>{_ROLE}){_MARKUP}\s+(?P<mark>[—–]|--?){_MARKUP}\s+"
    ),
    re.compile(rf"(?:\*\*|__)?(?P<name>{_NAME})(?P<role>{_ROLE})(?:\*\*|__)?(?P<mark>)\Z"),
)
"""Labels before a colon; the letters of questions and answers; labels before a dash, or alone."""

#: Labels of the second form: who asks, and who answers.
ASKS = frozenset(["Q", "Question"])
ANSWERS = frozenset(["A", "Answer"])

_LONGEST = 90
_PERSONAL = re.compile(
    rf"\b(?:{'|'.join(sorted(FIRST_PERSON | FIRST_PERSON_PLURAL | SECOND_PERSON))})\b",
    re.IGNORECASE,
)

Range = tuple[int, int]
"""Half-open offsets in the text."""


@frozen
class LabelledTurn:
    """What somebody says whose label is printed.

    Attributes:
        name: Whom the label names, as printed: without a title's role, "Ana Roe".
        label: Where that stands.
        mark: Where the colon or the dash after it stands, or None.
        stretches: What is said, for each paragraph of it.
        paragraphs: First and past the last.
    """

    name: str
    label: Range
    mark: Range | None
    stretches: tuple[Range, ...]
    paragraphs: tuple[ParagraphIndex, ParagraphIndex]


@frozen
class _Label:
    name: str
    span: Range
    mark: Range | None
    end: int  # where what is said begins
    paragraph: ParagraphIndex


def labelled_turns(document: Document) -> tuple[LabelledTurn, ...]:
    """The turns of a text with labels, in order; none where it has none.

    A text has labels of one form: several, of several speakers, one of whom has two. What they
    stand before is talk: some of it asks something, or has an "I" or a "you".
    """
    for form in _FORMS:
        labels = list(_labels(document, form))
        if _recur(labels):
            turns = tuple(_turns(document, labels))
            if _is_talk(document, turns, labels):
                return turns
    return ()


def _labels(document: Document, form: re.Pattern[str]) -> Iterator[_Label]:
    """The paragraphs that begin with a label of one form."""
    text, last = document.text, len(document.paragraphs) - 1
    for k, (start, end) in enumerate(document.paragraphs):
        match = form.match(text[start : min(end, start + 2 * _LONGEST)])
        if match is None or match.end() > _LONGEST:
            continue
        alone = start + match.end() >= end
        if alone and k == last:
            continue
        mark = (start + match.start("mark"), start + match.end("mark")) if match["mark"] else None
        name = (start + match.start("name"), start + match.end("name"))
        words = " ".join(match["name"].split())
        yield _Label(words, name, mark, start + match.end(), ParagraphIndex(k))


def _recur(labels: Sequence[_Label]) -> bool:
    """Whether labels are enough, and one comes again ("Ana Roe:", "Roe:"), as in a talk."""
    counts = Counter(label.name.casefold().split()[-1] for label in labels)
    return (
        len(labels) >= FEWEST_LABELS
        and len(counts) >= FEWEST_SPEAKERS
        and max(counts.values(), default=0) > 1
    )


def _turns(document: Document, labels: Sequence[_Label]) -> Iterator[LabelledTurn]:
    """From each label to the next one what is said."""
    begins = [label.paragraph for label in labels]
    ends = [*begins[1:], ParagraphIndex(len(document.paragraphs))]
    for label, end in zip(labels, ends, strict=True):
        own = document.paragraphs[label.paragraph : end]
        stretches = (_stripped(document.text, max(a, label.end), b) for a, b in own)
        said = tuple(stretch for stretch in stretches if stretch is not None)
        if said:
            where = label.paragraph, end
            yield LabelledTurn(label.name, label.span, label.mark, said, where)


def _stripped(text: str, start: int, end: int) -> Range | None:
    """A stretch without space at its edges; None if nothing is left."""
    inside = text[start:end]
    begin = start + len(inside) - len(inside.lstrip(" \t\n*_"))
    return (begin, begin + len(inside.strip(" \t\n*_"))) if inside.strip(" \t\n*_") else None


def _is_talk(document: Document, turns: Sequence[LabelledTurn], labels: Sequence[_Label]) -> bool:
    """Whether what stands after labels is talk, and not a list."""
    among = labels[-1].paragraph - labels[0].paragraph + 1
    if len(labels) < LEAST_SHARE_OF_LABELS * among:
        return False
    said = ["\n".join(document.text[a:b] for a, b in turn.stretches) for turn in turns]
    personal = sum(_PERSONAL.search(words) is not None for words in said)
    asked = any("?" in words for words in said)
    return asked or personal >= LEAST_SHARE_OF_PERSONAL * len(turns)
