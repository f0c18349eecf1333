"""Learns the table of base forms that `newsclaims.text.lemmas` reads from treebanks in CoNLL-U."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclaims.text.lemmas import LONGEST_SUFFIX, by_suffix, is_clipped, normalised
from newsclaims.training.punkt import training_texts
from newsclaims.training.treebank import read_sentences, words_of

#: Parts of speech that inflect: these get suffix rules.
INFLECTED = ("ADJ", "ADV", "AUX", "NOUN", "VERB")
#: Parts of speech whose few irregular forms are listed whole ("me", "these", "n't").
LISTED = ("DET", "PART", "PRON")
#: A longer suffix overrules a shorter one only where this many different words speak for it.
LEAST_SUPPORT = 3
#: What a regular verb form ends in.
REGULAR_ENDINGS = ("s", "ed", "ing")
#: Treebanks disagree on these, or keep the word as it is; the library has one answer for each.
FIXED = {
    "AUX": {"'d": "would", "'ll": "will", "'s": "be", "ca": "can", "sha": "shall", "wo": "will"},
    "PART": {"'": "'s", "'s": "'s", "na": "to", "n't": "not", "nt": "not", "ta": "to"},
}
#: Strong and other irregular verbs: the treebanks have most, but not all, of their forms.
STRONG_VERBS = """
    abide abode; arise arose arisen; awake awoke awoken; bear bore borne; beat beaten;
    become became;
    befall befell befallen; beget begot begotten; begin began begun; bend bent; beset beset;
    bid bade bidden; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken;
    breed bred; bring brought; build built; burst burst; buy bought; cast cast; catch caught;
    choose chose chosen; cling clung; come came; cost cost; creep crept; cut cut; deal dealt;
    dig dug;
    draw drew drawn; drink drank drunk; drive drove driven; dwell dwelt; eat ate eaten;
    fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling flung;
    fly flew flown; forbid forbade forbidden; foresee foresaw foreseen; forget forgot forgotten;
    forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen;
    get got gotten; give gave given; go went gone; grind ground; grow grew grown; hang hung;
    have had; hear heard; hide hid hidden; hit hit; hold held; hurt hurt; keep kept; kneel knelt;
    know knew known; lay laid; lead led; leap leapt; leave left; lend lent; let let; light lit;
    lose lost; make made; mean meant; meet met; mislead misled; mistake mistook mistaken;
    outdo outdid outdone; overcome overcame; overhear overheard; override overrode overridden;
    oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; pay paid;
    plead pled; put put; quit quit; read read; rebuild rebuilt; repay repaid; ride rode ridden;
    ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold;
    send sent; set set; shake shook shaken; shed shed; shine shone; shoot shot; show shown;
    shrink shrank shrunk; shut shut; sing sang sung; sink sank sunk; sit sat; slay slew slain;
    sleep slept; slide slid; sling slung; slit slit; speak spoke spoken; speed sped; spend spent;
    spin spun; spit spat; split split; spread spread; spring sprang sprung; stand stood;
    steal stole stolen; stick stuck; sting stung; stink stank stunk; stride strode stridden;
    strike struck stricken; string strung; strive strove striven; swear swore sworn; sweep swept;
    swell swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn;
    tell told; think thought; throw threw thrown; thrust thrust; tread trod trodden;
    undergo underwent undergone; understand understood; undertake undertook undertaken;
    undo undid undone; foretell foretold; misread misread;
    misspeak misspoke misspoken; misspend misspent; outbid outbid; outgrow outgrew outgrown;
    outrun outran; outsell outsold; outspend outspent; outshine outshone; overdo overdid overdone;
    overpay overpaid; overrun overran; overshoot overshot; oversleep overslept;
    overspend overspent; redo redid redone; remake remade; rerun reran; resell resold;
    retake retook retaken; retell retold; rethink rethought; rewind rewound;
    rewrite rewrote rewritten; undercut undercut; underpay underpaid;
    underwrite underwrote underwritten; unwind unwound; uphold upheld;
    wake woke woken; wear wore worn;
    weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn;
    withhold withheld; withstand withstood; wring wrung; write wrote written;
    decree decreed; free freed freeing; oversee overseeing; tie ties tied tying;
    vie vies vied vying;
    mimic mimicked mimicking; panic panicked panicking; traffic trafficked trafficking
"""

_IRREGULAR_SPELLING = frozenset({"Abbr", "Foreign", "Style", "Typo"})
_Counts = dict[str, dict[str, Counter[str]]]


def rows(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Yields (form, upos, lemma), lower-case, of each word in standard spelling."""
    for word in (w for path in paths for s in read_sentences(path) for w in words_of(s)):
        features = word["feats"] or {}
        if not _IRREGULAR_SPELLING.isdisjoint(features):
            continue
        form, base = normalised(word["form"]), normalised(word["lemma"])
        if word["upos"] == "VERB":
            base = _corrected(form, base, features)
        yield form, word["upos"], base


def _edit(form: str, base: str) -> tuple[int, str]:
    """How many letters to cut from the form's end, and what to add, to get the base form."""
    shared = 0
    while shared < min(len(form), len(base)) and form[shared] == base[shared]:
        shared += 1
    return len(form) - shared, base[shared:]


