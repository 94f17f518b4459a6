"""onrecord: who said what, and where they stand, reviewed side by side in the terminal."""

from typing import TYPE_CHECKING

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.quotes.extract import find_quotes

__all__ = ["__version__", "find_quotes"]


def __getattr__(name: str) -> object:
    """Import the library's function when it is first asked for, so that the commands start without it."""
    if name == "find_quotes":
        from onrecord.quotes.extract import find_quotes

        return find_quotes
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
