"""What each rule gives: how often it decides, and what goes right and wrong because of it.

Run with ``python benchmarks/rules.py SHARED [RULE…]``, a folder that holds ``data``, ``eval`` and
``cases``. Everything after the network is done again without each rule (for rules that cut the
text everything), in the documents in which it decided something, and held against the gold:

- ``polnear``: who said what in PolNeAR dev (an attribution is right if content and source are),
  the names of `annotations/speakers.json`, the types of `annotations/attribution_types.json`;
- ``gum``: pronouns and descriptions of GUM dev whose entity has the right name;
- ``carb``: CaRB dev's propositions (found if a claim has half of its words in the right parts);
- ``qasrl``: answers and polarity of QA-SRL dev's verbs;
- ``cases``: the checks of the users' cases;
- ``factuality``: polarity and certainty of the claims of `tests/data/factuality`; and
- ``propositions``: the facts of `annotations/propositions.json`.

``right`` counts what is right with the rule and is not without it, ``wrong`` the other way round; a
result that no gold has counts as wrong where it appears. Prints a table; ``--json FILE`` keeps the
counts of the rules measured in a file, where docs/rules.py takes them from.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
from attrs import define, field, frozen

import factuality
import propositions
import speakers
from newsclaims import Article, parse_article, read_document
from newsclaims.text.document import Document
from newsclaims.trace import tracing, without
from newsclaims.view.rules import all_rules
from polnear import articles, as_scored, sample

#: Each thing that can be right (1), wrong (-1) or missing (0) in a document.
Points = dict[object, int]
Judge = Callable[[Article], Points]

_HALF = 0.5


@define
class Case:
    """A document, its gold, and what the whole of the rules make of it.

    Attributes:
        corpus: Where it is from.
        text: The document.
        judge: Says what is right and wrong in a result.
        document: As read by the network.
        decided: How often each rule decided something.
        points: What is right and wrong with all rules.
    """

    corpus: str
    text: str
    judge: Judge
    document: Document | None = None
    decided: Counter[str] = field(factory=Counter)
    points: Points = field(factory=dict)


@frozen
class Effect:
    """What a rule does: how often it decides, and by corpus what it makes right and wrong."""

    decided: int
    right: Counter[str]
    wrong: Counter[str]


@cache
def scorer(name: str) -> Any:
    """A scorer of ``SHARED/eval``, whose folder is on the path."""
    return importlib.import_module(name)


# What is right in each corpus


def polnear_cases(shared: Path) -> Iterator[Case]:
    folder = shared / "data/polnear/dev"
    names, types = sample("speakers"), sample("attribution_types")
    annotated = articles(folder, [*names, *types])
    for name, text, (gold, *_) in scorer("attribution_eval").read_gold(folder):
        attributions = annotated.get(name, ("", {}))[1]
        own = [[row for row in rows if row["article"] == name] for rows in (names, types)]
        yield Case("polnear", text, partial(_who_said_what, text, gold, *own, attributions))


def _who_said_what(
    text: str, gold: Any, names: Any, types: Any, annotated: Any, article: Article
) -> Points:
    return (
        _attributions(text, gold, article)
        | _speakers(names, annotated, article)
        | _types(types, annotated, article)
    )


def _attributions(text: str, gold: Sequence[Mapping[str, Any]], article: Article) -> Points:
    attribution_eval = scorer("attribution_eval")
    index = attribution_eval.token_index(text)

    def with_content(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, frozenset[int]]]:
        tokens = (
            {role: attribution_eval.tokens_in(index, row[role]) for role in attribution_eval.ROLES}
            for row in rows
        )
        return [found for found in tokens if found["content"]]

    wanted = with_content(gold)
    ours = with_content(as_scored(attribution_eval, article.attributions))
    points: Points = {}
    right = set()
    for i, j in attribution_eval.match(wanted, ours):
        close = attribution_eval.overlap_f1(wanted[i]["content"], ours[j]["content"]) >= _HALF
        source = wanted[i]["source"]
        if close and (not source or source & ours[j]["source"]):
            points["gold", i] = 1
            right.add(j)
    points |= {("extra", min(a["content"])): -1 for j, a in enumerate(ours) if j not in right}
    return points


def _speakers(rows: Sequence[dict[str, Any]], annotated: Any, article: Article) -> Points:
    points: Points = {}
    for row in rows:
        source, annotation = tuple(row["source"]), annotated[row["attribution"]]
        ours = speakers.counterpart(article, source, annotation)
        if ours is not None:
            points[row["attribution"]] = 1 if speakers.is_right(ours, row["accept"]) else -1
    return points


def _types(rows: Sequence[dict[str, Any]], annotated: Any, article: Article) -> Points:
    by_cue = {a.cue.start: a.type for a in article.attributions if a.cue is not None}
    points: Points = {}
    for row in rows:
        cue = annotated[row["attribution"]].cue
        given = by_cue.get(cue[0][0]) if cue else None
        if given is not None:
            points["type", row["attribution"]] = 1 if given == row["type"] else -1
    return points


def gum_cases(shared: Path) -> Iterator[Case]:
    for path in sorted((shared / "data/gum/dev").glob("*.conllu")):
        text, mentions = scorer("speaker_eval").read(path)
        yield Case("gum", text, partial(_names, mentions))


def _names(mentions: Sequence[Any], article: Article) -> Points:
    names: dict[str, set[str]] = {}
    for _, _, chain, head, _ in mentions:
        if head:
            names.setdefault(chain, set()).add(head.lower())
    found = {(s.start, s.end): e.name for e in article.entities for s in e.mentions}
    points: Points = {}
    for start, end, chain, head, _ in mentions:
        if not head and chain in names and (start, end) in found:
            given = found[start, end].lower().split()
            points[start, end] = 1 if names[chain].intersection(given) else -1
    return points


def carb_cases(shared: Path) -> Iterator[Case]:
    gold, sentences = scorer("carb_eval").read_gold(shared / "data/carb/dev.tsv")
    for name, sentence in sentences.items():
        yield Case("carb", sentence, partial(_extractions, gold[name]))


def _extractions(gold: Sequence[Any], article: Article) -> Points:
    ours = []
    for claim in article.claims:
        parts = (claim.subject, claim.object, *claim.arguments)
        ours.append((claim.predicate.text, [part.text for part in parts if part and part.text]))
    for a in article.attributions:
        if a.source and a.cue:
            content = " ".join(span.text for span in a.content)
            ours.append((a.cue.text, [a.source.text, content]))

    def shared(one: Any, other: Any) -> float:
        precision, recall = scorer("carb_eval").pair_score(one, other)
        total: float = precision + recall
        return 2 * precision * recall / total if total else 0.0

    points: Points = {}
    for i, wanted in enumerate(gold):
        if max((shared(wanted, own) for own in ours), default=0) >= _HALF:
            points["gold", i] = 1
    for relation, arguments in ours:
        own = (relation, arguments)
        if max((shared(wanted, own) for wanted in gold), default=0) < _HALF:
            points["extra", relation, tuple(arguments)] = -1
    return points


def qasrl_cases(shared: Path) -> Iterator[Case]:
    qasrl_eval = scorer("qasrl_eval")
    for _, tokens, verbs in qasrl_eval.read(shared / "data/qasrl-gs", "dev"):
        text, spans = qasrl_eval.detokenised(tokens)
        yield Case("qasrl", text, partial(_answers, verbs, spans))


def _answers(verbs: Mapping[int, Any], spans: Sequence[Any], article: Article) -> Points:
    qasrl_eval = scorer("qasrl_eval")
    parts: dict[int, set[frozenset[int]]] = {}
    polarities: dict[int, set[str]] = {}
    for a in article.attributions:
        cue = qasrl_eval.tokens_of(a.cue, spans) if a.cue else ()
        for verb in [verb for verb in verbs if verb in cue][-1:]:
            stretches = (*a.content, *((a.source,) if a.source else ()))
            parts.setdefault(verb, set()).update(qasrl_eval.tokens_of(s, spans) for s in stretches)
    for claim in article.claims:
        predicate = claim.predicate.span and qasrl_eval.tokens_of(claim.predicate.span, spans)
        for verb in [verb for verb in verbs if verb in (predicate or ())][-1:]:
            given = (claim.subject, claim.object, *claim.arguments)
            parts.setdefault(verb, set()).update(
                qasrl_eval.tokens_of(part.span, spans) for part in given if part and part.span
            )
            polarities.setdefault(verb, set()).add(claim.polarity)
    points: Points = {}
    for verb, (negated, questions) in verbs.items():
        found = parts.get(verb, set()) - {frozenset()}

        def fits(part: frozenset[int], answers: Sequence[frozenset[int]]) -> bool:
            threshold = qasrl_eval.THRESHOLD
            return any(qasrl_eval.overlap(part, answer) >= threshold for answer in answers)

        for number, answers in enumerate(questions):
            if any(fits(part, answers) for part in found):
                points[verb, number] = 1
        for part in found:
            if not any(fits(part, answers) for answers in questions):
                points[verb, "extra", part] = -1
        if verb in polarities:
            points[verb, "polarity"] = 1 if ("negative" in polarities[verb]) == negated else -1
    return points


def report_cases(shared: Path) -> Iterator[Case]:
    for row in json.loads((shared / "cases/reports.json").read_text(encoding="utf-8")):
        if "text" in row:
            yield Case("cases", row["text"], partial(_checks, row))


def _checks(row: Mapping[str, Any], article: Article) -> Points:
    cases_eval = scorer("cases_eval")
    tests = {
        "want": cases_eval.is_wanted,
        "never": cases_eval.is_avoided,
        "strict": cases_eval.is_exact,
    }
    return {
        (kind, number): 1 if test(article, check) else 0
        for kind, test in tests.items()
        for number, check in enumerate(row.get(kind, ()))
    }


def proposition_cases(shared: Path) -> Iterator[Case]:
    for row in json.loads(propositions.TABLE.read_text(encoding="utf-8")):
        yield Case("propositions", row["sentence"], partial(_facts, row["facts"]))


def _facts(facts: Sequence[list[str]], article: Article) -> Points:
    found = {"|".join(map(propositions.words, t)) for t in propositions.triples(article)}
    matchers = [propositions.matcher(fact) for fact in facts]
    points: Points = {i: 1 for i, matches in enumerate(matchers) if any(map(matches, found))}
    points |= {t: -1 for t in found if not any(matches(t) for matches in matchers)}
    return points


def factuality_cases(shared: Path) -> Iterator[Case]:
    rows = [row for name in factuality.NAMES for row in factuality.read_table(name)]
    for text in dict.fromkeys(row["text"] for row in rows):
        own = [row for row in rows if row["text"] == text]
        yield Case("factuality", text, partial(_factuality, own))


def _factuality(rows: Sequence[dict[str, Any]], article: Article) -> Points:
    points: Points = {}
    found = factuality.described(article)
    for number, row in enumerate(rows):
        given = factuality.find(row, found)
        for what in ("polarity", "certainty") if given is not None else ():
            points[what, number] = 1 if getattr(given, what) == row[what] else -1
    return points


CORPORA = {
    "polnear": polnear_cases,
    "gum": gum_cases,
    "carb": carb_cases,
    "qasrl": qasrl_cases,
    "cases": report_cases,
    "factuality": factuality_cases,
    "propositions": proposition_cases,
}


# With and without


def prepare(case: Case) -> Case:
    """Reads a document, and notes which rules decide in it and what comes out."""
    with counting() as case.decided, tracing() as decisions:
        case.document = read_document(case.text)
        case.points = case.judge(parse_article(case.document))
    # What decides that something is not so says False, and is only seen in the trace.
    case.decided |= Counter(decision.rule.name for decision in decisions)
    return case


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts how often each rule decides something while it is open."""
    counts: Counter[str] = Counter()
    decide = {rule.name: rule.decide for rule in all_rules()}

    def counted(name: str, *given: object, **named: object) -> object:
        found = decide[name](*given, **named)
        counts[name] += found is not None and found is not False
        return found

    # Frozen records all the same: nothing but a count shows that anybody looks.
    for rule in all_rules():
        object.__setattr__(rule, "decide", partial(counted, rule.name))
    try:
        yield counts
    finally:
        for rule in all_rules():
            object.__setattr__(rule, "decide", decide[rule.name])


