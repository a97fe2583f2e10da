"""Verdicts for levels: a value to reach, or to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qstrong.assess.expected import expected_on_path
from qstrong.assess.methods.dns import decide_dns
from qstrong.assess.methods.statcan import decide_statcan
from qstrong.assess.opening import opening_steps
from qstrong.assess.reach import Case, Decided, by_pace, judge_reach
from qstrong.assess.verdict import Verdict
from qstrong.model.kinds import method_of
from qstrong.model.plan import LevelTarget, Plan
from qstrong.model.steps.step import NoBaseline, Rule
from qstrong.model.terms.course import MethodName
from qstrong.timeline.comparable import Series

METHODS: Mapping[MethodName, Callable[[Case, Series], Decided]] = {
    "statcan": decide_statcan,
    "dns": decide_dns,
}
"""The published methods, a row each: what each makes of a value before the deadline."""


def judge_level(target: LevelTarget, plan: Plan, series: Series) -> Verdict:
    """Rules 0 to 7, or the published method that is chosen (docs/zh/method.md)."""
    if target.value is None:
        return _without_goal(target, plan, series)
    if method := METHODS.get(method_of(plan, target)):
        return judge_reach(plan, target, series, decide=lambda case: method(case, series))
    return judge_reach(plan, target, series, expect=expected_on_path, settle=by_pace)


def _without_goal(target: LevelTarget, plan: Plan, series: Series) -> Verdict:
    """Nothing is said where the goal is relative to a baseline that isn't known, or is no base for it."""
    point, label = series.points[-1], "not_assessable.no_baseline"
    opening = opening_steps(target, point, series.baseline)
    steps = (*opening, NoBaseline(), Rule("no_baseline", label, plan.method))
    return Verdict("not_assessable", label, "no_baseline", point, series.baseline, steps=steps)
