"""What is owed when: the plan's filings, their due and close days, the periods that targets owe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from qstrong.model.period import MONTHS, Period, days_after, grain, last_day, month_number
from qstrong.model.plan import AnyTarget, Plan
from qstrong.model.terms.course import InYears
from qstrong.timeline.values import Due


def first_month(plan: Plan) -> int:
    """T0 as a month number: the plan's months are those after it."""
    return plan.month(plan.start)


def last_month(plan: Plan) -> int:
    """T1 as a month number."""
    return plan.month(plan.end)


def own_plan(plan: Plan, target: AnyTarget) -> Plan:
    """The *plan* with the target's own T0 and T1 for its own; its filings stay the plan's."""
    start, end = target.start or plan.start, target.end or plan.end
    if (start, end) == (plan.start, plan.end):
        return plan
    first = next(periods(MONTHS[plan.filing.every], first_owed_month(plan) - 1, plan.shift))
    return replace(plan, start=start, end=end, filing=replace(plan.filing, from_=first))


def periods(months: int, after: int, shift: int = 0) -> Iterator[Period]:
    """The periods of that length that end after month *after* of the plan's calendar, without end."""
    month = after // months * months + months
    while True:
        yield Period.ending(month, months, shift)
        month += months


def own_or_coarser(target: AnyTarget, month: int) -> bool:
    """Whether a period that ends with *month* is of the target's frequency or coarser."""
    return grain(month) >= target.months


def first_owed_month(plan: Plan) -> int:
    """No period is owed that ends before this month's end."""
    return plan.filing.from_.last if plan.filing.from_ else first_month(plan) + 1


def filing_periods(plan: Plan) -> Iterator[Period]:
    """The periods that the plan's filings are for, without end: they go on after T1 until all is due."""
    return periods(MONTHS[plan.filing.every], first_owed_month(plan) - 1, plan.shift)


def due_day(plan: Plan, period: Period) -> date:
    """The day by which the filing for *period* is due."""
    return _due_day(period, plan.filing.due_days, plan.filing.due.items())


def _due_day(period: Period, due_days: int, stated: Iterable[tuple[Period, date]]) -> date:
    for one, day in stated:
        if one.last == period.last:
            return day
    return days_after(period.end, due_days)


LATEST_DAY = date(9000, 12, 31)
"""The latest day from which one looks: periods go on behind it, and the calendar ends with 9999."""


def day_of_plan(plan: Plan, today: date) -> date:
    """The day from which one looks where none is said: the plan's `as_of`, else *today*."""
    return min(plan.as_of or today, LATEST_DAY)


def day_meant(plan: Plan, stated: str) -> date:
    """The day that *stated* names: itself, or that on which a period closes; else raises ValueError."""
    try:
        return min(date.fromisoformat(stated), LATEST_DAY)
    except ValueError:
        return close_day(plan, plan.period(stated))


def filings_from(plan: Plan, period: Period) -> tuple[Period, Period]:
    """The two filings that *period* may mean: the first that ends with it or later, and the next."""
    late = (one for one in filing_periods(plan) if one.last >= period.last)
    return next(late), next(late)


def close_day(plan: Plan, period: Period) -> date:
    """The last day on which the filing for *period* may be edited; never before its due day."""
    day = due_day(plan, period)
    if plan.filing.close_days is None:
        return day
    return max(day, days_after(period.end, plan.filing.close_days))


def latest_filing(plan: Plan, day: date) -> Period | None:
    """The latest of the plan's filings whose due day has come, None where none has."""
    due = (period for period in filing_periods_until(plan, day) if due_day(plan, period) <= day)
    return max(due, key=lambda period: period.last, default=None)


def previous_period(plan: Plan, period: Period) -> Period | None:
    """The plan's filing before that for *period*; None for the first."""
    earlier = takewhile(lambda one: one.last < period.last, filing_periods(plan))
    return max(earlier, key=lambda one: one.last, default=None)


