"""What on the screen can be jumped to, and how."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from onrecord.app.going import go_to_actor, here
from onrecord.app.jump_labels import Spot
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.quote_panel import QuotePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.app.desk import Desk
    from onrecord.app.widgets.pane import Pane


class JumpTarget(NamedTuple):
    """Something on the screen, and what goes there."""

    spot: Spot
    go: Callable[[], None]


def jump_targets(desk: Desk) -> list[JumpTarget]:
    """Return everything on the review screen that can be jumped to, what is likeliest to be wanted first."""
    panes = [pane for pane in desk.row.panes if pane.display and pane.key]
    panes.sort(key=lambda pane: pane is not desk.pane)
    return [
        *(target for pane in panes for target in _quotes(desk, pane)),
        *(target for pane in panes if pane is not desk.pane for target in _frame(desk, pane)),
        *_stances(desk, desk.app.screen.query_one(QuotePanel)),
        *_actors(desk, desk.app.screen.query_one(ActorList)),
    ]


def _quotes(desk: Desk, pane: Pane) -> Iterator[JumpTarget]:
    region = pane.reader.content_region
    for identifier, cell in pane.reader.quotes_in_view().items():
        spot = Spot(region.x + cell.x, region.y + cell.y, region.x, region.right)
        yield JumpTarget(spot, partial(_go_to_quote, desk, pane, identifier))


def _frame(desk: Desk, pane: Pane) -> Iterator[JumpTarget]:
    region = pane.region
    yield JumpTarget(
        Spot(region.x + 1, region.y, region.x, region.right), partial(_go_to_pane, desk, desk.row.panes.index(pane))
    )


def _stances(desk: Desk, panel: QuotePanel) -> Iterator[JumpTarget]:
    item, region = desk.current, panel.content_region
    if item is None or item.rejected:
        return
    targets = desk.presenter.panel_targets(desk.session, item)
    for row, name in zip(panel.stance_rows, targets, strict=False):
        yield JumpTarget(
            Spot(region.x, region.y + row, region.x, region.right), partial(_choose_target, desk, name)
        )


def _actors(desk: Desk, actors: ActorList) -> Iterator[JumpTarget]:
    members, region = desk.session.members(), actors.content_region
    for row, number in enumerate(actors.shown):
        spot = Spot(region.x + 1, region.y + row, region.x, region.right)
        yield JumpTarget(spot, partial(go_to_actor, desk, members[number].actor.name))


def _go_to_quote(desk: Desk, pane: Pane, identifier: str) -> None:
    desk.trail.leave(here(desk))
    desk.row.activate(desk.row.panes.index(pane))
    item = desk.session.item(pane.key, identifier)
    if item is not None:
        desk.go_to(item)


def _go_to_pane(desk: Desk, number: int) -> None:
    desk.row.activate(number)
    desk.show_current()


def _choose_target(desk: Desk, name: str) -> None:
    desk.session.choose_target(name)
    desk.show_current()
