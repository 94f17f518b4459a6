"""Finds out who is coding."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

from onrecord.articles.file_names import percent_decoded
from onrecord.errors import UsageError
from onrecord.storage.paths import ANNOTATIONS, coder_folder
from onrecord.storage.text_files import read_text_if_exists
from onrecord.storage.user_dirs import config_folder

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 100
"""Code points of a coder's name."""
_NEAR = 80.0
"""Of 100: how alike two names have to be to be taken for one person's."""
_GIT_PATIENCE = 2.0
"""Seconds."""


def coder_name(given: str | None) -> str:
    """Return the coder's name: the one given, else what the user's configuration, git or the login says.

    These are `coder` in `config.yaml`, `user.name` in git, and the login name, in this order.

    Raises:
        UsageError: the name given is empty, too long, or holds characters that cannot be seen.
        StorageError: `config.yaml` is faulty.
    """
    if given is not None:
        return checked_name(given, "--coder NAME")
    configured = _configured()
    if configured is not None:
        return checked_name(configured, f"`coder` in {config_folder() / 'config.yaml'}")
    for ask in (_git_name, _login_name):
        tidy = _tidy(ask())
        if _is_sound(tidy):
            return tidy
    message = "Nothing here tells your name: call onrecord with --coder NAME."
    raise UsageError(message)


def similar_coders(project: Path, name: str) -> list[str]:
    """Return the coders of a project whose names are near to one that has coded nothing there, the nearest first.

    Somebody who is called “ana” today and was “Ana Roe” yesterday would find an empty project.
    """
    try:
        folders = [entry.name for entry in (project / ANNOTATIONS).iterdir() if entry.is_dir()]
    except OSError:
        return []
    if coder_folder(project, name).name in folders:
        return []
    from rapidfuzz.fuzz import ratio, token_set_ratio

    def likeness(other: str) -> float:
        ours, theirs = name.casefold(), other.casefold()
        if re.findall(r"\d+", ours) != re.findall(r"\d+", theirs):
            return 0.0  # “coder 1” and “coder 2” are two
        words = token_set_ratio(ours, theirs) if {*ours.split()} & {*theirs.split()} else 0.0
        return max(ratio(ours, theirs), words)

    others = {percent_decoded(folder) for folder in folders}
    return sorted(
        (other for other in others if likeness(other) >= _NEAR), key=lambda other: (-likeness(other), other)
    )


def checked_name(name: str, where: str) -> str:
    """Return a coder's name with single spaces, and its accents composed; `where` says where it stands.

    Raises:
        UsageError: it is empty, too long, or holds characters that cannot be seen.
    """
    tidy = _tidy(name)
    if not _is_sound(tidy):
        message = f"{where}: a coder's name has 1 to {_LONGEST} visible characters."
        raise UsageError(message)
    return tidy


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _is_sound(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and name.isprintable()


def _configured() -> str | None:
    from onrecord.storage.fields import FieldError, Fields
    from onrecord.storage.yaml_format import load

    path = config_folder() / "config.yaml"
    text = read_text_if_exists(path, "Correct or remove it.")
    if text is None:
        return None
    try:
        return Fields(load(text, path).value).text_or_none("coder")
    except FieldError as error:
        raise error.as_error(path, text) from None


def _git_name() -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "--get", "user.name"],  # noqa: S607  # wherever the user's git is
            capture_output=True,
            timeout=_GIT_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.decode(errors="replace")


def _login_name() -> str:
    try:
        import getpass

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
