"""Every call of saving, merging and recovering, failing in every way, in short: through the file layer.

`make test-faults` does the same with real system calls.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faulty_save import ARTICLE, SCENARIOS, go_on, opened_project, restore

from onrecord.app.project.project import Project
from onrecord.errors import OnrecordError
from onrecord.storage import disk
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.atomic import is_leftover

LAYER = (
    "read",
    "create",
    "take_permissions",
    "write",
    "sync",
    "close",
    "rename",
    "sync_folder",
    "make_folder",
    "remove",
)
ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS)


class Layer:
    """Counts the calls of the file layer, and does something else at one of them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self._at, self._instead = -1, None
        for name in LAYER:
            patch.setattr(disk, name, self._watched(name, getattr(disk, name)))

    def arm(self, at: int, instead: object) -> None:
        self.calls.clear()
        self._at, self._instead = at, instead

    def _watched(self, name: str, real: object) -> object:
        def call(*arguments: object) -> object:
            self.calls.append(name)
            if len(self.calls) - 1 == self._at:
                self._instead()
            return real(*arguments)

        return call


def prepared(folder: Path, scenario: str) -> Project:
    folder.mkdir(exist_ok=True)
    SCENARIOS[scenario].prepare(folder)
    opened = opened_project(folder)
    meanwhile = SCENARIOS[scenario].meanwhile
    if meanwhile:
        meanwhile(opened)
    return opened


def records(project: Path) -> tuple[int, ...] | None:
    try:
        found = AnnotationFolder(project, "ana").load(ARTICLE)
    except OnrecordError:
        return None
    return tuple(int(one.id[1:], 16) for one in found.records) if found else ()


def number_of_calls(folder: Path, scenario: str, layer: Layer) -> int:
    opened = prepared(folder, scenario)
    layer.arm(-1, None)
    SCENARIOS[scenario].act(opened)
    return len(layer.calls)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_whatever_call_fails_nothing_is_lost_and_nothing_is_called_saved_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    layer = Layer(monkeypatch)
    _, act, old, new, _, asked = SCENARIOS[scenario]
    calls = number_of_calls(tmp_path / "count", scenario, layer)
    assert calls >= 8
    for at in range(calls):
        for error in ERRORS:
            layer.arm(-1, None)
            project = tmp_path / f"{at}-{error}"
            opened = prepared(project, scenario)

            def fail(error: int = error) -> None:
                raise OSError(error, os.strerror(error))

            layer.arm(at, fail)
            act(opened)
            where = f"{layer.calls[at]} ({at}), {os.strerror(error)}"
            layer.arm(-1, None)
            on_disk = records(project)
            if on_disk != new:
                assert opened.unsaved or opened.locked or asked, f"{where}: silent"
                assert on_disk == old, where
            if on_disk != new and opened.unsaved:
                assert opened.copies.kept == {ARTICLE}, f"{where}: no copy"
            go_on(opened, SCENARIOS[scenario])
            assert records(project) == new, where
            assert (opened.unsaved, opened.locked) == ({}, {}), where
            assert not any(map(is_leftover, project.rglob("*"))), where


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_killed_at_any_call_the_old_or_the_new_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    layer = Layer(monkeypatch)
    _, act, old, new, _, _ = SCENARIOS[scenario]
    for at in range(number_of_calls(tmp_path / "count", scenario, layer)):
        layer.arm(-1, None)
        project = tmp_path / str(at)
        opened = prepared(project, scenario)
        if (child := os.fork()) == 0:
            layer.arm(at, lambda: os._exit(9))
            act(opened)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        assert records(project) in (old, new)
        again = opened_project(project)
        if again.locked:  # the person is asked, and has the copy put back
            restore(again)
        go_on(again, SCENARIOS[scenario])
        if act is not restore:
            act(again)
        assert records(project) == new
        assert not any(map(is_leftover, project.rglob("*")))


def test_the_whole_harness_runs_without_strace(tmp_path: Path) -> None:
    project = tmp_path / "coverage"
    project.mkdir()
    SCENARIOS["save"].prepare(project)
    script = Path(__file__).with_name("faulty_save.py")
    done = subprocess.run([sys.executable, str(script), "save", str(project)], capture_output=True, check=True)
    assert json.loads(done.stdout)["unsaved"] == {}
    assert records(project) == SCENARIOS["save"].new
