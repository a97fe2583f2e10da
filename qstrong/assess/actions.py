"""Verdicts for the actions of tasks: an axis of their own, counted apart from targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from qstrong.assess.report import ActionVerdict
from qstrong.assess.verdict import Status
from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing, State
from qstrong.model.index import index
from qstrong.model.plan import Plan, satisfies
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Action, Task
from qstrong.timeline.duties import latest_reports
from qstrong.timeline.owed import due_day, filing_periods

LEAST_FIRST: tuple[State, ...] = ("suspended", "not_started", "in_progress", "done")
YEAR = timedelta(days=365)

UnitReports = Mapping[str, tuple[Filing, ActionReport]]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the units' latest reports amount to."""

    state: State | None
    quantity: Decimal | None
    on: date | None


def assess_actions(dataset: Dataset, as_of: date) -> tuple[ActionVerdict, ...]:
    """A verdict for every action of every task, in the plan's order."""
    latest = latest_reports(dataset, as_of)
    return tuple(
        _judge(dataset.plan, task, action, units, latest.get(action.id, {}), as_of)
        for task, action, units in index(dataset).actors
    )


def _judge(
    plan: Plan, task: Task, action: Action, units: tuple[str, ...], reports: UnitReports, as_of: date
) -> ActionVerdict:
    mine = {unit: reports[unit] for unit in units if unit in reports}
    standing = _standing(action, units, mine)
    left = (action.due - as_of).days if action.due else None
    near = left is not None and 0 <= left <= plan.method.near_days and standing.state != "done"
    status, label, days = _status(plan, action, standing, left, as_of)
    return ActionVerdict(
        action=action,
        task=task.id,
        units=units,
        status=status,
        label=label,
        state=standing.state,
        reports=mine,
        days=days,
        near=near and not action.standing,
        stale=action.standing and _stale(plan, mine, as_of),
        quantity=standing.quantity,
        on=standing.on if standing.state == "done" else None,
    )


def _standing(action: Action, units: tuple[str, ...], reports: UnitReports) -> _Standing:
    """The least advanced state; done needs evidence, and the quantity where there is one."""
    first = reports.get(units[0]) if units else None
    quantity = first[1].quantity if first else None
    enough = action.quantity is None or (
        quantity is not None and satisfies(quantity, action.quantity.op, action.quantity.value)
    )
    states = [_believed(report, enough=enough) for _, report in reports.values()]
    days = [report.on or filing.period.end for filing, report in reports.values()]
    return _Standing(min(states, key=LEAST_FIRST.index, default=None), quantity, max(days, default=None))


def _believed(report: ActionReport, *, enough: bool) -> State:
    return "in_progress" if report.state == "done" and not (report.evidence and enough) else report.state


def _status(
    plan: Plan, action: Action, standing: _Standing, left: int | None, as_of: date
) -> tuple[Status, str, int | None]:
    """Status, label and days: late where positive for overdue and done late, else left."""
    state = standing.state
    begun = as_of >= due_day(plan, next(filing_periods(plan)))
    if action.standing:
        return "not_assessable", "standing", None
    if state == "done":
        late = (standing.on - action.due).days if action.due and standing.on else 0
        return ("achieved", "done_late", late) if late > 0 else ("achieved", "done", None)
    if left is not None and left < 0 and begun:
        return "overdue", "overdue", -left
    if state == "suspended":
        return "off_track", "suspended", left
    if state == "in_progress" and left is not None:
        near = left <= plan.method.near_days
        return ("at_risk", "near", left) if near else ("on_track", "in_progress", left)
    return "not_assessable", state or ("not_reported" if begun else "not_due"), left


def _stale(plan: Plan, reports: UnitReports, as_of: date) -> bool:
    """No report for a year, counted from the day on which the first one was due."""
    heard = [filing.filed for filing, _ in reports.values()]
    return as_of - max(heard, default=due_day(plan, next(filing_periods(plan)))) >= YEAR


PRESSING = (
    "overdue", "suspended", "near", "not_reported", "not_started", "in_progress", "standing", "not_due",
    "done_late", "done",
)  # fmt: skip
"""The labels of actions, what needs attention first."""


def pressing(actions: Iterable[ActionVerdict]) -> tuple[ActionVerdict, ...]:
    """*actions* as they need attention: by label, the longest overdue and the nearest deadline first."""

    def place(one: ActionVerdict) -> tuple[int, int]:
        days = one.days if one.days is not None else 10**6
        return PRESSING.index(one.label), -days if one.label in ("overdue", "done_late") else days

    return tuple(sorted(actions, key=place))
