"""Keeps the panes up to date with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.presenting.presenter import focus_of
from onrecord.coding.ordering import next_in_article
from onrecord.storage.user_state import Place

if TYPE_CHECKING:
    from onrecord.app.presenting.presenter import Presenter
    from onrecord.app.project.project import Project
    from onrecord.app.widgets.pane import Pane
    from onrecord.app.widgets.pane_row import PaneRow
    from onrecord.coding.history import Change
    from onrecord.coding.item import Item


class PaneKeeper:
    """Shows articles in panes, and updates every pane that shows a changed quote."""

    def __init__(self, row: PaneRow, project: Project, presenter: Presenter) -> None:
        self._row = row
        self._project = project
        self._session = project.session
        self._presenter = presenter

    async def open_first(self) -> None:
        """Create as many panes as fit and are needed, and fill the one that was active last."""
        await self._grow()
        place = self._project.place
        number = min(place.pane, len(self._row.panes) - 1)
        there = set(self._project.keys)
        remembered = (key for key in place.panes[place.pane : place.pane + 1] if key in there)
        keys = dict.fromkeys((*remembered, *self._project.keys_by_place))
        self.show(self._row.panes[number], next(self._project.readable_first(keys)))
        self._row.activate(number)

    async def fill(self) -> None:
        """Create as many panes as fit and are needed, and show an article in each."""
        await self._grow()
        shown = {pane.key for pane in self._row.panes}
        keys = self._project.readable_first(key for key in self._project.keys_by_place if key not in shown)
        for pane in self._row.panes:
            if not pane.key:
                self.show(pane, next(keys))

    async def _grow(self) -> None:
        await self._row.grow(min(self._row.wanted, len(self._project.keys)), self._presenter.styles)

    def show(self, pane: Pane, key: str) -> None:
        """Show an article in a pane, at its last position."""
        place = self._project.place
        if not self._project.open(key):
            self._show_fault(pane, key)
            return
        self._show_article(pane, key)
        self._mark_matches(pane)
        pane.current_id = place.quotes.get(key)
        if key in place.tops:
            pane.reader.go_to_place(place.tops[key])

    def _show_article(self, pane: Pane, key: str) -> None:
        presenter, session = self._presenter, self._session
        pane.show_article(
            presenter.shown(session, key), presenter.about(session, key), presenter.marks(session, key)
        )

    def _show_fault(self, pane: Pane, key: str) -> None:
        fault = self._presenter.told(self._project.unreadable[key], key)
        pane.show_fault(key, self._presenter.name_of(key), fault)

    @property
    def place(self) -> Place:
        """The open articles and positions, to be remembered; other articles keep their last position."""
        panes, old, view = self._row.panes, self._project.place, self._presenter.view_options
        return Place(
            panes=tuple(pane.key for pane in panes if pane.key),
            pane=self._row.active_number,
            quotes={**old.quotes, **{pane.key: pane.current_id for pane in panes if pane.current_id}},
            tops={**old.tops, **{pane.key: pane.reader.place for pane in panes if pane.key}},
            target=self._session.target,
            formats=old.formats,
            faces=self._presenter.actor_faces.remembered(),
            filter=view.filter.criteria,
            modes=view.modes,
        )

    def bring_up(self, key: str) -> None:
        """Activate the pane that shows an article; if there is none, show the article in the active pane."""
        if self._row.active.key == key:
            return
        number = next((number for number, pane in enumerate(self._row.panes) if pane.key == key), None)
        if number is None:
            self.show(self._row.active, key)
        else:
            self._row.activate(number)

    def begin(self, pane: Pane) -> None:
        """If a pane has no current quote, make the first unreviewed one current."""
        items = self._session.items(pane.key)
        if items and pane.at_end:
            return
        if items and (pane.current_id is None or self._session.item(pane.key, pane.current_id) is None):
            filter = self._presenter.view_options.filter
            first = next_in_article(self._session, filter, pane.key, None, 1, unreviewed=True)
            pane.current_id = (first or items[0]).id

    def show_focus(self, item: Item | None) -> None:
        """Mark the current quote, in the active pane only."""
        for pane in self._row.panes:
            here = item if pane is self._row.active else None
            pane.reader.focus_quote(focus_of(self._session.article(here.article), here) if here else None)

    def show_change(self, change: Change) -> None:
        """Repaint changed quotes wherever they are shown."""
        if change.codebook:
            self.show_marks()
            return
        for pane in self._row.panes:
            if not self._session.has(pane.key):
                continue
            changed = [place.quote for place in change.places if place.article == pane.key and place.quote]
            items = [item for quote in changed if (item := self._session.item(pane.key, quote))]
            if len(items) < len(changed):
                pane.reader.set_marks(self._presenter.marks(self._session, pane.key))
            elif items:
                article = self._session.article(pane.key)
                pane.reader.update_marks([self._presenter.mark(self._session, article, item) for item in items])
            self._cut(pane)

    def show_target(self) -> None:
        """Show the stances toward the target now chosen, in the texts and on the edges."""
        for pane in self._row.panes:
            if self._session.has(pane.key):
                article = self._session.article(pane.key)
                coded = [item for item in self._session.items(pane.key) if self._session.stances(item)]
                pane.reader.update_marks([self._presenter.mark(self._session, article, item) for item in coded])
                self.show_progress(pane)

    def show_again(self) -> None:
        """Show all articles again with the current view options, at their current positions."""
        for pane in self._row.panes:
            if pane.key in self._project.unreadable:
                self._show_fault(pane, pane.key)
            else:
                top = pane.reader.place
                self._show_article(pane, pane.key)
                self._mark_matches(pane)
                pane.reader.go_to_place(top)

    def show_matches(self) -> None:
        """Mark the search matches in all panes."""
        for pane in self._row.panes:
            self._mark_matches(pane)
            self._cut(pane)

    def _mark_matches(self, pane: Pane) -> None:
        search = self._presenter.search
        if search is None:
            pane.reader.mark_matches(())
        else:
            current = search.match.span if search.match.article == pane.key else None
            pane.reader.mark_matches(search.within(pane.key), current)

    def show_marks(self) -> None:
        """Repaint all quotes."""
        for pane in self._row.panes:
            if self._session.has(pane.key):
                pane.reader.set_marks(self._presenter.marks(self._session, pane.key))
                self._cut(pane)

    def _cut(self, pane: Pane) -> None:
        """In focus mode, update the excerpts, because the set of shown quotes may have changed."""
        if self._presenter.view_options.focused and self._session.has(pane.key):
            pane.reader.cut(self._presenter.shown(self._session, pane.key).rendering)

    def show_progress(self, pane: Pane) -> None:
        """Show the article's quotes and its progress on the pane's edge."""
        if not self._session.has(pane.key):
            return
        current = self._session.number(pane.key, pane.current_id) if pane is self._row.active else None
        pane.edge.view = self._presenter.edge_view(self._session, pane.key, current)
