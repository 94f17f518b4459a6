"""The YAML that onrecord writes and reads: a small part of the language that every reader takes the same way.

Written: block style, every free text in double quotes on one line, an end mark. Read: whatever a hand would write,
built straight from the parser's events, where hostile input is cheapest to refuse.
"""

from __future__ import annotations

import gc
import json
import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Protocol

from onrecord.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import yaml

END_MARK = "..."
DEEPEST = 32
"""Levels of nesting that are read."""
LONGEST_KEY = 100
"""Code points. YAML readers take keys of up to 1,024 characters, and one may have to be written with ten."""

_CORRECT_IT = "Correct it, or go back to the file's last good version; until then it is left as it is."


class Word(str):
    """Text that is written without quotes where every reader takes it for text: a word of the format, an id."""

    __slots__ = ()


class Bare(str):
    """Text that stood without quotes and that some readers take for a number or date: written as it stood."""

    __slots__ = ()


class Document(NamedTuple):
    """What a file holds."""

    value: object
    """Mappings, lists, text, whole numbers, booleans and None, nothing else."""
    ended: bool
    """Whether the end mark is there. Without it, this may be the beginning of a file that was cut off."""


# Writing

_encode_json = json.JSONEncoder(ensure_ascii=False).encode
# Beyond what JSON escapes: what YAML 1.1 takes for line breaks, what YAML does not allow to stand, and characters
# that change how a line looks without being seen.
_TO_ESCAPE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_PLAIN_WORD = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_NOT_PLAIN = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}", re.ASCII)
_NUMBER_OR_DATE = re.compile(r"[-+]?\.?[0-9](?:[0-9A-Za-z.+:_-]*[0-9A-Za-z])?", re.ASCII)


class Blocks(NamedTuple):
    """The records of a top-level list, each as `block` wrote it."""

    texts: Sequence[str]


def dump(document: Mapping[str, object]) -> str:
    """Return the text of a file that holds `document`: mappings, lists, text, whole numbers, booleans, None.

    A top-level list of mappings has a blank line before each, so that git merges changes of different records; it
    can also be given as `Blocks`.

    Raises:
        ValueError: a text holds half of a surrogate pair, which no file can hold.
        TypeError: there is a value of another type.
    """
    lines: list[str] = []
    for key, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{plain_or_quoted(key)}:", *map(block, value)]
        elif isinstance(value, Blocks) and value.texts:
            lines += [f"{plain_or_quoted(key)}:", *value.texts]
        else:
            _write_mapping(lines, {key: [] if isinstance(value, Blocks) else value}, "", "")
    lines += [END_MARK, ""]
    return "\n".join(lines)


def block(record: object) -> str:
    """Return the text of one record of a top-level list, after a blank line.

    Raises:
        ValueError: a text holds half of a surrogate pair.
        TypeError: there is a value of a type that cannot be written.
    """
    lines = [""]
    _write_list(lines, [record], "  ")
    return "\n".join(lines)


def _write_mapping(lines: list[str], mapping: Mapping[str, object], first: str, indent: str) -> None:
    for key, value in mapping.items():
        if value and isinstance(value, dict):
            lines.append(f"{first}{plain_or_quoted(key)}:")
            _write_mapping(lines, value, indent + "  ", indent + "  ")
        elif value and isinstance(value, list):
            lines.append(f"{first}{plain_or_quoted(key)}:")
            _write_list(lines, value, indent + "  ")
        else:
            lines.append(f"{first}{plain_or_quoted(key)}: {_scalar(value)}")
        first = indent


def _write_list(lines: list[str], items: Sequence[object], indent: str) -> None:
    for item in items:
        if item and isinstance(item, dict):
            _write_mapping(lines, item, indent + "- ", indent + "  ")
        elif item and isinstance(item, list):
            lines.append(f"{indent}-")
            _write_list(lines, item, indent + "  ")
        else:
            lines.append(f"{indent}- {_scalar(item)}")


@cache
def plain_or_quoted(name: str) -> str:
    """Return a name as it may stand in a file: as it is where every reader takes it for text, else in quotes.

    Raises:
        ValueError: it holds half of a surrogate pair.
    """
    plain = _PLAIN_NAME.fullmatch(name) and name.lower() not in _NOT_PLAIN
    return name if plain else quoted(name)


def _scalar(value: object) -> str:
    if type(value) is str:
        return quoted(value)
    if isinstance(value, Word) and _PLAIN_WORD.fullmatch(value) and value not in _NOT_PLAIN:
        return value
    if isinstance(value, str):
        return value if isinstance(value, Bare) and _NUMBER_OR_DATE.fullmatch(value) else quoted(str(value))
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if value in ([], {}):
        return "[]" if value == [] else "{}"
    message = f"no way to write {value!r}"
    raise TypeError(message)


def quoted(text: str) -> str:
    """Return `text` in double quotes, on one line, the same to every YAML reader.

    Raises:
        ValueError: it holds half of a surrogate pair.
    """
    encoded = _encode_json(text)
    if encoded.isascii() and "\x7f" not in encoded:
        return encoded
    return _TO_ESCAPE.sub(_escape, encoded)


def _escape(match: re.Match[str]) -> str:
    character = ord(match[0])
    if 0xD800 <= character <= 0xDFFF:
        message = f"half of a surrogate pair (U+{character:04X})"
        raise ValueError(message)
    return f"\\u{character:04X}"


# Reading


