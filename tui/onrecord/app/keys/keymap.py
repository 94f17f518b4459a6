"""Which keys the user chose instead of those in the command table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, runtime_checkable

from onrecord.app.keys.names import key_label
from onrecord.storage.user_dirs import config_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAME = "keys.yaml"


class Keyed(Protocol):
    """Something that keys do, in a table that gives each its keys."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """What it is called in the user's file."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys as Textual names them, two that follow each other as `g g`; the first is the one shown."""

    @property
    def title(self) -> str:
        """One or two words, for the bottom line."""

    @property
    def description(self) -> str:
        """One sentence, for help and documentation."""


K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Keymap:
    """The chosen keys, by the name of what they do. What is not named keeps its keys, what has none has no key."""

    review: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    """What is wrong with the user's file, ready to be shown; then nothing in it holds."""


def with_keys(table: Iterable[K], chosen: Mapping[str, tuple[str, ...]]) -> tuple[K, ...]:
    """Return the table with the keys that are in effect."""
    if not chosen:
        return tuple(table)
    return tuple(replace(one, keys=chosen[one.name]) if one.name in chosen else one for one in table)


def keymap_file() -> Path:
    """Return where the user's keys stand, if there are any."""
    return config_folder() / NAME


@runtime_checkable
class TakesKeys(Protocol):
    """A screen whose keys follow the keymap."""

    def take_key(self, key: str) -> bool:
        """Do what a key does here; return whether it does anything."""


class Keystrokes:
    """Turns keys, one after the other, into what they do; some do it only after another key."""

    def __init__(self, table: Iterable[Keyed]) -> None:
        """Begin with a table that has the keys in effect."""
        self._meant = {keys: one for one in table for keys in one.keys}
        self._beginnings = {keys.split(" ")[0] for keys in self._meant if " " in keys}
        self._begun = ""

    def press(self, key: str) -> str | None:
        """Return the name of what a key does.

        It is empty where the key begins or breaks off two that follow each other, and None where it means nothing.
        """
        if self._begun:
            keys, self._begun = f"{self._begun} {key}", ""
            return self._meant[keys].name if keys in self._meant else ""
        if key in self._beginnings:
            self._begun = key
            return ""
        return self._meant[key].name if key in self._meant else None

    @property
    def prompt(self) -> str:
        """What may follow the key that was pressed; empty where nothing was begun."""
        if not self._begun:
            return ""
        following = (
            f"{key_label(keys.split(' ')[1])} {one.title.lower()}"
            for keys, one in self._meant.items()
            if keys.startswith(f"{self._begun} ")
        )
        return f"{key_label(self._begun)} … {' · '.join(following)}"
