"""Adds a target to a codebook's text without touching the comments, order and formatting of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from onrecord.coding.codebook import Target, default_codebook
from onrecord.storage.dialect import compose, plain_or_quoted, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence


def with_appended(text: str, target: Target) -> str | None:
    """Return the codebook's text with a target more at the end of its list, or None where that is not laid out so.

    A codebook without a list gets one that begins with the targets it had by default. Only the name and definition
    of the target are written. `text` is one that `dialect.load` has read.
    """
    root = compose(text)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    targets = next((value for key, value in root.value if key.value == "targets"), None)
    if targets is None:
        new = ["targets:"]
        for one in (*default_codebook().targets, target):
            new += _item(one, "  - ", "    ")
        return _with_lines(text, _last_line(root), ["", *new])
    if not isinstance(targets, yaml.SequenceNode) or targets.flow_style or not targets.value:
        return None
    last = targets.value[-1]
    dash, keys = targets.start_mark.column, last.start_mark.column
    new = _item(target, " " * dash + "-".ljust(keys - dash), " " * keys)
    lines = text.splitlines()
    if len(targets.value) > 1 and not lines[last.start_mark.line - 1].strip():
        new.insert(0, "")
    return _with_lines(text, _after_comments(lines, _last_line(last), keys), new)


def _item(target: Target, first: str, rest: str) -> list[str]:
    return [f"{first}name: {plain_or_quoted(target.name)}", f"{rest}definition: {quoted(target.definition)}"]


def _last_line(node: yaml.Node) -> int:
    """Return the last line (from 0) in which something of a node stands."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        end = node.end_mark
        # A block scalar ends where the next line begins.
        return int(end.line) - (end.column == 0 and end.line > node.start_mark.line)
    children = [child for entry in node.value for child in (entry if isinstance(entry, tuple) else (entry,))]
    return max(map(_last_line, children), default=int(node.start_mark.line))


def _after_comments(lines: Sequence[str], line: int, indent: int) -> int:
    """Return the last line of the comments directly below `line` that stand as far in as what they belong to."""
    while line + 1 < len(lines):
        below = lines[line + 1]
        if not below.lstrip().startswith("#") or len(below) - len(below.lstrip()) < indent:
            break
        line += 1
    return line


def _with_lines(text: str, after: int, new: Sequence[str]) -> str:
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[after].endswith(("\n", "\r")):
        lines[after] += newline
    return "".join([*lines[: after + 1], *(line + newline for line in new), *lines[after + 1 :]])
