"""The file `codebook.yaml` of a project: reads it, and writes one to start from."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from onrecord.coding.codebook import (
    COLOURS,
    MOST_LABELS,
    Actor,
    ActorType,
    Codebook,
    Label,
    Target,
    default_codebook,
)
from onrecord.storage.atomic import replace_file
from onrecord.storage.errors import StorageError
from onrecord.storage.fields import FieldError, Fields, check_format
from onrecord.storage.locks import locked
from onrecord.storage.parsed import parsed
from onrecord.storage.text_files import read_text_if_exists
from onrecord.storage.yaml_format import load, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "codebook.yaml"
FORMAT = "onrecord-codebook"
VERSION = 1

LONGEST_NAME = 100
"""Code points of the name of a label, target or actor."""

_DIGITS = tuple(str(digit) for digit in range(1, MOST_LABELS + 1))
_HEX_COLOUR = len("#rrggbb")
_HEX_DIGITS = frozenset("0123456789abcdef")
_TYPES = {kind.value: kind for kind in ActorType}

STARTER = Path(__file__).with_name("starter-codebook.yaml")
"""What a project without a codebook is given to start from; it says what the built-in default says."""


def load_codebook(project: Path) -> Codebook:
    """Return the codebook of a project; the built-in default where it has none.

    Raises:
        StorageError: `codebook.yaml` cannot be read or is faulty.
    """
    path = project / NAME
    text = read_codebook_text(path)
    return default_codebook() if text is None else parse_codebook(text, path)


def write_starter(project: Path) -> Path:
    """Write a commented codebook to start from, and return its path.

    Raises:
        StorageError: there is a codebook already, or it cannot be written.
    """
    path = project / NAME
    with locked(path):
        if read_codebook_text(path) is not None:
            raise StorageError(path, "there is a codebook already", "Edit it, or move it away first.")
        replace_file(path, STARTER.read_bytes())
    return path


def parse_codebook(text: str, file: Path) -> Codebook:
    """Return what a codebook's text says.

    Raises:
        StorageError: it is faulty or of a newer version.
    """
    value = parsed(text, lambda: load(text, file).value)
    try:
        return replace(_codebook(Fields(value)), sha256=hashlib.sha256(text.encode()).hexdigest())
    except FieldError as error:
        raise error.as_error(file, text) from None


def _codebook(fields: Fields) -> Codebook:
    check_format(fields, FORMAT, VERSION)
    default = default_codebook()
    labels = fields.each("labels", _label) or default.labels
    if len(labels) > MOST_LABELS:
        raise FieldError(f"there are more than {MOST_LABELS} labels, one a stance key", "labels", MOST_LABELS)
    keys = [label.key for label in labels]
    for position, key in enumerate(keys):
        if key is not None and key in keys[:position]:
            raise FieldError("another label has this `key` already", "labels", position, "key")
    targets = fields.each("targets", _target) or default.targets
    _refuse_doubles("labels", [(label.name,) for label in labels])
    _refuse_doubles("targets", [(target.name, *target.aliases) for target in targets])
    actors = fields.each("actors", _actor)
    _refuse_doubles("actors", [(actor.name, *actor.aliases) for actor in actors])
    return Codebook(labels, targets, actors)


def _label(fields: Fields) -> Label:
    scale = fields.text_or_none("scale")
    try:
        number = None if scale is None else float(scale)
    except ValueError:
        raise FieldError("`scale` must be a number", "scale") from None
    return Label(
        name=_name(fields),
        definition=fields.text_or_none("definition") or "",
        include=fields.texts("include"),
        exclude=fields.texts("exclude"),
        scale=number,
        key=_key(fields),
        colour=_colour(fields),
        sign=_sign(fields),
    )


def _sign(fields: Fields) -> str:
    sign = fields.text_or_none("sign") or ""
    if sign and (len(sign) > 1 or not sign.isprintable() or sign.isspace() or east_asian_width(sign) in "WF"):
        raise FieldError("`sign` must be one visible character, not a wide one", "sign")
    return sign


def _colour(fields: Fields) -> str:
    colour = (fields.text_or_none("colour") or "").lower()
    if colour in COLOURS:
        return COLOURS[colour]
    if colour and not (colour.startswith("#") and len(colour) == _HEX_COLOUR and set(colour[1:]) <= _HEX_DIGITS):
        raise FieldError(f"`colour` is one of {', '.join(COLOURS)}, or “#” and six hexadecimal digits", "colour")
    return colour


def _key(fields: Fields) -> int | None:
    key = fields.text_or_none("key")
    if key is None:
        return None
    if key not in _DIGITS:
        raise FieldError(f"`key` must be a digit from 1 to {MOST_LABELS}", "key")
    return int(key)


def _target(fields: Fields) -> Target:
    return Target(
        name=_name(fields),
        definition=fields.text_or_none("definition") or "",
        include=fields.texts("include"),
        exclude=fields.texts("exclude"),
        aliases=fields.texts("aliases"),
        group=fields.text_or_none("group") or "",
        retired=fields.truth("retired"),
    )


def _actor(fields: Fields) -> Actor:
    return Actor(
        name=_name(fields),
        aliases=fields.texts("aliases"),
        type=fields.word("type", _TYPES),
        speaks_for=fields.text_or_none("speaks_for"),
    )


def _name(fields: Fields) -> str:
    name = fields.text("name")
    if not is_sound_name(name):
        raise FieldError(f"a `name` has 1 to {LONGEST_NAME} visible characters", "name")
    return name


def is_sound_name(name: str) -> bool:
    """Return whether a name can stand in a codebook and on a line of the screen."""
    return 0 < len(name.strip()) <= len(name) <= LONGEST_NAME and name.isprintable()


def _refuse_doubles(key: str, names: Sequence[tuple[str, ...]]) -> None:
    owners: dict[str, int] = {}
    for position, group in enumerate(names):
        for name in group:
            if owners.setdefault(name.casefold(), position) != position:
                raise FieldError(f"{quoted(name)} is the name or alias of another one already", key, position)


def read_codebook_text(path: Path) -> str | None:
    """Return the text of a codebook's file, or None where there is no such file.

    Raises:
        StorageError: it cannot be read.
    """
    return read_text_if_exists(path, "Put a readable file in UTF-8 in its place, or move it away.")
