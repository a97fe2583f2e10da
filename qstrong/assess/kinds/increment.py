"""Verdicts for increments: so many new ones over the plan, counted in whole ones."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from qstrong.assess.core import Ruling
from qstrong.assess.expected import Expected, expected_on_path, months
from qstrong.assess.reach import Case, as_stated, by_pace, judge_reach
from qstrong.assess.verdict import Verdict
from qstrong.model.kinds import Pathed
from qstrong.model.plan import IncrementTarget, Plan, is_count
from qstrong.model.steps.reach import ExpectedCount, ExpectedOnce
from qstrong.timeline.comparable import Series
from qstrong.timeline.owed import last_month
from qstrong.timeline.path import elapsed, reached
from qstrong.timeline.values import Baseline, Point


def judge_increment(target: IncrementTarget, plan: Plan, series: Series) -> Verdict:
    """Rules 0 to 7 by the whole ones to be expected; of a few, one step due at the deadline."""
    if _few(plan, target):
        return judge_reach(plan, target, series, expect=_expected_once, settle=_settle_once)
    return judge_reach(plan, target, series, expect=_expected_count, settle=by_pace)


def whole_ones(plan: Plan, target: IncrementTarget, month: int) -> Fraction | None:
    """How many whole ones are expected by the end of *month*: of a few none before T1.

    None where the path says it: of what isn't counted, or with milestones.
    """
    if not is_count(target) or target.milestones:
        return None
    share = elapsed(plan, month)
    return (
        Fraction(0) if _few(plan, target) and share < 1 else Fraction(floor(Fraction(target.value) * share))
    )


def _few(plan: Plan, target: IncrementTarget) -> bool:
    return is_count(target) and target.value <= plan.method.single_step and not target.milestones


def _expected_once(plan: Plan, target: Pathed, point: Point, base: Baseline) -> Expected:
    """None of them before T1, all of them at it."""
    if elapsed(plan, point.last) < 1:
        return Fraction(0), ExpectedOnce(Fraction(plan.method.single_step), last_month(plan) - point.last)
    return _expected_count(plan, target, point, base)


def _settle_once(case: Case, _: Baseline) -> Ruling:
    """Not due while more quarters are left than the method's, then near."""
    if case.months_left > 3 * case.plan.method.single_step_quarters:
        return Ruling("on_track", "on_track.single_step", "single_step")
    return Ruling("at_risk", "at_risk.single_step", "single_step")


def _expected_count(plan: Plan, target: Pathed, point: Point, base: Baseline) -> Expected:
    """e' = ⌊N·e⌋/N for what is counted; what isn't, and a declared path, as for levels."""
    if not is_count(target) or target.milestones:
        return expected_on_path(plan, target, point, base)
    share = elapsed(plan, point.last)
    count = Fraction(floor(reached(target) * share))  # of a few, asked for at T1 only
    result = count / reached(target)
    return result, ExpectedCount(as_stated(target), *months(plan, point.last), result)
