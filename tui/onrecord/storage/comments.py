"""The comments that a person wrote into an annotation file.

A comment belongs to the record above or in which it stands, and is written above that record at the next save. All
others are written at the head of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

_COMMENT = re.compile("#[^\r\n]*")


class Comments(NamedTuple):
    """The comments of an annotation file, each a line that begins with `#`."""

    head: tuple[str, ...]
    records: dict[int, tuple[str, ...]]
    """Those of each record that has some, by its position in the file."""


def comments_in(text: str) -> Comments:
    """Return the comments of an annotation file, a text that `yaml_format.load` has read."""
    if "#" not in text:
        return Comments((), {})
    found = list(_comments(text))
    begin, spans = _record_lines(text) if found else (0, [])
    starts = [start for start, _ in spans]
    head: list[str] = []
    records: dict[int, list[str]] = {}
    for line, comment in found:
        position = bisect_right(starts, line) - 1
        if position < 0 and starts and line > begin:
            position = 0
        elif position >= 0 and line > spans[position][1]:
            position = position + 1 if position + 1 < len(spans) else -1
        (head if position < 0 else records.setdefault(position, [])).append(comment)
    return Comments(tuple(head), {position: tuple(lines) for position, lines in records.items()})


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield every comment with its line (from 0): between the tokens of a text stand only spaces and comments."""
    import yaml

    end = 0
    for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if token.start_mark.index > end:
            for found in _COMMENT.finditer(text, end, token.start_mark.index):
                yield text.count("\n", 0, found.start()), found[0].rstrip()
        end = max(end, token.end_mark.index)
    for found in _COMMENT.finditer(text, end):
        yield text.count("\n", 0, found.start()), found[0].rstrip()


def _record_lines(text: str) -> tuple[int, list[tuple[int, int]]]:
    """Return the line of `records:` and the first and last line of every record, all from 0."""
    from onrecord.storage.yaml_format import compose

    root = compose(text)
    for key, records in root.value if root else ():
        if key.value == "records" and isinstance(records.value, list):
            lines = [(int(entry.start_mark.line), _last_line(entry)) for entry in records.value]
            return int(key.start_mark.line), lines
    return 0, []


def _last_line(node: yaml.Node) -> int:
    if isinstance(node.value, str) or not node.value:
        return int(node.end_mark.line) - (node.end_mark.column == 0)
    children = [child for entry in node.value for child in (entry if isinstance(entry, tuple) else (entry,))]
    return max(map(_last_line, children))
