"""Every command by its name, in the order in which `--help` lists them."""

from __future__ import annotations

from onrecord.cli import agree, check, coder, demo, echoes, export, init, keys, merge, move, quotes, serve

COMMANDS = {
    module.COMMAND.name: module.COMMAND
    for module in (
        demo,
        init,
        quotes,
        echoes,
        export,
        agree,
        check,
        move,
        coder,
        keys,
        merge,
        serve,
    )
}
