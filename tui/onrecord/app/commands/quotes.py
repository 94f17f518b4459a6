"""Correcting quotes: actor and details, marking by hand, moving the edges, joining and splitting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.commands.actors import likely_mistaken
from onrecord.app.commands.command import Group, command
from onrecord.app.commands.context import can_code, codable, item_to_code, may_code
from onrecord.app.commands.prompts import ask_actor, ask_details, ask_speaker, ask_yes
from onrecord.articles.rendering import BlockKind
from onrecord.articles.safe_text import visible
from onrecord.coding.likely_actors import actor_before as previous_actor
from onrecord.coding.marking import CannotMarkError, Edge, MarkedWords, marked_words, word_from
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext
    from onrecord.articles.span import Span
    from onrecord.coding.item import Item


def _can_mark_selected(context: ReviewContext) -> bool:
    return codable(context) and context.pane.reader.selected is not None


def _can_move_edge(context: ReviewContext) -> bool:
    return can_code(context) and context.current is not None and not context.current.rejected


def _has_actor_before(context: ReviewContext) -> bool:
    item = context.current
    return item is not None and can_code(context) and previous_actor(context.session, item) is not None


def _joined(context: ReviewContext) -> bool:
    return can_code(context) and context.current is not None and len(context.session.parts(context.current)) > 1


@command("a", title="Actor", group=Group.CORRECTING, when=can_code, footer=3)
async def actor(context: ReviewContext) -> None:
    """Correct the actor of the quote."""
    item = item_to_code(context)
    if item is None:
        return
    name = await ask_actor(context, item)
    if name is not None:
        _set_actor(context, item, name)


@command("p", title="Actor before", group=Group.CORRECTING, when=_has_actor_before)
def actor_before(context: ReviewContext) -> None:
    """Give the quote the actor of the quote before it."""
    item = item_to_code(context)
    if item is None:
        return
    name = previous_actor(context.session, item)
    if name is None:
        context.tell("No quote before this one in the article has an actor.")
    else:
        _set_actor(context, item, name)


def _set_actor(context: ReviewContext, item: Item, name: str) -> None:
    """Set a quote's actor, and say what it was before, what follows from it, and what else may."""
    session = context.session
    before = session.actor_name(item)
    change = session.set_actor(item, name)
    context.commit(change)
    if change is None:
        context.tell(f"The actor is “{name}” already.")
        return
    others = len(change.places) - len(session.parts(session.item(item.article, item.id) or item))
    said = f"Actor: {name}, before {before or 'nobody'}."
    if others > 0:
        follow = "1 quote follows" if others == 1 else f"{others} quotes follow"
        said += f" {follow}, not reviewed yet."
    left = len(likely_mistaken(session, context.project)) if session.corrected == (before, name) else 0
    if left:
        number = "the other quote" if left == 1 else f"the {left} other quotes"
        said += f" {context.hint('everywhere')} gives {number} of “{before}” the name, too."
    context.tell(said)


@command("e", title="Details", group=Group.CORRECTING, when=can_code, footer=8)
async def details(context: ReviewContext) -> None:
    """Correct the kind, via and addressee."""
    item = item_to_code(context)
    if item is None:
        return
    details = await ask_details(context, item)
    if details is not None:
        context.commit(context.session.correct(item, details.kind, details.via, details.addressee))


@command("v", title="Mark a quote", group=Group.CORRECTING, when=codable, footer=9)
async def mark(context: ReviewContext) -> None:
    """Select text for a new quote on the keyboard, starting from the mouse selection."""
    if context.key in context.project.unreadable:
        context.tell(context.no_quotes_message)
    elif may_code(context, context.key):
        from onrecord.app.dialogs.mark_words import MarkingScreen

        article, items = context.session.article(context.key), context.session.items(context.key)
        reader, focused = context.pane.reader, context.presenter.view_options.focused
        first = reader.selected or _where_to_begin(context)
        screen = MarkingScreen(reader, article, items, first, context.keymap.marking)
        if focused:
            # What is not found yet stands in what is left out.
            context.change_view(replace(context.presenter.view_options, focused=False))
        marked = await context.app.push_screen_wait(screen)
        if marked is None or await _add(context, marked):
            reader.select(None)
        else:
            # The words stay selected: who left the list may want to choose again.
            reader.select(article.rendering.to_shown(*marked.span))
        if focused:
            context.change_view(replace(context.presenter.view_options, focused=True))


def _where_to_begin(context: ReviewContext) -> Span:
    """Return the word after the current quote if that is in view, otherwise the first word in view."""
    article, item, reader = context.session.article(context.key), context.current, context.pane.reader
    if item is not None:
        after = word_from(article.rendering, article.rendering.to_shown(*item.span).end)
        if reader.is_in_view(after.start):
            return after
    return word_from(article.rendering, reader.place)


