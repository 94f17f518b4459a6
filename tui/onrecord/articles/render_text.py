"""Renders the text of an article, by its format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.articles.article import Format
from onrecord.articles.plain import render_plain
from onrecord.articles.rendering import BlockKind

if TYPE_CHECKING:
    from onrecord.articles.rendering import Rendering


def render(text: str, format: Format) -> Rendering:
    """Return the text of an article as it is read."""
    if format is Format.PLAIN:
        return render_plain(text)
    if format is Format.HTML:
        from onrecord.articles.page_text import render_extracted

        return render_extracted(text)
    from onrecord.articles.markdown import render_markdown

    return render_markdown(text)


def with_heading(rendering: Rendering, title: str | None) -> Rendering:
    """Let the title stand as a heading also where no markup makes it one."""
    for number, block in enumerate(rendering.blocks):
        if block.kind is BlockKind.PARAGRAPH and rendering.text[block.start : block.end] == title:
            heading = block._replace(kind=BlockKind.HEADING, level=1)
            blocks = (*rendering.blocks[:number], heading, *rendering.blocks[number + 1 :])
            return replace(rendering, blocks=blocks)
    return rendering
