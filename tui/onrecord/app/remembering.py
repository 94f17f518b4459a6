"""What is remembered of a review for the next time: what is open, where in it, and what was looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.storage.state import Place

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


def present_place(desk: Desk) -> Place:
    """Return where the coder is now; of articles that are not open, where they were left."""
    panes, old, lens = desk.row.panes, desk.workspace.place, desk.presenter.lens
    return Place(
        panes=tuple(pane.key for pane in panes if pane.key),
        pane=desk.row.active_number,
        quotes={**old.quotes, **{pane.key: pane.current_id for pane in panes if pane.current_id}},
        tops={**old.tops, **{pane.key: pane.reader.place for pane in panes if pane.key}},
        target=desk.session.target,
        formats=old.formats,
        faces=desk.presenter.palette.remembered(),
        filter=lens.filter.criteria,
        modes=lens.modes,
    )
