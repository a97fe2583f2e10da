"""Duties: what each unit owes with one of the plan's filings, and what came of it by a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing
from qstrong.model.index import index, once
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Action, Task
from qstrong.timeline.computed import vintages
from qstrong.timeline.course import holder, on
from qstrong.timeline.owed import close_day, due_day, dues, filing_periods
from qstrong.timeline.promises import Promise, promises
from qstrong.timeline.state import (
    FilingState,
    OwedState,
    days_late,
    filing_state,
    owed_state,
    there_since,
)
from qstrong.timeline.values import Due

Reports = Mapping[str, Mapping[str, tuple[Filing, ActionReport]]]
"""Reports on actions: by action, then by unit."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One indicator's period that a unit owes with a filing, and what became of it."""

    target: str
    due: Due
    state: OwedState
    since: date | None
    """The day from which it is there."""

    @property
    def key(self) -> tuple[str, int]:
        """The indicator and the period's last month: the same for all who report it."""
        return self.target, self.due.period.last


@dataclass(frozen=True, slots=True)
class AskedAction:
    """One action that a unit answers for and that isn't done, with its latest report of it."""

    task: Task
    action: Action
    last: tuple[Period, ActionReport] | None
    behind: bool = False
    """Overdue on the as-of day, or suspended when last reported: cause and measures are asked for."""
    promise: Promise | None = None
    """Measures of which it is asked what came of them."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit owes with the filing for `period`, due on `day`, closing on `close`."""

    unit: str
    period: Period
    day: date
    close: date
    owed: tuple[Owed, ...]
    filing: Filing | None
    """What it filed for that period by the as-of day."""
    broken: bool
    """A filing is there, but nothing of it could be read."""
    actions: tuple[str, ...]
    """The actions that it answers for."""
    asked: tuple[AskedAction, ...]
    """Of them those that aren't done by the as-of day, in the plan's order."""
    state: FilingState | None
    """What it filed for the period; None where it owes nothing with this filing."""
    came: date | None
    """The day on which the last came of what it owes and is there."""
    days_late: int | None
    """Days by which the last came too late, or by which what is missing is overdue; None where neither."""

    @property
    def there(self) -> int:
        """How many of the values owed are there: filed, or said to be pending."""
        return sum(one.since is not None for one in self.owed)

    @property
    def missing(self) -> tuple[Owed, ...]:
        """The values that are not there, from the due day on."""
        overdue = self.state in ("partial", "none")
        return tuple(one for one in self.owed if overdue and one.since is None)


@dataclass(frozen=True, slots=True)
class Tally:
    """The values owed with a filing, counted: the one place that says 应报, 已报, 待反馈, 未报.

    Before the due day what isn't there is neither reported, pending nor missing.
    """

    owed: int
    reported: int
    pending: int
    missing: int
    """Not there, void ones included, from the due day on."""


def tally(some: Iterable[Duty]) -> Tally:
    """What *some* units owe with a filing, taken together; a value that several report counts once."""
    owed: dict[tuple[str, int], OwedState] = {}
    missing: set[tuple[str, int]] = set()
    for duty in some:
        owed |= {one.key: one.state for one in duty.owed}
        missing |= {one.key for one in duty.missing}
    states = Counter(owed.values())
    return Tally(len(owed), states["reported"], states["pending"], len(missing))


