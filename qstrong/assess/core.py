"""The core of the method: direction, gap, completion, and the rules that classify them.

Sources: Eurostat's and Statistics Canada's ratio of actual to required progress, cut at 95 % and 60 %;
ESCAP's completion index; see docs/zh/method.md. All exact: `Decimal` values, `Fraction` shares.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from qstrong.assess.verdict import Status
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import Op
from qstrong.model.terms.exact import Exact, minus
from qstrong.model.terms.settings import Method


@dataclass(frozen=True, slots=True)
class Ruling:
    """A status, the label that refines it, the rule that decided, and the numbers it compared."""

    status: Status
    label: str
    rule: str
    near: Later[bool] = Later(bool)

    @property
    def borderline(self) -> bool:
        """Whether it was near to another one."""
        return self.near.made


def at_deadline(*, met: bool, kept: bool = False) -> Ruling:
    """The deadline's word, without tolerance; *kept*: of what was to be held."""
    if not met:
        return Ruling("missed", "missed", "deadline")
    return Ruling("achieved", "achieved.keep" if kept else "achieved.deadline", "deadline")


def direction(op: Op) -> int:
    """+1 where higher is better, -1 where lower is."""
    return 1 if op in (">=", ">") else -1


def towards(sign: int, target: Exact, value: Exact) -> Exact:
    """dir·(T - v): what is still missing."""
    return minus(target, value) if sign > 0 else minus(value, target)


def divided(one: Exact, other: Exact | int) -> Fraction:
    """*one*/*other*, which isn't 0; quicker than fractions made of both first."""
    (top, under), (below, over) = one.as_integer_ratio(), other.as_integer_ratio()
    return Fraction(top * over, under * below)


def completion(value: Exact, baseline: Exact, target: Exact) -> Fraction | None:
    """完成率 c = (v - v0)/(T - v0), not clipped; None for T = v0."""
    way = minus(target, baseline)
    return divided(minus(value, baseline), way) if way else None


def pace_ratio(done: Fraction, expected: Fraction) -> Fraction | None:
    """r = c/e; None for e = 0."""
    return done / expected if expected else None


def catch_up(done: Fraction, expected: Fraction) -> Fraction | None:
    """m = ((1 - c)/(1 - e))/(c/e): how many times faster it must go than so far.

    None beyond every bound, and where nothing was expected so far (e = 0): there is no pace to multiply.
    """
    if done <= 0 or expected >= 1 or not expected:
        return None
    (c, of_c), (e, of_e) = done.as_integer_ratio(), expected.as_integer_ratio()
    return Fraction((of_c - c) * e, (of_e - e) * c)  # both denominators cancel out


def classify(method: Method, done: Fraction, expected: Fraction, elapsed: Fraction) -> Ruling:
    """Rules 4 to 7: completion against what is expected; *elapsed* is the share of the plan's months."""
    lag = expected - done
    if done < -method.worsening and done < expected:
        return Ruling("worsening", "worsening", "rule4")
    early = elapsed < method.half_time
    near = Later(partial(_borderline, method, done, expected, early=early))
    if done >= method.on_track * expected or lag <= method.slack_on:
        return Ruling("on_track", _on_track_label(method, done, expected), "rule5", near)
    if early:
        fair = done >= method.at_risk * expected or lag <= method.slack_risk
    else:
        factor = catch_up(done, expected)
        fair = factor is not None and factor <= method.catch_up
    status: Status = "at_risk" if fair else "off_track"
    return Ruling(status, status, "rule6" if early else "rule7", near)


def _on_track_label(method: Method, done: Fraction, expected: Fraction) -> str:
    if done >= method.ahead * expected and done - expected > method.slack_on:
        return "on_track.ahead"
    return "on_track" if done >= expected else "on_track.nearly"


def lower_cut(method: Method, expected: Fraction, *, early: bool) -> Fraction | None:
    """The pace ratio that parts at_risk from off_track: 0.60, or from half-time on 1/(2 - e)."""
    if early:
        return method.at_risk
    rest = method.catch_up - (method.catch_up - 1) * expected
    return 1 / rest if rest else None


def _borderline(method: Method, done: Fraction, expected: Fraction, *, early: bool) -> bool:
    ratio = pace_ratio(done, expected)
    if ratio is None:
        return False
    cuts = (method.on_track, lower_cut(method, expected, early=early))
    return any(cut is not None and abs(ratio - cut) <= method.borderline for cut in cuts)
