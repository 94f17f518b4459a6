"""Ends the program when its terminal is gone."""

from __future__ import annotations

import errno
import signal
import sys

_GONE = (errno.EIO, errno.ENXIO)
"""The error numbers of a terminal whose window was closed."""


def end_if_closed() -> None:
    """End the program if its terminal is gone.

    A closed window sends SIGHUP. Where that is ignored (`nohup`, some login shells), the program would go on
    unseen and keep a processor busy, because its input is always at its end.
    """
    if sys.platform != "win32" and _is_gone():
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGHUP)


def _is_gone() -> bool:
    import termios

    if sys.__stdin__ is None or sys.__stdin__.closed:
        return False
    try:
        termios.tcgetattr(sys.__stdin__)
    except termios.error as error:
        return error.args[0] in _GONE
    return False
