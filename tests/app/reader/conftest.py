"""Texts, marks and styles for the reader, and a pane with one in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Offset

from onrecord.app.reader.marks import Mark
from onrecord.app.reader.reader import Reader
from onrecord.app.reader.styles import ReadingStyles
from onrecord.articles.rendering import Block, BlockKind, Piece, Rendering
from onrecord.articles.span import Span

PARAGRAPH = BlockKind.PARAGRAPH


def rendering(*blocks: str | tuple[str, Block], styled: tuple = ()) -> Rendering:
    """Return a rendering of these paragraphs; a pair gives the text of another kind of block and its pattern."""
    placed, texts, start = [], [], 0
    for given in blocks:
        text, like = given if isinstance(given, tuple) else (given, Block(PARAGRAPH, 0, 0))
        placed.append(Block(like.kind, start, start + len(text), like.level, like.marker, like.quoted))
        texts.append(text)
        start += len(text) + 1
    text = "\n".join(texts)
    return Rendering(text, tuple(placed), styled, (Piece(Span(0, len(text)), Span(0, len(text))),))


def quoted(text: str, **kwargs: object) -> list[Mark]:
    """Return a mark of the actor AA for all that stands in curly quotation marks."""
    found = enumerate(re.finditer("“([^”]*)”", text))
    return [Mark(f"q{number}", *match.span(1), badge="AA", slot=0, **kwargs) for number, match in found]


def make_styles() -> ReadingStyles:
    """Return styles of which each can be told from every other."""
    names = [name for name in ReadingStyles.__dataclass_fields__ if name not in {"actors", "badges"}]
    single = {name: Style(color=f"color({100 + number})") for number, name in enumerate(names)}
    several = {
        name: tuple(Style(color=f"color({first + slot})") for slot in range(3))
        for name, first in (("actors", 150), ("badges", 160))
    }
    return ReadingStyles(**single, **several)


@pytest.fixture
def styles() -> ReadingStyles:
    return make_styles()


class ReaderApp(App[None]):
    """A reader that fills the terminal, and what it posted."""

    CSS = "Reader { border: round gray; }"

    def __init__(self) -> None:
        super().__init__()
        self.reader = Reader(make_styles())
        self.clicked: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.reader

    def on_reader_quote_clicked(self, event: Reader.QuoteClicked) -> None:
        assert event.control is self.reader
        self.clicked.append(event.id)

    def rows(self) -> list[str]:
        """Return the visible rows as plain text."""
        return [self.reader.render_line(y).text.rstrip() for y in range(self.reader.size.height)]

    def cell_of(self, words: str) -> Offset:
        """Return where these words begin, in cells of the widget with its border."""
        for y, row in enumerate(self.rows()):
            if words in row:
                return Offset(row.index(words) + 1, y + 1)
        raise AssertionError(words)


@pytest.fixture
def make_app() -> Callable[[], ReaderApp]:
    return ReaderApp
