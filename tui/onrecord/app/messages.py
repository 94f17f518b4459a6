"""What the review says by itself: what to do where there is no quote, and what is wrong with the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


def no_quotes_message(desk: Desk, *, searching: bool) -> str:
    """Return what to say where there is no current quote; `searching` while quotes are still looked for."""
    if desk.key in desk.workspace.unreadable:
        return f"This article cannot be read. {desk.hint('open')} opens another."
    if searching:
        return "Quotes are still being looked for."
    if desk.session.items(desk.key):
        return f"{desk.hint('next')} goes to the first quote."
    whole = f"{desk.hint('focus')} shows the whole text, " if desk.presenter.lens.focused else ""
    return (
        f"No quotes found here. {desk.hint('done')} marks the article done, {whole}"
        f"{desk.hint('mark')} marks a quote by hand, {desk.hint('open')} opens another article."
    )


def say_what_is_wrong(desk: Desk) -> None:
    """Say that files have problems, and which key says more; nothing where all is well."""
    problems = len(desk.workspace.problems())
    if problems:
        how_many = "1 file has a problem" if problems == 1 else f"The files have {problems} problems"
        desk.tell(f"{how_many}: {desk.hint('problems')} says what to do.")
    changed = [key for key in desk.session.keys if desk.session.moved_items(key)]
    if changed:
        files = "An article has" if len(changed) == 1 else f"{len(changed)} articles have"
        desk.warn(
            f"{files} changed since the coding: ~ marks quotes that have moved, ? those that need a look. "
            f"{desk.hint('confirm_places')} confirms all that have moved in an article."
        )
