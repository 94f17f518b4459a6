"""What the list of articles shows of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.choices import Choice
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.app.desk import Desk
    from onrecord.articles.article import ArticleHead

_PROGRESS = 8
"""Cells for how far the review of an article has come."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the list, with what it can be sorted by."""

    choice: Choice
    title: str
    outlet: str | None = None
    date: str | None = None
    left: int = 0
    """How many of its quotes are not yet reviewed."""
    flagged: int = 0
    searched: str = field(init=False)
    """What typing is compared with, in small letters."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "searched", self.choice.search.casefold())


def article_rows(desk: Desk) -> Iterator[ArticleRow]:
    """Yield every article of the folder, in its order."""
    for key in desk.workspace.keys:
        fault = desk.workspace.unreadable.get(key)
        if fault is not None:
            label = Content.styled(visible(key), "$text-error")
            yield ArticleRow(Choice(key, label, key, detail=fault, disabled=True), key)
        elif desk.session.has(key):
            yield _row(desk, desk.presenter.about(desk.session, key))
        else:
            yield ArticleRow(Choice(key, Content(visible(key)), key), key)


def _row(desk: Desk, article: ArticleHead) -> ArticleRow:
    progress = desk.session.progress(article.key)
    about = article.metadata
    done = desk.session.coding(article.key).done is not None
    signs = ("✓" if done else " ") + (f"⚑{progress.flagged}" if progress.flagged else "")
    label = Content.assemble(
        (f"{progress.reviewed}/{progress.quotes}".rjust(_PROGRESS - 1), "$text-muted"),
        (f" {signs.ljust(4)} ", "$text-accent"),
        (visible(article.title), "bold"),
        (visible("".join(f" · {part}" for part in (about.outlet, about.date) if part)), "$text-muted"),
    )
    name = "" if desk.presenter.lens.blind else article.key
    searched = " ".join(part for part in (article.title, about.outlet, about.date, name) if part)
    detail = " · ".join(part for part in (name, "done" if done else "") if part)
    return ArticleRow(
        Choice(article.key, label, searched, detail=detail),
        article.title,
        about.outlet,
        about.date,
        progress.quotes - progress.reviewed,
        progress.flagged,
    )
