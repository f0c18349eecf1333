"""Which clauses a question mark ends, wherever a parser hangs it."""

from __future__ import annotations

from newsclaims.syntax.predicates import Syntax

#: What a question may follow in its sentence: a quotation mark, a colon, another question.
_BEFORE = frozenset("“ \" « „ ‘ `` '' : ? ! . …".split())


def questions(syntax: Syntax) -> dict[int, int]:
    """The question mark of each predicate that asks.

    A question begins with its sentence, after a colon or within quotation marks, and whatever the
    rest of it hangs from asks: in "“Why?” he asked" that is not the verb of speech.
    """
    found = {}
    for mark, form in enumerate(syntax.forms):
        if "?" in form and syntax.upos[mark] == "PUNCT":
            found.update(dict.fromkeys(_asking(syntax, mark), mark))
    return found


def _asking(syntax: Syntax, mark: int) -> list[int]:
    """The predicates that the words before a question mark hang from."""
    first = mark
    while first > 0 and syntax.sentence[first - 1] == syntax.sentence[mark]:
        if syntax.forms[first - 1] in _BEFORE:
            break
        first -= 1
    inside = range(first, mark)
    return [t for t in inside if syntax.heads[t] not in inside and syntax.is_predicate(t)]
