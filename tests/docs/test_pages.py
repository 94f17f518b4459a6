"""What the documents say holds: links lead somewhere, commands work, examples are sound."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
import yaml

from onrecord.app.theme.themes import theme_names
from onrecord.cli import main
from onrecord.cli.command import DONE, WRONG_USE
from onrecord.cli.demo import copy_sample
from onrecord.cli.table import COMMANDS
from onrecord.storage.annotation_file import parse_coding
from onrecord.storage.codebook_file import NAME as CODEBOOK
from onrecord.storage.codebook_file import parse_codebook
from tests.docs.pages import PAGES, PROJECT, anchors, blocks, commands, links

YAML_BLOCKS = [(page, block) for page in PAGES for block in blocks(page, "yaml")]
STAND_INS = {
    "PATH…": "coverage",
    "[DIR]": "",
    "DIR": "coverage",
    "coverage/": "coverage",
    "FILE.jsonl": "many.jsonl",
}
RUN = {"init", "quotes", "echoes", "export", "check"}
"""Commands that need neither a terminal nor anything but the sample."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_internal_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_pages_are_found_from_the_readme() -> None:
    linked = {(PROJECT / link.partition("#")[0]).resolve() for link in links(PROJECT / "README.md")}
    assert {page for page in PAGES if page.parent.name == "docs"} - linked == set()


@pytest.mark.parametrize("command", commands("make"))
def test_make_commands_exist(command: str) -> None:
    targets = re.findall(r"^([\w-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(command.split()[1:]) <= set(targets)


@pytest.mark.parametrize("command", commands("onrecord"))
def test_onrecord_commands_work(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    copy_sample(Path("coverage"))
    Path("coverage", CODEBOOK).rename("codebook-of-the-sample.yaml")
    called = command.partition(" > ")[0].split()[1:]
    name, *arguments = [word for word in (STAND_INS.get(word, word) for word in called) if word]
    if name in RUN and arguments:
        Path("many.jsonl").write_text('{"id": "a", "text": "“We will see,” Ada Moss said."}\n', encoding="utf-8")
        named = {"coverage", "many.jsonl"} & {*arguments}
        assert main([name, *arguments, *([] if named else ["coverage"])]) == DONE
    elif name in COMMANDS:
        parser = argparse.ArgumentParser()
        COMMANDS[name].add_arguments(parser)
        unknown = parser.parse_known_args(arguments)[1] if arguments and "…" not in arguments else []
        assert unknown == []
    else:
        assert main([name, *arguments]) == WRONG_USE
        assert "needs a terminal" in capfd.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `onrecord {name}[ `]", readme, re.MULTILINE)


@pytest.mark.parametrize(("page", "block"), YAML_BLOCKS, ids=[page.name for page, _ in YAML_BLOCKS])
def test_yaml_examples_are_sound(page: Path, block: str) -> None:
    kind = yaml.safe_load(block).get("format")
    if kind == "onrecord-annotations":
        assert parse_coding(block, page).records
    elif kind == "onrecord-codebook":
        assert parse_codebook(block, page).targets


@pytest.mark.parametrize("page", ["review.md", "themes.md"])
def test_every_theme_is_named(page: str) -> None:
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    assert [name for name in theme_names() if f"`{name}`" not in text] == []
