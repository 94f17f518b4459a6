"""Checks the types of a file's values, and reports where one is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from onrecord.storage.errors import StorageError
from onrecord.storage.yaml_format import line_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum
    from pathlib import Path

T = TypeVar("T")
E = TypeVar("E", bound="StrEnum")


class FieldError(Exception):
    """A value is not what the format asks for. `path` leads to it, from the top of the file."""

    def __init__(self, problem: str, *path: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path

    def under(self, *path: str | int) -> FieldError:
        """Return the same fault, seen from further up."""
        return FieldError(self.problem, *path, *self.path)

    def as_error(self, file: Path, text: str) -> StorageError:
        """Return the error to show for it; `text` is the file's."""
        advice = "Correct it by hand; until then the file is left as it is."
        return StorageError(file, self.problem, advice, line_of(text, self.path))


class Fields:
    """One mapping of a file. Its methods read one key each and raise `FieldError` where something else stands."""

    __slots__ = ("_values",)

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise FieldError("a mapping (`key: value` lines) must stand here")
        self._values: dict[str, object] = value

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.text_or_none(key)
        if value is None:
            raise FieldError(f"`{key}` is missing")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text, or None where there is none. A bare whole number counts as text."""
        value = self._values.get(key)
        if value is None or type(value) is str:
            return value
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise FieldError(f"`{key}` must be text (put it in double quotes)", key)
        return str(value)

    def number(self, key: str) -> int:
        """Return a whole number, 0 or more, that must be there."""
        value = self._values.get(key)
        if type(value) is not int or value < 0:
            raise FieldError(f"`{key}` must be a whole number, 0 or more", key)
        return value

    def truth(self, key: str) -> bool:
        """Return true or false; what is not there is false."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise FieldError(f"`{key}` must be true or false", key)
        return value

    def word(self, key: str, words: Mapping[str, E]) -> E | None:
        """Return the member of an enumeration that the text names, or None where there is no text."""
        value = self.text_or_none(key)
        if value is None:
            return None
        if value not in words:
            raise FieldError(f"`{key}` is {quoted(value)}, which is none of {', '.join(words)}", key)
        return words[value]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; what is not there is empty."""
        values = self._values.get(key)
        if values is None:
            return ()
        if not isinstance(values, list) or not all(isinstance(value, str | int) for value in values):
            raise FieldError(f"`{key}` must be a list of texts", key)
        return tuple(str(value) for value in values)

    def one(self, key: str, read: Callable[[Fields], T]) -> T:
        """Return what `read` makes of the mapping at `key`, which must be there."""
        if key not in self._values:
            raise FieldError(f"`{key}` is missing")
        try:
            return read(Fields(self._values[key]))
        except FieldError as fault:
            raise fault.under(key) from None

    def each(self, key: str, read: Callable[[Fields], T]) -> tuple[T, ...]:
        """Return what `read` makes of every mapping in the list at `key`; what is not there is empty."""
        values = self._values.get(key)
        if values is None:
            return ()
        if not isinstance(values, list):
            raise FieldError(f"`{key}` must be a list", key)
        made = []
        for position, value in enumerate(values):
            try:
                made.append(read(Fields(value)))
            except FieldError as fault:
                raise fault.under(key, position) from None
        return tuple(made)

    def has(self, key: str) -> bool:
        """Return whether there is something at `key`."""
        return self._values.get(key) is not None

    def names(self, key: str) -> bool:
        """Return whether the mapping has that key, with or without a value."""
        return key in self._values

    def beyond(self, known: frozenset[str]) -> dict[str, object]:
        """Return the keys that are not `known`, with their values as they were read."""
        if self._values.keys() <= known:
            return {}
        return {key: value for key, value in self._values.items() if key not in known}


def check_format(fields: Fields, name: str, version: int) -> None:
    """Check what `format` and `version` say of a file that is to be of format `name`, up to `version`.

    Raises:
        FieldError: it is another format, a newer version, or a version that does not exist.
    """
    if fields.text_or_none("format") != name:
        raise FieldError(f"the line `format: {name}` is missing, so this may be another kind of file", "format")
    if not fields.has("version"):
        raise FieldError(f"the line `version: {version}` is missing")
    written = fields.number("version")
    if written == 0:
        raise FieldError("there is no version 0 of this format: the first is 1", "version")
    if written > version:
        problem = f"written by a newer onrecord (this one knows version {version} of the format): update onrecord"
        raise FieldError(problem, "version")