def effect(cases: Sequence[Case], name: str) -> Effect:
    """What goes right and wrong because of a rule."""
    decided, right, wrong = 0, Counter[str](), Counter[str]()
    for case in cases:
        if not case.decided[name]:
            continue
        decided += case.decided[name]
        assert case.document is not None
        with without([name]):
            cuts = name.startswith("text:")
            points = case.judge(parse_article(case.text if cuts else case.document))
        for key in case.points.keys() | points.keys():
            gain = case.points.get(key, 0) - points.get(key, 0)
            (right if gain > 0 else wrong)[case.corpus] += abs(gain) > 0
    return Effect(decided, +right, +wrong)


_PREPARED: list[Case] = []


def _prepare_here(shared: Path, part: int, parts: int) -> None:
    """Reads all documents in a process of its own."""
    sys.path.insert(0, str(shared / "eval"))
    cases = [case for make in CORPORA.values() for case in make(shared)]
    _PREPARED.extend(prepare(case) for case in cases[part::parts])


def effects(shared: Path, names: Sequence[str], part: int, parts: int) -> dict[str, Effect]:
    """The effects of rules on every nth document."""
    _prepare_here(shared, part, parts)
    return {name: effect(_PREPARED, name) for name in names}


def added(one: Effect, other: Effect) -> Effect:
    return Effect(one.decided + other.decided, one.right + other.right, one.wrong + other.wrong)


