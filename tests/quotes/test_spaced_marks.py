"""Quotation marks with a blank inside them, in a language that has these."""

import pytest

from onrecord.articles.span import Span
from onrecord.quotes.marks import find_marked

WORDS = {"opening_marks": frozenset("«"), "closing_marks": frozenset("»")}


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("« Oui », dit-elle.", ["Oui"]),
        ("«\u00a0Oui\u00a0!\u00a0», dit-elle. «\u202fNon\u202f»", ["Oui\u00a0!", "Non"]),
        ("«Oui», dit-elle.", ["Oui"]),
        ("« Oui", ["Oui"]),
        ("« »", []),
        ("Oui », dit-elle.", []),
    ],
)
def test_the_blanks_belong_to_the_marks(text, inner):
    (found,) = find_marked(text, [Span(0, len(text))], WORDS)
    assert [text[marked.start : marked.end] for marked in found] == inner
    for marked in found:
        assert text[marked.outer_start] == "«"
        assert text[marked.outer_end - 1] == "»" or not marked.closed
