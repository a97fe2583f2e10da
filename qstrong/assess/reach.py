"""Verdicts on a value to reach from a baseline, along a path: the rules that levels and increments share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

from qstrong.assess.arrow import arrow_to_target
from qstrong.assess.core import (
    Ruling,
    at_deadline,
    catch_up,
    classify,
    completion,
    direction,
    divided,
    pace_ratio,
    towards,
)
from qstrong.assess.expected import Expected, months, path_value
from qstrong.assess.landing import landing
from qstrong.assess.opening import goal_steps, opening_steps
from qstrong.assess.verdict import Paces, Verdict
from qstrong.model.kinds import Pathed, meets, method_of
from qstrong.model.plan import Plan, is_count, satisfies
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.reach import (
    AgainstPath,
    Attainment,
    CatchUp,
    Completion,
    Gap,
    PaceRatio,
    RequiredPace,
)
from qstrong.model.steps.step import Lines, Rule, Step
from qstrong.model.terms.exact import Exact, minus
from qstrong.model.terms.settings import Method
from qstrong.timeline.comparable import Series, is_kept
from qstrong.timeline.owed import last_month
from qstrong.timeline.path import corners, elapsed
from qstrong.timeline.values import Baseline, Point
from qstrong.timeline.vintages import Vintage


@dataclass(frozen=True, slots=True)
class Case:
    """One judged value with what the rules ask of it."""

    plan: Plan
    target: Pathed
    point: Point
    baseline: Baseline | None
    met: bool
    lost: bool
    """Whether an earlier value met it, and this one doesn't."""
    keep: bool
    goal: Exact
    """T."""
    done: Fraction | None
    """c; None without a baseline, for T = v0, and where a level is to be kept."""
    expected: Expected | None
    """None wherever completion is."""

    @property
    def final(self) -> bool:
        """Whether the judged value's period ends at T1."""
        return self.point.last == last_month(self.plan)

    @property
    def months_left(self) -> int:
        """Whole months from the judged value's period to T1."""
        return last_month(self.plan) - self.point.last

    @property
    def running(self) -> bool:
        """Whether there is a way to go yet, and time for it."""
        return not self.met and not self.final


Decided = tuple[Ruling, tuple[Step, ...], Fraction | None]
"""A ruling, what was compared for it, and a method's own pace ratio."""
Decide = Callable[[Case], Decided]


def judge_reach(
    plan: Plan,
    target: Pathed,
    series: Series,
    *,
    expect: Callable[[Plan, Pathed, Point, Baseline], Expected] | None = None,
    settle: Callable[[Case, Baseline], Ruling] | None = None,
    decide: Decide | None = None,
) -> Verdict:
    """The verdict of the latest comparable value of *series*, which must have one.

    A kind says what it expects of a value, and what it makes of one that meets nothing yet; or a method
    of its own decides instead of all rules (*decide*). Deadlines come first for all.
    """
    case = _case(plan, target, series, None if decide else expect)
    ruling, compared, pace = _decided(case, settle, decide)
    return Verdict(
        status=ruling.status,
        label=ruling.label,
        basis=ruling.rule,
        point=case.point,
        baseline=case.baseline,
        gap=towards(direction(target.op), case.goal, case.point.value),
        attainment=_attainment(case),
        completion=case.done,
        expected=case.expected[0] if case.expected else None,
        paces=Later(partial(_paces, case, pace)),
        going=arrow_to_target(plan, target, series),
        flagged=Later(partial(_flags, case, ruling)),
        steps=Lines(partial(_steps, case, ruling, compared, None if case.keep or decide else series.vintage)),
    )


def by_pace(case: Case, base: Baseline) -> Ruling:
    """Rules 3 to 7."""
    if case.done is None or case.expected is None:
        return at_the_line(case, base)
    return classify(case.plan.method, case.done, case.expected[0], elapsed(case.plan, case.point.last))


def at_the_line(case: Case, base: Baseline) -> Ruling:
    """Rule 3: a strict target that starts on its line."""
    worse = towards(direction(case.target.op), case.point.value, base.value) < 0
    return Ruling("worsening", "worsening", "rule3") if worse else Ruling("at_risk", "at_risk", "rule3")


def as_stated(target: Pathed) -> Exact:
    """T as the plan states it, or as it was worked out."""
    assert target.value is not None
    return target.value


def _case(
    plan: Plan,
    target: Pathed,
    series: Series,
    expect: Callable[[Plan, Pathed, Point, Baseline], Expected] | None,
) -> Case:
    point, base = series.points[-1], series.baseline
    keep = is_kept(target, base, declared=method_of(plan, target) != "statcan")
    met, best = meets(target, point.value), max if direction(target.op) > 0 else min
    earlier = best((one.value for one in series.points[:-1]), default=None)
    done = expected = None
    if base and not keep:
        done = completion(point.value, base.value, as_stated(target))
        expected = None if done is None or expect is None else expect(plan, target, point, base)
    return Case(
        plan,
        target,
        point,
        base,
        met=met,
        lost=not met and earlier is not None and meets(target, earlier),
        keep=keep,
        goal=as_stated(target),
        done=done,
        expected=expected,
    )


