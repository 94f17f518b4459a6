"""Judging quotes: accepting, rejecting, stances, notes and flags, and taking it all back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.asking import ask_note, ask_target, ask_yes
from onrecord.app.commands.command import Command, Group
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.desk import Desk
    from onrecord.coding.history import Change


def _accept(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    desk.carry(desk.session.accept(item))
    lens = desk.presenter.lens
    following = lens.neighbour(desk.session, item.article, item.id, 1)
    if following is not None:
        desk.go_to(following)
    elif lens.narrows:
        desk.tell(f"That was the last quote that matches here. {desk.hint('clear')} shows all again.")
    else:
        desk.tell(f"That was the last quote of this article. {desk.hint('done')} marks the article done.")


async def _accept_rest(desk: Desk) -> None:
    if not desk.may_code(desk.key):
        return
    progress = desk.session.progress(desk.key)
    left = progress.quotes - progress.reviewed
    if not left:
        desk.tell(f"Nothing is left here. {desk.hint('done')} marks the article done.")
        return
    number = "the one quote" if left == 1 else f"all {left} quotes"
    detail = f"{desk.hint('undo')} takes it back in one step."
    if await ask_yes(desk, "Accept the rest of this article", f"Accept {number} that no one has judged", detail):
        desk.carry(desk.session.accept_rest(desk.key))


def _set_stance(number: int, desk: Desk) -> None:
    labels = desk.session.codebook.labels_by_key
    if number not in labels:
        desk.tell(f"The codebook has {len(labels)} stance labels, and none on this key.")
        return
    item = desk.item_to_code()
    if item is not None:
        desk.carry(desk.session.set_stance(item, labels[number].name))
        if item.actor is None:
            desk.tell(f"Coded, but nobody is said to speak here: {desk.hint('actor')} names the actor.")


def _clear_stance(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    change = desk.session.clear_stance(item)
    if change is None:
        desk.tell(f"No stance toward “{desk.session.target}” is coded here.")
    desk.carry(change)


def _repeat(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    change = desk.session.repeat_stance(item)
    if change is None:
        desk.tell("It is coded so already, or nothing was coded yet that could be repeated.")
    desk.carry(change)


def _reject(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is not None:
        desk.carry(desk.session.toggle_rejected(item))


def _flag(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is not None:
        desk.carry(desk.session.toggle_flag(item))


async def _note(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    note = await ask_note(desk, item)
    if note is not None:
        desk.carry(desk.session.set_note(item, note))


async def _target(desk: Desk) -> None:
    name = await ask_target(desk)
    if name is not None:
        desk.session.choose_target(name)
        desk.show_current()


def _done(desk: Desk) -> None:
    if desk.may_code(desk.key):
        desk.carry(desk.session.toggle_done(desk.key))


def _confirm_places(desk: Desk) -> None:
    if not desk.may_code(desk.key):
        return
    change = desk.session.confirm_moved(desk.key)
    if change is None:
        desk.tell("Nothing has moved beyond doubt here; accepting a doubtful quote confirms it.")
    desk.carry(change)


def _undo(desk: Desk) -> None:
    _go(desk, desk.workspace.undo, "Nothing to undo.", "Undone")


def _redo(desk: Desk) -> None:
    _go(desk, desk.workspace.redo, "Nothing to redo.", "Done again")


def _go(desk: Desk, step: Callable[[], Change | None], nothing: str, done: str) -> None:
    try:
        change = step()
    except OnrecordError as error:
        desk.warn(str(error))
        return
    desk.tell(nothing if change is None else f"{done}: {change.title}")
    desk.carry(change, show=True)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

STANCES = tuple(
    Command(
        f"stance_{number}",
        (str(number),),
        f"Stance {number}",
        f"Code the codebook's {ordinal} stance label toward the chosen target; the same key again makes it strong.",
        Group.CODING,
        partial(_set_stance, number),
    )
    for number, ordinal in enumerate(_ORDINALS, 1)
)

COMMANDS = (
    Command(
        "accept", ("space",), "Accept", "Accept the quote as found and go to the next.", Group.CODING, _accept, 1
    ),
    Command(
        "accept_rest",
        ("A",),
        "Accept the rest",
        "Accept every quote of this article that is not yet reviewed, as one step.",
        Group.CODING,
        _accept_rest,
    ),
    *STANCES,
    Command(
        "clear_stance",
        ("0",),
        "Clear stance",
        "Clear the stance toward the chosen target.",
        Group.CODING,
        _clear_stance,
    ),
    Command(
        "repeat",
        ("full_stop",),
        "Repeat",
        "Code the stance that was coded last, with its target, on this quote.",
        Group.CODING,
        _repeat,
    ),
    Command(
        "target",
        ("t",),
        "Target",
        "Choose or create the target that the stance keys code toward; it stays chosen.",
        Group.CODING,
        _target,
        2,
    ),
    Command(
        "reject", ("x",), "Reject", "Say that this is no quote; again: open it again.", Group.CODING, _reject, 5
    ),
    Command("note", ("i",), "Note", "Write a note on the quote.", Group.CODING, _note, 9),
    Command(
        "flag", ("f",), "Flag", "Flag the quote to come back to it, or take the flag away.", Group.CODING, _flag, 10
    ),
    Command(
        "done",
        ("D",),
        "Article done",
        "Mark the article as done, also one without quotes, or take the mark away.",
        Group.CODING,
        _done,
    ),
    Command(
        "confirm_places",
        ("C",),
        "Confirm places",
        "In an article that has changed: write down where all its quotes that have moved stand now.",
        Group.CODING,
        _confirm_places,
    ),
    Command(
        "undo", ("u",), "Undo", "Take back the last action, in whichever article it was.", Group.CODING, _undo, 6
    ),
    Command("redo", ("ctrl+r",), "Redo", "Do again what was undone.", Group.CODING, _redo),
)
