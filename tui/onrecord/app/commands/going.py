"""Going to places anywhere in the folder, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.project.navigation import Spot

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.project.searching import Match


def here(context: ReviewContext) -> Spot:
    """Return where the reviewer is."""
    return Spot(context.key, context.pane.current_id, context.pane.reader.place)


def go_back_to(context: ReviewContext, spot: Spot) -> None:
    """Show a place that was visited, in the pane that has its article or else in the active one."""
    context.keeper.bring_up(spot.article)
    context.pane.current_id = spot.quote
    context.pane.reader.go_to_place(spot.top)
    context.show_current()


def go_to_match(context: ReviewContext, match: Match) -> None:
    """Show what was searched for; where it stands in a quote, that becomes the current one."""
    context.trail.leave(here(context))
    context.keeper.bring_up(match.article)
    context.keeper.show_matches()
    reader = context.pane.reader
    quote = reader.quote_at(*match.span)
    if quote is not None:
        context.pane.current_id = quote
    context.show_current()
    # After the pane that was brought up has shown its own current quote, which may be elsewhere.
    context.app.call_after_refresh(reader.reveal, match.span)


def go_to_actor(context: ReviewContext, name: str) -> None:
    """Go to the first quote of an actor: of this article where they have one in it, else of any."""
    quotes = context.session.quotes_of(name)
    first = next((item for item in quotes if item.article == context.key), next(iter(quotes), None))
    if first is None:
        context.tell(f"No quote is said to be by {name}.")
        return
    context.trail.leave(here(context))
    context.go_to(first)