def _decided(case: Case, settle: Callable[[Case, Baseline], Ruling] | None, decide: Decide | None) -> Decided:
    """The deadline's word, else that of the first rule that applies, or of a method of its own."""
    if case.final:
        pace = decide(case)[2] if decide else None
        return at_deadline(met=case.met, kept=case.keep), (), pace
    if decide:
        return decide(case)
    ruling, compared = _by_rules(case, settle or by_pace)
    return ruling, (compared,) if compared else (), None


def _by_rules(case: Case, settle: Callable[[Case, Baseline], Ruling]) -> tuple[Ruling, Step | None]:
    """The first rule that applies, and what it compared beyond completion and expectation."""
    if case.keep:
        held = Ruling("on_track", "on_track.keep", "rule0")
        return held if case.met else Ruling("off_track", "off_track.keep", "rule0"), None
    if case.met:
        return Ruling("achieved", "achieved", "rule1"), None
    if case.baseline is None:
        return _without_baseline(case)
    if case.baseline.last == case.point.last:
        return Ruling("not_assessable", "not_assessable.first_value", "provisional"), None
    return settle(case, case.baseline), None


def _without_baseline(case: Case) -> tuple[Ruling, Step | None]:
    """Rule 2, then the declared path."""
    if case.lost:
        return Ruling("off_track", "off_track.lost", "rule2"), None
    path = corners(case.plan, case.target, None) if case.target.milestones else ()
    value = path_value(path, case.point.last, case.point.period.shift, count=is_count(case.target))
    if value is None:
        return Ruling("not_assessable", "not_assessable.no_baseline", "no_baseline"), None
    sign = direction(case.target.op)
    short = sign * (value.value - Fraction(case.point.value))
    step = AgainstPath(value, case.point.value, sign, short)
    if satisfies(Fraction(case.point.value), case.target.op, value.value):
        return Ruling("on_track", "on_track.milestone", "milestones"), step
    if short <= case.plan.method.path_short * abs(value.value):
        return Ruling("at_risk", "at_risk.milestone", "milestones"), step
    return Ruling("off_track", "off_track", "milestones"), step


def _paces(case: Case, own: Fraction | None) -> Paces:
    """*own*: a published method's pace ratio."""
    required = _required(case) if case.running else None
    if case.done is None or case.expected is None:
        return Paces(pace_ratio=own, required_pace=required)
    expected = case.expected[0]
    factor = catch_up(case.done, expected) if case.running else None
    return Paces(case.done - expected, pace_ratio(case.done, expected), required, factor)


def _flags(case: Case, ruling: Ruling) -> tuple[str, ...]:
    provisional = case.baseline is not None and case.baseline.origin == "provisional"
    flags = {
        "borderline": ruling.borderline,
        "provisional_baseline": provisional,
        "keep": case.keep,
        "lost": case.lost,
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _attainment(case: Case) -> Fraction | None:
    """达成率 v/T, where higher is better, T above 0 and v not below it."""
    goal, value = case.goal, case.point.value
    sensible = direction(case.target.op) > 0 and goal > 0 and value >= 0
    return divided(value, goal) if sensible else None


def _steps(case: Case, ruling: Ruling, compared: tuple[Step, ...], vintage: Vintage | None) -> Iterator[Step]:
    """The lines of the arithmetic; of a *vintage* they end with where it leads."""
    goal, value, base = case.goal, case.point.value, case.baseline
    yield from opening_steps(case.target, case.point, base)
    yield from goal_steps(case.target, base)
    sign, attainment = direction(case.target.op), _attainment(case)
    yield Gap(goal, value, sign, towards(sign, goal, value))
    if attainment is not None:
        yield Attainment(goal, value, attainment)
    if case.done is not None and base:
        yield Completion(value, base.value, goal, case.done)
    if case.expected:
        expected, how = case.expected
        yield how
        if case.done is not None and expected and case.running:
            yield from pace_steps(case.plan.method, case.done, expected)
    yield from compared
    yield Rule(ruling.rule, ruling.label, case.plan.method, months(case.plan, case.point.last))
    if case.running and goal != value:
        yield RequiredPace(goal, value, case.months_left, _required(case))
    if vintage and (outlook := landing(case.plan, case.target, case.point, case.baseline, vintage)):
        yield outlook


def pace_steps(method: Method, done: Fraction, expected: Fraction) -> Iterator[Step]:
    """The pace ratio and the catch-up factor, with what they are held against."""
    cuts = (method.on_track, method.at_risk, method.ahead)
    yield PaceRatio(done, expected, cuts)
    yield CatchUp(done, expected, catch_up(done, expected), method.catch_up)


def _required(case: Case) -> Fraction:
    """(T - v)/years left, in the unit of measure a year."""
    return divided(minus(case.goal, case.point.value), Fraction(case.months_left, 12))
