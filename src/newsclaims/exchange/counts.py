"""Counts the quotes of each speaker, in one article or many."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsclaims.results import ArticleResults, Entity, EntityKind
from newsclaims.words import having

#: A name in lower case: its words, of a person without honorifics, and "jr" or the like, or "".
_Name = tuple[tuple[str, ...], str]
#: Name and kind, and which of that name in its article it is: 0 for the first, if no other person
#: of the article has a fuller name that it could be short for.
_Speaker = tuple[_Name, EntityKind, int]


@dataclass(frozen=True)  # public, so that dataclasses.replace works as with the results
class SpeakerCount:
    """How often one speaker is quoted.

    Attributes:
        name: The fullest name that the articles give; for an unnamed source the description that
            its article gives; None for the quotes of which the articles do not say whose they are.
        kind: What sort of thing the speaker is; None where nobody is named.
        role: Title or office, the first one that the articles give, or None.
        named: Whether it has a proper name ("a senior official" has none).
        anonymous: Whether it is an unnamed source that is kept from being named, as in `Entity`.
        direct: How many of its quotes are verbatim.
        mixed: How many are partly verbatim.
        indirect: How many are in the article's words.
        articles: How many articles quote it.
    """

    name: str | None
    kind: EntityKind | None
    role: str | None
    named: bool
    anonymous: bool
    direct: int
    mixed: int
    indirect: int
    articles: int = 1

    def __str__(self) -> str:
        kinds = f"{self.direct} direct, {self.mixed} mixed, {self.indirect} indirect"
        return f"{self.name or 'nobody named'}: {self.quotes} ({kinds})"

    @property
    def quotes(self) -> int:
        """How many quotes it has, of all kinds."""
        return self.direct + self.mixed + self.indirect


def speaker_counts(articles: ArticleResults | Iterable[ArticleResults]) -> tuple[SpeakerCount, ...]:
    """Counts the quotes of each speaker: who said how much, in what kind of quote.

    Every quote counts once, also one that stands inside another. Inside an article, speakers are
    told apart as the article's entities are. Named speakers of different articles are the same if
    they have the same name and kind, upper or lower case, with or without "the", "Mr." or "Sen.".
    A person whom an article knows by the last part of a name only ("Oduya"), or without initials,
    is the one whom another knows by a fuller name ("Maren J. Oduya"), if there is just one such
    name among all persons in the articles, quoted or not; else the short name is counted by itself.

    An unnamed source is counted for each article by itself: "a senior official" in two articles may
    be two people, and nothing shows that it is one.

    Args:
        articles: An article, or any iterable of articles; taken one by one and not kept. Memory
            grows with the number of different speakers and of persons' names.

    Returns:
        The speakers, most quoted first, of equal ones those with more direct and then more mixed
        quotes, then by name. One without a name and kind stands for the quotes that have no
        speaker, if there are any.

    Raises:
        TypeError: ``articles`` is neither, such as a text that has not been read.
    """
    named: dict[_Speaker, SpeakerCount] = {}
    unnamed: list[SpeakerCount] = []
    nobody: list[SpeakerCount] = []
    people = _People()
    for article in each_article(articles):
        numbers: Counter[tuple[_Name, EntityKind]] = Counter()
        numbers.update((name, "person") for name in people.add(article))
        for speaker, count in _counts_in(article):
            if speaker is None:
                nobody = [_sum(*nobody, count)]
            elif not speaker.named:
                unnamed.append(count)
            else:
                name = _normalised(speaker)
                key = (name, speaker.kind, numbers[name, speaker.kind])
                numbers[name, speaker.kind] += 1
                named[key] = _sum(named[key], count) if key in named else count
    rows = [*_under_full_names(named, people), *unnamed, *nobody]
    return tuple(sorted(rows, key=_rank))


def each_article(articles: ArticleResults | Iterable[ArticleResults]) -> Iterator[ArticleResults]:
    """The article, or the articles one by one.

    Raises:
        TypeError: It is neither an article nor an iterable of articles.
    """
    advice = "pass what parse_article() or parse_articles() returns"
    if isinstance(articles, ArticleResults):
        articles = (articles,)
    if isinstance(articles, (str, bytes)) or not isinstance(articles, Iterable):
        raise TypeError(
            f"an Article or an iterable of them is needed, not {type(articles).__name__}: {advice}"
        )
    for article in articles:
        if not isinstance(article, ArticleResults):
            raise TypeError(f"an Article is needed, not {type(article).__name__}: {advice}")
        yield article


def _counts_in(article: ArticleResults) -> list[tuple[Entity | None, SpeakerCount]]:
    """Each speaker of an article's quotes with its counts, in order of the first quote."""
    speakers: dict[str | None, Entity | None] = {}
    kinds: dict[str | None, Counter[str]] = defaultdict(Counter)
    for quote in article.quotes:
        identifier = None if quote.speaker is None else quote.speaker.id
        speakers.setdefault(identifier, quote.speaker)
        kinds[identifier][quote.kind] += 1
    return [(speaker, _count(speaker, kinds[key])) for key, speaker in speakers.items()]


