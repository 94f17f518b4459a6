"""Jumping by letters to anything on the screen: quotes, panes, targets, actors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.navigation import go_to_actor, here
from onrecord.app.dialogs.jump_labels import Spot
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.quote_panel import QuotePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.widgets.pane import Pane


class JumpTarget(NamedTuple):
    """Something on the screen that can be jumped to, and the function that goes there."""

    spot: Spot
    go: Callable[[], None]


@command("g", title="Jump", group=Group.MOVING)
async def jump(context: ReviewContext) -> None:
    """Put letters over every quote, pane, target and actor on the screen; type them to go there."""
    from onrecord.app.dialogs.jump import JumpScreen

    targets = jump_targets(context)
    if not targets:
        context.tell(context.no_quotes_message)
        return
    chosen = await context.app.push_screen_wait(JumpScreen([target.spot for target in targets]))
    if chosen is not None:
        targets[chosen].go()


def jump_targets(context: ReviewContext) -> list[JumpTarget]:
    """Return everything on the review screen that can be jumped to, the likeliest first."""
    panes = [pane for pane in context.row.panes if pane.display and pane.key]
    panes.sort(key=lambda pane: pane is not context.pane)
    return [
        *(target for pane in panes for target in _quotes(context, pane)),
        *(target for pane in panes if pane is not context.pane for target in _frame(context, pane)),
        *_stances(context, context.app.screen.query_one(QuotePanel)),
        *_actors(context, context.app.screen.query_one(ActorList)),
    ]


def _quotes(context: ReviewContext, pane: Pane) -> Iterator[JumpTarget]:
    region = pane.reader.content_region
    for identifier, cell in pane.reader.quotes_in_view().items():
        spot = Spot(region.x + cell.x, region.y + cell.y, region.x, region.right)
        yield JumpTarget(spot, partial(_go_to_quote, context, pane, identifier))


def _frame(context: ReviewContext, pane: Pane) -> Iterator[JumpTarget]:
    region = pane.region
    yield JumpTarget(
        Spot(region.x + 1, region.y, region.x, region.right),
        partial(_go_to_pane, context, context.row.panes.index(pane)),
    )


def _stances(context: ReviewContext, panel: QuotePanel) -> Iterator[JumpTarget]:
    item, region = context.current, panel.content_region
    if item is None or item.rejected:
        return
    targets = context.presenter.panel_targets(context.session, item)
    for row, name in zip(panel.stance_rows, targets, strict=False):
        yield JumpTarget(
            Spot(region.x, region.y + row, region.x, region.right), partial(_choose_target, context, name)
        )


def _actors(context: ReviewContext, actors: ActorList) -> Iterator[JumpTarget]:
    members, region = context.session.members(), actors.content_region
    for row, number in enumerate(actors.shown):
        spot = Spot(region.x + 1, region.y + row, region.x, region.right)
        yield JumpTarget(spot, partial(go_to_actor, context, members[number].actor.name))


def _go_to_quote(context: ReviewContext, pane: Pane, identifier: str) -> None:
    context.visited.leave(here(context))
    context.row.activate(context.row.panes.index(pane))
    item = context.session.item(pane.key, identifier)
    if item is not None:
        context.go_to(item)


def _go_to_pane(context: ReviewContext, number: int) -> None:
    context.row.activate(number)
    context.show_current()


def _choose_target(context: ReviewContext, name: str) -> None:
    context.session.choose_target(name)
    context.show_current()
