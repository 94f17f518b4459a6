"""The commands by name, for Textual's command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from onrecord.app.keys.names import key_label
from onrecord.app.screens.review import ReviewScreen

if TYPE_CHECKING:
    from onrecord.app.commands.command import Command


class CommandNames(Provider):
    """Offers every command with its key."""

    async def discover(self) -> Hits:
        """Yield all commands while the query is empty."""
        for command in self._commands:
            yield DiscoveryHit(_name(command), partial(self._run, command), help=command.description)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose names match."""
        matcher = self.matcher(query)
        for command in self._commands:
            score = matcher.match(_name(command))
            if score > 0:
                shown = matcher.highlight(_name(command))
                yield Hit(score, shown, partial(self._run, command), help=command.description)

    @property
    def _commands(self) -> tuple[Command, ...]:
        return self.screen.commands if isinstance(self.screen, ReviewScreen) else ()

    async def _run(self, command: Command) -> None:
        await self.screen.run_action(f"command('{command.name}')")


def _name(command: Command) -> str:
    return f"{command.title}  ({key_label(command.keys[0])})" if command.keys else command.title