def load(text: str, name: Path | str) -> Document:
    """Return what a file's text holds.

    Only null, true, false and whole numbers are read as such; every other plain scalar is text. `name` is the
    file's, for messages.

    Raises:
        StorageError: it is no YAML, or uses anchors, aliases, tags, merge keys, a key twice, or too deep a nesting.
    """
    import yaml

    _refuse_conflict_marks(text, name)
    _refuse_odd_line_breaks(text, name)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        with collector_off():
            return _Builder(name, loader).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"not valid YAML: {error.problem or error.context}"
        raise StorageError(name, problem, _CORRECT_IT, mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise StorageError(name, f"not valid YAML: {error.reason}", _CORRECT_IT, line) from error


def compose(text: str) -> yaml.Node | None:
    """Return the nodes, with their places, of a text that `load` has read."""
    import yaml

    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line (from 1) in which the value at `path` begins, or the nearest value above it.

    `text` is one that `load` has read; `path` names mapping keys and list positions from the top.
    """
    import yaml

    node = compose(text)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            found = node.value[step]
        else:
            found = None
        if found is None:
            break
        node = found
    return int(node.start_mark.line) + 1 if node else 1


class _Mark(Protocol):
    line: int


class _Event(Protocol):
    """What the events of the parser have between them; each kind has some of it."""

    start_mark: _Mark
    anchor: str | None
    tag: str | None
    tags: dict[str, str] | None
    value: str
    implicit: tuple[bool, bool]
    explicit: bool


class _Builder:
    """Makes values of the parser's events."""

    def __init__(self, name: Path | str, loader: yaml.SafeLoader) -> None:
        from yaml import events

        self._name = name
        self._next: Callable[[], _Event] = loader.get_event
        self._scalar: type = events.ScalarEvent
        self._mapping_start: type = events.MappingStartEvent
        self._end: type = events.CollectionEndEvent
        self._stream_end: type = events.StreamEndEvent
        self._depth = 0

    def document(self) -> Document:
        self._next()
        start = self._next()
        if isinstance(start, self._stream_end):
            raise StorageError(self._name, "the file is empty", "Take its last good version, or remove it.")
        if start.tags:
            self._refuse(start, "tag directives are not read")
        value = self._node(self._next())
        end = self._next()
        after = self._next()
        if not isinstance(after, self._stream_end):
            self._refuse(after, "a second document begins")
        return Document(value, ended=bool(end.explicit))

    def _node(self, event: _Event) -> object:
        if event.anchor is not None or event.tag is not None:  # an alias has its anchor's name
            self._refuse_reference(event)
        if isinstance(event, self._scalar):
            if not event.value.isascii() and _HALF_A_PAIR.search(event.value):
                self._refuse(event, "half of a surrogate pair stands here")
            return _plain(event.value) if event.implicit[0] else event.value
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse(event, f"nested more than {DEEPEST} levels deep")
        value = self._mapping() if isinstance(event, self._mapping_start) else self._list()
        self._depth -= 1
        return value

    def _mapping(self) -> dict[str, object]:
        mapping: dict[str, object] = {}
        while not isinstance(event := self._next(), self._end):
            key = self._key(event)
            if key in mapping:
                self._refuse(event, f"the key {quoted(key)} stands twice")
            mapping[key] = self._node(self._next())
        return mapping

    def _key(self, event: _Event) -> str:
        if event.anchor is not None or event.tag is not None:
            self._refuse_reference(event)
        if not isinstance(event, self._scalar):
            self._refuse(event, "a list or mapping stands as a key")
        if event.value == "<<" and event.implicit[0]:
            self._refuse(event, "merge keys (<<) are not read")
        if len(event.value) > LONGEST_KEY:
            self._refuse(event, f"a key has more than {LONGEST_KEY} characters")
        return event.value

    def _list(self) -> list[object]:
        items = []
        while not isinstance(event := self._next(), self._end):
            items.append(self._node(event))
        return items

    def _refuse_reference(self, event: _Event) -> NoReturn:
        if event.anchor is not None:
            self._refuse(event, "anchors (&) and aliases (*) are not read")
        self._refuse(event, "tags (!) are not read")

    def _refuse(self, event: _Event, problem: str) -> NoReturn:
        raise StorageError(self._name, problem, _CORRECT_IT, event.start_mark.line + 1)


def _plain(text: str) -> object:
    """Return what a plain scalar stands for."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Bare(text) if _NUMBER_OR_DATE.fullmatch(text) else text


_CONSTANTS: dict[str, bool | None] = {"": None, "~": None}
_CONSTANTS |= dict.fromkeys(("null", "Null", "NULL"), None)
_CONSTANTS |= dict.fromkeys(("true", "True", "TRUE"), True)
_CONSTANTS |= dict.fromkeys(("false", "False", "FALSE"), False)


def _refuse_conflict_marks(text: str, name: Path | str) -> None:
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<<")), 0)
    if start and any(line.startswith(">>>>>>>") for line in lines[start:]):
        advice = (
            "“onrecord merge --resolve FILE” asks which side to keep in an annotation file; elsewhere keep one "
            "side of each conflict, and remove the lines with <<<<<<<, ======= and >>>>>>>."
        )
        raise StorageError(name, "git left a merge conflict here", advice, start)


def _refuse_odd_line_breaks(text: str, name: Path | str) -> None:
    """Refuse what YAML 1.1 takes for the end of a line and YAML 1.2 for a letter."""
    for character in "\x85\u2028\u2029":
        if character in text:
            problem = f"U+{ord(character):04X} stands here, which YAML readers do not agree on"
            advice = f"Write it as \\u{ord(character):04X} inside double quotes."
            raise StorageError(name, problem, advice, text.count("\n", 0, text.index(character)) + 1)


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking what is being built, which takes as long as building it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
