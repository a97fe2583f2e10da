"""The page's parts about work: units with their filings, tasks with their actions."""

from __future__ import annotations

from dataclasses import dataclass

from qstrong.assess.report import ActionVerdict, Report
from qstrong.model.task import Task
from qstrong.render.document import Cell, Choice
from qstrong.render.filed import filed_cell
from qstrong.render.formats.flat import widest
from qstrong.render.look import Look
from qstrong.render.page.targets import Card, Count, statuses
from qstrong.render.pieces import NONE
from qstrong.render.views.tasks import action_states, actions_table, task_units
from qstrong.render.views.units import tasks_of
from qstrong.timeline.duties import Duty, duties
from qstrong.timeline.inhand import filing_in_hand


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit: its filing and its targets and tasks."""

    id: str
    name: str
    owed: int
    filed: int
    pending: int
    missing: int
    filing: Cell
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]
    tasks: tuple[Task, ...]
    duty: Duty


@dataclass(frozen=True, slots=True)
class Deed:
    """One action: the cells of its row in `show`."""

    id: str
    title: str
    status: Cell
    quantity: str
    due: str
    who: str
    progress: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task: who answers, its actions and its targets."""

    task: Task
    units: str
    lead: str
    states: str
    actions: tuple[Deed, ...]
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of tasks."""

    order: str
    title: str
    tasks: tuple[TaskView, ...]


def unit_views(report: Report, every: list[Card], look: Look) -> list[UnitView]:
    """Every unit, with what it owes with the filing in hand."""
    data = report.dataset
    period = filing_in_hand(data, report.as_of)
    names = look.names(data.units)
    found = []
    for duty in duties(data, period, report.as_of):
        mine = tasks_of(report, duty.unit)
        found.append(
            UnitView(
                id=duty.unit,
                name=names[duty.unit],
                owed=len(duty.owed),
                filed=duty.n("reported"),
                pending=duty.n("pending"),
                missing=len(duty.missing),
                filing=filed_cell(duty, look),
                counts=statuses(report.units[duty.unit], look),
                cards=tuple(card for card in every if duty.unit in card.one.target.reporters),
                tasks=tuple(task for task in data.tasks if task.id in mine),
                duty=duty,
            )
        )
    return found


def groups_of_tasks(report: Report, every: list[Card], look: Look) -> list[SectionView]:
    """The plan's sections with their tasks."""
    data = report.dataset
    leads = look.names(data.units)

    def view(task: Task) -> TaskView:
        actions = [one for one in report.actions if one.task == task.id]
        return TaskView(
            task=task,
            units=task_units(report, task, look),
            lead=leads.get(task.lead or "", look.say("no_lead")),
            states=action_states(actions, look),
            actions=deeds(report, actions, look),
            counts=statuses(report.tasks[task.id], look),
            cards=tuple(card for card in every if task.id in card.one.target.tasks),
        )

    return [
        SectionView(
            look.ordinal(k),
            look.name(section.title),
            tuple(view(task) for task in data.tasks if task.section == section.id),
        )
        for k, section in enumerate(data.sections, 1)
    ]


def deeds(report: Report, verdicts: list[ActionVerdict], look: Look) -> tuple[Deed, ...]:
    """The rows of the table of actions that `show` has."""
    table = actions_table(report, verdicts, look)
    assert isinstance(table, Choice)
    rows = widest(table).sections[0].rows

    def told(cell: Cell) -> str:
        return "" if cell == NONE else cell.text

    return tuple(
        Deed(name.text, title.text, state, told(quantity), told(due), who.text, told(progress))
        for name, title, state, quantity, due, who, progress in rows
    )
