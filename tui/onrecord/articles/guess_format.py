"""Is a text file Markdown?"""

from __future__ import annotations

import re

from onrecord.articles.article import Format

_SAMPLE = 200_000
_ENOUGH = 2
_SIGNS = (
    # What no plain text has by chance counts double. Each needs its literal first, which is quick to look for.
    ("](", r"\[[^\[\]\n]{1,300}\]\((?:[a-z]+:|[/#.])[^()\s]{0,500}[\s)]", 2),
    ("](", r"\[[^\[\]\n]{1,300}\]\(#?\)", 2),
    ("![", r"!\[[^\[\]\n]{0,300}\]\([^()\s]{1,500}[\s)]", 2),
    ("```", r"(?m)^```[^`\n]*$(?s:.{0,50000}?)^```[ \t]*$", 2),
    ("**", r"(?<![\w*])\*\*(?![\s*])[^*\n]{1,300}(?<!\s)\*\*(?![\w*])", 1),
    ("<http", r"<https?://[^\s<>]{1,500}>", 1),
    ("# ", r"(?m)^#{1,6} [^\s#]", 1),
    ("]: ", r"(?m)^\[[^\[\]\n]{1,300}\]: <?https?://", 1),
    ("\n==", r"(?m)^\S[^\n]{0,200}\n={3,}[ \t]*$", 1),
    ("> ", r"(?m)^> \S", 1),
)


def guess_format(text: str) -> Format:
    """Return Markdown if the text holds marks that plain news does not have by chance, more than one of them.

    Asterisks, dashes, numbers and addresses as such say nothing: plain text has them too. Looks at the first
    200,000 code points.
    """
    sample = text[:_SAMPLE]
    score = 0
    for literal, pattern, weight in _SIGNS:
        if literal in sample:
            found = re.finditer(pattern, sample)
            score += sum(weight for _, _ in zip(range(_ENOUGH), found, strict=False))
            if score >= _ENOUGH:
                return Format.MARKDOWN
    return Format.MARKDOWN if sample.startswith("# ") else Format.PLAIN
