"""Pairs quotation marks.

One pass over the text with a small state machine that starts afresh in every paragraph, so a mark that is missing,
doubled or turned the wrong way costs at most the quotes of its own paragraph, mostly one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.articles.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MARK = re.compile(r"""["“”„‟«»‘’‚‹›'`](?:(?<=')'{1,2}|(?<=`)`)?""")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_SINGLE = frozenset("'‘’‚‹›`")
_OPENING = frozenset("“„‟‘‚") | {"``"}
_CLOSING = frozenset("”’")
_STRAIGHT = frozenset("\"'") | {"''", "'''"}
_BEFORE_OPENING = frozenset("([{<—–-/|…*_") | _SINGLE | frozenset('"“”„‟«»')
_AFTER_CLOSING = frozenset(")]}>—–-/|.,;:!?…*_&") | _SINGLE | frozenset('"“”„‟«»')
_LISTS = ("elisions", "opening_marks", "closing_marks")
"""The lists of a language that are used here."""
_LOOKAHEAD = 64
"""Marks that the state machine looks ahead at most, which keeps it linear."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two quotation marks, in code points of the shown text.

    `start` to `end` leaves the marks out, `outer_start` to `outer_end` takes them in.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool = False
    closed: bool = True
    """False where the closing mark is missing: the stretch then ends with its paragraph."""
    continues: bool = False
    """The closing mark is missing because the next paragraph goes on with the same utterance."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool


def find_marked(text: str, paragraphs: Sequence[Span], words: Mapping[str, frozenset[str]]) -> list[list[Marked]]:
    """Return for each of the `paragraphs` the stretches of it that stand in quotation marks, outermost only.

    Args:
        text: the shown text.
        paragraphs: where its paragraphs stand, sorted, apart from each other.
        words: the language's lists: `elisions` are words that an apostrophe may begin (`'em`, `'til`), lower case,
            without it; `opening_marks` and `closing_marks` are those that have blanks inside them (`« … »`).
    """
    marks_of = [list(_marks(text, *span, words)) for span in paragraphs]
    found: list[list[Marked]] = []
    for number, (span, marks) in enumerate(zip(paragraphs, marks_of, strict=True)):
        following = marks_of[number + 1] if number + 1 < len(paragraphs) else []
        reopened = bool(following) and following[0].opens and not following[0].single
        reopened = reopened and not text[paragraphs[number + 1].start : following[0].start].strip()
        spills = bool(following) and not following[0].opens and following[0].closes and not following[0].single
        found.append(_pair(text, span, marks, goes_on=reopened or spills))
    return found


def _marks(text: str, start: int, end: int, words: Mapping[str, frozenset[str]]) -> Iterator[_Mark]:
    elisions, opening, closing = (words.get(name, frozenset()) for name in _LISTS)
    tags = [match.span() for match in _MARKUP.finditer(text, start, end)] if text.find("<", start, end) >= 0 else []
    for match in _MARK.finditer(text, start, end):
        if tags and _within(tags, match.start()):
            continue
        mark, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        if before == "=":
            continue
        if mark in opening or mark in closing:
            yield _spaced(text, Span(start, end), Span(at, after), opens=mark in opening)
            continue
        single = mark in _SINGLE
        if single and before.isalnum() and behind.isalnum():
            continue
        free_before = before.isspace() or before in _BEFORE_OPENING
        free_behind = behind.isspace() or behind in _AFTER_CLOSING
        if single and (free_before == free_behind or (free_before and _is_elision(text, after, end, elisions))):
            continue
        if mark == "'''":
            if free_before:
                after -= 1
            else:
                at += 1
        yield _Mark(at, after, single, *_directions(mark, before, free_before=free_before, free_behind=free_behind))


def _spaced(text: str, paragraph: Span, mark: Span, *, opens: bool) -> _Mark:
    """Return a mark of a language that has blanks inside its marks, with these blanks."""
    at, after = mark
    while opens and after < paragraph.end and text[after].isspace():
        after += 1
    while not opens and at > paragraph.start and text[at - 1].isspace():
        at -= 1
    return _Mark(at, after, single=False, opens=opens, closes=not opens)


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, at)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _directions(mark: str, before: str, *, free_before: bool, free_behind: bool) -> tuple[bool, bool]:
    """Return whether the mark can open and whether it can close, by the blanks around it, then by its form."""
    if free_before and not free_behind:
        return mark != "’", False
    if free_behind and not free_before:
        return False, not (mark in _STRAIGHT and before.isdigit() and len(mark) == 1) or mark == '"'
    if mark in _OPENING:
        return True, free_behind
    if mark in _CLOSING:
        return False, True
    return mark not in _SINGLE, mark not in _SINGLE


def _is_elision(text: str, after: int, end: int, elisions: frozenset[str]) -> bool:
    stop = after
    while stop < end and stop - after < 8 and text[stop].isalnum():
        stop += 1
    word = text[after:stop].lower()
    return word in elisions or (word[:2].isdigit() and word[2:] == "s")


def _pair(text: str, span: Span, marks: Sequence[_Mark], *, goes_on: bool) -> list[Marked]:
    found: list[Marked] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.opens:
            index += 1
            continue
        closing = _closing_single(text, marks, index) if mark.single else _closing_double(marks, index)
        if closing is not None:
            close = marks[closing]
            if close.start > mark.end:
                found.append(Marked(mark.end, close.start, mark.start, close.end, single=mark.single))
            index = closing + 1
        elif not mark.single and _is_last_opening(marks, index):
            end = len(text[: span.end].rstrip()) if text[span.end - 1].isspace() else span.end
            if end > mark.end:
                found.append(Marked(mark.end, end, mark.start, end, closed=False, continues=goes_on))
            break
        else:
            index += 1
    return found


def _is_last_opening(marks: Sequence[_Mark], index: int) -> bool:
    return not any(mark.opens and not mark.single for mark in marks[index + 1 : index + _LOOKAHEAD])


def _closing_double(marks: Sequence[_Mark], index: int) -> int | None:
    """Return the mark that closes the double one at `index`; None where another opens first for good."""
    depth = 0
    for at in range(index + 1, min(index + _LOOKAHEAD, len(marks))):
        mark = marks[at]
        if mark.single:
            continue
        if mark.closes:
            if depth == 0:
                return at
            depth -= 1
        elif mark.opens:
            if not _is_nested(marks, at):
                return None
            depth += 1
    return None


def _is_nested(marks: Sequence[_Mark], index: int) -> bool:
    """Return whether two closing marks follow the opening one: then it opens a quote within a quote."""
    closings = 0
    for mark in marks[index + 1 : index + _LOOKAHEAD]:
        if mark.single:
            continue
        if not mark.closes:
            return False
        closings += 1
        if closings == 2:
            return True
    return False


def _closing_single(text: str, marks: Sequence[_Mark], index: int) -> int | None:
    """Return the mark that closes the single one at `index`, passing by apostrophes of plural possessives."""
    fallback: int | None = None
    for at in range(index + 1, min(index + _LOOKAHEAD, len(marks))):
        mark = marks[at]
        if not mark.single:
            continue
        if mark.opens and not mark.closes:
            break
        if not mark.closes:
            continue
        possessive = text[mark.start - 1] in "sz" and text[mark.end : mark.end + 1] == " "
        if not possessive:
            return at
        if fallback is None:
            fallback = at
    return fallback
