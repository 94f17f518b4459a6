"""Words for numbers in messages."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: “1 record”, “1,200 records”. The plural is the noun with an s."""
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
