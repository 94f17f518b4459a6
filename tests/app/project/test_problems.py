"""The list of problems: the same whichever way the articles were come by."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.app.project.project import open_project
from onrecord.articles.collection import find_articles


@pytest.mark.parametrize("backwards", [False, True])
def test_problems_stand_in_the_order_of_the_articles(
    project: Path, monkeypatch: pytest.MonkeyPatch, *, backwards: bool
) -> None:
    listed = os.scandir
    for name in ("a10.txt", "a2.txt", "b.txt", "c.txt"):
        (project / name).write_bytes(b"")
    for name in ("b.txt", "a2.txt"):
        file = project / "annotations" / "ana" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("records: [\n")
        (project / name).write_text("“No,” said Ida Holm.\n")
    for name in ("x10.txt", "x9.txt"):
        (project / name).symlink_to("nowhere")

    class Scan:
        def __init__(self, folder: str) -> None:
            self.entries = sorted(listed(folder), key=lambda entry: entry.name, reverse=backwards)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Scan)
    opened = open_project(find_articles([project]), "ana")
    for key in reversed(opened.keys) if backwards else opened.keys:
        opened.open(key)
    named = [problem.split(":")[0].removeprefix(f"{project}{os.sep}") for problem in opened.problems()]
    assert [Path(name).name for name in named] == [
        "a2.txt.yaml",
        "b.txt.yaml",
        "a10.txt",
        "c.txt",
        "x9.txt",
        "x10.txt",
    ]
