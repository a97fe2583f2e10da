"""ASSUMED"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True)
class TargetSummary:
    id: str
    name: Text
    group: str | None
    theme: str | None
    uom: Text
    measure: str
    decimals: int
    goal: Text
    value: Decimal | Fraction | None
    period: Period | None
    completion: Fraction | None
    expected: Fraction | None
    status: str
    label: str
    last_status: str | None
    data: str
    method: str
    binding: bool


@dataclass(frozen=True, slots=True)
class MissingSummary:
    unit: str
    name: Text
    period: Period
    day: date
    missing: int
    owed: int


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    target: str
    before: tuple[str, str]
    after: tuple[str, str]
    why: tuple[str, ...]
    direction: str | None


@dataclass(frozen=True, slots=True)
class GroupSummary:
    id: str
    title: Text
    counts: Mapping[str, int]
    assessable: int
    due: int
    colour: str


@dataclass(frozen=True, slots=True)
class PlanSummary:
    title: Text
    start: date
    end: date
    as_of: date
    synthetic: bool
    methods: tuple[str, ...]
    data_id: str
    counts: Mapping[str, int]
    data_counts: Mapping[str, int]
    assessable: int
    due: int
    reported: int
    total: int
    colour: str
    groups: tuple[GroupSummary, ...]
    targets: tuple[TargetSummary, ...]
    missing: tuple[MissingSummary, ...]
    changes: tuple[ChangeSummary, ...]
    since: date | None
    filed: tuple[Period, date] | None
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    name: Text
    level: str
    parent: str | None
    summary: PlanSummary | None
    fault: str


@dataclass(frozen=True, slots=True)
class Rollup:
    rows: tuple[Row, ...]
    themes: tuple[str, ...]
