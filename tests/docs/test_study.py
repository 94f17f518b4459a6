"""The worked study: every command on the page is run, and prints what the page says."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.cli.command import DONE
from tests.docs.pages import PROJECT

PAGE = PROJECT / "docs" / "study.md"
_BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_commands_work_and_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(PROJECT / name)
    monkeypatch.chdir(tmp_path)
    output = ""
    for language, content in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        for line in content.splitlines():
            if language == "text":
                assert line in output
            elif line.startswith("onrecord "):
                assert main(shlex.split(line)[1:]) == DONE, line
                output += capsys.readouterr().out
            else:
                subprocess.run(shlex.split(line), check=True)
    assert (tmp_path / "coverage/annotations/_adjudicated/000_3e3574ca33e3cb1d.txt.yaml").exists()
    assert len((tmp_path / "units.csv").read_text(encoding="utf-8-sig").splitlines()) > 100
