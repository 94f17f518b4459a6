"""What “saved” means is said where it means less, in the words of the documentation."""

import re
from pathlib import Path

import pytest

from onrecord.storage import file_system
from onrecord.storage.file_system import NETWORK_DRIVE, SYNCHRONISED, type_of_device, weaker_promise

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:45 / /mnt/share rw,relatime shared:20 - nfs4 server:/share rw,vers=4.2
41 22 0:46 / /mnt/win rw - cifs //server/win rw
"""


def test_the_type_of_a_file_system_is_read():
    lines = MOUNTS.splitlines()
    assert [type_of_device(lines, device) for device in ("8:1", "0:45", "0:46", "9:9")] == [
        "ext4",
        "nfs4",
        "cifs",
        None,
    ]


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph"])
def test_a_network_drive_is_told(tmp_path, monkeypatch, kind):
    device = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"40 22 {device >> 8}:{device & 0xFF} / /mnt rw - {kind} server rw\n")
    monkeypatch.setattr(file_system, "_MOUNTS", mounts)
    monkeypatch.setattr("os.major", lambda device: device >> 8)
    monkeypatch.setattr("os.minor", lambda device: device & 0xFF)
    assert weaker_promise(tmp_path) == f"{tmp_path} {NETWORK_DRIVE.format(kind)}"
    mounts.write_text(mounts.read_text().replace(kind, "ext4"))
    assert weaker_promise(tmp_path) is None


@pytest.mark.parametrize(
    ("place", "mark", "service"),
    [
        ("Dropbox/coverage", None, "Dropbox"),
        ("OneDrive - Uni/coverage", None, "OneDrive"),
        ("share/coverage", "share/.stfolder", "Syncthing"),
        ("share/coverage", "share/coverage/.sync_journal.db", "Nextcloud"),
        ("plain/coverage", None, None),
    ],
)
def test_a_synchronised_folder_is_told(tmp_path, place, mark, service):
    project = tmp_path / place
    project.mkdir(parents=True)
    if mark:
        (tmp_path / mark).touch()
    assert weaker_promise(project) == (service and f"{project} {SYNCHRONISED.format(service)}")


def test_where_nothing_is_known_nothing_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(file_system, "_MOUNTS", tmp_path / "none")
    assert weaker_promise(tmp_path) is None
    assert weaker_promise(tmp_path / "gone") is None


@pytest.mark.parametrize("words", [NETWORK_DRIVE, SYNCHRONISED])
def test_the_documentation_says_it_in_the_same_words(words):
    page = " ".join((Path(__file__).parents[2] / "docs/safety.md").read_text(encoding="utf-8").split())
    for part in re.split(r" \(\{\}\)", words):
        assert part in page
