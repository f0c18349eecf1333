"""What will be a claim, before it is written."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from newsclaims.clauses.clause import Clause
from newsclaims.text.indices import AttributionIndex


@frozen(eq=False, slots=True)
class Draft:
    """What will be a claim: the token that it hangs from, who puts it forward, and its clause."""

    token: int
    voice: AttributionIndex
    clause: Clause
    #: A clause of the voice's content, a phrase of it, the clause that reports it, or what a title
    #: or apposition says.
    kind: Literal["clause", "phrase", "report", "description"] = "clause"
    #: Name of the rule that puts it forward.
    rule: str = ""
