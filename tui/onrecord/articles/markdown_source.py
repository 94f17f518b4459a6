"""Markdown tokens that know where in the source they stand.

markdown-it-py tells the lines of a block, but not the offsets of what stands within it. Here the block rules are
wrapped, so that each token keeps the stretches of source that its lines were cut from (after the prefixes of block
quotes and lists), and the inline state notes the position at which each token was pushed. Both together give every
character its offset.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from onrecord.articles.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.utils import EnvType

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

DEEPEST_NESTING = 60
"""Levels of quotes and lists within each other; markdown-it-py leaves out what lies deeper."""

_LEAF_RULES: dict[str, list[str]] = {
    "table": ["paragraph", "reference"],
    "fence": ["paragraph", "reference", "blockquote", "list"],
    "hr": ["paragraph", "reference", "blockquote", "list"],
    "html_block": ["paragraph", "reference", "blockquote"],
    "heading": ["paragraph", "reference", "blockquote"],
    "lheading": [],
    "paragraph": [],
}
"""The rules that make blocks of text, and the blocks that each may interrupt (as in markdown-it-py)."""


_FIRST_SIGNS = {"fence": "`~", "hr": "*-_", "html_block": "<", "heading": "#"}
_INLINE_SIGNS = re.compile(r"[\\*_`\[\]<&~\n]")
"""Without one of these, the text of a block is nothing but text."""


class TooDeepError(Exception):
    """Quotes or lists are nested so deep that markdown-it-py would leave out what is in them."""


class _LocatedState(StateInline):
    """Notes in each token's `meta` where it begins (`at`), in the text of its block."""

    pending_start: int | None = None

    def append_pending(self, text: str) -> None:
        if self.pending_start is None:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = self.pending_start
        self.pending_start = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self.pending_start = None
        token.meta = {"at": self.pos, "rule_at": self.pos}
        before = self.tokens[-2] if len(self.tokens) > 1 else None
        if ttype == "text" and before is not None:
            if before.type == "text" and before.meta.get("rule_at") == self.pos:
                # A run of emphasis marks is pushed mark by mark while the position stays.
                token.meta["at"] = before.meta["at"] + len(before.content)
            elif before.type == "link_open" and before.markup == "autolink":
                token.meta["at"] = self.pos + 1
        return token


class _LocatingParserInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _LocatedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Parser(MarkdownIt):
    """CommonMark with tables and strikethrough, without indented code.

    News indents the first lines of its paragraphs, and a quote must not break at the end of each line for that.
    Addresses are left as they are written.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": DEEPEST_NESTING})
        self.inline = _LocatingParserInline()
        self.inline.ruler.disable("linkify")
        self.inline.ruler2.disable("fragments_join")  # would join tokens that begin at different places
        self.core.ruler.enableOnly(["block"])  # inline text is parsed when its place is known
        self.block.ruler.enable("table")
        self.block.ruler.disable("code")
        for name, interrupted in _LEAF_RULES.items():
            rule = next(rule.fn for rule in self.block.ruler.__rules__ if rule.name == name)
            self.block.ruler.at(name, _located(rule, _FIRST_SIGNS.get(name, "")), {"alt": interrupted})
        reference = next(rule.fn for rule in self.block.ruler.__rules__ if rule.name == "reference")
        self.block.ruler.at("reference", _if_used(reference))
        self.block.ruler.before("table", "depth", _refuse_depth)

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _located(rule: BlockRule, first_signs: str) -> BlockRule:
    def apply(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # Most lines begin with none of these, and every line is tried with every rule, several times.
        first = state.bMarks[start] + state.tShift[start]
        if first_signs and state.src[first : first + 1] not in first_signs:
            return False
        before = len(state.tokens)
        matched = rule(state, start, end, silent)
        if matched and not silent:
            for token in state.tokens[before:]:
                if token.map:
                    token.meta["lines"] = [_line(state, line) for line in range(*token.map)]
        return matched

    return apply


def _line(state: StateBlock, line: int) -> Span:
    """The part of a line that belongs to the block: without prefixes of quotes, markers of lists and indents."""
    return Span(min(state.bMarks[line] + max(state.tShift[line], 0), state.eMarks[line]), state.eMarks[line])


def _if_used(rule: BlockRule) -> BlockRule:
    """Take a line such as `[Note]: this` for a link's definition only if the label occurs elsewhere too."""

    def apply(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin, finish = _line(state, start)
        label = re.compile(r"\[([^\[\]\n]+)\]:").match(state.src, begin, finish)
        if label is None or state.env["labels"].get(_folded(label[1]), 0) < 2:
            return False
        return rule(state, start, end, silent)

    return apply


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _refuse_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level >= DEEPEST_NESTING - 3:
        raise TooDeepError
    return False


@cache
def _parser() -> _Parser:
    return _Parser()


def parse_blocks(source: str) -> tuple[list[Token], EnvType]:
    """Return the block tokens of a source whose line ends are newlines, and what inline text needs to know.

    Tokens of text keep in `meta["lines"]` the stretch of source of each of their lines.

    Raises:
        TooDeepError: quotes or lists lie more than about sixty deep.
    """
    env: dict[str, object] = {}
    labels: dict[str, int] = {}
    for label in re.findall(r"\[([^\[\]\n]+)\]", source) if "]:" in source else ():
        labels[_folded(label)] = labels.get(_folded(label), 0) + 1
    env["labels"] = labels
    return _parser().parse(source, env), env


def parse_inline(content: str, env: EnvType) -> list[Token]:
    """Return the inline tokens of a block's text; `meta["at"]` is where each begins in it."""
    if not _INLINE_SIGNS.search(content):
        return [Token("text", "", 0, content=content, meta={"at": 0})]
    return _parser().inline.parse(content, _parser(), env, [])
