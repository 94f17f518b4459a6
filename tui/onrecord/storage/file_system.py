"""What “saved” means in a project: on a network drive or in a synchronised folder, less than on a disk."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|afs|ncpfs|9p|ceph|lustre|glusterfs|beegfs|davfs|webdav|fuse\..*")
_SYNC_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".sync_journal.db": "Nextcloud",
    ".SeafileSync": "Seafile",
}
"""Files that services keep in the folder that they synchronise, and the services."""
_SYNC_FOLDERS = re.compile(
    r"(Dropbox|OneDrive|Google ?Drive|iCloud ?Drive|Nextcloud|ownCloud|Mobile Documents)\b.*"
)

NETWORK_DRIVE = (
    "lies on a network drive ({}): “saved” means that the server has it, and whether it survives the server's "
    "power cut is up to the server. Locks do not reach other machines: do not code one article on two machines at "
    "the same moment."
)
SYNCHRONISED = (
    "is synchronised ({}): “saved” means that this machine has it. What another machine saves arrives later and is "
    "merged: do not code one article on two machines at the same moment."
)


def weaker_promise(project: Path) -> str | None:
    """Return what “saved” means on a network drive or in a synchronised folder; None on a plain disk."""
    kind = _network_type(project)
    if kind is not None:
        return f"{project} {NETWORK_DRIVE.format(kind)}"
    service = _service(project)
    return None if service is None else f"{project} {SYNCHRONISED.format(service)}"


def _network_type(project: Path) -> str | None:
    """Return the type of the file system if that is one of a network. Linux tells; elsewhere nothing is known."""
    try:
        device = project.stat().st_dev
        with _MOUNTS.open(encoding="utf-8", errors="replace") as mounts:
            kind = type_of_device(mounts, f"{os.major(device)}:{os.minor(device)}")
    except OSError:
        return None
    return kind if kind is not None and _NETWORK.fullmatch(kind) else None


def type_of_device(mounts: Iterable[str], device: str) -> str | None:
    """Return the type of a device's file system, by the lines of Linux's `mountinfo`; None if it is not there."""
    for line in mounts:
        before, separator, after = line.partition(" - ")
        if separator and before.split()[2:3] == [device]:
            return after.split()[0]
    return None


def _service(project: Path) -> str | None:
    """Return the service that synchronises a folder or one above it, by what services are known to keep there."""
    for folder in (project, *project.parents):
        if found := _SYNC_FOLDERS.fullmatch(folder.name):
            return found[1]
        for mark, service in _SYNC_MARKS.items():
            if os.path.lexists(folder / mark):
                return service
    return None
