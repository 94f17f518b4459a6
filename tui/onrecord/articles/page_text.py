"""The text that an extractor takes out of a page: how it is written down, and how it is read.

One line a paragraph. What kind it is stands before it: `# ` to `###### ` a heading, `> ` a quoted block, `- ` or
`1. ` an item of a list, two spaces further for each list within a list; one space alone before a paragraph that
would begin with one of these. What is shown leaves these signs out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.articles.rendering import Block, BlockKind, Piece, Rendering
from onrecord.articles.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = re.compile(r"((?:> )*)(?:(#{1,6}) |((?:  )*)(?:-|([0-9]{1,9}\.)) | )?")
_BREAKS = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
"""What only says where a line may break, or may not."""
_WITHIN_PARAGRAPHS = frozenset(
    ("hi", "ref", "del", "graphic", "span", "a", "em", "strong", "b", "i", "u", "sup", "sub")
)


def render_extracted(text: str) -> Rendering:
    """Return an extracted text as it is read."""
    shown: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    at = source = 0
    for line in text.split("\n"):
        signs = _SIGNS.match(line)
        begin = signs.end() if signs and signs.end() < len(line) else 0
        length = len(line) - begin
        if length:
            blocks.append(_block(signs if begin else None, at, at + length))
            pieces.append(Piece(Span(at, at + length), Span(source + begin, source + len(line))))
            shown.append(line[begin:])
            at += length + 1
        source += len(line) + 1
    return Rendering("\n".join(shown), tuple(blocks), (), tuple(pieces))


def _block(signs: re.Match[str] | None, start: int, end: int) -> Block:
    if signs is None:
        return Block(BlockKind.PARAGRAPH, start, end)
    quoted, heading, indent, number = signs.groups()
    depth = len(quoted) // 2
    if heading:
        return Block(BlockKind.HEADING, start, end, level=len(heading), quoted=depth)
    if indent is None:
        return Block(BlockKind.PARAGRAPH, start, end, quoted=depth)
    return Block(BlockKind.LIST_ITEM, start, end, level=len(indent) // 2, marker=number or "•", quoted=depth)


def lines_of(body: _Element) -> list[str]:
    """Return the paragraphs of what an extractor found, each with the signs of its kind, their spaces made one."""
    lines = _Lines()
    _walk(body, lines, "", -1)
    lines.end()
    return lines.done


class _Lines:
    """Lines, the last of which is being written."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.signs = ""
        """Of the next line alone."""
        self._parts: list[str] = []

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)

    def end(self, quoted: str = "") -> None:
        words = " ".join("".join(self._parts).translate(_BREAKS).split())
        self._parts.clear()
        if words:
            alike = _SIGNS.match(words)
            self.done.append(quoted + (self.signs or " " * bool(alike and alike.end())) + words)
            self.signs = ""


def _walk(element: _Element, lines: _Lines, quoted: str, depth: int) -> None:
    """Write down an element; `quoted` are the signs of the blocks around it, `depth` counts the lists."""
    tag = element.tag
    if not isinstance(tag, str):  # a comment
        return
    if tag == "row":
        lines.end(quoted)
        lines.add(" | ".join(filter(None, (" ".join("".join(cell.itertext()).split()) for cell in element))))
        lines.end(quoted)
        return
    inner = quoted + "> " if tag == "quote" else quoted
    inner_depth = depth + (tag == "list")
    signs = _signs(element, tag, inner_depth)
    if tag not in _WITHIN_PARAGRAPHS:
        lines.end(quoted)
        lines.signs = signs or lines.signs
    lines.add(element.text)
    for child in element:
        _walk(child, lines, inner, inner_depth)
        lines.add(child.tail)
    if tag not in _WITHIN_PARAGRAPHS:
        lines.end(inner)
        lines.signs = "" if signs else lines.signs  # where there was nothing to stand before


def _signs(element: _Element, tag: str, depth: int) -> str:
    if tag == "head":
        level = element.get("rend", "h2")[1:]
        return "#" * (int(level) if level in ("1", "2", "3", "4", "5", "6") else 2) + " "
    if tag == "item":
        parent = element.getparent()
        sign = "-"
        if parent is not None and parent.get("rend") == "ol":
            sign = f"{parent.index(element) + 1}."
        return f"{'  ' * max(depth, 0)}{sign} "
    return ""
