"""What a unit is asked for with one filing: each value and action, with what its clerk may want to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport
from qstrong.model.kinds import of
from qstrong.model.period import Period, grain
from qstrong.model.plan import AnyTarget, is_count
from qstrong.model.task import Action, Task, Unit
from qstrong.timeline.comparable import Series, figures, path_of, series
from qstrong.timeline.comparable import known as known_value
from qstrong.timeline.duties import Duty, duties
from qstrong.timeline.owed import first_month
from qstrong.timeline.path import on_path
from qstrong.timeline.values import Due
from qstrong.timeline.vintages import Vintage, Vintages, vintages


@dataclass(frozen=True, slots=True)
class Asked:
    """One value that is asked for. Values are in the target's unit of measure."""

    target: AnyTarget
    period: Period
    """The period that the value is for: the filing's own, or another one."""
    due: Due | None
    """Why it is owed; None where it is T0's value, the baseline, that is wanting."""
    last: tuple[Period, Decimal] | None
    """The latest value known for an earlier period: filed, else from targets.yaml."""
    expected: Fraction | None
    """The path's value at the period's end, a full year's where values accumulate over the year."""
    year_ago: Decimal | None = None
    """上年同期: the value for the same months a year before, where it is known."""

    @property
    def is_baseline(self) -> bool:
        """Whether T0's value is asked for."""
        return self.due is None

    @property
    def part_of_year(self) -> bool:
        """Whether it accumulates over a year that isn't over at the period's end."""
        return self.target.measure == "flow_ytd" and grain(self.period.last) < 12


@dataclass(frozen=True, slots=True)
class AskedAction:
    """One action that the unit answers for, with its latest report of it."""

    task: Task
    action: Action
    last: tuple[Period, ActionReport] | None
    behind: bool = False
    """Overdue on the as-of day, or suspended when last reported: cause and measures are asked for."""


@dataclass(frozen=True, slots=True)
class Blank:
    """All that is asked of `unit` with its filing for `period`, due on `day`, closing on `close`."""

    dataset: Dataset
    unit: Unit
    period: Period
    day: date
    close: date
    values: tuple[Asked, ...]
    """In the plan's order; a target's baseline right behind its value."""
    actions: tuple[AskedAction, ...]
    """Those that aren't done yet, in the plan's order."""


def blank(dataset: Dataset, unit: str, period: Period, as_of: date) -> Blank:
    """What *unit* is asked for with the filing for *period*, by what was known on *as_of*.

    Asked for are the periods that fall due with it (timeline.owed.dues) and that it hasn't reported in
    an earlier filing, T0's value where a baseline is wanting, and its actions that aren't done.
    Raises StopIteration where the unit isn't one of the plan's.
    """
    duty = next(one for one in duties(dataset, period, as_of) if one.unit == unit)
    return blank_of(dataset, duty, as_of, vintages(dataset, as_of))


def blank_of(dataset: Dataset, duty: Duty, as_of: date, known: Vintages) -> Blank:
    """The same where the unit's duty, and what was known on the day, are at hand."""
    return Blank(
        dataset=dataset,
        unit=next(one for one in dataset.units if one.id == duty.unit),
        period=duty.period,
        day=duty.day,
        close=duty.close,
        values=tuple(_values(dataset, duty, known.of)),
        actions=tuple(_actions(dataset, duty, as_of)),
    )


def _values(dataset: Dataset, duty: Duty, known: Mapping[str, Vintage]) -> list[Asked]:
    asked: list[Asked] = []
    for target in dataset.targets:
        if duty.unit not in target.reporters:
            continue
        vintage = known[target.id]
        found = series(dataset.plan, target, vintage)
        asked += [
            _asked(dataset, target, vintage, found, owed.due.period, owed.due)
            for owed in duty.owed
            if owed.target == target.id and not _reported_before(vintage, duty, owed.due)
        ]
        if _wants_baseline(target, found):
            start = first_month(dataset.plan)
            base = Period.ending(start, grain(start))
            asked.append(_asked(dataset, target, vintage, found, base, None))
    return asked


def _reported_before(vintage: Vintage, duty: Duty, due: Due) -> bool:
    """Whether the unit gave this period's value in a filing before this one."""
    entry = vintage.values.get(due.period.last, {}).get(duty.unit)
    return entry is not None and entry.filing.period.last < duty.period.last


def _wants_baseline(target: AnyTarget, found: Series) -> bool:
    return of(target).baseline and (found.baseline is None or found.baseline.origin == "provisional")


def _asked(
    dataset: Dataset, target: AnyTarget, vintage: Vintage, found: Series, period: Period, due: Due | None
) -> Asked:
    path = path_of(dataset.plan, target, found.baseline) if due else ()
    expected = on_path(path, period.last, count=is_count(target)) if path else None
    last, year_ago = _last(target, vintage, period), known_value(target, vintage, period.last - 12)
    return Asked(target, period, due, last, expected, year_ago)


def _last(target: AnyTarget, vintage: Vintage, period: Period) -> tuple[Period, Decimal] | None:
    values = {figure.period.last: (figure.period, figure.value) for figure in figures(target)}
    for month in vintage.values:
        entry = vintage.judged(month)
        if entry and entry.observation.value is not None:
            values[month] = (entry.period, entry.observation.value)
    earlier = [month for month in values if month < period.last]
    return values[max(earlier)] if earlier else None


def _actions(dataset: Dataset, duty: Duty, as_of: date) -> list[AskedAction]:
    found = []
    for task in dataset.tasks:
        for action in task.actions:
            if action.id in duty.actions:
                last = _last_report(dataset, duty.unit, action.id, as_of)
                if not (last and last[1].state == "done" and last[1].evidence):
                    overdue = action.due is not None and action.due < as_of
                    suspended = last is not None and last[1].state == "suspended"
                    found.append(AskedAction(task, action, last, overdue or suspended))
    return found


def _last_report(dataset: Dataset, unit: str, action: str, as_of: date) -> tuple[Period, ActionReport] | None:
    mine = [
        (filing.filed, filing.period.last, filing.period, report)
        for filing in dataset.filings
        if filing.unit == unit and filing.filed <= as_of
        for report in filing.actions
        if report.action == action
    ]
    if not mine:
        return None
    _, _, period, report = max(mine, key=lambda one: one[:2])
    return period, report
