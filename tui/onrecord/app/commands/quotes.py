"""Marking quotes by hand, moving their edges, and joining the parts of one utterance."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group
from onrecord.app.commands.prompts import ask_speaker
from onrecord.articles.rendering import BlockKind
from onrecord.articles.safe_text import visible
from onrecord.coding.marking import CannotMarkError, Edge, MarkedWords, marked_words, word_from
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext
    from onrecord.articles.article import Span


async def _mark(context: ReviewContext) -> None:
    if context.key in context.project.unreadable:
        context.tell(context.no_quotes_message)
    elif context.may_code(context.key):
        from onrecord.app.dialogs.mark_words import MarkingScreen

        article, items = context.session.article(context.key), context.session.items(context.key)
        reader, focused = context.pane.reader, context.presenter.lens.focused
        first = reader.selected or _where_to_begin(context)
        screen = MarkingScreen(reader, article, items, first, context.keymap.marking)
        if focused:
            # What is not found yet stands in what is left out.
            context.look_through(replace(context.presenter.lens, focused=False))
        marked = await context.app.push_screen_wait(screen)
        if marked is not None:
            await _add(context, marked)
        reader.select(None)
        if focused:
            context.look_through(replace(context.presenter.lens, focused=True))


async def _mark_selected(context: ReviewContext) -> None:
    selected = context.pane.reader.selected
    if selected is None:
        context.tell(f"Nothing is selected: drag over words, or {context.hint('mark')} selects by keys.")
    elif not context.may_code(context.key):
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
        await _add(context, marked)
        context.pane.reader.select(None)


def _goes_over_elision(context: ReviewContext, selected: Span) -> bool:
    if not context.presenter.lens.focused:
        return False
    blocks = context.presenter.shown(context.session, context.key).rendering.blocks
    left_out = (block for block in blocks if block.kind is BlockKind.ELISION)
    return any(block.start < selected.end and selected.start < block.end for block in left_out)


def _where_to_begin(context: ReviewContext) -> Span:
    """Return the word after the current quote where that can be seen, else the first one in view."""
    article, item, reader = context.session.article(context.key), context.current, context.pane.reader
    if item is not None:
        after = word_from(article.rendering, article.rendering.to_shown(*item.span).end)
        if reader.is_in_view(after.start):
            return after
    return word_from(article.rendering, reader.place)


async def _add(context: ReviewContext, marked: MarkedWords) -> None:
    article, session = context.session.article(marked.article), context.session
    before = [item for item in session.items(marked.article) if item.span < marked.span and item.actor]
    nearest = session.actor_name(before[-1]) if before else None
    about = visible(f"“{article.text[marked.span.start : marked.span.end]}” · {marked.kind}")
    actor = await ask_speaker(context, about, nearest, unknown=True)
    if actor is not None:
        try:
            context.carry(session.add_quote(marked, actor or None), show=True)
        except CannotMarkError as error:
            context.tell(str(error))


def _move(edge: Edge, step: int, context: ReviewContext) -> None:
    item = context.item_to_code()
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
    context.carry(change)


def _join(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    try:
        context.carry(context.session.join(item))
    except OnrecordError as error:
        context.tell(str(error))
        return
    context.tell(f"Joined with the next quote: {context.hint('split')} takes them apart.")


def _split(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    change = context.session.split(item)
    if change is None:
        context.tell(f"This quote stands alone. {context.hint('join')} joins it with the next.")
    context.carry(change)


COMMANDS = (
    Command(
        "mark",
        ("v",),
        "Mark a quote",
        "Select words by keys, beginning with those selected by the mouse, and make them a quote.",
        Group.CORRECTING,
        _mark,
        9,
    ),
    Command(
        "mark_selected",
        ("enter",),
        "Mark selected",
        "Make the words that are selected by the mouse a quote.",
        Group.CORRECTING,
        _mark_selected,
    ),
    Command(
        "start_back",
        ("left_square_bracket",),
        "Start earlier",
        "Move the quote's start back by a word.",
        Group.CORRECTING,
        partial(_move, Edge.START, -1),
    ),
    Command(
        "end_on",
        ("right_square_bracket",),
        "End later",
        "Move the quote's end on by a word.",
        Group.CORRECTING,
        partial(_move, Edge.END, 1),
    ),
    Command(
        "start_on",
        ("left_curly_bracket",),
        "Start later",
        "Move the quote's start on by a word.",
        Group.CORRECTING,
        partial(_move, Edge.START, 1),
    ),
    Command(
        "end_back",
        ("right_curly_bracket",),
        "End earlier",
        "Move the quote's end back by a word.",
        Group.CORRECTING,
        partial(_move, Edge.END, -1),
    ),
    Command(
        "join",
        ("ampersand",),
        "Join",
        "Join the quote with the next one as parts of one utterance, which are coded as one.",
        Group.CORRECTING,
        _join,
    ),
    Command(
        "split",
        ("vertical_line",),
        "Split",
        "Take the parts of an utterance apart again.",
        Group.CORRECTING,
        _split,
    ),
)
