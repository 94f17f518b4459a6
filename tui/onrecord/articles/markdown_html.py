"""What of HTML within Markdown is text."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"<!--|<\?|<!|<(script|style)\b", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_BREAKING_NAMES = """
address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary table tbody td tfoot th thead
title tr ul
"""
_OTHER_NAMES = """
a abbr acronym area audio b base bdi bdo big button canvas cite code col colgroup data datalist del dfn dialog
dir em embed font frame frameset i iframe img input ins kbd label legend link map mark menu meta meter
noframes noscript object optgroup option output param picture progress q rp rt ruby s samp script search
select slot small source span strike strong style sub sup svg template textarea time track tt u var video wbr
"""
_BREAKING = frozenset(_BREAKING_NAMES.split())
_KNOWN = _BREAKING.union(_OTHER_NAMES.split())


def tag_name(markup: str) -> str | None:
    """Return the name of an HTML element's tag, "" for a comment or the like, None if it is no HTML.

    `<unintelligible>` has the form of a tag, but is what the article says.
    """
    match = _TAG_NAME.match(markup)
    if match is None:
        return "" if markup.startswith(("<!", "<?")) else None
    name = match[1].lower()
    return name if name in _KNOWN else None


def breaks_line(name: str) -> bool:
    """Whether what stands before and after the tag stands on lines of its own."""
    return name in _BREAKING


def text_stretches(html: str) -> list[tuple[int, int] | None]:
    """Return the stretches of text in HTML, start and end; None where a block ends between two of them."""
    stretches: list[tuple[int, int] | None] = []
    position = 0
    unclosed: set[str] = set()
    while (start := html.find("<", position)) >= 0:
        end = _markup_end(html, start, unclosed)
        name = tag_name(html[start:end]) if end > start else None
        if name is None:
            stretches.append((position, start + 1))
            position = start + 1
            continue
        if start > position:
            stretches.append((position, start))
        if breaks_line(name):
            stretches.append(None)
        position = end
    if position < len(html):
        stretches.append((position, len(html)))
    return stretches


def _markup_end(html: str, start: int, unclosed: set[str]) -> int:
    """Where the tag, comment or script at `start` ends; `start` itself if it does not end.

    What was searched for in vain is kept in `unclosed`, so that it is not searched for from every `<` again.
    """
    hidden = _HIDDEN.match(html, start)
    closing = ">"
    if hidden and hidden[0] == "<!--":
        closing = "-->"
    elif hidden and hidden[1]:
        closing = f"</{hidden[1]}>"
    end = -1 if closing in unclosed else html.find(closing, start + 1)
    if end < 0:
        unclosed.add(closing)
        return start
    return end + len(closing)
