"""The top line: project, coder, progress, and whether everything is saved."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from onrecord.app.widgets.bar import bar

_WORTH_A_NUMBER = 50
"""Fewer articles are searched before anybody has read their number."""


class Status(NamedTuple):
    """The values that the status line shows."""

    project: str = ""
    coder: str = ""
    quotes: int = 0
    reviewed: int = 0
    flagged: int = 0
    view: str = ""
    """The view options in effect, such as a filter; empty if all quotes are shown."""
    searching: bool = False
    """Whether quotes are still being looked for."""
    searched: int = 0
    """In how many articles quotes have been searched for."""
    articles: int = 0
    saved: bool = False
    """Whether there is coding and all of it is saved."""
    saving: bool = False
    """Whether codings wait until another window lets them be saved."""
    unsaved: int = 0
    """How many articles have codings that could not be saved."""


class StatusLine(Widget):
    """One line: the project on the left, the coder and the state of the review on the right."""

    DEFAULT_CSS = """
    StatusLine { height: 1; background: $panel; color: $foreground; }
    """

    status: reactive[Status] = reactive(Status())

    def render(self) -> Content:
        """Return the line, cut to the width on the left side first: the right one must be seen."""
        status = self.status
        right = Content(" · ").join(_facts(status))
        right = Content.assemble(right, *_saving(status), " ")
        room = max(self.size.width - right.cell_length, 0)
        left = Content.assemble((" onrecord ", "bold $text-accent"), " ", status.project.replace("\n", "␊"))
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), right)


def _facts(status: Status) -> list[Content]:
    reviewed = Content.assemble(bar(status.reviewed, status.quotes), f" {status.reviewed}/{status.quotes}")
    facts = [Content(status.coder), reviewed]
    if status.view:
        facts.insert(0, Content(status.view))
    if status.flagged:
        facts.append(Content(f"{status.flagged} flagged"))
    if status.searching:
        facts.append(Content(_progress(status)))
    return facts


def _progress(status: Status) -> str:
    if status.articles < _WORTH_A_NUMBER:
        return "finding quotes…"
    return f"finding quotes {status.searched:,}/{status.articles:,}"


def _saving(status: Status) -> list[str | tuple[str, str]]:
    if status.unsaved:
        noun = "article" if status.unsaved == 1 else "articles"
        return [" · ", (f"NOT SAVED: {status.unsaved} {noun}, press !", "bold reverse $text-error")]
    if status.saving:
        return [" · ", ("saving…", "$text-warning")]
    return [" · ", ("saved", "$text-success")] if status.saved else []
