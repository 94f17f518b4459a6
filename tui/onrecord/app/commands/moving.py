"""Walking from quote to quote and from pane to pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


def _walk(desk: Desk, step: int, *, unreviewed: bool = False) -> None:
    lens = desk.presenter.lens
    item = lens.neighbour(desk.session, desk.key, desk.pane.current_id, step, unreviewed=unreviewed)
    if item is not None:
        desk.go_to(item)
    elif not desk.session.items(desk.key):
        desk.tell(desk.no_quotes_message)
    elif lens.narrows:
        desk.tell(_at_the_end_of_what_matches(desk, step))
    else:
        desk.tell(_at_the_end(desk, step, unreviewed=unreviewed))


def _at_the_end(desk: Desk, step: int, *, unreviewed: bool) -> str:
    progress = desk.session.progress(desk.key)
    if unreviewed and progress.reviewed == progress.quotes:
        return f"All reviewed here. {desk.hint('done')} marks the article done, {desk.hint('open')} opens another."
    which = "unreviewed quote" if unreviewed else "quote"
    return (
        f"No {which} {'after' if step > 0 else 'before'} this one. {desk.hint('next_pane')} goes to the next pane."
    )


def _at_the_end_of_what_matches(desk: Desk, step: int) -> str:
    where = "" if desk.presenter.lens.doubtful_first else " in this article"
    return (
        f"No quote {'after' if step > 0 else 'before'} this one{where} matches ({desk.presenter.lens.described}). "
        f"{desk.hint('next_article')} goes to the next article, {desk.hint('clear')} shows all again."
    )


def _next(desk: Desk) -> None:
    _walk(desk, 1)


def _previous(desk: Desk) -> None:
    _walk(desk, -1)


def _next_unreviewed(desk: Desk) -> None:
    _walk(desk, 1, unreviewed=True)


def _previous_unreviewed(desk: Desk) -> None:
    _walk(desk, -1, unreviewed=True)


def _end(step: int, desk: Desk) -> None:
    item = desk.presenter.lens.neighbour(desk.session, desk.key, None, step)
    if item is None:
        desk.tell(desk.no_quotes_message)
    else:
        desk.go_to(item)


def _move_to_pane(desk: Desk, step: int) -> None:
    if len(desk.row.panes) == 1:
        desk.tell(f"There is one pane. {desk.hint('open')} opens another article in it.")
    else:
        desk.row.activate(desk.row.active_number + step)
        desk.show_current()


async def _jump(desk: Desk) -> None:
    from onrecord.app.jumping import jump_targets
    from onrecord.app.screens.jump import JumpScreen

    targets = jump_targets(desk)
    if not targets:
        desk.tell(desk.no_quotes_message)
        return
    chosen = await desk.app.push_screen_wait(JumpScreen([target.spot for target in targets]))
    if chosen is not None:
        targets[chosen].go()


def _next_pane(desk: Desk) -> None:
    _move_to_pane(desk, 1)


def _previous_pane(desk: Desk) -> None:
    _move_to_pane(desk, -1)


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
