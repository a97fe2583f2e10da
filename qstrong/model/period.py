"""Periods: 2026, 2026H1, 2026Q2, 2026-06, and the months they end with."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import field
from datetime import date, timedelta
from functools import cache
from typing import Literal

from qstrong.model.shapes.value import dataclass

Frequency = Literal["annual", "half", "quarter", "month"]

MONTHS: dict[Frequency, int] = {"annual": 12, "half": 6, "quarter": 3, "month": 1}

_TEXT = re.compile(r"(20[0-9]{2}|19[0-9]{2})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?", re.ASCII)
_PRINTED = r"(?a)((?:20|19)[0-9]{2})[/-]([0-9]{2})(?:年度)?\s?([HQhq][1-4]|[上下]半年|第?[一二三四1-4]季度)?"
"""Seldom seen, and so compiled when it is."""
_PARTS = {"上": "H1", "下": "H2"} | {sign: f"Q{k // 2 + 1}" for k, sign in enumerate("一1二2三3四4")}


def days_after(day: date, days: int) -> date:
    """So many *days* after a *day*; the calendar's last day where there is none any more."""
    return date.max if days > (date.max - day).days else day + timedelta(days=days)


def month_number(day: date) -> int:
    """Months from the start of the year 0 to the end of *day*'s month: differences count whole months."""
    return day.year * 12 + day.month


@cache
def last_day(month: int) -> date:
    """The last day of the month with that number (see `month_number`)."""
    year, index = divmod(month - 1, 12)
    return date(year, index + 1, monthrange(year, index + 1)[1])


@dataclass(frozen=True, slots=True)
class Period:
    """A year, half or quarter of the plan's calendar, or a calendar month.

    Periods that end on the same day cover each other (2025 = 2025H2 = 2025Q4 = 2025-12), so most
    code compares `last` and never the periods themselves.
    """

    year: int
    months: int
    """Its length in months: 12, 6, 3 or 1."""
    index: int
    """Which of its kind in the year, from 1."""
    shift: int = 0
    """By how many months the plan's calendar is ahead of the real one: set when a plan is read."""
    last: int = field(init=False, compare=False, repr=False)
    """The number of its last month in the plan's calendar: what periods are compared by."""

    def __post_init__(self) -> None:
        months, shift = self.months, self.shift
        last = self.year * 12 + self.index * months + (shift if months == 1 else 0)
        object.__setattr__(self, "last", last)

    @classmethod
    def parse(cls, text: str, shift: int = 0) -> Period:
        """Read 2026, 2026H1, 2026Q2 or 2026-06; anything else raises ValueError.

        In a calendar with a *shift* also as it is printed there: 2024/25, 2024/25 Q1, 2024/25年度一季度.
        """
        match = _TEXT.fullmatch(text) or _TEXT.fullmatch(_written(text, shift))
        if not match:
            raise ValueError(text)
        year, half, quarter, month = match.groups()
        if half:
            return cls(int(year), 6, int(half), shift)
        if quarter:
            return cls(int(year), 3, int(quarter), shift)
        return cls(int(year), 1, int(month), shift) if month else cls(int(year), 12, 1, shift)

    @classmethod
    def ending(cls, month: int, months: int, shift: int = 0) -> Period:
        """The period of *months* length that ends with the month of that number in the plan's calendar."""
        year, index = divmod(month - 1 - (shift if months == 1 else 0), 12)
        return cls(year, months, (index + 1) // months, shift)

    @property
    def end(self) -> date:
        """Its last day."""
        return last_day(self.last - self.shift)

    @property
    def start(self) -> date:
        """Its first day."""
        return last_day(self.last - self.shift - self.months) + timedelta(days=1)

    @property
    def grain(self) -> int:
        """The length in months of the longest period that ends on the same day."""
        return grain(self.last)

    def __str__(self) -> str:
        if self.months == 12:
            return str(self.year)
        if self.months == 1:
            return f"{self.year}-{self.index:02}"
        return f"{self.year}{'H' if self.months == 6 else 'Q'}{self.index}"


def _written(text: str, shift: int) -> str:
    """A period as files have it, of one as it is printed where years don't begin in January; else ""."""
    match = re.fullmatch(_PRINTED, text)
    if not match or not shift:
        return ""
    first, then, part = match.groups("")
    if int(then) != (int(first) + 1) % 100:
        return ""
    part = part.lstrip("第")
    return f"{int(first) + (shift > 0)}{_PARTS.get(part[:1], part.upper())}"


def grain(month: int) -> int:
    """The length in months of the longest period that ends with the month of that number."""
    if month % 3:
        return 1
    return 12 if not month % 12 else 3 if month % 6 else 6