def next_filing(plan: Plan, day: date) -> Period:
    """The first of the plan's filings that is due after *day*."""
    return next(period for period in filing_periods(plan) if due_day(plan, period) > day)


def filing_periods_until(plan: Plan, day: date) -> Iterator[Period]:
    """The plan's filings for periods that end by *day*."""
    return takewhile(lambda period: period.end <= day, filing_periods(plan))


def dues(plan: Plan, target: AnyTarget) -> tuple[Due, ...]:
    """All periods that *target* owes, in order, each with the filing that it is due with.

    Owed are the periods of its frequency that end after the later of its T0 and the plan's, not after its
    T1, and not before the end of `filing.from`; each is due with the first filing, not for an earlier
    period, whose due day is on or after the period's end + the target's `due_days`, and not before the
    day on which the target was added.
    """
    return _dues(*_owing(plan, target))


def due_on(plan: Plan, target: AnyTarget, day: date) -> tuple[Due | None, Due | None]:
    """The latest that *target* owes by *day*, and what falls due next."""
    return _due_on(day, *_owing(plan, target))


def _owing(plan: Plan, target: AnyTarget) -> _Owing:
    filing, every = plan.filing, target.frequency
    calendar = _Calendar(
        MONTHS[filing.every], first_owed_month(plan) - 1, plan.shift, filing.due_days, (*filing.due.items(),)
    )
    months = 12 if isinstance(every, InYears) else MONTHS[every]
    return calendar, months, _months_of(plan, target), target.due_days, target.added


class _Calendar(NamedTuple):
    """What a plan's filings follow from, as a key."""

    months: int
    after: int
    shift: int
    due_days: int
    stated: tuple[tuple[Period, date], ...]


_Owing = tuple[_Calendar, int, range | tuple[int, ...], int, date | None]
"""What follows from a plan and a target, as `_dues` takes it: most targets of a plan owe alike."""


@lru_cache(maxsize=256)
def _due_on(day: date, *owing: *_Owing) -> tuple[Due | None, Due | None]:
    """See `due_on`."""
    owed = _dues(*owing)
    latest = next((one for one in reversed(owed) if one.day <= day), None)
    return latest, next((one for one in owed if one.day > day), None)


@lru_cache(maxsize=256)
def _dues(
    calendar: _Calendar, months: int, ending: Sequence[int], due_days: int, added: date | None
) -> tuple[Due, ...]:
    """See `dues`."""
    every = periods(calendar.months, calendar.after, calendar.shift)
    filings = ((filing, _due_day(filing, calendar.due_days, calendar.stated)) for filing in every)
    filing, day = next(filings)
    found = []
    for month in ending:
        period = Period.ending(month, months, calendar.shift)
        ready = days_after(period.end, due_days)
        while day < ready or filing.last < month:  # a filing passed over stays so
            filing, day = next(filings)
        if added is None or day >= added:
            found.append(Due(period, filing, day))
    return tuple(found)


def _months_of(plan: Plan, target: AnyTarget) -> range | tuple[int, ...]:
    """The last months of a target's periods for which anything may be owed, in order."""
    own = own_plan(plan, target)
    first, last = first_month(own), last_month(own)
    after = max(first, first_month(plan), first_owed_month(plan) - 1)
    if isinstance(target.frequency, InYears):
        years = target.frequency.years
        named = {one.last for one in target.frequency.in_} | (
            {*range(first, last, 12 * years)} if years else set()
        )
        return tuple(month for month in sorted({*named, last}) if after < month <= last)
    months = MONTHS[target.frequency]
    return range(after // months * months + months, last + 1, months)


def plan_months(plan: Plan, day: date) -> tuple[int, int]:
    """Whole months of the plan that have ended by *day*, of how many in all."""
    total = last_month(plan) - first_month(plan)
    ended = plan.month(day) if day == last_day(month_number(day)) else plan.month(day) - 1
    return min(max(ended - first_month(plan), 0), total), total
