"""The page's parts about work: units with their filings, tasks with their actions."""

from __future__ import annotations

from collections.abc import Mapping

from qstrong.assess.report import Report
from qstrong.model.index import index
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Task
from qstrong.render.cells.actions import ACTIONS, action_states
from qstrong.render.cells.aspect import Scene
from qstrong.render.document import Cell
from qstrong.render.filed import filed_cell
from qstrong.render.look import Look
from qstrong.render.page.targets import Card, Count, statuses
from qstrong.render.views.tasks import ACTION_ROWS
from qstrong.timeline.duties import Duty, Tally, duties, tally
from qstrong.timeline.inhand import filing_in_hand


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit: its filing and its targets and tasks."""

    id: str
    name: str
    filing: Cell
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]
    tasks: tuple[Task, ...]
    duty: Duty
    values: Tally


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task: who answers, its actions and its targets."""

    task: Task
    units: str
    lead: str
    states: str
    actions: tuple[Mapping[str, Cell], ...]
    """The cells of the rows that `show` has."""
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
    names, tasks = look.names(data.units), index(data).tasks_of
    return [
        UnitView(
            id=duty.unit,
            name=names[duty.unit],
            filing=filed_cell(duty, look),
            counts=statuses(report.units[duty.unit], look),
            cards=tuple(card for card in every if duty.unit in card.one.target.reporters),
            tasks=tasks[duty.unit],
            duty=duty,
            values=tally([duty]),
        )
        for duty in duties(data, period, report.as_of)
    ]


def groups_of_tasks(report: Report, every: list[Card], look: Look) -> list[SectionView]:
    """The plan's sections with their tasks."""
    data = report.dataset
    leads, scene, names = look.names(data.units), Scene(report, look), ACTION_ROWS[0]

    def view(task: Task) -> TaskView:
        actions = [one for one in report.actions if one.task == task.id]
        return TaskView(
            task=task,
            units=scene.units(task.units),
            lead=leads.get(task.lead or "", look.say("no_lead")),
            states=action_states(actions, look),
            actions=tuple(dict(zip(names, ACTIONS.row(names, one, scene), strict=True)) for one in actions),
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
