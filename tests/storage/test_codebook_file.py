import errno

import pytest

from onrecord.coding.codebook import default_codebook
from onrecord.storage import disk
from onrecord.storage.codebook_changes import append_target
from onrecord.storage.codebook_file import load_codebook, write_starter
from onrecord.storage.errors import StorageError

HEAD = "format: onrecord-codebook\nversion: 1\n"

COMMENTED = """\
# our codebook
format: onrecord-codebook
version: 1

labels:   # two are enough
  - name: pro
    scale: 0.5
  - {name: con, definition: "against", scale: -1}

targets:

  # the first
  - name:  harbour   # spaced by hand
    definition: >-
      The new harbour,
      as planned.
    include: ["build it"]

  - name: "fees"
    aliases:
      - charges
      - Fees for ships
    retired: true
    # about fees

# the end
group-order: [a, b]
"""


def write(project, text):
    (project / "codebook.yaml").write_bytes(text.encode())


def read(project):
    return (project / "codebook.yaml").read_bytes().decode()


def test_without_a_file_there_is_the_default(tmp_path):
    assert load_codebook(tmp_path) == default_codebook()


def test_the_codebook_of_the_sample_is_read(seeds):
    codebook = load_codebook(seeds)
    assert [label.name for label in codebook.labels] == ["support", "oppose", "mixed", "none", "unclear"]
    assert codebook.target("War in Ukraine").name == "war"


def test_all_that_a_codebook_can_say_is_read(tmp_path):
    write(tmp_path, COMMENTED)
    codebook = load_codebook(tmp_path)
    assert [(label.name, label.definition, label.scale) for label in codebook.labels] == [
        ("pro", "", 0.5),
        ("con", "against", -1.0),
    ]
    harbour, fees = codebook.targets
    assert harbour.definition == "The new harbour, as planned."
    assert harbour.include == ("build it",)
    assert (fees.aliases, fees.retired) == (("charges", "Fees for ships"), True)


def test_labels_can_choose_their_keys(tmp_path):
    write(tmp_path, HEAD + "labels:\n  - name: a\n  - {name: b, key: 1}\n  - {name: c, key: 9}\n  - name: d\n")
    keys = load_codebook(tmp_path).labels_by_key
    assert {digit: label.name for digit, label in keys.items()} == {1: "b", 2: "a", 3: "d", 9: "c"}
    assert list(keys) == [1, 2, 3, 9]


def test_what_is_not_said_is_as_by_default(tmp_path):
    write(tmp_path, HEAD)
    assert load_codebook(tmp_path) == default_codebook()


def test_the_starter_says_what_the_default_says(tmp_path):
    path = write_starter(tmp_path)
    assert path == tmp_path / "codebook.yaml"
    assert load_codebook(tmp_path) == default_codebook()
    assert "# " in read(tmp_path)


def test_a_codebook_is_never_replaced_by_the_starter(tmp_path):
    write(tmp_path, "mine")
    with pytest.raises(StorageError, match="there is a codebook already"):
        write_starter(tmp_path)
    assert read(tmp_path) == "mine"


