"""One quote that was coded in two ways, side by side: a person decides what is to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from onrecord.articles.safe_text import visible
from onrecord.storage.differences import differences, quoted_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from onrecord.storage.merge import Conflict


class ConflictScreen(ModalScreen[bool | None]):
    """A conflict. Its result is whether our side is to hold, or None to decide later."""

    DEFAULT_CSS = """
    ConflictScreen Horizontal { height: auto; margin-bottom: 1; }
    ConflictScreen .part { width: 14; color: $text-muted; }
    ConflictScreen .side { width: 1fr; padding-right: 1; }
    ConflictScreen .head { text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,left", "dismiss(True)", "The first"),
        Binding("2,right", "dismiss(False)", "The second"),
        Binding("escape,l", "dismiss(None)", "Later"),
        Binding("question_mark", "app.show_keys", "Show these keys"),
    ]

    def __init__(self, conflict: Conflict, place: str, sides: tuple[str, str]) -> None:
        """Prepare the page.

        Args:
            conflict: what is to be decided.
            place: which conflict of how many this is, and in which article.
            sides: what our side and the other one are called.
        """
        super().__init__()
        self._sides = sides
        self._conflict = conflict
        self._place = place

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = Content(f" Coded in two ways: {visible(self._place)} ")
            box.border_subtitle = Content(" 1 or 2 is to hold · Esc decides later ")
            yield Static(Content(f"“{visible(quoted_words(self._conflict))}”"), classes="about")
            yield from _row("", f"1 {self._sides[0]}", f"2 {self._sides[1]}", style=" head")
            for difference in differences(self._conflict):
                yield from _row(difference.part, difference.ours, difference.theirs)
            yield Static(Content("Whichever is chosen: what only one side changed, such as a note, is kept."))


def _row(part: str, ours: str, theirs: str, *, style: str = "") -> Iterator[Horizontal]:
    yield Horizontal(
        Static(Content(visible(part)), classes="part"),
        Static(Content(visible(ours)), classes=f"side{style}"),
        Static(Content(visible(theirs)), classes=f"side{style}"),
    )
