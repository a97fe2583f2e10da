"""`tasks`, the annex 任务责任分工表, and `show` of one task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qstrong.assess.report import ActionVerdict, Report
from qstrong.model.index import index
from qstrong.model.task import Task
from qstrong.render.document import Block, Cell, Choice, Column, Document, Heading, Section, Table, line
from qstrong.render.headed import headline, of_plan
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, action_status, bar, target_status
from qstrong.render.views.show import fact
from qstrong.text.kinds import OPS
from qstrong.text.labels import label_word
from qstrong.text.numbers import number

ORDER = (
    "done",
    "done_late",
    "in_progress",
    "near",
    "overdue",
    "suspended",
    "not_started",
    "not_reported",
    "not_due",
    "standing",
)


def tasks_document(report: Report, chosen: Sequence[Task], look: Look) -> Document:
    """Every task with its actions by state and its targets by status."""
    columns = (
        Column(look.say("no"), right=True),
        Column(look.say("work"), flexible=True, least=16),
        Column(look.say("actions"), flexible=True, least=20),
        Column(look.say("targets"), flexible=True, least=8),
    )
    sections = _by_section(report, chosen, lambda task: (
        Cell(task.id, "dim"),
        Cell(look.name(task.title)),
        Cell(action_states([one for one in report.actions if one.task == task.id], look)),
        bar(report.tasks[task.id], look),
    ), look)  # fmt: skip
    states = action_states(list(report.actions), look).split("  ")
    counts = line(look.say("actions_counts", n=len(report.actions)), *(f"{state}  " for state in states))
    return of_plan(
        report, look.say("tasks_title"), [headline(report, look), counts, Table(columns, sections)], look
    )


def annex(report: Report, chosen: Sequence[Task], look: Look) -> Document:
    """任务责任分工表: 序号, 工作任务, 责任单位; sections span the table, as the plan has it."""
    columns = (
        Column(look.say("number"), right=True),
        Column(look.say("work"), flexible=True, least=20),
        Column(look.say("units"), flexible=True, least=24),
    )
    sections = _by_section(
        report,
        chosen,
        lambda task: (Cell(task.id), Cell(look.name(task.title)), Cell(task_units(report, task, look))),
        look,
    )
    return of_plan(report, look.say("annex"), [Table(columns, sections)], look)


def _by_section(report: Report, chosen: Sequence[Task], row: Any, look: Look) -> tuple[Section, ...]:
    found = []
    for k, section in enumerate(report.dataset.sections, 1):
        rows = tuple(row(task) for task in chosen if task.section == section.id)
        if rows:
            order = f"({look.ordinal(k)}) "
            found.append(Section(order + look.name(section.title), rows))
    return tuple(found)


def task_units(report: Report, task: Task, look: Look) -> str:
    """The task's units in the plan's order, groups by their names."""
    data = report.dataset
    names = look.names((*data.units, *data.unit_groups))
    return look.listed(names.get(unit, unit) for unit in task.units)


def action_states(verdicts: list[ActionVerdict], look: Look) -> str:
    """How many actions are in which state."""
    joint = "  "
    counts = {label: sum(one.label == label for one in verdicts) for label in ORDER}
    return joint.join(f"{label_word(label, look.lang)} {n}" for label, n in counts.items() if n) or "–"


def show_task(report: Report, task: Task, look: Look) -> Document:
    """One task: its units, its actions with their reports, and its targets."""
    lead = index(report.dataset).units.get(task.lead or "")
    blocks: list[Block] = [
        headline(report, look),
        fact(look, "units", task_units(report, task, look)),
        fact(look, "lead", look.name(lead.name) if lead else look.say("no_lead")),
        Heading(look.say("actions")),
        actions_table(report, [one for one in report.actions if one.task == task.id], look),
        Heading(look.say("targets")),
        targets_table(report, [one.target.id for one in report.targets if task.id in one.target.tasks], look),
    ]
    return of_plan(report, f"{look.say('task')} {task.id}. {look.name(task.title)}", blocks, look)


def actions_table(report: Report, verdicts: Sequence[ActionVerdict], look: Look) -> Block:
    """Actions with their status, quantity, due day and units."""
    names = look.names(report.dataset.units)

    def row(one: ActionVerdict) -> tuple[Cell, ...]:
        progress = [r.progress for _, r in one.reports.values() if r.progress]
        heard = look.say("of_units", n=len(one.reports), total=len(one.units)) if len(one.units) > 1 else ""
        who = look.listed(names.get(unit, unit) for unit in one.units)
        return (
            Cell(one.action.id, "dim"),
            Cell(look.name(one.action.title)),
            action_status(one, look),
            _quantity(one),
            Cell(str(one.action.due)) if one.action.due else NONE,
            Cell(" · ".join(text for text in (who, heard) if text), "dim"),
            Cell(progress[0], "dim") if progress else NONE,
        )

    columns = (
        Column(look.say("no")),
        Column(look.say("action"), flexible=True, least=16),
        Column(look.say("state"), flexible=True, least=10),
        Column(look.say("quantity"), flexible=True, least=6),
        Column(look.say("deadline")),
        Column(look.say("units"), flexible=True, least=12),
        Column(look.say("progress"), flexible=True, least=12),
    )
    rows = tuple(row(one) for one in verdicts)
    return Choice(
        (
            Table(columns, (Section("", rows),)),
            Table(columns[:6], (Section("", tuple(cells[:6] for cells in rows)),)),
            Table(columns[:4], (Section("", tuple(cells[:4] for cells in rows)),)),
        )
    )


def _quantity(one: ActionVerdict) -> Cell:
    wanted = one.action.quantity
    if wanted is None:
        return NONE
    return Cell(f"{number(one.quantity)} / {OPS[wanted.op]}{number(wanted.value)} {wanted.uom}")


def targets_table(report: Report, ids: Sequence[str], look: Look) -> Block:
    """Targets by name with their status."""
    columns = (
        Column(look.say("no"), right=True),
        Column(look.say("indicator"), flexible=True, least=20),
        Column(look.say("status"), flexible=True, least=16),
    )
    rows = tuple(
        (Cell(str(k), "dim"), Cell(look.name(one.target.name)), target_status(one, look, full=True))
        for k, one in enumerate(report.targets, 1)
        if one.target.id in ids
    )
    return Table(columns, (Section("", rows),)) if rows else line(Cell(look.say("none"), "dim"))


def tasks_json(report: Report, chosen: Sequence[Task], look: Look) -> dict[str, Any]:
    """Tasks with their actions, for scripts."""
    plan = report.dataset.plan
    return {
        "schema": 1,
        "plan": {"id": plan.id, "title": look.name(plan.title), "synthetic": plan.synthetic},
        "as_of": report.as_of.isoformat(),
        "tasks": [
            {
                "id": task.id,
                "section": task.section,
                "title": look.name(task.title),
                "units": list(task.units),
                "lead": task.lead,
                "actions": [_action_json(one, look) for one in report.actions if one.task == task.id],
            }
            for task in chosen
        ],
    }


def _action_json(one: ActionVerdict, look: Look) -> dict[str, Any]:
    wanted = one.action.quantity
    return {
        "id": one.action.id,
        "title": look.name(one.action.title),
        "units": list(one.units),
        "standing": one.action.standing,
        "status": one.status,
        "label": label_word(one.label, look.lang),
        "state": one.state,
        "reported": len(one.reports),
        "due": one.action.due.isoformat() if one.action.due else None,
        "days": one.days,
        "near": one.near,
        "stale": one.stale,
        "on": one.on.isoformat() if one.on else None,
        "quantity": {"op": wanted.op, "value": wanted.value, "uom": wanted.uom, "reported": one.quantity}
        if wanted
        else None,
    }
