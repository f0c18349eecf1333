"""The article as users have it: its results, and what can be made of them.

The methods only call what stands below; they import it when they are called, so that
``import newsclaims`` is quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclaims.results import ArticleResults, Attribution, Claim, Entity, Quote

if TYPE_CHECKING:
    import networkx

    from newsclaims.exchange.graph import Edge


@dataclass(frozen=True, repr=False)
class Article(ArticleResults):
    """What was read from one article, and what can be made of it.

    Its fields are those of `newsclaims.results.ArticleResults`: the text, its title and sentences,
    the claims, quotes, attributions and entities, and what the caller said of it.
    """

    def explain(self, result: Claim | Quote | Attribution | Entity | str) -> str:
        """Says in words what led to a result, or to none: words, cue, links, and each rule.

        The article's text is read again for what its rules decided; a result that this version does
        not find in it (of an older one, or corrected by hand) is explained without them.

        Args:
            result: One of this article's claims, quotes, attributions or entities; or some words of
                its text, wherever they stand: what was read there, and what was considered.

        Returns:
            Plain text, one statement a line. Numbers in brackets are offsets: (12–15) is
            ``article.text[12:15]``.

        Raises:
            ValueError: The result is none of this article's, or the words are not in its text.
            TypeError: It is no claim, quote, attribution, entity or string.
        """
        from newsclaims.pipeline import traced
        from newsclaims.view.explanation import explain

        return explain(self, result, traced(self.text, self.author))

    def to_html(self) -> str:
        """The article as a page to look at: quotes, sources and cues marked, claims beside it.

        Returns:
            A whole HTML document. It needs no network and no other file, works with a keyboard and
            a screen reader, and prints; every piece of the article in it is escaped.
        """
        from newsclaims.view.page import render_page

        return render_page(self)

    def _repr_html_(self) -> str:
        """What Jupyter shows of the article: as `to_html`, but a part of a page."""
        from newsclaims.view.page import render_fragment

        return render_fragment(self)

    def to_rows(self) -> list[dict[str, Any]]:
        """The claims as rows of a table, for ``csv.DictWriter`` or ``pandas.DataFrame``.

        Returns:
            A flat dict of str, int, float, bool and None for each claim, in order; the keys are
            the same in each (`newsclaims.tables.COLUMNS`).
        """
        from newsclaims.tables import claim_rows

        return claim_rows(self)

    def to_brat(self) -> str:
        """The attributions in brat standoff, to be corrected by hand; `read_brat` reads them.

        Returns:
            What belongs into the ``.ann`` file beside a ``.txt`` file with `text`.
        """
        from newsclaims.exchange.brat import to_brat

        return to_brat(self)

    def to_web_annotation(self) -> dict[str, Any]:
        """Quotes and claims as an annotation collection of the W3C Web Annotation Data Model.

        Returns:
            JSON-LD as plain data, for ``json.dumps``. Targets have position and quote selectors.
        """
        from newsclaims.exchange.web_annotation import to_web_annotation

        return to_web_annotation(self)

    def to_schema_org(self) -> dict[str, Any]:
        """Quotes and claims as ``Quotation`` and ``Claim`` of schema.org.

        Returns:
            JSON-LD as plain data, for ``json.dumps``.
        """
        from newsclaims.exchange.schema_org import to_schema_org

        return to_schema_org(self)

    def to_edges(self) -> tuple[Edge, ...]:
        """Who says what about whom: an edge for each claim and each entity that it is about.

        Returns:
            Edges from the speaker to the entity, in the order of the claims. Claims without a
            speaker and arguments without an entity give none.
        """
        from newsclaims.exchange.graph import to_edges

        return to_edges(self)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Who says what about whom as a graph: nodes are entity ids, edges are `to_edges`.

        Raises:
            ModuleNotFoundError: networkx is not installed (``pip install 'newsclaims[networkx]'``).
        """
        from newsclaims.exchange.graph import to_networkx

        return to_networkx(self)
