"""Themes: sound files, legible text, actors told apart in any terminal, and without colour."""

import math
from dataclasses import fields
from itertools import combinations

import pytest
from rich.color import ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import Monochrome, NoColor
from textual.theme import BUILTIN_THEMES
from textual.widgets import Footer, Input, OptionList

from onrecord.app.project.actor_faces import HUES, SLOTS
from onrecord.app.reader.styles import ReadingStyles
from onrecord.app.theme.themes import (
    DEFAULT_THEME,
    SIXTEEN_COLOURS,
    ThemeError,
    load_theme,
    read_theme,
    theme_names,
)

NAMES = theme_names()
TRUE_COLOUR = [name for name in NAMES if name != SIXTEEN_COLOURS]
ENOUGH = {"high-contrast": 7.0}  # the others: 4.5, WCAG 2.2 success criterion 1.4.3 (AA); 1.4.6 (AAA) asks for 7

# The sixteen colours by default: black red green yellow blue magenta cyan white, then the bright ones.
PALETTES = {
    # background, foreground, colours; XTerm-col.ad
    "xterm": (
        "000000 e5e5e5 000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    # the kernel's drivers/tty/vt/vt.c, as IBM's VGA
    "Linux console": (
        "000000 aaaaaa 000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    # scheme "Campbell" in its defaults.json
    "Windows Terminal": (
        "0c0c0c cccccc 0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    # profile "Basic" in dark mode
    "macOS Terminal": (
        "1e1e1e ffffff 000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf "
        "666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5"
    ),
    # palette "GNOME"
    "GNOME Terminal": (
        "1e1e1e d0cfcc 171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc "
        "5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff"
    ),
    # palette "Tango"
    "Tango": (
        "2e3436 d3d7cf 2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
        "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
    ),
    # Tango on its aubergine
    "Ubuntu": (
        "300a24 ffffff 2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
        "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
    ),
    # terminalColorRegistry.ts, dark
    "VS Code": (
        "1e1e1e cccccc 000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 "
        "666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5"
    ),
}
# VS Code itself lifts all text to 4.5 (`terminal.integrated.minimumContrastRatio`), so what the palette alone
# gives may be less there; it must still be legible as large text is (3:1) where that is switched off.
UNLIFTED = {"VS Code": 3.0}


def channels(colour):
    return [int(colour[index : index + 2], 16) / 255 for index in (0, 2, 4)]


def linear(colour):
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The ratio of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def oklab(rgb):
    """Linear sRGB in Oklab (Björn Ottosson, 2020, https://bottosson.github.io/posts/oklab/)."""
    r, g, b = rgb
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


# Full dichromacy after Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113, in linear sRGB.
DICHROMATS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def as_seen(colour, eye=None):
    rgb = linear(colour)
    if eye:
        rgb = [min(max(sum(k * c for k, c in zip(row, rgb, strict=True)), 0), 1) for row in DICHROMATS[eye]]
    return oklab(rgb)


def nearest_pair(colours, eye=None):
    return min(math.dist(as_seen(one, eye), as_seen(other, eye)) for one, other in combinations(colours, 2))


def hexadecimal(colour, default, palette=()):
    if colour is None or colour.is_default:
        return default
    if colour.type is ColorType.STANDARD:
        return palette[colour.number]
    return colour.get_truecolor().hex[1:]


def shown(style, foreground, background, palette=()):
    """The colours of words and ground that reach the eye."""
    colours = hexadecimal(style.color, foreground, palette), hexadecimal(style.bgcolor, background, palette)
    return colours[::-1] if style.reverse else colours


def in_256(colour):
    downgraded = Color.parse(f"#{colour}").rich_color.downgrade(ColorSystem.EIGHT_BIT)
    return downgraded.get_truecolor().hex[1:]


def texts(reading):
    """Every style that words can stand in, as the reader lays them over each other."""
    plain = {
        field.name: reading.text + getattr(reading, field.name)
        for field in fields(ReadingStyles)
        if field.name not in {"actors", "badges"}
    }
    for slot, (actor, badge) in enumerate(zip(reading.actors, reading.badges, strict=True)):
        plain[f"actor {slot}"] = reading.text + actor
        plain[f"actor {slot} in a heading"] = reading.text + reading.heading + actor
        plain[f"current actor {slot}"] = reading.text + actor + reading.current
        plain[f"selected actor {slot}"] = plain[f"current actor {slot}"] + reading.selection
        plain[f"badge {slot}"] = reading.text + actor + reading.current + badge
    plain["current scare quote"] = reading.text + reading.scare + reading.current
    plain["current rejected quote"] = reading.text + reading.actors[0] + reading.rejected + reading.current
    return plain


def panes(theme):
    return {kind: getattr(theme, kind)[1:] for kind in ("background", "surface", "panel")}


def test_the_default_comes_first_and_the_others_are_there():
    assert NAMES[0] == DEFAULT_THEME == "dark"
    assert set(NAMES) == {"dark", "light", "high-contrast", "colour-blind", "terminal-16"}


@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_all_words_are_legible_on_every_pane(name):
    look = load_theme(name)
    enough = ENOUGH.get(name, 4.5)
    faint = {
        (what, pane): ratio
        for what, style in texts(look.reading).items()
        for pane, ground in panes(look.theme).items()
        if (ratio := contrast(*shown(style, look.theme.foreground[1:], ground))) < enough
    }
    assert not faint


@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_all_words_are_legible_when_rounded_to_256_colours(name):
    look = load_theme(name)
    faint = {
        (what, pane): ratio
        for what, style in texts(look.reading).items()
        for pane, ground in panes(look.theme).items()
        if (ratio := contrast(*map(in_256, shown(style, look.theme.foreground[1:], ground)))) < 4.5
    }
    assert not faint


@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_the_screen_around_the_texts_is_legible(name):
    theme = load_theme(name).theme
    variables = theme.to_color_system().generate()
    grounds = ["background", "surface", "panel"]
    words = ["foreground", "primary", "accent", "warning", "error", "success", "text-muted"]
    pairs = [(word, ground) for word in words for ground in grounds]
    pairs += [
        (f"{part}-foreground", "footer-background") for part in ("footer", "footer-key", "footer-description")
    ]
    pairs += [
        (f"{part}-foreground", f"{part}-background")
        for part in ("block-cursor", "block-cursor-blurred", "input-cursor", "input-selection")
    ]
    pairs += [("foreground", "block-hover-background"), ("foreground", "screen-selection-background")]
    faint = {
        pair: ratio
        for pair in pairs
        if (ratio := contrast(*(variables[part][1:7] for part in pair))) < ENOUGH.get(name, 4.5)
    }
    assert not faint


@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_selected_words_keep_their_colour_and_are_legible(name):
    look = load_theme(name)
    ground = look.theme.variables["screen-selection-background"][1:]
    words = [hexadecimal(actor.color, "") for actor in look.reading.actors[:HUES]]
    assert min(contrast(word, ground) for word in words) >= 4.5


@pytest.mark.parametrize("terminal", PALETTES)
def test_sixteen_colours_are_legible_by_the_defaults_of_terminals(terminal):
    background, foreground, *palette = PALETTES[terminal].split()
    faint = {
        what: ratio
        for what, style in texts(load_theme(SIXTEEN_COLOURS).reading).items()
        if (ratio := contrast(*shown(style, foreground, background, palette))) < UNLIFTED.get(terminal, 4.5)
    }
    assert not faint


@pytest.mark.parametrize("terminal", PALETTES)
def test_the_screen_in_sixteen_colours_is_legible(terminal):
    background, foreground, *palette = PALETTES[terminal].split()
    theme = load_theme(SIXTEEN_COLOURS).theme
    variables = theme.to_color_system().generate()

    def rgb(variable, default):
        return hexadecimal(Color.parse(variables[variable]).rich_color, default, palette)

    words = ["primary", "accent", "warning", "error", "success", "text-muted", "footer-key-foreground"]
    ratios = {word: contrast(rgb(word, foreground), background) for word in words}
    for part in ("block-cursor", "block-cursor-blurred", "input-selection", "screen-selection"):
        ratios[part] = contrast(rgb(f"{part}-foreground", foreground), rgb(f"{part}-background", background))
    assert {what: ratio for what, ratio in ratios.items() if ratio < UNLIFTED.get(terminal, 4.5)} == {}


def test_sixteen_colours_are_never_turned_into_others():
    look = load_theme(SIXTEEN_COLOURS)
    colours = [
        colour for style in texts(look.reading).values() for colour in (style.color, style.bgcolor) if colour
    ]
    assert {colour.type for colour in colours} <= {ColorType.STANDARD, ColorType.DEFAULT}
    assert look.theme.ansi
    base = [getattr(look.theme, kind) for kind in ("primary", "background", "surface", "panel", "foreground")]
    named = [value for key, value in look.theme.variables.items() if not key.endswith("style")]
    assert all(colour.startswith("ansi_") for colour in base + named)


@pytest.mark.parametrize("name", NAMES)
def test_actors_beyond_the_hues_differ_in_style(name):
    look = load_theme(name)
    assert len(look.reading.actors) == len(look.reading.badges) == SLOTS
    assert len(look.hues) >= (6 if name == SIXTEEN_COLOURS else 8)
    assert len(set(look.reading.actors)) == min(SLOTS, len(look.hues) * 4)
    first = look.reading.actors[: len(look.hues)]
    assert len({(style.color, style.bgcolor) for style in first}) == len(look.hues)
    assert not any(style.bold or style.underline for style in first)


@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_hues_are_told_apart_and_from_plain_words(name):
    look = load_theme(name)
    colours = [hexadecimal(actor.color, "") for actor in look.reading.actors[:HUES]]
    assert nearest_pair([*colours, hexadecimal(look.reading.text.color, "")]) >= 0.06
    assert len({in_256(colour) for colour in colours}) == HUES


@pytest.mark.parametrize("eye", DICHROMATS)
@pytest.mark.parametrize("name", ["colour-blind", "dark", "light"])
def test_hues_are_told_apart_by_colour_blind_readers(name, eye):
    colours = [hexadecimal(actor.color, "") for actor in load_theme(name).reading.actors[:HUES]]
    assert nearest_pair(colours, eye) >= 0.045


@pytest.mark.parametrize("without_colour", [Monochrome(), NoColor()], ids=["Monochrome", "NoColor"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_rests_on_colour_alone(name, without_colour):
    look = load_theme(name)
    reading = look.reading
    kinds = {
        "words": reading.actors[0],
        "current": reading.actors[0] + reading.current,
        "selected": reading.actors[0] + reading.selection,
        "badge": reading.badges[0],
        "cue": reading.cue,
        "mention": reading.mention,
        "scare": reading.scare,
        "rejected": reading.actors[0] + reading.rejected,
    }
    segments = [Segment("words", reading.text + style) for style in kinds.values()]
    looks = [segment.style for segment in without_colour.apply(segments, Color.parse("black"))]
    attributes = {
        (style.bold, style.italic, style.underline, style.strike, style.reverse) for style in looks if style
    }
    assert len(attributes) == len(kinds)
    selected = kinds["current"] + reading.selection
    assert (selected.reverse, selected.underline) != (kinds["current"].reverse, kinds["current"].underline)


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_gives_every_colour_that_textual_asks_for(name):
    expected = BUILTIN_THEMES["textual-dark"].to_color_system().generate()
    given = load_theme(name).theme.to_color_system().generate()
    assert expected.keys() <= given.keys()
    for variable, value in given.items():
        if "style" not in variable and value != "initial" and not value.startswith("auto"):
            Color.parse(value.rpartition(" ")[0] if value.endswith("%") else value)


async def test_the_app_runs_under_each_theme():
    class Widgets(App[None]):
        def compose(self):
            yield Input()
            yield OptionList("war", "sanctions")
            yield Footer()

    app = Widgets()
    async with app.run_test() as pilot:
        for name in NAMES:
            app.register_theme(load_theme(name).theme)
            app.theme = name
            await pilot.pause()
            assert app.native_ansi_color == (name == SIXTEEN_COLOURS)


def test_the_colour_blind_theme_is_the_published_scheme():
    published = ["77aadd", "ee8866", "eedd88", "ffaabb", "99ddff", "44bb99", "bbcc33", "aaaa00"]
    actors = load_theme("colour-blind").reading.actors
    assert sorted(hexadecimal(actor.color, "") for actor in actors[:HUES]) == sorted(published)


SOUND = """\
title: T
description: D
dark: true
ui: {primary: "#ffffff"}
hues: {grey: "#cccccc"}
badge: reverse
reading: {text: "#ffffff", heading: bold, strong: bold, emphasis: italic, strike: strike, code: "", link: underline,
  block_quote: italic, list_marker: "", rule: "", scare: "", rejected: "", cue: "", mention: "", current: "",
  state: "", gutter: "", selection: reverse}
"""


def test_a_theme_of_ones_own_is_read(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(SOUND)
    look = read_theme(file)
    assert (look.name, look.title, look.dark, look.hues) == ("mine", "T", True, ("grey",))
    assert look.reading.actors[1] == Style.parse("bold #cccccc")


@pytest.mark.parametrize(
    ("sound", "faulty", "fault"),
    [
        ("dark: true\n", "", "“dark” is missing"),
        ("dark: true", "dark: sometimes", "must be true or false"),
        ("#ffffff", "#ffff", "parse"),
        ("#ffffff", "whitish", "whitish"),
        ("grey: \"#cccccc\"", "grey: \"on on\"", "on"),
        ('{grey: "#cccccc"}', "{}", "“hues”"),
        ('{primary: "#ffffff"}', "[]", "“ui”"),
        ("gutter: \"\"", "gutters: \"\"", "gutter"),
        ("primary:", "prime:", "prime"),
        ("title: T", "title: [", "line"),
        (SOUND, "", "the file"),
        (SOUND, "\0", "unacceptable"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_named_with_its_fault(tmp_path, sound, faulty, fault):
    file = tmp_path / "mine.yaml"
    file.write_text(SOUND.replace(sound, faulty))
    with pytest.raises(ThemeError, match=fault) as caught:
        read_theme(file)
    assert str(caught.value).startswith(f"{file}: this theme cannot be used: ")


def test_a_file_that_is_not_text_or_not_there_is_named(tmp_path):
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "binary.yaml", tmp_path / "absent.yaml"):
        with pytest.raises(ThemeError, match=str(file)):
            read_theme(file)


def test_an_unknown_theme_is_answered_with_the_known():
    with pytest.raises(ThemeError, match="There is no theme “pink”: choose one of dark, "):
        load_theme("pink")
