"""The review screen: articles in panes, the current quote in a panel, keys that run commands."""

from __future__ import annotations

from inspect import isawaitable
from time import monotonic
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.screen import Screen

from onrecord.app.commands.navigation import here
from onrecord.app.commands.table import BY_NAME, COMMANDS, commands_with, hint
from onrecord.app.keys.keymap import Keymap, Keystrokes, with_keys
from onrecord.app.presenting.panes import PaneKeeper
from onrecord.app.project.loading import Loader
from onrecord.app.project.navigation import VisitedPlaces
from onrecord.app.screens.messages import key_hints, no_quotes_message, status_of, tell_problems
from onrecord.app.screens.toasts import are_shown, keep_clear
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.pane import END
from onrecord.app.widgets.pane_row import PaneRow
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.app.widgets.status_line import StatusLine
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection, Iterable, Sequence

    from textual.app import ComposeResult

    from onrecord.app.commands.context import RunningTour
    from onrecord.app.presenting.presenter import Presenter
    from onrecord.app.project.project import Project
    from onrecord.app.project.view_options import ViewOptions
    from onrecord.app.reader.reader import Reader
    from onrecord.app.runtime.type_ahead import KeyGate
    from onrecord.app.theme.themes import ThemeSwitch
    from onrecord.app.widgets.pane import Pane
    from onrecord.app.widgets.pane_edge import PaneEdge
    from onrecord.coding.history import Change
    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession

LOWEST_PANEL = 6
"""The least rows of the panels below the panes."""
KEEP_EVERY = 5.0
"""Seconds between storing the place and retrying failed saves."""
RETRY_EVERY = 0.1
"""Seconds between two attempts to save while another window holds the lock."""
WARN_AFTER = 5.0
"""Seconds of waiting for another window's lock before the coder is warned."""
ATTEND_AFTER = 1.0
"""Seconds until annotation files are first checked, so that the check does not delay the first frame."""


