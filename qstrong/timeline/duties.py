"""Duties: what each unit owes with one of the plan's filings, and what came of it by a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qstrong.model.dataset import Dataset
from qstrong.model.filing import Filing
from qstrong.model.index import index, once
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.task import Action, Task
from qstrong.timeline.owed import close_day, due_day, dues, own_or_coarser
from qstrong.timeline.values import Due
from qstrong.timeline.vintages import Vintage, errors_hide, pending_entry, vintages

OwedState = Literal["reported", "pending", "invalid", "missing"]


@dataclass(frozen=True, slots=True)
class Owed:
    """One indicator's period that a unit owes with a filing: filed, pending, void, or missing."""

    target: str
    due: Due
    state: OwedState


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
    days_late: int | None
    """Filed: days after the due day; not filed: days past it by the as-of day; None where neither."""
    actions: tuple[str, ...]
    """The actions that it answers for."""


@once
def duties(dataset: Dataset, period: Period, as_of: date) -> tuple[Duty, ...]:
    """What each unit owes with the filing for *period*, in the order of units.yaml, and what came of it."""
    known = vintages(dataset, as_of)
    owed: dict[str, list[Owed]] = {unit.id: [] for unit in dataset.units}
    for target in dataset.targets:
        for due in dues(dataset.plan, target):
            for unit in target.reporters if due.filing.last == period.last else ():
                state = _state(dataset, target, unit, known.of[target.id], due, as_of)
                owed[unit].append(Owed(target.id, due, state))
    return tuple(_duty(dataset, unit, period, as_of, tuple(mine)) for unit, mine in owed.items())


def _state(
    dataset: Dataset, target: AnyTarget, unit: str, vintage: Vintage, due: Due, as_of: date
) -> OwedState:
    """What became of one unit's duty, whatever the target's other reporters did."""
    months = [month for month, values in vintage.values.items() if unit in values]
    if any(month >= due.period.last and own_or_coarser(target, month) for month in months):
        return "reported"
    mine = Vintage(
        pending=tuple(entry for entry in vintage.pending if entry.filing.unit == unit),
        refused=tuple(entry for entry in vintage.refused if entry.filing.unit == unit),
    )
    if errors_hide(dataset, replace(target, reporters=(unit,)), mine, due, as_of):
        return "invalid"
    return "pending" if pending_entry(mine, due) else "missing"


def _duty(dataset: Dataset, unit: str, period: Period, as_of: date, owed: tuple[Owed, ...]) -> Duty:
    day = due_day(dataset.plan, period)
    mine = (one for one in dataset.filings if one.unit == unit and one.period.last == period.last)
    filing = next((one for one in mine if one.filed <= as_of), None)
    late = ((filing.filed if filing else as_of) - day).days
    return Duty(
        unit=unit,
        period=period,
        day=day,
        close=close_day(dataset.plan, period),
        owed=owed,
        filing=filing,
        broken=any(
            void.unit == unit and void.part is None and void.period.last == period.last
            for void in dataset.voids
        ),
        days_late=late if late > 0 else None,
        actions=tuple(action.id for _, action in index(dataset).actions_of[unit]),
    )


def actions_of(dataset: Dataset, task: Task) -> Iterator[tuple[Action, tuple[str, ...]]]:
    """Each action of *task* with the units that it belongs to: those that it names, else the task's."""
    for action in task.actions:
        yield action, index(dataset).members(action.units or task.units)
