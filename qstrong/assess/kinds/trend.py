"""Verdicts for trends: an indicator that is to keep rising or falling."""

from __future__ import annotations

from decimal import Decimal

from qstrong.assess.arrow import reporting_unit, sign_arrow
from qstrong.assess.opening import opening_steps
from qstrong.assess.report import Status, Verdict
from qstrong.model.plan import Plan, TrendTarget
from qstrong.model.steps import Quality, Rule, TrendStep, TrendSteps
from qstrong.timeline.comparable import Series, same_last_year
from qstrong.timeline.owed import first_month, last_month
from qstrong.timeline.values import Point
from qstrong.timeline.vintages import Vintage


def judge_trend(target: TrendTarget, plan: Plan, series: Series) -> Verdict:
    """Keeps rising or falling: by its steps from full year to full year, and the running year's."""
    point = series.points[-1]
    unit = reporting_unit(target)
    changes = trend_changes(plan, target, series)
    final = point.last == last_month(plan)
    ends = bool(changes) and changes[-1].last == point.last
    counting = [(one.quality, _gain(target, one.old, one.new)) for one in changes if one.counts]
    status, label = _trend_status(target, counting if ends else [], final=final)
    last = changes[-1].new - changes[-1].old if changes else None
    return Verdict(
        status=status,
        label=label,
        basis="trend",
        point=point,
        baseline=series.baseline,
        arrow=sign_arrow(plan, target, point.last, last),
        steps=(
            *opening_steps(target, point, series.baseline),
            TrendSteps(changes, unit),
            Rule("trend", label, plan.method),
        ),
    )


def trend_changes(plan: Plan, target: TrendTarget, series: Series) -> tuple[TrendStep, ...]:
    """Steps between full-year values of consecutive years from T0's on, then the running year's.

    Of those from year to year the method's last few count.
    """
    full = {
        point.last: (str(point.period.year), point.value) for point in series.points if point.last % 12 == 0
    }
    if series.baseline:
        full[first_month(plan)] = (str(plan.start.year), series.baseline.value)
    ends = [month for month in sorted(full) if month - 12 in full]
    early = len(ends) - plan.method.trend_window
    steps = [
        _step(target, full[month - 12], full[month], month, counts=k >= early) for k, month in enumerate(ends)
    ]
    latest = series.points[-1]
    before = _year_ago(plan, target, series.vintage, latest) if latest.last % 12 else None
    if before is not None:
        ago = f"{latest.period.year - 1}{str(latest.period)[4:]}"
        assert latest.entry is not None
        value = latest.entry.observation.value
        assert value is not None
        steps.append(_step(target, (ago, before), (str(latest.period), value), latest.last, counts=True))
    return tuple(steps)


def _year_ago(plan: Plan, target: TrendTarget, vintage: Vintage, point: Point) -> Decimal | None:
    """The same period's value a year before; the history serves up to T0 only."""
    assert point.entry is not None
    inside = point.last - 12 > first_month(plan)
    filed = vintage.judged(point.last - 12)
    own = point.entry.observation.last_year
    if inside and own is None:
        return filed.observation.value if filed else None
    return same_last_year(target, vintage, point.entry)


def _step(
    target: TrendTarget, old: tuple[str, Decimal], new: tuple[str, Decimal], last: int, *, counts: bool
) -> TrendStep:
    gain = _gain(target, old[1], new[1])
    flat = abs(gain) <= reporting_unit(target)
    quality: Quality = "flat" if flat else "good" if gain > 0 else "bad"
    return TrendStep(old[0], new[0], old[1], new[1], last, quality, counts)


def _gain(target: TrendTarget, old: Decimal, new: Decimal) -> Decimal:
    """The change, positive where it is favourable."""
    return new - old if target.direction == "up" else old - new


def _trend_status(
    target: TrendTarget, changes: list[tuple[Quality, Decimal]], *, final: bool
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


def trend_status(changes: list[tuple[Quality, Decimal]], unit: Decimal) -> Status:
    """The verdict, before the deadline, of one or more steps (positive is favourable)."""
    adverse = sum(quality == "bad" for quality, _ in changes)
    last = changes[-1][0]
    if not adverse and last == "good":
        return "on_track"
    lost = sum((change for _, change in changes), Decimal(0)) < -unit
    return "off_track" if adverse > 1 or (last == "bad" and lost) else "at_risk"
