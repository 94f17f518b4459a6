"""Loads the user's keys. A start without a file of keys imports no YAML."""

from __future__ import annotations

from onrecord.app.keys.keymap import Keymap, keymap_file


def load_keymap() -> Keymap:
    """Return the user's keymap, or the default one where there is no file."""
    file = keymap_file()
    try:
        if not file.exists():
            return Keymap()
    except OSError:
        pass  # reading it says why
    from onrecord.app.commands.keymap_file import checked_keymap

    return checked_keymap(file)