FAULTS = {
    "version: 1\n": "codebook.yaml:1: the line `format: onrecord-codebook`",
    "format: onrecord-codebook\n": "the line `version: 1` is missing",
    "format: onrecord-codebook\nversion: 2\n": ":2: written by a newer onrecord",
    HEAD + "labels: 5\n": ":3: `labels` must be a list",
    HEAD + "labels:\n  - name: a\n  - nothing\n": ":5: a mapping",
    HEAD + "labels:\n  - definition: a\n": ":4: `name` is missing",
    HEAD + "labels:\n  - name: a\n    scale: high\n": ":5: `scale` must be a number",
    HEAD + "labels:\n" + "".join(f"  - name: l{n}\n" for n in range(10)): ":13: there are more than 9 labels",
    HEAD + "labels:\n  - {name: a, key: 0}\n": ":4: `key` must be a digit from 1 to 9",
    HEAD + "labels:\n  - {name: a, key: 2}\n  - {name: b, key: 2}\n": ":5: another label has this `key`",
    HEAD + "targets:\n  - name: war\n  - name: War\n": ':5: "War" is the name or alias of another',
    HEAD + "targets:\n  - name: war\n  - name: x\n    aliases: [WAR]\n": ':5: "WAR" is the name or alias',
    HEAD + 'targets:\n  - name: "a\\e[2Jb"\n': ":4: a `name` has 1 to 100 visible characters",
    HEAD + "targets:\n  - name: ' '\n": ":4: a `name` has 1 to 100 visible characters",
    HEAD + "targets: [\n": "not valid YAML",
    HEAD + "targets:\n  - name: &a war\n": ":4: anchors",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_with_its_line(tmp_path, text):
    write(tmp_path, text)
    with pytest.raises(StorageError) as caught:
        load_codebook(tmp_path)
    assert FAULTS[text] in str(caught.value)
    with pytest.raises(StorageError):
        append_target(tmp_path, "new")
    assert read(tmp_path) == text


def test_a_target_is_added_and_all_else_stays(tmp_path):
    write(tmp_path, COMMENTED)
    before = load_codebook(tmp_path)
    append_target(tmp_path, "port authority", 'Who "runs" it.')
    assert read(tmp_path) == COMMENTED.replace(
        "    # about fees\n",
        '    # about fees\n\n  - name: "port authority"\n    definition: "Who \\"runs\\" it."\n',
    )
    assert load_codebook(tmp_path) == before.with_target("port authority", 'Who "runs" it.')


LAYOUTS = {
    "targets:\n- name: a\n": 'targets:\n- name: a\n- name: new\n  definition: ""\n',
    "targets:\n    -   name: a": 'targets:\n    -   name: a\n    -   name: new\n        definition: ""\n',
    "targets:\n  - {name: a}\n  - {name: b}\nx: 1\n": (
        'targets:\n  - {name: a}\n  - {name: b}\n  - name: new\n    definition: ""\nx: 1\n'
    ),
    "targets:\n  - name: a\n    definition: |\n      one\n      two\n\n\nx: 1\n": (
        "targets:\n  - name: a\n    definition: |\n      one\n      two\n\n\n"
        '  - name: new\n    definition: ""\nx: 1\n'
    ),
    "targets:\n  - name: a\n    definition:\n...\n": (
        'targets:\n  - name: a\n    definition:\n  - name: new\n    definition: ""\n...\n'
    ),
    "labels:\n  - name: a\n": (
        "labels:\n  - name: a\n\ntargets:\n  - name: general\n"
        '    definition: "What the article is about as a whole."\n  - name: new\n    definition: ""\n'
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_usual_layout_can_be_added_to(tmp_path, layout, newline):
    write(tmp_path, (HEAD + layout).replace("\n", newline))
    append_target(tmp_path, "new")
    assert read(tmp_path) == (HEAD + LAYOUTS[layout]).replace("\n", newline)


@pytest.mark.parametrize("targets", ["[{name: a}]", "[]", "", "[\n  {name: a}]"])
def test_another_layout_is_left_alone(tmp_path, targets):
    text = f"{HEAD}targets: {targets}\n"
    write(tmp_path, text)
    with pytest.raises(StorageError, match="by hand"):
        append_target(tmp_path, "new")
    assert read(tmp_path) == text


def test_without_a_file_the_starter_is_written_with_the_target(tmp_path):
    append_target(tmp_path, "harbour", "The new harbour.")
    assert load_codebook(tmp_path) == default_codebook().with_target("harbour", "The new harbour.")
    append_target(tmp_path, "Zölle: hoch")
    assert [target.name for target in load_codebook(tmp_path).targets] == ["general", "harbour", "Zölle: hoch"]


@pytest.mark.parametrize("name", ["General", "", " ", "a\nb", "a\x1bb", "x" * 101, "\ud800"])
def test_a_name_that_is_taken_or_cannot_be_shown_is_refused(tmp_path, name):
    with pytest.raises(StorageError, match=r"cannot be a target|a target “General” already"):
        append_target(tmp_path, name)
    assert not (tmp_path / "codebook.yaml").exists()


def test_a_failed_write_leaves_the_old_codebook(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path, COMMENTED)
    monkeypatch.setattr(disk, "sync", fail)
    with pytest.raises(StorageError, match="No space left"):
        append_target(tmp_path, "new")
    assert read(tmp_path) == COMMENTED


def test_an_unreadable_codebook_is_told_of(tmp_path):
    (tmp_path / "codebook.yaml").mkdir()
    with pytest.raises(StorageError, match="cannot be read"):
        load_codebook(tmp_path)
