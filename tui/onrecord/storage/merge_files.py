"""Merges annotation files for git: the three versions that a merge has, or one file with conflict marks."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.storage.annotation_file import file_text, parse_coding
from onrecord.storage.atomic import replace_file
from onrecord.storage.conflict_marks import Sides, marked_text, take_apart
from onrecord.storage.echo_file import merge_texts
from onrecord.storage.errors import StorageError
from onrecord.storage.merge import Merged, merge, with_settled
from onrecord.storage.paths import ANNOTATIONS, ECHOES
from onrecord.storage.text_files import decode, read_bytes, read_text
from onrecord.storage.version_1 import upgraded
from onrecord.storage.yaml_format import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.coding.record import ArticleCoding, Record

_GIT_PATIENCE = 20.0
"""Seconds to wait for git."""
_NAME_ANOTHER = "Name a file that can be read."
_TAKE_EARLIER = "Take an earlier version."


class MarkedFile(NamedTuple):
    """An annotation file with conflict marks, merged as far as nobody has to decide."""

    path: Path
    merged: Merged
    data: bytes
    """What was read."""


def merge_versions(base: Path, ours: Path, theirs: Path, name: Path) -> Merged | None:
    """Merge three versions of the annotation file called `name` into the one at `ours`, as a merge driver does.

    Where a person has to decide, the file is left with git's conflict marks around those records. Decisions on
    echoes never ask for that: for their file None is returned.

    Raises:
        StorageError: a version cannot be read, is faulty, cut off or newer, or the file cannot be written. The file
            at `ours` is as it was.
    """
    if name.name == ECHOES and name.parent.parent.name == ANNOTATIONS:
        base_text, our_text, their_text = (read_text(path, _TAKE_EARLIER) for path in (base, ours, theirs))
        replace_file(ours, merge_texts(base_text, our_text, their_text, name).encode())
        return None
    our_coding = parse_coding(read_text(ours, _TAKE_EARLIER), name)
    their_coding = parse_coding(read_text(theirs, _TAKE_EARLIER), name)
    base_text = read_text(base, _TAKE_EARLIER)
    base_coding = parse_coding(base_text, name) if base_text.strip() else None
    merged = _merge_one_article(base_coding, our_coding, their_coding, name)
    text = marked_text(merged, "ours", "theirs") if merged.conflicts else file_text(merged.coding)
    replace_file(ours, text.encode())
    return merged


def merge_lines(base: Path, ours: Path, theirs: Path) -> None:
    """Merge three versions into `ours` line by line, leaving conflict marks, as git does without a driver."""
    _git(Path.cwd(), "merge-file", "--quiet", str(ours), str(base), str(theirs))


def read_marked(path: Path) -> MarkedFile:
    """Read an annotation file with conflict marks, and merge its sides.

    The sides and what stood there before are taken from git's index while no hand has written in the file. Else the
    sides are taken from between the marks; where these do not tell what stood there before either side changed it
    (`merge.conflictStyle` diff3 or zdiff3), and git's index neither, all that differs is for a person to decide.

    Raises:
        StorageError: it cannot be read, has no conflict marks, or a side of it is faulty.
    """
    data = read_bytes(path, _NAME_ANOTHER)
    text = decode(data, path, _TAKE_EARLIER)
    sides = take_apart(text)
    if sides is None or sides.ours == sides.theirs == text:
        problem = "it has no conflict marks" if sides else "its conflict marks do not belong together"
        raise StorageError(path, problem, "Only a file that git left with complete marks can be resolved.")
    indexed = _index_versions(path)
    if indexed is not None and _written_by_git(sides, indexed):
        # Lines of two versions of one record can go together, though what they say does not.
        sides = indexed
    base = sides.base if sides.base is not None or indexed is None else indexed.base
    merged = _merge_one_article(
        _parse_if_sound(base, path), parse_coding(sides.ours, path), parse_coding(sides.theirs, path), path
    )
    return MarkedFile(path, merged, data)


def write_resolved(marked: MarkedFile, settled: Mapping[str, Record | None]) -> None:
    """Replace the file by the merged one, with the decided records, by id, in the place of the conflicts.

    Raises:
        StorageError: the file changed meanwhile, or it cannot be written; it is as it was.
    """
    if read_bytes(marked.path, _NAME_ANOTHER) != marked.data:
        raise StorageError(marked.path, "not resolved: it was changed meanwhile", "Start again.")
    replace_file(marked.path, file_text(with_settled(marked.merged, settled)).encode())


def _merge_one_article(
    base: ArticleCoding | None, ours: ArticleCoding, theirs: ArticleCoding, path: Path
) -> Merged:
    if (ours.article, ours.coder) != (theirs.article, theirs.coder):
        problem = "the two sides are about different articles or coders, so they cannot be merged"
        raise StorageError(path, problem, "Keep both, each in its place.")
    project = next((folder.parent for folder in path.absolute().parents if folder.name == ANNOTATIONS), None)
    if project is not None:
        ours, theirs = upgraded(project, ours), upgraded(project, theirs)
        base = base and upgraded(project, base)
    if ours.version != theirs.version:
        problem = (
            f"one side is of version 1, and the article {quoted(ours.article)} that it counts in cannot be read"
        )
        raise StorageError(path, problem, "Put the article back in its place first.")
    same = base is not None and (base.article, base.coder) == (ours.article, ours.coder)
    return merge(base if same else None, ours, theirs)


def _parse_if_sound(text: str | None, path: Path) -> ArticleCoding | None:
    try:
        return parse_coding(text, path) if text else None
    except StorageError:
        return None


def _index_versions(path: Path) -> Sides | None:
    """Return git's versions of a file in conflict; None if it is not in conflict, or not in a repository."""
    base, ours, theirs = (_git(path.absolute().parent, "show", f":{n}:./{path.name}") for n in (1, 2, 3))
    return Sides(ours, base, theirs) if ours is not None and theirs is not None else None


def _written_by_git(sides: Sides, versions: Sides) -> bool:
    """Return whether every line except the marks is from one of the versions, so that nobody edited the file."""
    known = {line for version in versions if version is not None for line in version.split("\n")}
    return all(line in known for side in (sides.ours, sides.theirs) for line in side.split("\n"))


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git prints; None where it fails. `merge-file` ends with the number of conflicts."""
    try:
        asked = subprocess.run(  # noqa: S603  # no shell takes the arguments apart
            ["git", *arguments],  # noqa: S607  # wherever the user's git is
            cwd=folder,
            capture_output=True,
            timeout=_GIT_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return asked.stdout.decode("utf-8-sig", errors="replace") if asked.returncode < 128 else None
