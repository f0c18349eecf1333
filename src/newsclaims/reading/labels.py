"""The label sets that the encoder was trained on; their order is part of the shipped model."""

from __future__ import annotations

TAGS = (
    "O",
    "B-source",
    "I-source",
    "B-cue",
    "I-cue",
    "B-content",
    "I-content",
)
"""Attribution roles of a token in the BIO scheme (Ramshaw and Marcus, 1995)."""

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
"""Universal parts of speech."""

RELATIONS = (
    "root acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp "
    "compound compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked "
    "nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct "
    "reparandum vocative xcomp"
).split()
"""Universal Dependencies relations of the English Web Treebank and GUM."""

MENTION_TYPES = (
    "person place organization object event time substance animal plant abstract".split()
)
"""Entity types of GUM (Zeldes, 2017)."""
