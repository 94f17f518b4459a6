"""Changes a codebook's text entry by entry, without touching the comments, order and formatting of the rest.

Every function returns None where the text is not laid out in a way that it can change. Texts that come in are ones
that `yaml_format.load` has read; sections are `targets` and `actors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from onrecord.coding.codebook import Target, default_codebook
from onrecord.storage.yaml_format import compose, plain_or_quoted, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def with_target(text: str, target: Target) -> str | None:
    """Return the text with a target added at the end of the list; only its name and definition are written.

    A codebook without a list gets one that begins with the targets it had by default.
    """
    added = _target_values(target)
    if _section(text, "targets") is None:
        return _with_section(text, "targets", [*map(_target_values, default_codebook().targets), added])
    return with_entry(text, "targets", added)


def with_entry(text: str, section: str, values: Mapping[str, str]) -> str | None:
    """Return the text with an entry added at the end of a section; `values` maps its keys to YAML."""
    entries = _section(text, section)
    if entries is None:
        return _with_section(text, section, [values])
    if not isinstance(entries, yaml.SequenceNode) or entries.flow_style or not entries.value:
        return None
    last = entries.value[-1]
    dash, keys = entries.start_mark.column, last.start_mark.column
    new = _lines(values, " " * dash + "-".ljust(keys - dash), " " * keys)
    lines = text.splitlines()
    if len(entries.value) > 1 and not lines[last.start_mark.line - 1].strip():
        new.insert(0, "")
    return _with_lines(text, _after_comments(lines, _last_line(last), keys), new)


def with_value(text: str, section: str, name: str, key: str, value: str) -> str | None:
    """Return the text with the YAML `value` at a key of the entry of that name, in the place of what was there."""
    entry = _entry(text, section, name)
    if entry is None:
        return None
    old = _value(entry, key)
    if old is not None:
        if old.end_mark.line != old.start_mark.line:
            return None
        start, end = old.start_mark.index, old.end_mark.index
        return text[:start] + (" " if start == end else "") + value + text[end:]
    if entry.flow_style:
        return _inserted(text, entry.end_mark.index - 1, f", {key}: {value}")
    named = _value(entry, "name")
    line = _last_line(named) if named is not None else entry.start_mark.line
    return _with_lines(text, line, [f"{' ' * entry.start_mark.column}{key}: {value}"])


def with_more(text: str, section: str, name: str, key: str, more: Sequence[str]) -> str | None:
    """Return the text with items added at the end of a list of the entry of that name."""
    entry = _entry(text, section, name)
    if entry is None:
        return None
    old = _value(entry, key)
    flow = ", ".join(map(quoted, more))
    if not isinstance(old, yaml.SequenceNode):
        return with_value(text, section, name, key, f"[{flow}]")
    if old.flow_style:
        return _inserted(text, old.end_mark.index - 1, (", " if old.value else "") + flow)
    dash = " " * old.start_mark.column
    return _with_lines(text, _last_line(old.value[-1]), [f"{dash}- {quoted(one)}" for one in more])


def without_one(text: str, section: str, name: str, key: str, gone: str) -> str | None:
    """Return the text with one item removed from a list of the entry of that name."""
    entry = _entry(text, section, name)
    old = _value(entry, key) if entry is not None else None
    if not isinstance(old, yaml.SequenceNode):
        return None
    left = [one for one in old.value if one.value != gone]
    if old.flow_style:
        return with_value(text, section, name, key, f"[{', '.join(quoted(one.value) for one in left)}]")
    lines = text.splitlines(keepends=True)
    for one in reversed(old.value):
        if one.value == gone:
            del lines[one.start_mark.line : _last_line(one) + 1]
    return "".join(lines)


def without_entry(text: str, section: str, name: str, why: str) -> str | None:
    """Return the text with the entry of that name made a comment, under a line that says why."""
    entries, entry = _section(text, section), _entry(text, section, name)
    if not isinstance(entries, yaml.SequenceNode) or entries.flow_style or entry is None:
        return None
    dash, last = entries.start_mark.column, _last_line(entry)
    lines = text.splitlines(keepends=True)
    for number in range(entry.start_mark.line, last + 1):
        if lines[number].strip():
            lines[number] = f"{lines[number][:dash]}# {lines[number][dash:]}"
    return _with_lines("".join(lines), int(entry.start_mark.line) - 1, [f"{' ' * dash}# {why}"])


def _target_values(target: Target) -> dict[str, str]:
    return {"name": plain_or_quoted(target.name), "definition": quoted(target.definition)}


def _section(text: str, section: str) -> yaml.Node | None:
    root = compose(text)
    return _value(root, section) if isinstance(root, yaml.MappingNode) else None


def _entry(text: str, section: str, name: str) -> yaml.MappingNode | None:
    entries = _section(text, section)
    if not isinstance(entries, yaml.SequenceNode):
        return None
    for entry in entries.value:
        if isinstance(entry, yaml.MappingNode):
            named = _value(entry, "name")
            if named is not None and named.value == name:
                return entry
    return None


def _value(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _with_section(text: str, section: str, entries: Sequence[Mapping[str, str]]) -> str | None:
    root = compose(text)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    new = [f"{section}:"]
    for values in entries:
        new += _lines(values, "  - ", "    ")
    return _with_lines(text, _last_line(root), ["", *new])


def _lines(values: Mapping[str, str], first: str, rest: str) -> list[str]:
    lead = [first] + [rest] * (len(values) - 1)
    return [f"{indent}{key}: {value}" for indent, (key, value) in zip(lead, values.items(), strict=True)]


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


def _inserted(text: str, index: int, new: str) -> str:
    return text[:index] + new + text[index:]


def _with_lines(text: str, after: int, new: Sequence[str]) -> str:
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[after].endswith(("\n", "\r")):
        lines[after] += newline
    return "".join([*lines[: after + 1], *(line + newline for line in new), *lines[after + 1 :]])
