"""What two clusters cannot be one: rules that keep them apart, by gender, name, number and kind.

Two that both have names are kept apart by these and their gender alone, whatever else is said of
them (`VETOES_OF_NAMES`); a description or a pronoun by what it shows of itself (`VETOES`).
"""

from __future__ import annotations

from newsclaims.speakers.cluster import SHOWN, Cluster
from newsclaims.speakers.name_matching import abbreviates, same_person
from newsclaims.trace import Rule, decide_by
from newsclaims.words.entity_words import CLASSIFYING_MEDIA, PLACES


def fits(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters can be the same thing: whether no rule keeps them apart."""
    return veto(one, other) is None


def veto(one: Cluster, other: Cluster) -> Rule[[Cluster, Cluster], bool] | None:
    """The first rule that keeps two clusters apart, or None if they can be one."""
    table = VETOES
    if one.name and other.name:
        table = VETOES_OF_NAMES
        if one.name == other.name or (
            not (one.gender or other.gender) and abbreviates(*_by_length(one, other))
        ):
            # The same name, or its initials; of a full name a given name's gender shows nothing.
            table = (ANOTHER_GENDER,) if one.name != other.name or len(one.name) < 2 else ()
    decided = decide_by(table, one, other)
    return None if decided is None else decided[0]


def _another_gender(one: Cluster, other: Cluster) -> bool:
    """A man is no woman: "she" is not "Mr. Roe", and "Mr. Roe" not "Mrs. Roe"."""
    return one.gender is not None and other.gender is not None and one.gender != other.gender


ANOTHER_GENDER = Rule("speakers: another gender", _another_gender)


# Two names


def _several_of_a_name(one: Cluster, other: Cluster) -> bool:
    """Several people of a name are not one of them: "the Roes" and "Jane Roe"."""
    return one.plural != other.plural and "person" in (one.kind, other.kind)


def _another_person(one: Cluster, other: Cluster) -> bool:
    """A person does not go by another's name: "Jane Roe" is no "Max Roe" and no "Doe"."""
    return "person" in (one.kind, other.kind) and not same_person(one.name, other.name)


def _another_name(one: Cluster, other: Cluster) -> bool:
    """A name stands for a fuller one only if that has all its words: "Acme" is no "Delta Union".

    Works and events go by many names, and in another script nothing is alike. A known place goes
    by no other one's name: "West Virginia" is not "Virginia".
    """
    if "person" in (one.kind, other.kind):
        return False
    short, full = _by_length(one, other)
    if " ".join(short) in PLACES and " ".join(full) in PLACES:
        return short != full[: len(short)]
    if {one.kind, other.kind} <= {"other", "document"}:
        return False
    return not set(short) <= set(full) and "".join((*short, *full)).isascii()


def _by_length(one: Cluster, other: Cluster) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (other.name, one.name) if len(other.name) < len(one.name) else (one.name, other.name)


VETOES_OF_NAMES: tuple[Rule[[Cluster, Cluster], bool], ...] = (
    ANOTHER_GENDER,
    Rule("speakers: one and several of a name", _several_of_a_name),
    Rule("speakers: another person's name", _another_person),
    Rule("speakers: another name", _another_name),
)
"""What keeps two apart that both have names, and not the same."""


# A description or a pronoun, and what it might take up


def _source_kept_unnamed(one: Cluster, other: Cluster) -> bool:
    """A source that is kept from being named is nobody with a name: "a person familiar with …"."""
    return bool(one.name and other.is_unnamed) or bool(other.name and one.is_unnamed)


def _another_standing(one: Cluster, other: Cluster) -> bool:
    """Who is said to be of one party or office is of no other: "the Republican nominee"."""
    return any(other.standing.get(key, shown) != shown for key, shown in one.standing.items())


def _one_and_several(one: Cluster, other: Cluster) -> bool:
    """Several are not one person: "the officials" and "the mayor"."""
    single = other if one.plural else one
    is_individual = single.kind == "person" and bool(single.name or single.nouns)
    return one.plural != other.plural and (bool(single.gender) or is_individual)


def _he_and_organization(one: Cluster, other: Cluster) -> bool:
    """A man or a woman is no organisation or place that has a name: "he" and "Acme"."""
    return any(
        named.name and he.gender and named.kind in ("organization", "place")
        for he, named in ((one, other), (other, one))
    )


def _other_things(one: Cluster, other: Cluster) -> bool:
    """One thing is not several that are called something else: "another website" and "channels"."""
    if one.plural == other.plural or one.name or other.name:
        return False
    return bool(one.nouns and other.nouns) and one.nouns.isdisjoint(other.nouns)


def _another_kind(one: Cluster, other: Cluster) -> bool:
    """Nothing is of two kinds that its words show beyond doubt: "the judge" and "the report".

    A country acts like an organisation, and a newspaper is a document, too.
    """
    if one.kind == other.kind:
        return False
    kinds = {one.kind, other.kind}
    if "other" in kinds or "group" in kinds or kinds == {"organization", "place"}:
        return False
    if kinds == {"organization", "document"} and (one.nouns | other.nouns) & CLASSIFYING_MEDIA:
        return False
    return all(c.gender or c.votes[c.kind] >= SHOWN for c in (one, other))


VETOES: tuple[Rule[[Cluster, Cluster], bool], ...] = (
    ANOTHER_GENDER,
    Rule("speakers: a source kept unnamed", _source_kept_unnamed),
    Rule("speakers: another party or office", _another_standing),
    Rule("speakers: one and several", _one_and_several),
    Rule("speakers: he or she, and an organisation", _he_and_organization),
    Rule("speakers: one thing and several others", _other_things),
    Rule("speakers: another kind", _another_kind),
)
"""What keeps two apart of which at most one has a name."""
