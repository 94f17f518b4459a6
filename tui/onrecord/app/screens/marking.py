"""Selecting words on the keyboard, to make them a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from onrecord.app.widgets.key_bar import KeyBar, KeyHint
from onrecord.articles.safe_text import visible
from onrecord.coding.marking import (
    CannotMarkError,
    Edge,
    MarkedWords,
    Unit,
    marked_words,
    moved_edge,
    next_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from onrecord.app.reader.view import TextView
    from onrecord.articles.article import Article, Span
    from onrecord.coding.item import Item

_HINTS = (
    KeyHint("Enter", "quote", "mark"),
    KeyHint("Esc", "leave", "dismiss(None)"),
    KeyHint("j k", "sentence", "sentence(1)"),
    KeyHint("b w", "word", "extend('word', 1)"),
    KeyHint("h l", "char", "extend('character', 1)"),
    KeyHint("() {}", "further", "extend('sentence', 1)"),
)


class MarkingScreen(ModalScreen[MarkedWords | None]):
    """A mode in which keys move the ends of the selection. Its result is the marked words, or None."""

    DEFAULT_CSS = """
    MarkingScreen KeyBar { dock: bottom; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,v", "mark", "Make the selected words a quote"),
        Binding("escape,q", "dismiss(None)", "Leave"),
        Binding("j,down", "sentence(1)", "Select the next sentence"),
        Binding("k,up", "sentence(-1)", "Select the previous sentence"),
        Binding("w,ctrl+right", "extend('word', 1)", "Move the end on by a word"),
        Binding("b,ctrl+left", "extend('word', -1)", "Move the end back by a word"),
        Binding("l,right", "extend('character', 1)", "Move the end on by a character"),
        Binding("h,left", "extend('character', -1)", "Move the end back by a character"),
        Binding("right_parenthesis", "extend('sentence', 1)", "Move the end on to where a sentence ends"),
        Binding("left_parenthesis", "extend('sentence', -1)", "Move the end back to where a sentence ends"),
        Binding("right_curly_bracket", "extend('paragraph', 1)", "Move the end on to where a paragraph ends"),
        Binding("left_curly_bracket", "extend('paragraph', -1)", "Move the end back to where a paragraph ends"),
        Binding("o", "swap", "Move the start instead, or the end again"),
    ]

    def __init__(self, reader: TextView, article: Article, items: Sequence[Item], selection: Span) -> None:
        """Prepare the mode; `items` are the article's quotes, `selection` counts shown code points."""
        super().__init__()
        self._reader = reader
        self._article = article
        self._items = items
        self._selection = selection
        self._edge = Edge.END

    def compose(self) -> ComposeResult:
        """Lay out the keys of this mode over those of the review."""
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is selected at first."""
        self._select(self._selection)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """Do what the hint that was clicked says."""
        self.call_later(self.run_action, event.command)

    def action_extend(self, unit: str, step: int) -> None:
        """Move the end that moves by a unit, on (1) or back (-1)."""
        self._select(moved_edge(self._article.rendering, self._selection, self._edge, Unit(unit), step))

    def action_sentence(self, step: int) -> None:
        """Select the next (1) or previous (-1) sentence instead."""
        self._edge = Edge.END
        self._select(next_sentence(self._article.rendering, self._selection, step))

    def action_swap(self) -> None:
        """Move the other end from now on."""
        self._edge = Edge.START if self._edge is Edge.END else Edge.END
        self._select(self._selection)

    def action_mark(self) -> None:
        """Return the words; where they cannot be a quote, say why and go on."""
        try:
            self.dismiss(marked_words(self._article, self._selection, self._items))
        except CannotMarkError as error:
            self.query_one(KeyBar).message = visible(str(error))

    def _select(self, span: Span) -> None:
        self._selection = span
        self._reader.select(span)
        self._reader.uncover(span.start if self._edge is Edge.START else max(span.end - 1, span.start))
        bar = self.query_one(KeyBar)
        bar.message = ""
        bar.hints = (*_HINTS, KeyHint("o", f"{self._edge} moves", "swap"))
