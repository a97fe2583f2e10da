"""The arithmetic of a verdict, a class for each line, with exact numbers in the target's unit of measure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qstrong.model.period import Period
from qstrong.model.plan import Method
from qstrong.model.terms.exact import Exact

Quality = Literal["good", "flat", "bad"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic."""


@dataclass(frozen=True, slots=True)
class JudgedValue(Step):
    """v, and the period that it is for."""

    period: Period
    value: Exact
    uom: str


@dataclass(frozen=True, slots=True)
class TrailingYear(Step):
    """value = ytd + total - same: the year to date, last year's total, last year's same months."""

    ytd: Exact
    total: Exact
    same: Exact
    value: Exact


@dataclass(frozen=True, slots=True)
class YearOnYear(Step):
    """累计同比推算 = total × ytd/same: shown as a second opinion, never judged."""

    ytd: Exact
    total: Exact
    same: Exact
    result: Fraction


@dataclass(frozen=True, slots=True)
class KnownBaseline(Step):
    """v0, the month that it stands for, and where it comes from."""

    value: Exact
    last: int
    origin: str


@dataclass(frozen=True, slots=True)
class NoBaseline(Step):
    """v0 isn't known."""


@dataclass(frozen=True, slots=True)
class Gap(Step):
    """gap = dir·(T - v); dir is +1 where higher is better, else -1."""

    target: Exact
    value: Exact
    dir: int
    gap: Exact


@dataclass(frozen=True, slots=True)
class Attainment(Step):
    """达成率 = v/T."""

    target: Exact
    value: Exact
    result: Fraction


@dataclass(frozen=True, slots=True)
class Completion(Step):
    """c = (v - v0)/(T - v0)."""

    value: Exact
    baseline: Exact
    target: Exact
    result: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedByTime(Step):
    """e = elapsed/total, in months."""

    elapsed: Fraction
    total: int
    result: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedOnce(Step):
    """e = 0: so few (n) are one step at the deadline."""

    n: Exact


@dataclass(frozen=True, slots=True)
class ExpectedCount(Step):
    """e' = count/n, with count = ⌊n·share⌋."""

    n: Exact
    share: Fraction
    count: Fraction
    result: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedOnPath(Step):
    """e = (path - v0)/(T - v0): the declared path at the end of the period `at`."""

    at: Period
    path: Fraction
    baseline: Exact
    target: Exact
    result: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedSince(Step):
    """e' = (share - base)/(1 - base), since a provisional baseline with e = base."""

    base: Fraction
    share: Fraction
    result: Fraction


@dataclass(frozen=True, slots=True)
class PaceRatio(Step):
    """r = c/e; None for e = 0."""

    result: Fraction | None
    cuts: tuple[Fraction, ...] = ()
    """What it is held against: it never looks like one of these that it isn't."""


@dataclass(frozen=True, slots=True)
class CatchUp(Step):
    """m = ((1 - c)/(1 - e))/(c/e); None beyond every bound."""

    completion: Fraction
    expected: Fraction
    result: Fraction | None
    cut: Fraction = Fraction(1)
    """What it is held against."""


@dataclass(frozen=True, slots=True)
class AgainstPath(Step):
    """Without a baseline: the declared path's value, and by how much the value falls short of it."""

    path: Fraction
    value: Exact
    short: Fraction


@dataclass(frozen=True, slots=True)
class YearRate:
    """A closed year's rate in %, and whether it meets the target's."""

    year: Period
    rate: Exact
    met: bool


@dataclass(frozen=True, slots=True)
class GrowthYears(Step):
    """The closed years' rates, and the running year's latest, beside the rate to reach."""

    years: tuple[YearRate, ...]
    running: tuple[Period, Exact] | None
    target: Exact


@dataclass(frozen=True, slots=True)
class GrowthNeeded(Step):
    """补齐增速: the rate in % that each of the years left needs."""

    rate: Exact
    years: int


@dataclass(frozen=True, slots=True)
class TrendStep:
    """A step of a trend: from a value to one a year later."""

    since: Period
    until: Period
    old: Exact
    new: Exact
    last: int
    """The month with which it ends."""
    quality: Quality
    """Favourable, adverse, or no more than a reporting unit."""
    counts: bool
    """Whether it is one of the last that the method looks at."""


@dataclass(frozen=True, slots=True)
class TrendSteps(Step):
    """All steps of a trend, and the reporting unit up to which one is flat."""

    steps: tuple[TrendStep, ...]
    unit: Exact


@dataclass(frozen=True, slots=True)
class RecordBest(Step):
    """The best value known before the plan, where there is one, and the judged one."""

    best: Exact | None
    value: Exact


@dataclass(frozen=True, slots=True)
class GrowthRatio(Step):
    """r = actual/required: growth per year over the `spent` years, over that needed in the `whole`."""

    actual: Fraction
    required: Fraction
    spent: int
    whole: int
    ratio: Fraction


@dataclass(frozen=True, slots=True)
class FiveYears(Step):
    """pace = (value - old)/5, carried on over the years `left`: the landing value, where it is compared."""

    old: Exact
    value: Exact
    pace: Fraction
    left: Fraction
    landing: Fraction | None


@dataclass(frozen=True, slots=True)
class Compound(Step):
    """P = ∏(1 + rate/100) of the closed years beside G, the whole's; what the years left need."""

    grown: Fraction
    goal: Fraction
    closed: int
    years: int
    needed: Exact | None


@dataclass(frozen=True, slots=True)
class Distance(Step):
    """How far a value lies outside a range: 0 inside."""

    low: Exact
    high: Exact
    value: Exact
    gap: Exact


@dataclass(frozen=True, slots=True)
class RequiredPace(Step):
    """result = gap/years: (T - v)/years left."""

    gap: Exact
    years: Fraction
    result: Fraction


@dataclass(frozen=True, slots=True)
class LandingValue(Step):
    """L = v + left·pace, pace = (v - v0)/elapsed, in periods of the target's frequency; its 80 % band."""

    value: Exact
    baseline: Exact
    elapsed: Fraction
    left: Fraction
    pace: Fraction
    result: Fraction
    low: Exact | None
    high: Exact | None


@dataclass(frozen=True, slots=True)
class Rule(Step):
    """The rule that decided, the label that it gave, and the method whose constants it used."""

    name: str
    label: str
    method: Method
