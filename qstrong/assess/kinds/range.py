"""Verdicts for ranges: a value to be within two bounds, or to come within them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from qstrong.assess.arrow import arrow_towards
from qstrong.assess.core import Ruling, at_deadline, catch_up, classify, completion, pace_ratio, towards
from qstrong.assess.expected import months, since_start
from qstrong.assess.opening import goal_steps, opening_steps
from qstrong.assess.reach import pace_steps
from qstrong.assess.verdict import NO_ARROW, Arrow, Paces, Verdict
from qstrong.model.kinds import meets
from qstrong.model.plan import Plan, RangeTarget
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.reach import Completion, Distance, RequiredPace
from qstrong.model.steps.step import Lines, Rule, Step
from qstrong.model.terms.exact import Exact, minus
from qstrong.timeline.comparable import Series, is_kept
from qstrong.timeline.owed import last_month
from qstrong.timeline.path import elapsed
from qstrong.timeline.values import Baseline, Point


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from a baseline outside to the bound nearer to it."""

    goal: Exact
    sign: int
    """+1 where the bound lies above the baseline."""
    done: Fraction | None
    """None for a value beyond the other bound."""
    expected: tuple[Fraction, Step] | None


def judge_range(target: RangeTarget, plan: Plan, series: Series) -> Verdict:
    """Rules 1 and 3 to 7 towards the nearer bound; without a baseline outside it is to be held (rule 0)."""
    point, base = series.points[-1], series.baseline
    final, met = point.last == last_month(plan), meets(target, point.value)
    held = is_kept(target, base) or base is None
    way = None if held or base is None else _way(target, plan, point, base)
    ruling = _ruling(plan, point, base, way, met=met, final=final)
    decided = ruling.rule in ("rule4", "rule5", "rule6", "rule7")
    pace, paces = None, Paces()
    if decided and way and way.done is not None and way.expected:
        expected = way.expected[0]
        pace = Fraction(minus(way.goal, point.value)) * 12 / (last_month(plan) - point.last)
        ratio, factor = pace_ratio(way.done, expected), catch_up(way.done, expected)
        paces = Paces(way.done - expected, ratio, pace, factor)
    return Verdict(
        status=ruling.status,
        label=ruling.label,
        basis=ruling.rule,
        point=point,
        baseline=base,
        gap=distance(target, point.value),
        completion=way.done if way else None,
        expected=way.expected[0] if way and way.expected else None,
        paces=Later(lambda: paces),
        going=_arrow(target, plan, series, met=met),
        flagged=_flags(target, series, ruling, met=met),
        steps=Lines(partial(_steps, target, plan, point, base, way, ruling, pace)),
    )


def _way(target: RangeTarget, plan: Plan, point: Point, base: Baseline) -> _Way:
    low, high = target.between
    goal, other, sign = (low, high, 1) if base.value < low else (high, low, -1)
    if towards(sign, other, point.value) < 0:
        return _Way(goal, sign, None, None)
    done = completion(point.value, base.value, goal)
    return _Way(goal, sign, done, since_start(plan, base, point.last))


def _ruling(
    plan: Plan, point: Point, base: Baseline | None, way: _Way | None, *, met: bool, final: bool
) -> Ruling:
    if final:
        return at_deadline(met=met)
    if way is None or base is None:
        held = Ruling("on_track", "on_track.range", "rule0")
        return held if met else Ruling("off_track", "off_track.range", "rule0")
    if met:
        return Ruling("achieved", "achieved", "rule1")
    if base.last == point.last:
        return Ruling("not_assessable", "not_assessable.first_value", "provisional")
    if way.done is None or way.expected is None:
        return Ruling("off_track", "off_track.beyond", "range")
    return classify(plan.method, way.done, way.expected[0], elapsed(plan, point.last))


def distance(target: RangeTarget, value: Exact) -> Exact:
    """How far *value* lies outside the range, 0 inside."""
    low, high = target.between
    if value < low:
        return minus(low, value)
    return minus(value, high) if value > high else minus(low, low)


def _arrow(target: RangeTarget, plan: Plan, series: Series, *, met: bool) -> Later[Arrow]:
    """Towards the bound nearer to the judged value; inside level."""
    low, high = target.between
    below = series.points[-1].value < low
    found = arrow_towards(plan, target, series, low if below else high, 1 if below else -1, met=False)
    return Later(lambda: "→") if met and found is not NO_ARROW else found


def _flags(target: RangeTarget, series: Series, ruling: Ruling, *, met: bool) -> Later[tuple[str, ...]]:
    base = series.baseline
    flags = {
        "provisional_baseline": base is not None and base.origin == "provisional",
        "keep": is_kept(target, base),
        "lost": not met and any(meets(target, one.value) for one in series.points[:-1]),
    }
    own = tuple(flag for flag, holds in flags.items() if holds)
    return Later(lambda: ("borderline", *own) if ruling.borderline else own)


def _steps(
    target: RangeTarget,
    plan: Plan,
    point: Point,
    base: Baseline | None,
    way: _Way | None,
    ruling: Ruling,
    pace: Fraction | None,
) -> Iterator[Step]:
    low, high = target.between
    yield from opening_steps(target, point, base)
    yield from goal_steps(target, base)
    yield Distance(low, high, point.value, distance(target, point.value), way.goal if way else None)
    if way and way.done is not None and base and way.expected:
        yield Completion(point.value, base.value, way.goal, way.done)
        expected, how = way.expected
        yield how
        if pace is not None:
            yield from pace_steps(plan.method, way.done, expected)
    yield Rule(ruling.rule, ruling.label, plan.method, months(plan, point.last))
    if way and pace is not None:
        yield RequiredPace(way.goal, point.value, last_month(plan) - point.last, pace)
