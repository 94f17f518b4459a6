"""Articles that mean harm, the same for one seed, and what may reach a terminal."""

from __future__ import annotations

import random
import re
from pathlib import Path

from rich.style import Style

from onrecord.app.reader.layout import Layout
from onrecord.app.reader.strips import Painter
from onrecord.app.reader.table import MarkTable, Spans
from onrecord.app.theme.themes import load_theme
from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_article
from onrecord.articles.safe_text import visible
from onrecord.quotes.extract import find_quotes

_SEQUENCES = (
    "\x1b[2J", "\x1b]52;c;aGFja2Vk\x07", "\x1b]0;owned\x07", "\x1bP$q\"p\x1b\\", "\x1b[6n", "\x1b[?1049l", "\x1bc",
    "\x9b31m", "\x9d0;owned\x9c", "\x90q\x9c", "\x85", "\x7f", "\x08\x08", "\x0e", "\x07", "\x00", "\x1b", "\x1b[",
)  # fmt: skip
_INVISIBLE = "\u202e\u202d\u2066\u2067\u2069\u200b\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u2028\u2029\U000e0041"
_MARKUP = (
    "[red]x[/]",
    "[/x]",
    "[@click=app.quit]q[/]",
    "[link=file:///etc/passwd]",
    "[sic]",
    "\\[",
    "{{7*7}}",
    "$text",
)
_HTML = ("<script>alert(1)</script>", "<b" * 50, "<!--" * 20, "&#27;[31m", "&lt;" * 30, "<a href=javascript:1>")
_MARKDOWN = (
    ">" * 300,
    "[" * 200,
    "*a " * 80,
    "`" * 99,
    "![x](\x1b[31m)",
    "[t](http://\x1b]8;;)",
    "- " * 60,
    "|a|b|\n|-|-|",
)
_WORDS = (
    "“We will not pay,” Ada Berg said.",
    "„Nein“, sagte er.",
    "市长说:“不。”",
    "no",
    "e\u0301" * 9,
    "👨‍👩‍👧",
    "---",
    "a: b",
)
_ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "cp1251",
    "shift_jis",
)

SENT_BY_TERMINALS_ONLY = re.compile(
    "[\x00-\x07\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What no program has to send to a terminal, ESC and the plain movements of the cursor aside."""
_ESCAPE = re.compile(rb"\x1b(?:\[([<=>?]?)[0-9;:]*([ -/]*[@-~])|\](\d*)|([^\[\]]))")


def hostile_text(source: random.Random) -> str:
    """Return a text with some of everything that terminals, markup and parsers act on."""
    kinds = (_SEQUENCES, _INVISIBLE, _MARKUP, _HTML, _MARKDOWN, _WORDS, _WORDS, (" ", "\n", "\n\n", "\r", "\t"))
    parts = [source.choice(source.choice(kinds)) for _ in range(source.randrange(1, 120))]
    if source.random() < 0.2:
        parts.insert(
            source.randrange(len(parts) + 1), source.choice((*_INVISIBLE, "\u0301", "“", "[", ">", " ")) * 2000
        )
    return "".join(parts)


def hostile_bytes(source: random.Random) -> bytes:
    """Return such a text in some encoding, at times damaged, cut off or of two encodings at once."""
    raw = hostile_text(source).encode(source.choice(_ENCODINGS), "replace")
    damage = source.random()
    if damage < 0.15:
        at = source.randrange(len(raw) + 1)
        return raw[:at] + source.randbytes(source.randrange(1, 20)) + raw[at:]
    if damage < 0.25:
        return raw[: source.randrange(len(raw) + 1)]
    if damage < 0.3:
        return raw + hostile_text(source).encode("cp1252", "replace")
    return raw


def read_and_paint(path: Path) -> str:
    """Read an article, find its quotes and paint its rows; return what became of it."""
    try:
        article = load_article(path, path.name)
    except ArticleError:
        return "refused"
    for quote in find_quotes(article):
        assert article.text[quote.start : quote.end] == quote.text
    shown = visible(article.rendering.text)
    layout = Layout(shown, article.rendering.blocks, 60, marks := MarkTable(shown, ()))
    painter = Painter(shown, Spans(article.rendering.styled), marks, load_theme("dark").reading, Style())
    for number in {*range(min(layout.height, 40)), *range(max(layout.height - 40, 0), layout.height)}:
        for piece in painter.pieces(layout.row(number), 60):
            assert not SENT_BY_TERMINALS_ONLY.search(piece.text), repr(piece.text)
            assert "\x1b" not in piece.text
    return "read"


def kinds_of_sequences(output: bytes) -> set[tuple[bytes, ...]]:
    """Return which kinds of escape sequences were sent, whatever their numbers."""
    return {match.groups(default=b"") for match in _ESCAPE.finditer(output)}
