"""What the list of articles shows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from onrecord.app.presenting.rows import Choice
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.app.commands.context import ReviewContext

_PROGRESS, _SIGNS = 7, 4
"""Cells for how far the review of an article has come, and for what is said of it in signs."""
_BEFORE_TITLE = " " * (_PROGRESS + _SIGNS + 2)


class ArticleRow(NamedTuple):
    """An article in the list, with what it can be sorted by."""

    key: str
    title: str
    searched: str
    """What typing is compared with, in small letters."""
    name: str = ""
    """The file's name, where it may be shown."""
    outlet: str | None = None
    date: str | None = None
    reviewed: int = 0
    quotes: int | None = None
    """None where they were not yet looked for."""
    flagged: int = 0
    done: bool = False
    fault: str | None = None
    """Why it cannot be read."""

    @property
    def left(self) -> int:
        """How many of its quotes are not yet reviewed."""
        return (self.quotes or 0) - self.reviewed


def article_rows(context: ReviewContext) -> Iterator[ArticleRow]:
    """Yield every article of the folder, in its order."""
    blind, session = context.presenter.lens.blind, context.session
    for key in context.project.keys:
        fault = context.project.unreadable.get(key)
        if fault is not None or not session.has(key):
            name = context.presenter.name_of(key)
            yield ArticleRow(key, name, name.casefold(), fault=fault and context.presenter.told(fault, key))
            continue
        head, progress = context.presenter.about(session, key), session.progress(key)
        about, name = head.metadata, "" if blind else key
        searched = " ".join(part for part in (head.title, about.outlet, about.date, name) if part)
        yield ArticleRow(
            key,
            head.title,
            searched.casefold(),
            name,
            about.outlet,
            about.date,
            progress.reviewed,
            progress.quotes,
            progress.flagged,
            session.coding(key).done is not None,
        )


def row_choice(row: ArticleRow) -> Choice:
    """Return how an article is listed."""
    if row.fault is not None:
        label = Content.styled(f"{_BEFORE_TITLE}{visible(row.title)}", "$text-error")
        return Choice(row.key, label, row.searched, detail=row.fault, disabled=True)
    if row.quotes is None:
        return Choice(row.key, Content(f"{_BEFORE_TITLE}{visible(row.title)}"), row.searched)
    signs = ("✓" if row.done else " ") + (f"⚑{row.flagged}" if row.flagged else "")
    label = Content.assemble(
        (f"{row.reviewed}/{row.quotes}".rjust(_PROGRESS), "$text-muted"),
        (f" {signs.ljust(_SIGNS)} ", "$text-accent"),
        (visible(row.title), "bold"),
    )
    about = Content.styled(visible("".join(f" · {part}" for part in (row.outlet, row.date) if part)), "$text-muted")
    detail = " · ".join(part for part in (row.name, "done" if row.done else "") if part)
    return Choice(row.key, label, row.searched, detail=detail, end=about)
