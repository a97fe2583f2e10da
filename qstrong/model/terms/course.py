"""What may change in a plan's course, and goals said otherwise than by a number: keys of targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from qstrong.model.base import Strict, Text
from qstrong.model.grammar import Day, Id, Integer, Number, When
from qstrong.model.period import Frequency, Period
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import WIDE, Exact, plus

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from qstrong.model.shapes.hooks import SchemaMaker

MethodName = Literal["default", "statcan", "dns"]
"""Whose rules judge a level: this project's, Statistics Canada's, or the German strategy's (dns)."""
FOREIGN_METHODS = frozenset(get_args(MethodName)) - {"default"}
"""Those that aren't this project's: every verdict of theirs says so."""
Op = Literal[">=", ">", "<=", "<"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(Strict):
    """A plan's year that begins with the month `starts`; it has the name of the one it starts or ends in."""

    starts: Integer
    named: Literal["start", "end"] = "start"

    @property
    def shift(self) -> int:
        """By how many months the plan's calendar is ahead of the real one."""
        begun = (self.starts - 1) % 12
        return 12 - begun if self.named == "end" and begun else -begun


@dataclass(frozen=True, slots=True, kw_only=True)
class InYears(Strict):
    """A frequency of full years: every so many (`years`) after T0, or those named (`in`)."""

    years: Integer | None = None
    in_: tuple[When, ...] = ()

    def counted(self, first: int, last: int, shift: int) -> InYears:
        """The same with its years named: every so many after the month *first*, to *last*, of a calendar."""
        if not self.years:
            return self
        ends = range(first + 12 * self.years, last + 1, 12 * self.years)
        return InYears(in_=tuple(Period.ending(month, 12, shift) for month in ends))


class _Often:
    """Tells pydantic that a frequency is a word, or a mapping of years."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import core_schema

        choices = {
            "<word>": handler.generate_schema(Frequency),
            "<years>": handler.generate_schema(InYears),
        }
        return core_schema.tagged_union_schema(
            choices, discriminator=lambda value: "<years>" if isinstance(value, dict) else "<word>"
        )


Often = Annotated[Frequency | InYears, _Often()]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeGoal(Strict):
    """A goal relative to the baseline v0: exactly one of the four."""

    percent: Number | None = None
    times: Number | None = None
    by: Number | None = None
    points: Number | None = None

    @property
    def stated(self) -> tuple[str, Decimal]:
        """Which of the four it is, and by how much."""
        every = ("percent", "times", "by", "points")
        return next((name, by) for name in every if (by := getattr(self, name)) is not None)

    def goal(self, baseline: Exact) -> Exact | None:
        """T, exact: v0·(1 + percent/100), times·v0, v0 + by; None where v0 is no base for a ratio."""
        if self.percent is None and self.times is None:
            return plus(baseline, self.by if self.by is not None else self.points or Decimal(0))
        if baseline <= 0:
            return None
        factor = self.times if self.times is not None else 1 + (self.percent or Decimal(0)) / 100
        if isinstance(baseline, Decimal):
            return WIDE.multiply(baseline, factor)
        return baseline * Fraction(factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Strict):
    """From the day `on` a target is neither owed, judged nor counted."""

    on: Day
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Strict):
    """What the goal is from the day `on`: only what differs."""

    on: Day
    reason: Text
    value: Number | None = None
    change: RelativeGoal | None = None
    between: tuple[Number, Number] | None = None
    op: Op | None = None
    end: Day | None = None
    milestones: Mapping[When, Number] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed(Strict):
    """The indicator is made of others': their sum, or one over the other, `times` as much."""

    sum: tuple[Id, ...] = ()
    ratio: tuple[Id, ...] = ()
    times: Number = field(default=Decimal(1))

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that it is made of."""
        return self.sum or self.ratio
