"""The command table: every command, in the order in which help and documentation list them."""

from __future__ import annotations

from onrecord.app.commands import coding, correcting, moving, program, reading
from onrecord.app.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *moving.COMMANDS,
    *coding.COMMANDS,
    *correcting.COMMANDS,
    *reading.COMMANDS,
    *program.COMMANDS,
)

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}
