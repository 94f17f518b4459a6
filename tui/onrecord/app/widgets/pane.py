"""A pane: one article in a frame that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from onrecord.app.reader.reader import Reader
from onrecord.app.widgets.pane_edge import EdgeView, PaneEdge
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from onrecord.app.reader.marks import Mark
    from onrecord.app.reader.styles import ReadingStyles
    from onrecord.articles.article import Article, ArticleHead

_CORNERS = 6
"""Cells of the frame's upper edge that are not available to the title."""
_BETWEEN = " · "
_READABLE = 8
"""Cells of an article's title by which it says anything; with an outlet before them, fewer are left out."""


END = ""
"""In the place of a quote's id: the coder stands behind the last quote of the article, where no stance is coded."""


class Pane(Vertical):
    """One article in a frame: on its upper edge letter, outlet, date and title; on its lower edge the progress."""

    DEFAULT_CSS = """
    Pane { width: 1fr; background: $background; }
    Pane > .framed {
        height: 1fr; border: round $border-blurred; border-bottom: none; border-title-color: $text-muted;
    }
    Pane.-active > .framed {
        border: round $border; border-bottom: none; border-title-color: $foreground; border-title-style: bold;
    }
    Pane.-active > PaneEdge { color: $border; }
    Pane > Static { padding: 1 2; color: $text-error; }
    """

    def __init__(self, letter: str, styles: ReadingStyles) -> None:
        super().__init__(id=f"pane-{letter}")
        self.letter = letter
        self.key = ""
        """The key of the article in this pane; empty before the first one."""
        self.current_id: str | None = None
        """The id of the quote that is, or was last, the current one here; `END` behind the last quote."""
        self.reader = Reader(styles, classes="framed")
        self.edge = PaneEdge()
        self._about: ArticleHead | None = None
        self._fault: Static | None = None

    def compose(self) -> ComposeResult:
        yield self.reader
        yield self.edge

    @property
    def at_end(self) -> bool:
        """Whether the coder stands behind the last quote of the article."""
        return self.current_id == END

    def show_article(self, article: Article, about: ArticleHead, marks: Sequence[Mark]) -> None:
        """Put an article into the pane; `about` is what the frame may say of it."""
        self.key = article.key
        self._about = about
        self._show_in_place_of_text(None)
        self._write_title()
        self.reader.show(article.rendering, marks)

    def show_fault(self, key: str, name: str, message: str) -> None:
        """Show why the article called `name` cannot be read."""
        self.key = key
        self._about = None
        self.edge.view = EdgeView()
        fault = Static(visible(message), classes="framed", markup=False)
        fault.border_title = Content(f"{self.letter} · {visible(name)}")
        self._show_in_place_of_text(fault)

    def on_resize(self) -> None:
        self._write_title()

    def _show_in_place_of_text(self, fault: Static | None) -> None:
        if self._fault is not None:
            self._fault.remove()
        self._fault = fault
        self.reader.display = fault is None
        if fault is not None:
            self.mount(fault, before=self.edge)

    def _write_title(self) -> None:
        if self._about is not None:
            self.reader.border_title = edge_title(self.letter, self._about, self.size.width - _CORNERS)


def edge_title(letter: str, about: ArticleHead, room: int) -> Content:
    """Return the frame's title in at most `room` cells: outlet and date first, of the article's title what fits."""
    facts = about.metadata
    guessed = f"read as {about.encoding}, guessed" if about.encoding_guessed else None
    told = Content(" · ".join(visible(fact) for fact in (letter, facts.outlet, facts.date, guessed) if fact))
    left = room - told.cell_length - cell_len(_BETWEEN)
    if left < min(cell_len(visible(about.title)), _READABLE) and facts.outlet:
        return told.truncate(max(room, 1), ellipsis=True)
    return Content.assemble(told, _BETWEEN, Content(visible(about.title)).truncate(max(left, 1), ellipsis=True))
