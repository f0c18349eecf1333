"""Groups of the relations and parts of speech of Universal Dependencies.

The relations are those of the English Web Treebank and GUM; what each stands for is said at
https://universaldependencies.org/u/dep/, and of the parts of speech at …/u/pos/.
"""

from __future__ import annotations


def _labels(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Relations.

NOMINAL_SUBJECTS = _labels("nsubj nsubj:pass nsubj:outer")
SUBJECTS = NOMINAL_SUBJECTS | _labels("csubj csubj:pass csubj:outer")
#: Nominal arguments without a preposition.
CORE_ARGUMENTS = NOMINAL_SUBJECTS | _labels("obj iobj")
#: Clauses that are arguments.
COMPLEMENTS = _labels("ccomp xcomp csubj")

#: Function words of a predicate, as of "is", "has been" and "would".
AUXILIARIES = _labels("aux aux:pass cop")
#: What shows that a predicate is passive.
PASSIVE = _labels("aux:pass nsubj:pass obl:agent csubj:pass")
#: What makes a predicate of its own of a conjunct.
OWN_PREDICATE = AUXILIARIES | _labels("mark expl")
#: What belongs to a predicate wherever it stands.
APART_FROM_VERB = AUXILIARIES | _labels("expl compound:prt")
#: What may stand around a predicate's verb.
AROUND_VERB = AUXILIARIES | {"advmod"}
#: What may stand between a verb and the infinitive that it takes into its predicate.
BEFORE_INFINITIVE = AUXILIARIES - {"cop"} | _labels("mark advmod")

#: Relations of what begins a clause to the word that it hangs from.
MAIN_OR_SUBORDINATE = _labels(
    "root ccomp advcl advcl:relcl acl acl:relcl parataxis csubj csubj:pass xcomp conj list"
)
#: The same, with those that a parser leaves where it knows no better.
CLAUSAL = MAIN_OR_SUBORDINATE | _labels("csubj:outer dep")
#: What may go before a command: "please do not smoke".
BEFORE_COMMANDS = _labels("advmod advcl cc discourse mark obl punct vocative")
#: Relations that do not tell what a dependent of a verb is to it.
UNSPECIFIC = _labels("obl obl:unmarked advmod nmod:unmarked")
#: Words that may deny what they hang from.
NEGATING = _labels("advmod det cc:preconj mark")

#: What a phrase may start with that is no part of it.
EDGES = _labels("cc punct mark discourse")
#: What is said beside a phrase and is no part of it.
ASIDES = _labels(
    "punct acl:relcl advcl:relcl parataxis discourse vocative list reparandum orphan dislocated"
)
#: Dependents of a copular predicate that belong to its clause rather than to the predicate itself.
OF_CLAUSE = (
    (SUBJECTS | AUXILIARIES | ASIDES)
    | EDGES
    | _labels("advcl expl obl obl:unmarked obl:agent ccomp")
)

#: What stands before a title and may hang from the name instead.
OF_TITLE = _labels("amod compound nmod:desc")
#: What describes a noun.
DESCRIPTIVE = _labels("det amod compound nmod:poss nmod flat")
#: How the parts of a name hang together.
WITHIN_NAME = _labels("flat compound goeswith amod nummod nmod:unmarked")
#: How a description may hang from the name that it stands beside.
BESIDE_NAME = _labels("appos compound flat nmod:desc")
#: How what is said of a name may hang from it, or the name from that.
SAID_OF_NAME = _labels("appos compound nmod:desc xcomp")
#: What is said of a name after it.
AFTER_NAME = _labels("acl acl:relcl advcl appos parataxis")

#: The role of a mention, by the relation of its head; of a relation with a subtype that is not
#: here, that without it counts.
ROLES = {
    "nsubj": "subject",
    "obj": "object",
    "iobj": "object",
    "obl": "oblique",
    "nmod:poss": "possessive",
    "nmod": "complement",
    "vocative": "vocative",
}

# Parts of speech.

VERBAL = _labels("VERB AUX")
#: What may be all of a noun phrase.
NOMINAL = _labels("NOUN PROPN PRON NUM SYM X DET")
#: What may be a member of "ministers, officials and others".
CONJOINED = _labels("NOUN PROPN PRON NUM ADJ SYM")
CLOSED_CLASSES = _labels("ADP CCONJ DET NUM PART PRON PUNCT SCONJ SYM")
#: What may be the head of a content.
HEADS_OF_CONTENT = _labels("ADJ ADV AUX NOUN NUM PRON PROPN VERB")
