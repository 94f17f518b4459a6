"""Makes a keymap of a user's file, and finds the faults in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.app.commands.table import COMMANDS
from onrecord.app.dialogs.mark_words import STEPS
from onrecord.app.keys.keymap import Keyed, Keymap
from onrecord.app.keys.names import UnknownKeyError, key_label, key_named
from onrecord.errors import OnrecordError
from onrecord.storage.keymap_file import ADVICE, MARKING, REVIEW, WrittenKeymap, read_keymap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.storage.errors import StorageError

DEFAULT = "default"
KEYMAPS = (DEFAULT, "vim")
"""The ready keymaps; the default one is the command table itself."""

_TABLES: Mapping[str, Mapping[str, Keyed]] = {
    REVIEW: {command.name: command for command in COMMANDS},
    MARKING: {step.name: step for step in STEPS},
}
_NEEDED = {REVIEW: ("palette", "leave"), MARKING: ("leave",)}
"""Commands that must have a key: the palette finds every other one, and there must be a way out."""


def checked_keymap(file: Path) -> Keymap:
    """Return the keymap that a file describes, or the default one with its faults if it is faulty."""
    try:
        written = read_keymap(file)
        ready = _ready(written.base or DEFAULT, written)
    except OnrecordError as error:
        return Keymap(faults=(str(error),))
    review, marking = _Part(written, REVIEW, ready.review), _Part(written, MARKING, ready.marking)
    faults = sorted([*review.faults, *marking.faults], key=lambda fault: fault.line or 0)
    if faults:
        return Keymap(faults=tuple(map(str, faults)))
    return Keymap(review.chosen, marking.chosen)


def ready_keymap(name: str) -> Keymap:
    """Return the ready keymap of one of the names in `KEYMAPS`."""
    return (
        Keymap()
        if name == DEFAULT
        else checked_keymap(Path(__file__).parents[1] / "keys" / "keymaps" / f"{name}.yaml")
    )


def _ready(name: str, asked_in: WrittenKeymap) -> Keymap:
    if name not in KEYMAPS:
        raise asked_in.fault(f"there is no keymap “{name}”, only {' and '.join(KEYMAPS)}", "keymap")
    return ready_keymap(name)


class _Part:
    """The keys of one part of the program, and their faults."""

    def __init__(self, written: WrittenKeymap, part: str, ready: Mapping[str, tuple[str, ...]]) -> None:
        """Apply the file to a ready keymap, and check the result."""
        self._written, self._part = written, part
        self._own, self._table = written.parts[part], _TABLES[part]
        self.faults: list[StorageError] = []
        self.chosen = dict(ready)
        for name, texts in self._own.items():
            if name in self._table:
                self.chosen[name] = tuple(dict.fromkeys(self._keys(name, texts)))
            else:
                self.faults.append(written.fault(_unknown(name, part), part, name))
        self.faults += self._clashes()

    def _keys(self, name: str, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            try:
                yield key_named(text)
            except UnknownKeyError as error:
                self._blame(name, f"“{name}”: {error}")
        if not texts and name in _NEEDED[self._part]:
            self._blame(name, f"“{name}” must have a key")

    def _clashes(self) -> Iterator[StorageError]:
        """Yield an error for each key that would run two commands."""
        in_effect = [(k, name) for name, one in self._table.items() for k in self.chosen.get(name, one.keys)]
        begun = {keys.split(" ")[0]: (keys, name) for keys, name in in_effect if " " in keys}
        taken: dict[str, str] = {}
        for keys, name in in_effect:
            other = taken.setdefault(keys, name)
            if other != name:
                yield self._clash(f"“{key_label(keys)}” is the key of both “{other}” and “{name}”", other, name)
            if keys in begun:
                both, other = begun[keys]
                problem = f"“{key_label(keys)}” is the key of “{name}” and begins “{key_label(both)}” of “{other}”"
                yield self._clash(problem, other, name)

    def _clash(self, problem: str, one: str, other: str) -> StorageError:
        name, rival = (other, one) if other in self._own else (one, other)
        advice = f"Give “{rival}” another key as well, or none: “{rival}: []”. {ADVICE}"
        return self._written.fault(problem, self._part, name, advice=advice)

    def _blame(self, name: str, problem: str) -> None:
        self.faults.append(self._written.fault(problem, self._part, name))


def _unknown(name: str, part: str) -> str:
    from difflib import get_close_matches

    elsewhere = next((known for known, table in _TABLES.items() if known != part and name in table), None)
    if elsewhere:
        return f"“{name}” belongs under “{elsewhere}:”"
    titles = {one.title.lower().replace(" ", "_"): one.name for one in _TABLES[part].values()}
    near = get_close_matches(name.lower(), [*_TABLES[part], *titles], n=3, cutoff=0.6)
    meant = dict.fromkeys(titles.get(one, one) for one in near)
    perhaps = f"perhaps {' or '.join(f'“{one}”' for one in meant)}" if meant else "“onrecord keys” lists them"
    return f"there is no {'command' if part == REVIEW else 'step of marking words'} “{name}”; {perhaps}"
