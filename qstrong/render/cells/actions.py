"""What can be said of a task and of an action: a new column is a row here, and its name in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from qstrong.assess.report import ActionVerdict
from qstrong.assess.verdict import STATUSES
from qstrong.model.filing import State
from qstrong.model.index import index
from qstrong.model.task import Task
from qstrong.model.terms.course import Op
from qstrong.render.cells.aspect import Aspect, Aspects, Parts, Plain, Scene, at
from qstrong.render.document import Cell
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, action_status, bar
from qstrong.text.kinds import quantity_words
from qstrong.text.labels import label_word
from qstrong.text.numbers import number

ORDER = (
    "done", "done_late", "in_progress", "near", "overdue", "suspended", "not_started", "not_reported",
    "not_due", "standing",
)  # fmt: skip
LONG = 34
"""The width of a column of sentences in a workbook."""


def action_states(verdicts: Sequence[ActionVerdict], look: Look) -> str:
    """How many actions are in which state."""
    labels = [one.label for one in verdicts]
    found = (f"{label_word(label, look.lang)} {labels.count(label)}" for label in ORDER if label in labels)
    return "  ".join(found) or "–"


def _quantity(one: ActionVerdict, scene: Scene) -> Cell:
    """What was brought, of what is to be brought: 3 / ≥8 项."""
    wanted = one.action.quantity
    return Cell(f"{number(one.quantity)} / {quantity_words(wanted, scene.look.lang)}") if wanted else NONE


def _quantities(one: ActionVerdict, scene: Scene) -> Plain:
    wanted = one.action.quantity
    if wanted is None:
        return None
    uom = scene.look.uom(wanted.uom)
    return {"op": wanted.op, "value": wanted.value, "uom": uom, "reported": one.quantity}


def _units(one: ActionVerdict, scene: Scene) -> Cell:
    """Its units; where there are several, how many of them reported."""
    n, total = len(one.reports), len(one.units)
    heard = scene.look.say("of_units", n=n, total=total) if total > 1 else ""
    return Cell(" · ".join(text for text in (scene.units(one.units), heard) if text), "dim")


def _progress(one: ActionVerdict, scene: Scene) -> Cell:
    """What the first unit that says something says, with the period of its filing."""
    said = (
        scene.look.say("of_period", text=report.progress, period=scene.look.period(filing.period))
        for filing, report in one.reports.values()
        if report.progress
    )
    text = next(said, "")
    return Cell(text, "dim") if text else NONE


ACTIONS: Aspects[ActionVerdict, Scene] = Aspects({
    "id": Aspect(
        head="no", cell=lambda one, _: Cell(one.action.id, "dim"), value=at("action.id"), kind="id",
        need=True,
    ),
    "task": Aspect(head="task", value=at("task"), kind="id", need=True),
    "title": Aspect(
        head="action", value=lambda one, scene: scene.look.name(one.action.title), flexible=True, least=16,
        most=LONG,
    ),
    "units": Aspect(head="units", cell=_units, value=at("units"), kind="ids", flexible=True, least=12),
    "who": Aspect(
        head="units", value=lambda one, scene: scene.units(one.units), flexible=True, least=12, most=24,
    ),
    "standing": Aspect(value=at("action.standing"), kind="yes", need=True),
    "status": Aspect(
        head="state", cell=lambda one, scene: action_status(one, scene.look), value=at("status"),
        kind="status", flexible=True, least=10, need=True, choices=STATUSES,
    ),
    "label": Aspect(value=lambda one, scene: label_word(one.label, scene.look.lang), need=True),
    "state": Aspect(value=at("state"), kind="word", choices=get_args(State)),
    "due": Aspect(head="deadline", value=at("action.due"), kind="day"),
    "on": Aspect(head="form_on", value=at("on"), kind="day"),
    "days": Aspect(value=at("days"), kind="integer"),
    "near": Aspect(value=at("near"), kind="yes", need=True),
    "stale": Aspect(value=at("stale"), kind="yes", need=True),
    "reported": Aspect(value=lambda one, _: len(one.reports), kind="count", need=True),
    "heard": Aspect(
        head="ledger_heard", kind="word", most=14,
        value=lambda one, _: f"{len(one.reports)} / {len(one.units)}",
    ),
    "quantity": Aspect(head="quantity", cell=_quantity, value=_quantities, flexible=True, least=6),
    "goal": Aspect(
        head="ledger_goal", kind="word", most=12,
        value=lambda one, scene: (
            quantity_words(one.action.quantity, scene.look.lang) if one.action.quantity else None
        ),
    ),
    "quantity_op": Aspect(value=at("action.quantity.op"), kind="word", choices=get_args(Op)),
    "quantity_value": Aspect(value=at("action.quantity.value"), kind="number"),
    "quantity_uom": Aspect(value=at("action.quantity.uom"), kind="text"),
    "quantity_uom_en": Aspect(value=at("action.quantity.uom.texts.en"), kind="text"),
    "measured_in": Aspect(
        value=lambda one, scene: scene.look.uom(one.action.quantity.uom) if one.action.quantity else None,
    ),
    "quantity_reported": Aspect(head="quantity", value=at("quantity"), kind="number"),
    "progress": Aspect(head="progress", cell=_progress, flexible=True, least=12, most=LONG),
})  # fmt: skip


def _of_task(task: Task, scene: Scene) -> list[ActionVerdict]:
    return [one for one in scene.report.actions if one.task == task.id]


def _section(task: Task, scene: Scene) -> Cell:
    section = index(scene.report.dataset).sections.get(task.section)
    return Cell(scene.look.name(section.title)) if section else NONE


def task_units(task: Task, scene: Scene) -> str:
    """The units of a task; the one that leads is marked, and put first where it isn't among them."""
    names = [scene.units((unit,)) for unit in task.units]
    if task.lead:
        lead = scene.units((task.lead,))
        marked = scene.look.say("leading", name=lead)
        names = [marked if name == lead else name for name in names]
        names = names if marked in names else [marked, *names]
    return scene.look.listed(names)


