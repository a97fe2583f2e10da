"""What the values of a target are held against: its figures that are known, its goal, what was filed last."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from qstrong.check.sizes.codes import is_code, is_odd_zero, may_be_code
from qstrong.check.sizes.slips import signed
from qstrong.model.kinds import goal_of, has_bounds, has_path
from qstrong.model.plan import AnyTarget, Plan, is_count
from qstrong.model.shapes.value import dataclass
from qstrong.timeline.owed import first_month, own_plan
from qstrong.timeline.path import corners, on_path
from qstrong.timeline.values import Baseline, Entry

LARGE = 5
"""So many times the largest that is known, and beyond, is questioned;"""
SMALL, SMALL_FIRST = 7, 20
"""and so the smallest divided by this; by the other where nothing was filed before."""
RECENT = 4
"""So many of the latest figures are looked at."""
FEW = 3
"""So many reporting units more or less are no matter of size."""
Measured = tuple[Decimal, int]
"""A figure, and the months over which it accumulated; 1 for what doesn't."""


def value_of(entry: Entry) -> Decimal:
    """The value of an entry that has one."""
    assert entry.observation.value is not None
    return entry.observation.value


@dataclass
class Yardstick:
    """What the values of one target are held against."""

    plan: Plan
    """With the target's own T0 and T1."""
    target: AnyTarget
    signed: bool
    declared: list[Measured]
    few: Decimal
    """What is no matter of size: `FEW` reporting units."""
    recent: list[Measured]
    """The latest figures for earlier periods."""
    filed: bool = False
    """Whether one of them was filed."""

    @classmethod
    def of(cls, plan: Plan, target: AnyTarget, declared: Mapping[int, Decimal]) -> Yardstick:
        """That of a target of which nothing is filed yet."""
        few = FEW * Decimal(1).scaleb(-target.decimals)
        made = cls(own_plan(plan, target), target, signed(target), [], few, [])
        made.declared = [(value, made.months(month)) for month, value in declared.items()]
        return made

    def months(self, month: int) -> int:
        """The months over which a figure for a period that ends with *month* has accumulated."""
        if self.target.measure == "flow_ytd":
            return month % 12 or 12
        if self.target.measure == "since_plan":
            return max(month - first_month(self.plan), 1)
        return 1

    def add(self, value: Decimal, month: int, *, filed: bool = False) -> None:
        """A figure more, for a later period than those before."""
        if self.target.measure != "since_plan" or month > first_month(self.plan):
            self.recent = [*self.recent[1 - RECENT :], (value, self.months(month))]
            self.filed = self.filed or filed

    def is_usual(self, entry: Entry) -> bool:
        """Whether a value, with none of last year's beside it, is so like the latest that nothing is asked.

        Nearly all are, and need not be held against all the rest: a value is far only from what is far from
        every figure (`_is_far`).
        """
        value = value_of(entry)
        if not self.filed or self.signed or entry.observation.last_year is not None:
            return False
        if (self.target.uom == "%" and abs(value) <= 1) or may_be_code(value):  # it may be a share
            return False
        figure, over = self.recent[-1]
        size, other = abs(value) * over, abs(figure) * self.months(entry.last)
        return other < size * SMALL and size < LARGE * other

    def is_near(self, value: Decimal, known: list[Measured]) -> bool:
        """Whether *value* is but a few reporting units from one of the *known* figures."""
        return any(abs(value - figure) <= self.few for figure, _ in known)

    def is_code(self, value: Decimal, month: int, known: list[Measured]) -> bool:
        """Whether *value* stands for none: a 9999 like no figure *known*, or a 0 far below all of them."""
        months = self.months(month)
        if value:
            return is_code(value, [figure * months / over for figure, over in known])
        partial = self.target.measure == "since_plan" or (self.target.measure == "flow_ytd" and months < 12)
        there = [figure for figure, _ in (*self.recent, *self.declared)]  # a goal may well begin with none
        return not (self.signed or partial) and is_odd_zero(self.target, there)

    def goal(self, month: int) -> list[Measured]:
        """The number to reach or the bounds to stay between, if there are any: a flow's are a full year's."""
        goal = goal_of(self.target)
        every = self.target.between if has_bounds(self.target) else () if goal is None else (goal,)
        months = self.months(12 if self.target.measure == "flow_ytd" else month)
        return [(one, months) for one in every]

    def known(self, month: int) -> tuple[list[Measured], bool]:
        """What a value for a period that ends with *month* is held against; whether something was filed."""
        if self.filed and (recent := some(self.recent)):
            rates = self.signed and self.target.measure == "rate"
            return ([*recent, *some(self.goal(month))] if rates else recent), True
        if self.target.measure == "since_plan":
            return some(self.path(month) or self.goal(month)), False
        return some([*self.recent, *self.declared, *self.goal(month)]), False

    def path(self, month: int) -> list[Measured]:
        """Of what accumulates from T0 on: what is expected by the end of *month*, if that is above 0."""
        if not has_path(self.target):
            return []
        start = Baseline(Decimal(0), first_month(self.plan), "plan")
        path = corners(self.plan, self.target, start)
        value = on_path(path, month, count=is_count(self.target)) or Fraction(0)
        return [(Decimal(value.numerator) / value.denominator, self.months(month))] if value > 0 else []


def some(figures: list[Measured]) -> list[Measured]:
    """Those that aren't 0, with which nothing compares."""
    return [one for one in figures if one[0]]
