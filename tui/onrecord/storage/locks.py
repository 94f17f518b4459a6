"""Keeps two windows from saving into one folder at the same moment.

Two locks are taken. One is on the folder itself, which reaches every process on this machine, whoever runs it and
wherever its state folder is; no file is made for it. The other is a file in the user's state folder, for systems
that cannot lock a folder (Windows). Whichever cannot be had is done without: a full or read-only home must not keep
anybody from saving into a writable project.

Neither lock reaches another machine. Saving looks at the file on disk first and merges what is new there, and a
window that later misses its own coding in the file writes it again.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.storage.errors import StorageError
from onrecord.storage.user_dirs import state_folder

try:
    import fcntl
except ImportError:  # Windows
    _HAS_FOLDER_LOCKS = False
else:
    _HAS_FOLDER_LOCKS = True

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another window; a save takes a few thousandths of one."""
_PATIENCE_ON_LOOP = 0.005
"""Seconds to wait for another window on an event loop: less than a frame."""
_INTERVAL = 0.002
"""Seconds between two attempts."""
_ATTEMPTS_TO_RELEASE = 3
"""A call that fails leaves the lock held, and would keep this very window from saving."""


class LockHeldError(StorageError):
    """Another window holds the lock and does not release it in time."""


class _HeldError(Exception):
    """Another window holds the lock and does not let go of it."""


def prepare() -> None:
    """Import what locking needs: it takes a while, and the first save should not wait for it."""
    import filelock  # noqa: F401  # for the next import of it


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the locks that stand for the folder at `path`, or for the folder that holds the file at `path`.

    A save in another window takes a few milliseconds, so this waits up to five seconds for it. On an event loop it
    waits only `_PATIENCE_ON_LOOP`, because everything else waits there too: the caller has to try again later.

    Raises:
        LockHeldError: another window did not let go of them in that time.
    """
    until = time.monotonic() + (_PATIENCE_ON_LOOP if _on_event_loop() else _PATIENCE)
    with ExitStack() as held:
        try:
            for lock in (_state_lock, _folder_lock):
                release = lock(path, until)
                if release is not None:
                    held.callback(release)
        except _HeldError:
            problem = "not saved: another window is saving here and does not finish"
            advice = "Check whether it hangs; what you coded is saved at the next try."
            raise LockHeldError(path, problem, advice) from None
        yield


def _on_event_loop() -> bool:
    """Return whether an event loop runs in this thread."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _state_lock(path: Path, until: float) -> Callable[[], None] | None:
    """Lock a file in the state folder and return what releases it; None where none can be made."""
    import filelock

    folder = state_folder() / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / _lock_name(path.absolute()), timeout=max(until - time.monotonic(), 0))
        lock.acquire(poll_interval=_INTERVAL)
    except filelock.Timeout:
        raise _HeldError from None
    except (OSError, NotImplementedError):
        return None

    def release() -> None:
        for _ in range(_ATTEMPTS_TO_RELEASE):
            with suppress(OSError):
                lock.release(force=True)
                break

    return release


@lru_cache(maxsize=64)
def _lock_name(path: Path) -> str:
    digest = hashlib.blake2b(str(path.resolve()).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return f"{digest}.lock"


def _folder_lock(path: Path, until: float) -> Callable[[], None] | None:
    """Lock the folder itself and return what releases it; None where the system cannot."""
    if not _HAS_FOLDER_LOCKS:
        return None
    folder = path if path.is_dir() else path.parent
    while True:
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                return lambda: os.close(descriptor)
        except BlockingIOError:
            pass
        except OSError:
            os.close(descriptor)
            return None
        # Either another window holds the lock, or the folder was replaced while this one waited.
        os.close(descriptor)
        if time.monotonic() >= until:
            raise _HeldError
        time.sleep(_INTERVAL)
