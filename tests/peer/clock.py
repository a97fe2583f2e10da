"""Time: months counted through, on the plan's own calendar, and what a period's name means."""

import calendar
from datetime import date

STEP = {"annual": 12, "half": 6, "quarter": 3, "month": 1}


def day(s: str) -> date:
    return date.fromisoformat(s)


class Calendar:
    """Years that begin where the plan's begin: a year `y` ends with month 12*y + 12, whatever month that is."""

    def __init__(s, starts: int = 1, named: str = "start") -> None:
        s.shift = starts - 1 - (12 if named == "end" and starts > 1 else 0)

    def month(s, d: date) -> int:
        return 12 * d.year + d.month - s.shift

    def last(s, i: int) -> date:
        """The last day of month i."""
        y, m = divmod(i + s.shift - 1, 12)
        return date(y, m + 1, calendar.monthrange(y, m + 1)[1])

    def end(s, p: str) -> int:
        """The month with which a period ends; a year, half or quarter is the plan's, a month the calendar's."""
        y, rest = int(p[:4]), p[4:]
        if not rest:
            return 12 * y + 12
        if rest[0] == "-":
            return 12 * y + int(rest[1:]) - s.shift
        return 12 * y + {"H": 6, "Q": 3}[rest[0]] * int(rest[1])

    def name(s, i: int, step: int) -> str:
        """What the period of so many months is called that ends with month i."""
        y, m = divmod(i - 1, 12)
        if step == 1:
            y, m = divmod(i + s.shift - 1, 12)
            return f"{y}-{m + 1:02d}"
        return f"{y}" + {12: "", 6: f"H{(m + 1) // 6}", 3: f"Q{(m + 1) // 3}"}[step]

    def ended(s, d: date) -> int:
        """The last month that ended by the day."""
        i = s.month(d)
        return i if d == s.last(i) else i - 1
