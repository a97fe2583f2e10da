"""Days as people write them: 2027-12-31, 2027年底, June 2030; and the years that texts name."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from qstrong.text.written import month_named

_DAY = re.compile(
    r"\s*(\d{4})\s*(?:年|[-/.]|$)\s*"
    r"(?:(\d{1,2})\s*(?:月|[-/.]|$)\s*(?:(\d{1,2})\s*日?|底|末)?)?(?:年?底|末)?\s*"
)
_MONTHS = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def named_day(said: str) -> date | None:
    """The last day of the month or year that *said* names; None where it is no such day."""
    named = _MONTHS.search(said)
    found = _DAY.fullmatch(said)
    if named:
        year, month = int(named[2]), month_named(named[1])
        return date(year, month, monthrange(year, month)[1])
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not (1900 <= year <= 2099 and 1 <= month <= 12):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, last) if int(found[3] or last) == last else None


def years_in(text: str) -> list[int]:
    """The years that *text* names, in its order."""
    return [int(year) for year in _YEAR.findall(text)]
