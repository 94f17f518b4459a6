"""Going to places anywhere in the folder, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.trail import Spot

if TYPE_CHECKING:
    from onrecord.app.desk import Desk
    from onrecord.app.searching import Match


def here(desk: Desk) -> Spot:
    """Return where the reviewer is."""
    return Spot(desk.key, desk.pane.current_id, desk.pane.reader.place)


def go_back_to(desk: Desk, spot: Spot) -> None:
    """Show a place that was visited, in the pane that has its article or else in the active one."""
    desk.keeper.bring_up(spot.article)
    desk.pane.current_id = spot.quote
    desk.pane.reader.go_to_place(spot.top)
    desk.show_current()


def go_to_match(desk: Desk, match: Match) -> None:
    """Show what was searched for; where it stands in a quote, that becomes the current one."""
    desk.trail.leave(here(desk))
    desk.keeper.bring_up(match.article)
    desk.keeper.show_matches()
    reader = desk.pane.reader
    quote = reader.quote_at(*match.span)
    if quote is not None:
        desk.pane.current_id = quote
    desk.show_current()
    # After the pane that was brought up has shown its own current quote, which may be elsewhere.
    desk.app.call_after_refresh(reader.reveal, match.span)


def go_to_actor(desk: Desk, name: str) -> None:
    """Go to the first quote of an actor: of this article where they have one in it, else of any."""
    quotes = desk.session.quotes_of(name)
    first = next((item for item in quotes if item.article == desk.key), next(iter(quotes), None))
    if first is None:
        desk.tell(f"No quote is said to be by {name}.")
        return
    desk.trail.leave(here(desk))
    desk.go_to(first)
