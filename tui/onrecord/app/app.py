"""The Textual application: applies a theme and opens the review screen."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from onrecord.app.commands.user_keymap import load_keymap
from onrecord.app.keys.keymap import TakesKeys
from onrecord.app.presenting.presenter import Presenter
from onrecord.app.project.actor_faces import ActorFaces
from onrecord.app.project.view_options import ViewOptions
from onrecord.app.runtime.gc_pauses import QuietCollector
from onrecord.app.runtime.type_ahead import KeyGate
from onrecord.app.screens.review import ReviewScreen
from onrecord.app.screens.too_small import TooSmallScreen, fits
from onrecord.app.theme.themes import DEFAULT_THEME, SIXTEEN_COLOURS, ThemeSwitch, load_theme, theme_names
from onrecord.articles.safe_text import visible
from onrecord.storage.user_state import load_preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.command import Provider
    from textual.geometry import Size
    from textual.screen import Screen

    from onrecord.app.project.project import Project
    from onrecord.app.theme.themes import Appearance


def _command_names() -> type[Provider]:
    from onrecord.app.screens.command_palette import CommandNames

    return CommandNames


_ANSWERS = frozenset({"enter", "escape"})
"""Keys that may close a list or form."""
_CLOSED = 0.15
"""Seconds to wait for a page on top of a list or form to close."""


class OnrecordApp(App[None]):
    """The review of one project."""

    CSS_PATH = "onrecord.tcss"
    TITLE = "onrecord"
    ENABLE_COMMAND_PALETTE = False  # keeps Textual from binding a key of its own; enabled again below
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "show_keys", "Show these keys", priority=True)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_command_names}

    def __init__(self, project: Project, *, tour: bool = False) -> None:
        """Prepare the review; with `tour`, newcomers are shown the first steps."""
        # Textual decides how to remove colours before it knows the theme, so leave them to the terminal here.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self.use_command_palette = True
        self._tour = tour
        self._engine = project.engine
        name = self._preferred_theme()
        self._presenter = Presenter(
            ActorFaces.recall(project.place.faces), load_theme(name), project.keys, project.collection.project
        )
        self._presenter.view_options = ViewOptions.recall(project.place.filter, project.place.modes)
        themes = ThemeSwitch(self, name, self._repaint)
        self._gate = KeyGate(self)
        self._review = ReviewScreen(project, self._presenter, themes, self._gate, load_keymap())
        self._too_small: Screen[None] | None = None
        self._collector = QuietCollector(self, lambda: self._review.searching)

    def get_default_screen(self) -> Screen[None]:
        """Return the review screen, so that the first frame already shows it."""
        return self._review

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, but hold keys back while a list or form is opening or closing."""
        if isinstance(event, events.InputEvent):
            self._collector.put_off()
        if isinstance(event, events.Paste):
            self._disarm(event)
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._gate.closed:
            self._gate.hold(event)
        else:
            await self._take_key(event)

    def _disarm(self, paste: events.Paste) -> None:
        """Remove control characters from text pasted into a single-line field."""
        from textual.widgets import Input

        if isinstance(self.focused, Input):
            paste.text = "".join(sign for sign in paste.text if sign == "\n" or visible(sign) == sign)

    async def on_key_gate_opened(self) -> None:
        """Handle the next of the keys that were held back."""
        key = self._gate.next_key()
        if key is not None:
            await self._take_key(key)
            self._gate.let_next_on()

    async def _take_key(self, key: events.Key) -> None:
        # Until a browser page is clicked, Textual believes that it has no focus, and does not focus its fields.
        self.app_focus = True
        dialog = self.screen
        way = [*(dialog.focused or dialog).ancestors_with_self]
        if not (isinstance(dialog, TakesKeys) and dialog.take_key(key.key)):
            await super().on_event(key)
        answered = key.key in _ANSWERS or self.screen is not dialog
        if answered and self._review.asking and dialog is not self._review:
            self._gate.close()
            dialogs = [screen for screen in self.screen_stack if screen is not self._review]
            if dialogs == [dialog]:
                # The key bubbles up from the field, and then so does the message that the field posts for it.
                self._gate.open_after([*way, *way], dialogs)
            else:
                self.set_timer(_CLOSED, partial(self._gate.open_if_on_top, dialogs))

    def action_show_keys(self) -> None:
        """Show the keys of the screen on top, or close the page that already shows them."""
        from onrecord.app.dialogs.help import HelpScreen, dialog_keys
        from onrecord.app.dialogs.page import PageScreen
        from onrecord.app.presenting.pages import keys_page

        if self.screen is self._review:
            self._review.action_command("help")
        elif isinstance(self.screen, HelpScreen | PageScreen):
            self.screen.dismiss(None)
        elif keys := dialog_keys(type(self.screen)):
            self.push_screen(PageScreen("Keys here", keys_page(keys)))

    def action_help_quit(self) -> None:
        """Say how to leave, as Ctrl+C without a selection may have been meant to end the program."""
        self._review.warn(f"{self._review.hint('leave')} leaves the review.")

    def on_unmount(self) -> None:
        """Stop the quote engine: its results are not needed any more."""
        self._engine.close()

    def on_ready(self) -> None:
        """Warn of faults in the user's key file, begin the tour, and schedule garbage collection."""
        for fault in self._review.keymap.faults:
            self._review.warn(fault)
        if self._tour:
            from onrecord.app.commands.tour import begin_if_new

            self._review.run_worker(begin_if_new(self._review), group="tour")
        self._look_for_room(self.size)
        self._collector.put_off()

    def on_exit_app(self) -> None:
        """Remember the place however the review ends: with `q`, a signal, or a closed browser tab."""
        self._review.remember_place()

    def on_resize(self, event: events.Resize) -> None:
        """Show the “too small” screen while the terminal is too small, and remove it afterwards."""
        self._look_for_room(event.size)

    def _look_for_room(self, size: Size) -> None:
        for pane in self._review.row.panes:
            pane.reader.held = not fits(size)
        if fits(size):
            if self._too_small is not None and self.screen is self._too_small:
                self._too_small.dismiss(None)
        elif self._too_small not in self.screen_stack:
            self._too_small = TooSmallScreen(self._review)
            self.push_screen(self._too_small)

    def _preferred_theme(self) -> str:
        preferred = load_preferences().theme
        if preferred in theme_names():
            return preferred
        return SIXTEEN_COLOURS if self.console.color_system == "standard" else DEFAULT_THEME

    def _repaint(self, appearance: Appearance) -> None:
        self._presenter.appearance = appearance
        self._review.repaint_all()


def run_app(project: Project, *, tour: bool = False) -> None:
    """Open the review of a project, with `tour` for newcomers, and return when the reviewer leaves."""
    OnrecordApp(project, tour=tour).run()
