"""Markdown as it is read: without its marks, every character knowing its place in the source."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from onrecord.articles.front_matter import front_matter_end
from onrecord.articles.markdown_html import breaks_line, tag_name, text_stretches
from onrecord.articles.markdown_source import TooDeepError, parse_blocks, parse_inline
from onrecord.articles.plain import render_plain
from onrecord.articles.rendering import BlockKind, Emphasis, Rendering
from onrecord.articles.rendering_builder import LocatedText, ShownText, SourceLines, Stretch, locate_lines
from onrecord.articles.span import Span
from onrecord.articles.unwrap import goes_on_in_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_EMPHASIS = {"em": Emphasis.EMPHASIS, "strong": Emphasis.STRONG, "s": Emphasis.STRIKE, "a": Emphasis.LINK}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CELL_GAP = " | "
_LONGEST_WORD = 40
"""So many characters tell with which word a line begins."""
_MARKS = "*_`[]<&~\\|\n"
_MOST_MARKS = 25_000
"""A book has fewer; text made of nothing else would keep the parser busy for minutes."""


def render_markdown(text: str) -> Rendering:
    """Return the text of a Markdown article (CommonMark with tables and strikethrough), front matter left out.

    Quotation marks stay as they are. Lines that a hard break ends are blocks of their own. What is nested deeper
    than anyone writes, has more than 25,000 marks and lines, or would show nothing as Markdown, is plain text.
    """
    if sum(map(text.count, _MARKS)) > _MOST_MARKS:
        return render_plain(text)
    lines = SourceLines(text, front_matter_end(text))
    try:
        tokens, env = parse_blocks(lines.normalised)
        rendering = _Renderer(lines, env).render(tokens)
    except (TooDeepError, RecursionError):
        return render_plain(text)
    return rendering if rendering.text else render_plain(text)


class _Renderer:
    """Walks the block tokens once and keeps where it is: in which lists and quotes, and what marker is due."""

    def __init__(self, lines: SourceLines, env: EnvType) -> None:
        self._source = lines.normalised
        self._env = env
        self._shown = ShownText(lines)
        self._quoted = 0
        self._lists = 0
        self._marker = ""
        self._heading: Token | None = None

    def render(self, tokens: Sequence[Token]) -> Rendering:
        skip_until = ""
        for token in tokens:
            if skip_until:
                skip_until = "" if token.type == skip_until else skip_until
            elif token.type == "table_open":
                self._table(token)
                skip_until = "table_close"
            elif token.type == "inline":
                self._text(token)
            elif token.type in ("fence", "hr", "html_block"):
                {"fence": self._fence, "hr": self._rule, "html_block": self._html}[token.type](token)
            else:
                self._enter_or_leave(token)
        return self._shown.rendering()

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quoted += token.nesting
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self._lists += token.nesting
            case "list_item_open":
                self._marker = f"{token.info}{token.markup}" if token.info else "•"
            case "list_item_close":
                self._marker = ""
            case "heading_open":
                self._heading = token
            case "heading_close":
                self._heading = None

    def _begin(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        if kind is BlockKind.PARAGRAPH and self._lists:
            kind, level = BlockKind.LIST_ITEM, self._lists - 1
        self._shown.begin_block(kind, level, self._marker, self._quoted)
        self._marker = ""

    def _text(self, token: Token) -> None:
        lines = token.meta["lines"]
        if self._heading is None:
            self._begin()
        else:
            self._begin(BlockKind.HEADING, int(self._heading.tag[1]))
        if self._heading is not None and self._heading.markup.startswith("#"):
            located = _locate_heading(token.content, self._source, lines[0])
        else:
            located = locate_lines(token.content, self._source, lines)
        self._inline(located)
        self._shown.end_block()

    def _table(self, token: Token) -> None:
        for index, (start, end) in enumerate(token.meta["lines"]):
            if index == 1:
                continue  # the line of dashes
            self._begin()
            for number, cell in enumerate(_cells(self._source, start, end)):
                if number:
                    self._shown.put(_CELL_GAP, None)
                self._inline(cell)
            self._shown.end_block()

    def _fence(self, token: Token) -> None:
        located = locate_lines(token.content, self._source, token.meta["lines"][1:])
        start = 0
        for line in token.content.split("\n"):
            self._begin(BlockKind.CODE)
            for begin, end, source in located.located(start, start + len(line)):
                self._shown.put(located.text[begin:end], source)
            self._shown.end_block()
            start += len(line) + 1

    def _rule(self, token: Token) -> None:
        start, end = token.meta["lines"][0]
        self._begin(BlockKind.RULE)
        self._shown.put(self._source[start:end].rstrip(), start)
        self._shown.end_block()

    def _html(self, token: Token) -> None:
        located = locate_lines(token.content, self._source, token.meta["lines"])
        self._begin()
        for stretch in text_stretches(located.text):
            if stretch is None:
                self._shown.break_block()
            else:
                self._with_entities(located, *stretch)
        self._shown.end_block()

    def _with_entities(self, located: LocatedText, start: int, end: int) -> None:
        for match in _ENTITY.finditer(located.text, start, end):
            decoded = unescape(match[0])
            if decoded != match[0]:
                self._one_to_one(located, start, match.start())
                self._entity(located, decoded, match.start(), match.end())
                start = match.end()
        self._one_to_one(located, start, end)

    def _one_to_one(self, located: LocatedText, start: int, end: int) -> None:
        for begin, finish, source in located.located(start, end):
            self._shown.put(located.text[begin:finish], source)

    def _entity(self, located: LocatedText, decoded: str, start: int, end: int) -> None:
        parts = [source for _, _, source in located.located(start, end)]
        if parts[0] is None:
            self._shown.put(decoded, None)
        else:
            self._shown.put_for(decoded, parts[0], parts[0] + end - start)

    def _inline(self, located: LocatedText) -> None:
        self._inline_tokens(parse_inline(located.text, self._env), located, 0)

    def _inline_tokens(self, tokens: Sequence[Token], located: LocatedText, origin: int) -> None:
        for token in tokens:
            at = token.meta["at"] + origin
            match token.type:
                case "text":
                    self._one_to_one(located, at, at + len(token.content))
                case "softbreak":
                    self._soft_break(located, at)
                case "text_special":
                    self._special(token, located, at)
                case "hardbreak":
                    self._shown.break_block()
                case "code_inline":
                    self._shown.open_style(Emphasis.CODE)
                    start = at + len(token.markup) + _code_was_padded(token, located.text, at)
                    self._one_to_one(located, start, start + len(token.content))
                    self._shown.close_style()
                case "html_inline":
                    self._inline_html(token, located, at)
                case "image":
                    self._inline_tokens(token.children or (), located, at + len("!["))
                case _ if token.nesting > 0:
                    self._shown.open_style(_EMPHASIS[token.tag], str(token.attrs.get("href", "")))
                case _:
                    self._shown.close_style()

    def _soft_break(self, located: LocatedText, at: int) -> None:
        before, after = located.text[max(at - 2, 0) : at], located.text[at + 1 : at + _LONGEST_WORD]
        if not goes_on_in_word(before, after):
            self._one_to_one(located, at, at + 1)

    def _special(self, token: Token, located: LocatedText, at: int) -> None:
        if token.info == "entity":
            self._entity(located, token.content, at, at + len(token.markup))
        else:  # an escaped character: its backslash is not shown
            end = at + len(token.markup)
            self._one_to_one(located, end - len(token.content), end)

    def _inline_html(self, token: Token, located: LocatedText, at: int) -> None:
        name = tag_name(token.content)
        if name is None:
            self._one_to_one(located, at, at + len(token.content))
        elif breaks_line(name):
            self._shown.break_block()


def _code_was_padded(token: Token, text: str, at: int) -> bool:
    """Whether a space was cut from either side of a code span: then its closing marks stand two further on."""
    marks = token.markup
    end = at + len(marks) + len(token.content)
    closes = text.startswith(marks, end) and text[end - 1] != "`" and not text.startswith("`", end + len(marks))
    return not closes


def _locate_heading(content: str, source: str, line: Span) -> LocatedText:
    """The text of `## Heading ##` follows the first marks and spaces."""
    marks = len(source[line.start : line.end]) - len(source[line.start : line.end].lstrip("#"))
    place = source.find(content, line.start + min(marks, 6), line.end)
    return LocatedText(content, [Stretch(0, place, len(content))])


def _cells(source: str, start: int, end: int) -> Iterator[LocatedText]:
    """Yield the cells of a table's row, the backslash of an escaped `|` left out."""
    row = source[start:end].rstrip()
    outer = row.startswith("|")
    position = 1 if outer else 0
    while position < len(row):
        text, stretches = "", []
        position += len(row[position:]) - len(row[position:].lstrip())
        begun = position
        while (bar := row.find("|", position)) > 0 and row[bar - 1] == "\\":
            stretches.append(Stretch(len(text), start + begun, bar - 1 - begun))
            text += row[begun : bar - 1]
            begun, position = bar, bar + 1
        finish = bar if bar >= 0 else len(row)
        stretches.append(Stretch(len(text), start + begun, finish - begun))
        yield LocatedText(text + row[begun:finish].rstrip(), stretches)
        position = finish + 1
