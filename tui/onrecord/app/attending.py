"""Looks after the annotation files while the review goes on, and asks the person what nobody else can decide."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app import mending
from onrecord.app.choices import Choice
from onrecord.app.screens.conflict import ConflictScreen
from onrecord.errors import OnrecordError
from onrecord.storage import last_good, locks
from onrecord.storage.annotations import EndMarkError
from onrecord.storage.atomic import clear_abandoned
from onrecord.storage.folders import project_state_folder
from onrecord.storage.merge import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.app.desk import Desk
    from onrecord.coding.record import Record
    from onrecord.storage.merge import Conflict
    from onrecord.storage.rescue import Rescued


async def attend(desk: Desk) -> None:
    """Prepare the first save, and ask about what an earlier window left and about files that cannot be read."""
    await to_thread(locks.prepare)
    await to_thread(clear_abandoned, project_state_folder(desk.workspace.collection.project))
    await _ask_recovery(desk)
    await _ask_copies(desk)
    await ask_about_locked(desk, [pane.key for pane in desk.row.panes])


async def decide_conflicts(desk: Desk, keys: Iterable[str]) -> None:
    """Ask what is to hold where another window coded these articles otherwise, and save it."""
    for key in tuple(keys):
        conflict = mending.current_conflict(desk.workspace, key)
        if conflict is None:
            continue
        settled = await _decide(desk, conflict.conflicts, key, ("this window", "on disk"))
        if settled is not None:
            mending.settle(desk.workspace, conflict, settled)
            _show_again(desk)


async def ask_about_locked(desk: Desk, keys: Iterable[str]) -> None:
    """Ask what to do about annotation files that cannot be read, where something can be done."""
    for key in dict.fromkeys(keys):
        if key not in desk.workspace.locked:
            continue
        try:
            mending.unlock(desk.workspace, key)
        except EndMarkError as error:
            await _ask_end_mark(desk, key, error)
        except OnrecordError as error:
            await _ask_last_good(desk, key, error)
        _show_again(desk)


def look_around(desk: Desk) -> None:
    """Take in what others saved of the articles on screen, and show it; the reviewer stays in their place."""
    locked = set(desk.workspace.locked)
    changed = {*mending.take_in_outside_changes(desk.workspace, {pane.key for pane in desk.row.panes})}
    changed |= desk.workspace.merged
    desk.workspace.merged.clear()
    if not changed:
        return
    for key in desk.workspace.locked.keys() - locked:
        desk.warn(desk.workspace.locked[key])
    if changed - desk.workspace.locked.keys():
        desk.tell("The coding was changed elsewhere, and is now shown as it is on disk.")
    _show_again(desk)


async def _ask_recovery(desk: Desk) -> None:
    copies = await to_thread(desk.workspace.copies.of_earlier_windows)
    if not copies or not await _wants_recovery(desk, copies):
        return
    for copy in copies:
        reason = mending.reason_against(desk.workspace, copy)
        if reason is not None:
            desk.warn(reason)
            continue
        conflicts = mending.merge_rescued(desk.workspace, copy).conflicts
        settled = await _decide(desk, conflicts, copy.coding.article, ("not saved then", "saved now"))
        if settled is not None:
            mending.recover(desk.workspace, copy, settled)
    _show_again(desk)


async def _wants_recovery(desk: Desk, copies: Sequence[Rescued]) -> bool:
    keys = dict.fromkeys(copy.coding.article for copy in copies)
    articles = ", ".join(desk.presenter.told(key) for key in keys)
    detail = f"Coding of {articles} could not be saved, and a copy of it was kept."
    choices = [
        Choice("recover", Content("Bring it in and save it"), "recover bring save", detail=detail),
        Choice("later", Content("Ask again at the next start"), "later", detail=detail),
        Choice("discard", Content("Throw the copy away"), "discard throw", detail=detail),
    ]
    answer = await _choose(desk, "Not everything was saved last time", choices)
    if answer == "discard":
        for copy in copies:
            copy.discard()
    return answer == "recover"


async def _ask_copies(desk: Desk) -> None:
    """Ask about second copies of the coder's files that a synchronised folder keeps."""
    from onrecord.storage.conflict_copies import conflict_copies

    workspace = desk.workspace
    for copy in await to_thread(conflict_copies, workspace.collection.project, workspace.session.coder):
        key = copy.coding.article
        if key not in workspace.keys or not workspace.open(key) or key in workspace.locked:
            continue
        file = desk.presenter.told(str(copy.file))
        detail = f"{file}\nA synchronised folder keeps such a copy when two machines changed a file at once."
        choices = [
            Choice("merge", Content("Merge the two, and remove the copy"), "merge copy", detail=detail),
            Choice("later", Content("Ask again at the next start"), "later", detail=detail),
        ]
        if await _choose(desk, f"A second copy of the coding of {desk.presenter.name_of(key)}", choices) != "merge":
            continue
        try:
            conflicts = copy.merged(workspace.session.coding(key)).conflicts
        except OnrecordError as error:
            desk.warn(str(error))
            continue
        settled = await _decide(desk, conflicts, key, ("this file", "the copy"))
        if settled is not None:
            mending.bring_in_copy(workspace, copy, settled)
            _show_again(desk)


async def _ask_end_mark(desk: Desk, key: str, error: EndMarkError) -> None:
    detail = desk.presenter.told(str(error), key)
    choices = [
        Choice("leave", Content("Leave the file as it is, and do not code this article"), "leave", detail=detail),
        Choice("take", Content("All is there: put the end mark back, and go on"), "take all", detail=detail),
    ]
    if await _choose(desk, f"{desk.presenter.name_of(key)}: is the coding all there?", choices) == "take":
        _try(desk, lambda: mending.unlock(desk.workspace, key, unended=True))


async def _ask_last_good(desk: Desk, key: str, error: OnrecordError) -> None:
    copy = last_good.find(desk.workspace.collection.project, desk.workspace.annotations.path(key))
    if copy is None:
        return
    moment = copy.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    told = desk.presenter.told(str(error), key)
    detail = f"{told}\nThe copy has {len(copy.coding.records)} records. The faulty file is kept beside it."
    choices = [
        Choice("leave", Content("Leave the file as it is, and do not code this article"), "leave", detail=detail),
        Choice("restore", Content(f"Put the copy of {moment} in its place"), "restore copy", detail=detail),
    ]
    if await _choose(desk, f"{desk.presenter.name_of(key)}: the coding cannot be read", choices) == "restore":
        _try(desk, lambda: mending.restore_last_good(desk.workspace, key))


def _try(desk: Desk, mend: Callable[[], object]) -> None:
    try:
        mend()
    except OnrecordError as error:
        desk.warn(str(error))


async def _decide(
    desk: Desk, conflicts: Sequence[Conflict], key: str, sides: tuple[str, str]
) -> dict[str, Record | None] | None:
    """Return what is to hold in the place of each conflict; None where a decision was put off."""
    settled = {}
    for number, conflict in enumerate(conflicts, 1):
        place = f"{desk.presenter.name_of(key)}, {number} of {len(conflicts)}"
        ours = await desk.app.push_screen_wait(ConflictScreen(conflict, place, sides))
        if ours is None:
            return None
        settled[conflict.id] = settle(conflict, ours=ours)
    return settled


async def _choose(desk: Desk, title: str, choices: Sequence[Choice]) -> str | None:
    from onrecord.app.screens.picker import Picker

    return await desk.app.push_screen_wait(Picker(title, choices))


def _show_again(desk: Desk) -> None:
    desk.presenter.meet(desk.session)
    desk.keeper.show_marks()
    desk.show_all()
