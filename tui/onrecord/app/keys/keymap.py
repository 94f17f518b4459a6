"""The user's keys, and the sequences of keys that run something."""

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
    """A command or a step of marking: something that keys run."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """Its name in the user's file of keys."""

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
    """The user's keys by name of command. Commands not named keep their keys; an empty tuple removes them."""

    review: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    """The faults of the user's file, as messages. A faulty file is not used at all."""


def with_keys(table: Iterable[K], chosen: Mapping[str, tuple[str, ...]]) -> tuple[K, ...]:
    """Return the table with the keys that are in effect."""
    if not chosen:
        return tuple(table)
    return tuple(replace(one, keys=chosen[one.name]) if one.name in chosen else one for one in table)


def keymap_file() -> Path:
    """Return the path of the user's file of keys, which need not exist."""
    return config_folder() / NAME


@runtime_checkable
class TakesKeys(Protocol):
    """A screen whose keys follow the keymap."""

    def take_key(self, key: str) -> bool:
        """Handle a key; return whether it did anything."""


class Keystrokes:
    """Maps keys, pressed one after the other, to the names of what they run."""

    def __init__(self, table: Iterable[Keyed]) -> None:
        """Begin with a table that has the keys in effect."""
        self._meant = {keys: one for one in table for keys in one.keys}
        self._beginnings = {keys.split(" ")[0] for keys in self._meant if " " in keys}
        self._begun = ""

    def press(self, key: str) -> str | None:
        """Return the name of what a key runs.

        Empty if the key begins or breaks off a sequence of two; None if it has no meaning.
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
        """The keys that may follow the one that was pressed; empty if no sequence was begun."""
        if not self._begun:
            return ""
        following = (
            f"{key_label(keys.split(' ')[1])} {one.title.lower()}"
            for keys, one in self._meant.items()
            if keys.startswith(f"{self._begun} ")
        )
        return f"{key_label(self._begun)} … {' · '.join(following)}"
