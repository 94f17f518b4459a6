"""Articles of two outlets for the tests of echoes, written for them."""

from __future__ import annotations

from datetime import date

from onrecord.quotes.echoes.fingerprint import ArticlePrint, article_print
from onrecord.quotes.extract import find_quotes

HARBOUR = (
    "The council met in Tidewater on Monday to vote on the new harbour wall, which would cost 40 million.\n\n"
    "“We will not build the wall unless the ministry pays for the dredging, and the fishermen know that,” Mayor "
    "Ada Berg told reporters.\n\n“Nobody asked us,” said Tom Novak, who sells nets on the quay.\n"
)
CUT = (
    "Tidewater's mayor spoke about the harbour wall after the council's vote.\n\n"
    "“We will build the wall,” Ada Berg said, according to people in the room. The dredging costs 40 million.\n\n"
    "Tom Novak, a seller of nets on the quay, said: “Nobody asked us.”\n"
)
REWORDED = (
    "Ada Berg, the mayor of Tidewater, said after the council's vote on the harbour: “We are not going to build "
    "that wall before the ministry has paid for the dredging, and the fishermen know that.”\n"
)
OTHER = (
    "The opera opened its season in Kell on Friday with a new work about a lighthouse.\n\n"
    "“It is a great evening for the city,” said the director, Ines Marr. “Nobody asked us to be modest.”\n"
)


def printed(key: str, text: str, day: str | None = "2022-03-18", outlet: str | None = None) -> ArticlePrint:
    """Return the fingerprint of a plain text, its quotes found."""
    when = date.fromisoformat(day) if day else None
    quotes = find_quotes(text, language="en")
    return article_print(key, text, quotes, language="en", day=when, outlet=outlet or key)