async def _add(context: ReviewContext, marked: MarkedWords) -> bool:
    """Ask whose words were marked and make them a quote; return whether that was done."""
    article, session = context.session.article(marked.article), context.session
    before = [item for item in session.items(marked.article) if item.span < marked.span and item.actor]
    nearest = session.actor_name(before[-1]) if before else None
    about = visible(f"“{article.text[marked.span.start : marked.span.end]}” · {marked.kind}")
    actor = await ask_speaker(context, about, nearest, unknown=True)
    if actor is None:
        context.tell(f"Still selected: {context.hint('mark_selected')} asks again whose words they are.")
        return False
    try:
        context.commit(session.add_quote(marked, actor or None), show=True)
    except CannotMarkError as error:
        context.tell(str(error))
        return False
    return True


@command("enter", title="Mark selected", group=Group.CORRECTING, when=_can_mark_selected)
async def mark_selected(context: ReviewContext) -> None:
    """Make the text selected with the mouse a quote."""
    selected = context.pane.reader.selected
    if selected is None:
        context.tell(f"Nothing is selected: drag over words, or {context.hint('mark')} selects by keys.")
    elif not may_code(context, context.key):
        return
    elif _goes_over_elision(context, selected):
        # Words that nobody has seen are not to be coded.
        context.tell(f"The selection goes over […], where words are left out: {context.hint('mark')} shows them.")
    else:
        try:
            marked = marked_words(
                context.session.article(context.key), selected, context.session.items(context.key)
            )
        except CannotMarkError as error:
            context.tell(str(error))
            return
        if await _add(context, marked):
            context.pane.reader.select(None)


def _goes_over_elision(context: ReviewContext, selected: Span) -> bool:
    if not context.presenter.view_options.focused:
        return False
    blocks = context.presenter.shown(context.session, context.key).rendering.blocks
    left_out = (block for block in blocks if block.kind is BlockKind.ELISION)
    return any(block.start < selected.end and selected.start < block.end for block in left_out)


@command("left_square_bracket", title="Start earlier", group=Group.CORRECTING, when=_can_move_edge)
def start_back(context: ReviewContext) -> None:
    """Move the quote's start back by a word."""
    _move(Edge.START, -1, context)


def _move(edge: Edge, step: int, context: ReviewContext) -> None:
    item = item_to_code(context)
    if item is None:
        return
    if item.rejected:
        context.tell(f"This is not a quote: {context.hint('reject')} opens it again.")
        return
    try:
        change = context.session.move_edge(item, edge, step)
    except CannotMarkError as error:
        context.tell(str(error))
        return
    if change is None:
        context.tell(f"There is no word to move the {edge} by.")
    context.commit(change)


@command("right_square_bracket", title="End later", group=Group.CORRECTING, when=_can_move_edge)
def end_on(context: ReviewContext) -> None:
    """Move the quote's end forward by a word."""
    _move(Edge.END, 1, context)


@command("left_curly_bracket", title="Start later", group=Group.CORRECTING, when=_can_move_edge)
def start_on(context: ReviewContext) -> None:
    """Move the quote's start forward by a word."""
    _move(Edge.START, 1, context)


@command("right_curly_bracket", title="End earlier", group=Group.CORRECTING, when=_can_move_edge)
def end_back(context: ReviewContext) -> None:
    """Move the quote's end back by a word."""
    _move(Edge.END, -1, context)


@command("ampersand", title="Join", group=Group.CORRECTING, when=can_code)
async def join(context: ReviewContext) -> None:
    """Join the quote with the next one as parts of one utterance, which is coded as one."""
    item = item_to_code(context)
    if item is None:
        return
    mine, theirs = context.session.actors_to_join(item)
    if mine != theirs:
        question = f"The next quote is by {theirs or 'nobody'}. Is it a part of this one?"
        if not await ask_yes(context, question, f"Yes, both are words of {mine or 'nobody'}"):
            return
    try:
        context.commit(context.session.join(item))
    except OnrecordError as error:
        context.tell(str(error))
        return
    context.tell(f"Joined with the next quote: {context.hint('split')} takes them apart.")


@command("vertical_line", title="Split", group=Group.CORRECTING, when=_joined)
def split(context: ReviewContext) -> None:
    """Split a joined utterance into its quotes again."""
    item = item_to_code(context)
    if item is None:
        return
    change = context.session.split(item)
    if change is None:
        context.tell(f"This quote stands alone. {context.hint('join')} joins it with the next.")
    context.commit(change)
