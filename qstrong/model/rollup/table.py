"""The table of many plans: rows in the tree's order, columns of groups or themes, and totals per region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.rollup.summary import Counted, Summary, TargetSummary
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact

RollupView = Literal["group", "theme", "one", "reds", "missing", "changes"]
"""What is shown: groups or themes across plans; one theme; what is red; who hasn't filed; what changed."""
NoSum = Literal["none", "rate", "uom", "measure", "goal", "missing"]
"""Why a theme has no sum: nothing is matched; shares don't add up; units of measure differ; so do measures;
there is no number; some plan has no value for the period."""


@dataclass(frozen=True, slots=True)
class RollupColumn:
    """A group or a theme, across the plans."""

    id: str
    name: Text
    plans: int
    """How many plans have it."""
    methods: Mapping[str, int]
    """By method how many plans judge it so; of a theme alone. More than one is a mixture."""
    measures: tuple[str, ...] = ()
    uoms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeSum:
    """One theme over several plans: its sum, or why there is none. `there` of `plans` have a value for it."""

    there: int
    plans: int
    period: Period | None
    """The latest period of which any of them has a value."""
    value: Exact | None = None
    goal: Exact | None = None
    """None also where the goals aren't all of a number and a side."""
    uom: Text = Text()
    decimals: int = 0
    why: NoSum | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Several plans taken together: counts, and no colour of its own."""

    plans: int
    read: int
    """How many of them could be read."""
    filed: int
    """How many have any filing by their day."""
    colours: Mapping[str, int]
    """By colour, how many plans."""
    counts: Mapping[str, int]
    """By status, how many targets of all of them."""
    assessable: int
    due: int
    reported: int
    total: int
    errors: int
    warnings: int
    missing: int
    """How many units haven't filed what is due."""
    owing: int
    sums: Mapping[str, ThemeSum]
    """By theme, over the plans nearest below: a city's own figures are in none of its districts'."""


@dataclass(frozen=True, slots=True)
class RollupRow:
    """A plan, or a region: where it stands in the tree, and what there is to say of it."""

    id: str
    name: Text
    level: str | None
    parent: str | None
    depth: int
    """How many are above it."""
    source: str = ""
    """Where its data is, as plans.yaml has it; empty for a region."""
    summary: Summary | None = None
    """None for a region."""
    groups: Mapping[str, Counted] | None = None
    """By column; None where columns are none of groups."""
    themes: Mapping[str, TargetSummary] | None = None
    """By column; None where columns are none of themes."""
    targets: tuple[TargetSummary, ...] = ()
    """Those that the view lists: red ones, or such as changed."""
    unmatched: int = 0
    """How many of its targets are of no theme."""
    below: Total | None = None
    """All plans below it, without its own; None where none is."""
    other_years: bool = False
    """Whether its plan runs over other years than most of the plans do."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """The finished table."""

    title: Text | None
    synthetic: bool
    as_of: str
    """The day, or the period that each plan takes by its own calendar."""
    day: date
    """The day on which the table was made."""
    view: RollupView
    columns: tuple[RollupColumn, ...]
    rows: tuple[RollupRow, ...]
    """In the tree's order; where `sorted` by completion those with one, the highest first."""
    total: Total
    unmatched: int
    """How many targets of all plans are of no theme."""
    years: tuple[date, date] | None = None
    """When most of the plans start and end."""
    by_completion: bool = False
    left_out: tuple[RollupRow, ...] = ()
    """Of an order by completion the plans that have none."""
    of: int = 0
    """How many plans plans.yaml has, where fewer were asked for."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with plans.yaml, with its places."""

    @property
    def theme(self) -> RollupColumn | None:
        """The theme, where one is shown."""
        return self.columns[0] if self.view == "one" and self.columns else None
