"""The actors quoted in the project: badge, name and number of quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.style import Style


class ActorLine(NamedTuple):
    """One actor, as the list shows them."""

    badge: str
    badge_style: Style
    name: str
    name_style: Style
    quotes: int


class ActorList(Widget):
    """The actors, the most quoted first; the last line counts those that do not fit."""

    DEFAULT_CSS = """
    ActorList { width: 20%; min-width: 24; max-width: 36; padding: 0 1; border-left: solid $panel; }
    """

    actors: reactive[tuple[ActorLine, ...]] = reactive[tuple[ActorLine, ...]](())
    current: reactive[str | None] = reactive["str | None"](None)
    """The name of whose quote the current one is."""

    def render(self) -> Content:
        """Return as many actors as the list is high."""
        width, shown = self.content_size.width, [self.actors[number] for number in self.shown]
        lines = [_line(actor, width, current=actor.name == self.current) for actor in shown]
        if not self.actors:
            return Content.styled("Nobody is quoted yet.", "$text-muted")
        if hidden := len(self.actors) - len(shown):
            lines.append(Content.styled(f"    and {hidden} more", "$text-muted"))
        return Content("\n").join(lines)

    @property
    def shown(self) -> list[int]:
        """Which actors are shown, by their numbers in `actors`: as many as fit, the current one among them."""
        numbers, height = list(range(len(self.actors))), self.content_size.height
        if len(numbers) <= height:
            return numbers
        shown = numbers[: max(height - 1, 0)]
        current = next((number for number in numbers if self.actors[number].name == self.current), None)
        if current is not None and current not in shown and shown:
            shown[-1] = current
        return shown


def _line(actor: ActorLine, width: int, *, current: bool) -> Content:
    number = f" {actor.quotes}"
    name = Content.styled(actor.name, actor.name_style)
    room = max(width - len(actor.badge) - 2 - len(number), 1)
    return Content.assemble(
        ("▸" if current else " ", "$text-accent bold"),
        Content.styled(actor.badge, actor.badge_style),
        " ",
        name.truncate(room, ellipsis=True, pad=True),
        (number, "$text-muted"),
    )
