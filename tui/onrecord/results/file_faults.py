"""Faults of annotation files as files: leftovers, copies, and files that are missing or cannot be read."""

from __future__ import annotations

from contextlib import suppress
from shlex import quote
from typing import TYPE_CHECKING

from onrecord.results.findings import Finding
from onrecord.storage import backups, disk
from onrecord.storage.annotations import AnnotationFolder, load_coding
from onrecord.storage.atomic import is_abandoned, is_leftover
from onrecord.storage.conflict_marks import has_marks
from onrecord.storage.errors import StorageError
from onrecord.storage.locks import locked
from onrecord.storage.merge_files import read_marked, write_resolved
from onrecord.storage.paths import ANNOTATIONS
from onrecord.storage.sync_conflicts import merge_sync_conflict
from onrecord.storage.text_files import read_text
from onrecord.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.coding.record import ArticleCoding
    from onrecord.storage.annotation_file import EndMarkError
    from onrecord.storage.sync_conflicts import SyncConflict


def folder_faults(project: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield faults of the annotation folders: leftovers, links, and folders in which nobody can save."""
    annotations = project / ANNOTATIONS
    for path in sorted(annotations.rglob("*")):
        if path.is_symlink() and path.is_dir():
            problem = "a link to a folder, which onrecord does not follow: nothing in it is read"
            yield Finding(f"{path}: {problem}. Put the folder itself in its place.")
        elif path.parent == annotations and path.is_dir():
            try:
                with locked(path):
                    pass
            except StorageError as error:
                yield Finding(f"{path}: nobody can save here now ({error.problem}). {error.advice}")
        elif is_leftover(path):
            yield _leftover(annotations, path, mend=mend)


def _leftover(annotations: Path, path: Path, *, mend: bool) -> Finding:
    with suppress(OSError):
        if mend and is_abandoned(path):
            with locked(annotations / path.relative_to(annotations).parts[0]):
                disk.remove(path)
            return Finding(f"{path}: an unfinished file that a crash left was removed.", mended=True)
    return Finding(f"{path}: an unfinished file that a crash left. “onrecord check --fix” removes it.")


def second_copy(project: Path, copy: SyncConflict, *, mend: bool) -> Finding:
    """Return the finding about a sync conflict; with `mend`, merge it if there is no contradiction."""
    what = f"{copy.file}: a second copy of {copy.original.name}, as a synchronised folder keeps it when two"
    what += " machines changed a file at once"
    try:
        original = load_coding(project, copy.original)
        merged = None if original is None else copy.merged(original)
        if merged is None or merged.conflicts:
            number = len(merged.conflicts) if merged else 0
            how = f"“onrecord merge --resolve {quote(str(copy.file))}” asks which side to keep"
            quotes = "1 quote is" if number == 1 else f"{number} quotes are"
            return Finding(f"{what}. {quotes} coded differently there: {how}; so does the review.")
        if not mend:
            return Finding(f"{what}. They do not contradict each other: “onrecord check --fix” merges them.")
        merge_sync_conflict(project, copy, {})
    except StorageError as error:
        return Finding(f"{what}. It cannot be merged yet. {error}")
    return Finding(f"{copy.file}: merged into {copy.original.name}, and removed.", mended=True)


def missing_file(
    project: Path, path: Path, good: backups.Backup, *, mend: bool, ask: Callable[[str], bool] | None
) -> Finding:
    """Return the finding about a file that was saved on this machine and is gone; restore it if asked to."""
    moment = good.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    held = f"{path}: this file was saved here and is gone; its copy of {moment} has "
    held += counted(len(good.coding.records), "record")
    if mend and ask and ask(f"{held}. Put it back"):
        try:
            AnnotationFolder(project, good.coding.coder).restore(good.coding.article)
        except StorageError as error:
            return Finding(str(error))
        return Finding(f"{path}: was gone, and its copy of {moment} was put back.", mended=True)
    return Finding(f"{held}. The review asks whether to put it back, and “onrecord check --fix” on a terminal.")


def missing_end(
    project: Path, path: Path, error: EndMarkError, *, mend: bool, ask: Callable[[str], bool] | None
) -> Finding:
    """Return the finding about a file without its end mark; with `mend`, restore the mark if that is right."""
    if mend:
        coding = load_coding(project, path, unended=True)
        good = backups.find(project, path)
        whole = coding is not None and good is not None and good.coding == coding
        if coding is not None and (whole or (ask and ask(_end_question(path, coding)))):
            window = AnnotationFolder(project, coding.coder)
            if window.path(coding.article) == path:
                window.load(coding.article, unended=True)
                window.save(coding)
                return Finding(f"{path}: the end mark was missing and was put back.", mended=True)
    return Finding(str(error))


def _end_question(path: Path, coding: ArticleCoding) -> str:
    last = f", the last “{coding.records[-1].quote.exact[:60]}”" if coding.records else ""
    return f"{path} has no end mark. It has {len(coding.records)} records{last}. Is that all"


def unreadable(project: Path, path: Path, error: StorageError, *, mend: bool) -> Finding:
    """Return the finding about a file that cannot be read; with `mend`, resolve conflict marks if they agree."""
    with suppress(StorageError):
        if has_marks(read_text(path, "Take an earlier version.")):
            return _marked(path, mend=mend)
    copy = backups.find(project, path)
    if copy is None:
        return Finding(str(error))
    moment = copy.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    return Finding(f"{error} A good copy of {moment} is kept: opening the article in the review offers it.")


def _marked(path: Path, *, mend: bool) -> Finding:
    marked = read_marked(path)
    number = len(marked.merged.conflicts)
    if number:
        quotes = "1 quote" if number == 1 else f"{number} quotes"
        how = f"“onrecord merge --resolve {quote(str(path))}” asks which side to keep"
        return Finding(f"{path}: git left a conflict about {quotes}. {how}.")
    if not mend:
        return Finding(f"{path}: git left a conflict that needs no decision. “onrecord check --fix” resolves it.")
    write_resolved(marked, {})
    return Finding(f"{path}: a conflict that needed no decision was resolved. “git add” it.", mended=True)
