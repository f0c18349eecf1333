"""Fits how third-person pronouns choose: ``python -m newsclaims.training.pronouns DATA MODEL``.

A log-linear model of the candidates and of there being none (Denis and Baldridge, 2007) is fitted
in two steps. The texts that the encoder learned from give the weights of everything but its scores,
as it knows these texts by heart. Texts that are held back from it then add these scores, so that
they are trusted no more than they deserve; there the weights are penalised for going from those of
the first step (maximum a posteriori adaptation; Chelba and Acero, 2004).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from attrs import evolve, frozen

from newsclaims.attributions.attributions import find_attributions
from newsclaims.attributions.quotes import complete_quotations
from newsclaims.model_files import MANIFEST, read_json
from newsclaims.reading.encoder import Encoder, open_encoder
from newsclaims.speakers.entities import Cluster, Clusters
from newsclaims.speakers.pronoun_features import Candidate, Features, Pronoun
from newsclaims.speakers.pronouns import Chosen, Options, Ranker
from newsclaims.speakers.speakers import name_speakers
from newsclaims.syntax.predicates import Syntax
from newsclaims.text.document import Document, Mention, Reading
from newsclaims.text.quotation_marks import find_quotations
from newsclaims.training.coreference_corpora import Chains, Choice, read_gap, read_litbank
from newsclaims.training.corpora import Corpora, find_corpora
from newsclaims.training.treebank import mention_head, read_conllu
from newsclaims.words.pronouns import THIRD_PERSON

FILE = "pronouns.json"
GROUPS = ("he", "it", "they")
TREEBANK = "treebank"
_ROUNDS = 2  # the later pronouns of a text are weighed as the earlier ones were chosen
_STEPS = 60
_LEAST_STEP = 1e-6
_NEVER = -1e9

Weights = dict[str, dict[str, float]]
"""For each group of pronouns the weight of each feature."""


@frozen
class Penalty:
    """On the squares of how far weights go from what they were before.

    Attributes:
        shared: Of those that all groups of pronouns share.
        own: Of what each group adds.
    """

    shared: float
    own: float


# Chosen by likelihood on texts of LitBank and GAP that were not fitted on; see docs/figures.md.
_FIRST_PENALTY = Penalty(1.0, 10.0)
_ADAPTATION_PENALTY = Penalty(3.0, 30.0)

#: Before anything is learned: what the first step does not show, or hardly ever.
_START = {
    "link": 1.5,
    "best": 0.5,
    "linked": -2.0,
    "other_gender": -4.0,
    "other_kind": -4.0,
    "expletive": 5.0,
    "new_person": 3.0,
    "none_whole": -6.0,
    "given_name": 1.0,
}
#: What no text is asked for: the two people of a GAP snippet have the same gender by design, and
#: fiction hardly ever begins a paragraph with somebody new who speaks in it.
_FIXED = frozenset(["given_name", "new_person"])
_FIXED_PENALTY = 1e6

Floats = npt.NDArray[np.float64]
Judge = Callable[[Clusters, Pronoun, Options], "list[bool] | None"]
"""Says which options are right; None where nobody knows."""


@frozen(eq=False)
class Case:
    """A text with what is known of its pronouns.

    Attributes:
        document: The text.
        reading: What the encoder reads in it.
        judge: Says which options of a pronoun are right.
        corpus: Where it is from.
    """

    document: Document
    reading: Reading
    judge: Judge
    corpus: str = ""


@frozen(eq=False)
class Decision:
    """A pronoun with its options.

    Attributes:
        group: Of the pronoun.
        options: Features of each; the last one is there being no antecedent.
        right: Which of them are right.
        weight: How much it counts.
    """

    group: str
    options: list[Features]
    right: list[bool]
    weight: float = 1.0


# What is right


def judge_choice(choice: Choice) -> Judge:
    """Judges the pronoun of a GAP snippet.

    Where it stands for neither name any other candidate may be right, and none too; where it
    stands for a name that is no candidate nobody knows.
    """

    def judge(clusters: Clusters, pronoun: Pronoun, options: Options) -> list[bool] | None:
        if pronoun.token != choice.pronoun:
            return None
        wrong, true = (
            {
                token
                for name, is_right in zip(choice.names, choice.right, strict=True)
                if is_right == side
                for token in name
            }
            for side in (False, True)
        )

        def stands_for(candidate: Candidate | None, tokens: set[int]) -> bool:
            return candidate is not None and any(
                clusters.expressions[i].head in tokens for i in candidate.cluster.members
            )

        if any(choice.right):
            right = [stands_for(candidate, true) for candidate, _ in options]
        else:
            right = [not stands_for(candidate, wrong) for candidate, _ in options]
        return right if any(right) else None

    return judge


def judge_chains(chains: Chains, reading: Reading) -> Judge:
    """Judges the pronouns of a text with coreference chains.

    Only some kinds of things are annotated: "it" without a chain is none of these.
    """
    chain_at = {
        mention_head(reading.heads, reading.relations, first, last): chain
        for first, last, chain in chains.mentions
    }
    chain_at |= {first: chain for first, last, chain in chains.mentions if last - first == 1}

    def judge(clusters: Clusters, pronoun: Pronoun, options: Options) -> list[bool] | None:
        chain = chain_at.get(pronoun.token)
        found = [
            None if candidate is None else _chain_of(clusters, candidate.cluster, chain_at)
            for candidate, _ in options
        ]
        if chain is None:
            return None if pronoun.group == "he" else [other is None for other in found]
        right = [other == chain for other in found]
        right[-1] = not any(right)
        return right

    return judge


def _chain_of(clusters: Clusters, cluster: Cluster, chain_at: Mapping[int, int]) -> int | None:
    """The chain that most mentions of an entity are in, or None if none is in one."""
    counts: Counter[int] = Counter()
    for index in cluster.members:
        expression = clusters.expressions[index]
        tokens = [expression.head, *range(*(expression.name or (0, 0)))]
        chain = next((chain_at[token] for token in tokens if token in chain_at), None)
        if chain is not None:
            counts[chain] += 1
    return max(counts, key=counts.__getitem__) if counts else None


# Texts


def treebank_cases(folder: Path) -> Iterator[Case]:
    """The documents of a treebank as they are annotated; the pronouns are not linked in them."""
    for document, reading in read_conllu(folder):
        mentions = tuple(
            evolve(m, link=None) if _is_pronoun(document, m) else m for m in reading.mentions
        )
        chains = Chains(document, tuple((m.first, m.last, m.chain) for m in mentions))
        yield Case(
            document, evolve(reading, mentions=mentions), judge_chains(chains, reading), TREEBANK
        )


def _is_pronoun(document: Document, mention: Mention) -> bool:
    single = mention.last - mention.first == 1
    return single and document.tokens[mention.first].text.lower() in THIRD_PERSON


def read_cases(encoder: Encoder, corpora: Corpora, held_back: bool) -> Iterator[Case]:
    """The texts of LitBank and GAP that are held back from the training of the encoder, or not.

    Of those that are not, what the encoder says of the pronouns is left out.
    """
    read = encoder_reads if held_back else without_links
    if corpora.litbank is not None:
        for chains in read_litbank(corpora.litbank, held_back):
            reading = read(encoder, chains.document)
            yield Case(chains.document, reading, judge_chains(chains, reading), "litbank")
    if corpora.gap is not None:
        for choice in read_gap(corpora.gap, held_back):
            reading = read(encoder, choice.document)
            yield Case(choice.document, reading, judge_choice(choice), "gap")


def encoder_reads(encoder: Encoder, document: Document) -> Reading:
    """What the encoder reads in a text."""
    return encoder.read([document])[0]


def without_links(encoder: Encoder, document: Document) -> Reading:
    """The same without what it says of the third-person pronouns."""
    reading = encoder_reads(encoder, document)
    mentions = tuple(
        evolve(m, link=None, scores=()) if _is_pronoun(document, m) else m for m in reading.mentions
    )
    return evolve(reading, mentions=mentions)


def decide(case: Case, ranker: Ranker) -> list[Decision]:
    """The pronouns of a text as a ranker leaves them to be decided."""
    decisions = []

    def choose(clusters: Clusters, pronoun: Pronoun, options: Options) -> Chosen:
        right = case.judge(clusters, pronoun, options)
        if right is not None and len(options) > 1:
            features = [features for _, features in options]
            decisions.append(Decision(pronoun.group, features, right))
        return ranker(clusters, pronoun, options)

    document = case.document
    quotations = find_quotations(document.text, document.paragraphs)
    attributions = complete_quotations(
        document, quotations, find_attributions(document, case.reading)
    )
    syntax = Syntax(document, case.reading)
    name_speakers(syntax, case.reading.mentions, quotations, attributions, choose=choose)
    return decisions


# Weights


@frozen(eq=False)
class _Stacked:
    """The decisions of one group; N options in all.

    Attributes:
        features: (N, features) of all options, decision after decision.
        right: (N,) which are right.
        starts: (decisions,) where each decision begins.
        numbers: (N,) the decision of each option.
        weights: (decisions,) how much each counts.
    """

    features: Floats
    right: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    weights: Floats

    def shares(self, scores: Floats) -> tuple[Floats, Floats]:
        """(N,) probabilities, and (decisions,) the logarithms of what they were divided by."""
        highest = np.maximum.reduceat(scores, self.starts)
        raised = np.exp(scores - highest[self.numbers])
        totals = np.add.reduceat(raised, self.starts)
        return raised / totals[self.numbers], np.log(totals) + highest


def fit(decisions: Sequence[Decision], before: Weights, penalty: Penalty) -> Weights:
    """The weights that make the right options likeliest.

    Each is the sum of a weight that all groups of pronouns share and one of its own, both penalised
    for going from what they were ``before``; they are found by Newton's method.
    """
    seen = {name for d in decisions for features in d.options for name in features}
    names = sorted(seen.union(*before.values()))
    groups = [_stacked([d for d in decisions if d.group == group], names) for group in GROUPS]
    known = np.array([[before[group].get(name, 0.0) for name in names] for group in GROUPS])
    prior = np.vstack([known.mean(0), known - known.mean(0)])
    factors = np.repeat([penalty.shared, *[penalty.own] * len(GROUPS)], len(names))
    factors[[i for i in range(len(factors)) if names[i % len(names)] in _FIXED]] = _FIXED_PENALTY
    weights = prior.copy()
    best = _objective(groups, weights, prior, factors)
    for _ in range(_STEPS):
        gradient, curvature = _slopes(groups, weights, prior, factors)
        step = np.linalg.solve(curvature, gradient).reshape(weights.shape)
        while (value := _objective(groups, weights + step, prior, factors)) < best:
            step /= 2
            if np.abs(step).max() < _LEAST_STEP:
                break
        if np.abs(step).max() < _LEAST_STEP:
            break
        weights, best = weights + step, value
    return {
        group: {
            name: round(float(weight), 3)
            for name, weight in zip(names, weights[0] + weights[1 + g], strict=True)
        }
        for g, group in enumerate(GROUPS)
    }


def _stacked(decisions: Sequence[Decision], names: Sequence[str]) -> _Stacked | None:
    if not decisions:
        return None
    columns = {name: i for i, name in enumerate(names)}
    counts = [len(d.options) for d in decisions]
    features = np.zeros((sum(counts), len(names)))
    options = (option for d in decisions for option in d.options)
    for row, option in zip(features, options, strict=True):
        for name, value in option.items():
            row[columns[name]] = value
    return _Stacked(
        features,
        np.array([right for d in decisions for right in d.right]),
        np.cumsum([0, *counts[:-1]]),
        np.repeat(np.arange(len(counts)), counts),
        np.array([d.weight for d in decisions]),
    )


def _objective(
    groups: Sequence[_Stacked | None], weights: Floats, prior: Floats, penalty: Floats
) -> float:
    """The log-likelihood of the right options, less the penalty."""
    total = -0.5 * float(penalty @ ((weights - prior) ** 2).ravel())
    for own, group in zip(weights[1:], groups, strict=True):
        if group is not None:
            scores = group.features @ (weights[0] + own)
            _, everything = group.shares(scores)
            _, right = group.shares(np.where(group.right, scores, _NEVER))
            total += float(group.weights @ (right - everything))
    return total


def _slopes(
    groups: Sequence[_Stacked | None], weights: Floats, prior: Floats, penalty: Floats
) -> tuple[Floats, Floats]:
    """The gradient of the objective, and its curvature as if one option alone were right."""
    gradient = -penalty.reshape(weights.shape) * (weights - prior)
    size = weights.shape[1]
    curvature = np.diag(penalty)
    for g, group in enumerate(groups, start=1):
        if group is None:
            continue
        scores = group.features @ (weights[0] + weights[g])
        shares, _ = group.shares(scores)
        right, _ = group.shares(np.where(group.right, scores, _NEVER))
        counted = group.weights[group.numbers]
        slope = group.features.T @ (counted * (right - shares))
        weighed = group.features * (counted * shares)[:, None]
        means = np.add.reduceat(group.features * shares[:, None], group.starts)
        own = weighed.T @ group.features - (means * group.weights[:, None]).T @ means
        gradient[[0, g]] += slope
        for i in (0, g):
            for j in (0, g):
                curvature[i * size : (i + 1) * size, j * size : (j + 1) * size] += own
    return gradient.ravel(), curvature


def fit_cases(cases: Sequence[Case], before: Weights, penalty: Penalty) -> Weights:
    """The weights for some texts, from those ``before``; the treebank counts twice, others once."""
    weights = before
    for _ in range(_ROUNDS):
        ranker = Ranker(weights)
        by_corpus: dict[str, list[Decision]] = {}
        for case in cases:
            by_corpus.setdefault(case.corpus, []).extend(decide(case, ranker))
        most = max(map(len, by_corpus.values()), default=0)
        decisions = [
            evolve(decision, weight=(2 if corpus == TREEBANK else 1) * most / len(found))
            for corpus, found in by_corpus.items()
            for decision in found
        ]
        weights = fit(decisions, before, penalty)
    return weights


def fit_pronouns(encoder: Encoder, data: Path) -> Weights:
    """Fits the weights for an encoder on the texts in a folder of corpora.

    Where they are there, those are the treebank with coreference, LitBank and GAP. Without a
    treebank the weights of the shipped model are where the adaptation starts.
    """
    corpora = find_corpora(data)
    cases = list(read_cases(encoder, corpora, held_back=True))
    if corpora.coreferent is None:
        return adapt(read_json(FILE), cases)
    learned = [*treebank_cases(corpora.coreferent), *read_cases(encoder, corpora, held_back=False)]
    return adapt(fit_first(learned), cases)


def fit_first(cases: Sequence[Case]) -> Weights:
    """The weights of the first step, for texts without what the encoder says of pronouns."""
    return fit_cases(cases, {group: dict(_START) for group in GROUPS}, _FIRST_PENALTY)


def adapt(weights: Weights, cases: Sequence[Case]) -> Weights:
    """The weights of the second step, for texts held back, from those of the first."""
    return fit_cases(cases, weights, _ADAPTATION_PENALTY) if cases else weights


def write_pronouns(data: Path, folder: Path) -> None:
    """Fits the weights for the encoder in a model folder and writes them there."""
    weights = fit_pronouns(open_encoder(folder, nested=False), data)
    (folder / FILE).write_text(json.dumps(weights) + "\n", encoding="utf-8")


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(data: Path, model: Path) -> None:
    """Fits pronouns.json on the corpora in DATA for the encoder in the folder MODEL.

    DATA holds gum/train, litbank/coref and gap/gap-development.tsv, or some of them.
    """
    from newsclaims.training.export import write_manifest

    write_pronouns(data, model)
    names = json.loads((model / MANIFEST).read_text(encoding="utf-8"))
    write_manifest(model, tuple(dict.fromkeys([*names, FILE])))


if __name__ == "__main__":
    main()
