"""Rules on a target's own time: where it starts and ends, and the periods that it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qstrong.check.rule import at_target
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.period import MONTHS, last_day, month_number
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem
from qstrong.model.terms.course import InYears
from qstrong.text.catalogue import words_of
from qstrong.timeline.owed import own_plan


def own_time(dataset: Dataset) -> Iterator[Problem]:
    """Q620: a target's own T0 and T1 are ends of months, in order, and T1 is within the plan's time."""
    plan = dataset.plan
    for i, target in enumerate(dataset.targets):
        for key, day in (("start", target.start), ("end", target.end)):
            if day and (day != last_day(month_number(day)) or not 1900 <= day.year < 2090):
                yield at_target("Q620", i, target, key, day=day, what=words_of("found_month_end"))
        own = own_plan(plan, target)
        if own is plan:
            continue
        if target.end and not plan.start < target.end <= plan.end:
            between = words_of("found_in_plan", start=plan.start, end=plan.end)
            yield at_target("Q620", i, target, "end", day=target.end, what=between)
        elif own.start >= own.end:
            key = "end" if target.end else "start"
            yield at_target("Q620", i, target, key, day=own.end, what=words_of("found_after", day=own.start))


def last_period(dataset: Dataset) -> Iterator[Problem]:
    """Q621: a period of the target's frequency ends at its T1, also at one that a revision sets."""
    plan = dataset.plan
    for i, target in enumerate(dataset.targets):
        by_years = isinstance(target.frequency, InYears)
        ends = [("end" if target.end else "frequency", target)] if target.end or by_years else []
        ends += [
            (f"revised/{k}/end", replace(target, end=one.end))
            for k, one in enumerate(getattr(target, "revised", ()))
            if one.end
        ]
        for place, one in ends:
            last, months = plan.month(one.end or plan.end), one.months
            named = target.frequency.in_ if isinstance(target.frequency, InYears) else ()
            years = sorted(each.last for each in named) if place.startswith("revised") else []
            if last % months == 0 and (not years or last in years):
                continue
            before, after = last // months * months, last // months * months + months
            before = max((year for year in years if year < last), default=before)
            after = min((year for year in years if year > last), default=after)
            yield at_target(
                "Q621", i, target, place, day=one.end or plan.end,
                before=last_day(before - plan.shift), after=last_day(after - plan.shift),
            )  # fmt: skip


def in_years(dataset: Dataset) -> Iterator[Problem]:
    """Q639: a frequency in years is every so many, or years that are named, all after T0, T1's among them."""
    for i, target in enumerate(dataset.targets):
        often = None if target.of else target.frequency
        what = _wrong_years(own_plan(dataset.plan, target), often) if isinstance(often, InYears) else None
        if what:
            yield at_target("Q639", i, target, "frequency", what=what)


def _wrong_years(own: Plan, often: InYears) -> Text | None:
    """What is wrong with it, in the plan that has the target's own T0 and T1 for its own."""
    if (often.years is None) == (not often.in_):
        return words_of("found_years_or_in")
    if often.years is not None:
        return words_of("found_years_least") if often.years < 1 else None
    start, end = own.month(own.start), own.month(own.end)
    odd = next((one for one in often.in_ if one.months != MONTHS["annual"]), None)
    early = next((one for one in often.in_ if one.last <= start), None)
    if odd or early:
        return words_of("found_no_year", period=odd) if odd else words_of("found_year_early", period=early)
    if len(set(often.in_)) < len(often.in_):
        return words_of("found_year_twice")
    return None if end in {one.last for one in often.in_} else words_of("found_year_end", day=own.end)
