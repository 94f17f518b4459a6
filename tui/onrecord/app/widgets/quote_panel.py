"""The panel on the current quote: whose words, why, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.style import Style


@dataclass(frozen=True, slots=True)
class StanceLine:
    """The stance toward one target, as the panel shows it."""

    target: str
    stance: str
    """Empty while none is coded."""
    definition: str
    """What the codebook says of the target, for the chosen one."""
    chosen: bool
    """Whether the stance keys code toward this target."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Everything the panel shows of a quote."""

    badge: str
    badge_style: Style | None
    actor: str | None
    facts: tuple[str, ...]
    """Kind, cue, addressee, relay, in this order, each ready to read."""
    verdict: str
    flagged: bool
    reason: str
    stances: tuple[StanceLine, ...]
    note: str


class QuotePanel(Widget):
    """Shows a `QuoteView`, or a sentence that says what to do where there is no current quote."""

    DEFAULT_CSS = """
    QuotePanel { width: 1fr; padding: 0 1; }
    """

    view: reactive[QuoteView | None] = reactive["QuoteView | None"](None)
    placeholder: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the panel's lines, the most important first, so that a low panel cuts the rest."""
        if self.view is None:
            return Content.styled(self.placeholder, "$text-muted")
        view = self.view
        stances = (_stance(line).truncate(self.content_size.width, ellipsis=True) for line in view.stances)
        lines = [_heading(view), *stances]
        if view.note:
            lines.append(Content.assemble(("note ", "$text-muted"), view.note))
        if view.reason:
            lines.append(Content.styled(view.reason, "$text-muted"))
        return Content("\n").join(lines)


def _heading(view: QuoteView) -> Content:
    name = Content.styled(view.actor or "nobody", "bold" if view.actor else "$text-muted")
    if view.badge and view.badge_style is not None:
        name = Content.assemble(Content.styled(view.badge, view.badge_style), " ", name)
    facts = [Content(fact) for fact in (*view.facts, view.verdict)]
    if view.flagged:
        facts.append(Content.styled("flagged", "$text-warning bold"))
    return Content.styled(" · ", "$text-muted").join([name, *facts])


def _stance(line: StanceLine) -> Content:
    return Content.assemble(
        ("▸ " if line.chosen else "  ", "$text-accent bold"),
        (line.target, "bold" if line.chosen else ""),
        "  ",
        (line.stance, "bold") if line.stance else ("–", "$text-muted"),
        (f"   {line.definition}", "$text-muted"),
    )
