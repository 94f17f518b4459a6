"""Marking quotes by hand, moving their edges, and joining the parts of one utterance."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.asking import ask_speaker
from onrecord.app.commands.command import Command, Group
from onrecord.articles.rendering import BlockKind
from onrecord.articles.safe_text import visible
from onrecord.coding.marking import CannotMarkError, Edge, MarkedWords, marked_words, word_from
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.app.desk import Desk
    from onrecord.articles.article import Span


async def _mark(desk: Desk) -> None:
    if desk.key in desk.workspace.unreadable:
        desk.tell(desk.no_quotes_message)
    elif desk.may_code(desk.key):
        from onrecord.app.screens.marking import MarkingScreen

        article, items = desk.session.article(desk.key), desk.session.items(desk.key)
        reader, focused = desk.pane.reader, desk.presenter.lens.focused
        first = reader.selected or _where_to_begin(desk)
        screen = MarkingScreen(reader, article, items, first, desk.keymap.marking)
        if focused:
            # What is not found yet stands in what is left out.
            desk.look_through(replace(desk.presenter.lens, focused=False))
        marked = await desk.app.push_screen_wait(screen)
        if marked is not None:
            await _add(desk, marked)
        reader.select(None)
        if focused:
            desk.look_through(replace(desk.presenter.lens, focused=True))


async def _mark_selected(desk: Desk) -> None:
    selected = desk.pane.reader.selected
    if selected is None:
        desk.tell(f"Nothing is selected: drag over words, or {desk.hint('mark')} selects by keys.")
    elif not desk.may_code(desk.key):
        return
    elif _goes_over_elision(desk, selected):
        # Words that nobody has seen are not to be coded.
        desk.tell(f"The selection goes over […], where words are left out: {desk.hint('mark')} shows them.")
    else:
        try:
            marked = marked_words(desk.session.article(desk.key), selected, desk.session.items(desk.key))
        except CannotMarkError as error:
            desk.tell(str(error))
            return
        await _add(desk, marked)
        desk.pane.reader.select(None)


def _goes_over_elision(desk: Desk, selected: Span) -> bool:
    if not desk.presenter.lens.focused:
        return False
    blocks = desk.presenter.shown(desk.session, desk.key).rendering.blocks
    left_out = (block for block in blocks if block.kind is BlockKind.ELISION)
    return any(block.start < selected.end and selected.start < block.end for block in left_out)


def _where_to_begin(desk: Desk) -> Span:
    """Return the word after the current quote where that can be seen, else the first one in view."""
    article, item, reader = desk.session.article(desk.key), desk.current, desk.pane.reader
    if item is not None:
        after = word_from(article.rendering, article.rendering.to_shown(*item.span).end)
        if reader.is_in_view(after.start):
            return after
    return word_from(article.rendering, reader.place)


async def _add(desk: Desk, marked: MarkedWords) -> None:
    article, session = desk.session.article(marked.article), desk.session
    before = [item for item in session.items(marked.article) if item.span < marked.span and item.actor]
    nearest = session.actor_name(before[-1]) if before else None
    about = visible(f"“{article.text[marked.span.start : marked.span.end]}” · {marked.kind}")
    actor = await ask_speaker(desk, about, nearest, unknown=True)
    if actor is not None:
        try:
            desk.carry(session.add_quote(marked, actor or None), show=True)
        except CannotMarkError as error:
            desk.tell(str(error))


def _move(edge: Edge, step: int, desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    if item.rejected:
        desk.tell(f"This is not a quote: {desk.hint('reject')} opens it again.")
        return
    try:
        change = desk.session.move_edge(item, edge, step)
    except CannotMarkError as error:
        desk.tell(str(error))
        return
    if change is None:
        desk.tell(f"There is no word to move the {edge} by.")
    desk.carry(change)


def _join(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    try:
        desk.carry(desk.session.join(item))
    except OnrecordError as error:
        desk.tell(str(error))
        return
    desk.tell(f"Joined with the next quote: {desk.hint('split')} takes them apart.")


def _split(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    change = desk.session.split(item)
    if change is None:
        desk.tell(f"This quote stands alone. {desk.hint('join')} joins it with the next.")
    desk.carry(change)


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
