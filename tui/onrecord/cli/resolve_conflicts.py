"""Merges annotation files for git, and asks a person to resolve conflicts."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible
from onrecord.storage.annotations import load_coding
from onrecord.storage.differences import differences, quoted_words
from onrecord.storage.errors import StorageError
from onrecord.storage.merge import settle
from onrecord.storage.merge_files import merge_lines, merge_versions, read_marked, write_resolved
from onrecord.storage.sync_conflicts import locate_sync_conflict, merge_sync_conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from onrecord.coding.record import Record
    from onrecord.storage.merge import Conflict
    from onrecord.storage.sync_conflicts import SyncConflict

_PART_WIDTH = 12
"""Width in cells of the column that names the difference."""


def drive_merge(base: Path, ours: Path, theirs: Path, name: Path) -> bool:
    """Merge three versions of a file for git; return whether there were no conflicts."""
    try:
        merged = merge_versions(base, ours, theirs, name)
    except StorageError as error:
        print(f"onrecord: {error}\n  It is merged line by line instead.", file=sys.stderr)
        merge_lines(base, ours, theirs)
        return False
    if merged is None:
        return True
    for conflict in merged.conflicts:
        print(f"onrecord: {name}: coded differently on both sides: {_excerpt(conflict)}", file=sys.stderr)
    if merged.conflicts:
        print(
            f"onrecord: “onrecord merge --resolve {visible(str(name))}” asks which side to keep.", file=sys.stderr
        )
    return not merged.conflicts


def resolve(path: Path, ask: Callable[[str], str] | None) -> bool:
    """Resolve a file with conflict marks, or a sync conflict and its original.

    Return whether it is resolved. `ask` puts a question to a person and returns the answer; if it is None, the
    conflicts are listed.

    Raises:
        StorageError: the file cannot be read or written, or has no conflict.
    """
    copy = locate_sync_conflict(path)
    if copy is not None:
        return _resolve_copy(*copy, ask)
    marked = read_marked(path)
    settled = _decide(path, marked.merged.conflicts, ask)
    if settled is None:
        return False
    write_resolved(marked, settled)
    print(f"{visible(str(path))}: resolved. “git add” it to go on with the merge.")
    return True


def _resolve_copy(project: Path, copy: SyncConflict, ask: Callable[[str], str] | None) -> bool:
    name = visible(copy.original.name)
    original = load_coding(project, copy.original)
    if original is None:
        return False
    print(f"Side 1 is {name}, side 2 its copy {visible(copy.file.name)}.")
    settled = _decide(copy.file, copy.merged(original).conflicts, ask)
    if settled is None:
        return False
    merge_sync_conflict(project, copy, settled)
    print(f"{visible(str(copy.file))}: merged into {name}, and removed.")
    return True


def _decide(
    path: Path, conflicts: Sequence[Conflict], ask: Callable[[str], str] | None
) -> dict[str, Record | None] | None:
    """Return the chosen record for each conflict, or None if not all are decided."""
    settled: dict[str, Record | None] = {}
    width = shutil.get_terminal_size().columns
    for number, conflict in enumerate(conflicts, 1):
        print(f"\n{visible(str(path))}: {number} of {len(conflicts)}: {_excerpt(conflict)}")
        print("\n".join(side_by_side(conflict, width)))
        if ask is None:
            continue
        answer = _answer(ask)
        if answer is None:
            print(f"{visible(str(path))}: left as it is.")
            return None
        settled[conflict.id] = settle(conflict, ours=answer)
    return settled if len(settled) == len(conflicts) else None


def side_by_side(conflict: Conflict, width: int) -> list[str]:
    """Return the differences of a conflict in two columns, as lines of `width` cells."""
    column = max((width - _PART_WIDTH - 4) // 2, 12)
    lines = [_row("", ["1 ours"], ["2 theirs"], column)]
    for difference in differences(conflict):
        ours, theirs = (textwrap.wrap(visible(words), column) for words in (difference.ours, difference.theirs))
        lines.append(_row(visible(difference.part), ours, theirs, column))
    return lines


def _row(part: str, ours: Sequence[str], theirs: Sequence[str], column: int) -> str:
    names = textwrap.wrap(part, _PART_WIDTH)
    height = max(len(names), len(ours), len(theirs))
    cells = [[*words, *[""] * (height - len(words))] for words in (names, ours, theirs)]
    rows = zip(*cells, strict=True)
    return "\n".join(f"{a:<{_PART_WIDTH}}  {b:<{column}}  {c}".rstrip() for a, b, c in rows)


def _answer(ask: Callable[[str], str]) -> bool | None:
    """Return whether to keep our side, or None to decide later."""
    while True:
        try:
            answer = ask("Which one to keep? 1 ours, 2 theirs, l later: ").strip().casefold()
        except EOFError:
            return None
        if answer in ("1", "2", "l"):
            return {"1": True, "2": False, "l": None}[answer]


def _excerpt(conflict: Conflict) -> str:
    return "“" + visible(textwrap.shorten(quoted_words(conflict), 70, placeholder=" …")) + "”"
