"""Opens and reads the files of articles, within limits of size."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from onrecord.articles.errors import ArticleError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_ARTICLE = 20 * 1024 * 1024
"""Bytes; a larger file is refused unread."""

MOST_LINES = 100_000
"""A text of more lines is refused: to lay it out would keep the reader waiting."""
_LINE_ENDS = "\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def refuse_many_lines(text: str) -> None:
    """Refuse a text of more than `MOST_LINES` lines, however they end."""
    if len(text) > MOST_LINES and max(text.count("\r"), sum(map(text.count, _LINE_ENDS))) > MOST_LINES:
        message = f"the file has more than {MOST_LINES:,} lines: an article has not; split it into its articles."
        raise ArticleError(message)


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file of no more than 20 MB.

    Raises:
        ArticleError: there is no such file, or it cannot or should not be read. Its text does not name the file.
    """
    descriptor = open_regular(path)
    with os.fdopen(descriptor, "rb") as file:
        if os.fstat(descriptor).st_size > LARGEST_ARTICLE:
            message = "the file is larger than 20 MB: an article is not; split it into its articles."
            raise ArticleError(message)
        try:
            raw = file.read(LARGEST_ARTICLE + 1)
        except OSError as error:
            message = f"the file cannot be read ({error.strerror}): check the disk, or copy it again."
            raise ArticleError(message) from None
    if len(raw) > LARGEST_ARTICLE:
        message = "the file grew beyond 20 MB while it was read: an article is not so large."
        raise ArticleError(message)
    return raw


def opened(path: Path, buffer: int = 0) -> BinaryIO:
    """Return a regular file opened for reading, with a buffer of so many bytes.

    Raises:
        ArticleError: there is no such file, it may not be read, or it is no regular file.
    """
    try:
        return os.fdopen(open_regular(path), "rb", buffer)
    except ArticleError as error:
        raise ArticleError(error.problem, str(path)) from None


def open_regular(path: Path) -> int:
    """Return a descriptor of a regular file, without ever waiting for one that is none.

    Raises:
        ArticleError: there is no such file, it may not be read, or it is no regular file.
    """
    # Without O_NONBLOCK, opening a FIFO waits for a writer; O_BINARY and O_NOCTTY exist on some systems only.
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise ArticleError(_why_not(error)) from None
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise ArticleError(_what_instead(mode))
    return descriptor


def _why_not(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file (any more): check its name, or start again without it."
    if isinstance(error, PermissionError):
        return "the file may not be read: give yourself the right to (chmod u+r)."
    if isinstance(error, IsADirectoryError):
        return _what_instead(stat.S_IFDIR)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"the file cannot be opened ({reason}): it must be an ordinary text file."


def _what_instead(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "this is a folder, not an article: name it on its own to open all its articles."
    what = "a pipe (FIFO)" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"this is {what}, not a file: save the text as a .txt file."
