"""The tree in docs/architecture.md has every folder of the package, and paths in the page exist."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

from tests.docs.pages import PROJECT

PACKAGE = PROJECT / "tui" / "onrecord"
PAGE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}


def trees() -> list[str]:
    """Return the blocks that begin with a folder."""
    return re.findall(r"^```\n([\w/]+/\n.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def named_in_trees() -> set[str]:
    """Return the names that stand at the beginning of the trees' lines, where folders end in a slash."""
    lines = [line.split() for tree in trees() for line in tree.splitlines()[1:]]
    return {word.strip(",") for line in lines for word in takewhile(lambda word: "." in word or "/" in word, line)}


def test_every_folder_and_ground_file_stands_in_a_tree() -> None:
    folders = {
        f"{path.parent.name}/" for path in PACKAGE.rglob("*") if path.is_file() and path.suffix in {".py", ".yaml"}
    } - {"onrecord/", "__pycache__/"}
    files = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}
    assert (folders | files) - named_in_trees() == set()


def test_every_folder_in_a_tree_exists() -> None:
    there = {f"{path.name}/" for path in PACKAGE.rglob("*") if path.is_dir()}
    assert {name for name in named_in_trees() if name.endswith("/")} - there == set()


def test_every_path_in_the_page_exists() -> None:
    named = set(re.findall(r"`([\w./]+/[\w./-]*)`", PAGE))
    roots = (PROJECT, PACKAGE, PACKAGE / "app")
    assert {name for name in named if not any((Path(root) / name).exists() for root in roots)} == set()


def test_every_module_in_the_page_exists() -> None:
    named = {f"{room}.{rest}" for room, rest in re.findall(r"`(\w+)\.([\w.]+)`", PAGE) if room in ROOMS}
    parts = [name.split(".") for name in named if name != "storage.AnnotationFolder"]
    gone = {
        ".".join(p)
        for p in parts
        if not any((PACKAGE.joinpath(*p[:n])).with_suffix(".py").exists() for n in range(1, len(p) + 1))
    }
    assert gone == set()
