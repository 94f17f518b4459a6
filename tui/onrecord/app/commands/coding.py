"""Judging quotes: accepting, rejecting, stances, notes and flags, and taking it all back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group
from onrecord.app.commands.prompts import ask_note, ask_target, ask_yes
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.commands.context import ReviewContext
    from onrecord.coding.history import Change


def _accept(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    context.carry(context.session.accept(item))
    lens = context.presenter.lens
    following = lens.neighbour(context.session, item.article, item.id, 1)
    if following is not None:
        context.go_to(following)
    elif lens.narrows:
        context.tell(f"That was the last quote that matches here. {context.hint('clear')} shows all again.")
    else:
        context.tell(f"That was the last quote of this article. {context.hint('done')} marks the article done.")


async def _accept_rest(context: ReviewContext) -> None:
    if not context.may_code(context.key):
        return
    progress = context.session.progress(context.key)
    left = progress.quotes - progress.reviewed
    if not left:
        context.tell(f"Nothing is left here. {context.hint('done')} marks the article done.")
        return
    number = "the one quote" if left == 1 else f"all {left} quotes"
    detail = f"{context.hint('undo')} takes it back in one step."
    if await ask_yes(context, "Accept the rest of this article", f"Accept {number} that no one has judged", detail):
        context.carry(context.session.accept_rest(context.key))


def _set_stance(number: int, context: ReviewContext) -> None:
    labels = context.session.codebook.labels_by_key
    if number not in labels:
        context.tell(f"The codebook has {len(labels)} stance labels, and none on this key.")
        return
    item = context.item_to_code()
    if item is not None:
        context.carry(context.session.set_stance(item, labels[number].name))
        if item.actor is None:
            context.tell(f"Coded, but nobody is said to speak here: {context.hint('actor')} names the actor.")


def _clear_stance(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    change = context.session.clear_stance(item)
    if change is None:
        context.tell(f"No stance toward “{context.session.target}” is coded here.")
    context.carry(change)


def _repeat(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    change = context.session.repeat_stance(item)
    if change is None:
        context.tell("It is coded so already, or nothing was coded yet that could be repeated.")
    context.carry(change)


def _reject(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is not None:
        context.carry(context.session.toggle_rejected(item))


def _flag(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is not None:
        context.carry(context.session.toggle_flag(item))


async def _note(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    note = await ask_note(context, item)
    if note is not None:
        context.carry(context.session.set_note(item, note))


async def _target(context: ReviewContext) -> None:
    name = await ask_target(context)
    if name is not None:
        context.session.choose_target(name)
        context.show_current()


def _done(context: ReviewContext) -> None:
    if context.may_code(context.key):
        context.carry(context.session.toggle_done(context.key))


def _confirm_places(context: ReviewContext) -> None:
    if not context.may_code(context.key):
        return
    change = context.session.confirm_moved(context.key)
    if change is None:
        context.tell("Nothing has moved beyond doubt here; accepting a doubtful quote confirms it.")
    context.carry(change)


def _undo(context: ReviewContext) -> None:
    _go(context, context.project.undo, "Nothing to undo.", "Undone")


def _redo(context: ReviewContext) -> None:
    _go(context, context.project.redo, "Nothing to redo.", "Done again")


def _go(context: ReviewContext, step: Callable[[], Change | None], nothing: str, done: str) -> None:
    try:
        change = step()
    except OnrecordError as error:
        context.warn(str(error))
        return
    context.tell(nothing if change is None else f"{done}: {change.title}")
    context.carry(change, show=True)


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