class ReviewScreen(Screen[None]):
    """Arranges the panes and panels, runs commands, and saves and shows their changes."""

    DEFAULT_CSS = """
    ReviewScreen { background: $background; }
    #bottom { min-height: 5; max-height: 12; background: $surface; }
    """

    def __init__(
        self, project: Project, presenter: Presenter, themes: ThemeSwitch, gate: KeyGate, keymap: Keymap
    ) -> None:
        super().__init__()
        self.project = project
        self.session: ReviewSession = project.session
        self.presenter = presenter
        self.themes = themes
        self.asking = False
        """Whether a command waits for an answer."""
        self._gate = gate
        self.visited = VisitedPlaces()
        self.tour: RunningTour | None = None
        self.keymap = keymap
        self.commands = commands_with(self.session.codebook, keymap)
        self._strokes = Keystrokes(with_keys(COMMANDS, keymap.review))
        self.searching = True
        """Whether some articles are still to be searched for quotes."""
        self.row = PaneRow()
        self.keeper = PaneKeeper(self.row, project, presenter)
        self._loader = Loader(project, self)
        self._is_waiting = False
        self._waiting_since: float | None = None
        """When coding began to wait for another window's lock; None once the coder was warned."""
        self._filled = False

    def compose(self) -> ComposeResult:
        """Lay out the status line, the panes, the panels and the keys."""
        yield StatusLine()
        yield self.row
        with Horizontal(id="bottom"):
            yield QuotePanel()
            yield ActorList()
        yield KeyBar()

    async def on_mount(self) -> None:
        """Open the articles that were open last time, and start to load the others."""
        await self.keeper.open_first()
        self._loader.find_first(self.key)
        self.query_one(KeyBar).hints = key_hints(self, self.commands)
        self._retrying = self.set_interval(RETRY_EVERY, self._save_waiting, pause=True)
        self.quotes_found()
        self.set_interval(KEEP_EVERY, self._keep)
        self.set_timer(ATTEND_AFTER, self._attend)
        self.call_after_refresh(self._find_quotes)

    # The current place

    @property
    def pane(self) -> Pane:
        """The pane that keys act on."""
        return self.row.active

    @property
    def key(self) -> str:
        """The key of the article in the active pane."""
        return self.pane.key

    @property
    def current(self) -> Item | None:
        """The current quote: the one that keys act on."""
        if self.pane.current_id is None or self.key in self.project.unreadable:
            return None
        return self.session.item(self.key, self.pane.current_id)

    def go_to(self, item: Item) -> None:
        """Make a quote the current one, in the pane that has its article or else in the active one."""
        if item.article != self.key:
            self.visited.leave(here(self))
            self.keeper.bring_up(item.article)
        self.pane.current_id = item.id
        self.show_current()

    def go_to_end(self) -> None:
        """Go past the article's last quote, where stance keys do nothing."""
        self.pane.current_id = END
        self.show_current()

    def change_view(self, view: ViewOptions) -> None:
        """Set the view options, and show all articles with them."""
        self.presenter.view_options = view
        self.keeper.show_again()
        self.show_all()

    def open_article(self, key: str) -> None:
        """Open an article in the active pane, at its last position."""
        self.visited.leave(here(self))
        self.remember_place()
        self.keeper.show(self.pane, key)
        self.show_all()

    # For commands

    def commit(self, change: Change | None, *, show: bool = False) -> None:
        """Save a change and show it; with `show`, go to the changed quote. None does nothing."""
        if change is None:
            return
        if change.codebook:
            self._loader.relink()
        self._tell_failed(self.project.commit(change))
        if show and change.places:
            self.keeper.bring_up(change.places[0].article)
            self.pane.current_id = change.places[0].quote or self.pane.current_id
        self.presenter.meet(self.session)
        self.keeper.show_change(change)
        self.show_all()

    def _tell_failed(self, keys: Iterable[str]) -> None:
        """Warn of coding that could not be saved, and ask about conflicts with another window's coding."""
        conflicts = [key for key in keys if key in self.project.conflicts]
        for key in keys:
            if key not in self.project.conflicts:
                self.warn(self.project.unsaved[key])
        if conflicts:
            from onrecord.app.commands.recovery import decide_conflicts

            self.run_worker(decide_conflicts(self, conflicts), group="attending")

    def tell(self, message: str) -> None:
        """Show a message in the bottom line until the next key."""
        self.query_one(KeyBar).message = visible(message)

    def warn(self, message: str) -> None:
        """Show a warning that must not be overlooked."""
        self.notify(visible(self.presenter.told(message)), severity="error", timeout=12, markup=False)
        self.call_after_refresh(keep_clear, self, self)

    def hint(self, command: str) -> str:
        """Return the label of a command's key."""
        return hint(self.keymap, command)

    @property
    def no_quotes_message(self) -> str:
        """The message shown if there is no current quote."""
        return no_quotes_message(self, searching=not self._loader.has_found(self.key))

    # Keys and mouse

    @property
    def keys_held(self) -> bool:
        """Whether keys wait for a list or form to open or close."""
        return self._gate.closed

    def take_key(self, key: str) -> bool:
        """Run the command bound to a key; return whether the key was used."""
        name = self._strokes.press(key)
        if name:
            self.action_command(name)
        elif name is not None:
            self.tell(self._strokes.prompt)
        return name is not None

    def action_command(self, name: str) -> None:
        """Run a command by its name."""
        self.query_one(KeyBar).message = ""
        running = BY_NAME[name].run(self)
        if isawaitable(running):
            self._gate.close()
            self.asking = True
            self.run_worker(self._finish(running), group="asking", exclusive=True)

    async def show_help(self) -> None:
        """List the commands available here, and run the chosen one."""
        from onrecord.app.commands.help import ask_help

        name = await ask_help(self, self.commands)
        running = BY_NAME[name].run(self) if name is not None else None
        if running is not None:
            await running

    async def _finish(self, running: Awaitable[None]) -> None:
        try:
            await running
        finally:
            self.asking = False
            self._gate.open()

    def on_screen_suspend(self) -> None:
        """Pass held-back keys on to the list or form that has opened, once it is on screen."""
        self.app.screen.call_after_refresh(self._gate.open)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """Run the command whose hint was clicked."""
        self.action_command(event.command)

    def on_reader_quote_clicked(self, event: Reader.QuoteClicked) -> None:
        """Make the quote that was clicked the current one."""
        self.row.activate_reader(event.reader)
        item = self.session.item(self.key, event.id)
        if item is not None:
            self.go_to(item)

    def on_pane_edge_quote_clicked(self, event: PaneEdge.QuoteClicked) -> None:
        """Make the quote whose cell was clicked the current one."""
        pane = next(pane for pane in self.row.panes if pane.edge is event.edge)
        items = self.session.items(pane.key)
        if event.number < len(items):
            self.go_to(items[event.number])

    def on_pane_row_activated(self) -> None:
        """Show the current quote of the pane that is now active."""
        self.show_all()

    async def on_resize(self) -> None:
        """Show as many panes and actors as fit."""
        if self._filled:
            self._fit_panels()
            await self.keeper.fill()
            self.row.show_fitting()
            self._show_progress(*self.row.panes)

    # Showing

    def show_current(self) -> None:
        """Show the current quote in its pane and in the panel, and everything that depends on it."""
        self._show_current()
        self._show_progress(self.pane)

    def _show_current(self) -> None:
        if self._loader.has_found(self.key):
            self.keeper.begin(self.pane)
        item = self.current
        self.keeper.show_focus(item)
        panel = self.query_one(QuotePanel)
        if item is None:
            panel.placeholder = self.no_quotes_message
        panel.view = self.presenter.quote_view(self.session, item) if item else None
        actor = self.session.actor_name(item) if item else None
        self.query_one(ActorList).current = visible(actor) if actor else None
        if self.tour is not None:
            self.tour.look()
        if are_shown(self):
            keep_clear(self, self)

    def show_all(self) -> None:
        """Show the current quote and all counts."""
        if not self.query(QuotePanel):
            return  # The program is ending, and the widgets are gone.
        self._show_current()
        self.show_counts()

    def show_counts(self) -> None:
        """Update the counts in the status line, the actor list and the panes' edges."""
        self.query_one(ActorList).actors = self.presenter.actor_lines(self.session)
        self._fit_panels()
        self.query_one(StatusLine).status = status_of(self, self._loader.searched, searching=self.searching)
        self._show_progress(*self.row.panes)
        self._watch_lock()

    def _show_progress(self, *panes: Pane) -> None:
        for pane in panes:
            self.keeper.show_progress(pane)

    def _fit_panels(self) -> None:
        """Give the panels below the panes one row per actor, but at most a fifth of the screen."""
        wanted = max(len(self.query_one(ActorList).actors), LOWEST_PANEL)
        self.query_one("#bottom").styles.height = min(wanted, self.size.height // 5)

    def repaint_all(self) -> None:
        """Repaint everything after a change of theme."""
        for pane in self.row.panes:
            pane.reader.restyle(self.presenter.styles)
        self.query_one(KeyBar).hints = key_hints(self, self.commands)
        self.show_all()

    def read_again(self) -> None:
        """Show the active pane's article after it was reread, and search it for quotes again."""
        for pane in self.row.panes:
            if pane.key == self.key:
                self.keeper.show(pane, pane.key)
        self.run_worker(self._loader.find_again(self.key), group="finding")

    # Remembering

    def remember_place(self) -> None:
        """Store the open articles and positions for the next start."""
        self.project.remember(self.keeper.place)

    def _attend(self) -> None:
        from onrecord.app.commands.recovery import attend

        self.run_worker(attend(self), group="attending")

    def _keep(self) -> None:
        from onrecord.app.commands.recovery import look_around
        from onrecord.app.runtime.hangup import end_if_closed

        self.remember_place()
        end_if_closed()
        look_around(self)
        if self.project.unsaved and not self.project.waiting:
            self._tell_failed(self.project.save_pending())
            self.show_counts()

    # Saving while another window holds the lock

    def _watch_lock(self) -> None:
        """Retry saving at intervals while coding waits for another window's lock."""
        if self.project.waiting and not self._is_waiting:
            self._is_waiting, self._waiting_since = True, monotonic()
            self._retrying.resume()
        elif self._is_waiting and not self.project.waiting:
            self._is_waiting = False
            self._retrying.pause()

    def _save_waiting(self) -> None:
        from onrecord.app.commands.recovery import look_at

        self._tell_failed(self.project.save_pending())
        if self._waiting_since is not None and monotonic() - self._waiting_since > WARN_AFTER:
            for key in sorted(self.project.waiting)[:1]:
                self.warn(self.project.unsaved[key])
            self._waiting_since = None
        if not self.project.waiting:
            look_at(self, ())  # shows what was merged in
            self.show_counts()

    # Called by the loader

    @property
    def articles_in_view(self) -> Sequence[str]:
        """The keys of the articles on screen, the active one first."""
        return list(dict.fromkeys((self.key, *(pane.key for pane in self.row.panes))))

    def quotes_found(self) -> None:
        """Show quotes and actors that have been found or linked."""
        self.presenter.meet(self.session)
        self.keeper.show_marks()
        self.show_all()

    def counts_changed(self) -> None:
        """Show the progress of loading and the current counts."""
        self.presenter.meet(self.session)
        self.show_all()

    def articles_changed(self, keys: Collection[str]) -> None:
        """Show articles whose text has changed on disk."""
        for pane in self.row.panes:
            if pane.key in keys:
                self.keeper.show(pane, pane.key)
        self.show_all()

    def _find_quotes(self) -> None:
        self.run_worker(self._begin(), group="finding")

    async def _begin(self) -> None:
        """Find and show the active article's quotes before other panes and articles are read."""
        await self._loader.find([self.key])
        await self.keeper.fill()
        self._filled = True
        self.show_all()
        await self._loader.count_recorded()
        await self._loader.read_all()
        self.searching = False
        self.show_all()
        tell_problems(self)
        await self._loader.look_closely()
