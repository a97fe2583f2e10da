"""What a chart draws of a target, in a browser and in a terminal: values, path, level, landing band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qstrong.assess.report import TargetReport
from qstrong.model.plan import Plan
from qstrong.model.terms.exact import Exact
from qstrong.timeline.comparable import figures
from qstrong.timeline.owed import first_month, last_month

ChartPoint = tuple[int, Fraction]
"""A month and a value."""


def known_points(one: TargetReport) -> list[ChartPoint]:
    """The comparable values, from the baseline on."""
    start = [(one.baseline.last, Fraction(one.baseline.value))] if one.baseline else []
    return sorted({*start, *((point.last, Fraction(point.value)) for point in one.series)})


def history(plan: Plan, one: TargetReport) -> list[ChartPoint]:
    """Values that judge nothing: declared ones, and what was filed for before the plan.

    At most as far back as the plan is long; of year-to-date values full years only.
    """
    start, end = first_month(plan), last_month(plan)
    if one.target.measure == "since_plan":
        return []
    found: dict[int, Exact] = {figure.period.last: figure.value for figure in figures(one.target)}
    for entry in one.entries:
        if entry.last < start and entry.value is not None:
            found[entry.last] = entry.value
    comparable = {month for month, _ in known_points(one)}
    years_only = one.target.measure == "flow_ytd"
    return sorted(
        (month, Fraction(value))
        for month, value in found.items()
        if 2 * start - end <= month <= end and month not in comparable
        if not years_only or month % 12 == 0
    )


def runs(one: TargetReport, points: Sequence[ChartPoint]) -> list[list[ChartPoint]]:
    """*points* in parts between which a value is missing: each part is a line of its own."""
    usual = one.target.months
    length = {figure.period.last: figure.period.months for figure in figures(one.target)}
    length |= {point.last: point.period.months for point in one.series}
    parts: list[list[ChartPoint]] = []
    for point in points:
        if parts and point[0] - parts[-1][-1][0] <= max(usual, length.get(point[0], 0)):
            parts[-1].append(point)
        else:
            parts.append([point])
    return parts


def band(one: TargetReport) -> tuple[Fraction, ...]:
    """The landing band: low, middle, high; empty where data is too thin for one."""
    landing = one.verdict.landing
    if not landing or landing.low is None or landing.high is None:
        return ()
    return (Fraction(landing.low), landing.value, Fraction(landing.high))


def path(one: TargetReport) -> tuple[ChartPoint, ...]:
    """The corners of the expected path; none where one step at the deadline is all that is expected."""
    return () if one.verdict.expected == 0 else one.path


def years(first: int, last: int, room: int) -> Iterator[tuple[int, int, int, bool]]:
    """The years that months *first* (exclusive) to *last* lie in: year, both ends, and whether it is named.

    Named are years of which half a year or more is there, and about as many as there is *room* for.
    """
    every = range(first // 12, (last - 1) // 12 + 1)
    apart = next((step for step in (1, 2, 5, 10) if step * room >= len(every)), 20)
    for year in every:
        start, end = max(year * 12, first), min(year * 12 + 12, last)
        yield year, start, end, year % apart == 0 and (end - start >= 6 or len(every) == 1)
