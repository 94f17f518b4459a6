"""Plain text as it is read: which lines are paragraphs, and which belong together."""

from __future__ import annotations

from onrecord.articles.front_matter import surely_front_matter_end
from onrecord.articles.rendering import Block, BlockKind, Piece, Rendering
from onrecord.articles.sentence_ends import ends_sentence
from onrecord.articles.span import Span
from onrecord.articles.unwrap import Line, goes_on_in_word, joined_lines

_LONGEST_HEADING = 100


def render_plain(text: str) -> Rendering:
    """Return the paragraphs of a plain text, front matter left out.

    Every line is a paragraph, unless the text is hard-wrapped: then the lines that were filled are joined with
    the next by a space, which stands for the line's end, or by nothing where a word was wrapped at its hyphen.
    Blank edges of lines are left out; a tab is a space.
    """
    lines = _lines(text, surely_front_matter_end(text)) or _lines(text, 0)
    joined = joined_lines(lines)
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
