"""Makes links that leave docs/ work on the site too (a hook of MkDocs; see mkdocs.yml).

On GitHub a page links to a script as ``../examples/who_said_what.py``. Of every such file the site
gets a copy in the folder ``repository``: Markdown and Python as pages, others as they are.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
COPIES = "repository"
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)([^)\s#]+)")


def _outside(page: str, link: str) -> str | None:
    """The file that a link of a page leads to, seen from the root, if it is not in docs/."""
    target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), link))
    return None if target.startswith("docs/") or not (ROOT / target).is_file() else target


def _copy_of(target: str) -> str:
    return f"{COPIES}/{target}" + (".md" if target.endswith(".py") else "")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds copies of the files that pages link to, and of those that the copies link to."""
    waiting = [(file.src_uri, file.content_string) for file in files.documentation_pages()]
    while waiting:
        page, text = waiting.pop()
        for link in _LINK.findall(text):
            target = _outside(page, link)
            if target is None or files.get_file_from_path(_copy_of(target)) is not None:
                continue
            content: str | bytes
            if target.endswith(".py"):
                source = (ROOT / target).read_text(encoding="utf-8")
                content = f"# {posixpath.basename(target)}\n\n```python\n{source}```\n"
            elif target.endswith(".md"):
                content = _moved(target, (ROOT / target).read_text(encoding="utf-8"))
                waiting.append((_copy_of(target), content))
            else:
                content = (ROOT / target).read_bytes()
            copy = File.generated(config, _copy_of(target), content=content)
            copy.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(copy)
    return files


def _moved(target: str, text: str) -> str:
    """A page from outside docs/, with its links as its place on the site needs them."""
    start = posixpath.join("docs", COPIES, posixpath.dirname(target))

    def link(match: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(target), match[0]))
        return posixpath.relpath(there, start)

    return _LINK.sub(link, text)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leads links to the copies."""

    def link(match: re.Match[str]) -> str:
        target = _outside(page.file.src_uri, match[0])
        if target is None:
            return match[0]
        return posixpath.relpath(_copy_of(target), posixpath.dirname(page.file.src_uri))

    return _LINK.sub(link, markdown)
