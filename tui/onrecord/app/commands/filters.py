"""Choosing which quotes are shown and visited, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.context import narrowed
from onrecord.app.commands.prompts import ask_filter
from onrecord.coding.filter import Filter, State
from onrecord.coding.ordering import count_matching, next_in_article
from onrecord.coding.ordering import next_article as next_article_of

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext

_FLAGGED = Filter(state=State.FLAGGED)


def _several_articles(context: ReviewContext) -> bool:
    return len(context.project.keys) > 1


@command("b", title="Blind", group=Group.FINDING)
def blind(context: ReviewContext) -> None:
    """Hide the articles' titles, bylines and outlets, also in their text, or show them again."""
    view = replace(context.presenter.view_options, blind=not context.presenter.view_options.blind)
    context.change_view(view)
    context.app.clear_notifications()  # they may name what is hidden now
    context.tell("Titles and outlets are hidden." if view.blind else "Titles and outlets are shown again.")


@command("c", title="Focus", group=Group.FINDING)
def focus(context: ReviewContext) -> None:
    """Show only the quotes and two sentences around each, or the whole text again."""
    from onrecord.coding.excerpts import AROUND

    view = replace(context.presenter.view_options, focused=not context.presenter.view_options.focused)
    context.change_view(view)
    _go_to_what_is_shown(context)
    if view.focused:
        context.tell(
            f"Only quotes, {AROUND} sentences around each. {context.hint('focus')} shows the whole text again."
        )
    else:
        context.tell("The whole text is shown again.")


def _go_to_what_is_shown(context: ReviewContext) -> None:
    """In focus mode, go to the nearest quote that matches if the current one does not."""
    view, current = context.presenter.view_options, context.current
    if not view.focused or current is None or view.shows(context.session, current):
        return
    near = (next_in_article(context.session, view.filter, context.key, current.id, step) for step in (1, -1))
    nearest = next((item for item in near if item is not None), None)
    if nearest is not None:
        context.go_to(nearest)


@command("F", title="Filter", group=Group.FINDING)
async def filter_(context: ReviewContext) -> None:
    """Show and visit only the quotes of an actor, kind, state, stance, target or outlet."""
    chosen = await ask_filter(context)
    if chosen is None:
        return
    context.change_view(replace(context.presenter.view_options, filter=chosen))
    _go_to_what_is_shown(context)
    if not chosen:
        context.tell("No filter: every quote is shown.")
        return
    matching = count_matching(context.session, chosen)
    if not matching:
        nothing = (
            f"Nothing is flagged: {context.hint('flag')} flags a quote."
            if chosen == _FLAGGED
            else "No quote matches."
        )
        context.tell(
            f"{nothing} {context.hint('filter')} changes the filter, {context.hint('clear')} shows all again."
        )
        return
    context.tell(
        f"{matching} {'quote matches' if matching == 1 else 'quotes match'}. "
        f"{context.hint('next')} walks them, {context.hint('next_article')} opens the next article, "
        f"{context.hint('clear')} shows all again."
    )


@command("d", title="Doubtful first", group=Group.FINDING)
def doubtful(context: ReviewContext) -> None:
    """Visit quotes from the least to the most certain, over all articles; again: in the order of the text."""
    view = replace(context.presenter.view_options, doubtful_first=not context.presenter.view_options.doubtful_first)
    context.change_view(view)
    if not view.doubtful_first:
        context.tell("Quotes are visited in the order of the text again.")
        return
    first = view.neighbour(context.session, context.key, None, 1, unreviewed=True)
    if first is None:
        context.tell("Everything is reviewed; there is nothing left to doubt.")
        return
    context.go_to(first)
    context.tell(
        f"The most doubtful quote that is not reviewed. {context.hint('next_unreviewed')} goes to the next one."
    )


@command("escape", title="Clear filter and search", group=Group.FINDING, when=narrowed)
def clear(context: ReviewContext) -> None:
    """Show every quote again, in the order of the text, and remove the marks of a search."""
    if context.tour is not None:
        context.tour.end()
        return
    view = context.presenter.view_options
    if view == view.cleared and context.presenter.search is None:
        context.tell("There is no filter or search to clear.")
        return
    context.presenter.search = None
    context.keeper.show_matches()
    context.change_view(view.cleared)
    context.tell("Every quote is shown, in the order of the text.")


@command("O", title="Next article to review", group=Group.FINDING, when=_several_articles)
def next_article(context: ReviewContext) -> None:
    """Go to the next article in which quotes are left to review; it opens in this pane if no other shows it."""
    filter = context.presenter.view_options.filter
    key = next_article_of(context.session, filter, context.project.keys, context.key)
    if key is None:
        what = "quote that matches and is" if filter else "quote that is"
        context.tell(f"No other article has a {what} not reviewed. {context.hint('open')} opens any of them.")
        return
    if all(pane.key != key for pane in context.row.panes):
        context.open_article(key)
    first = next_in_article(context.session, filter, key, None, 1, unreviewed=True)
    if first is not None:
        context.go_to(first)
