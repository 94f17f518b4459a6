"""Judging quotes: accepting, rejecting, stances, notes and flags, undo and redo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group, command
from onrecord.app.commands.context import can_code, codable, has_quotes, item_to_code, may_code, some_left
from onrecord.app.commands.navigation import go_on, go_to_in_pane
from onrecord.app.commands.prompts import ask_note, ask_target, ask_yes
from onrecord.coding.ordering import next_article as next_article_of
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


def _can_accept(context: ReviewContext) -> bool:
    return can_code(context) or (context.pane.at_end and has_quotes(context))


def _coded_last(context: ReviewContext) -> bool:
    return context.session.last_coded is not None


def _several_targets(context: ReviewContext) -> bool:
    return len(context.session.offered_targets()) > 1


def _places_to_confirm(context: ReviewContext) -> bool:
    return codable(context) and bool(context.session.moved_items(context.key))


def _can_undo(context: ReviewContext) -> bool:
    return context.session.to_undo is not None


def _can_redo(context: ReviewContext) -> bool:
    return context.session.to_redo is not None


@command("space", title="Accept", group=Group.CODING, when=_can_accept, footer=1)
def accept(context: ReviewContext) -> None:
    """Accept the quote as found and go to the next; behind the last one: article done, and on to the next."""
    if context.pane.at_end and has_quotes(context):
        _leave_article(context)
        return
    item = item_to_code(context)
    if item is None:
        return
    context.commit(context.session.accept(item))
    last = context.session.parts(context.session.item(item.article, item.id) or item)[-1]
    following = context.presenter.view_options.neighbour(context.session, item.article, last.id, 1)
    if following is not None:
        context.go_to(following)
    else:
        context.go_to_end()


def _leave_article(context: ReviewContext) -> None:
    """Go from the end of an article to what is left: here, else, after marking the article done, elsewhere."""
    view, session = context.presenter.view_options, context.session
    if not view.narrows:
        here = view.neighbour(session, context.key, None, 1, unreviewed=True)
        if here is not None:
            context.go_to(here)
            return
        if session.coding(context.key).done is None:
            if not may_code(context, context.key):
                return
            context.commit(session.toggle_done(context.key))
    key = next_article_of(session, view.filter, context.project.keys, context.key)
    item = view.neighbour(session, key, None, 1, unreviewed=True) if key is not None else None
    if item is None:
        context.tell("Nothing that matches is left." if view.narrows else "Every quote of the folder is reviewed.")
        return
    go_to_in_pane(context, item)


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
    if await ask_yes(context, "Accept the rest of this article", f"Accept {number} not yet judged", detail):
        context.commit(context.session.accept_rest(context.key))


def _set_stance(number: int, context: ReviewContext) -> None:
    labels = context.session.codebook.labels_by_key
    if number not in labels:
        context.tell(f"The codebook has {len(labels)} stance labels, and none on this key.")
        return
    item = item_to_code(context)
    if item is None:
        return
    session, label = context.session, labels[number].name
    goes_on = context.presenter.view_options.goes_on
    present = session.stance_toward(session.head(item), session.target)
    if goes_on and present is not None and present.stance == label:
        change = session.accept(item)
    else:
        change = session.set_stance(item, label)
    context.commit(change)
    if goes_on:
        go_on(context, item)
    if item.actor is None:
        context.tell(f"Coded, but no actor is named for this quote: {context.hint('actor')} names the actor.")
    elif goes_on and change is not None:
        context.tell(
            f"{change.title} · {context.hint('strong')} makes it strong, {context.hint('undo')} takes it back"
        )


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


@command("s", title="Strong", group=Group.CODING, when=_coded_last)
def strong(context: ReviewContext) -> None:
    """Make the stance that was coded last strong, or no longer strong, wherever you are by now."""
    item = context.session.last_coded
    if item is None:
        context.tell("No stance has been coded yet.")
    elif may_code(context, item.article):
        change = context.session.toggle_strong()
        context.commit(change)
        if change is not None:
            context.tell(f"{context.session.actor_name(item) or 'nobody'}: {change.title}")


@command("m", title="Coding goes on", group=Group.CODING, footer=4)
def goes_on(context: ReviewContext) -> None:
    """Let a stance key go on to the next quote not reviewed, so that one key codes a quote; again: stay on it."""
    view = context.presenter.view_options
    context.presenter.view_options = replace(view, goes_on=not view.goes_on)
    context.show_all()
    context.tell(
        "A stance key stays on its quote; the same key again makes the stance strong."
        if view.goes_on
        else f"A stance key goes on to the next quote; {context.hint('strong')} makes the last stance strong."
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
        context.tell("This quote has that stance already, or no stance has been coded yet.")
    context.commit(change)


@command("t", title="Target", group=Group.CODING, footer=2)
async def target(context: ReviewContext) -> None:
    """Choose or create the target that the stance keys code toward; it stays chosen."""
    name = await ask_target(context)
    if name is not None:
        _choose_target(context, name)


@command("w", title="Next target", group=Group.CODING, when=_several_targets)
def next_target(context: ReviewContext) -> None:
    """Code toward the next target of the codebook from now on."""
    _choose_target(context, _neighbour_target(context, 1))


@command("W", title="Previous target", group=Group.CODING, when=_several_targets)
def previous_target(context: ReviewContext) -> None:
    """Code toward the previous target of the codebook from now on."""
    _choose_target(context, _neighbour_target(context, -1))


@command("r", title="Target before", group=Group.CODING, when=_several_targets)
def target_before(context: ReviewContext) -> None:
    """Code toward the target that was chosen before this one; again: back."""
    recent = [target.name for target in context.session.recent_targets() if target.name != context.session.target]
    if recent:
        _choose_target(context, recent[0])
    else:
        context.tell(f"No other target has been chosen yet: {context.hint('target')} chooses one.")


def _neighbour_target(context: ReviewContext, step: int) -> str:
    names = [target.name for target in context.session.offered_targets()]
    if context.session.target not in names:
        return names[0] if names else context.session.target
    return names[(names.index(context.session.target) + step) % len(names)]


def _choose_target(context: ReviewContext, name: str) -> None:
    context.session.choose_target(name)
    context.keeper.show_target()
    context.show_current()
    context.tell(f"Stances are now about “{name}”.")


@command("x", title="Reject", group=Group.CODING, when=can_code, footer=5)
def reject(context: ReviewContext) -> None:
    """Mark as not a quote; press again to reopen it with all that was coded."""
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
async def done(context: ReviewContext) -> None:
    """Mark the article as done, with or without quotes, or remove the mark."""
    key, session = context.key, context.session
    if not may_code(context, key):
        return
    progress = session.progress(key)
    left = progress.quotes - progress.reviewed
    if left and session.coding(key).done is None:
        quotes = "1 quote is" if left == 1 else f"{left} quotes are"
        question = f"Is this article done although {quotes} not reviewed?"
        if not await ask_yes(context, question, "Yes, mark it done"):
            return
    context.commit(session.toggle_done(key))


@command("C", title="Confirm places", group=Group.CODING, when=_places_to_confirm)
def confirm_places(context: ReviewContext) -> None:
    """Confirm the new places of all moved quotes of an article that has changed."""
    if not may_code(context, context.key):
        return
    change = context.session.confirm_moved(context.key)
    if change is None:
        context.tell("No quote here has certainly moved; accepting a doubtful quote confirms its place.")
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
    if change is None:
        context.tell(nothing)
        return
    # What was undone elsewhere leaves the pane alone, and is said with where it was.
    elsewhere = bool(change.places) and all(place.article != context.key for place in change.places)
    where = f" in {context.presenter.about(context.session, change.places[0].article).title}" if elsewhere else ""
    context.commit(change, show=not elsewhere)
    context.tell(f"{done}{where}: {change.title}")


@command("ctrl+r", title="Redo", group=Group.CODING, when=_can_redo)
def redo(context: ReviewContext) -> None:
    """Redo the action that was undone."""
    _go(context, context.project.redo, "Nothing to redo.", "Done again")