def _count(speaker: Entity | None, kinds: Counter[str]) -> SpeakerCount:
    numbers = kinds["direct"], kinds["mixed"], kinds["indirect"]
    if speaker is None:
        return SpeakerCount(None, None, None, False, False, *numbers)
    s = speaker
    return SpeakerCount(s.name, s.kind, s.role, s.named, s.anonymous, *numbers)


def _sum(*counts: SpeakerCount) -> SpeakerCount:
    """Counts of one speaker together, under the first name and role."""
    return replace(
        counts[0],
        role=next((count.role for count in counts if count.role is not None), None),
        direct=sum(count.direct for count in counts),
        mixed=sum(count.mixed for count in counts),
        indirect=sum(count.indirect for count in counts),
        articles=sum(count.articles for count in counts),
    )


def _rank(count: SpeakerCount) -> tuple[int, int, int, str, str, str]:
    name, kind = count.name or "", count.kind or ""
    return (-count.quotes, -count.direct, -count.mixed, name.casefold(), name, kind)


# --- Names --------------------------------------------------------------------------------------

_HONORIFICS = (having("courtesy-title") | having("title")) - having("saint")
_GENERATIONS = frozenset(suffix.rstrip(".") for suffix in having("name-suffix"))
_MOST_LAST_WORDS = 8  # so that a name without end takes linear time, too
_ARABIC_ARTICLE = re.compile(r"[ae]l-(?=\w)")


class _People:
    """The names of all persons in the articles, and how each was first printed."""

    def __init__(self) -> None:
        self.printed: dict[_Name, str] = {}

    def add(self, article: ArticleResults) -> set[_Name]:
        """Takes in an article's persons; returns the short names that stand beside a fuller one.

        The article knows these for different persons.
        """
        names = {
            _normalised(entity): entity.name
            for entity in article.entities
            if entity.named and entity.kind == "person"
        }
        for name, printed in names.items():
            self.printed.setdefault(name, printed)
        return {form for name in names for form in _shorter_forms(name) if form in names}

    def full_names(self) -> dict[_Name, _Name]:
        """Each name with the fuller one that it stands for; with itself if that is not clear."""
        full: dict[_Name, _Name] = {}
        fuller: dict[_Name, set[_Name]] = defaultdict(set)
        for name in sorted(self.printed, key=_length, reverse=True):
            known = fuller[name]
            full[name] = next(iter(known)) if len(known) == 1 else name
            for form in _shorter_forms(name):
                fuller[form].add(full[name])
        return full


def _under_full_names(named: dict[_Speaker, SpeakerCount], people: _People) -> list[SpeakerCount]:
    """One count for each speaker, those under a short name added to those under the full one."""
    full_names = people.full_names()
    groups: dict[_Speaker, list[SpeakerCount]] = defaultdict(list)
    for (name, kind, number), count in named.items():
        full = full_names.get(name, name) if kind == "person" and number == 0 else name
        if full == name:
            groups[full, kind, number].insert(0, count)  # its role goes before a short name's
        else:
            groups[full, kind, number].append(replace(count, name=people.printed[full]))
    return [_sum(*counts) for counts in groups.values()]


def _normalised(entity: Entity) -> _Name:
    words = entity.name.casefold().split()
    if entity.kind != "person":
        return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words), ""
    while len(words) > 1 and words[0] in _HONORIFICS:
        words.pop(0)
    generation = ""
    if len(words) > 1 and words[-1].rstrip(".") in _GENERATIONS:
        generation = words.pop().rstrip(".")
        words[-1] = words[-1].rstrip(",")
    return tuple(words), generation


def _shorter_forms(name: _Name) -> Iterator[_Name]:
    """What else a person may be called: the last words, the name without initials or "al-"."""
    words, generation = name
    initials = {word for word in words[1:-1] if len(word.rstrip(".")) == 1}
    forms = {tuple(word for word in words if word not in initials)}
    for first in range(len(words))[-_MOST_LAST_WORDS:]:
        part = words[first:]
        forms |= {part, (_ARABIC_ARTICLE.sub("", part[0], count=1), *part[1:])}
    for form in forms - {words}:
        yield form, generation
        if generation:
            yield form, ""


def _length(name: _Name) -> tuple[int, int, _Name]:
    words, _ = name
    return len(words), sum(map(len, words)), name
