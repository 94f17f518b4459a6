"""A user's own keys: how they are named, what is wrong with them, and that nothing else can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from docs.make_keys import PAGE
from hypothesis import given
from hypothesis import strategies as st

from onrecord.app.commands.keymap_file import KEYMAPS, checked_keymap, ready_keymap
from onrecord.app.commands.table import BY_NAME, COMMANDS
from onrecord.app.commands.user_keymap import load_keymap
from onrecord.app.dialogs.mark_words import STEPS
from onrecord.app.keys.keymap import Keymap, Keystrokes, keymap_file, with_keys
from onrecord.app.keys.names import UnknownKeyError, key_label, key_named
from onrecord.cli import main
from onrecord.cli.command import DONE, FAULTY_DATA
from tests.docs.pages import blocks

ALL_KEYS = sorted({keys for one in (*COMMANDS, *STEPS) for keys in one.keys})


def written(text: str) -> Keymap:
    file = keymap_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return load_keymap()


def in_effect(keymap: Keymap) -> dict[str, tuple[str, ...]]:
    return {command.name: command.keys for command in with_keys(COMMANDS, keymap.review)}


def test_without_a_file_there_is_nothing_to_read() -> None:
    assert not keymap_file().exists()
    assert load_keymap() == Keymap()
    script = (
        "import sys; from onrecord.app.commands.user_keymap import load_keymap; load_keymap(); "
        "print({'yaml', 'onrecord.app.commands.keymap_file', 'onrecord.storage.yaml_format'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n", "the start does not wait for what is not there"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "keys:\n", "{}\n", "keymap: default\nmarking: {}\n"])
def test_a_file_that_asks_for_nothing_changes_nothing(text: str) -> None:
    assert written(text) == Keymap()


def test_chosen_keys_take_the_place_of_the_usual_ones() -> None:
    keymap = written('keys:\n  accept: Enter\n  mark_selected: []\n  note: ["§", Alt+N]\n  stance_1: 1\n')
    keys = in_effect(keymap)
    assert keymap.faults == ()
    assert (keys["accept"], keys["mark_selected"], keys["stance_1"]) == (("enter",), (), ("1",))
    assert keys["note"] == ("section_sign", "alt+n")
    assert keys["reject"] == BY_NAME["reject"].keys


def test_own_keys_go_over_those_of_the_ready_keymap() -> None:
    keys = in_effect(written('keymap: vim\nkeys: {leave: "Q"}\n'))
    assert keys["leave"] == ("Q",)
    assert keys["reject"] == ("x", "d d")


def test_while_words_are_marked_keys_are_others_keys() -> None:
    keymap = written("marking: {next_sentence: x}\n")
    assert keymap.faults == ()
    assert keymap.marking == {"next_sentence": ("x",)}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("keys:\n  acept: x\n", 2, "no command “acept”; perhaps “accept”"),
        ("keys:\n  next_quote: x\n", 2, "perhaps “next”"),
        ("keys:\n  zzz: x\n", 2, "“onrecord keys” lists them"),
        ("keys:\n  next_sentence: x\n", 2, "“next_sentence” belongs under “marking:”"),
        ("marking:\n  sentnce_on: x\n", 2, "no step of marking words “sentnce_on”; perhaps “sentence_on”"),
        ("keys:\n  flag: Strg+F\n", 2, "“flag”: “Strg+F” is no key"),
        ("keys:\n  flag: Shift+J\n", 2, "is written as J"),
        ("keys:\n  flag: Ctrl+I\n", 2, "terminals cannot tell “Ctrl+I” from Tab"),
        ("keys:\n  flag: a b c\n", 2, "more than two keys"),
        ("keys:\n  back: >\n", 2, "“back”: no key is named"),
        ("keys:\n  accept: n\n", 2, "“n” is the key of both “next_match” and “accept”. Give “next_match” another"),
        ("keys:\n  flag: Q\n  note: Q\n", 2, "“Q” is the key of both “note” and “flag”. Give “note” another"),
        ("marking:\n  mark: j\n", 2, "“j” is the key of both “mark” and “next_sentence”"),
        ("keys:\n  flag: x q\n", 2, "“x” is the key of “reject” and begins “xq” of “flag”"),
        ("keys:\n  palette: []\n", 2, "“palette” must have a key"),
        ("marking:\n  leave:\n", 2, "“leave” must have a key"),
        ("keys:\n  flag: {a: b}\n", 2, '"flag" must have a key or a list of keys'),
        ("keys:\n  flag: [a, true]\n", 2, '"flag" must have a key or a list of keys'),
        ("keys: [a]\n", 1, "must hold lines of the form"),
        ("# mine\nkeymap: emacs\n", 2, "no keymap “emacs”, only default and vim"),
        ("keymap: [vim]\n", 1, "the name of a ready keymap"),
        ("bindings: {}\n", 1, '"bindings" is none of keymap, keys, marking'),
        ("- a\n", 1, "must stand at the beginning of a line"),
        ("keys:\n  help: [x\n", 3, "not valid YAML"),
        ("keys:\n  help: ?\n", 2, "have to stand in quotes"),
        ("keys:\n  flag: m\n  flag: l\n", 3, "stands twice"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_default_keys_hold(text: str, line: int, said: str) -> None:
    keymap = written(text)
    assert in_effect(keymap) == in_effect(Keymap())
    assert keymap.marking == {}
    assert keymap.faults[0].startswith(f"{keymap_file()}:{line}: ")
    assert said in keymap.faults[0]
    assert keymap.faults[0].endswith("until then the default keys hold.")


def test_all_faults_are_told_in_their_order() -> None:
    faults = written("keys:\n  flag: nokey\n  accept: [n, x]\nmarking:\n  nothing: a\n").faults
    assert [fault.split(":")[1] for fault in faults] == ["2", "3", "3", "5"]


def test_a_file_that_cannot_be_read_is_a_fault_too() -> None:
    file = keymap_file()
    file.mkdir(parents=True)
    assert "cannot be read" in load_keymap().faults[0]
    file.rmdir()
    file.write_bytes(b"keys: \xff\n")
    assert "not valid UTF-8" in load_keymap().faults[0]


@pytest.mark.parametrize("name", KEYMAPS)
def test_ready_keymaps_are_sound(name: str) -> None:
    assert ready_keymap(name).faults == ()


def test_the_example_of_the_documents_is_sound() -> None:
    (example,) = blocks(PAGE, "yaml")
    keymap = written(example)
    assert keymap.faults == ()
    for name, keys in yaml.safe_load(example)["keys"].items():
        wanted = keys if isinstance(keys, list) else [keys]
        assert keymap.review[name] == tuple(map(key_named, wanted))


@pytest.mark.parametrize("key", ALL_KEYS)
def test_every_key_is_read_as_it_is_shown(key: str) -> None:
    assert key_named(key) == key
    if " " not in key:
        assert key_named(key_label(key)) == key


@given(st.text(max_size=12))
def test_whatever_is_written_for_a_key_is_one_or_is_refused(text: str) -> None:
    try:
        keys = key_named(text)
    except UnknownKeyError:
        return
    assert 1 <= len(keys.split(" ")) <= 2
    assert key_label(keys).isprintable()


names = st.sampled_from([*BY_NAME, "nothing", "acept"])
keys = st.sampled_from([*map(key_label, ALL_KEYS), "g g", "g h", "g", "Hyper+X", "Ctrl+K", "é"])
mappings = st.dictionaries(names, keys | st.lists(keys, max_size=3), max_size=8)


@given(st.sampled_from([None, *KEYMAPS]), mappings)
def test_a_keymap_without_faults_does_one_thing_by_a_key(tmp_path_factory, base, chosen) -> None:
    file = tmp_path_factory.mktemp("keymap") / "keys.yaml"
    file.write_text(yaml.safe_dump({"keymap": base, "keys": chosen}), encoding="utf-8")
    keymap = checked_keymap(file)
    table = with_keys(COMMANDS, keymap.review)
    taken = [keys for command in table for keys in command.keys]
    assert len(taken) == len(set(taken))
    assert not {keys.split(" ")[0] for keys in taken if " " in keys} & set(taken)
    strokes = Keystrokes(table)
    for command in table:
        for sequence in command.keys:
            *begun, last = sequence.split(" ")
            assert [strokes.press(key) for key in begun] == [""] * len(begun)
            assert strokes.press(last) == command.name
    if not keymap.faults:
        assert {name: keymap.review[name] for name in chosen} == {
            name: tuple(dict.fromkeys(map(key_named, [wanted] if isinstance(wanted, str) else wanted)))
            for name, wanted in chosen.items()
        }


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["keys", "flag", "b"]), inner),
        max_leaves=8,
    )
)
def test_whatever_stands_in_the_file_is_a_keymap_or_a_fault(tmp_path_factory, value) -> None:
    file = tmp_path_factory.mktemp("keymap") / "keys.yaml"
    file.write_text(yaml.safe_dump(value, allow_unicode=False), encoding="utf-8")
    keymap = checked_keymap(file)
    assert not keymap.faults or keymap == Keymap(faults=keymap.faults)


def test_two_keys_one_after_the_other() -> None:
    strokes = Keystrokes(with_keys(COMMANDS, ready_keymap("vim").review))
    assert strokes.press("g") == ""
    assert strokes.prompt.startswith("g … g first quote · ")
    assert "d doubtful first" in strokes.prompt
    assert (strokes.press("d"), strokes.prompt) == ("doubtful", "")
    assert (strokes.press("g"), strokes.press("j"), strokes.press("j")) == ("", "", "next")
    assert strokes.press("F7") is None


def test_the_command_prints_the_keys_and_their_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == DONE
    said = capsys.readouterr()
    assert "The default keys" in said.out
    assert said.err == ""
    written("keymap: vim\n")
    assert main(["keys"]) == DONE
    assert "x dd" in capsys.readouterr().out
    written("keys: {accept: n}\n")
    assert main(["keys"]) == FAULTY_DATA
    said = capsys.readouterr()
    assert "keys.yaml:1: “n” is the key of both" in said.err
    assert "The default keys" in said.out


def test_the_file_lies_where_the_configuration_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert keymap_file() == tmp_path / "onrecord" / "keys.yaml"
