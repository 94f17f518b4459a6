"""The panel on the current quote: whose words, why, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.style import Style


class StanceLine(NamedTuple):
    """The stance toward one target, as the panel shows it."""

    target: str
    stance: str
    """A dash while none is coded."""
    definition: str
    """What the codebook says of the target, for the chosen one."""
    chosen: bool
    """Whether the stance keys code toward this target."""
    style: str = ""
    """The colour that the codebook gives the stance's label."""


class QuoteView(NamedTuple):
    """Everything the panel shows of a quote."""

    badge: str
    badge_style: Style | None
    actor: str
    facts: tuple[str, ...]
    """Kind, cue, addressee, relay, in this order, each ready to read."""
    state: str
    """How far its review has come."""
    place: str
    """How its place changed with the article; empty if it did not."""
    flagged: bool
    reason: str
    """Why the machine named this actor."""
    stances: tuple[StanceLine, ...]
    note: str


class QuotePanel(Widget):
    """Shows a `QuoteView`, or what to do if there is no current quote."""

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
        lines = [_heading(view), *self._stances(view), _state(view)]
        if view.note:
            lines.append(Content.assemble(("note  ", "$text-muted"), view.note))
        return Content("\n").join(lines)

    @property
    def stance_rows(self) -> range:
        """The rows of the panel on which stances can be seen, counted from 0."""
        if self.view is None:
            return range(0)
        first = _heading(self.view).get_height({}, self.content_size.width)
        return range(first, min(first + len(self.view.stances), self.content_size.height))

    def _stances(self, view: QuoteView) -> list[Content]:
        targets = max((cell_len(line.target) for line in view.stances), default=0)
        stances = max((cell_len(line.stance) for line in view.stances), default=0)
        lines = (_stance(line, targets, stances) for line in view.stances)
        return [line.truncate(self.content_size.width, ellipsis=True) for line in lines]


def _heading(view: QuoteView) -> Content:
    name = Content.styled(view.actor, "bold")
    if view.badge_style is not None:
        name = Content.assemble(Content.styled(view.badge, view.badge_style), " ", name)
    return Content.styled(" · ", "$text-muted").join([name, *(Content(fact) for fact in view.facts)])


def _state(view: QuoteView) -> Content:
    facts = [Content.styled(view.state, "$text-muted")]
    if view.place:
        facts.append(Content.styled(view.place, "$text-warning bold"))
    if view.flagged:
        facts.append(Content.styled("flagged", "$text-warning bold"))
    if view.reason:
        facts.append(Content.styled(view.reason, "$text-muted"))
    return Content.styled(" · ", "$text-muted").join(facts)


def _stance(line: StanceLine, targets: int, stances: int) -> Content:
    """Return the line of one target; `targets` and `stances` are the widths of the columns in cells."""
    return Content.assemble(
        ("▸ " if line.chosen else "  ", "$text-accent bold"),
        Content.styled(line.target, "bold" if line.chosen else "").pad_right(targets - cell_len(line.target) + 2),
        Content.styled(line.stance, f"bold {line.style}").pad_right(stances - cell_len(line.stance) + 2),
        (line.definition, "$text-muted"),
    )
