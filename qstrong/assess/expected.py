"""What is expected of a value by the end of its period: e, with the line of the arithmetic that says how."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from qstrong.model.kinds import Pathed
from qstrong.model.plan import Plan, is_count
from qstrong.model.steps.reach import ExpectedByTime, ExpectedOnPath, ExpectedSince, PathValue
from qstrong.model.steps.step import Step
from qstrong.timeline.owed import first_month, last_month
from qstrong.timeline.path import Corner, corners, elapsed, leg, on_path, share_of_way
from qstrong.timeline.values import Baseline, Point

Expected = tuple[Fraction, Step]
"""e, and the line of the arithmetic that says how it comes about."""


def expected_on_path(plan: Plan, target: Pathed, point: Point, base: Baseline) -> Expected:
    """e by the milestones where there are any, else by time.

    With a provisional baseline it runs from that one's period: e' = (e - e_b)/(1 - e_b), or 1 where e_b = 1.
    """
    if not target.milestones:
        return since_start(plan, base, point.last)
    shift = point.period.shift
    now = _along(plan, target, base, point.last, shift)
    if base.origin != "provisional":
        return now.result, now
    then = _along(plan, target, base, base.last, shift)
    found, step = _since(then.result, now.result)
    return found, replace(step, ways=(then, now))


def since_start(plan: Plan, base: Baseline, month: int) -> Expected:
    """e of a straight way by time, from a provisional baseline's period where it is one."""
    share = elapsed(plan, month)
    if base.origin != "provisional":
        passed, total = months(plan, month)
        return share, ExpectedByTime(passed, total, share)
    return _since(elapsed(plan, base.last), share)


def months(plan: Plan, month: int) -> tuple[int, int]:
    """Whole months from T0 to the end of *month*, and to T1."""
    start = first_month(plan)
    return month - start, last_month(plan) - start


def _since(base: Fraction, share: Fraction) -> tuple[Fraction, ExpectedSince]:
    result = (share - base) / (1 - base) if base != 1 else Fraction(1)
    return result, ExpectedSince(base, share, result)


def _along(plan: Plan, target: Pathed, base: Baseline, month: int, shift: int) -> ExpectedOnPath:
    """e of the declared path at the end of *month*."""
    assert target.value is not None
    value = path_value(corners(plan, target, base), month, shift, count=is_count(target))
    assert value is not None
    return ExpectedOnPath(value, base.value, target.value, share_of_way(plan, target, base, month))


def path_value(path: tuple[Corner, ...], month: int, shift: int, *, count: bool) -> PathValue | None:
    """The declared path at the end of *month*, with the two corners that it lies between; None before it."""
    found, value = leg(path, month), on_path(path, month, count=count)
    if found is None or value is None:
        return None
    (left, low), (right, high) = found
    return PathValue(month - shift, low, high, month - left, right - left, count=count, value=value)