def _inflections(base: str) -> list[str]:
    """The regular forms of a verb whose spelling follows from its base form alone."""
    if not re.search(r"[a-z]{3}", base) or re.search(r"[^aeiou][aeiou][^aeiouwxy]$|[aoyi]e$", base):
        # Whether the last consonant doubles depends on the stress ("visited", "admitted").
        return []
    if base.endswith("ee"):
        return [base + "d", base + "s", base + "ing"]
    if base.endswith("e"):
        return [base + "d", base + "s", base[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", base):
        return [base[:-1] + "ied", base[:-1] + "ies", base + "ing"]
    return [base + "ed", base + ("es" if _takes_es(base) else "s"), base + "ing"]


def _takes_es(base: str) -> bool:
    """Whether the third person of a verb ends in "es"."""
    return re.search(r"(s|x|z|ch|sh|[^aeiou]o)$", base) is not None


def _corrected(form: str, base: str, features: Mapping[str, str]) -> str:
    """The base form of a verb without the slips of annotators.

    An infinitive is its own base form ("widen"), and "hinges" is the third person of "hinge", as
    that of "hing" would be "hings".
    """
    if features.get("VerbForm") == "Inf" and form.isalpha() and form[:1] == base[:1]:
        return form
    if form.endswith("es") and form[:-2] == base and not _takes_es(base):
        return form[:-1]
    return base


def _suffix_rules(words: dict[str, str], endings: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """The suffix rules that give most words their base form, shorter suffixes first.

    Args:
        words: Forms with their base forms.
        endings: Each rule's suffix ends in one of these.
    """
    edits: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, base in words.items():
        cut, added = _edit(form, base)
        for length in range(1, min(LONGEST_SUFFIX, len(form)) + 1):
            # A rule may not cut more than it has seen.
            if cut <= length and form[-length:].endswith(endings):
                edits[form[-length:]][cut, added] += 1
    rules: dict[str, tuple[int, str]] = {}
    for suffix in sorted(edits, key=lambda s: (len(s), s)):
        (cut, added), support = min(edits[suffix].items(), key=lambda item: (-item[1], item[0]))
        inherited = next(
            (rules[suffix[i:]] for i in range(1, len(suffix)) if suffix[i:] in rules), (0, "")
        )
        gain = support - edits[suffix][inherited]
        if (cut, added) != inherited and support >= LEAST_SUPPORT and gain >= 2:
            rules[suffix] = (cut, added)
    return rules


def _forms_by_text(texts: Iterable[str], rules: Mapping[str, Sequence[Any]]) -> dict[str, str]:
    """Verb forms whose base form the rules miss, but which itself is a word of the texts.

    Spelling alone does not tell "rebuked" (rebuke) from "looked" (look).
    """
    seen = Counter(word for text in texts for word in re.findall(r"[a-z]{2,}", text.lower()))
    found = {}
    for form in sorted(seen):
        stem = re.sub(r"(ed|ing)$", "", form)
        guess = by_suffix(form, rules)
        if stem == form or not re.search(r"[aeiouy]", stem) or seen[guess] > 1:
            continue
        doubled = len(stem) > 3 and stem[-1] == stem[-2]
        bases = {stem + "e", stem[:-1] if doubled else stem} - {guess}
        bases = {base for base in bases if len(base) > 2 and seen[base] > 1}
        base = bases.pop() if len(bases) == 1 else form
        if base != form and not is_clipped(base, form):
            found[form] = base
    return found


def learn(paths: Iterable[Path], texts: Iterable[str] = ()) -> dict[str, Any]:
    """The table of base forms that treebank files teach.

    Args:
        paths: CoNLL-U files; the result does not depend on their order.
        texts: Unlabelled texts, whose words tell base forms from stems.

    Returns:
        What ``model/lemmas.json`` holds: for each part of speech the suffix rules, and the forms
        that the rules get wrong.
    """
    counts: _Counts = defaultdict(lambda: defaultdict(Counter))
    for form, upos, base in rows(paths):
        if base != "_" and " " not in form:
            counts[upos][form][base] += 1
    tables: dict[str, Any] = {}
    for upos in sorted((*INFLECTED, *LISTED)):
        words = {
            form: min(bases.items(), key=lambda item: (-item[1], item[0]))[0]
            for form, bases in sorted(counts[upos].items())
        }
        strong_forms: set[str] = set()
        if upos == "VERB":
            for verb in STRONG_VERBS.split(";"):
                base, *strong = verb.split()
                words.update(dict.fromkeys(strong, base))
                strong_forms.update(strong)
            for base in sorted(set(words.values())):
                words.update({form: words.get(form, base) for form in _inflections(base)})
        # Rules are for what is regular: "rode" must not teach that "bode" comes from "bide".
        regular = {
            form: base
            for form, base in words.items()
            if form not in strong_forms and (upos != "VERB" or form.endswith(REGULAR_ENDINGS))
        }
        endings = REGULAR_ENDINGS if upos == "VERB" else ("",)
        rules = _suffix_rules(regular, endings) if upos in INFLECTED else {}
        forms = {f: base for f, base in words.items() if by_suffix(f, rules) != base}
        if upos == "VERB":
            by_text = _forms_by_text(texts, rules)
            forms = {f: base for f, base in by_text.items() if f not in words} | forms
        forms.update(FIXED.get(upos, {}))
        tables[upos] = {"suffixes": rules, "forms": dict(sorted(forms.items()))}
    return tables


def write(data: Path, out: Path) -> None:
    """Learns from the treebanks and texts of a data folder and writes the table.

    Args:
        data: The data folder.
        out: The JSON file to write.

    Raises:
        FileNotFoundError: One of the two treebanks is missing.
    """
    paths = [*sorted((data / "gum" / "train").glob("*.conllu")), data / "ewt" / "train.conllu"]
    if len(paths) < 2:
        raise FileNotFoundError(f"no .conllu file in {data / 'gum' / 'train'}")
    out.write_text(dump(learn(paths, training_texts(data))), encoding="utf-8")


def dump(tables: dict[str, Any]) -> str:
    """The table as JSON, one line for each part of speech."""
    lines = (
        f"{json.dumps(upos)}: {json.dumps(table, ensure_ascii=False, separators=(',', ':'))}"
        for upos, table in sorted(tables.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
