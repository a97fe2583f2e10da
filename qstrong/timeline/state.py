"""What became of what is owed: of a target's data, of one value, of all that a unit files for a period.

Everything that says whether something was reported, is missing, or came late, says it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from qstrong.model.dataset import Dataset, Void
from qstrong.model.plan import AnyTarget
from qstrong.timeline.course import successions, whole
from qstrong.timeline.owed import first_month, last_month, own_or_coarser, own_plan
from qstrong.timeline.values import Due, Entry
from qstrong.timeline.vintages import Vintage

DataState = Literal["reported", "not_due", "pending", "not_reported", "invalid"]
OwedState = Literal["reported", "pending", "invalid", "missing", "not_due"]
FilingState = Literal["complete", "partial", "none", "not_due"]

DATA_STATES: tuple[DataState, ...] = ("reported", "not_due", "pending", "not_reported", "invalid")


def data_state(
    dataset: Dataset, target: AnyTarget, vintage: Vintage, due: Due | None, day: date
) -> DataState:
    """The state of a target's data on *day*, *due* being the latest period that it owes by then.

    Reported where that period or a later one of the plan has a value of its frequency or coarser; while
    nothing is owed, where any period of the plan has.
    """
    plan = own_plan(dataset.plan, target)
    since = due.period.last if due else first_month(plan) + 1
    until = last_month(plan)
    latest = reversed([*vintage.values])
    if any(since <= month <= until and own_or_coarser(target, month) for month in latest):
        return "reported"
    if errors_hide(dataset, target, vintage, due, day):
        return "invalid"
    if due is None:
        return "not_due"
    return "pending" if pending_entry(vintage, due) else "not_reported"


def there_since(vintage: Vintage, due: Due) -> date | None:
    """The day from which the period of *due* is there; None where it isn't.

    That is when the first valid entry for it was filed, by whichever reporter and in whatever file: a
    value, or a pending, which counts for the owed periods before its own, too.
    """
    days = (
        entry.filing.filed
        for entry in vintage.valid
        if entry.last == due.period.last
        or (entry.observation.pending is not None and entry.last > due.period.last)
    )
    return min(days, default=None)


def owed_state(
    dataset: Dataset, target: AnyTarget, unit: str, vintage: Vintage, due: Due, day: date
) -> OwedState:
    """What became of one value that *unit* owes: there, for whoever reports it, else by its own errors.

    Nothing is missing, and no file that can't be read is to blame, before the due day.
    """
    if due.period.last in vintage.values:
        return "reported"
    if there_since(vintage, due):
        return "pending"
    if _own_errors(dataset, target, unit, vintage, due, day):
        return "invalid"
    return "missing" if day >= due.day else "not_due"


def _own_errors(
    dataset: Dataset, target: AnyTarget, unit: str, vintage: Vintage, due: Due, day: date
) -> bool:
    """Whether *unit* filed a value for just this period that is void, or what it filed is void as a whole."""
    month = due.period.last
    line = successions(whole(dataset)).get(unit, (unit,))
    refused = (entry for entry in vintage.refused if entry.observation.pending is None)
    if any(entry.filing.unit in line and entry.last == month for entry in refused):
        return True

    def hides(void: Void) -> bool:
        if void.part is None:
            return day >= due.day and void.period.last == due.filing.last
        covered = (void.covers or void.period).last
        named = void.part == "observations" and void.subject == target.indicator
        return named and covered == month and filed_on(dataset, void) <= day

    return any(hides(void) for void in dataset.voids if void.unit in line)


def filing_state(there: Sequence[date | None], due: date, day: date) -> FilingState:
    """What a unit filed for a period, seen from *day*: *there* is since when each thing owed is there."""
    if all(there):
        return "complete"
    if day < due:
        return "not_due"
    return "partial" if any(there) else "none"


def days_late(there: Sequence[date | None], due: date, day: date) -> int | None:
    """By how many days the last thing owed came after *due*, or is overdue on *day*; None where neither."""
    late = (max((since or day for since in there), default=due) - due).days
    return late if late > 0 else None


def pending_entry(vintage: Vintage, due: Due) -> Entry | None:
    """The latest entry that says why there is no value yet for the period of *due*, or for a later one."""
    found = (entry for entry in vintage.pending if entry.last >= due.period.last)
    return max(found, key=lambda entry: (entry.filing.filed, entry.last), default=None)


def errors_hide(dataset: Dataset, target: AnyTarget, vintage: Vintage, due: Due | None, day: date) -> bool:
    """Whether, but for errors, the period of *due* or a later one would have been reported by *day*.

    Without a *due*: any period of the plan. A filing that is void as a whole is void for all that
    was due with it; a void or refused entry for the period that it names, where that is of the
    target's frequency or coarser.
    """
    plan = own_plan(dataset.plan, target)
    since = due.period.last if due else first_month(plan) + 1

    def covers(month: int) -> bool:
        return since <= month <= last_month(plan) and own_or_coarser(target, month)

    if any(covers(entry.last) for entry in vintage.refused if entry.observation.pending is None):
        return True
    mine = [void for void in dataset.voids if void.unit in vintage.units]
    whole = [void for void in mine if void.part is None]
    if due and any(void.period.last == due.filing.last for void in whole):
        return True
    entries = [void for void in mine if void.part == "observations" and void.subject == target.indicator]
    return any(
        covers((void.covers or void.period).last) and filed_on(dataset, void) <= day for void in entries
    )


def filed_on(dataset: Dataset, void: Void) -> date:
    """The day on which the filing of a void entry was filed; never, where it is void as a whole."""
    mine = (one for one in dataset.filings if (one.unit, one.period) == (void.unit, void.period))
    return next((filing.filed for filing in mine), date.max)
