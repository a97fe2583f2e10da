"""Lines of the arithmetic of a value to reach: gap, completion, what is expected, pace, landing value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.step import Step
from qstrong.model.terms.exact import Exact

Outlook = Literal["on_course", "uncertain", "short", "insufficient"]


@dataclass(frozen=True, slots=True)
class Gap(Step):
    """gap = dir·(T - v); dir is +1 where higher is better, else -1."""

    target: Exact
    value: Exact
    dir: int
    gap: Exact


@dataclass(frozen=True, slots=True)
class Distance(Step):
    """How far a value lies outside a range: 0 inside; the bound to reach, where there is a way to it."""

    low: Exact
    high: Exact
    value: Exact
    gap: Exact
    goal: Exact | None


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

    elapsed: int
    total: int
    result: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedOnce(Step):
    """e = 0: up to so many (`most`) are one step at the deadline; so many months are left."""

    most: Fraction
    months_left: int


@dataclass(frozen=True, slots=True)
class ExpectedCount(Step):
    """e' = ⌊n·elapsed/total⌋/n, in months."""

    n: Exact
    elapsed: int
    total: int
    result: Fraction


@dataclass(frozen=True, slots=True)
class PathValue:
    """The declared path at the end of the month `last`: low + (high - low)·spent/whole, in months."""

    last: int
    low: Exact
    high: Exact
    spent: int
    whole: int
    count: bool
    """Rounded down."""
    value: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedOnPath(Step):
    """e = (path - v0)/(T - v0)."""

    path: PathValue
    baseline: Exact
    target: Exact
    result: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedSince(Step):
    """e' = (share - base)/(1 - base), since a provisional baseline with e = base."""

    base: Fraction
    share: Fraction
    result: Fraction
    ways: tuple[ExpectedOnPath, ...] = ()
    """How base and share come about, where a path is declared."""


@dataclass(frozen=True, slots=True)
class PaceRatio(Step):
    """r = c/e; None for e = 0."""

    completion: Fraction
    expected: Fraction
    cuts: tuple[Fraction, ...]
    """What it is held against: it never looks like one of these that it isn't."""


@dataclass(frozen=True, slots=True)
class CatchUp(Step):
    """m = ((1 - c)/(1 - e))/(c/e); None beyond every bound."""

    completion: Fraction
    expected: Fraction
    result: Fraction | None
    cut: Fraction
    """What it is held against."""


@dataclass(frozen=True, slots=True)
class AgainstPath(Step):
    """Without a baseline: the declared path, and by how much the value falls short of it."""

    path: PathValue
    value: Exact
    dir: int
    short: Fraction


@dataclass(frozen=True, slots=True)
class RequiredPace(Step):
    """result = (T - v)/years left, in whole months of which there are twelve in a year."""

    target: Exact
    value: Exact
    months_left: int
    result: Fraction


@dataclass(frozen=True, slots=True)
class Band:
    """The 80 % band L ± t·√(variance·h·(1 + h/n)), n increments, h periods left; within the stated limits."""

    t: Exact
    variance: Fraction
    increments: int
    low: Decimal
    high: Decimal
    clipped: bool
    """Whether a limit cuts it off."""


@dataclass(frozen=True, slots=True)
class Landing:
    """The value to be expected at T1 if the pace so far holds, and its 80 % band where there is one."""

    value: Fraction
    low: Decimal | None
    high: Decimal | None
    outlook: Outlook
    increments: int
    """n: how many increments of the series it rests on."""
    last: int
    """The last month of the data behind it, in the calendar."""


@dataclass(frozen=True, slots=True)
class LandingValue(Step):
    """L = v + (v - v0)/elapsed·left, in periods of the target's frequency."""

    value: Exact
    baseline: Exact
    elapsed: Fraction
    left: Fraction
    carried: Fraction
    """L before limits."""
    landing: Landing
    """L, within the limits."""
    band: Band | None
