"""Keeps two windows from saving at the same moment.

The lock files lie in the user's state folder: git and other coders never see them. So they hold between all the
windows that a user opens on one machine. Two machines that share the folder over a network are kept apart by what
saving does anyway: it looks at the file on disk first and merges what is new there.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.storage.errors import StorageError, explain
from onrecord.storage.user_dirs import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another window; a save takes a few thousandths of one."""
_INTERVAL = 0.002
"""Seconds between two attempts."""
_ATTEMPTS_TO_RELEASE = 3
"""A call that fails leaves the lock held, and would keep this very window from saving."""


def prepare() -> None:
    """Import what locking needs: it takes a while, and the first save is no moment for it."""
    import filelock  # noqa: F401  # for the next import of it


@lru_cache(maxsize=64)
def _lock_name(path: Path) -> str:
    digest = hashlib.blake2b(str(path.resolve()).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return f"{digest}.lock"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that stands for the file or folder at `path`, which need not exist.

    Raises:
        StorageError: another window does not let go of it, or no lock file can be made.
    """
    import filelock

    folder = state_folder() / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / _lock_name(path.absolute()), timeout=_PATIENCE)
        lock.acquire(poll_interval=_INTERVAL)
    except filelock.Timeout:
        problem = "not saved: another window has been saving here for some seconds"
        raise StorageError(
            path, problem, "See whether it hangs; what you coded is saved at the next try."
        ) from None
    except OSError as error:
        advice = "Make it writable, or set XDG_STATE_HOME to a folder that is."
        raise StorageError(
            folder, f"not saved, because the lock cannot be made: {explain(error)}", advice
        ) from error
    try:
        yield
    finally:
        for _ in range(_ATTEMPTS_TO_RELEASE):
            with suppress(OSError):
                lock.release(force=True)
                break
