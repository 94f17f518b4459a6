"""Messages and questions on the terminal; text from files is made harmless first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def warn(message: object) -> None:
    """Print a message of the program on standard error."""
    print(f"onrecord: {message}", file=sys.stderr)


def show(text: object) -> None:
    """Print text that may come from a file on standard output, without anything that acts on a terminal."""
    from onrecord.articles.safe_text import visible

    print(visible(str(text)))


def can_ask() -> bool:
    """Return whether somebody can answer a question: standard input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def yes_no() -> Callable[[str], bool] | None:
    """Return a function that asks a yes/no question, or None where nobody can answer."""
    return _ask_yes if can_ask() else None


def _ask_yes(question: str) -> bool:
    from onrecord.articles.safe_text import visible

    try:
        return input(f"{visible(question)} (y/n)? ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False
