"""The network: a BERT encoder over word pieces, and heads for attributions, syntax and mentions.

Attribution roles are tagged with a linear-chain conditional random field (Lafferty et al., 2001),
and those of attributions inside the content of others with a second one.
Links and dependency arcs are chosen by biaffine attention (Dozat and Manning, 2017): each content
token points to the first token of its cue, each cue to the first token of its source (or to itself
if it has none), each token to its syntactic head (a root to itself), the head of each mention to
the mention's first and last token. Coreference is `newsclaims.reading.coreference`'s mention
ranking.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from newsclaims.reading.coreference import FORMS, PAIR_WEIGHTS
from newsclaims.reading.labels import MENTION_TYPES, RELATIONS, TAGS, UPOS
from newsclaims.reading.windows import SHAPES

_FAR = 96  # word distances beyond this count as this
GAIN = 5.0
"""Factor of the weights of pair features, so that they learn faster than the heads."""

_NEVER = -1e4  # a score for what cannot be; small enough to add up in 16-bit floats


class Scores(NamedTuple):
    """What the network says of B windows of W words; every field is a tensor of floats.

    Attributes:
        tags: (B, W, tags) emission scores of the roles.
        upos: (B, W, parts of speech) logits.
        arcs: (B, W, W) logits of each word's head.
        relations: (B, W, relations) logits for the word's relation to its best head.
        content_links: (B, W, W) logits of the cue of each word, if it is content.
        source_links: (B, W, W) logits of the source of each word, if it is a cue.
        mentions: (B, W, 1 + types) logits of the type of the mention that each word is the head
            of; 0 if it is none.
        firsts: (B, W, W) logits of the first word of each word's mention.
        lasts: (B, W, W) logits of its last word.
        anaphors: (B, W, size) vectors of the mentions' heads as the later of a coreferent pair.
        antecedents: (B, W, size) vectors as the earlier one.
        inner_tags: (B, W, tags) emission scores of the roles in inner attributions.
        inner_content_links: (B, W, W) logits of the cue of each word, if it is content of an inner
            attribution. The sources of inner cues are among ``source_links``.
    """

    tags: Tensor
    upos: Tensor
    arcs: Tensor
    relations: Tensor
    content_links: Tensor
    source_links: Tensor
    mentions: Tensor
    firsts: Tensor
    lasts: Tensor
    anaphors: Tensor
    antecedents: Tensor
    inner_tags: Tensor
    inner_content_links: Tensor


class Biaffine(nn.Module):
    """Scores every ordered pair of words of a window, with a bias for their distance."""

    def __init__(self, hidden: int, size: int, dropout: float) -> None:
        super().__init__()
        self.query = nn.Sequential(nn.Linear(hidden, size), nn.GELU(), nn.Dropout(dropout))
        self.key = nn.Sequential(nn.Linear(hidden, size), nn.GELU(), nn.Dropout(dropout))
        self.bilinear = nn.Linear(size, size, bias=False)
        self.prior = nn.Linear(size, 1)
        self.distance = nn.Embedding(2 * _FAR + 1, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(self, words: Tensor, distances: Tensor) -> Tensor:
        """(B, W, W) scores from (B, W, hidden) states and (W, W) distance classes."""
        key = self.key(words)
        pairs = self.bilinear(self.query(words)) @ key.transpose(1, 2)
        return pairs + self.prior(key).transpose(1, 2) + self.distance(distances).squeeze(-1)


class Network(nn.Module):
    """The encoder with its heads.

    Args:
        config: The BERT configuration of the starting weights.
        arc_size: Width of the dependency arcs' projections.
        link_size: Width of the attribution links' projections.
        relation_size: Width of the relation labels' projections.
        boundary_size: Width of the projections that find where mentions begin and end.
        coreference_size: Width of the coreference vectors.
        dropout: Dropout on what the heads read.
    """

    def __init__(
        self,
        config: BertConfig,
        arc_size: int = 256,
        link_size: int = 192,
        relation_size: int = 128,
        boundary_size: int = 64,
        coreference_size: int = 192,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        hidden = config.hidden_size
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.shape = nn.Embedding(SHAPES, hidden)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.upos = nn.Linear(hidden, len(UPOS))
        self.arcs = Biaffine(hidden, arc_size, dropout)
        self.content_links = Biaffine(hidden, link_size, dropout)
        self.source_links = Biaffine(hidden, link_size, dropout)
        # Half of each projection is added to the other word's, half multiplied with it.
        self.dependent = nn.Linear(hidden, 2 * relation_size)
        self.head = nn.Linear(hidden, 2 * relation_size)
        self.relations = nn.Linear(2 * relation_size, len(RELATIONS))
        self.mentions = nn.Linear(hidden, 1 + len(MENTION_TYPES))
        self.firsts = Biaffine(hidden, boundary_size, dropout)
        self.lasts = Biaffine(hidden, boundary_size, dropout)
        self.coreference = Coreference(hidden, coreference_size, dropout)
        self.crf = ConditionalRandomField(len(TAGS))
        self.inner_tags = nn.Linear(hidden, len(TAGS))
        self.inner_content_links = Biaffine(hidden, link_size, dropout)
        self.inner_crf = ConditionalRandomField(len(TAGS))

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        mask: Tensor,
        starts: Tensor,
        sentences: Tensor,
        heads: Tensor | None = None,
    ) -> Scores:
        """Reads a batch (see `newsclaims.reading.windows.Inputs`).

        ``heads`` (B, W) are the gold heads to label in training; without them the relation of
        each word to its best head is scored.
        """
        return self.score(self.read_words(pieces, shapes, mask, starts), sentences, heads)

    def score(self, words: Tensor, sentences: Tensor, heads: Tensor | None = None) -> Scores:
        """The scores of words (B, W, hidden) whose sentences and heads (B, W) are given."""
        positions = torch.arange(words.shape[1], device=words.device)
        distances = (positions[None, :] - positions[:, None]).clamp(-_FAR, _FAR) + _FAR
        padding = (sentences == 0)[:, None, :] * _NEVER
        elsewhere = (sentences[:, :, None] != sentences[:, None, :]) * _NEVER
        arcs = self.arcs(words, distances) + elsewhere
        anaphors, antecedents = self.coreference(words)
        return Scores(
            self.tags(words),
            self.upos(words),
            arcs,
            self.label(words, arcs.argmax(-1) if heads is None else heads),
            self.content_links(words, distances) + padding,
            self.source_links(words, distances) + padding,
            self.mentions(words),
            self.firsts(words, distances) + elsewhere,
            self.lasts(words, distances) + elsewhere,
            anaphors,
            antecedents,
            self.inner_tags(words),
            self.inner_content_links(words, distances) + padding,
        )

    def read_words(self, pieces: Tensor, shapes: Tensor, mask: Tensor, starts: Tensor) -> Tensor:
        """(B, W, hidden) states of the words, each that of its first piece."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        index = starts.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        words: Tensor = self.dropout(torch.gather(states, 1, index))
        return words

    def label(self, words: Tensor, heads: Tensor) -> Tensor:
        """(B, W, relations) logits of the relation of each word to its head (B, W)."""
        index = heads.unsqueeze(-1).expand(-1, -1, self.head.out_features)
        own, of_head = (
            states.chunk(2, -1)
            for states in (self.dependent(words), torch.gather(self.head(words), 1, index))
        )
        pairs = torch.cat([nn.functional.gelu(own[0] + of_head[0]), own[1] * of_head[1]], -1)
        logits: Tensor = self.relations(self.dropout(pairs))
        return logits


