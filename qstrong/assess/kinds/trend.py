"""Verdicts for trends: an indicator that is to keep rising or falling."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise

from qstrong.assess.arrow import reporting_unit, sign_arrow
from qstrong.assess.methods.statcan import growth
from qstrong.assess.opening import opening_steps
from qstrong.assess.verdict import Arrow, Status, Verdict
from qstrong.model.kinds import method_of
from qstrong.model.period import Period
from qstrong.model.plan import Plan, TrendTarget
from qstrong.model.shapes.later import Later
from qstrong.model.steps import Quality
from qstrong.model.steps.step import NoBaseline, Rule, Step
from qstrong.model.steps.years import GrowthPace, TrendStep, TrendSteps
from qstrong.model.terms.exact import Exact, minus
from qstrong.timeline.comparable import Series, same_last_year
from qstrong.timeline.owed import first_month, last_month
from qstrong.timeline.values import Point


def judge_trend(target: TrendTarget, plan: Plan, series: Series) -> Verdict:
    """Keeps rising or falling: by its steps from full year to full year, and the running year's."""
    if method_of(plan, target) == "statcan":
        return _by_growth(target, plan, series)
    point = series.points[-1]
    unit = reporting_unit(target)
    changes = trend_changes(plan, target, series)
    final = point.last == last_month(plan)
    ends = bool(changes) and changes[-1].last == point.last
    counting = [(one.quality, _gain(target, one.old, one.new)) for one in changes if one.counts]
    status, label = _trend_status(target, counting if ends else [], final=final)
    return Verdict(
        status=status,
        label=label,
        basis="trend",
        point=point,
        baseline=series.baseline,
        going=Later(partial(_arrow, plan, target, point, changes)),
        steps=(
            *opening_steps(target, point, series.baseline),
            TrendSteps(changes, unit),
            Rule("trend", label, plan.method),
        ),
    )


def _by_growth(target: TrendTarget, plan: Plan, series: Series) -> Verdict:
    """statcan: compound growth per year from the baseline, in the direction wanted; cuts at 1 % and 0.5 %."""
    point, base = series.points[-1], series.baseline
    final, rate = point.last == last_month(plan), None
    how: tuple[Step, ...] = () if base else (NoBaseline(),)
    status: Status = "not_assessable"
    if base and base.value > 0 and point.value > 0:
        years = (point.last - base.last) // 12
        rate = growth(base.value, point.value, years)
        how = (GrowthPace(base.value, point.value, years, by_root=True, result=rate),)
        status = trend_by_growth(rate if target.direction == "up" else -rate)
        if final:
            status = "achieved" if status == "on_track" else "missed"
    label = (
        f"{status}.deadline"
        if status == "achieved"
        else status
        if rate is not None
        else "not_assessable.no_baseline"
    )
    return Verdict(
        status=status,
        label=label,
        basis="statcan",
        point=point,
        baseline=base,
        going=Later(partial(_arrow, plan, target, point, trend_changes(plan, target, series))),
        steps=(*opening_steps(target, point, base), *how, Rule("statcan.trend", label, plan.method)),
    )


def _arrow(plan: Plan, target: TrendTarget, point: Point, changes: tuple[TrendStep, ...]) -> Arrow:
    """The sign of the last step, whoever's method judges it."""
    last = minus(changes[-1].new, changes[-1].old) if changes else None
    return sign_arrow(plan, target, point.last, last)


def trend_by_growth(rate: Fraction) -> Status:
    """The word of a growth per year, as a share, positive where it is favourable."""
    if rate >= Fraction(1, 100):
        return "on_track"
    if rate >= Fraction(1, 200):
        return "at_risk"
    return "off_track" if rate >= 0 else "worsening"


def trend_changes(plan: Plan, target: TrendTarget, series: Series) -> tuple[TrendStep, ...]:
    """Steps between full-year values of consecutive years from T0's on, then the running year's.

    None leads beyond the judged value. Of those from year to year the method's last few count.
    """
    start, latest = first_month(plan), series.points[-1]
    values = {month: value for month, value in series.past.items() if start < month < latest.last}
    values |= {point.last: point.value for point in series.points if point.last % 12 == 0}
    if series.baseline:
        values[start] = series.baseline.value
    full = {month: (Period.ending(month, 12, plan.shift), value) for month, value in values.items()}
    by_year = isinstance(target.frequency, str)
    pairs = [(old, new) for old, new in pairwise(sorted(full)) if new - old == 12 or not by_year]
    early = len(pairs) - plan.method.trend_window
    steps = [
        _step(target, full[old], full[new], new, counts=k >= early) for k, (old, new) in enumerate(pairs)
    ]
    before = _year_ago(target, series, latest) if latest.last % 12 else None
    if before is not None:
        ago = replace(latest.period, year=latest.period.year - 1)
        assert latest.entry is not None
        value = latest.entry.value
        assert value is not None
        steps.append(_step(target, (ago, before), (latest.period, value), latest.last, counts=True))
    return tuple(steps)


def _year_ago(target: TrendTarget, series: Series, point: Point) -> Exact | None:
    """The same period's value a year before; the history serves up to T0, or the plan's start, only."""
    assert point.entry is not None
    inside = point.last - 12 > series.past_until
    filed = series.vintage.judged(point.last - 12)
    own = point.entry.observation.last_year
    if inside and own is None:
        return filed.value if filed else None
    return same_last_year(target, series.vintage, point.entry)


def _step(
    target: TrendTarget, old: tuple[Period, Exact], new: tuple[Period, Exact], last: int, *, counts: bool
) -> TrendStep:
    gain = _gain(target, old[1], new[1])
    flat = abs(Fraction(gain)) <= reporting_unit(target)
    quality: Quality = "flat" if flat else "good" if gain > 0 else "bad"
    return TrendStep(old[0], new[0], old[1], new[1], last, quality, counts)


def _gain(target: TrendTarget, old: Exact, new: Exact) -> Exact:
    """The change, positive where it is favourable."""
    return minus(new, old) if target.direction == "up" else minus(old, new)


def _trend_status(
    target: TrendTarget, changes: list[tuple[Quality, Exact]], *, final: bool
) -> tuple[Status, str]:
    """Without a step, or where the last one ends before the judged value, nothing is said."""
    if not changes:
        return "not_assessable", "not_assessable.no_step"
    status = trend_status(changes, reporting_unit(target))
    if final:
        return ("achieved", "achieved.deadline") if status == "on_track" else ("missed", "missed")
    if status == "on_track":
        return status, f"on_track.trend_{target.direction}"
    return status, f"{status}.trend"


def trend_status(changes: list[tuple[Quality, Exact]], unit: Decimal) -> Status:
    """The verdict, before the deadline, of one or more steps (positive is favourable)."""
    adverse = sum(quality == "bad" for quality, _ in changes)
    last = changes[-1][0]
    if not adverse and last == "good":
        return "on_track"
    lost = sum((Fraction(change) for _, change in changes), Fraction(0)) < -unit
    return "off_track" if adverse > 1 or (last == "bad" and lost) else "at_risk"
