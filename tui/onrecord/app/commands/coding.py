"""Judging quotes: accepting, rejecting, stances, notes and flags, undo and redo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group, command
from onrecord.app.commands.context import can_code, codable, item_to_code, may_code, some_left
from onrecord.app.commands.prompts import ask_note, ask_target, ask_yes
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.commands.context import ReviewContext
    from onrecord.coding.history import Change


def _rest_to_accept(context: ReviewContext) -> bool:
    return codable(context) and some_left(context)


def _coded_here(context: ReviewContext) -> bool:
    item = context.current
    if item is None or not codable(context):
        return False
    return any(stance.target == context.session.target for stance in context.session.stances(item))


def _places_to_confirm(context: ReviewContext) -> bool:
    return codable(context) and bool(context.session.moved_items(context.key))


def _can_undo(context: ReviewContext) -> bool:
    return context.session.to_undo is not None


def _can_redo(context: ReviewContext) -> bool:
    return context.session.to_redo is not None


@command("space", title="Accept", group=Group.CODING, when=can_code, footer=1)
def accept(context: ReviewContext) -> None:
    """Accept the quote as found and go to the next."""
    item = item_to_code(context)
    if item is None:
        return
    context.commit(context.session.accept(item))
    view = context.presenter.view_options
    following = view.neighbour(context.session, item.article, item.id, 1)
    if following is not None:
        context.go_to(following)
    elif view.narrows:
        context.tell(f"That was the last quote that matches here. {context.hint('clear')} shows all again.")
    else:
        context.tell(f"That was the last quote of this article. {context.hint('done')} marks the article done.")


@command("A", title="Accept the rest", group=Group.CODING, when=_rest_to_accept)
async def accept_rest(context: ReviewContext) -> None:
    """Accept every quote of this article that is not yet reviewed, as one step."""
    if not may_code(context, context.key):
        return
    progress = context.session.progress(context.key)
    left = progress.quotes - progress.reviewed
    if not left:
        context.tell(f"Nothing is left here. {context.hint('done')} marks the article done.")
        return
    number = "the one quote" if left == 1 else f"all {left} quotes"
    detail = f"{context.hint('undo')} takes it back in one step."
    if await ask_yes(context, "Accept the rest of this article", f"Accept {number} that no one has judged", detail):
        context.commit(context.session.accept_rest(context.key))


def _set_stance(number: int, context: ReviewContext) -> None:
    labels = context.session.codebook.labels_by_key
    if number not in labels:
        context.tell(f"The codebook has {len(labels)} stance labels, and none on this key.")
        return
    item = item_to_code(context)
    if item is not None:
        context.commit(context.session.set_stance(item, labels[number].name))
        if item.actor is None:
            context.tell(f"Coded, but nobody is said to speak here: {context.hint('actor')} names the actor.")


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

STANCES = tuple(
    Command(
        name=f"stance_{number}",
        keys=(str(number),),
        title=f"Stance {number}",
        description=(
            f"Code the codebook's {ordinal} stance label toward the chosen target; "
            "the same key again makes it strong."
        ),
        group=Group.CODING,
        run=partial(_set_stance, number),
        when=can_code,
    )
    for number, ordinal in enumerate(_ORDINALS, 1)
)


@command("0", title="Clear stance", group=Group.CODING, when=_coded_here)
def clear_stance(context: ReviewContext) -> None:
    """Clear the stance toward the chosen target."""
    item = item_to_code(context)
    if item is None:
        return
    change = context.session.clear_stance(item)
    if change is None:
        context.tell(f"No stance toward “{context.session.target}” is coded here.")
    context.commit(change)


@command("full_stop", title="Repeat", group=Group.CODING, when=can_code)
def repeat(context: ReviewContext) -> None:
    """Code the stance that was coded last, with its target, on this quote."""
    item = item_to_code(context)
    if item is None:
        return
    change = context.session.repeat_stance(item)
    if change is None:
        context.tell("It is coded so already, or nothing was coded yet that could be repeated.")
    context.commit(change)


@command("t", title="Target", group=Group.CODING, footer=2)
async def target(context: ReviewContext) -> None:
    """Choose or create the target that the stance keys code toward; it stays chosen."""
    name = await ask_target(context)
    if name is not None:
        context.session.choose_target(name)
        context.keeper.show_target()
        context.show_current()


@command("x", title="Reject", group=Group.CODING, when=can_code, footer=5)
def reject(context: ReviewContext) -> None:
    """Mark as not a quote; press again to reopen."""
    item = item_to_code(context)
    if item is not None:
        context.commit(context.session.toggle_rejected(item))


@command("i", title="Note", group=Group.CODING, when=can_code, footer=9)
async def note(context: ReviewContext) -> None:
    """Write a note on the quote."""
    item = item_to_code(context)
    if item is None:
        return
    note = await ask_note(context, item)
    if note is not None:
        context.commit(context.session.set_note(item, note))


@command("f", title="Flag", group=Group.CODING, when=can_code, footer=10)
def flag(context: ReviewContext) -> None:
    """Flag the quote to come back to it, or remove the flag."""
    item = item_to_code(context)
    if item is not None:
        context.commit(context.session.toggle_flag(item))


@command("D", title="Article done", group=Group.CODING, when=codable)
def done(context: ReviewContext) -> None:
    """Mark the article as done, with or without quotes, or remove the mark."""
    if may_code(context, context.key):
        context.commit(context.session.toggle_done(context.key))


@command("C", title="Confirm places", group=Group.CODING, when=_places_to_confirm)
def confirm_places(context: ReviewContext) -> None:
    """Confirm the new places of all moved quotes of an article that has changed."""
    if not may_code(context, context.key):
        return
    change = context.session.confirm_moved(context.key)
    if change is None:
        context.tell("Nothing has moved beyond doubt here; accepting a doubtful quote confirms it.")
    context.commit(change)


@command("u", title="Undo", group=Group.CODING, when=_can_undo, footer=6)
def undo(context: ReviewContext) -> None:
    """Undo the last action, in whichever article it was."""
    _go(context, context.project.undo, "Nothing to undo.", "Undone")


def _go(context: ReviewContext, step: Callable[[], Change | None], nothing: str, done: str) -> None:
    try:
        change = step()
    except OnrecordError as error:
        context.warn(str(error))
        return
    context.tell(nothing if change is None else f"{done}: {change.title}")
    context.commit(change, show=True)


@command("ctrl+r", title="Redo", group=Group.CODING, when=_can_redo)
def redo(context: ReviewContext) -> None:
    """Redo the action that was undone."""
    _go(context, context.project.redo, "Nothing to redo.", "Done again")