class Coreference(nn.Module):
    """The vectors whose products score pairs of mentions, and the weights of their features."""

    def __init__(self, hidden: int, size: int, dropout: float) -> None:
        super().__init__()
        self.query = nn.Sequential(nn.Linear(hidden, size), nn.GELU(), nn.Dropout(dropout))
        self.key = nn.Sequential(nn.Linear(hidden, size), nn.GELU(), nn.Dropout(dropout))
        self.bilinear = nn.Linear(size, size, bias=False)
        self.new_key = nn.Parameter(torch.zeros(size))
        self.pairs = nn.Parameter(torch.zeros(PAIR_WEIGHTS))
        self.new = nn.Parameter(torch.zeros(FORMS))

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """(B, W, size) vectors as anaphor and as antecedent from (B, W, hidden) states."""
        return self.bilinear(self.query(words)), self.key(words)

    def loss(
        self,
        anaphors: Tensor,
        antecedents: Tensor,
        features: Tensor,
        forms: Tensor,
        coreferent: Tensor,
        known: Tensor,
    ) -> Tensor:
        """Negative log-likelihood per mention of having any of its antecedents (Lee et al., 2017).

        Args:
            anaphors: (M, size) vectors of the M mentions of one document.
            antecedents: (M, size).
            features: (M, M, features) indices of the pairs' features.
            forms: (M,) forms of the mentions.
            coreferent: (M, M) whether two mentions are in one chain.
            known: (M, M) whether that is known: other pairs are left out, and a mention of which
                nothing is known at all teaches nothing.
        """
        anaphors, antecedents = anaphors.float(), antecedents.float()
        pairs = anaphors @ antecedents.T + GAIN * self.pairs[features].sum(-1)
        new = GAIN * self.new[forms] + anaphors @ self.new_key
        earlier = torch.ones_like(coreferent).tril(-1) & known
        pairs = pairs.masked_fill(~earlier, _NEVER)
        gold = coreferent & earlier
        right = torch.where(gold.any(1), pairs.masked_fill(~gold, _NEVER).logsumexp(1), new)
        total = torch.cat([new.unsqueeze(1), pairs], 1).logsumexp(1)
        counted = known.diagonal().float()
        return ((total - right) * counted).sum() / counted.sum().clamp(min=1)

    def weights(self) -> dict[str, Tensor]:
        """The learned weights as `newsclaims.reading.coreference.PairWeights` has them."""
        return {
            "pairs": GAIN * self.pairs.detach(),
            "new": GAIN * self.new.detach(),
            "new_key": self.new_key.detach(),
        }


class ConditionalRandomField(nn.Module):
    """A linear chain over the tags with learned transitions."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood per word of gold ``tags`` where ``mask`` is true; both (B, W)."""
        emissions = emissions.float()
        weight = mask.float()
        gold = (emissions.gather(2, tags.unsqueeze(-1)).squeeze(-1) * weight).sum(1)
        gold = gold + (self.transitions[tags[:, :-1], tags[:, 1:]] * weight[:, 1:]).sum(1)
        gold = gold + self.first[tags[:, 0]]
        total = self.first + emissions[:, 0]
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(total.unsqueeze(2) + self.transitions, 1) + emissions[:, i]
            total = torch.where(mask[:, i, None], step, total)
        return (torch.logsumexp(total, 1) - gold).sum() / weight.sum()
