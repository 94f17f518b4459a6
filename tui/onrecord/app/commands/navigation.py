"""Walking from quote to quote and from pane to pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


def _walk(context: ReviewContext, step: int, *, unreviewed: bool = False) -> None:
    lens = context.presenter.lens
    item = lens.neighbour(context.session, context.key, context.pane.current_id, step, unreviewed=unreviewed)
    if item is not None:
        context.go_to(item)
    elif not context.session.items(context.key):
        context.tell(context.no_quotes_message)
    elif lens.narrows:
        context.tell(_at_the_end_of_what_matches(context, step))
    else:
        context.tell(_at_the_end(context, step, unreviewed=unreviewed))


def _at_the_end(context: ReviewContext, step: int, *, unreviewed: bool) -> str:
    progress = context.session.progress(context.key)
    if unreviewed and progress.reviewed == progress.quotes:
        done, another = context.hint("done"), context.hint("open")
        return f"All reviewed here. {done} marks the article done, {another} opens another."
    which = "unreviewed quote" if unreviewed else "quote"
    side = "after" if step > 0 else "before"
    return f"No {which} {side} this one. {context.hint('next_pane')} goes to the next pane."


def _at_the_end_of_what_matches(context: ReviewContext, step: int) -> str:
    side = "after" if step > 0 else "before"
    where = "" if context.presenter.lens.doubtful_first else " in this article"
    return (
        f"No quote {side} this one{where} matches ({context.presenter.lens.described}). "
        f"{context.hint('next_article')} goes to the next article, {context.hint('clear')} shows all again."
    )


def _next(context: ReviewContext) -> None:
    _walk(context, 1)


def _previous(context: ReviewContext) -> None:
    _walk(context, -1)


def _next_unreviewed(context: ReviewContext) -> None:
    _walk(context, 1, unreviewed=True)


def _previous_unreviewed(context: ReviewContext) -> None:
    _walk(context, -1, unreviewed=True)


def _end(step: int, context: ReviewContext) -> None:
    item = context.presenter.lens.neighbour(context.session, context.key, None, step)
    if item is None:
        context.tell(context.no_quotes_message)
    else:
        context.go_to(item)


def _move_to_pane(context: ReviewContext, step: int) -> None:
    if len(context.row.panes) == 1:
        context.tell(f"There is one pane. {context.hint('open')} opens another article in it.")
    else:
        context.row.activate(context.row.active_number + step)
        context.show_current()


async def _jump(context: ReviewContext) -> None:
    from onrecord.app.commands.jump import jump_targets
    from onrecord.app.dialogs.jump import JumpScreen

    targets = jump_targets(context)
    if not targets:
        context.tell(context.no_quotes_message)
        return
    chosen = await context.app.push_screen_wait(JumpScreen([target.spot for target in targets]))
    if chosen is not None:
        targets[chosen].go()


def _next_pane(context: ReviewContext) -> None:
    _move_to_pane(context, 1)


def _previous_pane(context: ReviewContext) -> None:
    _move_to_pane(context, -1)


COMMANDS = (
    Command("next", ("j",), "Next quote", "Go to the next quote of this article.", Group.MOVING, _next, 7),
    Command(
        "previous", ("k",), "Previous quote", "Go to the previous quote of this article.", Group.MOVING, _previous
    ),
    Command(
        "next_unreviewed",
        ("J",),
        "Next unreviewed",
        "Go to the next quote that is not yet reviewed.",
        Group.MOVING,
        _next_unreviewed,
    ),
    Command(
        "previous_unreviewed",
        ("K",),
        "Previous unreviewed",
        "Go to the previous quote that is not yet reviewed.",
        Group.MOVING,
        _previous_unreviewed,
    ),
    Command("first", ("ctrl+home",), "First quote", "Go to the first quote.", Group.MOVING, partial(_end, 1)),
    Command("last", ("ctrl+end",), "Last quote", "Go to the last quote.", Group.MOVING, partial(_end, -1)),
    Command(
        "jump",
        ("g",),
        "Jump",
        "Put letters over every quote, pane, target and actor on the screen; typing them goes there.",
        Group.MOVING,
        _jump,
    ),
    Command("next_pane", ("tab",), "Next pane", "Go to the next pane.", Group.MOVING, _next_pane, 11),
    Command(
        "previous_pane", ("shift+tab",), "Previous pane", "Go to the previous pane.", Group.MOVING, _previous_pane
    ),
)
