"""Detects outside changes to annotation files, and asks the coder about conflicts and faulty or missing files."""

from __future__ import annotations

from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.dialogs.conflict import ConflictScreen
from onrecord.app.presenting.rows import Choice
from onrecord.app.project import recovery
from onrecord.errors import OnrecordError
from onrecord.storage import backups, locks
from onrecord.storage.annotations import EndMarkError, MissingFileError
from onrecord.storage.atomic import clear_abandoned
from onrecord.storage.merge import settle
from onrecord.storage.user_dirs import project_state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.project.project import Project
    from onrecord.coding.record import Record
    from onrecord.storage.merge import Conflict
    from onrecord.storage.unsaved_copies import UnsavedCopy


async def attend(context: ReviewContext) -> None:
    """Prepare the first save, and ask about unsaved, moved, missing, duplicate and unreadable coding."""
    await to_thread(locks.prepare)
    await to_thread(clear_abandoned, project_state_folder(context.project.collection.project))
    await _ask_moved(context)
    asked = await _ask_missing(context)
    await _ask_recovery(context)
    await _ask_copies(context)
    await ask_about_locked(context, [pane.key for pane in context.row.panes if pane.key not in asked])


async def decide_conflicts(context: ReviewContext, keys: Iterable[str]) -> None:
    """Ask how to resolve conflicts with another window's coding of these articles, and save the answer."""
    for key in tuple(keys):
        conflict = recovery.current_conflict(context.project, key)
        if conflict is None:
            continue
        settled = await _decide(context, conflict.conflicts, key, ("this window", "on disk"))
        if settled is not None:
            recovery.settle(context.project, conflict, settled)
            _show_again(context)


async def ask_about_locked(context: ReviewContext, keys: Iterable[str]) -> None:
    """Ask what to do about annotation files that cannot be read, if there is a remedy."""
    for key in dict.fromkeys(keys):
        if key not in context.project.locked:
            continue
        try:
            recovery.unlock(context.project, key)
        except EndMarkError as error:
            await _ask_end_mark(context, key, error)
        except MissingFileError:
            await _ask_about_missing(context, [key])
        except OnrecordError as error:
            await _ask_last_good(context, key, error)
        _show_again(context)


def look_around(context: ReviewContext) -> None:
    """Merge and show outside changes to the coding of the articles on screen; the current place stays.

    Files written by this window are checked too: one that is gone is written again.
    """
    project = context.project
    look_at(context, {*(pane.key for pane in context.row.panes), *project.annotations.written})


def look_at(context: ReviewContext, keys: Iterable[str]) -> None:
    """Merge and show outside changes to the annotation files of these articles."""
    project = context.project
    locked, unsaved = set(project.locked), set(project.unsaved)
    outside = recovery.take_in_outside_changes(project, keys)
    changed = {*outside.changed} | project.merged
    project.merged.clear()
    for key in [*(project.locked.keys() - locked), *(project.unsaved.keys() - project.waiting - unsaved)]:
        context.warn(project.locked.get(key) or project.unsaved[key])
    for key in set(outside.written_again) - project.unsaved.keys():
        name = context.presenter.name_of(key)
        context.warn(f"{name}: its file lacked coding that was saved here; it was written again.")
    if changed - project.locked.keys():
        context.tell("The coding was changed in another window; it is shown as it is on disk.")
    if changed or outside.written_again:
        _show_again(context)


async def _ask_moved(context: ReviewContext) -> None:
    """Ask about codings whose articles were renamed or moved."""
    moves = await to_thread(recovery.find_moved, context.project)
    if not moves:
        return
    told = (f"{context.presenter.told(move.old)} is now {context.presenter.told(move.new)}" for move in moves)
    number = "1 article was" if len(moves) == 1 else f"{len(moves)} articles were"
    detail = f"{', '.join(told)}: the text is the same as when it was coded."
    choices = [
        Choice("take", Content("Move the coding along"), ("take along move",), detail=detail),
        Choice("later", Content("Ask again at the next start"), ("later",), detail=detail),
    ]
    if await _choose(context, f"{number} renamed or moved", choices) == "take":
        for move in moves:
            _try(context, partial(recovery.take_along, context.project, move))
        _show_again(context)


async def _ask_missing(context: ReviewContext) -> list[str]:
    """Ask about annotation files that were saved on this machine and are gone; return their articles."""
    missing = await to_thread(recovery.missing_articles, context.project)
    keys = [key for key in missing if context.project.open(key)]
    if keys:
        await _ask_about_missing(context, keys)
    return keys


async def _ask_about_missing(context: ReviewContext, keys: Sequence[str]) -> None:
    copies = recovery.missing_articles(context.project)
    keys = [key for key in keys if key in copies]
    if not keys:
        return
    records = sum(len(copies[key].coding.records) for key in keys)
    newest = max(copies[key].saved for key in keys).astimezone().strftime("%Y-%m-%d %H:%M")
    which = context.presenter.name_of(keys[0]) if len(keys) == 1 else f"{len(keys)} articles"
    detail = (
        f"Coding of {', '.join(map(context.presenter.told, keys))} was saved here and its files are gone: moved, "
        f"removed, or not on this branch. Copies of {newest} and before have {records} records."
    )
    choices = [
        Choice("leave", Content("Leave it; do not code this for now"), ("leave",), detail=detail),
        Choice("restore", Content("Restore the copies"), ("restore put back copies",), detail=detail),
        Choice("discard", Content("Start again, and delete the copies"), ("start delete discard",), detail=detail),
    ]
    answer = await _choose(context, f"{which}: the file of the coding is gone", choices)
    for key in keys if answer in ("restore", "discard") else ():
        act: Callable[[Project, str], object]
        act = recovery.restore_last_good if answer == "restore" else recovery.begin_anew
        _try(context, partial(act, context.project, key))
    _show_again(context)


