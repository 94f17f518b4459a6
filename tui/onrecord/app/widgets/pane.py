"""A pane: one article in a frame that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from onrecord.app.reader.reader import Reader
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from onrecord.app.reader.marks import Mark
    from onrecord.app.reader.styles import ReadingStyles
    from onrecord.articles.article import Article

_CORNERS = 6
"""Cells of the frame's upper edge that the title leaves free."""
_READABLE = 32
"""Cells of an article's title by which it can still be told from others."""


class PaneEdge(Widget):
    """The frame's lower edge, with the progress on it.

    It is a widget of its own because it changes with every step: Textual paints the whole inside of a frame anew
    for a word on its border.
    """

    DEFAULT_CSS = """
    PaneEdge { height: 1; color: $border-blurred; }
    """

    progress: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the edge."""
        text = Content.styled(f" {self.progress} ", "$text-muted") if self.progress else Content()
        line = "─" * max(self.size.width - text.cell_length - 3, 0)
        return Content.assemble(f"╰{line}", text, "─╯")


class Pane(Vertical):
    """One article in a frame: on its upper edge letter, title and date; on its lower edge the progress."""

    DEFAULT_CSS = """
    Pane { width: 1fr; background: $background; }
    Pane > .frame {
        height: 1fr; border: round $border-blurred; border-bottom: none; border-title-color: $text-muted;
    }
    Pane.-active > .frame {
        border: round $border; border-bottom: none; border-title-color: $foreground; border-title-style: bold;
    }
    Pane.-active > PaneEdge { color: $border; }
    Pane .unreadable { display: none; padding: 1 2; color: $text-error; height: 1fr; }
    Pane.-unreadable .unreadable { display: block; }
    Pane.-unreadable Reader { display: none; }
    """

    def __init__(self, letter: str, styles: ReadingStyles) -> None:
        super().__init__(id=f"pane-{letter}")
        self.letter = letter
        self.key = ""
        """The key of the article in this pane; empty before the first one."""
        self.current_id: str | None = None
        """The id of the quote that is, or was last, the current one here."""
        self.reader = Reader(styles)
        self.edge = PaneEdge()
        self._frame = Vertical(classes="frame")
        self._article: Article | None = None

    def compose(self) -> ComposeResult:
        """Lay out the text, and the place for the message where it cannot be read."""
        with self._frame:
            yield self.reader
            yield Static("", classes="unreadable", markup=False)
        yield self.edge

    def show_article(self, article: Article, marks: Sequence[Mark]) -> None:
        """Put an article into the pane."""
        self.key = article.key
        self.remove_class("-unreadable")
        self._article = article
        self._write_title()
        self.reader.show(article.rendering, marks)

    def show_fault(self, key: str, message: str) -> None:
        """Say in the article's place why it cannot be read."""
        self.key = key
        self.add_class("-unreadable")
        self._article = None
        self._frame.border_title = Content(f"{self.letter} · {visible(key)}")
        self.query_one(".unreadable", Static).update(visible(message))

    def show_progress(self, current: int | None, reviewed: int, quotes: int, *, done: bool) -> None:
        """Say on the lower edge which quote is the current one, and how many are reviewed."""
        where = f"quote {current} of {quotes} · " if current else ""
        progress = f"{where}{reviewed}/{quotes} reviewed" if quotes else "no quotes"
        self.edge.progress = f"{progress} · done" if done else progress

    def on_resize(self) -> None:
        """Fit the title to the frame."""
        self._write_title()

    def _write_title(self) -> None:
        if self._article is not None:
            self._frame.border_title = _title(self.letter, self._article, self.size.width - _CORNERS)


def _title(letter: str, article: Article, room: int) -> Content:
    """Return the frame's title in at most `room` cells: where it is long, the outlet gives way, then its end."""
    about = article.metadata
    guessed = f"read as {article.encoding}, guessed" if article.encoding_guessed else None
    title = Content(visible(article.title))
    for facts in ((about.outlet, about.date, guessed), (about.date, guessed)):
        after = "".join(f" · {visible(fact)}" for fact in facts if fact)
        left = room - cell_len(f"{letter} · {after}")
        if left >= min(title.cell_length, _READABLE):
            break
    return Content.assemble(f"{letter} · ", title.truncate(max(left, 1), ellipsis=True), after)
