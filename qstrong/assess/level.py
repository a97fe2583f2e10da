"""Verdicts for levels and increments: a value to reach, from a baseline, along a path."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from qstrong.assess.arrow import arrow_to_target
from qstrong.assess.core import Ruling, catch_up, classify, completion, direction, pace_ratio
from qstrong.assess.landing import landing
from qstrong.assess.report import Landing, Step, Verdict
from qstrong.assess.steps import landing_step, opening_steps
from qstrong.model.plan import IncrementTarget, LevelTarget, Plan, is_count, satisfies
from qstrong.timeline.comparable import Series, meets
from qstrong.timeline.owed import last_month
from qstrong.timeline.path import corners, elapsed, expected_share, on_path
from qstrong.timeline.values import Baseline, Point

MILESTONE_SLACK = Fraction(5, 100)
"""Without a baseline: how far short of the declared path is still at_risk, as a share of the path."""


@dataclass(frozen=True, slots=True)
class Case:
    """One judged value with what the rules ask of it."""

    plan: Plan
    target: LevelTarget | IncrementTarget
    point: Point
    baseline: Baseline | None
    met: bool
    met_before: bool
    keep: bool
    done: Fraction | None
    """c; None without a baseline, for T = v0, and where a level is to be kept."""
    expected: Fraction | None
    """e; None where there is nothing to expect."""

    @property
    def final(self) -> bool:
        """Whether the judged value's period ends at T1."""
        return self.point.last == last_month(self.plan)

    @property
    def months_left(self) -> int:
        """Whole months from the judged value's period to T1."""
        return last_month(self.plan) - self.point.last

    @property
    def single_step(self) -> bool:
        """新增 of a few, without milestones: one step, due at the deadline."""
        return _single_step(self.plan, self.target)


def _single_step(plan: Plan, target: LevelTarget | IncrementTarget) -> bool:
    few = target.value <= plan.method.single_step and is_count(target)
    return isinstance(target, IncrementTarget) and few and not target.milestones


def judge(plan: Plan, target: LevelTarget | IncrementTarget, series: Series) -> Verdict:
    """The verdict of the latest comparable value of *series*, which must have one."""
    case = _case(plan, target, series)
    ruling, compared = _decide(case)
    outlook = None if case.keep else landing(plan, target, series)
    running = not case.met and not case.final
    value, sign = case.point.value, direction(target.op)
    lead = ratio = factor = None
    if case.done is not None and case.expected is not None:
        lead, ratio = case.done - case.expected, pace_ratio(case.done, case.expected)
        factor = catch_up(case.done, case.expected) if running else None
    return Verdict(
        status=ruling.status,
        label=ruling.label,
        basis=ruling.rule,
        point=case.point,
        baseline=case.baseline,
        gap=sign * (target.value - value),
        attainment=Fraction(value) / Fraction(target.value) if sign > 0 and target.value else None,
        completion=case.done,
        expected=case.expected,
        lead=lead,
        pace_ratio=ratio,
        required_pace=Fraction(target.value - value) * 12 / case.months_left if running else None,
        catch_up=factor,
        arrow=arrow_to_target(plan, target, series),
        flags=_flags(case, ruling),
        landing=outlook,
        steps=_steps(case, ruling, compared, outlook),
    )


def _case(plan: Plan, target: LevelTarget | IncrementTarget, series: Series) -> Case:
    point, base = series.points[-1], series.baseline
    keep = isinstance(target, LevelTarget) and target.keep
    if base and base.origin != "provisional" and meets(target, base.value):
        keep = True
    single = _single_step(plan, target)
    done = expected = None
    if not keep and base:
        done = completion(point.value, base.value, target.value)
        expected = Fraction(0) if single else expected_share(plan, target, base, point.last)
    elif not keep and not target.milestones:
        expected = elapsed(plan, point.last)
    if point.last == last_month(plan) and expected is not None:
        expected = Fraction(1)
    return Case(
        plan,
        target,
        point,
        base,
        met=meets(target, point.value),
        met_before=any(meets(target, earlier.value) for earlier in series.points[:-1]),
        keep=keep,
        done=done,
        expected=expected,
    )


def _decide(case: Case) -> tuple[Ruling, Step | None]:
    """The first rule that applies, and what it compared beyond completion and expectation."""
    if case.final:
        kept = ".keep" if case.keep else ".deadline"
        return Ruling("achieved", f"achieved{kept}", "deadline") if case.met else _missed(), None
    if case.keep:
        held = Ruling("on_track", "on_track.keep", "rule0")
        return held if case.met else Ruling("off_track", "off_track.keep", "rule0"), None
    if case.met:
        return Ruling("achieved", "achieved", "rule1"), None
    if case.baseline is None:
        return _without_baseline(case)
    if case.baseline.last == case.point.last:
        return Ruling("not_assessable", "not_assessable.first_value", "provisional"), None
    return _by_progress(case, case.baseline), None