async def _ask_recovery(context: ReviewContext) -> None:
    copies = await to_thread(context.project.copies.of_earlier_windows)
    if not copies or not await _wants_recovery(context, copies):
        return
    for copy in copies:
        reason = recovery.reason_against(context.project, copy)
        if reason is not None:
            context.warn(reason)
            continue
        conflicts = recovery.merge_rescued(context.project, copy).conflicts
        settled = await _decide(context, conflicts, copy.coding.article, ("not saved then", "saved now"))
        if settled is not None:
            recovery.recover(context.project, copy, settled)
    _show_again(context)


async def _wants_recovery(context: ReviewContext, copies: Sequence[UnsavedCopy]) -> bool:
    keys = dict.fromkeys(copy.coding.article for copy in copies)
    articles = ", ".join(context.presenter.told(key) for key in keys)
    detail = f"Coding of {articles} could not be saved, and a copy of it was kept."
    choices = [
        Choice("recover", Content("Recover it, and save"), ("recover save",), detail=detail),
        Choice("later", Content("Ask again at the next start"), ("later",), detail=detail),
        Choice("discard", Content("Delete the copy"), ("delete discard",), detail=detail),
    ]
    answer = await _choose(context, "Not everything was saved last time", choices)
    if answer == "discard":
        for copy in copies:
            copy.discard()
    return answer == "recover"


async def _ask_copies(context: ReviewContext) -> None:
    """Ask about second copies of the coder's files that a synchronised folder keeps."""
    from onrecord.storage.sync_conflicts import find_sync_conflicts

    project = context.project
    for copy in await to_thread(find_sync_conflicts, project.collection.project, project.session.coder):
        key = copy.coding.article
        if key not in project.keys or not project.open(key) or key in project.locked:
            continue
        file = context.presenter.told(str(copy.file))
        detail = f"{file}\nA synchronised folder keeps such a copy when two machines change a file at once."
        choices = [
            Choice("merge", Content("Merge the two, and remove the copy"), ("merge copy",), detail=detail),
            Choice("later", Content("Ask again at the next start"), ("later",), detail=detail),
        ]
        if (
            await _choose(context, f"A second copy of the coding of {context.presenter.name_of(key)}", choices)
            != "merge"
        ):
            continue
        try:
            conflicts = copy.merged(project.session.coding(key)).conflicts
        except OnrecordError as error:
            context.warn(str(error))
            continue
        settled = await _decide(context, conflicts, key, ("this file", "the copy"))
        if settled is not None:
            recovery.bring_in_copy(project, copy, settled)
            _show_again(context)


async def _ask_end_mark(context: ReviewContext, key: str, error: EndMarkError) -> None:
    detail = context.presenter.told(str(error), key)
    choices = [
        Choice("leave", Content("Leave the file as it is; do not code this article"), ("leave",), detail=detail),
        Choice("take", Content("It is complete: restore the end mark, and go on"), ("take all",), detail=detail),
    ]
    if await _choose(context, f"{context.presenter.name_of(key)}: is the coding complete?", choices) == "take":
        _try(context, lambda: recovery.unlock(context.project, key, unended=True))


async def _ask_last_good(context: ReviewContext, key: str, error: OnrecordError) -> None:
    copy = backups.find(context.project.collection.project, context.project.annotations.path(key))
    if copy is None:
        return
    moment = copy.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    told = context.presenter.told(str(error), key)
    detail = f"{told}\nThe copy has {len(copy.coding.records)} records. The faulty file is kept beside it."
    choices = [
        Choice("leave", Content("Leave the file as it is; do not code this article"), ("leave",), detail=detail),
        Choice("restore", Content(f"Restore the copy of {moment}"), ("restore copy",), detail=detail),
    ]
    if await _choose(context, f"{context.presenter.name_of(key)}: the coding cannot be read", choices) == "restore":
        _try(context, lambda: recovery.restore_last_good(context.project, key))


def _try(context: ReviewContext, mend: Callable[[], object]) -> None:
    try:
        mend()
    except OnrecordError as error:
        context.warn(str(error))


async def _decide(
    context: ReviewContext, conflicts: Sequence[Conflict], key: str, sides: tuple[str, str]
) -> dict[str, Record | None] | None:
    """Ask about each conflict; return the records chosen, by id, or None if a decision was put off."""
    settled = {}
    for number, conflict in enumerate(conflicts, 1):
        place = f"{context.presenter.name_of(key)}, {number} of {len(conflicts)}"
        ours = await context.app.push_screen_wait(ConflictScreen(conflict, place, sides))
        if ours is None:
            return None
        settled[conflict.id] = settle(conflict, ours=ours)
    return settled


async def _choose(context: ReviewContext, title: str, choices: Sequence[Choice]) -> str | None:
    from onrecord.app.dialogs.picker import Picker

    return await context.app.push_screen_wait(Picker(title, choices))


def _show_again(context: ReviewContext) -> None:
    context.presenter.meet(context.session)
    context.keeper.show_marks()
    context.show_all()
