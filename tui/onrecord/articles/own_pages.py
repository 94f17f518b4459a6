"""Pages that onrecord itself wrote, such as reports: kept in the project folder they are no articles."""

from __future__ import annotations

import os
from contextlib import suppress

GENERATOR = '<meta name="generator" content="onrecord">'
"""Stands in the head of every page that onrecord writes, among its first bytes."""
_LOOKED_AT = 1024
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A pipe that is called like a page would wait for a writer."""


def is_own_page(path: str) -> bool:
    """Return whether onrecord wrote a page: `GENERATOR` is in its first 1,024 bytes. An unreadable one is not."""
    with suppress(OSError):
        file = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
        try:
            return GENERATOR.encode() in os.read(file, _LOOKED_AT)
        finally:
            os.close(file)
    return False