def _labelled(label: str) -> Aspect[Task, Scene]:
    """How many of its actions are in one state."""
    return Aspect(
        head=lambda look: label_word(label, look.lang), kind="count",
        value=lambda task, scene: sum(one.label == label for one in _of_task(task, scene)),
    )  # fmt: skip


TASKS: Aspects[Task, Scene] = Aspects({
    "no": Aspect(head="no", cell=lambda task, _: Cell(task.id, "dim"), right=True),
    "number": Aspect(head="number", cell=lambda task, _: Cell(task.id), right=True),
    "id": Aspect(head="task", value=at("id"), kind="id", need=True),
    "section": Aspect(
        head="ledger_section", cell=_section, value=at("section"), kind="id", need=True, most=16,
    ),
    "title": Aspect(
        head="work", value=lambda task, scene: scene.look.name(task.title), flexible=True, least=16,
        most=LONG,
    ),
    "units": Aspect(
        head="units", cell=lambda task, scene: Cell(task_units(task, scene)), value=at("units"), kind="ids",
        flexible=True, least=24, most=44,
    ),
    "lead": Aspect(value=at("lead"), kind="id"),
    "states": Aspect(
        head="actions", flexible=True, least=20,
        cell=lambda task, scene: Cell(action_states(_of_task(task, scene), scene.look)),
    ),
    "actions": Aspect(
        head="ledger_actions", value=lambda task, scene: len(_of_task(task, scene)), kind="count",
    ),
    **{label: _labelled(label) for label in ORDER},
    "targets": Aspect(
        head="targets", cell=lambda task, scene: bar(scene.report.tasks[task.id], scene.look), kind="word",
        flexible=True, least=8, most=20,
    ),
})  # fmt: skip


def by_section(tasks: Sequence[Task], scene: Scene) -> Parts[Task]:
    """*tasks* under their sections' numbers and names, in the plan's order."""
    look = scene.look
    return [
        (
            f"({look.language.numeral(k)}) {look.name(section.title)}",
            [one for one in tasks if one.section == section.id],
        )
        for k, section in enumerate(scene.report.dataset.sections, 1)
    ]


def by_task(actions: Sequence[ActionVerdict], scene: Scene) -> Parts[ActionVerdict]:
    """*actions* under their tasks, in the plan's order."""
    return [
        (f"{task.id} {scene.look.name(task.title)}", [one for one in actions if one.task == task.id])
        for task in scene.report.dataset.tasks
    ]
