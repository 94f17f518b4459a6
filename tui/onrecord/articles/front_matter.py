"""The block of YAML that can stand before an article."""

from __future__ import annotations

import re
from typing import cast

FIELDS = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "site", "sitename", "site_name", "source"),
    "date": ("date", "published", "date_published", "publication_date"),
    "url": ("url", "link", "canonical", "canonical_url", "original_url", "source_url", "source"),
    "language": ("language", "lang"),
}
"""What is believed, and the keys under which it stands; the first that is there counts."""
_LONGEST = 16_384
_DEEPEST = 20


def front_matter_end(text: str) -> int:
    """Return where the article begins: after front matter, or at 0 where there is none.

    Front matter is what stands between a first line `---` and the next line `---` or `...`, if it begins with a
    key, within the first 16,384 code points.
    """
    return _split(text)[1]


def surely_front_matter_end(text: str) -> int:
    """Return where the article begins, as `front_matter_end`, if its front matter says something that is believed.

    In plain text, lines between two lines `---` can also be what somebody says.
    """
    end = front_matter_end(text)
    names = {name for names in FIELDS.values() for name in names} if end else set()
    return end if end and not names.isdisjoint(read_front_matter(text)) else 0


def read_front_matter(text: str) -> dict[str, str]:
    """Return the strings of the front matter by their keys in lower case, lists joined by commas.

    Nothing is resolved: dates and numbers stay as they are written. What is no sound YAML gives nothing.
    """
    written, _ = _split(text)
    # Nesting this deep is no metadata, and the parser would recurse as deep.
    if not written or max(written.count("["), written.count("{")) > _DEEPEST:
        return {}
    import yaml

    try:
        # The base loader builds strings, lists and mappings only.
        read = cast("object", yaml.load(written, Loader=yaml.BaseLoader))  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {str(key).lower(): value for key, raw in read.items() if (value := _as_text(raw))}


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item.strip() for item in value if isinstance(item, str))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _split(text: str) -> tuple[str, int]:
    if not text.startswith("---"):
        return "", 0
    head = text[:_LONGEST]
    opening = re.match(r"---[ \t]*(?:\r\n|\r|\n)(?=[A-Za-z_][\w .-]*:(?:\s|$))", head)
    if opening is None:
        return "", 0
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE).search(head, opening.end())
    if closing is None:
        return "", 0
    return head[opening.end() : closing.start()], closing.end()
