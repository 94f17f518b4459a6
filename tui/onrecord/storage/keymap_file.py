"""Reads the file in which a user assigns other keys to commands. The app knows what the names in it mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.storage.errors import StorageError
from onrecord.storage.text_files import read_text
from onrecord.storage.yaml_format import line_of, load, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ADVICE = "Correct it; until then the default keys hold."

REVIEW, MARKING = "keys", "marking"
"""The parts of the program that have keys of their own, as the file calls them."""
_PARTS = (REVIEW, MARKING)


@dataclass(frozen=True, slots=True)
class WrittenKeymap:
    """A keymap as it is written, not checked."""

    file: Path
    text: str
    """The file's text, in which faults have their lines."""
    base: str | None
    """The ready keymap that it begins from."""
    parts: Mapping[str, Mapping[str, tuple[str, ...]]]
    """For each part of the program, keys by the name of what they do."""

    def fault(self, problem: str, *path: str | int, advice: str = ADVICE) -> StorageError:
        """Return the error to show for what stands at `path`."""
        return StorageError(self.file, problem, advice, line_of(self.text, path))


def read_keymap(file: Path) -> WrittenKeymap:
    """Read a keymap.

    Raises:
        StorageError: it cannot be read, is no YAML, or something in it is neither a key nor a list of keys.
    """
    text = read_text(file, ADVICE)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return WrittenKeymap(file, text, None, {part: {} for part in _PARTS})
    try:
        value = load(text, file).value
    except StorageError as error:
        advice = f"Signs such as {{ [ ] }} & * ! | > % @ ? : - # have to stand in quotes. {ADVICE}"
        raise StorageError(file, error.problem, advice, error.line) from error
    return _Reader(file, text).keymap(value)


class _Reader:
    def __init__(self, file: Path, text: str) -> None:
        self._file, self._text = file, text

    def keymap(self, value: object) -> WrittenKeymap:
        if not isinstance(value, dict):
            raise self._fault("“keymap:”, “keys:” or “marking:” must stand at the beginning of a line")
        for name in value:
            if name not in ("keymap", *_PARTS):
                raise self._fault(f"{quoted(name)} is none of keymap, {', '.join(_PARTS)}", name)
        base = value.get("keymap")
        if base is not None and not isinstance(base, str):
            raise self._fault("“keymap” must be the name of a ready keymap", "keymap")
        parts = {part: self._part(value.get(part), part) for part in _PARTS}
        return WrittenKeymap(self._file, self._text, base, parts)

    def _part(self, value: object, part: str) -> dict[str, tuple[str, ...]]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._fault(f"“{part}” must hold lines of the form “command: key”", part)
        return {name: self._keys(keys, part, name) for name, keys in value.items()}

    def _keys(self, value: object, *path: str) -> tuple[str, ...]:
        keys = value if isinstance(value, list) else [] if value is None else [value]
        for key in keys:
            if not isinstance(key, (str, int)) or isinstance(key, bool):
                raise self._fault(f"{quoted(path[-1])} must have a key or a list of keys", *path)
        return tuple(str(key) for key in keys)

    def _fault(self, problem: str, *path: str) -> StorageError:
        return StorageError(self._file, problem, ADVICE, line_of(self._text, path))
