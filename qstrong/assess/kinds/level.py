"""Verdicts for levels: a value to reach, or to keep."""

from __future__ import annotations

from qstrong.assess.reach import by_pace, expected_on_path, judge_reach
from qstrong.assess.report import Verdict
from qstrong.model.plan import LevelTarget, Plan
from qstrong.timeline.comparable import Series


def judge_level(target: LevelTarget, plan: Plan, series: Series) -> Verdict:
    """Rules 0 to 7 (docs/method.md)."""
    return judge_reach(plan, target, series, expect=expected_on_path, settle=by_pace)
