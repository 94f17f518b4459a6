"""Every command by its name, in the order in which `--help` lists them."""

from __future__ import annotations

from onrecord.cli import (
    adjudicate,
    agree,
    assign,
    check,
    coder,
    demo,
    echoes,
    export,
    import_coder,
    init,
    keys,
    merge,
    move,
    quotes,
    serve,
)

COMMANDS = {
    module.COMMAND.name: module.COMMAND
    for module in (
        demo,
        init,
        quotes,
        echoes,
        export,
        assign,
        agree,
        adjudicate,
        import_coder,
        check,
        move,
        coder,
        keys,
        merge,
        serve,
    )
}
