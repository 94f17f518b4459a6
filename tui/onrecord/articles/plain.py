"""Plain text as it is read: which lines are paragraphs, and which belong together."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.articles.article import Span
from onrecord.articles.front_matter import surely_front_matter_end
from onrecord.articles.rendering import Block, BlockKind, Piece, Rendering

_SENTENCE_ENDS = ".!?…。！？"
_CLOSING_MARKS = "\"'”’»“)]"
_AFTER_OPEN_HYPHEN = frozenset(("and", "or", "nor", "to", "und", "oder", "noch", "bis", "sowie", "bzw."))
_LONGEST_HEADING = 100
_WRAP_WIDTHS = range(40, 201)
_UNWRAPPED = 1.2
"""A line so many times longer than the others was not wrapped."""


class Line(NamedTuple):
    """A line without its blank edges; `start` in the source."""

    start: int
    text: str
    after_gap: bool
    """A blank line or the beginning of the text stands before it, or it is indented as the first of a paragraph."""


def render_plain(text: str) -> Rendering:
    """Return the paragraphs of a plain text, front matter left out.

    Every line is a paragraph, unless the text is hard-wrapped: then the lines that were filled are joined with
    the next by a space, which stands for the line's end, or by nothing where a word was wrapped at its hyphen.
    Blank edges of lines are left out; a tab is a space.
    """
    lines = _lines(text, surely_front_matter_end(text)) or _lines(text, 0)
    joined = _joins(lines)
    shown: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    length = piece_shown = piece_source = block_start = 0
    for index, line in enumerate(lines):
        start, content, _ = line
        if length - piece_shown != start - piece_source:
            if length > piece_shown:
                pieces.append(_piece(piece_shown, piece_source, length - piece_shown))
            piece_shown, piece_source = length, start
        shown.append(content)
        length += len(content)
        if index in joined:
            if goes_on_in_word(content, lines[index + 1].text):
                continue
            shown.append(" ")
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, block_start, length))
            shown.append("\n")
            block_start = length + 1
        length += 1
    if lines:
        shown.pop()
        pieces.append(_piece(piece_shown, piece_source, length - 1 - piece_shown))
    whole = "".join(shown)
    return Rendering(whole.replace("\t", " "), _with_headings(whole, blocks), (), tuple(pieces))


def _piece(shown: int, source: int, length: int) -> Piece:
    return Piece(Span(shown, shown + length), Span(source, source + length))


def _lines(text: str, start: int) -> list[Line]:
    lines: list[Line] = []
    indents: list[int] = []
    position, after_gap = start, True
    for raw in text[start:].splitlines(keepends=True):
        content = raw.strip()
        if content:
            indent = 0 if raw.startswith(content) else len(raw) - len(raw.lstrip())
            lines.append(Line(position + indent, content, after_gap))
            indents.append(indent)
        after_gap = not content
        position += len(raw)
    leftmost = min(indents, default=0)
    for index, indent in enumerate(indents):
        if indent > leftmost and ends_sentence(lines[index - 1].text):
            lines[index] = lines[index]._replace(after_gap=True)
    return lines


def _joins(lines: list[Line]) -> frozenset[int]:
    """Return the lines that go on in the next one: none, unless the whole text is hard-wrapped.

    A wrapped line was filled: the next line's first word had no room on it. So it is with few lines of verse,
    lists or transcripts, and their lines seldom go on in lower case. A shorter one was wrapped by another hand if
    it breaks a sentence off.
    """
    inner = [index for index in range(len(lines) - 1) if not lines[index + 1].after_gap]
    if not inner:
        return frozenset()
    lengths = sorted(len(lines[index].text) for index in inner)
    width = lengths[len(lengths) * 9 // 10]
    filled = {index for index in inner if is_filled(lines[index].text, lines[index + 1].text, width)}
    lower = {index for index in inner if lines[index + 1].text[0].islower()}
    ended = {index for index in inner if ends_sentence(lines[index].text)}
    if len(lower) < 0.3 * len(inner) or len(ended) > 0.5 * len(inner):
        return frozenset()
    short = set(inner) - filled
    if width in _WRAP_WIDTHS and len(short) <= 0.3 * len(inner) and len(short & ended) >= 0.5 * len(short):
        return frozenset(index for index in filled | (lower - ended) if not starts_anew(lines[index + 1].text))
    from onrecord.articles.ragged import ragged_joins

    return ragged_joins(lines)


def is_filled(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room on a line, in a text wrapped to that many cells."""
    if len(line) > _UNWRAPPED * width and ends_sentence(line):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - width // 20


def starts_anew(line: str) -> bool:
    """Whether a line is a list item, or a speaker's in a transcript ("SMITH: …")."""
    if line.startswith(("- ", "* ", "• ", "· ")):
        return True
    label, colon, _ = line.partition(":")
    return bool(colon) and len(label) <= 40 and label.isupper()


def goes_on_in_word(line: str, following: str) -> bool:
    """Whether a word that a line's hyphen ends goes on in the next one; "two-" "and three-year" is none."""
    if line[-1:] != "-" or not line[-2:-1].isalnum() or not following[:1].isalnum():
        return False
    return following.split(maxsplit=1)[0].lower() not in _AFTER_OPEN_HYPHEN


def ends_sentence(text: str) -> bool:
    """Whether the last mark, closing quotation marks and brackets left aside, ends a sentence."""
    return text.rstrip(_CLOSING_MARKS)[-1:] in _SENTENCE_ENDS if text else False


def _with_headings(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """A short line without a full stop is a heading if a whole paragraph follows, and none is cut short before.

    Between the title, on the first line, and the first paragraph there can be lines such as byline and date.
    """
    for index, block in enumerate(blocks[:-1]):
        if block.end - block.start > _LONGEST_HEADING or not _reads_like_heading(text[block.start : block.end]):
            continue
        if index and not _ends_sentence_at(text, blocks[index - 1].end):
            continue
        followers = blocks[index + 1 : index + 2] if index else blocks[1:5]
        if any(_is_paragraph_after(text, block, following) for following in followers):
            blocks[index] = Block(BlockKind.HEADING, block.start, block.end, level=2 if index else 1)
    return tuple(blocks)


def _is_paragraph_after(text: str, heading: Block, block: Block) -> bool:
    return block.end - block.start > heading.end - heading.start and _ends_sentence_at(text, block.end)


def _ends_sentence_at(text: str, end: int) -> bool:
    return ends_sentence(text[max(end - 8, 0) : end])


def _reads_like_heading(line: str) -> bool:
    if ends_sentence(line) or line[-1] in ",:;-–—" or not any(map(str.isalpha, line)):
        return False
    if line.rpartition(", ")[2].isdigit():  # a name and an age, under a picture
        return False
    if line[0] in '"“«„' and line[-1] in '"”»“':
        return False
    return line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘«„¿¡"