@once
def duties(dataset: Dataset, period: Period, as_of: date) -> tuple[Duty, ...]:
    """What each unit owes with the filing for *period*, in the order of units.yaml, and what came of it."""
    known, dataset = vintages(dataset, as_of), on(dataset, as_of)
    owed: dict[str, list[Owed]] = {unit.id: [] for unit in dataset.units}
    for target, every in indicators_owed(dataset):
        vintage = known.of[target.id]
        for due in every:
            for unit in target.reporters if due.filing.last == period.last else ():
                if unit not in owed:  # nobody goes by it: an error of the plan
                    continue
                state = owed_state(dataset, target, unit, vintage, due, as_of)
                owed[unit].append(Owed(target.indicator, due, state, there_since(vintage, due)))
    broken = {void.unit for void in dataset.voids if void.part is None and void.period.last == period.last}
    latest = latest_reports(dataset, as_of)
    before = latest_reports(dataset, as_of, before=period)
    promised = promises(dataset, period, as_of)

    day = due_day(dataset.plan, period)
    begun = as_of >= due_day(dataset.plan, next(filing_periods(dataset.plan)))
    filed = (one for one in dataset.filings if one.period.last == period.last and one.filed <= as_of)
    files: dict[str, date] = {}
    for one in sorted(filed, key=lambda one: one.filed):
        files.setdefault(holder(dataset, one.unit, as_of), one.filed)

    def duty(unit: str) -> Duty:
        actions = index(dataset).actions_of[unit]
        filings = (one for one in index(dataset).filings_of[unit] if one.period.last == period.last)
        filing = next((one for one in filings if one.filed <= as_of), None)
        there = [one.since for one in owed[unit]]
        if not there and any(not _done(before, action.id, unit) for _, action in actions):
            there = [files.get(unit)]  # who owes actions alone owes the file
        return Duty(
            unit=unit,
            period=period,
            day=day,
            close=close_day(dataset.plan, period),
            owed=tuple(owed[unit]),
            filing=filing,
            broken=unit in broken,
            actions=tuple(action.id for _, action in actions),
            asked=tuple(
                _asked(latest, task, action, unit, as_of, promised.get((unit, action.id)), begun=begun)
                for task, action in actions
                if not _done(latest, action.id, unit)
            ),
            state=filing_state(there, day, as_of) if there else None,
            came=max((since for since in there if since), default=None),
            days_late=days_late(there, day, as_of),
        )

    return tuple(duty(unit.id) for unit in dataset.units)


def indicators_owed(dataset: Dataset) -> Iterator[tuple[AnyTarget, tuple[Due, ...]]]:
    """Each indicator by the first target that is judged on it, with what any of those owes, each once."""
    families: dict[str, list[AnyTarget]] = {}
    for target in dataset.targets:
        if not target.computed:
            families.setdefault(target.indicator, []).append(target)
    for family in families.values():
        first = next((one for one in family if not one.of), family[0])
        every = {due.period.last: due for one in family for due in dues(dataset.plan, one)}
        yield first, tuple(every[month] for month in sorted(every))


def latest_reports(
    dataset: Dataset, as_of: date, *, before: Period | None = None
) -> dict[str, dict[str, tuple[Filing, ActionReport]]]:
    """By action, then by unit: each unit's report filed last by *as_of*, then that of the later filing.

    What a unit filed that has ended is its successor's. Of filings for periods *before* that one only,
    where it is given.
    """
    found: dict[str, dict[str, tuple[Filing, ActionReport]]] = {}
    filings = sorted(dataset.filings, key=lambda filing: (filing.filed, filing.period.last))
    for filing in filings:
        if filing.filed <= as_of and (before is None or filing.period.last < before.last):
            for report in reversed(filing.actions):  # where one stands twice, the first counts
                unit = holder(dataset, filing.unit, as_of)
                found.setdefault(report.action, {})[unit] = (filing, report)
    return found


def _done(reports: Reports, action: str, unit: str) -> bool:
    """Whether the unit reported it done, with evidence: then it is owed no more."""
    found = reports.get(action, {}).get(unit)
    return found is not None and found[1].state == "done" and bool(found[1].evidence)


def _asked(
    reports: Reports,
    task: Task,
    action: Action,
    unit: str,
    as_of: date,
    promise: Promise | None,
    *,
    begun: bool,
) -> AskedAction:
    found = reports.get(action.id, {}).get(unit)
    last = (found[0].period, found[1]) if found else None
    overdue = begun and action.due is not None and action.due < as_of
    suspended = last is not None and last[1].state == "suspended"
    return AskedAction(task, action, last, overdue or suspended, promise)