def keep(found: Mapping[str, Effect], file: Path) -> None:
    """Writes effects to a file, beside those of the other rules that it has and there still are."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept |= {
        name: {"decides": e.decided, "right": dict(e.right), "wrong": dict(e.wrong)}
        for name, e in found.items()
    }
    rows = [
        f"{json.dumps(rule.name)}: {json.dumps(kept[rule.name], sort_keys=True)}"
        for rule in all_rules()
        if rule.name in kept
    ]
    file.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("rules", nargs=-1)
@click.option("--processes", default=2, show_default=True)
@click.option("--json", "file", type=click.Path(path_type=Path), help="Keep the counts there.")
def main(shared: Path, rules: tuple[str, ...], processes: int, file: Path | None) -> None:
    names = [rule.name for rule in all_rules() if not rules or rule.name in rules]
    found: dict[str, Effect] = {}
    with ProcessPoolExecutor(processes) as pool:
        work = [pool.submit(effects, shared, names, part, processes) for part in range(processes)]
        for future in work:
            for name, one in future.result().items():
                found[name] = added(found[name], one) if name in found else one
    click.echo(f"{'rule':60}{'decides':>9}{'right':>7}{'wrong':>7}  by corpus")
    for name, one in found.items():
        corpora = ", ".join(
            f"{corpus} +{one.right[corpus]} -{one.wrong[corpus]}"
            for corpus in CORPORA
            if one.right[corpus] or one.wrong[corpus]
        )
        click.echo(f"{name:60}{one.decided:9}{one.right.total():7}{one.wrong.total():7}  {corpora}")
    if file is not None:
        keep(found, file)


if __name__ == "__main__":
    main()
