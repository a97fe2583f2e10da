"""The plan: its time, and its targets, one class per kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qstrong.model.base import Strict, Text, Uom
from qstrong.model.grammar import Bool, Code, Day, Id, Integer, Limits, Number, Str, When
from qstrong.model.period import MONTHS, Period, month_number
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import (
    Computed,
    MethodName,
    Often,
    Op,
    RelativeGoal,
    Revision,
    Withdrawn,
    Year,
)
from qstrong.model.terms.settings import FilingRule, Level, Method, OfficeWords

Measure = Literal["stock", "rate", "flow_ytd", "since_plan"]
Over = Literal["year", "average", "total"]
"""Whether a growth holds for every year, on average, or for all years together."""
UpOp = Literal[">=", ">"]
FORMAT = 1
"""The format of a data folder that this program reads; an older program refuses a newer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Strict):
    """A plan from T0 (`start`) to T1 (`end`), both the last days of months."""

    id: Id
    title: Text
    start: Day
    end: Day
    filing: FilingRule
    schema: Integer = FORMAT
    """The folder's format."""
    issued: Day | None = None
    method: Method = Method()
    severity: Mapping[Code, Level] = field(default_factory=dict)
    as_of: Day | None = None
    synthetic: Bool = False
    year: Year | None = None
    """Where years don't begin in January."""
    language: Id | None = None
    """The folder's own: of its plain texts, and unless told otherwise of what is said of it."""
    office: OfficeWords = OfficeWords()

    @property
    def shift(self) -> int:
        """By how many months its calendar is ahead of the real one."""
        return self.year.shift if self.year else 0

    def period(self, text: str) -> Period:
        """The period of the plan's calendar that *text* says; raises ValueError."""
        return Period.parse(text, self.shift)

    def month(self, day: date) -> int:
        """The number of *day*'s month in the plan's calendar (see model.period)."""
        return month_number(day) + self.shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Strict):
    """A group of targets, or a section of tasks."""

    id: Id
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Strict):
    """A published value: a baseline, or an entry of the history."""

    period: When
    value: Number
    source: Text | None = None
    published: Str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Strict):
    """The value to reach, with its indicator. What all kinds have."""

    id: Id
    name: Text
    group: Id | None = None
    uom: Uom
    frequency: Often = "annual"
    decimals: Integer = 0
    """The reporting unit is 10^-decimals."""
    reporters: tuple[Id, ...] = ()
    tasks: tuple[Id, ...] = ()
    of: Id | None = None
    """The target whose indicator it is judged on; None: its own."""
    start: Day | None = None
    """Its own T0; None: the plan's."""
    end: Day | None = None
    """Its own T1; None: the plan's."""
    added: Day | None = None
    withdrawn: Withdrawn | None = None
    computed: Computed | None = None
    """What its values are made of; None: they are filed."""
    theme: Id | None = None
    """The indicator's name across plans."""
    due_days: Integer = 0
    history: tuple[Figure, ...] = ()
    limits: Limits = "natural"
    """The least and the greatest value; `natural`: what the kind and the unit of measure imply."""
    definition: Text | None = None
    data_source: Text | None = None
    binding: Bool = False
    clause: Text | None = None
    note: Text | None = None

    @property
    def indicator(self) -> str:
        """The target under whose id its values are filed."""
        return self.of or self.id

    @property
    def months(self) -> int:
        """The length of its periods in months."""
        return MONTHS[self.frequency] if isinstance(self.frequency, str) else 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTarget(Target):
    """A level to reach, or to keep."""

    kind: Literal["level"] = "level"
    op: Op
    value: Number | None = None
    change: RelativeGoal | None = None
    """The goal relative to the baseline, instead of `value`."""
    measure: Measure = "stock"
    baseline: Figure | None = None
    milestones: Mapping[When, Number] = field(default_factory=dict)
    provisional_baseline: Bool | None = None
    keep: Bool = False
    method: MethodName | None = None
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeTarget(Target):
    """A value to be within two bounds, both included."""

    kind: Literal["range"] = "range"
    between: tuple[Number, Number]
    measure: Measure = "stock"
    baseline: Figure | None = None
    provisional_baseline: Bool | None = None
    keep: Bool = False
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthTarget(Target):
    """A rate of growth to reach in every year, on average, or in all."""

    kind: Literal["growth"] = "growth"
    op: Op
    value: Number
    over: Over = "year"
    measure: Measure = "stock"
    baseline: Figure | None = None
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncrementTarget(Target):
    """So many new ones over the plan: v0 = 0."""

    kind: Literal["increment"] = "increment"
    op: UpOp
    value: Number
    measure: Literal["since_plan"] = "since_plan"
    milestones: Mapping[When, Number] = field(default_factory=dict)
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendTarget(Target):
    """Keeps rising, or keeps falling."""

    kind: Literal["trend"] = "trend"
    direction: Literal["up", "down"]
    measure: Measure = "stock"
    baseline: Figure | None = None
    method: MethodName | None = None
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTarget(Target):
    """A new record (创新高)."""

    kind: Literal["record"] = "record"
    measure: Measure = "stock"
    baseline: Figure | None = None
    revised: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchTarget(Target):
    """Watched without a goal: owed and shown, never judged."""

    kind: Literal["watch"] = "watch"
    measure: Measure = "stock"


AnyTarget = (
    LevelTarget | RangeTarget | GrowthTarget | IncrementTarget | TrendTarget | RecordTarget | WatchTarget
)


def is_count(target: AnyTarget) -> bool:
    """Whether its values count things: whole numbers that are no rate."""
    return target.decimals == 0 and target.measure != "rate"


def satisfies(value: Decimal | Fraction, op: Op, bound: Decimal | Fraction) -> bool:
    """Whether *value* stands to *bound* as the plan's word says; > and < are strict."""
    if op == ">=":
        return value >= bound
    if op == ">":
        return value > bound
    return value <= bound if op == "<=" else value < bound
