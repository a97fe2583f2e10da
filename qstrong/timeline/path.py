"""The path: which value, and which share of the way, is expected by the end of a month."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import floor

from qstrong.model.kinds import Pathed
from qstrong.model.plan import Plan, is_count
from qstrong.timeline.owed import first_month, last_month, own_plan
from qstrong.timeline.values import Baseline

Corner = tuple[int, Fraction]


def reached(target: Pathed) -> Fraction:
    """T, which must be known."""
    assert target.value is not None
    return Fraction(target.value)


def corners(plan: Plan, target: Pathed, baseline: Baseline | None) -> tuple[Corner, ...]:
    """The corners of the declared path: (T0, v0) where known, the milestones, (T1, T)."""
    plan = own_plan(plan, target)
    start, end = first_month(plan), last_month(plan)
    declared = sorted((period.last, Fraction(value)) for period, value in target.milestones.items())
    first = [(start, Fraction(baseline.value))] if baseline else []
    inside = [corner for corner in declared if start < corner[0] < end]
    return (*first, *inside, (end, reached(target)))


def leg(path: tuple[Corner, ...], month: int) -> tuple[Corner, Corner] | None:
    """The two corners of the path between which *month* ends; None before the first."""
    if len(path) == 1 and month == path[0][0]:
        return path[0], path[0]
    return next((two for two in pairwise(path) if two[0][0] <= month <= two[1][0]), None)


def on_path(path: tuple[Corner, ...], month: int, *, count: bool) -> Fraction | None:
    """The expected value at the end of *month*: straight lines by months, rounded down for counts.

    None before the path's first corner.
    """
    found = leg(path, month)
    if found is None:
        return None
    (left, low), (right, high) = found
    value = low + (high - low) * Fraction(month - left, max(right - left, 1))
    return Fraction(floor(value)) if count else value


def elapsed(plan: Plan, month: int) -> Fraction:
    """序时进度 of data that ends with *month*: whole months from T0 to it over those to T1."""
    start = first_month(plan)
    return _share(month - start, last_month(plan) - start)


_share = lru_cache(maxsize=256)(Fraction)
"""Most targets of a plan are asked for the same months."""


def share_of_way(plan: Plan, target: Pathed, baseline: Baseline, month: int) -> Fraction:
    """The share of the way from v0 to T that is expected by the end of *month*; T isn't v0.

    By the milestones where there are any, else by time.
    """
    if not target.milestones:
        return elapsed(plan, month)
    value = on_path(corners(plan, target, baseline), month, count=is_count(target))
    assert value is not None
    return (value - Fraction(baseline.value)) / (reached(target) - Fraction(baseline.value))
