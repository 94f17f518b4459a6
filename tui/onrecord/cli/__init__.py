"""The command line: a file for each command, named in `table.py`. `main` is the program's entry point."""

from onrecord.cli.dispatch import main

__all__ = ["main"]