def _missed() -> Ruling:
    return Ruling("missed", "missed", "deadline")


def _by_progress(case: Case, base: Baseline) -> Ruling:
    """Rules 3 to 7, and the single step."""
    method = case.plan.method
    if case.done is None or case.expected is None:
        worse = direction(case.target.op) * (case.point.value - base.value) < 0
        return Ruling("worsening", "worsening", "rule3") if worse else Ruling("at_risk", "at_risk", "rule3")
    if case.single_step:
        if case.months_left > 3 * method.single_step_quarters:
            return Ruling("on_track", "on_track.single_step", "single_step")
        return Ruling("at_risk", "at_risk.single_step", "single_step")
    return classify(method, case.done, case.expected, elapsed(case.plan, case.point.last))


def _without_baseline(case: Case) -> tuple[Ruling, Step | None]:
    """Rule 2, then the declared path."""
    if case.met_before:
        return Ruling("off_track", "off_track.lost", "rule2"), None
    path = corners(case.plan, case.target, None)
    value = on_path(path, case.point.last, count=is_count(case.target)) if case.target.milestones else None
    if value is None:
        return Ruling("not_assessable", "not_assessable.no_baseline", "no_baseline"), None
    short = direction(case.target.op) * (value - Fraction(case.point.value))
    step = Step("milestone", {"path": value, "value": case.point.value, "short": short})
    if satisfies(Fraction(case.point.value), case.target.op, value):
        return Ruling("on_track", "on_track.milestone", "milestones"), step
    if short <= MILESTONE_SLACK * abs(value):
        return Ruling("at_risk", "at_risk.milestone", "milestones"), step
    return Ruling("off_track", "off_track.milestone", "milestones"), step


def _flags(case: Case, ruling: Ruling) -> tuple[str, ...]:
    provisional = case.baseline is not None and case.baseline.origin == "provisional"
    flags = {
        "borderline": ruling.borderline,
        "provisional_baseline": provisional,
        "keep": case.keep,
        "lost": case.met_before and not case.met,
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _steps(case: Case, ruling: Ruling, compared: Step | None, outlook: Landing | None) -> tuple[Step, ...]:
    steps = opening_steps(case.target, case.point, case.baseline)
    target, point, done, expected = case.target, case.point, case.done, case.expected
    if done is not None and case.baseline:
        words = {
            "value": point.value,
            "baseline": case.baseline.value,
            "target": target.value,
            "result": done,
        }
        steps.append(Step("completion", words))
    if expected is not None:
        steps.append(_expected_step(case, expected))
    if done is not None and expected and not case.met and not case.final:
        shares = {"completion": done, "expected": expected}
        steps.append(Step("pace_ratio", {**shares, "result": pace_ratio(done, expected)}))
        steps.append(Step("catch_up", {**shares, "result": catch_up(done, expected)}))
    if compared:
        steps.append(compared)
    steps.append(_rule_step(case, ruling))
    if not case.met and case.months_left:
        years = Fraction(case.months_left, 12)
        gap = target.value - point.value
        steps.append(Step("required_pace", {"gap": gap, "years": years, "result": Fraction(gap) / years}))
    if outlook and case.baseline:
        steps.append(landing_step(case.plan, target, point, case.baseline, outlook))
    return tuple(steps)


def _expected_step(case: Case, expected: Fraction) -> Step:
    plan, target, month = case.plan, case.target, case.point.last
    share = elapsed(plan, month)
    total = (plan.end.year - plan.start.year) * 12 + plan.end.month - plan.start.month
    months = {"elapsed": share * total, "total": total}
    if case.single_step and not case.final:
        return Step("expected_single", {"n": target.value, **months})
    if case.baseline and case.baseline.origin == "provisional":
        since = {"base": elapsed(plan, case.baseline.last), "share": share}
        return Step("expected_provisional", {**since, **months, "result": expected})
    if target.milestones and case.baseline:
        way = Fraction(target.value) - Fraction(case.baseline.value)
        path = Fraction(case.baseline.value) + expected * way
        ends = {"baseline": case.baseline.value, "target": target.value}
        return Step("expected_path", {"at": case.point.period, "path": path, **ends, "result": expected})
    if isinstance(target, IncrementTarget) and target.decimals == 0:
        count = expected * Fraction(target.value)
        return Step("expected_count", {"n": target.value, "share": share, "count": count, "result": expected})
    return Step("expected", {**months, "result": expected})


def _rule_step(case: Case, ruling: Ruling) -> Step:
    method = case.plan.method
    numbers: dict[str, object] = {
        "name": ruling.rule,
        "status": ruling.status,
        "label": ruling.label,
        "op": case.target.op,
        "value": case.point.value,
        "target": case.target.value,
        "baseline": case.baseline.value if case.baseline else None,
        "completion": case.done,
        "expected": case.expected,
        "months_left": case.months_left,
        "method": method,
    }
    return Step("rule", numbers)
