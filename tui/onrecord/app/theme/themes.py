"""Themes: reads their files in `themes/`, and switches between them while the program runs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.errors import StyleSyntaxError
from rich.style import Style
from textual.color import ColorParseError
from textual.theme import Theme

from onrecord.app.project.actor_faces import SLOTS
from onrecord.app.reader.styles import ReadingStyles
from onrecord.errors import OnrecordError
from onrecord.resources import resource_folder
from onrecord.storage.parsed import parsed
from onrecord.storage.user_state import load_preferences, save_preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import App

DEFAULT_THEME = "dark"
SIXTEEN_COLOURS = "terminal-16"
"""The theme for a terminal that has no more than sixteen colours."""

# Further actors in one hue differ by these, in this order.
_VARIANTS = (Style(), Style(bold=True), Style(underline=True), Style(bold=True, underline=True))


class ThemeError(OnrecordError):
    """A theme is missing or its file is faulty."""


class Appearance(NamedTuple):
    """How everything looks under one theme."""

    name: str
    """The file's name without its ending; also the name that Textual knows the theme by."""
    title: str
    description: str
    dark: bool
    theme: Theme
    """The colours of the screen around the texts."""
    reading: ReadingStyles
    """The styles of the texts; actors and badges for each of the palette's slots."""
    hues: tuple[str, ...]
    """The names of the hues; slot `i` has hue `i % len(hues)`."""


def theme_names() -> tuple[str, ...]:
    """Return the names of all themes, the default first, without reading their files."""
    names = (file.stem for file in resource_folder("themes").glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: (name != DEFAULT_THEME, name)))


@cache
def load_theme(name: str) -> Appearance:
    """Return the theme of that name; its file is read once, when it is first asked for.

    Raises:
        ThemeError: there is no such theme, or its file is faulty.
    """
    if name not in theme_names():
        message = f"There is no theme “{name}”: choose one of {', '.join(theme_names())}."
        raise ThemeError(message)
    return read_theme(resource_folder("themes") / f"{name}.yaml")


def read_theme(path: Path) -> Appearance:
    """Return the theme in that file.

    Raises:
        ThemeError: the file cannot be read, or its content is not a valid theme.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return _appearance(path.stem, parsed(text, lambda: _parse(text)))
    except OSError as error:
        fault = error.strerror or str(error)
    except KeyError as error:
        fault = f"“{error.args[0]}” is missing"
    except (ValueError, TypeError, ColorParseError, StyleSyntaxError) as error:
        fault = str(error)
    message = f"{path}: this theme cannot be used: {fault}. Correct the file, or choose another theme."
    raise ThemeError(message)


def _parse(text: str) -> object:
    import yaml

    loader = (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)(text)
    try:
        return loader.get_single_data()
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    finally:
        loader.dispose()


def _appearance(name: str, content: object) -> Appearance:
    parts = _mapping("the file", content)
    if not isinstance(parts["dark"], bool):
        message = "“dark” must be true or false"
        raise TypeError(message)
    theme = Theme(name=name, dark=parts["dark"], **_mapping("“ui”", parts["ui"]))
    theme.to_color_system()
    hues = _mapping("“hues”", parts["hues"])
    return Appearance(
        name=name,
        title=str(parts["title"]),
        description=str(parts["description"]),
        dark=theme.dark,
        theme=theme,
        reading=_reading_styles(
            {key: _style(style) for key, style in _mapping("“reading”", parts["reading"]).items()},
            [_style(style) for style in hues.values()],
            _style(parts["badge"]),
        ),
        hues=tuple(hues),
    )


def _reading_styles(styles: dict[str, Style], hues: Sequence[Style], badge: Style) -> ReadingStyles:
    actors = tuple(hues[slot % len(hues)] + _VARIANTS[slot // len(hues) % len(_VARIANTS)] for slot in range(SLOTS))
    badges = tuple(actor + badge for actor in actors)
    return ReadingStyles(**styles, actors=actors, badges=badges)


def _mapping(what: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or not value:
        message = f"{what} must be a list of names, each with a colon and its value"
        raise TypeError(message)
    return value


def _style(definition: object) -> Style:
    return Style.parse(str(definition))


class ThemeSwitch:
    """Applies themes to the running application."""

    def __init__(self, app: App[None], name: str, worn: Callable[[Appearance], None]) -> None:
        """Apply the first theme; `worn` is called with each later one."""
        self._app = app
        self._worn = worn
        self.name = name
        self._put_on(load_theme(name))

    def listed(self) -> list[Appearance]:
        """Return all themes, the default first."""
        return [load_theme(name) for name in theme_names()]

    def wear(self, name: str) -> None:
        """Apply a theme."""
        if name != self.name:
            self.name = name
            appearance = load_theme(name)
            self._put_on(appearance)
            self._worn(appearance)

    def keep(self) -> None:
        """Save the current theme for the next start."""
        save_preferences(replace(load_preferences(), theme=self.name))

    def _put_on(self, appearance: Appearance) -> None:
        self._app.register_theme(appearance.theme)
        self._app.theme = appearance.theme.name
