"""What a command may read and call: the review screen's interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.app import App

    from onrecord.app.keys.keymap import Keymap
    from onrecord.app.presenting.panes import PaneKeeper
    from onrecord.app.presenting.presenter import Presenter
    from onrecord.app.project.navigation import VisitedPlaces
    from onrecord.app.project.project import Project
    from onrecord.app.project.view_options import ViewOptions
    from onrecord.app.theme.themes import ThemeSwitch
    from onrecord.app.widgets.pane import Pane
    from onrecord.app.widgets.pane_row import PaneRow
    from onrecord.coding.history import Change
    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession


class RunningTour(Protocol):
    """A tour for newcomers that is being taken."""

    def look(self) -> None:
        """Go on to the next step if this one is done."""

    def end(self) -> None:
        """End the tour and remove its strip."""


class ReviewContext(Protocol):
    """What a command may read and call: the session, the project, what is in view, and the screen's verbs."""

    session: ReviewSession
    project: Project
    presenter: Presenter
    themes: ThemeSwitch
    keymap: Keymap
    """The keys that the user chose."""
    visited: VisitedPlaces
    searching: bool
    """Whether quotes are still being looked for."""
    tour: RunningTour | None
    """The tour for newcomers, while it is taken."""

    @property
    def app(self) -> App[object]:
        """The application."""

    @property
    def row(self) -> PaneRow:
        """The panes."""

    @property
    def keeper(self) -> PaneKeeper:
        """Updates the panes when the session changes."""

    @property
    def pane(self) -> Pane:
        """The pane that keys act on."""

    @property
    def key(self) -> str:
        """The key of the article in the active pane."""

    @property
    def current(self) -> Item | None:
        """The current quote: the one that keys act on."""

    async def show_help(self) -> None:
        """List what can be done here, and run the command that is chosen."""

    def go_to(self, item: Item) -> None:
        """Make a quote the current one, in the pane that has its article or else in the active one."""

    def go_to_end(self) -> None:
        """Go behind the last quote of the article, where no stance is coded."""

    def change_view(self, view: ViewOptions) -> None:
        """Use other view options from now on, and show all articles with them."""

    def open_article(self, key: str) -> None:
        """Open an article in the active pane, at the place where it was left."""

    def read_again(self) -> None:
        """Show the active pane's article after it was read anew, and search it for quotes again."""

    def commit(self, change: Change | None, *, show: bool = False) -> None:
        """Save a change and show it; with `show`, go to the quote that it was made to. None does nothing."""

    def show_current(self) -> None:
        """Show the current quote in its pane and in the panel."""

    def show_all(self) -> None:
        """Update the current quote and every count on the screen."""

    def remember_place(self) -> None:
        """Save what is open, and the place in it, for the next start."""

    def tell(self, message: str) -> None:
        """Show a message in the bottom line until the next key."""

    def warn(self, message: str) -> None:
        """Show a warning that stays for some seconds."""

    def hint(self, command: str) -> str:
        """Return the label of a command's key, such as `Ctrl+R`."""

    @property
    def no_quotes_message(self) -> str:
        """The message to show when there is no current quote."""


def item_to_code(context: ReviewContext) -> Item | None:
    """Return the current quote if it may be coded; otherwise tell the coder why not and return None."""
    item = context.current
    if item is None:
        context.tell(context.no_quotes_message)
        return None
    return item if may_code(context, item.article) else None


def may_code(context: ReviewContext, key: str) -> bool:
    """Return whether an article's coding may be changed; if not, tell the coder why."""
    if key in context.project.unreadable:
        context.tell(context.no_quotes_message)  # the pane says why
        return False
    fault = context.project.locked.get(key)
    if fault is not None:
        context.warn(fault)
    return fault is None


# Conditions that several commands share, for `when`.


def readable(context: ReviewContext) -> bool:
    """Return whether the active pane shows an article that could be read."""
    return bool(context.key) and context.key not in context.project.unreadable and context.session.has(context.key)


def codable(context: ReviewContext) -> bool:
    """Return whether the coding of the article in the active pane can be changed."""
    return readable(context) and context.key not in context.project.locked


def at_quote(context: ReviewContext) -> bool:
    """Return whether there is a current quote."""
    return context.current is not None


def can_code(context: ReviewContext) -> bool:
    """Return whether there is a current quote and its coding can be changed."""
    return at_quote(context) and codable(context)


def has_quotes(context: ReviewContext) -> bool:
    """Return whether quotes were found in the article of the active pane."""
    return readable(context) and bool(context.session.items(context.key))


def some_left(context: ReviewContext) -> bool:
    """Return whether quotes of the article in the active pane are not yet reviewed."""
    if not readable(context):
        return False
    progress = context.session.progress(context.key)
    return progress.reviewed < progress.quotes


def some_left_anywhere(context: ReviewContext) -> bool:
    """Return whether quotes of any article are not yet reviewed."""
    progress = context.session.progress()
    return progress.reviewed < progress.quotes


def narrowed(context: ReviewContext) -> bool:
    """Return whether there is a filter, search or tour that `clear` would end."""
    view = context.presenter.view_options
    return context.tour is not None or view != view.cleared or context.presenter.search is not None
