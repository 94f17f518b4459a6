"""The files that a browser loads: our page around the terminal of textual-serve."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

import textual_serve

_OURS = Path(__file__).with_name("page")
_TEXTUAL = Path(textual_serve.__file__).with_name("static")

ASSETS = {
    "page.css": (_OURS / "page.css", "text/css"),
    "page.js": (_OURS / "page.js", "text/javascript"),
    "textual.js": (_TEXTUAL / "js" / "textual.js", "text/javascript"),
    "xterm.css": (_TEXTUAL / "css" / "xterm.css", "text/css"),
    "roboto-mono.ttf": (_TEXTUAL / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "roboto-mono-italic.ttf": (_TEXTUAL / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
"""Every file that is served, with its media type, by name. Requests cannot name a path."""


def page(title: str, websocket: str) -> str:
    """Return the HTML of the page.

    Args:
        title: the title of the browser's tab.
        websocket: the address of the review's websocket.
    """
    template = Template((_OURS / "index.html").read_text(encoding="utf-8"))
    return template.substitute(title=escape(title), websocket=escape(websocket))
