"""The arithmetic, line by line: steps that several kinds share."""

from __future__ import annotations

from fractions import Fraction

from qstrong.assess.core import direction
from qstrong.assess.report import Landing, Step
from qstrong.model.period import MONTHS
from qstrong.model.plan import AnyTarget, IncrementTarget, LevelTarget, Plan
from qstrong.timeline.owed import last_month
from qstrong.timeline.values import Baseline, Point


def opening_steps(target: AnyTarget, point: Point, baseline: Baseline | None) -> list[Step]:
    """The judged value, how it was made comparable, the baseline, the gap and the attainment."""
    steps = [Step("judged", {"period": point.period, "value": point.value, "uom": target.uom})]
    if point.ttm:
        ytd = {"ytd": point.ttm.ytd, "total": point.ttm.total, "same": point.ttm.same}
        steps.append(Step("ttm", {**ytd, "value": point.value}))
        if point.ttm.same:
            second = Fraction(point.ttm.total) * Fraction(point.ttm.ytd) / Fraction(point.ttm.same)
            steps.append(Step("second_opinion", {**ytd, "result": second}))
    if baseline:
        origin = {"value": baseline.value, "last": baseline.last, "origin": baseline.origin}
        steps.append(Step("baseline", origin))
    elif isinstance(target, LevelTarget | IncrementTarget):
        steps.append(Step("no_baseline"))
    if isinstance(target, LevelTarget | IncrementTarget):
        steps += _distance(target, point)
    return steps


def _distance(target: LevelTarget | IncrementTarget, point: Point) -> list[Step]:
    sign = direction(target.op)
    ends = {"target": target.value, "value": point.value}
    steps = [Step("gap", {**ends, "dir": sign, "gap": sign * (target.value - point.value)})]
    if sign > 0 and target.value:
        steps.append(Step("attainment", {**ends, "result": Fraction(point.value) / Fraction(target.value)}))
    return steps


def landing_step(plan: Plan, target: AnyTarget, point: Point, baseline: Baseline, outlook: Landing) -> Step:
    """L = v + (periods left)·m, m = (v - v0)/periods elapsed, in periods of the target's frequency."""
    months = MONTHS[target.frequency]
    elapsed = Fraction(point.last - baseline.last, months)
    left = Fraction(last_month(plan) - point.last, months)
    pace = Fraction(point.value - baseline.value) / elapsed
    return Step(
        "landing",
        {
            "value": point.value,
            "baseline": baseline.value,
            "elapsed": elapsed,
            "left": left,
            "pace": pace,
            "result": outlook.value,
            "low": outlook.low,
            "high": outlook.high,
            "n": outlook.increments,
        },
    )
