"""Reads dates as articles write them, in every language."""

from __future__ import annotations

from datetime import date

from onrecord.languages.article_words import article_words

_LONGEST = 100


def parse_date(text: str) -> str | None:
    """Return the day that the whole text names, in ISO 8601 (`2022-03-18`), or None.

    "March 18, 2022", "18 March 2022", "18. March 2022", "2022-03-18" and "18.03.2022", with the months of every
    language, with or without a weekday, a word such as "Published" and the time of day. Never "3/4/2022", which can
    be either of two days.
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    known = article_words()
    words = text.replace(",", " ").lower().split()
    while words and (words[0].rstrip(":") in known.date_labels or words[0].rstrip(".") in known.weekdays):
        del words[0]
    if not words:
        return None
    if words[0].count("-") >= 2:
        day, separator, time = words[0].partition("t")
        year, month, day = day.split("-")[:3] if day.count("-") == 2 else ("", "", "")
        rest = ([time] if separator else []) + words[1:]
    elif words[0].count(".") == 2:
        day, month, year = words[0].split(".")
        rest = words[1:]
    elif len(words) >= 3:
        month, day, year = words[:3]
        if month[0].isdigit():
            month, day = day, month
        month = str(known.months.get(month.rstrip("."), ""))
        day = day.removesuffix(".") if day[-1] == "." else _without_ordinal(day)
        rest = words[3:]
    else:
        return None
    return _iso(year, month, day) if _is_time(rest) else None


def _without_ordinal(day: str) -> str:
    return next((day.removesuffix(end) for end in article_words().ordinals if day.endswith(end)), day)


def _is_time(words: list[str]) -> bool:
    """Whether the words are none, or a time such as `10:53:00z`, `at 10:53 a.m. (EDT)`, `10.53 uhr` or `10h53`."""
    known = article_words()
    if words and words[0] in known.time_prepositions:
        words = words[1:]
    if not words:
        return True
    clock, *zone = words
    if len(zone) == 1 and zone[0] in known.clock_words:
        clock = clock.replace(".", ":")
    for letter in known.hour_letters:
        clock = clock.replace(letter, ":")
    zone = [word.strip("()").replace(".", "") for word in zone]
    return clock[:1].isdigit() and ":" in clock and all(word.isalpha() and len(word) <= 4 for word in zone)


def _iso(year: str, month: str, day: str) -> str | None:
    if len(year) != 4 or not all(part.isascii() and part.isdigit() for part in (year, month, day)):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
