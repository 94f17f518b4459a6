"""Writes what a command makes to a file or to standard output."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TypeVar

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

T = TypeVar("T")


def write_output(file: Path | None, write: Callable[[BinaryIO], T]) -> T:
    """Call `write` with the file opened for writing, or with standard output, and return what it returns.

    On a terminal the text appears without anything that acts on it.

    Raises:
        OnrecordError: the file cannot be written.
    """
    try:
        if file is None:
            return _to_standard_output(write)
        with file.open("wb") as stream:
            return write(stream)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{file or 'standard output'}: cannot be written: {error.strerror}. Name another file."
        raise OnrecordError(message) from error


def _to_standard_output(write: Callable[[BinaryIO], T]) -> T:
    from onrecord.articles.safe_text import visible

    if not sys.stdout.isatty():
        return write(sys.stdout.buffer)
    # The text of an article could hold escape sequences.
    buffer = io.BytesIO()
    result = write(buffer)
    sys.stdout.writelines(f"{visible(line)}\n" for line in buffer.getvalue().decode("utf-8-sig").splitlines())
    return result
