"""What is remembered of a review for the next time: what is open, where in it, and what was looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.storage.user_state import Place

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


def present_place(context: ReviewContext) -> Place:
    """Return where the coder is now; of articles that are not open, where they were left."""
    panes, old, lens = context.row.panes, context.project.place, context.presenter.lens
    return Place(
        panes=tuple(pane.key for pane in panes if pane.key),
        pane=context.row.active_number,
        quotes={**old.quotes, **{pane.key: pane.current_id for pane in panes if pane.current_id}},
        tops={**old.tops, **{pane.key: pane.reader.place for pane in panes if pane.key}},
        target=context.session.target,
        formats=old.formats,
        faces=context.presenter.palette.remembered(),
        filter=lens.filter.criteria,
        modes=lens.modes,
    )
