"""Changes the colours while the program runs, and remembers the choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.theme.themes import load_theme, theme_names
from onrecord.storage.user_state import load_preferences, save_preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from onrecord.app.theme.themes import Appearance


class ThemeSwitch:
    """Which theme the application wears."""

    def __init__(self, app: App[None], name: str, worn: Callable[[Appearance], None]) -> None:
        """Start with a theme; `worn` is called with every other one that is put on later."""
        self._app = app
        self._worn = worn
        self.name = name
        self._put_on(load_theme(name))

    def listed(self) -> list[Appearance]:
        """Return all themes, the default first."""
        return [load_theme(name) for name in theme_names()]

    def wear(self, name: str) -> None:
        """Put a theme on."""
        if name != self.name:
            self.name = name
            appearance = load_theme(name)
            self._put_on(appearance)
            self._worn(appearance)

    def keep(self) -> None:
        """Remember the theme that is worn for the next start."""
        save_preferences(replace(load_preferences(), theme=self.name))

    def _put_on(self, appearance: Appearance) -> None:
        self._app.register_theme(appearance.theme)
        self._app.theme = appearance.theme.name
