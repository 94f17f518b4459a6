"""The pages that are written for people, and what stands in them."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md"), PROJECT / "seeds" / "README.md"])

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


def blocks(page: Path, language: str) -> list[str]:
    """Return the page's code blocks in a language."""
    return [content for name, content in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def prose(page: Path) -> str:
    """Return the page without its code blocks."""
    return _BLOCK.sub("", page.read_text(encoding="utf-8"))


def commands(program: str) -> list[str]:
    """Return every call of a program that stands on a line of a shell block or in a code span of any page."""
    lines = [
        line for page in PAGES for block in (*blocks(page, "sh"), *blocks(page, "")) for line in block.splitlines()
    ]
    spans = [span for page in PAGES for span in _SPAN.findall(prose(page))]
    return sorted({words for words in (*lines, *spans) if words.startswith(f"{program} ")})


def links(page: Path) -> list[str]:
    """Return where the page's links and pictures lead."""
    return re.findall(r"\]\(([^()\s]+)\)", prose(page))


def anchors(page: Path) -> set[str]:
    """Return the names under which GitHub links to the page's headings."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
