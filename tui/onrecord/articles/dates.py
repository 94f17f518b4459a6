"""Dates as articles write them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_BEFORE = r"(?:(?:first )?(?:published|posted|updated|date|dated)(?:\s+on|\s+at)?:?\s+)?"
_AFTER = (
    r"(?:T\d\d?:\d\d\S*"
    r"|,?\s+(?:at\s+)?\d\d?[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+\(?[a-z]{2,5}\)?)?)?"
)
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    days = (
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\.?\s+{_MONTH},?\s+{_YEAR}",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    )
    return tuple(re.compile(f"{_BEFORE}{day}{_AFTER}", re.IGNORECASE) for day in days)


def parse_date(text: str) -> str | None:
    """Return the day that the whole text names, in ISO 8601 (`2022-03-18`), or None.

    "March 18, 2022", "18 March 2022" and "2022-03-18", with or without a weekday, a word such as "Published" and
    the time of day; never "3/4/2022", which is two days.
    """
    if len(text) > 100:
        return None
    for form in _forms():
        match = form.fullmatch(text.strip())
        if match is None:
            continue
        month = match["month"]
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        try:
            return date(int(match["year"]), number, int(match["day"])).isoformat()
        except ValueError:
            return None
    return None
