"""Many plans together: the list of them, and what each one comes to, in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from qstrong.model.base import Strict, Text, Uom
from qstrong.model.grammar import Id, Str
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact

LISTED = "plans.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlan(Strict):
    """A plan of the list, or a region: one that has neither a folder nor a repository."""

    id: Id
    name: Text
    level: Id
    parent: Id | None = None
    """The region that it is in."""
    path: Str | None = None
    """Its data folder, from the list's own; of a repository the folder in it (default: data)."""
    repository: Str | None = None
    """The repository from whose objects it is read, from the list's own folder."""
    revision: Str | None = None

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan, and no region."""
        return self.path is not None or self.repository is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansFile(Strict):
    """plans.yaml. *themes*: which targets of the plans are the same indicator, where they don't say it."""

    plans: tuple[ListedPlan, ...]
    themes: Mapping[Id, Mapping[Id, Id]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TargetSummary(Strict):
    """Where one target stands, as `status` says it."""

    id: str
    name: Text
    theme: str | None
    kind: str
    uom: Uom
    measure: str
    decimals: int
    goal: Text
    """What is to be reached, in words, with its unit of measure."""
    target: Exact | None
    value: Exact | None
    period: Period | None
    gap: Exact | None
    completion: Exact | None
    expected: Exact | None
    status: str
    label: str
    last_status: str | None
    data: str
    method: str
    """Whose method judges it."""
    binding: bool


@dataclass(frozen=True, slots=True)
class GroupSummary(Strict):
    """A group of targets: counts by status, coverage, colour."""

    id: str
    title: Text
    counts: Mapping[str, int]
    assessable: int
    due: int
    colour: str


@dataclass(frozen=True, slots=True)
class UnitSummary(Strict):
    """What a unit hasn't filed, though it is past its day."""

    id: str
    name: Text
    period: Period
    due: date
    missing: int
    owed: int


@dataclass(frozen=True, slots=True)
class ChangeSummary(Strict):
    """A target whose status isn't what it was with the filing before, and why."""

    id: str
    name: Text
    status_before: str
    label_before: str
    status: str
    label: str
    why: tuple[str, ...]
    direction: str | None


@dataclass(frozen=True, slots=True)
class PlanSummary(Strict):
    """What one plan comes to on a day: counts, coverage and colour, and what stands out.

    `targets` are those that have a theme or are red; the counts are of all.
    """

    title: Text
    start: date
    end: date
    as_of: date
    synthetic: bool
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
    unmatched: int
    """How many targets have no theme."""
    missing: tuple[UnitSummary, ...]
    since: date | None
    """The day with which it is compared; None where no filing came before."""
    changes: tuple[ChangeSummary, ...]
    filed_period: Period | None
    """The period of the filing that came last, and its day."""
    filed_on: date | None
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class RolledPlan:
    """A row of the list with what it came to; why it came to nothing, where it can't be read."""

    listed: ListedPlan
    summary: PlanSummary | None = None
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class Rollup:
    """The whole list with what each plan came to, and the themes in the order in which they occur."""

    rows: tuple[RolledPlan, ...]
    themes: tuple[str, ...]

    @property
    def plans(self) -> tuple[PlanSummary, ...]:
        """The plans that could be read."""
        return tuple(row.summary for row in self.rows if row.summary)

    @property
    def faults(self) -> int:
        """How many plans can't be read."""
        return sum(row.fault is not None for row in self.rows)
