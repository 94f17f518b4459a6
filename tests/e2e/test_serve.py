"""`onrecord serve` of the installed wheel: it carries the page, and finds the files of what it depends on."""

from __future__ import annotations

import re
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from installation import Installation

from onrecord.cli.demo import copy_sample

pytestmark = pytest.mark.slow


def got(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 200, path
    return answer.read()


def test_installed_command_serves_the_page_and_all_its_files(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    copy_sample(tmp_path / "coverage")
    command = [installation.command, "serve", "coverage"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            printed = re.search(r"http://([^/]+)(/\S+)", server.stdout.readline())
            assert printed is not None
            with closing(HTTPConnection(printed[1])) as connection:
                page = got(connection, printed[2]).decode()
                named = re.findall(r'(?:src|href)="([\w.-]+)"', page)
                assert len(named) >= 4
                assert all(got(connection, printed[2] + name) for name in named)
        finally:
            server.terminate()
    assert server.returncode == 0
