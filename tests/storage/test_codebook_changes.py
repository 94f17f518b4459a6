"""Changing the codebook from inside the program: every byte that a hand wrote stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.coding.codebook import Actor, ActorType
from onrecord.coding.history import Revision
from onrecord.storage.codebook_changes import (
    add_actor,
    append_target,
    describe_actor,
    merge_actors,
    merge_targets,
    put_back,
    rename_actor,
    rename_target,
    retire_target,
    split_alias,
)
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.errors import StorageError

HEAD = "format: onrecord-codebook\nversion: 1\n"
TARGETS = """\
targets:   # what it is about

  # the first
  - name:  harbour   # spaced by hand
    definition: >-
      The new harbour,
      as planned.

  - name: "fees"   # money
    aliases:
      - charges   # old
    retired: false # for now
    # about fees
  - {name: taxes, aliases: [dues]}
  - aliases: []
    name: tolls

# the end
"""
ACTORS = """\
actors:
  - name: Mara Ilves   # the mayor
    aliases: [Ilves]
    type: person
  - name: Bo Lind
"""


@pytest.fixture(params=["\n", "\r\n"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    write(tmp_path, HEAD + TARGETS + ACTORS, request.param)
    return tmp_path


def write(project: Path, text: str, newline: str = "\n") -> None:
    (project / "codebook.yaml").write_bytes(text.replace("\n", newline).encode())


def read(project: Path) -> str:
    return (project / "codebook.yaml").read_bytes().decode().replace("\r\n", "\n")


def changed(*pairs: tuple[str, str], text: str = HEAD + TARGETS + ACTORS) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("old", "pairs"),
    [
        ("harbour", [("  harbour   #", "  port   #"), ("hand\n", 'hand\n    aliases: ["harbour"]\n')]),
        ("fees", [('"fees"', "port"), ("charges   # old\n", 'charges   # old\n      - "fees"\n')]),
        ("taxes", [("{name: taxes, aliases: [dues]}", '{name: port, aliases: [dues, "taxes"]}')]),
        ("tolls", [("name: tolls", "name: port"), ("aliases: []", 'aliases: ["tolls"]')]),
    ],
)
def test_renaming_a_target_keeps_all_else_and_the_old_name_resolves(
    project: Path, old: str, pairs: list[tuple[str, str]]
) -> None:
    codebook, revision = rename_target(project, old, "port")
    assert read(project) == changed(*pairs)
    assert codebook == load_codebook(project)
    assert codebook.target_name(old) == "port"
    put_back(project, type(revision)(revision.after, revision.before))
    assert read(project) == HEAD + TARGETS + ACTORS


def test_a_merged_target_becomes_aliases_and_a_comment(project: Path) -> None:
    codebook, _ = merge_targets(project, "fees", "taxes")
    assert read(project) == changed(
        (
            '  - name: "fees"   # money\n    aliases:\n      - charges   # old\n    retired: false # for now\n',
            '  # merged into "taxes":\n  # - name: "fees"   # money\n  #   aliases:\n  #     - charges   # old\n'
            "  #   retired: false # for now\n",
        ),
        ("aliases: [dues]", 'aliases: [dues, "fees", "charges"]'),
    )
    assert [target.name for target in codebook.targets] == ["harbour", "taxes", "tolls"]
    assert codebook.target_name("Charges") == "taxes"


def test_a_target_is_retired_and_offered_again(project: Path) -> None:
    retire_target(project, "fees", retired=True)
    assert read(project) == changed(("retired: false #", "retired: true #"))
    codebook, _ = retire_target(project, "harbour", retired=True)
    assert codebook.target("harbour").retired
    assert "spaced by hand\n    retired: true\n" in read(project)
    assert not retire_target(project, "harbour", retired=False).codebook.target("harbour").retired


@pytest.mark.parametrize("new", ["Fees", "charges", "", "a\nb", "x" * 101])
def test_a_name_that_is_taken_or_will_not_do_is_refused(project: Path, new: str) -> None:
    with pytest.raises(StorageError, match=r"there is a target|cannot be a target"):
        rename_target(project, "harbour", new)
    assert read(project) == HEAD + TARGETS + ACTORS


def test_a_target_can_take_back_a_name_it_had(project: Path) -> None:
    assert rename_target(project, "fees", "charges").codebook.target("fees").name == "charges"


def test_what_cannot_be_changed_is_left_alone(tmp_path: Path) -> None:
    text = HEAD + "targets: [{name: a}, {name: b}]\n"
    write(tmp_path, text)
    with pytest.raises(StorageError, match="by hand"):
        merge_targets(tmp_path, "a", "b")
    assert read(tmp_path) == text
    with pytest.raises(StorageError, match="no target “c” any more"):
        retire_target(tmp_path, "c", retired=True)


def test_without_a_file_the_starter_is_changed_and_undoing_removes_it(tmp_path: Path) -> None:
    codebook, revision = rename_target(tmp_path, "general", "the bridge")
    assert [target.name for target in codebook.targets] == ["the bridge"]
    assert put_back(tmp_path, type(revision)(revision.after, None)).targets[0].name == "general"
    assert not (tmp_path / "codebook.yaml").exists()


def test_nothing_is_put_back_over_what_a_hand_changed_since(project: Path) -> None:
    _, revision = append_target(project, "new")
    write(project, read(project) + "# mine\n")
    with pytest.raises(StorageError, match="changed since"):
        put_back(project, type(revision)(revision.after, revision.before))
    assert read(project).endswith("# mine\n")


def test_an_actor_is_renamed_with_and_without_an_entry(project: Path) -> None:
    rename_actor(project, Actor("Mara Ilves"), "Mara Ilves-Berg")
    assert 'name: "Mara Ilves-Berg"   # the mayor\n    aliases: [Ilves, "Mara Ilves"]\n' in read(project)
    codebook, _ = rename_actor(project, Actor("Harbour Board", type=ActorType.ORGANISATION), "Port Board")
    assert codebook.actors[-1] == Actor("Port Board", ("Harbour Board",), ActorType.ORGANISATION)
    with pytest.raises(StorageError, match="there is an actor “Bo Lind”"):
        rename_actor(project, Actor("Port Board"), "Bo Lind")


def test_the_first_actor_opens_the_section(tmp_path: Path) -> None:
    write(tmp_path, HEAD + TARGETS)
    codebook, _ = add_actor(tmp_path, Actor("Xi", type=ActorType.PERSON))
    assert codebook.actors == (Actor("Xi", (), ActorType.PERSON),)
    assert read(tmp_path).startswith(HEAD + TARGETS.removesuffix("\n# the end\n"))
    assert add_actor(tmp_path, Actor("Xi")).codebook == codebook


def test_merged_actors_are_one_under_all_their_names(project: Path) -> None:
    codebook, _ = merge_actors(project, Actor("Mara Ilves"), Actor("Bo Lind"))
    assert {codebook.actor_name(name) for name in ("Mara Ilves", "Ilves", "Bo Lind")} == {"Bo Lind"}
    assert '  # merged into "Bo Lind":\n  # - name: Mara Ilves   # the mayor\n' in read(project)
    codebook, _ = merge_actors(project, Actor("the board"), Actor("Port Board", type=ActorType.ORGANISATION))
    assert codebook.actor("the board") == Actor("Port Board", ("the board",), ActorType.ORGANISATION)


def test_what_an_actor_is_and_speaks_for_is_settled(project: Path) -> None:
    codebook, _ = describe_actor(project, Actor("Bo Lind", type=ActorType.PERSON, speaks_for="Port Board"))
    assert codebook.actor("Bo Lind") == Actor("Bo Lind", (), ActorType.PERSON, "Port Board")
    codebook, _ = describe_actor(project, Actor("Bo Lind", type=ActorType.ROLE))
    assert codebook.actor("Bo Lind") == Actor("Bo Lind", (), ActorType.ROLE)
    assert read(project).startswith(HEAD + TARGETS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('    aliases: ["Berg", "the mayor"]  # theirs\n', '    aliases: ["the mayor"]  # theirs\n'),
        ('    aliases:\n      - "Berg"\n      - "the mayor"\n', '    aliases:\n      - "the mayor"\n'),
    ],
)
def test_a_name_that_is_split_off_is_an_actor_of_its_own(tmp_path, before, after):
    head = "format: onrecord-codebook\nversion: 1\nactors:\n  - name: Ada Berg\n"
    (tmp_path / "codebook.yaml").write_text(head + before, encoding="utf-8")
    actor = Actor("Ada Berg", ("Berg", "the mayor"), ActorType.PERSON)
    changed = split_alias(tmp_path, actor, "Berg")
    assert [(one.name, one.aliases) for one in changed.codebook.actors] == [
        ("Ada Berg", ("the mayor",)),
        ("Berg", ()),
    ]
    text = (tmp_path / "codebook.yaml").read_text(encoding="utf-8")
    assert text.startswith(head + after)
    assert put_back(tmp_path, Revision(changed.revision.after, changed.revision.before)) is not None
    assert (tmp_path / "codebook.yaml").read_text(encoding="utf-8") == head + before


def test_a_name_that_only_the_machine_knew_is_split_off_by_an_entry(tmp_path):
    changed = split_alias(tmp_path, Actor("Ada Berg", ("Berg",), ActorType.PERSON), "Berg")
    assert changed.codebook.actors == (Actor("Berg", (), ActorType.PERSON),)
