"""The bottom line: hints for keys, or a message until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

_GAP, _BETWEEN_GROUPS = 1, 3
"""Cells between two hints, and between two groups of them."""


class KeyHint(NamedTuple):
    """A key, what it does in a word or two, and the command it runs."""

    key: str
    title: str
    command: str
    style: str = ""
    """The codebook's colour for a stance label; empty for other commands."""
    group: str = ""
    """Hints of different groups stand further apart."""
    stays: bool = False
    """Whether it stands at the right end, however narrow the screen is."""


class KeyBar(Widget):
    """One line of key hints, the more important first; those that do not fit are left out, from the end."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; pointer: pointer; }
    """

    hints: reactive[tuple[KeyHint, ...]] = reactive[tuple[KeyHint, ...]](())
    message: reactive[str] = reactive("")

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            self.command = command
            super().__init__()

    def render(self) -> Content:
        """Return the message, or as many hints as fit the width."""
        if self.message:
            return Content.styled(self.message, "$text-accent bold").truncate(self.size.width, ellipsis=True)
        cell, parts = 0, []
        for left, hint in self._placed():
            shown = Content.assemble((hint.key, "$text-accent bold"), (f" {hint.title}", hint.style))
            parts += [Content(" " * (left - cell)), shown]
            cell = left + _width(hint)
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Run the command whose hint was clicked; a click on a message dismisses it."""
        event.stop()
        if self.message:
            self.message = ""
            return
        for left, hint in self._placed():
            if left <= event.x <= left + _width(hint):
                self.post_message(self.Pressed(hint.command))
                return

    def _placed(self) -> list[tuple[int, KeyHint]]:
        """Return the hints that fit, each with the cell at which it begins."""
        staying = [hint for hint in self.hints if hint.stays]
        end = self.size.width - sum(_width(hint) + _GAP for hint in staying)
        cell, before = 0, None
        placed: list[tuple[int, KeyHint]] = []
        for hint in (hint for hint in self.hints if not hint.stays):
            if before is not None:
                cell += _GAP if hint.group == before.group else _BETWEEN_GROUPS
            if cell + _width(hint) > end - (_GAP if staying else 0):
                break
            placed.append((cell, hint))
            cell, before = cell + _width(hint), hint
        for hint in staying:
            placed.append((max(end + _GAP, 0), hint))
            end += _width(hint) + _GAP
        return placed


def _width(hint: KeyHint) -> int:
    return cell_len(f"{hint.key} {hint.title}")
