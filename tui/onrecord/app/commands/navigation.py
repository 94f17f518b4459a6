"""Going from quote to quote, from pane to pane and from place to place, and scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.context import at_quote, has_quotes, some_left_anywhere
from onrecord.app.project.navigation import Spot
from onrecord.coding.ordering import next_article as next_article_of

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.project.searching import Match
    from onrecord.coding.item import Item

_OVERLAP = 2
"""Rows of a page that stay in view when scrolling to the next page."""


def _several_panes(context: ReviewContext) -> bool:
    return len(context.row.panes) > 1


@command("j", title="Next quote", group=Group.MOVING, when=has_quotes, footer=7)
def next_(context: ReviewContext) -> None:
    """Go to the next quote of this article."""
    _walk(context, 1)


def _walk(context: ReviewContext, step: int, *, unreviewed: bool = False) -> None:
    view = context.presenter.view_options
    item = view.neighbour(context.session, context.key, context.pane.current_id, step, unreviewed=unreviewed)
    if item is not None:
        context.go_to(item)
    elif not context.session.items(context.key):
        context.tell(context.no_quotes_message)
    elif step > 0 and not unreviewed and not view.doubtful_first and not context.pane.at_end:
        context.go_to_end()
    elif view.narrows:
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
    where = "" if context.presenter.view_options.doubtful_first else " in this article"
    return (
        f"No quote {side} this one{where} matches ({context.presenter.view_options.described}). "
        f"{context.hint('next_article')} goes to the next article, {context.hint('clear')} shows all again."
    )


@command("k", title="Previous quote", group=Group.MOVING, when=has_quotes)
def previous(context: ReviewContext) -> None:
    """Go to the previous quote of this article."""
    _walk(context, -1)


@command("J", title="Next unreviewed", group=Group.MOVING, when=some_left_anywhere)
def next_unreviewed(context: ReviewContext) -> None:
    """Go to the next quote that is not yet reviewed, over the end of the article."""
    _walk_unreviewed(context, 1)


@command("K", title="Previous unreviewed", group=Group.MOVING, when=some_left_anywhere)
def previous_unreviewed(context: ReviewContext) -> None:
    """Go to the previous quote that is not yet reviewed, over the beginning of the article."""
    _walk_unreviewed(context, -1)


def _walk_unreviewed(context: ReviewContext, step: int) -> None:
    view, session = context.presenter.view_options, context.session
    item = view.neighbour(session, context.key, context.pane.current_id, step, unreviewed=True)
    if item is None and not view.doubtful_first:
        keys = context.project.keys if step > 0 else context.project.keys[::-1]
        key = next_article_of(session, view.filter, keys, context.key)
        # Where no other article has one, the walk goes on from this one's other end.
        item = view.neighbour(session, key or context.key, None, step, unreviewed=True)
    if item is None:
        _walk(context, step, unreviewed=True)
        return
    go_to_in_pane(context, item)


def go_to_in_pane(context: ReviewContext, item: Item) -> None:
    """Make a quote the current one; its article opens in the active pane if no pane shows it."""
    if all(pane.key != item.article for pane in context.row.panes):
        context.open_article(item.article)
    context.go_to(item)


def go_on(context: ReviewContext, item: Item) -> None:
    """Go from a quote that was coded to the next one not reviewed here, else to the end of the article."""
    view, session = context.presenter.view_options, context.session
    following = view.neighbour(session, item.article, item.id, 1, unreviewed=True)
    if following is None and not view.doubtful_first:
        following = view.neighbour(session, item.article, None, 1, unreviewed=True)
    if following is not None:
        context.go_to(following)
    else:
        context.go_to_end()


@command("ctrl+home", title="First quote", group=Group.MOVING, when=has_quotes)
def first(context: ReviewContext) -> None:
    """Go to the first quote."""
    _go_to_end(context, 1)


def _go_to_end(context: ReviewContext, step: int) -> None:
    item = context.presenter.view_options.neighbour(context.session, context.key, None, step)
    if item is None:
        context.tell(context.no_quotes_message)
    else:
        context.go_to(item)


@command("ctrl+end", title="Last quote", group=Group.MOVING, when=has_quotes)
def last(context: ReviewContext) -> None:
    """Go to the last quote."""
    _go_to_end(context, -1)


@command("tab", title="Next pane", group=Group.MOVING, when=_several_panes, footer=11)
def next_pane(context: ReviewContext) -> None:
    """Go to the next pane."""
    _move_to_pane(context, 1)


def _move_to_pane(context: ReviewContext, step: int) -> None:
    if len(context.row.panes) == 1:
        context.tell(f"There is one pane. {context.hint('open')} opens another article in it.")
    else:
        context.row.activate(context.row.active_number + step)
        context.show_current()


@command("shift+tab", title="Previous pane", group=Group.MOVING, when=_several_panes)
def previous_pane(context: ReviewContext) -> None:
    """Go to the previous pane."""
    _move_to_pane(context, -1)


@command("down", title="Scroll down", group=Group.READING)
def row_down(context: ReviewContext) -> None:
    """Scroll down by a row."""
    context.pane.reader.scroll_rows(1)


@command("up", title="Scroll up", group=Group.READING)
def row_up(context: ReviewContext) -> None:
    """Scroll up by a row."""
    context.pane.reader.scroll_rows(-1)


@command("ctrl+d", title="Half a page down", group=Group.READING)
def half_down(context: ReviewContext) -> None:
    """Scroll down by half a page."""
    context.pane.reader.scroll_rows(_half_a_page(context))


@command("ctrl+u", title="Half a page up", group=Group.READING)
def half_up(context: ReviewContext) -> None:
    """Scroll up by half a page."""
    context.pane.reader.scroll_rows(-_half_a_page(context))


@command("pagedown", title="Page down", group=Group.READING)
def page_down(context: ReviewContext) -> None:
    """Scroll down by a page."""
    context.pane.reader.scroll_rows(_page(context))


@command("pageup", title="Page up", group=Group.READING)
def page_up(context: ReviewContext) -> None:
    """Scroll up by a page."""
    context.pane.reader.scroll_rows(-_page(context))


def _half_a_page(context: ReviewContext) -> int:
    return max(context.pane.reader.size.height // 2, 1)


def _page(context: ReviewContext) -> int:
    return max(context.pane.reader.size.height - _OVERLAP, 1)


@command("home", title="Beginning", group=Group.READING)
def top(context: ReviewContext) -> None:
    """Scroll to the beginning of the article."""
    context.pane.reader.go_to_place(0)


@command("end", title="End", group=Group.READING)
def bottom(context: ReviewContext) -> None:
    """Scroll to the end of the article."""
    reader = context.pane.reader
    reader.scroll_rows(reader.virtual_size.height)


@command("z", title="Centre", group=Group.READING, when=at_quote)
def centre(context: ReviewContext) -> None:
    """Scroll the current quote to the middle."""
    if context.current is None:
        context.tell(context.no_quotes_message)
    else:
        context.pane.reader.centre_quote()


def here(context: ReviewContext) -> Spot:
    """Return where the coder is."""
    return Spot(context.key, context.pane.current_id, context.pane.reader.place)


def go_back_to(context: ReviewContext, spot: Spot) -> None:
    """Show a place that was visited, in the pane that has its article or else in the active one."""
    context.keeper.bring_up(spot.article)
    context.pane.current_id = spot.quote
    context.pane.reader.go_to_place(spot.top)
    context.show_current()


def go_to_match(context: ReviewContext, match: Match) -> None:
    """Show a match of the search; if it is in a quote, make that the current one."""
    context.visited.leave(here(context))
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
    """Go to an actor's first quote: in this article if there is one, otherwise in any."""
    quotes = context.session.quotes_of(name)
    first = next((item for item in quotes if item.article == context.key), next(iter(quotes), None))
    if first is None:
        context.tell(f"No quote is said to be by {name}.")
        return
    context.visited.leave(here(context))
    context.go_to(first)
