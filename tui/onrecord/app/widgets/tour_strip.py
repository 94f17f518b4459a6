"""Two lines above the keys: what the tour asks for next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import RenderResult


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, why, and how to end the tour."""

    number: str
    """The step and the number of steps."""
    task: str
    reason: str
    end: str


class TourStrip(Widget):
    """Shows an `Advice`."""

    DEFAULT_CSS = """
    TourStrip { height: 2; background: $boost; color: $foreground; padding: 0 1; }
    """

    advice: reactive[Advice | None] = reactive["Advice | None"](None)

    def render(self) -> RenderResult:
        """Return the task with its number, and below it the reason and how to end."""
        advice, width = self.advice, self.content_size.width
        if advice is None:
            return Content()
        task = Content.assemble((f"{advice.number}  ", "$text-accent bold"), (advice.task, "bold"))
        room = max(width - cell_len(advice.end) - 2, 0)
        reason = Content(advice.reason).truncate(room, ellipsis=True, pad=True)
        end = Content.styled(f"  {advice.end}", "$text-muted")
        return Content("\n").join([task.truncate(width, ellipsis=True), Content.assemble(reason, end)])
