"""Every way that quotes stand in news, on an article each."""

import pytest

from onrecord.quotes.find import find_quotes
from tests.quotes.small_articles import SMALL_ARTICLES


def line(quote, opening):
    fields = [quote.kind.value, quote.actor or "-", opening]
    fields += [f"via {quote.via}"] if quote.via else []
    fields += [f"to {quote.addressee}"] if quote.addressee else []
    return " | ".join(fields)


@pytest.mark.parametrize("small", SMALL_ARTICLES, ids=lambda small: small.behaviour)
def test_finds_what_is_said_and_by_whom(small):
    expected = small.found.split("\n")
    quotes = find_quotes(small.text)
    openings = [row.split(" | ")[2] for row in expected]
    found = [
        line(quote, opening if quote.text.startswith(opening) else quote.text)
        for quote, opening in zip(quotes, openings + [""] * len(quotes), strict=False)
    ]
    assert found == expected
