"""Dates as articles write them."""

from __future__ import annotations

from datetime import date

_LONGEST = 100
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = "january february march april may june july august september october november december"
_GERMAN_MONTHS = (
    "januar jänner feb februar mrz märz maerz april mai juni juli august sept oktober okt november dezember dez"
)
_ENGLISH_OF = {"jän": "jan", "mrz": "mar", "mär": "mar", "mae": "mar", "mai": "may", "okt": "oct", "dez": "dec"}
_MONTH_NUMBERS = {
    name: _MONTHS.index(_ENGLISH_OF.get(name[:3], name[:3])) + 1
    for name in (*_MONTHS, "sept", *_FULL_MONTHS.split(), *_GERMAN_MONTHS.split())
}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GERMAN_DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
_GERMAN_WEEKDAYS = frozenset(_GERMAN_DAYS.split())
_ENGLISH_BEFORE = ("first", "published", "posted", "updated", "date", "dated", "on", "at")
_GERMAN_BEFORE = ("veröffentlicht", "aktualisiert", "erschienen", "datum", "stand", "vom", "am")
_BEFORE = frozenset((*_ENGLISH_BEFORE, *_GERMAN_BEFORE))


def parse_date(text: str) -> str | None:
    """Return the day that the whole text names, in ISO 8601 (`2022-03-18`), or None.

    "March 18, 2022", "18 March 2022" and "2022-03-18", in German "18. März 2022" and "18.03.2022", with or without
    a weekday, a word such as "Published" and the time of day; never "3/4/2022", which is two days.
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    words = text.replace(",", " ").lower().split()
    while words and (words[0].rstrip(":") in _BEFORE or _is_weekday(words[0])):
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
        month = str(_MONTH_NUMBERS.get(month.rstrip("."), ""))
        day = day.removesuffix(".") if day[-1] == "." else _without_ordinal(day)
        rest = words[3:]
    else:
        return None
    return _iso(year, month, day) if _is_time(rest) else None


def _is_weekday(word: str) -> bool:
    bare = word.rstrip(".")
    return bare in _GERMAN_WEEKDAYS or (bare[:3] in _WEEKDAYS and (len(bare) <= 5 or bare.endswith("day")))


def _without_ordinal(day: str) -> str:
    return day[:-2] if day.endswith(("st", "nd", "rd", "th")) else day


def _is_time(words: list[str]) -> bool:
    """Nothing, or a time such as `10:53:00z`, `at 10:53 a.m. (EDT)` or `10.53 uhr`."""
    if words and words[0] in {"at", "um"}:
        words = words[1:]
    if not words:
        return True
    if words[1:] == ["uhr"]:
        words = [words[0].replace(".", ":"), "uhr"]
    zone = [word.strip("()").replace(".", "") for word in words[1:]]
    return words[0][:1].isdigit() and ":" in words[0] and all(word.isalpha() and len(word) <= 4 for word in zone)


def _iso(year: str, month: str, day: str) -> str | None:
    if len(year) != 4 or not all(part.isascii() and part.isdigit() for part in (year, month, day)):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
